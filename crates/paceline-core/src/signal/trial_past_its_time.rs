//! A lead on trial whose last day has passed without a word on how it goes on (mission rows L8, P5).

use super::{Evidence, Finding, Next, Rule, Subject};
use crate::{
    InitiativeId, Time,
    initiative::{Initiative, Lead},
};

pub(super) const WHY: &str = "A trial is safe because it ends; when nobody says how it went, nobody has learnt what it was for.";
pub(super) const NEXT: Next = Next {
    button: "Keep the lead, or give it back",
    sentence: "Say that you keep the lead, or step back: it returns to whoever lent it.",
};

/// From the day after.
pub(super) fn find(id: InitiativeId, entity: &Initiative, now: Time) -> Option<Finding> {
    let lead = entity.current_lead()?;
    let until = Lead::trial_until(lead)?;
    let end = Time::end_of(until);
    if now <= end {
        return None;
    }
    let what = format!("the lead was taken on trial until {until}");
    Some(Finding {
        rule: Rule::TrialPastItsTime,
        subject: Subject::Initiative(id),
        since: Time(end.0 + 1),
        evidence: vec![Evidence::of((lead.from, lead.seq), what)],
    })
}
