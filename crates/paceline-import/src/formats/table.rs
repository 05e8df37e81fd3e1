//! A Markdown table of two columns: the first cell is the key, the second the value.

use regex::Regex;

use super::Block;
use crate::markdown;
use crate::node::Node;

pub(crate) fn read(text: &str, first_header: Option<&Regex>) -> Option<Block> {
    let table = markdown::tables(text).into_iter().find(|table| {
        let first = table.headers.first().map_or("", String::as_str);
        match first_header {
            Some(pattern) => pattern.is_match(first),
            None => table.headers.len() == 2,
        }
    })?;
    let mut entries = Vec::new();
    let mut body_line = table.line + 1;
    // Without a header row that says `Metadata`, the header is the first pair itself.
    if first_header.is_none() {
        entries.extend(pair(table.line, &table.headers));
    }
    for row in &table.rows {
        entries.extend(pair(row.line, &row.cells));
        body_line = row.line;
    }
    Some(Block {
        node: Node::map(table.line, entries),
        malformed: None,
        body_line,
    })
}

fn pair(line: u32, cells: &[String]) -> Option<(String, Node)> {
    let key = cells.first()?.trim().trim_matches('*').trim();
    let value = cells.get(1).map_or("", String::as_str).trim();
    let node = match value {
        "" => Node::nothing(line),
        value => Node::text(line, value),
    };
    (!key.is_empty()).then(|| (key.to_owned(), node))
}
