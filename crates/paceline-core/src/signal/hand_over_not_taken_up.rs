//! A lead that was offered to somebody who has not said yes or no (mission rows L8, P9).

use super::{Evidence, Finding, Next, Rule, Subject, Threshold};
use crate::{InitiativeId, Sight, Time, initiative::Initiative};

pub(super) const WHY: &str = "Between an offer and its answer two people lead half, and those who follow do not know whom to ask.";
pub(super) const NEXT: Next = Next {
    button: "Take up the offer",
    sentence: "Accept the lead or decline it with a word; whoever offered it may ask somebody else.",
};

pub(super) fn find(
    sight: Sight<'_>,
    id: InitiativeId,
    entity: &Initiative,
    now: Time,
) -> Option<Finding> {
    let offer = entity.offer.as_ref()?;
    let days = sight.organisation().threshold(Threshold::OfferAfterDays);
    if now.days_since(offer.at) < days {
        return None;
    }
    let what = format!("the lead was offered to {}", sight.name_of(offer.to));
    Some(Finding {
        rule: Rule::HandOverNotTakenUp,
        subject: Subject::Initiative(id),
        since: offer.at,
        evidence: vec![Evidence::of((offer.at, offer.seq), what)],
    })
}
