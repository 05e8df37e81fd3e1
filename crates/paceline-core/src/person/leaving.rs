//! What happens to what somebody leads, follows and is asked for when they leave or stop taking part: it ends in the
//! open, so that others see that nobody leads.

use super::{Ending, Person, Role};
use crate::{
    Draft, EntryId, GoalId, InitiativeId, PersonId, compass, goal,
    initiative::{self, AskedOf, Event, Initiative, LeadRequest, Stage, Trial, objection},
    team,
};

/// Ends what they lead and follow. What has come to rest stays as it was: they led it to its end.
pub(super) fn lets_go(draft: &mut Draft<'_>, person: PersonId, because: Ending) {
    let state = draft.state;
    for (initiative, entity) in state.all_initiatives() {
        if !entity.stage.is_at_rest() {
            lets_go_of(draft, initiative, entity, (person, because));
        }
    }
    for (index, entity) in state.goals.iter().enumerate() {
        if entity.lead == Some(person) && entity.closed.is_none() {
            let goal = GoalId::at(index);
            draft.happened(crate::Event::Goal(goal::Event::LeadEnded {
                goal,
                person,
                because,
            }));
        }
    }
    for (entry, known) in (0..).map(EntryId::at).zip(&state.entries) {
        if known.lead == Some(person) && known.retired.is_none() {
            draft.happened(crate::Event::Compass(compass::Event::LeadEnded {
                entry,
                person,
                because,
            }));
        }
    }
    let teams = match because {
        Ending::Left => state.person(person).map(|person| &person.teams),
        Ending::Became(_) => None,
    };
    for &team in teams.into_iter().flatten() {
        draft.happened(crate::Event::Team(team::Event::MemberLeft { team, person }));
    }
}

fn lets_go_of(
    draft: &mut Draft<'_>,
    initiative: InitiativeId,
    entity: &Initiative,
    (person, because): (PersonId, Ending),
) {
    if let Some(lead) = entity.current_lead().filter(|lead| lead.person == person) {
        draft.initiative(Event::LeadEnded {
            initiative,
            person,
            because,
        });
        initiative::goes_back(draft, initiative, entity, lead);
    }
    if entity.stance_of(person).is_some() {
        draft.initiative(Event::Unfollowed { initiative, person });
    }
    let is_of_offer = entity.offer.is_some_and(|offer| offer.takes(person));
    if entity.lead() == Some(person) || is_of_offer {
        initiative::offer_lapses(draft, initiative, entity);
    }
    let asks = |asked: &LeadRequest| asked.by == Some(person);
    if entity.open_lead_requests().any(asks) {
        draft.initiative(Event::LeadRequestLapsed { initiative, person });
    }
    if entity.current_lead().and_then(|lead| lead.supporter) == Some(person) {
        draft.initiative(Event::SupporterNamed {
            initiative,
            person: None,
        });
    }
    if entity.document.co_author(person).is_some() {
        draft.initiative(Event::CoAuthorLeft { initiative, person });
    }
    objection::let_go(draft, initiative, entity, person);
    for (ask, _) in entity
        .open_asks()
        .filter(|(_, ask)| ask.of == AskedOf::Person(person))
    {
        draft.initiative(Event::AskLapsed { initiative, ask });
    }
}

/// What had come to rest is taken up again: whoever does not take part any more does not lead or follow it again.
/// Gives whom it let go of.
pub(crate) fn let_go_of_the_absent(
    draft: &mut Draft<'_>,
    initiative: InitiativeId,
    to: Stage,
) -> Vec<PersonId> {
    let Some(entity) = draft.state.initiative(initiative) else {
        return Vec::new();
    };
    if to.is_at_rest() || !entity.stage.is_at_rest() {
        return Vec::new();
    }
    let state = draft.state;
    // A service account leads nothing, and may follow.
    let may_follow = |id: &PersonId| {
        let is_service = |person: &Person| person.is_present() && person.role == Role::Service;
        state.person(*id).is_some_and(is_service)
    };
    let involved = entity
        .stances()
        .map(|follow| follow.person)
        .filter(|id| !may_follow(id));
    let offered = entity.offer.into_iter().flat_map(|offer| {
        let supporter = offer.trial.map(|trial: Trial| trial.supporter);
        [Some(offer.to), supporter]
    });
    let leading = offered
        .flatten()
        .chain(entity.open_lead_requests().filter_map(|asked| asked.by))
        .chain(entity.current_lead().and_then(|lead| lead.supporter));
    let asked = entity.open_asks().filter_map(|(_, ask)| match ask.of {
        AskedOf::Person(person) => Some(person),
        AskedOf::Team(_) => None,
    });
    let mut absent: Vec<(PersonId, Ending)> = involved
        .chain(entity.lead())
        .chain(leading)
        .chain(asked)
        .filter_map(|id| {
            let person = state.person(id).filter(|person| !person.takes_part())?;
            let because = if person.is_present() {
                Ending::Became(person.role)
            } else {
                Ending::Left
            };
            Some((id, because))
        })
        .collect();
    absent.sort_unstable_by_key(|(person, _)| *person);
    absent.dedup();
    for ending in &absent {
        lets_go_of(draft, initiative, entity, *ending);
    }
    absent.into_iter().map(|(person, _)| person).collect()
}
