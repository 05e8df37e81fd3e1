//! What the benchmarks compare the store with: merely reading the rows, and merely inserting rows.

use std::time::{Duration, Instant};

use crate::{
    Location, StoreError,
    chain::{Tip, hash},
    fold::{apart, wait_for},
    location::Missing,
    log::Log,
    row::{Entry, Row},
    source::Source,
};

/// Rows that were read and nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rows {
    pub events: u64,
    pub words: u64,
    pub bytes: u64,
    pub took: Duration,
}

/// Reads every row and does nothing with it: what a fold is measured against.
pub async fn read_rows(location: &Location) -> Result<Rows, StoreError> {
    let place = location.place()?;
    let read = async move || {
        let source = Source::open(&place).await?;
        let begun = Instant::now();
        let mut rows = Rows {
            events: 0,
            words: 0,
            bytes: 0,
            took: Duration::ZERO,
        };
        let mut tip = Tip::start();
        loop {
            let page = source.page(&tip).await?;
            if page.is_empty() {
                break;
            }
            for entry in &page {
                tip.pass(entry);
                rows.events += 1;
                rows.words += entry.words.len() as u64;
                rows.bytes += entry.row.body.len() as u64;
            }
        }
        rows.took = begun.elapsed();
        Ok(rows)
    };
    apart(move || wait_for(read())).await
}

/// Inserts `count` rows with this body, `batch` in one commit, without deciding, folding or hashing: what a durable
/// append is measured against. The record must be new, and is none afterwards.
pub async fn insert_rows(
    location: &Location,
    body: String,
    count: u32,
    batch: u32,
) -> Result<Duration, StoreError> {
    let place = location.place()?;
    let insert = async move || {
        let mut log = Log::open(&place, Missing::Create).await?;
        let mut tip = Tip::start();
        let begun = Instant::now();
        while tip.seq.0 < count {
            let rows: Vec<Entry> = (0..batch.min(count - tip.seq.0))
                .map(|_| row(&mut tip, &body))
                .collect();
            log.begin().await?;
            log.insert(&rows).await?;
            log.commit(&tip).await?;
        }
        Ok(begun.elapsed())
    };
    apart(move || wait_for(insert())).await
}

fn row(tip: &mut Tip, body: &str) -> Entry {
    tip.seq = tip.seq.next();
    let row = Row {
        seq: tip.seq,
        at: 1_767_225_600,
        by: "paceline".to_owned(),
        door: "simulation".to_owned(),
        origin: None,
        body: body.to_owned(),
        words: None,
        hash: tip.hash,
    };
    Entry {
        row,
        brought: Vec::new(),
        words: Vec::new(),
    }
}

/// How long it takes to chain `count` events of this body: the price of the hashes alone.
pub fn hash_rows(body: &str, count: u32) -> Duration {
    let mut tip = Tip::start();
    let entry = row(&mut tip, body);
    let begun = Instant::now();
    for _ in 0..count {
        tip.hash = std::hint::black_box(hash(&tip.hash, &entry.row));
    }
    begun.elapsed()
}
