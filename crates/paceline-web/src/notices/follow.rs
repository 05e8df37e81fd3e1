//! Follows the journal from where it was left: who was called by name since then.

use std::collections::BTreeSet;

use paceline_core::{
    Recorded, Seq, Text, WordId,
    today::{self, Call, Way, Written},
};
use paceline_identity::outbox::{Errand, Followed};
use paceline_store::StoreError;

use super::Notices;
use crate::markdown;

impl Notices {
    /// Notes whoever was called since the last time. The first time there is nobody: what happened before there was
    /// a mail server is old by then.
    pub(super) async fn follow(&self) -> Result<(), StoreError> {
        let before = self.identity.followed().await?;
        let now = self.store().read(|state| Followed {
            seq: state.seq,
            words: state.words.count(),
        });
        let Some(from) = before.filter(|before| before.seq <= now.seq) else {
            self.identity.follow_on(before, now).await?;
            return Ok(());
        };
        if from == now {
            return Ok(());
        }
        for call in self.calls(from, now).await? {
            let way = self.store().read(|state| call.way(state));
            match way {
                Way::AtOnce => drop(self.identity.add_errand(Errand::Call(call)).await?),
                Way::InDigest => self.identity.keep_mention(&call).await?,
                Way::None => {}
            }
        }
        // Another replica may have come further meanwhile; then it noted the same.
        self.identity.follow_on(before, now).await?;
        Ok(())
    }

    async fn calls(&self, from: Followed, now: Followed) -> Result<Vec<Call>, StoreError> {
        let spoken = self.spoken(from.seq, now.seq).await?;
        let mut calls: Vec<Call> = spoken.iter().filter_map(today::asked).collect();
        let words = from.words..now.words;
        let written = self
            .store()
            .read(|state| today::written(state, &spoken, words));
        for text in written {
            let handles = self.new_handles(&text).await?;
            if !handles.is_empty() {
                let store = self.store();
                calls.extend(store.read(|state| today::mentioned(state, &text, &handles)));
            }
        }
        Ok(calls)
    }

    /// What people did themselves after one number, up to another.
    async fn spoken(&self, after: Seq, last: Seq) -> Result<Vec<Recorded>, StoreError> {
        let (mut spoken, mut at) = (Vec::new(), after);
        while at < last {
            let events = self.store().events_after(at).await?;
            let Some(end) = events.last() else {
                break;
            };
            at = end.seq;
            let ours = events.into_iter().filter(|recorded| recorded.seq <= last);
            spoken.extend(ours.filter(today::is_spoken));
        }
        Ok(spoken)
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
    pub(super) async fn whole(&self, word: WordId) -> Result<Option<String>, StoreError> {
        match self.store().read(|state| state.text(word)) {
            Text::Here(text) => Ok(Some(text)),
            Text::Stored(word) => self.store().text(word).await,
            Text::Erased => Ok(None),
        }
    }
}
