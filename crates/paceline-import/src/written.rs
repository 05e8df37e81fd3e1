//! What the fields of a record say, before anybody asks what it means.

use std::collections::{BTreeMap, HashSet};

use crate::mapping::{FieldSpec, Name};
use crate::node::{Node, Value};

/// One written value.
pub(crate) struct Found {
    pub(crate) line: u32,
    pub(crate) text: String,
    /// It stood in a list, so it is one value already.
    pub(crate) is_item: bool,
    /// What a `/pattern/` name captured.
    pub(crate) captured: Option<String>,
}

/// What the named fields say: those of the first name that says something, or of all when joined.
pub(crate) fn written(spec: &FieldSpec, node: &Node) -> Vec<Found> {
    let mut all = Vec::new();
    let is_family = matches!(spec.names.first(), Some(Name::Matching(_)));
    for named in node.named(&spec.names) {
        if named.node.is_blank() {
            continue;
        }
        let is_item = matches!(named.node.value, Value::List(_));
        let mut found: Vec<Found> = Vec::new();
        for (line, text) in named.node.scalars() {
            let text = match &spec.pattern {
                Some(pattern) => pattern.cut(text),
                None => Some(text),
            };
            if let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) {
                found.push(Found {
                    line,
                    text: text.to_owned(),
                    is_item,
                    captured: named.captured.clone(),
                });
            }
        }
        let says_something = !found.is_empty();
        all.extend(found);
        if says_something && !spec.join && !is_family {
            break;
        }
    }
    all
}

pub(crate) fn is_ignored(spec: &FieldSpec, text: &str) -> bool {
    let text = text.trim();
    text.is_empty()
        || spec
            .ignore
            .iter()
            .any(|ignored| ignored.eq_ignore_ascii_case(text))
}

pub(crate) fn note_line(lines: &mut BTreeMap<String, u32>, name: &str, found: &[Found]) {
    if let Some(first) = found.first() {
        lines.insert(name.to_owned(), first.line);
    }
}

/// Enough of a text to recognise it by.
pub(crate) fn short(text: &str) -> String {
    match text.char_indices().nth(80) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// The first of each, in order.
pub(crate) fn unique(items: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut seen = HashSet::new();
    items
        .into_iter()
        .filter(|item| seen.insert(item.clone()))
        .collect()
}
