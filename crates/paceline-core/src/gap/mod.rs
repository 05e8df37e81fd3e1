//! Gaps: how something is, how it ought to be, who sees it too, and what is done about it (mission rows L5, L6).

use serde::{Deserialize, Serialize};

use crate::{
    By, GapId, GoalId, InitiativeId, PersonId, Seq, TeamId, Time, WordId, measure::Amount,
};

mod command;

mod apply;
mod decide;
pub(crate) mod family;
mod view;

pub(crate) use apply::apply;
pub use command::{Command, Part};
pub use decide::{PARTS_LIMIT, decide, open_or_refuse};
pub(crate) use family::{goals, initiatives, lives_in};
pub use view::{
    Alternative, Alternatives, ClosedView, GapLink, GapPage, MeasureView, MergedHere, MergedView,
    Mine, Moment, Row, SaidView, SightingView, SplitView, What, active, alternatives, link, list,
    page, row, sightings,
};

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    Recorded {
        gap: GapId,
        is: WordId,
        ought: WordId,
        team: Option<TeamId>,
        goal: Option<GoalId>,
    },
    Closed {
        gap: GapId,
        outcome: WordId,
    },
    /// Somebody sees it too.
    SeenToo {
        gap: GapId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<WordId>,
    },
    /// Whoever sees it too said more.
    SaidMore {
        gap: GapId,
        sighting: u16,
        text: WordId,
    },
    MeasureSet {
        gap: GapId,
        what: WordId,
        unit: WordId,
        is: Amount,
        ought: Amount,
    },
    Measured {
        gap: GapId,
        value: Amount,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<WordId>,
    },
    Merged {
        gap: GapId,
        into: GapId,
        because: WordId,
    },
    Separated {
        gap: GapId,
        because: WordId,
    },
    /// A part of another gap became one of its own.
    SplitOff {
        gap: GapId,
        from: GapId,
        is: WordId,
        ought: WordId,
        team: Option<TeamId>,
        goal: Option<GoalId>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        seen_by: Vec<SightingOf>,
    },
    Split {
        gap: GapId,
        parts: Vec<GapId>,
        because: WordId,
    },
}

/// What we remember.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gap {
    pub is: WordId,
    pub ought: WordId,
    pub team: Option<TeamId>,
    pub goal: Option<GoalId>,
    pub by: By,
    pub at: Time,
    pub seq: Seq,
    pub closed: Option<Closed>,
    /// Initiatives that would narrow it.
    pub initiatives: Vec<InitiativeId>,
    pub sightings: Vec<Sighting>,
    /// What is measured; the last one counts, those before it stay on record.
    pub measures: Vec<Measured>,
    /// Every time it was merged into another; only the last may still hold.
    pub merges: Vec<Merge>,
    /// Gaps that were ever merged into this one.
    pub took_in: Vec<GapId>,
    pub split: Option<Split>,
    pub split_from: Option<GapId>,
    /// Sightings of the gap it was split from that are of this part.
    pub seen_there: Vec<SightingOf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closed {
    pub at: Time,
    pub seq: Seq,
    pub by: By,
    pub outcome: WordId,
}

/// That somebody sees it too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sighting {
    pub by: PersonId,
    pub at: Time,
    pub seq: Seq,
    pub text: Option<WordId>,
    /// What they said later.
    pub more: Vec<Said>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    pub at: Time,
    pub seq: Seq,
    pub text: WordId,
}

/// A sighting, by the gap it was said of and its number there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct SightingOf {
    pub gap: GapId,
    pub number: u16,
}

/// What is measured, and every value since.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measured {
    pub what: WordId,
    pub unit: WordId,
    pub is: Amount,
    pub ought: Amount,
    pub at: Time,
    pub seq: Seq,
    pub by: By,
    pub values: Vec<Value>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Value {
    pub value: Amount,
    pub note: Option<WordId>,
    pub at: Time,
    pub seq: Seq,
    pub by: By,
}

/// That it was merged into another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Merge {
    pub into: GapId,
    pub because: WordId,
    pub at: Time,
    pub seq: Seq,
    pub by: By,
    pub ended: Option<Separated>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Separated {
    pub because: WordId,
    pub at: Time,
    pub seq: Seq,
    pub by: By,
}

/// That its parts became gaps of their own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Split {
    pub parts: Vec<GapId>,
    pub because: WordId,
    pub at: Time,
    pub seq: Seq,
    pub by: By,
}

impl Gap {
    /// The gap that it was merged into, while that holds. That one may have been merged on.
    pub fn merged_into(&self) -> Option<GapId> {
        self.merge().map(|merge| merge.into)
    }

    pub(crate) fn merge(&self) -> Option<&Merge> {
        self.merges.last().filter(|merge| merge.ended.is_none())
    }

    /// Neither closed, nor merged into another, nor split.
    pub fn is_open(&self) -> bool {
        self.closed.is_none() && self.split.is_none() && self.merged_into().is_none()
    }

    /// What is measured now.
    pub fn measure(&self) -> Option<&Measured> {
        self.measures.last()
    }
}

#[cfg(test)]
mod tests;
