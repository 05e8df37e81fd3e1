//! Reading the three kinds of journal, page by page, from one unmoving moment.
//!
//! A [`Source`] sees the journal as it stood when it was opened, whatever is written meanwhile: SQLite and PostgreSQL
//! give it one read transaction.

use std::sync::{Arc, Mutex};

use paceline_core::{Seq, Time};
use rusqlite::Connection;

use crate::{
    StoreError,
    chain::{Brought, Hash, Tip},
    location::Place,
    log::Standing,
    memory::{Memory, locked},
    postgres::{self, Session},
    row::{Entry, Row, WordRow},
    sqlite,
};

/// How many events are read at a time.
pub(crate) const PAGE: usize = 2_000;

/// What stands beside the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Facts {
    pub organisation: String,
    pub standing: Standing,
    /// The number of the last word row.
    pub words: u64,
}

/// A journal open for reading.
pub(crate) enum Source {
    Memory(Arc<Mutex<Memory>>),
    Sqlite {
        connection: Connection,
        place: String,
    },
    Postgres(Box<Session>),
}

impl Source {
    pub(crate) async fn open(place: &Place) -> Result<Self, StoreError> {
        Ok(match place {
            Place::Memory(memory) => Self::Memory(memory.clone()),
            Place::Folder(folder) => Self::Sqlite {
                connection: sqlite::open_to_read(folder)?,
                place: folder.display().to_string(),
            },
            Place::Postgres(config) => {
                Self::Postgres(Box::new(postgres::open_to_read(config).await?))
            }
        })
    }

    pub(crate) async fn facts(&self) -> Result<Facts, StoreError> {
        match self {
            Self::Memory(memory) => Ok(locked(memory).facts()),
            Self::Sqlite { connection, place } => sqlite::facts(connection, place),
            Self::Postgres(session) => postgres::facts(session).await,
        }
    }

    /// The entries after `tip`, at most [`PAGE`]; none at the end.
    pub(crate) async fn page(&self, tip: &Tip) -> Result<Vec<Entry>, StoreError> {
        match self {
            Self::Memory(memory) => locked(memory).page(tip),
            Self::Sqlite { connection, place } => sqlite::page(connection, place, tip),
            Self::Postgres(session) => postgres::page(session, tip).await,
        }
    }

    /// The rows after a number without their texts, at most [`PAGE`]; none at the end.
    pub(crate) async fn rows_after(&self, seq: Seq) -> Result<Vec<Row>, StoreError> {
        match self {
            Self::Memory(memory) => Ok(locked(memory).rows_after(seq)),
            Self::Sqlite { connection, place } => sqlite::rows(connection, place, seq),
            Self::Postgres(session) => postgres::rows(session, seq).await,
        }
    }

    pub(crate) async fn hash_at(&self, seq: Seq) -> Result<Option<Hash>, StoreError> {
        match self {
            Self::Memory(memory) => Ok(locked(memory).row(seq).map(|row| row.hash)),
            Self::Sqlite { connection, place } => sqlite::hash_at(connection, place, seq),
            Self::Postgres(session) => postgres::hash_at(session, seq).await,
        }
    }

    /// The last event not after `time`. Events are in the order of their time, so a few looks are enough.
    pub(crate) async fn last_until(&self, time: Time) -> Result<Seq, StoreError> {
        let (mut before, mut after) = (0, self.facts().await?.standing.seq.0 + 1);
        while after - before > 1 {
            let middle = before + (after - before) / 2;
            let at = self.at(Seq(middle)).await?;
            if at.is_some_and(|at| at <= time.0) {
                before = middle;
            } else {
                after = middle;
            }
        }
        Ok(Seq(before))
    }

    /// When an event happened.
    pub(crate) async fn at(&self, seq: Seq) -> Result<Option<i64>, StoreError> {
        match self {
            Self::Memory(memory) => Ok(locked(memory).row(seq).map(|row| row.at)),
            Self::Sqlite { connection, place } => sqlite::at(connection, place, seq),
            Self::Postgres(session) => postgres::at(session, seq).await,
        }
    }
}

/// How many words a page of rows brought, so that these can be read.
pub(crate) struct Bundle {
    rows: Vec<(Row, Brought)>,
    pub words: usize,
}

impl Bundle {
    pub(crate) fn new(rows: Vec<Row>) -> Result<Self, StoreError> {
        let rows = rows
            .into_iter()
            .map(|row| row.brought().map(|brought| (row, brought)))
            .collect::<Result<Vec<_>, _>>()?;
        let words = rows.iter().map(|(_, brought)| brought.len()).sum();
        Ok(Self { rows, words })
    }

    /// Gives each row the words it brought, as far as they are there; the chain's check tells what is missing.
    pub(crate) fn with(self, words: Vec<WordRow>) -> Vec<Entry> {
        let mut words = words.into_iter();
        let entry = |(row, brought): (Row, Brought)| {
            let words = words.by_ref().take(brought.len()).collect();
            Entry {
                row,
                brought,
                words,
            }
        };
        self.rows.into_iter().map(entry).collect()
    }
}

/// Rows with the words they brought, read by `words`.
pub(crate) fn bundle(
    rows: Vec<Row>,
    words: impl FnOnce(usize) -> Result<Vec<WordRow>, StoreError>,
) -> Result<Vec<Entry>, StoreError> {
    let bundle = Bundle::new(rows)?;
    let words = words(bundle.words)?;
    Ok(bundle.with(words))
}
