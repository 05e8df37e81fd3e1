//! `kill -9` in the middle of writing: every event that was acknowledged is there, and the chain is whole.
//!
//! The test runs itself again as a child that writes and says what was acknowledged, kills it, and looks.

use std::{
    collections::BTreeMap,
    env,
    hash::{BuildHasher, RandomState},
    io::{BufRead, BufReader, Write},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use paceline_core::Seq;
use paceline_store::{Location, verify};

use crate::common::{database, folder, gap, join, on_day, open};

const CHILD: &str = "PACELINE_KILL_TEST_CHILD";

#[tokio::test(flavor = "multi_thread")]
async fn every_acknowledged_event_survives_kill_9_in_sqlite() {
    if let Ok(place) = env::var(CHILD) {
        return write_for_ever(&Location::parse(&place).unwrap()).await;
    }
    let (folder, location) = folder();
    let place = folder.path().display().to_string();
    kill_many_times(
        &location,
        &place,
        "every_acknowledged_event_survives_kill_9_in_sqlite",
        25,
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_acknowledged_event_survives_kill_9_in_postgresql() {
    if let Ok(place) = env::var(CHILD) {
        return write_for_ever(&Location::parse(&place).unwrap()).await;
    }
    let location = database().await;
    let Location::Postgres(url) = &location else {
        panic!("{location}")
    };
    kill_many_times(
        &location,
        url,
        "every_acknowledged_event_survives_kill_9_in_postgresql",
        8,
    )
    .await;
}

async fn kill_many_times(location: &Location, place: &str, test: &str, times: u32) {
    let random = RandomState::new();
    let mut acknowledged = BTreeMap::new();
    for round in 0..times {
        let mut child = child(place, test);
        let milliseconds = random.hash_one(round) % 80;
        let said = kill_after(&mut child, Duration::from_millis(milliseconds));
        assert!(!said.is_empty(), "the child wrote before it was killed");
        acknowledged.extend(said);

        let store = open(location).await;
        store.read(|state| {
            let there: BTreeMap<Seq, &str> = state
                .gaps
                .iter()
                .map(|gap| (gap.seq, state.words.short(gap.is)))
                .collect();
            for (seq, text) in &acknowledged {
                assert_eq!(
                    there.get(seq),
                    Some(&text.as_str()),
                    "round {round}: {seq} was acknowledged"
                );
            }
        });
        // Started anew by the next child from a snapshot or from the journal, in turn.
        if round % 2 == 0 {
            store.close().await;
        } else {
            store.verify().await.unwrap();
            store.close().await;
            if let Location::Folder(folder) = location {
                drop(std::fs::remove_file(folder.join("snapshot.postcard")));
            }
        }
    }
    let verified = verify(location).await.unwrap();
    assert!(verified.events as usize >= acknowledged.len());
}

fn child(place: &str, test: &str) -> Child {
    Command::new(env::current_exe().unwrap())
        .args(["--exact", &format!("kill::{test}"), "--nocapture"])
        .env(CHILD, place)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Lets the child write for a while after its first word, kills it, and gives all that it said.
fn kill_after(child: &mut Child, pause: Duration) -> Vec<(Seq, String)> {
    let mut lines = BufReader::new(child.stdout.take().unwrap())
        .lines()
        .map(Result::unwrap);
    let begun = Instant::now();
    let first = loop {
        let said = lines.next().and_then(|line| acknowledged(&line));
        if let Some(said) = said {
            break said;
        }
        assert!(
            begun.elapsed() < Duration::from_secs(20),
            "the child says nothing"
        );
    };
    thread::sleep(pause);
    child.kill().unwrap();
    let said: Vec<_> = lines.filter_map(|line| acknowledged(&line)).collect();
    child.wait().unwrap();
    std::iter::once(first).chain(said).collect()
}

/// `ack 17 some text.`; a line that the kill cut off has no full stop.
fn acknowledged(line: &str) -> Option<(Seq, String)> {
    let (seq, text) = line
        .strip_prefix("ack ")?
        .strip_suffix('.')?
        .split_once(' ')?;
    Some((Seq(seq.parse().ok()?), text.to_owned()))
}

/// The child: several people write at once, and each says what was acknowledged to them.
async fn write_for_ever(location: &Location) {
    let store = open(location).await;
    // Who was let in before is refused a second time.
    drop(store.run(on_day(0), join("ada", "Ada")).await);
    let tasks: Vec<_> = (0..8)
        .map(|writer| {
            let store = store.clone();
            tokio::spawn(async move {
                for number in 0.. {
                    let text = format!("{} {writer} {number}", std::process::id());
                    let receipt = store
                        .run(on_day(0), gap(&text, "Nothing is lost"))
                        .await
                        .unwrap();
                    let line = format!("\nack {} {text}.\n", receipt.last.0);
                    std::io::stdout().lock().write_all(line.as_bytes()).unwrap();
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
}
