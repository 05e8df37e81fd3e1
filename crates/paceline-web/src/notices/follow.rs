//! Follows the journal from where it was left: who was called by name since then.

use paceline_core::today::{self, Call, Way};
use paceline_identity::outbox::{Errand, Followed};
use paceline_store::StoreError;

use super::Notices;
use crate::mentions::Journal;

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
        let journal = Journal(self.store());
        let spoken = journal.spoken(from.seq, now.seq).await?;
        let mut calls: Vec<Call> = self.store().read(|state| {
            let asked = spoken.iter();
            asked
                .filter_map(|recorded| today::asked(state, recorded))
                .collect()
        });
        calls.extend(journal.mentions(&spoken, from.words..now.words).await?);
        Ok(calls)
    }
}
