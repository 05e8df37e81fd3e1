//! The record as of an earlier day.

use std::sync::Arc;

use paceline_core::{Seq, State, Text, Time};
use paceline_store::{Location, Store};

use crate::common::{START, database, folder, gap, on_day, open, tell};

#[tokio::test]
async fn any_day_can_be_seen_in_memory() {
    look_back(&open(&Location::Memory).await).await;
}

#[tokio::test]
async fn any_day_can_be_seen_in_sqlite() {
    let (_folder, location) = folder();
    look_back(&open(&location).await).await;
}

#[tokio::test]
async fn any_day_can_be_seen_in_postgresql() {
    look_back(&open(&database().await).await).await;
}

async fn look_back(store: &Store) {
    tell(store).await;
    let seq_on = async |day: i64| store.as_of(START.plus_days(day)).await.unwrap().seq;
    assert_eq!(seq_on(-1).await, Seq(0));
    assert_eq!(*store.as_of(Time(0)).await.unwrap(), State::default());
    assert_eq!(seq_on(0).await, Seq(2));
    assert_eq!(seq_on(2).await, Seq(4));
    assert_eq!(
        store
            .as_of(Time(START.plus_days(2).0 - 1))
            .await
            .unwrap()
            .seq,
        Seq(3)
    );
    assert_eq!(
        *store.as_of(START.plus_days(5)).await.unwrap(),
        store.read(State::clone)
    );
    assert_eq!(seq_on(500).await, Seq(7));

    // An answer for 'now' does not outlive the next event.
    store
        .run(on_day(6), gap("It went on", "It goes on"))
        .await
        .unwrap();
    assert_eq!(seq_on(500).await, Seq(8));
    assert_eq!(seq_on(5).await, Seq(7));
}

#[tokio::test]
async fn the_same_day_is_folded_once() {
    let store = open(&Location::Memory).await;
    tell(&store).await;
    let (one, two) = tokio::join!(
        store.as_of(START.plus_days(3)),
        store.as_of(START.plus_days(3))
    );
    assert!(Arc::ptr_eq(&one.unwrap(), &two.unwrap()));
}

#[tokio::test]
async fn what_was_erased_is_erased_in_the_past_too() {
    let (_folder, location) = folder();
    let store = open(&location).await;
    tell(&store).await;
    let day = START.plus_days(1);
    let before = store.as_of(day).await.unwrap();
    let is = before.gaps[0].is;
    assert_eq!(
        before.text(is),
        Text::Here("Deploys take an hour".to_owned())
    );
    store.erase(&[is]).await.unwrap();
    assert_eq!(store.as_of(day).await.unwrap().text(is), Text::Erased);
}
