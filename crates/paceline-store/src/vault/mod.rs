//! The vault: what is private, in rows that can be deleted and are then gone. Beside it the audit, which only grows.
//!
//! It lies in the same database as the journal and shares no connection with it: the journal's writer never waits for
//! more than one short commit here. No export, check or page of the record reads it.

mod memory;
mod postgres;
mod sqlite;

use std::{fmt, sync::Arc};

use paceline_core::{PersonId, Time};

use crate::{Location, StoreError, location::Place};

pub(crate) use postgres::lay_down;

/// Bytes that one row may hold.
pub const ROW_BYTES: usize = 1024 * 1024;
/// Bytes that an id may have: it stands in an index.
pub const ID_BYTES: usize = 1024;

/// One private thing. Its kind is named beside it; kind and id together are unique.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Row {
    pub id: String,
    /// Whose it is. It goes when they are forgotten.
    pub person: Option<PersonId>,
    /// From then on it counts no more. The vault has no clock: whoever reads a row looks.
    pub until: Option<Time>,
    /// JSON.
    pub text: String,
}

impl Row {
    /// Whether the row's time has passed.
    pub fn is_over(&self, now: Time) -> bool {
        self.until.is_some_and(|until| until <= now)
    }

    fn check(&self) -> Result<(), StoreError> {
        let within = |what, count, limit| {
            if count > limit {
                Err(StoreError::TooBig { what, count, limit })
            } else {
                Ok(())
            }
        };
        within("bytes of text", self.text.len(), ROW_BYTES)?;
        within("bytes of an id", self.id.len(), ID_BYTES)?;
        if self.text.contains('\0') || self.id.contains('\0') {
            return Err(StoreError::Nul);
        }
        Ok(())
    }
}

impl fmt::Debug for Row {
    /// What it holds stays private.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Row")
            .field("person", &self.person)
            .field("until", &self.until)
            .finish_non_exhaustive()
    }
}

/// What somebody did with an account or a setting. Never holds a secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEntry {
    pub at: Time,
    /// Nobody when it is not known who it was.
    pub by: Option<PersonId>,
    pub what: String,
    /// The rest, by `what`. Where it says `person`, it is about that person.
    pub about: serde_json::Value,
    /// The network address that it came from.
    pub from: Option<String>,
}

/// Which entries of the audit are wanted. All of it is optional; `since` is included, `until` is not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AuditFilter {
    pub by: Option<PersonId>,
    /// Done by this person or about this person.
    pub concerning: Option<PersonId>,
    pub what: Option<String>,
    /// Only entries with a smaller number: the next page.
    pub before: Option<i64>,
    pub since: Option<Time>,
    pub until: Option<Time>,
}

/// The open vault. Cheap to clone.
#[derive(Clone)]
pub struct Vault {
    inner: Arc<Kept>,
}

/// Where it lies. A closed set, so an enum.
enum Kept {
    Memory(memory::Shelf),
    Sqlite(sqlite::Shelf),
    Postgres(Box<postgres::Shelf>),
}

/// Runs the same line on whichever it is; memory alone answers at once.
macro_rules! on {
    ($vault:expr, $inner:ident => $call:expr) => {
        match &*$vault.inner {
            Kept::Memory($inner) => Ok($call),
            Kept::Sqlite($inner) => $call.await,
            Kept::Postgres($inner) => $call.await,
        }
    };
}

impl Vault {
    pub(crate) fn new(place: &Place) -> Self {
        let inner = match place {
            Place::Memory(_) => Kept::Memory(memory::Shelf::default()),
            Place::Folder(folder) => Kept::Sqlite(sqlite::Shelf::new(folder.clone())),
            Place::Postgres(config) => {
                Kept::Postgres(Box::new(postgres::Shelf::new(config.clone())))
            }
        };
        Self {
            inner: Arc::new(inner),
        }
    }

    /// The vault of a record that is not opened here, to note what is done with it from outside.
    pub fn at(location: &Location) -> Result<Self, StoreError> {
        Ok(Self::new(&location.place()?))
    }

    /// Adds a row. `false` when its id is taken; then nothing was changed.
    pub async fn add(&self, kind: &'static str, row: Row) -> Result<bool, StoreError> {
        row.check()?;
        on!(self, shelf => shelf.add(kind, row))
    }

    /// Writes a row, over the one with the same id if there is one.
    pub async fn put(&self, kind: &'static str, row: Row) -> Result<(), StoreError> {
        row.check()?;
        on!(self, shelf => shelf.put(kind, row))
    }

    /// Looks at a row.
    pub async fn get(&self, kind: &'static str, id: &str) -> Result<Option<Row>, StoreError> {
        on!(self, shelf => shelf.get(kind, id))
    }

    /// Writes a row over the one with its id if that still holds the text `before`. `false` when it does not, or is
    /// gone; then nothing was changed.
    pub async fn replace(
        &self,
        kind: &'static str,
        id: &str,
        before: &str,
        row: Row,
    ) -> Result<bool, StoreError> {
        let row = Row {
            id: id.to_owned(),
            ..row
        };
        row.check()?;
        on!(self, shelf => shelf.replace(kind, before, row))
    }

    /// Takes a row out: of many who try at once, one gets it.
    pub async fn take(&self, kind: &'static str, id: &str) -> Result<Option<Row>, StoreError> {
        on!(self, shelf => shelf.take(kind, id))
    }

    /// Deletes a row. `false` when there was none.
    pub async fn remove(&self, kind: &'static str, id: &str) -> Result<bool, StoreError> {
        Ok(self.take(kind, id).await?.is_some())
    }

    /// The rows of a kind that belong to a person, by id.
    pub async fn of_person(
        &self,
        kind: &'static str,
        person: PersonId,
    ) -> Result<Vec<Row>, StoreError> {
        on!(self, shelf => shelf.of_person(kind, person))
    }

    /// The rows of a kind by id, at most `limit` of those after one.
    pub async fn all(
        &self,
        kind: &'static str,
        after: Option<String>,
        limit: usize,
    ) -> Result<Vec<Row>, StoreError> {
        on!(self, shelf => shelf.all(kind, after, limit))
    }

    /// Deletes every row of a person. Says how many there were.
    pub async fn forget(&self, person: PersonId) -> Result<usize, StoreError> {
        on!(self, shelf => shelf.forget(person))
    }

    /// Deletes the rows whose time has passed. Says how many there were.
    pub async fn purge(&self, now: Time) -> Result<usize, StoreError> {
        on!(self, shelf => shelf.purge(now))
    }

    /// Adds to the audit. There is no way to change or delete what stands there.
    pub async fn audit(&self, entry: AuditEntry) -> Result<(), StoreError> {
        on!(self, shelf => shelf.audit(entry))
    }

    /// Entries of the audit with their numbers, newest first.
    pub async fn audit_entries(
        &self,
        filter: AuditFilter,
        limit: usize,
    ) -> Result<Vec<(i64, AuditEntry)>, StoreError> {
        on!(self, shelf => shelf.audit_entries(filter, limit))
    }

    /// Leaves nothing deleted behind in the files and lets go of the connections.
    pub(crate) async fn close(&self) {
        match &*self.inner {
            Kept::Memory(_) => {}
            Kept::Sqlite(shelf) => shelf.close().await,
            Kept::Postgres(shelf) => shelf.close().await,
        }
    }
}

impl fmt::Debug for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Vault")
    }
}

/// A number as both databases count.
fn count(limit: usize) -> i64 {
    i64::try_from(limit).unwrap_or(i64::MAX)
}

/// A person's number as it was stored.
fn person_from(number: Option<i64>) -> Option<PersonId> {
    number.and_then(|number| u32::try_from(number).ok().map(PersonId))
}

/// The JSON of an audit entry; what cannot be read is shown as the text it is.
fn about_from(text: String) -> serde_json::Value {
    serde_json::from_str(&text).unwrap_or(serde_json::Value::String(text))
}
