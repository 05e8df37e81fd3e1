//! What changed between two texts of a document, and what that does to passages, to authorship and to a second hand.

use std::ops::Range;

use serde::{Deserialize, Serialize};

mod merging;
mod pieces;

pub use merging::{MARKERS, Merged, merge, unsettled};
use pieces::By;

/// So many edits are kept between two texts; where there are more, the closest ones are joined.
const EDITS_LIMIT: usize = 400;

/// A kept stretch of at most so many bytes of a line between two larger edits belongs to them: a sentence that was
/// written anew is one edit, though its articles are the same.
const ISLAND_BYTES: usize = 16;

/// A stretch of a text in bytes, on character boundaries.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
pub struct Span {
    pub from: u32,
    pub to: u32,
}

impl Span {
    /// What it is in a text; nothing where the text is another one.
    pub fn of(self, text: &str) -> &str {
        text.get(self.from as usize..self.to as usize)
            .unwrap_or_default()
    }
}

/// One change between two texts: at byte `at` of the text before, `taken` bytes went and `added` bytes came. In a list
/// they are sorted, and something is kept between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Edit {
    pub at: u32,
    pub taken: u32,
    pub added: u32,
}

impl Edit {
    /// Where its change ends in the text before.
    fn end(self) -> u32 {
        self.at + self.taken
    }

    /// Both edits and what is kept between them, as one.
    fn joined(self, next: Self) -> Self {
        Self {
            at: self.at,
            taken: next.end() - self.at,
            added: self.added + (next.at - self.end()) + next.added,
        }
    }

    fn size(self) -> u32 {
        self.taken.max(self.added)
    }
}

/// What changed, by words within the lines that changed. A text is its lines and words: the cost is bounded, and what is
/// too different to be compared is one edit.
pub fn between(before: &str, after: &str) -> Vec<Edit> {
    let mut room = pieces::Room::default();
    let mut edits = Vec::new();
    let whole = (0..before.len(), 0..after.len());
    for lines in pieces::changed((before, after), &whole, By::Lines, &mut room) {
        for (was, is) in pieces::changed((before, after), &lines, By::Words, &mut room) {
            join_or_push(&mut edits, before, edit(&was, &is));
        }
    }
    thin_out(&mut edits);
    edits
}

fn edit(was: &Range<usize>, is: &Range<usize>) -> Edit {
    Edit {
        at: bytes(was.start),
        taken: bytes(was.len()),
        added: bytes(is.len()),
    }
}

/// A length as it is stored. Texts are far below the limit, which `Revise` holds.
fn bytes(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

fn join_or_push(edits: &mut Vec<Edit>, before: &str, mut edit: Edit) {
    while let Some(last) = edits.pop() {
        let kept = &before[last.end() as usize..edit.at as usize];
        let is_island = kept.len() <= ISLAND_BYTES
            && !kept.contains('\n')
            && bytes(kept.len()) <= last.size()
            && bytes(kept.len()) <= edit.size();
        if is_island || kept.trim().is_empty() {
            edit = last.joined(edit);
        } else {
            edits.push(last);
            break;
        }
    }
    edits.push(edit);
}

/// Joins the closest edits until few enough are left.
fn thin_out(edits: &mut Vec<Edit>) {
    let Some(surplus) = edits.len().checked_sub(EDITS_LIMIT + 1) else {
        return;
    };
    let mut gaps: Vec<(u32, u32)> = edits
        .windows(2)
        .map(|pair| (pair[1].at - pair[0].end(), pair[1].at))
        .collect();
    gaps.sort_unstable();
    let (smallest, _) = gaps.split_at(surplus + 1);
    let mut closing: Vec<u32> = smallest.iter().map(|(_, at)| *at).collect();
    closing.sort_unstable();
    let mut thinned: Vec<Edit> = Vec::with_capacity(EDITS_LIMIT);
    for edit in edits.drain(..) {
        match thinned.last_mut() {
            Some(last) if closing.binary_search(&edit.at).is_ok() => *last = last.joined(edit),
            Some(_) | None => thinned.push(edit),
        }
    }
    *edits = thinned;
}

/// A passage of which less than this part is left is gone.
const LEFT_PART: u32 = 8;

/// What became of a passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Moved {
    /// Its text is as it was.
    Kept(Span),
    /// It was edited within, or cut at an end.
    Changed(Span),
    /// It was taken or replaced, but for a full stop or the like.
    Gone,
}

/// Where a passage is after the edits.
pub fn moved(passage: Span, edits: &[Edit]) -> Moved {
    let first = edits.partition_point(|edit| edit.end() <= passage.from);
    let (before, rest) = edits.split_at(first);
    let upto = rest.partition_point(|edit| edit.at < passage.to);
    let shift = |edits: &[Edit]| -> i64 {
        let by = |edit: &Edit| i64::from(edit.added) - i64::from(edit.taken);
        edits.iter().map(by).sum()
    };
    let to_here = |at: u32, shift: i64| u32::try_from(i64::from(at) + shift).unwrap_or(u32::MAX);
    let (touching, shifted) = (&rest[..upto], shift(before));
    let (Some(first), Some(last)) = (touching.first(), touching.last()) else {
        return Moved::Kept(Span {
            from: to_here(passage.from, shifted),
            to: to_here(passage.to, shifted),
        });
    };
    let taken: u32 = touching
        .iter()
        .map(|edit| edit.end().min(passage.to) - edit.at.max(passage.from))
        .sum();
    let length = passage.to - passage.from;
    if length.saturating_sub(taken) <= length / LEFT_PART {
        return Moved::Gone;
    }
    // What came in place of its beginning belongs to it, unless it came in place of what stood before as well.
    let from = if first.at < passage.from {
        to_here(first.at, shifted) + first.added
    } else {
        to_here(passage.from, shifted)
    };
    let until_last = shifted + shift(&touching[..touching.len() - 1]);
    let to = if last.end() > passage.to {
        to_here(last.at, until_last)
    } else {
        to_here(passage.to, shifted + shift(touching))
    };
    Moved::Changed(Span { from, to })
}

/// Finds the nth occurrence (0 = the first) of a quote. Runs of blanks in the quote match runs of blanks in the text.
/// Where that finds nothing, only letters and digits are compared: a quote that was copied from the text as it is shown
/// has none of the marks of Markdown.
pub fn find(text: &str, quote: &str, occurrence: u16) -> Option<Span> {
    [Folded::blanks as fn(&str) -> Folded, Folded::letters]
        .into_iter()
        .find_map(|fold| fold(text).find(&fold(quote).text, occurrence))
}

/// A text as it is compared, and where each byte of it came from.
#[derive(Default)]
struct Folded {
    text: String,
    /// Of each byte: the character of the original that it is from.
    from: Vec<Range<u32>>,
}

impl Folded {
    /// Runs of blanks are one blank, and none at the ends.
    fn blanks(text: &str) -> Self {
        let mut folded = Self::default();
        let mut blank = None;
        for (at, character) in text.char_indices() {
            if character.is_whitespace() {
                blank.get_or_insert(at);
                continue;
            }
            if let Some(blank) = blank.take()
                && !folded.text.is_empty()
            {
                folded.push(blank, ' ');
            }
            folded.push(at, character);
        }
        folded
    }

    fn letters(text: &str) -> Self {
        let mut folded = Self::default();
        let letters = text
            .char_indices()
            .filter(|(_, character)| character.is_alphanumeric());
        for (at, character) in letters {
            folded.push(at, character);
        }
        folded
    }

    fn push(&mut self, at: usize, character: char) {
        self.text.push(character);
        let of = bytes(at)..bytes(at + character.len_utf8());
        self.from
            .extend(std::iter::repeat_n(of, character.len_utf8()));
    }

    fn find(&self, quote: &str, occurrence: u16) -> Option<Span> {
        if quote.is_empty() {
            return None;
        }
        let (at, found) = self
            .text
            .match_indices(quote)
            .nth(usize::from(occurrence))?;
        Some(Span {
            from: self.from.get(at)?.start,
            to: self.from.get(at + found.len() - 1)?.end,
        })
    }
}

/// Who wrote which stretch: consecutive lengths with the revision that they came with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Authored {
    pub bytes: u32,
    pub revision: u16,
}

/// The stretches of a text after edits that came with a revision. Their lengths sum up to the bytes of the text.
pub fn authored(before: &[Authored], edits: &[Edit], revision: u16) -> Vec<Authored> {
    let mut stretches: Vec<Authored> = Vec::with_capacity(before.len() + edits.len());
    let mut add = |bytes: u32, revision: u16| match stretches.last_mut() {
        _ if bytes == 0 => {}
        Some(last) if last.revision == revision => last.bytes += bytes,
        Some(_) | None => stretches.push(Authored { bytes, revision }),
    };
    let (mut edits, mut at) = (edits.iter().peekable(), 0);
    for stretch in before {
        let end = at + stretch.bytes;
        let mut kept_from = at;
        while let Some(edit) = edits.peek().filter(|edit| edit.at < end) {
            // An edit that began in a stretch before this one was added there.
            if edit.at >= at {
                add(edit.at - kept_from, stretch.revision);
                add(edit.added, revision);
            }
            kept_from = edit.end().min(end);
            if edit.end() > end {
                break;
            }
            edits.next();
        }
        add(end - kept_from, stretch.revision);
        at = end;
    }
    for edit in edits {
        // What is left was added at the end of the text.
        if edit.at >= at {
            add(edit.added, revision);
        }
    }
    stretches
}

#[cfg(test)]
mod tests;
