//! A Markdown list at the head: `- Feature Name: x`, `* **Status**: x`, `- **Status:** x`.

use super::headers::key_and_value;
use super::{Block, line_number};
use crate::markdown;
use crate::node::{Node, Value};

const HEAD_LINES: usize = 200;

pub(crate) fn read(text: &str) -> Option<Block> {
    let mut entries: Vec<(String, Node)> = Vec::new();
    let mut body_line = 0;
    for (index, raw) in text.lines().take(HEAD_LINES).enumerate() {
        let line = line_number(index);
        let trimmed = raw.trim();
        if trimmed.is_empty() {
            continue;
        }
        let indented = raw.starts_with([' ', '\t']) && !entries.is_empty();
        match (item(trimmed), entries.last_mut()) {
            (Some(text), Some((_, node))) if indented => add_item(node, line, text),
            (Some(text), _) => match key_and_value(text) {
                Some((key, value)) => entries.push((key.to_owned(), cell(line, value))),
                None if entries.is_empty() => {}
                None => break,
            },
            (None, Some((_, node))) if indented => continue_text(node, trimmed),
            (None, Some(_)) => break,
            (None, None) if markdown::heading(raw).is_some_and(|(depth, _)| depth > 2) => break,
            (None, None) => continue,
        }
        body_line = line;
    }
    (!entries.is_empty()).then(|| Block {
        node: Node::map(1, entries),
        malformed: None,
        body_line,
    })
}

fn item(line: &str) -> Option<&str> {
    line.strip_prefix("- ")
        .or_else(|| line.strip_prefix("* "))
        .or_else(|| line.strip_prefix("+ "))
        .map(str::trim)
}

fn cell(line: u32, value: &str) -> Node {
    if value.is_empty() {
        return Node::nothing(line);
    }
    Node::text(line, value.trim_matches('`').trim())
}

fn add_item(node: &mut Node, line: u32, text: &str) {
    let item = Node::text(line, text);
    match &mut node.value {
        Value::List(items) => items.push(item),
        Value::Nothing => node.value = Value::List(vec![item]),
        Value::Text(_) | Value::Map(_) => {}
    }
}

fn continue_text(node: &mut Node, more: &str) {
    match &mut node.value {
        Value::Text(text) => {
            text.push(' ');
            text.push_str(more);
        }
        Value::Nothing => node.value = Value::Text(more.to_owned()),
        Value::List(_) | Value::Map(_) => {}
    }
}
