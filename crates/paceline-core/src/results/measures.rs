//! Measures before and after: what a key result was at the beginning of a period and at its end.

use serde::Serialize;

use super::Within;
use crate::{
    Seq, Sight, Time,
    goal::{Direction, Goal, GoalLink, KeyResult, KeyResultRevision, Kind},
    measure::Amount,
    team::TeamLink,
};

/// A key result that moved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct MeasureMoved {
    pub goal: GoalLink,
    pub team: Option<TeamLink>,
    pub measure: MeasureThen,
}

/// A key result at the beginning and at the end of a stretch of time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct MeasureThen {
    /// Its number in the goal; the first is 0.
    pub number: u16,
    pub name: String,
    pub kind: Kind,
    /// Such as `days`, `%` or nothing.
    pub unit: String,
    pub direction: Direction,
    /// What it was at the beginning: the last value before it, or what it was when it was added.
    pub before: Amount,
    /// What it was at the end.
    pub after: Amount,
    pub target: Amount,
    /// What a steady way to the target would have reached by the end; null where there is no way or no end.
    pub expected: Option<Amount>,
    /// Whether it was as wanted at the end.
    pub is_met: bool,
    /// It was dropped by the end.
    pub is_dropped: bool,
}

/// Whether anybody reported a value of a goal in a stretch of time.
pub(super) fn is_reported(goal: &Goal, within: Within) -> bool {
    let mut said = goal.check_ins.iter();
    let mut measured = goal.measured.iter();
    said.any(|said| within.has(said.at) && !said.values.is_empty())
        || measured.any(|measured| within.has(measured.at))
}

/// Whether anybody reported a value of one key result in a stretch of time.
pub(super) fn is_said(goal: &Goal, number: u16, within: Within) -> bool {
    values(goal, number).any(|(at, _, _)| within.has(at))
}

/// Every key result that was there by the end.
pub(super) fn of(
    sight: Sight<'_>,
    goal: &Goal,
    within: Within,
) -> impl Iterator<Item = MeasureThen> {
    let all = (0..).zip(&goal.key_results);
    let there = all.filter(move |(_, key_result)| key_result.added <= within.end);
    // What was dropped before is no part of it.
    let there = there.filter(move |(_, key_result)| {
        let dropped = key_result.dropped;
        dropped.is_none_or(|dropped| dropped.at >= within.start)
    });
    there.map(move |(number, key_result)| then(sight, goal, (number, key_result), within))
}

/// Every value of a key result, by check-ins and by scripts.
fn values(goal: &Goal, number: u16) -> impl Iterator<Item = (Time, Seq, Amount)> {
    let said = goal.check_ins.iter().filter_map(move |check_in| {
        let mut values = check_in.values.iter();
        let said = values.find(|said| said.key_result == number)?;
        Some((check_in.at, check_in.seq, said.value))
    });
    let measured = goal.measured.iter();
    let measured = measured.filter(move |measured| measured.key_result == number);
    said.chain(measured.map(|measured| (measured.at, measured.seq, measured.value)))
}

fn then(
    sight: Sight<'_>,
    goal: &Goal,
    (number, key_result): (u16, &KeyResult),
    within: Within,
) -> MeasureThen {
    let last = |is_by: &dyn Fn(Time) -> bool| {
        let by_then = values(goal, number).filter(|(at, _, _)| is_by(*at));
        let last = by_then.max_by_key(|(at, seq, _)| (*at, *seq));
        last.map_or(key_result.baseline, |(_, _, value)| value)
    };
    let (before, after) = (last(&|at| at < within.start), last(&|at| at <= within.end));
    let was = as_it_was(key_result, within.end);
    let target = was.map_or(key_result.target, |was| was.target);
    let unit = match key_result.kind {
        Kind::Percentage => "%".to_owned(),
        Kind::Number => key_result
            .unit
            .map_or_else(String::new, |unit| sight.text(unit).to_string()),
        Kind::YesNo | Kind::Milestones => String::new(),
    };
    // As exact as the numbers that people wrote, and no more.
    let written = [after, key_result.baseline, target].map(Amount::decimals);
    let decimals = written.into_iter().max().unwrap_or_default();
    let expected = expected(goal, key_result, within.end);
    MeasureThen {
        number,
        name: sight
            .text(was.map_or(key_result.name, |was| was.name))
            .to_string(),
        kind: key_result.kind,
        unit,
        direction: key_result.direction,
        before,
        after,
        target,
        expected: expected.map(|expected| expected.rounded(decimals)),
        is_met: key_result.direction.is_met(after, target),
        is_dropped: key_result
            .dropped
            .is_some_and(|dropped| dropped.at <= within.end),
    }
}

/// What it was before the first revision after a moment.
fn as_it_was(key_result: &KeyResult, end: Time) -> Option<&KeyResultRevision> {
    let mut revisions = key_result.revisions.iter();
    revisions.find(|revision| revision.at > end)
}

/// What was expected by a moment. What is kept, or is yes or no, is on no way.
fn expected(goal: &Goal, key_result: &KeyResult, end: Time) -> Option<Amount> {
    if key_result.direction.keeps() || key_result.kind == Kind::YesNo {
        return None;
    }
    let mut revisions = goal.revisions.iter();
    let of_goal = revisions
        .find(|revision| revision.at > end)
        .map_or(goal.until, |was| was.until);
    let was = as_it_was(key_result, end);
    let until = was.map_or(key_result.until, |was| was.until).or(of_goal)?;
    let target = was.map_or(key_result.target, |was| was.target);
    let from = key_result.from.map_or(key_result.added, Time::start_of);
    let (part, whole) = (end.0 - from.0, Time::end_of(until).0 - from.0);
    Some(key_result.baseline.towards(target, part, whole))
}

impl MeasureThen {
    /// An amount of it as people say it: `3.8 days`, `63 %`, `yes`, `2 of 5`.
    pub fn told(&self, amount: Amount) -> String {
        match self.kind {
            Kind::YesNo if amount == Amount::default() => "no".to_owned(),
            Kind::YesNo => "yes".to_owned(),
            Kind::Milestones => format!("{amount} of {}", self.target),
            Kind::Number | Kind::Percentage => {
                format!("{amount} {}", self.unit).trim_end().to_owned()
            }
        }
    }

    /// What was wanted: `1`, `at most 5`, `yes`, `all`.
    pub fn wanted(&self) -> String {
        match self.kind {
            Kind::YesNo => self.told(self.target),
            Kind::Milestones => "all".to_owned(),
            Kind::Number | Kind::Percentage if self.direction.keeps() => {
                format!("{} {}", self.direction.word(), self.target)
            }
            Kind::Number | Kind::Percentage => self.target.to_string(),
        }
    }

    /// `3.8 days; 1 wanted, 4.6 expected by then`.
    pub fn in_words(&self) -> String {
        let mut words = format!("{}; {} wanted", self.told(self.after), self.wanted());
        if let Some(expected) = self.expected {
            words = format!("{words}, {expected} expected by then");
        }
        words
    }
}
