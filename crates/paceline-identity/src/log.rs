//! Lines for whoever runs the server: what went wrong outside, never a secret.

use std::io::{self, Write as _};

const LONGEST: usize = 400;

/// Writes one line; where standard error is gone there is nobody to tell.
pub(crate) fn line(text: &str) {
    drop(writeln!(io::stderr().lock(), "{}", bounded(text)));
}

/// Words that may come from a stranger, so that they stay one line of bearable length.
pub(crate) fn bounded(text: &str) -> String {
    let mut said: String = text
        .chars()
        .take(LONGEST)
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    if text.chars().nth(LONGEST).is_some() {
        said.push('…');
    }
    said
}

#[cfg(test)]
mod tests {
    use super::bounded;

    #[test]
    fn a_stranger_writes_neither_a_second_line_nor_colours() {
        assert_eq!(bounded("a\r\nb\u{1b}[31mc"), "a  b [31mc");
        assert_eq!(bounded(&"x".repeat(500)).chars().count(), 401);
    }
}
