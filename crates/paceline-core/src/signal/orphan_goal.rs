//! A team's goal that serves nothing while goals or a strategy stand above the team (mission rows A10, L2).

use super::{Evidence, Finding, Next, Rule, Subject, Threshold, is_read_from_elsewhere};
use crate::{
    GoalId, Seq, Sight, TeamId, Time,
    compass::{Kind, Point},
    goal::Goal,
};

pub(super) const WHY: &str =
    "A goal that serves nothing above pulls on its own, and others cannot see why it matters.";
pub(super) const NEXT: Next = Next {
    button: "Say what it serves",
    sentence: "Link the goal or the strategy that it serves, or close it in the open.",
};

/// Something that others can serve, and since when it has been open to everybody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Stands {
    since: Time,
    seq: Seq,
    point: Point,
}

/// What stands in each place: of several, what has stood longest.
pub(super) struct Standing {
    organisation: Option<Stands>,
    teams: Vec<Option<Stands>>,
}

impl Standing {
    pub(super) fn of(sight: Sight<'_>) -> Self {
        let mut standing = Self {
            organisation: None,
            teams: vec![None; sight.teams_numbered()],
        };
        for (id, goal) in sight.goals().filter(|(_, goal)| goal.closed.is_none()) {
            standing.note(goal.team, (goal.set, goal.seq), Point::Goal(id));
        }
        for (id, entry) in sight.entries().filter(|(_, entry)| entry.is_in_use()) {
            if entry.kind() == Kind::Strategy {
                standing.note(entry.team, entry.open_since(), Point::Entry(id));
            }
        }
        standing
    }

    fn note(&mut self, team: Option<TeamId>, (since, seq): (Time, Seq), point: Point) {
        let place = match team {
            None => Some(&mut self.organisation),
            Some(team) => self.teams.get_mut(team.index()),
        };
        let new = Stands { since, seq, point };
        if let Some(place) = place {
            *place = Some(place.map_or(new, |known| known.min(new)));
        }
    }

    /// What has stood longest above a team.
    fn above(&self, sight: Sight<'_>, team: TeamId) -> Option<Stands> {
        let parent = |team: TeamId| sight.team(team).and_then(|team| team.parent);
        let mut longest = self.organisation;
        let mut at = parent(team);
        // A tree is no deeper than it has teams, so even a broken one ends.
        for _ in 0..self.teams.len() {
            let Some(here) = at else { break };
            let stands = self.teams.get(here.index()).copied().flatten();
            longest = [longest, stands].into_iter().flatten().min();
            at = parent(here);
        }
        longest
    }
}

/// What was retired or closed is served no more. Measures of health are kept for their own sake, and goals of a record
/// from elsewhere have no place for what they serve.
pub(super) fn find(
    sight: Sight<'_>,
    (id, goal): (GoalId, &Goal),
    standing: &Standing,
    now: Time,
) -> Option<Finding> {
    let team = goal.team?;
    let serves = goal.serves.iter().any(|point| point.stands(sight));
    if serves || goal.evergreen || is_read_from_elsewhere(goal) {
        return None;
    }
    let above = standing.above(sight, team)?;
    let ended = goal.serves.iter().filter_map(|point| ended(sight, *point));
    let since = ended.fold(goal.set.max(above.since), Time::max);
    if now.days_since(since) < sight.organisation().threshold(Threshold::OrphanAfterDays) {
        return None;
    }
    let evidence = vec![
        Evidence::of((goal.set, goal.seq), "the goal was set"),
        Evidence::of(
            (above.since, above.seq),
            format!("{} stands above it", above.point),
        ),
    ];
    Some(Finding {
        rule: Rule::OrphanGoal,
        subject: Subject::Goal(id),
        since,
        evidence,
    })
}

/// When something that could be served was retired or closed.
fn ended(sight: Sight<'_>, point: Point) -> Option<Time> {
    match point {
        Point::Entry(id) => sight.entry(id)?.retired.map(|retired| retired.at),
        Point::Goal(id) => sight.goal(id)?.closed.map(|closed| closed.at),
    }
}
