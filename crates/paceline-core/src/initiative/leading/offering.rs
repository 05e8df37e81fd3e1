//! The lead is offered and accepted, or asked for and given; it is never taken from anybody (mission rows L8, L11, P2).

use super::{Offer, OfferEnding, Trial, can_try};
use crate::{
    Ctx, Draft, InitiativeId, PersonId, Refusal, WordId,
    access::{self, Viewer},
    initiative::{
        Command, Event, Initiative, Stance,
        decide::{leads, not_at_rest},
    },
    person, text,
};

/// The lead offers it to somebody else. Whoever asked for it has said yes already.
pub(in crate::initiative) fn hand_over(
    draft: &mut Draft<'_>,
    ctx: &Ctx,
    command: &Command,
) -> Result<(), Refusal> {
    let Command::HandOver {
        initiative,
        to,
        note,
        trial,
    } = command
    else {
        return Ok(());
    };
    let (initiative, to, actor) = (*initiative, *to, ctx.person()?);
    let entity = leads(draft.state, initiative, actor)?;
    not_at_rest(initiative, entity)?;
    person::member_or_refuse(draft.state, to)?;
    let who = draft.state.name_of(to);
    if to == actor {
        return Err(Refusal::LeadsAlready { initiative, who });
    }
    if let Some(offer) = &entity.offer {
        let who = draft.state.name_of(offer.to);
        return Err(Refusal::LeadOffered { initiative, who });
    }
    let lead = entity.current_lead();
    let lender = lead.and_then(|lead| lead.lent_by(draft.state));
    if let Some(lender) = lender.filter(|lender| *lender != to) {
        let lender = draft.state.name_of(lender);
        return Err(Refusal::LeadIsLent { initiative, lender });
    }
    can_try((draft.state, ctx.now), initiative, (to, trial.as_ref()))?;
    let note = text::optional("note", note)?;
    let note = draft.optional_word(note);
    let (asked, trial) = (entity.asks_for_the_lead(to), *trial);
    if asked {
        return handed_over(
            draft,
            initiative,
            &Handing {
                to,
                note,
                trial,
                from: actor,
            },
        );
    }
    let can_read = access::may_read(Viewer::of(draft.state, to), entity);
    if !can_read {
        // Whoever is to lead it reads it first.
        let people = vec![to];
        draft.initiative(Event::ShownTo { initiative, people });
    }
    draft.initiative(Event::LeadOffered {
        initiative,
        to,
        note,
        trial,
    });
    Ok(())
}

/// One lead that goes to somebody else.
struct Handing {
    from: PersonId,
    to: PersonId,
    note: Option<WordId>,
    trial: Option<Trial>,
}

fn handed_over(
    draft: &mut Draft<'_>,
    initiative: InitiativeId,
    handing: &Handing,
) -> Result<(), Refusal> {
    let entity = draft.state.initiative_or_refuse(initiative)?;
    let Handing {
        from,
        to,
        note,
        trial,
    } = *handing;
    if entity.stance_of(to).is_some() {
        draft.initiative(Event::Unfollowed {
            initiative,
            person: to,
        });
    }
    draft.initiative(Event::LeadHandedOver {
        initiative,
        to,
        note,
        trial,
    });
    // Whoever hands over stays with it: the most effective leaders spend more time following (seed 000).
    draft.initiative(Event::Followed {
        initiative,
        person: from,
        stance: Stance::Follow,
        reservation: None,
    });
    Ok(())
}

/// Whoever it was offered to takes it.
pub(in crate::initiative) fn accept(
    draft: &mut Draft<'_>,
    ctx: &Ctx,
    initiative: InitiativeId,
) -> Result<(), Refusal> {
    let actor = ctx.person()?;
    let entity = draft.state.initiative_or_refuse(initiative)?;
    not_at_rest(initiative, entity)?;
    let offer = offered_to(entity, initiative, actor)?;
    let from = entity
        .lead()
        .ok_or(Refusal::LeadNotOffered { initiative })?;
    let (to, note, trial) = (actor, offer.note, offer.trial);
    can_try((draft.state, ctx.now), initiative, (to, trial.as_ref()))?;
    handed_over(
        draft,
        initiative,
        &Handing {
            from,
            to,
            note,
            trial,
        },
    )
}

fn offered_to(
    entity: &Initiative,
    initiative: InitiativeId,
    actor: PersonId,
) -> Result<Offer, Refusal> {
    entity
        .offer
        .filter(|offer| offer.to == actor)
        .ok_or(Refusal::LeadNotOffered { initiative })
}

pub(in crate::initiative) fn decline(
    draft: &mut Draft<'_>,
    actor: PersonId,
    initiative: InitiativeId,
    because: &str,
) -> Result<(), Refusal> {
    let entity = draft.state.initiative_or_refuse(initiative)?;
    offered_to(entity, initiative, actor)?;
    let because = text::optional("reason", because)?;
    let because = draft.optional_word(because);
    draft.initiative(Event::LeadOfferEnded {
        initiative,
        ending: OfferEnding::Declined,
        because,
    });
    Ok(())
}

pub(in crate::initiative) fn withdraw_offer(
    draft: &mut Draft<'_>,
    actor: PersonId,
    initiative: InitiativeId,
) -> Result<(), Refusal> {
    let entity = leads(draft.state, initiative, actor)?;
    if entity.offer.is_none() {
        return Err(Refusal::LeadNotOffered { initiative });
    }
    draft.initiative(Event::LeadOfferEnded {
        initiative,
        ending: OfferEnding::Withdrawn,
        because: None,
    });
    Ok(())
}

/// Somebody asks whoever leads for the lead, after they asked themselves whether it will matter.
pub(in crate::initiative) fn ask_for_lead(
    draft: &mut Draft<'_>,
    actor: PersonId,
    command: &Command,
) -> Result<(), Refusal> {
    let Command::AskForLead {
        initiative,
        priority,
        matters,
        note,
    } = command
    else {
        return Ok(());
    };
    let initiative = *initiative;
    let entity = draft.state.initiative_or_refuse(initiative)?;
    not_at_rest(initiative, entity)?;
    match entity.lead() {
        Some(lead) if lead == actor => return Err(Refusal::YouLead { initiative }),
        Some(_) => {}
        None => return Err(Refusal::NobodyLeads { initiative }),
    }
    if entity.asks_for_the_lead(actor) {
        return Err(Refusal::LeadAskedFor { initiative });
    }
    let priority = text::text("priority of your own", priority)?;
    let note = text::optional("note", note)?;
    let priority = draft.word(priority);
    let note = draft.optional_word(note);
    draft.initiative(Event::LeadAskedFor {
        initiative,
        priority,
        matters: *matters,
        note,
    });
    Ok(())
}

/// The lead keeps the lead, and says why.
pub(in crate::initiative) fn decline_request(
    draft: &mut Draft<'_>,
    actor: PersonId,
    (initiative, asking): (InitiativeId, PersonId),
    because: &str,
) -> Result<(), Refusal> {
    let entity = leads(draft.state, initiative, actor)?;
    if !entity.asks_for_the_lead(asking) {
        let who = draft.state.name_of(asking);
        return Err(Refusal::LeadNotAskedFor { initiative, who });
    }
    let because = text::text("reason", because)?;
    let because = draft.word(because);
    draft.initiative(Event::LeadRequestDeclined {
        initiative,
        person: asking,
        because,
    });
    Ok(())
}
