//! An initiative that goes against the compass while its team has declared no veer-off (mission row L2).

use super::{Evidence, Finding, Next, Rule, Subject};
use crate::{
    InitiativeId, Sight, TeamId,
    compass::Point,
    initiative::{Against, Initiative},
    team,
};

pub(super) const WHY: &str =
    "To depart in the open is a decision; to depart without a word is drift.";
pub(super) const NEXT: Next = Next {
    button: "Declare it",
    sentence: "Declare a veer-off: for whom, why, and until when; or say that it goes along.",
};

/// What an initiative goes against and no veer-off covers: of its team, of a team above, or, where it is nobody's in
/// particular, of a team of its lead. What does not stand any more binds nobody.
fn undeclared<'a>(sight: Sight<'a>, entity: &'a Initiative) -> impl Iterator<Item = &'a Against> {
    let lead = entity.lead().and_then(|lead| sight.person(lead));
    let of_lead = lead.map_or(&[][..], |lead| &lead.teams);
    let ours = entity.team.as_ref().map_or(of_lead, std::slice::from_ref);
    let is_declared = move |point: Point| {
        let mut open = sight.veer_offs().filter(|(_, known)| known.is_open());
        open.any(|(_, known)| known.of == point && covers(sight, known.team, ours))
    };
    let against = entity.against.iter();
    against.filter(move |against| against.of.stands(sight) && !is_declared(against.of))
}

/// Whether one of these teams is the one that declared it, or below it.
fn covers(sight: Sight<'_>, declared: TeamId, ours: &[TeamId]) -> bool {
    let mut ours = ours.iter();
    ours.any(|team| team::is_within(sight, *team, declared))
}

/// The first thing that an initiative goes against without a veer-off.
pub(super) fn first(sight: Sight<'_>, entity: &Initiative) -> Option<Point> {
    undeclared(sight, entity).next().map(|against| against.of)
}

pub(super) fn find(sight: Sight<'_>, id: InitiativeId, entity: &Initiative) -> Option<Finding> {
    let evidence: Vec<Evidence> = undeclared(sight, entity)
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
