//! Texts without a sign of Markdown, which most are: told apart at once, and written without being parsed.

use std::fmt::{self, Display as _};

use crate::{html::Line, known::Known};

/// Characters that can mean something in Markdown wherever they stand.
const SIGNS: [bool; 256] = signs();

const fn signs() -> [bool; 256] {
    let mut signs = [false; 256];
    let mut at = 0;
    while at < 0x20 {
        signs[at] = at != b'\n' as usize;
        at += 1;
    }
    let written = br"\`*_[]<>&|~";
    let mut at = 0;
    while at < written.len() {
        signs[written[at] as usize] = true;
        at += 1;
    }
    signs
}

/// Whether a text means what it says, character by character.
pub(super) fn is_plain(text: &str) -> bool {
    let has_sign = text.bytes().any(|byte| SIGNS[usize::from(byte)]);
    !has_sign && !text.lines().any(opens_a_block)
}

/// Whether a line could begin a heading, a list, a rule, a table or code.
fn opens_a_block(line: &str) -> bool {
    let begun = line.trim_start_matches(' ');
    let first = begun.bytes().next().unwrap_or(b'a');
    line.len() - begun.len() > 3
        || matches!(first, b'#' | b'+' | b'-' | b'=' | b':')
        || first.is_ascii_digit()
}

/// The paragraphs of a plain text. An empty line ends one; other line breaks are kept.
pub(super) fn paragraphs(
    text: &str,
    dir: &str,
    known: &Known,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    let mut is_open = false;
    for line in text.lines() {
        let text = line.trim_matches(' ');
        match (is_open, text.is_empty()) {
            (false, true) => continue,
            (true, true) => f.write_str("</p>")?,
            (false, false) => write!(f, "<p{dir}>")?,
            (true, false) => f.write_str("<br>")?,
        }
        is_open = !text.is_empty();
        Line { text, known }.fmt(f)?;
    }
    f.write_str(if is_open { "</p>" } else { "" })
}

/// What makes blocks read from the side on which they begin, when something in the text is written from the right.
pub(super) fn direction(text: &str) -> &'static str {
    let is_from_the_right = |c: char| {
        matches!(c,
            '\u{590}'..='\u{8ff}' | '\u{200f}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}'
            | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
    };
    if !text.is_ascii() && text.contains(is_from_the_right) {
        r#" dir="auto""#
    } else {
        ""
    }
}
