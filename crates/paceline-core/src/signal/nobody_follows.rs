//! An initiative that has a lead and no follower (mission row L9). A first lead is told of by a rule of its own.

use super::{Evidence, Finding, Next, Rule, Subject, Threshold, first_lead_unfollowed};
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
    // One finding about one thing: that it is a first lead says more, and says it sooner.
    if first_lead_unfollowed::find(sight, id, entity, now).is_some() {
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
