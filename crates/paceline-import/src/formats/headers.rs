//! `Key: value` lines at the head, as in e-mail, PEPs and many plain documents.

use super::{Block, line_number};
use crate::markdown;
use crate::node::{Node, Value};

/// A head longer than this is not a head.
const HEAD_LINES: usize = 200;

pub(crate) fn read(text: &str) -> Option<Block> {
    let mut entries: Vec<(String, Node)> = Vec::new();
    let mut body_line = 0;
    let mut fenced = false;
    for (index, raw) in text.lines().take(HEAD_LINES).enumerate() {
        let line = line_number(index);
        let trimmed = raw.trim();
        if trimmed.starts_with("```") || trimmed.starts_with("<pre") || trimmed.starts_with("</pre")
        {
            fenced = !fenced;
            continue;
        }
        if trimmed.is_empty() || markdown::is_rule(trimmed) {
            continue;
        }
        if markdown::heading(raw).is_some_and(|(depth, _)| depth > 1) {
            break;
        }
        let continues = raw.starts_with([' ', '\t']) && !fenced;
        if let (true, Some((_, node))) = (continues, entries.last_mut()) {
            if let Value::Text(text) = &mut node.value {
                text.push(' ');
                text.push_str(trimmed);
                body_line = line;
            }
            continue;
        }
        match key_and_value(trimmed) {
            Some((key, value)) => {
                entries.push((key.to_owned(), Node::text(line, value)));
                body_line = line;
            }
            None if entries.is_empty() => {}
            None => break,
        }
    }
    (!entries.is_empty()).then(|| Block {
        node: Node::map(1, entries),
        malformed: None,
        body_line,
    })
}

/// Splits `Key: value`, `**Key**: value` and `**Key:** value`; a key is a few words without punctuation.
pub(crate) fn key_and_value(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(':')?;
    let value = match key.strip_prefix("**").or_else(|| key.strip_prefix("__")) {
        Some(_) => value.trim_start_matches(['*', '_']),
        None => value,
    };
    let key = key.trim().trim_matches(['*', '_', '`']).trim();
    let words = key.split_whitespace().count();
    let plain = key
        .chars()
        .all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '(' | ')' | '/' | '.'));
    let separate = value.is_empty() || value.starts_with(char::is_whitespace);
    (plain && separate && (1..=5).contains(&words) && key.starts_with(char::is_alphabetic))
        .then(|| (key, value.trim()))
}
