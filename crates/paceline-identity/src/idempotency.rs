//! Answers that are remembered for a day, so that whoever asks again after a broken connection changes nothing twice.

use paceline_core::{PersonId, Time, time::DAY};
use paceline_store::{
    StoreError,
    vault::{Row, Vault},
};
use serde::{Deserialize, Serialize};

use crate::{
    kept::{self, kind},
    secret::digest,
};

/// How long an answer is remembered.
const KEPT: i64 = DAY;
/// How long a question may be under way; one that broke off can be asked again afterwards.
const UNDER_WAY: i64 = 60;

/// An answer as it was given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    pub status: u16,
    /// Where what was made can be had.
    pub location: Option<String>,
    pub body: String,
}

/// What is known of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remembered {
    /// It is new, and from now on under way. Whoever asks carries it out and then remembers the answer.
    New,
    /// It was asked a moment ago and has no answer yet.
    UnderWay,
    /// It was answered.
    Answer(Answer),
    /// The same key came with another question.
    Mismatch,
}

/// As it lies in the vault.
#[derive(Serialize, Deserialize)]
struct Kept {
    fingerprint: String,
    answer: Option<Answer>,
}

/// The questions in a vault, at a moment.
#[derive(Debug, Clone, Copy)]
pub struct Questions<'a> {
    pub vault: &'a Vault,
    pub now: Time,
}

impl Questions<'_> {
    /// What is known of a question that somebody asks under a key. The fingerprint is made of all that matters in it.
    pub async fn remembered(
        &self,
        person: PersonId,
        key: &str,
        fingerprint: &str,
    ) -> Result<Remembered, StoreError> {
        let fingerprint = digest(fingerprint);
        let id = id(person, key);
        let row = self.answer_row(person, &id, &fingerprint, None)?;
        if self.vault.add(kind::ANSWER, row.clone()).await? {
            return Ok(Remembered::New);
        }
        let Some(there) = self.vault.get(kind::ANSWER, &id).await? else {
            // It was deleted in this very moment.
            let added = self.vault.add(kind::ANSWER, row).await?;
            return Ok(if added {
                Remembered::New
            } else {
                Remembered::UnderWay
            });
        };
        let kept = kept::read::<Kept>(&there);
        let Some(kept) = kept.filter(|_| !there.is_over(self.now)) else {
            let renewed = self
                .vault
                .replace(kind::ANSWER, &id, &there.text, row)
                .await?;
            return Ok(if renewed {
                Remembered::New
            } else {
                Remembered::UnderWay
            });
        };
        Ok(match kept.answer {
            _ if kept.fingerprint != fingerprint => Remembered::Mismatch,
            Some(answer) => Remembered::Answer(answer),
            None => Remembered::UnderWay,
        })
    }

    /// Remembers the answer to a question for a day.
    pub async fn remember(
        &self,
        person: PersonId,
        key: &str,
        fingerprint: &str,
        answer: Answer,
    ) -> Result<(), StoreError> {
        let id = id(person, key);
        let row = self.answer_row(person, &id, &digest(fingerprint), Some(answer))?;
        self.vault.put(kind::ANSWER, row).await
    }

    /// Forgets a question that came to nothing, for example because the database did not answer: it can be asked again.
    pub async fn forget_question(&self, person: PersonId, key: &str) -> Result<(), StoreError> {
        self.vault.remove(kind::ANSWER, &id(person, key)).await?;
        Ok(())
    }

    fn answer_row(
        &self,
        person: PersonId,
        id: &str,
        fingerprint: &str,
        answer: Option<Answer>,
    ) -> Result<Row, StoreError> {
        let seconds = if answer.is_some() { KEPT } else { UNDER_WAY };
        let kept = Kept {
            fingerprint: fingerprint.to_owned(),
            answer,
        };
        Ok(Row {
            id: id.to_owned(),
            person: Some(person),
            until: Some(Time(self.now.0 + seconds)),
            text: kept::text(&kept)?,
        })
    }
}

/// Everybody has their own keys.
fn id(person: PersonId, key: &str) -> String {
    digest(&format!("{} {key}", person.0))
}
