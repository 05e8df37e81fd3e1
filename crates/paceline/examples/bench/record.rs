//! Append, fold, snapshot, memory and signals, on the embedded database.

use std::error::Error;
use std::path::Path;
use std::time::{Duration, Instant};

use paceline_core::{By, Command, Ctx, Door, PersonId, Time, access::Viewer, organisation, signal};
use paceline_sim::{Plan, simulate};
use paceline_store::{Location, OpenOptions, Store, measure};

use crate::{Row, float, progress};

const UNTIL: Time = Time(1_790_000_000);
const APPENDS: u32 = 40_000;
const WRITERS: u32 = 64;

/// Durable appends with group commit, against raw batched inserts of rows as long.
pub(crate) async fn append(folder: &Path, rows: &mut Vec<Row>) -> Result<(), Box<dyn Error>> {
    progress("durable append");
    let store = Store::open(
        &Location::Folder(folder.join("append")),
        OpenOptions::default(),
    )
    .await?;
    let join = paceline_core::person::Command::Join {
        handle: "ada".into(),
        name: "Ada".into(),
        role: paceline_core::person::Role::Member,
    };
    store.run(ctx(By::Paceline), Command::Person(join)).await?;
    let start = Instant::now();
    let mut writers = Vec::new();
    for _ in 0..WRITERS {
        let store = store.clone();
        writers.push(tokio::spawn(async move {
            for _ in 0..APPENDS / WRITERS {
                let name = "stuck-after-days".to_owned();
                let set = organisation::Command::SetThreshold { name, value: 90 };
                store
                    .run(ctx(By::Person(PersonId(1))), Command::Organisation(set))
                    .await
                    .map_err(|e| e.to_string())?;
            }
            Ok::<(), String>(())
        }));
    }
    for writer in writers {
        writer.await??;
    }
    let ours = start.elapsed();
    store.close().await;
    let body = r#"{"organisation":{"threshold_set":{"threshold":"stuck-after-days","value":90}}}"#
        .to_owned();
    let raw = measure::insert_rows(
        &Location::Folder(folder.join("raw")),
        body,
        APPENDS,
        WRITERS,
    )
    .await?;
    let ratio = raw.as_secs_f64() / ours.as_secs_f64();
    rows.push(Row::new(
        format!("durable append with group commit, {WRITERS} writers, against raw inserts of one row in batches of {WRITERS}"),
        format!("{ratio:.2} ({} events/s, each decided, hashed, folded and acknowledged on its own)", per_second(APPENDS, ours)),
        "≥ 0.8",
        Some(ratio >= 0.8),
    ));
    Ok(())
}

fn per_second(count: u32, took: Duration) -> String {
    format!("{:.0}", f64::from(count) / took.as_secs_f64())
}

fn ctx(by: By) -> Ctx {
    Ctx {
        at_hand: paceline_core::AtHand::new(),
        by,
        door: Door::Simulation,
        now: UNTIL,
        origin: None,
    }
}

/// An organisation of 10,000 people with at least so many events.
pub(crate) async fn fill(folder: &Path, events: usize) -> Result<(), Box<dyn Error>> {
    let store = Store::open(&Location::Folder(folder.to_owned()), OpenOptions::default()).await?;
    let mut years = 1;
    // The simulator says how many events a year makes; the rest is a rule of three.
    loop {
        progress(&format!(
            "an organisation of 10,000 people over {years} years"
        ));
        let life = simulate(&Plan {
            people: 10_000.min(events / 25).max(20),
            years,
            seed: 7,
            until: UNTIL,
        });
        if life.steps.len() >= events || years >= 10 {
            store.run_all(life.steps).await?;
            store.close().await;
            return Ok(());
        }
        years =
            u32::try_from((u64::from(years) * events as u64).div_ceil(life.steps.len() as u64))?
                .clamp(years + 1, 10);
    }
}

/// A full fold against merely reading the rows, a start from the snapshot, memory per event, all signals.
pub(crate) async fn fold(folder: &Path, rows: &mut Vec<Row>) -> Result<Store, Box<dyn Error>> {
    let location = Location::Folder(folder.to_owned());
    progress("fold and snapshot");
    let read = measure::read_rows(&location).await?;
    let read_again = measure::read_rows(&location).await?;
    let reading = read.took.min(read_again.took);
    let start = Instant::now();
    let from_snapshot = Store::open(&location, OpenOptions::default()).await?;
    let snapshot = start.elapsed();
    from_snapshot.close().await;
    let memory = memory_of(folder)?;
    let start = Instant::now();
    let store = Store::open(&location, OpenOptions::default().without_snapshot()).await?;
    let full = start.elapsed();
    let events = f64::from(u32::try_from(read.events)?);
    let fold_ratio = full.as_secs_f64() / reading.as_secs_f64();
    rows.push(Row::new(
        format!(
            "fold of {} events, chain verified, against merely reading the rows",
            read.events
        ),
        format!(
            "{fold_ratio:.2} × ({} ms against {} ms)",
            full.as_millis(),
            reading.as_millis()
        ),
        "≤ 2 ×",
        Some(fold_ratio <= 2.0),
    ));
    let start_ratio = snapshot.as_secs_f64() / full.as_secs_f64();
    rows.push(Row::new(
        "start from the snapshot against a full fold",
        format!("{:.0} % ({} ms)", start_ratio * 100.0, snapshot.as_millis()),
        "≤ 15 %",
        Some(start_ratio <= 0.15),
    ));
    let words = float(store.read(|state| state.words.bytes() as u64));
    let memory = float(memory);
    let per_event = (memory - words) / events;
    rows.push(Row::new(
        "memory per event, without texts",
        format!(
            "{per_event:.0} bytes ({:.0} with the short texts)",
            memory / events
        ),
        "≤ 120 bytes",
        Some(per_event <= 120.0),
    ));
    let start = Instant::now();
    let found = store.read(|state| {
        let sight = state.seen_by(Viewer::Paceline);
        (signal::all(sight, UNTIL).len(), state.people.len())
    });
    let took = start.elapsed();
    rows.push(Row::new(
        format!(
            "all signals of an organisation of {} people, from nothing",
            found.1
        ),
        format!("{} ms ({} findings)", took.as_millis(), found.0),
        "≤ 100 ms",
        Some(took <= Duration::from_millis(100)),
    ));
    Ok(store)
}

/// Bytes of memory this process holds now; nought where the system does not say.
fn resident() -> u64 {
    let statm = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    let pages: u64 = statm
        .split_whitespace()
        .nth(1)
        .and_then(|pages| pages.parse().ok())
        .unwrap_or(0);
    pages * 4096
}

/// Memory of a fresh process that opens the record: in this one, what was freed before would be used again.
fn memory_of(folder: &Path) -> Result<u64, Box<dyn Error>> {
    let mut child = std::process::Command::new(std::env::current_exe()?);
    let output = child.arg("--memory-of").arg(folder).output()?;
    Ok(String::from_utf8(output.stdout)?.trim().parse()?)
}

/// Opens the record by a full fold and answers by how many bytes the process grew. Called in a process of its own.
pub(crate) async fn grown_by(folder: &Path) -> Result<u64, Box<dyn Error>> {
    let before = resident();
    let store = Store::open(
        &Location::Folder(folder.to_owned()),
        OpenOptions::default().without_snapshot(),
    )
    .await?;
    let grown = resident().saturating_sub(before);
    drop(store);
    Ok(grown)
}
