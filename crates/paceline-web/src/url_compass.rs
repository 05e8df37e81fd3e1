//! Typed URLs of the compass: where entries are written, and what can be done with them.

use std::fmt;

use paceline_core::{
    EntryId,
    compass::{Act, Kind},
};

use crate::url::Encoded;

/// A place of the compass, beside its page and the pages of its entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum InCompass<'a> {
    /// Where a new entry is written.
    Write(Kind),
    /// Where a facet is stated, its name filled in.
    State(&'a str),
    /// What holds for a team, by its slug.
    HoldsFor(&'a str),
    /// An entry with all its versions.
    Versions(EntryId),
    /// Where a new version is written.
    NewVersion(EntryId, Kind),
    /// Any other act.
    Do(EntryId, Act),
}

/// As the URL calls entries of a kind.
fn plural(kind: Kind) -> &'static str {
    match kind {
        Kind::Value => "values",
        Kind::Facet => "facets",
        Kind::Strategy => "strategies",
    }
}

/// As it stands in the URL.
fn word(act: Act) -> &'static str {
    match act {
        Act::Revise => "version",
        Act::Publish => "publish",
        Act::ShowTo => "show-to",
        Act::Tell => "tell",
        Act::Acknowledge => "read",
        Act::Review => "review",
        Act::TakeLead => "take-lead",
        Act::HandOver => "hand-over",
        Act::Retire => "retire",
    }
}

impl fmt::Display for InCompass<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Write(kind) => write!(f, "/compass/{}/new", plural(*kind)),
            Self::State(title) => write!(f, "/compass/facets/new?title={}", Encoded(title)),
            Self::HoldsFor(team) => write!(f, "/compass?team={}", Encoded(team)),
            Self::Versions(id) => write!(f, "/compass/{}?versions=all", id.0),
            Self::NewVersion(id, _) => write!(f, "/compass/{}/version", id.0),
            Self::Do(id, act) => write!(f, "/compass/{}/{}", id.0, word(*act)),
        }
    }
}

impl InCompass<'_> {
    pub(crate) fn has_query(self) -> bool {
        matches!(self, Self::State(_) | Self::HoldsFor(_) | Self::Versions(_))
    }

    /// The command that the form of a place asks for.
    pub(crate) fn command(self) -> Option<&'static str> {
        let written = |kind: Kind| match kind {
            Kind::Value => "compass.write_value",
            Kind::Facet => "compass.state_facet",
            Kind::Strategy => "compass.write_strategy",
        };
        match self {
            Self::Write(kind) | Self::NewVersion(_, kind) => Some(written(kind)),
            Self::State(_) => Some(written(Kind::Facet)),
            Self::HoldsFor(_) | Self::Versions(_) | Self::Do(_, Act::Revise) => None,
            Self::Do(_, Act::Publish) => Some("compass.publish"),
            Self::Do(_, Act::ShowTo) => Some("compass.show_to"),
            Self::Do(_, Act::Tell) => Some("compass.tell"),
            Self::Do(_, Act::Acknowledge) => Some("compass.acknowledge"),
            Self::Do(_, Act::Review) => Some("compass.review"),
            Self::Do(_, Act::TakeLead) => Some("compass.take_lead"),
            Self::Do(_, Act::HandOver) => Some("compass.hand_over"),
            Self::Do(_, Act::Retire) => Some("compass.retire"),
        }
    }
}
