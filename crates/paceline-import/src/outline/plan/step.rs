//! One thing that would be asked, and what became of it when it was tried.

use std::collections::BTreeMap;

use paceline_core::{
    Command, GoalId,
    compass::{self, Point, StrategyText, ValueText},
    goal::{self, Closing, Counting, Saying, Setting},
};
use serde::Serialize;

use crate::outline::Lines;

/// A step of a plan.
#[derive(Debug, Clone, PartialEq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "ImportStep")]
pub struct Step {
    /// What it is called when one says which to take in: `3`, or `3.1` for a part of it.
    pub key: String,
    /// The first line of the text that says so.
    #[serde(flatten)]
    #[schemars(with = "LinesSchema")]
    pub lines: Lines,
    /// What is made.
    pub what: What,
    /// What it is called.
    pub title: String,
    /// The team it will belong to; none: the whole organisation.
    pub team: Option<String>,
    /// How deep it stands below others.
    pub depth: usize,
    /// What it says besides: until when, how it is counted.
    pub facts: Vec<String>,
    /// How it was understood, where that was a matter of reading.
    pub notes: Vec<String>,
    /// What becomes of it.
    pub fate: Fate,
    /// Where it comes from, as the record will say.
    pub origin: String,
    #[serde(skip)]
    pub(super) ask: Ask,
}

/// Lines as the interface shows them.
#[derive(schemars::JsonSchema)]
#[expect(dead_code, reason = "it only describes the two fields of Lines")]
struct LinesSchema {
    /// The first line of the text that says so, counted from 1.
    first: u32,
    /// The last of these lines.
    last: u32,
}

/// What a step makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "ImportKind")]
pub enum What {
    Goal,
    KeyResult,
    /// A check-in that says what came of it.
    CheckIn,
    /// The goal is closed with its score.
    Closing,
    Strategy,
    Value,
}

impl What {
    /// As people read it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Goal => "goal",
            Self::KeyResult => "key result",
            Self::CheckIn => "check-in",
            Self::Closing => "closing",
            Self::Strategy => "strategy",
            Self::Value => "value",
        }
    }
}

/// What becomes of a step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[serde(tag = "is", rename_all = "snake_case")]
#[schemars(rename = "ImportFate")]
pub enum Fate {
    /// It will be made.
    Made,
    /// It is there already.
    There {
        /// As what: `O-7`.
        reference: String,
    },
    /// It will not be made.
    Refused {
        /// Why, in a sentence.
        why: String,
        /// What to do instead.
        instead: String,
    },
}

/// What is asked. What another step makes has no number yet.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Ask {
    /// A goal, below the one that another step makes.
    Goal(Setting, Option<usize>),
    KeyResult(Counting, Home),
    CheckIn(Saying, Home),
    Close(Closing, Home),
    Strategy(StrategyText),
    Value(ValueText),
}

/// The goal that a part belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Home {
    /// It is there.
    There(GoalId),
    /// A step makes it.
    Step(usize),
}

impl Home {
    fn goal(self, made: &BTreeMap<usize, GoalId>) -> Option<GoalId> {
        match self {
            Self::There(goal) => Some(goal),
            Self::Step(step) => made.get(&step).copied(),
        }
    }
}

impl Step {
    pub(super) fn new(item: usize, what: What, lines: Lines, title: &str, ask: Ask) -> Self {
        Self {
            key: (item + 1).to_string(),
            lines,
            what,
            title: title.to_owned(),
            team: None,
            depth: 0,
            facts: Vec::new(),
            notes: Vec::new(),
            fate: Fate::Made,
            origin: String::new(),
            ask,
        }
    }

    /// The command, with the goals that the steps before it made; none where the goal it belongs to was not made.
    pub fn command(&self, made: &BTreeMap<usize, GoalId>) -> Option<Command> {
        Some(match &self.ask {
            Ask::Goal(setting, parent) => {
                let mut setting = setting.clone();
                let parent = parent.and_then(|parent| made.get(&parent));
                setting.serves.extend(parent.map(|goal| Point::Goal(*goal)));
                Command::Goal(goal::Command::Set(setting))
            }
            Ask::KeyResult(counting, home) => {
                Command::Goal(goal::Command::AddKeyResult(Counting {
                    goal: home.goal(made)?,
                    ..counting.clone()
                }))
            }
            Ask::CheckIn(saying, home) => Command::Goal(goal::Command::CheckIn(Saying {
                goal: home.goal(made)?,
                ..saying.clone()
            })),
            Ask::Close(closing, home) => Command::Goal(goal::Command::Close(Closing {
                goal: home.goal(made)?,
                ..closing.clone()
            })),
            Ask::Strategy(written) => {
                Command::Compass(compass::Command::WriteStrategy(written.clone()))
            }
            Ask::Value(written) => Command::Compass(compass::Command::WriteValue(written.clone())),
        })
    }

    /// The goal that the events of this step made.
    pub fn made(events: &[paceline_core::Event]) -> Option<GoalId> {
        events.iter().find_map(|event| match event {
            paceline_core::Event::Goal(goal::Event::Set { goal, .. }) => Some(*goal),
            paceline_core::Event::Goal(_)
            | paceline_core::Event::Organisation(_)
            | paceline_core::Event::Person(_)
            | paceline_core::Event::Team(_)
            | paceline_core::Event::Gap(_)
            | paceline_core::Event::Initiative(_)
            | paceline_core::Event::Compass(_)
            | paceline_core::Event::Translation(_)
            | paceline_core::Event::VeerOff(_) => None,
        })
    }
}
