//! Everything that can have happened, and the envelope it is recorded in.

use serde::{Deserialize, Serialize};

use crate::{
    PersonId, Seq, Time, compass, gap, goal, initiative, organisation, person, team, translation,
    veer_off,
};

/// One fact. Its stored form is JSON and lives for ever: `golden/events` keeps an example of every form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    Organisation(organisation::Event),
    Person(person::Event),
    Team(team::Event),
    Gap(gap::Event),
    Goal(goal::Event),
    Initiative(initiative::Event),
    Compass(compass::Event),
    Translation(translation::Event),
    VeerOff(veer_off::Event),
}

/// Who did it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum By {
    Person(PersonId),
    /// Read from a foreign record; who did it there is not known as one of our people.
    Importer,
    /// Paceline itself, for example when it sets up an empty organisation.
    Paceline,
}

impl By {
    pub fn person(self) -> Option<PersonId> {
        match self {
            Self::Person(person) => Some(person),
            Self::Importer | Self::Paceline => None,
        }
    }
}

/// The door it came through.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Door {
    Page,
    CommandLine,
    Api,
    Import,
    Simulation,
}

/// An event in its envelope, as the journal holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recorded {
    pub seq: Seq,
    /// When it happened. Never earlier than the event before it, so that a prefix of the journal is a day's state.
    pub at: Time,
    pub by: By,
    pub door: Door,
    /// Where a foreign fact stands, for example `keps/sig-node/127/kep.yaml:14 @1a2b3c4`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Box<str>>,
    pub event: Event,
}
