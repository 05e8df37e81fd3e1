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
                by: recorded.by.person(),
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
        Event::Retitled { goal, .. }
        | Event::KeyResultAdded { goal, .. }
        | Event::CheckedIn { goal, .. }
        | Event::Closed { goal, .. }
        | Event::LeadEnded { goal, .. } => {
            if let Some(goal) = state.goals.get_mut(goal.index()) {
                goal.apply(recorded, event);
            }
        }
    }
}

impl Goal {
    fn apply(&mut self, recorded: &Recorded, event: &Event) {
        match event {
            // It has just been set.
            Event::Set { .. } => {}
            Event::Retitled { title, .. } => self.title = *title,
            Event::LeadEnded { .. } => self.lead = None,
            Event::KeyResultAdded {
                goal: _,
                key_result: _,
                name,
                unit,
                baseline,
                target,
            } => self.key_results.push(KeyResult {
                name: *name,
                unit: *unit,
                baseline: *baseline,
                target: *target,
                by: recorded.by.person(),
                added: recorded.at,
                seq: recorded.seq,
            }),
            Event::CheckedIn {
                goal: _,
                status,
                text,
                confidence,
                values,
            } => self.check_ins.push(CheckIn {
                at: recorded.at,
                seq: recorded.seq,
                by: recorded.by.person(),
                status: *status,
                text: *text,
                confidence: *confidence,
                values: values.clone(),
            }),
            Event::Closed { outcome, text, .. } => {
                self.closed = Some(Closed {
                    outcome: *outcome,
                    by: recorded.by.person(),
                    at: recorded.at,
                    text: *text,
                });
            }
        }
    }
}
