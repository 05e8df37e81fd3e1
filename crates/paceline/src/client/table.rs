//! Answers for people: rows in columns, a thing as its fields, in the words of the pages.

use paceline_core::Time;
use serde_json::Value;

/// The longest cell, in characters.
const CELL: usize = 64;
/// The longest text of a field, in characters, before it stands on lines of its own.
const LINE: usize = 100;

/// Moments, by the names of their fields.
const MOMENTS: [&str; 9] = [
    "at", "from", "to", "since", "started", "set", "joined", "formed", "until",
];

/// What an answer says.
pub(crate) fn told(answer: &Value) -> String {
    let mut out = Vec::new();
    match (answer.get("rows").and_then(Value::as_array), answer) {
        (Some(rows), _) => list(&mut out, rows, answer),
        (None, Value::Object(_)) if answer.get("events").is_some_and(Value::is_array) => {
            recorded(&mut out, answer);
        }
        (None, Value::Null) => out.push("Nothing to see.".to_owned()),
        (None, _) => thing(&mut out, answer, 0),
    }
    out.into_iter()
        .fold(String::new(), |told, line| told + &line + "\n")
}

/// What a command did.
fn recorded(out: &mut Vec<String>, answer: &Value) {
    let events = answer.get("events").and_then(Value::as_array);
    let names: Vec<String> = events
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .map(|name| name.replace(['.', '_'], " "))
        .collect();
    if names.is_empty() {
        out.push("Nothing had to change.".to_owned());
        return;
    }
    let made = answer.pointer("/made/reference").and_then(Value::as_str);
    let said = match made {
        Some(made) => format!("{made}: {}", names.join(", ")),
        None => names.join(", "),
    };
    out.push(said);
}

fn list(out: &mut Vec<String>, rows: &[Value], answer: &Value) {
    let rows: Vec<Vec<(String, String)>> = rows.iter().map(cells).collect();
    let names: Vec<&str> = rows
        .first()
        .into_iter()
        .flatten()
        .map(|(name, _)| name.as_str())
        .collect();
    let heads = names.iter().map(|name| name.to_uppercase());
    let mut lines: Vec<Vec<String>> = vec![heads.collect()];
    lines.extend(rows.iter().map(|row| {
        let cell = |name: &&str| {
            let found = row.iter().find(|(known, _)| known == name);
            found.map_or_else(String::new, |(_, cell)| cell.clone())
        };
        names.iter().map(cell).collect()
    }));
    let width = |column: usize| {
        let cells = lines.iter().filter_map(|line| line.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..names.len()).map(width).collect();
    if !rows.is_empty() {
        for line in &lines {
            let padded = line.iter().zip(&widths).map(|(cell, width)| {
                let rest = width - cell.chars().count();
                format!("{cell}{}", " ".repeat(rest))
            });
            out.push(padded.collect::<Vec<_>>().join("  ").trim_end().to_owned());
        }
    }
    let total = answer.get("total").and_then(Value::as_u64).unwrap_or(0);
    out.push(format!("{} of {total}", rows.len()));
    if let Some(next) = answer.get("next").and_then(Value::as_str) {
        out.push(format!("More with --cursor {next}"));
    }
}

/// A row as its columns; what is made of parts is opened.
fn cells(row: &Value) -> Vec<(String, String)> {
    let mut cells = Vec::new();
    // Findings and search results hold what is theirs a level deeper.
    let row = row.get("finding").unwrap_or(row);
    for (name, value) in row.as_object().into_iter().flatten() {
        let is_left_out = matches!(
            name.as_str(),
            "slug" | "thing" | "evidence" | "next" | "at" | "since" | "closed" | "depth"
        );
        if is_left_out {
            continue;
        }
        // A gap's row is the only one with its own number.
        let (name, cell) = match value.as_u64().filter(|_| name == "id") {
            Some(number) => ("gap".to_owned(), format!("G-{number}")),
            None => (name.replace('_', " "), short(name, value)),
        };
        cells.push((name, cut(&cell.replace('\n', " "), CELL)));
    }
    cells
}

fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let kept: String = text.chars().take(most - 1).collect();
    format!("{}…", kept.trim_end())
}

/// What says something to programs alone, or says nothing where it is nought.
fn is_of_machines(name: &str, value: &Value) -> bool {
    matches!(name, "viewer" | "seq" | "initials" | "step" | "is_empty")
        || name.starts_with("may_")
        || (name.starts_with("more_") && value == 0)
}

/// The fields of a thing, each on a line.
fn thing(out: &mut Vec<String>, value: &Value, depth: usize) {
    let indent = "  ".repeat(depth);
    for (name, value) in value.as_object().into_iter().flatten() {
        let label = name.replace('_', " ");
        if is_of_machines(name, value) {
            continue;
        }
        match value {
            Value::Null => {}
            Value::Array(items) if items.is_empty() => {}
            Value::Array(items) => {
                out.push(format!("{indent}{label}:"));
                for item in items {
                    let said = short(name, item).replace('\n', " ");
                    out.push(format!("{indent}  {}", cut(&said, LINE)));
                }
            }
            Value::Object(_) if short(name, value).is_empty() => {
                out.push(format!("{indent}{label}:"));
                thing(out, value, depth + 1);
            }
            Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Object(_) => {
                let said = short(name, value);
                if said.contains('\n') || said.chars().count() > LINE {
                    out.push(format!("{indent}{label}:"));
                    for line in said.lines() {
                        out.push(format!("{indent}  {line}"));
                    }
                } else if !said.is_empty() {
                    out.push(format!("{indent}{label}: {said}"));
                }
            }
        }
    }
}

/// A value in a few words: a link by what it leads to, a moment by its day.
fn short(name: &str, value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(said) => if *said { "yes" } else { "no" }.to_owned(),
        Value::Number(number) => number_of(name, number),
        Value::String(text) => match name {
            "stage" | "status" | "stance" | "label" | "urgency" | "to" => text.replace('_', " "),
            _ => text.clone(),
        },
        Value::Array(items) => {
            let said: Vec<String> = items.iter().map(|item| short(name, item)).collect();
            let is_pieces = items.iter().all(|item| item.get("is_match").is_some());
            said.join(if is_pieces { "" } else { ", " })
        }
        Value::Object(_) => link(name, value),
    }
}

fn number_of(name: &str, number: &serde_json::Number) -> String {
    let moment = number.as_i64().filter(|_| MOMENTS.contains(&name));
    moment.map_or_else(|| number.to_string(), |moment| Time(moment).to_string())
}

/// What stands for a part: its reference and title, its name, or what it holds.
fn link(name: &str, value: &Value) -> String {
    let text = |field: &str| value.get(field).and_then(Value::as_str);
    let number = value.get("id").and_then(Value::as_u64);
    if let Some(text) = text("text").filter(|_| value.get("is_match").is_some()) {
        return text.to_owned();
    }
    if let (Some(handle), Some(name)) = (text("handle"), text("name")) {
        return format!("{name} (@{handle})");
    }
    if let (Some(name), Some(slug)) = (text("name"), text("slug")) {
        return format!("{name} ({slug})");
    }
    if let (Some(number), Some(title)) = (number, text("title")) {
        let letter = if name == "goal" { 'O' } else { 'I' };
        return format!("{letter}-{number} {title}");
    }
    if let (Some(number), Some(is)) = (number, text("is")) {
        return format!("G-{number} {is}");
    }
    let fields = value.as_object();
    if name == "what"
        && let Some((kind, said)) = fields
            .filter(|fields| fields.len() == 1)
            .and_then(|fields| fields.iter().next())
    {
        return moment(kind, said);
    }
    let said = fields
        .into_iter()
        .flatten()
        .filter(|(name, value)| !value.is_boolean() && !is_of_machines(name, value))
        .map(|(name, value)| short(name, value));
    let said: Vec<String> = said.filter(|said| !said.is_empty()).collect();
    said.join(" · ")
}

/// What happened, with its word before it: without it, who invited whom to what could not be told.
fn moment(kind: &str, said: &Value) -> String {
    if matches!(kind, "agreeing" | "leading") {
        return short("what", said);
    }
    let word = kind.replace('_', " ");
    match short(kind, said).as_str() {
        "" => word,
        said => format!("{word}: {said}"),
    }
}
