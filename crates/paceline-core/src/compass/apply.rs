//! The fold of the compass.

use super::{Content, Entry, Event, Retired, Review, Told, Version};
use crate::{
    Recorded, State, WordId,
    initiative::{Audience, Showing},
};

/// Takes one event in.
pub(crate) fn apply(state: &mut State, recorded: &Recorded, event: &Event) {
    match event {
        Event::Written {
            entry: _,
            content,
            team,
            lead,
            review,
            shown_to,
        } => {
            let by = recorded.by.person();
            let audience = match shown_to {
                None => Audience::Everyone,
                Some(_) => Audience::Chosen,
            };
            state.entries.push(Entry {
                team: *team,
                lead: *lead,
                by,
                written: recorded.at,
                seq: recorded.seq,
                audience,
                opened: None,
                shown_to: shown_to.clone().unwrap_or_default(),
                showings: Vec::new(),
                leads: lead.iter().copied().collect(),
                versions: vec![Version {
                    at: recorded.at,
                    seq: recorded.seq,
                    by,
                    because: None,
                    content: content.clone(),
                }],
                review: *review,
                reviews: Vec::new(),
                told: Vec::new(),
                read: Vec::new(),
                retired: None,
                cited_by: Vec::new(),
                initiatives: Vec::new(),
                goals: Vec::new(),
            });
        }
        Event::Revised { entry, .. }
        | Event::Published { entry }
        | Event::ShownTo { entry, .. }
        | Event::Told { entry, .. }
        | Event::Acknowledged { entry, .. }
        | Event::Reviewed { entry, .. }
        | Event::LeadTaken { entry, .. }
        | Event::LeadHandedOver { entry, .. }
        | Event::LeadEnded { entry, .. }
        | Event::Retired { entry, .. } => {
            if let Some(entry) = state.entries.get_mut(entry.index()) {
                entry.apply(recorded, event);
            }
        }
    }
}

impl Entry {
    fn apply(&mut self, recorded: &Recorded, event: &Event) {
        let (at, seq, by) = (recorded.at, recorded.seq, recorded.by.person());
        match event {
            // It has just been written.
            Event::Written { .. } => {}
            Event::Revised {
                entry: _,
                content,
                review,
                because,
            } => {
                self.revise(recorded, content.clone(), *because);
                // Whoever writes it anew has looked at it: a review day that had come is dealt with.
                let ahead = self.review.filter(|day| *day > at.date());
                self.review = review.or(ahead);
            }
            Event::Published { .. } => {
                (self.audience, self.opened) = (Audience::Everyone, Some((at, seq)));
            }
            Event::ShownTo { entry: _, people } => {
                self.shown_to.extend(people);
                let to = people.clone();
                self.showings.push(Showing { to, by, at, seq });
            }
            Event::Told {
                entry: _,
                version,
                of,
            } => self.told.push(Told {
                version: *version,
                of: *of,
                by,
                at,
            }),
            Event::Acknowledged { entry: _, version } => {
                self.read.extend(by.map(|person| (person, *version, at)));
            }
            Event::Reviewed {
                entry: _,
                text,
                next,
            } => {
                let (text, next) = (*text, *next);
                self.review = next;
                let review = Review {
                    at,
                    seq,
                    by,
                    text,
                    next,
                };
                self.reviews.push(review);
            }
            Event::LeadTaken {
                entry: _,
                person: lead,
            }
            | Event::LeadHandedOver { entry: _, to: lead } => {
                self.lead = Some(*lead);
                self.leads.push(*lead);
            }
            Event::LeadEnded { .. } => self.lead = None,
            Event::Retired { entry: _, because } => {
                self.retired = Some(Retired {
                    at,
                    seq,
                    by,
                    because: *because,
                });
            }
        }
    }

    fn revise(&mut self, recorded: &Recorded, content: Content, because: Option<WordId>) {
        self.versions.push(Version {
            at: recorded.at,
            seq: recorded.seq,
            by: recorded.by.person(),
            because,
            content,
        });
    }
}
