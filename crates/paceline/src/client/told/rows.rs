//! A list: a table where it fits the paper, and otherwise what each row is about with its facts below.

use serde_json::Value;

use super::{
    inline::{inline, is_nothing, link},
    moments,
    paper::{Paper, columns, in_cell},
    part::part,
    words::{label, word},
};

/// No column is made narrower than this, and the first not narrower than a title wants.
const NARROWEST: usize = 10;
const TITLE: usize = 28;
/// A row that would take more lines is easier to read as a paragraph.
const TALLEST: usize = 3;
/// Between two columns.
const GAP: usize = 2;

pub(super) fn list(lines: &mut Vec<String>, paper: &Paper, rows: &[Value], answer: &Value) {
    if rows.iter().any(moments::is_moment) {
        for row in rows {
            moments::print(lines, paper, row, 0);
        }
    } else if let Some(table) = table(paper, rows) {
        lines.extend(table);
    } else {
        for row in rows {
            part("", row, paper).print(lines, paper, 0);
        }
    }
    let total = answer.get("total").and_then(Value::as_u64).unwrap_or(0);
    lines.push(format!("{} of {total}", rows.len()));
    if let Some(next) = answer.get("next").and_then(Value::as_str) {
        lines.push(format!("More with --cursor {next}"));
    }
}

/// Findings and search results hold what is theirs a level deeper.
fn opened(row: &Value) -> &Value {
    row.get("finding").unwrap_or(row)
}

/// A table that fits; nothing where a column would be too narrow to read, or texts are too long for columns.
fn table(paper: &Paper, rows: &[Value]) -> Option<Vec<String>> {
    let rows: Vec<Vec<(String, String)>> =
        rows.iter().map(|row| cells(opened(row), paper)).collect();
    let mut names: Vec<&str> = Vec::new();
    for (name, _) in rows.iter().flatten() {
        if !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    let cell = |row: &[(String, String)], name: &str| {
        let found = row.iter().find(|(known, _)| known == name);
        found.map_or_else(String::new, |(_, cell)| cell.clone())
    };
    let heads = names.iter().map(|name| name.to_uppercase());
    let mut table: Vec<Vec<String>> = vec![heads.collect()];
    table.extend(
        rows.iter()
            .map(|row| names.iter().map(|name| cell(row, name)).collect()),
    );
    let widths = widths(&table, names.len(), paper.width)?;
    let is_tall = |row: &Vec<String>| line(row, &widths).len() > TALLEST;
    if table.iter().any(is_tall) {
        return None;
    }
    let lines = table.iter().enumerate().flat_map(|(place, row)| {
        let lines = line(row, &widths);
        lines
            .into_iter()
            .map(move |line| if place == 0 { paper.bold(line) } else { line })
    });
    Some(lines.collect())
}

/// How wide each column is: the widest give way first.
fn widths(table: &[Vec<String>], count: usize, room: usize) -> Option<Vec<usize>> {
    let widest = |column: usize| {
        let cells = table.iter().filter_map(|row| row.get(column));
        cells.map(|cell| columns(cell)).max().unwrap_or(0)
    };
    let mut widths: Vec<usize> = (0..count).map(widest).collect();
    let least: Vec<usize> = (0..count)
        .map(|column| if column == 0 { TITLE } else { NARROWEST })
        .collect();
    let between = GAP * count.saturating_sub(1);
    while widths.iter().sum::<usize>() + between > room {
        let give = widths.iter_mut().zip(&least);
        let (width, _) = give
            .filter(|(width, least)| **width > **least)
            .max_by_key(|(width, _)| **width)?;
        *width -= 1;
    }
    Some(widths)
}

/// A row, whose cells may take several lines.
fn line(row: &[String], widths: &[usize]) -> Vec<String> {
    let cells: Vec<Vec<String>> = row
        .iter()
        .zip(widths)
        .map(|(cell, width)| in_cell(cell, *width))
        .collect();
    let height = cells.iter().map(Vec::len).max().unwrap_or(0);
    let line = |place: usize| {
        let padded = cells.iter().zip(widths).map(|(cell, width)| {
            let said = cell.get(place).map_or("", String::as_str);
            let rest = width.saturating_sub(columns(said));
            format!("{said}{}", " ".repeat(rest))
        });
        let padded: Vec<String> = padded.collect();
        padded.join(&" ".repeat(GAP)).trim_end().to_owned()
    };
    (0..height).map(line).collect()
}

/// A row as its columns; what says nothing is left out.
fn cells(row: &Value, paper: &Paper) -> Vec<(String, String)> {
    let depth = row.get("depth").and_then(Value::as_u64).unwrap_or(0);
    let depth = usize::try_from(depth).unwrap_or(0).min(NARROWEST);
    let mut cells: Vec<(String, String)> = Vec::new();
    for (name, value) in row.as_object().into_iter().flatten() {
        let is_left_out = matches!(
            name.as_str(),
            "slug"
                | "thing"
                | "evidence"
                | "next"
                | "at"
                | "since"
                | "closed"
                | "depth"
                | "is_open"
        );
        let is_in_words = name == "progress_percent" && row.get("progress").is_some();
        if is_left_out || is_in_words || is_nothing(value) {
            continue;
        }
        // A gap's row is the only one with its own number.
        let (name, cell) = match value.as_u64().filter(|_| name == "id") {
            Some(number) => ("gap".to_owned(), format!("G-{number}")),
            None if cells.is_empty() => (label(name), inline(name, value, paper)),
            None => (label(name), brief(name, value, paper)),
        };
        let indent = if cells.is_empty() { depth } else { 0 };
        let cell = format!("{}{}", "  ".repeat(indent), cell.replace('\n', " "));
        cells.push((name, cell));
    }
    cells
}

/// People and teams by what one types for them.
fn brief(name: &str, value: &Value, paper: &Paper) -> String {
    let text = |field: &str| value.get(field).and_then(Value::as_str);
    match (text("handle"), text("slug"), value) {
        (Some(handle), _, _) if !handle.is_empty() => format!("@{handle}"),
        (_, Some(slug), _) if !slug.is_empty() => slug.to_owned(),
        (_, _, Value::Array(items)) if items.iter().all(|item| item.get("slug").is_some()) => {
            let slugs: Vec<String> = items.iter().map(|item| brief(name, item, paper)).collect();
            slugs.join(", ")
        }
        (_, _, Value::String(text)) => word(name, text),
        _ => link(name, value).unwrap_or_else(|| inline(name, value, paper)),
    }
}
