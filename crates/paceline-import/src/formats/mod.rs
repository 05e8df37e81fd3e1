//! The ways in which a record states its fields, one module each; each turns text into a [`Node`].

mod attributes;
mod front_matter;
mod headers;
mod list;
mod sections;
mod structured;
mod table;
mod tolerant;
mod yaml;

use std::collections::HashSet;

use regex::Regex;
use serde::Deserialize;

use crate::node::{Node, fold};

pub(crate) use structured::from_json;

/// How the fields of a record are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Format {
    /// A whole file of YAML.
    Yaml,
    /// A whole file of TOML.
    Toml,
    /// A whole file of JSON.
    Json,
    /// YAML between `---` lines (or TOML between `+++`) at the head.
    FrontMatter,
    /// `Key: value` lines at the head, as in e-mail.
    Headers,
    /// A Markdown list of `- Key: value` at the head.
    List,
    /// A Markdown table of two columns.
    Table,
    /// The first paragraph below a heading, such as `## Status`.
    Sections,
    /// `:key: value` lines of `AsciiDoc`.
    Attributes,
    /// Whichever of the above fits, by file name and first lines.
    Auto,
}

/// Why a strict reader gave up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Malformed {
    pub(crate) line: u32,
    pub(crate) why: String,
}

impl Malformed {
    pub(crate) fn new(line: u32, why: impl Into<String>) -> Self {
        Self {
            line,
            why: why.into(),
        }
    }
}

/// The fields of one file.
#[derive(Debug)]
pub(crate) struct Block {
    pub(crate) node: Node,
    /// Set when the strict reading failed and the tolerant rule was used.
    pub(crate) malformed: Option<Malformed>,
    /// Number of lines up to the end of the block; what follows is the body.
    pub(crate) body_line: u32,
}

/// Reads the fields of a file; `None` when it holds no such block.
pub(crate) fn read(
    formats: &[Format],
    table_header: Option<&Regex>,
    path: &str,
    text: &str,
) -> Option<Block> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut merged: Option<Block> = None;
    for format in formats {
        let Some(block) = read_one(*format, table_header, path, text) else {
            continue;
        };
        merged = Some(match merged {
            None => block,
            Some(earlier) => together(earlier, block),
        });
    }
    merged
}

/// What an earlier format says wins; a later one fills in.
fn together(earlier: Block, later: Block) -> Block {
    let mut entries = earlier.node.entries().to_vec();
    let said: HashSet<String> = entries
        .iter()
        .filter(|(_, node)| !node.is_blank())
        .map(|(key, _)| fold(key))
        .collect();
    let new = later
        .node
        .entries()
        .iter()
        .filter(|(key, _)| !said.contains(&fold(key)));
    entries.extend(new.cloned());
    Block {
        node: Node::map(earlier.node.line, entries),
        malformed: earlier.malformed.or(later.malformed),
        body_line: earlier.body_line.max(later.body_line),
    }
}

fn read_one(format: Format, table_header: Option<&Regex>, path: &str, text: &str) -> Option<Block> {
    match format {
        Format::Yaml => whole_yaml(text),
        Format::Toml => structured::toml(text),
        Format::Json => structured::json(text),
        Format::FrontMatter => front_matter::read(text),
        Format::Headers => headers::read(text),
        Format::List => list::read(text),
        Format::Table => table::read(text, table_header),
        Format::Sections => sections::read(text),
        Format::Attributes => attributes::read(text),
        Format::Auto => auto(table_header, path, text),
    }
}

fn auto(table_header: Option<&Regex>, path: &str, text: &str) -> Option<Block> {
    match path.rsplit_once('.').map(|(_, extension)| extension) {
        Some("yaml" | "yml") => whole_yaml(text),
        Some("toml") => structured::toml(text),
        Some("json") => structured::json(text),
        _ => front_matter::read(text)
            .or_else(|| attributes::read(text))
            .or_else(|| headers::read(text))
            .or_else(|| list::read(text))
            .or_else(|| table::read(text, table_header))
            .or_else(|| sections::read(text)),
    }
}

fn whole_yaml(text: &str) -> Option<Block> {
    if text.trim().is_empty() {
        return None;
    }
    Some(yaml_block(text, 0, 0))
}

/// Strict first, the tolerant line rule when that fails or gives no mapping.
fn yaml_block(text: &str, line_offset: u32, body_line: u32) -> Block {
    let malformed = match yaml::parse(text, line_offset) {
        Ok(node) if !node.entries().is_empty() => {
            return Block {
                node,
                malformed: None,
                body_line,
            };
        }
        Ok(node) if node.is_blank() => None,
        Ok(node) => Some(Malformed::new(node.line, "not a mapping of keys to values")),
        Err(malformed) => Some(malformed),
    };
    Block {
        node: tolerant::parse(text, line_offset),
        malformed,
        body_line,
    }
}

/// One strict YAML document, for files that are not records.
pub(crate) fn strict_yaml(text: &str) -> Result<Node, Malformed> {
    yaml::parse(text, 0)
}

/// One TOML or JSON document, for files that are not records.
pub(crate) fn strict_toml(text: &str) -> Result<Node, Malformed> {
    structured::toml_node(text)
}

/// See [`strict_toml`].
pub(crate) fn strict_json(text: &str) -> Result<Node, Malformed> {
    structured::json_node(text)
}

/// Line numbers are `u32` everywhere; a file with more lines than that is never read.
pub(crate) fn line_number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX / 2) + 1
}
