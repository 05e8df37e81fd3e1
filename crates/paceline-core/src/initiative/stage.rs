//! Where an initiative stands, how it is said to go, and what its second state looks like.

use serde::{Deserialize, Serialize};

/// Stages in their order (DESIGN.md, Words). Every move is possible and on record; none is forced by rank.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    Spotted,
    Scoping,
    Drafted,
    Shared,
    LastCall,
    Agreed,
    UnderWay,
    Delivered,
    PutDown,
    Superseded,
    /// Quiet by itself, until somebody wakes it.
    Resting,
    /// A foreign status that nobody has mapped to a stage.
    Unknown,
}

impl Stage {
    pub const ALL: [Self; 12] = [
        Self::Spotted,
        Self::Scoping,
        Self::Drafted,
        Self::Shared,
        Self::LastCall,
        Self::Agreed,
        Self::UnderWay,
        Self::Delivered,
        Self::PutDown,
        Self::Superseded,
        Self::Resting,
        Self::Unknown,
    ];

    /// The way from a problem seen to a thing delivered.
    pub const WAY: [Self; 8] = [
        Self::Spotted,
        Self::Scoping,
        Self::Drafted,
        Self::Shared,
        Self::LastCall,
        Self::Agreed,
        Self::UnderWay,
        Self::Delivered,
    ];

    pub fn word(self) -> &'static str {
        match self {
            Self::Spotted => "spotted",
            Self::Scoping => "scoping",
            Self::Drafted => "drafted",
            Self::Shared => "shared",
            Self::LastCall => "last call",
            Self::Agreed => "agreed",
            Self::UnderWay => "under way",
            Self::Delivered => "delivered",
            Self::PutDown => "put down",
            Self::Superseded => "superseded",
            Self::Resting => "resting",
            Self::Unknown => "unknown",
        }
    }

    /// By its word, with spaces, dashes or underscores.
    pub fn named(word: &str) -> Option<Self> {
        let word = word.trim().to_lowercase().replace(['-', '_'], " ");
        Self::ALL.into_iter().find(|stage| stage.word() == word)
    }

    /// Whether somebody ought to be leading it on.
    pub fn is_active(self) -> bool {
        match self {
            Self::Spotted
            | Self::Scoping
            | Self::Drafted
            | Self::Shared
            | Self::LastCall
            | Self::Agreed
            | Self::UnderWay => true,
            Self::Delivered | Self::PutDown | Self::Superseded | Self::Resting | Self::Unknown => {
                false
            }
        }
    }

    /// Whether it came to an end, on record.
    pub fn is_at_rest(self) -> bool {
        match self {
            Self::Delivered | Self::PutDown | Self::Superseded => true,
            Self::Spotted
            | Self::Scoping
            | Self::Drafted
            | Self::Shared
            | Self::LastCall
            | Self::Agreed
            | Self::UnderWay
            | Self::Resting
            | Self::Unknown => false,
        }
    }
}

impl std::fmt::Display for Stage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.word())
    }
}

/// What a check-in claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    OnTrack,
    AtRisk,
    OffTrack,
    /// A foreign progress report that claims nothing.
    NoWord,
}

impl Status {
    pub const CLAIMS: [Self; 3] = [Self::OnTrack, Self::AtRisk, Self::OffTrack];

    pub fn word(self) -> &'static str {
        match self {
            Self::OnTrack => "on track",
            Self::AtRisk => "at risk",
            Self::OffTrack => "off track",
            Self::NoWord => "reported",
        }
    }
}

/// What a foreign record's second state looks like, beside its stage.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Looks {
    #[default]
    NoWord,
    Open,
    Done,
}
