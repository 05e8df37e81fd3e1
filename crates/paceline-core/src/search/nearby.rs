//! Where somebody was going to go before they typed a word: what waits for them, and what they lead.

use serde::Serialize;

use crate::{
    InitiativeId, PersonId, State, Time,
    initiative::{self, InitiativeLink, Stage},
};

/// What is offered before anything was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Nearby {
    /// Led by the viewer and due for a check-in, the longest first.
    pub due: Vec<Due>,
    /// Support that is asked of the viewer or a team of theirs, the longest first.
    pub asked: Vec<InitiativeLink>,
    /// Led by the viewer, the last change first.
    pub leads: Vec<(InitiativeLink, Stage)>,
}

/// A check-in that is due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Due {
    pub initiative: InitiativeLink,
    /// `the last word was 3 weeks ago`.
    pub why: String,
}

/// What is near to a person, at most so many of each.
pub fn nearby(state: &State, viewer: PersonId, now: Time, most: usize) -> Nearby {
    let Some(person) = state.person(viewer) else {
        return Nearby::default();
    };
    let involved = person.involved.iter().copied();
    let mut leads: Vec<InitiativeId> = involved
        .filter(|id| {
            state
                .initiative(*id)
                .is_some_and(|entity| entity.lead() == Some(viewer) && !entity.stage.is_at_rest())
        })
        .collect();
    let changed = |id: &InitiativeId| state.initiative(*id).map(|entity| entity.last_change);
    leads.sort_by_key(|id| std::cmp::Reverse((changed(id), *id)));
    let stage = |id: InitiativeId| {
        state
            .initiative(id)
            .map_or(Stage::Unknown, |entity| entity.stage)
    };
    Nearby {
        due: due(state, &leads, now, most),
        asked: asked(state, viewer, most),
        leads: leads
            .iter()
            .take(most)
            .map(|id| (initiative::link(state, *id), stage(*id)))
            .collect(),
    }
}

fn due(state: &State, leads: &[InitiativeId], now: Time, most: usize) -> Vec<Due> {
    let mut due = Vec::new();
    for id in leads {
        let Some(entity) = state.initiative(*id) else {
            continue;
        };
        if entity.check_in_due(now).is_some() {
            due.push((entity.last_word(), *id));
        }
    }
    due.sort_unstable();
    due.into_iter()
        .take(most)
        .map(|(last, id)| Due {
            initiative: initiative::link(state, id),
            why: format!("the last word was {}", last.ago(now)),
        })
        .collect()
}

fn asked(state: &State, viewer: PersonId, most: usize) -> Vec<InitiativeLink> {
    let teams = state.person(viewer).map_or(&[][..], |person| &person.teams);
    let mut asked: Vec<(Time, InitiativeId)> = Vec::new();
    for (id, entity) in state
        .all_initiatives()
        .filter(|(_, entity)| entity.stage.is_active() && entity.lead() != Some(viewer))
    {
        let mine = entity
            .open_asks()
            .filter(|(_, ask)| ask.of.reaches(viewer, teams));
        asked.extend(mine.map(|(_, ask)| (ask.at, id)).min());
    }
    asked.sort_unstable();
    asked
        .into_iter()
        .take(most)
        .map(|(_, id)| initiative::link(state, id))
        .collect()
}
