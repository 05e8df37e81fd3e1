//! When a check-in is asked for, when the next one is, and since when silence is stale (mission row A7).

use jiff::{Span, civil::Date, tz::TimeZone};

use super::{Every, Rhythm};
use crate::Time;

/// The Monday of the week from which every second week is counted, so that the count never shifts.
const FIRST_MONDAY: Date = Date::constant(1970, 1, 5);

impl Rhythm {
    /// The scheduled day on which a check-in is asked for after the one at `last`, if that day has come.
    ///
    /// A check-in shortly before a scheduled day counts for it ([`Every::counts_ahead`]): nobody is asked who has
    /// just told. Nothing is due while the rhythm is paused.
    pub fn due(&self, last: Time, now: Time) -> Option<Date> {
        let zone = self.calendar_unless_paused()?;
        let asked = self.first_asked(day_in(&zone, last))?;
        (asked <= day_in(&zone, now)).then_some(asked)
    }

    /// The day on which the next check-in after the one at `last` is asked for; none while the rhythm is paused.
    pub fn next(&self, last: Time) -> Option<Date> {
        self.first_asked(day_in(&self.calendar_unless_paused()?, last))
    }

    /// The first day on which silence since `last` is stale, if it has come: the check-in was due, and more than the
    /// days of grace have passed since. Whatever was claimed, nobody knows any more how it goes.
    pub fn stale_since(&self, last: Time, grace_days: i64, now: Time) -> Option<Date> {
        let zone = self.calendar_unless_paused()?;
        let asked = self.first_asked(day_in(&zone, last))?;
        let stale = days_after(asked, grace_days.max(0).saturating_add(1))?;
        (stale <= day_in(&zone, now)).then_some(stale)
    }

    fn calendar_unless_paused(&self) -> Option<TimeZone> {
        (!self.paused).then(|| self.calendar())
    }

    /// The first scheduled day for which a check-in on the day `last` does not count.
    fn first_asked(&self, last: Date) -> Option<Date> {
        self.scheduled_from(days_after(last, self.every.counts_ahead() + 1)?)
    }

    /// The first scheduled day on or after `day`; none when the calendar ends before it.
    fn scheduled_from(&self, day: Date) -> Option<Date> {
        let weekday = days_after(day, self.days_until_weekday(day))?;
        match self.every {
            Every::Week => Some(weekday),
            Every::TwoWeeks if weeks_since_the_first(weekday) % 2 == 0 => Some(weekday),
            Every::TwoWeeks => days_after(weekday, 7),
            Every::Month if weekday.day() <= 7 => Some(weekday),
            Every::Month => {
                let first = days_after(weekday.last_of_month(), 1)?;
                days_after(first, self.days_until_weekday(first))
            }
        }
    }

    /// Days from a day to the rhythm's weekday; nought when it is that weekday.
    fn days_until_weekday(&self, day: Date) -> i64 {
        i64::from(self.weekday.of_the_calendar().since(day.weekday()))
    }
}

/// The calendar day of a moment in a zone. It has no hour, so a day without a midnight is a day like any other.
pub(super) fn day_in(zone: &TimeZone, time: Time) -> Date {
    zone.to_datetime(time.timestamp()).date()
}

pub(super) fn days_after(day: Date, days: i64) -> Option<Date> {
    day.checked_add(Span::new().try_days(days).ok()?).ok()
}

fn weeks_since_the_first(day: Date) -> i64 {
    let days = day.duration_since(FIRST_MONDAY).as_hours() / 24;
    days.div_euclid(7)
}
