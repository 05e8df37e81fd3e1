//! What is remembered between notices: how far the journal was looked through, when somebody's digest was looked after,
//! and which mentions their next one tells of.

use paceline_core::{PersonId, Seq, Time, today::Call};
use paceline_store::{StoreError, vault::Row};
use serde::{Deserialize, Serialize};

use crate::{
    Identity,
    kept::{self, kind},
};

/// There is one journal.
const JOURNAL: &str = "journal";
/// Days for which a mention waits for a digest.
const MENTION: i64 = 30;

/// How far the journal was looked through.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Followed {
    pub seq: Seq,
    /// How many texts there were then.
    pub words: usize,
}

#[derive(Serialize, Deserialize)]
struct LookedAfter {
    at: Time,
}

impl Identity {
    /// How far the journal was looked through; `None` before the first time.
    pub async fn followed(&self) -> Result<Option<Followed>, StoreError> {
        let row = self.vault().get(kind::MAIL_FOLLOWED, JOURNAL).await?;
        Ok(row.as_ref().and_then(kept::read))
    }

    /// Notes how far it was looked through. `false` when somebody else got further meanwhile.
    pub async fn follow_on(
        &self,
        before: Option<Followed>,
        now: Followed,
    ) -> Result<bool, StoreError> {
        let row = Row {
            id: JOURNAL.to_owned(),
            person: None,
            until: None,
            text: kept::text(&now)?,
        };
        let vault = self.vault();
        match before {
            None => vault.add(kind::MAIL_FOLLOWED, row).await,
            Some(before) => {
                let before = kept::text(&before)?;
                vault
                    .replace(kind::MAIL_FOLLOWED, JOURNAL, &before, row)
                    .await
            }
        }
    }

    /// When a person's digest was looked after last: sent, or left unsent because nothing waited.
    pub async fn last_digest(&self, person: PersonId) -> Result<Option<Time>, StoreError> {
        let id = person.0.to_string();
        let row = self.vault().get(kind::MAIL_DIGEST, &id).await?;
        let last = row.as_ref().and_then(kept::read::<LookedAfter>);
        Ok(last.map(|last| last.at))
    }

    /// Notes that a person's digest was looked after now.
    pub async fn digest_looked_after(&self, person: PersonId) -> Result<(), StoreError> {
        let row = Row {
            id: person.0.to_string(),
            person: Some(person),
            until: None,
            text: kept::text(&LookedAfter { at: self.now() })?,
        };
        self.vault().put(kind::MAIL_DIGEST, row).await
    }

    /// Keeps a mention for the next digest of whoever is mentioned.
    pub async fn keep_mention(&self, call: &Call) -> Result<(), StoreError> {
        let row = Row {
            id: mention(call),
            person: Some(call.person),
            until: Some(self.now().plus_days(MENTION)),
            text: kept::text(call)?,
        };
        self.vault().add(kind::MAIL_MENTION, row).await?;
        Ok(())
    }

    /// The mentions that a person's next digest tells of.
    pub async fn kept_mentions(&self, person: PersonId) -> Result<Vec<Call>, StoreError> {
        let rows = self.vault().of_person(kind::MAIL_MENTION, person).await?;
        let now = self.now();
        let good = rows.iter().filter(|row| !row.is_over(now));
        Ok(good.filter_map(kept::read).collect())
    }

    /// The digest that tells of them was sent.
    pub async fn drop_mentions(&self, calls: &[Call]) -> Result<(), StoreError> {
        for call in calls {
            self.vault()
                .remove(kind::MAIL_MENTION, &mention(call))
                .await?;
        }
        Ok(())
    }
}

fn mention(call: &Call) -> String {
    call.key()
}
