//! Dated progress reports from a JSONL file, joined to the records they speak of.

use std::collections::{BTreeMap, HashSet};

use serde_json::Value as Json;

use crate::dates::{self, Written};
use crate::error::ReadError;
use crate::mapping::CheckInSource;
use crate::person::Who;
use crate::record::{CheckIn, Initiative, Problem};
use crate::scope::Scope;

/// Check-ins and what was counted on the way.
#[derive(Debug, Default)]
pub(crate) struct Reports {
    pub(crate) check_ins: Vec<CheckIn>,
    /// Distinct keys that a record names and a report speaks of.
    pub(crate) keys_reported: u64,
    /// Reports whose key no record names.
    pub(crate) unjoined: u64,
}

/// `keys` names the records of each key, by their place in `initiatives`.
pub(crate) fn read(
    scope: Scope<'_>,
    initiatives: &[Initiative],
    keys: &BTreeMap<String, Vec<usize>>,
    problems: &mut Vec<Problem>,
) -> Result<Reports, ReadError> {
    let mut reports = Reports::default();
    let mapping = scope.mapping;
    let Some(source) = &mapping.check_ins else {
        return Ok(reports);
    };
    let mut seen = HashSet::new();
    let mut reported = HashSet::new();
    for path in scope.files_of_root(&source.files, &[])? {
        let Some(text) = scope.text_of_root(&path, problems) else {
            continue;
        };
        for (index, line) in text
            .lines()
            .enumerate()
            .filter(|(_, line)| !line.trim().is_empty())
        {
            let row = match row(source, line) {
                Ok(row) => row,
                Err(what) => {
                    problems.push(Problem {
                        path: path.clone(),
                        line: Some(crate::formats::line_number(index)),
                        what,
                        read_as: "left out".to_owned(),
                    });
                    continue;
                }
            };
            if row.distinct.is_some_and(|distinct| !seen.insert(distinct)) {
                continue;
            }
            let named = keys.get(&row.key).map_or(&[][..], Vec::as_slice);
            let Some(initiative) = current(initiatives, named, row.at) else {
                reports.unjoined += 1;
                continue;
            };
            reported.insert(row.key);
            let by = match mapping.people.who(&row.by) {
                Who::Person { key, .. } => key,
                Who::Group(group) => group,
                Who::Placeholder | Who::Nobody => String::new(),
            };
            reports.check_ins.push(CheckIn {
                initiative: initiative.id.clone(),
                by,
                at: row.at,
                text: row.text,
            });
        }
    }
    reports.keys_reported = u64::try_from(reported.len()).unwrap_or(u64::MAX);
    reports
        .check_ins
        .sort_by(|a, b| (a.at, &a.initiative, &a.by).cmp(&(b.at, &b.initiative, &b.by)));
    Ok(reports)
}

/// Of several records with one key, the one that began last before the report; else the first.
fn current<'i>(
    initiatives: &'i [Initiative],
    named: &[usize],
    at: jiff::Timestamp,
) -> Option<&'i Initiative> {
    let those = || named.iter().filter_map(|index| initiatives.get(*index));
    those()
        .filter(|initiative| initiative.created.is_some_and(|created| created <= at))
        .max_by_key(|initiative| initiative.created)
        .or_else(|| those().next())
}

struct Row {
    distinct: Option<String>,
    key: String,
    by: String,
    at: jiff::Timestamp,
    text: String,
}

fn row(source: &CheckInSource, line: &str) -> Result<Row, String> {
    let json: Json =
        serde_json::from_str(line).map_err(|error| format!("is not a line of JSON: {error}"))?;
    let text = |key: &str| match json.get(key) {
        Some(Json::String(text)) => text.clone(),
        Some(Json::Number(number)) => number.to_string(),
        Some(Json::Null | Json::Bool(_) | Json::Array(_) | Json::Object(_)) | None => String::new(),
    };
    let at = match dates::read(&text(&source.at)) {
        Written::At(at) => at,
        Written::Impossible | Written::Unreadable => {
            return Err(format!(
                "the report has no date that can be read in `{}`",
                source.at
            ));
        }
    };
    Ok(Row {
        distinct: source
            .distinct
            .as_deref()
            .map(text)
            .filter(|value| !value.is_empty()),
        key: text(&source.key),
        by: text(&source.by),
        at,
        text: text(&source.text),
    })
}
