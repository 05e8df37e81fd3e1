//! Where the time axis comes from: a git repository, or JSON lines that were once taken from one.

mod contents;
mod git;
mod jsonl;

mod command;
mod dates;
mod lineage;
mod log;
mod origin;
mod pieces;
#[cfg(test)]
mod tests;

use jiff::Timestamp;

pub use contents::Repository;
pub use git::from_git;
pub use jsonl::from_jsonl;
pub use origin::{Origin, origin};

use crate::Problem;

/// One commit that touched one file.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Path the file has now: relative to the root (git), or as the history file writes it.
    pub path: String,
    /// Path it had after this commit, when that was another one.
    pub path_then: Option<String>,
    pub commit: String,
    pub author: String,
    /// When the change was written.
    pub date: Timestamp,
    /// When it came into the repository.
    pub committed: Timestamp,
    pub subject: String,
    /// `A` added, `M` modified, `R` renamed, `D` deleted (and restored unchanged later).
    pub change: char,
    /// How many wanted files this commit touched; large when the change was mechanical.
    pub files_in_commit: u32,
    /// Git's id of the contents after the commit; never there for rows from a history file.
    pub blob: Option<String>,
}

/// One field of one file that a commit set to another value.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldChange {
    pub path: String,
    pub commit: String,
    pub author: String,
    pub date: Timestamp,
    pub field: String,
    /// `null` when the field was not there before.
    pub from: serde_json::Value,
    /// `null` when the field was taken out.
    pub to: serde_json::Value,
}

/// All that is known about when things changed.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct History {
    /// Oldest first, by the date of the commit.
    pub rows: Vec<Row>,
    /// Oldest first, by the date of the commit; only history files have them.
    pub field_changes: Vec<FieldChange>,
    /// What could not be taken as written.
    pub problems: Vec<Problem>,
    /// Date of the newest commit: the moment that the history describes.
    pub head: Option<Timestamp>,
}

/// Why there is no history although there should be one: what is wrong, then what to do instead.
#[derive(Debug, thiserror::Error)]
pub enum HistoryError {
    #[error(
        "`{root}` is in a git repository, but git is not installed. \
         Install git, or give the history as a file with --history FILE.jsonl."
    )]
    NoGit { root: String },
    #[error(
        "Git cannot read the history of `{root}`: {said}. \
         Repair the repository, or give the history as a file with --history FILE.jsonl."
    )]
    Git { root: String, said: String },
    #[error(
        "Git could not be run in `{root}`: {source}. \
         Try again, or give the history as a file with --history FILE.jsonl."
    )]
    Run {
        root: String,
        source: std::io::Error,
    },
}

/// How many problems one source may report one by one.
const PROBLEMS_AT_MOST: usize = 100;

/// The problems of one source, of which a hostile one cannot make too many.
struct Problems {
    path: String,
    list: Vec<Problem>,
    /// How many there were beyond the limit.
    more: u64,
}

impl Problems {
    fn of(path: String) -> Self {
        Self {
            path,
            list: Vec::new(),
            more: 0,
        }
    }

    fn add(&mut self, line: Option<u32>, what: String, read_as: String) {
        if self.list.len() >= PROBLEMS_AT_MOST {
            self.more = self.more.saturating_add(1);
            return;
        }
        self.list.push(Problem {
            path: self.path.clone(),
            line,
            what,
            read_as,
        });
    }

    fn finish(mut self) -> Vec<Problem> {
        if self.more > 0 {
            self.list.push(Problem {
                path: self.path,
                line: None,
                what: format!("{} more problems of this kind are not listed.", self.more),
                read_as: "as those above".to_owned(),
            });
        }
        self.list
    }
}
