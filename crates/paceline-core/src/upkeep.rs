//! Upkeep: what comes due by time alone. Paceline itself asks for it, as soon as its time has come; no door offers it.

use serde::{Deserialize, Serialize};

use crate::{
    By, Ctx, Draft, InitiativeId, Refusal, State, Time,
    initiative::{self, consent, ending},
};

/// What Paceline itself asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// A last call has ended and nobody objects: it is agreed.
    Agree { initiative: InitiativeId },
    /// An objection was not renewed.
    LapseObjection {
        initiative: InitiativeId,
        objection: u16,
    },
    /// An initiative has been quiet for long.
    Rest { initiative: InitiativeId },
}

/// Everything that is due now, in an order in which it can be carried out.
pub fn due(state: &State, now: Time) -> Vec<Command> {
    let mut due = Vec::new();
    for (initiative, entity) in state.all_initiatives() {
        let mut stands = false;
        for (objection, known) in entity.open_objections() {
            if known.lapses(&state.organisation) <= now {
                due.push(Command::LapseObjection {
                    initiative,
                    objection,
                });
            } else {
                stands = true;
            }
        }
        let has_ended = entity.last_call.is_some_and(|call| call.ends() < now);
        if has_ended && !stands {
            due.push(Command::Agree { initiative });
        } else if ending::is_quiet(state, entity, now) {
            due.push(Command::Rest { initiative });
        }
    }
    due
}

/// Answers what Paceline itself asks.
pub(crate) fn decide(draft: &mut Draft<'_>, ctx: &Ctx, command: Command) -> Result<(), Refusal> {
    match ctx.by {
        By::Paceline => {}
        By::Person(_) | By::Importer => return Err(Refusal::PacelineOnly),
    }
    match command {
        Command::Agree { initiative } => consent::end_last_call(draft, ctx.now, initiative),
        Command::LapseObjection {
            initiative,
            objection,
        } => initiative::objection::lapse(draft, ctx.now, (initiative, objection)),
        Command::Rest { initiative } => ending::rest(draft, ctx.now, initiative),
    }
}
