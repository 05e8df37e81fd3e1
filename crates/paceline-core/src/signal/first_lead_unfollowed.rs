//! Somebody who leads for the first time, and nobody follows (mission rows L8, L9).

use super::{Evidence, Finding, Next, Rule, Subject, Threshold};
use crate::{
    InitiativeId, Sight, Time,
    initiative::{Audience, CannotSay, Initiative, Lead},
};

pub(super) const WHY: &str =
    "A first lead that somebody follows is seldom the last; one that nobody follows often is.";
pub(super) const NEXT: Next = Next {
    button: "Follow",
    sentence: "Be the first to follow, or say what would let you.",
};

/// Sooner than [`nobody_follows`](super::nobody_follows), which is asked of every lead.
pub(super) fn find(
    sight: Sight<'_>,
    id: InitiativeId,
    entity: &Initiative,
    now: Time,
) -> Option<Finding> {
    let lead = entity.current_lead()?;
    let since = lead.from.max(entity.started);
    let days = sight
        .organisation()
        .threshold(Threshold::FirstLeadAfterDays);
    if now.days_since(since) < days || entity.followers().next().is_some() {
        return None;
    }
    // Nobody can follow what only its lead may read, and a foreign record does not tell who led before it began.
    let can_be_followed = entity.audience == Audience::Everyone || !entity.shown_to.is_empty();
    let is_from_here = entity.by.is_some() && entity.can_say(CannotSay::Followers);
    if !can_be_followed || !is_from_here || !is_first(sight.whole(), id, lead) {
        return None;
    }
    let evidence = vec![Evidence {
        seq: lead.seq,
        at: lead.from,
        what: "a first lead was taken, and nobody follows".to_owned(),
    }];
    Some(Finding {
        rule: Rule::FirstLeadUnfollowed,
        subject: Subject::Initiative(id),
        since,
        evidence,
    })
}

/// Whether the person led nothing before it.
fn is_first(sight: Sight<'_>, id: InitiativeId, lead: &Lead) -> bool {
    let involved = sight.person(lead.person);
    let involved = involved.map_or(&[][..], |person| &person.involved);
    let led_before = |of: &InitiativeId| {
        let known = sight.initiative(*of).filter(|_| *of != id);
        known.is_some_and(|known| {
            let mut leads = known.leads.iter();
            leads.any(|other| other.person == lead.person && other.seq < lead.seq)
        })
    };
    !involved.iter().any(led_before)
}
