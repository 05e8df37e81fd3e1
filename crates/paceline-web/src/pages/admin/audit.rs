//! The audit: what happened to accounts and settings, the newest first; to filter, to page, to take along.

use std::fmt::Write as _;

use askama::Template;
use axum::{
    http::header::{CONTENT_DISPOSITION, CONTENT_TYPE},
    response::IntoResponse as _,
};
use jiff::civil::Date;
use paceline_core::{PersonId, Time};
use paceline_identity::audit::{Entry, Happened};
use paceline_store::vault::AuditFilter;
use serde::Deserialize;

use super::name;
use crate::{
    extract::Query,
    form,
    frame::{Frame, Section},
    list::refused,
    look::Shown,
    problem::Problem,
    signed::{Admins, Signed},
    url::{Encoded, To},
    url_accounts::Admin,
};

/// Entries on a page.
const PAGE: usize = 100;
/// Entries in a file.
const FILE: usize = 50_000;

/// Which entries are wanted, as it stands in the query.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Wanted {
    person: String,
    what: String,
    since: String,
    until: String,
    before: String,
}

/// An entry, ready to be read.
struct Told {
    at: Time,
    by: String,
    sentence: String,
    from: String,
}

#[derive(Template)]
#[template(path = "admin/audit.html")]
struct Show {
    f: Frame,
    here: Admin<'static>,
    wanted: Wanted,
    names: Vec<(&'static str, String)>,
    entries: Vec<Told>,
    /// The page before this one in time.
    earlier: Option<String>,
    csv: String,
}

impl Wanted {
    fn is_for(&self, name: &str) -> bool {
        self.what == name
    }

    fn filter(&self, signed: &Signed) -> Result<AuditFilter, Problem> {
        let concerning = self.concerning(signed)?;
        Ok(AuditFilter {
            concerning,
            what: Some(self.what.clone()).filter(|what| !what.is_empty()),
            before: self.before.parse().ok(),
            since: day(&self.since)?.map(|date| Time(Time::end_of(date).0 + 1).plus_days(-1)),
            until: day(&self.until)?.map(|date| Time(Time::end_of(date).0 + 1)),
            ..AuditFilter::default()
        })
    }

    fn concerning(&self, signed: &Signed) -> Result<Option<PersonId>, Problem> {
        if self.person.trim().is_empty() {
            return Ok(None);
        }
        let named = signed
            .look
            .read(|seen| form::person_named(seen.sight, &self.person));
        named.map(Some).map_err(|refusal| refused(&refusal))
    }

    /// The same again, as a query.
    fn query(&self) -> String {
        let pairs = [
            ("person", &self.person),
            ("what", &self.what),
            ("since", &self.since),
            ("until", &self.until),
        ];
        let named = pairs.into_iter().filter(|(_, value)| !value.is_empty());
        let written = named.map(|(name, value)| format!("{name}={}", Encoded(value)));
        written.collect::<Vec<_>>().join("&")
    }
}

fn day(typed: &str) -> Result<Option<Date>, Problem> {
    match typed.trim() {
        "" => Ok(None),
        typed => typed.parse().map(Some).map_err(|_| Problem::BadDate),
    }
}

fn told(signed: &Signed, entry: &Entry) -> Told {
    Told {
        at: entry.at,
        by: entry.by.map_or_else(String::new, |by| name(signed, by)),
        sentence: entry.sentence(|person| name(signed, person)),
        from: entry.from.clone().unwrap_or_default(),
    }
}

/// A moment as a table shows it: `2026-03-01 09:30`.
fn minute(at: Time) -> String {
    at.timestamp().strftime("%Y-%m-%d %H:%M").to_string()
}

pub(crate) async fn show(admins: Admins, Query(wanted): Query<Wanted>) -> Shown {
    let Admins(signed) = admins;
    let filter = wanted.filter(&signed)?;
    let entries = signed.identity.entries(filter, PAGE + 1).await;
    let mut entries = entries.map_err(|failure| signed.failed(&failure))?;
    let has_more = entries.len() > PAGE;
    entries.truncate(PAGE);
    let query = wanted.query();
    let last = entries.last().filter(|_| has_more);
    let earlier = last.map(|entry| {
        let query = format!("{query}&before={}", entry.number);
        To::Admin(Admin::AuditWhere(&query)).to_string()
    });
    let csv = To::Admin(Admin::AuditAsCsv(&query)).to_string();
    let entries = entries.iter().map(|entry| told(&signed, entry)).collect();
    let names = Happened::NAMES.map(|name| (name, name.replace('_', " ")));
    signed.look.show(Section::Admin, |f| Show {
        f,
        here: Admin::Audit,
        wanted,
        names: names.into(),
        entries,
        earlier,
        csv,
    })
}

/// The same as a file for a spreadsheet.
pub(crate) async fn csv(admins: Admins, Query(wanted): Query<Wanted>) -> Shown {
    let Admins(signed) = admins;
    let filter = wanted.filter(&signed)?;
    let entries = signed.identity.entries(filter, FILE).await;
    let entries = entries.map_err(|failure| signed.failed(&failure))?;
    let mut file = String::from("at,by,what,sentence,from\r\n");
    for entry in &entries {
        let told = told(&signed, entry);
        let at = told.at.timestamp();
        let cells = [&told.by, &entry.what, &told.sentence, &told.from].map(|cell| quoted(cell));
        let _infallible = write!(file, "{at},{}\r\n", cells.join(","));
    }
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8"),
        (
            CONTENT_DISPOSITION,
            "attachment; filename=\"paceline-audit.csv\"",
        ),
    ];
    Ok((headers, file).into_response())
}

/// A cell in quotes. One that a spreadsheet would take for a formula is made a text.
fn quoted(cell: &str) -> String {
    let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let mark = if is_formula { "'" } else { "" };
    format!("\"{mark}{}\"", cell.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_never_a_formula() {
        assert_eq!(quoted("=1+1"), "\"'=1+1\"");
        assert_eq!(quoted("Ada \"A\""), "\"Ada \"\"A\"\"\"");
    }
}
