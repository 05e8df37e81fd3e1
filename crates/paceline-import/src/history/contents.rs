//! Hands out what files contained after a commit, from a repository whose history was read.

use std::io::{self, BufReader, Read, Write};
use std::process::{ChildStdout, Stdio};

use super::command::Git;
use super::pieces::{Piece, read_piece};
use super::{HistoryError, log};

/// Of larger contents, only the beginning is handed out.
const BLOB_AT_MOST: u64 = 2 * 1024 * 1024;

/// A repository whose contents can still be asked for.
#[derive(Debug, Clone)]
pub struct Repository {
    git: Git,
}

impl Repository {
    pub(super) fn of(git: Git) -> Self {
        Self { git }
    }

    /// Hands out the contents of each blob that is there, in the order asked: at most their first 2 MiB.
    pub fn contents(
        &self,
        blobs: &[String],
        each: &mut dyn FnMut(&str, &[u8]),
    ) -> Result<(), HistoryError> {
        // Anything but a whole id would let the caller ask git for other things than contents.
        let ids = blobs
            .iter()
            .filter_map(|blob| log::object_id(blob.as_bytes()));
        let questions: String = ids.flat_map(|id| [id, "\n".to_owned()]).collect();
        if questions.is_empty() {
            return Ok(());
        }
        let git = &self.git;
        let arguments = [
            "-c",
            "core.bigFileThreshold=2m",
            "cat-file",
            "--batch",
            "--buffer",
        ];
        let mut running = git
            .start(&arguments, Stdio::piped())?
            .ok_or_else(|| git.not_installed())?;
        let (Some(mut stdin), Some(stdout)) = (running.stdin(), running.stdout()) else {
            return Err(git.cannot_run(io::Error::other("it has no pipes")));
        };
        // Questions and answers go at the same time: otherwise both sides could wait for the other to read.
        let result = std::thread::scope(|scope| {
            scope.spawn(move || {
                // When this fails git has gone away, and the reader will say so.
                drop(stdin.write_all(questions.as_bytes()));
            });
            read_contents(&mut BufReader::with_capacity(64 * 1024, stdout), each)
        });
        let (good, said) = running.finish().map_err(|error| git.cannot_run(error))?;
        match result {
            _ if !good => Err(git.cannot_read(&said)),
            Err(error) => Err(git.cannot_run(error)),
            Ok(()) => Ok(()),
        }
    }
}

/// Reads the answers of `git cat-file --batch`.
fn read_contents(
    reader: &mut BufReader<ChildStdout>,
    each: &mut dyn FnMut(&str, &[u8]),
) -> io::Result<()> {
    let mut head = Vec::new();
    let mut contents = Vec::new();
    while read_piece(reader, b'\n', 1024, &mut head)? != Piece::End {
        let head = String::from_utf8_lossy(&head);
        let mut parts = head.split(' ');
        let (id, kind, size) = (parts.next(), parts.next(), parts.next());
        let (Some(id), Some(kind), Some(size)) = (id, kind, size) else {
            // `<id> missing`
            continue;
        };
        let size: u64 = size
            .parse()
            .map_err(|_| io::Error::other("its answer cannot be understood"))?;
        contents.clear();
        let kept = size.min(BLOB_AT_MOST);
        reader.by_ref().take(kept).read_to_end(&mut contents)?;
        // The rest, and the new line behind it.
        io::copy(&mut reader.by_ref().take(size - kept + 1), &mut io::sink())?;
        if kind == "blob" {
            each(id, &contents);
        }
    }
    Ok(())
}
