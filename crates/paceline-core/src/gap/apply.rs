//! The fold of gaps: takes in what happened, never refuses, never decides.

use super::{
    Closed, Event, Gap, Measured, Merge, Said, Separated, Sighting, SightingOf, Split, Value,
};
use crate::{GapId, GoalId, Recorded, State, TeamId, WordId};

/// The fold.
pub(crate) fn apply(state: &mut State, recorded: &Recorded, event: &Event) {
    match event {
        Event::Recorded {
            gap,
            is,
            ought,
            team,
            goal,
        } => begin(state, recorded, *gap, New::of([*is, *ought], *team, *goal)),
        Event::SplitOff {
            gap,
            from,
            is,
            ought,
            team,
            goal,
            seen_by,
        } => {
            let new = New {
                split_from: Some(*from),
                seen_there: seen_by.clone(),
                ..New::of([*is, *ought], *team, *goal)
            };
            begin(state, recorded, *gap, new);
        }
        Event::Merged { gap, into, because } => {
            on(state, *gap, |gap| {
                gap.merges.push(Merge {
                    into: *into,
                    because: *because,
                    at: recorded.at,
                    seq: recorded.seq,
                    by: recorded.by,
                    ended: None,
                });
            });
            on(state, *into, |into| {
                if !into.took_in.contains(gap) {
                    into.took_in.push(*gap);
                }
            });
        }
        Event::Closed { gap, .. }
        | Event::SeenToo { gap, .. }
        | Event::SaidMore { gap, .. }
        | Event::MeasureSet { gap, .. }
        | Event::Measured { gap, .. }
        | Event::Separated { gap, .. }
        | Event::Split { gap, .. } => on(state, *gap, |gap| gap.apply(recorded, event)),
    }
}

fn on(state: &mut State, gap: GapId, change: impl FnOnce(&mut Gap)) {
    if let Some(gap) = state.gaps.get_mut(gap.index()) {
        change(gap);
    }
}

/// What a new gap begins with.
struct New {
    is: WordId,
    ought: WordId,
    team: Option<TeamId>,
    goal: Option<GoalId>,
    split_from: Option<GapId>,
    seen_there: Vec<SightingOf>,
}

impl New {
    fn of([is, ought]: [WordId; 2], team: Option<TeamId>, goal: Option<GoalId>) -> Self {
        Self {
            is,
            ought,
            team,
            goal,
            split_from: None,
            seen_there: Vec::new(),
        }
    }
}

fn begin(state: &mut State, recorded: &Recorded, gap: GapId, new: New) {
    state.gaps.push(Gap {
        is: new.is,
        ought: new.ought,
        team: new.team,
        goal: new.goal,
        by: recorded.by,
        at: recorded.at,
        seq: recorded.seq,
        closed: None,
        initiatives: Vec::new(),
        sightings: Vec::new(),
        measures: Vec::new(),
        merges: Vec::new(),
        took_in: Vec::new(),
        split: None,
        split_from: new.split_from,
        seen_there: new.seen_there,
    });
    if let Some(goal) = new.goal.and_then(|goal| state.goals.get_mut(goal.index())) {
        goal.gaps.push(gap);
    }
}

impl Gap {
    /// What happened to this gap alone.
    fn apply(&mut self, recorded: &Recorded, event: &Event) {
        let (at, seq, by) = (recorded.at, recorded.seq, recorded.by);
        match event {
            Event::Closed { outcome, .. } => {
                let outcome = *outcome;
                self.closed = Some(Closed {
                    at,
                    seq,
                    by,
                    outcome,
                });
            }
            Event::SeenToo { text, .. } => self.sightings.extend(by.person().map(|by| Sighting {
                by,
                at,
                seq,
                text: *text,
                more: Vec::new(),
            })),
            Event::SaidMore { sighting, text, .. } => {
                if let Some(sighting) = self.sightings.get_mut(usize::from(*sighting)) {
                    let text = *text;
                    sighting.more.push(Said { at, seq, text });
                }
            }
            Event::MeasureSet { .. } | Event::Measured { .. } => {
                self.apply_measure(recorded, event);
            }
            Event::Separated { because, .. } => {
                if let Some(merge) = self.merges.last_mut() {
                    let because = *because;
                    merge.ended = Some(Separated {
                        because,
                        at,
                        seq,
                        by,
                    });
                }
            }
            Event::Split { parts, because, .. } => {
                self.split = Some(Split {
                    parts: parts.clone(),
                    because: *because,
                    at,
                    seq,
                    by,
                });
            }
            // These make a gap, or change two.
            Event::Recorded { .. } | Event::SplitOff { .. } | Event::Merged { .. } => {}
        }
    }

    fn apply_measure(&mut self, recorded: &Recorded, event: &Event) {
        let (at, seq, by) = (recorded.at, recorded.seq, recorded.by);
        if let Event::MeasureSet {
            what,
            unit,
            is,
            ought,
            ..
        } = event
        {
            self.measures.push(Measured {
                what: *what,
                unit: *unit,
                is: *is,
                ought: *ought,
                at,
                seq,
                by,
                values: Vec::new(),
            });
        }
        if let Event::Measured { value, note, .. } = event
            && let Some(measure) = self.measures.last_mut()
        {
            measure.values.push(Value {
                value: *value,
                note: *note,
                at,
                seq,
                by,
            });
        }
    }
}
