//! What is shown of goals.

use jiff::civil::Date;
use serde::Serialize;

use super::{Goal, KeyResult, Outcome};
use crate::{
    GoalId, PersonId, Sight, Text, Time, initiative,
    list::{Asked, Listed, Sort},
    measure::{Measure, Point},
    person,
    reference::Reference,
    rhythm::Rhythm,
    signal::Threshold,
    team,
};

/// A goal as a link shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct GoalLink {
    pub id: GoalId,
    pub title: String,
}

pub fn link(sight: Sight<'_>, id: GoalId) -> GoalLink {
    let title = sight
        .goal(id)
        .map_or_else(String::new, |goal| sight.text(goal.title).to_string());
    GoalLink { id, title }
}

/// A row of the list of goals.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "GoalRow")]
pub struct Row {
    pub goal: GoalLink,
    pub team: Option<team::TeamLink>,
    pub lead: Option<person::PersonLink>,
    pub until: Option<Date>,
    /// The status word shown: computed, `stale` overrides what was claimed.
    pub status: &'static str,
    /// How far the first key result is, beside what is wanted and what was expected by now.
    pub progress: Option<String>,
    pub last_check_in: Option<String>,
    pub initiatives: usize,
}

/// The rhythm by which a goal is checked in on: its own, else that of whoever leads it, else the usual one.
pub fn rhythm(sight: Sight<'_>, goal: &Goal) -> Rhythm {
    let person = goal.lead.and_then(|lead| sight.person(lead));
    let usual = person.and_then(|person| person.rhythm.clone());
    let mut rhythm = usual.unwrap_or_default();
    rhythm.every = goal.every.unwrap_or(rhythm.every);
    rhythm.paused |= goal.paused;
    rhythm
}

/// Since when a goal reads stale: nobody has checked in for longer than its rhythm and the days of grace.
pub fn stale_since(sight: Sight<'_>, goal: &Goal, now: Time) -> Option<Date> {
    let grace = sight.organisation().threshold(Threshold::GraceDays);
    rhythm(sight, goal).stale_since(goal.last_word(), grace, now)
}

/// The status word of a goal on a day.
pub fn status(sight: Sight<'_>, goal: &Goal, now: Time) -> &'static str {
    if let Some(closed) = goal.closed {
        return closed.outcome.word();
    }
    if stale_since(sight, goal, now).is_some() {
        return "stale";
    }
    let last = goal.check_ins.last();
    last.map_or("pending", |last| last.status.word())
}

pub fn row(sight: Sight<'_>, id: GoalId, now: Time) -> Row {
    let goal = sight.goal(id);
    Row {
        goal: link(sight, id),
        team: goal
            .and_then(|goal| goal.team)
            .map(|team| team::link(sight, team)),
        lead: goal
            .and_then(|goal| goal.lead)
            .map(|lead| person::link(sight, lead)),
        until: goal.and_then(|goal| goal.until),
        status: goal.map_or("pending", |goal| status(sight, goal, now)),
        progress: goal.and_then(|goal| progress(sight, goal, now)),
        last_check_in: goal
            .and_then(|goal| goal.check_ins.last())
            .map(|last| last.at.ago(now)),
        initiatives: goal.map_or(0, |goal| goal.initiatives.len()),
    }
}

fn progress(sight: Sight<'_>, goal: &Goal, now: Time) -> Option<String> {
    let first = goal.key_results.first()?;
    let last = goal.check_ins.iter().rev();
    let said = last.flat_map(|check_in| &check_in.values);
    let is = said
        .filter(|said| said.key_result == 0)
        .map(|said| said.value)
        .next();
    let bare = measure_of(sight, goal, first, Vec::new());
    Some(bare.in_words(is, goal.closed.map_or(now, |closed| closed.at)))
}

/// A key result with every value that was reported.
fn measure(sight: Sight<'_>, goal: &Goal, number: u16, key_result: &KeyResult) -> Measure {
    let points = goal.check_ins.iter().filter_map(|check_in| {
        let said = check_in
            .values
            .iter()
            .find(|said| said.key_result == number)?;
        Some(Point {
            at: check_in.at,
            value: said.value,
            confidence: check_in.confidence,
        })
    });
    measure_of(sight, goal, key_result, points.collect())
}

fn measure_of(
    sight: Sight<'_>,
    goal: &Goal,
    key_result: &KeyResult,
    points: Vec<Point>,
) -> Measure {
    Measure {
        name: sight.text(key_result.name).to_string(),
        unit: key_result
            .unit
            .map_or_else(String::new, |unit| sight.text(unit).to_string()),
        baseline: key_result.baseline,
        target: key_result.target,
        from: key_result.from.map_or(key_result.added, Time::start_of),
        until: key_result.until.or(goal.until).map(Time::end_of),
        points,
    }
}

impl Goal {
    /// Every key result by its number, with every value that was reported.
    pub fn measures(&self, sight: Sight<'_>) -> Vec<Measure> {
        (0..)
            .zip(&self.key_results)
            .map(|(number, key_result)| measure(sight, self, number, key_result))
            .collect()
    }
}

pub fn list(sight: Sight<'_>, asked: &Asked, now: Time) -> Listed<Row> {
    let wanted = asked.words();
    let title = |goal: &Goal| sight.words().short(goal.title).to_lowercase();
    let matches = |goal: &Goal| {
        asked
            .team
            .is_none_or(|team| goal.team.is_some_and(|of| team::is_within(sight, of, team)))
            && asked
                .stage
                .as_deref()
                .is_none_or(|word| status(sight, goal, now) == word)
            && (!asked.nobody_leads || goal.lead.is_none())
            && (wanted.is_empty() || wanted.iter().all(|word| title(goal).contains(word)))
    };
    let mut found: Vec<GoalId> = sight
        .goals()
        .filter(|(_, goal)| matches(goal))
        .map(|(id, _)| id)
        .collect();
    match asked.sort {
        Sort::Oldest => {}
        Sort::Title => found.sort_by_cached_key(|id| sight.goal(*id).map(title)),
        Sort::LastChange => found.sort_by_key(|id| {
            let last = |goal: &Goal| goal.check_ins.last().map_or(goal.set, |last| last.at);
            std::cmp::Reverse(sight.goal(*id).map(last))
        }),
        Sort::Newest | Sort::Stage => found.reverse(),
    }
    if let Ok(Reference::Goal(id)) = asked.find.parse()
        && sight.goal(id).is_some()
    {
        found = vec![id];
    }
    asked.page_of(&found, |id| row(sight, *id, now))
}

/// A goal's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct GoalPage {
    pub row: Row,
    pub set: Time,
    /// By their number.
    pub key_results: Vec<Measure>,
    /// What each key result is, beside what is wanted and what was expected by now, in words.
    pub progress: Vec<String>,
    /// How sure somebody was last: a feeling, told apart from progress.
    pub confidence: Option<ConfidenceView>,
    pub check_ins: Vec<initiative::CheckInView>,
    pub closed: Option<ClosedView>,
    pub gaps: Vec<crate::gap::Row>,
    pub initiatives: Vec<initiative::Row>,
    pub may_act: bool,
    pub may_add_key_result: bool,
}

/// How sure somebody was that the goal will be reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct ConfidenceView {
    /// From 0 to 10.
    pub given: u8,
    pub ago: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "GoalClosed")]
pub struct ClosedView {
    pub outcome: Outcome,
    pub at: Time,
    pub text: Option<Text>,
}

pub fn page(sight: Sight<'_>, viewer: Option<PersonId>, id: GoalId, now: Time) -> Option<GoalPage> {
    let goal = sight.goal(id)?;
    let may_act = viewer.is_some() && goal.closed.is_none();
    let key_results = goal.measures(sight);
    let progress_until = goal.closed.map_or(now, |closed| closed.at);
    let confidence = |check_in: &super::CheckIn| {
        Some(ConfidenceView {
            given: check_in.confidence?,
            ago: check_in.at.ago(now),
        })
    };
    Some(GoalPage {
        row: row(sight, id, now),
        set: goal.set,
        progress: key_results
            .iter()
            .map(|measure| measure.in_words(measure.is(), progress_until))
            .collect(),
        key_results,
        confidence: goal.check_ins.iter().rev().find_map(confidence),
        check_ins: goal
            .check_ins
            .iter()
            .rev()
            .map(|check_in| check_in.view(sight, now))
            .collect(),
        closed: goal.closed.map(|closed| ClosedView {
            outcome: closed.outcome,
            at: closed.at,
            text: closed.text.map(|text| sight.text(text)),
        }),
        gaps: goal
            .gaps
            .iter()
            .filter_map(|gap| crate::gap::row(sight, *gap, now))
            .collect(),
        initiatives: sight
            .of(&goal.initiatives)
            .rev()
            .map(|(id, entity)| initiative::row(sight, id, entity, now))
            .collect(),
        may_act,
        may_add_key_result: may_act && goal.key_results.len() < super::KEY_RESULTS_LIMIT,
    })
}
