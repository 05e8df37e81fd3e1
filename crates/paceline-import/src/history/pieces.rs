//! Reads a stream piece by piece, and never keeps more of a piece than a limit.

use std::io::{self, BufRead};

/// How a piece ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece {
    Whole,
    /// Longer than the limit: the rest was read and thrown away.
    Cut,
    /// There was none: the stream is at its end.
    End,
}

/// Reads up to and without the next `end` byte into `piece`, which is emptied first.
pub(super) fn read_piece(
    reader: &mut dyn BufRead,
    end: u8,
    limit: usize,
    piece: &mut Vec<u8>,
) -> io::Result<Piece> {
    piece.clear();
    let mut state = Piece::End;
    loop {
        let available = match reader.fill_buf() {
            Ok(available) => available,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if available.is_empty() {
            return Ok(state);
        }
        if state == Piece::End {
            state = Piece::Whole;
        }
        let at = available.iter().position(|byte| *byte == end);
        let part = &available[..at.unwrap_or(available.len())];
        let room = limit.saturating_sub(piece.len());
        if part.len() > room {
            state = Piece::Cut;
        }
        piece.extend_from_slice(&part[..part.len().min(room)]);
        let used = part.len() + usize::from(at.is_some());
        reader.consume(used);
        if at.is_some() {
            return Ok(state);
        }
    }
}
