//! Why a path could not be read at all; everything smaller is a problem in the records.

use thiserror::Error;

/// One sentence what is wrong, then what to do instead.
#[derive(Debug, Error)]
pub enum ReadError {
    #[error(
        "There is nothing at `{path}`. Give the path of a folder or of a checked-out repository."
    )]
    NotThere { path: String },
    #[error("`{path}` is a file. Give the folder that holds the records.")]
    NotAFolder { path: String },
    #[error("`{path}` cannot be opened: {why}. Check that you may read it.")]
    Unreadable { path: String, why: String },
    #[error(
        "No known kind of record was found under `{path}`. Name one of the presets with --preset ({known}), or write a mapping file and give it with --mapping (docs/guide/mappings.md shows how, in five minutes)."
    )]
    NotRecognised { path: String, known: String },
    #[error(
        "There is no preset `{name}`. The presets are {known}; for another kind of record write a mapping file (docs/guide/mappings.md)."
    )]
    UnknownPreset { name: String, known: String },
    #[error("The mapping `{path}` cannot be read: {why}. Check the path given with --mapping.")]
    MappingUnreadable { path: String, why: String },
    #[error(
        "The mapping `{path}` has a mistake in line {line}: {why}. docs/guide/mappings.md lists every key."
    )]
    Mapping {
        path: String,
        line: usize,
        why: String,
    },
    #[error(
        "The mapping `{name}` found no record under `{path}`. Check `[records] files` in it; patterns are relative to that folder."
    )]
    NoRecords { name: String, path: String },
    #[error(transparent)]
    History(#[from] crate::history::HistoryError),
    #[error("The history file `{path}` is not there. Check the path given with --history.")]
    HistoryNotThere { path: String },
}
