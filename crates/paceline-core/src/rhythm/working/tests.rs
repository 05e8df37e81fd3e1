//! Working days as stories: people around the earth, their weekends and their holidays.

use jiff::civil::date;

use super::*;
use crate::{
    Command, organisation, person,
    rhythm::Every,
    testing::{ADA, BEN, CLEO, Story},
};

/// A moment as a clock in UTC shows it: `2026-03-29 01:00`.
fn at(written: &str) -> Time {
    let moment: jiff::Timestamp = format!("{}Z", written.replace(' ', "T"))
        .parse()
        .expect("a moment");
    moment.into()
}

fn lives_in(story: &mut Story, who: PersonId, zone: &str) {
    let rhythm = person::Command::SetRhythm {
        every: Every::Month,
        weekday: Weekday::Monday,
        zone: zone.into(),
        paused: false,
    };
    story.does(who, Command::Person(rhythm));
}

fn holidays(calendar: &str, days: &[Date], weekend: &[Weekday]) -> Command {
    Command::Organisation(organisation::Command::SetHolidays {
        calendar: calendar.into(),
        days: days.to_vec(),
        weekend: weekend.to_vec(),
    })
}

fn dropped(calendar: &str) -> Command {
    Command::Organisation(organisation::Command::DropHolidays {
        calendar: calendar.into(),
    })
}

fn keeps(calendar: Option<&str>) -> Command {
    Command::Person(person::Command::KeepHolidays {
        calendar: calendar.map(str::to_owned),
    })
}

fn end(story: &Story, people: &[PersonId], from: Time, days: i64) -> Date {
    earliest_end(&story.state, &people.iter().copied().collect(), from, days)
}

#[test]
fn two_working_days_from_a_thursday_end_on_monday() {
    let story = Story::new();
    // Thursday, 8 January 2026.
    let thursday = at("2026-01-08 09:00");
    assert_eq!(end(&story, &[ADA], thursday, 2), date(2026, 1, 12));
    let until = |day| working_days(&story.state, ADA, thursday, day);
    assert_eq!(until(date(2026, 1, 7)), 0, "before it begins");
    assert_eq!(until(date(2026, 1, 8)), 0, "the rest of a day is no day");
    assert_eq!(until(date(2026, 1, 9)), 1);
    assert_eq!(until(date(2026, 1, 11)), 1);
    assert_eq!(until(date(2026, 1, 12)), 2);
    assert_eq!(until(date(2027, 1, 7)), 260, "a year of 52 weeks");
}

#[test]
fn the_same_moment_is_another_day_on_kiritimati_and_in_honolulu() {
    let mut story = Story::new();
    lives_in(&mut story, ADA, "Pacific/Kiritimati");
    lives_in(&mut story, BEN, "Pacific/Honolulu");
    // Thursday one o'clock on Kiritimati is Wednesday one o'clock in Honolulu.
    let moment = at("2026-01-07 11:00");
    assert_eq!(end(&story, &[ADA], moment, 2), date(2026, 1, 12));
    assert_eq!(end(&story, &[BEN], moment, 2), date(2026, 1, 9));
    assert_eq!(end(&story, &[CLEO], moment, 2), date(2026, 1, 9));
    assert_eq!(end(&story, &[BEN, ADA, CLEO], moment, 2), date(2026, 1, 12));
    assert_eq!(end(&story, &[], moment, 2), date(2026, 1, 7));
}

#[test]
fn a_day_has_ended_everywhere_at_noon_of_the_next_in_utc() {
    let ended = end_of_day_everywhere(date(2026, 12, 31));
    assert_eq!(ended, at("2027-01-01 12:00"));
}

#[test]
fn a_weekend_on_the_gulf_is_another_one() {
    let mut story = Story::new();
    let gulf = [Weekday::Friday, Weekday::Saturday];
    story.does(ADA, holidays("Gulf", &[], &gulf));
    story.does(BEN, keeps(Some(" gulf ")));
    lives_in(&mut story, BEN, "Asia/Kuwait");
    lives_in(&mut story, CLEO, "Europe/Berlin");
    let thursday = at("2026-01-08 09:00");
    // Ben works on Sunday and Monday, Cleo on Friday and Monday.
    assert_eq!(end(&story, &[BEN], thursday, 1), date(2026, 1, 11));
    assert_eq!(end(&story, &[CLEO], thursday, 1), date(2026, 1, 9));
    assert_eq!(end(&story, &[BEN, CLEO], thursday, 2), date(2026, 1, 12));
    let until = date(2026, 1, 11);
    assert_eq!(working_days(&story.state, BEN, thursday, until), 1);
    assert_eq!(working_days(&story.state, CLEO, thursday, until), 1);
}

#[test]
fn holidays_over_a_years_end_put_the_end_off() {
    let mut story = Story::new();
    let berlin = [
        date(2026, 12, 24),
        date(2026, 12, 25),
        date(2026, 12, 26),
        date(2026, 12, 31),
        date(2027, 1, 1),
    ];
    story.does(ADA, holidays("Berlin", &berlin, &[]));
    story.does(BEN, keeps(Some("Berlin")));
    lives_in(&mut story, BEN, "Europe/Berlin");
    let wednesday = at("2026-12-23 18:00");
    assert_eq!(end(&story, &[BEN], wednesday, 2), date(2026, 12, 29));
    assert_eq!(end(&story, &[ADA], wednesday, 2), date(2026, 12, 25));
    // Half past eleven in the evening in UTC is the next day in Berlin.
    let late = at("2026-12-29 23:30");
    assert_eq!(end(&story, &[BEN], late, 2), date(2027, 1, 5));
    let until = date(2027, 1, 5);
    assert_eq!(
        working_days(&story.state, BEN, wednesday, until),
        5,
        "28, 29 and 30 December, 4 and 5 January"
    );
}

#[test]
fn the_calendar_of_everyone_holds_for_whoever_chose_none() {
    let mut story = Story::new();
    let friday = [date(2026, 1, 9)];
    story.does(ADA, holidays("Everyone", &friday, &[]));
    story.does(ADA, holidays("Berlin", &[], &[]));
    story.does(BEN, keeps(Some("berlin")));
    let thursday = at("2026-01-08 09:00");
    assert_eq!(end(&story, &[ADA], thursday, 1), date(2026, 1, 12));
    assert_eq!(end(&story, &[BEN], thursday, 1), date(2026, 1, 9));

    // The choice holds no longer than the calendar, and comes back with it.
    story.does(ADA, dropped("Berlin"));
    assert_eq!(end(&story, &[BEN], thursday, 1), date(2026, 1, 12));
    story.does(ADA, holidays("Berlin", &[], &[]));
    assert_eq!(end(&story, &[BEN], thursday, 1), date(2026, 1, 9));
    story.does(BEN, keeps(None));
    assert_eq!(end(&story, &[BEN], thursday, 1), date(2026, 1, 12));
    assert_eq!(story.replayed(), story.state);
}

#[test]
fn a_calendar_of_nothing_but_holidays_ends_the_search() {
    let mut story = Story::new();
    let first = date(2026, 1, 9);
    let year: Vec<Date> = (0..400).filter_map(|day| days_after(first, day)).collect();
    story.does(ADA, holidays("everyone", &year, &[]));
    let thursday = at("2026-01-08 09:00");
    assert_eq!(end(&story, &[ADA], thursday, 1), date(2027, 2, 15));
    assert_eq!(
        end(&story, &[ADA], thursday, i64::MAX),
        days_after(date(2026, 1, 8), FARTHEST).unwrap()
    );
}

#[test]
fn what_cannot_be_kept_is_refused() {
    let mut story = Story::new();
    let first = date(2026, 1, 9);
    let too_many: Vec<Date> = (0..401).filter_map(|day| days_after(first, day)).collect();
    story.refuses(
        ADA,
        holidays("Berlin", &too_many, &[]),
        "There are 401 days in the calendar; at most 400 fit.",
    );
    story.refuses(
        ADA,
        holidays("Berlin", &[date(1815, 6, 18)], &[]),
        "The date is before the record begins or after the year 2200.",
    );
    story.refuses(
        ADA,
        holidays("Berlin", &[], &Weekday::ALL),
        "No day of the week would be left to work on.",
    );
    story.refuses(
        ADA,
        holidays(" ", &[], &[]),
        "The name of the calendar is empty.",
    );
    story.refuses(
        ADA,
        holidays(&"x".repeat(61), &[], &[]),
        "The name of the calendar has 61 characters; at most 60 fit.",
    );
    story.refuses(
        BEN,
        keeps(Some("Atlantis")),
        "There is no calendar of holidays called 'Atlantis'.",
    );
    story.refuses(BEN, keeps(None), "Nothing would change.");
    for place in 1..=20 {
        story.does(ADA, holidays(&format!("Place {place}"), &[], &[]));
    }
    story.refuses(
        ADA,
        holidays("Place 21", &[], &[]),
        "There are 21 calendars of holidays; at most 20 fit.",
    );
    story.does(ADA, holidays("place 20", &[first], &[]));
    assert_eq!(story.state.organisation.holidays.len(), 20);
    story.refuses(
        ADA,
        dropped("Place 21"),
        "There is no calendar of holidays called 'Place 21'.",
    );
}

mod every_stretch {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn is_counted_as_day_by_day(start in 0_i64..800, length in 0_i64..900, holidays in proptest::collection::btree_set(0_i64..1800, 0..60), weekend in proptest::sample::subsequence(Weekday::ALL.to_vec(), 0..=6)) {
            let first = date(2025, 12, 1);
            let day = |count| days_after(first, count).unwrap();
            let calendar = HolidayCalendar {
                days: holidays.into_iter().map(day).collect(),
                weekend,
            };
            let (after, until) = (day(start), day(start + length));
            let counted = (1..=length)
                .filter(|count| calendar.works_on(days_after(after, *count).unwrap()))
                .count();
            prop_assert_eq!(calendar.working_days(after, until), whole(counted));
            if counted > 0 {
                let end = calendar.end_of(after, whole(counted));
                prop_assert!(end <= until);
                prop_assert_eq!(calendar.working_days(after, end), whole(counted));
                prop_assert!(calendar.works_on(end));
            }
        }
    }
}
