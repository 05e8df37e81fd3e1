//! The nodes of the tree, as far as they are shown.

use super::{
    Alignment, Asked, Departing, Leaf, Node, Orphan, Shows, TeamNode, VeerNode,
    above::DEEPEST,
    apart::apart,
    hanging::{Hanging, serving},
    opened::{Opened, children},
};
use crate::{
    InitiativeId, Sight, TeamId, Time, VeerOffId,
    compass::{Point, PointLink},
    goal,
    initiative::{self, Initiative},
    insight::{Scope, tree},
    team,
};

/// The most initiatives shown below one goal.
pub(super) const BELOW: usize = 8;
/// The most strategies and goals that stand side by side.
const BESIDE: usize = 120;
/// The most goals named that serve a thing too.
const ALSO: usize = 8;
/// The most goals that are named as serving nothing.
const ORPHANS: usize = 15;

pub(super) fn plant(sight: Sight<'_>, asked: &Asked, now: Time, room: usize) -> Alignment {
    let order = tree(sight, asked.team);
    let hanging = Hanging::of(sight, asked, now, &order);
    let shown = order.iter().filter(|(_, depth)| *depth == 0);
    let shown = shown.filter(|(id, _)| !hanging.counts(*id).is_empty());
    let tops: Vec<TeamId> = shown.map(|(id, _)| *id).collect();
    let empty = order
        .iter()
        .filter(|(id, _)| hanging.counts(*id).is_empty());
    let without_goals = empty.count();
    let (apart, apart_for) = match asked.status {
        None => apart(sight, &Scope::of(sight, asked.team), asked.shows),
        Some(_) => (Vec::new(), [0; 3]),
    };
    let most = match asked.shows {
        Shows::Everything => ORPHANS,
        Shows::ServingNothing => 0,
    };
    let orphans = hanging.orphans.iter().take(most).map(|id| Orphan {
        goal: goal::link(sight, *id),
        team: sight
            .goal(*id)
            .and_then(|goal| goal.team)
            .map(|team| team::link(sight, team)),
    });
    let orphans = orphans.collect();
    let planting = Planting {
        opened: Opened::of(&hanging, &tops, room),
        hanging,
        beside: BESIDE.max(room),
    };
    let of_none = &planting.hanging.of_none;
    Alignment {
        top: top_name(sight, asked.team),
        points: planting.points(of_none, None),
        more: of_none.len().saturating_sub(planting.beside),
        teams: tops.iter().map(|id| planting.team(*id, 0)).collect(),
        without_goals,
        counts: planting.hanging.all,
        apart,
        apart_for,
        apart_in_all: apart_for.iter().sum(),
        orphans,
    }
}

pub(super) fn top_name(sight: Sight<'_>, team: Option<TeamId>) -> String {
    match team {
        Some(team) => team::link(sight, team).name,
        None => sight
            .organisation()
            .name
            .map_or("The organisation", |name| sight.words().short(name))
            .to_owned(),
    }
}

/// What the nodes are made from.
struct Planting<'a> {
    hanging: Hanging<'a>,
    opened: Opened,
    /// The most nodes that stand side by side.
    beside: usize,
}

impl Planting<'_> {
    fn team(&self, id: TeamId, depth: usize) -> TeamNode {
        let (hanging, sight) = (&self.hanging, self.hanging.sight);
        let is_open = self.opened.has_team(id) && depth < DEEPEST;
        let mut node = TeamNode {
            team: team::link(sight, id),
            counts: hanging.counts(id),
            is_open,
            points: Vec::new(),
            more: 0,
            elsewhere: 0,
            veer_offs: Vec::new(),
            below: Vec::new(),
        };
        if !is_open {
            return node;
        }
        let points = hanging.points(id);
        node.points = self.points(points, Some(id));
        node.more = points.len().saturating_sub(self.beside);
        node.elsewhere = hanging.elsewhere(id);
        let veer_offs = hanging.veer_offs(id).iter().take(self.beside);
        node.veer_offs = veer_offs.filter_map(|id| self.veer_off(*id)).collect();
        let below = children(hanging, id).map(|child| self.team(child, depth + 1));
        node.below = below.collect();
        node.below
            .sort_by_cached_key(|node| node.team.name.to_lowercase());
        node
    }

    fn points(&self, points: &[Point], with: Option<TeamId>) -> Vec<Node> {
        let shown = points.iter().take(self.beside);
        shown
            .filter_map(|point| self.node(*point, with, 0))
            .collect()
    }

    /// A strategy or a goal that stands with a team or the organisation.
    fn node(&self, point: Point, with: Option<TeamId>, depth: usize) -> Option<Node> {
        let (hanging, sight) = (&self.hanging, self.hanging.sight);
        let team = point.team(sight)?;
        let is_open = self.opened.has_point(point) && depth < DEEPEST;
        let below = hanging.below(point);
        let (goals_below, initiatives_below) = self.counted(point, depth);
        let mut node = Node {
            what: point.link(sight)?,
            status: self.status(point),
            of: team
                .filter(|team| Some(*team) != with)
                .map(|team| team::link(sight, team)),
            is_open,
            below: Vec::new(),
            goals_below,
            initiatives: Vec::new(),
            more: 0,
            initiatives_below,
            also_serves: self.also_serves(point),
            also_served_by: hanging
                .also(point)
                .iter()
                .take(ALSO)
                .map(|id| goal::link(sight, *id))
                .collect(),
            departing: hanging
                .departing(point)
                .iter()
                .take(ALSO)
                .filter_map(|id| self.departing(*id))
                .collect(),
            serves_nothing: hanging.is_orphan(point),
        };
        if is_open {
            let shown = below.iter().take(self.beside);
            let shown = shown.filter_map(|id| self.node(Point::Goal(*id), team, depth + 1));
            node.below = shown.collect();
            node.initiatives = self.leaves(point, team);
            let left_out = hanging.leaves(point).saturating_sub(BELOW);
            node.more = left_out + below.len().saturating_sub(self.beside);
        }
        Some(node)
    }

    fn status(&self, point: Point) -> &'static str {
        let sight = self.hanging.sight;
        match point {
            Point::Entry(_) => "in use",
            Point::Goal(id) => sight.goal(id).map_or("pending", |goal| {
                goal::status(sight, goal, self.hanging.now)
            }),
        }
    }

    /// How many goals stand below, and how many initiatives serve it and them.
    fn counted(&self, point: Point, depth: usize) -> (usize, usize) {
        let below = self.hanging.below(point);
        let mut sums = (below.len(), self.hanging.leaves(point));
        if depth < DEEPEST {
            for id in below {
                let (goals, initiatives) = self.counted(Point::Goal(*id), depth + 1);
                sums = (sums.0 + goals, sums.1 + initiatives);
            }
        }
        sums
    }

    /// What a goal serves beside what it hangs from, as far as that stands.
    fn also_serves(&self, point: Point) -> Vec<PointLink> {
        let sight = self.hanging.sight;
        let goal = match point {
            Point::Entry(_) => None,
            Point::Goal(id) => sight.goal(id),
        };
        let from = self.hanging.from(point);
        let serves = goal.map_or(&[][..], |goal| &goal.serves).iter();
        serves
            .filter(|served| Some(**served) != from && served.stands(sight))
            .filter_map(|served| served.link(sight))
            .collect()
    }

    fn leaves(&self, point: Point, with: Option<TeamId>) -> Vec<Leaf> {
        let sight = self.hanging.sight;
        let shown = serving(sight, point).take(BELOW);
        let leaves = shown.map(|(id, entity, through)| Leaf {
            of: entity
                .team
                .filter(|team| Some(*team) != with)
                .map(|team| team::link(sight, team)),
            through,
            ..leaf(sight, id, entity)
        });
        leaves.collect()
    }

    fn departing(&self, id: VeerOffId) -> Option<Departing> {
        let veer_off = self.hanging.sight.veer_off(id)?;
        Some(Departing {
            veer_off: id,
            team: team::link(self.hanging.sight, veer_off.team),
            until: veer_off.until(),
        })
    }

    fn veer_off(&self, id: VeerOffId) -> Option<VeerNode> {
        let veer_off = self.hanging.sight.veer_off(id)?;
        Some(VeerNode {
            veer_off: id,
            of: veer_off.of.link(self.hanging.sight)?,
            until: veer_off.until(),
            is_past_its_day: veer_off.is_past_its_day(self.hanging.now),
        })
    }
}

pub(super) fn leaf(sight: Sight<'_>, id: InitiativeId, entity: &Initiative) -> Leaf {
    Leaf {
        initiative: initiative::link(sight, id, entity),
        stage: entity.stage,
        is_led: entity.lead().is_some(),
        of: entity.team.map(|team| team::link(sight, team)),
        through: None,
    }
}
