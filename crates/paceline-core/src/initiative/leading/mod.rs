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

pub(in crate::initiative) mod offering;

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
    /// Until when it is tried, while it is.
    pub trial: Option<Date>,
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
            self.trial = Some(trial.until);
            self.supporter = Some(trial.supporter);
            self.back_to = back_to;
        }
        self
    }

    /// The last day of a trial that goes on.
    pub fn trial_until(&self) -> Option<Date> {
        self.trial
            .filter(|_| self.kept.is_none() && self.to.is_none())
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
    /// Why it was declined.
    pub because: Option<WordId>,
}

/// Why an offer of the lead ended without a hand-over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OfferEnding {
    Declined,
    Withdrawn,
    /// Whoever it was offered to does not take part any more.
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

/// A trial lasts until a day to come, and its supporter is somebody else who takes part.
fn can_try(
    state: &State,
    now: Time,
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
    Ok(())
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
    can_try(draft.state, ctx.now, (person, trial))?;
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
        let lender = lead.back_to.filter(|_| lead.trial_until().is_some());
        let is_here = |id: &PersonId| draft.state.person(*id).is_some_and(Person::takes_part);
        if let Some(lender) = lender.filter(is_here) {
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
        Ok(())
    } else if entity.stance_of(person).is_some() {
        draft.initiative(Event::Unfollowed { initiative, person });
        Ok(())
    } else {
        Err(Refusal::NotInvolved { initiative })
    }
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

impl Initiative {
    #[expect(clippy::too_many_lines, reason = "one stanza an event, read as a list")]
    pub(in crate::initiative) fn take_in_leading(&mut self, recorded: &Recorded, event: &Event) {
        let then = Ended {
            at: recorded.at,
            seq: recorded.seq,
        };
        if let Event::LeadTaken { person, trial, .. } = event {
            self.end_requests_of(*person, then);
            self.leads
                .push(Lead::begins(*person, recorded).on_trial(*trial, None));
        }
        if let Event::LeadHandedOver {
            to, note, trial, ..
        } = event
        {
            let from = self.lead();
            self.end_lead(recorded, None);
            self.offer = None;
            self.end_requests_of(*to, then);
            let lead = Lead::begins(*to, recorded).on_trial(*trial, from);
            self.leads.push(Lead {
                note: *note,
                ..lead
            });
        }
        if let Event::LeadSteppedBack { .. } = event {
            self.end_lead(recorded, None);
        }
        if let Event::LeadEnded { because, .. } = event {
            self.end_lead(recorded, Some(*because));
        }
        if let Event::LeadOffered {
            to, note, trial, ..
        } = event
        {
            self.offer = Some(Offer {
                to: *to,
                note: *note,
                trial: *trial,
                by: recorded.by.person(),
                at: recorded.at,
                seq: recorded.seq,
            });
        }
        if let Event::LeadOfferEnded { .. } = event {
            self.offer = None;
        }
        if let Event::LeadAskedFor {
            priority,
            matters,
            note,
            ..
        } = event
        {
            self.lead_requests.push(LeadRequest {
                by: recorded.by.person(),
                priority: *priority,
                matters: *matters,
                note: *note,
                at: recorded.at,
                seq: recorded.seq,
                ended: None,
                because: None,
            });
        }
        if let Event::LeadRequestDeclined {
            person, because, ..
        } = event
        {
            let mut requests = self.lead_requests.iter_mut();
            let is_theirs =
                |asked: &&mut LeadRequest| asked.by == Some(*person) && asked.ended.is_none();
            if let Some(asked) = requests.find(is_theirs) {
                asked.ended = Some(then);
                asked.because = Some(*because);
            }
        }
        let current = self.leads.last_mut().filter(|lead| lead.to.is_none());
        if let Some(lead) = current {
            if let Event::LeadKept { .. } = event {
                lead.kept = Some(then);
            }
            if let Event::SupporterNamed { person, .. } = event {
                lead.supporter = *person;
            }
        }
    }

    fn end_requests_of(&mut self, person: PersonId, then: Ended) {
        for asked in &mut self.lead_requests {
            if asked.by == Some(person) && asked.ended.is_none() {
                asked.ended = Some(then);
            }
        }
    }

    fn end_lead(&mut self, recorded: &Recorded, because: Option<Ending>) {
        if let Some(lead) = self.leads.last_mut().filter(|lead| lead.to.is_none()) {
            lead.because = because;
            lead.to = Some(Ended {
                at: recorded.at,
                seq: recorded.seq,
            });
        }
    }
}
