//! What is opened and what stays folded: from the top down, level by level, while there is room.

use super::{hanging::Hanging, planting::BELOW};
use crate::{TeamId, compass::Point};

/// Which teams, strategies and goals are opened.
#[derive(Default)]
pub(super) struct Opened {
    /// By the number of the team.
    teams: Vec<bool>,
    /// In their order.
    points: Vec<Point>,
}

impl Opened {
    /// A level is opened as a whole or not at all, so that its parts can be compared; the teams at the top always are.
    pub(super) fn of(hanging: &Hanging<'_>, tops: &[TeamId], room: usize) -> Self {
        let sight = hanging.sight;
        let mut opened = Self {
            teams: vec![false; sight.teams_numbered()],
            points: Vec::new(),
        };
        let (mut room, mut is_top) = (room, true);
        let mut points = hanging.of_none.clone();
        let mut teams = tops.to_vec();
        loop {
            let (mut points_below, mut teams_below) = (Vec::new(), Vec::new());
            let rows: usize = points.iter().map(|point| rows_of(hanging, *point)).sum();
            if rows <= room {
                room -= rows;
                let goals = points.iter().flat_map(|point| hanging.below(*point));
                points_below.extend(goals.map(|id| Point::Goal(*id)));
                opened.points.append(&mut points);
            }
            let rows: usize = teams.iter().map(|id| rows_of_team(hanging, *id)).sum();
            if rows <= room || is_top {
                room = room.saturating_sub(rows);
                for id in std::mem::take(&mut teams) {
                    let mut place = opened.teams.get_mut(id.index());
                    // A team that was met before is not opened again, so that even a broken tree ends.
                    let Some(is_open) = place.take_if(|is_open| !**is_open) else {
                        continue;
                    };
                    *is_open = true;
                    points_below.extend(hanging.points(id));
                    teams_below.extend(children(hanging, id));
                }
            }
            if points_below.is_empty() && teams_below.is_empty() {
                opened.points.sort_unstable();
                return opened;
            }
            (points, teams, is_top) = (points_below, teams_below, false);
        }
    }

    pub(super) fn has_team(&self, id: TeamId) -> bool {
        self.teams.get(id.index()) == Some(&true)
    }

    pub(super) fn has_point(&self, point: Point) -> bool {
        self.points.binary_search(&point).is_ok()
    }
}

fn rows_of(hanging: &Hanging<'_>, point: Point) -> usize {
    let leaves = hanging.leaves(point).clamp(1, BELOW + 1);
    leaves + hanging.below(point).len()
}

fn rows_of_team(hanging: &Hanging<'_>, id: TeamId) -> usize {
    let own = hanging.points(id).len() + hanging.veer_offs(id).len();
    own + children(hanging, id).count()
}

/// Teams below that are shown.
pub(super) fn children<'a>(
    hanging: &'a Hanging<'_>,
    id: TeamId,
) -> impl Iterator<Item = TeamId> + 'a {
    let team = hanging.sight.team(id);
    let children = team.map_or(&[][..], |team| &team.children);
    let shown = children.iter().copied();
    shown.filter(|id| !hanging.counts(*id).is_empty())
}
