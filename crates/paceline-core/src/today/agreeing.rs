//! What waits around agreeing: last calls for a word, objections and their stewards, agreements to look at again.

use super::{About, Mine, Urgency, Waiting};
use crate::{
    InitiativeId, Sight, Time,
    initiative::{self, Initiative, LastCall, Objection, consent},
    signal::{NextStep, Step},
    text,
};

/// So many days before an objection lapses whoever raised it is reminded.
const LAPSES_SOON_DAYS: i64 = 7;

/// Everything of it that waits for one person: what comes due by time alone first.
pub(super) fn waiting(sight: Sight<'_>, mine: &Mine<'_>, now: Time) -> Vec<Waiting> {
    let mut waiting = Vec::new();
    for (id, entity) in sight.initiatives() {
        let here = Here {
            sight,
            mine,
            now,
            id,
            entity,
        };
        waiting.extend(entity.last_call.and_then(|call| here.last_call(&call)));
        let standing = entity.open_objections();
        for (number, known) in standing.filter(|_| !entity.stage.is_at_rest()) {
            waiting.extend(here.objection(number, known));
        }
        waiting.extend(here.reviews());
    }
    waiting
}

/// One initiative, as one person has to do with it.
struct Here<'a> {
    sight: Sight<'a>,
    mine: &'a Mine<'a>,
    now: Time,
    id: InitiativeId,
    entity: &'a Initiative,
}

impl Here<'_> {
    fn row(&self, urgency: Urgency, what: &str, why: String, next: NextStep) -> Waiting {
        Waiting {
            urgency,
            subject: About::Initiative(initiative::link(self.sight, self.id, self.entity)),
            what: what.to_owned(),
            why,
            next,
            is_private: false,
        }
    }

    fn leads(&self) -> bool {
        self.entity.lead() == Some(self.mine.me)
    }

    /// A last call that waits for the person's word, or that they follow.
    fn last_call(&self, call: &LastCall) -> Option<Waiting> {
        let me = self.mine.me;
        if self.leads() || call.ends() < self.now {
            return None;
        }
        let what = "Last call for";
        let left = consent::left_for(self.sight, me, call, self.now);
        let until = format!("Until {}; {left}.", call.until);
        match consent::word_of(self.entity, me) {
            Some(word) if word != "objects" && self.entity.following(me).is_some() => Some(self.row(
                Urgency::Calm,
                what,
                format!("You follow it. {until}"),
                NextStep {
                    step: Step::Open(self.id),
                    button: "Read it",
                    sentence: "Say now what you would change, or object.",
                },
            )),
            None if self.sight.all_asked(self.entity).contains(&me) => Some(self.row(
                Urgency::Soon,
                what,
                format!(
                    "You are asked. {until} You can also follow with reservations, or object, on its page."
                ),
                NextStep {
                    step: Step::LiveWithIt(self.id),
                    button: "I can live with it",
                    sentence: "Good enough for now, safe enough to try: you follow it.",
                },
            )),
            Some(_) | None => None,
        }
    }

    fn objection(&self, number: u16, known: &Objection) -> Option<Waiting> {
        let me = self.mine.me;
        let by = known
            .by
            .map_or_else(|| "Somebody".to_owned(), |by| self.sight.name_of(by));
        if known.by == Some(me) {
            return self.lapses_soon(number, known);
        }
        if self.leads() && !known.has_offer() {
            let harm = self.sight.text(known.harm);
            return Some(self.row(
                Urgency::Soon,
                "An objection to",
                format!(
                    "{by} objected {}: {}",
                    known.at.ago(self.now),
                    text::cut(harm.short(), 120)
                ),
                NextStep {
                    step: Step::OfferWayOut(self.id, number),
                    button: "Offer a way out",
                    sentence: "What would resolve it stands beside it; a third person can help as its steward.",
                },
            ));
        }
        (known.steward == Some(me)).then(|| {
            let offered = match known.offers.len() {
                0 => "nobody has offered a way out yet",
                1 => "one way out was offered",
                _ => "ways out were offered",
            };
            self.row(
                Urgency::Calm,
                "You help with an objection to",
                format!("{by} objected {}; {offered}.", known.at.ago(self.now)),
                NextStep {
                    step: Step::OfferWayOut(self.id, number),
                    button: "Offer a way out",
                    sentence: "Talk to the two of them; whoever objects says whether it is one.",
                },
            )
        })
    }

    fn lapses_soon(&self, number: u16, known: &Objection) -> Option<Waiting> {
        let lapses = known.lapses(self.sight.organisation());
        let days = lapses.days_since(self.now);
        if days > LAPSES_SOON_DAYS {
            return None;
        }
        let when = match days {
            0 => "within a day".to_owned(),
            1 => "in 1 day".to_owned(),
            days => format!("in {days} days"),
        };
        Some(self.row(
            Urgency::Soon,
            "Your objection to",
            format!("It lapses {when} unless you say that it still stands."),
            NextStep {
                step: Step::RenewObjection(self.id, number),
                button: "It still stands",
                sentence: "Say why; or end it, on its page.",
            },
        ))
    }

    /// The newest agreement, when it is due to be looked at again, for whoever leads.
    fn reviews(&self) -> Option<Waiting> {
        let newest = (0..).zip(&self.entity.agreements).last();
        let (number, agreement) = newest.filter(|_| self.leads())?;
        if !agreement.is_due(self.now) {
            return None;
        }
        let day = agreement.review()?;
        let ends = agreement.terms.try_until == Some(day) && agreement.reviews.is_empty();
        let why = if ends {
            format!("The time to try it ended on {day}: does it stay?")
        } else {
            format!("It was to be looked at again on {day}: does it still hold?")
        };
        Some(self.row(
            Urgency::Soon,
            "Look again at what was agreed on in",
            why,
            NextStep {
                step: Step::ReviewAgreement(self.id, number),
                button: "Look at it",
                sentence: "Say what you found, and when it is looked at next.",
            },
        ))
    }
}
