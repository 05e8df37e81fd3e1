//! Keeping memory and the journal the same: taking in what other replicas wrote, committing, and folding anew when
//! memory turns out to be ahead or elsewhere.

use std::{sync::PoisonError, thread};

use paceline_core::Recorded;

use crate::{
    StoreError,
    chain::{Hash, Tip},
    fold::{Loaded, load, take_in},
    location::{Place, Snapshots},
    log::Sharing,
    row::Entry,
    writer::Writer,
};

/// Rows handed to the database at a time.
const SLICE: usize = 2_000;

/// How memory stands to the journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Aligned {
    Same,
    /// The journal is not a continuation of what is in memory: everything must be folded anew.
    Elsewhere,
}

impl Writer {
    /// Begins to write, with memory at the journal's end.
    pub(crate) async fn begin(&mut self) -> Result<(), StoreError> {
        for _ in 0..3 {
            self.log.begin().await?;
            if self.log.sharing() == Sharing::Alone && !self.doubtful {
                return Ok(());
            }
            let aligned = self.align().await;
            if matches!(aligned, Ok(Aligned::Same)) {
                self.doubtful = false;
                return Ok(());
            }
            self.log.rollback().await;
            aligned?;
            self.reload()?;
        }
        Err(StoreError::Closed)
    }

    /// Writes rows and commits. When that fails, finds out whether they are in the journal after all.
    pub(crate) async fn finish(&mut self, rows: &[Entry]) -> Result<(), StoreError> {
        if rows.is_empty() {
            self.log.rollback().await;
            return Ok(());
        }
        for slice in rows.chunks(SLICE) {
            if let Err(error) = self.log.insert(slice).await {
                self.set_back().await;
                return Err(error);
            }
        }
        let Err(error) = self.log.commit(&self.tip).await else {
            return Ok(());
        };
        match self.committed_hash().await {
            Ok(Some(hash)) if hash == self.tip.hash => Ok(()),
            Ok(_) => {
                self.set_back().await;
                Err(error)
            }
            Err(_) => {
                self.set_back().await;
                Err(StoreError::Unsure)
            }
        }
    }

    /// What stands at the tip. Under the lock, so that a commit whose answer was lost has ended one way or the other.
    async fn committed_hash(&mut self) -> Result<Option<Hash>, StoreError> {
        self.log.begin().await?;
        let hash = self.log.hash_at(self.tip.seq).await;
        self.log.rollback().await;
        hash
    }

    /// Drops what was begun and folds anew, because memory is ahead of the journal.
    async fn set_back(&mut self) {
        self.log.rollback().await;
        self.doubtful = self.reload().is_err();
    }

    /// Reads what others wrote. Inside a transaction as well as outside.
    async fn align(&mut self) -> Result<Aligned, StoreError> {
        let standing = self.log.standing().await?;
        if standing.erasures != self.erasures {
            return Ok(Aligned::Elsewhere);
        }
        if (standing.seq, standing.hash) == (self.tip.seq, self.tip.hash) {
            return Ok(Aligned::Same);
        }
        let ours = if self.tip == Tip::start() {
            Some(self.tip.hash)
        } else {
            self.log.hash_at(self.tip.seq).await?
        };
        if standing.seq <= self.tip.seq || ours != Some(self.tip.hash) {
            return Ok(Aligned::Elsewhere);
        }
        while self.tip.seq < standing.seq {
            let page = self.log.page(&self.tip).await?;
            if page.is_empty() {
                return Err(StoreError::broken_at(self.tip.seq.next(), "it is missing"));
            }
            self.follow(&page)?;
        }
        Ok(Aligned::Same)
    }

    /// Takes in what another replica wrote.
    fn follow(&mut self, page: &[Entry]) -> Result<(), StoreError> {
        let mut tip = self.tip;
        page.iter().try_for_each(|entry| tip.check(entry))?;
        let recorded: Vec<Recorded> = page
            .iter()
            .map(|entry| entry.row.recorded())
            .collect::<Result<_, _>>()?;
        let mut state = self
            .shared
            .state
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        page.iter()
            .zip(&recorded)
            .for_each(|(entry, recorded)| take_in(&mut state, entry, recorded));
        drop(state);
        self.tip = tip;
        self.shared.durable.send_replace(tip.seq);
        Ok(())
    }

    pub(crate) async fn align_or_reload(&mut self) -> Result<(), StoreError> {
        match self.align().await? {
            Aligned::Same => Ok(()),
            Aligned::Elsewhere => self.reload(),
        }
    }

    /// Folds everything anew from the journal.
    pub(crate) fn reload(&mut self) -> Result<(), StoreError> {
        let loaded = load_apart(&self.shared.place, self.snapshots)?;
        (self.tip, self.erasures, self.snapshot) =
            (loaded.folded.tip, loaded.erasures, loaded.snapshot);
        self.doubtful = false;
        *self
            .shared
            .state
            .write()
            .unwrap_or_else(PoisonError::into_inner) = loaded.folded.state;
        *self
            .shared
            .organisation
            .write()
            .unwrap_or_else(PoisonError::into_inner) = loaded.organisation;
        self.shared.past.forget();
        self.shared.durable.send_replace(self.tip.seq);
        Ok(())
    }
}

/// Loads on a thread of its own, because this one drives a runtime.
pub(crate) fn load_apart(place: &Place, snapshots: Snapshots) -> Result<Loaded, StoreError> {
    thread::scope(|scope| {
        scope
            .spawn(|| load(place, snapshots))
            .join()
            .unwrap_or(Err(StoreError::Fault))
    })
}
