//! The first day: the organisation, its tree of teams, and the people who are there from the beginning.

use paceline_core::{By, Command, TeamId, organisation, team};

use crate::{
    agenda::Act,
    behaviour::Days,
    content::{
        Theme,
        places::{AREAS, DEPARTMENTS, ORGANISATION, QUALIFIERS, REGIONS},
        teams::TEAMS,
    },
    world::{Corner, World},
};

/// People in a team, about.
const TEAM_SIZE: usize = 6;
/// Teams below one team, at most.
const BREADTH: usize = 7;
/// Below this many people nobody is there for more than one team.
const HAS_HEADS: usize = 12;
/// Days in a stage that this organisation finds long.
const STUCK_AFTER_DAYS: u32 = 120;

impl World {
    pub(crate) fn found(&mut self) {
        let name = organisation::Command::Name {
            name: ORGANISATION.to_owned(),
        };
        self.does(By::Paceline, Command::Organisation(name));
        let threshold = organisation::Command::SetThreshold {
            name: "stuck-after-days".to_owned(),
            value: STUCK_AFTER_DAYS,
        };
        self.does(By::Paceline, Command::Organisation(threshold));

        let people = self.plan.people.max(1);
        self.form_tree(people.div_ceil(TEAM_SIZE).saturating_sub(1).max(1));
        let founders = if self.plan.years == 0 {
            people
        } else {
            (people * self.behaviour.founders_of_hundred).div_ceil(100)
        };
        self.first_people(founders);
        self.name_admins();
        self.plan_the_years(people - founders);
    }

    /// The organisation, engineering below it, and groups of teams as deep as it takes.
    fn form_tree(&mut self, leaves: usize) {
        let root = self.form(ORGANISATION.to_owned(), None);
        let top = if leaves > 2 {
            self.form("Engineering".to_owned(), Some(root))
        } else {
            root
        };
        let mut above = vec![leaves.div_ceil(BREADTH)];
        while above.last().is_some_and(|last| *last > BREADTH) {
            above.extend(above.last().map(|last| last.div_ceil(BREADTH)));
        }
        let mut groups = vec![top];
        // Departments and what is above them only where there is more than one of them; areas lie next to the teams.
        for (height, count) in above.into_iter().enumerate().rev() {
            if count > 1 {
                groups = (0..count)
                    .map(|index| {
                        let parent = groups.get(index % groups.len()).copied();
                        self.form(group_name(height, index), parent)
                    })
                    .collect();
            }
        }
        for index in 0..leaves {
            let above = groups.get(index % groups.len()).copied();
            self.form_leaf(above);
        }
    }

    /// Forms the next team that does work.
    pub(crate) fn form_leaf(&mut self, parent: Option<TeamId>) -> TeamId {
        let index = self.leaves.len();
        let leaf = self.form(leaf_name(index), parent);
        if let (Some((_, themes)), Some(corner)) =
            (TEAMS.get(index % TEAMS.len()), self.corner(leaf))
        {
            corner.themes = *themes;
        }
        self.leaves.push(leaf);
        leaf
    }

    fn form(&mut self, name: String, parent: Option<TeamId>) -> TeamId {
        let form = team::Command::Form { name, parent };
        self.does(By::Paceline, Command::Team(form));
        let places = self.dice.order(Theme::ALL.len());
        let theme = |place: usize| {
            let theme = places.get(place).and_then(|place| Theme::ALL.get(*place));
            theme.copied().unwrap_or(Theme::Teamwork)
        };
        self.corners.push(Corner {
            head: None,
            themes: [theme(0), theme(1), theme(2), theme(3)],
            gaps: Vec::new(),
            neglected: Vec::new(),
            goal: None,
            adrift: Vec::new(),
        });
        TeamId::at(self.corners.len() - 1)
    }

    /// Fills the teams in turn; groups get a head of their own once there are people enough.
    fn first_people(&mut self, founders: usize) {
        let mut homes = Vec::new();
        if self.plan.people >= HAS_HEADS {
            let above = self.corners.len() - self.leaves.len();
            homes.extend((0..above).map(TeamId::at));
        }
        // The local person is not the first of all, but has been there from the beginning.
        let me = homes.len();
        for index in 0..founders {
            let turn = index
                .checked_sub(homes.len())
                .map(|turn| self.leaves[turn % self.leaves.len()]);
            let home = homes.get(index).copied().or(turn);
            let Some(home) = home else { continue };
            let person = self.join(home);
            if index == me {
                self.me = person;
            }
        }
        // Where groups have no head of their own, the first person speaks for them.
        for corner in &mut self.corners {
            corner.head.get_or_insert(paceline_core::PersonId(1));
        }
    }

    /// What falls due without anybody's doing.
    fn plan_the_years(&mut self, hires: usize) {
        let days = self.plan.years * 365;
        if days == 0 {
            return;
        }
        let whole = Days {
            from: 15,
            to: days - 15,
        };
        // Whoever comes last has been there for a few weeks when the life is looked at.
        if let Some(most) = hires.checked_sub(1) {
            let lately = Days {
                from: days.saturating_sub(45).max(1),
                to: days.saturating_sub(30).max(1),
            };
            for _ in 0..most {
                self.after(whole, Act::Hire);
            }
            self.after(lately, Act::Hire);
        }
        self.plan_accounts(whole);
        self.plan_the_compass();
        self.after(self.behaviour.reorganises, Act::Reorganise);
        self.plan_first_goals();
        self.plan_my_last_months();
    }
}

fn leaf_name(index: usize) -> String {
    let name = TEAMS[index % TEAMS.len()].0;
    qualified(name, index / TEAMS.len())
}

/// Areas lie next to the teams, departments above them, regions above those.
fn group_name(height: usize, index: usize) -> String {
    let names: &[&str] = match height {
        0 => &AREAS,
        1 => &DEPARTMENTS,
        _ => &REGIONS,
    };
    qualified(names[index % names.len()], index / names.len())
}

/// The name alone at first, then with a place, then with two.
fn qualified(name: &str, round: usize) -> String {
    let Some(round) = round.checked_sub(1) else {
        return name.to_owned();
    };
    let place = QUALIFIERS[round % QUALIFIERS.len()];
    match (round / QUALIFIERS.len()).checked_sub(1) {
        None => format!("{name} {place}"),
        Some(second) => {
            let second_place = QUALIFIERS[second % QUALIFIERS.len()];
            format!("{name} {place} {second_place}")
        }
    }
}
