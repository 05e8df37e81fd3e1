//! What people write: its limits, and where it is kept.
//!
//! Events never hold text, only the number of a word row that lies beside the journal. So a sentence can be erased
//! and the chain of hashes still verifies, and long texts stay on disk until somebody looks at them.

use serde::{Deserialize, Serialize};

use crate::{Refusal, WordId};

/// Longest title, in characters.
pub const TITLE_LIMIT: usize = 200;
/// Longest text (a gap's side, a check-in, a summary), in characters.
pub const TEXT_LIMIT: usize = 20_000;
/// Longest text that is kept in memory with the state, in bytes; longer ones are read when shown.
pub const SHORT: usize = 512;

/// A title without line breaks, or why not.
pub fn title(what: &'static str, written: &str) -> Result<String, Refusal> {
    let one_line = written.split_whitespace().collect::<Vec<_>>().join(" ");
    bounded(what, &one_line, TITLE_LIMIT)
}

/// A text of several lines, or why not.
pub fn text(what: &'static str, written: &str) -> Result<String, Refusal> {
    bounded(what, written.replace("\r\n", "\n").trim(), TEXT_LIMIT)
}

/// A text that may be left out.
pub fn optional(what: &'static str, written: &str) -> Result<Option<String>, Refusal> {
    if written.trim().is_empty() {
        Ok(None)
    } else {
        text(what, written).map(Some)
    }
}

fn bounded(what: &'static str, written: &str, limit: usize) -> Result<String, Refusal> {
    if written.is_empty() {
        return Err(Refusal::Empty { what });
    }
    at_most(what, written, limit)?;
    if written
        .chars()
        .any(|c| c.is_control() && c != '\n' && c != '\t')
    {
        return Err(Refusal::ControlCharacters { what });
    }
    Ok(written.to_owned())
}

/// Refuses what is longer than `limit` characters.
pub(crate) fn at_most(what: &'static str, written: &str, limit: usize) -> Result<(), Refusal> {
    let length = written.chars().count();
    if length > limit {
        return Err(Refusal::TooLong {
            what,
            length,
            limit,
        });
    }
    Ok(())
}

/// A foreign text cut to a limit, so that nothing that was read elsewhere is refused for its length alone.
pub fn cut(written: &str, limit: usize) -> String {
    let clean: String = written
        .chars()
        .filter(|c| !c.is_control() || *c == '\n')
        .collect();
    match clean.char_indices().nth(limit.saturating_sub(1)) {
        Some((end, _)) if clean.chars().count() > limit => {
            format!("{}…", clean.get(..end).unwrap_or_default().trim_end())
        }
        _ => clean.trim().to_owned(),
    }
}

/// A sentence with its first letter in capitals.
pub fn capital(sentence: &str) -> String {
    let mut chars = sentence.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

/// The part of a URL that names a person or a team: lower-case letters, digits and dashes, at most 60 characters.
pub fn slug(written: &str) -> String {
    let mut slug = String::new();
    for c in written.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() || c == '_' {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
        if slug.chars().count() == 60 {
            break;
        }
    }
    slug.trim_end_matches('-').to_owned()
}

/// A text as a view hands it out: at hand, to be read from its row, or erased.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Text {
    Here(String),
    /// As `{"stored": 7}`, so that whoever hands a view on sees what is still to be read.
    #[serde(serialize_with = "stored")]
    Stored(WordId),
    Erased,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde hands what it writes by reference"
)]
fn stored<S: serde::Serializer>(word: &WordId, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map([("stored", word)])
}

impl schemars::JsonSchema for Text {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Text".into()
    }

    /// As a door hands it out: read from its row where it was stored.
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": ["string", "null"],
            "description": "What somebody wrote, as Markdown; null when it was erased."
        })
    }
}

impl Text {
    /// What can be said without reading a row.
    pub fn short(&self) -> &str {
        match self {
            Self::Here(text) => text,
            Self::Stored(_) => "…",
            Self::Erased => "(erased)",
        }
    }
}

impl std::fmt::Display for Text {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.short())
    }
}

/// Every word row by its number: short ones with their text in one long buffer, long ones by number alone.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    buffer: String,
    places: Vec<Place>,
}

/// Where a word's text lies in the buffer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Place {
    start: u32,
    length: u16,
}

const STORED: u16 = u16::MAX;
const ERASED: u16 = u16::MAX - 1;

impl Words {
    /// How many have been given out, erased ones too.
    pub fn count(&self) -> usize {
        self.places.len()
    }

    /// Bytes that the short texts take in memory.
    pub fn bytes(&self) -> usize {
        self.buffer.capacity()
    }

    /// Takes in a word row; rows come in the order of their numbers. `None` is an erased row.
    pub fn take_in(&mut self, text: Option<&str>) {
        let place = match text {
            None => Place {
                start: 0,
                length: ERASED,
            },
            Some(text) => self.keep(text).unwrap_or(Place {
                start: 0,
                length: STORED,
            }),
        };
        self.places.push(place);
    }

    /// A short text's place, unless it is long or the buffer is full (4 GiB).
    fn keep(&mut self, text: &str) -> Option<Place> {
        let start = u32::try_from(self.buffer.len()).ok()?;
        let length = u16::try_from(text.len())
            .ok()
            .filter(|_| text.len() <= SHORT)?;
        self.buffer.push_str(text);
        Some(Place { start, length })
    }

    /// Forgets a text. Its number stays taken.
    pub fn erase(&mut self, id: WordId) {
        let Some(place) = self.places.get_mut(id.index()) else {
            return;
        };
        let old = std::mem::replace(
            place,
            Place {
                start: 0,
                length: ERASED,
            },
        );
        if old.length < ERASED {
            let start = old.start as usize;
            let end = start + usize::from(old.length);
            self.buffer
                .replace_range(start..end, &" ".repeat(end - start));
        }
    }

    /// The text of a word, as far as memory holds it.
    pub fn text(&self, id: WordId) -> Text {
        match self.places.get(id.index()) {
            Some(place) if place.length == STORED => Text::Stored(id),
            Some(place) if place.length < ERASED => Text::Here(self.at(*place).to_owned()),
            _ => Text::Erased,
        }
    }

    /// A short text, borrowed. Empty when it is long or erased.
    pub fn short(&self, id: WordId) -> &str {
        self.places
            .get(id.index())
            .filter(|place| place.length < ERASED)
            .map_or("", |place| self.at(*place))
    }

    fn at(&self, place: Place) -> &str {
        let start = place.start as usize;
        self.buffer
            .get(start..start + usize::from(place.length))
            .unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_one_line_of_at_most_two_hundred_characters() {
        assert_eq!(
            title("title", "  Ship\n any   day ").as_deref(),
            Ok("Ship any day")
        );
        assert!(matches!(title("title", " \n"), Err(Refusal::Empty { .. })));
        assert!(matches!(
            title("title", &"é".repeat(201)),
            Err(Refusal::TooLong { length: 201, .. })
        ));
    }

    #[test]
    fn an_erased_word_leaves_no_trace_in_memory() {
        let mut words = Words::default();
        words.take_in(Some("Priya"));
        words.take_in(Some(&"long ".repeat(200)));
        words.erase(WordId(1));
        assert_eq!(words.text(WordId(1)), Text::Erased);
        assert_eq!(words.text(WordId(2)), Text::Stored(WordId(2)));
        assert!(!words.buffer.contains("Priya"));
    }

    #[test]
    fn slugs_are_plain() {
        assert_eq!(slug("Tim Hockin"), "tim-hockin");
        assert_eq!(slug("  @Priya.A! "), "priya-a");
    }

    #[test]
    fn foreign_text_is_cut_and_says_so() {
        assert_eq!(cut("abcdef", 4), "abc…");
        assert_eq!(cut("abc", 4), "abc");
    }
}
