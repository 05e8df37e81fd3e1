//! Several replicas on one PostgreSQL: no gaps, the same state everywhere, and nobody hangs when it goes away.

use std::time::{Duration, Instant};

use paceline_core::{Seq, State};
use paceline_store::{Location, OpenOptions, RunError, Store, StoreError, verify};

use crate::common::{beside, database, gap, on_day, open, tell};

const PATIENCE: Duration = Duration::from_secs(10);

#[tokio::test(flavor = "multi_thread")]
async fn two_replicas_write_at_once_without_a_gap() {
    let location = database().await;
    let (one, two) = tokio::join!(open(&location), open(&location));
    assert_eq!(one.organisation(), two.organisation());
    tell(&one).await;
    assert!(
        two.wait_for(Seq(7), PATIENCE).await,
        "the other replica hears of it"
    );

    let mut tasks = Vec::new();
    for number in 0..400 {
        let store = if number % 2 == 0 {
            one.clone()
        } else {
            two.clone()
        };
        tasks.push(tokio::spawn(async move {
            store
                .run(on_day(6), gap(&format!("Is {number}"), "Ought"))
                .await
                .unwrap()
                .last
                .0
        }));
    }
    let mut numbers = Vec::new();
    for task in tasks {
        numbers.push(task.await.unwrap());
    }
    numbers.sort_unstable();
    assert_eq!(numbers, (8..=407).collect::<Vec<_>>());

    assert!(one.wait_for(Seq(407), PATIENCE).await && two.wait_for(Seq(407), PATIENCE).await);
    assert_eq!(one.read(State::clone), two.read(State::clone));
    assert_eq!(verify(&location).await.unwrap().events, 407);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_replica_that_was_cut_off_comes_back() {
    let location = database().await;
    let (one, two) = (open(&location).await, open(&location).await);
    tell(&one).await;
    assert!(two.wait_for(Seq(7), PATIENCE).await);
    cut_off_all(&location).await;
    let begun = Instant::now();
    let last = loop {
        match one
            .run(on_day(6), gap("The database restarted", "Nobody noticed"))
            .await
        {
            Ok(receipt) => break receipt.last,
            Err(RunError::Failed(error)) => {
                assert!(!matches!(error, StoreError::Broken(_)), "{error:?}");
            }
            Err(refused @ RunError::Refused(_)) => panic!("{refused}"),
        }
        assert!(begun.elapsed() < PATIENCE, "it comes back in time");
        tokio::time::sleep(Duration::from_millis(50)).await;
    };
    assert!(
        two.wait_for(last, PATIENCE).await,
        "the other replica comes back as well"
    );
    assert_eq!(one.read(State::clone), two.read(State::clone));
    verify(&location).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_commit_that_was_cut_off_is_never_half_there() {
    let location = database().await;
    let store = open(&location).await;
    tell(&store).await;
    let mut kept = 0;
    for round in 0..15 {
        let tasks: Vec<_> = (0..20)
            .map(|number| {
                let store = store.clone();
                let command = gap(&format!("Is {round} {number}"), "Ought");
                tokio::spawn(async move { store.run(on_day(6), command).await })
            })
            .collect();
        tokio::time::sleep(Duration::from_micros(700 * round)).await;
        cut_off_all(&location).await;
        for task in tasks {
            kept += u32::from(task.await.unwrap().is_ok());
        }
    }
    let reopened = open(&location).await;
    assert!(
        reopened.last().0 >= 7 + kept,
        "every acknowledged event is there"
    );
    assert!(store.wait_for(reopened.last(), PATIENCE).await);
    assert!(
        store.read(|live| reopened.read(|folded| live == folded)),
        "memory is not ahead of the journal"
    );
}

/// After a failover the new primary may lack what this replica has folded already.
#[tokio::test(flavor = "multi_thread")]
async fn a_replica_ahead_of_the_journal_folds_anew() {
    let location = database().await;
    let store = open(&location).await;
    tell(&store).await;
    let sql = beside(&location).await;
    let hash: String = sql
        .query_one(
            "SELECT encode(hash, 'hex') FROM paceline_event WHERE seq = 5",
            &[],
        )
        .await
        .unwrap()
        .get(0);
    sql.batch_execute(&format!(
        "BEGIN; DELETE FROM paceline_event WHERE seq > 5; DELETE FROM paceline_word WHERE id > 9; \
         UPDATE paceline_meta SET value = '5 {hash}' WHERE key = 'tip'; COMMIT"
    ))
    .await
    .unwrap();
    let receipt = store
        .run(on_day(6), gap("We failed over", "We go on"))
        .await
        .unwrap();
    assert_eq!(receipt.first, Seq(6));
    assert_eq!(
        open(&location).await.read(State::clone),
        store.read(State::clone)
    );
}

#[tokio::test]
async fn a_database_that_is_not_there_is_said_quickly() {
    let location = Location::parse("postgres://ada:hunter2@127.0.0.1:1/none").unwrap();
    let begun = Instant::now();
    let error = Store::open(&location, OpenOptions::default())
        .await
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "The database postgres://127.0.0.1:1/none does not answer."
    );
    assert!(!format!("{error:?}").contains("hunter2"));
    assert!(begun.elapsed() < PATIENCE);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_keeps_the_lock_is_not_waited_for_without_end() {
    let location = database().await;
    let store = open(&location).await;
    let sql = beside(&location).await;
    sql.batch_execute(
        "BEGIN; SELECT pg_advisory_xact_lock(1885430636, hashtext(current_schema()))",
    )
    .await
    .unwrap();
    let begun = Instant::now();
    let failed = store
        .run(on_day(0), gap("It hangs", "It does not"))
        .await
        .unwrap_err();
    assert!(matches!(failed, RunError::Failed(_)), "{failed:?}");
    assert!(begun.elapsed() < PATIENCE + Duration::from_secs(1));
    sql.batch_execute("ROLLBACK").await.unwrap();
    tell(&store).await;
}

async fn cut_off_all(location: &Location) {
    let sql = beside(location).await;
    let cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";
    sql.execute(cut, &[]).await.unwrap();
}
