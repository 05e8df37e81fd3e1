//! Alignment: what serves what, from the organisation down to an initiative, and what serves nothing (mission row L1).

use jiff::civil::Date;
use serde::Serialize;

use crate::{
    GapId, Sight, TeamId, Time, VeerOffId,
    compass::PointLink,
    goal::GoalLink,
    initiative::{InitiativeLink, Stage},
    team::TeamLink,
};

mod above;
mod apart;
mod changes;
mod hanging;
mod opened;
mod planting;
mod words;

pub use above::Above;
pub use changes::{Changes, Did, Part, Side, Tally, Thing, What, compare};

/// How many rows are opened before the rest stays folded.
pub const ROOM: usize = 56;

/// What is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    pub team: Option<TeamId>,
    /// A goal's status by its word, `ended` for closed ones; open goals when nothing is said.
    pub status: Option<String>,
    pub shows: Shows,
}

/// How much of the tree is asked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Shows {
    #[default]
    Everything,
    /// Only goals and initiatives that serve nothing.
    ServingNothing,
}

impl Shows {
    pub fn word(self) -> &'static str {
        match self {
            Self::Everything => "everything",
            Self::ServingNothing => "serving-nothing",
        }
    }

    /// By its word; everything for any other.
    pub fn named(word: &str) -> Self {
        if word == Self::ServingNothing.word() {
            Self::ServingNothing
        } else {
            Self::Everything
        }
    }
}

/// The tree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Alignment {
    /// The organisation, or the team that was asked for.
    pub top: String,
    /// Strategies and goals of the organisation that hang from nothing else.
    pub points: Vec<Node>,
    /// How many more such there are.
    pub more: usize,
    pub teams: Vec<TeamNode>,
    /// Teams without anything of this, which are left out.
    pub without_goals: usize,
    pub counts: Counts,
    /// Active initiatives that serve nothing that stands. Empty when a status is asked for.
    pub apart: Vec<Apart>,
    /// How many stand apart for each reason, named or not.
    pub apart_for: [usize; 3],
    /// How many stand apart in all.
    pub apart_in_all: usize,
    /// Goals of teams that serve nothing above; each is a node of the tree too. `counts` says how many there are.
    pub orphans: Vec<Orphan>,
}

/// A team with what it wants.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct TeamNode {
    pub team: TeamLink,
    pub counts: Counts,
    /// `false`: only its counts are shown, and its parts are a click away.
    pub is_open: bool,
    /// Its strategies, and its goals that hang from nothing else.
    pub points: Vec<Node>,
    /// How many more such there are.
    pub more: usize,
    /// How many of its goals hang from what they serve above.
    pub elsewhere: usize,
    /// What it departs from.
    pub veer_offs: Vec<VeerNode>,
    pub below: Vec<Self>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "AlignmentCounts")]
pub struct Counts {
    pub strategies: usize,
    pub goals: usize,
    /// Goals that nothing serves, neither a goal nor an initiative.
    pub goals_unserved: usize,
    /// Goals of teams that serve nothing above although there is something to serve.
    pub goals_serving_nothing: usize,
    /// Initiatives that serve goals and strategies; of a team, each is counted once a goal.
    pub initiatives: usize,
    pub veer_offs: usize,
}

/// A strategy or a goal with what serves it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "AlignmentNode")]
pub struct Node {
    #[serde(flatten)]
    pub what: PointLink,
    /// A goal's status; `in use` of a strategy.
    pub status: &'static str,
    /// The team, where it is not the one that it stands with.
    pub of: Option<TeamLink>,
    /// `false`: only counts are shown, and its own page says the rest.
    pub is_open: bool,
    /// Goals that serve it.
    pub below: Vec<Self>,
    /// How many goals stand below it in all.
    pub goals_below: usize,
    /// Initiatives that serve it, by themselves or through a gap.
    pub initiatives: Vec<Leaf>,
    /// Goals and initiatives that are left out.
    pub more: usize,
    /// How many initiatives serve it and the goals below it.
    pub initiatives_below: usize,
    /// What else it serves.
    pub also_serves: Vec<PointLink>,
    /// Goals that serve it too and hang from something else.
    pub also_served_by: Vec<GoalLink>,
    /// Teams that depart from it.
    pub departing: Vec<Departing>,
    /// A goal of a team that serves nothing above although there is something to serve.
    pub serves_nothing: bool,
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

/// A team that departs from a strategy or a goal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Departing {
    pub veer_off: VeerOffId,
    pub team: TeamLink,
    pub until: Option<Date>,
}

/// What a team departs from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct VeerNode {
    pub veer_off: VeerOffId,
    pub of: PointLink,
    pub until: Option<Date>,
    /// Its day has passed, and nobody renewed it or returned.
    pub is_past_its_day: bool,
}

/// A goal that serves nothing above, and whose it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Orphan {
    pub goal: GoalLink,
    pub team: Option<TeamLink>,
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
            Self::EndedGoal => "serves what has ended",
        }
    }
}

/// The tree as of now.
pub fn alignment(sight: Sight<'_>, asked: &Asked, now: Time) -> Alignment {
    planting::plant(sight, asked, now, ROOM)
}

#[cfg(test)]
mod tests;
