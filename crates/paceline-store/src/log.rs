//! Writing to the three kinds of journal. A closed set, so an enum: no generics in anybody's signature.
//!
//! A group of commands is written as `begin` → [`Log::standing`] where somebody else may have written → `insert` →
//! `commit`. Only the writer thread holds a [`Log`].

use paceline_core::{Seq, WordId};

use crate::{
    StoreError,
    chain::{Hash, Tip, hex, unhex_hash},
    location::{Missing, Place},
    memory::MemoryLog,
    postgres::PostgresLog,
    row::Entry,
    sqlite::SqliteLog,
};

/// The form of the tables and of the chain. Raised only when an older Paceline could not read the record any more.
pub(crate) const FORM: u32 = 1;

/// A journal open for writing.
pub(crate) enum Log {
    Memory(MemoryLog),
    Sqlite(SqliteLog),
    Postgres(PostgresLog),
}

/// Where the stored journal stands, as it says itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Standing {
    pub seq: Seq,
    pub hash: Hash,
    /// How many texts were ever erased; tells other replicas to forget them too.
    pub erasures: u64,
}

/// Whether anybody else may write to the same journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sharing {
    Alone,
    Shared,
}

/// Runs the same line on whichever log it is; only PostgreSQL has to be waited for.
macro_rules! on {
    ($log:expr, $inner:ident => $call:expr) => {
        match $log {
            Log::Memory($inner) => $call,
            Log::Sqlite($inner) => $call,
            Log::Postgres($inner) => $call.await,
        }
    };
}

impl Log {
    /// Opens the journal and lays down its tables when there are none.
    pub(crate) async fn open(place: &Place, missing: Missing) -> Result<Self, StoreError> {
        Ok(match place {
            Place::Memory(memory) => Self::Memory(MemoryLog::new(memory.clone())),
            Place::Folder(folder) => Self::Sqlite(SqliteLog::open(folder, missing)?),
            Place::Postgres(config) => {
                Self::Postgres(PostgresLog::open(config.clone(), missing).await?)
            }
        })
    }

    pub(crate) fn sharing(&self) -> Sharing {
        match self {
            Self::Memory(_) | Self::Sqlite(_) => Sharing::Alone,
            Self::Postgres(_) => Sharing::Shared,
        }
    }

    /// Begins to write: from here to the commit nobody else does.
    pub(crate) async fn begin(&mut self) -> Result<(), StoreError> {
        on!(self, log => log.begin())
    }

    pub(crate) async fn standing(&mut self) -> Result<Standing, StoreError> {
        on!(self, log => log.standing())
    }

    pub(crate) async fn hash_at(&mut self, seq: Seq) -> Result<Option<Hash>, StoreError> {
        on!(self, log => log.hash_at(seq))
    }

    /// The entries after `tip`, at most [`crate::source::PAGE`].
    pub(crate) async fn page(&mut self, tip: &Tip) -> Result<Vec<Entry>, StoreError> {
        on!(self, log => log.page(tip))
    }

    pub(crate) async fn insert(&mut self, entries: &[Entry]) -> Result<(), StoreError> {
        on!(self, log => log.insert(entries))
    }

    /// Takes over the identity of the organisation whose export is taken back.
    pub(crate) async fn rename(&mut self, organisation: &str) -> Result<(), StoreError> {
        on!(self, log => log.rename(organisation))
    }

    /// Deletes texts and their salts, inside what was begun.
    pub(crate) async fn erase(&mut self, words: &[WordId]) -> Result<(), StoreError> {
        on!(self, log => log.erase(words))
    }

    /// Makes everything since `begin` durable, all at once.
    pub(crate) async fn commit(&mut self, tip: &Tip) -> Result<(), StoreError> {
        on!(self, log => log.commit(tip))
    }

    /// Drops everything since `begin`. Never fails: what cannot be rolled back is cut off.
    pub(crate) async fn rollback(&mut self) {
        on!(self, log => log.rollback());
    }

    /// Waits until another replica may have written. Never comes back where there is none.
    pub(crate) async fn hint(&mut self) {
        match self {
            Self::Memory(_) | Self::Sqlite(_) => std::future::pending().await,
            Self::Postgres(log) => log.hint().await,
        }
    }

    /// Tidies up at the end, as far as it can be done.
    pub(crate) fn close(self) {
        if let Self::Sqlite(log) = self {
            log.close();
        }
    }
}

/// `41 9f86d0…`: how the tip is written down beside the journal, so that a lost end is noticed.
pub(crate) fn tip_text(seq: Seq, hash: &Hash) -> String {
    format!("{} {}", seq.0, hex(hash))
}

pub(crate) fn tip_from(text: &str) -> Option<(Seq, Hash)> {
    let (seq, hash) = text.split_once(' ')?;
    Some((Seq(seq.parse().ok()?), unhex_hash(hash)?))
}

/// A new organisation's identity: 128 random bits.
pub(crate) fn new_identity() -> Result<String, StoreError> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|cause| StoreError::NoRandomness {
        cause: std::sync::Arc::new(cause),
    })?;
    Ok(hex(&bytes))
}
