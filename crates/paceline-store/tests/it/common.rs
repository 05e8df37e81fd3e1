//! Sample commands, places to put a record, and a database for a test.

use std::{
    env,
    sync::atomic::{AtomicU32, Ordering},
};

use paceline_core::{By, Command, Ctx, Door, GapId, PersonId, Time, gap, organisation, person};
use paceline_store::{Location, OpenOptions, Store};
use tempfile::TempDir;
use tokio_postgres::{Client, NoTls};

/// 2026-01-01T00:00:00Z.
pub(crate) const START: Time = Time(1_767_225_600);
pub(crate) const ADA: PersonId = PersonId(1);

/// Ada asks, on a page, some days after the start.
pub(crate) fn on_day(day: i64) -> Ctx {
    Ctx {
        at_hand: paceline_core::AtHand::new(),
        by: By::Person(ADA),
        door: Door::Page,
        now: START.plus_days(day),
        origin: None,
    }
}

pub(crate) fn imported(day: i64, origin: &str) -> Ctx {
    Ctx {
        at_hand: paceline_core::AtHand::new(),
        by: By::Importer,
        door: Door::Import,
        now: START.plus_days(day),
        origin: Some(origin.into()),
    }
}

pub(crate) fn join(handle: &str, name: &str) -> Command {
    Command::Person(person::Command::Join {
        handle: handle.to_owned(),
        name: name.to_owned(),
        role: person::Role::Member,
    })
}

pub(crate) fn gap(is: &str, ought: &str) -> Command {
    Command::Gap(gap::Command::Record {
        is: is.to_owned(),
        ought: ought.to_owned(),
        team: None,
        goal: None,
    })
}

pub(crate) fn close_gap(gap: u32, outcome: &str) -> Command {
    Command::Gap(gap::Command::Close {
        gap: GapId(gap),
        outcome: outcome.to_owned(),
    })
}

pub(crate) fn name(name: &str) -> Command {
    Command::Organisation(organisation::Command::Name {
        name: name.to_owned(),
    })
}

/// Ada joins and records three gaps, one of them long; one is closed. Seven events.
pub(crate) async fn tell(store: &Store) {
    let long = "It is slow. ".repeat(100);
    let told = [
        (on_day(0), join("ada", "Ada Amin")),
        (on_day(0), name("Acme")),
        (
            on_day(1),
            gap("Deploys take an hour", "Deploys take a minute"),
        ),
        (
            imported(2, "keps/127.md:14 @1a2b3c4"),
            join("ben", "Ben Bauer"),
        ),
        (on_day(3), gap(&long, "It is quick")),
        (on_day(4), gap("Nobody knows why", "Everybody knows why")),
        (on_day(5), close_gap(1, "Eleven seconds")),
    ];
    for (ctx, command) in told {
        store.run(ctx, command).await.unwrap();
    }
    assert_eq!(store.last().0, 7);
}

pub(crate) async fn open(location: &Location) -> Store {
    Store::open(location, OpenOptions::default()).await.unwrap()
}

/// Opens a record by folding all of it.
pub(crate) async fn open_whole(location: &Location) -> Store {
    Store::open(location, OpenOptions::default().without_snapshot())
        .await
        .unwrap()
}

pub(crate) fn folder() -> (TempDir, Location) {
    let folder = tempfile::tempdir().unwrap();
    let location = Location::Folder(folder.path().to_owned());
    (folder, location)
}

/// A new, empty database on the server that the tests are given. Its name is never used again.
pub(crate) async fn database() -> Location {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let name = format!(
        "store_{}_{}",
        std::process::id(),
        NEXT.fetch_add(1, Ordering::Relaxed)
    );
    let server = server();
    let client = connect(&server).await;
    client
        .batch_execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        .await
        .unwrap();
    client
        .batch_execute(&format!("CREATE DATABASE {name}"))
        .await
        .unwrap();
    let (address, query) = server.split_once('?').unwrap_or((&server, ""));
    let begin = address.find("://").unwrap() + 3;
    let end = address[begin..]
        .find('/')
        .map_or(address.len(), |slash| begin + slash);
    Location::parse(&format!("{}/{name}?{query}", &address[..end])).unwrap()
}

fn server() -> String {
    env::var("PACELINE_TEST_POSTGRES").unwrap_or_else(|_| {
        panic!("PACELINE_TEST_POSTGRES names no PostgreSQL server: run `cargo xtask test`, which starts one")
    })
}

pub(crate) async fn connect(url: &str) -> Client {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await.unwrap();
    tokio::spawn(connection);
    client
}

/// A connection to a test's own database, beside Paceline.
pub(crate) async fn beside(location: &Location) -> Client {
    let Location::Postgres(url) = location else {
        panic!("not PostgreSQL: {location}")
    };
    connect(url).await
}

/// A connection to a test's own file, beside Paceline.
pub(crate) fn file(location: &Location) -> rusqlite::Connection {
    let Location::Folder(folder) = location else {
        panic!("not a folder: {location}")
    };
    rusqlite::Connection::open(folder.join("paceline.sqlite")).unwrap()
}

pub(crate) async fn exported(store: &Store) -> String {
    String::from_utf8(store.export(Vec::new()).await.unwrap().out).unwrap()
}
