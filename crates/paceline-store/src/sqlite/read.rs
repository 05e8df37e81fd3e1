//! Reading `paceline.sqlite`, beside the process that writes it.

use std::path::Path;

use paceline_core::{Seq, WordId};
use rusqlite::{Connection, OpenFlags, OptionalExtension, types::ValueRef};

use super::{failed, opening};
use crate::{
    StoreError,
    chain::{Hash, Tip},
    location::database,
    log::{FORM, Standing, tip_from},
    row::{Entry, Kept, Row, WordRow},
    source::{Facts, PAGE, bundle},
};

/// A connection that sees one unmoving moment of the journal.
pub(crate) fn open_to_read(folder: &Path) -> Result<Connection, StoreError> {
    let connection = connect(folder)?;
    connection
        .execute_batch("BEGIN")
        .map_err(|cause| opening(folder.display(), cause))?;
    check_form(&connection, &folder.display().to_string())?;
    Ok(connection)
}

/// A connection that cannot change anything.
pub(crate) fn connect(folder: &Path) -> Result<Connection, StoreError> {
    let place = &folder.display();
    let path = database(folder);
    if !path.exists() {
        return Err(StoreError::NoRecord {
            place: place.to_string(),
        });
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection =
        Connection::open_with_flags(path, flags).map_err(|cause| opening(place, cause))?;
    connection
        .busy_timeout(std::time::Duration::from_secs(5))
        .map_err(|cause| opening(place, cause))?;
    connection
        .execute_batch("PRAGMA query_only = ON")
        .map_err(|cause| opening(place, cause))?;
    Ok(connection)
}

pub(super) fn check_form(connection: &Connection, place: &str) -> Result<(), StoreError> {
    let found = meta(connection, place, "form")?;
    if found.parse().is_ok_and(|form: u32| form <= FORM) {
        return Ok(());
    }
    Err(StoreError::Newer {
        place: place.to_owned(),
        found,
        known: FORM,
    })
}

pub(crate) fn facts(connection: &Connection, place: &str) -> Result<Facts, StoreError> {
    let words = connection
        .query_row("SELECT coalesce(max(id), 0) FROM word", [], |row| {
            row.get::<_, i64>(0)
        })
        .map_err(|cause| failed(place, "read", cause))?;
    Ok(Facts {
        organisation: meta(connection, place, "organisation")?,
        standing: standing(connection, place)?,
        words: u64::try_from(words).unwrap_or_default(),
    })
}

pub(super) fn standing(connection: &Connection, place: &str) -> Result<Standing, StoreError> {
    let tip = meta(connection, place, "tip")?;
    let erasures = meta(connection, place, "erasures")?;
    let (seq, hash) = tip_from(&tip).ok_or_else(|| no_tip(Seq(0)))?;
    Ok(Standing {
        seq,
        hash,
        erasures: erasures.parse().unwrap_or_default(),
    })
}

fn no_tip(seq: Seq) -> StoreError {
    StoreError::broken_at(
        seq,
        "where the record ends was not written down as Paceline does",
    )
}

fn meta(connection: &Connection, place: &str, key: &'static str) -> Result<String, StoreError> {
    let value = connection
        .prepare_cached("SELECT value FROM meta WHERE key = ?1")
        .and_then(|mut select| select.query_row([key], |row| row.get(0)).optional())
        .map_err(|cause| failed(place, "read", cause))?;
    value.ok_or_else(|| no_tip(Seq(0)))
}

pub(crate) fn page(
    connection: &Connection,
    place: &str,
    tip: &Tip,
) -> Result<Vec<Entry>, StoreError> {
    let rows = rows(connection, place, tip.seq)?;
    bundle(rows, |count| words(connection, place, tip, count))
}

pub(crate) fn rows(
    connection: &Connection,
    place: &str,
    after: Seq,
) -> Result<Vec<Row>, StoreError> {
    let broken = |cause| failed(place, "read", cause);
    let mut select = connection
        .prepare_cached(
            "SELECT seq, at, by, door, origin, body, words, hash FROM event WHERE seq > ?1 ORDER BY seq LIMIT ?2",
        )
        .map_err(broken)?;
    let mut found = select
        .query([i64::from(after.0), i64::try_from(PAGE).unwrap_or(i64::MAX)])
        .map_err(broken)?;
    let mut rows = Vec::with_capacity(PAGE);
    while let Some(row) = found.next().map_err(broken)? {
        let last = rows.last().map_or(after, |row: &Row| row.seq);
        rows.push(read_row(row, last.next()).map_err(broken)??);
    }
    Ok(rows)
}

/// The outer error is the database's, the inner one a row that is not as Paceline writes rows.
fn read_row(row: &rusqlite::Row<'_>, expected: Seq) -> rusqlite::Result<Result<Row, StoreError>> {
    let seq = u32::try_from(row.get::<_, i64>(0)?).map_or(expected, Seq);
    let text =
        |column: usize, name: &str| -> rusqlite::Result<Result<Option<String>, StoreError>> {
            Ok(match row.get_ref(column)? {
                ValueRef::Null => Ok(None),
                ValueRef::Text(bytes) => std::str::from_utf8(bytes)
                    .map(|text| Some(text.to_owned()))
                    .map_err(|_| StoreError::broken_at(seq, format!("its {name} is no text"))),
                ValueRef::Integer(_) | ValueRef::Real(_) | ValueRef::Blob(_) => {
                    Err(StoreError::broken_at(seq, format!("its {name} is no text")))
                }
            })
        };
    let at = row.get(1)?;
    let texts = (
        text(2, "author")?,
        text(3, "door")?,
        text(4, "origin")?,
        text(5, "body")?,
        text(6, "list of texts")?,
    );
    let hash = row
        .get_ref(7)?
        .as_blob()
        .ok()
        .and_then(|blob| blob.try_into().ok());
    Ok((|| {
        Ok(Row {
            seq,
            at,
            by: texts.0?.unwrap_or_default(),
            door: texts.1?.unwrap_or_default(),
            origin: texts.2?,
            body: texts.3?.unwrap_or_default(),
            words: texts.4?,
            hash: hash
                .ok_or_else(|| StoreError::broken_at(seq, "its hash has the wrong length"))?,
        })
    })())
}

fn words(
    connection: &Connection,
    place: &str,
    tip: &Tip,
    count: usize,
) -> Result<Vec<WordRow>, StoreError> {
    if count == 0 {
        return Ok(Vec::new());
    }
    let broken = |cause| failed(place, "read", cause);
    let mut select = connection
        .prepare_cached("SELECT id, salt, text FROM word WHERE id > ?1 ORDER BY id LIMIT ?2")
        .map_err(broken)?;
    let found = select
        .query_map(
            [
                i64::from(tip.words),
                i64::try_from(count).unwrap_or(i64::MAX),
            ],
            |row| {
                let id = WordId(row.get(0)?);
                // Bytes that are no UTF-8 become a text that cannot have the hash that the chain holds.
                let text = match row.get_ref(2)? {
                    ValueRef::Text(bytes) => Some(String::from_utf8_lossy(bytes).into_owned()),
                    ValueRef::Null
                    | ValueRef::Integer(_)
                    | ValueRef::Real(_)
                    | ValueRef::Blob(_) => None,
                };
                let salt: Option<Vec<u8>> = row.get(1)?;
                Ok(WordRow {
                    id,
                    kept: text.map(|text| Kept {
                        salt: salt.unwrap_or_default(),
                        text,
                    }),
                })
            },
        )
        .map_err(broken)?;
    found.collect::<Result<_, _>>().map_err(broken)
}

pub(crate) fn hash_at(
    connection: &Connection,
    place: &str,
    seq: Seq,
) -> Result<Option<Hash>, StoreError> {
    let found: Option<Vec<u8>> = connection
        .prepare_cached("SELECT hash FROM event WHERE seq = ?1")
        .and_then(|mut select| select.query_row([seq.0], |row| row.get(0)).optional())
        .map_err(|cause| failed(place, "read", cause))?;
    Ok(found.and_then(|hash| hash.try_into().ok()))
}

pub(crate) fn at(
    connection: &Connection,
    place: &str,
    seq: Seq,
) -> Result<Option<i64>, StoreError> {
    connection
        .prepare_cached("SELECT at FROM event WHERE seq = ?1")
        .and_then(|mut select| select.query_row([seq.0], |row| row.get(0)).optional())
        .map_err(|cause| failed(place, "read", cause))
}

pub(crate) fn text(
    connection: &Connection,
    place: &str,
    word: WordId,
) -> Result<Option<String>, StoreError> {
    connection
        .prepare_cached("SELECT text FROM word WHERE id = ?1")
        .and_then(|mut select| select.query_row([word.0], |row| row.get(0)).optional())
        .map(Option::flatten)
        .map_err(|cause| failed(place, "read", cause))
}
