//! Follows files through their renames: walks the log from the newest commit to the oldest and carries names forward.
//!
//! For every name the walk knows which of today's files a change of that name belongs to, at the moment it has come to:
//! - a name that is there today belongs to itself;
//! - where a file was renamed, the old name belongs to whatever the new name belongs to;
//! - where a file was deleted, the name belongs to nothing that is there today, unless exactly the same contents came
//!   back under it later;
//! - where a file was added, older changes of the name come from parallel branches, so they still belong to it, until a
//!   deletion or a rename says that they are of another file;
//! - a name that is gone without a word was renamed on a parallel branch: its changes wait for that rename.

use std::collections::HashMap;

use super::Row;
use super::dates::Dates;
use super::log::{Commit, How, Touched};

/// The walk, with all it remembers.
pub(super) struct Lineages<'a> {
    wanted: &'a dyn Fn(&str) -> bool,
    names: Vec<Name>,
    by_name: HashMap<String, usize>,
    /// Rows found so far, newest first, each with the place of its commit in `counts`.
    rows: Vec<(usize, Row)>,
    /// For each commit, how many wanted files it touched.
    counts: Vec<u32>,
}

struct Name {
    path: String,
    wanted: bool,
    belongs: Belongs,
}

/// Which of today's files a change of a name belongs to. Numbers are places in `Lineages::names`.
enum Belongs {
    To(usize),
    /// To that one, which begins here, with these contents if it was added.
    Began(usize, Option<String>),
    /// To a file that was deleted.
    Deleted,
    /// To a file that will turn out further down the log, or never.
    Unknown(Vec<Found>),
}

/// A row whose `path` is still the name it had then.
struct Found {
    row: Row,
    /// Place of its commit in `Lineages::counts`.
    place: usize,
    /// Whether it is among the files of its commit already.
    counted: bool,
}

impl<'a> Lineages<'a> {
    pub(super) fn new(wanted: &'a dyn Fn(&str) -> bool) -> Self {
        Self {
            wanted,
            names: Vec::new(),
            by_name: HashMap::new(),
            rows: Vec::new(),
            counts: Vec::new(),
        }
    }

    /// Says that there is a file of this name today.
    pub(super) fn there_is(&mut self, name: &str) {
        let at = self.name(name);
        self.names[at].belongs = Belongs::To(at);
    }

    /// Takes the next older commit.
    pub(super) fn take(&mut self, mut commit: Commit, dates: &Dates) {
        let place = self.counts.len();
        self.counts.push(0);
        // Backwards, as everything here; `finish` turns it around.
        for touched in std::mem::take(&mut commit.files).into_iter().rev() {
            let at = self.name(&touched.path);
            let from = match &touched.how {
                How::Renamed { from } => Some(self.name(from)),
                How::Added | How::Modified | How::Deleted => None,
            };
            let counted = self.names[at].wanted
                || from.is_some_and(|from| self.names[from].wanted)
                || self.today(at).is_some_and(|now| self.names[now].wanted);
            self.counts[place] += u32::from(counted);
            let found = Found {
                row: row(&commit, dates, &touched),
                place,
                counted,
            };
            match touched.how {
                How::Deleted => self.deleted(at, touched.before.as_deref(), found),
                How::Modified => self.changed(at, found),
                How::Added => {
                    self.changed(at, found);
                    self.began(at, touched.after);
                }
                How::Renamed { .. } => {
                    self.changed(at, found);
                    self.began(at, None);
                    if let Some(from) = from {
                        self.renamed(from, at);
                    }
                }
            }
        }
    }

    /// All rows of files that are there today, oldest first.
    pub(super) fn finish(self) -> Vec<Row> {
        let counts = self.counts;
        let counted = |(place, mut row): (usize, Row)| {
            row.files_in_commit = counts.get(place).copied().unwrap_or(1);
            row
        };
        let mut rows: Vec<Row> = self.rows.into_iter().rev().map(counted).collect();
        rows.sort_by_key(|row| row.committed);
        rows
    }

    fn changed(&mut self, at: usize, found: Found) {
        if let Some(now) = self.today(at) {
            self.keep(now, found);
        } else if let Belongs::Unknown(waiting) = &mut self.names[at].belongs {
            waiting.push(found);
        }
    }

    fn began(&mut self, at: usize, contents: Option<String>) {
        if let Some(now) = self.today(at) {
            self.names[at].belongs = Belongs::Began(now, contents);
        }
    }

    fn deleted(&mut self, at: usize, before: Option<&str>, found: Found) {
        let belongs = &mut self.names[at].belongs;
        match belongs {
            // It is there today and was not added since: it was deleted on a parallel branch only.
            Belongs::To(_) | Belongs::Deleted => {}
            Belongs::Began(now, Some(contents)) if Some(contents.as_str()) == before => {
                let now = *now;
                *belongs = Belongs::To(now);
                self.keep(now, found);
            }
            Belongs::Began(..) | Belongs::Unknown(_) => *belongs = Belongs::Deleted,
        }
    }

    /// Carries a new name back to the old one.
    fn renamed(&mut self, from: usize, at: usize) {
        let now = self.today(at);
        let gone = matches!(self.names[at].belongs, Belongs::Deleted);
        let belongs = &mut self.names[from].belongs;
        if matches!(belongs, Belongs::To(_)) {
            // Renamed on a parallel branch only: here the old name stayed.
            return;
        }
        let next = match now {
            Some(now) => Belongs::To(now),
            None if gone => Belongs::Deleted,
            None => Belongs::Unknown(Vec::new()),
        };
        let waiting = match std::mem::replace(belongs, next) {
            Belongs::Unknown(waiting) => waiting,
            Belongs::To(_) | Belongs::Began(..) | Belongs::Deleted => return,
        };
        if let Some(now) = now {
            for found in waiting {
                self.keep(now, found);
            }
        } else if let Belongs::Unknown(still) = &mut self.names[from].belongs {
            *still = waiting;
        }
    }

    /// Takes a row of a file whose name today is known.
    fn keep(&mut self, now: usize, mut found: Found) {
        let wanted_now = self.names[now].wanted;
        if !found.counted && wanted_now {
            self.counts[found.place] += 1;
            found.counted = true;
        }
        if !found.counted {
            return;
        }
        let now = &self.names[now].path;
        if found.row.path != *now {
            found.row.path_then = Some(std::mem::replace(&mut found.row.path, now.clone()));
        }
        self.rows.push((found.place, found.row));
    }

    /// Which of today's files a change of this name belongs to.
    fn today(&self, at: usize) -> Option<usize> {
        match self.names[at].belongs {
            Belongs::To(now) | Belongs::Began(now, _) => Some(now),
            Belongs::Deleted | Belongs::Unknown(_) => None,
        }
    }

    fn name(&mut self, name: &str) -> usize {
        if let Some(at) = self.by_name.get(name) {
            return *at;
        }
        let at = self.names.len();
        self.names.push(Name {
            path: name.to_owned(),
            wanted: (self.wanted)(name),
            belongs: Belongs::Unknown(Vec::new()),
        });
        self.by_name.insert(name.to_owned(), at);
        at
    }
}

fn row(commit: &Commit, dates: &Dates, touched: &Touched) -> Row {
    Row {
        path: touched.path.clone(),
        path_then: None,
        commit: commit.id.clone(),
        author: commit.author.clone(),
        date: dates.written,
        committed: dates.committed,
        subject: commit.subject.clone(),
        change: match touched.how {
            How::Added => 'A',
            How::Modified => 'M',
            How::Renamed { .. } => 'R',
            How::Deleted => 'D',
        },
        files_in_commit: 0,
        blob: touched.after.clone(),
    }
}
