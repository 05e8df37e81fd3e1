//! What a team can serve, translate, or depart from: an entry of the compass, or a goal.

use serde::{Deserialize, Serialize};

use super::EntryLink;
use crate::{
    EntryId, GoalId, PersonId, Refusal, Sight, State, TeamId, Time,
    access::Viewer,
    goal::{self, GoalLink},
    team,
};

/// An entry or a goal that others point at.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Point {
    Entry(EntryId),
    Goal(GoalId),
}

/// A point as a link shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PointLink {
    Entry(EntryLink),
    Goal(GoalLink),
}

impl std::fmt::Display for Point {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Entry(id) => id.fmt(f),
            Self::Goal(id) => id.fmt(f),
        }
    }
}

impl Point {
    /// As a link; none where the viewer may not read it.
    pub fn link(self, sight: Sight<'_>) -> Option<PointLink> {
        match self {
            Self::Entry(id) => {
                let entry = sight.entry(id)?;
                Some(PointLink::Entry(super::link(sight, id, entry)))
            }
            Self::Goal(id) => sight
                .goal(id)
                .map(|_| PointLink::Goal(goal::link(sight, id))),
        }
    }

    /// Whose it is: the outer `None` when the viewer may not read it, the inner one for the organisation.
    pub fn team(self, sight: Sight<'_>) -> Option<Option<TeamId>> {
        match self {
            Self::Entry(id) => sight.entry(id).map(|entry| entry.team),
            Self::Goal(id) => sight.goal(id).map(|goal| goal.team),
        }
    }

    pub fn lead(self, sight: Sight<'_>) -> Option<PersonId> {
        match self {
            Self::Entry(id) => sight.entry(id)?.lead,
            Self::Goal(id) => sight.goal(id)?.lead,
        }
    }

    /// The number of its current version, the first being 1; 0 when the viewer may not read it.
    pub fn version(self, sight: Sight<'_>) -> u16 {
        match self {
            Self::Entry(id) => sight.entry(id).map_or(0, super::Entry::version),
            Self::Goal(id) => sight.goal(id).map_or(0, goal::Goal::version),
        }
    }

    /// When its current version was written.
    pub fn changed(self, sight: Sight<'_>) -> Option<Time> {
        match self {
            Self::Entry(id) => sight.entry(id).map(super::Entry::changed),
            Self::Goal(id) => sight.goal(id).map(goal::Goal::changed),
        }
    }

    /// Whether it still stands: not retired, not closed.
    pub fn stands(self, sight: Sight<'_>) -> bool {
        match self {
            Self::Entry(id) => sight.entry(id).is_some_and(super::Entry::is_in_use),
            Self::Goal(id) => sight.goal(id).is_some_and(|goal| goal.closed.is_none()),
        }
    }

    /// That it exists for whoever asks, and still stands.
    pub(crate) fn stands_or_refuse(self, state: &State, asker: PersonId) -> Result<(), Refusal> {
        match self {
            Self::Entry(id) => {
                let entry = state.entry_or_refuse(id, Viewer::of(state, asker))?;
                if entry.retired.is_some() {
                    return Err(Refusal::EntryRetired { entry: id });
                }
            }
            Self::Goal(id) => {
                if state.goal_or_refuse(id)?.closed.is_some() {
                    return Err(Refusal::GoalClosed { goal: id });
                }
            }
        }
        Ok(())
    }

    /// Whether it is of the organisation, or of a team above this one.
    pub fn is_above(self, sight: Sight<'_>, team: TeamId) -> bool {
        match self.team(sight) {
            None => false,
            Some(None) => true,
            Some(Some(above)) => above != team && team::is_within(sight, team, above),
        }
    }

    /// That it stands and is open to everyone: a draft binds nobody yet.
    pub(crate) fn in_use_or_refuse(self, state: &State, asker: PersonId) -> Result<(), Refusal> {
        self.stands_or_refuse(state, asker)?;
        match self {
            Self::Entry(entry) if !state.entry(entry).is_some_and(super::Entry::is_in_use) => {
                Err(Refusal::EntryIsDraft { entry })
            }
            Self::Entry(_) | Self::Goal(_) => Ok(()),
        }
    }

    /// That it stands above a team and binds it, or why not.
    pub(crate) fn binds_or_refuse(
        self,
        state: &State,
        asker: PersonId,
        team: TeamId,
    ) -> Result<(), Refusal> {
        self.in_use_or_refuse(state, asker)?;
        let sight = state.seen_by(Viewer::of(state, asker));
        if self.is_above(sight, team) {
            return Ok(());
        }
        Err(Refusal::NotAbove {
            of: self.to_string(),
            team: state.team_name(team),
        })
    }
}
