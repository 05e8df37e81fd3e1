//! The compass: values, the business context, and strategies; what every gap, initiative and decision points at
//! (mission rows A4, A5, L1).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    EntryId, GoalId, InitiativeId, PersonId, Seq, Sight, TeamId, Time, WordId,
    initiative::{AskedOf, Audience, Showing},
    person::Ending,
    team,
};

mod apply;
mod decide;
pub mod difference;
mod point;
mod view;

pub(crate) use apply::apply;
pub use decide::{ACTIONS_LIMIT, EVEN_OVER_LIMIT, decide};
pub use point::{Point, PointLink};
pub(crate) use view::is_told;
pub use view::{
    Act, DayView, EntryLink, EntryPage, EvenOverSaid, MayDo, RetiredView, ReviewView, Row, Says,
    ToldOf, ToldView, VersionView, link, list, page, row, unstated,
};

/// The facets of the business context that every organisation has; it adds its own.
pub const FACETS: [&str; 5] = [
    "Concurrency",
    "Data size",
    "Speed of delivery",
    "Quality",
    "Cost to deliver",
];

/// What a person can ask.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Writes a value down, with what living it looks like and what it does not look like; or a new version of one.
    WriteValue(ValueText),
    /// States a facet of the business context, with a level and a reason; or states one anew.
    StateFacet(FacetText),
    /// Writes a strategy: diagnosis, guiding policy, coherent actions; or a new version of one.
    WriteStrategy(StrategyText),
    /// Opens a draft to everybody, for good.
    Publish { entry: EntryId },
    /// Lets more people read a draft.
    ShowTo {
        entry: EntryId,
        people: Vec<PersonId>,
    },
    /// Says who was told of the current version: a team or a person. It waits for them in Today until they have read it.
    Tell { entry: EntryId, of: AskedOf },
    /// Says that one has read the current version.
    Acknowledge { entry: EntryId },
    /// Looks at an entry again: that it still holds, and when to look next.
    Review {
        entry: EntryId,
        /// What was found.
        text: String,
        /// The day of the next review.
        next: Option<Date>,
    },
    /// Takes the lead of an entry where nobody leads.
    TakeLead { entry: EntryId },
    /// Hands an entry over to somebody else.
    HandOver { entry: EntryId, to: PersonId },
    /// Takes an entry out of use, with the reason; it stays on record.
    Retire { entry: EntryId, because: String },
}

/// A value as it is written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ValueText {
    /// The entry of which this is a new version; left out for a new one.
    #[serde(default)]
    pub entry: Option<EntryId>,
    pub title: String,
    /// What is meant.
    #[serde(default)]
    pub text: String,
    /// What living it looks like.
    #[serde(default)]
    pub looks_like: String,
    /// What it does not look like.
    #[serde(default)]
    pub does_not_look_like: String,
    /// Whose it is; left out, the whole organisation's. A new version stays where it is.
    #[serde(default)]
    pub team: Option<TeamId>,
    /// The day of the next review.
    #[serde(default)]
    pub review: Option<Date>,
    /// Why it changes; needed for a new version.
    #[serde(default)]
    pub because: String,
}

/// A facet of the business context as it is stated.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct FacetText {
    /// The entry of which this is a new version; left out for a new one.
    #[serde(default)]
    pub entry: Option<EntryId>,
    /// Such as `Data size`, or one of the organisation's own.
    pub title: String,
    /// The level, such as `40 TB, doubling every year`.
    pub level: String,
    /// Why it is so.
    pub reason: String,
    /// The day until which this holds.
    #[serde(default)]
    pub until: Option<Date>,
    /// Whose it is; left out, the whole organisation's. A new version stays where it is.
    #[serde(default)]
    pub team: Option<TeamId>,
    /// Why it changes; needed for a new version.
    #[serde(default)]
    pub because: String,
}

/// A strategy as it is written, in Rumelt's three parts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct StrategyText {
    /// The entry of which this is a new version; left out for a new one.
    #[serde(default)]
    pub entry: Option<EntryId>,
    pub title: String,
    /// What is going on.
    pub diagnosis: String,
    /// The approach to it, which rules other things out.
    pub guiding_policy: String,
    /// Coordinated steps, each in a sentence.
    #[serde(default)]
    pub actions: Vec<String>,
    /// What is chosen even over something else that is good too.
    #[serde(default)]
    pub even_over: Vec<EvenOverText>,
    /// The day of the next review.
    #[serde(default)]
    pub review: Option<Date>,
    /// Whose it is; left out, the whole organisation's. A new version stays where it is.
    #[serde(default)]
    pub team: Option<TeamId>,
    /// Keeps a new one to its lead and these people until it is published; left out, everyone may read it.
    #[serde(default)]
    pub shown_to: Option<Vec<PersonId>>,
    /// Why it changes; needed for a new version.
    #[serde(default)]
    pub because: String,
}

/// 'X even over Y'.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct EvenOverText {
    /// What is chosen.
    pub this: String,
    /// The good thing that has to wait for it.
    pub over: String,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    Written {
        entry: EntryId,
        content: Content,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        team: Option<TeamId>,
        lead: Option<PersonId>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        review: Option<Date>,
        /// Kept to these people and its lead; `None`: everyone may read it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        shown_to: Option<Vec<PersonId>>,
    },
    /// A new version.
    Revised {
        entry: EntryId,
        content: Content,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        review: Option<Date>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        because: Option<WordId>,
    },
    Published {
        entry: EntryId,
    },
    ShownTo {
        entry: EntryId,
        people: Vec<PersonId>,
    },
    Told {
        entry: EntryId,
        version: u16,
        of: AskedOf,
    },
    Acknowledged {
        entry: EntryId,
        version: u16,
    },
    Reviewed {
        entry: EntryId,
        text: WordId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        next: Option<Date>,
    },
    LeadTaken {
        entry: EntryId,
        person: PersonId,
    },
    LeadHandedOver {
        entry: EntryId,
        to: PersonId,
    },
    /// Whoever led it left, or does not take part any more.
    LeadEnded {
        entry: EntryId,
        person: PersonId,
        because: Ending,
    },
    Retired {
        entry: EntryId,
        because: WordId,
    },
}

/// What kind of entry it is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "EntryKind")]
pub enum Kind {
    Value,
    Facet,
    Strategy,
}

impl Kind {
    pub const ALL: [Self; 3] = [Self::Value, Self::Facet, Self::Strategy];

    pub fn word(self) -> &'static str {
        match self {
            Self::Value => "value",
            Self::Facet => "facet",
            Self::Strategy => "strategy",
        }
    }
}

/// What an entry says, by its kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Content {
    Value {
        title: WordId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<WordId>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        looks_like: Option<WordId>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        does_not_look_like: Option<WordId>,
    },
    Facet {
        title: WordId,
        level: WordId,
        reason: WordId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<Date>,
    },
    Strategy {
        title: WordId,
        diagnosis: WordId,
        guiding_policy: WordId,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        actions: Vec<WordId>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        even_over: Vec<EvenOver>,
    },
}

impl Content {
    pub fn kind(&self) -> Kind {
        match self {
            Self::Value { .. } => Kind::Value,
            Self::Facet { .. } => Kind::Facet,
            Self::Strategy { .. } => Kind::Strategy,
        }
    }

    pub fn title(&self) -> WordId {
        match self {
            Self::Value { title, .. }
            | Self::Facet { title, .. }
            | Self::Strategy { title, .. } => *title,
        }
    }

    /// Every word of it, in reading order, the title first.
    pub fn words(&self) -> Vec<WordId> {
        match self {
            Self::Value {
                title,
                text,
                looks_like,
                does_not_look_like,
            } => {
                let rest = [text, looks_like, does_not_look_like];
                let rest = rest.into_iter().flatten();
                std::iter::once(title).chain(rest).copied().collect()
            }
            Self::Facet {
                title,
                level,
                reason,
                until: _,
            } => vec![*title, *level, *reason],
            Self::Strategy {
                title,
                diagnosis,
                guiding_policy,
                actions,
                even_over,
            } => {
                let even_over = even_over.iter().flat_map(|even| [even.this, even.over]);
                [*title, *diagnosis, *guiding_policy]
                    .into_iter()
                    .chain(actions.iter().copied())
                    .chain(even_over)
                    .collect()
            }
        }
    }
}

/// 'X even over Y'.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvenOver {
    pub this: WordId,
    pub over: WordId,
}

/// What we remember of an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    pub team: Option<TeamId>,
    pub lead: Option<PersonId>,
    /// Who wrote it down here.
    pub by: Option<PersonId>,
    pub written: Time,
    pub seq: Seq,
    pub audience: Audience,
    /// When a draft was opened to everybody, and the event.
    pub opened: Option<(Time, Seq)>,
    pub shown_to: Vec<PersonId>,
    pub showings: Vec<Showing>,
    /// Everybody who ever led it, so that they go on reading it.
    pub leads: Vec<PersonId>,
    /// Oldest first; never empty.
    pub versions: Vec<Version>,
    /// The day of the next review.
    pub review: Option<Date>,
    pub reviews: Vec<Review>,
    pub told: Vec<Told>,
    /// Who said that they have read which version.
    pub read: Vec<(PersonId, u16, Time)>,
    pub retired: Option<Retired>,
    /// Initiatives that cite it.
    pub cited_by: Vec<InitiativeId>,
    /// Initiatives that serve it; of strategies.
    pub initiatives: Vec<InitiativeId>,
    /// Goals that serve it.
    pub goals: Vec<GoalId>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    pub at: Time,
    pub seq: Seq,
    pub by: Option<PersonId>,
    pub because: Option<WordId>,
    #[serde(with = "crate::as_json")]
    pub content: Content,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    pub at: Time,
    pub seq: Seq,
    pub by: Option<PersonId>,
    pub text: WordId,
    pub next: Option<Date>,
}

/// Who was told of a version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    pub version: u16,
    pub of: AskedOf,
    pub by: Option<PersonId>,
    pub at: Time,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Retired {
    pub at: Time,
    pub seq: Seq,
    pub by: Option<PersonId>,
    pub because: WordId,
}

impl Entry {
    /// The number of the current version; the first is 1.
    pub fn version(&self) -> u16 {
        u16::try_from(self.versions.len()).unwrap_or(u16::MAX)
    }

    /// What it says now.
    pub fn content(&self) -> Option<&Content> {
        self.versions.last().map(|version| &version.content)
    }

    /// What a version said, by its number; the first is 1.
    pub fn content_of(&self, version: u16) -> Option<&Content> {
        let index = usize::from(version).checked_sub(1)?;
        self.versions.get(index).map(|version| &version.content)
    }

    pub fn kind(&self) -> Kind {
        self.content().map_or(Kind::Value, Content::kind)
    }

    /// When it last changed.
    pub fn changed(&self) -> Time {
        self.versions.last().map_or(self.written, |last| last.at)
    }

    /// Whether it is in use: open to everybody, and not retired.
    pub fn is_in_use(&self) -> bool {
        self.retired.is_none() && self.audience == Audience::Everyone
    }

    /// Since when everybody could read it, and the event; of a draft, since when it was written.
    pub fn open_since(&self) -> (Time, Seq) {
        self.opened.unwrap_or((self.written, self.seq))
    }

    /// The day on which it is to be looked at again: its review, or the day until which a facet holds, whichever is earlier.
    pub fn looked_at_again(&self) -> Option<Date> {
        let until = match self.content() {
            Some(Content::Facet { until, .. }) => *until,
            Some(Content::Value { .. } | Content::Strategy { .. }) | None => None,
        };
        match (self.review, until) {
            (Some(review), Some(until)) => Some(review.min(until)),
            (review, until) => review.or(until),
        }
    }

    /// Whether a version is known to somebody: they said that they read it, or they wrote it or a later one.
    pub fn is_known_to(&self, person: PersonId, version: u16) -> bool {
        let from = usize::from(version.saturating_sub(1));
        let mut written = self.versions.iter().skip(from);
        self.lead == Some(person)
            || self.has_read(person, version)
            || written.any(|version| version.by == Some(person))
    }

    /// Whether somebody said that they have read a version.
    pub fn has_read(&self, person: PersonId, version: u16) -> bool {
        let mut read = self.read.iter();
        read.any(|(reader, of, _)| *reader == person && *of >= version)
    }
}

/// Whether what a person or a team was told reaches somebody of these teams: a team's word reaches the teams below it.
pub fn reaches(sight: Sight<'_>, told: AskedOf, person: PersonId, teams: &[TeamId]) -> bool {
    match told {
        AskedOf::Person(of) => of == person,
        AskedOf::Team(of) => teams.iter().any(|own| team::is_within(sight, *own, of)),
    }
}

#[cfg(test)]
mod tests;
