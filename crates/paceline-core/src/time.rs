//! A moment, to the second, and the words people use for spans of days.

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use serde::{Deserialize, Serialize};

use crate::Refusal;

/// Seconds in a day of the record; leap seconds are not counted.
pub const DAY: i64 = 86_400;

/// A moment in seconds since 1970-01-01T00:00:00Z.
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(transparent)]
pub struct Time(pub i64);

impl Time {
    /// The last second of a calendar day in UTC: what "as of that day" means.
    pub fn end_of(date: Date) -> Self {
        date.to_zoned(TimeZone::UTC).map_or(Self(0), |midnight| {
            Self(midnight.timestamp().as_second() + DAY - 1)
        })
    }

    /// The first second of a calendar day in UTC.
    pub fn start_of(date: Date) -> Self {
        Self(Self::end_of(date).0 - DAY + 1)
    }

    pub fn date(self) -> Date {
        self.timestamp().to_zoned(TimeZone::UTC).date()
    }

    pub fn timestamp(self) -> Timestamp {
        Timestamp::from_second(self.0).unwrap_or(Timestamp::UNIX_EPOCH)
    }

    /// Whole days from `earlier` to here; nought when `earlier` is later.
    pub fn days_since(self, earlier: Self) -> i64 {
        (self.0 - earlier.0).max(0) / DAY
    }

    #[must_use]
    pub fn plus_days(self, days: i64) -> Self {
        Self(self.0.saturating_add(days.saturating_mul(DAY)))
    }

    /// `today`, `3 days ago`, `7 weeks ago`, `5 months ago`, `2 years ago`.
    pub fn ago(self, now: Self) -> String {
        match now.days_since(self) {
            0 => "today".to_owned(),
            1 => "yesterday".to_owned(),
            days => format!("{} ago", span(days)),
        }
    }
}

/// `1 day`, `3 weeks`, `5 months`, `2 years`: the largest unit of which there are at least two.
pub fn span(days: i64) -> String {
    let (count, unit) = match days {
        ..14 => (days, "day"),
        14..60 => (days / 7, "week"),
        60..730 => (days / 30, "month"),
        _ => (days / 365, "year"),
    };
    if count == 1 {
        format!("1 {unit}")
    } else {
        format!("{count} {unit}s")
    }
}

/// Refuses a day that has passed everywhere on earth, or that no record has. The core knows no time zone of whoever
/// asks, so it is still today where today ends last.
pub fn not_past(day: Option<Date>, now: Time) -> Result<(), Refusal> {
    let Some(day) = day else {
        return Ok(());
    };
    if !(1990..=2200).contains(&day.year()) {
        return Err(Refusal::ImpossibleDate);
    }
    let ends_last = 12 * 3600;
    if Time::end_of(day).0 + ends_last < now.0 {
        return Err(Refusal::DayPassed { day });
    }
    Ok(())
}

impl From<Timestamp> for Time {
    fn from(timestamp: Timestamp) -> Self {
        Self(timestamp.as_second())
    }
}

impl std::fmt::Display for Time {
    /// The calendar day in UTC: `2026-03-01`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.date().fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_read_as_people_say_them() {
        assert_eq!(span(1), "1 day");
        assert_eq!(span(20), "2 weeks");
        assert_eq!(span(200), "6 months");
        assert_eq!(span(1000), "2 years");
    }

    #[test]
    fn a_day_ends_with_its_last_second() {
        let end = Time::end_of(jiff::civil::date(2026, 3, 1));
        assert_eq!(end.to_string(), "2026-03-01");
        assert_eq!(Time(end.0 + 1).to_string(), "2026-03-02");
    }
}
