//! An objection to which nobody has offered a way out (mission rows L11, L14).

use super::{Evidence, Finding, Next, Rule, Subject, Threshold};
use crate::{
    InitiativeId, Sight, Time,
    initiative::{Initiative, Objection},
};

pub(super) const WHY: &str =
    "An objection carries what would make it better; it helps nobody until somebody tries that.";
pub(super) const NEXT: Next = Next {
    button: "Look at it",
    sentence: "Offer a way out, even a small one to try until a date; as its steward anybody else can.",
};

pub(super) fn find(
    sight: Sight<'_>,
    id: InitiativeId,
    entity: &Initiative,
    now: Time,
) -> Option<Finding> {
    let days = sight.organisation().threshold(Threshold::WayOutAfterDays);
    let without: Vec<&Objection> = open(entity)
        .map(|(_, objection)| objection)
        .filter(|objection| now.days_since(objection.at) >= days)
        .collect();
    let since = without.iter().map(|objection| objection.at).min()?;
    let evidence = without.into_iter().map(|objection| {
        let what = format!("what would resolve it: {}", sight.text(objection.way_out));
        Evidence::of((objection.at, objection.seq), what)
    });
    Some(Finding {
        rule: Rule::ObjectionWithoutWayOut,
        subject: Subject::Initiative(id),
        since,
        evidence: evidence.collect(),
    })
}

fn open(entity: &Initiative) -> impl Iterator<Item = (u16, &Objection)> {
    let open = entity.open_objections();
    open.filter(|(_, objection)| objection.offers.is_empty())
}

/// The first without one, by its number.
pub(super) fn first(entity: &Initiative) -> Option<u16> {
    open(entity).next().map(|(number, _)| number)
}
