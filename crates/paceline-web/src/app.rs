//! What a page may ask for: the record, who looks, and what time it is.

use std::{
    num::NonZeroU32,
    sync::{Arc, Mutex, PoisonError},
};

use paceline_core::{
    PersonId, Seq, State, Time,
    signal::{self, Finding},
};
use paceline_store::Store;
use tokio::sync::watch;

use crate::{
    api::{Bearer, Desk},
    finder::Finder,
    kept::Kept,
    known::Handles,
    visitor::Eyes,
};

/// Everything the pages share. Cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Inner>);

struct Inner {
    store: Store,
    me: PersonId,
    eyes: Vec<Eyes>,
    clock: Box<dyn Fn() -> Time + Send + Sync>,
    log: Box<dyn Fn(&str) + Send + Sync>,
    /// When this process began to serve: an answer kept by a browser from before is not taken for one of ours.
    born: Time,
    found: Mutex<Option<Found>>,
    kept: Kept,
    /// Whether the server is to end: streams that would stay open for ever hear it.
    ends: watch::Sender<bool>,
    handles: Mutex<Arc<Handles>>,
    finder: Arc<Finder>,
    desk: Desk,
}

/// All findings, kept until the record changes or the hour does.
struct Found {
    seq: Seq,
    /// How often the state had been folded anew: what is erased must not stay in a finding's words.
    anew: u64,
    hour: i64,
    findings: Arc<[Finding]>,
}

/// What was found, as far as one person may see it.
#[derive(Clone)]
pub(crate) struct Findings {
    all: Arc<[Finding]>,
    viewer: PersonId,
}

impl Findings {
    pub(crate) fn of(state: &State, viewer: PersonId, now: Time) -> Self {
        Self {
            all: signal::all(state, now).into(),
            viewer,
        }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Finding> {
        let viewer = Some(self.viewer);
        self.all
            .iter()
            .filter(move |finding| finding.may_be_seen_by(viewer))
    }
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
            finder: Arc::new(Finder::over(store.clone())),
            store,
            me,
            eyes: Vec::new(),
            clock: Box::new(clock),
            log: Box::new(|_| {}),
            born,
            found: Mutex::new(None),
            kept: Kept::default(),
            ends: watch::Sender::new(false),
            handles: Mutex::default(),
            desk: Desk::default(),
        }))
    }

    /// Hears what went wrong inside, in words that pages never show. Set it before the app is cloned.
    #[must_use]
    pub fn logging(self, log: impl Fn(&str) + Send + Sync + 'static) -> Self {
        self.set(|inner| inner.log = Box::new(log))
    }

    /// Offers the eyes of several people, for a demonstration. Set it before the app is cloned.
    #[must_use]
    pub fn through_eyes_of(self, eyes: Vec<Eyes>) -> Self {
        self.set(|inner| inner.eyes = eyes)
    }

    /// Asks for a token at the API, and looks up whose it is. Set it before the app is cloned.
    #[must_use]
    pub fn with_tokens<F>(self, tokens: impl Fn(String) -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Option<Bearer>> + Send + 'static,
    {
        self.set(|inner| inner.desk.look_up(tokens))
    }

    /// How many requests of one token or person the API answers in a minute. Set it before the app is cloned.
    #[must_use]
    pub fn answering_at_most(self, a_minute: NonZeroU32) -> Self {
        self.set(|inner| inner.desk.answer_at_most(a_minute))
    }

    /// Nothing happens once others share the app.
    fn set(mut self, change: impl FnOnce(&mut Inner)) -> Self {
        if let Some(inner) = Arc::get_mut(&mut self.0) {
            change(inner);
        }
        self
    }

    /// Ends the streams that pages listen to, so that a server can end gracefully.
    pub fn end(&self) {
        self.0.ends.send_replace(true);
    }

    pub(crate) fn ending(&self) -> watch::Receiver<bool> {
        self.0.ends.subscribe()
    }

    pub(crate) fn store(&self) -> &Store {
        &self.0.store
    }

    pub(crate) fn finder(&self) -> &Finder {
        &self.0.finder
    }

    /// Builds the index of the record in the background and keeps it up to date, as long as pages are served.
    pub(crate) fn keep_finding(&self) {
        Finder::keep_up(&self.0.finder);
    }

    /// The person who acts where nobody signs in.
    pub(crate) fn local_person(&self) -> PersonId {
        self.0.me
    }

    /// Through whose eyes the record can be looked at.
    pub(crate) fn eyes(&self) -> &[Eyes] {
        &self.0.eyes
    }

    pub(crate) fn now(&self) -> Time {
        (self.0.clock)()
    }

    /// Pages that took long to make.
    pub(crate) fn kept(&self) -> &Kept {
        &self.0.kept
    }

    /// What the API keeps between requests.
    pub(crate) fn desk(&self) -> &Desk {
        &self.0.desk
    }

    pub(crate) fn born(&self) -> Time {
        self.0.born
    }

    pub(crate) fn log(&self, what: &str) {
        (self.0.log)(what);
    }

    /// What a viewer may see of the live record's findings. Worked out once an hour and once a change.
    pub(crate) fn findings(&self, state: &State, viewer: PersonId, now: Time) -> Findings {
        let (hour, anew) = (hour(now), self.store().times_folded_anew());
        let mut found = self.0.found.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(kept) = found
            .as_ref()
            .filter(|kept| kept.seq == state.seq && kept.anew == anew && kept.hour == hour)
        {
            let all = Arc::clone(&kept.findings);
            return Findings { all, viewer };
        }
        let findings = Findings::of(state, viewer, now);
        *found = Some(Found {
            seq: state.seq,
            anew,
            hour,
            findings: Arc::clone(&findings.all),
        });
        findings
    }

    /// Everybody's handle. Read from the record again when somebody has joined.
    pub(crate) fn handles(&self, state: &State) -> Arc<Handles> {
        let mut kept = self
            .0
            .handles
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if !kept.covers(state) {
            *kept = Arc::new(Handles::of(state));
        }
        Arc::clone(&kept)
    }
}

/// The hour a moment lies in: how long an answer may be taken for the same when nothing was recorded.
pub(crate) fn hour(now: Time) -> i64 {
    now.0.div_euclid(3600)
}
