//! Something delivered, and nobody has been credited (mission rows I4, L15).

use super::{Evidence, Finding, Next, Rule, Subject, Threshold};
use crate::{
    InitiativeId, Sight, Time,
    initiative::{Delivery, Initiative},
};

pub(super) const WHY: &str =
    "Credit given soon tells everyone who took part that it was seen; later it is an afterthought.";
pub(super) const NEXT: Next = Next {
    button: "Give credit",
    sentence: "Look through who took part, add a word of thanks, and confirm the credit.",
};

/// Only of what was delivered here: a foreign record does not say who took part.
pub(super) fn find(
    sight: Sight<'_>,
    id: InitiativeId,
    entity: &Initiative,
    now: Time,
) -> Option<Finding> {
    let delivery: &Delivery = entity.delivery()?;
    // What was delivered, taken up again and delivered once more is credited once more.
    let credited = entity.credited.as_ref();
    let is_credited = credited.is_some_and(|credited| credited.seq > delivery.seq);
    let days = sight.organisation().threshold(Threshold::CreditAfterDays);
    if is_credited || now.days_since(delivery.at) < days {
        return None;
    }
    let what = format!("it was delivered: {}", sight.text(delivery.outcome));
    Some(Finding {
        rule: Rule::DeliveredWithoutCredit,
        subject: Subject::Initiative(id),
        since: delivery.at,
        evidence: vec![Evidence::of((delivery.at, delivery.seq), what)],
    })
}
