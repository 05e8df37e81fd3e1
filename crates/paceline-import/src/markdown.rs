//! As much Markdown as records need: headings, sections, tables, the first paragraph.

use crate::formats::line_number;

/// Rows and cells beyond these are not read; no honest table has them.
const ROW_LIMIT: usize = 5_000;
const CELL_LIMIT: usize = 50;
/// Sections beyond this are not looked at.
const SECTION_LIMIT: usize = 1_000;

/// Depth and text of a heading: `## Status`, `AsciiDoc`'s `== Status`.
pub(crate) fn heading(line: &str) -> Option<(usize, &str)> {
    let line = line.trim_end();
    let sign = line.chars().next().filter(|c| matches!(c, '#' | '='))?;
    let text = line.trim_start_matches(sign);
    let depth = line.len() - text.len();
    let text = text
        .strip_prefix([' ', '\t'])?
        .trim()
        .trim_end_matches(sign)
        .trim();
    (depth <= 6 && !text.is_empty()).then_some((depth, text))
}

/// A line of nothing but `---`, `===`, `***`.
pub(crate) fn is_rule(line: &str) -> bool {
    line.len() >= 3
        && line
            .bytes()
            .next()
            .filter(|c| matches!(c, b'-' | b'=' | b'*' | b'~' | b'_'))
            .is_some_and(|first| line.bytes().all(|c| c == first))
}

/// The first heading of the first level, also one that is underlined with `===`.
pub(crate) fn title(text: &str) -> Option<(u32, String)> {
    let mut before: Option<(u32, &str)> = None;
    let mut fenced = false;
    for (index, line) in text.lines().enumerate() {
        fenced ^= line.trim_start().starts_with("```");
        if fenced {
            before = None;
            continue;
        }
        if let Some((1, text)) = heading(line) {
            return Some((line_number(index), plain(text)));
        }
        let underline = line.trim_end();
        if let (true, Some((number, text))) =
            (is_rule(underline) && underline.starts_with('='), before)
        {
            return Some((number, plain(text)));
        }
        before = (!line.trim().is_empty() && !is_rule(line.trim()))
            .then_some((line_number(index), line.trim()));
    }
    None
}

fn plain(text: &str) -> String {
    text.trim().to_owned()
}

/// One heading and what follows it up to the next.
#[derive(Debug)]
pub(crate) struct Section {
    pub(crate) depth: usize,
    pub(crate) line: u32,
    pub(crate) title: String,
    pub(crate) paragraph: String,
    pub(crate) items: Vec<(u32, String)>,
}

pub(crate) fn sections(text: &str) -> Vec<Section> {
    let mut found: Vec<Section> = Vec::new();
    let mut fenced = false;
    let mut paragraph_over = false;
    let mut before = "";
    for (index, raw) in text.lines().enumerate() {
        let trimmed = raw.trim();
        fenced ^= trimmed.starts_with("```");
        if fenced || trimmed.starts_with("```") || trimmed.starts_with("<!--") {
            continue;
        }
        let underlined = is_rule(trimmed) && !before.is_empty();
        let opened = match heading(raw) {
            Some((depth, text)) => Some((depth, text)),
            None if underlined && trimmed.starts_with('=') => Some((1, before)),
            None if underlined && trimmed.starts_with('-') => Some((2, before)),
            None => None,
        };
        before = trimmed;
        if let Some((depth, title)) = opened {
            // The underlined title was taken for a paragraph of the section before.
            if let (true, Some(last)) = (underlined, found.last_mut()) {
                let kept = last
                    .paragraph
                    .strip_suffix(title)
                    .map(|rest| rest.trim_end().to_owned());
                last.paragraph = kept.unwrap_or_else(|| std::mem::take(&mut last.paragraph));
            }
            if found.len() >= SECTION_LIMIT {
                break;
            }
            paragraph_over = false;
            found.push(Section {
                depth,
                line: line_number(index),
                title: title.to_owned(),
                paragraph: String::new(),
                items: Vec::new(),
            });
            continue;
        }
        let Some(section) = found.last_mut() else {
            continue;
        };
        if let Some(item) = trimmed
            .strip_prefix("- ")
            .or_else(|| trimmed.strip_prefix("* "))
        {
            section
                .items
                .push((line_number(index), item.trim().to_owned()));
            paragraph_over = true;
        } else if trimmed.is_empty() {
            paragraph_over |= !section.paragraph.is_empty();
        } else if !paragraph_over {
            if !section.paragraph.is_empty() {
                section.paragraph.push(' ');
            }
            section.paragraph.push_str(trimmed);
        }
    }
    // A list after a paragraph is detail, not the value.
    for section in &mut found {
        if !section.paragraph.is_empty() {
            section.items.clear();
        }
    }
    found
}

/// The summary section if there is one, else the first paragraph of the body; at most `limit` characters.
pub(crate) fn summary(body: &str, limit: usize) -> String {
    let body = &without_comments(body);
    let wanted = [
        "summary",
        "abstract",
        "simple summary",
        "tl;dr",
        "overview",
        "context",
    ];
    let found = sections(body).into_iter().find(|section| {
        wanted.contains(&section.title.to_lowercase().as_str()) && !section.paragraph.is_empty()
    });
    let text = match found {
        Some(section) => section.paragraph,
        None => first_paragraph(body),
    };
    text.chars().take(limit).collect()
}

/// Comments of templates (`<!-- describe your proposal -->`) are nobody's words.
fn without_comments(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("<!--") {
        kept.push_str(before);
        rest = after.split_once("-->").map_or("", |(_, after)| after);
    }
    kept.push_str(rest);
    kept
}

fn first_paragraph(body: &str) -> String {
    let mut paragraph = String::new();
    let mut fenced = false;
    for line in body.lines() {
        let trimmed = line.trim();
        fenced ^= trimmed.starts_with("```");
        let prose = !fenced
            && !trimmed.is_empty()
            && heading(line).is_none()
            && !is_rule(trimmed)
            && !trimmed.starts_with(['|', '<', '[', ':', '`', '-', '*']);
        if prose {
            if !paragraph.is_empty() {
                paragraph.push(' ');
            }
            paragraph.push_str(trimmed);
        } else if !paragraph.is_empty() {
            break;
        }
    }
    paragraph
}

/// A Markdown table with the line of its header.
#[derive(Debug)]
pub(crate) struct Table {
    pub(crate) line: u32,
    pub(crate) headers: Vec<String>,
    pub(crate) rows: Vec<Row>,
}

#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) line: u32,
    pub(crate) cells: Vec<String>,
}

pub(crate) fn tables(text: &str) -> Vec<Table> {
    let mut found: Vec<Table> = Vec::new();
    let mut header: Option<(u32, Vec<String>)> = None;
    let mut inside = false;
    for (index, raw) in text.lines().enumerate() {
        let line = line_number(index);
        let trimmed = raw.trim();
        if !trimmed.contains('|') {
            header = None;
            inside = false;
            continue;
        }
        if let (true, Some(table)) = (inside, found.last_mut()) {
            if table.rows.len() < ROW_LIMIT {
                table.rows.push(Row {
                    line,
                    cells: cells(trimmed),
                });
            }
            continue;
        }
        if let (true, Some((line, headers))) = (is_delimiter(trimmed), header.take()) {
            found.push(Table {
                line,
                headers,
                rows: Vec::new(),
            });
            inside = true;
            continue;
        }
        header = Some((line, cells(trimmed)));
    }
    found
}

fn is_delimiter(line: &str) -> bool {
    line.contains('-')
        && line
            .chars()
            .all(|c| matches!(c, '|' | '-' | ':' | ' ' | '\t'))
}

fn cells(line: &str) -> Vec<String> {
    let line = line.strip_prefix('|').unwrap_or(line);
    let line = line.strip_suffix('|').unwrap_or(line);
    let mut cells = vec![String::new()];
    let mut escaped = false;
    for c in line.chars() {
        match c {
            '|' if !escaped && cells.len() < CELL_LIMIT => cells.push(String::new()),
            '|' if escaped => {
                if let Some(cell) = cells.last_mut() {
                    cell.pop();
                    cell.push('|');
                }
            }
            _ => {
                if let Some(cell) = cells.last_mut() {
                    cell.push(c);
                }
            }
        }
        escaped = c == '\\' && !escaped;
    }
    cells.iter().map(|cell| cell.trim().to_owned()).collect()
}
