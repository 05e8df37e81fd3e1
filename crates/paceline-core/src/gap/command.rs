//! What a person can ask of a gap.

use serde::{Deserialize, Serialize};

use crate::{GapId, GoalId, TeamId, measure::Amount};

/// What a person can ask.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Records a gap. Only how it is and how it ought to be are asked for: ten seconds must be enough.
    Record {
        /// How it is.
        is: String,
        /// How it ought to be.
        ought: String,
        team: Option<TeamId>,
        /// The goal in whose way it stands.
        goal: Option<GoalId>,
    },
    /// Closes a gap in the open, with what it is like now.
    Close { gap: GapId, outcome: String },
    /// Says 'I see it too'. Said once; words can be left out, and added later.
    SeeToo {
        gap: GapId,
        /// In your own words.
        #[serde(default)]
        text: String,
    },
    /// Says by which number the gap is seen: what is measured, how it is now, and how it ought to be.
    SetMeasure {
        gap: GapId,
        /// What is measured.
        what: String,
        /// Such as days, or %.
        unit: String,
        /// The value now.
        is: Amount,
        /// The value that is wanted.
        ought: Amount,
    },
    /// Measures a gap again. A script may do this.
    Measure {
        gap: GapId,
        value: Amount,
        /// What there is to say of it.
        #[serde(default)]
        note: String,
    },
    /// Merges a gap into another, where it lives on with all that was said. It can be taken apart again.
    Merge {
        gap: GapId,
        into: GapId,
        /// Why they are one.
        because: String,
    },
    /// Takes a merged gap out again.
    Separate {
        gap: GapId,
        /// Why they are two.
        because: String,
    },
    /// Splits a gap: two to five parts become gaps of their own, and it is closed with links to them.
    Split {
        gap: GapId,
        parts: Vec<Part>,
        /// Why it is several.
        because: String,
    },
}

/// A part that becomes a gap of its own.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Part {
    /// How it is.
    pub is: String,
    /// How it ought to be.
    pub ought: String,
    /// Who of those who see the gap see this part: their numbers on its page. The first is 0.
    #[serde(default)]
    pub seen_by: Vec<u16>,
}
