//! How notices fare, for whoever looks after the server. Says nobody's name and no address.

use paceline_store::{StoreError, vault::Vault};

use super::{Kept, PAGE, State};
use crate::kept::{self, kind};

/// How many notices are where.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Standing {
    /// Waiting for their first try.
    pub waiting: usize,
    /// Tried without success, and to be tried again.
    pub failing: usize,
    /// Given up within the last days.
    pub given_up: usize,
}

/// Counts the notices of a vault.
pub async fn standing(vault: &Vault) -> Result<Standing, StoreError> {
    let (mut standing, mut after) = (Standing::default(), None);
    loop {
        let rows = vault.all(kind::MAIL_ERRAND, after, PAGE).await?;
        for kept in rows.iter().filter_map(kept::read::<Kept>) {
            match (kept.state, kept.failures) {
                (State::Waits { .. } | State::Held { .. }, 0) => standing.waiting += 1,
                (State::Waits { .. } | State::Held { .. }, _) => standing.failing += 1,
                (State::GivenUp, _) => standing.given_up += 1,
                (State::Done, _) => {}
            }
        }
        match rows.last() {
            Some(last) if rows.len() == PAGE => after = Some(last.id.clone()),
            Some(_) | None => return Ok(standing),
        }
    }
}
