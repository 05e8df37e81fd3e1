//! What a page may ask for: the record, who looks, and what time it is.

use std::sync::{Arc, Mutex, PoisonError};

use paceline_core::{
    PersonId, Seq, State, Time,
    signal::{self, Finding},
};
use paceline_store::Store;

/// Everything the pages share. Cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Inner>);

struct Inner {
    store: Store,
    me: PersonId,
    clock: Box<dyn Fn() -> Time + Send + Sync>,
    log: Box<dyn Fn(&str) + Send + Sync>,
    /// When this process began to serve: an answer kept by a browser from before is not taken for one of ours.
    born: Time,
    found: Mutex<Option<Found>>,
}

/// All findings the viewer may see, kept until the record changes or the hour does.
struct Found {
    seq: Seq,
    hour: i64,
    findings: Arc<[Finding]>,
}

impl App {
    /// Pages over a record for the one local person; sign-in is not built yet. `clock` says what time it is.
    pub fn new(
        store: Store,
        me: PersonId,
        clock: impl Fn() -> Time + Send + Sync + 'static,
    ) -> Self {
        let born = clock();
        Self(Arc::new(Inner {
            store,
            me,
            clock: Box::new(clock),
            log: Box::new(|_| {}),
            born,
            found: Mutex::new(None),
        }))
    }

    /// Hears what went wrong inside, in words that pages never show. Set it before the app is cloned.
    #[must_use]
    pub fn logging(self, log: impl Fn(&str) + Send + Sync + 'static) -> Self {
        match Arc::try_unwrap(self.0) {
            Ok(inner) => Self(Arc::new(Inner {
                log: Box::new(log),
                ..inner
            })),
            Err(shared) => Self(shared),
        }
    }

    pub(crate) fn store(&self) -> &Store {
        &self.0.store
    }

    pub(crate) fn me(&self) -> PersonId {
        self.0.me
    }

    pub(crate) fn now(&self) -> Time {
        (self.0.clock)()
    }

    pub(crate) fn born(&self) -> Time {
        self.0.born
    }

    pub(crate) fn log(&self, what: &str) {
        (self.0.log)(what);
    }

    /// What the viewer may see of the live record's findings. Worked out once an hour and once a change.
    pub(crate) fn findings(&self, state: &State, now: Time) -> Arc<[Finding]> {
        let hour = hour(now);
        let mut found = self.0.found.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(kept) = found
            .as_ref()
            .filter(|kept| kept.seq == state.seq && kept.hour == hour)
        {
            return Arc::clone(&kept.findings);
        }
        let findings: Arc<[Finding]> = signal::seen_by(state, Some(self.me()), now).into();
        *found = Some(Found {
            seq: state.seq,
            hour,
            findings: Arc::clone(&findings),
        });
        findings
    }
}

/// The hour a moment lies in: how long an answer may be taken for the same when nothing was recorded.
pub(crate) fn hour(now: Time) -> i64 {
    now.0.div_euclid(3600)
}
