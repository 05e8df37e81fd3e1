//! An initiative that closes no gap and serves no goal (mission row L7).

use super::{Evidence, Finding, Next, Rule, Subject, Threshold};
use crate::{
    InitiativeId, Sight, Time,
    initiative::{CannotSay, Initiative},
};

pub(super) const WHY: &str =
    "Action without a view of what it is for is random: its effect is luck.";
pub(super) const NEXT: Next = Next {
    button: "Say what it serves",
    sentence: "Link the gap it narrows or the goal it serves.",
};

pub(super) fn find(
    sight: Sight<'_>,
    id: InitiativeId,
    entity: &Initiative,
    now: Time,
) -> Option<Finding> {
    let is_new =
        now.days_since(entity.started) < sight.organisation().threshold(Threshold::RandomAfterDays);
    if !entity.serves.is_empty() || is_new || !entity.can_say(CannotSay::Serves) {
        return None;
    }
    let evidence = vec![Evidence {
        seq: entity.seq,
        at: entity.started,
        what: "it was started without a gap or a goal".to_owned(),
    }];
    Some(Finding {
        rule: Rule::RandomInitiative,
        subject: Subject::Initiative(id),
        since: entity.started,
        evidence,
    })
}
