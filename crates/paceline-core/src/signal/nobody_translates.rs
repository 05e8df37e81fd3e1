//! A strategy or a goal above teams of which no team has said what it means for them (mission rows L1, L2).

use super::{Evidence, Finding, Next, Rule, Subject, Threshold, is_read_from_elsewhere};
use crate::{
    EntryId, GoalId, Seq, Sight, TeamId, Time,
    compass::{Entry, Kind, Point},
    goal::Goal,
};

pub(super) const WHY: &str =
    "What no team has put into its own words is heard, agreed with, and not acted on.";
pub(super) const NEXT: Next = Next {
    button: "Translate it",
    sentence: "Write in a sentence or two what it means for your team.",
};

pub(super) fn find_entry(
    sight: Sight<'_>,
    id: EntryId,
    entry: &Entry,
    now: Time,
) -> Option<Finding> {
    let is_strategy = entry.is_in_use() && entry.kind() == Kind::Strategy;
    if !is_strategy || !has_teams_below(sight, entry.team) {
        return None;
    }
    find(sight, Point::Entry(id), entry.open_since(), now)
}

/// A goal that goals below it serve is translated, into numbers.
pub(super) fn find_goal(sight: Sight<'_>, id: GoalId, goal: &Goal, now: Time) -> Option<Finding> {
    let is_taken_up = !goal.goals.is_empty() || is_read_from_elsewhere(goal);
    if is_taken_up || !has_teams_below(sight, goal.team) {
        return None;
    }
    find(sight, Point::Goal(id), (goal.set, goal.seq), now)
}

fn has_teams_below(sight: Sight<'_>, team: Option<TeamId>) -> bool {
    match team {
        None => sight.teams().next().is_some(),
        Some(team) => sight
            .team(team)
            .is_some_and(|team| !team.children.is_empty()),
    }
}

fn find(sight: Sight<'_>, of: Point, open: (Time, Seq), now: Time) -> Option<Finding> {
    let limit = sight
        .organisation()
        .threshold(Threshold::UntranslatedAfterDays);
    if now.days_since(open.0) < limit || sight.translations_of(of).next().is_some() {
        return None;
    }
    Some(Finding {
        rule: Rule::NobodyTranslates,
        subject: Subject::from(of),
        since: open.0,
        evidence: vec![Evidence::of(open, "it was opened to everybody")],
    })
}
