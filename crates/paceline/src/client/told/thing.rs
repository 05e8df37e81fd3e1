//! A page as its heading, what is said in a word each, and its sections.

use serde_json::Value;

use super::{
    heading::heading,
    inline::{inline, is_nothing, is_of_machines},
    moments,
    paper::{Paper, joined},
    part::part,
    words::label,
};

pub(super) fn whole(lines: &mut Vec<String>, paper: &Paper, page: &Value) {
    let heading = heading(page, paper);
    if !heading.title.is_empty() {
        let mut title = Vec::new();
        paper.hanging(&mut title, &heading.title, 0, 2);
        lines.extend(title.into_iter().map(|line| paper.bold(line)));
        paper.hanging(lines, &joined(&heading.facts), 0, 2);
    }
    for text in heading.prose.iter().filter(|text| !text.is_empty()) {
        lines.push(String::new());
        paper.text(lines, text, 0);
    }
    let fields = page.as_object().into_iter().flatten();
    let fields = fields.filter(|(name, value)| {
        !heading.says(name) && !is_of_machines(name, value) && !is_nothing(value)
    });
    let (sections, plain): (Vec<_>, Vec<_>) =
        fields.partition(|(name, value)| is_section(name, value, paper));
    if !plain.is_empty() && !lines.is_empty() {
        lines.push(String::new());
    }
    for (name, value) in plain {
        let said = match value {
            Value::Object(_) => part(name, value, paper).line(),
            Value::Null
            | Value::Bool(_)
            | Value::Number(_)
            | Value::String(_)
            | Value::Array(_) => inline(name, value, paper),
        };
        // What is a sentence needs no name.
        let said = match (name.as_str(), said.is_empty()) {
            ("sentence", _) => said,
            (_, true) => continue,
            (name, false) => format!("{}: {said}", label(name)),
        };
        let mut rest = said.lines();
        if let Some(first) = rest.next() {
            paper.hanging(lines, first, 0, 2);
        }
        for line in rest {
            paper.text(lines, line, 2);
        }
    }
    for (name, value) in sections {
        section(lines, paper, name, value);
    }
}

/// Whether it stands under a heading of its own.
fn is_section(name: &str, value: &Value, paper: &Paper) -> bool {
    match value {
        Value::Array(items) => items.iter().any(|item| item.is_object() || item.is_array()),
        Value::Object(_) => !part(name, value, paper).is_plain(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => false,
    }
}

fn section(lines: &mut Vec<String>, paper: &Paper, name: &str, value: &Value) {
    let mut below = Vec::new();
    let one = std::slice::from_ref(value);
    let items = value.as_array().map_or(one, Vec::as_slice);
    for item in items {
        if moments::is_moment(item) {
            moments::print(&mut below, paper, item, 2);
        } else {
            part(name, item, paper).print(&mut below, paper, 2);
        }
    }
    if below.is_empty() {
        return;
    }
    if !lines.is_empty() {
        lines.push(String::new());
    }
    lines.push(paper.bold(label(name)));
    lines.append(&mut below);
}
