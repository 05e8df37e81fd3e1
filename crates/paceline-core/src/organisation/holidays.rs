//! Calendars of holidays: the days on which people of a place do not work, kept by the organisation (mission row P5).

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::Serialize;

use super::{Event, Organisation};
use crate::{
    Draft, Refusal, Sight,
    rhythm::{OF_EVERYONE, WEEKEND, Weekday},
    text,
};

/// The most calendars that an organisation keeps.
const CALENDARS: usize = 20;
/// The most days of one calendar: some ten years of holidays.
const DAYS: usize = 400;
/// The longest name of a calendar, in characters.
const NAME_LIMIT: usize = 60;

/// The rules of a calendar.
pub(super) fn set(
    draft: &mut Draft<'_>,
    calendar: &str,
    days: &[Date],
    weekend: &[Weekday],
) -> Result<(), Refusal> {
    let organisation = &draft.state.organisation;
    let calendar = text::title("name of the calendar", calendar)?;
    text::at_most("name of the calendar", &calendar, NAME_LIMIT)?;
    let known = named(organisation, &calendar).map(str::to_owned);
    let count = organisation.holidays.len() + 1;
    if known.is_none() && count > CALENDARS {
        let what = "calendars of holidays";
        return Err(too_many(what, count, CALENDARS));
    }
    // The one that holds for whoever chose none is found by its name, however it was written.
    let is_of_everyone = calendar.to_lowercase() == OF_EVERYONE;
    let calendar = match known {
        Some(known) => known,
        None if is_of_everyone => OF_EVERYONE.to_owned(),
        None => calendar,
    };
    let days: BTreeSet<Date> = days.iter().copied().collect();
    if days.len() > DAYS {
        return Err(too_many("days in the calendar", days.len(), DAYS));
    }
    if days.iter().any(|day| !(1990..=2200).contains(&day.year())) {
        return Err(Refusal::ImpossibleDate);
    }
    let mut weekend: BTreeSet<Weekday> = weekend.iter().copied().collect();
    if weekend.is_empty() {
        weekend.extend(WEEKEND);
    }
    if weekend.len() == Weekday::ALL.len() {
        return Err(Refusal::NoDayToWork);
    }
    draft.happened(crate::Event::Organisation(Event::HolidaysSet {
        calendar,
        days: days.into_iter().collect(),
        weekend: weekend.into_iter().collect(),
    }));
    Ok(())
}

fn too_many(what: &'static str, count: usize, most: usize) -> Refusal {
    Refusal::TooMany { what, count, most }
}

/// The name of a calendar as it is kept. Capitals do not matter.
fn named<'a>(organisation: &'a Organisation, calendar: &str) -> Option<&'a str> {
    let wanted = calendar.trim().to_lowercase();
    let mut names = organisation.holidays.keys();
    names
        .find(|name| name.to_lowercase() == wanted)
        .map(String::as_str)
}

/// The name of a calendar as it is kept, or why not.
pub(crate) fn kept(organisation: &Organisation, calendar: &str) -> Result<String, Refusal> {
    named(organisation, calendar)
        .map(str::to_owned)
        .ok_or_else(|| Refusal::NoSuchCalendar {
            calendar: text::cut(calendar, NAME_LIMIT),
            known: organisation
                .holidays
                .keys()
                .map(String::as_str)
                .collect::<Vec<_>>()
                .join(", "),
        })
}

/// A calendar of holidays as a page shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct CalendarView {
    pub name: String,
    /// Whether it holds for whoever has chosen none.
    pub is_of_everyone: bool,
    /// Oldest first.
    pub days: Vec<Date>,
    pub weekend: Vec<Weekday>,
}

/// The calendars of holidays, by name.
pub fn holidays(sight: Sight<'_>) -> Vec<CalendarView> {
    let kept = sight.organisation().holidays.iter();
    kept.map(|(name, calendar)| CalendarView {
        name: name.clone(),
        is_of_everyone: name == OF_EVERYONE,
        days: calendar.days.iter().copied().collect(),
        weekend: calendar.weekend.clone(),
    })
    .collect()
}
