//! An open goal of which nobody has said how it goes for longer than its rhythm and the days of grace (mission row A7).

use super::{Evidence, Finding, Next, Rule, Subject, is_read_from_elsewhere};
use crate::{
    GoalId, Sight, Time,
    goal::{self, Goal},
};

pub(super) const WHY: &str =
    "What is not actively tracked and discussed is discounted, whatever was claimed last.";
pub(super) const NEXT: Next = Next {
    button: "Check in",
    sentence: "Check in with a status and a sentence, pause the goal, or close it.",
};

/// Paused goals and people are never stale. A record from elsewhere that never had a check-in has no place for them.
pub(super) fn find(sight: Sight<'_>, id: GoalId, goal: &Goal, now: Time) -> Option<Finding> {
    if goal.check_ins.is_empty() && is_read_from_elsewhere(goal) {
        return None;
    }
    let stale = goal::stale_since(sight, goal, now)?;
    let evidence = match goal.check_ins.last() {
        Some(last) => Evidence::of((last.at, last.seq), "the last check-in"),
        None => Evidence::of(
            (goal.set, goal.seq),
            "it was set, and nobody has checked in since",
        ),
    };
    Some(Finding {
        rule: Rule::StaleGoal,
        subject: Subject::Goal(id),
        // That day begins earlier in the east than in UTC.
        since: Time::start_of(stale).min(now),
        evidence: vec![evidence],
    })
}
