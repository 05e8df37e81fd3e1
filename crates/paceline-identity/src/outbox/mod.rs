//! Notices on their way: each is written down before it is sent, taken by one of those who could send it, tried again
//! when the mail server fails, and given up in the end. What is written down names people and texts by number alone.
//!
//! Nothing is lost at a restart, for what is written down is found again. Nothing is sent twice: an errand is added
//! under a name that it can have only once, whoever sends it first changes its row, and the row stays until nobody can
//! come to the same errand again. Only a process that dies between the mail server's yes and that change leaves it
//! open; the notice then goes out again under the same message id.

mod book;
mod standing;
mod stop;

use paceline_core::{PersonId, Time, today::Call};
use paceline_store::{StoreError, vault::Row};
use serde::{Deserialize, Serialize};

use crate::{
    Identity,
    kept::{self, kind},
    mail::{Notice, Unsent},
    secret::digest,
};

pub use book::Followed;
pub use standing::{Standing, standing};
pub use stop::{Kind, Stop};

/// Rows that are read at a time.
const PAGE: usize = 200;
/// Seconds for which whoever took an errand has it for themselves: longer than any conversation with a mail server.
const HELD: i64 = 300;
/// Seconds after each failure before it is tried again; after the last it is given up.
const AGAIN: [i64; 7] = [60, 300, 900, 3600, 10_800, 21_600, 43_200];
/// Seconds for which an errand that is done stays known, so that it is not added again.
const DONE: i64 = 3600;
/// Days for which one that was given up is shown to whoever looks after the server.
const SHOWN: i64 = 7;

/// What is to be told to somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Errand {
    /// That they are called by name.
    Call(Call),
    /// All that waits for them, on a day of their calendar.
    Digest { person: PersonId, day: String },
}

impl Errand {
    pub fn person(&self) -> PersonId {
        match self {
            Self::Call(call) => call.person,
            Self::Digest { person, .. } => *person,
        }
    }

    /// The name that it has only once.
    fn id(&self) -> String {
        match self {
            Self::Call(call) => format!("call {}", call.key()),
            Self::Digest { person, day } => format!("digest {} {day}", person.0),
        }
    }
}

/// As it lies in the vault.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Kept {
    errand: Errand,
    failures: usize,
    state: State,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum State {
    Waits {
        from: Time,
    },
    /// Somebody is sending it. Whoever died over it has it no longer than this.
    Held {
        until: Time,
    },
    Done,
    GivenUp,
}

impl Kept {
    /// Whether it may be taken now.
    fn is_due(&self, now: Time) -> bool {
        match self.state {
            State::Waits { from } => from <= now,
            State::Held { until } => until <= now,
            State::Done | State::GivenUp => false,
        }
    }

    fn row(&self, until: Option<Time>) -> Result<Row, StoreError> {
        Ok(Row {
            id: self.errand.id(),
            person: Some(self.errand.person()),
            until,
            text: kept::text(self)?,
        })
    }
}

/// An errand that could be taken.
#[derive(Debug)]
pub struct Due {
    kept: Kept,
    text: String,
}

/// An errand that is taken: nobody else sends it now.
#[derive(Debug)]
pub struct Held {
    kept: Kept,
    text: String,
}

impl Held {
    pub fn errand(&self) -> &Errand {
        &self.kept.errand
    }
}

/// What became of an errand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Sent, or there was nothing to say any more.
    Done,
    Unsent(Unsent),
}

impl Identity {
    /// Writes an errand down. `false` when it was already, by whomever.
    pub async fn add_errand(&self, errand: Errand) -> Result<bool, StoreError> {
        let kept = Kept {
            errand,
            failures: 0,
            state: State::Waits { from: self.now() },
        };
        self.vault().add(kind::MAIL_ERRAND, kept.row(None)?).await
    }

    /// The errands that could be taken now.
    pub async fn errands_due(&self) -> Result<Vec<Due>, StoreError> {
        let (now, mut due, mut after) = (self.now(), Vec::new(), None);
        loop {
            let rows = self.vault().all(kind::MAIL_ERRAND, after, PAGE).await?;
            let is_full = rows.len() == PAGE;
            after = rows.last().map(|row| row.id.clone());
            due.extend(rows.into_iter().filter_map(|row| {
                let kept: Kept = kept::read(&row)?;
                let text = row.text;
                kept.is_due(now).then_some(Due { kept, text })
            }));
            if !is_full {
                return Ok(due);
            }
        }
    }

    /// Takes an errand: of many who try, one gets it.
    pub async fn hold_errand(&self, due: Due) -> Result<Option<Held>, StoreError> {
        let until = Time(self.now().0 + HELD);
        let kept = Kept {
            state: State::Held { until },
            ..due.kept
        };
        let is_mine = self.change(&due.text, &kept, None).await?;
        let text = kept::text(&kept)?;
        Ok(is_mine.then_some(Held { kept, text }))
    }

    /// Writes down what became of an errand.
    pub async fn settle_errand(&self, held: Held, outcome: Outcome) -> Result<(), StoreError> {
        let now = self.now();
        let (kept, until) = match outcome {
            Outcome::Done => (
                Kept {
                    state: State::Done,
                    ..held.kept
                },
                Some(Time(now.0 + DONE)),
            ),
            Outcome::Unsent(why) => failed(held.kept, &why, now),
        };
        self.change(&held.text, &kept, until).await?;
        Ok(())
    }

    /// `false` when somebody else changed it meanwhile.
    async fn change(
        &self,
        before: &str,
        kept: &Kept,
        until: Option<Time>,
    ) -> Result<bool, StoreError> {
        let (id, row) = (kept.errand.id(), kept.row(until)?);
        let vault = self.vault();
        vault.replace(kind::MAIL_ERRAND, &id, before, row).await
    }

    /// Hands a notice to the mail server.
    pub async fn send_notice(&self, notice: Notice) -> Result<(), Unsent> {
        match &self.settings().mail {
            Some(post) => post.send_notice(notice, self.now()).await,
            None => Err(Unsent::NoServer),
        }
    }

    /// The id of an errand's message: the same however often it is tried.
    pub fn message_id(&self, errand: &Errand) -> String {
        digest(&format!("{} {}", self.store().organisation(), errand.id()))
    }

    /// Where notices to somebody go: the oldest of their addresses that are known to be theirs.
    pub async fn mail_address(&self, person: PersonId) -> Result<Option<String>, StoreError> {
        let rows = self.vault().of_person(kind::EMAIL, person).await?;
        let emails = rows.iter().filter_map(kept::read::<crate::account::Email>);
        let oldest = emails.min_by_key(|email| (email.added, email.address.clone()));
        Ok(oldest.map(|email| email.address))
    }
}

/// When it is tried again, if it is, with a line for the log.
fn failed(before: Kept, why: &Unsent, now: Time) -> (Kept, Option<Time>) {
    let failures = before.failures + 1;
    let is_hopeless = *why == Unsent::NoAddress;
    let again = AGAIN.get(before.failures).filter(|_| !is_hopeless);
    let what = match again {
        Some(seconds) => format!("is tried again in {} minutes", seconds / 60),
        None => "is given up".to_owned(),
    };
    let why = without_addresses(&why.to_string());
    crate::log::line(&format!("a notice was not sent and {what}: {why}"));
    let (state, until) = match again {
        Some(seconds) => (
            State::Waits {
                from: Time(now.0 + seconds),
            },
            None,
        ),
        None => (State::GivenUp, Some(now.plus_days(SHOWN))),
    };
    let kept = Kept {
        failures,
        state,
        ..before
    };
    (kept, until)
}

/// Mail servers like to repeat to whom something was sent; the log does not.
fn without_addresses(said: &str) -> String {
    let words = said.split_whitespace();
    let words: Vec<&str> = words
        .map(|word| if word.contains('@') { "…" } else { word })
        .collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::without_addresses;

    #[test]
    fn the_log_names_no_address() {
        assert_eq!(
            without_addresses("550 <ada@example.org>: unknown, ben@example.org too"),
            "550 … unknown, … too"
        );
    }
}
