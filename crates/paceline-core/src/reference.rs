//! References in text: `G-31`, `I-142`, `O-7`, `C-7`, `V-3`, and people by their handles: `@priya`.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::{EntryId, GapId, GoalId, InitiativeId, Refusal, VeerOffId};

/// Something a text can point to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reference {
    Gap(GapId),
    Initiative(InitiativeId),
    Goal(GoalId),
    Entry(EntryId),
    VeerOff(VeerOffId),
}

impl std::fmt::Display for Reference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Gap(id) => id.fmt(f),
            Self::Initiative(id) => id.fmt(f),
            Self::Goal(id) => id.fmt(f),
            Self::Entry(id) => id.fmt(f),
            Self::VeerOff(id) => id.fmt(f),
        }
    }
}

impl std::str::FromStr for Reference {
    type Err = Refusal;

    fn from_str(written: &str) -> Result<Self, Refusal> {
        let unknown = || Refusal::NoSuchReference {
            written: crate::text::cut(written, 40),
        };
        let (letter, number) = written.trim().split_once('-').ok_or_else(unknown)?;
        let number: u32 = number.parse().map_err(|_| unknown())?;
        match letter {
            "G" | "g" => Ok(Self::Gap(GapId(number))),
            "I" | "i" => Ok(Self::Initiative(InitiativeId(number))),
            "O" | "o" => Ok(Self::Goal(GoalId(number))),
            "C" | "c" => Ok(Self::Entry(EntryId(number))),
            "V" | "v" => Ok(Self::VeerOff(VeerOffId(number))),
            _ => Err(unknown()),
        }
    }
}

/// A text cut into plain stretches and the references between them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece<'a> {
    Plain(&'a str),
    Reference(Reference, &'a str),
    /// `@priya`: the handle as handles are kept, and as it was written. Whether somebody has it is not known here.
    Person(String, &'a str),
}

/// Finds the references in a text: a capital letter, a dash and digits, or `@` and a handle, standing as a word of
/// their own. What follows an `@` within an e-mail address or a path is nobody's handle.
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut plain_from = 0;
    let mut at = 0;
    while let Some(offset) = text.get(at..).and_then(|rest| rest.find(is_word)) {
        let start = at + offset;
        let rest = text.get(start..).unwrap_or_default();
        let end = start + rest.find(|c| !is_word(c)).unwrap_or(rest.len());
        let before = text.get(..start).unwrap_or_default();
        at = end;
        let found = match before.strip_suffix('@') {
            Some(before) => mention(text, before, start..end),
            None => reference(text, start..end),
        };
        let Some((piece, from, to)) = found else {
            continue;
        };
        if plain_from < from {
            let plain = text.get(plain_from..from).unwrap_or_default();
            pieces.push(Piece::Plain(plain));
        }
        pieces.push(piece);
        plain_from = to;
    }
    if plain_from < text.len() {
        pieces.push(Piece::Plain(text.get(plain_from..).unwrap_or_default()));
    }
    pieces
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '-' || c == '_'
}

/// A piece with the place where it begins and ends.
type Found<'a> = Option<(Piece<'a>, usize, usize)>;

fn reference(text: &str, place: Range<usize>) -> Found<'_> {
    let word = text.get(place.clone())?;
    let reference = word
        .starts_with(['G', 'I', 'O', 'C', 'V'])
        .then(|| word.parse().ok())??;
    Some((Piece::Reference(reference, word), place.start, place.end))
}

fn mention<'a>(text: &'a str, before: &str, place: Range<usize>) -> Found<'a> {
    let is_joined = |c: char| is_word(c) || matches!(c, '.' | '+' | '@' | '/' | ':');
    if before.ends_with(is_joined) {
        return None;
    }
    // A dash at the end is a dash of the sentence.
    let word = text.get(place.clone())?.trim_end_matches('-');
    let end = place.start + word.len();
    let mut after = text.get(end..)?.chars();
    let goes_on = match after.next() {
        Some('@' | '/') => true,
        Some('.' | ':') => after.next().is_some_and(char::is_alphanumeric),
        _ => false,
    };
    let handle = crate::text::slug(word);
    if goes_on || handle.is_empty() {
        return None;
    }
    let start = place.start - 1;
    Some((Piece::Person(handle, text.get(start..end)?), start, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_found_between_words() {
        let found = pieces("Narrows G-31 (see I-142), not XG-3 or G-x.");
        assert_eq!(
            found,
            [
                Piece::Plain("Narrows "),
                Piece::Reference(Reference::Gap(GapId(31)), "G-31"),
                Piece::Plain(" (see "),
                Piece::Reference(Reference::Initiative(InitiativeId(142)), "I-142"),
                Piece::Plain("), not XG-3 or G-x."),
            ]
        );
    }

    #[test]
    fn people_are_found_by_their_handles() {
        let person = |handle: &str, written| Piece::Person(handle.to_owned(), written);
        assert_eq!(
            pieces("@Priya, ask (@tomas-reis). Then @jürgen_2 -- @mona- or @ben: I-1"),
            [
                person("priya", "@Priya"),
                Piece::Plain(", ask ("),
                person("tomas-reis", "@tomas-reis"),
                Piece::Plain("). Then "),
                person("jürgen_2", "@jürgen_2"),
                Piece::Plain(" -- "),
                person("mona", "@mona"),
                Piece::Plain("- or "),
                person("ben", "@ben"),
                Piece::Plain(": "),
                Piece::Reference(Reference::Initiative(InitiativeId(1)), "I-1"),
            ]
        );
    }

    #[test]
    fn an_address_or_a_path_names_nobody() {
        for text in [
            "mona@example.org",
            "mona.ott+news@example",
            "@mona@social.example",
            "@mona.example",
            "@types/node",
            "https://example.org/@mona",
            "@@mona",
            "@",
            "@-",
            "@ mona",
            "mailto:@mona",
        ] {
            assert_eq!(pieces(text), [Piece::Plain(text)], "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn the_pieces_are_the_text(text in r"([@GIOCV\-1a.é /]|@mona|G-1|\PC){0,40}") {
            let whole: String = pieces(&text)
                .into_iter()
                .map(|piece| match piece {
                    Piece::Plain(written)
                    | Piece::Reference(_, written)
                    | Piece::Person(_, written) => written,
                })
                .collect();
            proptest::prop_assert_eq!(whole, text);
        }
    }
}
