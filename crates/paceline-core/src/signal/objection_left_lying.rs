//! An objection that stands, and nobody has done anything about it for a while (mission rows L11, L13, P9).

use super::{Evidence, Finding, Next, Rule, Subject, Threshold};
use crate::{
    InitiativeId, Sight, Time,
    initiative::{Initiative, Objection},
};

pub(super) const WHY: &str =
    "While an objection lies, nothing moves and nobody is heard; it is there to find a better way.";
pub(super) const NEXT: Next = Next {
    button: "Look at it",
    sentence: "Offer a way out, help as its steward, or say that it still stands and why.",
};

pub(super) fn find(
    sight: Sight<'_>,
    id: InitiativeId,
    entity: &Initiative,
    now: Time,
) -> Option<Finding> {
    let days = sight.organisation().threshold(Threshold::LyingAfterDays);
    let lies = |objection: &Objection| now.days_since(objection.moved) >= days;
    let lying: Vec<&Objection> = entity
        .open_objections()
        .map(|(_, objection)| objection)
        .filter(|objection| lies(objection))
        .collect();
    let since = lying.iter().map(|objection| objection.moved).min()?;
    let evidence = lying.into_iter().map(|objection| {
        let what = format!("the objection was raised: {}", sight.text(objection.harm));
        Evidence::of((objection.at, objection.seq), what)
    });
    Some(Finding {
        rule: Rule::ObjectionLeftLying,
        subject: Subject::Initiative(id),
        since,
        evidence: evidence.collect(),
    })
}

/// The first that lies, by its number.
pub(super) fn first(entity: &Initiative) -> Option<u16> {
    let oldest = entity
        .open_objections()
        .min_by_key(|(_, objection)| objection.moved);
    oldest.map(|(number, _)| number)
}
