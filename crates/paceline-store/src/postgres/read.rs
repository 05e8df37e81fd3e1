//! Reading the journal in PostgreSQL.

use paceline_core::{Seq, WordId};
use tokio_postgres::{Config, Row as Found, ToStatement, types::ToSql};

use super::{Session, session::PATIENCE};
use crate::{
    StoreError,
    chain::{Hash, Tip},
    log::{FORM, Standing, tip_from},
    row::{Entry, Kept, Row, WordRow},
    source::{Bundle, Facts, PAGE},
};

/// A connection that sees one unmoving moment of the journal.
pub(crate) async fn open_to_read(config: &Config) -> Result<Session, StoreError> {
    let session = Session::to_read(config).await?;
    session
        .batch("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        .await?;
    Ok(session)
}

pub(super) async fn check_form(session: &Session) -> Result<(), StoreError> {
    let found = value(&meta(session).await?, "form")?;
    if found.parse().is_ok_and(|form: u32| form <= FORM) {
        return Ok(());
    }
    Err(StoreError::Newer {
        place: session.place.clone(),
        found,
        known: FORM,
    })
}

pub(crate) async fn facts(session: &Session) -> Result<Facts, StoreError> {
    let meta = meta(session).await?;
    let words = session
        .client
        .query_one("SELECT coalesce(max(id), 0) FROM paceline_word", &[]);
    let words: i64 = session.within(PATIENCE, "read", words).await?.get(0);
    Ok(Facts {
        organisation: value(&meta, "organisation")?,
        standing: standing_in(&meta)?,
        words: u64::try_from(words).unwrap_or_default(),
    })
}

pub(super) async fn standing(session: &Session) -> Result<Standing, StoreError> {
    standing_in(&meta(session).await?)
}

async fn meta(session: &Session) -> Result<Vec<Found>, StoreError> {
    session
        .within(
            PATIENCE,
            "read",
            session.client.query(&session.statements.meta, &[]),
        )
        .await
}

fn standing_in(meta: &[Found]) -> Result<Standing, StoreError> {
    let (seq, hash) = tip_from(&value(meta, "tip")?).ok_or_else(no_tip)?;
    Ok(Standing {
        seq,
        hash,
        erasures: value(meta, "erasures")?.parse().unwrap_or_default(),
    })
}

fn value(meta: &[Found], key: &str) -> Result<String, StoreError> {
    let row = meta.iter().find(|row| row.get::<_, &str>(0) == key);
    row.map(|row| row.get(1)).ok_or_else(no_tip)
}

fn no_tip() -> StoreError {
    StoreError::broken_at(
        Seq(0),
        "where the record ends was not written down as Paceline does",
    )
}

pub(crate) async fn rows(session: &Session, after: Seq) -> Result<Vec<Row>, StoreError> {
    let (from, limit) = (i64::from(after.0), count(PAGE));
    let asked: [&(dyn ToSql + Sync); 2] = [&from, &limit];
    let found = session.client.query(&session.statements.events, &asked);
    let found = session.within(PATIENCE * 10, "read", found).await?;
    found.iter().map(|row| read_row(row, after)).collect()
}

pub(crate) async fn page(session: &Session, tip: &Tip) -> Result<Vec<Entry>, StoreError> {
    let bundle = Bundle::new(rows(session, tip.seq).await?)?;
    if bundle.words == 0 {
        return Ok(bundle.with(Vec::new()));
    }
    let (after, limit) = (i64::from(tip.words), count(bundle.words));
    let asked: [&(dyn ToSql + Sync); 2] = [&after, &limit];
    let words = session.client.query(&session.statements.words, &asked);
    let words = session.within(PATIENCE * 10, "read", words).await?;
    Ok(bundle.with(words.iter().map(read_word).collect()))
}

fn count(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

fn read_row(row: &Found, after: Seq) -> Result<Row, StoreError> {
    let seq = u32::try_from(row.get::<_, i64>(0)).map_or(after.next(), Seq);
    let hash = row.get::<_, &[u8]>(7).try_into();
    Ok(Row {
        seq,
        at: row.get(1),
        by: row.get(2),
        door: row.get(3),
        origin: row.get(4),
        body: row.get(5),
        words: row.get(6),
        hash: hash.map_err(|_| StoreError::broken_at(seq, "its hash has the wrong length"))?,
    })
}

fn read_word(row: &Found) -> WordRow {
    let id = WordId(u32::try_from(row.get::<_, i64>(0)).unwrap_or_default());
    let salt: Option<Vec<u8>> = row.get(1);
    let text: Option<String> = row.get(2);
    WordRow {
        id,
        kept: text.map(|text| Kept {
            salt: salt.unwrap_or_default(),
            text,
        }),
    }
}

pub(crate) async fn hash_at(session: &Session, seq: Seq) -> Result<Option<Hash>, StoreError> {
    let found = one(session, &session.statements.hash, i64::from(seq.0)).await?;
    Ok(found.and_then(|row| row.get::<_, &[u8]>(0).try_into().ok()))
}

pub(crate) async fn at(session: &Session, seq: Seq) -> Result<Option<i64>, StoreError> {
    let found = one(
        session,
        "SELECT at FROM paceline_event WHERE seq = $1",
        i64::from(seq.0),
    )
    .await?;
    Ok(found.map(|row| row.get(0)))
}

pub(crate) async fn text(session: &Session, word: WordId) -> Result<Option<String>, StoreError> {
    let found = one(
        session,
        "SELECT text FROM paceline_word WHERE id = $1",
        i64::from(word.0),
    )
    .await?;
    Ok(found.and_then(|row| row.get(0)))
}

/// The row with this number, if there is one.
async fn one<S: ToStatement + ?Sized>(
    session: &Session,
    query: &S,
    number: i64,
) -> Result<Option<Found>, StoreError> {
    session
        .within(PATIENCE, "read", async {
            session.client.query_opt(query, &[&number]).await
        })
        .await
}

/// The first of these words that does not exist.
pub(super) async fn missing_word(
    session: &Session,
    words: &[i64],
) -> Result<Option<WordId>, StoreError> {
    let query = "SELECT asked.id FROM unnest($1::int8[]) AS asked (id) LEFT JOIN paceline_word USING (id) \
        WHERE paceline_word.id IS NULL LIMIT 1";
    let found = session
        .within(
            PATIENCE,
            "erase",
            session.client.query_opt(query, &[&words]),
        )
        .await?;
    Ok(found.map(|row| WordId(u32::try_from(row.get::<_, i64>(0)).unwrap_or_default())))
}

pub(super) async fn erase(session: &Session, words: &[i64]) -> Result<(), StoreError> {
    let update = "UPDATE paceline_word SET salt = NULL, text = NULL WHERE id = ANY($1)";
    session
        .within(PATIENCE, "erase", session.client.execute(update, &[&words]))
        .await
        .map(drop)
}
