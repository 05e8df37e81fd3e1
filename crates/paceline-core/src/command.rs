//! Everything that can be asked, and the one function that answers with events or a refusal.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    By, Door, Event, PersonId, Refusal, State, TeamId, Text, Time, WordId, access, compass, gap,
    goal, initiative, organisation, person, record, team, translation, upkeep, veer_off,
};

/// What somebody wants done. One vocabulary for every door.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    Organisation(organisation::Command),
    Person(person::Command),
    Team(team::Command),
    Gap(gap::Command),
    Goal(goal::Command),
    Initiative(initiative::Command),
    Compass(compass::Command),
    Translation(translation::Command),
    VeerOff(veer_off::Command),
    /// For Paceline itself: no door offers it.
    #[schemars(skip)]
    Upkeep(upkeep::Command),
    /// For importers alone: no door offers it.
    #[schemars(skip)]
    Record(Box<record::Command>),
}

/// Who asks, through which door, and when.
#[derive(Debug, Clone)]
pub struct Ctx {
    pub by: By,
    pub door: Door,
    pub now: Time,
    /// Where a foreign fact stands; see [`crate::Recorded::origin`].
    pub origin: Option<Box<str>>,
    /// Long texts that the command reads; see [`Command::reads`].
    pub at_hand: AtHand,
}

/// Long texts that were read from their rows for one command, by their numbers.
pub type AtHand = BTreeMap<WordId, String>;

impl Ctx {
    /// The person who asks, or a refusal when it is none.
    pub fn person(&self) -> Result<PersonId, Refusal> {
        self.by.person().ok_or(Refusal::NotAPerson)
    }

    /// A text that the command reads; empty when it was erased.
    pub fn text(&self, state: &State, word: WordId) -> String {
        match state.words.text(word) {
            Text::Here(text) => text,
            Text::Stored(word) => self.at_hand.get(&word).cloned().unwrap_or_default(),
            Text::Erased => String::new(),
        }
    }
}

impl Command {
    /// The long texts that deciding this command reads: whoever asks lays them out in [`Ctx::at_hand`] beforehand. A
    /// text never changes, so none can be out of date.
    pub fn reads(&self, state: &State) -> Vec<WordId> {
        let Self::Initiative(command) = self else {
            return Vec::new();
        };
        let Some((initiative, revision)) = command.reads() else {
            return Vec::new();
        };
        let entity = state.initiative(initiative);
        let known = entity.and_then(|entity| entity.document.revision(revision));
        let stored = known.map(|known| state.words.text(known.text));
        match stored {
            Some(Text::Stored(word)) => vec![word],
            Some(Text::Here(_) | Text::Erased) | None => Vec::new(),
        }
    }
}

/// What is to be recorded: events in order, and the texts they point to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decision {
    pub events: Vec<Event>,
    /// Numbered from the state's next word on, without gaps.
    pub words: Vec<String>,
}

/// A decision in the making. Gives out the next numbers.
pub struct Draft<'a> {
    pub state: &'a State,
    decision: Decision,
    people: Vec<String>,
    teams: usize,
}

impl<'a> Draft<'a> {
    fn new(state: &'a State) -> Self {
        Self {
            state,
            decision: Decision::default(),
            people: Vec::new(),
            teams: 0,
        }
    }

    /// Keeps a text and gives its number.
    pub fn word(&mut self, text: impl Into<String>) -> WordId {
        let id = WordId::at(self.state.words.count() + self.decision.words.len());
        self.decision.words.push(text.into());
        id
    }

    pub fn optional_word(&mut self, text: Option<String>) -> Option<WordId> {
        text.map(|text| self.word(text))
    }

    pub fn happened(&mut self, event: Event) {
        self.decision.events.push(event);
    }

    /// What is to be recorded so far.
    pub fn events(&self) -> &[Event] {
        &self.decision.events
    }

    /// The person with this handle, who joins now if nobody has it.
    pub fn person_or_join(&mut self, handle: &str, name: &str) -> PersonId {
        if let Some(known) = self.state.person_called(handle) {
            return known;
        }
        let known = self.state.people.len();
        if let Some(place) = self.people.iter().position(|joined| joined == handle) {
            return PersonId::at(known + place);
        }
        self.joins(handle, name, person::Role::Member)
    }

    /// Somebody joins whom nobody knows yet.
    pub(crate) fn joins(&mut self, handle: &str, name: &str, role: person::Role) -> PersonId {
        let known = self.state.people.len();
        let person = PersonId::at(known + self.people.len());
        self.people.push(handle.to_owned());
        let name = self.word(name);
        let handle = self.word(handle);
        self.happened(Event::Person(person::Event::Joined {
            person,
            handle,
            name,
            role,
        }));
        person
    }

    pub fn next_team(&mut self) -> TeamId {
        self.teams += 1;
        TeamId::at(self.state.teams.len() + self.teams - 1)
    }
}

/// Answers a command with what is to be recorded, or says why not. Pure: changes nothing, asks no clock.
pub fn decide(state: &State, ctx: &Ctx, command: &Command) -> Result<Decision, Refusal> {
    access::may_ask(state, ctx, command)?;
    let mut draft = Draft::new(state);
    match command {
        Command::Organisation(command) => organisation::decide(&mut draft, command)?,
        Command::Person(command) => person::decide(&mut draft, ctx, command)?,
        Command::Team(command) => team::decide(&mut draft, command)?,
        Command::Gap(command) => gap::decide(&mut draft, ctx, command)?,
        Command::Goal(command) => goal::decide(&mut draft, ctx, command)?,
        Command::Initiative(command) => initiative::decide(&mut draft, ctx, command)?,
        Command::Compass(command) => compass::decide(&mut draft, ctx, command)?,
        Command::Translation(command) => translation::decide(&mut draft, ctx, command)?,
        Command::VeerOff(command) => veer_off::decide(&mut draft, ctx, command)?,
        Command::Upkeep(command) => upkeep::decide(&mut draft, ctx, *command)?,
        Command::Record(command) => record::decide(&mut draft, ctx.now, command)?,
    }
    Ok(draft.decision)
}
