//! What is made of a reading: the commands that would be asked, each tried on a copy of the record before anybody sees it.
//!
//! A plan changes nothing. Whoever takes it in asks its steps in their order, each with what the ones before it made.

mod goals;
mod known;
mod step;
mod trial;

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use paceline_core::{
    Ctx, GoalId, Refusal, State, TeamId,
    access::Viewer,
    compass::{self, EvenOverText, StrategyText, ValueText},
};

pub use step::{Fate, Step, What};

use super::{
    items::{Item, Strategy, Value},
    remark::Lines,
};
use crate::outline::Reading;
use known::{Known, Wanted};
use step::Ask;
use trial::Trial;

/// How a text is to be taken in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wish {
    /// What the text is called, for the origin of what is made of it: the name of a file, or empty.
    pub name: String,
    /// Whose it is, where the text names no team that is known.
    pub team: Option<TeamId>,
    /// What becomes of ends that have passed.
    pub past: Past,
}

/// What becomes of a day that has passed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Past {
    /// The goal is refused, as at every door.
    #[default]
    Refuse,
    /// The goal is taken in without an end, and says in its reason until when it was wanted.
    LeaveOut,
}

/// What would be made of a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// In the order in which they are asked.
    pub steps: Vec<Step>,
    /// Differs as soon as the text, the wish, or what would be made of them does.
    pub fingerprint: String,
}

impl Plan {
    /// Whether anything would be made.
    pub fn makes_something(&self) -> bool {
        self.steps.iter().any(|step| step.fate == Fate::Made)
    }
}

/// Plans what to make of a reading, for whoever asks by `ctx`.
pub fn plan(state: &State, ctx: &Ctx, reading: &Reading, wish: &Wish) -> Result<Plan, Refusal> {
    let person = ctx.person()?;
    let mut planner = Planner {
        known: Known::of(state.seen_by(Viewer::of(state, person))),
        trial: Trial::of(state, ctx),
        wish,
        steps: Vec::new(),
        made_of: vec![None; reading.items.len()],
        there: vec![None; reading.items.len()],
        wanted: vec![None; reading.items.len()],
    };
    for (at, item) in reading.items.iter().enumerate() {
        match item {
            Item::Goal(goal) => planner.goal(at, goal),
            Item::Strategy(strategy) => planner.strategy(at, strategy),
            Item::Value(value) => planner.value(at, value, ctx),
        }
    }
    // Last, because what is closed can neither be served nor measured any more.
    for (at, item) in reading.items.iter().enumerate() {
        if let Item::Goal(goal) = item {
            planner.closing(at, goal);
        }
    }
    let mut hasher = DefaultHasher::new();
    format!("{reading:?} {wish:?} {:?}", planner.steps).hash(&mut hasher);
    Ok(Plan {
        fingerprint: format!("{:016x}", hasher.finish()),
        steps: planner.steps,
    })
}

struct Planner<'p> {
    known: Known<'p>,
    trial: Trial,
    wish: &'p Wish,
    steps: Vec<Step>,
    /// Which step makes each item.
    made_of: Vec<Option<usize>>,
    /// Which goal each item is, where it is there already.
    there: Vec<Option<GoalId>>,
    /// What the goals of the text are called.
    wanted: Vec<Option<Wanted>>,
}

impl Planner<'_> {
    /// Tries a step, and keeps it with what became of it.
    fn tries(&mut self, mut step: Step) -> usize {
        let at = self.steps.len();
        if step.fate == Fate::Made {
            step.fate = self.trial.run(at, &step);
        }
        self.steps.push(step);
        at
    }

    fn origin(&self, lines: Lines, under: &[&str]) -> String {
        let name = match self.wish.name.as_str() {
            "" => "a pasted text",
            name => name,
        };
        let place = format!("{name}:{}", lines.first);
        let parts: Vec<&str> = std::iter::once(place.as_str())
            .chain(under.iter().copied())
            .collect();
        paceline_core::text::cut(&parts.join(", "), 300)
    }

    fn strategy(&mut self, at: usize, strategy: &Strategy) {
        let ask = Ask::Strategy(StrategyText {
            title: strategy.title.clone(),
            diagnosis: strategy.diagnosis.clone(),
            guiding_policy: strategy.policy.clone(),
            actions: strategy
                .actions
                .iter()
                .map(|(_, action)| action.clone())
                .collect(),
            even_over: strategy
                .even_over
                .iter()
                .map(|stated| EvenOverText {
                    this: stated.first.clone(),
                    over: stated.second.clone(),
                })
                .collect(),
            team: self.wish.team,
            ..StrategyText::default()
        });
        let mut step = Step::new(at, What::Strategy, strategy.lines, &strategy.title, ask);
        let count = |many: usize, one: &str| match many {
            0 => None,
            1 => Some(format!("1 {one}")),
            _ => Some(format!("{many} {one}s")),
        };
        let counts = [
            count(strategy.actions.len(), "action"),
            count(strategy.even_over.len(), "even-over statement"),
        ];
        step.facts.extend(counts.into_iter().flatten());
        self.entry(at, step, compass::Kind::Strategy);
    }

    fn value(&mut self, at: usize, value: &Value, ctx: &Ctx) {
        let today = ctx.now.date();
        // What is overdue comes back at once; a day that has passed cannot be kept.
        let review = value.review.map(|review| review.max(today));
        let ask = Ask::Value(ValueText {
            title: value.title.clone(),
            text: value.text.clone(),
            looks_like: value.looks_like.clone(),
            does_not_look_like: value.does_not_look_like.clone(),
            team: self.wish.team,
            review,
            ..ValueText::default()
        });
        let mut step = Step::new(at, What::Value, value.lines, &value.title, ask);
        step.facts
            .extend(review.map(|review| format!("comes back for review on {review}")));
        if let Some(due) = value.review.filter(|due| *due < today) {
            step.notes.push(format!(
                "Its review was due on {due}, so it comes back today."
            ));
        }
        self.entry(at, step, compass::Kind::Value);
    }

    /// An entry of the compass, unless one of its name is there.
    fn entry(&mut self, at: usize, mut step: Step, kind: compass::Kind) {
        step.team = self.known.name_of(self.wish.team);
        step.origin = self.origin(step.lines, &[]);
        if let Some(entry) = self.known.entry(kind, self.wish.team, &step.title) {
            step.fate = Fate::There {
                reference: entry.to_string(),
            };
        }
        let step = self.tries(step);
        if let Some(made) = self.made_of.get_mut(at) {
            *made = Some(step);
        }
    }
}
