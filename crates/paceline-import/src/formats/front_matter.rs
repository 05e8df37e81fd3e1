//! YAML between `---` lines at the head of a file, or TOML between `+++` lines.

use super::{Block, Malformed, line_number, structured, tolerant, yaml_block};

pub(crate) fn read(text: &str) -> Option<Block> {
    // On the very first line, as every generator that knows front matter demands.
    let mut lines = text.lines().enumerate();
    let (first, fence) = lines.next()?;
    let fence = fence.trim_end();
    if !matches!(fence, "---" | "+++") {
        return None;
    }
    let (last, _) = lines.find(|(_, line)| {
        let line = line.trim_end();
        line == fence || (fence == "---" && line == "...")
    })?;
    let inside: String = text
        .lines()
        .skip(first + 1)
        .take(last - first - 1)
        .flat_map(|line| [line, "\n"])
        .collect();
    let offset = line_number(first);
    let body_line = line_number(last);
    if fence == "---" {
        return Some(yaml_block(&inside, offset, body_line));
    }
    Some(match structured::toml_node(&inside) {
        Ok(node) => Block {
            node,
            malformed: None,
            body_line,
        },
        Err(malformed) => Block {
            node: tolerant::parse(&inside.replace(" = ", ": "), offset),
            malformed: Some(Malformed::new(malformed.line + offset, malformed.why)),
            body_line,
        },
    })
}
