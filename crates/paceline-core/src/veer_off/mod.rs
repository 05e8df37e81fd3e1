//! Veer-offs: a team departs from an entry or a goal on purpose, for somebody, with a reason, until a day (mission row L2).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    InitiativeId, PersonId, Recorded, Seq, Sight, State, TeamId, Time, VeerOffId, WordId,
    compass::Point,
    initiative::{Against, Initiative},
    team,
};

mod decide;
mod view;

pub use decide::decide;
pub use view::{
    EndedView, May, Row, SeenBy, TermView, VeerOffLink, VeerOffPage, link, list, of_point, of_team,
    page, row,
};

/// What a person can ask.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Declares that a team departs from an entry or a goal; whoever leads that sees it.
    Depart {
        /// What is departed from.
        of: Point,
        team: TeamId,
        /// For whom.
        stakeholder: String,
        reason: String,
        /// The day on which it comes back for review.
        until: Date,
    },
    /// Goes on departing, with a reason, until a later day.
    Renew {
        veer_off: VeerOffId,
        reason: String,
        until: Date,
    },
    /// Ends a departure: the team is back.
    Return {
        veer_off: VeerOffId,
        /// What came of it.
        text: String,
    },
    /// Proposes to change what is departed from: starts an initiative that says so.
    Propose {
        veer_off: VeerOffId,
        title: String,
        #[serde(default)]
        summary: String,
    },
    /// Says that whoever leads what is departed from has seen it.
    Acknowledge { veer_off: VeerOffId },
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    Departed {
        veer_off: VeerOffId,
        of: Point,
        team: TeamId,
        stakeholder: WordId,
        reason: WordId,
        until: Date,
    },
    Renewed {
        veer_off: VeerOffId,
        reason: WordId,
        until: Date,
    },
    Returned {
        veer_off: VeerOffId,
        text: WordId,
    },
    Proposed {
        veer_off: VeerOffId,
        initiative: InitiativeId,
    },
    Acknowledged {
        veer_off: VeerOffId,
    },
}

/// What we remember.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VeerOff {
    pub of: Point,
    pub team: TeamId,
    pub stakeholder: WordId,
    pub by: Option<PersonId>,
    pub at: Time,
    pub seq: Seq,
    /// The first, and one for each time it was renewed; never empty.
    pub terms: Vec<Term>,
    /// Who said that they have seen it.
    pub seen: Vec<(PersonId, Time)>,
    /// Initiatives that propose to change what is departed from.
    pub proposals: Vec<InitiativeId>,
    pub ended: Option<Ended>,
}

/// Why, and until when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    pub reason: WordId,
    pub until: Date,
    pub at: Time,
    pub seq: Seq,
    pub by: Option<PersonId>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ended {
    pub text: WordId,
    pub at: Time,
    pub seq: Seq,
    pub by: Option<PersonId>,
}

impl VeerOff {
    pub fn is_open(&self) -> bool {
        self.ended.is_none()
    }

    /// The day on which it comes back for review.
    pub fn until(&self) -> Option<Date> {
        self.terms.last().map(|term| term.until)
    }

    /// Whether its day has passed and nobody renewed it or returned.
    pub fn is_past_its_day(&self, now: Time) -> bool {
        let until = self.until().map(Time::end_of);
        self.is_open() && until.is_some_and(|until| now > until)
    }

    /// Whoever leads what is departed from and has not seen it yet; not where they declared it themselves.
    pub fn waits_for(&self, sight: Sight<'_>) -> Option<PersonId> {
        let lead = self.of.lead(sight).filter(|_| self.is_open())?;
        let said_it = self.terms.last().and_then(|term| term.by) == Some(lead);
        let has_seen = self.seen.iter().any(|(seen, _)| *seen == lead);
        (!said_it && !has_seen).then_some(lead)
    }

    /// When what is departed from changed, if that was after the last word of whoever departs.
    pub fn changed_since(&self, sight: Sight<'_>) -> Option<Time> {
        let said = self.terms.last()?.at;
        self.of.changed(sight).filter(|changed| *changed > said)
    }
}

/// What an initiative goes against without a veer-off that covers it. What does not stand any more binds nobody.
pub fn undeclared<'a>(
    sight: Sight<'a>,
    entity: &'a Initiative,
) -> impl Iterator<Item = &'a Against> {
    let against = entity.against.iter();
    against.filter(move |against| {
        against.of.stands(sight) && declared(sight, entity, against.of).is_none()
    })
}

/// The open veer-off that covers an initiative's going against a point: of its team, of a team above, or, where it is
/// nobody's in particular, of a team of its lead.
pub fn declared(sight: Sight<'_>, entity: &Initiative, of: Point) -> Option<VeerOffId> {
    let lead = entity.lead().and_then(|lead| sight.person(lead));
    let of_lead = lead.map_or(&[][..], |lead| &lead.teams);
    let ours = entity.team.as_ref().map_or(of_lead, std::slice::from_ref);
    let covers = |known: &VeerOff| {
        let mut ours = ours.iter();
        known.of == of
            && known.is_open()
            && ours.any(|team| team::is_within(sight, *team, known.team))
    };
    let mut all = sight.veer_offs();
    all.find(|(_, known)| covers(known)).map(|(id, _)| id)
}

/// The fold.
pub(crate) fn apply(state: &mut State, recorded: &Recorded, event: &Event) {
    let (at, seq, by) = (recorded.at, recorded.seq, recorded.by.person());
    match event {
        Event::Departed {
            veer_off: _,
            of,
            team,
            stakeholder,
            reason,
            until,
        } => state.veer_offs.push(VeerOff {
            of: *of,
            team: *team,
            stakeholder: *stakeholder,
            by,
            at,
            seq,
            terms: vec![Term {
                reason: *reason,
                until: *until,
                at,
                seq,
                by,
            }],
            seen: Vec::new(),
            proposals: Vec::new(),
            ended: None,
        }),
        Event::Renewed { veer_off, .. }
        | Event::Returned { veer_off, .. }
        | Event::Proposed { veer_off, .. }
        | Event::Acknowledged { veer_off } => {
            let Some(known) = state.veer_offs.get_mut(veer_off.index()) else {
                return;
            };
            match event {
                // It has just begun.
                Event::Departed { .. } => {}
                Event::Renewed {
                    veer_off: _,
                    reason,
                    until,
                } => {
                    known.terms.push(Term {
                        reason: *reason,
                        until: *until,
                        at,
                        seq,
                        by,
                    });
                    // Whoever leads the entry sees a renewed one anew.
                    known.seen.clear();
                }
                Event::Returned { veer_off: _, text } => {
                    known.ended = Some(Ended {
                        text: *text,
                        at,
                        seq,
                        by,
                    });
                }
                Event::Proposed {
                    veer_off: _,
                    initiative,
                } => known.proposals.push(*initiative),
                Event::Acknowledged { .. } => {
                    known.seen.extend(by.map(|person| (person, at)));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
