//! An open goal of which nobody has said by which number it is seen (mission rows A6, L1).

use super::{Evidence, Finding, Next, Rule, Subject, Threshold, is_read_from_elsewhere};
use crate::{GoalId, Sight, Time, goal::Goal};

pub(super) const WHY: &str =
    "Until somebody says how it is measured, whether a goal is reached is a matter of taste.";
pub(super) const NEXT: Next = Next {
    button: "Add a key result",
    sentence: "Add one key result: what the number is now, and what is wanted.",
};

/// Where every key result was dropped, since the last one was. A record from elsewhere has no place for key results.
pub(super) fn find(sight: Sight<'_>, id: GoalId, goal: &Goal, now: Time) -> Option<Finding> {
    let cannot_say = goal.key_results.is_empty() && is_read_from_elsewhere(goal);
    if cannot_say || goal.live_key_results().next().is_some() {
        return None;
    }
    let dropped = goal.key_results.iter().filter_map(|known| known.dropped);
    let evidence = match dropped.max_by_key(|dropped| dropped.seq) {
        Some(last) => Evidence::of((last.at, last.seq), "the last key result was dropped"),
        None => Evidence::of((goal.set, goal.seq), "it was set without a key result"),
    };
    let limit = sight
        .organisation()
        .threshold(Threshold::UnmeasuredAfterDays);
    (now.days_since(evidence.at) >= limit).then(|| Finding {
        rule: Rule::GoalWithoutMeasure,
        subject: Subject::Goal(id),
        since: evidence.at,
        evidence: vec![evidence],
    })
}
