//! The fold of goals.

use super::{CheckIn, Closed, Event, Goal, KeyResult};
use crate::{Recorded, State};

/// Takes one event in.
pub(crate) fn apply(state: &mut State, recorded: &Recorded, event: &Event) {
    match event {
        Event::Set {
            goal,
            title,
            team,
            lead,
            until,
            source,
        } => {
            state.goals.push(Goal {
                title: *title,
                team: *team,
                lead: *lead,
                until: *until,
                set: recorded.at,
                seq: recorded.seq,
                key_results: Vec::new(),
                check_ins: Vec::new(),
                closed: None,
                gaps: Vec::new(),
                initiatives: Vec::new(),
            });
            if let Some(team) = team.and_then(|team| state.teams.get_mut(team.index())) {
                team.goals.push(*goal);
            }
            if let Some(source) = source {
                state.note_goal_source(source, *goal);
            }
        }
        Event::Retitled { goal, title } => {
            if let Some(goal) = state.goals.get_mut(goal.index()) {
                goal.title = *title;
            }
        }
        Event::KeyResultAdded {
            goal,
            key_result: _,
            name,
            unit,
            baseline,
            target,
        } => {
            if let Some(goal) = state.goals.get_mut(goal.index()) {
                goal.key_results.push(KeyResult {
                    name: *name,
                    unit: *unit,
                    baseline: *baseline,
                    target: *target,
                    added: recorded.at,
                    seq: recorded.seq,
                });
            }
        }
        Event::CheckedIn {
            goal,
            status,
            text,
            confidence,
            values,
        } => {
            if let Some(goal) = state.goals.get_mut(goal.index()) {
                let by = recorded.by.person();
                goal.check_ins.push(CheckIn {
                    at: recorded.at,
                    seq: recorded.seq,
                    by,
                    status: *status,
                    text: *text,
                    confidence: *confidence,
                    values: values.clone(),
                });
            }
        }
        Event::Closed {
            goal,
            outcome,
            text,
        } => {
            if let Some(goal) = state.goals.get_mut(goal.index()) {
                goal.closed = Some(Closed {
                    outcome: *outcome,
                    at: recorded.at,
                    text: *text,
                });
            }
        }
    }
}
