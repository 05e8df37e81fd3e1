//! What pages write that is more than a word: days, initials, and what people wrote with its references as links.

use std::fmt::{self, Display as _, Write as _};

use askama::filters::HtmlSafe;
use jiff::civil::Date;
use paceline_core::{
    Time,
    reference::{self, Piece},
};

use crate::{
    known::Known,
    markdown::address::{self, FOREIGN},
    url::To,
};

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// A day: `<time datetime="2026-03-01T09:30:00Z">1 Mar 2026</time>`.
pub(crate) struct Day(pub(crate) Time);

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            r#"<time datetime="{}">{}</time>"#,
            self.0.timestamp(),
            PlainDay(self.0)
        )
    }
}

impl HtmlSafe for Day {}

/// A day in words alone: `1 Mar 2026`.
pub(crate) struct PlainDay(pub(crate) Time);

impl fmt::Display for PlainDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let date = self.0.date();
        let month = usize::try_from(date.month()).unwrap_or(1) - 1;
        write!(
            f,
            "{} {} {}",
            date.day(),
            MONTHS.get(month).unwrap_or(&""),
            date.year()
        )
    }
}

impl HtmlSafe for PlainDay {}

/// A day of the calendar: `<time datetime="2026-03-01">1 Mar 2026</time>`.
pub(crate) struct Calendar(pub(crate) Date);

impl fmt::Display for Calendar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plain = PlainDay(Time::start_of(self.0));
        write!(f, r#"<time datetime="{}">{plain}</time>"#, self.0)
    }
}

impl HtmlSafe for Calendar {}

/// One of our own words as a class of the style sheet: `on track` becomes `on-track`.
pub(crate) struct Dashed<'a>(pub(crate) &'a str);

impl fmt::Display for Dashed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, word) in self.0.split(' ').enumerate() {
            f.write_str(if at == 0 { "" } else { "-" })?;
            f.write_str(word)?;
        }
        Ok(())
    }
}

impl HtmlSafe for Dashed<'_> {}

/// A colour of a person's face, by number.
pub(crate) struct Hue(pub(crate) u32);

impl fmt::Display for Hue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "hue-{}", self.0)
    }
}

impl HtmlSafe for Hue {}

/// Text with its special characters written so that they are text.
pub(crate) struct Escaped<'a>(pub(crate) &'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut plain_from = 0;
        for (at, c) in self.0.char_indices() {
            let entity = match c {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                '\'' => "&#39;",
                _ => continue,
            };
            f.write_str(self.0.get(plain_from..at).unwrap_or_default())?;
            f.write_str(entity)?;
            plain_from = at + 1;
        }
        f.write_str(self.0.get(plain_from..).unwrap_or_default())
    }
}

/// One line of what people wrote, with links to what it names.
pub(crate) struct Line<'a> {
    pub(crate) text: &'a str,
    pub(crate) known: &'a Known,
}

impl fmt::Display for Line<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = self.text;
        while let Some((before, address, after)) = address::next(rest) {
            self.pieces(before, f)?;
            write!(
                f,
                r#"<a href="{0}" rel="{FOREIGN}">{0}</a>"#,
                Escaped(address)
            )?;
            rest = after;
        }
        self.pieces(rest, f)
    }
}

impl Line<'_> {
    fn pieces(&self, text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = self.known.at;
        for piece in reference::pieces(text) {
            match piece {
                Piece::Reference(to, written) if self.known.has(to) => {
                    let (href, card) = (at.reference(to), at.to(&To::Card(to)));
                    write!(f, r#"<a href="{href}" data-card="{card}">{written}</a>"#)?;
                }
                Piece::Person(handle, written) if self.known.has_person(&handle) => {
                    let (href, card) = (at.person(&handle), at.to(&To::PersonCard(&handle)));
                    let written = Escaped(written);
                    write!(f, r#"<a href="{href}" data-card="{card}">{written}</a>"#)?;
                }
                Piece::Plain(text) | Piece::Reference(_, text) | Piece::Person(_, text) => {
                    Escaped(text).fmt(f)?;
                }
            }
        }
        Ok(())
    }
}

impl HtmlSafe for Line<'_> {}

/// The handles in a line of text, found as [`Line`] finds them, whether or not anybody goes by them.
pub(crate) fn handles(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = text;
    loop {
        let next = address::next(rest);
        let stretch = next.map_or(rest, |(before, ..)| before);
        found.extend(
            reference::pieces(stretch)
                .into_iter()
                .filter_map(|piece| match piece {
                    Piece::Person(handle, _) => Some(handle),
                    Piece::Plain(_) | Piece::Reference(..) => None,
                }),
        );
        match next {
            Some((.., after)) => rest = after,
            None => return found,
        }
    }
}

/// At most so many characters of a text, on one line.
pub(crate) fn brief(text: &str, limit: usize) -> String {
    let mut brief = String::with_capacity(text.len().min(limit));
    let mut left = limit;
    for word in text.split_whitespace() {
        let length = word.chars().count() + 1;
        if length > left {
            brief.extend(word.chars().take(if brief.is_empty() { left } else { 0 }));
            brief.push('…');
            break;
        }
        if !brief.is_empty() {
            brief.push(' ');
        }
        let _infallible = brief.write_str(word);
        left -= length;
    }
    brief
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_brief_text_ends_with_a_word() {
        assert_eq!(brief("one two three", 9), "one two…");
        assert_eq!(brief("one  two", 9), "one two");
        assert_eq!(brief("extraordinary", 5), "extra…");
    }
}
