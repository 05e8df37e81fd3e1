//! The vocabulary: every command by its name, what it does in a sentence, and what it takes. The same for every door.
//!
//! All of it is read from the commands themselves, so that a command cannot be left out and its description cannot lie.

use std::sync::LazyLock;

use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::{
    Command, Event, Refusal, Sight, compass, gap, goal, initiative, person, search::Thing, team,
};

mod fit;
#[cfg(test)]
mod tests;

/// What can be asked for, as every door calls it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Entry {
    /// The feature, a dot, and what is done with it: `gap.record`.
    pub name: String,
    /// What it does, in a sentence or two.
    pub sentence: String,
    /// What it takes: a JSON Schema without references, an object. What names a thing of the record is marked with
    /// `x-takes`.
    pub input: Value,
}

impl Entry {
    /// `gap` and `record`, of `gap.record`.
    pub fn parts(&self) -> (&str, &str) {
        self.name.split_once('.').unwrap_or((&self.name, ""))
    }
}

/// Why what was sent is no command.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Misread {
    #[error("There is no command called '{name}'.")]
    NoSuchCommand { name: String },
    #[error("'{name}' takes an object.")]
    NotAnObject { name: String },
    #[error("There is no field called '{field}'.")]
    UnknownField { field: String, known: String },
    #[error("The field '{field}' is missing.")]
    MissingField { field: String },
    #[error("The field '{field}' takes {wanted}.")]
    WrongKind { field: String, wanted: String },
    #[error(transparent)]
    Refused(#[from] Refusal),
}

impl Misread {
    /// What to do instead: one sentence.
    pub fn instead(&self) -> String {
        match self {
            Self::NoSuchCommand { .. } => "Pick one from the list of commands.".to_owned(),
            Self::NotAnObject { .. } => "Send its fields as a JSON object.".to_owned(),
            Self::UnknownField { known, .. } if known.is_empty() => "Leave it out.".to_owned(),
            Self::UnknownField { known, .. } => format!("It takes: {known}."),
            Self::MissingField { .. } => "Add it.".to_owned(),
            Self::WrongKind { .. } => "Change it, and send it again.".to_owned(),
            Self::Refused(refusal) => refusal.instead(),
        }
    }

    /// What it is, as a machine calls it.
    pub fn word(&self) -> String {
        let word = match self {
            Self::NoSuchCommand { .. } => "no_such_command",
            Self::NotAnObject { .. } => "not_an_object",
            Self::UnknownField { .. } => "unknown_field",
            Self::MissingField { .. } => "missing_field",
            Self::WrongKind { .. } => "wrong_kind",
            Self::Refused(refusal) => return refusal.word(),
        };
        word.to_owned()
    }
}

impl Refusal {
    /// What it is, as a machine calls it: `gap_closed`.
    pub fn word(&self) -> String {
        let told = serde_json::to_value(self).unwrap_or_default();
        told.get("refused")
            .and_then(Value::as_str)
            .unwrap_or("refused")
            .to_owned()
    }
}

/// Words of foreign records, which nobody says here.
const FOREIGN: [&str; 2] = ["no_word", "unknown"];

/// Every command that a door offers, feature by feature. What importers say is not among them.
pub fn all() -> &'static [Entry] {
    static ALL: LazyLock<Vec<Entry>> = LazyLock::new(entries);
    &ALL
}

/// A command by its name.
pub fn named(name: &str) -> Option<&'static Entry> {
    all().iter().find(|entry| entry.name == name)
}

/// The name of a command, or of an event: `gap.record`, `gap.recorded`.
pub fn name_of(what: &impl Serialize) -> String {
    let value = serde_json::to_value(what).unwrap_or_default();
    let Some((feature, inner)) = value.as_object().and_then(|object| object.iter().next()) else {
        return String::new();
    };
    let verb = match inner {
        Value::String(verb) => Some(verb),
        Value::Object(inner) => inner.keys().next(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => None,
    };
    format!("{feature}.{}", verb.map_or("", String::as_str))
}

/// What an event brought into the record, if it brought something.
pub fn made(event: &Event) -> Option<Thing> {
    if let Event::Gap(gap::Event::Recorded { gap, .. }) = event {
        return Some(Thing::Gap(*gap));
    }
    if let Event::Compass(compass::Event::Written { entry, .. }) = event {
        return Some(Thing::Entry(*entry));
    }
    if let Event::Goal(goal::Event::Set { goal, .. }) = event {
        return Some(Thing::Goal(*goal));
    }
    if let Event::Initiative(initiative::Event::Started { initiative, .. }) = event {
        return Some(Thing::Initiative(*initiative));
    }
    if let Event::Team(team::Event::Formed { team, .. }) = event {
        return Some(Thing::Team(*team));
    }
    if let Event::Person(person::Event::Joined { person, .. }) = event {
        return Some(Thing::Person(*person));
    }
    None
}

/// Reads a command. People may be named by their handles, teams by their slugs, other things by their references.
pub fn parse(sight: Sight<'_>, name: &str, input: Value) -> Result<Command, Misread> {
    let entry = named(name).ok_or_else(|| Misread::NoSuchCommand {
        name: crate::text::cut(name, 60),
    })?;
    let Value::Object(input) = input else {
        return Err(Misread::NotAnObject {
            name: entry.name.clone(),
        });
    };
    let fields = fit::object(sight, &entry.input, input, "")?;
    let (feature, verb) = entry.parts();
    let command = if entry.is_bare() {
        json!({ feature: verb })
    } else {
        json!({ feature: { verb: fields } })
    };
    serde_json::from_value(command).map_err(|_| Misread::NotAnObject {
        name: entry.name.clone(),
    })
}

impl Entry {
    /// Whether it takes nothing at all.
    fn is_bare(&self) -> bool {
        self.input.get("x-bare").is_some()
    }
}

/// Marks in a schema that a thing of the record may be named in another way too.
pub(crate) fn takes(schema: &mut schemars::Schema, what: &str, also: &str) {
    let own = schema.get("type").cloned().unwrap_or_default();
    schema.insert("type".to_owned(), json!([own, also]));
    schema.insert("x-takes".to_owned(), what.into());
    let written = match what {
        "gap" => Some(("^[Gg]-[1-9][0-9]{0,9}$", "A gap: `G-31`, or its number.")),
        "goal" => Some(("^[Oo]-[1-9][0-9]{0,9}$", "A goal: `O-7`, or its number.")),
        "initiative" => Some((
            "^[Ii]-[1-9][0-9]{0,9}$",
            "An initiative: `I-142`, or its number.",
        )),
        "entry" => Some((
            "^[Cc]-[1-9][0-9]{0,9}$",
            "An entry of the compass: `C-7`, or its number.",
        )),
        "veer_off" => Some((
            "^[Vv]-[1-9][0-9]{0,9}$",
            "A veer-off: `V-3`, or its number.",
        )),
        "person" => Some(("^@?.{1,60}$", "A person: `@ada`, or their number.")),
        "team" => Some(("^.{1,60}$", "A team: `checkout`, or its number.")),
        _ => None,
    };
    if let Some((pattern, sentence)) = written {
        schema.insert("pattern".to_owned(), pattern.into());
        schema.insert("description".to_owned(), sentence.into());
    }
}

fn entries() -> Vec<Entry> {
    let settings = schemars::generate::SchemaSettings::draft2020_12().with(|settings| {
        settings.inline_subschemas = true;
        settings.meta_schema = None;
    });
    let whole = settings
        .into_generator()
        .into_root_schema_for::<Command>()
        .to_value();
    let mut entries = Vec::new();
    for (feature, commands) in variants(&whole) {
        for (verb, input) in variants(&commands) {
            entries.push(entry(&format!("{feature}.{verb}"), input));
        }
    }
    entries
}

/// The variants of an enum as serde writes it, by name, each with the schema of what it holds.
fn variants(schema: &Value) -> Vec<(String, Value)> {
    let mut found = Vec::new();
    for variant in schema
        .get("oneOf")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
    {
        let properties = variant.get("properties").and_then(Value::as_object);
        if let Some((name, inner)) = properties.and_then(|properties| properties.iter().next()) {
            let mut inner = inner.clone();
            if let (Some(said), Some(inner)) = (variant.get("description"), inner.as_object_mut()) {
                inner.entry("description").or_insert_with(|| said.clone());
            }
            found.push((name.clone(), inner));
            continue;
        }
        let bare = variant.get("const").or_else(|| variant.get("enum"));
        let words = match bare {
            Some(Value::Array(words)) => words.clone(),
            Some(word) => vec![word.clone()],
            None => Vec::new(),
        };
        let said = variant.get("description").cloned().unwrap_or_default();
        found.extend(words.iter().filter_map(Value::as_str).map(|word| {
            let nothing = json!({ "type": "object", "description": said, "x-bare": true });
            (word.to_owned(), nothing)
        }));
    }
    found
}

fn entry(name: &str, mut input: Value) -> Entry {
    let said = input
        .as_object_mut()
        .and_then(|input| input.remove("description"));
    without_foreign_words(&mut input);
    if let Some(input) = input.as_object_mut() {
        input.entry("properties").or_insert_with(|| json!({}));
        input.insert("additionalProperties".to_owned(), false.into());
    }
    Entry {
        name: name.to_owned(),
        sentence: said
            .as_ref()
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned(),
        input,
    }
}

fn without_foreign_words(schema: &mut Value) {
    let is_foreign = |word: &Value| word.as_str().is_some_and(|word| FOREIGN.contains(&word));
    match schema {
        Value::Object(object) => {
            if let Some(Value::Array(words)) = object.get_mut("enum") {
                words.retain(|word| !is_foreign(word));
            }
            if let Some(Value::Array(choices)) = object.get_mut("oneOf") {
                choices.retain(|choice| !choice.get("const").is_some_and(is_foreign));
            }
            object.values_mut().for_each(without_foreign_words);
        }
        Value::Array(items) => items.iter_mut().for_each(without_foreign_words),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// The fields of an object's schema.
fn properties(schema: &Value) -> Option<&Map<String, Value>> {
    schema.get("properties").and_then(Value::as_object)
}
