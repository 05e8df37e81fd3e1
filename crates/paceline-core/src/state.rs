//! The fold's result: everything the organisation's record says, as plain structs in dense lists.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::{
    EntryId, Event, GapId, GoalId, InitiativeId, PersonId, Recorded, Refusal, Seq, TeamId, Text,
    Time, VeerOffId, WordId,
    access::{self, Viewer},
    compass::{Entry, Point},
    gap::Gap,
    goal::Goal,
    initiative::Initiative,
    organisation::Organisation,
    person::Person,
    team::Team,
    text::Words,
    translation::Translation,
    veer_off::VeerOff,
};

/// Raised whenever `apply` or the shape of the state changes, so that an old snapshot is not taken for this state.
pub const FOLD_VERSION: u32 = 10;

/// What the record says at one number of the journal.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct State {
    /// The last event folded in.
    pub seq: Seq,
    /// When that event happened.
    pub now: Time,
    pub words: Words,
    pub organisation: Organisation,
    pub people: Vec<Person>,
    pub teams: Vec<Team>,
    pub gaps: Vec<Gap>,
    pub goals: Vec<Goal>,
    pub initiatives: Vec<Initiative>,
    pub entries: Vec<Entry>,
    /// By what is translated and who translates it.
    pub translations: BTreeMap<(Point, TeamId), Translation>,
    pub veer_offs: Vec<VeerOff>,
    handles: BTreeMap<String, PersonId>,
    slugs: BTreeMap<String, TeamId>,
    initiative_sources: BTreeMap<String, InitiativeId>,
    goal_sources: BTreeMap<String, GoalId>,
    /// Initiatives that began as drafts for a few; most have been opened since.
    pub(crate) kept_to_a_few: BTreeSet<InitiativeId>,
}

impl State {
    /// Takes one event in. Never refuses, never decides; an event that points nowhere changes nothing.
    pub fn apply(&mut self, recorded: &Recorded) {
        match &recorded.event {
            Event::Organisation(event) => self.organisation.apply(event),
            Event::Person(event) => crate::person::apply(self, recorded, event),
            Event::Team(event) => crate::team::apply(self, recorded, event),
            Event::Gap(event) => crate::gap::apply(self, recorded, event),
            Event::Goal(event) => crate::goal::apply(self, recorded, event),
            Event::Initiative(event) => crate::initiative::apply(self, recorded, event),
            Event::Compass(event) => crate::compass::apply(self, recorded, event),
            Event::Translation(event) => crate::translation::apply(self, recorded, event),
            Event::VeerOff(event) => crate::veer_off::apply(self, recorded, event),
        }
        self.seq = recorded.seq;
        self.now = recorded.at;
    }

    pub fn person(&self, id: PersonId) -> Option<&Person> {
        self.people.get(id.index())
    }

    pub fn team(&self, id: TeamId) -> Option<&Team> {
        self.teams.get(id.index())
    }

    pub fn gap(&self, id: GapId) -> Option<&Gap> {
        self.gaps.get(id.index())
    }

    pub fn goal(&self, id: GoalId) -> Option<&Goal> {
        self.goals.get(id.index())
    }

    pub fn initiative(&self, id: InitiativeId) -> Option<&Initiative> {
        self.initiatives.get(id.index())
    }

    pub fn entry(&self, id: EntryId) -> Option<&Entry> {
        self.entries.get(id.index())
    }

    pub fn veer_off(&self, id: VeerOffId) -> Option<&VeerOff> {
        self.veer_offs.get(id.index())
    }

    /// What something from above means for a team, in its words.
    pub fn translation(&self, of: Point, team: TeamId) -> Option<&Translation> {
        self.translations.get(&(of, team))
    }

    pub fn person_called(&self, handle: &str) -> Option<PersonId> {
        self.handles.get(handle).copied()
    }

    pub fn team_called(&self, slug: &str) -> Option<TeamId> {
        self.slugs.get(slug).copied()
    }

    pub fn initiative_from(&self, source: &str) -> Option<InitiativeId> {
        self.initiative_sources.get(source).copied()
    }

    pub fn goal_from(&self, source: &str) -> Option<GoalId> {
        self.goal_sources.get(source).copied()
    }

    /// The gap, or the refusal that says it does not exist. The others likewise.
    pub fn gap_or_refuse(&self, gap: GapId) -> Result<&Gap, Refusal> {
        self.gap(gap).ok_or(Refusal::NoSuchGap { gap })
    }

    pub fn goal_or_refuse(&self, goal: GoalId) -> Result<&Goal, Refusal> {
        self.goal(goal).ok_or(Refusal::NoSuchGoal { goal })
    }

    pub fn initiative_or_refuse(&self, initiative: InitiativeId) -> Result<&Initiative, Refusal> {
        self.initiative(initiative)
            .ok_or(Refusal::NoSuchInitiative { initiative })
    }

    /// The entry, unless the viewer may not read it: then it is as if it did not exist.
    pub fn entry_or_refuse(&self, entry: EntryId, viewer: Viewer) -> Result<&Entry, Refusal> {
        let known = self.entry(entry);
        known
            .filter(|known| access::may_read_entry(viewer, known))
            .ok_or(Refusal::NoSuchEntry { entry })
    }

    pub fn person_or_refuse(&self, person: PersonId) -> Result<&Person, Refusal> {
        self.person(person).ok_or_else(|| Refusal::NoSuchPerson {
            who: person.to_string(),
        })
    }

    pub fn team_or_refuse(&self, team: TeamId) -> Result<&Team, Refusal> {
        self.team(team).ok_or_else(|| Refusal::NoSuchTeam {
            team: team.to_string(),
        })
    }

    /// The name a person goes by, `(erased)` when their name was erased.
    pub fn name_of(&self, person: PersonId) -> String {
        self.person(person).map_or_else(String::new, |person| {
            // From that moment on, also before the store has erased the word.
            if person.is_erased {
                return Text::Erased.to_string();
            }
            self.words.text(person.name).to_string()
        })
    }

    /// What a team is called.
    pub fn team_name(&self, team: TeamId) -> String {
        self.team(team)
            .map_or_else(String::new, |team| self.words.short(team.name).to_owned())
    }

    pub fn text(&self, word: WordId) -> Text {
        self.words.text(word)
    }

    /// Every initiative with its number.
    pub fn all_initiatives(
        &self,
    ) -> impl DoubleEndedIterator<Item = (InitiativeId, &Initiative)> + ExactSizeIterator {
        self.initiatives
            .iter()
            .enumerate()
            .map(|(index, initiative)| (InitiativeId::at(index), initiative))
    }

    pub(crate) fn note_handle(&mut self, handle: WordId, person: PersonId) {
        let handle = self.words.short(handle).to_owned();
        // Of somebody who was erased there is no handle left.
        if !handle.is_empty() {
            self.handles.insert(handle, person);
        }
    }

    /// Somebody else may have the handle now.
    pub(crate) fn free_handle(&mut self, handle: WordId, person: PersonId) {
        let handle = self.words.short(handle);
        if self.handles.get(handle) == Some(&person) {
            self.handles.remove(handle);
        }
    }

    pub(crate) fn note_slug(&mut self, slug: &str, team: TeamId) {
        self.slugs.insert(slug.to_owned(), team);
    }

    pub(crate) fn note_initiative_source(&mut self, source: &str, initiative: InitiativeId) {
        self.initiative_sources
            .insert(source.to_owned(), initiative);
    }

    pub(crate) fn note_goal_source(&mut self, source: &str, goal: GoalId) {
        self.goal_sources.insert(source.to_owned(), goal);
    }
}
