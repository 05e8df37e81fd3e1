//! Who may read an initiative: a draft may be kept to a chosen few until it is shared; from then on it is open for ever.

use serde::{Deserialize, Serialize};

use super::{Event, Initiative, Moment, Stage, StageMove, What, decide::leads};
use crate::{
    Draft, InitiativeId, PersonId, Recorded, Refusal, Seq, Sight, State, Time,
    access::{self, Viewer},
    person::{self, Person, Role},
};

/// Who may read it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    #[default]
    Everyone,
    /// Whoever led it, and whoever it was shown to.
    Chosen,
}

/// That it was shown to some people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Showing {
    pub to: Vec<PersonId>,
    pub by: Option<PersonId>,
    pub at: Time,
    pub seq: Seq,
}

impl Stage {
    /// Whether entering it opens what was kept to a few. What is put down before it was shared stays with them.
    pub fn opens_it(self) -> bool {
        match self {
            Self::Shared | Self::LastCall | Self::Agreed | Self::UnderWay | Self::Delivered => true,
            Self::Spotted
            | Self::Scoping
            | Self::Drafted
            | Self::PutDown
            | Self::Superseded
            | Self::Resting
            | Self::Unknown => false,
        }
    }
}

/// The people to show something to at its start: each is here, and named once.
pub(crate) fn chosen(
    state: &State,
    lead: PersonId,
    people: &[PersonId],
) -> Result<Vec<PersonId>, Refusal> {
    let mut chosen = Vec::new();
    for &id in people {
        person::present_or_refuse(state, id)?;
        if id != lead && !chosen.contains(&id) {
            chosen.push(id);
        }
    }
    Ok(chosen)
}

/// The lead shows it to more people. What everyone reads needs showing to guests alone.
pub(super) fn show_to(
    draft: &mut Draft<'_>,
    actor: PersonId,
    initiative: InitiativeId,
    people: &[PersonId],
) -> Result<(), Refusal> {
    let entity = leads(draft.state, initiative, actor)?;
    if people.is_empty() {
        return Err(Refusal::Empty {
            what: "list of people",
        });
    }
    let mut people = chosen(draft.state, actor, people)?;
    let is_guest = |person: &Person| person.role == Role::Guest;
    match entity.audience {
        Audience::Chosen => {}
        Audience::Everyone => {
            people.retain(|id| draft.state.person(*id).is_some_and(is_guest));
            if people.is_empty() {
                return Err(Refusal::OpenToEveryone { initiative });
            }
        }
    }
    people.retain(|id| !entity.shown_to.contains(id));
    if people.is_empty() {
        return Err(Refusal::ShownAlready { initiative });
    }
    draft.initiative(Event::ShownTo { initiative, people });
    Ok(())
}

/// Whoever is asked must be able to read what for.
pub(super) fn can_read_or_refuse(
    state: &State,
    initiative: InitiativeId,
    entity: &Initiative,
    id: PersonId,
) -> Result<(), Refusal> {
    if access::may_read(Viewer::of(state, id), entity) {
        return Ok(());
    }
    Err(Refusal::NotShownTo {
        initiative,
        who: state.name_of(id),
    })
}

impl Initiative {
    pub(super) fn take_in_showing(&mut self, recorded: &Recorded, people: &[PersonId]) {
        self.shown_to.extend(people);
        self.showings.push(Showing {
            to: people.to_vec(),
            by: recorded.by.person(),
            at: recorded.at,
            seq: recorded.seq,
        });
    }

    /// The move that opened it, if it was once kept to a few.
    fn opened_by(&self) -> Option<&StageMove> {
        let was_kept = self.showings.first().map(|first| first.seq) == Some(self.seq);
        let mut moves = self.stages.iter().filter(|_| was_kept);
        moves.find(|moved| moved.to.opens_it())
    }
}

/// Who can read it, as its page says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct AudienceView {
    /// `Only Ada, Ben and you can read this until it is shared.`, while not everyone can.
    pub only: Option<String>,
    /// Whether the viewer leads it and there is somebody it can be shown to.
    pub may_show: bool,
}

pub(super) fn view(
    sight: Sight<'_>,
    entity: &Initiative,
    viewer: Option<PersonId>,
) -> AudienceView {
    AudienceView {
        only: sentence(sight, entity, viewer),
        may_show: may_show(sight, entity, viewer),
    }
}

/// `Only Ada, Ben and you can read this until it is shared.`; nothing once everyone can.
fn sentence(sight: Sight<'_>, entity: &Initiative, viewer: Option<PersonId>) -> Option<String> {
    match entity.audience {
        Audience::Everyone => return None,
        Audience::Chosen => {}
    }
    let led = entity.leads.iter().map(|lead| lead.person);
    let mut readers: Vec<PersonId> = Vec::new();
    for id in led.chain(entity.shown_to.iter().copied()) {
        let is_here = sight.person(id).is_some_and(Person::is_present);
        if is_here && Some(id) != viewer && !readers.contains(&id) {
            readers.push(id);
        }
    }
    let mut names: Vec<String> = readers.into_iter().map(|id| sight.name_of(id)).collect();
    names.extend(viewer.map(|_| "you".to_owned()));
    let who = listed(&names);
    Some(format!("Only {who} can read this until it is shared."))
}

/// Whether the viewer leads it and there is somebody it can be shown to: anybody while it is kept, else guests.
fn may_show(sight: Sight<'_>, entity: &Initiative, viewer: Option<PersonId>) -> bool {
    let is_guest = |person: &Person| person.is_present() && person.role == Role::Guest;
    let leads = viewer.is_some() && entity.lead() == viewer;
    leads
        && match entity.audience {
            Audience::Chosen => true,
            Audience::Everyone => sight.people().any(|(_, person)| is_guest(person)),
        }
}

/// `Ada, Ben and you`; nobody by name.
pub(crate) fn listed(names: &[String]) -> String {
    match names {
        [] => "nobody".to_owned(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// What the timeline tells of it.
pub(super) fn moments(sight: Sight<'_>, entity: &Initiative) -> Vec<Moment> {
    let by = |person: PersonId| person::link(sight, person);
    let shown = entity.showings.iter().map(|showing| {
        let names: Vec<String> = showing.to.iter().map(|id| sight.name_of(*id)).collect();
        Moment {
            at: showing.at,
            seq: showing.seq,
            by: showing.by.map(by),
            what: What::ShownTo {
                people: if names.is_empty() {
                    "nobody else yet".to_owned()
                } else {
                    listed(&names)
                },
            },
        }
    });
    let opened = entity.opened_by().map(|moved| Moment {
        at: moved.at,
        seq: moved.seq,
        by: None,
        what: What::Opened,
    });
    shown.chain(opened).collect()
}

#[cfg(test)]
mod tests;
