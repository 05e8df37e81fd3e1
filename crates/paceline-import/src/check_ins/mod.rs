//! Dated progress reports, of JSONL files and quoted in posts, joined to the records they speak of.

mod html;
mod posts;

use std::collections::{BTreeMap, HashSet};

use serde_json::Value as Json;

use crate::dates::{self, Written};
use crate::error::ReadError;
use crate::formats::line_number;
use crate::mapping::CheckInSource;
use crate::person::Who;
use crate::record::{CheckIn, Initiative, Problem};
use crate::scope::Scope;
use crate::walk;

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
    let Some(source) = &scope.mapping.check_ins else {
        return Ok(Reports::default());
    };
    let mut join = Join {
        scope,
        initiatives,
        keys,
        seen: HashSet::new(),
        reported: HashSet::new(),
        reports: Reports::default(),
    };
    for path in scope.files_of_root(&source.files, &[])? {
        let Some(text) = scope.text_of_root(&path, problems) else {
            continue;
        };
        let lines = text.lines().enumerate();
        for (index, line) in lines.filter(|(_, line)| !line.trim().is_empty()) {
            match row(source, line) {
                Ok(row) => join.take(row),
                Err(what) => problems.push(left_out(&path, line_number(index), what)),
            }
        }
    }
    for source in &source.posts {
        for path in scope.files_of_root(&source.files, &source.exclude)? {
            let root = &scope.place.root;
            let Some(text) = walk::text(root, &path, walk::RECORD_BYTES, problems) else {
                continue;
            };
            for quoted in posts::read(source, &text) {
                match quoted.row {
                    Ok(row) if row.text.is_empty() && !join.has(&row) => {
                        let what = "nothing is quoted below the report's first line".to_owned();
                        problems.push(left_out(&path, quoted.line, what));
                    }
                    Ok(row) => join.take(row),
                    Err(what) => problems.push(left_out(&path, quoted.line, what)),
                }
            }
        }
    }
    let mut reports = join.reports;
    reports.keys_reported = u64::try_from(join.reported.len()).unwrap_or(u64::MAX);
    reports
        .check_ins
        .sort_by(|a, b| (a.at, &a.initiative, &a.by).cmp(&(b.at, &b.initiative, &b.by)));
    Ok(reports)
}

fn left_out(path: &str, line: u32, what: String) -> Problem {
    Problem {
        path: path.to_owned(),
        line: Some(line),
        what,
        read_as: "left out".to_owned(),
    }
}

/// Lays reports beside the records they speak of, each once.
struct Join<'r> {
    scope: Scope<'r>,
    initiatives: &'r [Initiative],
    keys: &'r BTreeMap<String, Vec<usize>>,
    /// What tells reports apart, of those that were taken.
    seen: HashSet<String>,
    reported: HashSet<String>,
    reports: Reports,
}

impl Join<'_> {
    fn has(&self, row: &Row) -> bool {
        row.distinct
            .as_ref()
            .is_some_and(|distinct| self.seen.contains(distinct))
    }

    fn take(&mut self, row: Row) {
        if row
            .distinct
            .is_some_and(|distinct| !self.seen.insert(distinct))
        {
            return;
        }
        let named = self.keys.get(&row.key).map_or(&[][..], Vec::as_slice);
        let Some(initiative) = current(self.initiatives, named, row.at) else {
            self.reports.unjoined += 1;
            return;
        };
        self.reported.insert(row.key);
        let by = match self.scope.mapping.people.who(&row.by) {
            Who::Person { key, .. } => key,
            Who::Group(group) => group,
            Who::Placeholder | Who::Nobody => String::new(),
        };
        self.reports.check_ins.push(CheckIn {
            initiative: initiative.id.clone(),
            by,
            at: row.at,
            text: row.text,
        });
    }
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

/// One report, before it is known which record it speaks of.
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
