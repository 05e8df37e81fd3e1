//! What a person can ask of goals.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Direction, Kind, Outcome};
use crate::{
    GoalId, PersonId, TeamId, compass::Point, initiative::Status, measure::Amount, rhythm::Every,
};

/// What a person can ask.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Sets a goal; whoever sets it leads it.
    Set(Setting),
    /// Changes what a goal wants or until when, with the reason; what is left out stays.
    Revise {
        goal: GoalId,
        title: Option<String>,
        /// Why it is wanted.
        why: Option<String>,
        until: Option<Date>,
        /// Why it changes.
        because: String,
    },
    /// Says what a goal serves: a strategy, another entry of the compass, or a goal above it.
    Serve { goal: GoalId, serves: Point },
    /// Says that a goal does not serve something any more.
    StopServing { goal: GoalId, serves: Point },
    /// Adds a key result: by which number it is seen whether the goal is reached.
    AddKeyResult(Counting),
    /// Changes what a key result is measured by, with the reason; what is left out stays.
    ReviseKeyResult {
        goal: GoalId,
        /// The number of the key result; the first is 0.
        key_result: u16,
        name: Option<String>,
        target: Option<Amount>,
        until: Option<Date>,
        /// Where the number comes from.
        source: Option<String>,
        /// Why it changes.
        because: String,
    },
    /// Drops a key result, with the reason; its values stay on record.
    DropKeyResult {
        goal: GoalId,
        /// The number of the key result; the first is 0.
        key_result: u16,
        because: String,
    },
    /// Says how it goes with a goal.
    CheckIn(Saying),
    /// Reports what a key result is, as a script does; it is no check-in, and is marked as reported.
    Report {
        goal: GoalId,
        /// The number of the key result; the first is 0.
        key_result: u16,
        value: Amount,
        /// Where the number comes from, such as the address of a dashboard.
        #[serde(default)]
        source: String,
    },
    /// Sets how often a goal is checked in on, or that it is paused; left out, the rhythm of whoever leads it holds.
    SetRhythm {
        goal: GoalId,
        every: Option<Every>,
        /// Paused: nobody is asked for check-ins, and it does not turn stale.
        #[serde(default)]
        paused: bool,
    },
    /// Takes the lead of a goal where nobody leads.
    TakeLead { goal: GoalId },
    /// Steps back from leading a goal; then nobody leads it.
    StepBack { goal: GoalId },
    /// Hands a goal over to somebody else.
    HandOver {
        goal: GoalId,
        to: PersonId,
        /// What the next lead should know.
        #[serde(default)]
        note: String,
    },
    /// Closes a goal, with what was learned.
    Close(Closing),
    /// Opens a closed goal again, with the reason.
    Reopen { goal: GoalId, because: String },
}

/// A goal as it is set.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[schemars(rename = "GoalSetting")]
pub struct Setting {
    pub title: String,
    /// Whose it is; left out, the whole organisation's.
    #[serde(default)]
    pub team: Option<TeamId>,
    /// The day until which it is wanted; an evergreen goal has none.
    #[serde(default)]
    pub until: Option<Date>,
    /// Why it is wanted.
    #[serde(default)]
    pub why: String,
    /// What it serves: goals above it, strategies and other entries of the compass.
    #[serde(default)]
    pub serves: Vec<Point>,
    /// Evergreen: measures of health that are kept, not reached.
    #[serde(default)]
    pub evergreen: bool,
}

/// A key result as it is added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Counting {
    pub goal: GoalId,
    pub name: String,
    #[serde(default)]
    pub kind: Kind,
    /// What a number counts, such as `days`; only numbers have one.
    #[serde(default)]
    pub unit: String,
    /// Where it is to go; left out, it follows from baseline and target.
    #[serde(default)]
    pub direction: Option<Direction>,
    /// What it is now. Of yes/no and milestones it may be left out.
    #[serde(default)]
    pub baseline: Option<Amount>,
    /// What is wanted. Of yes/no and milestones it may be left out.
    #[serde(default)]
    pub target: Option<Amount>,
    /// The day from which it counts; left out, today.
    #[serde(default)]
    pub from: Option<Date>,
    /// The day until which it is wanted; left out, the goal's.
    #[serde(default)]
    pub until: Option<Date>,
    /// Where the number comes from, such as the address of a dashboard.
    #[serde(default)]
    pub source: String,
    /// The milestones in order; a value says how many are reached.
    #[serde(default)]
    pub milestones: Vec<String>,
}

impl Counting {
    /// A number that goes from one amount to another.
    pub fn number(goal: GoalId, name: &str, unit: &str, [from, to]: [Amount; 2]) -> Self {
        Self {
            goal,
            name: name.to_owned(),
            kind: Kind::Number,
            unit: unit.to_owned(),
            direction: None,
            baseline: Some(from),
            target: Some(to),
            from: None,
            until: None,
            source: String::new(),
            milestones: Vec::new(),
        }
    }
}

/// A check-in as it is said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[schemars(rename = "GoalCheckingIn")]
pub struct Saying {
    pub goal: GoalId,
    pub status: Status,
    /// What happened, in a sentence.
    pub text: String,
    /// How sure they are that the goal will be reached, from 0 to 10.
    #[serde(default)]
    pub confidence: Option<u8>,
    /// What key results are now, by their number, the first being 0: `[[0, "3.8"]]`.
    #[serde(default)]
    pub values: Vec<(u16, Amount)>,
    /// What help is wanted.
    #[serde(default)]
    pub help: String,
}

/// How a goal is closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[schemars(rename = "GoalClosing")]
pub struct Closing {
    pub goal: GoalId,
    pub outcome: Outcome,
    /// What was learned.
    pub text: String,
    /// The final score, from 0 to 1; neither progress nor confidence.
    #[serde(default)]
    pub score: Option<Amount>,
}
