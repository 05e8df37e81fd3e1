//! The organisation itself: its name and its settings.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{Draft, Refusal, WordId, signal::Threshold, text};

/// What a person can ask.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Names or renames the organisation.
    Name { name: String },
    /// Sets a threshold of the signals, by its name.
    SetThreshold { name: String, value: u32 },
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    Named { name: WordId },
    ThresholdSet { threshold: Threshold, value: u32 },
}

/// What we remember.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organisation {
    pub name: Option<WordId>,
    thresholds: BTreeMap<Threshold, u32>,
}

/// The rules.
pub fn decide(draft: &mut Draft<'_>, command: &Command) -> Result<(), Refusal> {
    match command {
        Command::Name { name } => {
            let name = text::title("name", name)?;
            let name = draft.word(name);
            draft.happened(crate::Event::Organisation(Event::Named { name }));
        }
        Command::SetThreshold { name, value } => {
            let threshold = Threshold::named(name)
                .ok_or_else(|| Refusal::NoSuchThreshold { name: name.clone() })?;
            let (least, most) = (1, 3650);
            if !(least..=most).contains(value) {
                return Err(Refusal::OutOfRange {
                    value: *value,
                    least,
                    most,
                });
            }
            draft.happened(crate::Event::Organisation(Event::ThresholdSet {
                threshold,
                value: *value,
            }));
        }
    }
    Ok(())
}

/// The fold.
impl Organisation {
    pub(crate) fn apply(&mut self, event: &Event) {
        match event {
            Event::Named { name } => self.name = Some(*name),
            Event::ThresholdSet { threshold, value } => {
                self.thresholds.insert(*threshold, *value);
            }
        }
    }

    /// A threshold as set, or its default.
    pub fn threshold(&self, threshold: Threshold) -> i64 {
        self.thresholds
            .get(&threshold)
            .copied()
            .unwrap_or_else(|| threshold.default_value())
            .into()
    }
}
