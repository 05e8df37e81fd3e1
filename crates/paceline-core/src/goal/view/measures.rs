//! Key results as measures: where each began, where it ought to be, every value on the way and where it came from.

use serde::Serialize;

use crate::{
    Sight, Text, Time, WordId,
    goal::{Goal, KeyResult, Kind},
    measure::{Amount, Measure, Origin, Point},
    person,
};

/// A key result as a goal's page shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct KeyResultView {
    /// Its number; the first is 0.
    pub number: u16,
    pub measure: Measure,
    /// What is, beside what is wanted and what was expected by now.
    pub in_words: String,
    /// How much of the way is done, in per cent.
    pub progress: u8,
    pub is_met: bool,
    /// Where the number comes from.
    pub source: Option<Text>,
    pub milestones: Vec<Milestone>,
    /// The last value, and how it came in.
    pub last: Option<ValueView>,
}

/// A step of a key result that goes by milestones.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Milestone {
    pub name: String,
    pub is_reached: bool,
}

/// A value, and how it came in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct ValueView {
    /// As people say it: `3.8 days`.
    pub told: String,
    pub at: Time,
    pub ago: String,
    pub by: Option<person::PersonLink>,
    pub from: Origin,
    /// What a report named as its source.
    pub source: Option<Text>,
}

/// A key result that was dropped; its values stay on record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct DroppedView {
    pub name: String,
    pub at: Time,
    pub by: Option<person::PersonLink>,
    pub because: Text,
}

/// A value of one key result on record.
struct Value {
    at: Time,
    seq: crate::Seq,
    amount: Amount,
    confidence: Option<u8>,
    from: Origin,
    by: Option<crate::PersonId>,
    source: Option<WordId>,
}

impl Goal {
    /// The values of a key result, oldest first: what check-ins said, and what was reported between them.
    fn values(&self, number: u16) -> Vec<Value> {
        let said = self.check_ins.iter().filter_map(|check_in| {
            let mut values = check_in.values.iter();
            let said = values.find(|said| said.key_result == number)?;
            Some(Value {
                at: check_in.at,
                seq: check_in.seq,
                amount: said.value,
                confidence: check_in.confidence,
                from: Origin::CheckIn,
                by: check_in.by,
                source: None,
            })
        });
        let measured = self.measured.iter();
        let measured = measured
            .filter(|measured| measured.key_result == number)
            .map(|measured| Value {
                at: measured.at,
                seq: measured.seq,
                amount: measured.value,
                confidence: None,
                from: Origin::Report,
                by: measured.by,
                source: measured.source,
            });
        let mut values: Vec<Value> = said.chain(measured).collect();
        values.sort_by_key(|value| value.seq);
        values
    }

    /// What a key result is now; before any value, nothing.
    pub fn is(&self, number: u16) -> Option<Amount> {
        let said = self.check_ins.iter().rev().find_map(|check_in| {
            let mut values = check_in.values.iter();
            let said = values.find(|said| said.key_result == number)?;
            Some((check_in.seq, said.value))
        });
        let mut measured = self.measured.iter().rev();
        let measured = measured
            .find(|measured| measured.key_result == number)
            .map(|measured| (measured.seq, measured.value));
        // The later of the two; numbers of the record are told apart.
        said.max(measured).map(|(_, value)| value)
    }

    /// Every key result that was not dropped, in order, with every value that came in.
    pub fn measures(&self, sight: Sight<'_>) -> Vec<Measure> {
        self.live_key_results()
            .map(|(number, key_result)| self.measure(sight, number, key_result))
            .collect()
    }

    pub(super) fn measure(&self, sight: Sight<'_>, number: u16, of: &KeyResult) -> Measure {
        let points = self.values(number).into_iter().map(|value| Point {
            at: value.at,
            value: value.amount,
            confidence: value.confidence,
            from: value.from,
        });
        Measure {
            points: points.collect(),
            ..self.bare_measure(sight, of)
        }
    }

    /// A key result of it as a measure, without its values.
    pub(super) fn bare_measure(&self, sight: Sight<'_>, of: &KeyResult) -> Measure {
        let unit = match of.kind {
            Kind::Percentage => "%".to_owned(),
            Kind::Number => of
                .unit
                .map_or_else(String::new, |unit| sight.text(unit).to_string()),
            Kind::YesNo | Kind::Milestones => String::new(),
        };
        Measure {
            name: sight.text(of.name).to_string(),
            kind: of.kind,
            unit,
            direction: of.direction,
            baseline: of.baseline,
            target: of.target,
            from: of.from.map_or(of.added, Time::start_of),
            until: of.until.or(self.until).map(Time::end_of),
            points: Vec::new(),
        }
    }
}

/// The moment up to which something was expected of a goal.
fn expected_until(goal: &Goal, now: Time) -> Time {
    goal.closed.map_or(now, |closed| closed.at)
}

/// How far the first key result is, in words.
pub(super) fn first_in_words(sight: Sight<'_>, goal: &Goal, now: Time) -> Option<String> {
    let (number, first) = goal.live_key_results().next()?;
    let bare = goal.bare_measure(sight, first);
    Some(bare.in_words(goal.is(number), expected_until(goal, now)))
}

/// How much of the way is done, in per cent: the mean of its key results. Of an evergreen goal, how many of them hold.
/// None where nothing is measured. It follows from the values alone, never from confidence or status.
pub fn progress(goal: &Goal) -> Option<u8> {
    let parts: Vec<u32> = goal
        .live_key_results()
        .map(|(number, key_result)| u32::from(key_result.progress(goal.is(number))))
        // What is kept holds or does not.
        .map(|part| {
            if goal.evergreen {
                part / 100 * 100
            } else {
                part
            }
        })
        .collect();
    let count = u32::try_from(parts.len()).ok().filter(|count| *count > 0)?;
    u8::try_from(parts.iter().sum::<u32>() / count).ok()
}

impl KeyResult {
    fn progress(&self, is: Option<Amount>) -> u8 {
        crate::measure::progress(
            is.unwrap_or(self.baseline),
            [self.baseline, self.target],
            self.direction,
        )
    }
}

/// The key results of a goal that were not dropped, as its page shows them.
pub(super) fn key_results(sight: Sight<'_>, goal: &Goal, now: Time) -> Vec<KeyResultView> {
    let view = |(number, key_result): (u16, &KeyResult)| {
        let measure = goal.measure(sight, number, key_result);
        let is = measure.is().unwrap_or(key_result.baseline);
        let reached = |place: usize| {
            let nth = i32::try_from(place + 1).unwrap_or(i32::MAX);
            is >= Amount::whole(nth)
        };
        let milestones = key_result.milestones.iter().enumerate();
        let milestones = milestones.map(|(place, name)| Milestone {
            name: sight.text(*name).to_string(),
            is_reached: reached(place),
        });
        KeyResultView {
            number,
            in_words: measure.in_words(measure.is(), expected_until(goal, now)),
            progress: measure.progress(),
            is_met: measure.is_met(),
            source: key_result.source.map(|source| sight.text(source)),
            milestones: milestones.collect(),
            last: last_value(sight, goal, (number, &measure), now),
            measure,
        }
    };
    goal.live_key_results().map(view).collect()
}

fn last_value(
    sight: Sight<'_>,
    goal: &Goal,
    (number, measure): (u16, &Measure),
    now: Time,
) -> Option<ValueView> {
    let last = goal.values(number).pop()?;
    Some(ValueView {
        told: measure.told(last.amount),
        at: last.at,
        ago: last.at.ago(now),
        by: last.by.map(|person| person::link(sight, person)),
        from: last.from,
        source: last.source.map(|source| sight.text(source)),
    })
}

/// The key results of a goal that were dropped, the last first.
pub(super) fn dropped(sight: Sight<'_>, goal: &Goal) -> Vec<DroppedView> {
    let view = |key_result: &KeyResult| {
        let dropped = key_result.dropped?;
        Some(DroppedView {
            name: sight.text(key_result.name).to_string(),
            at: dropped.at,
            by: dropped.by.map(|person| person::link(sight, person)),
            because: sight.text(dropped.because),
        })
    };
    let mut dropped: Vec<DroppedView> = goal.key_results.iter().filter_map(view).collect();
    dropped.sort_by_key(|dropped| std::cmp::Reverse(dropped.at));
    dropped
}
