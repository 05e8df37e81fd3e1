//! One change by a directory at a time, also among replicas: so two questions at once give one account.

use std::time::Duration;

use paceline_core::Time;
use paceline_store::vault::Row;
use tokio::sync::MutexGuard;

use super::Undone;
use crate::{Identity, kept::kind};

const ID: &str = "directory";
/// Seconds after which a hold that was left behind by a replica that broke off counts no more.
const HELD: i64 = 30;
const TRIES: usize = 100;
const BETWEEN: Duration = Duration::from_millis(50);

impl Identity {
    /// Does something while no other change by a directory is under way.
    pub(super) async fn one_at_a_time<T>(
        &self,
        change: impl Future<Output = Result<T, Undone>>,
    ) -> Result<T, Undone> {
        let _here: MutexGuard<'_, ()> = self.inner.provisioning.lock().await;
        self.hold_directory().await?;
        let done = change.await;
        self.vault().remove(kind::DIRECTORY_HOLD, ID).await?;
        done
    }

    async fn hold_directory(&self) -> Result<(), Undone> {
        for _ in 0..TRIES {
            let hold = Row {
                id: ID.to_owned(),
                until: Some(Time(self.now().0 + HELD)),
                ..Row::default()
            };
            if self.vault().add(kind::DIRECTORY_HOLD, hold).await? {
                return Ok(());
            }
            let there = self.vault().get(kind::DIRECTORY_HOLD, ID).await?;
            if there.is_some_and(|there| there.is_over(self.now())) {
                self.vault().remove(kind::DIRECTORY_HOLD, ID).await?;
            } else {
                tokio::time::sleep(BETWEEN).await;
            }
        }
        Err(Undone::Busy)
    }
}
