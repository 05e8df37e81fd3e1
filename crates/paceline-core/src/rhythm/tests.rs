//! Rhythms as stories: people in their own time zones, at the ends of months and years, and as clocks change.

use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::*;
use crate::Time;

fn rhythm(every: Every, weekday: Weekday, zone: &str) -> Rhythm {
    Rhythm {
        every,
        weekday,
        zone: zone_or_refuse(zone).unwrap(),
        paused: false,
    }
}

/// A moment as a clock in UTC shows it: `2026-03-29 01:00`.
fn at(written: &str) -> Time {
    let moment: jiff::Timestamp = format!("{}Z", written.replace(' ', "T"))
        .parse()
        .expect("a moment");
    moment.into()
}

fn noon(day: Date) -> Time {
    Time(Time::end_of(day).0 - crate::time::DAY / 2)
}

/// The days on which somebody is asked who checks in each time on the day itself.
fn asked(rhythm: &Rhythm, first: Date, count: usize) -> Vec<Date> {
    let next = |day: &Date| rhythm.next(noon(*day));
    std::iter::successors(rhythm.next(noon(first)), next)
        .take(count)
        .collect()
}

#[test]
fn the_same_moment_is_monday_on_kiritimati_and_still_sunday_in_honolulu() {
    let kiritimati = rhythm(Every::Week, Weekday::Monday, "Pacific/Kiritimati");
    let honolulu = rhythm(Every::Week, Weekday::Monday, "Pacific/Honolulu");
    let last = at("2026-01-28 00:00");
    let monday = Some(date(2026, 2, 2));
    assert_eq!(kiritimati.due(last, at("2026-02-01 09:59")), None);
    assert_eq!(kiritimati.due(last, at("2026-02-01 10:00")), monday);
    assert_eq!(honolulu.due(last, at("2026-02-01 10:00")), None);
    assert_eq!(honolulu.due(last, at("2026-02-02 09:59")), None);
    assert_eq!(honolulu.due(last, at("2026-02-02 10:00")), monday);
}

#[test]
fn a_check_in_counts_on_the_day_that_the_person_had() {
    // Thursday evening in Honolulu is Friday in UTC: four days before Monday there, three here.
    let thursday_evening = at("2026-01-30 05:00");
    let next = |zone: &str| rhythm(Every::Week, Weekday::Monday, zone).next(thursday_evening);
    assert_eq!(next("Pacific/Honolulu"), Some(date(2026, 2, 2)));
    assert_eq!(next("UTC"), Some(date(2026, 2, 9)));
}

#[test]
fn every_month_is_the_first_such_weekday_however_long_the_month() {
    let mondays = rhythm(Every::Month, Weekday::Monday, "UTC");
    assert_eq!(
        asked(&mondays, date(2026, 1, 5), 4),
        [
            date(2026, 2, 2),
            date(2026, 3, 2),
            date(2026, 4, 6),
            date(2026, 5, 4)
        ]
    );
    // 2024-02-29 is the last day of a leap year's February; 2024-07-01 is a Monday.
    assert_eq!(
        mondays.next(noon(date(2024, 2, 22))),
        Some(date(2024, 3, 4))
    );
    assert_eq!(
        mondays.next(noon(date(2024, 6, 20))),
        Some(date(2024, 7, 1))
    );
    assert_eq!(
        mondays.next(noon(date(2024, 6, 21))),
        Some(date(2024, 8, 5))
    );
}

#[test]
fn the_last_day_of_a_month_is_not_the_first_of_the_next() {
    let ends = [
        (Weekday::Saturday, date(2026, 2, 28), date(2026, 3, 7)),
        (Weekday::Thursday, date(2024, 2, 29), date(2024, 3, 7)),
        (Weekday::Thursday, date(2026, 4, 30), date(2026, 5, 7)),
        (Weekday::Tuesday, date(2026, 3, 31), date(2026, 4, 7)),
    ];
    for (weekday, end, asked) in ends {
        let monthly = rhythm(Every::Month, weekday, "UTC");
        let long_before = noon(end).plus_days(-20);
        assert_eq!(monthly.due(long_before, noon(end)), None, "{end}");
        assert_eq!(monthly.due(long_before, noon(asked)), Some(asked), "{end}");
    }
}

#[test]
fn every_second_week_stays_every_second_week_across_the_years_end() {
    // 2026 has 53 weeks by ISO: a count of week numbers would shift here.
    let thursdays = rhythm(Every::TwoWeeks, Weekday::Thursday, "Europe/Berlin");
    let days = asked(&thursdays, date(2026, 12, 1), 5);
    assert!(
        days.windows(2)
            .all(|pair| pair[1] == pair[0].saturating_add(jiff::Span::new().days(14)))
    );
    assert_eq!(days[0], date(2026, 12, 10));
    assert_eq!(days[1], date(2026, 12, 24));
    assert_eq!(days[2], date(2027, 1, 7));
}

#[test]
fn everybody_on_two_weeks_has_the_same_weeks() {
    let of = |weekday| rhythm(Every::TwoWeeks, weekday, "UTC").next(noon(date(2026, 1, 8)));
    let asked = Weekday::ALL.map(|weekday| of(weekday).unwrap());
    let week = |day: &Date| (day.iso_week_date().year(), day.iso_week_date().week());
    assert!(
        asked.iter().all(|day| week(day) == week(&asked[0])),
        "{asked:?}"
    );
}

#[test]
fn the_day_comes_at_its_own_midnight_before_and_after_the_clocks_change() {
    // Berlin: an hour ahead of UTC until 2026-03-29 and from 2026-10-25, two hours between.
    let berlin = rhythm(Every::Week, Weekday::Monday, "Europe/Berlin");
    for (last, before, after) in [
        ("2026-03-17 12:00", "2026-03-22 22:59", "2026-03-22 23:00"),
        ("2026-03-24 12:00", "2026-03-29 21:59", "2026-03-29 22:00"),
        ("2026-10-13 12:00", "2026-10-18 21:59", "2026-10-18 22:00"),
        ("2026-10-20 12:00", "2026-10-25 22:59", "2026-10-25 23:00"),
    ] {
        assert_eq!(berlin.due(at(last), at(before)), None, "{before}");
        assert!(berlin.due(at(last), at(after)).is_some(), "{after}");
    }
    // New York changes on 2026-03-08 and 2026-11-01, weeks apart from Berlin.
    let new_york = rhythm(Every::Week, Weekday::Monday, "America/New_York");
    for (last, before, after) in [
        ("2026-02-24 12:00", "2026-03-02 04:59", "2026-03-02 05:00"),
        ("2026-03-03 12:00", "2026-03-09 03:59", "2026-03-09 04:00"),
        ("2026-10-27 12:00", "2026-11-02 04:59", "2026-11-02 05:00"),
    ] {
        assert_eq!(new_york.due(at(last), at(before)), None, "{before}");
        assert!(new_york.due(at(last), at(after)).is_some(), "{after}");
    }
}

#[test]
fn the_hour_that_happens_twice_is_one_day() {
    // In Berlin 02:30 on Sunday 2026-10-25 comes twice; both are that Sunday.
    let sundays = rhythm(Every::Week, Weekday::Sunday, "Europe/Berlin");
    let next = Some(date(2026, 11, 1));
    assert_eq!(sundays.next(at("2026-10-25 00:30")), next);
    assert_eq!(sundays.next(at("2026-10-25 01:30")), next);
}

#[test]
fn a_day_without_midnight_begins_an_hour_later() {
    // Cairo has no 00:00 on Friday 2026-04-24, São Paulo none on Sunday 2018-11-04.
    let cairo = rhythm(Every::Week, Weekday::Friday, "Africa/Cairo");
    let last = at("2026-04-19 12:00");
    assert_eq!(cairo.due(last, at("2026-04-23 21:59")), None);
    assert_eq!(
        cairo.due(last, at("2026-04-23 22:00")),
        Some(date(2026, 4, 24))
    );
    let sao_paulo = rhythm(Every::Month, Weekday::Sunday, "America/Sao_Paulo");
    let last = at("2018-10-07 12:00");
    assert_eq!(sao_paulo.due(last, at("2018-11-04 02:59")), None);
    assert_eq!(
        sao_paulo.due(last, at("2018-11-04 03:00")),
        Some(date(2018, 11, 4))
    );
}

#[test]
fn a_scheduled_day_that_a_country_skipped_is_asked_for_on_the_day_after() {
    // Samoa went from Thursday 2011-12-29 to Saturday 2011-12-31.
    let apia = rhythm(Every::Week, Weekday::Friday, "Pacific/Apia");
    let last = at("2011-12-24 12:00");
    assert_eq!(apia.due(last, at("2011-12-30 09:59")), None);
    assert_eq!(
        apia.due(last, at("2011-12-30 10:00")),
        Some(date(2011, 12, 30))
    );
}

#[test]
fn nobody_is_asked_who_has_just_told() {
    for (every, day, counts, too_early) in [
        (Every::Week, date(2026, 3, 2), 3, 4),
        (Every::TwoWeeks, date(2026, 3, 2), 5, 6),
        (Every::Month, date(2026, 3, 2), 10, 11),
    ] {
        let rhythm = rhythm(every, Weekday::Monday, "UTC");
        let due = |days_before: i64| rhythm.due(noon(day).plus_days(-days_before), noon(day));
        assert_eq!(due(0), None, "{every:?}: on the day itself");
        assert_eq!(due(2), None, "{every:?}: two days before");
        assert_eq!(due(counts), None, "{every:?}: {counts} days before");
        assert_eq!(
            due(too_early),
            Some(day),
            "{every:?}: {too_early} days before"
        );
    }
}

#[test]
fn a_late_check_in_does_not_move_the_days() {
    let mondays = rhythm(Every::Month, Weekday::Monday, "UTC");
    let a_week_late = noon(date(2026, 3, 9));
    assert_eq!(mondays.next(a_week_late), Some(date(2026, 4, 6)));
}

#[test]
fn paused_is_silent() {
    let paused = Rhythm {
        paused: true,
        ..rhythm(Every::Week, Weekday::Monday, "UTC")
    };
    let (last, years_later) = (at("2020-01-01 00:00"), at("2026-01-01 00:00"));
    assert_eq!(paused.due(last, years_later), None);
    assert_eq!(paused.next(last), None);
    assert_eq!(paused.stale_since(last, 3, years_later), None);
}

#[test]
fn silence_is_stale_when_the_days_of_grace_have_passed() {
    let weekly = rhythm(Every::Week, Weekday::Monday, "UTC");
    let last = noon(date(2026, 3, 2));
    let stale = |grace, day| weekly.stale_since(last, grace, noon(day));
    assert_eq!(
        weekly.due(last, noon(date(2026, 3, 9))),
        Some(date(2026, 3, 9))
    );
    assert_eq!(stale(3, date(2026, 3, 9)), None, "due is not stale");
    assert_eq!(stale(3, date(2026, 3, 12)), None, "the last day of grace");
    assert_eq!(stale(3, date(2026, 3, 13)), Some(date(2026, 3, 13)));
    assert_eq!(stale(3, date(2026, 5, 1)), Some(date(2026, 3, 13)));
    assert_eq!(stale(0, date(2026, 3, 9)), None);
    assert_eq!(stale(0, date(2026, 3, 10)), Some(date(2026, 3, 10)));
}

#[test]
fn a_zone_is_known_by_its_name_in_any_capitals() {
    assert_eq!(
        zone_or_refuse(" europe/berlin ").as_deref(),
        Ok("Europe/Berlin")
    );
    assert_eq!(zone_or_refuse("utc").as_deref(), Ok("UTC"));
    for unknown in [
        "",
        "Berlin",
        "Europe/Atlantis",
        "Etc/Unknown",
        "+02:00",
        "../UTC",
    ] {
        let refusal = zone_or_refuse(unknown).unwrap_err();
        let sentence = format!("There is no time zone called '{unknown}'.");
        assert_eq!(refusal.to_string(), sentence);
        assert_eq!(refusal.instead(), "Write one such as Europe/Berlin or UTC.");
    }
}

#[test]
fn whatever_zone_can_be_chosen_is_known() {
    let zones = zones();
    assert!(zones.iter().any(|zone| zone == "UTC"));
    assert!(
        zones
            .iter()
            .any(|zone| zone == "America/Argentina/Buenos_Aires")
    );
    for zone in &zones {
        assert_eq!(zone_or_refuse(zone).as_ref(), Ok(zone));
    }
}

#[test]
fn a_rhythm_is_said_in_words() {
    let words = Every::ALL.map(|every| rhythm(every, Weekday::Friday, "UTC").in_words());
    assert_eq!(
        words,
        [
            "every week on Friday",
            "every two weeks on Friday",
            "on the first Friday of a month"
        ]
    );
    assert_eq!(
        Rhythm::default().in_words(),
        "on the first Monday of a month"
    );
}

fn any_rhythm() -> impl Strategy<Value = Rhythm> {
    (
        prop::sample::select(Every::ALL.to_vec()),
        prop::sample::select(Weekday::ALL.to_vec()),
        prop::sample::select(zones()),
    )
        .prop_map(|(every, weekday, zone)| rhythm(every, weekday, &zone))
}

/// Moments from 1972 to 2100.
fn any_time() -> impl Strategy<Value = Time> {
    (63_072_000_i64..4_102_444_800).prop_map(Time)
}

proptest! {
    #[test]
    fn nothing_is_asked_for_before_its_day_and_nothing_twice(
        rhythm in any_rhythm(),
        last in any_time(),
        later in 0_i64..100 * crate::time::DAY,
    ) {
        let now = Time(last.0 + later);
        let (next, today) = (rhythm.next(last).unwrap(), due::day_in(&rhythm.calendar(), now));
        prop_assert!(next > due::day_in(&rhythm.calendar(), last));
        match rhythm.due(last, now) {
            Some(day) => {
                prop_assert!(day == next && day <= today);
                prop_assert_eq!(rhythm.due(now, now), None, "it was just given");
                prop_assert!(rhythm.next(now).unwrap() > day, "this day is never asked for again");
            }
            None => prop_assert!(next > today),
        }
        if let Some(since) = rhythm.stale_since(last, 3, now) {
            prop_assert!(since > next && since <= today, "stale is later than due");
        }
    }

    #[test]
    fn a_moment_of_any_size_has_an_answer(rhythm in any_rhythm(), last in any::<i64>(), now in any::<i64>()) {
        rhythm.due(Time(last), Time(now));
        rhythm.stale_since(Time(last), now, Time(now));
    }
}
