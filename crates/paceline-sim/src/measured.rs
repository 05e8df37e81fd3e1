//! Gaps as numbers: what is counted when somebody begins to act, and what it is like afterwards.
//!
//! Decided with the pen: what is counted changes nobody's life.

use paceline_core::{Command, GapId, PersonId, gap, measure::Amount};

use crate::world::World;

/// In a thousand: a gap that is counted, and a count that ends where it was wanted.
const COUNTS: u32 = 330;
const ARRIVES: u32 = 550;

/// What can be counted of almost any gap: what, in which unit, about how many, and how many would be well.
const COUNTED: [(&str, &str, i32, i32); 4] = [
    ("Hours lost to it in a week", "hours", 26, 3),
    ("Questions about it in a week", "questions", 11, 1),
    ("People who work around it", "people", 14, 0),
    ("Days until somebody can go on", "days", 9, 1),
];

impl World {
    /// Whoever begins to act on a gap says by which number they see it.
    pub(crate) fn may_count(&mut self, gap: GapId, person: PersonId) {
        if !self.by_the_way(COUNTS) {
            return;
        }
        let (what, unit, is, ought) = COUNTED[self.pen.below(COUNTED.len())];
        let more = i32::try_from(self.pen.below(9)).unwrap_or(0);
        let set = gap::Command::SetMeasure {
            gap,
            what: what.to_owned(),
            unit: unit.to_owned(),
            is: Amount::whole(is + more),
            ought: Amount::whole(ought),
        };
        self.does_if_it_fits(person, Command::Gap(set));
    }

    /// It is delivered: whoever led it counts again.
    pub(crate) fn counts_again(&mut self, gap: GapId, person: PersonId) {
        let last = self.state.gap(gap).and_then(|gap| gap.measures.last());
        let Some((is, ought)) = last.map(|measured| (measured.is, measured.ought)) else {
            return;
        };
        let value = if self.by_the_way(ARRIVES) {
            ought
        } else {
            is.towards(ought, 2, 3).rounded(0)
        };
        let measure = gap::Command::Measure {
            gap,
            value,
            note: String::new(),
        };
        self.does_if_it_fits(person, Command::Gap(measure));
    }
}
