//! People: everyone can lead and everyone can follow; nobody has a rank here.

use serde::{Deserialize, Serialize};

use crate::{
    InitiativeId, PersonId, TeamId, Time, WordId,
    judgement::Judgement,
    rhythm::{Every, Rhythm, Weekday},
};

mod apply;
mod decide;
mod leaving;
mod mail;
mod own_words;
pub mod priorities;
mod view;

pub(crate) use apply::apply;
pub use decide::decide;
pub(crate) use decide::{member_or_refuse, present_or_refuse};
pub(crate) use leaving::let_go_of_the_absent;
pub use mail::{AtOnce, Digest, Mail};
pub use own_words::{OwnText, OwnWords, own_words, words_on, words_since};
pub use priorities::{Priorities, Ranking, Sharing, is_priority, priorities};
pub use view::{Balance, PersonLink, PersonPage, Row, Span, balance, link, list, page};

/// What a person can ask.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Takes a person into the organisation.
    Join {
        handle: String,
        name: String,
        #[serde(default)]
        role: Role,
    },
    /// Gives a person another name.
    Rename { person: PersonId, name: String },
    /// Changes what a person may do with accounts and settings.
    SetRole { person: PersonId, role: Role },
    /// A person leaves the organisation: what they lead and follow ends, in the open.
    Leave { person: PersonId },
    /// A person comes back, without what they led.
    Return { person: PersonId },
    /// Erases a person for ever: their name, and what they wrote where they ask for it.
    Erase { person: PersonId },
    /// Says whether something that one judged six months ago mattered in the end.
    SayWhetherItMattered {
        /// The number of the judgement; the first is 0.
        judgement: u16,
        mattered: bool,
    },
    /// Sets when whoever asks is asked for check-ins on the goals they lead.
    SetRhythm {
        every: Every,
        weekday: Weekday,
        /// The name of a time zone, such as `Europe/Berlin`.
        zone: String,
        /// Paused: nothing is asked for now.
        #[serde(default)]
        paused: bool,
    },
    /// Chooses what reaches whoever asks by mail. Today holds all that waits, whatever is chosen.
    ChooseMail {
        /// Everything that waits as one mail, never an empty one.
        digest: Digest,
        /// What is asked of oneself by name, and texts that mention one.
        at_once: AtOnce,
    },
    /// Chooses which calendar of holidays holds for whoever asks; none: the one of everyone.
    KeepHolidays { calendar: Option<String> },
    /// Ranks the three to five priorities of whoever asks, or clears them. For all else they can follow.
    RankPriorities {
        /// The most important first; none: there are no priorities any more. What they are about can be named: `I-7`,
        /// `G-3`, `O-2`, `C-1`.
        #[serde(default)]
        priorities: Vec<String>,
        /// Who sees them; nobody else where nothing is said.
        #[serde(default)]
        sharing: Sharing,
    },
}

/// What somebody may do with accounts and settings. It gives nobody a say in other people's work (mission row P2).
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
pub enum Role {
    /// Looks after accounts and settings.
    Admin,
    #[default]
    Member,
    /// Reads what is shown to them.
    Guest,
    /// An account for scripts and agents: records, reports, follows and gives feedback, and neither leads nor objects.
    Service,
}

impl Role {
    pub const ALL: [Self; 4] = [Self::Admin, Self::Member, Self::Guest, Self::Service];

    pub fn word(self) -> &'static str {
        match self {
            Self::Admin => "admin",
            Self::Member => "member",
            Self::Guest => "guest",
            Self::Service => "service account",
        }
    }

    /// `an admin`, `a guest`.
    pub fn with_article(self) -> &'static str {
        match self {
            Self::Admin => "an admin",
            Self::Member => "a member",
            Self::Guest => "a guest",
            Self::Service => "a service account",
        }
    }

    /// Whether they can lead, follow, and be asked for support.
    pub fn takes_part(self) -> bool {
        match self {
            Self::Admin | Self::Member => true,
            Self::Guest | Self::Service => false,
        }
    }

    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "serde hands out references"
    )]
    fn is_member(&self) -> bool {
        *self == Self::Member
    }
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    Joined {
        person: PersonId,
        handle: WordId,
        name: WordId,
        #[serde(default, skip_serializing_if = "Role::is_member")]
        role: Role,
    },
    Renamed {
        person: PersonId,
        name: WordId,
    },
    RoleSet {
        person: PersonId,
        role: Role,
    },
    Left {
        person: PersonId,
    },
    Returned {
        person: PersonId,
    },
    Erased {
        person: PersonId,
    },
    SaidWhetherItMattered {
        person: PersonId,
        judgement: u16,
        mattered: bool,
    },
    RhythmSet {
        person: PersonId,
        rhythm: Rhythm,
    },
    MailChosen {
        person: PersonId,
        digest: Digest,
        at_once: AtOnce,
    },
    HolidaysKept {
        person: PersonId,
        calendar: Option<String>,
    },
    PrioritiesRanked {
        person: PersonId,
        priorities: Vec<WordId>,
        sharing: Sharing,
    },
}

/// Why somebody stopped leading without stepping back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    Left,
    /// They became something that does not lead.
    Became(Role),
}

impl Ending {
    /// As on a timeline, after a name.
    pub fn words(self) -> String {
        match self {
            Self::Left => "left".to_owned(),
            Self::Became(role) => format!("became {}", role.with_article()),
        }
    }
}

/// What we remember.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    pub handle: WordId,
    pub name: WordId,
    /// Names they went by before, so that none is left behind when they are erased.
    pub earlier_names: Vec<WordId>,
    pub role: Role,
    pub joined: Time,
    /// Since when they have not been here any more.
    pub left: Option<Time>,
    pub is_erased: bool,
    /// When they are asked for check-ins on the goals they lead; `None`: the usual rhythm.
    pub rhythm: Option<Rhythm>,
    /// The calendar of holidays that they chose by its name; `None`: the one of everyone.
    pub holidays: Option<String>,
    /// What they ranked as their priorities, the last one holds.
    pub rankings: Vec<Ranking>,
    /// When a pause of theirs last ended: they were asked for nothing before.
    pub resumed: Option<Time>,
    /// What reaches them by mail.
    pub mail: Mail,
    pub teams: Vec<TeamId>,
    /// Initiatives the person ever led or followed, in the order of the first time.
    pub involved: Vec<InitiativeId>,
    /// Feedback that the person gave, by its number on the initiative, oldest first.
    pub feedback: Vec<(InitiativeId, u16)>,
    /// What they judged to matter in six months or not, oldest first. For them alone.
    pub judgements: Vec<Judgement>,
    /// Initiatives whose delivery they are credited for, in that order.
    pub credited: Vec<InitiativeId>,
}

impl Person {
    /// Whether they are here.
    pub fn is_present(&self) -> bool {
        self.left.is_none() && !self.is_erased
    }

    /// Whether they can lead, follow, and be asked for support.
    pub fn takes_part(&self) -> bool {
        self.is_present() && self.role.takes_part()
    }

    pub fn is_admin(&self) -> bool {
        self.is_present() && self.role == Role::Admin
    }
}

#[cfg(test)]
mod tests;
