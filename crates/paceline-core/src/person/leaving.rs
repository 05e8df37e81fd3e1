//! What happens to what somebody leads, follows and is asked for when they leave or stop taking part: it ends in the
//! open, so that others see that nobody leads.

use super::Ending;
use crate::{
    Draft, EntryId, GoalId, InitiativeId, PersonId, compass, goal,
    initiative::{self, AskedOf, Event, Initiative, Stage, objection},
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
    if entity.lead() == Some(person) {
        draft.initiative(Event::LeadEnded {
            initiative,
            person,
            because,
        });
    }
    if entity.stance_of(person).is_some() {
        draft.initiative(Event::Unfollowed { initiative, person });
    }
    let is_offered = entity.offer.is_some_and(|offer| offer.to == person);
    if entity.lead() == Some(person) || is_offered {
        initiative::offer_lapses(draft, initiative, entity);
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
    let involved = entity.stances().map(|follow| follow.person);
    let asked = entity.open_asks().filter_map(|(_, ask)| match ask.of {
        AskedOf::Person(person) => Some(person),
        AskedOf::Team(_) => None,
    });
    let mut absent: Vec<(PersonId, Ending)> = involved
        .chain(entity.lead())
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
