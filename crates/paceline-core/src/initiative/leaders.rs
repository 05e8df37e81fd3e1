//! Leaders create leaders: who led for the first time, and who invited, followed or coached them (mission rows L15, I7).

use serde::{Deserialize, Serialize};

use super::{Audience, Event, Initiative, InitiativeLink, Lead, PickUp, audience::listed, link};
use crate::{
    InitiativeId, PersonId, Recorded, Seq, Sight, Time,
    person::{self, PersonLink},
};

/// That somebody was invited to lead, or to write the document with its lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invitation {
    pub person: PersonId,
    pub by: PersonId,
    pub seq: Seq,
}

/// That somebody stood by whoever led.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coaching {
    pub lead: PersonId,
    pub by: PersonId,
    pub at: Time,
    pub seq: Seq,
}

impl Initiative {
    /// Keeps who invited and who stood by, also when an offer or a supporter is long replaced by another.
    pub(super) fn take_in_leaders(&mut self, recorded: &Recorded, event: &Event) {
        let (at, seq) = (recorded.at, recorded.seq);
        if let Event::LeadOffered { to: person, .. }
        | Event::LeadHandedOver { to: person, .. }
        | Event::CoAuthorInvited { person, .. }
        | Event::PutDown {
            pick_up: PickUp::Person(person),
            ..
        } = event
            && let Some(by) = recorded.by.person().filter(|by| by != person)
        {
            let person = *person;
            self.invitations.push(Invitation { person, by, seq });
        }
        let coached = if let Event::LeadTaken { person, trial, .. }
        | Event::LeadHandedOver {
            to: person, trial, ..
        } = event
        {
            trial.map(|trial| (*person, trial.supporter))
        } else if let Event::SupporterNamed { person, .. } = event {
            self.lead().zip(*person)
        } else {
            None
        };
        if let Some((lead, by)) = coached {
            self.coachings.push(Coaching { lead, by, at, seq });
        }
    }

    fn is_open_to_all(&self) -> bool {
        match self.audience {
            Audience::Everyone => true,
            Audience::Chosen => false,
        }
    }

    fn led_by(&self, person: PersonId) -> Option<&Lead> {
        self.leads.iter().find(|lead| lead.person == person)
    }
}

/// Somebody who led for the first time, and who helped them to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct FirstLead {
    pub person: PersonLink,
    pub initiative: InitiativeLink,
    pub from: Time,
    /// Who offered or handed them the lead, or invited them to write the document before.
    pub invited_by: Vec<PersonLink>,
    /// Who followed while they led.
    pub followed_by: Vec<PersonLink>,
    /// Who stood by them.
    pub coached_by: Vec<PersonLink>,
}

impl FirstLead {
    /// `invited by Ada Amin; followed by Ben Bauer and Cleo Costa`; nothing where nobody helped.
    pub fn in_words(&self) -> String {
        let parts = [
            ("invited", &self.invited_by),
            ("followed", &self.followed_by),
            ("coached", &self.coached_by),
        ];
        let said = parts.into_iter().filter(|(_, by)| !by.is_empty());
        let said = said.map(|(how, by)| {
            let names: Vec<String> = by.iter().map(|person| person.name.clone()).collect();
            format!("{how} by {}", listed(&names))
        });
        said.collect::<Vec<_>>().join("; ")
    }
}

/// Who helped somebody to lead for the first time.
#[derive(Debug, Default)]
struct Helpers {
    invited: Vec<PersonId>,
    followed: Vec<PersonId>,
    coached: Vec<PersonId>,
}

impl Helpers {
    fn of(entity: &Initiative, lead: &Lead) -> Self {
        let mut helpers = Self::default();
        for invited in &entity.invitations {
            if invited.person == lead.person && invited.seq <= lead.seq {
                add(&mut helpers.invited, invited.by);
            }
        }
        for follow in &entity.follows {
            let over = lead.to.is_some_and(|to| to.seq < follow.seq);
            let gone = follow.to.is_some_and(|to| to.seq < lead.seq);
            if follow.stance.is_support() && !over && !gone && follow.person != lead.person {
                add(&mut helpers.followed, follow.person);
            }
        }
        for coached in &entity.coachings {
            if coached.lead == lead.person {
                add(&mut helpers.coached, coached.by);
            }
        }
        helpers
    }

    fn has(&self, person: PersonId) -> bool {
        let all = [&self.invited, &self.followed, &self.coached];
        all.into_iter().any(|some| some.contains(&person))
    }
}

fn add(people: &mut Vec<PersonId>, person: PersonId) {
    if !people.contains(&person) {
        people.push(person);
    }
}

/// The first lead that somebody ever took of what everyone may read. The same whoever looks.
fn first_of(sight: Sight<'_>, person: PersonId) -> Option<(InitiativeId, &Lead)> {
    let known = sight.person(person)?;
    let involved = sight.whole().of(&known.involved);
    let led = involved.filter(|(_, entity)| entity.is_open_to_all());
    let led = led.filter_map(|(id, entity)| Some((id, entity.led_by(person)?)));
    led.min_by_key(|(_, lead)| lead.seq)
}

fn view(
    sight: Sight<'_>,
    (id, entity): (InitiativeId, &Initiative),
    (lead, helpers): (&Lead, &Helpers),
) -> FirstLead {
    let named = |people: &[PersonId]| {
        let links = people.iter().map(|by| person::link(sight, *by));
        // Whose name was erased is nobody that could be named.
        links.filter(|by| !by.handle.is_empty()).collect()
    };
    FirstLead {
        person: person::link(sight, lead.person),
        initiative: link(sight, id, entity),
        from: lead.from,
        invited_by: named(&helpers.invited),
        followed_by: named(&helpers.followed),
        coached_by: named(&helpers.coached),
    }
}

/// Who led for the first time with one initiative.
pub fn first_leads(sight: Sight<'_>, (id, entity): (InitiativeId, &Initiative)) -> Vec<FirstLead> {
    let mut found: Vec<FirstLead> = Vec::new();
    for lead in &entity.leads {
        let is_first = first_of(sight, lead.person)
            .is_some_and(|(first, known)| (first, known.seq) == (id, lead.seq));
        if is_first {
            let helpers = Helpers::of(entity, lead);
            found.push(view(sight, (id, entity), (lead, &helpers)));
        }
    }
    found
}

/// Who led for the first time with somebody's help, newest first.
pub fn with_help_of(sight: Sight<'_>, helper: PersonId) -> Vec<FirstLead> {
    let mut found: Vec<FirstLead> = Vec::new();
    for (id, entity) in sight.initiatives() {
        for lead in &entity.leads {
            let helpers = Helpers::of(entity, lead);
            if lead.person == helper || !helpers.has(helper) {
                continue;
            }
            let first = first_of(sight, lead.person);
            if first.is_some_and(|(first, known)| (first, known.seq) == (id, lead.seq)) {
                found.push(view(sight, (id, entity), (lead, &helpers)));
            }
        }
    }
    found.sort_by_key(|first| std::cmp::Reverse(first.from));
    found
}
