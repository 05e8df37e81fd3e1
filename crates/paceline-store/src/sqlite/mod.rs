//! The journal in `paceline.sqlite`: one process writes, every commit is on the disk before it is acknowledged.

mod read;

use std::{
    fmt::Display,
    fs::{File, OpenOptions, TryLockError},
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use paceline_core::{Seq, WordId};
use rusqlite::{Connection, OpenFlags, OptionalExtension, params};

pub(crate) use read::{at, connect, facts, hash_at, open_to_read, page, rows, text};

use crate::{
    StoreError,
    chain::{Hash, Tip},
    location::{Missing, database},
    log::{FORM, Standing, new_identity, tip_text},
    row::Entry,
};

/// The writing side.
pub(crate) struct SqliteLog {
    connection: Connection,
    place: String,
    snapshot: PathBuf,
    erased: bool,
    /// Held as long as this process writes; the system lets go of it when the process dies.
    _lock: File,
}

impl SqliteLog {
    pub(crate) fn open(folder: &Path, missing: Missing) -> Result<Self, StoreError> {
        let place = folder.display().to_string();
        let path = database(folder);
        if missing == Missing::Refuse && !path.exists() {
            return Err(StoreError::NoRecord { place });
        }
        std::fs::create_dir_all(folder)
            .map_err(|cause| StoreError::disk(&place, "written", cause))?;
        let lock = lock(folder, &place)?;
        for_us_alone(&path).map_err(|cause| StoreError::disk(&place, "written", cause))?;
        let mut connection = Connection::open(&path).map_err(|cause| opening(&place, cause))?;
        set_up(&connection).map_err(|cause| opening(&place, cause))?;
        create(&mut connection, &place)?;
        Ok(Self {
            connection,
            place,
            snapshot: folder.join("snapshot.postcard"),
            erased: false,
            _lock: lock,
        })
    }

    pub(crate) fn begin(&mut self) -> Result<(), StoreError> {
        self.rollback();
        self.connection
            .execute_batch("BEGIN IMMEDIATE")
            .map_err(|cause| self.failed("write", cause))
    }

    pub(crate) fn standing(&mut self) -> Result<Standing, StoreError> {
        read::standing(&self.connection, &self.place)
    }

    pub(crate) fn hash_at(&mut self, seq: Seq) -> Result<Option<Hash>, StoreError> {
        hash_at(&self.connection, &self.place, seq)
    }

    pub(crate) fn page(&mut self, tip: &Tip) -> Result<Vec<Entry>, StoreError> {
        page(&self.connection, &self.place, tip)
    }

    pub(crate) fn insert(&mut self, entries: &[Entry]) -> Result<(), StoreError> {
        self.insert_rows(entries)
            .map_err(|cause| self.failed("write", cause))
    }

    fn insert_rows(&self, entries: &[Entry]) -> rusqlite::Result<()> {
        let mut word = self
            .connection
            .prepare_cached("INSERT INTO word (id, salt, text) VALUES (?1, ?2, ?3)")?;
        let mut event = self.connection.prepare_cached(
            "INSERT INTO event (seq, at, by, door, origin, body, words, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?;
        for Entry { row, words, .. } in entries {
            for row in words {
                let kept = row.kept.as_ref();
                word.execute(params![
                    row.id.0,
                    kept.map(|kept| &kept.salt),
                    kept.map(|kept| &kept.text)
                ])?;
            }
            event.execute(params![
                row.seq.0,
                row.at,
                row.by,
                row.door,
                row.origin,
                row.body,
                row.words,
                row.hash.as_slice()
            ])?;
        }
        Ok(())
    }

    pub(crate) fn rename(&mut self, organisation: &str) -> Result<(), StoreError> {
        self.set("organisation", organisation)
    }

    pub(crate) fn erase(&mut self, words: &[WordId]) -> Result<(), StoreError> {
        for word in words {
            let changed = self
                .connection
                .execute(
                    "UPDATE word SET salt = NULL, text = NULL WHERE id = ?1",
                    [word.0],
                )
                .map_err(|cause| self.failed("erase", cause))?;
            if changed == 0 {
                return Err(StoreError::NoSuchWord(*word));
            }
        }
        let erasures = self.standing()?.erasures + 1;
        self.erased = true;
        self.set("erasures", &erasures.to_string())
    }

    pub(crate) fn commit(&mut self, tip: &Tip) -> Result<(), StoreError> {
        self.set("tip", &tip_text(tip.seq, &tip.hash))?;
        self.connection
            .execute_batch("COMMIT")
            .map_err(|cause| self.failed("write", cause))?;
        if std::mem::take(&mut self.erased) {
            self.forget();
        }
        Ok(())
    }

    /// Nothing of an erased text may stay behind in the write-ahead log or in a snapshot. Tried, not promised: a
    /// reader may hold the log open, and then the next checkpoint does it.
    fn forget(&self) {
        drop(std::fs::remove_file(&self.snapshot));
        self.checkpoint();
    }

    pub(crate) fn rollback(&mut self) {
        self.erased = false;
        if !self.connection.is_autocommit() {
            drop(self.connection.execute_batch("ROLLBACK"));
        }
    }

    pub(crate) fn close(self) {
        self.checkpoint();
    }

    fn checkpoint(&self) {
        drop(
            self.connection
                .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())),
        );
    }

    fn set(&self, key: &str, value: &str) -> Result<(), StoreError> {
        self.connection
            .prepare_cached("UPDATE meta SET value = ?2 WHERE key = ?1")
            .and_then(|mut update| update.execute([key, value]))
            .map_err(|cause| self.failed("write", cause))
            .map(drop)
    }

    fn failed(&self, done: &'static str, cause: rusqlite::Error) -> StoreError {
        failed(&self.place, done, cause)
    }
}

/// Begins an empty file that only our own user can read: what is private lies in it. The files beside it follow.
fn for_us_alone(path: &Path) -> std::io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Err(cause) if cause.kind() != std::io::ErrorKind::AlreadyExists => Err(cause),
        Ok(_) | Err(_) => Ok(()),
    }
}

/// One process writes to a folder.
fn lock(folder: &Path, place: &str) -> Result<File, StoreError> {
    let path = folder.join("paceline.lock");
    let file = OpenOptions::new()
        .create(true)
        .write(true)
        .truncate(false)
        .open(&path)
        .map_err(|cause| StoreError::disk(path.display(), "opened", cause))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(StoreError::InUse {
            place: place.to_owned(),
        }),
        Err(TryLockError::Error(cause)) => Err(StoreError::disk(path.display(), "locked", cause)),
    }
}

/// A connection for the vault, set up as the journal's own. Only for a record that this process has open.
pub(crate) fn connect_to_write(folder: &Path) -> Result<Connection, StoreError> {
    let place = folder.display();
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(database(folder), flags)
        .map_err(|cause| opening(&place, cause))?;
    set_up(&connection).map_err(|cause| opening(&place, cause))?;
    Ok(connection)
}

fn set_up(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(Duration::from_secs(5))?;
    // Durable at every commit; an erased text is overwritten where it lay; a checkpoint every 16 MB.
    connection.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA wal_autocheckpoint = 4000;",
    )
}

fn create(connection: &mut Connection, place: &str) -> Result<(), StoreError> {
    let broken = |cause| opening(place, cause);
    let transaction = connection
        .transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)
        .map_err(broken)?;
    let known: Option<i64> = transaction
        .query_row(
            "SELECT 1 FROM sqlite_schema WHERE name = 'meta'",
            [],
            |row| row.get(0),
        )
        .optional()
        .map_err(broken)?;
    if known.is_none() {
        let start = Tip::start();
        transaction
            .execute_batch(include_str!("schema.sql"))
            .map_err(broken)?;
        let facts = [
            ("form", FORM.to_string()),
            ("organisation", new_identity()?),
            ("tip", tip_text(start.seq, &start.hash)),
            ("erasures", "0".to_owned()),
        ];
        for (key, value) in facts {
            transaction
                .execute(
                    "INSERT INTO meta (key, value) VALUES (?1, ?2)",
                    [key, &value],
                )
                .map_err(broken)?;
        }
    }
    read::check_form(&transaction, place)?;
    transaction
        .execute_batch(include_str!("../vault/sqlite.sql"))
        .map_err(broken)?;
    transaction.commit().map_err(broken)?;
    Ok(())
}

pub(crate) fn opening(place: impl Display, cause: rusqlite::Error) -> StoreError {
    StoreError::Disk {
        place: format!("The database in {place}"),
        done: "opened",
        cause: Arc::new(cause),
    }
}

pub(crate) fn failed(
    place: impl Display,
    done: &'static str,
    cause: rusqlite::Error,
) -> StoreError {
    StoreError::Database {
        place: format!("in {place}"),
        done,
        cause: Arc::new(cause),
    }
}
