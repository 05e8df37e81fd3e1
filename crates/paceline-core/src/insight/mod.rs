//! Looking back: what can be seen of an organisation or a team over a span of time (mission rows L8, P8, A6).
//!
//! Whatever counts what people do is shown for a person to that person alone, and to others for groups of at least
//! [`GROUP`] people.

use serde::{Deserialize, Serialize};

use crate::{InitiativeId, PersonId, Sight, TeamId, Time};

pub mod activity;
pub mod answers;
pub mod flow;
pub mod matrix;
pub mod strip;

#[cfg(test)]
mod tests;

/// The smallest group whose doings are shown to others.
pub const GROUP: usize = 5;

/// How far a look back reaches.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Span {
    Quarter,
    #[default]
    HalfYear,
    Year,
    /// From the first thing on record.
    Everything,
}

impl Span {
    pub const ALL: [Self; 4] = [Self::Quarter, Self::HalfYear, Self::Year, Self::Everything];

    /// As it stands in a URL.
    pub fn word(self) -> &'static str {
        match self {
            Self::Quarter => "3-months",
            Self::HalfYear => "6-months",
            Self::Year => "1-year",
            Self::Everything => "all",
        }
    }

    /// As a sentence says it: `in the last 6 months`.
    pub fn phrase(self) -> &'static str {
        match self {
            Self::Quarter => "in the last 3 months",
            Self::HalfYear => "in the last 6 months",
            Self::Year => "in the last year",
            Self::Everything => "since the record began",
        }
    }

    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|span| span.word() == word)
    }

    /// The moment it reaches back to.
    pub fn from(self, sight: Sight<'_>, now: Time) -> Time {
        match self {
            Self::Quarter => now.plus_days(-91),
            Self::HalfYear => now.plus_days(-182),
            Self::Year => now.plus_days(-365),
            Self::Everything => beginning(sight).unwrap_or(now).min(now),
        }
    }
}

/// When the first thing on record happened. Lists are in the order in which things happened.
fn beginning(sight: Sight<'_>) -> Option<Time> {
    let firsts = [
        sight.initiatives().next().map(|(_, entity)| entity.started),
        sight.gaps().next().map(|(_, gap)| gap.at),
        sight.goals().next().map(|(_, goal)| goal.set),
    ];
    firsts.into_iter().flatten().min()
}

/// A part of the organisation: a team with all that stand below it, or everything.
#[derive(Debug, Clone)]
pub struct Scope {
    /// `None` is the whole organisation.
    inside: Option<Inside>,
}

#[derive(Debug, Clone)]
struct Inside {
    teams: Vec<TeamId>,
    /// Whether the team at each place is one of them.
    has: Vec<bool>,
}

impl Scope {
    pub fn of(sight: Sight<'_>, team: Option<TeamId>) -> Self {
        Self {
            inside: team.map(|team| {
                let mut has = vec![false; sight.teams_numbered()];
                let (mut teams, mut open) = (Vec::new(), vec![team]);
                while let Some(at) = open.pop() {
                    // A team that was met before is not opened again, so that even a broken tree ends.
                    let Some(met) = has.get_mut(at.index()).filter(|met| !**met) else {
                        continue;
                    };
                    *met = true;
                    teams.push(at);
                    open.extend(sight.team(at).map_or(&[][..], |team| &team.children));
                }
                Inside { teams, has }
            }),
        }
    }

    /// Whether something of a team, or of no team, belongs to it.
    pub fn has(&self, team: Option<TeamId>) -> bool {
        let Some(inside) = &self.inside else {
            return true;
        };
        team.is_some_and(|team| inside.has.get(team.index()).copied().unwrap_or_default())
    }

    /// Everything its teams lead or led; in the whole organisation, everything.
    pub fn initiatives(&self, sight: Sight<'_>) -> Vec<InitiativeId> {
        let Some(inside) = &self.inside else {
            return sight.initiatives().map(|(id, _)| id).collect();
        };
        let teams = inside.teams.iter().filter_map(|team| sight.team(*team));
        teams
            .flat_map(|team| team.initiatives.iter().copied())
            .collect()
    }

    /// Everybody who belongs to one of its teams, once; in the whole organisation, everybody.
    pub fn people(&self, sight: Sight<'_>) -> Vec<PersonId> {
        let Some(inside) = &self.inside else {
            return sight.people().map(|(id, _)| id).collect();
        };
        let teams = inside.teams.iter().filter_map(|team| sight.team(*team));
        let mut people: Vec<PersonId> = teams
            .flat_map(|team| team.members.iter().copied())
            .collect();
        people.sort_unstable();
        people.dedup();
        people
    }
}

/// Teams below one, or all, parents before children, siblings by name; each with its depth.
pub(crate) fn tree(sight: Sight<'_>, top: Option<TeamId>) -> Vec<(TeamId, usize)> {
    let by_name = |ids: &mut Vec<TeamId>| {
        ids.sort_by_cached_key(|id| {
            let name = sight.team(*id).map(|team| sight.words().short(team.name));
            std::cmp::Reverse(name.unwrap_or_default().to_lowercase())
        });
    };
    let mut roots = match top {
        Some(top) => vec![top],
        None => sight
            .teams()
            .filter(|(_, team)| team.parent.is_none())
            .map(|(id, _)| id)
            .collect(),
    };
    by_name(&mut roots);
    let mut open: Vec<(TeamId, usize)> = roots.into_iter().map(|id| (id, 0)).collect();
    let mut order = Vec::with_capacity(sight.teams_numbered());
    // No tree has more places than there are teams, so even a broken one ends.
    while let Some((id, depth)) = open.pop().filter(|_| order.len() < sight.teams_numbered()) {
        order.push((id, depth));
        let mut children = sight
            .team(id)
            .map_or_else(Vec::new, |team| team.children.clone());
        by_name(&mut children);
        open.extend(children.into_iter().map(|child| (child, depth + 1)));
    }
    order
}
