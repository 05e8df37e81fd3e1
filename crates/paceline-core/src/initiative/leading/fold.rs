//! The fold of leading.

use super::{Lead, LeadRequest, Offer, PastOffer, SupporterChange};
use crate::{
    PersonId, Recorded,
    initiative::{Ended, Event, Initiative},
    person::Ending,
};

impl Initiative {
    #[expect(clippy::too_many_lines, reason = "one stanza an event, read as a list")]
    pub(in crate::initiative) fn take_in_leading(&mut self, recorded: &Recorded, event: &Event) {
        let then = Ended {
            at: recorded.at,
            seq: recorded.seq,
        };
        if let Event::LeadTaken { person, trial, .. } = event {
            self.end_requests_of(*person, then).for_each(drop);
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
            self.end_requests_of(*to, then).for_each(drop);
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
        if let Event::LeadOfferEnded {
            ending, because, ..
        } = event
            && let Some(offer) = self.offer.take()
        {
            self.past_offers.push(PastOffer {
                offer,
                ending: *ending,
                because: *because,
                by: recorded.by.person(),
                ended: then,
            });
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
                declined: None,
            });
        }
        if let Event::LeadRequestDeclined {
            person, because, ..
        } = event
        {
            let declined = (*because, recorded.by.person());
            for asked in self.end_requests_of(*person, then) {
                asked.declined = Some(declined);
            }
        }
        if let Event::LeadRequestLapsed { person, .. } = event {
            self.end_requests_of(*person, then).for_each(drop);
        }
        if let Event::SupporterNamed { person, .. } = event {
            self.supporters.push(SupporterChange {
                to: *person,
                by: recorded.by.person(),
                at: recorded.at,
                seq: recorded.seq,
            });
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

    /// Ends whatever request of somebody is open, and gives it.
    fn end_requests_of(
        &mut self,
        person: PersonId,
        then: Ended,
    ) -> impl Iterator<Item = &mut LeadRequest> {
        let requests = self.lead_requests.iter_mut();
        let open = requests.filter(move |asked| asked.by == Some(person) && asked.ended.is_none());
        #[expect(clippy::manual_inspect, reason = "what is given is changed first")]
        open.map(move |asked| {
            asked.ended = Some(then);
            asked
        })
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
