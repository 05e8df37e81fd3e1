//! The organisation itself: its name and its settings.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    Draft, Refusal, WordId,
    initiative::{
        Kind, Stage, guide,
        template::{self, Field, FieldWords, Template},
    },
    rhythm::{HolidayCalendar, Weekday},
    signal::Threshold,
    text,
};

mod holidays;

pub(crate) use holidays::kept as kept_holidays;
pub use holidays::{CalendarView, holidays};

/// What a person can ask.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Names or renames the organisation.
    Name { name: String },
    /// Sets a threshold of the signals, by its name.
    SetThreshold { name: String, value: u32 },
    /// Sets the days on which people of a place do not work, under a name that they choose it by. The calendar named
    /// `everyone` holds for whoever chooses none.
    SetHolidays {
        calendar: String,
        #[serde(default)]
        days: Vec<Date>,
        /// The days of each week without work; Saturday and Sunday where none is named.
        #[serde(default)]
        weekend: Vec<Weekday>,
    },
    /// Drops a calendar of holidays. Whoever chose it has the one named `everyone`, if there is one.
    DropHolidays { calendar: String },
    /// Writes a template for the documents of initiatives: at most five things that it asks for, how it is first. One of
    /// the same name is replaced, also a built-in one.
    WriteTemplate {
        name: String,
        kind: Kind,
        fields: Vec<Field>,
    },
    /// Drops a template that the organisation wrote. A built-in one of that name comes back.
    DropTemplate { name: String },
    /// Writes what whoever leads for the first time reads at a stage; an empty text brings the built-in one back.
    WriteGuide { stage: Stage, text: String },
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    Named {
        name: WordId,
    },
    ThresholdSet {
        threshold: Threshold,
        value: u32,
    },
    HolidaysSet {
        calendar: String,
        days: Vec<Date>,
        weekend: Vec<Weekday>,
    },
    HolidaysDropped {
        calendar: String,
    },
    TemplateWritten {
        /// Its name as a part of a URL: what tells templates apart.
        template: String,
        name: WordId,
        kind: Kind,
        fields: Vec<FieldWords>,
    },
    TemplateDropped {
        template: String,
    },
    GuideWritten {
        stage: Stage,
        text: Option<WordId>,
    },
}

/// What we remember.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organisation {
    pub name: Option<WordId>,
    thresholds: BTreeMap<Threshold, u32>,
    /// The calendars of holidays, by the names that people choose them by.
    pub holidays: BTreeMap<String, HolidayCalendar>,
    /// The templates that it wrote, by what tells them apart.
    pub(crate) templates: BTreeMap<String, Template>,
    /// What it wrote for those who lead for the first time.
    pub(crate) guide: BTreeMap<Stage, WordId>,
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
        Command::SetHolidays {
            calendar,
            days,
            weekend,
        } => holidays::set(draft, calendar, days, weekend)?,
        Command::DropHolidays { calendar } => {
            let calendar = holidays::kept(&draft.state.organisation, calendar)?;
            draft.happened(crate::Event::Organisation(Event::HolidaysDropped {
                calendar,
            }));
        }
        Command::WriteTemplate { name, kind, fields } => {
            template::write(draft, name, *kind, fields)?;
        }
        Command::DropTemplate { name } => template::drop_one(draft, name)?,
        Command::WriteGuide { stage, text } => guide::write(draft, *stage, text)?,
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
            Event::HolidaysSet {
                calendar,
                days,
                weekend,
            } => {
                let kept = HolidayCalendar {
                    days: days.iter().copied().collect(),
                    weekend: weekend.clone(),
                };
                self.holidays.insert(calendar.clone(), kept);
            }
            Event::HolidaysDropped { calendar } => {
                self.holidays.remove(calendar);
            }
            Event::TemplateWritten {
                template,
                name,
                kind,
                fields,
            } => {
                let written = Template {
                    name: *name,
                    kind: *kind,
                    fields: fields.clone(),
                };
                self.templates.insert(template.clone(), written);
            }
            Event::TemplateDropped { template } => {
                self.templates.remove(template);
            }
            Event::GuideWritten { stage, text } => match text {
                Some(text) => {
                    self.guide.insert(*stage, *text);
                }
                None => {
                    self.guide.remove(stage);
                }
            },
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
