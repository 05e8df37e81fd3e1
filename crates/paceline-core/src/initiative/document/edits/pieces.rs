//! What changed between two texts by pieces, lines or words, at a cost that is bounded without a clock.

use std::{collections::BTreeMap, ops::Range};

use similar::algorithms::{Capture, Replace, myers};

/// The pieces of both texts.
type Both<'p, 't> = (&'p [&'t str], &'p [&'t str]);

/// A stretch of the text before and what stands in its place in the text after, in bytes.
pub(super) type Pair = (Range<usize>, Range<usize>);

/// How many pairs of pieces may still be compared for one difference.
pub(super) struct Room(usize);

impl Default for Room {
    fn default() -> Self {
        Self(8_000_000)
    }
}

impl Room {
    fn take(&mut self, pairs: usize) -> bool {
        let left = self.0.checked_sub(pairs);
        self.0 = left.unwrap_or(self.0);
        left.is_some()
    }
}

/// From so many pairs on, words that are once in both texts are held on to first; lines always are, since a blank line
/// that is kept must not cost a sentence.
const ANCHORED_FROM: usize = 250_000;

/// By what a text is compared.
#[derive(Clone, Copy)]
pub(super) enum By {
    Lines,
    Words,
}

impl By {
    fn split(self, text: &str) -> Vec<&str> {
        match self {
            Self::Lines => text.split_inclusive('\n').collect(),
            Self::Words => words(text),
        }
    }

    fn is_anchored(self, pairs: usize) -> bool {
        match self {
            Self::Lines => true,
            Self::Words => pairs > ANCHORED_FROM,
        }
    }
}

/// Runs of letters and digits, runs of blanks, and every other character by itself.
fn words(text: &str) -> Vec<&str> {
    #[derive(PartialEq)]
    enum Sort {
        Word,
        Blank,
        Mark,
    }
    let sort = |character: char| {
        if character.is_alphanumeric() {
            Sort::Word
        } else if character.is_whitespace() {
            Sort::Blank
        } else {
            Sort::Mark
        }
    };
    let mut words = Vec::new();
    let (mut from, mut last) = (0, None);
    for (at, character) in text.char_indices() {
        let sort = sort(character);
        if last.is_some_and(|last| last != sort || sort == Sort::Mark) {
            words.push(&text[from..at]);
            from = at;
        }
        last = Some(sort);
    }
    if from < text.len() {
        words.push(&text[from..]);
    }
    words
}

/// The stretches within `within` that changed, each on boundaries of pieces.
pub(super) fn changed(
    (before, after): (&str, &str),
    within: &Pair,
    by: By,
    room: &mut Room,
) -> Vec<Pair> {
    let was = by.split(&before[within.0.clone()]);
    let is = by.split(&after[within.1.clone()]);
    let mut pairs = Vec::new();
    compare((&was, &is), by, room, &mut pairs);
    let [was_at, is_at] = [(within.0.start, &was), (within.1.start, &is)].map(|(start, pieces)| {
        let ends = pieces.iter().scan(start, |at, piece| {
            *at += piece.len();
            Some(*at)
        });
        std::iter::once(start).chain(ends).collect::<Vec<usize>>()
    });
    let in_bytes = |pieces: Range<usize>, at: &[usize]| at[pieces.start]..at[pieces.end];
    pairs
        .into_iter()
        .map(|(was, is)| (in_bytes(was, &was_at), in_bytes(is, &is_at)))
        .collect()
}

/// Finds what changed between pieces.
fn compare((was, is): Both<'_, '_>, by: By, room: &mut Room, pairs: &mut Vec<Pair>) {
    let ((was, is), (was_at, is_at)) = without_common_ends((was, is), (0, 0));
    let anchors = if by.is_anchored(was.len() * is.len()) {
        anchors(was, is)
    } else {
        Vec::new()
    };
    let mut from = (0, 0);
    for anchor in anchors.into_iter().chain([(was.len(), is.len())]) {
        let gap = (&was[from.0..anchor.0], &is[from.1..anchor.1]);
        search(gap, (was_at + from.0, is_at + from.1), room, pairs);
        from = (anchor.0 + 1, anchor.1 + 1);
    }
}

/// The difference of what begins at `offset` of all the pieces, by Myers; one replaced stretch where there is no room for that.
fn search(texts: Both<'_, '_>, offset: (usize, usize), room: &mut Room, pairs: &mut Vec<Pair>) {
    let ((was, is), (was_at, is_at)) = without_common_ends(texts, offset);
    if was.is_empty() && is.is_empty() {
        return;
    }
    if was.is_empty() || is.is_empty() || !room.take(was.len() * is.len()) {
        pairs.push((was_at..was_at + was.len(), is_at..is_at + is.len()));
        return;
    }
    let mut found = Replace::new(Capture::new());
    let Ok(()) = myers::diff(&mut found, was, 0..was.len(), is, 0..is.len());
    for operation in found.into_inner().into_ops() {
        let (tag, was, is) = operation.as_tag_tuple();
        if tag != similar::DiffTag::Equal {
            pairs.push((
                was_at + was.start..was_at + was.end,
                is_at + is.start..is_at + is.end,
            ));
        }
    }
}

fn without_common_ends<'p, 't>(
    (was, is): Both<'p, 't>,
    offset: (usize, usize),
) -> (Both<'p, 't>, (usize, usize)) {
    let same = |(was, is): &(&&str, &&str)| was == is;
    let head = was.iter().zip(is).take_while(same).count();
    let (was, is) = (&was[head..], &is[head..]);
    let tail = was
        .iter()
        .rev()
        .zip(is.iter().rev())
        .take_while(same)
        .count();
    let (was, is) = (&was[..was.len() - tail], &is[..is.len() - tail]);
    ((was, is), (offset.0 + head, offset.1 + head))
}

/// Pieces that say something and are once in both texts, as many as stand in the same order.
fn anchors(was: &[&str], is: &[&str]) -> Vec<(usize, usize)> {
    let [once_was, once_is] = [was, is].map(|pieces| {
        let mut once: BTreeMap<&str, Option<usize>> = BTreeMap::new();
        let said = pieces.iter().enumerate();
        for (at, piece) in said.filter(|(_, piece)| piece.contains(char::is_alphanumeric)) {
            once.entry(piece)
                .and_modify(|at| *at = None)
                .or_insert(Some(at));
        }
        once
    });
    let mut pairs: Vec<(usize, usize)> = once_was
        .iter()
        .filter_map(|(piece, at)| Some(((*at)?, (*once_is.get(piece)?)?)))
        .collect();
    pairs.sort_unstable();
    longest_rising(&pairs)
}

/// The longest part of the list in which the second number rises as well (by the ends of rising parts of each length).
fn longest_rising(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (index, pair) in pairs.iter().enumerate() {
        let length = ends.partition_point(|end| pairs[*end].1 < pair.1);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        match ends.get_mut(length) {
            Some(end) => *end = index,
            None => ends.push(index),
        }
    }
    let mut rising: Vec<_> = std::iter::successors(ends.last().copied(), |index| before[*index])
        .map(|index| pairs[index])
        .collect();
    rising.reverse();
    rising
}
