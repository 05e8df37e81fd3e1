//! A key result that stands where it stood when it was added (mission rows A7, L1).

use super::{Evidence, Finding, Next, Rule, Subject, Threshold};
use crate::{
    GoalId, Sight, Time,
    goal::{Goal, KeyResult, Kind},
};

pub(super) const WHY: &str =
    "A number that does not move, or at which nobody looks, steers nothing.";
pub(super) const NEXT: Next = Next {
    button: "Say the number",
    sentence: "Check in with what the number is now, change the key result, or drop it.",
};

/// Numbers that are to be kept may stand still, and a yes/no moves once, at its end. A paused goal is silent.
pub(super) fn find(sight: Sight<'_>, id: GoalId, goal: &Goal, now: Time) -> Option<Finding> {
    if goal.paused || goal.evergreen {
        return None;
    }
    let limit = sight.organisation().threshold(Threshold::UnmovedAfterDays);
    let stands_still = |(number, known): &(u16, &KeyResult)| {
        let moves = known.kind != Kind::YesNo && !known.direction.keeps();
        moves && now.days_since(began(known)) >= limit && !has_moved(goal, *number, known)
    };
    let still: Vec<&KeyResult> = goal
        .live_key_results()
        .filter(stands_still)
        .map(|(_, known)| known)
        .collect();
    let since = still.iter().map(|known| began(known)).min()?;
    let evidence = still.into_iter().map(|known| {
        let (name, unit) = (sight.text(known.name), known.unit);
        let unit = unit.map_or_else(String::new, |unit| format!(" {}", sight.text(unit)));
        let what = format!("'{name}' was added at {}{unit}", known.baseline);
        Evidence::of((known.added, known.seq), what)
    });
    Some(Finding {
        rule: Rule::MeasureNeverMoved,
        subject: Subject::Goal(id),
        since,
        evidence: evidence.collect(),
    })
}

/// From when it counts.
fn began(known: &KeyResult) -> Time {
    let from = known.from.map(Time::start_of);
    from.map_or(known.added, |from| from.max(known.added))
}

fn has_moved(goal: &Goal, number: u16, known: &KeyResult) -> bool {
    let said = goal.check_ins.iter().flat_map(|said| &said.values);
    let said = said.map(|said| (said.key_result, said.value));
    let measured = goal.measured.iter().map(|is| (is.key_result, is.value));
    said.chain(measured)
        .any(|(of, value)| of == number && value != known.baseline)
}
