//! What an entry says, part by part.

use jiff::civil::Date;
use serde::Serialize;

use super::super::Content;
use crate::{Sight, Text, WordId};

/// What an entry says, by its kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "EntrySays")]
pub enum Says {
    Value {
        title: Text,
        /// What is meant.
        text: Option<Text>,
        looks_like: Option<Text>,
        does_not_look_like: Option<Text>,
    },
    Facet {
        title: Text,
        level: Text,
        reason: Text,
        /// The day until which it holds.
        until: Option<Date>,
    },
    Strategy {
        title: Text,
        diagnosis: Text,
        guiding_policy: Text,
        actions: Vec<Text>,
        even_over: Vec<EvenOverSaid>,
    },
}

/// 'X even over Y'.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct EvenOverSaid {
    /// What is chosen.
    pub this: Text,
    /// The good thing that has to wait for it.
    pub over: Text,
}

impl Says {
    pub(super) fn of(sight: Sight<'_>, content: &Content) -> Self {
        let text = |word: &WordId| sight.text(*word);
        let maybe = |word: &Option<WordId>| word.as_ref().map(text);
        match content {
            Content::Value {
                title,
                text: meant,
                looks_like,
                does_not_look_like,
            } => Self::Value {
                title: text(title),
                text: maybe(meant),
                looks_like: maybe(looks_like),
                does_not_look_like: maybe(does_not_look_like),
            },
            Content::Facet {
                title,
                level,
                reason,
                until,
            } => Self::Facet {
                title: text(title),
                level: text(level),
                reason: text(reason),
                until: *until,
            },
            Content::Strategy {
                title,
                diagnosis,
                guiding_policy,
                actions,
                even_over,
            } => Self::Strategy {
                title: text(title),
                diagnosis: text(diagnosis),
                guiding_policy: text(guiding_policy),
                actions: actions.iter().map(text).collect(),
                even_over: even_over
                    .iter()
                    .map(|even| EvenOverSaid {
                        this: text(&even.this),
                        over: text(&even.over),
                    })
                    .collect(),
            },
        }
    }

    pub fn title(&self) -> &Text {
        match self {
            Self::Value { title, .. }
            | Self::Facet { title, .. }
            | Self::Strategy { title, .. } => title,
        }
    }

    /// Every text, for whoever reads the long ones from their rows.
    pub fn texts(&mut self) -> Vec<&mut Text> {
        match self {
            Self::Value {
                title,
                text,
                looks_like,
                does_not_look_like,
            } => {
                let rest = [text, looks_like, does_not_look_like];
                let rest = rest.into_iter().flatten();
                std::iter::once(title).chain(rest).collect()
            }
            Self::Facet {
                title,
                level,
                reason,
                until: _,
            } => vec![title, level, reason],
            Self::Strategy {
                title,
                diagnosis,
                guiding_policy,
                actions,
                even_over,
            } => {
                let even_over = even_over
                    .iter_mut()
                    .flat_map(|even| [&mut even.this, &mut even.over]);
                [title, diagnosis, guiding_policy]
                    .into_iter()
                    .chain(actions)
                    .chain(even_over)
                    .collect()
            }
        }
    }

    /// Each part under its heading, as plain text; what was left out is empty.
    pub fn parts(&self) -> Vec<(&'static str, String)> {
        let maybe = |text: &Option<Text>| text.as_ref().map_or_else(String::new, Text::to_string);
        match self {
            Self::Value {
                title,
                text,
                looks_like,
                does_not_look_like,
            } => vec![
                ("Name", title.to_string()),
                ("What is meant", maybe(text)),
                ("What living it looks like", maybe(looks_like)),
                ("What it does not look like", maybe(does_not_look_like)),
            ],
            Self::Facet {
                title,
                level,
                reason,
                until,
            } => vec![
                ("Name", title.to_string()),
                ("Level", level.to_string()),
                ("Why", reason.to_string()),
                (
                    "Holds until",
                    until.map_or_else(String::new, |day| day.to_string()),
                ),
            ],
            Self::Strategy {
                title,
                diagnosis,
                guiding_policy,
                actions,
                even_over,
            } => {
                let actions: Vec<String> = actions.iter().map(Text::to_string).collect();
                let even = |even: &EvenOverSaid| format!("{} even over {}", even.this, even.over);
                let even_over: Vec<String> = even_over.iter().map(even).collect();
                vec![
                    ("Title", title.to_string()),
                    ("Diagnosis", diagnosis.to_string()),
                    ("Guiding policy", guiding_policy.to_string()),
                    ("Coherent actions", actions.join("\n")),
                    ("Even over", even_over.join("\n")),
                ]
            }
        }
    }
}
