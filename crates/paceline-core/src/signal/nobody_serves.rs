//! A strategy that no open goal and no active initiative serves (mission row A5).

use super::{Evidence, Finding, Next, Rule, Subject, Threshold};
use crate::{
    EntryId, Sight, Time,
    compass::{Entry, Kind},
    initiative::Initiative,
};

pub(super) const WHY: &str = "A strategy that no goal and no initiative serves is a wish.";
pub(super) const NEXT: Next = Next {
    button: "Set a goal",
    sentence: "Set a goal that serves it, link one that does, or retire the strategy.",
};

/// Served once, and not any more: since the day the last goal was closed or the last initiative came to rest.
pub(super) fn find(sight: Sight<'_>, id: EntryId, entry: &Entry, now: Time) -> Option<Finding> {
    if !entry.is_in_use() || entry.kind() != Kind::Strategy {
        return None;
    }
    let open = entry.open_since();
    let mut since = open.0;
    for goal in entry.goals.iter().filter_map(|id| sight.goal(*id)) {
        since = since.max(goal.closed?.at);
    }
    for (_, initiative) in sight.of(&entry.initiatives) {
        since = since.max(at_rest_since(initiative)?);
    }
    if now.days_since(since) < sight.organisation().threshold(Threshold::UnservedAfterDays) {
        return None;
    }
    Some(Finding {
        rule: Rule::NobodyServes,
        subject: Subject::Entry(id),
        since,
        evidence: vec![Evidence::of(open, "it was opened to everybody")],
    })
}

fn at_rest_since(initiative: &Initiative) -> Option<Time> {
    (!initiative.stage.is_active()).then(|| initiative.stage_since())
}
