//! Teams: a tree, with its members.

use serde::{Deserialize, Serialize};

use crate::{
    Draft, PersonId, Recorded, Refusal, Sight, State, TeamId, Time, WordId,
    access::Viewer,
    context::repository,
    goal,
    initiative::{self, Stage},
    list::{Asked, Listed},
    person, text,
};

/// What a person can ask.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Forms a team, at the top or below another.
    Form {
        name: String,
        parent: Option<TeamId>,
    },
    /// A person joins a team.
    Join { team: TeamId, person: PersonId },
    /// A person leaves a team.
    Leave { team: TeamId, person: PersonId },
    /// Puts a team below another; left out, at the top.
    Move {
        team: TeamId,
        parent: Option<TeamId>,
    },
    /// Says which repositories are a team's, by a pattern such as `github.com/acme/checkout-*`.
    OwnRepository { team: TeamId, pattern: String },
    /// Says that a pattern of repositories is not a team's any more.
    DropRepository { team: TeamId, pattern: String },
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    Formed {
        team: TeamId,
        slug: String,
        name: WordId,
        parent: Option<TeamId>,
    },
    Renamed {
        team: TeamId,
        name: WordId,
    },
    Moved {
        team: TeamId,
        parent: Option<TeamId>,
    },
    MemberJoined {
        team: TeamId,
        person: PersonId,
    },
    MemberLeft {
        team: TeamId,
        person: PersonId,
    },
    RepositoryOwned {
        team: TeamId,
        pattern: String,
    },
    RepositoryDropped {
        team: TeamId,
        pattern: String,
    },
}

/// The most patterns of repositories of one team: a pattern stands for many.
pub const REPOSITORIES_LIMIT: usize = 100;

/// What we remember.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Team {
    pub slug: String,
    pub name: WordId,
    pub parent: Option<TeamId>,
    pub children: Vec<TeamId>,
    pub members: Vec<PersonId>,
    pub initiatives: Vec<crate::InitiativeId>,
    pub goals: Vec<crate::GoalId>,
    /// Patterns of the repositories that are the team's.
    pub repositories: Vec<String>,
    pub formed: Time,
}

/// The rules.
pub fn decide(draft: &mut Draft<'_>, command: &Command) -> Result<(), Refusal> {
    let event = match command {
        Command::Form { name, parent } => {
            let name = text::title("name", name)?;
            let slug = text::slug(&name);
            if slug.is_empty() {
                return Err(Refusal::Empty { what: "name" });
            }
            if draft.state.team_called(&slug).is_some() {
                return Err(Refusal::TeamExists { team: slug });
            }
            if let Some(parent) = parent {
                draft.state.team_or_refuse(*parent)?;
            }
            Event::Formed {
                team: draft.next_team(),
                slug,
                name: draft.word(name),
                parent: *parent,
            }
        }
        Command::Join { team, person } => {
            person::present_or_refuse(draft.state, *person)?;
            if draft.state.team_or_refuse(*team)?.members.contains(person) {
                return Ok(());
            }
            Event::MemberJoined {
                team: *team,
                person: *person,
            }
        }
        Command::Leave { team, person } => {
            if !draft.state.team_or_refuse(*team)?.members.contains(person) {
                return Ok(());
            }
            Event::MemberLeft {
                team: *team,
                person: *person,
            }
        }
        Command::Move { team, parent } => {
            let known = draft.state.team_or_refuse(*team)?;
            if known.parent == *parent {
                return Ok(());
            }
            if let Some(parent) = parent {
                draft.state.team_or_refuse(*parent)?;
                let sight = draft.state.seen_by(Viewer::Paceline);
                if is_within(sight, *parent, *team) {
                    return Err(Refusal::TeamLoop);
                }
            }
            Event::Moved {
                team: *team,
                parent: *parent,
            }
        }
        Command::OwnRepository { team, pattern } => {
            let known = draft.state.team_or_refuse(*team)?;
            let pattern = repository::pattern(pattern)?;
            if known.repositories.contains(&pattern) {
                return Ok(());
            }
            if known.repositories.len() >= REPOSITORIES_LIMIT {
                return Err(Refusal::TooManyRepositories {
                    limit: REPOSITORIES_LIMIT,
                });
            }
            Event::RepositoryOwned {
                team: *team,
                pattern,
            }
        }
        Command::DropRepository { team, pattern } => {
            let known = draft.state.team_or_refuse(*team)?;
            // As it is kept, even where that could not be written today.
            let pattern = if known.repositories.contains(pattern) {
                pattern.clone()
            } else {
                repository::pattern(pattern)?
            };
            if !known.repositories.contains(&pattern) {
                return Err(Refusal::NoSuchRepository { pattern });
            }
            Event::RepositoryDropped {
                team: *team,
                pattern,
            }
        }
    };
    draft.happened(crate::Event::Team(event));
    Ok(())
}

/// That somebody is of a team or of one below it, or why not.
pub(crate) fn member_or_refuse(
    state: &State,
    team: TeamId,
    person: PersonId,
) -> Result<(), Refusal> {
    state.team_or_refuse(team)?;
    let sight = state.seen_by(Viewer::Paceline);
    let teams = state.person(person).map_or(&[][..], |person| &person.teams);
    if teams.iter().any(|own| is_within(sight, *own, team)) {
        return Ok(());
    }
    Err(Refusal::NotOfTeam {
        team: state.team_name(team),
    })
}

/// Whether `team` stands below `above`, or is it.
pub fn is_within(sight: Sight<'_>, team: TeamId, above: TeamId) -> bool {
    let mut at = Some(team);
    // A tree is no deeper than it has teams, so even a broken one ends.
    for _ in 0..=sight.teams_numbered() {
        match at {
            None => return false,
            Some(here) if here == above => return true,
            Some(here) => at = sight.team(here).and_then(|team| team.parent),
        }
    }
    false
}

/// The fold.
pub(crate) fn apply(state: &mut State, recorded: &Recorded, event: &Event) {
    match event {
        Event::Formed {
            team,
            slug,
            name,
            parent,
        } => {
            state.teams.push(Team {
                slug: slug.clone(),
                name: *name,
                parent: None,
                children: Vec::new(),
                members: Vec::new(),
                initiatives: Vec::new(),
                goals: Vec::new(),
                repositories: Vec::new(),
                formed: recorded.at,
            });
            state.note_slug(slug, *team);
            move_under(state, *team, *parent);
        }
        Event::Renamed { team, name } => {
            if let Some(team) = state.teams.get_mut(team.index()) {
                team.name = *name;
            }
        }
        Event::Moved { team, parent } => move_under(state, *team, *parent),
        Event::MemberJoined { team, person } => {
            if let Some(team) = state.teams.get_mut(team.index()) {
                team.members.push(*person);
            }
            if let Some(person) = state.people.get_mut(person.index()) {
                person.teams.push(*team);
            }
        }
        Event::RepositoryOwned { team, pattern } => {
            if let Some(team) = state.teams.get_mut(team.index()) {
                team.repositories.push(pattern.clone());
            }
        }
        Event::RepositoryDropped { team, pattern } => {
            if let Some(team) = state.teams.get_mut(team.index()) {
                team.repositories.retain(|known| known != pattern);
            }
        }
        Event::MemberLeft { team, person } => {
            if let Some(team) = state.teams.get_mut(team.index()) {
                team.members.retain(|member| member != person);
            }
            if let Some(person) = state.people.get_mut(person.index()) {
                person.teams.retain(|member_of| member_of != team);
            }
        }
    }
}

fn move_under(state: &mut State, team: TeamId, parent: Option<TeamId>) {
    let before = state.team(team).and_then(|team| team.parent);
    if let Some(before) = before.and_then(|before| state.teams.get_mut(before.index())) {
        before.children.retain(|child| *child != team);
    }
    if let Some(team) = state.teams.get_mut(team.index()) {
        team.parent = parent;
    }
    if let Some(parent) = parent.and_then(|parent| state.teams.get_mut(parent.index())) {
        parent.children.push(team);
    }
}

/// A team as a link shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct TeamLink {
    pub id: TeamId,
    pub slug: String,
    pub name: String,
}

pub fn link(sight: Sight<'_>, id: TeamId) -> TeamLink {
    let team = sight.team(id);
    TeamLink {
        id,
        slug: team.map_or_else(String::new, |team| team.slug.clone()),
        name: team.map_or_else(String::new, |team| {
            sight.words().short(team.name).to_owned()
        }),
    }
}

/// A row of the list of teams: a place in the tree, drawn by its depth.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "TeamRow")]
pub struct Row {
    pub team: TeamLink,
    pub depth: usize,
    pub people: usize,
    pub under_way: usize,
    pub goals: usize,
}

/// The tree of teams, parents before children; with words to look for, only teams whose name has them.
pub fn list(sight: Sight<'_>, asked: &Asked) -> Listed<Row> {
    let wanted = asked.words();
    let mut order: Vec<(TeamId, usize)> = Vec::with_capacity(sight.teams_numbered());
    let by_name = |ids: &mut Vec<TeamId>| {
        ids.sort_by_key(|id| {
            sight.team(*id).map_or_else(String::new, |team| {
                sight.words().short(team.name).to_lowercase()
            })
        });
        ids.reverse();
    };
    let mut roots: Vec<TeamId> = sight
        .teams()
        .filter(|(_, team)| team.parent.is_none())
        .map(|(id, _)| id)
        .collect();
    by_name(&mut roots);
    let mut open: Vec<(TeamId, usize)> = roots.into_iter().map(|id| (id, 0)).collect();
    while let Some((id, depth)) = open.pop() {
        order.push((id, depth));
        let mut children = sight
            .team(id)
            .map_or_else(Vec::new, |team| team.children.clone());
        by_name(&mut children);
        open.extend(children.into_iter().map(|child| (child, depth + 1)));
    }
    order.retain(|(id, _)| {
        let name = sight.team(*id).map_or_else(String::new, |team| {
            sight.words().short(team.name).to_lowercase()
        });
        wanted.iter().all(|word| name.contains(word))
    });
    asked.page_of(&order, |(id, depth)| row(sight, *id, *depth))
}

fn row(sight: Sight<'_>, id: TeamId, depth: usize) -> Row {
    let team = sight.team(id);
    let under_way = |team: &Team| {
        team.initiatives
            .iter()
            .filter(|id| {
                sight
                    .initiative(**id)
                    .is_some_and(|initiative| initiative.stage.is_active())
            })
            .count()
    };
    Row {
        team: link(sight, id),
        depth,
        people: team.map_or(0, |team| team.members.len()),
        under_way: team.map_or(0, under_way),
        goals: team.map_or(0, |team| team.goals.len()),
    }
}

/// A team's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct TeamPage {
    pub team: TeamLink,
    /// From the top down to the parent.
    pub above: Vec<TeamLink>,
    pub below: Vec<Row>,
    pub members: Vec<person::PersonLink>,
    pub goals: Vec<goal::Row>,
    /// Active ones first, newest first; at most a page of them.
    pub initiatives: Vec<initiative::Row>,
    pub initiatives_in_all: usize,
    /// Patterns of the repositories that are the team's.
    pub repositories: Vec<String>,
    pub formed: Time,
}

/// How many rows a page of a team shows before it links to the whole list.
pub const ROWS_ON_TEAM_PAGE: usize = 15;

pub fn page(sight: Sight<'_>, id: TeamId, now: Time) -> Option<TeamPage> {
    // Who is in which team is open to the organisation, not to guests.
    let team = sight.team(id).filter(|_| sight.sees_the_organisation())?;
    let mut above = Vec::new();
    let mut at = team.parent;
    while let Some(parent) = at.filter(|_| above.len() <= sight.teams_numbered()) {
        above.push(link(sight, parent));
        at = sight.team(parent).and_then(|team| team.parent);
    }
    above.reverse();
    let newest_first = || sight.of(&team.initiatives).rev();
    let active = newest_first().filter(|(_, entity)| entity.stage.is_active());
    let at_rest = newest_first().filter(|(_, entity)| !entity.stage.is_active());
    Some(TeamPage {
        team: link(sight, id),
        above,
        below: team
            .children
            .iter()
            .map(|child| row(sight, *child, 0))
            .collect(),
        members: team
            .members
            .iter()
            .map(|person| person::link(sight, *person))
            .collect(),
        goals: team
            .goals
            .iter()
            .rev()
            .map(|goal| goal::row(sight, *goal, now))
            .take(ROWS_ON_TEAM_PAGE)
            .collect(),
        initiatives: active
            .chain(at_rest)
            .take(ROWS_ON_TEAM_PAGE)
            .map(|(id, entity)| initiative::row(sight, id, entity, now))
            .collect(),
        initiatives_in_all: sight.of(&team.initiatives).count(),
        repositories: team.repositories.clone(),
        formed: team.formed,
    })
}

/// The stages an overview counts, in order.
pub fn stage_counts(sight: Sight<'_>) -> Vec<(Stage, usize)> {
    Stage::ALL
        .into_iter()
        .map(|stage| {
            (
                stage,
                sight
                    .initiatives()
                    .filter(|(_, initiative)| initiative.stage == stage)
                    .count(),
            )
        })
        .filter(|(_, count)| *count > 0)
        .collect()
}
