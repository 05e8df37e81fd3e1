//! What stands in a notice to end notices of its kind, by one request and without signing in.

use paceline_core::PersonId;
use paceline_store::{StoreError, vault::Row};
use serde::{Deserialize, Serialize};

use crate::{
    Identity, Secret,
    kept::{self, kind},
    secret,
};

/// Days after its notice for which it works.
const GOOD: i64 = 90;

/// A kind of notices.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    AtOnce,
    Digest,
}

/// Whose notices of which kind it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stop {
    pub person: PersonId,
    pub of: Kind,
}

#[derive(Serialize, Deserialize)]
struct Kept {
    of: Kind,
}

impl Identity {
    /// Makes the secret that a notice carries. It is kept nowhere but there.
    pub async fn make_stop(&self, stop: Stop) -> Result<Secret, StoreError> {
        let secret = secret::fresh()?;
        let row = Row {
            id: secret::hash(&secret),
            person: Some(stop.person),
            until: Some(self.now().plus_days(GOOD)),
            text: kept::text(&Kept { of: stop.of })?,
        };
        self.vault().add(kind::MAIL_STOP, row).await?;
        Ok(secret)
    }

    /// What a secret ends. It is not used up: to end what has ended does no harm.
    pub async fn look_at_stop(&self, secret: &Secret) -> Result<Option<Stop>, StoreError> {
        let row = self
            .vault()
            .get(kind::MAIL_STOP, &secret::hash(secret))
            .await?;
        let now = self.now();
        Ok(row.filter(|row| !row.is_over(now)).and_then(|row| {
            let kept: Kept = kept::read(&row)?;
            Some(Stop {
                person: row.person?,
                of: kept.of,
            })
        }))
    }
}
