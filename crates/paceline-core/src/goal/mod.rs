//! Goals: what is wanted until when, who leads it, and how it goes (mission row L1).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    GapId, GoalId, InitiativeId, PersonId, Seq, TeamId, Time, WordId,
    initiative::{self, Status},
    measure::Amount,
    person::Ending,
};

mod apply;
mod decide;
mod view;

pub(crate) use apply::apply;
pub use decide::{CONFIDENCE_LIMIT, KEY_RESULTS_LIMIT, decide};
pub use view::{
    ClosedView, ConfidenceView, GoalLink, GoalPage, Row, STALE_AFTER_DAYS, link, list, page, row,
    status,
};

/// What a person can ask.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Sets a goal; whoever sets it leads it.
    Set {
        title: String,
        team: Option<TeamId>,
        /// The day until which it is wanted.
        until: Option<Date>,
    },
    /// Adds a key result: by which number it is seen whether the goal is reached.
    AddKeyResult {
        goal: GoalId,
        name: String,
        /// Such as `days` or `%`; may be left out.
        #[serde(default)]
        unit: String,
        baseline: Amount,
        target: Amount,
    },
    /// Says how it goes with a goal.
    CheckIn {
        goal: GoalId,
        status: Status,
        /// What happened, in a sentence.
        text: String,
        /// How sure they are that the goal will be reached, from 0 to 10.
        confidence: Option<u8>,
        /// What key results are now, by their number, the first being 0: `[[0, "3.8"]]`.
        #[serde(default)]
        values: Vec<(u16, Amount)>,
    },
    /// Closes a goal, with what was learned.
    Close {
        goal: GoalId,
        outcome: Outcome,
        /// What was learned.
        text: String,
    },
}

/// How a goal ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    Achieved,
    Missed,
    Dropped,
}

impl Outcome {
    pub const ALL: [Self; 3] = [Self::Achieved, Self::Missed, Self::Dropped];

    pub fn word(self) -> &'static str {
        match self {
            Self::Achieved => "achieved",
            Self::Missed => "missed",
            Self::Dropped => "dropped",
        }
    }
}

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
    },
    CheckedIn {
        goal: GoalId,
        status: Status,
        text: WordId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        confidence: Option<u8>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        values: Vec<Reported>,
    },
    Closed {
        goal: GoalId,
        outcome: Outcome,
        text: Option<WordId>,
    },
    /// Whoever led it left, or does not take part any more.
    LeadEnded {
        goal: GoalId,
        person: PersonId,
        because: Ending,
    },
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
    pub team: Option<TeamId>,
    pub lead: Option<PersonId>,
    /// Who set it here.
    pub by: Option<PersonId>,
    pub until: Option<Date>,
    pub set: Time,
    pub seq: Seq,
    pub key_results: Vec<KeyResult>,
    pub check_ins: Vec<CheckIn>,
    pub closed: Option<Closed>,
    pub gaps: Vec<GapId>,
    pub initiatives: Vec<InitiativeId>,
}

/// By which number it is seen whether the goal is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyResult {
    pub name: WordId,
    pub unit: Option<WordId>,
    pub baseline: Amount,
    pub target: Amount,
    pub by: Option<PersonId>,
    pub added: Time,
    pub seq: Seq,
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
}

impl CheckIn {
    pub fn view(&self, sight: crate::Sight<'_>, now: Time) -> initiative::CheckInView {
        initiative::CheckInView {
            at: self.at,
            ago: self.at.ago(now),
            by: self.by.map(|person| crate::person::link(sight, person)),
            status: self.status,
            text: sight.text(self.text),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closed {
    pub outcome: Outcome,
    pub by: Option<PersonId>,
    pub at: Time,
    pub text: Option<WordId>,
}

#[cfg(test)]
mod tests;
