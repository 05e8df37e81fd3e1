//! An open goal that nobody leads (mission rows A6, P9).

use super::{Evidence, Finding, Next, Rule, Subject, is_read_from_elsewhere};
use crate::{GoalId, goal::Goal};

pub(super) const WHY: &str =
    "A goal that is everybody's is nobody's: nobody asks how it goes, and nobody says.";
pub(super) const NEXT: Next = Next {
    button: "Take the lead",
    sentence: "Take the lead, ask somebody who cares for it, or close the goal in the open.",
};

/// A record from elsewhere that never named a lead may have no place for one.
pub(super) fn find(id: GoalId, goal: &Goal) -> Option<Finding> {
    if goal.lead.is_some() || (goal.leads.is_empty() && is_read_from_elsewhere(goal)) {
        return None;
    }
    let ended = goal
        .leads
        .last()
        .and_then(|last| Some((last.to?, last.to_seq?)));
    let evidence = match ended {
        Some(ended) => Evidence::of(ended, "the last lead stepped back or left"),
        None => Evidence::of((goal.set, goal.seq), "it was set without a lead"),
    };
    Some(Finding {
        rule: Rule::GoalWithoutLead,
        subject: Subject::Goal(id),
        since: evidence.at,
        evidence: vec![evidence],
    })
}
