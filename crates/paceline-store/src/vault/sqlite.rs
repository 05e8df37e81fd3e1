//! The vault in `paceline.sqlite`: one connection that writes and one that reads, on threads that may wait.
//!
//! `secure_delete` overwrites what is deleted where it lay. The write-ahead log still holds it until it is emptied, so
//! every deletion is followed by that within seconds.

use std::{
    path::PathBuf,
    sync::{
        Arc, Mutex, PoisonError, Weak,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use paceline_core::{PersonId, Time};
use rusqlite::{Connection, OptionalExtension, params};

use super::{AuditEntry, AuditFilter, Row, about_from, count, person_from};
use crate::{
    StoreError,
    fold::apart,
    sqlite::{self, failed},
};

/// How long after a deletion the write-ahead log is emptied, and how long until the next try when somebody reads it.
const SOON: Duration = Duration::from_secs(2);
/// How long a write waits for the journal's writer.
const PATIENCE: Duration = Duration::from_secs(5);

pub(super) struct Shelf {
    desk: Arc<Desk>,
    /// Whoever waits for a connection waits here, and not on a thread: a flood must not use up the runtime's threads.
    turn_to_write: tokio::sync::Mutex<()>,
    turn_to_read: tokio::sync::Mutex<()>,
}

struct Desk {
    folder: PathBuf,
    writing: Mutex<Option<Connection>>,
    reading: Mutex<Option<Connection>>,
    /// Something was deleted that the write-ahead log may still hold.
    has_remains: AtomicBool,
    is_closed: AtomicBool,
}

/// Whether work leaves something deleted behind.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Leaves {
    Nothing,
    Remains,
}

impl Desk {
    fn place(&self) -> String {
        self.folder.display().to_string()
    }

    fn write<T>(
        &self,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, StoreError> {
        self.with(&self.writing, "write", sqlite::connect_to_write, work)
    }

    fn read<T>(
        &self,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, StoreError> {
        self.with(&self.reading, "read", sqlite::connect, work)
    }

    fn with<T>(
        &self,
        kept: &Mutex<Option<Connection>>,
        done: &'static str,
        connect: impl FnOnce(&std::path::Path) -> Result<Connection, StoreError>,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, StoreError> {
        let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
        if self.is_closed.load(Ordering::Acquire) {
            return Err(StoreError::Closed);
        }
        let connection = match kept.take() {
            Some(connection) => connection,
            None => connect(&self.folder)?,
        };
        let worked = work(&connection).map_err(|cause| failed(self.place(), done, cause));
        *kept = Some(connection);
        worked
    }

    /// Empties the write-ahead log, and says whether it is empty. Most of it is copied while others write; the rest is
    /// tried without waiting for anybody, because whoever waits here holds up the journal.
    fn clean(&self) -> bool {
        if !self.has_remains.swap(false, Ordering::AcqRel) {
            return true;
        }
        let cleaned = self.write(|connection| {
            connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))?;
            connection.busy_timeout(Duration::ZERO)?;
            let busy = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| {
                row.get::<_, i64>(0)
            });
            connection.busy_timeout(PATIENCE)?;
            busy
        });
        let is_clean = matches!(cleaned, Ok(0));
        if !is_clean {
            self.has_remains.store(true, Ordering::Release);
        }
        is_clean
    }
}

impl Shelf {
    pub(super) fn new(folder: PathBuf) -> Self {
        Self {
            desk: Arc::new(Desk {
                folder,
                writing: Mutex::default(),
                reading: Mutex::default(),
                has_remains: AtomicBool::new(false),
                is_closed: AtomicBool::new(false),
            }),
            turn_to_write: tokio::sync::Mutex::default(),
            turn_to_read: tokio::sync::Mutex::default(),
        }
    }

    async fn write<T: Send + 'static>(
        &self,
        leaves: Leaves,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, StoreError> {
        let desk = self.desk.clone();
        let turn = self.turn_to_write.lock().await;
        let worked = apart(move || desk.write(work)).await?;
        drop(turn);
        if leaves == Leaves::Remains && !self.desk.has_remains.swap(true, Ordering::AcqRel) {
            tokio::spawn(clean_soon(Arc::downgrade(&self.desk)));
        }
        Ok(worked)
    }

    async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, StoreError> {
        let desk = self.desk.clone();
        let _turn = self.turn_to_read.lock().await;
        apart(move || desk.read(work)).await
    }

    pub(super) async fn add(&self, kind: &'static str, row: Row) -> Result<bool, StoreError> {
        self.write(Leaves::Nothing, move |connection| {
            let mut add = connection.prepare_cached(
                "INSERT INTO vault (kind, id, person, until, text) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING",
            )?;
            let added = add.execute(params![kind, row.id, number(row.person), time(row.until), row.text])?;
            Ok(added > 0)
        })
        .await
    }

    pub(super) async fn put(&self, kind: &'static str, row: Row) -> Result<(), StoreError> {
        self.write(Leaves::Remains, move |connection| {
            let mut put = connection.prepare_cached(
                "INSERT INTO vault (kind, id, person, until, text) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (kind, id) \
                 DO UPDATE SET person = excluded.person, until = excluded.until, text = excluded.text",
            )?;
            put.execute(params![kind, row.id, number(row.person), time(row.until), row.text])?;
            Ok(())
        })
        .await
    }

    pub(super) async fn get(
        &self,
        kind: &'static str,
        id: &str,
    ) -> Result<Option<Row>, StoreError> {
        let id = id.to_owned();
        self.read(move |connection| {
            let mut get = connection.prepare_cached(
                "SELECT id, person, until, text FROM vault WHERE kind = ?1 AND id = ?2",
            )?;
            get.query_row([kind, &id], read_row).optional()
        })
        .await
    }

    pub(super) async fn replace(
        &self,
        kind: &'static str,
        before: &str,
        row: Row,
    ) -> Result<bool, StoreError> {
        let before = before.to_owned();
        self.write(Leaves::Remains, move |connection| {
            let mut replace = connection.prepare_cached(
                "UPDATE vault SET person = ?3, until = ?4, text = ?5 WHERE kind = ?1 AND id = ?2 AND text = ?6",
            )?;
            let replaced = replace.execute(params![
                kind,
                row.id,
                number(row.person),
                time(row.until),
                row.text,
                before
            ])?;
            Ok(replaced > 0)
        })
        .await
    }

    pub(super) async fn take(
        &self,
        kind: &'static str,
        id: &str,
    ) -> Result<Option<Row>, StoreError> {
        let id = id.to_owned();
        self.write(Leaves::Remains, move |connection| {
            let mut take = connection.prepare_cached(
                "DELETE FROM vault WHERE kind = ?1 AND id = ?2 RETURNING id, person, until, text",
            )?;
            let mut taken = take.query_map([kind, &id], read_row)?;
            // Read to the end: only then is the statement over and the row gone.
            taken.try_fold(None, |_, row| row.map(Some))
        })
        .await
    }

    pub(super) async fn of_person(
        &self,
        kind: &'static str,
        person: PersonId,
    ) -> Result<Vec<Row>, StoreError> {
        self.read(move |connection| {
            let mut find = connection.prepare_cached(
                "SELECT id, person, until, text FROM vault WHERE kind = ?1 AND person = ?2 ORDER BY id",
            )?;
            let found = find.query_map(params![kind, person.0], read_row)?;
            found.collect()
        })
        .await
    }

    pub(super) async fn all(
        &self,
        kind: &'static str,
        after: Option<String>,
        limit: usize,
    ) -> Result<Vec<Row>, StoreError> {
        self.read(move |connection| {
            let mut find = connection.prepare_cached(
                "SELECT id, person, until, text FROM vault WHERE kind = ?1 AND (?2 IS NULL OR id > ?2) ORDER BY id LIMIT ?3",
            )?;
            let found = find.query_map(params![kind, after, count(limit)], read_row)?;
            found.collect()
        })
        .await
    }

    pub(super) async fn forget(&self, person: PersonId) -> Result<usize, StoreError> {
        self.write(Leaves::Remains, move |connection| {
            connection.execute("DELETE FROM vault WHERE person = ?1", [person.0])
        })
        .await
    }

    pub(super) async fn purge(&self, now: Time) -> Result<usize, StoreError> {
        self.write(Leaves::Remains, move |connection| {
            connection.execute("DELETE FROM vault WHERE until <= ?1", [now.0])
        })
        .await
    }

    pub(super) async fn audit(&self, entry: AuditEntry) -> Result<(), StoreError> {
        self.write(Leaves::Nothing, move |connection| {
            let mut add = connection.prepare_cached(
                "INSERT INTO audit (at, by, what, about, address) VALUES (?1, ?2, ?3, ?4, ?5)",
            )?;
            let about = entry.about.to_string();
            add.execute(params![
                entry.at.0,
                number(entry.by),
                entry.what,
                about,
                entry.from
            ])?;
            Ok(())
        })
        .await
    }

    pub(super) async fn audit_entries(
        &self,
        filter: AuditFilter,
        limit: usize,
    ) -> Result<Vec<(i64, AuditEntry)>, StoreError> {
        self.read(move |connection| {
            let mut find = connection.prepare_cached(
                "SELECT number, at, by, what, about, address FROM audit WHERE (?1 IS NULL OR by = ?1) \
                 AND (?2 IS NULL OR by = ?2 OR json_extract(about, '$.person') = ?2) AND (?3 IS NULL OR what = ?3) \
                 AND (?4 IS NULL OR number < ?4) AND (?5 IS NULL OR at >= ?5) AND (?6 IS NULL OR at < ?6) \
                 ORDER BY number DESC LIMIT ?7",
            )?;
            let asked = params![
                number(filter.by),
                number(filter.concerning),
                filter.what,
                filter.before,
                time(filter.since),
                time(filter.until),
                count(limit)
            ];
            let found = find.query_map(asked, |row| {
                let entry = AuditEntry {
                    at: Time(row.get(1)?),
                    by: person_from(row.get(2)?),
                    what: row.get(3)?,
                    about: about_from(row.get(4)?),
                    from: row.get(5)?,
                };
                Ok((row.get(0)?, entry))
            })?;
            found.collect()
        })
        .await
    }

    pub(super) async fn close(&self) {
        let desk = self.desk.clone();
        let closed = apart(move || {
            desk.clean();
            desk.is_closed.store(true, Ordering::Release);
            for kept in [&desk.writing, &desk.reading] {
                kept.lock().unwrap_or_else(PoisonError::into_inner).take();
            }
            Ok(())
        });
        // It cannot fail but by a runtime that ends, and then the connections end with it.
        drop(closed.await);
    }
}

/// Cleans up after deletions, again and again while somebody holds the write-ahead log.
async fn clean_soon(desk: Weak<Desk>) {
    loop {
        tokio::time::sleep(SOON).await;
        let Some(desk) = desk.upgrade() else { return };
        if desk.is_closed.load(Ordering::Acquire)
            || apart(move || Ok(desk.clean())).await.unwrap_or(true)
        {
            return;
        }
    }
}

fn read_row(row: &rusqlite::Row<'_>) -> rusqlite::Result<Row> {
    Ok(Row {
        id: row.get(0)?,
        person: person_from(row.get(1)?),
        until: row.get::<_, Option<i64>>(2)?.map(Time),
        text: row.get(3)?,
    })
}

fn number(person: Option<PersonId>) -> Option<u32> {
    person.map(|person| person.0)
}

fn time(time: Option<Time>) -> Option<i64> {
    time.map(|time| time.0)
}
