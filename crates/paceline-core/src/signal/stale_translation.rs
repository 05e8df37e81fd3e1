//! A translation of something that has changed since (mission row L2).

use super::{Evidence, Finding, Next, Rule, Subject, Threshold};
use crate::{Seq, Sight, TeamId, Time, compass::Point, translation::Translation};

pub(super) const WHY: &str = "The team steers by words whose meaning has changed above it.";
pub(super) const NEXT: Next = Next {
    button: "See what changed",
    sentence: "Read the difference, then say that the translation holds, or write it anew.",
};

pub(super) fn find(
    sight: Sight<'_>,
    (of, team): (Point, TeamId),
    known: &Translation,
    now: Time,
) -> Option<Finding> {
    if !of.stands(sight) {
        return None;
    }
    let changed = next_version(sight, of, known.version)?;
    let limit = sight.organisation().threshold(Threshold::OutdatedAfterDays);
    if now.days_since(changed.0) < limit {
        return None;
    }
    let wording = known.wording();
    let written = wording.map(|wording| {
        let what = format!("the team translated version {}", known.version);
        Evidence::of((wording.at, wording.seq), what)
    });
    let what = format!("{of} became version {}", known.version.saturating_add(1));
    let evidence = written.into_iter().chain([Evidence::of(changed, what)]);
    Some(Finding {
        rule: Rule::StaleTranslation,
        subject: Subject::Translation(of, team),
        since: changed.0,
        evidence: evidence.collect(),
    })
}

/// When the version after this one was written, if there is one.
fn next_version(sight: Sight<'_>, of: Point, version: u16) -> Option<(Time, Seq)> {
    let version = usize::from(version);
    match of {
        Point::Entry(id) => {
            let next = sight.entry(id)?.versions.get(version)?;
            Some((next.at, next.seq))
        }
        // A revision holds what was before it.
        Point::Goal(id) => {
            let next = sight.goal(id)?.revisions.get(version.checked_sub(1)?)?;
            Some((next.at, next.seq))
        }
    }
}
