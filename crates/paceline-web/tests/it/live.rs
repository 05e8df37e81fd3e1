//! What open pages hear: the number of the last event, at once and whenever it changes.

use std::{
    io::{BufRead as _, BufReader, Write as _},
    net::TcpStream,
};

use tokio::task::spawn_blocking;

use crate::common::World;

/// A browser's stream, read event by event.
struct Listening(BufReader<TcpStream>);

impl Listening {
    fn to(world: &World) -> Self {
        let mut stream = TcpStream::connect(world.address).unwrap();
        let host = world.address;
        write!(
            stream,
            "GET /live HTTP/1.1\r\nHost: {host}\r\nAccept-Encoding: gzip\r\n\r\n"
        )
        .unwrap();
        Self(BufReader::new(stream))
    }

    /// Reads until the number of an event has come.
    async fn next(self) -> (Self, String) {
        let read = move || {
            let mut reader = self.0;
            let mut line = String::new();
            loop {
                line.clear();
                assert_ne!(reader.read_line(&mut line).unwrap(), 0, "the stream ended");
                if let Some(number) = line.strip_prefix("data: ") {
                    return (Self(reader), number.trim().to_owned());
                }
                assert!(!line.to_lowercase().starts_with("content-encoding"));
            }
        };
        spawn_blocking(read).await.unwrap()
    }
}

#[tokio::test]
async fn a_page_hears_at_once_and_whenever_something_is_recorded() {
    let world = World::new().await;
    let number = || world.store.last().0.to_string();
    let (listening, first) = Listening::to(&world).next().await;
    assert_eq!(first, number());
    world.gap("Nine days", "One hour").await;
    let (_listening, second) = listening.next().await;
    assert_eq!(second, number());
    assert_ne!(first, second);
}

#[tokio::test]
async fn a_page_knows_how_new_it_is_unless_it_shows_the_past() {
    let world = World::new().await;
    world.days_pass(2);
    let seq = format!(r#"data-seq="{}""#, world.store.last().0);
    assert!(world.page("/").await.contains(&seq));
    assert!(!world.page("/?at=2026-01-01").await.contains("data-seq"));
}
