//! Goals: what is wanted until when, who leads it, and how it goes (mission rows A6, A7, L1).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    GapId, GoalId, InitiativeId, PersonId, Seq, TeamId, Time, WordId,
    compass::Point,
    initiative::{self, Status},
    measure::Amount,
    person::Ending,
    rhythm::Every,
};

mod apply;
mod decide;
mod view;

pub(crate) use apply::apply;
pub use decide::{CONFIDENCE_LIMIT, KEY_RESULTS_LIMIT, MILESTONES_LIMIT, decide};
pub use view::{
    ClosedView, ConfidenceView, GoalLink, GoalPage, Row, link, list, page, rhythm, row,
    stale_since, status,
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

/// What kind of number a key result is.
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "KeyResultKind")]
pub enum Kind {
    /// A number with a unit.
    #[default]
    Number,
    Percentage,
    /// 0 or 1.
    YesNo,
    /// How many of a list of milestones are reached.
    Milestones,
}

impl Kind {
    pub const ALL: [Self; 4] = [
        Self::Number,
        Self::Percentage,
        Self::YesNo,
        Self::Milestones,
    ];

    pub fn word(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Percentage => "percentage",
            Self::YesNo => "yes or no",
            Self::Milestones => "milestones",
        }
    }

    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "serde hands out references"
    )]
    fn is_number(&self) -> bool {
        *self == Self::Number
    }
}

/// Where a number is to go.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    Increase,
    Decrease,
    /// It is to stay at the target or above: a measure of health.
    AtLeast,
    /// It is to stay at the target or below: a measure of health.
    AtMost,
}

impl Direction {
    pub const ALL: [Self; 4] = [Self::Increase, Self::Decrease, Self::AtLeast, Self::AtMost];

    pub fn word(self) -> &'static str {
        match self {
            Self::Increase => "up to",
            Self::Decrease => "down to",
            Self::AtLeast => "at least",
            Self::AtMost => "at most",
        }
    }

    /// Whether it says that a number is kept, not reached.
    pub fn keeps(self) -> bool {
        match self {
            Self::AtLeast | Self::AtMost => true,
            Self::Increase | Self::Decrease => false,
        }
    }

    /// Whether an amount is as wanted.
    pub fn is_met(self, is: Amount, target: Amount) -> bool {
        match self {
            Self::Increase | Self::AtLeast => is >= target,
            Self::Decrease | Self::AtMost => is <= target,
        }
    }
}

/// How a goal ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    Achieved,
    Missed,
    Dropped,
}

impl Outcome {
    pub const ALL: [Self; 3] = [Self::Achieved, Self::Missed, Self::Dropped];

    pub fn word(self) -> &'static str {
        match self {
            Self::Achieved => "achieved",
            Self::Missed => "missed",
            Self::Dropped => "dropped",
        }
    }
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    Set {
        goal: GoalId,
        title: WordId,
        team: Option<TeamId>,
        lead: Option<PersonId>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<Date>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        source: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        why: Option<WordId>,
        #[serde(default, skip_serializing_if = "is_false")]
        evergreen: bool,
    },
    Revised {
        goal: GoalId,
        title: WordId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        why: Option<WordId>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<Date>,
        because: WordId,
    },
    ServesLinked {
        goal: GoalId,
        serves: Point,
    },
    ServesEnded {
        goal: GoalId,
        serves: Point,
    },
    Retitled {
        goal: GoalId,
        title: WordId,
    },
    KeyResultAdded {
        goal: GoalId,
        key_result: u16,
        name: WordId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        unit: Option<WordId>,
        baseline: Amount,
        target: Amount,
        #[serde(default, skip_serializing_if = "Kind::is_number")]
        kind: Kind,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        direction: Option<Direction>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<Date>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<Date>,
        /// Where the number comes from.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        source: Option<WordId>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        milestones: Vec<WordId>,
    },
    KeyResultRevised {
        goal: GoalId,
        key_result: u16,
        name: WordId,
        target: Amount,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<Date>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        source: Option<WordId>,
        because: WordId,
    },
    KeyResultDropped {
        goal: GoalId,
        key_result: u16,
        because: WordId,
    },
    /// A value from a script, between check-ins.
    Measured {
        goal: GoalId,
        key_result: u16,
        value: Amount,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        source: Option<WordId>,
    },
    RhythmSet {
        goal: GoalId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        every: Option<Every>,
        #[serde(default, skip_serializing_if = "is_false")]
        paused: bool,
    },
    LeadTaken {
        goal: GoalId,
        person: PersonId,
    },
    LeadSteppedBack {
        goal: GoalId,
        person: PersonId,
    },
    LeadHandedOver {
        goal: GoalId,
        to: PersonId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<WordId>,
    },
    Reopened {
        goal: GoalId,
        because: WordId,
    },
    CheckedIn {
        goal: GoalId,
        status: Status,
        text: WordId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        confidence: Option<u8>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        values: Vec<Reported>,
        /// What help is wanted.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        help: Option<WordId>,
    },
    Closed {
        goal: GoalId,
        outcome: Outcome,
        text: Option<WordId>,
        /// From 0 to 1.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        score: Option<Amount>,
    },
    /// Whoever led it left, or does not take part any more.
    LeadEnded {
        goal: GoalId,
        person: PersonId,
        because: Ending,
    },
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde hands out references"
)]
fn is_false(said: &bool) -> bool {
    !*said
}

/// What a key result is, as a check-in says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reported {
    pub key_result: u16,
    pub value: Amount,
}

/// What we remember.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Goal {
    pub title: WordId,
    pub why: Option<WordId>,
    pub team: Option<TeamId>,
    pub lead: Option<PersonId>,
    /// Everybody who ever led it, oldest first.
    pub leads: Vec<Lead>,
    /// Who set it here.
    pub by: Option<PersonId>,
    pub until: Option<Date>,
    /// Measures of health that are kept, not reached.
    pub evergreen: bool,
    pub set: Time,
    pub seq: Seq,
    /// What it was before each revision, oldest first.
    pub revisions: Vec<Revision>,
    /// What it serves.
    pub serves: Vec<Point>,
    /// Goals that serve it.
    pub goals: Vec<GoalId>,
    /// By their number; dropped ones keep theirs.
    pub key_results: Vec<KeyResult>,
    pub check_ins: Vec<CheckIn>,
    /// Values that scripts reported, oldest first.
    pub measured: Vec<Measured>,
    /// How often it is checked in on; `None`: by the rhythm of whoever leads it.
    pub every: Option<Every>,
    pub paused: bool,
    pub closed: Option<Closed>,
    /// How it was closed before it was opened again, oldest first.
    pub reopened: Vec<Reopened>,
    pub gaps: Vec<GapId>,
    pub initiatives: Vec<InitiativeId>,
}

/// What a goal said before it was revised, and why it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revision {
    pub title: WordId,
    pub why: Option<WordId>,
    pub until: Option<Date>,
    /// Why it was changed; none where an import says only that it was.
    pub because: Option<WordId>,
    pub at: Time,
    pub seq: Seq,
    pub by: Option<PersonId>,
}

/// A span of leading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lead {
    pub person: PersonId,
    pub from: Time,
    pub to: Option<Time>,
    /// The event that ended it.
    pub to_seq: Option<Seq>,
    /// What the lead before left them.
    pub note: Option<WordId>,
}

/// By which number it is seen whether the goal is reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyResult {
    pub name: WordId,
    pub kind: Kind,
    pub unit: Option<WordId>,
    pub direction: Direction,
    pub baseline: Amount,
    pub target: Amount,
    pub from: Option<Date>,
    pub until: Option<Date>,
    pub source: Option<WordId>,
    pub milestones: Vec<WordId>,
    pub by: Option<PersonId>,
    pub added: Time,
    pub seq: Seq,
    /// What it was before each revision, oldest first.
    pub revisions: Vec<KeyResultRevision>,
    pub dropped: Option<Dropped>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyResultRevision {
    pub name: WordId,
    pub target: Amount,
    pub until: Option<Date>,
    pub source: Option<WordId>,
    pub because: WordId,
    pub at: Time,
    pub seq: Seq,
    pub by: Option<PersonId>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dropped {
    pub at: Time,
    pub seq: Seq,
    pub by: Option<PersonId>,
    pub because: WordId,
}

/// What somebody said of a goal. Progress (the values) and confidence are told apart: neither follows from the other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckIn {
    pub at: Time,
    pub seq: Seq,
    pub by: Option<PersonId>,
    pub status: Status,
    pub text: WordId,
    pub confidence: Option<u8>,
    pub values: Vec<Reported>,
    /// What help is wanted.
    pub help: Option<WordId>,
}

/// A value that a script reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measured {
    pub key_result: u16,
    pub value: Amount,
    pub source: Option<WordId>,
    pub at: Time,
    pub seq: Seq,
    pub by: Option<PersonId>,
}

impl Goal {
    /// The number of its current version; the first is 1.
    pub fn version(&self) -> u16 {
        u16::try_from(self.revisions.len() + 1).unwrap_or(u16::MAX)
    }

    /// When what it wants last changed.
    pub fn changed(&self) -> Time {
        self.revisions.last().map_or(self.set, |last| last.at)
    }

    /// The title it had in a version; the first is 1.
    pub fn title_of(&self, version: u16) -> WordId {
        let index = usize::from(version.max(1)) - 1;
        self.revisions
            .get(index)
            .map_or(self.title, |was| was.title)
    }

    /// Key results that were not dropped, by their number.
    pub fn live_key_results(&self) -> impl Iterator<Item = (u16, &KeyResult)> {
        (0..)
            .zip(&self.key_results)
            .filter(|(_, key_result)| key_result.dropped.is_none())
    }

    /// When somebody last checked in, or when it was set.
    pub fn last_word(&self) -> Time {
        self.check_ins.last().map_or(self.set, |last| last.at)
    }
}

impl CheckIn {
    pub fn view(&self, sight: crate::Sight<'_>, now: Time) -> initiative::CheckInView {
        initiative::CheckInView {
            at: self.at,
            ago: self.at.ago(now),
            by: self.by.map(|person| crate::person::link(sight, person)),
            status: self.status,
            text: sight.text(self.text),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closed {
    pub outcome: Outcome,
    pub by: Option<PersonId>,
    pub at: Time,
    pub seq: Seq,
    pub text: Option<WordId>,
    /// From 0 to 1.
    pub score: Option<Amount>,
}

/// A goal that was closed and is open again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reopened {
    pub was: Closed,
    pub because: WordId,
    pub at: Time,
    pub seq: Seq,
    pub by: Option<PersonId>,
}

#[cfg(test)]
mod tests;
