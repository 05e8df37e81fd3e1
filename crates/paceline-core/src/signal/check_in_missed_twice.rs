//! Two check-ins in a row that its lead said would come, and that did not (mission rows P9, A7).

use super::{Evidence, Finding, Next, Rule, Subject};
use crate::{
    InitiativeId, Time,
    initiative::{CannotSay, Initiative},
    time::DAY,
};

pub(super) const WHY: &str =
    "Those who follow plan by the rhythm they were told; without a word they have to guess.";
pub(super) const NEXT: Next = Next {
    button: "Check in",
    sentence: "Check in with a status and a sentence, or choose a rhythm that fits.",
};

/// Work goes on, so that the lead is not [silent](super::silent_lead); what is missing is the word.
pub(super) fn find(id: InitiativeId, entity: &Initiative, now: Time) -> Option<Finding> {
    let lead = entity.current_lead()?;
    let every = i64::from(entity.every_days?);
    if !entity.can_say(CannotSay::Activity) {
        return None;
    }
    let said = entity.check_ins.last().map(|last| (last.at, last.seq));
    // Nobody misses what was due before they led, or before the rhythm was theirs.
    let began = [Some((lead.from, lead.seq)), entity.rhythm_set, said];
    let (from, seq) = began.into_iter().flatten().max_by_key(|(_, seq)| *seq)?;
    if now.0 - from.0 <= 2 * every * DAY {
        return None;
    }
    let what = if said.is_some_and(|(_, said)| said == seq) {
        "the last check-in".to_owned()
    } else {
        format!("no check-in since, of one every {every} days")
    };
    Some(Finding {
        rule: Rule::CheckInMissedTwice,
        subject: Subject::Initiative(id),
        // When the first of them was due.
        since: from.plus_days(every),
        evidence: vec![Evidence::of((from, seq), what)],
    })
}
