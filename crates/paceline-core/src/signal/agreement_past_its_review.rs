//! An agreement that was to be looked at again, and was not (mission rows P2, P9).

use super::{Evidence, Finding, Next, Rule, Subject};
use crate::{
    InitiativeId, Sight, Time,
    initiative::{Agreement, Initiative, Stage},
};

pub(super) const WHY: &str = "People agreed because it would be looked at again; kept, that promise makes the next agreement easy.";
pub(super) const NEXT: Next = Next {
    button: "Review it",
    sentence: "Say what it has brought and when to look next, or that it needs no further look.",
};

/// From the day after. Only the last agreement holds, also once it is delivered; what was given up holds no more.
pub(super) fn find(
    sight: Sight<'_>,
    id: InitiativeId,
    entity: &Initiative,
    now: Time,
) -> Option<Finding> {
    match entity.stage {
        Stage::PutDown | Stage::Superseded | Stage::Resting | Stage::Unknown => return None,
        Stage::Spotted
        | Stage::Scoping
        | Stage::Drafted
        | Stage::Shared
        | Stage::LastCall
        | Stage::Agreed
        | Stage::UnderWay
        | Stage::Delivered => {}
    }
    let agreement = entity.agreements.last()?;
    let day = Agreement::review(agreement)?;
    let end = Time::end_of(day);
    if now <= end {
        return None;
    }
    let reviewed = agreement.reviews.last();
    let said = reviewed.map_or((agreement.at, agreement.seq), |last| (last.at, last.seq));
    let what = sight.text(agreement.terms.what);
    let what = format!("to be looked at again by {day}: {what}");
    Some(Finding {
        rule: Rule::AgreementPastItsReview,
        subject: Subject::Initiative(id),
        since: Time(end.0 + 1),
        evidence: vec![Evidence::of(said, what)],
    })
}

/// The agreement that holds, by its number.
pub(super) fn last(entity: &Initiative) -> Option<u16> {
    u16::try_from(entity.agreements.len()).ok()?.checked_sub(1)
}
