//! A gap that people see and nobody acts on (mission row L6).

use super::{Evidence, Finding, Next, Rule, Subject, Threshold};
use crate::{GapId, Sight, Time, gap};

pub(super) const WHY: &str =
    "To see a gap and not act on it is vision without movement; it stays exactly as wide.";
pub(super) const NEXT: Next = Next {
    button: "Start an initiative",
    sentence: "Start an initiative from the gap, or close it in the open.",
};

pub(super) fn find(sight: Sight<'_>, id: GapId, now: Time) -> Option<Finding> {
    let entity = sight.gap(id).filter(|entity| entity.is_open())?;
    if !gap::active(sight, id).is_empty() {
        return None;
    }
    // Acted on once, and put down since: inert from the day the last initiative came to rest.
    let ended = gap::initiatives(sight, id)
        .into_iter()
        .filter_map(|id| sight.initiative(id))
        .map(crate::initiative::Initiative::stage_since);
    let since = ended.max().unwrap_or(entity.at).max(entity.at);
    if now.days_since(since) < sight.organisation().threshold(Threshold::InertAfterDays) {
        return None;
    }
    let evidence = vec![Evidence {
        seq: entity.seq,
        at: entity.at,
        what: "the gap was recorded".to_owned(),
    }];
    Some(Finding {
        rule: Rule::InertGap,
        subject: Subject::Gap(id),
        since,
        evidence,
    })
}
