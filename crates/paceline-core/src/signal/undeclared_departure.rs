//! An initiative that goes against the compass while its team has declared no veer-off (mission row L2).

use super::{Evidence, Finding, Next, Rule, Subject};
use crate::{InitiativeId, Sight, compass::Point, initiative::Initiative, veer_off};

pub(super) const WHY: &str =
    "To depart in the open is a decision; to depart without a word is drift.";
pub(super) const NEXT: Next = Next {
    button: "Declare it",
    sentence: "Declare a veer-off: for whom, why, and until when; or say that it goes along.",
};

/// The first thing that an initiative goes against without a veer-off.
pub(super) fn first(sight: Sight<'_>, entity: &Initiative) -> Option<Point> {
    let mut undeclared = veer_off::undeclared(sight, entity);
    undeclared.next().map(|against| against.of)
}

pub(super) fn find(sight: Sight<'_>, id: InitiativeId, entity: &Initiative) -> Option<Finding> {
    let evidence: Vec<Evidence> = veer_off::undeclared(sight, entity)
        .map(|against| {
            Evidence::of(
                (against.at, against.seq),
                format!("it goes against {}", against.of),
            )
        })
        .collect();
    let since = evidence.iter().map(|evidence| evidence.at).min()?;
    Some(Finding {
        rule: Rule::UndeclaredDeparture,
        subject: Subject::Initiative(id),
        since,
        evidence,
    })
}
