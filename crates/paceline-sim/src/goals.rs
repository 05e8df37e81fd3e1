//! Goals: strategy for the whole, goals of teams, their check-ins, and their ends.

use paceline_core::{
    By, Command, GoalId, PersonId, TeamId,
    goal::{self, Kind, Outcome},
    initiative::Status,
    measure::Amount,
};

use crate::{
    agenda::Act,
    behaviour::Days,
    content::{Direction, Theme, lines},
    deck::{Aimed, Level},
    numbers::{Number, time_gone},
    world::{Aim, World},
};

/// Days after which another goal is set.
const PAUSE: Days = Days { from: 12, to: 70 };
/// So often another goal is looked for when a team had this one already.
const DRAWS: usize = 12;

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
        let (head, themes) = (corner.head, corner.themes);
        let is_leaf = self
            .state
            .team(team)
            .is_some_and(|team| team.children.is_empty());
        let Some((aimed, is_again)) = self.new_aim(team, is_leaf, themes) else {
            return;
        };
        let Some(head) = head else { return };
        let lasts = if is_leaf {
            self.dice.days(self.behaviour.goal_lasts)
        } else {
            365
        };
        let title = aimed.direction.title;
        let until = self.now.plus_days(lasts);
        let set = goal::Command::Set(goal::Setting {
            title: match (is_again, aimed.is_fresh) {
                (true, _) => format!("{title}, once more"),
                (false, true) => title.to_owned(),
                (false, false) => format!("{}: {title}", self.team_name(team)),
            },
            // The first of all teams is the whole.
            team: Some(team).filter(|team| team.index() > 0),
            until: Some(until.date()),
            serves: self.served_by_goal_of(team),
            ..goal::Setting::default()
        });
        if !self.does(By::Person(head), Command::Goal(set)) {
            return;
        }
        let end = self.dice.weighted(&self.behaviour.goal_ends);
        let mood = 40 + self.dice.below(45);
        self.aims.push(Aim {
            theme: aimed.theme,
            corner: team,
            mood,
            end,
            until,
            numbers: Vec::new(),
        });
        let goal = GoalId::at(self.aims.len() - 1);
        if let Some(corner) = self.corner(team) {
            corner.goal = Some(goal);
        }
        if self.dice.chance(self.behaviour.goal_is_measured) {
            self.measure(goal, head, aimed.direction);
        }
        self.after(self.behaviour.goal_check_in, Act::CheckInOnGoal(goal));
        let around = self.dice.days(Days { from: 0, to: 25 }) - 8;
        self.after_days(lasts + around, Act::EndGoal(goal));
    }

    /// What this team has not aimed at before, else the last that came up; and whether it is that.
    fn new_aim(
        &mut self,
        team: TeamId,
        is_leaf: bool,
        themes: [Theme; 4],
    ) -> Option<(Aimed, bool)> {
        let mut last = None;
        for _ in 0..DRAWS {
            let aimed = self.aim_for(team, is_leaf, themes)?;
            if self.told.insert((team, aimed.told)) {
                return Some((aimed, false));
            }
            last = Some((aimed, true));
        }
        last
    }

    /// What this team could aim at: the work of its subjects, or a direction for the teams below it.
    fn aim_for(&mut self, team: TeamId, is_leaf: bool, themes: [Theme; 4]) -> Option<Aimed> {
        if is_leaf {
            let theme = self.dice.choose(&themes)?;
            return self.deck.goal(theme);
        }
        self.deck.direction(match team.index() {
            0 => Level::All,
            1 => Level::Engineering,
            _ => Level::Area,
        })
    }

    /// Says by which numbers it will be seen.
    fn measure(&mut self, goal: GoalId, head: PersonId, direction: &Direction) {
        let count = 1 + self.dice.weighted(&self.behaviour.key_results);
        for metric in direction.key_results.iter().take(count) {
            let number = Number::new(metric, &mut self.dice);
            let ends = [number.baseline, number.target];
            let counted = goal::Counting::number(goal, metric.name, metric.unit, ends);
            let add = goal::Command::AddKeyResult(goal::Counting {
                kind: match metric.unit {
                    "%" => Kind::Percentage,
                    _ => Kind::Number,
                },
                ..counted
            });
            if self.does(By::Person(head), Command::Goal(add))
                && let Some(aim) = self.aims.get_mut(goal.index())
            {
                aim.numbers.push(number);
            }
        }
    }

    /// Says how it goes, and when it will be spoken of again, if ever.
    pub(crate) fn check_in_on_goal(&mut self, goal: GoalId) {
        let is_kept = self.aims.get(goal.index()).is_some_and(Aim::is_kept);
        if is_kept {
            self.with_dice_of_compass(|world| world.speak_of_goal(goal));
        } else {
            self.speak_of_goal(goal);
        }
    }

    fn speak_of_goal(&mut self, goal: GoalId) {
        self.say_how_goal_goes(goal);
        if !self.dice.chance(self.behaviour.goal_is_forgotten) {
            self.after(self.behaviour.goal_check_in, Act::CheckInOnGoal(goal));
        }
    }

    fn say_how_goal_goes(&mut self, goal: GoalId) {
        let open = self.state.goal(goal).filter(|goal| goal.closed.is_none());
        let Some((lead, set, said)) = open.map(|goal| (goal.lead, goal.set, goal.check_ins.len()))
        else {
            return;
        };
        let Some(aim) = self.aims.get(goal.index()) else {
            return;
        };
        let (part, whole) = time_gone(set, aim.until, self.now);
        let behind = aim.numbers.first().map(|number| {
            let expected = 1000 * part.min(whole) / whole;
            expected - number.progress(aim.end, part, whole)
        });
        // Where nothing is counted there is a feeling; where something is, the feeling follows it, by and by.
        let pull = behind.map_or(0, |behind| 74 - behind.clamp(-200, 600) / 8);
        let step = self.dice.below(25);
        let Some(aim) = self.aims.get_mut(goal.index()) else {
            return;
        };
        aim.mood = drift(aim.mood, step);
        if behind.is_some() {
            aim.mood = (aim.mood + 2 * usize::try_from(pull).unwrap_or(0)) / 3;
        }
        let (theme, mood) = (aim.theme, aim.mood);
        let pack = theme.pack();
        let (status, of_theme, of_goals) = match mood {
            48.. => (Status::OnTrack, pack.good, lines::GOAL_GOOD),
            22..48 => (Status::AtRisk, pack.risky, lines::GOAL_RISKY),
            _ => (Status::OffTrack, pack.off, lines::GOAL_OFF),
        };
        let line = Self::turn_of([of_theme, of_goals], goal.index(), said);
        if let Some(lead) = lead {
            let text = self.written(line, lead);
            let help = match status {
                Status::OffTrack | Status::AtRisk => self.help_wanted(lead),
                Status::OnTrack | Status::NoWord => String::new(),
            };
            let check_in = goal::Command::CheckIn(goal::Saying {
                goal,
                status,
                text,
                confidence: self.confidence(mood),
                values: self.values(goal, part, whole),
                help,
            });
            self.does(By::Person(lead), Command::Goal(check_in));
        }
    }

    /// How sure somebody in this mood says that they are.
    fn confidence(&mut self, mood: usize) -> Option<u8> {
        let says = self.dice.chance(self.behaviour.says_confidence);
        let given = (mood / 10 + self.dice.below(3)).saturating_sub(1).min(10);
        u8::try_from(given).ok().filter(|_| says)
    }

    /// What the key results of a goal are by now, unless they are left out.
    fn values(&mut self, goal: GoalId, part: i64, whole: i64) -> Vec<(u16, Amount)> {
        let mut values = Vec::new();
        let Some(aim) = self.aims.get(goal.index()) else {
            return values;
        };
        for (key_result, number) in (0..).zip(&aim.numbers) {
            let noise = i64::try_from(self.dice.below(61)).unwrap_or(0) - 30;
            let progress = number.progress(aim.end, part, whole) + noise;
            if !self.dice.chance(self.behaviour.leaves_a_number_out) {
                values.push((key_result, number.value(progress)));
            }
        }
        values
    }

    /// Its time is over: it is closed with what was learnt, or never spoken of.
    pub(crate) fn end_goal(&mut self, goal: GoalId) {
        let ends = [
            Some((Outcome::Achieved, lines::ACHIEVED)),
            Some((Outcome::Missed, lines::MISSED)),
            Some((Outcome::Dropped, lines::DROPPED)),
            None,
        ];
        let known = self.aims.get(goal.index());
        let Some((team, end)) = known.map(|aim| (aim.corner, aim.end)) else {
            return;
        };
        if let Some(corner) = self.corner(team).filter(|corner| corner.goal == Some(goal)) {
            corner.goal = None;
        }
        let lead = self.state.goal(goal).and_then(|goal| goal.lead);
        if let (Some(lead), Some((outcome, from))) = (lead, ends.get(end).copied().flatten()) {
            self.say_how_goal_goes(goal);
            let line = self.dice.line(from);
            let text = self.written(line, lead);
            let score = self.score(outcome);
            let close = goal::Command::Close(goal::Closing {
                goal,
                outcome,
                text,
                score,
            });
            self.does(By::Person(lead), Command::Goal(close));
        }
        let is_strategy = team.index() <= 1;
        if is_strategy || self.dice.chance(self.behaviour.team_has_goal) {
            self.after(PAUSE, Act::SetGoal(team));
        }
    }
}

/// A mood after a step of 0 to 24, where 12 changes nothing.
pub(crate) fn drift(mood: usize, step: usize) -> usize {
    (mood + step).saturating_sub(12).min(99)
}
