//! Headings as keys: the first paragraph, or the list, below `## Status` is its value.

use super::Block;
use crate::markdown;
use crate::node::Node;

pub(crate) fn read(text: &str) -> Option<Block> {
    let entries: Vec<(String, Node)> = markdown::sections(text)
        .into_iter()
        .filter(|section| section.depth > 1)
        .map(|section| {
            let node = match section.items.as_slice() {
                [] if section.paragraph.is_empty() => Node::nothing(section.line),
                [] => Node::text(section.line, section.paragraph),
                items => {
                    let items = items
                        .iter()
                        .map(|(line, item)| Node::text(*line, item.clone()));
                    Node::list(section.line, items.collect())
                }
            };
            (section.title, node)
        })
        .collect();
    (!entries.is_empty()).then(|| Block {
        node: Node::map(1, entries),
        malformed: None,
        body_line: 0,
    })
}
