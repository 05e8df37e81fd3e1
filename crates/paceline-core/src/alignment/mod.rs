//! Alignment: what serves what, from the organisation down to an initiative, and what serves nothing (mission row L1).

use serde::Serialize;

use crate::{
    GapId, GoalId, InitiativeId, Sight, TeamId, Time,
    goal::{self, Goal, GoalLink},
    initiative::{self, CannotSay, Initiative, InitiativeLink, Serves, Stage},
    insight::{Scope, tree},
    team::{self, TeamLink},
};

/// How many rows are opened before the rest stays folded.
pub const ROOM: usize = 56;
/// The most initiatives shown below one goal.
const BELOW_GOAL: usize = 8;
/// The most initiatives that are named as standing apart for one reason.
const APART: usize = 15;

/// What is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    pub team: Option<TeamId>,
    /// A goal's status by its word, `ended` for closed ones; open goals when nothing is said.
    pub status: Option<String>,
}

/// The tree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Alignment {
    /// The organisation, or the team that was asked for.
    pub top: String,
    /// Goals of no team.
    pub goals: Vec<GoalNode>,
    pub teams: Vec<TeamNode>,
    /// Teams without such a goal, which are left out.
    pub without_goals: usize,
    pub counts: Counts,
    /// Active initiatives that serve no open goal. Empty when a status is asked for.
    pub apart: Vec<Apart>,
    /// How many stand apart for each reason, named or not.
    pub apart_for: [usize; 3],
    /// How many stand apart in all.
    pub apart_in_all: usize,
}

/// A team with what it wants.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct TeamNode {
    pub team: TeamLink,
    pub counts: Counts,
    /// `false`: only its counts are shown, and its parts are a click away.
    pub is_open: bool,
    pub goals: Vec<GoalNode>,
    pub below: Vec<Self>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "AlignmentCounts")]
pub struct Counts {
    pub goals: usize,
    /// Goals that no initiative serves.
    pub goals_unserved: usize,
    /// Initiatives that serve the goals; of a team, each is counted once a goal.
    pub initiatives: usize,
}

/// A goal with what serves it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct GoalNode {
    pub goal: GoalLink,
    pub status: &'static str,
    pub initiatives: Vec<Leaf>,
    /// Initiatives that are left out.
    pub more: usize,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Leaf {
    pub initiative: InitiativeLink,
    pub stage: Stage,
    pub is_led: bool,
    /// The team, where it is not the goal's.
    pub of: Option<TeamLink>,
    /// The gap in the goal's way that it narrows, where it serves the goal by that.
    pub through: Option<GapId>,
}

/// An initiative that stands apart, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Apart {
    pub leaf: Leaf,
    pub why: Why,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "ApartWhy")]
pub enum Why {
    /// Nothing is on record that it serves.
    Nothing,
    /// It narrows a gap, and the gap is in no goal's way.
    GapOfNoGoal,
    /// What it served has ended.
    EndedGoal,
}

impl Why {
    pub const ALL: [Self; 3] = [Self::Nothing, Self::GapOfNoGoal, Self::EndedGoal];

    pub fn word(self) -> &'static str {
        match self {
            Self::Nothing => "serves nothing on record",
            Self::GapOfNoGoal => "narrows a gap that is in no goal’s way",
            Self::EndedGoal => "serves a goal that has ended",
        }
    }
}

/// The tree as of now.
pub fn alignment(sight: Sight<'_>, asked: &Asked, now: Time) -> Alignment {
    let scope = Scope::of(sight, asked.team);
    let mut of_team: Vec<Vec<GoalId>> = vec![Vec::new(); sight.teams_numbered()];
    let mut of_none = Vec::new();
    let mut counts = vec![Counts::default(); sight.teams_numbered()];
    let mut all = Counts::default();
    let mut serves = vec![false; sight.initiatives_numbered()];
    for (id, goal) in sight.goals() {
        if !scope.has(goal.team) || !is_asked(sight, goal, asked, now) {
            continue;
        }
        let own = Counts::of(sight, goal);
        all.add(own);
        for (id, _, _) in serving(sight, goal) {
            if let Some(serves) = serves.get_mut(id.index()) {
                *serves = true;
            }
        }
        let place = goal.team.map(TeamId::index);
        match place.and_then(|at| of_team.get_mut(at).zip(counts.get_mut(at))) {
            Some((goals, counts)) => {
                goals.push(id);
                counts.add(own);
            }
            None => of_none.push(id),
        }
    }
    // One initiative may serve several goals; in all it counts once.
    all.initiatives = serves.into_iter().filter(|serves| *serves).count();
    let order = tree(sight, asked.team);
    for (id, _) in order.iter().rev().filter(|(_, depth)| *depth > 0) {
        let own = counts.get(id.index()).copied().unwrap_or_default();
        let parent = sight.team(*id).and_then(|team| team.parent);
        if let Some(parent) = parent.and_then(|parent| counts.get_mut(parent.index())) {
            parent.add(own);
        }
    }
    let without_goals = order
        .iter()
        .filter(|(id, _)| {
            counts
                .get(id.index())
                .is_none_or(|counts| counts.goals == 0)
        })
        .count();
    let planting = Planting {
        is_open: opened(sight, &order, &of_team, &counts),
        sight,
        of_team,
        counts,
        now,
    };
    let tops = order.iter().filter(|(_, depth)| *depth == 0);
    let (apart, apart_for) = match asked.status {
        None => apart(sight, &scope),
        Some(_) => (Vec::new(), [0; 3]),
    };
    Alignment {
        top: top_name(sight, asked.team),
        goals: of_none.iter().filter_map(|id| planting.goal(*id)).collect(),
        teams: tops.filter_map(|(id, _)| planting.team(*id, 0)).collect(),
        without_goals,
        counts: all,
        apart,
        apart_for,
        apart_in_all: apart_for.iter().sum(),
    }
}

fn top_name(sight: Sight<'_>, team: Option<TeamId>) -> String {
    match team {
        Some(team) => team::link(sight, team).name,
        None => sight
            .organisation()
            .name
            .map_or("The organisation", |name| sight.words().short(name))
            .to_owned(),
    }
}

fn is_asked(sight: Sight<'_>, goal: &Goal, asked: &Asked, now: Time) -> bool {
    match asked.status.as_deref() {
        None => goal.closed.is_none(),
        Some("ended") => goal.closed.is_some(),
        Some(word) => goal::status(sight, goal, now) == word,
    }
}

/// What serves a goal, by itself or through a gap: what is active, or for an ended goal what was delivered too.
fn serving<'a>(
    sight: Sight<'a>,
    goal: &'a Goal,
) -> impl Iterator<Item = (InitiativeId, &'a Initiative, Option<GapId>)> + 'a {
    let ended = goal.closed.is_some();
    let itself = goal.initiatives.iter().map(|id| (*id, None));
    let by_gap = goal.gaps.iter().flat_map(move |gap| {
        let initiatives = sight.gap(*gap).map_or(&[][..], |gap| &gap.initiatives);
        let is_new = |id: &&InitiativeId| !goal.initiatives.contains(id);
        initiatives
            .iter()
            .filter(is_new)
            .map(|id| (*id, Some(*gap)))
    });
    itself.chain(by_gap).filter_map(move |(id, gap)| {
        let entity = sight.initiative(id)?;
        let counts = entity.stage.is_active() || (ended && entity.stage == Stage::Delivered);
        counts.then_some((id, entity, gap))
    })
}

impl Counts {
    fn of(sight: Sight<'_>, goal: &Goal) -> Self {
        let initiatives = serving(sight, goal).count();
        Self {
            goals: 1,
            goals_unserved: usize::from(initiatives == 0),
            initiatives,
        }
    }

    fn add(&mut self, other: Self) {
        self.goals += other.goals;
        self.goals_unserved += other.goals_unserved;
        self.initiatives += other.initiatives;
    }
}

/// Which teams are opened: from the top down while there is room.
fn opened(
    sight: Sight<'_>,
    order: &[(TeamId, usize)],
    of_team: &[Vec<GoalId>],
    counts: &[Counts],
) -> Vec<bool> {
    let mut is_open = vec![false; sight.teams_numbered()];
    let has_goals = |id: TeamId| {
        counts
            .get(id.index())
            .is_some_and(|counts| counts.goals > 0)
    };
    let rows_of = |id: TeamId| {
        let goals = of_team.get(id.index()).map_or(&[][..], Vec::as_slice);
        let own: usize = goals
            .iter()
            .filter_map(|goal| sight.goal(*goal))
            .map(|goal| serving(sight, goal).count().clamp(1, BELOW_GOAL + 1))
            .sum();
        let below = sight.team(id).map_or(&[][..], |team| &team.children);
        own + below.iter().filter(|child| has_goals(**child)).count()
    };
    let (mut room, mut depth) = (ROOM, 0);
    loop {
        let is_in_sight = |id: &TeamId| {
            let parent = sight.team(*id).and_then(|team| team.parent);
            let is_below = parent.is_some_and(|parent| is_open.get(parent.index()) == Some(&true));
            has_goals(*id) && (depth == 0 || is_below)
        };
        let level = order
            .iter()
            .filter(|(_, at)| *at == depth)
            .map(|(id, _)| *id);
        let level: Vec<TeamId> = level.filter(is_in_sight).collect();
        let rows: usize = level.iter().map(|id| rows_of(*id)).sum();
        // A level is opened as a whole or not at all, so that teams can be compared; the top always is.
        if level.is_empty() || (rows > room && depth > 0) {
            return is_open;
        }
        room = room.saturating_sub(rows);
        depth += 1;
        for id in level {
            if let Some(is_open) = is_open.get_mut(id.index()) {
                *is_open = true;
            }
        }
    }
}

/// What the nodes are made from.
struct Planting<'a> {
    sight: Sight<'a>,
    of_team: Vec<Vec<GoalId>>,
    counts: Vec<Counts>,
    is_open: Vec<bool>,
    now: Time,
}

/// No organisation is deeper; a tree that went in circles ends here.
const DEEPEST: usize = 40;

impl Planting<'_> {
    fn team(&self, id: TeamId, depth: usize) -> Option<TeamNode> {
        let counts = *self
            .counts
            .get(id.index())
            .filter(|counts| counts.goals > 0)?;
        let is_open = self.is_open.get(id.index()) == Some(&true) && depth < DEEPEST;
        let team = self.sight.team(id).filter(|_| is_open);
        let mut below: Vec<TeamNode> = team
            .map_or(&[][..], |team| &team.children)
            .iter()
            .filter_map(|child| self.team(*child, depth + 1))
            .collect();
        below.sort_by_cached_key(|node| node.team.name.to_lowercase());
        let goals = self.of_team.get(id.index()).filter(|_| is_open);
        Some(TeamNode {
            team: team::link(self.sight, id),
            counts,
            is_open,
            goals: goals
                .map_or(&[][..], Vec::as_slice)
                .iter()
                .filter_map(|goal| self.goal(*goal))
                .collect(),
            below,
        })
    }

    fn goal(&self, id: GoalId) -> Option<GoalNode> {
        let goal = self.sight.goal(id)?;
        let serving: Vec<_> = serving(self.sight, goal).collect();
        Some(GoalNode {
            goal: goal::link(self.sight, id),
            status: goal::status(self.sight, goal, self.now),
            more: serving.len().saturating_sub(BELOW_GOAL),
            initiatives: serving
                .into_iter()
                .take(BELOW_GOAL)
                .map(|(id, entity, through)| Leaf {
                    of: entity
                        .team
                        .filter(|team| Some(*team) != goal.team)
                        .map(|team| team::link(self.sight, team)),
                    through,
                    ..leaf(self.sight, id, entity)
                })
                .collect(),
        })
    }
}

fn leaf(sight: Sight<'_>, id: InitiativeId, entity: &Initiative) -> Leaf {
    Leaf {
        initiative: initiative::link(sight, id, entity),
        stage: entity.stage,
        is_led: entity.lead().is_some(),
        of: entity.team.map(|team| team::link(sight, team)),
        through: None,
    }
}

/// Active initiatives that serve no open goal, those that serve nothing first, newest first.
fn apart(sight: Sight<'_>, scope: &Scope) -> (Vec<Apart>, [usize; 3]) {
    let mut found: Vec<(Why, InitiativeId)> = sight
        .initiatives()
        .filter(|(_, entity)| entity.stage.is_active() && scope.has(entity.team))
        .filter(|(_, entity)| entity.can_say(CannotSay::Serves))
        .filter_map(|(id, entity)| Some((why_apart(sight, entity)?, id)))
        .collect();
    found.sort_unstable_by_key(|(why, id)| (*why, std::cmp::Reverse(*id)));
    let of = |why: Why| found.iter().filter(move |(other, _)| *other == why);
    let named = Why::ALL.into_iter().flat_map(|why| of(why).take(APART));
    let apart = named.filter_map(|(why, id)| {
        let leaf = leaf(sight, *id, sight.initiative(*id)?);
        Some(Apart { leaf, why: *why })
    });
    (apart.collect(), Why::ALL.map(|why| of(why).count()))
}

fn why_apart(sight: Sight<'_>, entity: &Initiative) -> Option<Why> {
    let goal_of = |serves: &Serves| match serves {
        Serves::Goal(goal) => Some(*goal),
        Serves::Gap(gap) => sight.gap(*gap).and_then(|gap| gap.goal),
        Serves::Strategy(_) => None,
    };
    let mut why = Why::Nothing;
    for serves in &entity.serves {
        match goal_of(serves).and_then(|goal| sight.goal(goal)) {
            Some(goal) if goal.closed.is_none() => return None,
            Some(_) => why = Why::EndedGoal,
            None => why = why.max(Why::GapOfNoGoal),
        }
    }
    Some(why)
}

impl Alignment {
    /// The finding in words.
    pub fn sentence(&self) -> String {
        let Counts {
            goals,
            goals_unserved,
            initiatives,
        } = self.counts;
        let wanted = match goals {
            0 => "No such goal is on record".to_owned(),
            1 => "1 goal".to_owned(),
            count => format!("{count} goals"),
        };
        let served = match (goals, goals_unserved) {
            (0, _) => String::new(),
            (1, 0) => ", served by an initiative".to_owned(),
            (1, _) => ", served by no initiative".to_owned(),
            (_, 0) => ", each served by an initiative".to_owned(),
            (_, unserved) => format!(", {unserved} of them served by no initiative"),
        };
        let them = if goals == 1 { "it" } else { "them" };
        let serving = match initiatives {
            0 => String::new(),
            1 => format!("; 1 initiative serves {them}"),
            count => format!("; {count} initiatives serve {them}"),
        };
        let apart = match self.apart_in_all {
            0 => String::new(),
            1 => " 1 initiative stands apart.".to_owned(),
            count => format!(" {count} initiatives stand apart."),
        };
        format!("{wanted}{served}{serving}.{apart}")
    }
}

#[cfg(test)]
mod tests;
