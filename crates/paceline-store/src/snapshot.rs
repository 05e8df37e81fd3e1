//! The state on disk, so that the next start need not fold everything. It may be thrown away at any time.
//!
//! `"paceline state\n"` · fold version · number · hash · words · erasures · the state in postcard · its checksum

use std::{
    fs::File,
    io::{self, BufWriter, Write},
    path::Path,
};

use paceline_core::{Seq, State, state::FOLD_VERSION};

use crate::{StoreError, chain::Tip, fold::Folded};

const MAGIC: &[u8] = b"paceline state\n";

/// What was read from a snapshot.
pub(crate) struct Kept {
    pub folded: Folded,
    pub erasures: u64,
}

/// Writes a snapshot beside the old one and then puts it in its place.
pub(crate) fn write(
    path: &Path,
    state: &State,
    tip: &Tip,
    erasures: u64,
) -> Result<(), StoreError> {
    let new = path.with_extension("new");
    let unwritable = |cause: io::Error| StoreError::disk(path.display(), "written", cause);
    let file = File::create(&new).map_err(unwritable)?;
    write_to(file, state, tip, erasures).map_err(unwritable)?;
    std::fs::rename(&new, path).map_err(unwritable)
}

fn write_to(file: File, state: &State, tip: &Tip, erasures: u64) -> io::Result<()> {
    let mut out = Summing {
        out: BufWriter::with_capacity(1 << 16, file),
        sum: Checksum::default(),
    };
    out.write_all(MAGIC)?;
    out.write_all(&FOLD_VERSION.to_be_bytes())?;
    out.write_all(&tip.seq.0.to_be_bytes())?;
    out.write_all(&tip.hash)?;
    out.write_all(&tip.words.to_be_bytes())?;
    out.write_all(&erasures.to_be_bytes())?;
    let out = postcard::to_io(state, out).map_err(io::Error::other)?;
    let mut file = out.out;
    file.write_all(&out.sum.finish().to_be_bytes())?;
    file.into_inner()?.sync_all()
}

/// The snapshot, if there is one and it is whole and of this fold.
pub(crate) fn read(path: &Path) -> Option<Kept> {
    let bytes = std::fs::read(path).ok()?;
    let (body, sum) = bytes.split_last_chunk::<8>()?;
    let mut checksum = Checksum::default();
    checksum.add(body);
    if checksum.finish() != u64::from_be_bytes(*sum) {
        return None;
    }
    let rest = body.strip_prefix(MAGIC)?;
    let (version, rest) = rest.split_first_chunk::<4>()?;
    if u32::from_be_bytes(*version) != FOLD_VERSION {
        return None;
    }
    let (seq, rest) = rest.split_first_chunk::<4>()?;
    let (hash, rest) = rest.split_first_chunk::<32>()?;
    let (words, rest) = rest.split_first_chunk::<4>()?;
    let (erasures, rest) = rest.split_first_chunk::<8>()?;
    let tip = Tip {
        seq: Seq(u32::from_be_bytes(*seq)),
        hash: *hash,
        words: u32::from_be_bytes(*words),
    };
    let state: State = postcard::from_bytes(rest).ok()?;
    let fits = state.seq == tip.seq && state.words.count() == tip.words as usize;
    fits.then_some(Kept {
        folded: Folded { state, tip },
        erasures: u64::from_be_bytes(*erasures),
    })
}

/// A writer that sums up what passes.
struct Summing<W> {
    out: W,
    sum: Checksum,
}

impl<W: Write> Write for Summing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.sum.add(bytes.get(..written).unwrap_or_default());
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Notices a damaged file, at memory speed; it is no protection against somebody who means harm.
#[derive(Default)]
struct Checksum {
    sum: u64,
    waiting: u64,
    count: u32,
}

impl Checksum {
    fn add(&mut self, mut bytes: &[u8]) {
        while self.count != 0
            && let [byte, rest @ ..] = bytes
        {
            self.byte(*byte);
            bytes = rest;
        }
        let (words, rest) = bytes.as_chunks::<8>();
        for word in words {
            self.mix(u64::from_le_bytes(*word));
        }
        for byte in rest {
            self.byte(*byte);
        }
    }

    fn byte(&mut self, byte: u8) {
        self.waiting |= u64::from(byte) << (8 * self.count);
        self.count += 1;
        if self.count == 8 {
            self.mix(self.waiting);
            (self.waiting, self.count) = (0, 0);
        }
    }

    fn mix(&mut self, word: u64) {
        self.sum = (self.sum ^ word)
            .wrapping_mul(0x9e37_79b9_7f4a_7c15)
            .rotate_left(29);
    }

    fn finish(mut self) -> u64 {
        self.mix(self.waiting);
        self.mix(u64::from(self.count));
        self.sum
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_snapshot_reads_back_and_a_damaged_one_is_ignored() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("snapshot.postcard");
        let mut state = State::default();
        state.words.take_in(Some("Priya"));
        let tip = Tip {
            words: 1,
            ..Tip::start()
        };
        write(&path, &state, &tip, 3).unwrap();
        let kept = read(&path).unwrap();
        assert_eq!(
            (kept.folded.state, kept.folded.tip, kept.erasures),
            (state, tip, 3)
        );

        let whole = std::fs::read(&path).unwrap();
        for at in 0..whole.len() {
            let mut damaged = whole.clone();
            damaged[at] ^= 1;
            std::fs::write(&path, &damaged).unwrap();
            assert!(read(&path).is_none(), "byte {at}");
            std::fs::write(&path, &whole[..at]).unwrap();
            assert!(read(&path).is_none(), "cut at {at}");
        }
    }

    #[test]
    fn the_checksum_does_not_depend_on_how_bytes_come() {
        let bytes: Vec<u8> = (0..100).collect();
        let mut once = Checksum::default();
        once.add(&bytes);
        let mut pieces = Checksum::default();
        for piece in bytes.chunks(3) {
            pieces.add(piece);
        }
        assert_eq!(once.finish(), pieces.finish());
    }
}
