//! The words of the pages for what JSON says: each from the core, by the field that it stands in.

use paceline_core::{
    alignment::Why,
    goal::{Direction, Kind},
    initiative::{Part, Status, consent::Consulted},
    measure::Origin,
    person::Role,
    rhythm::Every,
};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, to_value};

/// What a field is called for people.
pub(super) fn label(name: &str) -> String {
    match name {
        "every_days" => "days between check-ins".to_owned(),
        "is_first_lead" => "first lead of whoever leads".to_owned(),
        name => name.replace('_', " "),
    }
}

/// A word of a choice as the pages say it. Most are the same with spaces; what is no such word stays as it is.
pub(super) fn word(field: &str, text: &str) -> String {
    let own = match field {
        "status" | "claimed" => read(text, Status::word),
        "role" => read(text, Role::word),
        "kind" => read(text, Kind::word),
        "direction" => read(text, Direction::word),
        "every" => read(text, Every::word),
        "part" | "parts" => read(text, Part::word),
        "why" => among(&Why::ALL, text, Why::word),
        "how" => among(&CONSULTED, text, Consulted::word),
        "from" => among(&[Origin::CheckIn, Origin::Report], text, Origin::word),
        _ => None,
    };
    let is_word = |c: char| c.is_ascii_lowercase() || c == '_';
    match own {
        Some(own) => own.to_owned(),
        None if !is_name(field) && text.chars().all(is_word) => text.replace('_', " "),
        None => text.to_owned(),
    }
}

const CONSULTED: [Consulted; 7] = [
    Consulted::Asked,
    Consulted::Answered,
    Consulted::GaveFeedback,
    Consulted::TookAStance,
    Consulted::Objected,
    Consulted::Helped,
    Consulted::Wrote,
];

/// Whether a field holds what somebody wrote or chose, and no word of ours.
fn is_name(field: &str) -> bool {
    matches!(
        field,
        "handle" | "slug" | "name" | "title" | "text" | "is" | "ought" | "reference" | "unit"
    )
}

fn read<T: DeserializeOwned>(text: &str, word: fn(T) -> &'static str) -> Option<&'static str> {
    serde_json::from_value(Value::from(text)).ok().map(word)
}

/// The same for a choice that is written and never read.
fn among<T: Serialize + Copy>(
    all: &[T],
    text: &str,
    word: fn(T) -> &'static str,
) -> Option<&'static str> {
    let found = all.iter().find(|one| {
        let written = to_value(one).ok();
        written.as_ref().and_then(Value::as_str) == Some(text)
    });
    found.copied().map(word)
}
