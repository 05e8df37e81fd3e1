//! The records folded in memory, with where each fact stands: what `check` looks at, without a database.

use paceline_core::{Ctx, Event, Recorded, Seq, State, decide};

use crate::steps::{Origin, Step};

/// A state and the origin of every event in it.
pub struct Told {
    pub state: State,
    origins: Vec<Option<Box<str>>>,
}

impl Told {
    /// Folds the steps on top of nothing.
    pub fn fold(steps: &[Step]) -> Self {
        let mut origins = Vec::new();
        let state = Self::fold_on(State::default(), steps, &mut |ctx, _| {
            origins.push(ctx.origin.clone());
        });
        Self { state, origins }
    }

    /// Folds the steps on top of a state. A step that is refused is left out; importing records never is.
    pub(crate) fn fold_on(
        mut state: State,
        steps: &[Step],
        each: &mut dyn FnMut(&Ctx, &Event),
    ) -> State {
        for (ctx, command) in steps {
            let Ok(decision) = decide(&state, ctx, command) else {
                continue;
            };
            for word in &decision.words {
                state.words.take_in(Some(word));
            }
            for event in decision.events {
                each(ctx, &event);
                let (seq, at) = (state.seq.next(), ctx.now.max(state.now));
                state.apply(&Recorded {
                    seq,
                    at,
                    by: ctx.by,
                    door: ctx.door,
                    origin: None,
                    event,
                });
            }
        }
        state
    }

    /// Where the fact behind an event stands.
    pub fn origin(&self, seq: Seq) -> Option<Origin> {
        let index = usize::try_from(seq.0).ok()?.checked_sub(1)?;
        let origin = self.origins.get(index)?.as_deref()?;
        origin.parse().ok()
    }
}
