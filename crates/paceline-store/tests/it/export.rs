//! Exporting a record and taking it back, hash for hash.

use std::io::Cursor;

use paceline_core::{Seq, State};
use paceline_store::{Location, Store, StoreError, export};

use crate::common::{database, exported, folder, gap, on_day, open, open_whole, tell};

async fn sample() -> (Store, String) {
    let store = open(&Location::Memory).await;
    tell(&store).await;
    let word = store.read(|state| state.gaps[2].is);
    store.erase(&[word]).await.unwrap();
    let export = exported(&store).await;
    (store, export)
}

async fn take_back(store: &Store, export: &str) -> Result<(), StoreError> {
    store
        .take_back(Cursor::new(export.to_owned().into_bytes()))
        .await
        .map(drop)
}

#[tokio::test]
async fn what_was_exported_comes_back_hash_for_hash() {
    let (original, export) = sample().await;
    let (_folder, file) = folder();
    for location in [Location::Memory, file, database().await] {
        let store = open(&location).await;
        let taken = store
            .take_back(Cursor::new(export.clone().into_bytes()))
            .await
            .unwrap();
        assert_eq!((taken.events, taken.words), (7, 12));
        assert_eq!(store.organisation(), original.organisation());
        assert_eq!(store.read(State::clone), original.read(State::clone));
        assert_eq!(
            store.verify().await.unwrap(),
            original.verify().await.unwrap()
        );
        assert_eq!(exported(&store).await, export);
        store
            .run(on_day(9), gap("And it goes on", "It does"))
            .await
            .unwrap();
        let refused = take_back(&store, &export).await.unwrap_err();
        assert!(
            matches!(refused, StoreError::NotEmpty { events: 8, .. }),
            "{refused:?}"
        );
        let live = store.read(State::clone);
        if location != Location::Memory {
            store.close().await;
            assert_eq!(open_whole(&location).await.read(State::clone), live);
        }
    }
}

#[tokio::test]
async fn an_export_can_be_made_beside_the_one_who_writes() {
    let (_folder, location) = folder();
    let store = open(&location).await;
    tell(&store).await;
    let beside = export(&location, Vec::new()).await.unwrap();
    assert_eq!((beside.events, beside.words), (7, 12));
    assert_eq!(
        String::from_utf8(beside.out).unwrap(),
        exported(&store).await
    );
}

#[tokio::test]
async fn a_cut_or_changed_export_is_refused_with_its_line_and_nothing_stays() {
    let (_, export) = sample().await;
    let lines: Vec<&str> = export.lines().collect();
    let without = |skip: usize| {
        let kept: Vec<&str> = lines
            .iter()
            .enumerate()
            .filter(|(at, _)| *at != skip)
            .map(|(_, line)| *line)
            .collect();
        kept.join("\n") + "\n"
    };
    let mut bad = vec![
        (1, String::new()),
        (1, "{}\n".to_owned()),
        (1, "\u{feff}".to_owned() + &export),
        (
            lines.len(),
            without(lines.len() - 1).trim_end().to_owned()
                + "\n"
                + "{\"end\":{\"events\":7,\"words\":12,\"hash\":\"00\"}}\n",
        ),
        (lines.len(), export.clone() + "{}\n"),
        (2, format!("{}\n{}", lines[0], "x".repeat(9 << 20))),
    ];
    // Cut anywhere: in the middle of each line, and after it.
    for at in 1..lines.len() {
        let end: usize = lines[..at].iter().map(|line| line.len() + 1).sum();
        bad.push((at + 1, export[..end].to_owned()));
        bad.push((at + 1, export[..end + lines[at].len() / 2].to_owned()));
    }
    let (_folder, file) = folder();
    for location in [Location::Memory, file, database().await] {
        let store = open(&location).await;
        let organisation = store.organisation();
        for (line, export) in &bad {
            let refused = take_back(&store, export).await.unwrap_err();
            let StoreError::BadExport { line: said, .. } = &refused else {
                panic!("{refused:?}")
            };
            assert_eq!(*said, *line as u64, "{refused}");
            assert_eq!(
                (store.last(), store.organisation()),
                (Seq(0), organisation.clone())
            );
        }
        // Every line left out once: the text or event after it no longer fits.
        for skip in 1..lines.len() {
            assert!(
                take_back(&store, &without(skip)).await.is_err(),
                "without line {}",
                skip + 1
            );
        }
        assert_eq!(store.verify().await.unwrap().words, 0);
        take_back(&store, &export).await.unwrap();
    }
}

#[tokio::test]
async fn a_changed_letter_is_noticed_wherever_it_stands() {
    let (_, export) = sample().await;
    let store = open(&Location::Memory).await;
    // From the first text on: the organisation's identity is not part of the chain.
    let begin = export.find('\n').unwrap() + 1;
    for at in (begin..export.len()).step_by(7) {
        let mut bytes = export.clone().into_bytes();
        bytes[at] = if bytes[at] == b'1' { b'2' } else { b'1' };
        let taken = store.take_back(Cursor::new(bytes)).await;
        assert!(
            taken.is_err(),
            "byte {at}: {:?}",
            &export[at.saturating_sub(20)..at + 20]
        );
    }
    assert_eq!(store.last(), Seq(0));
}
