//! `AsciiDoc` attributes at the head: `:state: published`.

use super::{Block, line_number};
use crate::node::Node;

const HEAD_LINES: usize = 100;

pub(crate) fn read(text: &str) -> Option<Block> {
    let mut entries = Vec::new();
    let mut body_line = 0;
    for (index, raw) in text.lines().take(HEAD_LINES).enumerate() {
        let Some((key, value)) = raw
            .trim_end()
            .strip_prefix(':')
            .and_then(|line| line.split_once(':'))
        else {
            continue;
        };
        let plain = key
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
        if key.is_empty() || !plain {
            continue;
        }
        let line = line_number(index);
        entries.push((key.to_owned(), Node::text(line, value.trim())));
        body_line = line;
    }
    (!entries.is_empty()).then(|| Block {
        node: Node::map(1, entries),
        malformed: None,
        body_line,
    })
}
