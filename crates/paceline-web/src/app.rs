//! What a page may ask for: the record, who looks, and what time it is.

use std::{
    num::NonZeroU32,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

use paceline_core::{PersonId, Seq, Sight, Time, signal::Findings, today::Call};
use paceline_identity::Identity;
use paceline_store::{Store, StoreError};
use tokio::sync::watch;

use crate::{
    api::Desk, cookie::Way, finder::Finder, kept::Kept, known::Handles, mentions::Mentions,
    place::Place, scim, visitor::Eyes,
};

/// Everything the pages share. Cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Inner>);

struct Inner {
    store: Store,
    me: PersonId,
    /// Who somebody is, where people sign in.
    identity: Option<Identity>,
    eyes: Vec<Eyes>,
    clock: Box<dyn Fn() -> Time + Send + Sync>,
    log: Box<dyn Fn(&str) + Send + Sync>,
    /// When this process began to serve: an answer kept by a browser from before is not taken for one of ours.
    born: Time,
    found: Mutex<Option<Found>>,
    kept: Kept,
    place: Place,
    /// Whether the server is to end: streams that would stay open for ever hear it.
    ends: watch::Sender<bool>,
    handles: Mutex<Arc<Handles>>,
    /// How often something changed that pages show and the record does not hold.
    turned: AtomicU64,
    finder: Arc<Finder>,
    mentions: Arc<Mentions>,
    provisioning: scim::Quota,
    desk: Desk,
    /// Held while a text is taken in, so that one that is sent twice finds what the first made.
    taking_in: tokio::sync::Mutex<()>,
}

/// All findings, kept until the record changes or the hour does.
struct Found {
    seq: Seq,
    /// How often the state had been folded anew: what is erased must not stay in a finding's words.
    anew: u64,
    hour: i64,
    findings: Findings,
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
            mentions: Arc::new(Mentions::over(store.clone())),
            store,
            me,
            identity: None,
            eyes: Vec::new(),
            clock: Box::new(clock),
            log: Box::new(|_| {}),
            born,
            found: Mutex::new(None),
            kept: Kept::default(),
            place: Place::default(),
            ends: watch::Sender::new(false),
            handles: Mutex::default(),
            provisioning: scim::Quota::default(),
            desk: Desk::default(),
            taking_in: tokio::sync::Mutex::default(),
            turned: AtomicU64::new(0),
        }))
    }

    /// Pages over a record for whoever signs in.
    pub fn signed_in(identity: Identity) -> Self {
        let clock = identity.clone();
        let nobody = PersonId(u32::MAX);
        let app = Self::new(identity.store().clone(), nobody, move || clock.now());
        app.set(|inner| inner.identity = Some(identity))
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

    /// Answers under a public name, instead of those of this machine. Set it before the app is cloned.
    #[must_use]
    pub fn at(self, place: Place) -> Self {
        self.set(|inner| inner.place = place)
    }

    pub(crate) fn place(&self) -> &Place {
        &self.0.place
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

    /// Who somebody is; `None` where nobody signs in.
    pub(crate) fn identity(&self) -> Option<&Identity> {
        self.0.identity.as_ref()
    }

    /// How people come: it says which cookies they get.
    pub(crate) fn way(&self) -> Way {
        if self.place().is_secure() {
            Way::Https
        } else {
            Way::Plain
        }
    }

    pub(crate) fn finder(&self) -> &Finder {
        &self.0.finder
    }

    /// Builds the index of the record in the background and keeps it up to date, as long as pages are served; and looks
    /// who was mentioned of late, so that nobody waits for it at the first Today.
    pub(crate) fn keep_finding(&self) {
        Finder::keep_up(&self.0.finder);
        Mentions::begin(&self.0.mentions, self.now());
    }

    /// The texts of late that mention somebody.
    pub(crate) async fn mentions(&self, person: PersonId) -> Result<Vec<Call>, StoreError> {
        self.0.mentions.of(person, self.now()).await
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

    /// How much directories ask for.
    pub(crate) fn provisioning(&self) -> &scim::Quota {
        &self.0.provisioning
    }

    /// Waits until nobody else takes a text in.
    pub(crate) async fn taking_in(&self) -> tokio::sync::MutexGuard<'_, ()> {
        self.0.taking_in.lock().await
    }

    /// What the API keeps between requests.
    pub(crate) fn desk(&self) -> &Desk {
        &self.0.desk
    }

    pub(crate) fn born(&self) -> Time {
        self.0.born
    }

    /// Something changed that pages show and the record does not hold: what browsers have is old.
    pub(crate) fn turn_the_page(&self) {
        self.0.turned.fetch_add(1, Ordering::Relaxed);
    }

    pub(crate) fn times_turned(&self) -> u64 {
        self.0.turned.load(Ordering::Relaxed)
    }

    pub(crate) fn log(&self, what: &str) {
        (self.0.log)(what);
    }

    /// The live record's findings. Worked out once an hour and once a change, for everybody.
    pub(crate) fn findings(&self, sight: Sight<'_>, now: Time) -> Findings {
        let (hour, anew) = (hour(now), self.store().times_folded_anew());
        let mut found = self.0.found.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(kept) = found
            .as_ref()
            .filter(|kept| kept.seq == sight.seq() && kept.anew == anew && kept.hour == hour)
        {
            return kept.findings.clone();
        }
        let findings = Findings::of(sight, now);
        *found = Some(Found {
            seq: sight.seq(),
            anew,
            hour,
            findings: findings.clone(),
        });
        findings
    }

    /// Everybody's handle. Read from the record again when somebody has joined.
    pub(crate) fn handles(&self, sight: Sight<'_>) -> Arc<Handles> {
        let mut kept = self
            .0
            .handles
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if !kept.covers(sight) {
            *kept = Arc::new(Handles::of(sight));
        }
        Arc::clone(&kept)
    }
}

/// The hour a moment lies in: how long an answer may be taken for the same when nothing was recorded.
pub(crate) fn hour(now: Time) -> i64 {
    now.0.div_euclid(3600)
}
