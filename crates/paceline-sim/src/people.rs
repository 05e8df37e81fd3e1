//! People: they join, look up from their work, and change teams.

use paceline_core::{By, Command, PersonId, TeamId, Time, person, team};

use crate::{
    agenda::Act,
    behaviour::Days,
    content::names::{FIRST, LAST},
    world::{Character, World},
};

/// Teams below this size are not split.
const SMALLEST_SPLIT: usize = 6;
/// Teams for which the rate of reorganisations is given.
const TEAMS_OF_FORTY: usize = 6;

impl World {
    /// Somebody joins the organisation, and a team.
    pub(crate) fn join(&mut self, home: TeamId) -> PersonId {
        let index = self.characters.len();
        let (handle, name) = self.next_name(index);
        let join = person::Command::Join {
            handle,
            name,
            role: person::Role::Member,
        };
        self.does(By::Paceline, Command::Person(join));
        let person = PersonId::at(index);
        if self.habits.is_empty() {
            self.deal_habits();
        }
        let habit = self.habits.pop().unwrap_or(self.behaviour.steady);
        let [of_founders, of_others] = self.behaviour.led_before_of_hundred;
        let of_hundred = if self.steps.len() < self.plan.people * 4 {
            of_founders
        } else {
            of_others
        };
        let has_led = self.dice.below(100) < of_hundred;
        self.characters.push(Character {
            home,
            habit,
            leads: 0,
            led: u32::from(has_led),
            delivered: 0,
            grown: 0,
            follows_until: Time::default(),
        });
        self.joins_team(person, home);
        self.after(Days { from: 2, to: 20 }, Act::Look(person));
        person
    }

    /// Twenty people at a time, so that even a small organisation has some of each kind.
    fn deal_habits(&mut self) {
        let all = [
            self.behaviour.steady,
            self.behaviour.visionary,
            self.behaviour.supporter,
            self.behaviour.driven,
            self.behaviour.quiet,
        ];
        let twenty: Vec<_> = all
            .iter()
            .flat_map(|habit| std::iter::repeat_n(*habit, habit.of_twenty))
            .collect();
        for place in self.dice.order(twenty.len()) {
            self.habits.extend(twenty.get(place));
        }
    }

    pub(crate) fn next_name(&self, index: usize) -> (String, String) {
        let place = |order: &[usize], at: usize| order.get(at % order.len()).copied().unwrap_or(0);
        let round = index / FIRST.len();
        let first = FIRST[place(&self.first_names, index)];
        let last = LAST[place(&self.last_names, index + round)];
        let name = format!("{first} {last}");
        // Four thousand names; who comes after them shares one.
        let short = plain(first);
        let long = format!("{short}-{}", plain(last));
        let handle = match (round, index / (FIRST.len() * LAST.len())) {
            (0, _) => short,
            (_, 0) => long,
            (_, again) => format!("{long}-{}", again + 1),
        };
        (handle, name)
    }

    pub(crate) fn hire(&mut self) {
        let smallest = |team: &TeamId| self.state.team(*team).map_or(0, |team| team.members.len());
        let some: Vec<TeamId> = (0..3)
            .filter_map(|_| self.dice.choose(&self.leaves))
            .collect();
        if let Some(home) = some.into_iter().min_by_key(smallest) {
            let person = self.join(home);
            self.arrives(person);
        }
    }

    /// The first weeks: whom could I follow, and what do I see that the others no longer see?
    fn arrives(&mut self, person: PersonId) {
        for _ in 0..3 {
            if self.dice.chance(self.behaviour.newcomer_follows) {
                self.after(Days { from: 3, to: 24 }, Act::FollowSomething(person));
            }
        }
        if self.dice.chance(self.behaviour.newcomer_sees_a_gap) {
            self.after(Days { from: 8, to: 30 }, Act::FreshEyes(person));
        }
    }

    fn joins_team(&mut self, person: PersonId, team: TeamId) {
        let join = team::Command::Join { team, person };
        self.does(By::Person(person), Command::Team(join));
        if let Some(corner) = self.corner(team) {
            corner.head.get_or_insert(person);
        }
    }

    fn moves_team(&mut self, person: PersonId, to: TeamId) {
        let from = self.home_of(person);
        let leave = team::Command::Leave { team: from, person };
        self.does(By::Person(person), Command::Team(leave));
        self.joins_team(person, to);
        if let Some(character) = self.characters.get_mut(person.index()) {
            character.home = to;
        }
    }

    /// Somebody moves to another team, or a large team becomes two.
    pub(crate) fn reorganise(&mut self) {
        let span = self.behaviour.reorganises;
        let teams = u32::try_from(self.leaves.len() / TEAMS_OF_FORTY).unwrap_or(0);
        let often = |days: u32| days / teams.max(1);
        self.after(
            Days {
                from: often(span.from),
                to: often(span.to),
            },
            Act::Reorganise,
        );
        let Some(team) = self.dice.choose(&self.leaves) else {
            return;
        };
        let head = self
            .corners
            .get(team.index())
            .and_then(|corner| corner.head);
        let may_move: Vec<PersonId> = self.state.team(team).map_or_else(Vec::new, |team| {
            let stays = |person: &PersonId| Some(*person) != head && *person != self.me;
            team.members.iter().copied().filter(stays).collect()
        });
        if may_move.len() + 1 >= SMALLEST_SPLIT && self.dice.chance(self.behaviour.splits_a_team) {
            let parent = self.state.team(team).and_then(|team| team.parent);
            let new = self.form_leaf(parent);
            for person in may_move.into_iter().step_by(2) {
                self.moves_team(person, new);
            }
            self.after(Days { from: 10, to: 40 }, Act::SetGoal(new));
        } else if may_move.len() > 1
            && let Some(person) = self.dice.choose(&may_move)
            && let Some(to) = self.other_team(team)
            && self
                .state
                .team(to)
                .is_some_and(|team| team.children.is_empty())
        {
            self.moves_team(person, to);
        }
    }

    /// What is wrong here, what could I do about it, whom could I follow?
    pub(crate) fn look(&mut self, person: PersonId) {
        self.after(self.behaviour.looks_up, Act::Look(person));
        let Some(character) = self.characters.get(person.index()) else {
            return;
        };
        let (habit, home) = (character.habit, character.home);
        if self.dice.chance(habit.sees_a_gap) {
            self.see_a_gap(person);
        }
        if self.dice.chance(habit.starts) && self.has_room(person) {
            self.start_something(person);
        }
        if self.dice.chance(habit.follows)
            && let Some(initiative) = self.something_to_follow()
        {
            self.follow(initiative, person);
        }
        if self.dice.chance(self.behaviour.takes_up_in_passing) {
            self.take_up_in_passing(person, home);
        }
        if self.dice.chance(self.behaviour.closes_neglected_gap) {
            self.close_neglected(person, home);
        }
    }
}

/// Lower case, without accents: the part of a handle.
fn plain(name: &str) -> String {
    name.chars()
        .flat_map(char::to_lowercase)
        .map(|letter| match letter {
            'á' => 'a',
            'í' | 'ı' => 'i',
            'ó' | 'ø' => 'o',
            'ř' => 'r',
            other => other,
        })
        .collect()
}
