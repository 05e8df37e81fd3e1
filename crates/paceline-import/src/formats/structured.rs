//! Whole files of TOML or JSON.

use std::collections::HashMap;

use serde_json::Value as Json;

use super::{Block, Malformed, line_number, tolerant};
use crate::node::{Node, Value};

pub(crate) fn toml(text: &str) -> Option<Block> {
    block(text, toml_node(text), " = ")
}

pub(crate) fn json(text: &str) -> Option<Block> {
    block(text, json_node(text), ": ")
}

fn block(text: &str, node: Result<Node, Malformed>, sign: &str) -> Option<Block> {
    if text.trim().is_empty() {
        return None;
    }
    let (node, malformed) = match node {
        Ok(node) => (node, None),
        Err(malformed) => {
            let lines = text.replace(sign, ": ").replace(",\n", "\n");
            (tolerant::parse(&lines, 0), Some(malformed))
        }
    };
    Some(Block {
        node,
        malformed,
        body_line: 0,
    })
}

/// Top-level keys carry the line on which they stand; deeper values carry the line of their key.
pub(crate) fn toml_node(text: &str) -> Result<Node, Malformed> {
    let table: toml::Table = text.parse().map_err(|error: toml::de::Error| {
        let before = error.span().map_or(0, |span| span.start);
        Malformed::new(line_at(text, before), error.message().to_owned())
    })?;
    Ok(from_toml(
        &toml::Value::Table(table),
        1,
        Some(&lines_of_keys(text)),
    ))
}

fn from_toml(value: &toml::Value, line: u32, lines: Option<&KeyLines<'_>>) -> Node {
    match value {
        toml::Value::String(text) => Node::text(line, text.clone()),
        toml::Value::Array(items) => Node::list(
            line,
            items
                .iter()
                .map(|item| from_toml(item, line, None))
                .collect(),
        ),
        toml::Value::Table(table) => Node::map(
            line,
            table
                .iter()
                .map(|(key, value)| {
                    let line = lines
                        .and_then(|lines| lines.get(key.as_str()).copied())
                        .unwrap_or(line);
                    (key.clone(), from_toml(value, line, None))
                })
                .collect(),
        ),
        toml::Value::Integer(number) => Node::text(line, number.to_string()),
        toml::Value::Float(number) => Node::text(line, number.to_string()),
        toml::Value::Boolean(yes) => Node::text(line, yes.to_string()),
        toml::Value::Datetime(at) => Node::text(line, at.to_string()),
    }
}

pub(crate) fn json_node(text: &str) -> Result<Node, Malformed> {
    let value: Json = serde_json::from_str(text).map_err(|error| {
        Malformed::new(u32::try_from(error.line()).unwrap_or(1), error.to_string())
    })?;
    Ok(node_of_json(&value, 1, Some(&lines_of_keys(text))))
}

/// A value of a history file.
pub(crate) fn from_json(value: &Json) -> Node {
    node_of_json(value, 0, None)
}

fn node_of_json(value: &Json, line: u32, lines: Option<&KeyLines<'_>>) -> Node {
    let value = match value {
        Json::Null => Value::Nothing,
        Json::Bool(yes) => Value::Text(yes.to_string()),
        Json::Number(number) => Value::Text(number.to_string()),
        Json::String(text) => Value::Text(text.clone()),
        Json::Array(items) => Value::List(
            items
                .iter()
                .map(|item| node_of_json(item, line, None))
                .collect(),
        ),
        Json::Object(entries) => Value::Map(
            entries
                .iter()
                .map(|(key, value)| {
                    let line = lines
                        .and_then(|lines| lines.get(key.as_str()).copied())
                        .unwrap_or(line);
                    (key.clone(), node_of_json(value, line, None))
                })
                .collect(),
        ),
    };
    Node { line, value }
}

/// First line of each word with which a line begins.
type KeyLines<'t> = HashMap<&'t str, u32>;

fn lines_of_keys(text: &str) -> KeyLines<'_> {
    let mut lines = KeyLines::new();
    for (index, line) in text.lines().enumerate() {
        let line = line.trim_start_matches([' ', '\t', '{', '"', '\'', '[']);
        let end = line
            .find(|c: char| !c.is_alphanumeric() && c != '-' && c != '_')
            .unwrap_or(line.len());
        lines
            .entry(&line[..end])
            .or_insert_with(|| line_number(index));
    }
    lines
}

fn line_at(text: &str, byte: usize) -> u32 {
    let before = text.as_bytes().get(..byte).unwrap_or_default();
    line_number(
        before
            .split(|byte| *byte == b'\n')
            .count()
            .saturating_sub(1),
    )
}
