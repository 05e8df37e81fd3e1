//! Everything that can go wrong with the record: what it is, in one sentence, and what to do instead.
//!
//! No sentence here repeats what a database driver said; that is kept as the source, for logs.

use std::{error::Error, sync::Arc};

use paceline_core::{Refusal, Seq, WordId};

/// What a library said. Shared, because one failed commit fails every command that waited for it.
pub(crate) type Cause = Arc<dyn Error + Send + Sync>;

/// The record could not be opened, read or written.
#[derive(Debug, Clone, thiserror::Error)]
pub enum StoreError {
    #[error("'{written}' is no place for a record: {what}.")]
    BadLocation { written: String, what: &'static str },
    #[error("There is no record in {place}.")]
    NoRecord { place: String },
    #[error("The record in {place} is in use by another Paceline.")]
    InUse { place: String },
    #[error(
        "The record in {place} was written by a newer Paceline (form {found}, this one knows {known})."
    )]
    Newer {
        place: String,
        found: String,
        known: u32,
    },
    #[error("{0}")]
    Broken(Broken),
    #[error("{place} cannot be {done}.")]
    Disk {
        place: String,
        done: &'static str,
        #[source]
        cause: Cause,
    },
    #[error("The database {place} does not answer.")]
    Unreachable {
        place: String,
        #[source]
        cause: Option<Cause>,
    },
    #[error("The database {place} refused to {done}.")]
    Database {
        place: String,
        done: &'static str,
        #[source]
        cause: Cause,
    },
    #[error("It is not known whether this was recorded: the database did not answer in time.")]
    Unsure,
    #[error("The command brings {count} {what}; at most {limit} fit into one.")]
    TooBig {
        what: &'static str,
        count: usize,
        limit: usize,
    },
    #[error("The text contains a NUL character, which cannot be stored.")]
    Nul,
    #[error("The record in {place} is not empty: it has {events} events.")]
    NotEmpty { place: String, events: u32 },
    #[error("Line {line} of the export {what}.")]
    BadExport { line: u64, what: String },
    #[error("The export cannot be written.")]
    ExportUnwritable {
        #[source]
        cause: Cause,
    },
    #[error("There is no text {0}.")]
    NoSuchWord(WordId),
    #[error("The record is full: it holds as many events as can be numbered.")]
    Full,
    #[error("The machine gives no random numbers.")]
    NoRandomness {
        #[source]
        cause: Cause,
    },
    #[error("A fault in Paceline stopped this.")]
    Fault,
    #[error("The record was closed.")]
    Closed,
}

impl StoreError {
    /// What to do instead: one sentence.
    pub fn instead(&self) -> &'static str {
        match self {
            Self::BadLocation { .. } => {
                "Give a folder, or a URL such as postgres://paceline@db.example.org/paceline."
            }
            Self::NoRecord { .. } => {
                "Check the place, or start one with `paceline import` or `paceline serve`."
            }
            Self::InUse { .. } => {
                "Stop the other one first, or use PostgreSQL, which several may share."
            }
            Self::Newer { .. } => "Use that newer Paceline, or a backup from before it.",
            Self::Broken(_) => {
                "Restore a backup, then run `paceline verify` on it; nothing was changed."
            }
            Self::Disk { .. } => {
                "Check that the disk has space and that Paceline may read and write there."
            }
            Self::Unreachable { .. } => {
                "Check that the database runs; Paceline keeps trying, then do it again."
            }
            Self::Database { .. } => {
                "Look at the log for what the database said, then do it again."
            }
            Self::Unsure => "Look whether it is there before you do it again.",
            Self::TooBig { .. } => "Split it into several.",
            Self::Nul => "Paste it as plain text.",
            Self::NotEmpty { .. } => "Take the export back into an empty place.",
            Self::BadExport { .. } => {
                "Make the export again with `paceline export`; nothing was taken in."
            }
            Self::ExportUnwritable { .. } => "Check that the disk has space, then export again.",
            Self::NoSuchWord(_) => "Check its number.",
            Self::Full => {
                "Export it and write to whoever maintains Paceline; nobody has got here before."
            }
            Self::NoRandomness { .. } => "Check that /dev/urandom can be read, then do it again.",
            Self::Fault => {
                "Nothing was recorded; please report it with the lines around it in the log."
            }
            Self::Closed => "Open it again.",
        }
    }

    /// Where the chain is broken, if that is what is wrong.
    pub fn broken(&self) -> Option<&Broken> {
        if let Self::Broken(broken) = self {
            Some(broken)
        } else {
            None
        }
    }

    pub(crate) fn broken_at(seq: Seq, what: impl Into<String>) -> Self {
        Self::Broken(Broken {
            seq,
            what: what.into(),
        })
    }

    pub(crate) fn disk(
        place: impl std::fmt::Display,
        done: &'static str,
        cause: impl Into<Box<dyn Error + Send + Sync>>,
    ) -> Self {
        Self::Disk {
            place: place.to_string(),
            done,
            cause: Arc::from(cause.into()),
        }
    }
}

/// The chain of hashes does not hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("The record is broken at {seq}: {what}.")]
pub struct Broken {
    /// The first event that is not as it was written.
    pub seq: Seq,
    pub what: String,
}

/// A command that was not recorded.
#[derive(Debug, Clone, thiserror::Error)]
pub enum RunError {
    #[error(transparent)]
    Refused(#[from] Refusal),
    #[error(transparent)]
    Failed(#[from] StoreError),
}

impl RunError {
    /// What to do instead: one sentence.
    pub fn instead(&self) -> String {
        match self {
            Self::Refused(refusal) => refusal.instead(),
            Self::Failed(failure) => failure.instead().to_owned(),
        }
    }
}
