//! The vault in memory, for tests and the demonstration.

use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use paceline_core::{PersonId, Time};

use super::{AuditEntry, AuditFilter, Row};

#[derive(Default)]
pub(super) struct Shelf {
    held: Mutex<Held>,
}

#[derive(Default)]
struct Held {
    rows: BTreeMap<(&'static str, String), Row>,
    audit: Vec<AuditEntry>,
}

impl Shelf {
    /// What is held; a panic elsewhere leaves it whole, because each change is one step.
    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn add(&self, kind: &'static str, row: Row) -> bool {
        let mut held = self.held();
        let key = (kind, row.id.clone());
        if held.rows.contains_key(&key) {
            return false;
        }
        held.rows.insert(key, row);
        true
    }

    pub(super) fn put(&self, kind: &'static str, row: Row) {
        self.held().rows.insert((kind, row.id.clone()), row);
    }

    pub(super) fn get(&self, kind: &'static str, id: &str) -> Option<Row> {
        self.held().rows.get(&(kind, id.to_owned())).cloned()
    }

    pub(super) fn replace(&self, kind: &'static str, before: &str, row: Row) -> bool {
        match self.held().rows.get_mut(&(kind, row.id.clone())) {
            Some(there) if there.text == before => {
                *there = row;
                true
            }
            Some(_) | None => false,
        }
    }

    pub(super) fn take(&self, kind: &'static str, id: &str) -> Option<Row> {
        self.held().rows.remove(&(kind, id.to_owned()))
    }

    pub(super) fn of_person(&self, kind: &'static str, person: PersonId) -> Vec<Row> {
        let held = self.held();
        let rows = held.rows.iter().filter(|((of, _), _)| *of == kind);
        rows.map(|(_, row)| row)
            .filter(|row| row.person == Some(person))
            .cloned()
            .collect()
    }

    #[expect(
        clippy::needless_pass_by_value,
        reason = "the same signature as the other shelves"
    )]
    pub(super) fn all(&self, kind: &'static str, after: Option<String>, limit: usize) -> Vec<Row> {
        let held = self.held();
        let rows = held.rows.iter().filter(|((of, _), _)| *of == kind);
        rows.map(|(_, row)| row)
            .filter(|row| after.as_ref().is_none_or(|after| row.id > *after))
            .take(limit)
            .cloned()
            .collect()
    }

    pub(super) fn forget(&self, person: PersonId) -> usize {
        self.retain(|row| row.person != Some(person))
    }

    pub(super) fn purge(&self, now: Time) -> usize {
        self.retain(|row| !row.is_over(now))
    }

    fn retain(&self, stays: impl Fn(&Row) -> bool) -> usize {
        let mut held = self.held();
        let before = held.rows.len();
        held.rows.retain(|_, row| stays(row));
        before - held.rows.len()
    }

    pub(super) fn audit(&self, entry: AuditEntry) {
        self.held().audit.push(entry);
    }

    #[expect(
        clippy::needless_pass_by_value,
        reason = "the same signature as the other shelves"
    )]
    pub(super) fn audit_entries(
        &self,
        filter: AuditFilter,
        limit: usize,
    ) -> Vec<(i64, AuditEntry)> {
        let held = self.held();
        let numbered = held.audit.iter().zip(1..).collect::<Vec<_>>();
        let newest_first = numbered.into_iter().rev();
        newest_first
            .filter(|(entry, number)| is_wanted(&filter, *number, entry))
            .take(limit)
            .map(|(entry, number)| (number, entry.clone()))
            .collect()
    }
}

fn is_wanted(filter: &AuditFilter, number: i64, entry: &AuditEntry) -> bool {
    let concerns = |person: PersonId| {
        entry.by == Some(person)
            || entry
                .about
                .get("person")
                .and_then(serde_json::Value::as_u64)
                == Some(u64::from(person.0))
    };
    filter.by.is_none_or(|by| entry.by == Some(by))
        && filter.concerning.is_none_or(concerns)
        && filter.what.as_ref().is_none_or(|what| entry.what == *what)
        && filter.before.is_none_or(|before| number < before)
        && filter.since.is_none_or(|since| entry.at >= since)
        && filter.until.is_none_or(|until| entry.at < until)
}
