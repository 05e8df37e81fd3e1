//! What hangs from what: each goal once, below the first that it serves in its own part or above.

use std::collections::BTreeMap;

use super::{
    Asked, Counts, Shows,
    above::{Above, DEEPEST, is_at_or_above},
};
use crate::{
    EntryId, GapId, GoalId, InitiativeId, Sight, TeamId, Time, VeerOffId,
    compass::{Kind, Point},
    goal::{self, Goal},
    initiative::{Initiative, Stage},
    insight::Scope,
};

/// What hangs from what, by number.
pub(super) struct Hanging<'a> {
    pub(super) sight: Sight<'a>,
    pub(super) now: Time,
    is_in: Vec<bool>,
    is_orphan: Vec<bool>,
    /// What each goal hangs from.
    from: Vec<Option<Point>>,
    /// By the place of a strategy or a goal: goals that hang from it, goals that serve it too, how many initiatives serve it.
    below: Vec<Vec<GoalId>>,
    also: Vec<Vec<GoalId>>,
    leaves: Vec<usize>,
    /// Strategies, and goals that hang from nothing: of each team, and of the organisation.
    of_team: Vec<Vec<Point>>,
    pub(super) of_none: Vec<Point>,
    /// How many goals of each team hang from something that is not the team's.
    elsewhere: Vec<usize>,
    veer_offs: Vec<Vec<VeerOffId>>,
    departing: BTreeMap<Point, Vec<VeerOffId>>,
    counts: Vec<Counts>,
    pub(super) all: Counts,
    pub(super) orphans: Vec<GoalId>,
}

impl<'a> Hanging<'a> {
    /// `order` is every team that is asked for, parents before children.
    pub(super) fn of(
        sight: Sight<'a>,
        asked: &Asked,
        now: Time,
        order: &[(TeamId, usize)],
    ) -> Self {
        let scope = Scope::of(sight, asked.team);
        let (teams, goals) = (sight.teams_numbered(), sight.goals_numbered());
        let places = sight.entries_numbered() + goals;
        let mut hanging = Self {
            sight,
            now,
            is_in: vec![false; goals],
            is_orphan: vec![false; goals],
            from: vec![None; goals],
            below: vec![Vec::new(); places],
            also: vec![Vec::new(); places],
            leaves: vec![0; places],
            of_team: vec![Vec::new(); teams],
            of_none: Vec::new(),
            elsewhere: vec![0; teams],
            veer_offs: vec![Vec::new(); teams],
            departing: BTreeMap::new(),
            counts: vec![Counts::default(); teams],
            all: Counts::default(),
            orphans: Vec::new(),
        };
        hanging.choose(&scope, asked);
        let strategies = hanging.strategies(&scope);
        hanging.hang(&strategies);
        let is_whole = asked.status.is_none() && asked.shows == Shows::Everything;
        hanging.root(&strategies, is_whole);
        if is_whole {
            hanging.depart(&scope);
        }
        hanging.count(order);
        hanging
    }

    /// Says which goals are asked for, and which of them serve nothing above.
    fn choose(&mut self, scope: &Scope, asked: &Asked) {
        let above = Above::of(self.sight);
        for (id, goal) in self.sight.goals().filter(|(_, goal)| scope.has(goal.team)) {
            if !is_asked(self.sight, goal, asked, self.now) {
                continue;
            }
            let is_orphan = above.is_orphan(self.sight, goal);
            if asked.shows == Shows::ServingNothing && !is_orphan {
                continue;
            }
            if is_orphan {
                self.orphans.push(id);
            }
            if let Some(place) = self.is_in.get_mut(id.index()) {
                *place = true;
            }
            if let Some(place) = self.is_orphan.get_mut(id.index()) {
                *place = is_orphan;
            }
        }
    }

    /// Strategies in use.
    fn strategies(&self, scope: &Scope) -> Vec<EntryId> {
        let entries = self.sight.entries();
        let used = entries.filter(|(_, entry)| entry.kind() == Kind::Strategy && entry.is_in_use());
        let here = used.filter(|(_, entry)| scope.has(entry.team));
        here.map(|(id, _)| id).collect()
    }

    fn hang(&mut self, strategies: &[EntryId]) {
        let sight = self.sight;
        let stands_in = |is_in: &[bool], point: Point| match point {
            Point::Entry(id) => strategies.binary_search(&id).is_ok(),
            Point::Goal(id) => is_in.get(id.index()) == Some(&true),
        };
        let may_hang = |goal: &Goal, point: Point| match goal.team {
            None => point.team(sight) == Some(None),
            Some(team) => is_at_or_above(sight, point, team),
        };
        for (id, goal) in self.goals() {
            let served = goal.serves.iter().copied();
            let mut here = served.filter(|point| stands_in(&self.is_in, *point));
            let from = here.find(|point| may_hang(goal, *point) && *point != Point::Goal(id));
            if let Some(place) = self.from.get_mut(id.index()) {
                *place = from;
            }
        }
        for (id, goal) in self.goals() {
            if !self.reaches_the_top(id)
                && let Some(from) = self.from.get_mut(id.index())
            {
                *from = None;
            }
            let from = self.from.get(id.index()).copied().flatten();
            let place = from.map(|from| self.place(from));
            if let Some(below) = place.and_then(|place| self.below.get_mut(place)) {
                below.push(id);
            }
            let served = goal.serves.iter().copied();
            for point in served.filter(|point| Some(*point) != from) {
                let place = self.place(point);
                if stands_in(&self.is_in, point)
                    && let Some(also) = self.also.get_mut(place)
                {
                    also.push(id);
                }
            }
        }
    }

    /// Goals that are asked for.
    fn goals(&self) -> impl Iterator<Item = (GoalId, &'a Goal)> + use<'a> {
        let is_in = self.is_in.clone();
        let goals = self.sight.goals();
        goals.filter(move |(id, _)| is_in.get(id.index()) == Some(&true))
    }

    /// Whether a goal does not hang in a circle.
    fn reaches_the_top(&self, goal: GoalId) -> bool {
        let next = |at: &Point| match at {
            Point::Entry(_) => None,
            Point::Goal(goal) => self.from.get(goal.index()).copied().flatten(),
        };
        let steps = std::iter::successors(Some(Point::Goal(goal)), next);
        steps.take(DEEPEST + 1).count() <= DEEPEST
    }

    /// Puts strategies, and goals that hang from nothing, where they stand.
    fn root(&mut self, strategies: &[EntryId], is_whole: bool) {
        let shown = strategies.iter().map(|id| Point::Entry(*id));
        let shown: Vec<Point> = shown
            .filter(|point| is_whole || !self.below(*point).is_empty())
            .collect();
        let goals = self.goals().map(|(id, _)| Point::Goal(id));
        for point in shown.into_iter().chain(goals) {
            let Some(team) = point.team(self.sight).flatten() else {
                if self.from(point).is_none() {
                    self.of_none.push(point);
                }
                continue;
            };
            match self.from(point) {
                None => {
                    if let Some(points) = self.of_team.get_mut(team.index()) {
                        points.push(point);
                    }
                }
                Some(from) => {
                    let is_ours = from.team(self.sight) == Some(Some(team));
                    if let Some(elsewhere) = self.elsewhere.get_mut(team.index()) {
                        *elsewhere += usize::from(!is_ours);
                    }
                }
            }
        }
    }

    fn depart(&mut self, scope: &Scope) {
        let veer_offs = self.sight.veer_offs();
        for (id, veer_off) in veer_offs.filter(|(_, veer_off)| veer_off.is_open()) {
            self.departing.entry(veer_off.of).or_default().push(id);
            let mut place = self.veer_offs.get_mut(veer_off.team.index());
            if let Some(place) = place.take_if(|_| scope.has(Some(veer_off.team))) {
                place.push(id);
            }
        }
    }

    fn count(&mut self, order: &[(TeamId, usize)]) {
        let mut serves = vec![false; self.sight.initiatives_numbered()];
        let strategies = self.of_team.iter().flatten().chain(&self.of_none);
        let strategies = strategies.filter(|point| matches!(point, Point::Entry(_)));
        let mut points: Vec<Point> = strategies.copied().collect();
        points.extend(self.goals().map(|(id, _)| Point::Goal(id)));
        for point in points {
            let own = self.own_counts(point, &mut serves);
            self.all.add(own);
            let team = point.team(self.sight).flatten();
            if let Some(counts) = team.and_then(|team| self.counts.get_mut(team.index())) {
                counts.add(own);
            }
        }
        for (counts, veer_offs) in self.counts.iter_mut().zip(&self.veer_offs) {
            counts.veer_offs = veer_offs.len();
            self.all.veer_offs += veer_offs.len();
        }
        // One initiative may serve several goals; in all it counts once.
        self.all.initiatives = serves.into_iter().filter(|serves| *serves).count();
        for (id, _) in order.iter().rev().filter(|(_, depth)| *depth > 0) {
            let own = self.counts(*id);
            let parent = self.sight.team(*id).and_then(|team| team.parent);
            if let Some(parent) = parent.and_then(|parent| self.counts.get_mut(parent.index())) {
                parent.add(own);
            }
        }
    }

    fn own_counts(&mut self, point: Point, serves: &mut [bool]) -> Counts {
        let mut initiatives = 0;
        for (id, _, _) in serving(self.sight, point) {
            initiatives += 1;
            if let Some(serves) = serves.get_mut(id.index()) {
                *serves = true;
            }
        }
        let place = self.place(point);
        if let Some(leaves) = self.leaves.get_mut(place) {
            *leaves = initiatives;
        }
        let is_goal = matches!(point, Point::Goal(_));
        let is_served = initiatives > 0 || !self.below(point).is_empty();
        Counts {
            strategies: usize::from(!is_goal),
            goals: usize::from(is_goal),
            goals_unserved: usize::from(is_goal && !is_served),
            goals_serving_nothing: usize::from(self.is_orphan(point)),
            initiatives,
            veer_offs: 0,
        }
    }

    fn place(&self, point: Point) -> usize {
        match point {
            Point::Entry(id) => id.index(),
            Point::Goal(id) => self.sight.entries_numbered() + id.index(),
        }
    }

    pub(super) fn from(&self, point: Point) -> Option<Point> {
        match point {
            Point::Entry(_) => None,
            Point::Goal(id) => self.from.get(id.index()).copied().flatten(),
        }
    }

    pub(super) fn is_orphan(&self, point: Point) -> bool {
        match point {
            Point::Entry(_) => false,
            Point::Goal(id) => self.is_orphan.get(id.index()) == Some(&true),
        }
    }

    pub(super) fn below(&self, point: Point) -> &[GoalId] {
        let below = self.below.get(self.place(point));
        below.map_or(&[], Vec::as_slice)
    }

    pub(super) fn also(&self, point: Point) -> &[GoalId] {
        let also = self.also.get(self.place(point));
        also.map_or(&[], Vec::as_slice)
    }

    pub(super) fn leaves(&self, point: Point) -> usize {
        let leaves = self.leaves.get(self.place(point));
        leaves.copied().unwrap_or_default()
    }

    pub(super) fn points(&self, team: TeamId) -> &[Point] {
        let points = self.of_team.get(team.index());
        points.map_or(&[], Vec::as_slice)
    }

    pub(super) fn elsewhere(&self, team: TeamId) -> usize {
        let elsewhere = self.elsewhere.get(team.index());
        elsewhere.copied().unwrap_or_default()
    }

    pub(super) fn veer_offs(&self, team: TeamId) -> &[VeerOffId] {
        let veer_offs = self.veer_offs.get(team.index());
        veer_offs.map_or(&[], Vec::as_slice)
    }

    pub(super) fn departing(&self, point: Point) -> &[VeerOffId] {
        let departing = self.departing.get(&point);
        departing.map_or(&[], Vec::as_slice)
    }

    /// Of a team and all below it.
    pub(super) fn counts(&self, team: TeamId) -> Counts {
        let counts = self.counts.get(team.index());
        counts.copied().unwrap_or_default()
    }
}

impl Counts {
    fn add(&mut self, other: Self) {
        self.strategies += other.strategies;
        self.goals += other.goals;
        self.goals_unserved += other.goals_unserved;
        self.goals_serving_nothing += other.goals_serving_nothing;
        self.initiatives += other.initiatives;
        self.veer_offs += other.veer_offs;
    }

    /// Whether there is nothing to show.
    pub fn is_empty(self) -> bool {
        self.strategies + self.goals + self.veer_offs == 0
    }
}

fn is_asked(sight: Sight<'_>, goal: &Goal, asked: &Asked, now: Time) -> bool {
    match asked.status.as_deref() {
        None => goal.closed.is_none(),
        Some("ended") => goal.closed.is_some(),
        Some(word) => goal::status(sight, goal, now) == word,
    }
}

/// What serves a strategy or a goal, by itself or through a gap: what is active, or for an ended goal what was delivered too.
pub(super) fn serving<'a>(
    sight: Sight<'a>,
    point: Point,
) -> impl Iterator<Item = (InitiativeId, &'a Initiative, Option<GapId>)> + 'a {
    let nothing: (&'a [InitiativeId], &'a [GapId], bool) = (&[], &[], false);
    let (initiatives, gaps, ended) = match point {
        Point::Entry(id) => sight
            .entry(id)
            .map_or(nothing, |entry| (entry.initiatives.as_slice(), &[], false)),
        Point::Goal(id) => sight.goal(id).map_or(nothing, |goal| {
            let (initiatives, gaps) = (goal.initiatives.as_slice(), goal.gaps.as_slice());
            (initiatives, gaps, goal.closed.is_some())
        }),
    };
    let itself = initiatives.iter().map(|id| (*id, None));
    let by_gap = gaps.iter().flat_map(move |gap| {
        let narrowing = crate::gap::initiatives(sight, crate::gap::lives_in(sight, *gap));
        let is_new = move |id: &InitiativeId| !initiatives.contains(id);
        let new = narrowing.into_iter().filter(is_new);
        new.map(move |id| (id, Some(*gap)))
    });
    itself.chain(by_gap).filter_map(move |(id, gap)| {
        let entity = sight.initiative(id)?;
        let counts = entity.stage.is_active() || (ended && entity.stage == Stage::Delivered);
        counts.then_some((id, entity, gap))
    })
}
