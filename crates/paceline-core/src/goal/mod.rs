//! Goals: what is wanted until when, who leads it, and how it goes (mission rows A6, A7, L1).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    GapId, GoalId, InitiativeId, PersonId, Seq, TeamId, Time, WordId, compass::Point,
    initiative::Status, measure::Amount, person::Ending, rhythm::Every,
};

mod command;
mod kinds;

mod apply;
mod decide;
mod view;

pub(crate) use apply::apply;
pub use command::{Closing, Command, Counting, Saying, Setting};
pub use decide::{CONFIDENCE_LIMIT, KEY_RESULTS_LIMIT, MILESTONES_LIMIT, decide};
pub use kinds::{Direction, Kind, Outcome};
pub(crate) use view::is_one_of_many;
pub use view::{
    Change, CheckInView, ClosedView, ConfidenceView, Crowd, DroppedView, GoalLink, GoalPage,
    KeyResultView, LeadView, Milestone, RhythmView, Row, ValueSaid, ValueView, check_in_due, crowd,
    crowd_with_one_more, link, list, next_check_in, page, progress, rhythm, row, stale_since,
    status,
};

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    Set {
        goal: GoalId,
        title: WordId,
        team: Option<TeamId>,
        lead: Option<PersonId>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<Date>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        source: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        why: Option<WordId>,
        #[serde(default, skip_serializing_if = "is_false")]
        evergreen: bool,
    },
    Revised {
        goal: GoalId,
        title: WordId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        why: Option<WordId>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<Date>,
        because: WordId,
    },
    ServesLinked {
        goal: GoalId,
        serves: Point,
    },
    ServesEnded {
        goal: GoalId,
        serves: Point,
    },
    Retitled {
        goal: GoalId,
        title: WordId,
    },
    KeyResultAdded {
        goal: GoalId,
        key_result: u16,
        name: WordId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        unit: Option<WordId>,
        baseline: Amount,
        target: Amount,
        #[serde(default, skip_serializing_if = "Kind::is_number")]
        kind: Kind,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        direction: Option<Direction>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<Date>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<Date>,
        /// Where the number comes from.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        source: Option<WordId>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        milestones: Vec<WordId>,
    },
    KeyResultRevised {
        goal: GoalId,
        key_result: u16,
        name: WordId,
        target: Amount,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<Date>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        source: Option<WordId>,
        because: WordId,
    },
    KeyResultDropped {
        goal: GoalId,
        key_result: u16,
        because: WordId,
    },
    /// A value from a script, between check-ins.
    Measured {
        goal: GoalId,
        key_result: u16,
        value: Amount,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        source: Option<WordId>,
    },
    RhythmSet {
        goal: GoalId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        every: Option<Every>,
        #[serde(default, skip_serializing_if = "is_false")]
        paused: bool,
    },
    LeadTaken {
        goal: GoalId,
        person: PersonId,
    },
    LeadSteppedBack {
        goal: GoalId,
        person: PersonId,
    },
    LeadHandedOver {
        goal: GoalId,
        to: PersonId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<WordId>,
    },
    Reopened {
        goal: GoalId,
        because: WordId,
    },
    CheckedIn {
        goal: GoalId,
        status: Status,
        text: WordId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        confidence: Option<u8>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        values: Vec<Reported>,
        /// What help is wanted.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        help: Option<WordId>,
    },
    Closed {
        goal: GoalId,
        outcome: Outcome,
        text: Option<WordId>,
        /// From 0 to 1.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        score: Option<Amount>,
    },
    /// Whoever led it left, or does not take part any more.
    LeadEnded {
        goal: GoalId,
        person: PersonId,
        because: Ending,
    },
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde hands out references"
)]
fn is_false(said: &bool) -> bool {
    !*said
}

/// What a key result is, as a check-in says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reported {
    pub key_result: u16,
    pub value: Amount,
}

/// What we remember.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Goal {
    pub title: WordId,
    pub why: Option<WordId>,
    pub team: Option<TeamId>,
    pub lead: Option<PersonId>,
    /// Everybody who ever led it, oldest first.
    pub leads: Vec<Lead>,
    /// Who set it here.
    pub by: Option<PersonId>,
    pub until: Option<Date>,
    /// Measures of health that are kept, not reached.
    pub evergreen: bool,
    pub set: Time,
    pub seq: Seq,
    /// What it was before each revision, oldest first.
    pub revisions: Vec<Revision>,
    /// What it serves.
    pub serves: Vec<Point>,
    /// Goals that serve it.
    pub goals: Vec<GoalId>,
    /// By their number; dropped ones keep theirs.
    pub key_results: Vec<KeyResult>,
    pub check_ins: Vec<CheckIn>,
    /// Values that scripts reported, oldest first.
    pub measured: Vec<Measured>,
    /// How often it is checked in on; `None`: by the rhythm of whoever leads it.
    pub every: Option<Every>,
    pub paused: bool,
    /// When a pause last ended: nobody was asked before.
    pub resumed: Option<Time>,
    pub closed: Option<Closed>,
    /// How it was closed before it was opened again, oldest first.
    pub reopened: Vec<Reopened>,
    pub gaps: Vec<GapId>,
    pub initiatives: Vec<InitiativeId>,
}

/// What a goal said before it was revised, and why it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revision {
    pub title: WordId,
    pub why: Option<WordId>,
    pub until: Option<Date>,
    /// Why it was changed; none where an import says only that it was.
    pub because: Option<WordId>,
    pub at: Time,
    pub seq: Seq,
    pub by: Option<PersonId>,
}

/// A span of leading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lead {
    pub person: PersonId,
    pub from: Time,
    pub to: Option<Time>,
    /// The event that ended it.
    pub to_seq: Option<Seq>,
    /// What the lead before left them.
    pub note: Option<WordId>,
}

/// By which number it is seen whether the goal is reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyResult {
    pub name: WordId,
    pub kind: Kind,
    pub unit: Option<WordId>,
    pub direction: Direction,
    pub baseline: Amount,
    pub target: Amount,
    pub from: Option<Date>,
    pub until: Option<Date>,
    pub source: Option<WordId>,
    pub milestones: Vec<WordId>,
    pub by: Option<PersonId>,
    pub added: Time,
    pub seq: Seq,
    /// What it was before each revision, oldest first.
    pub revisions: Vec<KeyResultRevision>,
    pub dropped: Option<Dropped>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyResultRevision {
    pub name: WordId,
    pub target: Amount,
    pub until: Option<Date>,
    pub source: Option<WordId>,
    pub because: WordId,
    pub at: Time,
    pub seq: Seq,
    pub by: Option<PersonId>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dropped {
    pub at: Time,
    pub seq: Seq,
    pub by: Option<PersonId>,
    pub because: WordId,
}

/// What somebody said of a goal. Progress (the values) and confidence are told apart: neither follows from the other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckIn {
    pub at: Time,
    pub seq: Seq,
    pub by: Option<PersonId>,
    pub status: Status,
    pub text: WordId,
    pub confidence: Option<u8>,
    pub values: Vec<Reported>,
    /// What help is wanted.
    pub help: Option<WordId>,
}

/// A value that a script reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measured {
    pub key_result: u16,
    pub value: Amount,
    pub source: Option<WordId>,
    pub at: Time,
    pub seq: Seq,
    pub by: Option<PersonId>,
}

impl Goal {
    /// The number of its current version; the first is 1.
    pub fn version(&self) -> u16 {
        u16::try_from(self.revisions.len() + 1).unwrap_or(u16::MAX)
    }

    /// When what it wants last changed.
    pub fn changed(&self) -> Time {
        self.revisions.last().map_or(self.set, |last| last.at)
    }

    /// The title it had in a version; the first is 1.
    pub fn title_of(&self, version: u16) -> WordId {
        let index = usize::from(version.max(1)) - 1;
        self.revisions
            .get(index)
            .map_or(self.title, |was| was.title)
    }

    /// Key results that were not dropped, by their number.
    pub fn live_key_results(&self) -> impl Iterator<Item = (u16, &KeyResult)> {
        (0..)
            .zip(&self.key_results)
            .filter(|(_, key_result)| key_result.dropped.is_none())
    }

    /// When somebody last checked in, or when it was set.
    pub fn last_word(&self) -> Time {
        self.check_ins.last().map_or(self.set, |last| last.at)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closed {
    pub outcome: Outcome,
    pub by: Option<PersonId>,
    pub at: Time,
    pub seq: Seq,
    pub text: Option<WordId>,
    /// From 0 to 1.
    pub score: Option<Amount>,
}

/// A goal that was closed and is open again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reopened {
    pub was: Closed,
    pub because: WordId,
    pub at: Time,
    pub seq: Seq,
    pub by: Option<PersonId>,
}

#[cfg(test)]
mod tests;
