//! What waits of leading: a lead that is offered or asked for, a trial that has ended, a check-in that was missed where
//! one stands by, and whether it mattered.

use super::{About, Urgency, Waiting};
use crate::{
    InitiativeId, PersonId, Sight, Time,
    initiative::{self, Initiative, Lead, LeadRequest, Offer},
    judgement::{self, JudgementView, Over},
    signal::{NextStep, Step},
    time::span,
};

/// All of it, of everything that goes on; what one judged last.
pub(super) fn waiting(sight: Sight<'_>, me: PersonId, now: Time) -> Vec<Waiting> {
    let active = sight
        .initiatives()
        .filter(|(_, entity)| !entity.stage.is_at_rest());
    let of = |(id, entity): (InitiativeId, &Initiative)| {
        let told = Told {
            sight,
            id,
            entity,
            now,
        };
        let offer = entity.offer.filter(|offer| offer.to == me);
        let lead = entity.current_lead();
        let leads = lead.filter(|lead| lead.person == me);
        let supports = lead.filter(|lead| lead.supporter == Some(me));
        let mut asked = entity.open_lead_requests();
        let mine = asked.find(|asked| asked.by == Some(me) && lead.is_none());
        let requests = entity.open_lead_requests().filter(|_| leads.is_some());
        let mut found: Vec<Waiting> = requests.map(|asked| told.asked_for(asked)).collect();
        found.extend(offer.map(|offer| told.offered(offer)));
        found.extend(leads.and_then(|lead| told.trial_ended(lead)));
        found.extend(supports.and_then(|lead| told.check_in_missed(lead)));
        found.extend(supports.and_then(|lead| told.supported_trial_ended(lead)));
        found.extend(mine.map(|_| told.is_free()));
        found
    };
    active
        .flat_map(of)
        .chain(whether_it_mattered(sight, me, now))
        .collect()
}

struct Told<'a> {
    sight: Sight<'a>,
    id: InitiativeId,
    entity: &'a Initiative,
    now: Time,
}

impl Told<'_> {
    fn waits(&self, urgency: Urgency, what: &str, why: String, next: NextStep) -> Waiting {
        Waiting {
            urgency,
            subject: About::Initiative(initiative::link(self.sight, self.id, self.entity)),
            what: what.to_owned(),
            why,
            next,
            is_private: false,
        }
    }

    fn offered(&self, offer: Offer) -> Waiting {
        let by = offer
            .by
            .map_or("Its lead".to_owned(), |by| self.sight.name_of(by));
        let trial = offer.trial.map_or(String::new(), |trial| {
            format!(", to try until {}", trial.until)
        });
        let note = offer.note.map_or(String::new(), |note| {
            format!(" {}", self.sight.text(note).short())
        });
        let why = format!("{by} offered it {}{trial}.{note}", offer.at.ago(self.now));
        let next = NextStep {
            step: Step::AnswerOffer(self.id),
            button: "Look at it",
            sentence: "See what you have taken on, then take it or not.",
        };
        self.waits(Urgency::Soon, "You are offered the lead of", why, next)
    }

    fn asked_for(&self, asked: &LeadRequest) -> Waiting {
        let who = asked
            .by
            .map_or("Somebody".to_owned(), |by| self.sight.name_of(by));
        let priority = self.sight.text(asked.priority);
        let why = format!(
            "{who} asked for the lead {}; it is about this priority of theirs: {}",
            asked.at.ago(self.now),
            priority.short()
        );
        let next = NextStep {
            step: Step::AnswerLeadRequest(self.id),
            button: "Answer",
            sentence: "Hand over, or keep it and say why.",
        };
        self.waits(Urgency::Soon, "The lead is asked for:", why, next)
    }

    fn trial_ended(&self, lead: &Lead) -> Option<Waiting> {
        let until = lead.trial_ended(self.now)?;
        let next = NextStep {
            step: Step::KeepLead(self.id),
            button: "Say how it goes on",
            sentence: "Keep the lead, or step back; both are fine.",
        };
        let why = format!("Your trial ended on {until}.");
        Some(self.waits(Urgency::Soon, "Keep the lead or step back from", why, next))
    }

    fn check_in_missed(&self, lead: &Lead) -> Option<Waiting> {
        let every = i64::from(self.entity.every_days?);
        let days = self
            .entity
            .check_in_due(self.now)
            .filter(|days| *days > every)?;
        let who = self.sight.name_of(lead.person);
        let why = format!(
            "You stand by {who}, who said every {}; the last word was {} ago.",
            span(every).trim_start_matches("1 "),
            span(days)
        );
        let next = NextStep {
            step: Step::Open(self.id),
            button: "Look",
            sentence: "Ask them how it goes, and what would help.",
        };
        Some(self.waits(Urgency::Soon, "A check-in was missed on", why, next))
    }

    fn supported_trial_ended(&self, lead: &Lead) -> Option<Waiting> {
        let until = lead.trial_ended(self.now)?;
        let who = self.sight.name_of(lead.person);
        let why = format!("You stand by {who}, whose trial ended on {until}.");
        let next = NextStep {
            step: Step::Open(self.id),
            button: "Look",
            sentence: "Talk about how it went: keep it, or step back.",
        };
        Some(self.waits(Urgency::Calm, "A trial has ended on", why, next))
    }

    fn is_free(&self) -> Waiting {
        let next = NextStep {
            step: Step::TakeLead(self.id),
            button: "Take the lead",
            sentence: "Nobody has to approve it.",
        };
        let why = "You asked for the lead, and now nobody leads.".to_owned();
        self.waits(Urgency::Calm, "Nobody leads", why, next)
    }
}

/// What somebody judged six months ago. Nobody else sees it.
fn whether_it_mattered(sight: Sight<'_>, me: PersonId, now: Time) -> Vec<Waiting> {
    let judged = judgement::mine(sight, Some(me), me, now);
    let due = judged.into_iter().flat_map(|judged| judged.judgements);
    let view = |judged: JudgementView| {
        let what = match judged.over {
            Over::Objection(_) => "Did it matter that you objected to",
            Over::Lead => "Did it matter who leads",
        };
        Waiting {
            urgency: Urgency::Calm,
            subject: About::Initiative(judged.initiative),
            what: what.to_owned(),
            why: format!(
                "{}, you said whether it would matter in six months: {}.",
                crate::text::capital(&judged.at.ago(now)),
                judged.said.word()
            ),
            next: NextStep {
                step: Step::SayWhetherItMattered(judged.number),
                button: "Say",
                sentence: "So you see how well you judge.",
            },
            is_private: true,
        }
    };
    due.filter(|judged| judged.is_due).map(view).collect()
}
