//! The fold of last calls and agreements.

use super::{Agreement, LastCall, PastCall, Review};
use crate::{
    Recorded,
    initiative::{Event, Initiative},
};

impl Initiative {
    /// What was agreed on last.
    pub fn agreement(&self) -> Option<&Agreement> {
        self.agreements.last()
    }

    pub(in crate::initiative) fn take_in_consent(&mut self, recorded: &Recorded, event: &Event) {
        let (at, seq, by) = (recorded.at, recorded.seq, recorded.by.person());
        if let Event::LastCallCalled { terms, until, .. } = event {
            self.last_call = Some(LastCall {
                terms: *terms,
                until: *until,
                by,
                at,
                seq,
            });
        }
        if let Event::LastCallWithdrawn { because, .. } = event
            && let Some(call) = self.last_call.take()
        {
            self.past_calls.push(PastCall {
                call,
                because: *because,
                by,
                at,
                seq,
            });
        }
        if let Event::Agreed { terms, .. } = event {
            let call = self.last_call.take();
            self.agreements.push(Agreement {
                terms: *terms,
                called: call,
                by: call.map_or(by, |call| call.by),
                at,
                seq,
                reviews: Vec::new(),
            });
        }
        if let Event::AgreementReviewed {
            agreement,
            found,
            next,
            ..
        } = event
            && let Some(agreement) = self.agreements.get_mut(usize::from(*agreement))
        {
            agreement.reviews.push(Review {
                found: *found,
                next: *next,
                by,
                at,
                seq,
            });
        }
    }
}
