//! Where somebody was going to go before they typed a word: what waits for them, and what they lead.

use serde::Serialize;

use crate::{
    InitiativeId, PersonId, Sight, Time,
    initiative::{self, Initiative, InitiativeLink, Stage},
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
pub fn nearby(sight: Sight<'_>, viewer: PersonId, now: Time, most: usize) -> Nearby {
    let Some(person) = sight.person(viewer) else {
        return Nearby::default();
    };
    let mut leads: Vec<(InitiativeId, &Initiative)> = sight
        .of(&person.involved)
        .filter(|(_, entity)| entity.lead() == Some(viewer) && !entity.stage.is_at_rest())
        .collect();
    leads.sort_by_key(|(id, entity)| std::cmp::Reverse((entity.last_change, *id)));
    Nearby {
        due: due(sight, &leads, now, most),
        asked: asked(sight, viewer, most),
        leads: leads
            .iter()
            .take(most)
            .map(|(id, entity)| (initiative::link(sight, *id, entity), entity.stage))
            .collect(),
    }
}

fn due(
    sight: Sight<'_>,
    leads: &[(InitiativeId, &Initiative)],
    now: Time,
    most: usize,
) -> Vec<Due> {
    let mut due = Vec::new();
    for (id, entity) in leads {
        if entity.check_in_due(now).is_some() {
            due.push((entity.last_word(), *id, *entity));
        }
    }
    due.sort_unstable_by_key(|(last, id, _)| (*last, *id));
    due.into_iter()
        .take(most)
        .map(|(last, id, entity)| Due {
            initiative: initiative::link(sight, id, entity),
            why: format!("the last word was {}", last.ago(now)),
        })
        .collect()
}

fn asked(sight: Sight<'_>, viewer: PersonId, most: usize) -> Vec<InitiativeLink> {
    let teams = sight.person(viewer).map_or(&[][..], |person| &person.teams);
    let mut asked: Vec<(Time, InitiativeId, &Initiative)> = Vec::new();
    for (id, entity) in sight
        .initiatives()
        .filter(|(_, entity)| entity.stage.is_active() && entity.lead() != Some(viewer))
    {
        let mine = entity
            .open_asks()
            .filter(|(_, ask)| ask.of.reaches(viewer, teams));
        let oldest = mine.map(|(_, ask)| ask.at).min();
        asked.extend(oldest.map(|at| (at, id, entity)));
    }
    asked.sort_unstable_by_key(|(at, id, _)| (*at, *id));
    asked
        .into_iter()
        .take(most)
        .map(|(_, id, entity)| initiative::link(sight, id, entity))
        .collect()
}
