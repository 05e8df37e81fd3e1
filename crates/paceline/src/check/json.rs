//! The report as JSON, with names that stay; and the records themselves, a line each.

use paceline_import::{Initiative, PersonCount, Problem, Records, Totals, totals};
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::{Found, Report};

#[derive(Serialize)]
struct Document<'a> {
    as_of: String,
    preset: &'a str,
    totals: &'a Totals,
    leading_most: Vec<PersonCount>,
    leading_most_active: Vec<PersonCount>,
    per_team: Value,
    problems: &'a [Problem],
    findings: &'a [Found],
    not_asked: Map<String, Value>,
}

pub(super) fn written(report: &Report<'_>) -> String {
    let records = report.records;
    let not_asked = report
        .unasked
        .iter()
        .map(|(rule, reason)| (rule.name().to_owned(), json!(reason)))
        .collect();
    let document = Document {
        as_of: records.as_of.to_string(),
        preset: &records.preset,
        totals: &report.totals,
        leading_most: totals::leading_most(records),
        leading_most_active: totals::leading_most_active(records),
        per_team: json!(totals::per_team(records)),
        problems: &records.problems,
        findings: &report.findings,
        not_asked,
    };
    let mut text = serde_json::to_string_pretty(&document).unwrap_or_default();
    text.push('\n');
    text
}

/// One JSON line a record: `paceline check --records`.
pub(crate) fn records_as_lines(records: &Records) -> String {
    let has_second_state = records
        .initiatives
        .iter()
        .any(|read| read.maturity != "none");
    let mut text = String::new();
    for read in &records.initiatives {
        text.push_str(&record(read, has_second_state, records).to_string());
        text.push('\n');
    }
    text
}

fn record(read: &Initiative, has_second_state: bool, records: &Records) -> Value {
    let our_stage = totals::stage_name(read);
    json!({
        "id": read.id,
        "path": read.path,
        "title": read.title,
        "status": read.status,
        "status_written": read.status_written,
        "stage": if has_second_state { read.maturity.clone() } else { our_stage.clone() },
        "our_stage": our_stage,
        "lead": read.lead,
        "authors": read.authors,
        "reviewers": read.reviewers,
        "approvers": read.approvers,
        "supporters": read.supporters,
        "team": read.team,
        "serves": read.serves,
        "created": read.created.map(|at| at.to_string()),
        "last_change": read.last_change.map(|at| at.to_string()),
        "last_meaningful_change": read.last_meaningful_change.map(|at| at.to_string()),
        "active": read.active,
        "stale": totals::is_stale(read, records),
        "stale_ignoring_mechanical": totals::is_stale_ignoring_mechanical(read, records),
    })
}
