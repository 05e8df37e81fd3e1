//! An initiative that has stood in one stage for too long (mission rows P1, P9).

use super::{Evidence, Finding, Next, Rule, Subject, Threshold};
use crate::{
    InitiativeId, Sight, Time,
    initiative::{CannotSay, Initiative},
};

pub(super) const WHY: &str =
    "Without a step towards a decision the default outcome is 'no', and nobody has said it.";
pub(super) const NEXT: Next = Next {
    button: "Move the stage",
    sentence: "Move it on, move it back, or put it down and say why.",
};

pub(super) fn find(
    sight: Sight<'_>,
    id: InitiativeId,
    entity: &Initiative,
    now: Time,
) -> Option<Finding> {
    let since = entity.stage_since();
    let is_recent =
        now.days_since(since) < sight.organisation().threshold(Threshold::StuckAfterDays);
    if is_recent || !entity.can_say(CannotSay::Activity) {
        return None;
    }
    let seq = entity
        .stages
        .last()
        .map_or(entity.seq, |entered| entered.seq);
    let what = format!("it became '{}'", entity.stage);
    let evidence = vec![Evidence {
        seq,
        at: since,
        what,
    }];
    Some(Finding {
        rule: Rule::Stuck,
        subject: Subject::Initiative(id),
        since,
        evidence,
    })
}
