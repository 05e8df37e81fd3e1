//! Starting from a snapshot gives the same state as folding everything, and a bad snapshot is no harm.

use std::{fs, path::PathBuf};

use paceline_core::{Seq, State};
use paceline_store::{Location, OpenOptions, Store};

use crate::common::{file, folder, gap, on_day, open, open_whole, tell};

fn path(location: &Location) -> PathBuf {
    let Location::Folder(folder) = location else {
        panic!("{location}")
    };
    folder.join("snapshot.postcard")
}

#[tokio::test]
async fn a_start_from_a_snapshot_equals_a_full_fold() {
    let (_folder, location) = folder();
    let store = open(&location).await;
    tell(&store).await;
    store.close().await;
    assert!(path(&location).exists());

    // What lies before the snapshot is walked all the same.
    let sql = file(&location);
    let body: String = sql
        .query_row("SELECT body FROM event WHERE seq = 3", [], |row| row.get(0))
        .unwrap();
    sql.execute("UPDATE event SET body = '{}' WHERE seq = 3", [])
        .unwrap();
    let refused = Store::open(&location, OpenOptions::default())
        .await
        .unwrap_err();
    assert_eq!(refused.broken().map(|broken| broken.seq), Some(Seq(3)));
    sql.execute("UPDATE event SET body = ?1 WHERE seq = 3", [body])
        .unwrap();
    let from_snapshot = open(&location).await;
    assert_eq!(from_snapshot.last(), Seq(7));
    from_snapshot
        .run(on_day(8), gap("After the snapshot", "Folded as well"))
        .await
        .unwrap();
    let state = from_snapshot.read(State::clone);
    from_snapshot.close().await;

    let whole = open_whole(&location).await;
    assert_eq!(whole.read(State::clone), state);
    whole.close().await;
    assert_eq!(open(&location).await.read(State::clone), state);
}

#[tokio::test]
async fn a_snapshot_that_does_not_fit_is_ignored() {
    let (_folder, location) = folder();
    let store = open(&location).await;
    tell(&store).await;
    let state = store.read(State::clone);
    store.close().await;
    let whole = fs::read(path(&location)).unwrap();

    let mut damaged = whole.clone();
    *damaged.last_mut().unwrap() ^= 1;
    for snapshot in [&b""[..], &damaged, &whole[..whole.len() / 2]] {
        fs::write(path(&location), snapshot).unwrap();
        let store = open(&location).await;
        assert_eq!(store.read(State::clone), state);
        store.close().await;
    }

    // A snapshot of another record.
    let (_other, elsewhere) = folder();
    let store = open(&elsewhere).await;
    tell(&store).await;
    store.close().await;
    fs::copy(path(&elsewhere), path(&location)).unwrap();
    assert_eq!(open(&location).await.read(State::clone), state);
}
