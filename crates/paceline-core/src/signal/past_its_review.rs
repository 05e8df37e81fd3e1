//! An entry of the compass whose review is overdue, or a facet that was said to hold until a day (mission rows A4, A5).

use super::{Evidence, Finding, Next, Rule, Subject};
use crate::{EntryId, Time, compass::Entry};

pub(super) const WHY: &str =
    "What nobody looks at again is believed long after it has stopped being true.";
pub(super) const NEXT: Next = Next {
    button: "Review it",
    sentence: "Say whether it still holds and when to look next, write a new version, or retire it.",
};

/// From the day after.
pub(super) fn find(id: EntryId, entry: &Entry, now: Time) -> Option<Finding> {
    let day = entry.looked_at_again().filter(|_| entry.is_in_use())?;
    let end = Time::end_of(day);
    if now <= end {
        return None;
    }
    let reviewed = entry.reviews.last().map(|last| (last.at, last.seq));
    let written = entry.versions.last().map(|last| (last.at, last.seq));
    let said = reviewed
        .into_iter()
        .chain(written)
        .max_by_key(|said| said.1);
    let what = format!("it was to be looked at again by {day}");
    Some(Finding {
        rule: Rule::PastItsReview,
        subject: Subject::Entry(id),
        since: Time(end.0 + 1),
        evidence: vec![Evidence::of(said?, what)],
    })
}
