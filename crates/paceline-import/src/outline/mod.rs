//! Reads goals, strategies and values that people wrote as Markdown or in a spreadsheet, each with its lines.
//!
//! Nothing here asks for anything or changes anything: a [`Reading`] says what was understood, and a [`Remark`] what
//! was not and how to write it so that it is. What becomes of it is shown to a person before it is taken in.

mod document;
mod goals;
mod items;
mod kind;
mod number;
mod outcome;
mod pattern;
mod period;
mod plain;
pub mod plan;
mod remark;
mod strategy;
mod table;
mod values;
mod write;

pub use items::{Counted, EvenOver, Goal, Item, KeyResult, Outcome, Period, Strategy, Value};
pub use remark::{Lines, Refused, Remark, Weight};
pub use table::COLUMNS;
pub use write::write;

use document::Document;
use remark::Remarks;

/// Bytes of a text that are read.
pub const TEXT_LIMIT: usize = 200 * 1024;
/// Goals, strategies or values of one text.
pub const ITEM_LIMIT: usize = 500;
/// Lines of a CSV file, its header among them.
pub const CSV_LINE_LIMIT: usize = 2_000;

/// As what a text is to be read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum As {
    /// As whichever of the others it looks like.
    #[default]
    Auto,
    /// Goals with key results, in Markdown.
    Goals,
    /// Strategies: diagnosis, guiding policy, actions, even-over statements.
    Strategy,
    /// Values, principles or practices.
    Values,
    /// Goals in a table with a header, as a spreadsheet writes it.
    Csv,
}

impl As {
    /// Every kind with the word for it at the doors.
    pub const ALL: [(&'static str, Self); 5] = [
        ("auto", Self::Auto),
        ("goals", Self::Goals),
        ("strategy", Self::Strategy),
        ("values", Self::Values),
        ("csv", Self::Csv),
    ];

    /// The word for it: `goals`.
    pub fn word(self) -> &'static str {
        let found = Self::ALL.iter().find(|(_, kind)| *kind == self);
        found.map_or("auto", |(word, _)| word)
    }
}

impl std::str::FromStr for As {
    type Err = Refused;

    fn from_str(written: &str) -> Result<Self, Refused> {
        let found = Self::ALL.iter().find(|(word, _)| *word == written);
        found.map(|(_, kind)| *kind).ok_or_else(|| {
            let said =
                "A text is read as auto, goals, strategy, values or csv; choose one of these.";
            Refused::new(1, said)
        })
    }
}

/// What was understood of a text, and what was not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// As what it was read; never [`As::Auto`].
    pub kind: As,
    /// What stands in it, in its order. A goal's parent stands before it.
    pub items: Vec<Item>,
    /// What is to be said about its lines, in their order.
    pub remarks: Vec<Remark>,
}

impl Reading {
    /// As what its outline is to be read: a table is written as an outline of goals.
    pub fn kind_of_outline(&self) -> As {
        match self.kind {
            As::Csv => As::Goals,
            kind @ (As::Auto | As::Goals | As::Strategy | As::Values) => kind,
        }
    }
}

/// Reads a text that somebody pasted.
pub fn read(text: &str, kind: As) -> Result<Reading, Refused> {
    read_named("", text, kind)
}

/// Reads a text that lay in a file. Its name may hold the period: `2021_q2.md`.
pub fn read_named(name: &str, text: &str, kind: As) -> Result<Reading, Refused> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    within_limit(text)?;
    let kind = match kind {
        As::Auto => kind::of(name, text),
        As::Goals | As::Strategy | As::Values | As::Csv => kind,
    };
    let mut remarks = Remarks::default();
    let items = match kind {
        As::Csv => table::read(text, &mut remarks)?,
        As::Strategy => strategy::read(&Document::of(text), &mut remarks),
        As::Values => values::read(name, text, &mut remarks),
        As::Goals | As::Auto => goals::read(name, &Document::of(text), &mut remarks),
    };
    if let Some(beyond) = items.get(ITEM_LIMIT) {
        let said = format!(
            "This is number {} of what stands in the text, and {ITEM_LIMIT} are taken in at once. Take in the lines \
             above first, then paste the rest.",
            ITEM_LIMIT + 1
        );
        return Err(Refused::new(beyond.lines().first, said));
    }
    if items.is_empty() && remarks.is_empty() {
        let said =
            "There is nothing to read. Paste a Markdown outline or the lines of a spreadsheet.";
        return Err(Refused::new(1, said));
    }
    Ok(Reading {
        kind,
        items,
        remarks: remarks.in_order(),
    })
}

/// Refuses a text that is too long, with the line on which it becomes so.
fn within_limit(text: &str) -> Result<(), Refused> {
    if text.len() <= TEXT_LIMIT {
        return Ok(());
    }
    let within = text.bytes().take(TEXT_LIMIT);
    let line = within.filter(|byte| *byte == b'\n').count();
    let said = "The text is longer than 200 KB, which is reached on this line. Take it in as several shorter texts.";
    Err(Refused::new(number(line), said))
}

/// The number of a line that has so many lines above it.
fn number(above: usize) -> u32 {
    u32::try_from(above).map_or(u32::MAX, |above| above.saturating_add(1))
}
