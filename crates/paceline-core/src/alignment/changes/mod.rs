//! What changed between two days, in the order of the tree.

use jiff::civil::Date;
use serde::Serialize;

use super::planting::top_name;
use crate::{
    EntryId, GoalId, InitiativeId, Sight, TeamId, Time, VeerOffId,
    compass::{EntryLink, Point, PointLink},
    goal::GoalLink,
    initiative::InitiativeLink,
    insight::{Scope, tree},
    team::{self, TeamLink},
};

mod differences;
mod sides;
mod words;

use differences::Differences;
pub use words::Did;

/// The most changes that are shown of one team, and in all.
const OF_ONE: usize = 40;
const IN_ALL: usize = 300;

/// What changed between two days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "AlignmentChanges")]
pub struct Changes {
    /// The organisation, or the team that was asked for.
    pub top: String,
    /// The record as it stood at the end of these days.
    pub since: Date,
    pub until: Date,
    /// What happened how often, what did not happen left out.
    pub tally: Vec<Tally>,
    /// The organisation and teams where something changed, parents before children.
    pub parts: Vec<Part>,
    /// Teams where nothing changed.
    pub quiet_teams: usize,
    /// Strategies, open goals, active initiatives and veer-offs that are as they were.
    pub unchanged: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "AlignmentTally")]
pub struct Tally {
    pub did: Did,
    pub count: usize,
}

/// The organisation, or one team without those below it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "AlignmentPart")]
pub struct Part {
    /// `None` is the organisation.
    pub team: Option<TeamLink>,
    pub changes: Vec<What>,
    /// Changes that are left out.
    pub more: usize,
    pub unchanged: usize,
}

/// A thing that changed, as it was and as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "AlignmentChange")]
pub struct What {
    pub thing: Thing,
    pub did: Vec<Did>,
    /// `None`: it was not there.
    pub then: Option<Side>,
    pub now: Option<Side>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "AlignmentThing")]
pub enum Thing {
    Team(TeamLink),
    Strategy(EntryLink),
    Goal(GoalLink),
    VeerOff(VeerOffId, PointLink),
    Translation(PointLink),
    Initiative(InitiativeLink),
}

/// How a thing stood on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "AlignmentSide")]
pub struct Side {
    pub title: String,
    /// Its status, stage or version in words.
    pub status: String,
    pub team: Option<TeamLink>,
    /// What it serves, such as `O-1`, `C-2` or `G-3`.
    pub serves: Vec<String>,
}

/// A thing by its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Named {
    Team(TeamId),
    Strategy(EntryId),
    Goal(GoalId),
    VeerOff(VeerOffId),
    Translation(Point, TeamId),
    Initiative(InitiativeId),
}

/// The record as it stood at a moment.
#[derive(Clone, Copy)]
struct Stand<'a> {
    sight: Sight<'a>,
    at: Time,
}

/// What changed from one moment to another, in the whole organisation or from a team down.
pub fn compare(
    (then, then_at): (Sight<'_>, Time),
    (now, now_at): (Sight<'_>, Time),
    team: Option<TeamId>,
) -> Changes {
    let then = Stand {
        sight: then,
        at: then_at,
    };
    let now = Stand {
        sight: now,
        at: now_at,
    };
    let scope = Scope::of(now.sight, team);
    let mut found = Differences::of(then, now, &scope);
    let teams = tree(now.sight, team).into_iter().map(|(id, _)| Some(id));
    let organisation = std::iter::once(None).filter(|_| team.is_none());
    let (mut parts, mut quiet_teams, mut shown) = (Vec::new(), 0, 0);
    for team in organisation.chain(teams) {
        let Some(of_part) = found.take(team).filter(|part| !part.changes.is_empty()) else {
            quiet_teams += usize::from(team.is_some());
            continue;
        };
        let changes = of_part.changes.iter().take(OF_ONE.min(IN_ALL - shown));
        let changes = changes.filter_map(|(named, did)| sides::what(then, now, *named, did));
        let changes: Vec<What> = changes.collect();
        shown += changes.len();
        parts.push(Part {
            team: team.map(|team| team::link(now.sight, team)),
            more: of_part.changes.len() - changes.len(),
            unchanged: of_part.unchanged,
            changes,
        });
    }
    Changes {
        top: top_name(now.sight, team),
        since: then_at.date(),
        until: now_at.date(),
        tally: found.tally(),
        parts,
        quiet_teams,
        unchanged: found.unchanged,
    }
}

#[cfg(test)]
mod tests;
