//! Steps of a goal: to set it, its key results, what came of it, and its closing.

use paceline_core::{
    GoalId, TeamId,
    compass::Point,
    goal::{self, Closing, Counting, Kind, Saying, Setting},
    initiative::Status,
    measure::Amount,
    text::{TITLE_LIMIT, cut},
};

use super::{
    Past, Planner,
    known::Wanted,
    step::{Ask, Fate, Home, Step, What},
};
use crate::outline::{Counted, Goal, KeyResult};

/// From which score on a goal counts as achieved.
const ACHIEVED: Amount = Amount::thousandths(700);
/// Stands where the number of a goal will stand.
const LATER: GoalId = GoalId(0);

impl Planner<'_> {
    pub(super) fn goal(&mut self, at: usize, goal: &Goal) {
        let (setting, notes) = self.setting(goal);
        let wanted = Wanted {
            team: setting.team,
            title: setting.title.clone(),
            until: setting.until,
        };
        let before = wanted.among(&self.wanted);
        let there = self.known.goal(&wanted, before);
        if let (Some(place), Some(known)) = (self.wanted.get_mut(at), self.there.get_mut(at)) {
            (*place, *known) = (Some(wanted), there.map(|(id, _)| id));
        }
        let parent = self.parent(goal);
        let depth = parent.and_then(|parent| self.steps.get(parent));
        let depth = depth.map_or(0, |parent| parent.depth + 1);
        let mut facts: Vec<String> = Vec::new();
        facts.extend(setting.until.map(|until| format!("until {until}")));
        facts.extend(setting.serves.iter().map(|point| format!("serves {point}")));
        let team = self.known.name_of(setting.team);
        let title = setting.title.clone();
        let ask = Ask::Goal(setting, parent);
        let mut step = Step::new(at, What::Goal, goal.lines, &title, ask);
        (step.team, step.depth, step.facts, step.notes) = (team, depth, facts, notes);
        let period = goal.period.as_ref().map(|period| period.name.as_str());
        let under: Vec<&str> = goal.section.as_deref().into_iter().chain(period).collect();
        step.origin = self.origin(goal.lines, &under);
        if let Some((id, _)) = there {
            let reference = id.to_string();
            step.fate = Fate::There { reference };
        }
        let step = self.tries(step);
        if let Some(made) = self.made_of.get_mut(at) {
            *made = Some(step);
        }
        let home = there.map_or(Home::Step(step), |(id, _)| Home::There(id));
        let known = there.map(|(_, known)| known);
        self.parts(at, goal, (home, known), depth + 1);
    }

    /// The step that makes the goal above.
    fn parent(&self, goal: &Goal) -> Option<usize> {
        *self.made_of.get(goal.parent?)?
    }

    /// A goal as it would be set, and how it was understood.
    fn setting(&self, goal: &Goal) -> (Setting, Vec<String>) {
        let (team, title, mut notes) = self.owner(goal);
        let mut why = goal.why.clone();
        if title.chars().count() > TITLE_LIMIT {
            why = format!("{title}\n\n{why}");
            let note = "Its title is longer than 200 characters; all of it stands in the reason.";
            notes.push(note.to_owned());
        }
        let passed = goal.ends().filter(|day| *day < self.trial.today());
        let left_out = passed.filter(|_| self.wish.past == Past::LeaveOut);
        if let Some(day) = left_out {
            why = format!("{why}\n\nIt was wanted until {day}.");
            let note = format!("Its end, {day}, has passed; it stands in the reason.");
            notes.push(note);
        }
        let above = goal.parent.and_then(|parent| *self.there.get(parent)?);
        let mut serves: Vec<Point> = above.map(Point::Goal).into_iter().collect();
        for written in &goal.serves {
            match self.known.point(written) {
                Some(point) if serves.contains(&point) => {}
                Some(point) => serves.push(point),
                None => {
                    let written = cut(written, 60);
                    notes.push(format!(
                        "Nothing is called '{written}', so it does not serve that."
                    ));
                }
            }
        }
        let setting = Setting {
            title: cut(&title, TITLE_LIMIT),
            team,
            until: goal.ends().filter(|_| left_out.is_none()),
            why: why.trim().to_owned(),
            serves,
            evergreen: false,
        };
        (setting, notes)
    }

    /// Whose a goal is, and its title with an owner that is no team.
    fn owner(&self, goal: &Goal) -> (Option<TeamId>, String, Vec<String>) {
        let owner = goal.owner.as_deref();
        if let Some(team) = owner.and_then(|owner| self.known.team(owner)) {
            return (Some(team), goal.title.clone(), Vec::new());
        }
        let of_section = goal
            .section
            .as_deref()
            .and_then(|section| self.known.team(section));
        let team = of_section.or(self.wish.team);
        match owner {
            None => (team, goal.title.clone(), Vec::new()),
            Some(owner) => {
                let note = format!("No team is called '{owner}', so it stays in the title.");
                (team, format!("{owner}: {}", goal.title), vec![note])
            }
        }
    }

    /// Key results, and what came of them in one check-in.
    fn parts(
        &mut self,
        at: usize,
        goal: &Goal,
        (home, known): (Home, Option<&goal::Goal>),
        depth: usize,
    ) {
        let from = goal.period.as_ref().and_then(|period| period.from);
        for (place, result) in goal.key_results.iter().enumerate() {
            let mut step = key_result(at, result, home);
            if let Ask::KeyResult(counting, _) = &mut step.ask {
                counting.from = from.filter(|_| goal.ends().is_none_or(|ends| from < Some(ends)));
            }
            step.key = format!("{}.{}", at + 1, place + 1);
            step.depth = depth;
            step.origin = self.origin(result.lines, &[]);
            if let Some(known) = known
                && self.known.has_key_result(known, &step.title)
            {
                step.fate = there(home);
            }
            self.tries(step);
        }
        let said = came_of_it(goal);
        if said.is_empty() {
            return;
        }
        let saying = Saying {
            goal: LATER,
            status: Status::NoWord,
            text: said.clone(),
            confidence: None,
            values: Vec::new(),
            help: String::new(),
        };
        let mut step = Step::new(
            at,
            What::CheckIn,
            goal.lines,
            "What came of it",
            Ask::CheckIn(saying, home),
        );
        step.key = format!("{}.said", at + 1);
        step.depth = depth;
        step.facts = said.lines().map(str::to_owned).collect();
        step.origin = self.origin(goal.lines, &[]);
        if known
            .is_some_and(|known| known.closed.is_some() || self.known.has_check_in(known, &said))
        {
            step.fate = there(home);
        }
        self.tries(step);
    }

    /// A goal with a final score is closed with it.
    pub(super) fn closing(&mut self, at: usize, goal: &Goal) {
        let Some((outcome, score)) = goal
            .outcome
            .as_ref()
            .and_then(|came| Some((came, came.score?)))
        else {
            return;
        };
        let Some(made) = self.made_of.get(at).copied().flatten() else {
            return;
        };
        let ended = if score >= ACHIEVED {
            goal::Outcome::Achieved
        } else {
            goal::Outcome::Missed
        };
        let origin = self.origin(goal.lines, &[]);
        let learned = if outcome.said.is_empty() {
            format!("Closed with the score that {origin} gives.")
        } else {
            outcome.said.clone()
        };
        let known = self.there.get(at).copied().flatten();
        let home = known.map_or(Home::Step(made), Home::There);
        let closing = Closing {
            goal: LATER,
            outcome: ended,
            text: learned,
            score: Some(score),
        };
        let title = format!("Close '{}'", cut(&goal.title, 80));
        let mut step = Step::new(
            at,
            What::Closing,
            goal.lines,
            &title,
            Ask::Close(closing, home),
        );
        step.key = format!("{}.closed", at + 1);
        step.facts = vec![format!("{} with {score}", ended.word())];
        step.notes = vec!["A score of 0.7 and more counts as achieved.".to_owned()];
        step.origin = origin;
        if known.is_some_and(|known| self.known.is_closed(known)) {
            step.fate = there(home);
        }
        self.tries(step);
    }
}

fn there(home: Home) -> Fate {
    let reference = match home {
        Home::There(goal) => goal.to_string(),
        Home::Step(_) => String::new(),
    };
    Fate::There { reference }
}

fn key_result(at: usize, result: &KeyResult, home: Home) -> Step {
    let name = cut(&result.name, TITLE_LIMIT);
    let (kind, fact) = match &result.counted {
        Counted::Number {
            unit,
            baseline,
            target,
        } => (Kind::Number, format!("from {baseline} to {target} {unit}")),
        Counted::Percentage { baseline, target } => {
            let baseline = baseline.unwrap_or_default();
            (Kind::Percentage, format!("from {baseline} to {target} %"))
        }
        Counted::YesNo => (Kind::YesNo, "yes or no".to_owned()),
        Counted::Milestones(steps) => (
            Kind::Milestones,
            format!("milestones: {}", steps.join("; ")),
        ),
    };
    let (unit, ends, milestones) = match &result.counted {
        Counted::Number {
            unit,
            baseline,
            target,
        } => (unit.clone(), Some([*baseline, *target]), Vec::new()),
        Counted::Percentage { baseline, target } => (
            String::new(),
            Some([baseline.unwrap_or_default(), *target]),
            Vec::new(),
        ),
        Counted::YesNo => (String::new(), None, Vec::new()),
        Counted::Milestones(steps) => (String::new(), None, steps.clone()),
    };
    let counting = Counting {
        goal: LATER,
        name: name.clone(),
        kind,
        unit,
        direction: None,
        baseline: ends.map(|[baseline, _]| baseline),
        target: ends.map(|[_, target]| target),
        from: None,
        until: None,
        source: String::new(),
        milestones,
    };
    let mut step = Step::new(
        at,
        What::KeyResult,
        result.lines,
        &name,
        Ask::KeyResult(counting, home),
    );
    step.facts = vec![fact.trim_end().to_owned()];
    if name.ends_with('…') && !result.name.ends_with('…') {
        let note = "It is longer than 200 characters, and a key result is one sentence. The rest is left out.";
        step.notes.push(note.to_owned());
    }
    step
}

/// What came of a goal and its key results, a line each.
fn came_of_it(goal: &Goal) -> String {
    let own = goal.outcome.as_ref().map(|outcome| outcome.said.clone());
    let results = goal.key_results.iter().filter_map(|result| {
        let outcome = result.outcome.as_ref()?;
        let score = outcome.score.filter(|_| outcome.said.is_empty());
        let score = score.map(|score| format!("score {score}"));
        let said = score.unwrap_or_else(|| outcome.said.clone());
        (!said.is_empty()).then(|| format!("- {}: {said}", result.name))
    });
    let lines = own
        .into_iter()
        .filter(|said| !said.is_empty())
        .chain(results);
    lines.collect::<Vec<_>>().join("\n")
}
