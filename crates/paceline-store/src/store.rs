//! [`Store`]: the only door to the record.

use std::{
    fmt,
    io::{BufRead, Write},
    sync::{Arc, PoisonError},
    thread,
    time::Duration,
};

use paceline_core::{Command, Ctx, Event, Recorded, Refusal, Seq, State, Time, WordId};
use tokio::sync::{mpsc, oneshot, watch};

use crate::{
    Exported, Location, OpenOptions, RunError, StoreError, TakenBack, Verified,
    after::events_after,
    export::export_place,
    fold::{apart, wait_for},
    texts::Texts,
    vault::Vault,
    verify::verify_place,
    writer::{Answers, Job, Run, Shared, Writer},
};

/// Jobs that may wait for the writer; whoever comes after them waits before the door.
const WAITING: usize = 1_024;
/// Commands that are decided in one go when many come together.
const CHUNK: usize = 1_000;
/// Longest wait of a single command.
const PATIENCE: Duration = Duration::from_secs(10);

/// An open record: the journal and the state folded from it. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    shared: Arc<Shared>,
    jobs: mpsc::Sender<Job>,
    texts: Arc<Texts>,
    vault: Vault,
}

/// A command that was recorded, durably.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The first number it got. Beyond `last` when the command changed nothing.
    pub first: Seq,
    /// The last number it got, or the record's end when it changed nothing.
    pub last: Seq,
    pub at: Time,
    pub events: Vec<Event>,
}

/// What became of many commands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Events recorded.
    pub recorded: u32,
    /// The record's last number.
    pub last: Seq,
    /// The commands that were refused, by their place in the list.
    pub refused: Vec<(usize, Refusal)>,
}

impl Store {
    /// Opens the record, checks its chain and folds it. Refuses one that is broken or in use.
    pub async fn open(location: &Location, options: OpenOptions) -> Result<Self, StoreError> {
        let place = location.place()?;
        let (jobs, received) = mpsc::channel(WAITING);
        let (opened, ready) = oneshot::channel();
        let writer = move || {
            let worked = wait_for(async {
                match Writer::open(place, options).await {
                    Ok(writer) => {
                        drop(opened.send(Ok(writer.shared.clone())));
                        writer.work(received).await;
                    }
                    Err(error) => drop(opened.send(Err(error))),
                }
                Ok(())
            });
            // The only error left is a runtime that does not start; then `ready` hears that `opened` is gone.
            drop(worked);
        };
        let thread = thread::Builder::new()
            .name("paceline-writer".to_owned())
            .spawn(writer);
        thread.map_err(|cause| StoreError::disk("A thread", "started", cause))?;
        let shared = ready.await.unwrap_or(Err(StoreError::Fault))?;
        let texts = Arc::new(Texts::new(shared.place.clone()));
        let vault = Vault::new(&shared.place);
        Ok(Self {
            shared,
            jobs,
            texts,
            vault,
        })
    }

    /// Looks at the live state. The closure is not async, so nobody can wait while holding the lock.
    pub fn read<T>(&self, look: impl FnOnce(&State) -> T) -> T {
        look(
            &self
                .shared
                .state
                .read()
                .unwrap_or_else(PoisonError::into_inner),
        )
    }

    /// Decides a command and records what it decided. Answers when it is durable.
    pub async fn run(&self, mut ctx: Ctx, command: Command) -> Result<Receipt, RunError> {
        // Long texts are read before the writer is asked: nobody waits for a disk while it decides.
        for word in self.read(|state| command.reads(state)) {
            let text = Box::pin(self.text(word)).await?;
            ctx.at_hand.extend(text.map(|text| (word, text)));
        }
        let answer = tokio::time::timeout(PATIENCE, self.run_chunk(vec![(ctx, command)])).await;
        let mut answers = answer.unwrap_or(Err(StoreError::Unsure))?;
        answers
            .pop()
            .unwrap_or(Err(RunError::Failed(StoreError::Fault)))
    }

    /// Decides many commands in turn, each against what the ones before it made, some thousand in one commit. One
    /// that is refused is reported and the others go on; a failure ends it, and what was committed before stays.
    pub async fn run_all(&self, commands: Vec<(Ctx, Command)>) -> Result<Outcome, StoreError> {
        let mut outcome = Outcome {
            last: self.last(),
            ..Outcome::default()
        };
        let mut commands = commands.into_iter();
        let mut place = 0;
        loop {
            let chunk: Vec<_> = commands.by_ref().take(CHUNK).collect();
            if chunk.is_empty() {
                return Ok(outcome);
            }
            for answer in self.run_chunk(chunk).await? {
                match answer {
                    Ok(receipt) => {
                        outcome.recorded += u32::try_from(receipt.events.len()).unwrap_or(u32::MAX);
                        outcome.last = receipt.last;
                    }
                    Err(RunError::Refused(refusal)) => outcome.refused.push((place, refusal)),
                    Err(RunError::Failed(error)) => return Err(error),
                }
                place += 1;
            }
        }
    }

    async fn run_chunk(&self, commands: Vec<(Ctx, Command)>) -> Result<Answers, StoreError> {
        self.ask(|reply| Job::Run(Run { commands, reply })).await?
    }

    async fn ask<T>(&self, job: impl FnOnce(oneshot::Sender<T>) -> Job) -> Result<T, StoreError> {
        let (reply, answer) = oneshot::channel();
        self.jobs
            .send(job(reply))
            .await
            .map_err(|_| StoreError::Closed)?;
        answer.await.map_err(|_| StoreError::Closed)
    }

    /// The state that the events until `time` made, with the texts as they are today: what was erased stays erased.
    pub async fn as_of(&self, time: Time) -> Result<Arc<State>, StoreError> {
        self.shared
            .past
            .as_of(&self.shared.place, time, self.last())
            .await
    }

    /// The events after a number, in their order: some thousands at most, none at the end.
    pub async fn events_after(&self, seq: Seq) -> Result<Vec<Recorded>, StoreError> {
        events_after(&self.shared.place, seq).await
    }

    /// How often the live state was folded anew, because a text was erased or memory was ahead of the journal. Whoever
    /// keeps something made from the state makes it anew when this has changed.
    pub fn times_folded_anew(&self) -> u64 {
        self.shared.past.times_forgotten()
    }

    /// A text by its number, however long; `None` when it was erased or never was.
    pub async fn text(&self, word: WordId) -> Result<Option<String>, StoreError> {
        self.texts.text(word).await
    }

    /// Erases texts for good: from the database, from memory, and from the other replicas within seconds. The chain
    /// still holds. Folds the record anew, so erase what belongs together in one go.
    pub async fn erase(&self, words: &[WordId]) -> Result<(), StoreError> {
        let words = words.to_vec();
        self.ask(|reply| Job::Erase { words, reply }).await?
    }

    /// The last number that is durable, now and whenever it changes.
    pub fn subscribe(&self) -> watch::Receiver<Seq> {
        self.shared.durable.subscribe()
    }

    /// The last number that is durable.
    pub fn last(&self) -> Seq {
        *self.shared.durable.borrow()
    }

    /// Waits until this replica has folded a number, so that people see what they wrote. `false` when it takes too long.
    pub async fn wait_for(&self, seq: Seq, patience: Duration) -> bool {
        let mut durable = self.subscribe();
        let there = durable.wait_for(|last| *last >= seq);
        matches!(tokio::time::timeout(patience, there).await, Ok(Ok(_)))
    }

    /// The organisation's identity: 32 hexadecimal digits, given when its record was begun.
    pub fn organisation(&self) -> String {
        self.shared
            .organisation
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// What is private, and the audit. Not a part of the record: no export holds it.
    pub fn vault(&self) -> Vault {
        self.vault.clone()
    }

    /// Writes the whole record as JSONL.
    pub async fn export<W: Write + Send + 'static>(
        &self,
        out: W,
    ) -> Result<Exported<W>, StoreError> {
        let place = self.shared.place.clone();
        apart(move || wait_for(export_place(&place, out))).await
    }

    /// Takes an export back into an empty record, hash for hash. What is not whole is refused, and then nothing stays.
    pub async fn take_back(
        &self,
        reader: impl BufRead + Send + 'static,
    ) -> Result<TakenBack, StoreError> {
        let reader = Box::new(reader);
        self.ask(|reply| Job::TakeBack { reader, reply }).await?
    }

    /// Whether opening has walked the whole chain. Where it has not, whoever keeps the record open walks it beside the
    /// work, with [`Store::verify`].
    pub fn is_walked(&self) -> bool {
        self.shared.walked
    }

    /// Walks the whole chain, as it stands on disk.
    pub async fn verify(&self) -> Result<Verified, StoreError> {
        let place = self.shared.place.clone();
        apart(move || wait_for(verify_place(&place))).await
    }

    /// Finishes what waits, writes a snapshot and lets go of the record. Other clones of this store then fail.
    pub async fn close(self) {
        self.texts.close().await;
        self.vault.close().await;
        // Closed already is closed as well.
        drop(self.ask(|reply| Job::Close { reply }).await);
    }
}

impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Store({} at {})", self.shared.place, self.last())
    }
}
