//! A lead without a sign of life: no check-in and no meaningful change within the rhythm (mission row P9).

use super::{Evidence, Finding, Next, Rule, Subject, Threshold};
use crate::{
    InitiativeId, Sight, Time,
    initiative::{CannotSay, Initiative},
};

pub(super) const WHY: &str = "Every lead ends delivered, handed over or put down in the open; silence leaves followers alone.";
pub(super) const NEXT: Next = Next {
    button: "Check in",
    sentence: "Check in, hand the lead over, or put the initiative down and say why.",
};

/// How many missed rhythms are silence: one may be a holiday.
const MISSED_RHYTHMS: i64 = 2;

pub(super) fn find(
    sight: Sight<'_>,
    id: InitiativeId,
    entity: &Initiative,
    now: Time,
) -> Option<Finding> {
    if !entity.can_say(CannotSay::Activity) || entity.lead().is_none() {
        return None;
    }
    let by_rhythm = entity
        .every_days
        .map(|days| i64::from(days) * MISSED_RHYTHMS);
    let limit =
        by_rhythm.unwrap_or_else(|| sight.organisation().threshold(Threshold::SilentAfterDays));
    let (since, seq, what) = match entity.last_sign {
        Some((at, seq)) => (at, seq, "the last sign of life"),
        // Only ever touched by mechanical changes: silent from the start.
        None => (entity.started, entity.seq, "only mechanical changes since"),
    };
    let is_silent = now.0 - since.0 > limit * crate::time::DAY;
    is_silent.then(|| Finding {
        rule: Rule::SilentLead,
        subject: Subject::Initiative(id),
        since,
        evidence: vec![Evidence {
            seq,
            at: since,
            what: what.to_owned(),
        }],
    })
}
