//! Typed URLs of what is said of an entry or a goal: translations and veer-offs; parts of [`To`](crate::url::To).

use std::fmt;

use paceline_core::{TeamId, VeerOffId, compass::Point};

use crate::url::Encoded;

/// A place around an entry or a goal, or around a veer-off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Around<'a> {
    /// Where something is said of an entry or a goal.
    Say(Point, Say),
    /// Where a team's translation is written, the team chosen.
    TranslateFor(Point, TeamId),
    VeerOffs,
    /// Those of one team, by its slug.
    VeerOffsOf(&'a str),
    Settle(VeerOffId, Settle),
    /// Everything above a team, with its words for it, by its slug.
    TeamCompass(&'a str),
}

/// What can be said of an entry or a goal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Say {
    Translate,
    Confirm,
    Depart,
}

/// What can be done about a veer-off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Settle {
    Renew,
    Return,
    Propose,
    Acknowledge,
}

impl Say {
    fn word(self) -> &'static str {
        match self {
            Self::Translate => "translate",
            Self::Confirm => "confirm",
            Self::Depart => "depart",
        }
    }
}

impl Settle {
    fn word(self) -> &'static str {
        match self {
            Self::Renew => "renew",
            Self::Return => "return",
            Self::Propose => "propose",
            Self::Acknowledge => "acknowledge",
        }
    }
}

impl Around<'_> {
    pub(crate) fn has_query(self) -> bool {
        matches!(self, Self::TranslateFor(..) | Self::VeerOffsOf(_))
    }

    /// The command that the form of a place asks for.
    pub(crate) fn command(self) -> Option<&'static str> {
        match self {
            Self::Say(_, Say::Translate) | Self::TranslateFor(..) => Some("translation.write"),
            Self::Say(_, Say::Confirm) => Some("translation.confirm"),
            Self::Say(_, Say::Depart) => Some("veer_off.depart"),
            Self::Settle(_, Settle::Renew) => Some("veer_off.renew"),
            Self::Settle(_, Settle::Return) => Some("veer_off.return"),
            Self::Settle(_, Settle::Propose) => Some("veer_off.propose"),
            Self::Settle(_, Settle::Acknowledge) => Some("veer_off.acknowledge"),
            Self::VeerOffs | Self::VeerOffsOf(_) | Self::TeamCompass(_) => None,
        }
    }
}

impl fmt::Display for Around<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Say(Point::Entry(id), say) => write!(f, "/compass/{}/{}", id.0, say.word()),
            Self::Say(Point::Goal(id), say) => write!(f, "/goals/{}/{}", id.0, say.word()),
            Self::TranslateFor(of, team) => {
                let form = Around::Say(*of, Say::Translate);
                write!(f, "{form}?team={}", team.0)
            }
            Self::VeerOffs => f.write_str("/veer-offs"),
            Self::VeerOffsOf(slug) => write!(f, "/veer-offs?team={}", Encoded(slug)),
            Self::Settle(id, settle) => write!(f, "/veer-offs/{}/{}", id.0, settle.word()),
            Self::TeamCompass(slug) => write!(f, "/teams/{}/compass", Encoded(slug)),
        }
    }
}
