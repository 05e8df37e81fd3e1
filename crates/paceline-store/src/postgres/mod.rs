//! The journal in PostgreSQL: several replicas, one writer at a time.
//!
//! An append is one transaction: take the advisory lock, read what others wrote meanwhile, decide, insert, notify.
//! A notification is only a hint; the tail is read by number, and every two seconds without any hint.

mod read;
mod session;

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use paceline_core::{Seq, WordId};
use tokio_postgres::{Config, types::ToSql};

pub(crate) use read::{at, facts, hash_at, open_to_read, page, rows, text};
pub(crate) use session::Session;

use crate::{
    StoreError,
    chain::{Hash, Tip},
    location::Missing,
    log::{Standing, tip_text},
    row::Entry,
};
use session::Hints;
pub(crate) use session::{PATIENCE, connect, place, within};

/// How often the tail is read although nothing was heard.
const POLL: Duration = Duration::from_secs(2);
/// Longest pause between two tries to connect.
const LONGEST_PAUSE: Duration = Duration::from_secs(5);

/// The writing side.
pub(crate) struct PostgresLog {
    config: Arc<Config>,
    session: Option<Session>,
    hints: Arc<Hints>,
    /// What this replica has written or seen itself, so that its own notices do not wake it.
    seen: (u32, u64),
    retry: Retry,
    /// An append is under way: its steps belong to one connection, and another would know nothing of them.
    is_appending: bool,
    organisation: Option<String>,
    erased: Vec<i64>,
}

/// When to try to connect again.
struct Retry {
    at: Instant,
    pause: Duration,
}

impl PostgresLog {
    pub(crate) async fn open(config: Arc<Config>, missing: Missing) -> Result<Self, StoreError> {
        let hints = Arc::new(Hints::default());
        let session = Session::to_write(&config, &hints, missing).await?;
        let retry = Retry {
            at: Instant::now(),
            pause: Duration::ZERO,
        };
        Ok(Self {
            config,
            session: Some(session),
            hints,
            seen: (0, 0),
            retry,
            is_appending: false,
            organisation: None,
            erased: Vec::new(),
        })
    }

    /// The session, connected again if it was lost and the pause is over; but never in the middle of an append, which
    /// is then lost as a whole and was not acknowledged.
    async fn session(&mut self) -> Result<&Session, StoreError> {
        if self.session.as_ref().is_some_and(Session::is_closed) {
            self.session = None;
        }
        if self.session.is_none() && self.is_appending {
            return Err(StoreError::Unreachable {
                place: session::place(&self.config),
                cause: None,
            });
        }
        if self.session.is_none() {
            if Instant::now() < self.retry.at {
                return Err(StoreError::Unreachable {
                    place: session::place(&self.config),
                    cause: None,
                });
            }
            match Session::to_write(&self.config, &self.hints, Missing::Refuse).await {
                Ok(session) => {
                    self.retry.pause = Duration::ZERO;
                    self.session = Some(session);
                }
                Err(error) => {
                    self.retry.pause =
                        (self.retry.pause * 2).clamp(Duration::from_millis(100), LONGEST_PAUSE);
                    self.retry.at = Instant::now() + self.retry.pause;
                    return Err(error);
                }
            }
        }
        self.session.as_ref().ok_or(StoreError::Closed)
    }

    pub(crate) async fn begin(&mut self) -> Result<(), StoreError> {
        const LOCK: &str =
            "BEGIN; SELECT pg_advisory_xact_lock(1885430636, hashtext(current_schema()))";
        self.is_appending = false;
        let begun = self.session().await?.batch(LOCK).await;
        self.or_cut(begun)?;
        self.is_appending = true;
        Ok(())
    }

    pub(crate) async fn standing(&mut self) -> Result<Standing, StoreError> {
        let standing = read::standing(self.session().await?).await;
        let standing = self.or_cut(standing)?;
        self.seen = (standing.seq.0, standing.erasures);
        Ok(standing)
    }

    pub(crate) async fn hash_at(&mut self, seq: Seq) -> Result<Option<Hash>, StoreError> {
        let hash = hash_at(self.session().await?, seq).await;
        self.or_cut(hash)
    }

    pub(crate) async fn page(&mut self, tip: &Tip) -> Result<Vec<Entry>, StoreError> {
        let page = page(self.session().await?, tip).await;
        self.or_cut(page)
    }

    pub(crate) async fn insert(&mut self, entries: &[Entry]) -> Result<(), StoreError> {
        let inserted = insert(self.session().await?, entries).await;
        self.or_cut(inserted)
    }

    #[expect(clippy::unused_async, reason = "the same signature as the other logs")]
    pub(crate) async fn rename(&mut self, organisation: &str) -> Result<(), StoreError> {
        self.organisation = Some(organisation.to_owned());
        Ok(())
    }

    pub(crate) async fn erase(&mut self, words: &[WordId]) -> Result<(), StoreError> {
        let ids: Vec<i64> = words.iter().map(|word| i64::from(word.0)).collect();
        let found = read::missing_word(self.session().await?, &ids).await;
        if let Some(word) = self.or_cut(found)? {
            return Err(StoreError::NoSuchWord(word));
        }
        self.erased = ids;
        Ok(())
    }

    pub(crate) async fn commit(&mut self, tip: &Tip) -> Result<(), StoreError> {
        let mut erasures = self.seen.1;
        let mut last = vec![set("tip", &tip_text(tip.seq, &tip.hash))];
        if let Some(organisation) = self.organisation.take() {
            last.push(set("organisation", &organisation));
        }
        if !self.erased.is_empty() {
            erasures += 1;
            let ids = std::mem::take(&mut self.erased);
            let erased = read::erase(self.session().await?, &ids).await;
            self.or_cut(erased)?;
            last.push(set("erasures", &erasures.to_string()));
        }
        last.push(format!(
            "SELECT pg_notify('paceline', '{} {erasures}'); COMMIT",
            tip.seq.0
        ));
        // In one message, which stops at the first statement that fails.
        let committed = self.session().await?.batch(&last.concat()).await;
        self.is_appending = false;
        self.or_cut(committed)?;
        self.seen = (tip.seq.0, erasures);
        Ok(())
    }

    pub(crate) async fn rollback(&mut self) {
        self.is_appending = false;
        self.organisation = None;
        self.erased.clear();
        if let Some(session) = &self.session
            && session.batch("ROLLBACK").await.is_err()
        {
            self.session = None;
        }
    }

    /// Comes back when another replica has written, when the connection was lost, or when it is time to look.
    pub(crate) async fn hint(&mut self) {
        loop {
            if self.session.as_ref().is_none_or(Session::is_closed) {
                let pause = self.retry.at.saturating_duration_since(Instant::now());
                return tokio::time::sleep(pause.max(Duration::from_millis(50))).await;
            }
            let heard = tokio::time::timeout(POLL, self.hints.wake.notified()).await;
            if heard.is_err() || self.hints.beyond(self.seen) {
                return;
            }
        }
    }

    /// A session that failed in any way is cut off: its transaction is then rolled back by the server.
    fn or_cut<T>(&mut self, result: Result<T, StoreError>) -> Result<T, StoreError> {
        if matches!(
            result,
            Err(StoreError::Unreachable { .. } | StoreError::Database { .. })
        ) {
            self.session = None;
        }
        result
    }
}

/// Writes down a fact beside the journal. Ours are digits and spaces; nothing else may stand here.
fn set(key: &'static str, value: &str) -> String {
    let value: String = value
        .chars()
        .filter(|c| c.is_ascii_hexdigit() || *c == ' ')
        .collect();
    format!("UPDATE paceline_meta SET value = '{value}' WHERE key = '{key}';")
}

async fn insert(session: &Session, entries: &[Entry]) -> Result<(), StoreError> {
    let rows = || entries.iter().map(|entry| &entry.row);
    let words = || entries.iter().flat_map(|entry| &entry.words);
    let seq: Vec<i64> = rows().map(|row| i64::from(row.seq.0)).collect();
    let at: Vec<i64> = rows().map(|row| row.at).collect();
    let by: Vec<&str> = rows().map(|row| row.by.as_str()).collect();
    let door: Vec<&str> = rows().map(|row| row.door.as_str()).collect();
    let origin: Vec<Option<&str>> = rows().map(|row| row.origin.as_deref()).collect();
    let body: Vec<&str> = rows().map(|row| row.body.as_str()).collect();
    let brought: Vec<Option<&str>> = rows().map(|row| row.words.as_deref()).collect();
    let hash: Vec<&[u8]> = rows().map(|row| row.hash.as_slice()).collect();
    let events: [&(dyn ToSql + Sync); 8] = [&seq, &at, &by, &door, &origin, &body, &brought, &hash];

    let id: Vec<i64> = words().map(|row| i64::from(row.id.0)).collect();
    let salt: Vec<Option<&[u8]>> = words()
        .map(|row| row.kept.as_ref().map(|kept| kept.salt.as_slice()))
        .collect();
    let text: Vec<Option<&str>> = words()
        .map(|row| row.kept.as_ref().map(|kept| kept.text.as_str()))
        .collect();
    let texts: [&(dyn ToSql + Sync); 3] = [&id, &salt, &text];

    let statements = &session.statements;
    let client = &session.client;
    let inserted = async {
        if id.is_empty() {
            client.execute(&statements.insert_events, &events).await?;
        } else {
            // Both are under way at once; one round trip.
            tokio::try_join!(
                client.execute(&statements.insert_words, &texts),
                client.execute(&statements.insert_events, &events)
            )?;
        }
        Ok(())
    };
    session.within(PATIENCE * 3, "write", inserted).await
}
