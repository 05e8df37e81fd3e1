//! The index of the record, kept beside it: built in slices after the start, caught up before every search.
//!
//! Who looks things up holds the state first and the index second; whoever takes events in does the same.

use std::sync::{Arc, PoisonError, RwLock, Weak};

use paceline_core::{
    Sight, State,
    access::Viewer,
    search::{Building, Found, Hit, Index, LongText, Query, Wanted},
};
use paceline_store::{Store, StoreError};
use tokio::sync::Mutex;

use crate::{look::Look, problem::Problem};

/// Things that are taken in while the state is held: a few milliseconds' work.
const THINGS: usize = 64;
/// Events that are taken in while the state is held.
const EVENTS: usize = 256;
/// Further behind than this, it is quicker to begin anew.
const BEHIND: u32 = 50_000;
/// Long texts that are read in one go, and that are read for a day of the past.
const LONG: usize = 64;
const LONG_OF_PAST: usize = 2_000;
/// How long the background waits for more to happen before it takes it in.
const PAUSE: std::time::Duration = std::time::Duration::from_millis(100);

/// Finds things by their words.
pub(crate) struct Finder {
    store: Store,
    live: RwLock<Option<Live>>,
    /// One catches up at a time; whoever comes meanwhile finds it done.
    turn: Mutex<()>,
    /// The index of the day of the past that was searched last.
    past: Mutex<Option<(Weak<State>, Arc<Index>)>>,
}

/// The index of the live state.
struct Live {
    index: Index,
    /// How often the state had been folded anew when it was begun.
    times: u64,
}

/// An index that is fit to answer: the live one, or that of a day of the past.
pub(crate) enum Ready<'a> {
    Live(&'a Finder),
    Past(Arc<Index>),
}

impl Ready<'_> {
    pub(crate) fn find(&self, sight: Sight<'_>, wanted: &Wanted<'_>) -> Found {
        match self {
            Self::Past(index) => index.find(sight, wanted),
            Self::Live(finder) => {
                let live = finder.live.read().unwrap_or_else(PoisonError::into_inner);
                live.as_ref()
                    .map(|live| live.index.find(sight, wanted))
                    .unwrap_or_default()
            }
        }
    }
}

impl Finder {
    pub(crate) fn over(store: Store) -> Self {
        Self {
            store,
            live: RwLock::default(),
            turn: Mutex::default(),
            past: Mutex::default(),
        }
    }

    /// Waits until everything that is recorded can be found, and answers with what finds it.
    pub(crate) async fn ready(&self, look: &Look) -> Result<Ready<'_>, Problem> {
        let ready = match look.past() {
            Some(past) => self.of_past(past).await.map(Ready::Past),
            None => match self.catch_up().await {
                Ok(()) => self.read_long().await.map(|_| Ready::Live(self)),
                Err(error) => Err(error),
            },
        };
        ready.map_err(|failure| Problem::failed(&look.app, &failure))
    }

    /// Keeps the index up to date as long as there is somebody to search it.
    pub(crate) fn keep_up(finder: &Arc<Self>) {
        // Outside of a runtime nothing is served either; the first search then does the work.
        let Ok(runtime) = tokio::runtime::Handle::try_current() else {
            return;
        };
        let mut changes = finder.store.subscribe();
        let finder = Arc::downgrade(finder);
        drop(runtime.spawn(async move {
            loop {
                let Some(finder) = finder.upgrade() else {
                    return;
                };
                // What cannot be read now is read when somebody searches, who is then told.
                while finder.catch_up().await.is_ok()
                    && finder.read_long().await.is_ok_and(|count| count > 0)
                {}
                drop(finder);
                if changes.changed().await.is_err() {
                    return;
                }
                tokio::time::sleep(PAUSE).await;
            }
        }));
    }

    async fn catch_up(&self) -> Result<(), StoreError> {
        let _turn = self.turn.lock().await;
        let times = self.store.times_folded_anew();
        let last = self.store.last();
        let mut seq = match self.seq(times) {
            Some(seq) if last.0.saturating_sub(seq.0) <= BEHIND => seq,
            Some(_) | None => self.begin(times).await?,
        };
        while seq < last {
            let events = self.store.events_after(seq).await?;
            let Some(end) = events.last() else {
                break;
            };
            seq = end.seq;
            for slice in events.chunks(EVENTS) {
                self.change(|sight, index| {
                    for recorded in slice {
                        index.take_in(sight, recorded);
                    }
                });
            }
        }
        Ok(())
    }

    /// The last event the index knows, if it is of the state as it was folded last.
    fn seq(&self, times: u64) -> Option<paceline_core::Seq> {
        let live = self.live.read().unwrap_or_else(PoisonError::into_inner);
        live.as_ref()
            .filter(|live| live.times == times)
            .map(|live| live.index.seq())
    }

    /// Builds the index anew, on a thread where it may take its time.
    async fn begin(&self, times: u64) -> Result<paceline_core::Seq, StoreError> {
        let store = self.store.clone();
        let built = tokio::task::spawn_blocking(move || {
            let mut building = store.read(|state| Building::new(state.seen_by(Viewer::Paceline)));
            let mut go_on = |state: &State| building.go_on(state.seen_by(Viewer::Paceline), THINGS);
            while store.read(&mut go_on) {}
            building.finish()
        });
        let index = built.await.map_err(|_| StoreError::Fault)?;
        let seq = index.seq();
        *self.live.write().unwrap_or_else(PoisonError::into_inner) = Some(Live { index, times });
        Ok(seq)
    }

    fn change<T>(&self, change: impl FnOnce(Sight<'_>, &mut Index) -> T) -> Option<T> {
        self.store.read(|state| {
            let mut live = self.live.write().unwrap_or_else(PoisonError::into_inner);
            let sight = state.seen_by(Viewer::Paceline);
            live.as_mut().map(|live| change(sight, &mut live.index))
        })
    }

    /// Reads some of the texts that are too long to be in memory; answers how many there were.
    async fn read_long(&self) -> Result<usize, StoreError> {
        let _turn = self.turn.lock().await;
        let wanted = self.change(|_, index| index.long_texts(LONG));
        let texts = self.texts(wanted.unwrap_or_default()).await?;
        let count = texts.len();
        for (of, text) in texts {
            self.change(|_, index| index.take_in_long(of, &text));
        }
        Ok(count)
    }

    async fn texts(&self, wanted: Vec<LongText>) -> Result<Vec<(LongText, String)>, StoreError> {
        let mut texts = Vec::with_capacity(wanted.len());
        for of in wanted {
            texts.push((of, self.store.text(of.word).await?.unwrap_or_default()));
        }
        Ok(texts)
    }

    /// The index of a day of the past; that of the last one asked for is kept.
    async fn of_past(&self, state: &Arc<State>) -> Result<Arc<Index>, StoreError> {
        let mut kept = self.past.lock().await;
        if let Some((of, index)) = kept.as_ref()
            && of.ptr_eq(&Arc::downgrade(state))
        {
            return Ok(Arc::clone(index));
        }
        let whole = Arc::clone(state);
        let built = tokio::task::spawn_blocking(move || Index::of(whole.seen_by(Viewer::Paceline)));
        let mut index = built.await.map_err(|_| StoreError::Fault)?;
        for (of, text) in self.texts(index.long_texts(LONG_OF_PAST)).await? {
            index.take_in_long(of, &text);
        }
        let index = Arc::new(index);
        *kept = Some((Arc::downgrade(state), Arc::clone(&index)));
        Ok(index)
    }
}

/// Reads what results still need from the rows of long texts, and leaves out those whose words are not there any more.
pub(crate) async fn read_again(
    look: &Look,
    query: &Query,
    hits: &mut Vec<Hit>,
) -> Result<(), Problem> {
    for hit in hits.iter_mut() {
        for word in hit.to_read() {
            let text = look.app.store().text(word).await;
            let text = text.map_err(|failure| Problem::failed(&look.app, &failure))?;
            hit.take_in(query, word, text.as_deref());
        }
    }
    hits.retain(Hit::is_sure);
    Ok(())
}
