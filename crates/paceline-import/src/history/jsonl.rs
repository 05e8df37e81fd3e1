//! Reads history files: one JSON object a line, one line for each change of a file or of a field.

use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::io::{self, BufReader};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::Value;

use super::dates::{self, Dates};
use super::pieces::{Piece, read_piece};
use super::{FieldChange, History, Problems, Row};
use crate::progress::Progress;

/// A longer line is not history.
const LINE_AT_MOST: usize = 1024 * 1024;

const PHASE: &str = "reading history";

/// Reads history files; whatever cannot be read becomes a problem and stops nothing.
pub fn from_jsonl(files: &[PathBuf], progress: &dyn Fn(Progress)) -> History {
    let mut read = Read::default();
    let mut problems = Vec::new();
    for file in files {
        let mut reader = Reader::of(file, read);
        if let Err(error) = reader.read(file, progress) {
            let line = (reader.line > 0).then_some(reader.line);
            reader.problems.add(
                line,
                format!("This history file cannot be read: {error}."),
                match line {
                    Some(_) => "history up to this line".to_owned(),
                    None => "no history".to_owned(),
                },
            );
        }
        reader.count_files();
        read = reader.read;
        problems.append(&mut reader.problems.finish());
    }
    progress(Progress {
        phase: PHASE,
        done: read.lines,
        total: Some(read.lines),
    });
    read.rows.sort_by_key(|row| row.committed);
    read.field_changes.sort_by_key(|(committed, _)| *committed);
    let newest_row = read.rows.last().map(|row| row.committed);
    let newest_field = read.field_changes.last().map(|(committed, _)| *committed);
    History {
        head: newest_row.max(newest_field),
        rows: read.rows,
        field_changes: read.field_changes.into_iter().map(|(_, it)| it).collect(),
        problems,
    }
}

/// A line as it may be written; further keys do not matter.
#[derive(Deserialize)]
struct Line {
    path: Option<String>,
    path_then: Option<String>,
    commit: Option<String>,
    author: Option<String>,
    date: Option<String>,
    committed: Option<String>,
    subject: Option<String>,
    change: Option<String>,
    files_in_commit: Option<u64>,
    field: Option<String>,
    #[serde(default)]
    from: Value,
    #[serde(default)]
    to: Value,
}

/// What was read so far, from all files.
#[derive(Default)]
struct Read {
    rows: Vec<Row>,
    field_changes: Vec<(Timestamp, FieldChange)>,
    lines: u64,
}

/// One file on its way.
struct Reader {
    read: Read,
    problems: Problems,
    line: u32,
    /// Rows of this file that do not say how many files their commit touched.
    uncounted: Vec<usize>,
    /// Rows of this file for each commit.
    rows_of: HashMap<String, u32>,
    /// Commits whose dates were doubted already.
    doubted: HashSet<String>,
}

impl Reader {
    fn of(file: &Path, read: Read) -> Self {
        Self {
            read,
            problems: Problems::of(file.to_string_lossy().into_owned()),
            line: 0,
            uncounted: Vec::new(),
            rows_of: HashMap::new(),
            doubted: HashSet::new(),
        }
    }

    fn read(&mut self, file: &Path, progress: &dyn Fn(Progress)) -> io::Result<()> {
        let mut reader = BufReader::with_capacity(64 * 1024, File::open(file)?);
        let mut line = Vec::new();
        loop {
            let piece = read_piece(&mut reader, b'\n', LINE_AT_MOST, &mut line)?;
            if piece == Piece::End {
                return Ok(());
            }
            self.line = self.line.saturating_add(1);
            self.read.lines += 1;
            if self.read.lines.is_multiple_of(1000) {
                progress(Progress {
                    phase: PHASE,
                    done: self.read.lines,
                    total: None,
                });
            }
            if piece == Piece::Cut {
                self.leave_out("This line is longer than 1 MiB.".to_owned());
            } else if let Err(what) = self.take(&line) {
                self.leave_out(what);
            }
        }
    }

    fn leave_out(&mut self, what: String) {
        let line = Some(self.line);
        self.problems.add(line, what, "nothing".to_owned());
    }

    /// Takes one line, or says what is wrong with it.
    fn take(&mut self, line: &[u8]) -> Result<(), String> {
        let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
        if line.trim_ascii().is_empty() {
            return Ok(());
        }
        let line: Line = serde_json::from_slice(line).map_err(|error| {
            let error = error.to_string().replace(" at line 1 column", " at column");
            format!("This line cannot be read as a JSON object of history: {error}.")
        })?;
        let path = needed("path", line.path)?;
        let commit = needed("commit", line.commit)?;
        let written = line.date.as_deref().and_then(dates::parse);
        let committed = match line.committed.as_deref() {
            Some(text) => dates::parse(text),
            None => written,
        };
        if written.is_none() && committed.is_none() {
            return Err("This line has no `date` that can be read.".to_owned());
        }
        let near = self.read.rows.last().map(|row| row.committed);
        let dates = dates::settle(written, committed, near.unwrap_or_default());
        let author = line.author.unwrap_or_default();
        match (line.field, line.change) {
            (Some(field), _) => {
                self.doubt(&commit, &dates);
                let change = FieldChange {
                    path,
                    commit,
                    author,
                    date: dates.written,
                    field,
                    from: line.from,
                    to: line.to,
                };
                self.read.field_changes.push((dates.committed, change));
            }
            (None, Some(change)) => {
                let change = letter(&change)?;
                self.doubt(&commit, &dates);
                self.count_row(&commit, line.files_in_commit);
                self.read.rows.push(Row {
                    path_then: line.path_then.filter(|then| *then != path),
                    path,
                    commit,
                    author,
                    date: dates.written,
                    committed: dates.committed,
                    subject: line.subject.unwrap_or_default(),
                    change,
                    files_in_commit: line
                        .files_in_commit
                        .map_or(1, |files| u32::try_from(files).unwrap_or(u32::MAX)),
                    blob: None,
                });
            }
            (None, None) => return Err("This line has neither `change` nor `field`.".to_owned()),
        }
        Ok(())
    }

    fn doubt(&mut self, commit: &str, dates: &Dates) {
        let Some((what, read_as)) = &dates.doubt else {
            return;
        };
        if self.doubted.insert(commit.to_owned()) {
            let what = format!("Commit {commit} {what}.");
            self.problems.add(Some(self.line), what, read_as.clone());
        }
    }

    fn count_row(&mut self, commit: &str, said: Option<u64>) {
        if let Some(rows) = self.rows_of.get_mut(commit) {
            *rows = rows.saturating_add(1);
        } else {
            self.rows_of.insert(commit.to_owned(), 1);
        }
        if said.is_none() {
            self.uncounted.push(self.read.rows.len());
        }
    }

    /// Old files do not say how many files a commit touched: as many as it has rows.
    fn count_files(&mut self) {
        for at in std::mem::take(&mut self.uncounted) {
            let Some(row) = self.read.rows.get_mut(at) else {
                continue;
            };
            row.files_in_commit = self.rows_of.get(&row.commit).copied().unwrap_or(1);
        }
    }
}

fn needed(key: &str, value: Option<String>) -> Result<String, String> {
    value
        .filter(|value| !value.is_empty())
        .ok_or_else(|| format!("This line has no `{key}`."))
}

/// Git's letter for a kind of change, with or without a likeness (`R087`).
fn letter(change: &str) -> Result<char, String> {
    match change.bytes().next() {
        Some(b'A' | b'C') => Ok('A'),
        Some(b'M' | b'T') => Ok('M'),
        Some(b'R') => Ok('R'),
        Some(b'D') => Ok('D'),
        _ => Err("The `change` of this line is none of A, M, R and D.".to_owned()),
    }
}
