//! What an answer is written on: a terminal of some width, or a file.

use std::io::{self, IsTerminal as _};

use jiff::Timestamp;
use paceline_core::Time;
use textwrap::{Options, WordSeparator, WordSplitter, wrap};

use crate::out::has_colour;

/// How wide a line is where nobody says it.
const WIDTH: usize = 80;
/// No narrower than this is written for, and no wider: a line of prose that is longer is hard to read.
const NARROWEST: usize = 24;
const PROSE: usize = 100;
/// A space where no line ends, and how long a fact may be to stay on one line.
const KEPT: &str = "\u{a0}";
const TOGETHER: usize = 40;
/// How many days ago something was still recent.
const RECENT: i64 = 14;

/// How wide it is, whether it takes bold letters, and what day it is for whoever reads.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Paper {
    pub(super) width: usize,
    has_bold: bool,
    /// Nothing where a day of the past is looked at: nothing is recent there.
    now: Option<Time>,
}

impl Paper {
    /// The terminal that the program writes to, or 80 columns; `COLUMNS` says another width.
    pub(crate) fn here() -> Self {
        let said = std::env::var("COLUMNS").ok();
        let said = said.and_then(|columns| columns.trim().parse().ok());
        let terminal = || {
            let size = terminal_size::terminal_size_of(io::stdout());
            size.map(|(width, _)| usize::from(width.0))
                .filter(|_| io::stdout().is_terminal())
        };
        let width = said.or_else(terminal).unwrap_or(WIDTH);
        Self {
            width: width.max(NARROWEST),
            has_bold: has_colour(),
            now: Some(Time(Timestamp::now().as_second())),
        }
    }

    /// The same, for what stood at the end of a day.
    pub(crate) fn of_the_past(self) -> Self {
        Self { now: None, ..self }
    }

    #[cfg(test)]
    pub(super) fn wide(width: usize, now: Time) -> Self {
        Self {
            width,
            has_bold: false,
            now: Some(now),
        }
    }

    pub(super) fn bold(&self, line: String) -> String {
        if self.has_bold {
            format!("\u{1b}[1m{line}\u{1b}[0m")
        } else {
            line
        }
    }

    /// A moment: its day in UTC as on the pages, with how long ago where that was lately.
    pub(super) fn moment(&self, at: Time) -> String {
        match self.now {
            Some(now) if at <= now && now.days_since(at) < RECENT => {
                format!("{} ({})", at.date(), at.ago(now))
            }
            Some(_) | None => at.date().to_string(),
        }
    }

    /// Lines of text below each other, each wrapped where it began.
    pub(super) fn text(&self, lines: &mut Vec<String>, text: &str, indent: usize) {
        for line in text.trim_end().lines() {
            self.hanging(lines, line, indent, 0);
        }
    }

    /// One line, wrapped; what follows stands so many columns further in.
    pub(super) fn hanging(
        &self,
        lines: &mut Vec<String>,
        line: &str,
        indent: usize,
        further: usize,
    ) {
        self.beside(lines, &" ".repeat(indent), line, further);
    }

    /// One line after something that stands before it, such as a day.
    pub(crate) fn beside(&self, lines: &mut Vec<String>, before: &str, line: &str, further: usize) {
        let further = " ".repeat(columns(before) + further);
        let width = self.width.min(PROSE + further.len());
        let options = options(line, width)
            .initial_indent(before)
            .subsequent_indent(&further);
        let wrapped = wrap(line.trim_end(), options);
        // What was kept together is plain text again: it is to be searched and copied.
        let plain = wrapped
            .iter()
            .map(|line| line.trim_end().replace(KEPT, " "));
        lines.extend(plain);
    }
}

/// Facts on a line. Short ones are kept together, so that lines end between them.
pub(super) fn joined<'a>(facts: impl IntoIterator<Item = &'a String>) -> String {
    let facts = facts.into_iter().map(|fact| {
        if columns(fact) <= TOGETHER {
            fact.replace(' ', KEPT)
        } else {
            fact.clone()
        }
    });
    facts.collect::<Vec<_>>().join(&format!("{KEPT}· "))
}

/// The lines of a cell that is so wide.
pub(super) fn in_cell(cell: &str, width: usize) -> Vec<String> {
    let wrapped = wrap(cell, options(cell, width));
    wrapped.into_iter().map(String::from).collect()
}

/// An address is never broken, so that it can be clicked and copied; every other long word is.
fn options(line: &str, width: usize) -> Options<'static> {
    Options::new(width)
        .word_separator(WordSeparator::AsciiSpace)
        .word_splitter(WordSplitter::NoHyphenation)
        .break_words(!line.contains("://"))
}

/// How many columns a text takes.
pub(super) fn columns(text: &str) -> usize {
    textwrap::core::display_width(text)
}
