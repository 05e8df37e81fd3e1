//! A goal whose check-ins say with less and less confidence that it will be reached (mission row A7).

use super::{Evidence, Finding, Next, Rule, Subject};
use crate::{GoalId, goal::Goal};

pub(super) const WHY: &str =
    "Falling confidence is the earliest sign there is, weeks before the number shows it.";
pub(super) const NEXT: Next = Next {
    button: "See what would help",
    sentence: "Say what help is wanted, change the plan, or lower the target in the open.",
};

/// So many falls in a row are a trend, not a mood.
const FALLS: usize = 2;
/// So much at once needs no second time.
const DROP: u8 = 3;
/// The most check-ins that are named, the newest of the fall.
const NAMED: usize = 4;

/// The last check-ins that gave confidence fall: three in a row, or by three at once. A paused goal is silent.
pub(super) fn find(id: GoalId, goal: &Goal) -> Option<Finding> {
    if goal.paused {
        return None;
    }
    let said = goal.check_ins.iter().rev();
    let mut given = said.filter_map(|said| Some((said, said.confidence?)));
    let mut falling = vec![given.next()?];
    // Backwards, for as long as the one before was higher.
    for (said, confidence) in given {
        let is_fall = falling.last().is_some_and(|(_, later)| confidence > *later);
        if !is_fall {
            break;
        }
        falling.push((said, confidence));
    }
    falling.reverse();
    let became = falling.iter().enumerate().skip(1).find(|(place, now)| {
        let before = place.checked_sub(1).and_then(|place| falling.get(place));
        *place >= FALLS || before.is_some_and(|before| before.1 - now.1 >= DROP)
    });
    let since = became.map(|(_, (said, _))| said.at)?;
    let unnamed = falling.len().saturating_sub(NAMED);
    let evidence = falling.iter().skip(unnamed).map(|(said, confidence)| {
        Evidence::of(
            (said.at, said.seq),
            format!("confidence was {confidence} of 10"),
        )
    });
    Some(Finding {
        rule: Rule::ConfidenceFalling,
        subject: Subject::Goal(id),
        since,
        evidence: evidence.collect(),
    })
}
