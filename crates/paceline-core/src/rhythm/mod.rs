//! Rhythms: on which days a person is asked how their goals go, on their own calendar (mission row A7).
//!
//! The rules follow the clearest cadence of the field (Atlassian's and Operately's): asked on the person's own
//! weekday in their own time zone, not asked where they have just told, silent while paused, and after a grace
//! period stale whatever was claimed.

use std::sync::LazyLock;

use jiff::tz::{TimeZone, TimeZoneDatabase};
use serde::{Deserialize, Serialize};

use crate::{Refusal, text};

mod due;
mod morning;
pub mod working;

pub use working::{
    HolidayCalendar, OF_EVERYONE, WEEKEND, earliest_end, end_of_day_everywhere, working_days,
};

/// The time zones of the world as they are built into the program: the same rules on every machine.
static ZONES: LazyLock<TimeZoneDatabase> = LazyLock::new(TimeZoneDatabase::bundled);

/// When a person is asked how their goals go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Rhythm {
    pub every: Every,
    pub weekday: Weekday,
    /// The name of a time zone, such as `Europe/Berlin`.
    pub zone: String,
    /// Whether nothing is asked for now.
    pub paused: bool,
}

impl Default for Rhythm {
    fn default() -> Self {
        Self {
            every: Every::Month,
            weekday: Weekday::Monday,
            zone: "UTC".to_owned(),
            paused: false,
        }
    }
}

impl Rhythm {
    /// `every week on Monday`, `on the first Monday of a month`.
    pub fn in_words(&self) -> String {
        let weekday = self.weekday.word();
        match self.every {
            Every::Week | Every::TwoWeeks => format!("{} on {weekday}", self.every.word()),
            Every::Month => format!("on the first {weekday} of a month"),
        }
    }

    /// The zone of the person's calendar. One that this program does not know any more reads as UTC.
    fn calendar(&self) -> TimeZone {
        ZONES.get(&self.zone).unwrap_or(TimeZone::UTC)
    }
}

/// How often.
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
pub enum Every {
    /// On each such weekday.
    Week,
    /// On every other such weekday.
    TwoWeeks,
    /// On the first such weekday of a month.
    #[default]
    Month,
}

impl Every {
    pub const ALL: [Self; 3] = [Self::Week, Self::TwoWeeks, Self::Month];

    pub fn word(self) -> &'static str {
        match self {
            Self::Week => "every week",
            Self::TwoWeeks => "every two weeks",
            Self::Month => "every month",
        }
    }

    /// Days ahead of a scheduled day at which a check-in counts for it.
    pub fn counts_ahead(self) -> i64 {
        match self {
            Self::Week => 3,
            Self::TwoWeeks => 5,
            Self::Month => 10,
        }
    }
}

/// A day of the week.
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
pub enum Weekday {
    #[default]
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

impl Weekday {
    pub const ALL: [Self; 7] = [
        Self::Monday,
        Self::Tuesday,
        Self::Wednesday,
        Self::Thursday,
        Self::Friday,
        Self::Saturday,
        Self::Sunday,
    ];

    pub fn word(self) -> &'static str {
        match self {
            Self::Monday => "Monday",
            Self::Tuesday => "Tuesday",
            Self::Wednesday => "Wednesday",
            Self::Thursday => "Thursday",
            Self::Friday => "Friday",
            Self::Saturday => "Saturday",
            Self::Sunday => "Sunday",
        }
    }

    /// The same day to the calendar.
    fn of_the_calendar(self) -> jiff::civil::Weekday {
        match self {
            Self::Monday => jiff::civil::Weekday::Monday,
            Self::Tuesday => jiff::civil::Weekday::Tuesday,
            Self::Wednesday => jiff::civil::Weekday::Wednesday,
            Self::Thursday => jiff::civil::Weekday::Thursday,
            Self::Friday => jiff::civil::Weekday::Friday,
            Self::Saturday => jiff::civil::Weekday::Saturday,
            Self::Sunday => jiff::civil::Weekday::Sunday,
        }
    }
}

/// The name of a time zone as the world writes it, or why not. Capitals do not matter.
pub fn zone_or_refuse(zone: &str) -> Result<String, Refusal> {
    let written = zone.trim();
    let known = ZONES.get(written).ok();
    let name = known.as_ref().and_then(TimeZone::iana_name);
    // The zone for 'nobody knows which' is a name too, and no answer.
    name.filter(|name| *name != "Etc/Unknown")
        .map(str::to_owned)
        .ok_or_else(|| Refusal::NoSuchZone {
            zone: text::cut(written, 40),
        })
}

/// The names of all time zones that people choose from, by the alphabet: `UTC` and those of places.
pub fn zones() -> Vec<String> {
    // What has no place in its name, or stands below `Etc`, is kept by the database for the past's sake.
    let is_chosen = |name: &String| {
        name == "UTC" || name.split_once('/').is_some_and(|(area, _)| area != "Etc")
    };
    let mut zones: Vec<String> = ZONES
        .available()
        .map(|name| name.to_string())
        .filter(is_chosen)
        .collect();
    zones.sort();
    zones
}

#[cfg(test)]
mod tests;
