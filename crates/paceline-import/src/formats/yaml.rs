//! Strict YAML with every scalar as text; whatever `PyYAML` would refuse is refused here too.

use std::collections::HashMap;

use serde_saphyr::granit_parser::{Event, Parser, ScalarStyle, options};

use super::Malformed;
use crate::dates;
use crate::node::{Node, Value};

/// More values than any honest record has; a document that unfolds to more is a trap.
const VALUE_BUDGET: usize = 100_000;
/// Deeper than any honest record nests.
const DEPTH_LIMIT: usize = 64;

/// Reads one document. `line_offset` is the number of lines before `text` in its file.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "which further events there are depends on the parser's features; none is data"
)]
pub(crate) fn parse(text: &str, line_offset: u32) -> Result<Node, Malformed> {
    let options = options! {
        flow_nesting_limit: DEPTH_LIMIT,
        block_nesting_limit: DEPTH_LIMIT,
    };
    let mut tree = Tree::default();
    let mut documents = 0;
    for event in Parser::new_from_str_with_options(text, options) {
        let (event, span) = event.map_err(|error| {
            let marker = error.marker();
            Malformed::new(
                line_offset + line_of(marker.line()),
                error.kind().to_string(),
            )
        })?;
        let line = line_offset + line_of(span.start.line());
        match event {
            Event::DocumentStart(..) => {
                documents += 1;
                if documents > 1 {
                    return Err(Malformed::new(line, "expected a single document"));
                }
            }
            Event::Scalar(text, style, anchor, _) => {
                let node = scalar(text.into_owned(), style, line)?;
                tree.add(node, anchor)?;
            }
            Event::SequenceStart(_, anchor, _) => {
                tree.open(Node::list(line, Vec::new()), anchor)?;
            }
            Event::MappingStart(_, anchor, _) => tree.open(Node::map(line, Vec::new()), anchor)?,
            Event::SequenceEnd | Event::MappingEnd => tree.close()?,
            Event::Alias(anchor) => tree.alias(anchor, line)?,
            Event::UnresolvedAlias(_) => return Err(Malformed::new(line, "found undefined alias")),
            _ => {}
        }
    }
    Ok(tree.root.unwrap_or_else(|| Node::nothing(line_offset + 1)))
}

fn line_of(line: usize) -> u32 {
    u32::try_from(line.max(1)).unwrap_or(u32::MAX / 2)
}

fn scalar(text: String, style: ScalarStyle, line: u32) -> Result<Node, Malformed> {
    if style != ScalarStyle::Plain {
        return Ok(Node::text(line, text));
    }
    if matches!(text.as_str(), "" | "~" | "null" | "Null" | "NULL") {
        return Ok(Node::nothing(line));
    }
    // PyYAML makes a date of this and fails when there is no such day.
    match dates::impossible_yaml_date(&text) {
        Some(why) => Err(Malformed::new(line, why)),
        None => Ok(Node::text(line, text)),
    }
}

#[derive(Default)]
struct Tree {
    root: Option<Node>,
    open: Vec<Open>,
    anchors: HashMap<usize, (Node, usize)>,
    values: usize,
}

struct Open {
    node: Node,
    anchor: usize,
    /// Key of a mapping whose value has not come yet.
    key: Option<(String, u32)>,
    /// How many values the budget had spent when this one was opened.
    values_before: usize,
}

impl Tree {
    fn spend(&mut self, values: usize, line: u32) -> Result<(), Malformed> {
        self.values += values;
        if self.values > VALUE_BUDGET {
            return Err(Malformed::new(
                line,
                "the document unfolds to too many values",
            ));
        }
        Ok(())
    }

    fn open(&mut self, node: Node, anchor: usize) -> Result<(), Malformed> {
        self.spend(1, node.line)?;
        if self.open.len() >= DEPTH_LIMIT {
            return Err(Malformed::new(node.line, "the document nests too deeply"));
        }
        let values_before = self.values;
        self.open.push(Open {
            node,
            anchor,
            key: None,
            values_before,
        });
        Ok(())
    }

    fn close(&mut self) -> Result<(), Malformed> {
        let Some(done) = self.open.pop() else {
            return Ok(());
        };
        if done.anchor != 0 {
            let size = self.values - done.values_before + 1;
            self.anchors.insert(done.anchor, (done.node.clone(), size));
        }
        self.place(done.node)
    }

    fn add(&mut self, node: Node, anchor: usize) -> Result<(), Malformed> {
        self.spend(1, node.line)?;
        if anchor != 0 {
            self.anchors.insert(anchor, (node.clone(), 1));
        }
        self.place(node)
    }

    fn alias(&mut self, anchor: usize, line: u32) -> Result<(), Malformed> {
        let Some((_, size)) = self.anchors.get(&anchor) else {
            return Err(Malformed::new(line, "an alias refers to itself"));
        };
        let size = *size;
        self.spend(size, line)?;
        let node = self.anchors.get(&anchor).map(|(node, _)| node.clone());
        self.place(node.unwrap_or_else(|| Node::nothing(line)))
    }

    fn place(&mut self, node: Node) -> Result<(), Malformed> {
        let Some(top) = self.open.last_mut() else {
            self.root.get_or_insert(node);
            return Ok(());
        };
        match &mut top.node.value {
            Value::List(items) => items.push(node),
            Value::Map(entries) => match (top.key.take(), node.value) {
                (Some((key, line)), value) => entries.push((key, Node { line, value })),
                (None, Value::Text(key)) => top.key = Some((key, node.line)),
                (None, Value::Nothing) => top.key = Some((String::new(), node.line)),
                (None, Value::List(_) | Value::Map(_)) => {
                    return Err(Malformed::new(node.line, "found unhashable key"));
                }
            },
            Value::Nothing | Value::Text(_) => {}
        }
        Ok(())
    }
}
