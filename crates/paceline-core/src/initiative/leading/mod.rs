//! Leading: exactly one lead or none, offered and accepted, tried on for a time, asked for and never taken from anybody
//! (mission rows L8, P2, P4, P5, P9).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    Ended, Event, Initiative,
    decide::{leads, not_at_rest},
};
use crate::{
    Ctx, Draft, InitiativeId, PersonId, Recorded, Refusal, Seq, State, Time, WordId,
    judgement::Matters,
    person::{self, Ending, Person},
    time,
};

mod commitments;
mod fold;
mod moments;
pub(in crate::initiative) mod offering;
mod view;

pub use commitments::{Commitments, Load, commitments};
pub use moments::LeadMoment;
pub(in crate::initiative) use moments::moments;
pub(in crate::initiative) use view::view;
pub use view::{LeadRequestView, LeadingView, OfferView, TrialView};

/// A lead for a set time, with a supporter and a way back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Trial {
    /// Its last day.
    pub until: Date,
    /// Who stands by whoever leads.
    pub supporter: PersonId,
}

/// A stretch of leading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lead {
    pub person: PersonId,
    pub from: Time,
    pub seq: Seq,
    pub to: Option<Ended>,
    /// Why, where it did not end by stepping back or handing over.
    pub because: Option<Ending>,
    /// Note of the hand-over that began it.
    pub note: Option<WordId>,
    /// Until when it was taken, and with whom standing by, where it was taken for a time.
    pub trial: Option<Trial>,
    /// Who led before and takes it back, while it is tried.
    pub back_to: Option<PersonId>,
    /// When the trial ended with the lead staying.
    pub kept: Option<Ended>,
    pub supporter: Option<PersonId>,
}

impl Lead {
    pub(in crate::initiative) fn begins(person: PersonId, recorded: &Recorded) -> Self {
        Self {
            person,
            from: recorded.at,
            seq: recorded.seq,
            to: None,
            because: None,
            note: None,
            trial: None,
            back_to: None,
            kept: None,
            supporter: None,
        }
    }

    fn on_trial(mut self, trial: Option<Trial>, back_to: Option<PersonId>) -> Self {
        if let Some(trial) = trial {
            self.trial = Some(trial);
            self.supporter = Some(trial.supporter);
            self.back_to = back_to;
        }
        self
    }

    /// The last day of a trial that goes on, or that has ended and waits for what becomes of it.
    pub fn trial_until(&self) -> Option<Date> {
        let goes_on = self.kept.is_none() && self.to.is_none();
        self.trial.filter(|_| goes_on).map(|trial| trial.until)
    }

    /// Who takes it back after a trial that goes on, while they take part.
    pub fn lent_by(&self, state: &State) -> Option<PersonId> {
        let lender = self.back_to.filter(|_| self.trial_until().is_some());
        lender.filter(|id| state.person(*id).is_some_and(Person::takes_part))
    }

    /// The last day of a trial that has ended without a word on what becomes of it.
    pub fn trial_ended(&self, now: Time) -> Option<Date> {
        self.trial_until()
            .filter(|until| now > Time::end_of(*until))
    }
}

/// A lead that is offered to somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    pub to: PersonId,
    pub note: Option<WordId>,
    pub trial: Option<Trial>,
    pub by: Option<PersonId>,
    pub at: Time,
    pub seq: Seq,
}

impl Offer {
    /// Whether it takes this person: to lead, or to stand by.
    pub fn takes(&self, person: PersonId) -> bool {
        let supporter = self.trial.map(|trial| trial.supporter);
        self.to == person || supporter == Some(person)
    }
}

/// That somebody asks for the lead of somebody else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeadRequest {
    pub by: Option<PersonId>,
    pub priority: WordId,
    pub matters: Matters,
    pub note: Option<WordId>,
    pub at: Time,
    pub seq: Seq,
    pub ended: Option<Ended>,
    /// Why it was declined, and by whom.
    pub declined: Option<(WordId, Option<PersonId>)>,
}

/// An offer that ended without a hand-over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PastOffer {
    pub offer: Offer,
    pub ending: OfferEnding,
    pub because: Option<WordId>,
    pub by: Option<PersonId>,
    pub ended: Ended,
}

/// That somebody was named to stand by whoever leads, or nobody any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupporterChange {
    pub to: Option<PersonId>,
    pub by: Option<PersonId>,
    pub at: Time,
    pub seq: Seq,
}

/// Why an offer of the lead ended without a hand-over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OfferEnding {
    Declined,
    Withdrawn,
    /// Whoever offered it does not lead any more, or whoever it takes does not take part any more.
    Lapsed,
}

impl Initiative {
    /// Who leads now: exactly one, or nobody.
    pub fn lead(&self) -> Option<PersonId> {
        self.current_lead().map(|lead| lead.person)
    }

    pub fn current_lead(&self) -> Option<&Lead> {
        self.leads.last().filter(|lead| lead.to.is_none())
    }

    /// Who asks for the lead and waits for an answer.
    pub fn open_lead_requests(&self) -> impl Iterator<Item = &LeadRequest> {
        self.lead_requests
            .iter()
            .filter(|asked| asked.ended.is_none())
    }

    fn asks_for_the_lead(&self, person: PersonId) -> bool {
        let mut open = self.open_lead_requests();
        open.any(|asked| asked.by == Some(person))
    }
}

/// A trial lasts until a day to come, and its supporter is somebody else who takes part and can read it.
fn can_try(
    (state, now): (&State, Time),
    initiative: InitiativeId,
    (lead, trial): (PersonId, Option<&Trial>),
) -> Result<(), Refusal> {
    let Some(trial) = trial else {
        return Ok(());
    };
    time::not_past(Some(trial.until), now)?;
    person::member_or_refuse(state, trial.supporter)?;
    if trial.supporter == lead {
        return Err(Refusal::SupportsThemselves);
    }
    let entity = state.initiative_or_refuse(initiative)?;
    super::audience::can_read_or_refuse(state, initiative, entity, trial.supporter)
}

/// Anybody takes the lead where nobody leads; for a time, if they like.
pub(in crate::initiative) fn take_lead(
    draft: &mut Draft<'_>,
    ctx: &Ctx,
    initiative: InitiativeId,
    trial: Option<&Trial>,
) -> Result<(), Refusal> {
    let person = ctx.person()?;
    let entity = draft.state.initiative_or_refuse(initiative)?;
    not_at_rest(initiative, entity)?;
    match entity.lead() {
        Some(lead) if lead == person => return Err(Refusal::YouLead { initiative }),
        Some(lead) => {
            return Err(Refusal::HasLead {
                initiative,
                lead: draft.state.name_of(lead),
            });
        }
        None => {}
    }
    can_try((draft.state, ctx.now), initiative, (person, trial))?;
    if entity.stance_of(person).is_some() {
        draft.initiative(Event::Unfollowed { initiative, person });
    }
    draft.initiative(Event::LeadTaken {
        initiative,
        person,
        trial: trial.copied(),
    });
    Ok(())
}

/// A trial ends with the lead staying.
pub(in crate::initiative) fn keep(
    draft: &mut Draft<'_>,
    actor: PersonId,
    initiative: InitiativeId,
) -> Result<(), Refusal> {
    let entity = leads(draft.state, initiative, actor)?;
    if entity.current_lead().and_then(Lead::trial_until).is_none() {
        return Err(Refusal::NoTrial { initiative });
    }
    draft.initiative(Event::LeadKept {
        initiative,
        person: actor,
    });
    Ok(())
}

/// Stepping back from leading, following or saying 'not now' is always possible. What was lent goes back to its lender.
pub(in crate::initiative) fn step_back(
    draft: &mut Draft<'_>,
    person: PersonId,
    initiative: InitiativeId,
) -> Result<(), Refusal> {
    let entity = draft.state.initiative_or_refuse(initiative)?;
    if let Some(lead) = entity.current_lead().filter(|lead| lead.person == person) {
        offer_lapses(draft, initiative, entity);
        draft.initiative(Event::LeadSteppedBack { initiative, person });
        goes_back(draft, initiative, entity, lead);
        Ok(())
    } else if entity.stance_of(person).is_some() {
        draft.initiative(Event::Unfollowed { initiative, person });
        Ok(())
    } else {
        Err(Refusal::NotInvolved { initiative })
    }
}

/// What was lent for a trial goes back to whoever lent it, if they are here.
pub(crate) fn goes_back(
    draft: &mut Draft<'_>,
    initiative: InitiativeId,
    entity: &Initiative,
    lead: &Lead,
) {
    let Some(lender) = lead.lent_by(draft.state) else {
        return;
    };
    if entity.stance_of(lender).is_some() {
        draft.initiative(Event::Unfollowed {
            initiative,
            person: lender,
        });
    }
    draft.initiative(Event::LeadTaken {
        initiative,
        person: lender,
        trial: None,
    });
}

/// What was offered by a lead who does not lead any more is not offered.
pub(crate) fn offer_lapses(draft: &mut Draft<'_>, initiative: InitiativeId, entity: &Initiative) {
    if entity.offer.is_some() {
        draft.initiative(Event::LeadOfferEnded {
            initiative,
            ending: OfferEnding::Lapsed,
            because: None,
        });
    }
}

/// The lead names a supporter or none, somebody offers to be it, or a supporter stops.
pub(in crate::initiative) fn name_supporter(
    draft: &mut Draft<'_>,
    actor: PersonId,
    (initiative, supporter): (InitiativeId, Option<PersonId>),
) -> Result<(), Refusal> {
    let entity = draft.state.initiative_or_refuse(initiative)?;
    not_at_rest(initiative, entity)?;
    let lead = entity.current_lead();
    let lead = lead.ok_or(Refusal::NobodyLeads { initiative })?;
    if let Some(supporter) = supporter {
        person::member_or_refuse(draft.state, supporter)?;
        super::audience::can_read_or_refuse(draft.state, initiative, entity, supporter)?;
    }
    let is_about_oneself = match supporter {
        Some(supporter) => supporter == actor && lead.supporter.is_none(),
        None => lead.supporter == Some(actor),
    };
    if lead.person != actor && !is_about_oneself {
        return Err(Refusal::YouDoNotLead { initiative });
    }
    if supporter == Some(lead.person) {
        return Err(Refusal::SupportsThemselves);
    }
    if supporter == lead.supporter {
        return Err(Refusal::NothingChanges);
    }
    draft.initiative(Event::SupporterNamed {
        initiative,
        person: supporter,
    });
    Ok(())
}

#[cfg(test)]
mod tests;
