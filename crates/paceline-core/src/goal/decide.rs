//! The rules of goals: anybody may set one, measure it, say how it goes, and close it.

use super::{Command, Event, Reported};
use crate::{Ctx, Draft, GoalId, Refusal, State, measure::Amount, text};

/// The most key results of one goal: more than five are a list of wishes.
pub const KEY_RESULTS_LIMIT: usize = 5;
/// The highest confidence.
pub const CONFIDENCE_LIMIT: u8 = 10;
/// Longest unit, in characters.
const UNIT_LIMIT: usize = 40;

/// Answers what a person asks of a goal.
pub fn decide(draft: &mut Draft<'_>, ctx: &Ctx, command: &Command) -> Result<(), Refusal> {
    let person = ctx.person()?;
    let event = match command {
        Command::Set { title, team, until } => {
            let title = text::title("title", title)?;
            if let Some(team) = team {
                draft.state.team_or_refuse(*team)?;
            }
            if until.is_some_and(|until| !(1990..=2200).contains(&until.year())) {
                return Err(Refusal::ImpossibleDate);
            }
            Event::Set {
                goal: GoalId::at(draft.state.goals.len()),
                title: draft.word(title),
                team: *team,
                lead: Some(person),
                until: *until,
                source: None,
            }
        }
        Command::AddKeyResult {
            goal,
            name,
            unit,
            baseline,
            target,
        } => key_result_added(draft, *goal, [name, unit], [*baseline, *target])?,
        Command::CheckIn {
            goal,
            status,
            text,
            confidence,
            values,
        } => {
            open_or_refuse(draft.state, *goal)?;
            let text = text::text("check-in", text)?;
            if let Some(confidence) = confidence.filter(|given| *given > CONFIDENCE_LIMIT) {
                return Err(Refusal::OutOfRange {
                    value: confidence.into(),
                    least: 0,
                    most: CONFIDENCE_LIMIT.into(),
                });
            }
            Event::CheckedIn {
                goal: *goal,
                status: *status,
                values: reported(draft.state, *goal, values)?,
                text: draft.word(text),
                confidence: *confidence,
            }
        }
        Command::Close {
            goal,
            outcome,
            text,
        } => {
            open_or_refuse(draft.state, *goal)?;
            let text = text::text("note on what was learned", text)?;
            Event::Closed {
                goal: *goal,
                outcome: *outcome,
                text: Some(draft.word(text)),
            }
        }
    };
    draft.happened(crate::Event::Goal(event));
    Ok(())
}

fn open_or_refuse(state: &State, goal: GoalId) -> Result<(), Refusal> {
    if state.goal_or_refuse(goal)?.closed.is_some() {
        return Err(Refusal::GoalClosed { goal });
    }
    Ok(())
}

/// A key result to be, or why not.
fn key_result_added(
    draft: &mut Draft<'_>,
    goal: GoalId,
    [name, unit]: [&str; 2],
    [baseline, target]: [Amount; 2],
) -> Result<Event, Refusal> {
    open_or_refuse(draft.state, goal)?;
    let known = draft.state.goal_or_refuse(goal)?.key_results.len();
    if known >= KEY_RESULTS_LIMIT {
        return Err(Refusal::TooManyKeyResults { goal });
    }
    let name = text::title("name of the key result", name)?;
    let unit = text::optional("unit", unit)?;
    if let Some(unit) = &unit {
        text::at_most("unit", unit, UNIT_LIMIT)?;
    }
    if baseline == target {
        return Err(Refusal::NothingToReach { value: baseline });
    }
    Ok(Event::KeyResultAdded {
        goal,
        key_result: u16::try_from(known).unwrap_or(u16::MAX),
        name: draft.word(name),
        unit: draft.optional_word(unit),
        baseline,
        target,
    })
}

/// The values of a check-in, each of a key result that the goal has, and none said twice.
fn reported(
    state: &State,
    goal: GoalId,
    values: &[(u16, Amount)],
) -> Result<Vec<Reported>, Refusal> {
    let known = state.goal_or_refuse(goal)?.key_results.len();
    let mut reported: Vec<Reported> = Vec::new();
    for &(key_result, value) in values {
        if usize::from(key_result) >= known {
            return Err(Refusal::NoSuchKeyResult { goal });
        }
        if reported.iter().any(|said| said.key_result == key_result) {
            return Err(Refusal::SaidTwice { goal });
        }
        reported.push(Reported { key_result, value });
    }
    Ok(reported)
}
