//! The fold of goals.

use super::{
    CheckIn, Closed, Direction, Dropped, Event, Goal, KeyResult, KeyResultRevision, Lead, Measured,
    Reopened, Revision,
};
use crate::{GoalId, PersonId, Recorded, State, WordId, compass::Point};

/// Takes one event in.
pub(crate) fn apply(state: &mut State, recorded: &Recorded, event: &Event) {
    match event {
        Event::Set { .. } => set(state, recorded, event),
        Event::ServesLinked { goal, serves } => {
            if let Some(goal) = state.goals.get_mut(goal.index()) {
                goal.serves.push(*serves);
            }
            if let Some(served_by) = served_by(state, *serves) {
                served_by.push(*goal);
            }
        }
        Event::ServesEnded { goal, serves } => {
            if let Some(goal) = state.goals.get_mut(goal.index()) {
                goal.serves.retain(|known| known != serves);
            }
            if let Some(served_by) = served_by(state, *serves) {
                served_by.retain(|known| known != goal);
            }
        }
        Event::Retitled { goal, .. }
        | Event::Revised { goal, .. }
        | Event::KeyResultAdded { goal, .. }
        | Event::KeyResultRevised { goal, .. }
        | Event::KeyResultDropped { goal, .. }
        | Event::Measured { goal, .. }
        | Event::RhythmSet { goal, .. }
        | Event::LeadTaken { goal, .. }
        | Event::LeadSteppedBack { goal, .. }
        | Event::LeadHandedOver { goal, .. }
        | Event::Reopened { goal, .. }
        | Event::CheckedIn { goal, .. }
        | Event::Closed { goal, .. }
        | Event::LeadEnded { goal, .. } => {
            if let Some(goal) = state.goals.get_mut(goal.index()) {
                goal.apply(recorded, event);
            }
        }
    }
}

/// A goal that has just been set.
fn set(state: &mut State, recorded: &Recorded, event: &Event) {
    let Event::Set {
        goal,
        title,
        team,
        lead,
        until,
        source,
        why,
        evergreen,
    } = event
    else {
        return;
    };
    let led = lead.map(|person| Lead {
        person,
        from: recorded.at,
        to: None,
        to_seq: None,
        note: None,
    });
    state.goals.push(Goal {
        title: *title,
        why: *why,
        team: *team,
        lead: *lead,
        leads: led.into_iter().collect(),
        by: recorded.by.person(),
        until: *until,
        evergreen: *evergreen,
        set: recorded.at,
        seq: recorded.seq,
        revisions: Vec::new(),
        serves: Vec::new(),
        goals: Vec::new(),
        key_results: Vec::new(),
        check_ins: Vec::new(),
        measured: Vec::new(),
        every: None,
        paused: false,
        resumed: None,
        closed: None,
        reopened: Vec::new(),
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

/// The goals that serve a point.
fn served_by(state: &mut State, point: Point) -> Option<&mut Vec<GoalId>> {
    match point {
        Point::Entry(id) => state
            .entries
            .get_mut(id.index())
            .map(|entry| &mut entry.goals),
        Point::Goal(id) => state.goals.get_mut(id.index()).map(|goal| &mut goal.goals),
    }
}

impl Goal {
    #[expect(
        clippy::too_many_lines,
        reason = "one arm an event, most of a few lines"
    )]
    fn apply(&mut self, recorded: &Recorded, event: &Event) {
        let (at, seq, by) = (recorded.at, recorded.seq, recorded.by.person());
        match event {
            // It has just been set, or is linked on both sides above.
            Event::Set { .. } | Event::ServesLinked { .. } | Event::ServesEnded { .. } => {}
            Event::Retitled { goal: _, title } => {
                self.keep_revision(recorded, None);
                self.title = *title;
            }
            Event::Revised {
                goal: _,
                title,
                why,
                until,
                because,
            } => {
                self.keep_revision(recorded, Some(*because));
                (self.title, self.why, self.until) = (*title, *why, *until);
            }
            Event::LeadTaken { goal: _, person } => self.led_by(recorded, *person, None),
            Event::LeadHandedOver { goal: _, to, note } => self.led_by(recorded, *to, *note),
            Event::LeadEnded { .. } | Event::LeadSteppedBack { .. } => {
                self.led_by_nobody(recorded);
            }
            Event::KeyResultAdded { .. } => self.key_results.extend(key_result(recorded, event)),
            Event::KeyResultRevised {
                goal: _,
                key_result,
                name,
                target,
                until,
                source,
                because,
            } => {
                if let Some(known) = self.key_results.get_mut(usize::from(*key_result)) {
                    known.revisions.push(KeyResultRevision {
                        name: known.name,
                        target: known.target,
                        until: known.until,
                        source: known.source,
                        because: *because,
                        at,
                        seq,
                        by,
                    });
                    (known.name, known.target) = (*name, *target);
                    (known.until, known.source) = (*until, *source);
                }
            }
            Event::KeyResultDropped {
                goal: _,
                key_result,
                because,
            } => {
                if let Some(known) = self.key_results.get_mut(usize::from(*key_result)) {
                    known.dropped = Some(Dropped {
                        at,
                        seq,
                        by,
                        because: *because,
                    });
                }
            }
            Event::Measured {
                goal: _,
                key_result,
                value,
                source,
            } => self.measured.push(Measured {
                key_result: *key_result,
                value: *value,
                source: *source,
                at,
                seq,
                by,
            }),
            Event::RhythmSet {
                goal: _,
                every,
                paused,
            } => {
                if self.paused && !paused {
                    self.resumed = Some(at);
                }
                (self.every, self.paused) = (*every, *paused);
            }
            Event::CheckedIn {
                goal: _,
                status,
                text,
                confidence,
                values,
                help,
            } => self.check_ins.push(CheckIn {
                at,
                seq,
                by,
                status: *status,
                text: *text,
                confidence: *confidence,
                values: values.clone(),
                help: *help,
            }),
            Event::Closed {
                goal: _,
                outcome,
                text,
                score,
            } => {
                self.closed = Some(Closed {
                    outcome: *outcome,
                    by,
                    at,
                    seq,
                    text: *text,
                    score: *score,
                });
            }
            Event::Reopened { goal: _, because } => {
                let was = self.closed.take();
                self.reopened.extend(was.map(|was| Reopened {
                    was,
                    because: *because,
                    at,
                    seq,
                    by,
                }));
            }
        }
    }

    fn keep_revision(&mut self, recorded: &Recorded, because: Option<WordId>) {
        self.revisions.push(Revision {
            title: self.title,
            why: self.why,
            until: self.until,
            because,
            at: recorded.at,
            seq: recorded.seq,
            by: recorded.by.person(),
        });
    }

    fn led_by(&mut self, recorded: &Recorded, person: PersonId, note: Option<WordId>) {
        self.led_by_nobody(recorded);
        self.lead = Some(person);
        self.leads.push(Lead {
            person,
            from: recorded.at,
            to: None,
            to_seq: None,
            note,
        });
    }

    fn led_by_nobody(&mut self, recorded: &Recorded) {
        self.lead = None;
        if let Some(last) = self.leads.last_mut().filter(|last| last.to.is_none()) {
            (last.to, last.to_seq) = (Some(recorded.at), Some(recorded.seq));
        }
    }
}

/// A key result that has just been added.
fn key_result(recorded: &Recorded, event: &Event) -> Option<KeyResult> {
    let Event::KeyResultAdded {
        goal: _,
        key_result: _,
        name,
        unit,
        baseline,
        target,
        kind,
        direction,
        from,
        until,
        source,
        milestones,
    } = event
    else {
        return None;
    };
    // Where nothing was said, it goes from the baseline towards the target.
    let towards = if target < baseline {
        Direction::Decrease
    } else {
        Direction::Increase
    };
    Some(KeyResult {
        name: *name,
        kind: *kind,
        unit: *unit,
        direction: direction.unwrap_or(towards),
        baseline: *baseline,
        target: *target,
        from: *from,
        until: *until,
        source: *source,
        milestones: milestones.clone(),
        by: recorded.by.person(),
        added: recorded.at,
        seq: recorded.seq,
        revisions: Vec::new(),
        dropped: None,
    })
}
