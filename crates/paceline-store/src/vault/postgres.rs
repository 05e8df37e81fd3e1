//! The vault in PostgreSQL: a session of its own, connected again when it was lost.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
};

use paceline_core::{PersonId, Time};
use tokio_postgres::{Client, Config, Error, Row as Found, Statement, types::ToSql};

use super::{AuditEntry, AuditFilter, Row, about_from, count, person_from};
use crate::{
    StoreError,
    postgres::{PATIENCE, connect, place, within},
};

type Asked<'a> = [&'a (dyn ToSql + Sync)];

pub(super) struct Shelf {
    config: Arc<Config>,
    session: tokio::sync::Mutex<Kept>,
}

enum Kept {
    /// Nobody has asked yet, or the connection was lost.
    None,
    Session(Arc<Session>),
    Closed,
}

/// A connected client and what was prepared on it.
struct Session {
    client: Client,
    prepared: Mutex<BTreeMap<&'static str, Statement>>,
}

impl Session {
    async fn prepared(&self, statement: &'static str) -> Result<Statement, Error> {
        let known = self
            .prepared
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(statement)
            .cloned();
        if let Some(known) = known {
            return Ok(known);
        }
        let made = self.client.prepare(statement).await?;
        self.prepared
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(statement, made.clone());
        Ok(made)
    }
}

impl Shelf {
    pub(super) fn new(config: Arc<Config>) -> Self {
        Self {
            config,
            session: tokio::sync::Mutex::new(Kept::None),
        }
    }

    /// The session; many may use it at once, so the lock is held only while it is made.
    async fn session(&self) -> Result<Arc<Session>, StoreError> {
        const SETTINGS: &str = "SET lock_timeout = '5s'; SET idle_in_transaction_session_timeout = '10s'; \
            SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'";
        let mut kept = self.session.lock().await;
        match &*kept {
            Kept::Closed => return Err(StoreError::Closed),
            Kept::Session(session) if !session.client.is_closed() => return Ok(session.clone()),
            Kept::Session(_) | Kept::None => {}
        }
        let place = place(&self.config);
        let client = connect(&self.config, &place, None).await?;
        let set_up = client.batch_execute(SETTINGS);
        within(&place, PATIENCE, "set up the connection", set_up).await?;
        let session = Arc::new(Session {
            client,
            prepared: Mutex::default(),
        });
        *kept = Kept::Session(session.clone());
        Ok(session)
    }

    /// Reads. One that meets a connection as it breaks is asked once more, on a new one.
    async fn read(
        &self,
        statement: &'static str,
        asked: &Asked<'_>,
    ) -> Result<Vec<Found>, StoreError> {
        match self.query("read", statement, asked).await {
            Err(StoreError::Unreachable { .. } | StoreError::Database { .. }) => {
                self.query("read", statement, asked).await
            }
            answer => answer,
        }
    }

    async fn query(
        &self,
        done: &'static str,
        statement: &'static str,
        asked: &Asked<'_>,
    ) -> Result<Vec<Found>, StoreError> {
        let session = self.session().await?;
        let found = async {
            let statement = session.prepared(statement).await?;
            session.client.query(&statement, asked).await
        };
        let found = within(&place(&self.config), PATIENCE, done, found).await;
        if found.is_err() {
            self.let_go(&session).await;
        }
        found
    }

    /// A session that failed in any way is not asked again.
    async fn let_go(&self, lost: &Arc<Session>) {
        let mut kept = self.session.lock().await;
        if matches!(&*kept, Kept::Session(session) if Arc::ptr_eq(session, lost)) {
            *kept = Kept::None;
        }
    }

    async fn changed(
        &self,
        statement: &'static str,
        asked: &Asked<'_>,
    ) -> Result<usize, StoreError> {
        let found = self.query("write", statement, asked).await?;
        let changed = found.first().map_or(0, |row| row.get::<_, i64>(0));
        Ok(usize::try_from(changed).unwrap_or_default())
    }

    pub(super) async fn add(&self, kind: &'static str, row: Row) -> Result<bool, StoreError> {
        let add = "WITH done AS (INSERT INTO paceline_vault (kind, id, person, until, text) VALUES ($1, $2, $3, $4, $5) \
            ON CONFLICT DO NOTHING RETURNING 1) SELECT count(*) FROM done";
        let (person, until) = (number(row.person), time(row.until));
        let added = self
            .changed(add, &[&kind, &row.id, &person, &until, &row.text])
            .await?;
        Ok(added > 0)
    }

    pub(super) async fn put(&self, kind: &'static str, row: Row) -> Result<(), StoreError> {
        let put = "INSERT INTO paceline_vault (kind, id, person, until, text) VALUES ($1, $2, $3, $4, $5) \
            ON CONFLICT (kind, id) DO UPDATE SET person = excluded.person, until = excluded.until, text = excluded.text";
        let (person, until) = (number(row.person), time(row.until));
        self.query("write", put, &[&kind, &row.id, &person, &until, &row.text])
            .await
            .map(drop)
    }

    pub(super) async fn get(
        &self,
        kind: &'static str,
        id: &str,
    ) -> Result<Option<Row>, StoreError> {
        let get = "SELECT id, person, until, text FROM paceline_vault WHERE kind = $1 AND id = $2";
        let found = self.read(get, &[&kind, &id]).await?;
        Ok(found.first().map(read_row))
    }

    pub(super) async fn replace(
        &self,
        kind: &'static str,
        before: &str,
        row: Row,
    ) -> Result<bool, StoreError> {
        let replace = "WITH done AS (UPDATE paceline_vault SET person = $3, until = $4, text = $5 WHERE kind = $1 \
            AND id = $2 AND text = $6 RETURNING 1) SELECT count(*) FROM done";
        let (person, until) = (number(row.person), time(row.until));
        let asked: [&(dyn ToSql + Sync); 6] = [&kind, &row.id, &person, &until, &row.text, &before];
        Ok(self.changed(replace, &asked).await? > 0)
    }

    pub(super) async fn take(
        &self,
        kind: &'static str,
        id: &str,
    ) -> Result<Option<Row>, StoreError> {
        let take = "DELETE FROM paceline_vault WHERE kind = $1 AND id = $2 RETURNING id, person, until, text";
        let taken = self.query("write", take, &[&kind, &id]).await?;
        Ok(taken.first().map(read_row))
    }

    pub(super) async fn of_person(
        &self,
        kind: &'static str,
        person: PersonId,
    ) -> Result<Vec<Row>, StoreError> {
        let find = "SELECT id, person, until, text FROM paceline_vault WHERE kind = $1 AND person = $2 ORDER BY id";
        let found = self.read(find, &[&kind, &i64::from(person.0)]).await?;
        Ok(found.iter().map(read_row).collect())
    }

    pub(super) async fn all(
        &self,
        kind: &'static str,
        after: Option<String>,
        limit: usize,
    ) -> Result<Vec<Row>, StoreError> {
        let find = "SELECT id, person, until, text FROM paceline_vault WHERE kind = $1 \
            AND ($2::text IS NULL OR id > $2) ORDER BY id LIMIT $3";
        let found = self.read(find, &[&kind, &after, &count(limit)]).await?;
        Ok(found.iter().map(read_row).collect())
    }

    pub(super) async fn forget(&self, person: PersonId) -> Result<usize, StoreError> {
        let forget = "WITH done AS (DELETE FROM paceline_vault WHERE person = $1 RETURNING 1) SELECT count(*) FROM done";
        self.changed(forget, &[&i64::from(person.0)]).await
    }

    pub(super) async fn purge(&self, now: Time) -> Result<usize, StoreError> {
        let purge = "WITH done AS (DELETE FROM paceline_vault WHERE until <= $1 RETURNING 1) SELECT count(*) FROM done";
        self.changed(purge, &[&now.0]).await
    }

    pub(super) async fn audit(&self, entry: AuditEntry) -> Result<(), StoreError> {
        let add =
            "INSERT INTO paceline_audit (at, by, what, about, address) VALUES ($1, $2, $3, $4, $5)";
        let (by, about) = (number(entry.by), entry.about.to_string());
        let asked: [&(dyn ToSql + Sync); 5] = [&entry.at.0, &by, &entry.what, &about, &entry.from];
        self.query("write", add, &asked).await.map(drop)
    }

    pub(super) async fn audit_entries(
        &self,
        filter: AuditFilter,
        limit: usize,
    ) -> Result<Vec<(i64, AuditEntry)>, StoreError> {
        let find = "SELECT number, at, by, what, about, address FROM paceline_audit \
            WHERE ($1::bigint IS NULL OR by = $1) \
            AND ($2::bigint IS NULL OR by = $2 OR (about::jsonb ->> 'person')::bigint = $2) \
            AND ($3::text IS NULL OR what = $3) AND ($4::bigint IS NULL OR number < $4) \
            AND ($5::bigint IS NULL OR at >= $5) AND ($6::bigint IS NULL OR at < $6) ORDER BY number DESC LIMIT $7";
        let (by, concerning) = (number(filter.by), number(filter.concerning));
        let (since, until) = (time(filter.since), time(filter.until));
        let limit = count(limit);
        let asked: [&(dyn ToSql + Sync); 7] = [
            &by,
            &concerning,
            &filter.what,
            &filter.before,
            &since,
            &until,
            &limit,
        ];
        let found = self.read(find, &asked).await?;
        Ok(found.iter().map(read_entry).collect())
    }

    pub(super) async fn close(&self) {
        *self.session.lock().await = Kept::Closed;
    }
}

/// The tables of the vault, in a record that has none yet; under the lock, so that several replicas may start at once.
pub(crate) async fn lay_down(client: &Client, place: &str) -> Result<(), StoreError> {
    const ASKED: &str =
        "SELECT to_regclass('paceline_meta') IS NOT NULL AND to_regclass('paceline_audit') IS NULL";
    let is_missing = within(place, PATIENCE, "read", client.query_one(ASKED, &[])).await?;
    if !is_missing.get::<_, bool>(0) {
        return Ok(());
    }
    let statements = format!(
        "BEGIN; SELECT pg_advisory_xact_lock(1885430636, hashtext(current_schema()));\n{}\nCOMMIT",
        include_str!("postgres.sql")
    );
    let made = client.batch_execute(&statements);
    let made = within(place, PATIENCE * 3, "create the tables", made).await;
    if made.is_err() {
        drop(client.batch_execute("ROLLBACK").await);
    }
    made
}

fn read_row(row: &Found) -> Row {
    Row {
        id: row.get(0),
        person: person_from(row.get(1)),
        until: row.get::<_, Option<i64>>(2).map(Time),
        text: row.get(3),
    }
}

fn read_entry(row: &Found) -> (i64, AuditEntry) {
    let entry = AuditEntry {
        at: Time(row.get(1)),
        by: person_from(row.get(2)),
        what: row.get(3),
        about: about_from(row.get(4)),
        from: row.get(5),
    };
    (row.get(0), entry)
}

fn number(person: Option<PersonId>) -> Option<i64> {
    person.map(|person| i64::from(person.0))
}

fn time(time: Option<Time>) -> Option<i64> {
    time.map(|time| time.0)
}
