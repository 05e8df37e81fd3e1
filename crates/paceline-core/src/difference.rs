//! The difference between two texts, word by word.

use similar::{ChangeTag, TextDiff};

/// Some words that stayed, went, or came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    pub kind: Kind,
    pub text: String,
}

/// What became of some words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Kept,
    Gone,
    New,
}

/// What became of the words of a text, in reading order: what went stands before what came in its place.
pub fn words(before: &str, after: &str) -> Vec<Piece> {
    let diff = TextDiff::from_words(before, after);
    let mut pieces: Vec<Piece> = Vec::new();
    for change in diff.iter_all_changes() {
        let kind = match change.tag() {
            ChangeTag::Equal => Kind::Kept,
            ChangeTag::Delete => Kind::Gone,
            ChangeTag::Insert => Kind::New,
        };
        match pieces.last_mut().filter(|last| last.kind == kind) {
            Some(last) => last.text.push_str(change.value()),
            None => pieces.push(Piece {
                kind,
                text: change.value().to_owned(),
            }),
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_word_that_was_replaced_stands_beside_its_successor() {
        let pieces = words("Ship every week.", "Ship every day.");
        let told: Vec<(Kind, &str)> = pieces.iter().map(|p| (p.kind, p.text.as_str())).collect();
        assert_eq!(
            told,
            [
                (Kind::Kept, "Ship every "),
                (Kind::Gone, "week."),
                (Kind::New, "day."),
            ]
        );
        assert_eq!(words("", ""), []);
    }

    proptest! {
        #[test]
        fn nothing_of_either_text_is_lost(before in ".{0,80}", after in ".{0,80}") {
            let pieces = words(&before, &after);
            let told = |without: Kind| -> String {
                let rest = pieces.iter().filter(|piece| piece.kind != without);
                rest.map(|piece| piece.text.as_str()).collect()
            };
            prop_assert_eq!(told(Kind::New), before);
            prop_assert_eq!(told(Kind::Gone), after);
        }
    }
}
