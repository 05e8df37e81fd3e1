//! Answers for people: a list as rows, a thing as its heading and its parts, in the words of the pages.

use serde_json::Value;

mod heading;
mod inline;
mod moments;
mod paper;
mod part;
mod rows;
mod sentences;
#[cfg(test)]
mod tests;
mod thing;
mod words;

pub(crate) use paper::Paper;

/// What an answer says.
pub(crate) fn told(answer: &Value, paper: &Paper) -> String {
    let mut lines = Vec::new();
    match (answer.get("rows").and_then(Value::as_array), answer) {
        (Some(rows), _) => rows::list(&mut lines, paper, rows, answer),
        (None, Value::Object(_)) if answer.get("events").is_some_and(Value::is_array) => {
            recorded(&mut lines, paper, answer);
        }
        (None, Value::Object(_)) => thing::whole(&mut lines, paper, answer),
        (None, Value::Array(items)) => {
            for item in items {
                part::part("", item, paper).print(&mut lines, paper, 0);
            }
        }
        (None, Value::Bool(_) | Value::Number(_) | Value::String(_)) => {
            paper.text(&mut lines, &inline::inline("", answer, paper), 0);
        }
        (None, Value::Null) => {}
    }
    if lines.is_empty() {
        lines.push("Nothing to see.".to_owned());
    }
    lines
        .into_iter()
        .fold(String::new(), |told, line| told + &line + "\n")
}

/// What a command did.
fn recorded(lines: &mut Vec<String>, paper: &Paper, answer: &Value) {
    let events = answer.get("events").and_then(Value::as_array);
    let names: Vec<String> = events
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .map(|name| name.replace(['.', '_'], " "))
        .collect();
    if names.is_empty() {
        lines.push("Nothing had to change.".to_owned());
        return;
    }
    let made = answer.pointer("/made/reference").and_then(Value::as_str);
    let said = match made {
        Some(made) => format!("{made}: {}", names.join(", ")),
        None => names.join(", "),
    };
    paper.hanging(lines, &said, 0, 2);
}
