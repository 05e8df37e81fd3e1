//! What kind of number a key result is, where it is to go, and how a goal can end.

use serde::{Deserialize, Serialize};

use crate::measure::Amount;

/// What kind of number a key result is.
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "KeyResultKind")]
pub enum Kind {
    /// A number with a unit.
    #[default]
    Number,
    Percentage,
    /// 0 or 1.
    YesNo,
    /// How many of a list of milestones are reached.
    Milestones,
}

impl Kind {
    pub const ALL: [Self; 4] = [
        Self::Number,
        Self::Percentage,
        Self::YesNo,
        Self::Milestones,
    ];

    pub fn word(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Percentage => "percentage",
            Self::YesNo => "yes or no",
            Self::Milestones => "milestones",
        }
    }

    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "serde hands out references"
    )]
    pub(super) fn is_number(&self) -> bool {
        *self == Self::Number
    }
}

/// Where a number is to go.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    Increase,
    Decrease,
    /// It is to stay at the target or above: a measure of health.
    AtLeast,
    /// It is to stay at the target or below: a measure of health.
    AtMost,
}

impl Direction {
    pub const ALL: [Self; 4] = [Self::Increase, Self::Decrease, Self::AtLeast, Self::AtMost];

    pub fn word(self) -> &'static str {
        match self {
            Self::Increase => "up to",
            Self::Decrease => "down to",
            Self::AtLeast => "at least",
            Self::AtMost => "at most",
        }
    }

    /// Whether it says that a number is kept, not reached.
    pub fn keeps(self) -> bool {
        match self {
            Self::AtLeast | Self::AtMost => true,
            Self::Increase | Self::Decrease => false,
        }
    }

    /// Whether an amount is as wanted.
    pub fn is_met(self, is: Amount, target: Amount) -> bool {
        match self {
            Self::Increase | Self::AtLeast => is >= target,
            Self::Decrease | Self::AtMost => is <= target,
        }
    }
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
