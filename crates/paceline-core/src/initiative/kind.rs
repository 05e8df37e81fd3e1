//! What kind of thing an initiative is: it says how its document begins (mission row P1).

use serde::{Deserialize, Serialize};

/// What kind of thing an initiative is.
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
pub enum Kind {
    /// A change that is proposed.
    #[default]
    Proposal,
    /// A way of working that others may rely on.
    Guideline,
    /// Something tried for a time, good enough for now and safe enough to try.
    Experiment,
    /// Something that takes place on a day.
    Event,
}

impl Kind {
    pub const ALL: [Self; 4] = [
        Self::Proposal,
        Self::Guideline,
        Self::Experiment,
        Self::Event,
    ];

    pub fn word(self) -> &'static str {
        match self {
            Self::Proposal => "proposal",
            Self::Guideline => "guideline",
            Self::Experiment => "experiment",
            Self::Event => "event",
        }
    }

    /// By its word.
    pub fn named(word: &str) -> Option<Self> {
        let word = word.trim().to_lowercase();
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}
