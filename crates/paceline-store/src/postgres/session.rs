//! One connection to PostgreSQL: its settings, its prepared statements, and what it hears.

use std::{
    fmt,
    future::poll_fn,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use tokio::sync::Notify;
use tokio_postgres::{
    AsyncMessage, Client, Config, Connection, Error, NoTls, Socket, Statement, tls::NoTlsStream,
};

use super::read;
use crate::{
    StoreError,
    chain::Tip,
    location::Missing,
    log::{FORM, new_identity, tip_text},
    vault::lay_down,
};

/// Longest wait for one answer of the database.
pub(crate) const PATIENCE: Duration = Duration::from_secs(3);

/// A connected client.
pub(crate) struct Session {
    pub(super) client: Client,
    pub(super) statements: Statements,
    pub(super) place: String,
}

/// What is asked often, prepared once.
pub(super) struct Statements {
    pub insert_events: Statement,
    pub insert_words: Statement,
    pub events: Statement,
    pub words: Statement,
    pub meta: Statement,
    pub hash: Statement,
}

/// What the other replicas said they wrote.
#[derive(Default)]
pub(crate) struct Hints {
    pub wake: Notify,
    heard: Mutex<(u32, u64)>,
}

impl Hints {
    fn note(&self, payload: &str) {
        if let Some((seq, erasures)) = payload.split_once(' ')
            && let (Ok(seq), Ok(erasures)) = (seq.parse(), erasures.parse())
        {
            *self.heard.lock().unwrap_or_else(PoisonError::into_inner) = (seq, erasures);
        }
        self.wake.notify_one();
    }

    /// Whether more was heard of than was seen.
    pub(super) fn beyond(&self, seen: (u32, u64)) -> bool {
        let heard = *self.heard.lock().unwrap_or_else(PoisonError::into_inner);
        heard.0 > seen.0 || heard.1 > seen.1
    }
}

impl Session {
    /// A connection that writes and listens. Lays down the tables when there are none.
    pub(super) async fn to_write(
        config: &Config,
        hints: &Arc<Hints>,
        missing: Missing,
    ) -> Result<Self, StoreError> {
        // Nobody waits for ever for the lock, and a writer that stopped answering loses it.
        const SETTINGS: &str = "SET lock_timeout = '5s'; SET idle_in_transaction_session_timeout = '10s'; \
            SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'; \
            LISTEN paceline";
        let place = place(config);
        let client = connect(config, &place, Some(hints.clone())).await?;
        within(
            &place,
            PATIENCE,
            "set up the connection",
            client.batch_execute(SETTINGS),
        )
        .await?;
        if missing == Missing::Create {
            create(&client, &place).await?;
        }
        lay_down(&client, &place).await?;
        Self::ready(client, place).await
    }

    /// A connection that only reads.
    pub(crate) async fn to_read(config: &Config) -> Result<Self, StoreError> {
        let place = place(config);
        let client = connect(config, &place, None).await?;
        Self::ready(client, place).await
    }

    async fn ready(client: Client, place: String) -> Result<Self, StoreError> {
        let there = client.query_one("SELECT to_regclass('paceline_meta') IS NOT NULL", &[]);
        let there = within(&place, PATIENCE, "say whether a record is there", there).await?;
        if !there.get::<_, bool>(0) {
            return Err(StoreError::NoRecord { place });
        }
        let statements = within(&place, PATIENCE, "prepare", prepare(&client)).await?;
        let session = Self {
            client,
            statements,
            place,
        };
        read::check_form(&session).await?;
        Ok(session)
    }

    pub(crate) fn is_closed(&self) -> bool {
        self.client.is_closed()
    }

    pub(super) async fn batch(&self, statements: &str) -> Result<(), StoreError> {
        self.within(PATIENCE * 2, "write", self.client.batch_execute(statements))
            .await
    }

    /// Waits for an answer, but not for ever.
    pub(super) async fn within<T>(
        &self,
        patience: Duration,
        done: &'static str,
        answer: impl Future<Output = Result<T, Error>>,
    ) -> Result<T, StoreError> {
        within(&self.place, patience, done, answer).await
    }
}

pub(crate) async fn within<T>(
    place: &str,
    patience: Duration,
    done: &'static str,
    answer: impl Future<Output = Result<T, Error>>,
) -> Result<T, StoreError> {
    let place = place.to_owned();
    match tokio::time::timeout(patience, answer).await {
        Ok(Ok(answer)) => Ok(answer),
        Ok(Err(cause)) if cause.as_db_error().is_none() => Err(StoreError::Unreachable {
            place,
            cause: Some(Arc::new(cause)),
        }),
        Ok(Err(cause)) => Err(StoreError::Database {
            place,
            done,
            cause: Arc::new(cause),
        }),
        Err(elapsed) => Err(StoreError::Unreachable {
            place,
            cause: Some(Arc::new(elapsed)),
        }),
    }
}

/// The database for people, without user and password.
pub(crate) fn place(config: &Config) -> String {
    struct Shown<'a>(&'a Config);
    impl fmt::Display for Shown<'_> {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            crate::location::write_postgres(f, self.0)
        }
    }
    Shown(config).to_string()
}

/// Connects, and keeps the connection going on a task of its own until the client is dropped.
pub(crate) async fn connect(
    config: &Config,
    place: &str,
    hints: Option<Arc<Hints>>,
) -> Result<Client, StoreError> {
    let (client, connection) =
        within(place, PATIENCE, "let Paceline in", config.connect(NoTls)).await?;
    tokio::spawn(listen(connection, hints));
    Ok(client)
}

async fn listen(mut connection: Connection<Socket, NoTlsStream>, hints: Option<Arc<Hints>>) {
    while let Some(Ok(message)) = poll_fn(|context| connection.poll_message(context)).await {
        if let (AsyncMessage::Notification(notice), Some(hints)) = (message, &hints) {
            hints.note(notice.payload());
        }
    }
    if let Some(hints) = hints {
        hints.wake.notify_one();
    }
}

/// The tables, under the lock, so that several replicas may start at once.
async fn create(client: &Client, place: &str) -> Result<(), StoreError> {
    let start = Tip::start();
    let statements = format!(
        "BEGIN; SELECT pg_advisory_xact_lock(1885430636, hashtext(current_schema()));\n{}\n\
         INSERT INTO paceline_meta (key, value) VALUES ('form', '{FORM}'), ('organisation', '{}'), ('tip', '{}'), \
         ('erasures', '0') ON CONFLICT DO NOTHING; COMMIT",
        include_str!("schema.sql"),
        new_identity()?,
        tip_text(start.seq, &start.hash),
    );
    let created = within(
        place,
        PATIENCE * 3,
        "create the tables",
        client.batch_execute(&statements),
    )
    .await;
    if created.is_err() {
        drop(client.batch_execute("ROLLBACK").await);
    }
    created
}

async fn prepare(client: &Client) -> Result<Statements, Error> {
    let (insert_events, insert_words, events, words, meta, hash) = tokio::try_join!(
        client.prepare(
            "INSERT INTO paceline_event (seq, at, by, door, origin, body, words, hash) SELECT * FROM unnest($1::int8[], \
             $2::int8[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::bytea[])"
        ),
        client.prepare(
            "INSERT INTO paceline_word (id, salt, text) SELECT * FROM unnest($1::int8[], $2::bytea[], $3::text[])"
        ),
        client.prepare(
            "SELECT seq, at, by, door, origin, body, words, hash FROM paceline_event WHERE seq > $1 ORDER BY seq LIMIT $2"
        ),
        client.prepare("SELECT id, salt, text FROM paceline_word WHERE id > $1 ORDER BY id LIMIT $2"),
        client.prepare("SELECT key, value FROM paceline_meta"),
        client.prepare("SELECT hash FROM paceline_event WHERE seq = $1"),
    )?;
    Ok(Statements {
        insert_events,
        insert_words,
        events,
        words,
        meta,
        hash,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::location::{Location, Place};

    #[test]
    fn a_place_shows_no_password() {
        let Ok(Place::Postgres(config)) = Location::parse("postgres://ada:hunter2@db/acme")
            .unwrap()
            .place()
        else {
            panic!("a URL is a PostgreSQL place");
        };
        assert_eq!(place(&config), "postgres://db:5432/acme");
    }
}
