//! Folding the journal into a state: one thread reads pages and checks the chain, another applies them.

use std::{
    sync::mpsc::{Receiver, SyncSender, sync_channel},
    thread,
};

use paceline_core::{Recorded, Seq, State};

use crate::{
    StoreError,
    chain::Tip,
    location::{Place, Snapshots},
    log::Standing,
    row::Entry,
    snapshot,
    source::{Facts, Source},
    verify::verify_place,
};

/// Whether the chain is checked on the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Checking {
    Whole,
    /// It was checked when the record was opened.
    Trusted,
}

/// A state and the place in the journal that it was folded from.
#[derive(Clone)]
pub(crate) struct Folded {
    pub state: State,
    pub tip: Tip,
}

/// What is loaded at the start.
pub(crate) struct Loaded {
    pub folded: Folded,
    pub organisation: String,
    pub erasures: u64,
    /// The number that the snapshot on disk stands at; nought without one.
    pub snapshot: Seq,
    /// Whether the whole chain was walked, and not only what lies after the snapshot.
    pub walked: bool,
}

impl Folded {
    /// Before the first event.
    pub(crate) fn start() -> Self {
        Self {
            state: State::default(),
            tip: Tip::start(),
        }
    }
}

/// Takes an entry's words in, then its event.
pub(crate) fn take_in(state: &mut State, entry: &Entry, recorded: &Recorded) {
    for word in &entry.words {
        state
            .words
            .take_in(word.kept.as_ref().map(|kept| kept.text.as_str()));
    }
    state.apply(recorded);
}

/// Up to this many events before a snapshot are walked at every start: less than half a second. A longer record is
/// walked by whoever serves it, beside the work.
const WALKED_AT_START: u32 = 200_000;

/// The state at the journal's end, from a snapshot where one fits. Refuses a journal whose chain is broken.
pub(crate) fn load(place: &Place, snapshots: Snapshots) -> Result<Loaded, StoreError> {
    let facts = wait_for(async { Source::open(place).await?.facts().await })?;
    let kept = place
        .snapshot_path()
        .filter(|_| snapshots == Snapshots::Used)
        .and_then(|path| snapshot::read(&path));
    let fitting = match kept {
        Some(kept) if kept.erasures == facts.standing.erasures => {
            let hash = wait_for(async {
                Source::open(place)
                    .await?
                    .hash_at(kept.folded.tip.seq)
                    .await
            })?;
            (hash == Some(kept.folded.tip.hash)).then_some(kept.folded)
        }
        Some(_) | None => None,
    };
    let snapshot = fitting.as_ref().map_or(Seq(0), |folded| folded.tip.seq);
    // A snapshot spares the fold, not the trust: what lies before it is walked too, as long as that is quick.
    let walked = snapshot.0 <= WALKED_AT_START;
    if walked && snapshot.0 > 0 {
        wait_for(verify_place(place))?;
    }
    let folded = fold(
        place,
        fitting.unwrap_or_else(Folded::start),
        None,
        Checking::Whole,
    )?;
    let Facts {
        organisation,
        standing: Standing { erasures, .. },
        ..
    } = facts;
    Ok(Loaded {
        folded,
        organisation,
        erasures,
        snapshot,
        walked,
    })
}

/// Folds the journal on from `start`, to the end or to a number.
pub(crate) fn fold(
    place: &Place,
    start: Folded,
    until: Option<Seq>,
    checking: Checking,
) -> Result<Folded, StoreError> {
    let Folded { mut state, tip } = start;
    let tip = thread::scope(|scope| {
        let (pages, received) = sync_channel(4);
        let reader = scope.spawn(move || wait_for(read(place, tip, until, checking, &pages)));
        let applied = apply_all(&mut state, received);
        let read = reader.join().map_err(|_| StoreError::Fault)?;
        applied.and(read)
    })?;
    Ok(Folded { state, tip })
}

fn apply_all(state: &mut State, pages: Receiver<Vec<Entry>>) -> Result<(), StoreError> {
    for entry in pages.into_iter().flatten() {
        take_in(state, &entry, &entry.row.recorded()?);
    }
    Ok(())
}

/// The reading half of [`fold`].
async fn read(
    place: &Place,
    mut tip: Tip,
    until: Option<Seq>,
    checking: Checking,
    pages: &SyncSender<Vec<Entry>>,
) -> Result<Tip, StoreError> {
    let source = Source::open(place).await?;
    let facts = source.facts().await?;
    let end = until.unwrap_or(Seq(u32::MAX));
    while tip.seq < end {
        let mut page = source.page(&tip).await?;
        page.retain(|entry| entry.row.seq <= end);
        if page.is_empty() {
            break;
        }
        for entry in &page {
            match checking {
                Checking::Whole => tip.check(entry)?,
                Checking::Trusted => tip.pass(entry),
            }
        }
        if pages.send(page).is_err() {
            return Ok(tip);
        }
    }
    if until.is_none() {
        check_end(&tip, &facts)?;
    }
    Ok(tip)
}

/// The journal must end where it says it ends, and hold no texts that no event brought.
pub(crate) fn check_end(tip: &Tip, facts: &Facts) -> Result<(), StoreError> {
    let Standing { seq, hash, .. } = facts.standing;
    if tip.seq < seq {
        let what = format!("it is missing, the record should go on to {seq}");
        return Err(StoreError::broken_at(tip.seq.next(), what));
    }
    if (tip.seq, tip.hash) != (seq, hash) {
        return Err(StoreError::broken_at(
            tip.seq,
            format!("the record should end at {seq} with another hash"),
        ));
    }
    if u64::from(tip.words) != facts.words {
        return Err(StoreError::broken_at(
            tip.seq,
            "there are texts that no event brought",
        ));
    }
    Ok(())
}

/// Runs asynchronous work to its end on this thread, which must not belong to a runtime.
pub(crate) fn wait_for<T>(
    work: impl Future<Output = Result<T, StoreError>>,
) -> Result<T, StoreError> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    runtime
        .map_err(|cause| StoreError::disk("A thread", "started", cause))?
        .block_on(work)
}

/// Runs work on a thread where it may wait as long as it takes.
pub(crate) async fn apart<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, StoreError> + Send + 'static,
) -> Result<T, StoreError> {
    tokio::task::spawn_blocking(work)
        .await
        .unwrap_or(Err(StoreError::Fault))
}
