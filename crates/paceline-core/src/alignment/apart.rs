//! What stands apart: active initiatives that serve nothing that stands.

use super::{Apart, Shows, Why, planting::leaf};
use crate::{
    InitiativeId, Sight,
    compass::Point,
    gap,
    initiative::{CannotSay, Initiative, Serves},
    insight::Scope,
};

/// The most initiatives that are named as standing apart for one reason, and when they are what is asked for.
const APART: usize = 15;
const ALL_APART: usize = 100;

/// Those that serve nothing first, newest first.
pub(super) fn apart(sight: Sight<'_>, scope: &Scope, shows: Shows) -> (Vec<Apart>, [usize; 3]) {
    let most = match shows {
        Shows::Everything => APART,
        Shows::ServingNothing => ALL_APART,
    };
    let mut found: Vec<(Why, InitiativeId)> = sight
        .initiatives()
        .filter(|(_, entity)| entity.stage.is_active() && scope.has(entity.team))
        .filter(|(_, entity)| entity.can_say(CannotSay::Serves))
        .filter_map(|(id, entity)| Some((why_apart(sight, entity)?, id)))
        .collect();
    found.sort_unstable_by_key(|(why, id)| (*why, std::cmp::Reverse(*id)));
    let of = |why: Why| found.iter().filter(move |(other, _)| *other == why);
    let named = Why::ALL.into_iter().flat_map(|why| of(why).take(most));
    let apart = named.filter_map(|(why, id)| {
        let leaf = leaf(sight, *id, sight.initiative(*id)?);
        Some(Apart { leaf, why: *why })
    });
    (apart.collect(), Why::ALL.map(|why| of(why).count()))
}

fn why_apart(sight: Sight<'_>, entity: &Initiative) -> Option<Why> {
    let points_of = |serves: &Serves| match serves {
        Serves::Goal(goal) => vec![Point::Goal(*goal)],
        Serves::Gap(gap) => {
            let goals = gap::goals(sight, *gap).into_iter();
            goals.map(Point::Goal).collect()
        }
        Serves::Strategy(entry) => vec![Point::Entry(*entry)],
    };
    let mut why = Why::Nothing;
    for serves in &entity.serves {
        let mut points = points_of(serves);
        points.retain(|point| point.team(sight).is_some());
        if points.iter().any(|point| point.stands(sight)) {
            return None;
        }
        why = if points.is_empty() {
            why.max(Why::GapOfNoGoal)
        } else {
            Why::EndedGoal
        };
    }
    Some(why)
}
