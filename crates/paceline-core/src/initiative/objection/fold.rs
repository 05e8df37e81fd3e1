//! The fold of objections.

use super::{Objection, ObjectionEnded, Renewal, Stewardship, WayOut};
use crate::{
    PersonId, Recorded,
    initiative::{Ended, Event, Initiative},
};

impl Initiative {
    pub(in crate::initiative) fn take_in_objection(&mut self, recorded: &Recorded, event: &Event) {
        let (at, seq) = (recorded.at, recorded.seq);
        if let Event::Objected(objected) = event {
            self.objections.push(Objection {
                by: recorded.by.person(),
                at,
                seq,
                priority: objected.priority,
                tried: objected.tried,
                matters: objected.matters,
                harm: objected.harm,
                way_out: objected.way_out,
                steward: None,
                stewards: Vec::new(),
                offers: Vec::new(),
                renewals: Vec::new(),
                ended: None,
                moved: at,
            });
        }
        let Some(known) = number(event).and_then(|number| self.objections.get_mut(number)) else {
            return;
        };
        known.moved = at;
        if let Event::StewardCame { person, .. } = event {
            known.steward = Some(*person);
            known.stewards.push(Stewardship {
                person: *person,
                from: at,
                seq,
                to: None,
            });
        }
        if let Event::StewardLeft { .. } = event {
            known.leaves(Ended { at, seq });
        }
        if let Event::WayOutOffered { text, revision, .. } = event {
            known.offers.push(WayOut {
                text: *text,
                revision: *revision,
                by: recorded.by.person(),
                at,
                seq,
            });
        }
        if let Event::ObjectionRenewed { because, .. } = event {
            known.renewals.push(Renewal {
                because: *because,
                at,
                seq,
            });
        }
        if let Event::ObjectionEnded { how, text, .. } = event {
            known.ended = Some(ObjectionEnded {
                how: *how,
                text: *text,
                at,
                seq,
            });
        }
    }

    /// Whoever begins to lead is not a third person any more.
    pub(in crate::initiative) fn lead_is_no_steward(&mut self, lead: PersonId, ended: Ended) {
        let open = self.objections.iter_mut().filter(|known| known.is_open());
        for known in open.filter(|known| known.steward == Some(lead)) {
            known.leaves(ended);
        }
    }
}

impl Objection {
    /// Its steward does not help any more.
    fn leaves(&mut self, ended: Ended) {
        self.steward = None;
        if let Some(last) = self.stewards.last_mut() {
            last.to = last.to.or(Some(ended));
        }
    }
}

/// The objection that an event is about, unless it raises one.
fn number(event: &Event) -> Option<usize> {
    if let Event::StewardCame { objection, .. }
    | Event::StewardLeft { objection, .. }
    | Event::WayOutOffered { objection, .. }
    | Event::ObjectionRenewed { objection, .. }
    | Event::ObjectionEnded { objection, .. } = event
    {
        return Some(usize::from(*objection));
    }
    None
}
