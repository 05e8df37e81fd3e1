//! Working days: which days somebody works on their own calendar, and when everybody has had some of them (mission row P5).

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use jiff::{civil::Date, tz::TimeZone};
use serde::{Deserialize, Serialize};

use super::{
    Weekday, ZONES,
    due::{day_in, days_after},
};
use crate::{PersonId, State, Time, organisation::Organisation, person::Person};

/// The calendar of whoever has chosen none, where the organisation keeps one of this name.
pub const OF_EVERYONE: &str = "everyone";

/// The end is looked for within so many days of the beginning; ten years of working days are more than anybody waits.
const FARTHEST: i64 = 3_660;

/// The days on which people of a place do not work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HolidayCalendar {
    pub days: BTreeSet<Date>,
    /// The days of each week without work: Saturday and Sunday in most countries, Friday and Saturday in some.
    pub weekend: Vec<Weekday>,
}

impl Default for HolidayCalendar {
    fn default() -> Self {
        Self {
            days: BTreeSet::new(),
            weekend: WEEKEND.to_vec(),
        }
    }
}

/// The weekend of most countries.
pub const WEEKEND: [Weekday; 2] = [Weekday::Saturday, Weekday::Sunday];

/// Of whom nothing is known.
static USUAL: LazyLock<HolidayCalendar> = LazyLock::new(HolidayCalendar::default);

impl HolidayCalendar {
    /// Whether people of this calendar work on a day.
    pub fn works_on(&self, day: Date) -> bool {
        !self.is_weekend(day) && !self.days.contains(&day)
    }

    fn is_weekend(&self, day: Date) -> bool {
        let weekday = day.weekday();
        self.weekend
            .iter()
            .any(|free| free.of_the_calendar() == weekday)
    }

    /// The working days after a day, up to and including another.
    fn working_days(&self, after: Date, until: Date) -> i64 {
        let days = days_between(after, until);
        if days <= 0 {
            return 0;
        }
        // Whole weeks are all alike, so a far end costs no more than a near one.
        let (weeks, rest) = (days / 7, days % 7);
        let ends = (0..rest).filter_map(|back| days_after(until, -back));
        let free_in_a_week = Weekday::ALL
            .iter()
            .filter(|day| self.weekend.contains(day))
            .count();
        let of_weeks = weeks * (7 - i64::try_from(free_in_a_week).unwrap_or(7));
        let of_the_rest = ends.filter(|day| !self.is_weekend(*day)).count();
        let holidays = self
            .days
            .range(after..=until)
            .filter(|day| **day != after && !self.is_weekend(**day))
            .count();
        of_weeks + whole(of_the_rest) - whole(holidays)
    }

    /// The first day by whose end there have been so many working days after a day.
    fn end_of(&self, after: Date, days: i64) -> Date {
        let mut left = days;
        let mut day = after;
        for _ in 0..FARTHEST {
            if left <= 0 {
                break;
            }
            let Some(next) = days_after(day, 1) else {
                break;
            };
            day = next;
            left -= i64::from(self.works_on(day));
        }
        day
    }
}

fn whole(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

fn days_between(after: Date, until: Date) -> i64 {
    until.duration_since(after).as_hours() / 24
}

/// The whole working days that a person has after the day on which `from` is for them, up to and including `until`.
pub fn working_days(state: &State, person: PersonId, from: Time, until: Date) -> i64 {
    let person = state.person(person);
    let calendar = calendar(&state.organisation, person);
    calendar.working_days(day_in(&zone(person), from), until)
}

/// The first day by whose end all of these people have had so many whole working days, each on their own calendar.
/// Where nobody is named it is the day of `from` in UTC.
pub fn earliest_end(state: &State, people: &BTreeSet<PersonId>, from: Time, days: i64) -> Date {
    // Of ten thousand people most share a zone and a calendar: each pair is worked out once.
    let mut alike: BTreeMap<(&str, Option<&str>), PersonId> = BTreeMap::new();
    for id in people {
        let person = state.person(*id);
        let zone = person.and_then(|person| person.rhythm.as_ref());
        let zone = zone.map_or("UTC", |rhythm| rhythm.zone.as_str());
        let calendar = person.and_then(|person| person.holidays.as_deref());
        alike.entry((zone, calendar)).or_insert(*id);
    }
    let ends = alike.values().map(|id| {
        let person = state.person(*id);
        calendar(&state.organisation, person).end_of(day_in(&zone(person), from), days)
    });
    ends.max().unwrap_or_else(|| from.date())
}

/// The moment at which a day has ended everywhere on earth: last of all where the clock is twelve hours behind UTC.
pub fn end_of_day_everywhere(day: Date) -> Time {
    const FARTHEST_BEHIND: i64 = 12 * 3600;
    Time(Time::end_of(day).0 + 1 + FARTHEST_BEHIND)
}

/// The calendar that holds for a person. One that was dropped since they chose it counts as no choice.
fn calendar<'a>(organisation: &'a Organisation, person: Option<&'a Person>) -> &'a HolidayCalendar {
    let chosen = person.and_then(|person| person.holidays.as_deref());
    let kept = chosen.and_then(|name| organisation.holidays.get(name));
    kept.or_else(|| organisation.holidays.get(OF_EVERYONE))
        .unwrap_or(&USUAL)
}

fn zone(person: Option<&Person>) -> TimeZone {
    let rhythm = person.and_then(|person| person.rhythm.as_ref());
    let zone = rhythm.map(|rhythm| ZONES.get(&rhythm.zone));
    zone.and_then(Result::ok).unwrap_or(TimeZone::UTC)
}

#[cfg(test)]
mod tests;
