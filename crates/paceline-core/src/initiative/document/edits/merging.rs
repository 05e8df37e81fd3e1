//! Two texts that were written on top of the same one become one text.

use std::{cmp::Ordering, ops::Range};

use serde::Serialize;

use super::{Edit, between};

/// The lines around what both changed: before what you wrote, before what was saved meanwhile, and after it.
pub const MARKERS: [&str; 3] = [
    "<<<<<<< Both of you changed this. You wrote:",
    "======= What was saved meanwhile:",
    ">>>>>>> Keep what is right, and take these three lines out.",
];

/// Two texts in one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Merged {
    pub text: String,
    /// At how many places both changed the same lines, so that both stand there between [`MARKERS`].
    pub conflicts: usize,
}

/// At how many places a text still has what two people wrote, and nobody chose.
pub fn unsettled(text: &str) -> usize {
    text.lines().filter(|line| *line == MARKERS[0]).count()
}

/// Puts together what two people made of the same text. What only one of them changed is as they changed it; where
/// both changed the same words, the lines of both are kept between markers.
pub fn merge(base: &str, mine: &str, theirs: &str) -> Merged {
    let mut merged = Merged {
        text: String::with_capacity(mine.len().max(theirs.len())),
        conflicts: 0,
    };
    let mut at = 0;
    for place in places(base, mine, theirs) {
        merged.text.push_str(&base[at..place.range.start]);
        at = place.range.end;
        let [my_text, their_text] =
            [&place.mine, &place.theirs].map(|changes| written(base, place.range.clone(), changes));
        if place.mine.is_empty() || my_text == their_text {
            merged.text.push_str(&their_text);
        } else if place.theirs.is_empty() {
            merged.text.push_str(&my_text);
        } else {
            merged.conflicts += 1;
            let sides = [my_text.as_str(), their_text.as_str(), ""];
            for (marker, side) in MARKERS.into_iter().zip(sides) {
                merged.text.push_str(marker);
                merged.text.push('\n');
                merged.text.push_str(side);
                if !side.is_empty() && !side.ends_with('\n') {
                    merged.text.push('\n');
                }
            }
        }
    }
    merged.text.push_str(&base[at..]);
    merged
}

/// An edit and what it added.
#[derive(Clone, Copy, PartialEq)]
struct Change<'t> {
    edit: Edit,
    text: &'t str,
}

impl Change<'_> {
    fn range(&self) -> Range<usize> {
        self.edit.at as usize..self.edit.end() as usize
    }
}

/// A place of the text before that somebody changed.
struct Place<'t> {
    range: Range<usize>,
    mine: Vec<Change<'t>>,
    theirs: Vec<Change<'t>>,
    /// Whether both changed it, and not to the same: then it is whole lines.
    contested: Contested,
}

#[derive(Clone, Copy, PartialEq)]
enum Contested {
    No,
    Yes,
}

impl Place<'_> {
    fn take_in(&mut self, other: Self) {
        self.range = self.range.start.min(other.range.start)..self.range.end.max(other.range.end);
        self.mine.extend(other.mine);
        self.theirs.extend(other.theirs);
        self.contested = Contested::Yes;
    }

    /// Whole lines, so that a marker never stands within one.
    fn widen(&mut self, base: &str) {
        let start = base[..self.range.start].rfind('\n').map_or(0, |at| at + 1);
        let head = &base[..self.range.end];
        let end = if self.range.end > start && head.ends_with('\n') {
            self.range.end
        } else {
            let rest = base[self.range.end..].find('\n');
            rest.map_or(base.len(), |at| self.range.end + at + 1)
        };
        self.range = start..end;
    }
}

/// Every place that was changed, sorted and apart.
fn places<'t>(base: &str, mine: &'t str, theirs: &'t str) -> Vec<Place<'t>> {
    let mut places: Vec<Place<'_>> = Vec::new();
    for new in single_places(changes(base, mine), changes(base, theirs)) {
        let Some(last) = places.last_mut() else {
            places.push(new);
            continue;
        };
        let is_touching = match last.contested {
            Contested::No => new.range.start <= last.range.end,
            Contested::Yes => new.range.start < last.range.end,
        };
        if !is_touching {
            places.push(new);
            continue;
        }
        last.take_in(new);
        last.widen(base);
        while let [.., before, last] = places.as_slice()
            && before.range.end >= last.range.start
            && let Some(last) = places.pop()
            && let Some(before) = places.last_mut()
        {
            before.take_in(last);
            before.widen(base);
        }
    }
    places
}

/// Each change as a place of its own, sorted; what both changed in the same way is one place.
fn single_places<'t>(mine: Vec<Change<'t>>, theirs: Vec<Change<'t>>) -> Vec<Place<'t>> {
    let mut places: Vec<Place<'t>> = Vec::with_capacity(mine.len() + theirs.len());
    let (mut mine, mut theirs) = (mine.into_iter().peekable(), theirs.into_iter().peekable());
    loop {
        let order = match (mine.peek(), theirs.peek()) {
            (Some(my), Some(their)) if my == their => Ordering::Equal,
            (Some(my), Some(their)) if my.edit.at <= their.edit.at => Ordering::Less,
            (Some(_) | None, Some(_)) => Ordering::Greater,
            (Some(_), None) => Ordering::Less,
            (None, None) => return places,
        };
        let my: Vec<_> = mine.next_if(|_| order.is_le()).into_iter().collect();
        let their: Vec<_> = theirs.next_if(|_| order.is_ge()).into_iter().collect();
        let Some(change) = my.first().or(their.first()) else {
            return places;
        };
        places.push(Place {
            range: change.range(),
            mine: my,
            theirs: their,
            contested: Contested::No,
        });
    }
}

fn changes<'t>(base: &str, text: &'t str) -> Vec<Change<'t>> {
    let (mut was_at, mut is_at) = (0, 0);
    let change = |edit: Edit| {
        let start = is_at + (edit.at as usize - was_at);
        let end = start + edit.added as usize;
        (was_at, is_at) = (edit.end() as usize, end);
        Change {
            edit,
            text: &text[start..end],
        }
    };
    between(base, text).into_iter().map(change).collect()
}

/// A stretch of the text before, with one side's changes in it.
fn written(base: &str, range: Range<usize>, changes: &[Change<'_>]) -> String {
    let (mut text, mut at) = (String::new(), range.start);
    for change in changes {
        text.push_str(&base[at..change.range().start]);
        text.push_str(change.text);
        at = change.range().end;
    }
    text.push_str(&base[at..range.end]);
    text
}
