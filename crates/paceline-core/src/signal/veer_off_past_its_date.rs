//! A veer-off whose day has passed, and nobody renewed it or returned (mission row L2).

use super::{Evidence, Finding, Next, Rule, Subject};
use crate::{Sight, Time, VeerOffId, veer_off::VeerOff};

pub(super) const WHY: &str =
    "What was said to last until a day becomes the rule when nobody looks at it again.";
pub(super) const NEXT: Next = Next {
    button: "Look at it again",
    sentence: "Renew it with a reason, return, or propose to change what it departs from.",
};

/// From the day after; what does not stand any more is not departed from.
pub(super) fn find(sight: Sight<'_>, id: VeerOffId, known: &VeerOff, now: Time) -> Option<Finding> {
    if !known.is_past_its_day(now) || !known.of.stands(sight) {
        return None;
    }
    let term = known.terms.last()?;
    let what = format!("{} was departed from until {}", known.of, term.until);
    Some(Finding {
        rule: Rule::VeerOffPastItsDate,
        subject: Subject::VeerOff(id),
        since: Time(Time::end_of(term.until).0 + 1),
        evidence: vec![Evidence::of((term.at, term.seq), what)],
    })
}
