//! Activity over time: what was done, week by week, in the organisation or a team of five or more people.

use serde::Serialize;

use super::{GROUP, Scope};
use crate::{
    Sight, Time,
    initiative::{Initiative, Stage, StageMove},
    time::DAY,
};

/// From so many weeks on, a column is four weeks wide.
const WEEKS: i64 = 110;

/// What was done, column by column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Activity {
    pub from: Time,
    pub now: Time,
    /// How many days a column holds; the last one ends now.
    pub days: i64,
    /// When each column begins, the oldest first.
    pub begins: Vec<Time>,
    pub kinds: Vec<Kind>,
}

/// One kind of act.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "ActivityKind")]
pub struct Kind {
    pub act: Act,
    /// As many as there are columns.
    pub counts: Vec<usize>,
    pub total: usize,
}

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "ActivityAct")]
pub enum Act {
    Gap,
    Start,
    Follow,
    CheckIn,
    Delivery,
}

impl Act {
    pub const ALL: [Self; 5] = [
        Self::Gap,
        Self::Start,
        Self::Follow,
        Self::CheckIn,
        Self::Delivery,
    ];

    /// In the plural, as a heading.
    pub fn word(self) -> &'static str {
        match self {
            Self::Gap => "Gaps recorded",
            Self::Start => "Initiatives started",
            Self::Follow => "Follows",
            Self::CheckIn => "Check-ins",
            Self::Delivery => "Deliveries",
        }
    }

    fn counted(self, count: usize) -> String {
        let (one, many) = match self {
            Self::Gap => ("gap", "gaps"),
            Self::Start => ("start", "starts"),
            Self::Follow => ("follow", "follows"),
            Self::CheckIn => ("check-in", "check-ins"),
            Self::Delivery => ("delivery", "deliveries"),
        };
        format!("{count} {}", if count == 1 { one } else { many })
    }
}

/// What was done; nothing is said of a group of fewer than five people.
pub fn activity(sight: Sight<'_>, scope: &Scope, from: Time, now: Time) -> Option<Activity> {
    if scope.inside.is_some() && scope.people(sight).len() < GROUP {
        return None;
    }
    let from = from.min(now);
    let weeks = now.days_since(from) / 7 + 1;
    let days = if weeks > WEEKS { 28 } else { 7 };
    let columns = usize::try_from((now.0 - from.0) / (days * DAY) + 1).unwrap_or(1);
    // Columns end with this moment, so that the last one is as long as the others.
    let first = now.plus_days(-days * i64::try_from(columns).unwrap_or(1));
    let mut counting = Counting {
        first,
        // A small number, because a division each is what this costs most.
        width: u32::try_from(days * DAY).unwrap_or(1),
        counts: [(); Act::ALL.len()].map(|()| vec![0; columns]),
    };
    let gaps = sight.gaps().filter(|(_, gap)| scope.has(gap.team));
    counting.note(Act::Gap, gaps.map(|(_, gap)| gap.at));
    let goals = sight.goals().map(|(_, goal)| goal);
    for goal in goals.filter(|goal| scope.has(goal.team)) {
        counting.note(
            Act::CheckIn,
            goal.check_ins.iter().map(|check_in| check_in.at),
        );
    }
    let initiatives = sight.initiatives().map(|(_, entity)| entity);
    let has_moved = |entity: &&Initiative| entity.last_change > first && scope.has(entity.team);
    for entity in initiatives.filter(has_moved) {
        let is_delivery = |step: &&StageMove| step.to == Stage::Delivered;
        let deliveries = entity.stages.iter().filter(is_delivery);
        counting.note(Act::Start, std::iter::once(entity.started));
        counting.note(Act::Follow, entity.follows.iter().map(|follow| follow.from));
        counting.note(
            Act::CheckIn,
            entity.check_ins.iter().map(|check_in| check_in.at),
        );
        counting.note(Act::Delivery, deliveries.map(|step| step.at));
    }
    let begins = (0_i64..)
        .map(|column| first.plus_days(days * column))
        .take(columns);
    Some(Activity {
        from: first,
        now,
        days,
        begins: begins.collect(),
        kinds: Act::ALL
            .into_iter()
            .zip(counting.counts)
            .map(|(act, counts)| Kind {
                act,
                total: counts.iter().sum(),
                counts,
            })
            .collect(),
    })
}

/// Counts as they are taken.
struct Counting {
    /// The columns begin after this moment.
    first: Time,
    /// Seconds in a column.
    width: u32,
    counts: [Vec<usize>; Act::ALL.len()],
}

impl Counting {
    /// Counts acts, which stand in the order in which they were done: the latest are read first, and the rest not.
    fn note(&mut self, act: Act, times: impl DoubleEndedIterator<Item = Time>) {
        let Some(counts) = self.counts.get_mut(act as usize) else {
            return;
        };
        for at in times.rev().take_while(|at| *at > self.first) {
            let column = u32::try_from(at.0 - self.first.0 - 1).map(|since| since / self.width);
            if let Some(count) = column
                .ok()
                .and_then(|column| counts.get_mut(column as usize))
            {
                *count += 1;
            }
        }
    }
}

impl Activity {
    /// `a week` or `four weeks`: what a column is.
    pub fn column(&self) -> &'static str {
        if self.days == 7 { "week" } else { "four weeks" }
    }

    pub fn total(&self) -> usize {
        self.kinds.iter().map(|kind| kind.total).sum()
    }

    /// The finding in words: how much of each, and whether the last quarter of the time was livelier.
    pub fn sentence(&self) -> String {
        if self.total() == 0 {
            return "Nothing was recorded in this time.".to_owned();
        }
        let counted: Vec<String> = self
            .kinds
            .iter()
            .map(|kind| kind.act.counted(kind.total))
            .collect();
        let columns = self.begins.len();
        let quarter = columns / 4;
        let of = |from: usize, to: usize| -> usize {
            let counts = self
                .kinds
                .iter()
                .filter_map(|kind| kind.counts.get(from..to));
            counts.flatten().sum()
        };
        let (before, last) = (
            of(columns - 2 * quarter, columns - quarter),
            of(columns - quarter, columns),
        );
        let pace = match (last * 100).checked_div(before) {
            None => String::new(),
            Some(90..=110) => " The pace is steady.".to_owned(),
            Some(part @ ..90) => {
                format!(" The last quarter of it was quieter than the one before: {part} %.")
            }
            Some(part) => {
                format!(" The last quarter of it was livelier than the one before: {part} %.")
            }
        };
        format!("{}.{pace}", counted.join(", "))
    }
}
