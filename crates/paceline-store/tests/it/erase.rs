//! Erasing what somebody wrote: gone from disk and memory, and the chain still holds.

use std::{fs, path::Path, time::Duration};

use paceline_core::{Seq, State, Text, WordId};
use paceline_store::{Location, Store, StoreError};

use crate::common::{
    beside, database, exported, file, folder, gap, join, on_day, open, open_whole, tell,
};

const SECRET: &str = "Deploys take an hour";

async fn erase(store: &Store) -> WordId {
    tell(store).await;
    let word = store.read(|state| state.gaps[0].is);
    let hash = store.verify().await.unwrap().hash;
    let times = store.times_folded_anew();
    store.erase(&[word]).await.unwrap();
    assert_eq!(store.times_folded_anew(), times + 1);
    assert_eq!(store.read(|state| state.text(word)), Text::Erased);
    assert_eq!(store.text(word).await.unwrap(), None);
    let verified = store.verify().await.unwrap();
    assert_eq!((verified.erased, verified.hash), (1, hash));
    store.erase(&[word]).await.unwrap();
    assert!(matches!(
        store.erase(&[WordId(99)]).await,
        Err(StoreError::NoSuchWord(WordId(99)))
    ));
    store
        .run(on_day(9), gap("Life goes on", "It does"))
        .await
        .unwrap();
    word
}

#[tokio::test]
async fn in_memory() {
    let store = open(&Location::Memory).await;
    erase(&store).await;
    assert!(!exported(&store).await.contains(SECRET));
}

#[tokio::test]
async fn in_sqlite_no_file_holds_it_any_more() {
    let (folder, location) = folder();
    let store = open(&location).await;
    tell_and_reopen(&location, store).await;
    let store = open(&location).await;
    let word = store.read(|state| state.gaps[0].is);
    store.erase(&[word]).await.unwrap();
    assert!(!anywhere(folder.path(), SECRET), "while it runs");
    store.close().await;
    assert!(!anywhere(folder.path(), SECRET), "after it ran");
    let store = open_whole(&location).await;
    assert_eq!(store.read(|state| state.text(word)), Text::Erased);
    let salts: i64 = file(&location)
        .query_row("SELECT count(*) FROM word WHERE salt IS NULL", [], |row| {
            row.get(0)
        })
        .unwrap();
    assert_eq!(
        salts, 1,
        "the salt goes with the text, or a short name could be guessed"
    );
    store.verify().await.unwrap();
}

async fn tell_and_reopen(location: &Location, store: Store) {
    tell(&store).await;
    store.close().await;
    let Location::Folder(folder) = location else {
        panic!("{location}")
    };
    assert!(anywhere(folder, SECRET), "the search finds what is there");
}

fn anywhere(folder: &Path, text: &str) -> bool {
    let holds = |path: &Path| {
        fs::read(path)
            .unwrap()
            .windows(text.len())
            .any(|bytes| bytes == text.as_bytes())
    };
    fs::read_dir(folder)
        .unwrap()
        .any(|entry| holds(&entry.unwrap().path()))
}

#[tokio::test]
async fn a_handle_that_was_erased_is_nowhere_in_the_state() {
    let (_folder, location) = folder();
    let store = open(&location).await;
    store
        .run(on_day(0), join("priya-secret", "Priya"))
        .await
        .unwrap();
    let handle = store.read(|state| state.people[0].handle);
    store.erase(&[handle]).await.unwrap();
    assert!(
        !store
            .read(|state| format!("{state:?}"))
            .contains("priya-secret")
    );
    let live = store.read(State::clone);
    store.close().await;
    assert_eq!(open_whole(&location).await.read(State::clone), live);
}

#[tokio::test(flavor = "multi_thread")]
async fn in_postgresql_the_other_replica_forgets_it_too() {
    let location = database().await;
    let (one, two) = (open(&location).await, open(&location).await);
    let word = erase(&one).await;
    assert!(two.wait_for(Seq(8), Duration::from_secs(5)).await);
    assert_eq!(two.read(|state| state.text(word)), Text::Erased);
    assert_eq!(two.text(word).await.unwrap(), None);
    assert_eq!(one.read(State::clone), two.read(State::clone));
    let kept = "SELECT count(*) FROM paceline_word WHERE salt IS NULL AND text IS NULL";
    assert_eq!(
        beside(&location)
            .await
            .query_one(kept, &[])
            .await
            .unwrap()
            .get::<_, i64>(0),
        1
    );
}
