//! One story, told to memory, to SQLite and to PostgreSQL: all three must answer alike.

use std::{sync::Arc, time::Duration};

use paceline_core::{Event, GapId, Refusal, Seq, State, Text, WordId, gap as gaps};
use paceline_store::{Location, OpenOptions, RunError, Store, StoreError, limit, measure, verify};

use crate::common::{
    START, close_gap, database, exported, folder, gap, imported, join, name, on_day, open,
    open_whole, tell,
};

#[tokio::test]
async fn the_story_in_memory() {
    let store = open(&Location::Memory).await;
    let state = first_half(&store).await;
    second_half(&store, &state).await;
}

#[tokio::test]
async fn the_story_in_sqlite() {
    let (_folder, location) = folder();
    on_disk(&location).await;
}

#[tokio::test]
async fn the_story_in_postgresql() {
    on_disk(&database().await).await;
}

async fn on_disk(location: &Location) {
    let missing = Store::open(location, OpenOptions::default().existing_only())
        .await
        .unwrap_err();
    assert!(
        matches!(missing, StoreError::NoRecord { .. }),
        "{missing:?}"
    );
    assert!(matches!(
        verify(location).await,
        Err(StoreError::NoRecord { .. })
    ));

    let store = open(location).await;
    let organisation = store.organisation();
    let state = first_half(&store).await;
    let before = exported(&store).await;
    store.close().await;

    let store = open_whole(location).await;
    assert_eq!(store.organisation(), organisation);
    assert_eq!(exported(&store).await, before);
    second_half(&store, &state).await;
    let live = store.read(State::clone);
    store.close().await;
    assert_eq!(open(location).await.read(State::clone), live);
}

async fn first_half(store: &Store) -> State {
    assert_eq!(store.last(), Seq(0));
    let mut seen = store.subscribe();
    tell(store).await;
    assert_eq!(*seen.borrow_and_update(), Seq(7));
    let state = store.read(State::clone);
    assert_eq!((state.seq, state.now), (Seq(7), START.plus_days(5)));
    assert_eq!(
        (state.people.len(), state.gaps.len(), state.words.count()),
        (2, 3, 12)
    );
    let mut told = State::default();
    for recorded in store.events_after(Seq(0)).await.unwrap() {
        told.apply(&recorded);
    }
    assert_eq!((told.seq, told.gaps.len()), (Seq(7), 3));
    let rest = store.events_after(Seq(5)).await.unwrap();
    let numbers: Vec<Seq> = rest.iter().map(|recorded| recorded.seq).collect();
    assert_eq!(numbers, [Seq(6), Seq(7)]);
    assert_eq!(store.events_after(Seq(7)).await.unwrap(), []);
    state
}

async fn second_half(store: &Store, before: &State) {
    assert!(
        store.read(|state| state == before),
        "the state folded from the journal is the live one"
    );
    refusals_change_nothing(store, before).await;
    limits_hold(store).await;
    time_never_goes_back(store).await;
    long_texts_are_read_when_shown(store).await;
    many_at_once(store).await;
    let verified = store.verify().await.unwrap();
    assert_eq!(verified.events, store.last().0);
    assert_eq!((verified.last, verified.erased), (store.last(), 0));
    assert!(store.wait_for(store.last(), Duration::from_millis(1)).await);
    assert!(
        !store
            .wait_for(store.last().next(), Duration::from_millis(1))
            .await
    );
}

async fn refusals_change_nothing(store: &Store, before: &State) {
    let refused = store
        .run(on_day(6), close_gap(9, "Done"))
        .await
        .unwrap_err();
    let RunError::Refused(refusal) = refused else {
        panic!("{refused:?}")
    };
    assert_eq!(refusal, Refusal::NoSuchGap { gap: GapId(9) });
    assert!(store.read(|state| state == before));
}

async fn limits_hold(store: &Store) {
    let last = store.last();
    let far = "x".repeat(limit::ORIGIN_BYTES + 1);
    let failed = store
        .run(imported(6, &far), join("x", "X"))
        .await
        .unwrap_err();
    assert!(
        matches!(failed, RunError::Failed(StoreError::TooBig { .. })),
        "{failed:?}"
    );
    assert_eq!(
        failed.to_string(),
        "The command brings 4097 bytes of origin; at most 4096 fit into one."
    );
    let failed = store
        .run(imported(6, "a\0b"), join("x", "X"))
        .await
        .unwrap_err();
    assert!(
        matches!(failed, RunError::Failed(StoreError::Nul)),
        "{failed:?}"
    );
    assert_eq!(store.last(), last);
}

async fn time_never_goes_back(store: &Store) {
    let receipt = store
        .run(on_day(-100), gap("Clocks differ", "Clocks agree"))
        .await
        .unwrap();
    assert_eq!(receipt.at, START.plus_days(5));
    assert_eq!((receipt.first, receipt.last), (Seq(8), Seq(8)));
    assert!(matches!(
        receipt.events.as_slice(),
        [Event::Gap(gaps::Event::Recorded { gap: GapId(4), .. })]
    ));
}

async fn long_texts_are_read_when_shown(store: &Store) {
    let long = store.read(|state| state.gap(GapId(2)).unwrap().is);
    assert_eq!(store.read(|state| state.text(long)), Text::Stored(long));
    assert_eq!(
        store.text(long).await.unwrap(),
        Some("It is slow. ".repeat(100).trim().to_owned())
    );
    assert_eq!(store.text(WordId(10_000)).await.unwrap(), None);
}

async fn many_at_once(store: &Store) {
    let mut many: Vec<_> = (0..1_500)
        .map(|number| (on_day(7), gap(&format!("Is {number}"), "Ought")))
        .collect();
    many.insert(1_200, (on_day(7), close_gap(100_000, "Done")));
    many.insert(3, (on_day(7), name("")));
    let before = store.last();
    let outcome = store.run_all(many).await.unwrap();
    assert_eq!(outcome.recorded, 1_500);
    assert_eq!(
        (outcome.last, store.last()),
        (Seq(before.0 + 1_500), Seq(before.0 + 1_500))
    );
    let refused: Vec<usize> = outcome.refused.iter().map(|(place, _)| *place).collect();
    assert_eq!(refused, [3, 1_201]);

    // Many people at once: every one gets a number of their own, and there is no gap.
    let store = Arc::new(store.clone());
    let tasks: Vec<_> = (0..64)
        .map(|number| {
            let store = store.clone();
            tokio::spawn(async move {
                store
                    .run(on_day(8), gap(&format!("Also {number}"), "Ought"))
                    .await
                    .unwrap()
                    .last
            })
        })
        .collect();
    let mut numbers = Vec::new();
    for task in tasks {
        numbers.push(task.await.unwrap().0);
    }
    numbers.sort_unstable();
    assert_eq!(
        numbers,
        (before.0 + 1_501..=before.0 + 1_564).collect::<Vec<_>>()
    );
}

#[tokio::test]
async fn a_closed_store_says_so() {
    let (_folder, location) = folder();
    let store = open(&location).await;
    let other = store.clone();
    store.close().await;
    let failed = other.run(on_day(0), join("ada", "Ada")).await.unwrap_err();
    assert!(matches!(failed, RunError::Failed(StoreError::Closed)));
    assert_eq!(failed.instead(), "Open it again.");
}

#[tokio::test]
async fn a_folder_belongs_to_one_process() {
    let (_folder, location) = folder();
    let store = open(&location).await;
    let refused = Store::open(&location, OpenOptions::default())
        .await
        .unwrap_err();
    assert_eq!(
        refused.to_string(),
        format!("The record in {location} is in use by another Paceline.")
    );
    // Looking is allowed.
    verify(&location).await.unwrap();
    store.close().await;
    open(&location).await;
}

#[tokio::test]
async fn a_record_of_a_newer_paceline_is_left_alone() {
    let (_folder, location) = folder();
    open(&location).await.close().await;
    crate::common::file(&location)
        .execute("UPDATE meta SET value = '2' WHERE key = 'form'", [])
        .unwrap();
    let refused = Store::open(&location, OpenOptions::default())
        .await
        .unwrap_err();
    assert!(matches!(refused, StoreError::Newer { .. }), "{refused:?}");
}

#[tokio::test]
async fn a_commit_that_fails_leaves_no_trace_in_memory() {
    let (_folder, location) = folder();
    let store = open(&location).await;
    tell(&store).await;
    let before = store.read(State::clone);
    let sql = crate::common::file(&location);
    sql.execute_batch(
        "CREATE TRIGGER full BEFORE INSERT ON event BEGIN SELECT RAISE(ABORT, 'full'); END",
    )
    .unwrap();
    let failed = store
        .run(on_day(6), gap("The disk is full", "It is not"))
        .await
        .unwrap_err();
    assert_eq!(
        failed.to_string(),
        format!("The database in {location} refused to write.")
    );
    assert!(store.read(|state| *state == before));
    assert_eq!(store.last(), Seq(7));
    sql.execute_batch("DROP TRIGGER full").unwrap();
    assert_eq!(
        store
            .run(on_day(6), gap("The disk was full", "It is not"))
            .await
            .unwrap()
            .last,
        Seq(8)
    );
    store.verify().await.unwrap();
}

#[tokio::test]
async fn another_writer_on_the_file_is_waited_for_and_then_named() {
    let (_folder, location) = folder();
    let store = open(&location).await;
    let sql = crate::common::file(&location);
    sql.execute_batch("BEGIN IMMEDIATE").unwrap();
    let failed = store.run(on_day(0), join("ada", "Ada")).await.unwrap_err();
    assert!(
        matches!(failed, RunError::Failed(StoreError::Database { .. })),
        "{failed:?}"
    );
    sql.execute_batch("ROLLBACK").unwrap();
    tell(&store).await;
}

/// What the benchmarks use must really read and write the rows.
#[tokio::test]
async fn the_measures_measure_something() {
    let (_folder, location) = folder();
    let store = open(&location).await;
    tell(&store).await;
    let rows = measure::read_rows(&location).await.unwrap();
    assert_eq!((rows.events, rows.words), (7, 12));
    assert!(rows.bytes > 7 * 20);
    let (_other, new) = folder();
    for location in [new, database().await] {
        measure::insert_rows(&location, "{}".to_owned(), 25, 10)
            .await
            .unwrap();
        assert_eq!(measure::read_rows(&location).await.unwrap().events, 25);
    }
}
