//! The line rule for YAML that no parser accepts: `key: value` at column 0, `- item` belongs to the key above.

use crate::node::{Node, Value};

/// Never fails; what it cannot place it leaves out.
pub(crate) fn parse(text: &str, line_offset: u32) -> Node {
    let mut entries: Vec<(String, Node)> = Vec::new();
    for (index, raw) in text.lines().enumerate() {
        let line = line_offset.saturating_add(u32::try_from(index).unwrap_or(u32::MAX / 2) + 1);
        let trimmed = raw.trim();
        if let Some(item) = trimmed
            .strip_prefix('-')
            .filter(|_| !trimmed.starts_with("---"))
        {
            let value = unquoted(without_comment(item.trim()));
            let Some((_, node)) = entries.last_mut() else {
                continue;
            };
            if value.is_empty() {
                continue;
            }
            match &mut node.value {
                Value::List(items) => items.push(Node::text(line, value)),
                Value::Nothing => node.value = Value::List(vec![Node::text(line, value)]),
                Value::Text(_) | Value::Map(_) => {}
            }
            continue;
        }
        if raw.starts_with(|c: char| c.is_whitespace() || c == '#') {
            continue;
        }
        let Some((key, value)) = raw.split_once(':') else {
            continue;
        };
        if !is_key(key) {
            continue;
        }
        let value = without_comment(value.trim());
        let node = match (value.strip_prefix('['), unquoted(value)) {
            (_, "" | "~" | "null") => Node::nothing(line),
            (Some(inside), _) => flow_list(inside, line),
            (None, text) => Node::text(line, text),
        };
        entries.push((unquoted(key.trim()).to_owned(), node));
    }
    Node::map(line_offset + 1, entries)
}

fn is_key(key: &str) -> bool {
    !key.is_empty()
        && key.len() <= 80
        && key
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ' ' | '"' | '\'' | '.'))
}

fn flow_list(inside: &str, line: u32) -> Node {
    let items = inside
        .trim_end_matches(']')
        .split(',')
        .map(|item| unquoted(item.trim()))
        .filter(|item| !item.is_empty())
        .map(|item| Node::text(line, item))
        .collect();
    Node::list(line, items)
}

fn without_comment(value: &str) -> &str {
    if value.starts_with('#') {
        return "";
    }
    value
        .split_once(" #")
        .map_or(value, |(before, _)| before)
        .trim_end()
}

fn unquoted(value: &str) -> &str {
    value.trim().trim_matches(['"', '\'']).trim()
}
