//! What is said about a line: that it was left out, how it was taken, or that it will be refused, and what to do.

use std::fmt;

use serde::Serialize;

/// Lines of the text, counted from 1; both belong to it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Lines {
    /// The first of them.
    pub first: u32,
    /// The last of them.
    pub last: u32,
}

impl Lines {
    /// A line alone.
    pub const fn one(line: u32) -> Self {
        Self {
            first: line,
            last: line,
        }
    }

    /// These lines and all up to the end of others.
    #[must_use]
    pub fn up_to(self, other: Self) -> Self {
        Self {
            first: self.first,
            last: self.last.max(other.last),
        }
    }
}

impl fmt::Display for Lines {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.first == self.last {
            write!(f, "line {}", self.first)
        } else {
            write!(f, "lines {}–{}", self.first, self.last)
        }
    }
}

/// How much a remark matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Weight {
    /// What is written there cannot be as it is.
    Trouble,
    /// Nothing was made of it.
    LeftOut,
    /// How it was taken.
    Note,
}

/// A sentence about lines of the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Remark {
    /// The lines it is about.
    #[serde(flatten)]
    pub lines: Lines,
    /// How much it matters.
    pub weight: Weight,
    /// What is so, and what to do about it.
    pub said: String,
}

/// Why a text is not read at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("Line {line}: {said}")]
pub struct Refused {
    /// The line that shows it.
    pub line: u32,
    /// What is wrong, and what to do instead.
    pub said: String,
}

impl Refused {
    /// A text is not read because of this line.
    pub(crate) fn new(line: u32, said: impl Into<String>) -> Self {
        Self {
            line,
            said: said.into(),
        }
    }
}

/// Remarks as they are made.
#[derive(Debug, Default)]
pub(super) struct Remarks(Vec<Remark>);

impl Remarks {
    pub(super) fn trouble(&mut self, lines: Lines, said: impl Into<String>) {
        self.say(lines, Weight::Trouble, said.into());
    }

    pub(super) fn note(&mut self, lines: Lines, said: impl Into<String>) {
        self.say(lines, Weight::Note, said.into());
    }

    /// Nothing was made of these lines. What follows on the next line for the same reason is said with them.
    pub(super) fn left_out(&mut self, lines: Lines, said: impl Into<String>) {
        let said = said.into();
        if let Some(last) = self.0.last_mut() {
            let goes_on = last.weight == Weight::LeftOut && last.said == said;
            if goes_on && lines.first <= last.lines.last.saturating_add(2) {
                last.lines = last.lines.up_to(lines);
                return;
            }
        }
        self.say(lines, Weight::LeftOut, said);
    }

    pub(super) fn take_over(&mut self, others: Self) {
        self.0.extend(others.0);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All of them, by line.
    pub(super) fn in_order(mut self) -> Vec<Remark> {
        self.0.sort_by_key(|remark| remark.lines.first);
        self.0
    }

    fn say(&mut self, lines: Lines, weight: Weight, said: String) {
        self.0.push(Remark {
            lines,
            weight,
            said,
        });
    }
}
