//! Goals: strategy for the whole, goals of teams, their check-ins, and their ends.

use paceline_core::{
    By, Command, GoalId, TeamId,
    goal::{self, Outcome},
    initiative::Status,
};

use crate::{
    agenda::Act,
    behaviour::Days,
    content::lines,
    world::{Aim, World},
};

/// Days after which another goal is set.
const PAUSE: Days = Days { from: 12, to: 70 };

impl World {
    /// The whole organisation begins with two, its groups with one, and teams with one when they have any.
    pub(crate) fn plan_first_goals(&mut self) {
        let above = self.corners.len() - self.leaves.len();
        self.after(Days { from: 2, to: 6 }, Act::SetGoal(TeamId(1)));
        for index in 0..above {
            self.after(Days { from: 5, to: 30 }, Act::SetGoal(TeamId::at(index)));
        }
        for team in self.leaves.clone() {
            let is_mine = team == self.home_of(self.me);
            if is_mine || self.dice.chance(self.behaviour.team_has_goal) {
                self.after(Days { from: 10, to: 240 }, Act::SetGoal(team));
            }
        }
    }

    pub(crate) fn set_goal(&mut self, team: TeamId) {
        let Some(corner) = self.corners.get(team.index()) else {
            return;
        };
        let Some(head) = corner.head else { return };
        let theme = self.dice.choose(&corner.themes).unwrap_or(corner.themes[0]);
        let is_leaf = self
            .state
            .team(team)
            .is_some_and(|team| team.children.is_empty());
        let lasts = if is_leaf {
            self.dice.days(self.behaviour.goal_lasts)
        } else {
            365
        };
        let set = goal::Command::Set {
            title: self.deck.goal(theme),
            team: Some(team),
            until: Some(self.now.plus_days(lasts).date()),
        };
        if !self.does(By::Person(head), Command::Goal(set)) {
            return;
        }
        let mood = 30 + self.dice.below(60);
        self.aims.push(Aim {
            theme,
            corner: team,
            mood,
        });
        let goal = GoalId::at(self.aims.len() - 1);
        if let Some(corner) = self.corner(team) {
            corner.goal = Some(goal);
        }
        self.after(self.behaviour.goal_check_in, Act::CheckInOnGoal(goal));
        let around = self.dice.days(Days { from: 0, to: 25 }) - 8;
        self.after_days(lasts + around, Act::EndGoal(goal));
    }

    pub(crate) fn check_in_on_goal(&mut self, goal: GoalId) {
        let is_open = self
            .state
            .goal(goal)
            .is_some_and(|goal| goal.closed.is_none());
        let Some(aim) = self.aims.get_mut(goal.index()).filter(|_| is_open) else {
            return;
        };
        aim.mood = drift(aim.mood, self.dice.below(25));
        let (theme, mood) = (aim.theme, aim.mood);
        let pack = theme.pack();
        let (status, of_theme, of_goals) = match mood {
            42.. => (Status::OnTrack, pack.good, lines::GOAL_GOOD),
            18..42 => (Status::AtRisk, pack.risky, lines::GOAL_RISKY),
            _ => (Status::OffTrack, pack.off, lines::GOAL_OFF),
        };
        let said = self.state.goal(goal).map_or(0, |goal| goal.check_ins.len());
        let line = Self::turn_of([of_theme, of_goals], goal.index(), said);
        if let Some(lead) = self.state.goal(goal).and_then(|goal| goal.lead) {
            let text = self.written(line, lead);
            let check_in = goal::Command::CheckIn {
                goal,
                status,
                text,
                confidence: None,
                values: Vec::new(),
            };
            self.does(By::Person(lead), Command::Goal(check_in));
        }
        if !self.dice.chance(self.behaviour.goal_is_forgotten) {
            self.after(self.behaviour.goal_check_in, Act::CheckInOnGoal(goal));
        }
    }

    /// Its time is over: it is closed with what was learnt, or never spoken of.
    pub(crate) fn end_goal(&mut self, goal: GoalId) {
        let ends = [
            Some((Outcome::Achieved, lines::ACHIEVED)),
            Some((Outcome::Missed, lines::MISSED)),
            Some((Outcome::Dropped, lines::DROPPED)),
            None,
        ];
        let end = self.dice.weighted(&self.behaviour.goal_ends);
        let Some(team) = self.aims.get(goal.index()).map(|aim| aim.corner) else {
            return;
        };
        if let Some(corner) = self.corner(team).filter(|corner| corner.goal == Some(goal)) {
            corner.goal = None;
        }
        let lead = self.state.goal(goal).and_then(|goal| goal.lead);
        if let (Some(lead), Some((outcome, from))) = (lead, ends.get(end).copied().flatten()) {
            let line = self.dice.line(from);
            let text = self.written(line, lead);
            let close = goal::Command::Close {
                goal,
                outcome,
                text,
            };
            self.does(By::Person(lead), Command::Goal(close));
        }
        let is_strategy = team == TeamId(1);
        if is_strategy || self.dice.chance(self.behaviour.team_has_goal) {
            self.after(PAUSE, Act::SetGoal(team));
        }
    }
}

/// A mood after a step of 0 to 24, where 12 changes nothing.
pub(crate) fn drift(mood: usize, step: usize) -> usize {
    (mood + step).saturating_sub(12).min(99)
}
