//! What was typed, as words to look for.

use super::{index::Field, thing::Thing, tokens::tokens};
use crate::reference::Reference;

/// The most words that are looked for; those beyond are left out.
pub const WORDS: usize = 8;
/// How much of what was typed is read, in characters.
pub const LENGTH: usize = 400;

/// What to look for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// All must occur; each may be the beginning of a word.
    pub(super) words: Vec<Word>,
    /// In quotation marks: these words one after the other.
    pub(super) phrases: Vec<Vec<String>>,
    /// When nothing but a reference was typed.
    pub(super) reference: Option<Thing>,
}

/// A word, folded as the texts are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word(pub(super) String);

impl Word {
    /// A single letter begins too many words to say anything: in texts it is a word of its own, or nothing.
    pub(super) fn is_whole_in(&self, field: Field) -> bool {
        match field {
            Field::Title => false,
            Field::Text => self.0.chars().nth(1).is_none(),
        }
    }

    pub(super) fn fits(&self, word: &str, field: Field) -> bool {
        if self.is_whole_in(field) {
            word == self.0
        } else {
            word.starts_with(&self.0)
        }
    }

    /// The things that go by this word as their number: `I-142`, or `142` for each kind.
    pub(super) fn numbered(&self) -> Vec<Thing> {
        if let Some(thing) = reference(&self.0) {
            return vec![thing];
        }
        if !self.0.bytes().all(|b| b.is_ascii_digit()) {
            return Vec::new();
        }
        ["I", "G", "O", "C"]
            .iter()
            .filter_map(|letter| reference(&format!("{letter}-{}", self.0)))
            .collect()
    }
}

fn reference(written: &str) -> Option<Thing> {
    written.parse().ok().and_then(|reference| match reference {
        Reference::Initiative(id) => Some(Thing::Initiative(id)),
        Reference::Gap(id) => Some(Thing::Gap(id)),
        Reference::Goal(id) => Some(Thing::Goal(id)),
        Reference::Entry(id) => Some(Thing::Entry(id)),
        Reference::VeerOff(_) => None,
    })
}

impl Query {
    /// Reads what was typed. Nothing is refused; what is beyond [`LENGTH`] or [`WORDS`] does not count.
    pub fn of(written: &str) -> Self {
        let written = match written.char_indices().nth(LENGTH) {
            Some((end, _)) => written.get(..end).unwrap_or_default(),
            None => written,
        };
        let mut query = Self {
            reference: reference(written),
            ..Self::default()
        };
        let is_quote = |c: char| matches!(c, '"' | '“' | '”' | '„' | '«' | '»');
        let parts: Vec<&str> = written.split(is_quote).collect();
        for (at, part) in parts.iter().enumerate() {
            let mut words = Vec::new();
            tokens(part, |_, word| words.push(word.to_owned()));
            for word in &words {
                let word = Word(word.clone());
                if query.words.len() < WORDS && !query.words.contains(&word) {
                    query.words.push(word);
                }
            }
            // Every other part stands between two marks; the last one only after one.
            let is_quoted = at % 2 == 1 && at + 1 < parts.len();
            if is_quoted && (2..=WORDS).contains(&words.len()) {
                query.phrases.push(words);
            }
        }
        query
    }

    /// There is nothing in it to look for.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether a text that the program itself says has all the words.
    pub fn fits(&self, said: &str) -> bool {
        let mut missing: Vec<&Word> = self.words.iter().collect();
        tokens(said, |_, token| {
            missing.retain(|word| !word.fits(token, Field::Title));
        });
        missing.is_empty()
    }

    /// Whether a text says every phrase of some of them; the numbers of those it does say.
    pub(super) fn phrases_in(&self, text: &str, said: &mut Vec<usize>) {
        let mut words = Vec::new();
        tokens(text, |_, word| words.push(word.to_owned()));
        for (number, phrase) in self.phrases.iter().enumerate() {
            if words.windows(phrase.len()).any(|window| window == phrase) && !said.contains(&number)
            {
                said.push(number);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::InitiativeId;

    fn words(query: &Query) -> Vec<&str> {
        query.words.iter().map(|word| word.0.as_str()).collect()
    }

    #[test]
    fn words_phrases_and_references_are_read() {
        let query = Query::of(r#"Ship "any day" ship 'round'"#);
        assert_eq!(words(&query), ["ship", "any", "day", "round"]);
        assert_eq!(query.phrases, [["any", "day"]]);
        let query = Query::of(" i-142 ");
        assert_eq!(query.reference, Some(Thing::Initiative(InitiativeId(142))));
        assert_eq!(words(&query), ["i-142"]);
        assert_eq!(Query::of("see I-142").reference, None);
        assert_eq!(
            Query::of("an \"open quote").phrases,
            Vec::<Vec<String>>::new()
        );
    }

    #[test]
    fn what_is_too_much_does_not_count() {
        assert!(Query::of(" … ?! ").is_empty());
        assert_eq!(Query::of(&"word ".repeat(800)).words.len(), 1);
        let many: Vec<String> = (0..100).map(|n| format!("w{n}")).collect();
        assert_eq!(Query::of(&many.join(" ")).words.len(), WORDS);
        assert!(Query::of("99999999999").words[0].numbered().is_empty());
    }

    #[test]
    fn what_the_program_says_is_matched_by_the_same_rules() {
        assert!(Query::of("chéck").fits("Check in on I-150"));
        assert!(Query::of("i-150 ch").fits("Check in on I-150"));
        assert!(!Query::of("check out").fits("Check in on I-150"));
    }
}
