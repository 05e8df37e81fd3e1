//! A record that somebody changed behind Paceline's back is refused, and the place is named.

use paceline_core::Seq;
use paceline_store::{Location, OpenOptions, Store, StoreError, export, verify};

use crate::common::{beside, database, file, folder, open, tell};

/// What is done to the record, where it breaks, and what is said about it.
const DAMAGES: [(&str, u32, &str); 21] = [
    (
        "UPDATE event SET body = replace(body, 'recorded', 'Recorded') WHERE seq = 3",
        3,
        "not as it was written",
    ),
    (
        "UPDATE event SET body = body || ' ' WHERE seq = 3",
        3,
        "not as it was written",
    ),
    (
        "UPDATE event SET body = CAST(x'ff' AS TEXT) WHERE seq = 3",
        3,
        "its body is no text",
    ),
    (
        "UPDATE event SET at = at + 1 WHERE seq = 4",
        4,
        "not as it was written",
    ),
    (
        "UPDATE event SET by = 'person:2' WHERE seq = 5",
        5,
        "not as it was written",
    ),
    (
        "UPDATE event SET door = 'page' WHERE seq = 4",
        4,
        "not as it was written",
    ),
    (
        "UPDATE event SET origin = NULL WHERE seq = 4",
        4,
        "not as it was written",
    ),
    (
        "UPDATE event SET origin = '' WHERE seq = 5",
        5,
        "not as it was written",
    ),
    (
        "UPDATE event SET hash = zeroblob(32) WHERE seq = 6",
        6,
        "not as it was written",
    ),
    (
        "UPDATE event SET hash = zeroblob(3) WHERE seq = 6",
        6,
        "its hash has the wrong length",
    ),
    (
        "UPDATE event SET words = replace(words, '[[4', '[[5') WHERE seq = 3",
        3,
        "not as it was written",
    ),
    (
        "UPDATE event SET words = NULL WHERE seq = 3",
        3,
        "not as it was written",
    ),
    (
        "UPDATE event SET words = 'none' WHERE seq = 3",
        3,
        "its list of texts cannot be read",
    ),
    (
        "UPDATE word SET text = 'Deploys take a day' WHERE id = 4",
        3,
        "its text W-4 is not as it was written",
    ),
    (
        "UPDATE word SET salt = zeroblob(16) WHERE id = 5",
        3,
        "its text W-5 is not as it was written",
    ),
    (
        "DELETE FROM word WHERE id = 4",
        3,
        "its text W-4 is missing",
    ),
    (
        "DELETE FROM event WHERE seq = 4",
        4,
        "it is missing, #5 comes after #3",
    ),
    (
        "DELETE FROM event WHERE seq = 7; DELETE FROM word WHERE id = 12",
        7,
        "it is missing, the record should go on to #7",
    ),
    (
        "UPDATE event SET seq = 1000 WHERE seq = 4; UPDATE event SET seq = 4 WHERE seq = 5; UPDATE event SET seq = 5 WHERE seq = 1000",
        4,
        "not as it was written",
    ),
    (
        "INSERT INTO word (id, salt, text) VALUES (13, x'00', 'Smuggled in')",
        7,
        "there are texts that no event brought",
    ),
    (
        "INSERT INTO event SELECT 8, at, by, door, origin, body, words, hash FROM event WHERE seq = 7",
        8,
        "not as it was written",
    ),
];

#[tokio::test]
async fn every_change_is_refused_and_its_place_is_named() {
    for (damage, seq, what) in DAMAGES {
        let (_folder, location) = folder();
        let store = open(&location).await;
        tell(&store).await;
        store.close().await;
        let sql = file(&location);
        sql.execute_batch(damage).unwrap();
        drop(sql);
        refused(&location, seq, what, damage).await;
    }
}

async fn refused(location: &Location, seq: u32, what: &str, damage: &str) {
    let opened = Store::open(location, OpenOptions::default().without_snapshot())
        .await
        .unwrap_err();
    let exported = export(location, Vec::new()).await.unwrap_err();
    for error in [opened, verify(location).await.unwrap_err(), exported] {
        let Some(broken) = error.broken() else {
            panic!("{damage}: {error:?}")
        };
        assert_eq!(broken.seq, Seq(seq), "{damage}: {error}");
        assert!(broken.what.contains(what), "{damage}: {error}");
        assert!(
            error
                .to_string()
                .starts_with(&format!("The record is broken at #{seq}: "))
        );
        assert!(error.instead().contains("paceline verify"));
    }
}

#[tokio::test]
async fn a_broken_postgresql_record_is_refused_too() {
    let damages = [
        DAMAGES[0],
        DAMAGES[3],
        DAMAGES[10],
        DAMAGES[13],
        DAMAGES[15],
        DAMAGES[16],
        DAMAGES[17],
        DAMAGES[18],
    ];
    for (damage, seq, what) in damages {
        let location = database().await;
        let store = open(&location).await;
        tell(&store).await;
        store.close().await;
        let damage = damage
            .replace("UPDATE ", "UPDATE paceline_")
            .replace("DELETE FROM ", "DELETE FROM paceline_");
        beside(&location)
            .await
            .batch_execute(&damage)
            .await
            .unwrap();
        refused(&location, seq, what, &damage).await;
    }
}

#[tokio::test]
async fn an_event_of_the_future_is_not_guessed_at() {
    let (_folder, location) = folder();
    open(&location).await.close().await;
    // A whole chain around a body that this Paceline does not know.
    let sql = file(&location);
    let tip: String = sql
        .query_row("SELECT value FROM meta WHERE key = 'tip'", [], |row| {
            row.get(0)
        })
        .unwrap();
    assert!(tip.starts_with("0 "));
    sql.execute(
        "INSERT INTO event VALUES (1, 0, 'importer', 'import', NULL, '{\"telepathy\":{}}', NULL, zeroblob(32))",
        [],
    )
    .unwrap();
    drop(sql);
    let error = verify(&location).await.unwrap_err();
    assert!(matches!(error, StoreError::Broken(_)), "{error:?}");
}
