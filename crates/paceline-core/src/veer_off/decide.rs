//! The rules of veer-offs: who declares one, for how long, and how it ends.

use super::{Command, Event, VeerOff};
use crate::{
    Ctx, Draft, InitiativeId, PersonId, Refusal, State, TeamId, VeerOffId,
    access::Viewer,
    compass::{Entry, Kind, Point},
    initiative::{self, Serves},
    team, text, time,
};

/// Answers what a person asks of a veer-off.
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
            of.binds_or_refuse(draft.state, person, *team)?;
            not_yet(draft.state, (*of, *team))?;
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
            let known = ours(draft.state, *veer_off, person)?;
            known.of.stands_or_refuse(draft.state, person)?;
            time::not_past(Some(*until), ctx.now)?;
            if let Some(lasts) = known.until().filter(|lasts| until <= lasts) {
                return Err(Refusal::LastsUntil {
                    veer_off: *veer_off,
                    until: lasts,
                });
            }
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
        Command::Propose { veer_off, .. } => Event::Proposed {
            veer_off: *veer_off,
            initiative: propose(draft, ctx, person, command)?,
        },
        Command::Acknowledge { veer_off } => {
            unseen_or_refuse(draft.state, *veer_off, person)?;
            Event::Acknowledged {
                veer_off: *veer_off,
            }
        }
    };
    draft.happened(crate::Event::VeerOff(event));
    Ok(())
}

/// Starts the initiative that proposes to change what is departed from: it serves that, or cites it.
fn propose(
    draft: &mut Draft<'_>,
    ctx: &Ctx,
    person: PersonId,
    command: &Command,
) -> Result<InitiativeId, Refusal> {
    let (veer_off, title, summary) = match command {
        Command::Propose {
            veer_off,
            title,
            summary,
        } => (*veer_off, title, summary),
        Command::Depart { .. }
        | Command::Renew { .. }
        | Command::Return { .. }
        | Command::Acknowledge { .. } => return Err(Refusal::NothingChanges),
    };
    let known = ours(draft.state, veer_off, person)?;
    let (team, of) = (known.team, known.of);
    of.stands_or_refuse(draft.state, person)?;
    let (serves, cites) = match of {
        Point::Goal(goal) => (vec![Serves::Goal(goal)], None),
        Point::Entry(entry) => {
            match draft.state.entry(entry).map_or(Kind::Value, Entry::kind) {
                Kind::Strategy => (vec![Serves::Strategy(entry)], None),
                // Only strategies are served.
                Kind::Value | Kind::Facet => (Vec::new(), Some(entry)),
            }
        }
    };
    let initiative = InitiativeId::at(draft.state.initiatives.len());
    let start = initiative::Command::Start {
        title: title.clone(),
        summary: summary.clone(),
        team: Some(team),
        serves,
        shown_to: None,
        kind: None,
        document: String::new(),
    };
    initiative::decide(draft, ctx, &start)?;
    if let Some(entry) = cites {
        draft.initiative(initiative::Event::Cited { initiative, entry });
    }
    Ok(initiative)
}

/// That the team does not depart from it already.
fn not_yet(state: &State, (of, team): (Point, TeamId)) -> Result<(), Refusal> {
    let mut known = (0..).map(VeerOffId::at).zip(&state.veer_offs);
    let known = known.find(|(_, known)| known.of == of && known.team == team && known.is_open());
    match known {
        Some((veer_off, _)) => Err(Refusal::VeersOffAlready { veer_off }),
        None => Ok(()),
    }
}

/// That it goes on, that whoever asks leads what is departed from, and that they have not seen it yet.
fn unseen_or_refuse(state: &State, id: VeerOffId, person: PersonId) -> Result<(), Refusal> {
    let known = open(state, id, person)?;
    leads_or_refuse(state, known.of, person)?;
    if known.seen.iter().any(|(seen, _)| *seen == person) {
        return Err(Refusal::VeerOffSeen { veer_off: id });
    }
    Ok(())
}

/// That whoever asks leads what is departed from: seeing it is theirs.
fn leads_or_refuse(state: &State, of: Point, person: PersonId) -> Result<(), Refusal> {
    match (of.lead(state.seen_by(Viewer::of(state, person))), of) {
        (Some(lead), _) if lead == person => Ok(()),
        (Some(lead), _) => Err(Refusal::OthersLead {
            of: of.to_string(),
            lead: state.name_of(lead),
        }),
        (None, Point::Entry(entry)) => Err(Refusal::EntryWithoutLead { entry }),
        (None, Point::Goal(goal)) => Err(Refusal::GoalWithoutLead { goal }),
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
