//! Understands what `git log --raw -z` prints, commit by commit.

use std::io::{self, BufRead};

use jiff::Timestamp;

use super::pieces::{Piece, read_piece};

/// What is asked for each commit. Fields end in NUL, which neither names nor subjects can hold.
pub(super) const FORMAT: &str = "--format=%H%x00%an%x00%at%x00%ct%x00%s%x00";

/// Longer names, subjects and paths are cut.
const FIELD_AT_MOST: usize = 64 * 1024;

/// One commit with the files it touched.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Commit {
    pub(super) id: String,
    pub(super) author: String,
    /// When it was written; nothing when git could not say.
    pub(super) written: Option<Timestamp>,
    pub(super) committed: Option<Timestamp>,
    pub(super) subject: String,
    pub(super) files: Vec<Touched>,
}

/// One file that a commit touched.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Touched {
    pub(super) how: How,
    /// Path after the commit; the path it had, when it was deleted.
    pub(super) path: String,
    /// Id of its contents before and after, for plain files.
    pub(super) before: Option<String>,
    pub(super) after: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum How {
    Added,
    Modified,
    Renamed { from: String },
    Deleted,
}

/// Hands out every commit in the order of the log.
pub(super) fn read_log(
    reader: &mut dyn BufRead,
    each: &mut dyn FnMut(Commit) -> io::Result<()>,
) -> io::Result<()> {
    let mut fields = Fields {
        reader,
        field: Vec::new(),
    };
    let mut commit: Option<Commit> = None;
    while let Some(field) = fields.next()? {
        // Git puts an empty field after each commit's own, and a new line before its first file.
        let field = field.strip_prefix(b"\n").unwrap_or(field);
        if field.is_empty() {
            continue;
        }
        if let Some(raw) = field.strip_prefix(b":") {
            let raw = Raw::parse(raw).ok_or_else(|| not_a_log("a file that cannot be read"))?;
            let files = &mut commit
                .as_mut()
                .ok_or_else(|| not_a_log("a file before the first commit"))?
                .files;
            files.extend(raw.touched(&mut fields)?);
            continue;
        }
        let id = object_id(field).ok_or_else(|| not_a_log("a commit without an id"))?;
        if let Some(done) = commit.take() {
            each(done)?;
        }
        commit = Some(Commit {
            id,
            author: fields.text()?,
            written: moment(&fields.text()?),
            committed: moment(&fields.text()?),
            subject: fields.text()?,
            files: Vec::new(),
        });
    }
    match commit {
        Some(done) => each(done),
        None => Ok(()),
    }
}

/// Hands out every path that `git ls-tree -z --name-only` prints.
pub(super) fn read_paths(reader: &mut dyn BufRead, each: &mut dyn FnMut(String)) -> io::Result<()> {
    let mut fields = Fields {
        reader,
        field: Vec::new(),
    };
    while let Some(path) = fields.next()? {
        each(String::from_utf8_lossy(path).into_owned());
    }
    Ok(())
}

/// An id of git's, SHA-1 or SHA-256, when it is one.
pub(super) fn object_id(field: &[u8]) -> Option<String> {
    let hex = matches!(field.len(), 40 | 64) && field.iter().all(u8::is_ascii_hexdigit);
    hex.then(|| String::from_utf8_lossy(field).into_owned())
}

/// A moment as git prints it, in seconds; nothing for dates that no calendar has.
pub(super) fn moment(seconds: &str) -> Option<Timestamp> {
    Timestamp::from_second(seconds.trim().parse().ok()?).ok()
}

/// What stands before the paths of a file: modes, ids, and a letter.
struct Raw {
    letter: u8,
    before: Option<String>,
    after: Option<String>,
}

impl Raw {
    fn parse(raw: &[u8]) -> Option<Self> {
        let mut parts = raw.split(|byte| *byte == b' ');
        let mode_before = parts.next()?;
        let mode_after = parts.next()?;
        let before = object_id(parts.next()?)?;
        let after = object_id(parts.next()?)?;
        let letter = *parts.next()?.first()?;
        Some(Self {
            letter,
            before: mode_before.starts_with(b"100").then_some(before),
            after: mode_after.starts_with(b"100").then_some(after),
        })
    }

    fn touched(self, fields: &mut Fields<'_>) -> io::Result<Option<Touched>> {
        let first = fields.text()?;
        let (how, path) = match self.letter {
            b'A' => (How::Added, first),
            b'M' | b'T' => (How::Modified, first),
            b'D' => (How::Deleted, first),
            b'R' => (How::Renamed { from: first }, fields.text()?),
            b'C' => (How::Added, fields.text()?),
            _ => return Ok(None),
        };
        Ok(Some(Touched {
            how,
            path,
            before: self.before,
            after: self.after,
        }))
    }
}

/// A stream of fields that end in NUL.
struct Fields<'a> {
    reader: &'a mut dyn BufRead,
    field: Vec<u8>,
}

impl Fields<'_> {
    fn next(&mut self) -> io::Result<Option<&[u8]>> {
        let piece = read_piece(self.reader, 0, FIELD_AT_MOST, &mut self.field)?;
        Ok((piece != Piece::End).then_some(self.field.as_slice()))
    }

    /// A field that must be there.
    fn text(&mut self) -> io::Result<String> {
        let field = self.next()?.ok_or_else(|| not_a_log("an early end"))?;
        Ok(String::from_utf8_lossy(field).into_owned())
    }
}

fn not_a_log(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, format!("its log has {what}"))
}
