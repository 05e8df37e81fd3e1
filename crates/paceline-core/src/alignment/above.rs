//! Whether a goal of a team serves anything above it, and whether there is anything above that it could serve.

use crate::{
    Sight, TeamId,
    compass::{Kind, Point},
    goal::Goal,
    team,
};

/// No organisation is deeper; a tree that went in circles ends here.
pub(super) const DEEPEST: usize = 40;

/// Where goals and strategies stand that others can serve.
#[derive(Debug, Clone)]
pub struct Above {
    organisation: bool,
    /// By the number of the team.
    of_team: Vec<bool>,
}

impl Above {
    pub fn of(sight: Sight<'_>) -> Self {
        let mut above = Self {
            organisation: false,
            of_team: vec![false; sight.teams_numbered()],
        };
        let goals = sight.goals().filter(|(_, goal)| goal.closed.is_none());
        let strategies = sight
            .entries()
            .filter(|(_, entry)| entry.kind() == Kind::Strategy && entry.is_in_use());
        let goals = goals.map(|(_, goal)| goal.team);
        for team in goals.chain(strategies.map(|(_, entry)| entry.team)) {
            match team {
                None => above.organisation = true,
                Some(team) => {
                    if let Some(stands) = above.of_team.get_mut(team.index()) {
                        *stands = true;
                    }
                }
            }
        }
        above
    }

    /// Whether a goal or a strategy stands above a team.
    fn stands_above(&self, sight: Sight<'_>, team: TeamId) -> bool {
        let parent = |team: &TeamId| sight.team(*team).and_then(|team| team.parent);
        let mut teams = std::iter::successors(parent(&team), parent).take(DEEPEST);
        self.organisation || teams.any(|team| self.of_team.get(team.index()) == Some(&true))
    }

    /// Whether a team's open goal serves nothing of its team or above that stands, although there is something above.
    pub fn is_orphan(&self, sight: Sight<'_>, goal: &Goal) -> bool {
        let Some(team) = goal.team.filter(|_| goal.closed.is_none()) else {
            return false;
        };
        let serves = |point: &Point| point.stands(sight) && is_at_or_above(sight, *point, team);
        !goal.serves.iter().any(serves) && self.stands_above(sight, team)
    }
}

/// Whether a point is of a team, of one above it, or of the organisation.
pub(super) fn is_at_or_above(sight: Sight<'_>, point: Point, team: TeamId) -> bool {
    match point.team(sight) {
        None => false,
        Some(None) => true,
        Some(Some(above)) => team::is_within(sight, team, above),
    }
}
