//! A check-in on a goal as it is shown: what was said, how sure, what the key results were, and what help is wanted.

use serde::Serialize;

use crate::{
    Sight, Text, Time,
    goal::{CheckIn, Goal},
    initiative::Status,
    person,
};

/// What somebody said of a goal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "GoalCheckIn")]
pub struct CheckInView {
    pub at: Time,
    pub ago: String,
    pub by: Option<person::PersonLink>,
    pub status: Status,
    pub text: Text,
    /// How sure they were that the goal will be reached, from 0 to 10.
    pub confidence: Option<u8>,
    pub values: Vec<ValueSaid>,
    /// What help is wanted.
    pub help: Option<Text>,
}

/// What a key result was, as a check-in said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct ValueSaid {
    /// The number of the key result; the first is 0.
    pub key_result: u16,
    pub name: String,
    /// As people say it: `3.8 days`.
    pub told: String,
}

impl CheckIn {
    /// The check-in as it is shown.
    pub fn view(&self, sight: Sight<'_>, goal: &Goal, now: Time) -> CheckInView {
        let value = |said: &super::super::Reported| {
            let key_result = goal.key_results.get(usize::from(said.key_result))?;
            let measure = goal.bare_measure(sight, key_result);
            Some(ValueSaid {
                key_result: said.key_result,
                told: measure.told(said.value),
                name: measure.name,
            })
        };
        CheckInView {
            at: self.at,
            ago: self.at.ago(now),
            by: self.by.map(|person| person::link(sight, person)),
            status: self.status,
            text: sight.text(self.text),
            confidence: self.confidence,
            values: self.values.iter().filter_map(value).collect(),
            help: self.help.map(|help| sight.text(help)),
        }
    }
}
