//! What the timeline tells of leading and following.

use jiff::civil::Date;
use serde::Serialize;

use super::{Lead, OfferEnding};
use crate::{
    PersonId, Seq, Sight, Text, Time,
    initiative::{Follow, Initiative, Moment, Stance, What},
    person::{self, Ending, PersonLink},
};

/// What a moment of leading or following was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LeadMoment {
    /// A stance with words, or after another one.
    StanceTaken {
        before: Option<Stance>,
        stance: Stance,
        /// What they would do differently.
        reservation: Option<Text>,
    },
    TookNotNowBack,
    /// The lead was taken for a time.
    Tried {
        until: Date,
        supporter: PersonLink,
    },
    /// What was lent came back.
    CameBack,
    Kept,
    Offered {
        to: PersonLink,
        trial: Option<String>,
        note: Option<Text>,
    },
    OfferEnded {
        to: PersonLink,
        ending: OfferEnding,
        because: Option<Text>,
    },
    AskedFor {
        priority: Text,
        note: Option<Text>,
    },
    RequestDeclined {
        of: Option<PersonLink>,
        because: Text,
    },
    /// Whoever asked for it does not take part any more.
    RequestLapsed,
    /// Who stands by whoever leads; nobody any more.
    Supported {
        by: Option<PersonLink>,
    },
}

impl LeadMoment {
    /// Whether it is about following rather than leading.
    pub fn is_of_following(&self) -> bool {
        matches!(self, Self::StanceTaken { .. } | Self::TookNotNowBack)
    }

    /// Its texts, which may have to be read from their rows.
    pub fn texts(&mut self) -> Vec<&mut Text> {
        match self {
            Self::StanceTaken { reservation, .. } => reservation.iter_mut().collect(),
            Self::Offered { note, .. } => note.iter_mut().collect(),
            Self::OfferEnded { because, .. } => because.iter_mut().collect(),
            Self::AskedFor { priority, note } => std::iter::once(priority).chain(note).collect(),
            Self::RequestDeclined { because, .. } => vec![because],
            Self::TookNotNowBack
            | Self::Tried { .. }
            | Self::CameBack
            | Self::Kept
            | Self::RequestLapsed
            | Self::Supported { .. } => Vec::new(),
        }
    }
}

pub(in crate::initiative) fn moments(sight: Sight<'_>, entity: &Initiative) -> Vec<Moment> {
    let mut told = Telling {
        sight,
        moments: Vec::new(),
    };
    for (place, lead) in entity.leads.iter().enumerate() {
        let before = place
            .checked_sub(1)
            .and_then(|before| entity.leads.get(before));
        told.lead(before, lead);
    }
    for follow in &entity.follows {
        told.follow(entity, follow);
    }
    told.offers(entity);
    told.requests(entity);
    for change in &entity.supporters {
        let by = change.to.map(|to| person::link(sight, to));
        let what = LeadMoment::Supported { by };
        told.tell(change.at, change.seq, change.by, What::Leading(what));
    }
    told.moments
}

struct Telling<'a> {
    sight: Sight<'a>,
    moments: Vec<Moment>,
}

impl Telling<'_> {
    fn tell(&mut self, at: Time, seq: Seq, by: Option<PersonId>, what: What) {
        let by = by.map(|person| person::link(self.sight, person));
        self.moments.push(Moment { at, seq, by, what });
    }

    fn lead(&mut self, before: Option<&Lead>, lead: &Lead) {
        let came_back = before.is_some_and(|before| {
            let ended = before.to.map(|ended| ended.seq);
            let is_lender = before.back_to == Some(lead.person) && before.kept.is_none();
            is_lender && ended.is_some_and(|ended| lead.seq.0 - ended.0 <= 2)
        });
        let what = match lead.trial {
            Some(trial) => What::Leading(LeadMoment::Tried {
                until: trial.until,
                supporter: person::link(self.sight, trial.supporter),
            }),
            None if came_back => What::Leading(LeadMoment::CameBack),
            None => What::LeadTaken,
        };
        self.tell(lead.from, lead.seq, Some(lead.person), what);
        if let Some(kept) = lead.kept {
            let what = What::Leading(LeadMoment::Kept);
            self.tell(kept.at, kept.seq, Some(lead.person), what);
        }
        if let Some(ended) = lead.to {
            let because = lead.because.map(Ending::words);
            let what = What::LeadEnded { because };
            self.tell(ended.at, ended.seq, Some(lead.person), what);
        }
    }

    fn follow(&mut self, entity: &Initiative, follow: &Follow) {
        let of_theirs = |other: &&Follow| other.person == follow.person;
        let mut theirs = entity.follows.iter().filter(of_theirs);
        let before = theirs.find(|before| follows_at_once(before, follow.seq));
        let reservation = follow.reservation.map(|word| self.sight.text(word));
        let what = match (before, reservation) {
            (None, None) => What::Followed {
                stance: follow.stance,
            },
            (before, reservation) => What::Leading(LeadMoment::StanceTaken {
                before: before.map(|before| before.stance),
                stance: follow.stance,
                reservation,
            }),
        };
        self.tell(follow.from, follow.seq, Some(follow.person), what);
        let Some(ended) = follow.to else {
            return;
        };
        let mut theirs = entity.follows.iter().filter(of_theirs);
        // Whoever changed their mind, or took the lead, did not step back.
        let goes_on = theirs.any(|next| follows_at_once(follow, next.seq))
            || entity
                .leads
                .iter()
                .any(|lead| lead.person == follow.person && follows_at_once(follow, lead.seq));
        if !goes_on {
            let what = if follow.stance.is_following() {
                What::StoppedFollowing
            } else {
                What::Leading(LeadMoment::TookNotNowBack)
            };
            self.tell(ended.at, ended.seq, Some(follow.person), what);
        }
    }

    fn offers(&mut self, entity: &Initiative) {
        let sight = self.sight;
        let past = entity.past_offers.iter();
        for offer in past.map(|past| past.offer).chain(entity.offer) {
            let what = LeadMoment::Offered {
                to: person::link(sight, offer.to),
                trial: offer
                    .trial
                    .map(|trial| super::view::offered_trial(sight, trial)),
                note: offer.note.map(|note| sight.text(note)),
            };
            self.tell(offer.at, offer.seq, offer.by, What::Leading(what));
        }
        for past in &entity.past_offers {
            let what = LeadMoment::OfferEnded {
                to: person::link(sight, past.offer.to),
                ending: past.ending,
                because: past.because.map(|because| sight.text(because)),
            };
            let by = past.by.filter(|_| match past.ending {
                OfferEnding::Declined | OfferEnding::Withdrawn => true,
                OfferEnding::Lapsed => false,
            });
            self.tell(past.ended.at, past.ended.seq, by, What::Leading(what));
        }
    }

    fn requests(&mut self, entity: &Initiative) {
        let sight = self.sight;
        for asked in &entity.lead_requests {
            let what = LeadMoment::AskedFor {
                priority: sight.text(asked.priority),
                note: asked.note.map(|note| sight.text(note)),
            };
            self.tell(asked.at, asked.seq, asked.by, What::Leading(what));
            let Some(ended) = asked.ended else {
                continue;
            };
            let took_it = entity.leads.iter().any(|lead| lead.seq == ended.seq);
            let (by, what) = match asked.declined {
                Some((because, by)) => (
                    by,
                    LeadMoment::RequestDeclined {
                        of: asked.by.map(|by| person::link(sight, by)),
                        because: sight.text(because),
                    },
                ),
                None if took_it => continue,
                None => (asked.by, LeadMoment::RequestLapsed),
            };
            self.tell(ended.at, ended.seq, by, What::Leading(what));
        }
    }
}

/// Whether the event of this number came right after a stance ended: one act did both.
fn follows_at_once(before: &Follow, seq: Seq) -> bool {
    before.to.is_some_and(|ended| ended.seq.next() == seq)
}
