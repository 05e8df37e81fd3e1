//! A timeline: a day, and what happened on it as a sentence.

use paceline_core::Time;
use serde_json::Value;

use super::{
    inline::inline,
    paper::Paper,
    part::part,
    sentences::{self, Sentence},
    words::label,
};

/// Whether a value is a moment of a timeline.
pub(super) fn is_moment(value: &Value) -> bool {
    ["at", "seq", "what"]
        .iter()
        .all(|field| value.get(field).is_some())
}

pub(super) fn print(lines: &mut Vec<String>, paper: &Paper, moment: &Value, indent: usize) {
    let at = moment.get("at").and_then(Value::as_i64).map(Time);
    let day = at.map(|at| at.date().to_string()).unwrap_or_default();
    let (said, quote) = sentence(moment, paper);
    let said = match moment.get("from").and_then(Value::as_u64) {
        Some(from) => format!("{said} · from G-{from}"),
        None => said,
    };
    let before = format!("{}{day}  ", " ".repeat(indent));
    paper.beside(lines, &before, &said, 0);
    if let Some(quote) = quote {
        paper.text(lines, &quote, indent + day.len() + 4);
    }
}

/// What happened, and the words that it is quoted with.
fn sentence(moment: &Value, paper: &Paper) -> (String, Option<String>) {
    let by = moment.pointer("/by/name").and_then(Value::as_str);
    let (kind, fields) = opened(&moment["what"]);
    let Some(sentence) = sentences::of(&variant(kind, fields)) else {
        // A newer server may tell of what this program does not know.
        let fields = part(kind, fields, paper);
        let mut told = Vec::new();
        fields.print(&mut told, &paper.of_the_past(), 0);
        let said = format!("{}{}", named(by), label(kind));
        return (said, Some(told.join("\n")).filter(|told| !told.is_empty()));
    };
    let quote = fields.get(sentence.quote).and_then(Value::as_str);
    (said(sentence, by, fields, paper), quote.map(str::to_owned))
}

fn named(by: Option<&str>) -> String {
    by.map_or_else(String::new, |by| format!("{by} "))
}

fn said(sentence: &Sentence, by: Option<&str>, fields: &Value, paper: &Paper) -> String {
    match (by, sentence.alone) {
        (Some(by), _) => {
            let said = filled(sentence.by, fields, paper);
            // What is a sentence of its own is told by whoever did it.
            let colon = if said.starts_with(char::is_uppercase) {
                ":"
            } else {
                ""
            };
            format!("{by}{colon} {said}")
        }
        (None, "") => format!("Somebody {}", filled(sentence.by, fields, paper)),
        (None, alone) => filled(alone, fields, paper),
    }
}

/// A kind with what it holds: what leads on to further kinds is opened.
fn opened(what: &Value) -> (&str, &Value) {
    let only = what.as_object().and_then(|what| what.iter().next());
    match (what, only) {
        (Value::String(kind), _) => (kind, &Value::Null),
        (_, Some((kind, further))) if matches!(kind.as_str(), "leading" | "agreeing") => {
            opened(further)
        }
        (_, Some((kind, fields))) => (kind, fields),
        (_, None) => ("", &Value::Null),
    }
}

/// Some kinds are said in another way by what they hold.
fn variant(kind: &str, fields: &Value) -> String {
    let text = |field: &str| fields.get(field).and_then(Value::as_str);
    let is_true = |field: &str| fields.get(field).and_then(Value::as_bool) == Some(true);
    let further = match kind {
        "stance_taken" if text("before").is_none() => {
            return format!("followed.{}", text("stance").unwrap_or_default());
        }
        "followed" => text("stance"),
        "offer_ended" => text("ending"),
        "lead_ended" => text("because").map(|_| "because"),
        "credited" => is_true("is_corrected").then_some("corrected"),
        "revised" => is_true("is_editorial").then_some("editorial"),
        "supported" => fields["by"].is_null().then_some("nobody"),
        "objection_ended" => fields["how"].is_null().then_some("lapsed"),
        _ => None,
    };
    further.map_or_else(|| kind.to_owned(), |further| format!("{kind}.{further}"))
}

/// A sentence with what a moment says in its places.
fn filled(sentence: &str, fields: &Value, paper: &Paper) -> String {
    let mut said = String::new();
    let mut rest = sentence;
    while let Some((before, from)) = rest.split_once('[') {
        let (optional, after) = from.split_once(']').unwrap_or((from, ""));
        said.push_str(&places(before, fields, paper).unwrap_or_default());
        said.push_str(&places(optional, fields, paper).unwrap_or_default());
        rest = after;
    }
    said.push_str(&places(rest, fields, paper).unwrap_or_default());
    said
}

/// Nothing where one of the places has nothing to say.
fn places(piece: &str, fields: &Value, paper: &Paper) -> Option<String> {
    let mut said = String::new();
    let mut rest = piece;
    while let Some((before, from)) = rest.split_once('{') {
        let (field, after) = from.split_once('}')?;
        said.push_str(before);
        said.push_str(&in_place(field, fields.get(field)?, paper)?);
        rest = after;
    }
    said.push_str(rest);
    Some(said)
}

/// People by their names and gaps by their references, as the pages have it in a sentence.
fn in_place(field: &str, value: &Value, paper: &Paper) -> Option<String> {
    if let Value::Array(items) = value {
        let items: Option<Vec<String>> = items
            .iter()
            .map(|item| in_place(field, item, paper))
            .collect();
        return items.map(|items| items.join(", "));
    }
    if let (Some(id), Some(_)) = (value.get("id"), value.get("is")) {
        return Some(format!("G-{id}"));
    }
    if let Some(name) = value.get("name").and_then(Value::as_str) {
        return Some(name.to_owned());
    }
    if let Some(people) = value.as_u64().filter(|_| field == "people") {
        let noun = if people == 1 { "person" } else { "people" };
        return Some(format!("{people} {noun}"));
    }
    let said = match (value, field) {
        (Value::Null, _) => return None,
        // What somebody wrote stays as it is, even where it is a single word.
        (Value::String(text), "of" | "what" | "priority" | "because" | "people") => text.clone(),
        (_, _) => inline(field, value, &paper.of_the_past()),
    };
    Some(said)
}
