//! The chain of hashes over the journal: why nothing in it can be changed, left out or put in unseen.
//!
//! ```text
//! hash(n) = sha256( hash(n-1) ‖ seq ‖ at ‖ by ‖ door ‖ origin? ‖ body ‖ words? )     each text with its length before it
//! words   = for each text brought: its number and sha256( salt ‖ text )
//! ```
//!
//! Texts are covered by their salted hash alone, so one can be erased and the chain still holds; the salt goes with
//! it, so that a short name cannot be found by trying.

use paceline_core::{Seq, WordId};
use sha2::{Digest, Sha256};

use crate::{
    StoreError,
    row::{Entry, Kept, Row, WordRow},
};

pub(crate) type Hash = [u8; 32];

/// Which texts an event brought, and their salted hashes.
pub(crate) type Brought = Vec<(WordId, Hash)>;

/// What the first event's hash is built on.
const GENESIS: &[u8] = b"paceline journal, form 1\n";

/// Where the journal ends: its last number and hash, and how many words it has brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tip {
    pub seq: Seq,
    pub hash: Hash,
    pub words: u32,
}

impl Tip {
    /// Before the first event.
    pub(crate) fn start() -> Self {
        Self {
            seq: Seq(0),
            hash: Sha256::digest(GENESIS).into(),
            words: 0,
        }
    }

    /// Checks that an entry is the next one and untouched, and moves on to it.
    pub(crate) fn check(&mut self, entry: &Entry) -> Result<(), StoreError> {
        let row = &entry.row;
        let next = self.seq.next();
        if row.seq != next {
            return Err(StoreError::broken_at(
                next,
                format!("it is missing, {} comes after {}", row.seq, self.seq),
            ));
        }
        let hash = hash(&self.hash, row);
        if row.hash != hash {
            return Err(StoreError::broken_at(
                row.seq,
                "it is not as it was written, or the one before it is not",
            ));
        }
        self.check_words(entry)?;
        (self.seq, self.hash) = (next, hash);
        Ok(())
    }

    fn check_words(&mut self, entry: &Entry) -> Result<(), StoreError> {
        let mut rows = entry.words.iter();
        for (id, hash) in &entry.brought {
            let broken = |what: &str| {
                Err(StoreError::broken_at(
                    entry.row.seq,
                    format!("its text {id} {what}"),
                ))
            };
            if id.index() != self.words as usize {
                return broken("is out of order");
            }
            match rows.next() {
                Some(WordRow { id: found, kept }) if found == id => {
                    if kept
                        .as_ref()
                        .is_some_and(|kept| word_hash(&kept.salt, &kept.text) != *hash)
                    {
                        return broken("is not as it was written");
                    }
                }
                Some(_) | None => return broken("is missing"),
            }
            self.words += 1;
        }
        Ok(())
    }

    /// Moves on to an entry that is known to be whole.
    pub(crate) fn pass(&mut self, entry: &Entry) {
        self.seq = entry.row.seq;
        self.hash = entry.row.hash;
        self.words = entry
            .brought
            .last()
            .map_or(self.words, |(WordId(id), _)| *id);
    }
}

/// The hash of a row, given the one before it.
pub(crate) fn hash(before: &Hash, row: &Row) -> Hash {
    let mut bytes =
        Vec::with_capacity(128 + row.body.len() + row.words.as_ref().map_or(0, String::len));
    bytes.extend_from_slice(before);
    bytes.extend_from_slice(&row.seq.0.to_be_bytes());
    bytes.extend_from_slice(&row.at.to_be_bytes());
    put(&mut bytes, Some(&row.by));
    put(&mut bytes, Some(&row.door));
    put(&mut bytes, row.origin.as_deref());
    put(&mut bytes, Some(&row.body));
    put(&mut bytes, row.words.as_deref());
    Sha256::digest(&bytes).into()
}

/// Whether there is one, its length, itself: no two rows give the same bytes.
fn put(bytes: &mut Vec<u8>, text: Option<&str>) {
    bytes.push(u8::from(text.is_some()));
    let text = text.unwrap_or_default();
    bytes.extend_from_slice(&(text.len() as u64).to_be_bytes());
    bytes.extend_from_slice(text.as_bytes());
}

/// The salted hash of a text.
pub(crate) fn word_hash(salt: &[u8], text: &str) -> Hash {
    Sha256::new()
        .chain_update(salt)
        .chain_update(text)
        .finalize()
        .into()
}

/// Gives texts their salts and hashes, numbered from `first` on.
pub(crate) fn salted(
    first: WordId,
    texts: Vec<String>,
) -> Result<(Vec<WordRow>, Brought), StoreError> {
    let mut salts = vec![0_u8; texts.len() * SALT];
    getrandom::fill(&mut salts).map_err(|cause| StoreError::NoRandomness {
        cause: std::sync::Arc::new(cause),
    })?;
    let numbered = texts.into_iter().zip(salts.chunks_exact(SALT)).enumerate();
    Ok(numbered
        .map(|(at, (text, salt))| {
            let id = WordId::at(first.index() + at);
            let hash = word_hash(salt, &text);
            (
                WordRow {
                    id,
                    kept: Some(Kept {
                        salt: salt.to_vec(),
                        text,
                    }),
                },
                (id, hash),
            )
        })
        .unzip())
}

const SALT: usize = 16;

/// Bytes as lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .map(|digit| char::from(DIGITS[usize::from(digit)]))
        .collect()
}

/// The bytes that [`hex`] wrote.
pub(crate) fn unhex(text: &str) -> Option<Vec<u8>> {
    let mut bytes = vec![0; text.len() / 2];
    fill(text, &mut bytes)?;
    Some(bytes)
}

/// The hash that [`hex`] wrote.
pub(crate) fn unhex_hash(text: &str) -> Option<Hash> {
    let mut hash = [0; 32];
    fill(text, &mut hash)?;
    Some(hash)
}

fn fill(text: &str, bytes: &mut [u8]) -> Option<()> {
    let digit = |byte: u8| match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    };
    let (pairs, []) = text.as_bytes().as_chunks::<2>() else {
        return None;
    };
    if pairs.len() != bytes.len() {
        return None;
    }
    for (byte, [high, low]) in bytes.iter_mut().zip(pairs) {
        *byte = digit(*high)? << 4 | digit(*low)?;
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hexadecimal_reads_back() {
        assert_eq!(hex(&[0, 0x1f, 0xff]), "001fff");
        assert_eq!(unhex("001fff"), Some(vec![0, 0x1f, 0xff]));
        assert_eq!((unhex("0"), unhex("0G")), (None, None));
        assert_eq!(unhex_hash(&hex(&[7; 32])), Some([7; 32]));
        assert_eq!(unhex_hash("00"), None);
    }

    #[test]
    fn moving_a_letter_to_the_next_column_changes_the_hash() {
        let row = |by: &str, door: &str, origin: Option<&str>| Row {
            seq: Seq(1),
            at: 5,
            by: by.to_owned(),
            door: door.to_owned(),
            origin: origin.map(str::to_owned),
            body: "{}".to_owned(),
            words: None,
            hash: [0; 32],
        };
        let start = Tip::start().hash;
        let plain = hash(&start, &row("ab", "c", None));
        assert_ne!(plain, hash(&start, &row("a", "bc", None)));
        assert_ne!(plain, hash(&start, &row("ab", "c", Some(""))));
        assert_ne!(plain, hash(&plain, &row("ab", "c", None)));
    }
}
