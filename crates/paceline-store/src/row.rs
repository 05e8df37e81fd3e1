//! What is stored, in the form in which it is stored: the only place that knows how an event becomes bytes.

use paceline_core::{By, Door, Event, PersonId, Recorded, Seq, Time, WordId};
use serde::{
    Deserialize,
    de::value::{Error as ValueError, StrDeserializer},
};

use crate::{
    StoreError,
    chain::{Brought, Hash, hex, unhex_hash},
};

/// An event as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    pub seq: Seq,
    pub at: i64,
    /// `person:12`, `importer`, `paceline`.
    pub by: String,
    pub door: String,
    pub origin: Option<String>,
    /// The event as JSON.
    pub body: String,
    /// The word rows that its decision brought, as JSON: `[[17,"ab12…"],…]`. On the first event of a decision.
    pub words: Option<String>,
    pub hash: Hash,
}

/// A text as it is stored. Erased when there is no text; then the salt is gone too, so that nobody can guess.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct WordRow {
    pub id: WordId,
    pub kept: Option<Kept>,
}

/// A text that was not erased, with what its hash is salted with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Kept {
    pub salt: Vec<u8>,
    pub text: String,
}

/// An event with the word rows that it brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    pub row: Row,
    pub brought: Brought,
    pub words: Vec<WordRow>,
}

impl Row {
    /// The event in its envelope, or that this Paceline cannot read it.
    pub(crate) fn recorded(&self) -> Result<Recorded, StoreError> {
        let unreadable = |what| {
            StoreError::broken_at(
                self.seq,
                format!("its {what} cannot be read by this Paceline"),
            )
        };
        let event: Event = serde_json::from_str(&self.body).map_err(|_| unreadable("body"))?;
        Ok(Recorded {
            seq: self.seq,
            at: Time(self.at),
            by: by_from(&self.by).ok_or_else(|| unreadable("author"))?,
            door: door_from(&self.door).ok_or_else(|| unreadable("door"))?,
            origin: self.origin.as_deref().map(Into::into),
            event,
        })
    }

    /// The words it says it brought.
    pub(crate) fn brought(&self) -> Result<Brought, StoreError> {
        self.words.as_deref().map_or(Ok(Vec::new()), |words| {
            words_from(words)
                .ok_or_else(|| StoreError::broken_at(self.seq, "its list of texts cannot be read"))
        })
    }
}

/// Who did it, in its stored form.
pub(crate) fn by_text(by: By) -> String {
    match by {
        By::Person(PersonId(number)) => format!("person:{number}"),
        By::Importer => "importer".to_owned(),
        By::Paceline => "paceline".to_owned(),
    }
}

fn by_from(text: &str) -> Option<By> {
    match text {
        "importer" => Some(By::Importer),
        "paceline" => Some(By::Paceline),
        person => person
            .strip_prefix("person:")?
            .parse()
            .ok()
            .map(|number| By::Person(PersonId(number))),
    }
}

/// The door's name as serde writes it, so that a new door needs no line here.
pub(crate) fn door_text(door: Door) -> String {
    match serde_json::to_value(door) {
        Ok(serde_json::Value::String(name)) => name,
        Ok(_) | Err(_) => String::new(),
    }
}

fn door_from(text: &str) -> Option<Door> {
    Door::deserialize(StrDeserializer::<ValueError>::new(text)).ok()
}

/// The list of words brought, in its stored form.
pub(crate) fn words_text(brought: &[(WordId, Hash)]) -> Option<String> {
    if brought.is_empty() {
        return None;
    }
    let items: Vec<String> = brought
        .iter()
        .map(|(id, hash)| format!("[{},\"{}\"]", id.0, hex(hash)))
        .collect();
    Some(format!("[{}]", items.join(",")))
}

fn words_from(text: &str) -> Option<Brought> {
    let items: Vec<(u32, &str)> = serde_json::from_str(text).ok()?;
    items
        .into_iter()
        .map(|(id, hash)| Some((WordId(id), unhex_hash(hash)?)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stored_forms_read_back() {
        for by in [By::Person(PersonId(7)), By::Importer, By::Paceline] {
            assert_eq!(by_from(&by_text(by)), Some(by));
        }
        for door in [
            Door::Page,
            Door::CommandLine,
            Door::Import,
            Door::Simulation,
        ] {
            assert_eq!(door_from(&door_text(door)), Some(door));
        }
        assert_eq!(door_text(Door::CommandLine), "command_line");
        let brought = vec![(WordId(3), [7; 32]), (WordId(4), [9; 32])];
        assert_eq!(words_from(&words_text(&brought).unwrap()), Some(brought));
        assert_eq!(words_text(&[]), None);
        assert_eq!((by_from("person:x"), door_from("window")), (None, None));
        assert_eq!(words_from("[[1,\"zz\"]]"), None);
    }
}
