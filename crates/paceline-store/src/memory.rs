//! A journal in memory, for tests and short-lived stories. It keeps the same rows as the databases do.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use paceline_core::{Seq, WordId};

use crate::{
    StoreError,
    chain::{Hash, Tip},
    log::{Standing, new_identity},
    row::{Entry, Row, WordRow},
    source::{Facts, PAGE, bundle},
};

/// The rows.
pub(crate) struct Memory {
    organisation: String,
    events: Vec<Row>,
    words: Vec<WordRow>,
    erasures: u64,
}

impl Memory {
    pub(crate) fn new() -> Result<Self, StoreError> {
        Ok(Self {
            organisation: new_identity()?,
            events: Vec::new(),
            words: Vec::new(),
            erasures: 0,
        })
    }

    pub(crate) fn facts(&self) -> Facts {
        let start = Tip::start();
        let (seq, hash) = self
            .events
            .last()
            .map_or((start.seq, start.hash), |row| (row.seq, row.hash));
        Facts {
            organisation: self.organisation.clone(),
            standing: Standing {
                seq,
                hash,
                erasures: self.erasures,
            },
            words: self.words.len() as u64,
        }
    }

    pub(crate) fn page(&self, tip: &Tip) -> Result<Vec<Entry>, StoreError> {
        bundle(self.rows_after(tip.seq), |count| {
            Ok(self
                .words
                .iter()
                .skip(tip.words as usize)
                .take(count)
                .cloned()
                .collect())
        })
    }

    pub(crate) fn rows_after(&self, seq: Seq) -> Vec<Row> {
        let after = self.events.iter().skip(seq.0 as usize);
        after.take(PAGE).cloned().collect()
    }

    pub(crate) fn row(&self, seq: Seq) -> Option<&Row> {
        self.events.get((seq.0 as usize).wrapping_sub(1))
    }

    pub(crate) fn text(&self, word: WordId) -> Option<String> {
        self.words
            .get(word.index())?
            .kept
            .as_ref()
            .map(|kept| kept.text.clone())
    }
}

/// Its writing side: what was begun waits here until it is committed.
pub(crate) struct MemoryLog {
    memory: Arc<Mutex<Memory>>,
    waiting: Vec<Entry>,
    erased: Vec<WordId>,
    renamed: Option<String>,
}

impl MemoryLog {
    pub(crate) fn new(memory: Arc<Mutex<Memory>>) -> Self {
        Self {
            memory,
            waiting: Vec::new(),
            erased: Vec::new(),
            renamed: None,
        }
    }

    #[expect(
        clippy::unnecessary_wraps,
        reason = "the same signature as the other logs"
    )]
    pub(crate) fn begin(&mut self) -> Result<(), StoreError> {
        self.rollback();
        Ok(())
    }

    #[expect(
        clippy::unnecessary_wraps,
        reason = "the same signature as the other logs"
    )]
    pub(crate) fn standing(&mut self) -> Result<Standing, StoreError> {
        Ok(locked(&self.memory).facts().standing)
    }

    #[expect(
        clippy::unnecessary_wraps,
        reason = "the same signature as the other logs"
    )]
    pub(crate) fn hash_at(&mut self, seq: Seq) -> Result<Option<Hash>, StoreError> {
        Ok(locked(&self.memory).row(seq).map(|row| row.hash))
    }

    pub(crate) fn page(&mut self, tip: &Tip) -> Result<Vec<Entry>, StoreError> {
        locked(&self.memory).page(tip)
    }

    #[expect(
        clippy::unnecessary_wraps,
        reason = "the same signature as the other logs"
    )]
    pub(crate) fn insert(&mut self, entries: &[Entry]) -> Result<(), StoreError> {
        self.waiting.extend_from_slice(entries);
        Ok(())
    }

    #[expect(
        clippy::unnecessary_wraps,
        reason = "the same signature as the other logs"
    )]
    pub(crate) fn rename(&mut self, organisation: &str) -> Result<(), StoreError> {
        self.renamed = Some(organisation.to_owned());
        Ok(())
    }

    pub(crate) fn erase(&mut self, words: &[WordId]) -> Result<(), StoreError> {
        let count = locked(&self.memory).words.len();
        if let Some(missing) = words.iter().find(|word| word.index() >= count) {
            return Err(StoreError::NoSuchWord(*missing));
        }
        self.erased.extend_from_slice(words);
        Ok(())
    }

    #[expect(
        clippy::unnecessary_wraps,
        reason = "the same signature as the other logs"
    )]
    pub(crate) fn commit(&mut self, _tip: &Tip) -> Result<(), StoreError> {
        let mut memory = locked(&self.memory);
        for entry in self.waiting.drain(..) {
            memory.events.push(entry.row);
            memory.words.extend(entry.words);
        }
        memory.erasures += u64::from(!self.erased.is_empty());
        for word in self.erased.drain(..) {
            if let Some(row) = memory.words.get_mut(word.index()) {
                row.kept = None;
            }
        }
        if let Some(organisation) = self.renamed.take() {
            memory.organisation = organisation;
        }
        Ok(())
    }

    pub(crate) fn rollback(&mut self) {
        self.waiting.clear();
        self.erased.clear();
        self.renamed = None;
    }
}

/// The rows; a panic elsewhere leaves them whole, because they only change in `commit`.
pub(crate) fn locked(memory: &Mutex<Memory>) -> MutexGuard<'_, Memory> {
    memory.lock().unwrap_or_else(PoisonError::into_inner)
}
