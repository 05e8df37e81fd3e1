//! From a command to the rows that record it, and into the live state.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{PoisonError, RwLock},
};

use paceline_core::{Command, Ctx, Decision, Event, Recorded, Seq, State, Time, WordId, decide};

use crate::{
    Receipt, RunError, StoreError,
    chain::{self, Tip},
    row::{Entry, Row, by_text, door_text, words_text},
};

/// How much one command may bring, and how long a line of an export may be.
pub mod limit {
    /// Events of one command.
    pub const EVENTS: usize = 10_000;
    /// Texts of one command.
    pub const WORDS: usize = 20_000;
    /// Bytes of one text.
    pub const WORD_BYTES: usize = 256 * 1024;
    /// Bytes of one event as JSON.
    pub const EVENT_BYTES: usize = 1024 * 1024;
    /// Bytes that say where a foreign fact stands.
    pub const ORIGIN_BYTES: usize = 4096;
    /// Bytes of one line of an export.
    pub const LINE_BYTES: usize = 8 * 1024 * 1024;
}

/// Decides a command against the live state and applies what it decided. The rows are still to be written.
pub(crate) fn record(
    live: &RwLock<State>,
    tip: &mut Tip,
    (ctx, command): &(Ctx, Command),
    rows: &mut Vec<Entry>,
) -> Result<Receipt, RunError> {
    let (decision, at) = {
        let state = live.read().unwrap_or_else(PoisonError::into_inner);
        // A command that makes `decide` panic is a fault of ours; it must not stop everybody else's.
        let decision = catch_unwind(AssertUnwindSafe(|| decide(&state, ctx, command)));
        (
            decision.map_err(|_| StoreError::Fault)??,
            ctx.now.max(state.now),
        )
    };
    check_limits(ctx, &decision)?;
    let first = tip.seq.next();
    let mut end = *tip;
    let texts = decision.words.clone();
    let (entries, recorded) = write_down(&mut end, ctx, at, decision)?;

    let mut state = live.write().unwrap_or_else(PoisonError::into_inner);
    if !recorded.is_empty() {
        for text in &texts {
            state.words.take_in(Some(text));
        }
    }
    for recorded in &recorded {
        state.apply(recorded);
    }
    drop(state);

    *tip = end;
    rows.extend(entries);
    Ok(Receipt {
        first,
        last: end.seq,
        at,
        events: recorded
            .into_iter()
            .map(|recorded| recorded.event)
            .collect(),
    })
}

fn check_limits(ctx: &Ctx, decision: &Decision) -> Result<(), StoreError> {
    let within = |what, count, limit| {
        if count > limit {
            Err(StoreError::TooBig { what, count, limit })
        } else {
            Ok(())
        }
    };
    within("events", decision.events.len(), limit::EVENTS)?;
    within("texts", decision.words.len(), limit::WORDS)?;
    within(
        "bytes of origin",
        ctx.origin.as_ref().map_or(0, |origin| origin.len()),
        limit::ORIGIN_BYTES,
    )?;
    for word in &decision.words {
        within("bytes of text", word.len(), limit::WORD_BYTES)?;
    }
    // PostgreSQL cannot hold it, so no record does.
    let nul = |text: &str| text.contains('\0');
    if ctx.origin.as_deref().is_some_and(nul) || decision.words.iter().any(|word| nul(word)) {
        return Err(StoreError::Nul);
    }
    Ok(())
}

/// The rows of a decision, chained on to `tip`. Its words stand on its first event.
fn write_down(
    tip: &mut Tip,
    ctx: &Ctx,
    at: Time,
    decision: Decision,
) -> Result<(Vec<Entry>, Vec<Recorded>), StoreError> {
    let mut entries = Vec::with_capacity(decision.events.len());
    let mut recorded = Vec::with_capacity(decision.events.len());
    let (mut words, mut brought) = chain::salted(WordId::at(tip.words as usize), decision.words)?;
    for event in decision.events {
        if tip.seq == Seq(u32::MAX) {
            return Err(StoreError::Full);
        }
        let mut row = Row {
            seq: tip.seq.next(),
            at: at.0,
            by: by_text(ctx.by),
            door: door_text(ctx.door),
            origin: ctx.origin.as_deref().map(str::to_owned),
            body: body(&event)?,
            words: words_text(&brought),
            hash: [0; 32],
        };
        row.hash = chain::hash(&tip.hash, &row);
        let entry = Entry {
            row,
            brought: std::mem::take(&mut brought),
            words: std::mem::take(&mut words),
        };
        tip.pass(&entry);
        recorded.push(Recorded {
            seq: tip.seq,
            at,
            by: ctx.by,
            door: ctx.door,
            origin: ctx.origin.clone(),
            event,
        });
        entries.push(entry);
    }
    Ok((entries, recorded))
}

fn body(event: &Event) -> Result<String, StoreError> {
    let body = serde_json::to_string(event)
        .map_err(|cause| StoreError::disk("The event", "written as JSON", cause))?;
    if body.len() > limit::EVENT_BYTES {
        return Err(StoreError::TooBig {
            what: "bytes in an event",
            count: body.len(),
            limit: limit::EVENT_BYTES,
        });
    }
    Ok(body)
}
