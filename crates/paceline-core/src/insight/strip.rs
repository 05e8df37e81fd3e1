//! The paceline: when somebody led and when they followed (mission row L8).

use std::collections::BTreeSet;

use serde::Serialize;

use super::{GROUP, Scope};
use crate::{
    InitiativeId, PersonId, Sight, TeamId, Time,
    initiative::{self, Initiative, InitiativeLink, Stance},
    person,
    team::{self, TeamLink},
};

/// The most stretches that a strip shows: the last ones.
pub const SHOWN: usize = 60;

/// Stretches of leading and following over time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Strip {
    pub whose: Whose,
    pub from: Time,
    pub now: Time,
    /// In the order in which they began.
    pub stretches: Vec<Stretch>,
    /// Earlier stretches that are left out.
    pub left_out: usize,
    /// Days of all stretches within the time that is looked at, each counted for itself.
    pub days_leading: i64,
    pub days_following: i64,
}

/// Whose strip it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Whose {
    /// Of the person who looks; nobody else sees it.
    Mine,
    Team(TeamLink),
    /// A team of fewer than five people: only what it led is shown.
    SmallTeam(TeamLink),
}

/// What was done in a stretch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Did {
    Led,
    Followed,
    FollowedWithReservations,
    Advised,
}

impl Did {
    pub fn word(self) -> &'static str {
        match self {
            Self::Led => "led",
            Self::Followed => "followed",
            Self::FollowedWithReservations => "followed with reservations",
            Self::Advised => "advised",
        }
    }
}

impl From<Option<Stance>> for Did {
    fn from(stance: Option<Stance>) -> Self {
        match stance {
            None => Self::Led,
            Some(Stance::Follow) => Self::Followed,
            Some(Stance::FollowWithReservations) => Self::FollowedWithReservations,
            Some(Stance::Advise | Stance::NotNow) => Self::Advised,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "StripStretch")]
pub struct Stretch {
    pub initiative: InitiativeLink,
    pub did: Did,
    pub from: Time,
    /// `None` while it lasts.
    pub to: Option<Time>,
}

/// A stretch before it is named.
struct Found {
    initiative: InitiativeId,
    did: Did,
    from: Time,
    to: Option<Time>,
}

impl Strip {
    /// `following 4.1 × leading`, or what there is to say when one of them is missing.
    pub fn sentence(&self) -> String {
        let who = match &self.whose {
            Whose::Mine => "You have",
            Whose::Team(_) | Whose::SmallTeam(_) => "The team has",
        };
        if let Whose::SmallTeam(_) = self.whose {
            return match self.stretches.len() + self.left_out {
                0 => "The team has led nothing in this time.".to_owned(),
                1 => "The team led 1 initiative.".to_owned(),
                count => format!("The team led {count} initiatives."),
            };
        }
        match (self.days_leading, self.days_following) {
            (0, 0) => format!("{who} neither led nor followed in this time."),
            (0, _) => format!("{who} followed and not led in this time."),
            (_, 0) => format!("{who} led and not followed in this time."),
            (leading, following) => format!(
                "following {}.{} × leading",
                following / leading,
                following % leading * 10 / leading
            ),
        }
    }
}

/// The strip of a person, for that person alone.
pub fn of_person(
    sight: Sight<'_>,
    viewer: Option<PersonId>,
    id: PersonId,
    from: Time,
    now: Time,
) -> Option<Strip> {
    let person = sight.person(id).filter(|_| viewer == Some(id))?;
    let spans = person::balance(sight, id, person, now).spans;
    let found = spans.into_iter().map(|span| Found {
        initiative: span.initiative.id,
        did: span.stance.into(),
        from: span.from,
        to: span.to,
    });
    Some(strip(sight, Whose::Mine, found.collect(), from, now))
}

/// The strip of a team with all below it: what it led, and what of others its people follow.
pub fn of_team(sight: Sight<'_>, id: TeamId, from: Time, now: Time) -> Option<Strip> {
    sight.team(id)?;
    let scope = Scope::of(sight, Some(id));
    let people = scope.people(sight);
    let link = team::link(sight, id);
    let led = scope.initiatives(sight).into_iter().filter_map(|id| {
        let entity = sight.initiative(id)?;
        Some(Found {
            initiative: id,
            did: Did::Led,
            from: entity.started,
            to: rest(entity),
        })
    });
    if people.len() < GROUP {
        return Some(strip(
            sight,
            Whose::SmallTeam(link),
            led.collect(),
            from,
            now,
        ));
    }
    let mut is_member = vec![false; sight.people_numbered()];
    for person in &people {
        if let Some(is_member) = is_member.get_mut(person.index()) {
            *is_member = true;
        }
    }
    let involved = people.iter().filter_map(|person| sight.person(*person));
    let of_others: BTreeSet<InitiativeId> = involved
        .flat_map(|person| person.involved.iter().copied())
        .collect();
    let followed = of_others.into_iter().filter_map(|id| {
        let entity = sight.initiative(id)?;
        if scope.has(entity.team) || rest(entity).is_some_and(|rest| rest < from) {
            return None;
        }
        let (from, to) = followed_by(entity, &is_member)?;
        Some(Found {
            initiative: id,
            did: Did::Followed,
            from,
            to,
        })
    });
    Some(strip(
        sight,
        Whose::Team(link),
        led.chain(followed).collect(),
        from,
        now,
    ))
}

/// From when to when any of some people supported an initiative.
fn followed_by(entity: &Initiative, is_member: &[bool]) -> Option<(Time, Option<Time>)> {
    let rest = rest(entity);
    let mut found: Option<(Time, Option<Time>)> = None;
    for follow in &entity.follows {
        let is_member = is_member.get(follow.person.index()).copied();
        let counts = follow.stance.is_support() && is_member.unwrap_or_default();
        if !counts {
            continue;
        }
        let to = follow.to.map(|ended| ended.at).or(rest);
        found = Some(match found {
            None => (follow.from, to),
            Some((from, before)) => (
                from.min(follow.from),
                before.zip(to).map(|(one, other)| one.max(other)),
            ),
        });
    }
    found
}

/// When it came to rest; what rests is neither led nor followed any longer.
fn rest(entity: &Initiative) -> Option<Time> {
    entity.still_since()
}

fn strip(sight: Sight<'_>, whose: Whose, mut found: Vec<Found>, from: Time, now: Time) -> Strip {
    found.retain(|one| one.from <= now && one.to.is_none_or(|to| to >= from));
    let days = |leading: bool| {
        let of_kind = found.iter().filter(|one| (one.did == Did::Led) == leading);
        let days = |one: &Found| one.to.unwrap_or(now).days_since(one.from.max(from)).max(1);
        of_kind.map(days).sum()
    };
    let (days_leading, days_following) = (days(true), days(false));
    // The last so many are the ones that ended last, or not yet.
    found.sort_by_key(|one| (one.to.is_none(), one.to, one.from));
    let left_out = found.len().saturating_sub(SHOWN);
    found.drain(..left_out);
    found.sort_by_key(|one| (one.from, one.initiative));
    let stretches = found.into_iter().filter_map(|one| {
        let entity = sight.initiative(one.initiative)?;
        Some(Stretch {
            initiative: initiative::link(sight, one.initiative, entity),
            did: one.did,
            from: one.from,
            to: one.to,
        })
    });
    Strip {
        whose,
        from,
        now,
        stretches: stretches.collect(),
        left_out,
        days_leading,
        days_following,
    }
}
