//! References in text: `G-31`, `I-142`, `O-7`.

use crate::{GapId, GoalId, InitiativeId, Refusal};

/// Something a text can point to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reference {
    Gap(GapId),
    Initiative(InitiativeId),
    Goal(GoalId),
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
            _ => Err(unknown()),
        }
    }
}

/// A text cut into plain stretches and the references between them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece<'a> {
    Plain(&'a str),
    Reference(Reference, &'a str),
}

/// Finds the references in a text: a capital letter, a dash and digits, standing as a word of their own.
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut plain_from = 0;
    let is_word = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    let mut at = 0;
    while let Some(offset) = text.get(at..).and_then(|rest| rest.find(is_word)) {
        let start = at + offset;
        let rest = text.get(start..).unwrap_or_default();
        let end = start + rest.find(|c| !is_word(c)).unwrap_or(rest.len());
        let word = text.get(start..end).unwrap_or_default();
        if let Some(reference) = word
            .starts_with(['G', 'I', 'O'])
            .then(|| word.parse().ok())
            .flatten()
        {
            if plain_from < start {
                pieces.push(Piece::Plain(
                    text.get(plain_from..start).unwrap_or_default(),
                ));
            }
            pieces.push(Piece::Reference(reference, word));
            plain_from = end;
        }
        at = end;
    }
    if plain_from < text.len() {
        pieces.push(Piece::Plain(text.get(plain_from..).unwrap_or_default()));
    }
    pieces
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
}
