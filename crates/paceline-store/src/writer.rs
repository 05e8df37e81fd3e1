//! The one writer: a thread that takes all that waits, decides it, and commits it at once.
//!
//! A command is applied to the live state before its commit, so that the next one is decided against it; readers may
//! thus see it a few milliseconds before it is durable. Whoever gave the command is answered only afterwards. When
//! the commit fails, the state is folded anew from the journal.

use std::{
    io::BufRead,
    sync::{Arc, PoisonError, RwLock},
};

use paceline_core::{Command, Ctx, Seq, State, WordId};
use tokio::sync::{mpsc, oneshot, watch};

use crate::{
    OpenOptions, Receipt, RunError, StoreError, TakenBack,
    align::load_apart,
    chain::Tip,
    location::{Place, Snapshots},
    log::Log,
    past::Past,
    record::record,
    snapshot,
};

/// Commands that are decided before a commit; those beyond wait for the next one.
const GROUP: usize = 4_096;
/// New events that are worth a new snapshot, at least.
const SNAPSHOT_EVERY: u32 = 50_000;

pub(crate) type Answers = Vec<Result<Receipt, RunError>>;

/// What is asked of the writer.
pub(crate) enum Job {
    Run(Run),
    Erase {
        words: Vec<WordId>,
        reply: oneshot::Sender<Result<(), StoreError>>,
    },
    TakeBack {
        reader: Box<dyn BufRead + Send>,
        reply: oneshot::Sender<Result<TakenBack, StoreError>>,
    },
    Close {
        reply: oneshot::Sender<()>,
    },
}

/// Commands to be decided in turn.
pub(crate) struct Run {
    pub commands: Vec<(Ctx, Command)>,
    pub reply: oneshot::Sender<Result<Answers, StoreError>>,
}

/// What the writer and everybody else see.
pub(crate) struct Shared {
    pub place: Place,
    pub state: RwLock<State>,
    pub past: Past,
    /// The last number that is durable.
    pub durable: watch::Sender<Seq>,
    pub organisation: RwLock<String>,
    /// Whether the whole chain was walked when the record was opened.
    pub walked: bool,
}

/// The writer's side of an open record.
pub(crate) struct Writer {
    pub(crate) log: Log,
    pub(crate) shared: Arc<Shared>,
    pub(crate) tip: Tip,
    pub(crate) erasures: u64,
    /// Whether a commit failed, so that memory may be ahead of the journal.
    pub(crate) doubtful: bool,
    pub(crate) snapshots: Snapshots,
    /// The number that the snapshot on disk stands at.
    pub(crate) snapshot: Seq,
}

impl Writer {
    pub(crate) async fn open(place: Place, options: OpenOptions) -> Result<Self, StoreError> {
        let log = Log::open(&place, options.missing).await?;
        let loaded = load_apart(&place, options.snapshots)?;
        let shared = Arc::new(Shared {
            place,
            state: RwLock::new(loaded.folded.state),
            past: Past::default(),
            durable: watch::Sender::new(loaded.folded.tip.seq),
            organisation: RwLock::new(loaded.organisation),
            walked: loaded.walked,
        });
        Ok(Self {
            log,
            shared,
            tip: loaded.folded.tip,
            erasures: loaded.erasures,
            doubtful: false,
            snapshots: options.snapshots,
            snapshot: loaded.snapshot,
        })
    }

    /// Works until everybody has let go of the store, or somebody closes it.
    pub(crate) async fn work(mut self, mut jobs: mpsc::Receiver<Job>) {
        let mut next = None;
        let closed = loop {
            if next.is_none() {
                next = tokio::select! {
                    job = jobs.recv() => job,
                    () = self.log.hint() => {
                        // What cannot be read now is read at the next hint.
                        drop(self.align_or_reload().await);
                        continue;
                    }
                };
            }
            match next.take() {
                Some(Job::Run(run)) => {
                    let (group, beyond) = all_waiting(run, &mut jobs);
                    next = beyond;
                    self.run(group).await;
                }
                Some(Job::Erase { words, reply }) => drop(reply.send(self.erase(&words).await)),
                Some(Job::TakeBack { reader, reply }) => {
                    drop(reply.send(self.take_back(reader).await));
                }
                Some(Job::Close { reply }) => break Some(reply),
                None => break None,
            }
        };
        if self.snapshot != self.tip.seq && !self.doubtful {
            self.write_snapshot();
        }
        self.log.close();
        if let Some(reply) = closed {
            let _closed = reply.send(());
        }
    }

    /// Decides a group, commits it, and only then answers.
    async fn run(&mut self, group: Vec<Run>) {
        let begun = self.begin().await;
        let mut rows = Vec::new();
        let mut answers: Vec<Answers> = Vec::new();
        if begun.is_ok() {
            for run in &group {
                let record =
                    |command| record(&self.shared.state, &mut self.tip, command, &mut rows);
                answers.push(run.commands.iter().map(record).collect());
            }
        }
        let done = match begun {
            Ok(()) => self.finish(&rows).await,
            Err(error) => Err(error),
        };
        match done {
            Ok(()) => {
                self.shared.durable.send_replace(self.tip.seq);
                // Whoever gave up waiting needs no answer.
                group
                    .into_iter()
                    .zip(answers)
                    .for_each(|(run, answers)| drop(run.reply.send(Ok(answers))));
                self.snapshot_if_due();
            }
            Err(error) => group
                .into_iter()
                .for_each(|run| drop(run.reply.send(Err(error.clone())))),
        }
    }

    /// Erases texts, and folds anew: a name may have left traces all over the state.
    async fn erase(&mut self, words: &[WordId]) -> Result<(), StoreError> {
        self.begin().await?;
        let erased = match self.log.erase(words).await {
            Ok(()) => self.log.commit(&self.tip).await,
            Err(error) => Err(error),
        };
        if erased.is_err() {
            self.log.rollback().await;
            self.doubtful = true;
        }
        erased?;
        self.reload()
    }

    fn snapshot_if_due(&mut self) {
        let new = self.tip.seq.0.saturating_sub(self.snapshot.0);
        // The pause it takes grows with the record, so it comes the more seldom.
        if new >= SNAPSHOT_EVERY.max(self.snapshot.0 / 2) {
            self.write_snapshot();
        }
    }

    /// Writes a snapshot under the read lock: readers go on, and the writer, who is here, waits. It is a cache, so a
    /// failure is no failure.
    fn write_snapshot(&mut self) {
        let Some(path) = self
            .shared
            .place
            .snapshot_path()
            .filter(|_| self.snapshots == Snapshots::Used)
        else {
            return;
        };
        let state = self
            .shared
            .state
            .read()
            .unwrap_or_else(PoisonError::into_inner);
        drop(snapshot::write(&path, &state, &self.tip, self.erasures));
        self.snapshot = self.tip.seq;
    }
}

/// Everything that waits behind `first`, up to a limit, and the first job that is no command.
fn all_waiting(first: Run, jobs: &mut mpsc::Receiver<Job>) -> (Vec<Run>, Option<Job>) {
    let mut count = first.commands.len();
    let mut group = vec![first];
    while count < GROUP {
        match jobs.try_recv() {
            Ok(Job::Run(run)) => {
                count += run.commands.len();
                group.push(run);
            }
            Ok(other) => return (group, Some(other)),
            Err(_) => break,
        }
    }
    (group, None)
}
