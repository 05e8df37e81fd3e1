//! A value in a few words: a thing by its reference and title, a person by name and handle, a moment by its day.

use paceline_core::Time;
use serde_json::{Number, Value};

use super::{
    paper::Paper,
    words::{label, word},
};

/// Moments, by the names of their fields.
const MOMENTS: [&str; 22] = [
    "added",
    "at",
    "called",
    "ended",
    "formed",
    "from",
    "invited",
    "joined",
    "lapses",
    "last_change",
    "left",
    "merged_at",
    "moved",
    "now",
    "resumed",
    "set",
    "since",
    "started",
    "to",
    "until",
    "written",
    "closed_at",
];

/// No moment of a record is earlier than this second, and hardly a count is greater.
const EARLIEST: i64 = 100_000_000;

/// What says something to programs alone, or says nothing where it is nought.
pub(super) fn is_of_machines(name: &str, value: &Value) -> bool {
    matches!(
        name,
        "viewer" | "seq" | "initials" | "step" | "is_empty" | "may" | "fingerprint" | "moments"
    ) || name.starts_with("may_")
        || (name.starts_with("more") && value == 0)
        // Whether a branch of a tree is drawn open.
        || (name == "open" && value.is_boolean())
}

/// Whether nothing is said by it.
pub(super) fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::Array(items) => items.is_empty(),
        Value::String(text) => text.trim().is_empty(),
        Value::Object(fields) => fields.is_empty(),
        Value::Bool(true) | Value::Number(_) => false,
    }
}

pub(super) fn inline(name: &str, value: &Value, paper: &Paper) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(said) => if *said { "yes" } else { "no" }.to_owned(),
        Value::Number(number) => number_of(name, number, paper),
        Value::String(text) => word(name, text),
        Value::Array(items) => {
            let said = items.iter().map(|item| inline(name, item, paper));
            let said: Vec<String> = said.filter(|said| !said.is_empty()).collect();
            let is_pieces = items.iter().all(|item| item.get("is_match").is_some());
            said.join(if is_pieces { "" } else { ", " })
        }
        Value::Object(fields) => link(name, value).unwrap_or_else(|| {
            let fields = fields.iter().filter(|(name, value)| {
                !value.is_boolean() && !is_nothing(value) && !is_of_machines(name, value)
            });
            let said = fields.map(|(name, value)| fact(name, value, paper));
            said.collect::<Vec<_>>().join(" · ")
        }),
    }
}

fn number_of(name: &str, number: &Number, paper: &Paper) -> String {
    let moment = number
        .as_i64()
        .filter(|moment| MOMENTS.contains(&name) && *moment > EARLIEST);
    match moment {
        Some(moment) => paper.moment(Time(moment)),
        None if name.ends_with("_percent") => format!("{number}\u{a0}%"),
        None => number.to_string(),
    }
}

/// What stands for a part that has a page of its own: its reference and title, or its name.
pub(super) fn link(name: &str, value: &Value) -> Option<String> {
    let text = |field: &str| value.get(field).and_then(Value::as_str);
    if let Some(text) = text("text").filter(|_| value.get("is_match").is_some()) {
        return Some(text.to_owned());
    }
    if let (Some(handle), Some(name)) = (text("handle"), text("name")) {
        let is_known = !handle.is_empty();
        return Some(if is_known {
            format!("{name} (@{handle})")
        } else {
            name.to_owned()
        });
    }
    if let (Some(name), Some(slug)) = (text("name"), text("slug")) {
        return Some(format!("{name} ({slug})"));
    }
    if let (Some(team), Some(of)) = (
        value.get("team"),
        value.get("of").filter(|of| of.is_object()),
    ) {
        let (team, of) = (link("team", team)?, link("entry", of)?);
        return Some(format!("{team} translates {of}"));
    }
    let fields = value.as_object()?;
    let number = value.get("id").and_then(Value::as_u64);
    if let (Some(number), Some(title)) = (number, text("title")) {
        let letter = match name {
            "goal" => 'O',
            // An entry of the compass says of which kind it is.
            _ if text("kind").is_some() => 'C',
            _ => 'I',
        };
        return Some(format!("{letter}-{number} {title}"));
    }
    if let (Some(number), Some(is)) = (number, text("is")) {
        return Some(format!("G-{number} {is}"));
    }
    // What is one of several kinds of thing says which: `{"initiative": …}`.
    let mut only = fields.iter().filter(|_| fields.len() == 1);
    let (kind, thing) = only.next().filter(|(_, thing)| thing.is_object())?;
    link(kind, thing)
}

/// A value with its name before it, where the name is needed to know what it says.
pub(super) fn fact(name: &str, value: &Value, paper: &Paper) -> String {
    let said = inline(name, value, paper);
    let own = label(name);
    match value {
        Value::Object(_) if name == "lead" => format!("led by {said}"),
        Value::Object(_) if name == "team" => team(value).unwrap_or(said),
        // `after 2 days` says itself after what.
        Value::String(_) if said.starts_with(&format!("{own} ")) => said,
        Value::String(_) if name == "left" => said,
        Value::Bool(_) => ["is_", "has_"]
            .iter()
            .find_map(|begins| name.strip_prefix(begins))
            .map_or_else(|| label(name), label),
        Value::Number(_) if name == "number" => format!("#{said}"),
        Value::Number(_) if name == "at" => said,
        Value::Number(_) if name.ends_with("_percent") => {
            format!("{} {said}", label(name.trim_end_matches("_percent")))
        }
        Value::String(_) | Value::Object(_) | Value::Array(_) if speaks_for_itself(name) => said,
        Value::Null | Value::Number(_) | Value::String(_) | Value::Object(_) | Value::Array(_) => {
            format!("{own} {said}")
        }
    }
}

/// A team by its name, with its slug where that does not follow from the name.
fn team(value: &Value) -> Option<String> {
    let (name, slug) = (value.get("name")?.as_str()?, value.get("slug")?.as_str()?);
    let follows = name.to_lowercase().replace(' ', "-") == slug;
    follows.then(|| name.to_owned())
}

fn speaks_for_itself(name: &str) -> bool {
    matches!(
        name,
        "ago"
            | "by"
            | "did"
            | "entry"
            | "gap"
            | "goal"
            | "how"
            | "initiative"
            | "label"
            | "leaf"
            | "name"
            | "parts"
            | "person"
            | "reply"
            | "age"
            | "role"
            | "value"
            | "in_words"
            | "said"
            | "stage"
            | "stance"
            | "state"
            | "status"
            | "subject"
            | "team"
            | "teams"
            | "text"
            | "title"
            | "told"
            | "uptake"
            | "urgency"
            | "way"
            | "what"
            | "why"
            | "kind"
            | "size"
            | "means"
            | "sentence"
            | "reference"
            | ""
    )
}
