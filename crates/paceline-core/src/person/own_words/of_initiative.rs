//! What somebody wrote on initiatives.

use super::Texts;
use crate::{
    InitiativeId, WordId,
    initiative::{Agreement, Initiative, LastCall, Terms},
};

impl Texts {
    pub(super) fn of_initiative(&mut self, id: InitiativeId, entity: &Initiative) {
        let title = format!("title of {id}");
        self.add(entity.by, entity.title, (&title, entity.started));
        let summary = format!("summary of {id}");
        self.add(entity.by, entity.summary, (&summary, entity.started));
        for moved in &entity.stages {
            let what = format!("why {id} became {}", moved.to);
            self.add(moved.by, moved.reason, (&what, moved.at));
        }
        for against in &entity.against {
            let what = format!("why {id} goes against {}", against.of);
            self.add(against.by, against.because, (&what, against.at));
        }
        for check_in in &entity.check_ins {
            let what = format!("check-in on {id}");
            self.add(check_in.by, check_in.text, (&what, check_in.at));
        }
        self.of_document(id, entity);
        self.of_leading(id, entity);
        self.of_following(id, entity);
        self.of_feedback(id, entity);
        self.of_objections(id, entity);
        self.of_agreeing(id, entity);
        self.of_ending(id, entity);
    }

    fn of_document(&mut self, id: InitiativeId, entity: &Initiative) {
        for (number, revision) in (1_u32..).zip(&entity.document.revisions) {
            let what = format!("revision {number} of {id}");
            self.add(revision.by, revision.text, (&what, revision.at));
            let what = format!("note on revision {number} of {id}");
            self.add(revision.by, revision.note, (&what, revision.at));
        }
    }

    fn of_leading(&mut self, id: InitiativeId, entity: &Initiative) {
        let what = format!("hand-over of {id}");
        // Only whoever leads hands over, so the note is by the lead before.
        for (before, lead) in entity.leads.iter().zip(entity.leads.iter().skip(1)) {
            self.add(Some(before.person), lead.note, (&what, lead.from));
        }
        if let Some(offer) = entity.offer {
            self.add(offer.by, offer.note, (&what, offer.at));
        }
        for past in &entity.past_offers {
            self.add(past.offer.by, past.offer.note, (&what, past.offer.at));
            let what = format!("why the lead of {id} was not taken");
            self.add(past.by, past.because, (&what, past.ended.at));
        }
        for asked in &entity.lead_requests {
            if let (Some((because, by)), Some(ended)) = (asked.declined, asked.ended) {
                let what = format!("why the lead of {id} was kept");
                self.add(by, because, (&what, ended.at));
            }
            let what = format!("asking for the lead of {id}");
            self.add(asked.by, asked.priority, (&what, asked.at));
            self.add(asked.by, asked.note, (&what, asked.at));
        }
    }

    fn of_following(&mut self, id: InitiativeId, entity: &Initiative) {
        for follow in &entity.follows {
            let what = format!("reservation about {id}");
            self.add(
                Some(follow.person),
                follow.reservation,
                (&what, follow.from),
            );
        }
        for ask in &entity.asks {
            // What was asked of several at once is one text.
            let is_first = entity.asks.iter().find(|other| other.what == ask.what);
            if is_first.map(|first| first.seq) == Some(ask.seq) {
                self.add(ask.by, ask.what, (&format!("ask on {id}"), ask.at));
            }
            for answer in ask.answers() {
                let what = format!("answer to an ask on {id}");
                self.add(answer.by, answer.text, (&what, answer.at));
            }
        }
    }

    fn of_feedback(&mut self, id: InitiativeId, entity: &Initiative) {
        for wanted in &entity.wanted {
            let what = format!("feedback wanted on {id}");
            self.add(wanted.by, wanted.what, (&what, wanted.at));
        }
        for given in &entity.feedback {
            let what = format!("feedback on {id}");
            self.add(given.by, given.text, (&what, given.at));
            // A passage was written by whoever wrote the document; that it was quoted says who quoted it.
            let quote = given.passage.map(|passage| passage.quote);
            let what = format!("passage quoted from {id}");
            self.add(given.by, quote, (&what, given.at));
            for answer in &given.answers {
                let what = format!("answer to feedback on {id}");
                self.add(answer.by, answer.because, (&what, answer.at));
            }
        }
    }

    fn of_objections(&mut self, id: InitiativeId, entity: &Initiative) {
        for objection in &entity.objections {
            let what = format!("objection to {id}");
            let (by, at) = (objection.by, objection.at);
            for word in [
                objection.priority,
                objection.tried,
                objection.harm,
                objection.way_out,
            ] {
                self.add(by, word, (&what, at));
            }
            for renewed in &objection.renewals {
                self.add(by, renewed.because, (&what, renewed.at));
            }
            if let Some(ended) = objection.ended {
                self.add(by, ended.text, (&what, ended.at));
            }
            for offer in &objection.offers {
                let what = format!("way out offered on {id}");
                self.add(offer.by, offer.text, (&what, offer.at));
            }
        }
    }

    fn of_agreeing(&mut self, id: InitiativeId, entity: &Initiative) {
        let what = format!("terms of an agreement on {id}");
        let words = |terms: &Terms| [Some(terms.what), Some(terms.why), terms.considered];
        if let Some(LastCall { terms, by, at, .. }) = &entity.last_call {
            for word in words(terms) {
                self.add(*by, word, (&what, *at));
            }
        }
        for Agreement {
            terms,
            by,
            at,
            reviews,
            ..
        } in &entity.agreements
        {
            for word in words(terms) {
                self.add(*by, word, (&what, *at));
            }
            for review in reviews {
                let what = format!("review of an agreement on {id}");
                self.add(review.by, review.found, (&what, review.at));
            }
        }
    }

    fn of_ending(&mut self, id: InitiativeId, entity: &Initiative) {
        for delivery in &entity.deliveries {
            let what = format!("what came of {id}");
            self.add(delivery.by, delivery.outcome, (&what, delivery.at));
        }
        for put_down in &entity.put_downs {
            let what = format!("what was learned from {id}");
            self.add(put_down.by, put_down.learned, (&what, put_down.at));
        }
        // A correction keeps the words of before, which are whoever's said them first.
        let mut known: Vec<WordId> = Vec::new();
        for credited in entity.credited_before.iter().chain(&entity.credited) {
            let what = format!("credit for {id}");
            let words = credited.credits.iter().filter_map(|credit| credit.words);
            for word in words.chain(credited.left_out.iter().map(|left| left.because)) {
                if !known.contains(&word) {
                    known.push(word);
                    self.add(credited.by, word, (&what, credited.at));
                }
            }
        }
    }
}
