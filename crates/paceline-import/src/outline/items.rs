//! What stands in a text: goals with their key results, strategies, values.

use jiff::civil::Date;
use paceline_core::measure::Amount;

use super::remark::Lines;

/// One thing that could be taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    /// A goal.
    Goal(Goal),
    /// A strategy.
    Strategy(Strategy),
    /// A value, principle or practice.
    Value(Value),
}

impl Item {
    /// Where it stands.
    pub fn lines(&self) -> Lines {
        match self {
            Self::Goal(goal) => goal.lines,
            Self::Strategy(strategy) => strategy.lines,
            Self::Value(value) => value.lines,
        }
    }

    /// What it is called.
    pub fn title(&self) -> &str {
        match self {
            Self::Goal(goal) => &goal.title,
            Self::Strategy(strategy) => &strategy.title,
            Self::Value(value) => &value.title,
        }
    }
}

/// A goal, or an objective.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Goal {
    /// The line of its title.
    pub lines: Lines,
    /// Its title, without its owner and without signs of Markdown.
    pub title: String,
    /// The role or team that is named before it, as in `Sales: …`, or in the column `team`.
    pub owner: Option<String>,
    /// The nearest heading above it.
    pub section: Option<String>,
    /// Which item before it it stands below.
    pub parent: Option<usize>,
    /// What else is written under it, and under `Why:`.
    pub why: String,
    /// When it holds, as a heading or the file's name says.
    pub period: Option<Period>,
    /// Until when, where it says so itself.
    pub until: Option<Date>,
    /// Titles or numbers of what it serves, as a table says.
    pub serves: Vec<String>,
    /// How it is measured.
    pub key_results: Vec<KeyResult>,
    /// What came of it, where that was written behind it.
    pub outcome: Option<Outcome>,
}

impl Goal {
    /// Until when it holds: as it says itself, or as its period does.
    pub fn ends(&self) -> Option<Date> {
        let period = self.period.as_ref();
        self.until
            .or_else(|| period.and_then(|period| period.until))
    }
}

/// A key result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyResult {
    /// Where it stands.
    pub lines: Lines,
    /// What it says, without signs of Markdown.
    pub name: String,
    /// How it is counted.
    pub counted: Counted,
    /// What came of it, where that was written behind it.
    pub outcome: Option<Outcome>,
}

/// How a key result is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Counted {
    /// A number of something.
    Number {
        /// What is counted; empty where the text does not say.
        unit: String,
        /// Where it begins.
        baseline: Amount,
        /// Where it ought to be.
        target: Amount,
    },
    /// A part of a hundred.
    Percentage {
        /// Where it begins, where the text says.
        baseline: Option<Amount>,
        /// Where it ought to be.
        target: Amount,
    },
    /// It is so, or it is not.
    YesNo,
    /// Steps to take, in their order.
    Milestones(Vec<String>),
}

/// What came of a goal or key result.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outcome {
    /// In words.
    pub said: String,
    /// From 0 to 1, where a number was written.
    pub score: Option<Amount>,
}

/// A quarter, a half or a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period {
    /// As it is written: `FY23 Q1`.
    pub name: String,
    /// Its first day, where that is known.
    pub from: Option<Date>,
    /// Its last day, where that is known.
    pub until: Option<Date>,
}

/// A strategy.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Strategy {
    /// Where it stands.
    pub lines: Lines,
    /// Its title.
    pub title: String,
    /// What is so, and why that is hard; Markdown.
    pub diagnosis: String,
    /// How that will be met; Markdown.
    pub policy: String,
    /// What will be done, each with its line.
    pub actions: Vec<(u32, String)>,
    /// What comes first when both cannot be had.
    pub even_over: Vec<EvenOver>,
}

/// One good thing even over another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvenOver {
    /// Where it stands.
    pub line: u32,
    /// What comes first.
    pub first: String,
    /// What comes second.
    pub second: String,
}

/// A value, principle or practice.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Value {
    /// Where it stands.
    pub lines: Lines,
    /// Its title.
    pub title: String,
    /// What it says; Markdown.
    pub text: String,
    /// What living it looks like; Markdown.
    pub looks_like: String,
    /// What it does not look like; Markdown.
    pub does_not_look_like: String,
    /// When somebody last looked at it again.
    pub reviewed: Option<Date>,
    /// When it comes back for review.
    pub review: Option<Date>,
    /// Its author marked it as outdated.
    pub is_outdated: bool,
}
