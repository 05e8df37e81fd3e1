//! What goals have to do with the compass: what they serve, what is kept healthy, and what is said of their ends.

use paceline_core::{
    By, Command, GoalId, PersonId, TeamId,
    compass::Point,
    goal::{self, Direction, Kind},
    measure::Amount,
    person::Role,
};

use super::{ENGINEERING_TEAM, ORGANISATION, SERVES, needle};
use crate::{
    agenda::{Act, Needle},
    behaviour::Days,
    content::{
        Theme,
        compass::{FIRST, HELP, SECOND},
    },
    world::{Aim, KEPT, World},
};

impl World {
    /// A goal that is kept, not reached: its numbers come from a script.
    pub(super) fn keep_healthy(&mut self) {
        let team = Some(ENGINEERING_TEAM).filter(|team| self.state.team(*team).is_some());
        let team = team.unwrap_or(ORGANISATION);
        let Some(head) = self.head_of(team) else {
            return;
        };
        let set = goal::Setting {
            title: "Riders can rely on us every day".to_owned(),
            why: "What is healthy is not a project; it is kept.".to_owned(),
            team: Some(team),
            evergreen: true,
            ..goal::Setting::default()
        };
        if !self.does(By::Person(head), Command::Goal(goal::Command::Set(set))) {
            return;
        }
        self.aims.push(Aim {
            theme: Theme::Observability,
            corner: team,
            mood: 76,
            end: KEPT,
            until: self.plan.until.plus_days(3650),
            numbers: Vec::new(),
        });
        let goal = GoalId::at(self.aims.len() - 1);
        for (name, kind, unit, direction, target) in [
            (
                "Locks that open",
                Kind::Percentage,
                "",
                Direction::AtLeast,
                99,
            ),
            ("Incidents", Kind::Number, "a month", Direction::AtMost, 4),
        ] {
            let ends = [Amount::whole(target), Amount::whole(target)];
            let counting = goal::Counting {
                kind,
                direction: Some(direction),
                source: "Nightly report of the fleet".to_owned(),
                ..goal::Counting::number(goal, name, unit, ends)
            };
            let add = goal::Command::AddKeyResult(counting);
            self.does(By::Person(head), Command::Goal(add));
        }
        self.after(Days { from: 20, to: 30 }, Act::CheckInOnGoal(goal));
        self.after(Days { from: 7, to: 7 }, needle(Needle::Report(goal)));
    }

    pub(super) fn report(&mut self, goal: GoalId) {
        let mut people = (0..).map(PersonId::at).zip(&self.state.people);
        let script = people.find(|(_, person)| person.role == Role::Service && person.is_present());
        let by = script.map(|(id, _)| id).or(self.head_of(ORGANISATION));
        let locks = i64::try_from(98_600 + self.dice.below(1_300)).unwrap_or(99_000);
        let incidents = i32::try_from(1 + self.dice.below(6)).unwrap_or(2);
        let values = [
            Amount::thousandths(locks).rounded(1),
            Amount::whole(incidents),
        ];
        for (key_result, value) in (0..).zip(values) {
            if let Some(by) = by {
                let report = goal::Command::Report {
                    goal,
                    key_result,
                    value,
                    source: String::new(),
                };
                self.does(By::Person(by), Command::Goal(report));
            }
        }
        self.after(Days { from: 14, to: 14 }, needle(Needle::Report(goal)));
    }

    /// What a new goal of a team serves: the goal above it, or the strategy of the whole.
    pub(crate) fn served_by_goal_of(&mut self, team: TeamId) -> Vec<Point> {
        let says = self.with_dice_of_compass(|world| world.dice.chance(SERVES));
        if team.index() <= ENGINEERING_TEAM.index() {
            let strategy = self
                .entry_titled(FIRST.title)
                .or_else(|| self.entry_titled(SECOND.title));
            return strategy
                .map(|(entry, _)| Point::Entry(entry))
                .into_iter()
                .collect();
        }
        let mut above = self.state.team(team).and_then(|team| team.parent);
        while let Some(at) = above.filter(|_| says) {
            let goal = self.corners.get(at.index()).and_then(|corner| corner.goal);
            if let Some(goal) = goal.filter(|goal| self.is_open(*goal)) {
                return vec![Point::Goal(goal)];
            }
            above = self.state.team(at).and_then(|team| team.parent);
        }
        Vec::new()
    }

    /// What help a lead asks for when a goal is in danger, if any.
    pub(crate) fn help_wanted(&mut self, lead: PersonId) -> String {
        let line = self.with_dice_of_compass(|world| {
            let asks = world.dice.chance(500);
            asks.then(|| world.dice.line(HELP))
        });
        line.map_or_else(String::new, |line| self.written(line, lead))
    }

    /// How much of a goal was reached in the end, by how it ended.
    pub(crate) fn score(&mut self, outcome: goal::Outcome) -> Option<Amount> {
        let (least, width) = match outcome {
            goal::Outcome::Achieved => (8, 3),
            goal::Outcome::Missed => (3, 4),
            goal::Outcome::Dropped => return None,
        };
        let tenths = self.with_dice_of_compass(|world| least + world.dice.below(width));
        i64::try_from(tenths * 100).ok().map(Amount::thousandths)
    }
}
