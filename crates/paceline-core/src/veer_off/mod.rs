//! Veer-offs: a team departs from an entry or a goal on purpose, for somebody, with a reason, until a day (mission row L2).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    Ctx, Draft, InitiativeId, PersonId, Recorded, Refusal, Seq, State, TeamId, Time, VeerOffId,
    WordId, access::Viewer, compass::Point, initiative, team, text, time,
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
}

/// The rules.
pub fn decide(draft: &mut Draft<'_>, ctx: &Ctx, command: &Command) -> Result<(), Refusal> {
    let person = ctx.person()?;
    let event = match command {
        Command::Depart {
            of,
            team,
            stakeholder,
            reason,
            until,
        } => {
            of.stands_or_refuse(draft.state, person)?;
            team::member_or_refuse(draft.state, *team, person)?;
            concerns(draft.state, (*of, *team), person)?;
            time::not_past(Some(*until), ctx.now)?;
            let stakeholder = text::title("stakeholder", stakeholder)?;
            let reason = text::text("reason", reason)?;
            Event::Departed {
                veer_off: VeerOffId::at(draft.state.veer_offs.len()),
                of: *of,
                team: *team,
                stakeholder: draft.word(stakeholder),
                reason: draft.word(reason),
                until: *until,
            }
        }
        Command::Renew {
            veer_off,
            reason,
            until,
        } => {
            ours(draft.state, *veer_off, person)?;
            time::not_past(Some(*until), ctx.now)?;
            let reason = text::text("reason", reason)?;
            Event::Renewed {
                veer_off: *veer_off,
                reason: draft.word(reason),
                until: *until,
            }
        }
        Command::Return { veer_off, text } => {
            ours(draft.state, *veer_off, person)?;
            let text = text::text("note on what came of it", text)?;
            Event::Returned {
                veer_off: *veer_off,
                text: draft.word(text),
            }
        }
        Command::Propose {
            veer_off,
            title,
            summary,
        } => {
            let team = ours(draft.state, *veer_off, person)?.team;
            let initiative = InitiativeId::at(draft.state.initiatives.len());
            let start = initiative::Command::Start {
                title: title.clone(),
                summary: summary.clone(),
                team: Some(team),
                serves: Vec::new(),
                shown_to: None,
            };
            initiative::decide(draft, ctx, &start)?;
            Event::Proposed {
                veer_off: *veer_off,
                initiative,
            }
        }
        Command::Acknowledge { veer_off } => {
            let known = open(draft.state, *veer_off, person)?;
            if known.seen.iter().any(|(seen, _)| *seen == person) {
                return Err(Refusal::VeerOffSeen {
                    veer_off: *veer_off,
                });
            }
            Event::Acknowledged {
                veer_off: *veer_off,
            }
        }
    };
    draft.happened(crate::Event::VeerOff(event));
    Ok(())
}

/// That the point is not the team's own or of another branch, and is not departed from already.
fn concerns(state: &State, (of, team): (Point, TeamId), asker: PersonId) -> Result<(), Refusal> {
    let sight = state.seen_by(Viewer::of(state, asker));
    let is_above = match of.team(sight).flatten() {
        None => true,
        Some(above) => above != team && team::is_within(sight, team, above),
    };
    if !is_above {
        return Err(Refusal::NotAbove {
            of: of.to_string(),
            team: state.team_name(team),
        });
    }
    let mut known = (0..).map(VeerOffId::at).zip(&state.veer_offs);
    let known = known.find(|(_, known)| known.of == of && known.team == team && known.is_open());
    match known {
        Some((veer_off, _)) => Err(Refusal::VeersOffAlready { veer_off }),
        None => Ok(()),
    }
}

fn open(state: &State, id: VeerOffId, asker: PersonId) -> Result<&VeerOff, Refusal> {
    let sight = state.seen_by(Viewer::of(state, asker));
    let known = sight.veer_off(id);
    let known = known.ok_or(Refusal::NoSuchVeerOff { veer_off: id })?;
    if known.is_open() {
        Ok(known)
    } else {
        Err(Refusal::VeerOffEnded { veer_off: id })
    }
}

/// The open veer-off of a team that whoever asks is of.
fn ours(state: &State, id: VeerOffId, asker: PersonId) -> Result<&VeerOff, Refusal> {
    let known = open(state, id, asker)?;
    team::member_or_refuse(state, known.team, asker)?;
    Ok(known)
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
