//! A team, or the organisation, with more goals at once than it thinks wise (mission row A6).

use std::collections::BTreeMap;

use super::{Evidence, Finding, Next, Rule, Subject, Threshold};
use crate::{
    GoalId, Sight, TeamId,
    goal::{self, Goal},
};

pub(super) const WHY: &str = "Many goals at once are none: each of them waits for the others.";
pub(super) const NEXT: Next = Next {
    button: "Choose",
    sentence: "Decide together which of them to drop or to set later, and close those.",
};

/// The most goals that are named, the newest first.
const NAMED: usize = 12;

pub(super) fn find(sight: Sight<'_>) -> Vec<Finding> {
    let mut scopes: BTreeMap<Option<TeamId>, Vec<(GoalId, &Goal)>> = BTreeMap::new();
    for (id, goal) in sight.goals().filter(|(_, goal)| goal::is_one_of_many(goal)) {
        scopes.entry(goal.team).or_default().push((id, goal));
    }
    let most = sight.organisation().threshold(Threshold::GoalsAtMost);
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let crowded = scopes.into_iter().filter(|(_, goals)| goals.len() > most);
    let finding = |(team, goals): (Option<TeamId>, Vec<(GoalId, &Goal)>)| {
        // Since the goal that was one too many; goals are numbered in the order in which they were set.
        let since = goals.get(most).map(|(_, goal)| goal.set)?;
        let count = goals.len();
        let evidence = goals
            .iter()
            .rev()
            .take(NAMED)
            .enumerate()
            .map(|(place, (id, goal))| {
                let what = match place {
                    0 => format!("with {id} these are {count} goals at once; {most} fit"),
                    _ => format!("{id} {}", sight.text(goal.title)),
                };
                Evidence::of((goal.set, goal.seq), what)
            });
        Some(Finding {
            rule: Rule::TooManyGoals,
            subject: team.map_or(Subject::Organisation, Subject::Team),
            since,
            evidence: evidence.collect(),
        })
    };
    crowded.filter_map(finding).collect()
}
