//! An initiative that has a lead and no follower (mission row L9).

use super::{Evidence, Finding, Next, Rule, Subject, Threshold};
use crate::{
    InitiativeId, Sight, Time,
    initiative::{CannotSay, Initiative},
};

pub(super) const WHY: &str =
    "The first follower turns a lone idea into a movement; without one it is carried alone.";
pub(super) const NEXT: Next = Next {
    button: "Follow",
    sentence: "Follow it, or tell the lead what would let you.",
};

pub(super) fn find(
    sight: Sight<'_>,
    id: InitiativeId,
    entity: &Initiative,
    now: Time,
) -> Option<Finding> {
    let lead = entity.current_lead()?;
    let has_follower = entity.followers().next().is_some();
    if has_follower || !entity.can_say(CannotSay::Followers) {
        return None;
    }
    let since = entity
        .follows
        .iter()
        .filter_map(|follow| follow.to.map(|ended| ended.at))
        .max()
        .unwrap_or(lead.from)
        .max(entity.started);
    if now.days_since(since)
        < sight
            .organisation()
            .threshold(Threshold::UnfollowedAfterDays)
    {
        return None;
    }
    let evidence = vec![Evidence {
        seq: lead.seq,
        at: lead.from,
        what: "the lead was taken, and nobody follows".to_owned(),
    }];
    Some(Finding {
        rule: Rule::NobodyFollows,
        subject: Subject::Initiative(id),
        since,
        evidence,
    })
}
