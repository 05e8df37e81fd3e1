//! Who was mentioned of late, kept beside the record: caught up before every Today, and forgotten when it is past. The
//! rule what a mention is stands in the core; the mail follows the same one.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
    sync::{Arc, PoisonError, RwLock},
};

use paceline_core::{
    PersonId, Recorded, Seq, Text, Time, WordId,
    today::{self, Call, MENTIONED_DAYS, Written},
};
use paceline_store::{Store, StoreError};
use tokio::sync::Mutex;

use crate::markdown;

/// The mentions of the last days, by who is mentioned. Holds no text, so that what is erased is erased.
pub(crate) struct Mentions {
    store: Store,
    kept: RwLock<Kept>,
    /// One catches up at a time; whoever comes meanwhile finds it done.
    turn: Mutex<()>,
}

#[derive(Default)]
struct Kept {
    /// How far the journal and the words were followed; `None` before the first time.
    followed: Option<(Seq, usize)>,
    /// How often the state had been folded anew.
    times: u64,
    calls: BTreeMap<PersonId, Vec<Call>>,
}

impl Mentions {
    pub(crate) fn over(store: Store) -> Self {
        Self {
            store,
            kept: RwLock::default(),
            turn: Mutex::default(),
        }
    }

    /// Looks at the last days in the background.
    pub(crate) fn begin(mentions: &Arc<Self>, now: Time) {
        // Outside of a runtime nothing is served either; the first Today then does the work.
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            let mentions = Arc::clone(mentions);
            // What cannot be read now is read at the first Today, whose reader is then told.
            drop(runtime.spawn(async move { drop(mentions.catch_up(now).await) }));
        }
    }

    /// The texts of the last days that mention somebody, the oldest first.
    pub(crate) async fn of(&self, person: PersonId, now: Time) -> Result<Vec<Call>, StoreError> {
        self.catch_up(now).await?;
        let kept = self.kept.read().unwrap_or_else(PoisonError::into_inner);
        Ok(kept.calls.get(&person).cloned().unwrap_or_default())
    }

    async fn catch_up(&self, now: Time) -> Result<(), StoreError> {
        if self.is_caught_up() {
            return Ok(());
        }
        let _turn = self.turn.lock().await;
        let times = self.store.times_folded_anew();
        let since = now.plus_days(-MENTIONED_DAYS);
        let before = self.followed(times);
        let (from, seq, words) = self.store.read(|state| {
            let from = before.unwrap_or_else(|| (today::last_before(state, since), 0));
            (from, state.seq, state.words.count())
        });
        let journal = Journal(&self.store);
        let spoken = journal.spoken(from.0, seq).await?;
        let calls = journal.mentions(&spoken, from.1..words).await?;
        let mut kept = self.kept.write().unwrap_or_else(PoisonError::into_inner);
        if before.is_none() {
            kept.calls.clear();
        }
        for call in calls {
            kept.calls.entry(call.person).or_default().push(call);
        }
        kept.calls.retain(|_, calls| {
            calls.retain(|call| call.at > since);
            !calls.is_empty()
        });
        kept.followed = Some((seq, words));
        kept.times = times;
        Ok(())
    }

    fn is_caught_up(&self) -> bool {
        let followed = self.followed(self.store.times_folded_anew());
        followed.is_some_and(|(seq, _)| seq >= self.store.last())
    }

    /// How far it was followed. `None` as well when the state was folded anew since.
    fn followed(&self, times: u64) -> Option<(Seq, usize)> {
        let kept = self.kept.read().unwrap_or_else(PoisonError::into_inner);
        kept.followed.filter(|_| kept.times == times)
    }
}

/// What the journal says of who was mentioned.
pub(crate) struct Journal<'a>(pub(crate) &'a Store);

impl Journal<'_> {
    /// What people did themselves after one number, up to another.
    pub(crate) async fn spoken(&self, after: Seq, last: Seq) -> Result<Vec<Recorded>, StoreError> {
        let (mut spoken, mut at) = (Vec::new(), after);
        while at < last {
            let events = self.0.events_after(at).await?;
            let Some(end) = events.last() else {
                break;
            };
            at = end.seq;
            let ours = events.into_iter().filter(|recorded| recorded.seq <= last);
            spoken.extend(ours.filter(today::is_spoken));
        }
        Ok(spoken)
    }

    /// Whom the texts of some events mention: those at these places in the list of all words.
    pub(crate) async fn mentions(
        &self,
        spoken: &[Recorded],
        words: Range<usize>,
    ) -> Result<Vec<Call>, StoreError> {
        let mut calls = Vec::new();
        let written = self.0.read(|state| today::written(state, spoken, words));
        for text in written {
            let handles = self.new_handles(&text).await?;
            if !handles.is_empty() {
                calls.extend(
                    self.0
                        .read(|state| today::mentioned(state, &text, &handles)),
                );
            }
        }
        Ok(calls)
    }

    /// The handles in a text that stand in none of the earlier ones of its place.
    async fn new_handles(&self, text: &Written) -> Result<BTreeSet<String>, StoreError> {
        let mut handles = self.handles(text.word).await?;
        for earlier in &text.earlier {
            if handles.is_empty() {
                break;
            }
            for told in self.handles(*earlier).await? {
                handles.remove(&told);
            }
        }
        Ok(handles)
    }

    async fn handles(&self, word: WordId) -> Result<BTreeSet<String>, StoreError> {
        let text = self.whole(word).await?;
        Ok(text.map_or_else(BTreeSet::new, |text| markdown::handles(&text)))
    }

    /// A text, however long; `None` when it was erased.
    pub(crate) async fn whole(&self, word: WordId) -> Result<Option<String>, StoreError> {
        match self.0.read(|state| state.text(word)) {
            Text::Here(text) => Ok(Some(text)),
            Text::Stored(word) => self.0.text(word).await,
            Text::Erased => Ok(None),
        }
    }
}
