//! The cast: people worth looking through the eyes of, chosen from what happened.

use std::collections::BTreeMap;

use paceline_core::{PersonId, TeamId, initiative::Serves, signal::Threshold, time};

use crate::world::{Leading, World};

/// Somebody worth looking through the eyes of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cast {
    pub handle: String,
    /// Who that is, in a few words: `leads for the first time`.
    pub who: String,
}

/// What somebody has in front of them on the last day.
#[derive(Debug, Default, Clone)]
struct Desk {
    leads: usize,
    leads_first: usize,
    /// Followers of what they lead for the first time.
    behind_first: usize,
    follows: usize,
    /// Gaps they recorded that are open and that nobody acts on.
    gaps: usize,
}

/// How much somebody is worth looking through the eyes of, for one of the choices; nought: not at all.
type Worth = fn(&World, &Desk, PersonId) -> usize;

impl World {
    /// The local person first; nobody twice, and nobody whose desk is empty.
    pub(crate) fn cast(&self) -> Vec<Cast> {
        let desks = self.desks();
        let mut chosen: Vec<(PersonId, String)> = vec![(
            self.me,
            format!("leads the {} team", self.team_name(self.home_of(self.me))),
        )];
        let choices: [(Worth, &str); 6] = [
            (is_first_time_lead, "leads for the first time"),
            (is_supporter, "follows much and leads little"),
            (is_visionary, "sees much, and has not acted on it yet"),
            (is_head, "is responsible for all of Engineering"),
            (is_new, ""),
            (is_overclocked, "leads more than one person can"),
        ];
        for (worth, who) in choices {
            let free = desks
                .iter()
                .filter(|(person, _)| chosen.iter().all(|(other, _)| other != *person));
            let best = free
                .map(|(person, desk)| (worth(self, desk, *person), *person))
                .max_by_key(|(worth, person)| (*worth, std::cmp::Reverse(*person)));
            if let Some((1.., person)) = best {
                let who = if who.is_empty() {
                    format!("joined {} ago", time::span(self.days_here(person)))
                } else {
                    who.to_owned()
                };
                chosen.push((person, who));
            }
        }
        let cast = chosen.into_iter().map(|(person, who)| Cast {
            handle: self.handle_of(person),
            who,
        });
        cast.collect()
    }

    fn desks(&self) -> BTreeMap<PersonId, Desk> {
        let mut desks: BTreeMap<PersonId, Desk> = (1..=self.characters.len())
            .map(|number| (PersonId::at(number - 1), Desk::default()))
            .collect();
        let mut acted_on = vec![false; self.state.gaps.len()];
        for initiative in &self.active {
            let (Some(entity), Some(course)) = (
                self.active(*initiative),
                self.courses.get(initiative.index()),
            ) else {
                continue;
            };
            for serves in &entity.serves {
                if let Serves::Gap(gap) = serves
                    && let Some(acted_on) = acted_on.get_mut(gap.index())
                {
                    *acted_on = true;
                }
            }
            let mut behind = 0;
            for follow in entity.followers() {
                behind += 1;
                if let Some(desk) = desks.get_mut(&follow.person) {
                    desk.follows += 1;
                }
            }
            if let Some(desk) = entity.lead().and_then(|lead| desks.get_mut(&lead)) {
                desk.leads += 1;
                if course.leading == Leading::FirstTime {
                    desk.leads_first += 1;
                    desk.behind_first += behind;
                }
            }
        }
        for (gap, acted_on) in self.state.gaps.iter().zip(acted_on) {
            let by = gap
                .by
                .person()
                .filter(|_| gap.closed.is_none() && !acted_on);
            if let Some(desk) = by.and_then(|by| desks.get_mut(&by)) {
                desk.gaps += 1;
            }
        }
        desks
    }

    fn days_here(&self, person: PersonId) -> i64 {
        let joined = self.state.person(person).map(|person| person.joined);
        self.plan.until.days_since(joined.unwrap_or_default())
    }
}

fn is_first_time_lead(_: &World, desk: &Desk, _: PersonId) -> usize {
    if desk.leads == 1 && desk.leads_first == 1 {
        1 + desk.behind_first * 2 + desk.follows
    } else {
        0
    }
}

fn is_supporter(_: &World, desk: &Desk, _: PersonId) -> usize {
    if desk.leads <= 1 && desk.follows > 3 {
        desk.follows
    } else {
        0
    }
}

fn is_visionary(world: &World, desk: &Desk, person: PersonId) -> usize {
    let habit = world
        .characters
        .get(person.index())
        .map(|character| character.habit);
    match (habit == Some(world.behaviour.visionary), desk.leads) {
        (true, 0) if desk.gaps > 0 => desk.gaps * 4 + desk.follows,
        (false, 0) if desk.gaps > 1 => desk.gaps,
        _ => 0,
    }
}

/// The head of the highest team below the whole, where there is one.
fn is_head(world: &World, desk: &Desk, person: PersonId) -> usize {
    let engineering = TeamId::at(1);
    let has_teams = world
        .state
        .team(engineering)
        .is_some_and(|team| !team.children.is_empty());
    let head = world
        .corners
        .get(engineering.index())
        .and_then(|corner| corner.head);
    if has_teams && head == Some(person) {
        1 + desk.follows
    } else {
        0
    }
}

/// Joined in the last months, and has found something; of those who found much, who came last.
fn is_new(world: &World, desk: &Desk, person: PersonId) -> usize {
    const LATELY: i64 = 150;
    const ENOUGH: usize = 3;
    let days = world.days_here(person);
    let found = (desk.follows + desk.leads + desk.gaps).min(ENOUGH);
    match usize::try_from(LATELY - days) {
        Ok(lately @ 1..) if found > 0 => found * 1000 + lately,
        Ok(_) | Err(_) => 0,
    }
}

fn is_overclocked(world: &World, desk: &Desk, _: PersonId) -> usize {
    let most = world.state.organisation.threshold(Threshold::LeadsAtMost);
    if desk.leads > usize::try_from(most).unwrap_or(usize::MAX) {
        desk.leads
    } else {
        0
    }
}
