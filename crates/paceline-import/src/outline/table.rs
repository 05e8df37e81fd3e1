//! Goals in a table with a header, as a spreadsheet writes it: commas, semicolons or tabs between the cells.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{
    CSV_LINE_LIMIT,
    goals::trouble,
    items::{Counted, Goal, Item, KeyResult},
    number::{amount, milestones},
    remark::{Lines, Refused, Remarks},
};

/// The columns that are known, in the order in which they are best written.
pub const COLUMNS: [&str; 10] = [
    "goal",
    "team",
    "until",
    "why",
    "serves",
    "key result",
    "kind",
    "unit",
    "baseline",
    "target",
];
const SEPARATORS: [char; 3] = [',', ';', '\t'];

/// Whether a text begins with the header of such a table.
pub(super) fn has_header(text: &str) -> bool {
    let first = text.lines().next().unwrap_or_default();
    let cells = first.split(SEPARATORS).map(name);
    let known = cells
        .filter(|cell| COLUMNS.contains(&cell.as_str()))
        .count();
    known > 1 || (known == 1 && name(first) == "goal")
}

/// A column's name as it is compared.
fn name(cell: &str) -> String {
    let cell = cell.trim().trim_matches('"').replace(['_', '-'], " ");
    cell.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
}

pub(super) fn read(text: &str, remarks: &mut Remarks) -> Result<Vec<Item>, Refused> {
    if text.lines().count() > CSV_LINE_LIMIT {
        let line = super::number(CSV_LINE_LIMIT);
        let said = format!(
            "The table has {} lines, and {CSV_LINE_LIMIT} are taken in at once. Save it as several files and take \
             them in one after the other.",
            text.lines().count()
        );
        return Err(Refused::new(line, said));
    }
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator(text))
        .has_headers(false)
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let mut rows = reader.records();
    let header = rows.next().and_then(Result::ok).unwrap_or_default();
    let columns = columns(&header, remarks)?;
    let mut table = Table {
        columns,
        ends: text.match_indices('\n').map(|(at, _)| at).collect(),
        text,
        goals: Vec::new(),
        remarks,
    };
    for row in rows {
        match row {
            Ok(row) => table.row(&row),
            Err(error) => {
                let line = error.position().map_or(1, csv::Position::line);
                let line = u32::try_from(line).unwrap_or(u32::MAX);
                let said = "This line cannot be read as cells of a table. Save the sheet as 'CSV UTF-8' and try again.";
                return Err(Refused::new(line, said));
            }
        }
    }
    Ok(table.goals.into_iter().map(Item::Goal).collect())
}

/// What stands most often in the first line.
fn separator(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default();
    let count = |separator: char| first.matches(separator).count();
    let [comma, semicolon, tab] = SEPARATORS.map(count);
    match () {
        () if tab > comma.max(semicolon) => b'\t',
        () if semicolon > comma => b';',
        () => b',',
    }
}

fn columns(
    header: &csv::StringRecord,
    remarks: &mut Remarks,
) -> Result<BTreeMap<&'static str, usize>, Refused> {
    let mut columns = BTreeMap::new();
    let known = COLUMNS.join(", ");
    for (at, cell) in header.iter().enumerate() {
        let name = name(cell);
        let Some(column) = COLUMNS.into_iter().find(|column| *column == name) else {
            if !name.is_empty() {
                let said = format!(
                    "Nothing is made of the column '{cell}'. Those that are read are: {known}."
                );
                remarks.left_out(Lines::one(1), said);
            }
            continue;
        };
        if columns.insert(column, at).is_some() {
            let said = format!(
                "The header names the column '{column}' twice. Remove or rename one of the two."
            );
            return Err(Refused::new(1, said));
        }
    }
    if columns.contains_key("goal") {
        return Ok(columns);
    }
    let said = format!(
        "The header has no column 'goal'. Write a first line with the names of the columns: {known}."
    );
    Err(Refused::new(1, said))
}

struct Table<'r> {
    columns: BTreeMap<&'static str, usize>,
    text: &'r str,
    /// Where its lines end.
    ends: Vec<usize>,
    goals: Vec<Goal>,
    remarks: &'r mut Remarks,
}

impl Table<'_> {
    /// The line on which a row begins. The library's own count is one behind where lines end with two characters.
    fn lines(&self, row: &csv::StringRecord) -> Lines {
        let byte = row.position().map_or(0, csv::Position::byte);
        let at = usize::try_from(byte).unwrap_or(usize::MAX);
        let before = self.text.get(at..).unwrap_or_default();
        let blank = before.len() - before.trim_start_matches(['\r', '\n']).len();
        let above = self.ends.partition_point(|end| *end < at + blank);
        Lines::one(super::number(above))
    }

    fn row(&mut self, row: &csv::StringRecord) {
        let lines = self.lines(row);
        let columns = &self.columns;
        let cell = |column: &str| {
            let at = columns.get(column).copied();
            at.and_then(|at| row.get(at)).unwrap_or_default()
        };
        if row.iter().all(str::is_empty) {
            return;
        }
        let title = cell("goal");
        let goes_on = self
            .goals
            .last()
            .is_some_and(|last| title.is_empty() || last.title == title);
        if title.is_empty() && !goes_on {
            let said =
                "No goal is named in this row or above it. Write its title in the column 'goal'.";
            return self.remarks.left_out(lines, said);
        }
        if !goes_on {
            let read = until(cell("until"), lines, self.remarks);
            let goal = goal(&cell, lines, read);
            self.goals.push(goal);
        } else if let Some(last) = self.goals.last_mut() {
            last.lines = last.lines.up_to(lines);
            if says_otherwise(&cell, last) {
                let said = "This row says something else of its goal than the row above. What the first row of a goal \
                            says holds; leave these cells empty.";
                self.remarks.left_out(lines, said);
            }
        }
        let Some(result) = key_result(&cell, lines, self.remarks) else {
            return;
        };
        if let Some(goal) = self.goals.last_mut() {
            goal.key_results.push(result);
        }
    }
}

fn goal<'c>(cell: &impl Fn(&str) -> &'c str, lines: Lines, until: Option<Date>) -> Goal {
    let team = cell("team");
    let serves = cell("serves").split([';', '\n']).map(str::trim);
    Goal {
        lines,
        title: cell("goal").to_owned(),
        owner: (!team.is_empty()).then(|| team.to_owned()),
        section: None,
        parent: None,
        why: cell("why").to_owned(),
        period: None,
        until,
        serves: serves
            .filter(|served| !served.is_empty())
            .map(str::to_owned)
            .collect(),
        key_results: Vec::new(),
        outcome: None,
    }
}

/// Whether a further row of a goal contradicts its first.
fn says_otherwise<'c>(cell: &impl Fn(&str) -> &'c str, goal: &Goal) -> bool {
    let until = goal.until.map(|until| until.to_string());
    let differs = |column: &str, said: &str| !cell(column).is_empty() && cell(column) != said;
    differs("team", goal.owner.as_deref().unwrap_or_default())
        || differs("why", &goal.why)
        || (differs("until", until.as_deref().unwrap_or_default())
            && day(cell("until")) != goal.until)
}

/// `2026-06-30`, or `30.06.2026`, which means the same everywhere it is written.
fn day(written: &str) -> Option<Date> {
    if let Ok(day) = written.parse() {
        return Some(day);
    }
    let mut parts = written.split('.');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let is_whole = year.len() == 4 && parts.next().is_none();
    let date = Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok();
    date.filter(|_| is_whole)
}

fn until(written: &str, lines: Lines, remarks: &mut Remarks) -> Option<Date> {
    let read = day(written);
    if read.is_none() && !written.is_empty() {
        let said = format!(
            "There is no day '{}'. Write it as in 2026-09-30: year, month, day.",
            short(written)
        );
        remarks.trouble(lines, said);
    }
    read
}

fn key_result<'c>(
    cell: &impl Fn(&str) -> &'c str,
    lines: Lines,
    remarks: &mut Remarks,
) -> Option<KeyResult> {
    let name = cell("key result");
    if name.is_empty() {
        if ["kind", "unit", "baseline", "target"]
            .iter()
            .any(|column| !cell(column).is_empty())
        {
            let said = "Nothing is made of the numbers of this row, for it names no key result. Write what is counted \
                        in the column 'key result'.";
            remarks.left_out(lines, said);
        }
        return None;
    }
    let counted = match counted(cell) {
        Ok(counted) => counted,
        Err(said) => {
            remarks.trouble(lines, said);
            return None;
        }
    };
    trouble(&counted, lines, remarks);
    Some(KeyResult {
        lines,
        name: name.to_owned(),
        counted,
        outcome: None,
    })
}

fn counted<'c>(cell: &impl Fn(&str) -> &'c str) -> Result<Counted, String> {
    let (unit, kind) = (cell("unit"), cell("kind").to_lowercase());
    let has_numbers = !cell("baseline").is_empty() || !cell("target").is_empty();
    let number = |column: &str| {
        let written = cell(column);
        let bare = written.trim_end_matches('%').trim_end();
        amount(bare, "").ok_or_else(|| match written {
            "" => format!("The cell '{column}' is empty. Write a number there, as in 9 or 71.5."),
            _ => format!(
                "'{}' is not a number. Write digits in the cell '{column}', as in 9 or 71.5.",
                short(written)
            ),
        })
    };
    match kind.as_str() {
        "" if !has_numbers && unit.is_empty() => Ok(Counted::YesNo),
        "yes/no" | "yes no" | "yesno" => Ok(Counted::YesNo),
        "percentage" | "percent" | "%" => percentage(cell, number),
        "" if unit == "%" || cell("target").ends_with('%') => percentage(cell, number),
        "milestones" => Ok(Counted::Milestones(milestones(cell("target")))),
        "" | "number" => Ok(Counted::Number {
            unit: unit.to_owned(),
            baseline: number("baseline")?,
            target: number("target")?,
        }),
        _ => Err(format!(
            "A key result is not of the kind '{}'. Write number, percentage, yes/no or milestones.",
            short(&kind)
        )),
    }
}

fn percentage<'c>(
    cell: &impl Fn(&str) -> &'c str,
    number: impl Fn(&str) -> Result<paceline_core::measure::Amount, String>,
) -> Result<Counted, String> {
    let baseline = if cell("baseline").is_empty() {
        None
    } else {
        Some(number("baseline")?)
    };
    let target = number("target")?;
    Ok(Counted::Percentage { baseline, target })
}

fn short(written: &str) -> String {
    paceline_core::text::cut(written, 40)
}
