//! The fold of people.

use super::{
    Event, Person, Role,
    mail::{self, Mail},
    priorities,
};
use crate::{Recorded, State, Time, WordId};

/// Takes one event in.
#[expect(clippy::too_many_lines, reason = "one short arm an event")]
pub(crate) fn apply(state: &mut State, recorded: &Recorded, event: &Event) {
    match event {
        Event::Joined {
            person,
            handle,
            name,
            role,
        } => {
            let newcomer = newcomer((*handle, *name), *role, recorded.at);
            state.people.push(newcomer);
            state.note_handle(*handle, *person);
        }
        Event::Renamed { person, name } => {
            if let Some(person) = state.people.get_mut(person.index()) {
                let before = std::mem::replace(&mut person.name, *name);
                person.earlier_names.push(before);
            }
        }
        Event::RoleSet { person, role } => {
            if let Some(person) = state.people.get_mut(person.index()) {
                person.role = *role;
            }
        }
        Event::RhythmSet { person, rhythm } => {
            if let Some(person) = state.people.get_mut(person.index()) {
                let was_paused = person.rhythm.as_ref().is_some_and(|was| was.paused);
                if was_paused && !rhythm.paused {
                    person.resumed = Some(recorded.at);
                }
                person.rhythm = Some(rhythm.clone());
            }
        }
        Event::MailChosen {
            person,
            digest,
            at_once,
        } => mail::remember(state, (*person, recorded.at), (*digest, *at_once)),
        Event::HolidaysKept { person, calendar } => {
            if let Some(person) = state.people.get_mut(person.index()) {
                person.holidays.clone_from(calendar);
            }
        }
        Event::PrioritiesRanked {
            person,
            priorities,
            sharing,
        } => {
            if let Some(person) = state.people.get_mut(person.index()) {
                priorities::ranked(person, recorded.at, priorities, *sharing);
            }
        }
        Event::SaidWhetherItMattered {
            person,
            judgement,
            mattered,
        } => {
            let person = state.people.get_mut(person.index());
            let known = person.and_then(|it| it.judgements.get_mut(usize::from(*judgement)));
            if let Some(known) = known {
                known.mattered = Some(*mattered);
            }
        }
        Event::Left { person } => {
            if let Some(person) = state.people.get_mut(person.index()) {
                person.left = Some(recorded.at);
            }
        }
        Event::Returned { person } => {
            if let Some(person) = state.people.get_mut(person.index()) {
                person.left = None;
            }
        }
        Event::Erased { person: id } => {
            if let Some(person) = state.people.get_mut(id.index()) {
                person.is_erased = true;
                let handle = person.handle;
                state.free_handle(handle, *id);
            }
        }
    }
}

/// Somebody of whom nothing is known yet but who they are.
fn newcomer((handle, name): (WordId, WordId), role: Role, joined: Time) -> Person {
    Person {
        handle,
        name,
        earlier_names: Vec::new(),
        role,
        joined,
        left: None,
        is_erased: false,
        rhythm: None,
        holidays: None,
        rankings: Vec::new(),
        resumed: None,
        mail: Mail::default(),
        teams: Vec::new(),
        involved: Vec::new(),
        feedback: Vec::new(),
        judgements: Vec::new(),
        credited: Vec::new(),
    }
}
