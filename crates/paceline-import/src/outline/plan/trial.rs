//! A copy of the record on which steps are tried, each with what the ones before it made.

use std::collections::BTreeMap;

use jiff::civil::Date;
use paceline_core::{Ctx, GoalId, Recorded, Refusal, State, decide};

use super::step::{Fate, Step};

pub(super) struct Trial {
    state: State,
    ctx: Ctx,
    made: BTreeMap<usize, GoalId>,
}

impl Trial {
    pub(super) fn of(state: &State, ctx: &Ctx) -> Self {
        Self {
            state: state.clone(),
            ctx: ctx.clone(),
            made: BTreeMap::new(),
        }
    }

    /// The day on which it is asked.
    pub(super) fn today(&self) -> Date {
        self.ctx.now.date()
    }

    /// What becomes of a step.
    pub(super) fn run(&mut self, at: usize, step: &Step) -> Fate {
        let Some(command) = step.command(&self.made) else {
            return Fate::Refused {
                why: "The goal it belongs to will not be made.".to_owned(),
                instead: "Mend that one first.".to_owned(),
            };
        };
        let decision = match decide(&self.state, &self.ctx, &command) {
            Ok(decision) => decision,
            Err(refusal) => {
                // A goal that is not there yet has no number to be called by.
                let is_full = matches!(refusal, Refusal::TooManyKeyResults { .. });
                let why = if is_full {
                    "Its goal has five key results by then.".to_owned()
                } else {
                    refusal.to_string()
                };
                let instead = refusal.instead();
                return Fate::Refused { why, instead };
            }
        };
        if let Some(goal) = Step::made(&decision.events) {
            self.made.insert(at, goal);
        }
        for word in &decision.words {
            self.state.words.take_in(Some(word));
        }
        for event in decision.events {
            let recorded = Recorded {
                seq: self.state.seq.next(),
                at: self.ctx.now.max(self.state.now),
                by: self.ctx.by,
                door: self.ctx.door,
                origin: None,
                event,
            };
            self.state.apply(&recorded);
        }
        Fate::Made
    }
}
