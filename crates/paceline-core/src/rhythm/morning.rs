//! The morning of a person's own calendar day, for what is sent to them then.

use jiff::{civil::Date, tz::TimeZone};

use super::{
    Rhythm,
    due::{day_in, days_after},
};
use crate::Time;

/// The hour at which a morning begins.
const EIGHT: i8 = 8;

impl Rhythm {
    /// The calendar day that it is for the person.
    pub fn day_of(&self, time: Time) -> Date {
        day_in(&self.calendar(), time)
    }

    /// When it is eight in the morning on the day that it is for the person. Where clocks jump over that hour it is
    /// when they go on; where they show it twice, the first time.
    pub fn morning_of(&self, time: Time) -> Option<Time> {
        let zone = self.calendar();
        eight(&zone, day_in(&zone, time))
    }

    /// Whether it is the rhythm's weekday for the person, or the day after one that their zone left out.
    pub fn has_its_weekday(&self, time: Time) -> bool {
        let (zone, weekday) = (self.calendar(), self.weekday.of_the_calendar());
        let today = day_in(&zone, time);
        let yesterday = days_after(today, -1).filter(|day| is_left_out(&zone, *day));
        today.weekday() == weekday || yesterday.is_some_and(|day| day.weekday() == weekday)
    }
}

fn eight(zone: &TimeZone, day: Date) -> Option<Time> {
    let eight = zone.to_ambiguous_zoned(day.at(EIGHT, 0, 0, 0)).compatible();
    Some(eight.ok()?.timestamp().into())
}

/// Whether a zone skipped a whole day, as those do that change sides of the date line.
fn is_left_out(zone: &TimeZone, day: Date) -> bool {
    let noon = zone.to_ambiguous_zoned(day.at(12, 0, 0, 0)).compatible();
    noon.is_ok_and(|noon| noon.date() != day)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn where_the_hour_is_missing_it_is_when_the_clocks_go_on() {
        // Clocks that go from half past seven to half past nine on the last Sunday of March, and back in October.
        let zone = TimeZone::posix("EVE0DAY-2,M3.5.0/7:30,M10.5.0/9:30").expect("a zone");
        let at = |day| eight(&zone, day).map(|moment| moment.timestamp().to_string());
        assert_eq!(
            at(date(2026, 3, 28)).as_deref(),
            Some("2026-03-28T08:00:00Z")
        );
        assert_eq!(
            at(date(2026, 3, 29)).as_deref(),
            Some("2026-03-29T08:00:00Z")
        );
        assert_eq!(
            at(date(2026, 3, 30)).as_deref(),
            Some("2026-03-30T06:00:00Z")
        );
        assert_eq!(
            at(date(2026, 10, 25)).as_deref(),
            Some("2026-10-25T06:00:00Z"),
            "the first of two"
        );
        assert_eq!(
            at(date(2026, 10, 26)).as_deref(),
            Some("2026-10-26T08:00:00Z")
        );
    }
}
