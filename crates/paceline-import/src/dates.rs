//! Dates as people type them, read without ever guessing a day that does not exist.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, fmt::rfc2822};

/// What a written date turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Written {
    At(Timestamp),
    /// It has the form of a date, but there is no such day.
    Impossible,
    /// Not in a form known here.
    Unreadable,
}

/// Reads `2026-02-17`, `2026/02/17`, `20260217`, `17-Feb-2026`, `Feb 17, 2026`, RFC 3339 and RFC 2822.
pub(crate) fn read(text: &str) -> Written {
    let text = text.trim().trim_matches(['"', '\'', '`', '(', ')']).trim();
    if let Ok(at) = text.parse::<Timestamp>() {
        return Written::At(at);
    }
    if let Ok(at) = rfc2822::DateTimeParser::new().parse_timestamp(text) {
        return Written::At(at);
    }
    // A time without a zone: the day is enough for a record.
    let day = text.split_once('T').map_or(text, |(day, rest)| {
        if rest.starts_with(|c: char| c.is_ascii_digit()) {
            day
        } else {
            text
        }
    });
    numeric(day)
        .or_else(|| with_month_name(day))
        .unwrap_or(Written::Unreadable)
}

/// Why `PyYAML` would refuse this plain scalar: it looks like a date, and there is no such day.
pub(crate) fn impossible_yaml_date(text: &str) -> Option<&'static str> {
    let bytes = text.as_bytes();
    let date = bytes.get(..10)?;
    let shaped = date.iter().enumerate().all(|(at, byte)| match at {
        4 | 7 => *byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    let timed = match bytes.get(10) {
        None => true,
        Some(b'T' | b't' | b' ' | b'\t') => text
            .get(11..)
            .is_some_and(|rest| rest.trim_start().split(':').count() >= 3),
        Some(_) => false,
    };
    if !shaped || !timed {
        return None;
    }
    let month: i8 = text.get(5..7)?.parse().ok()?;
    let day: i8 = text.get(8..10)?.parse().ok()?;
    let year: i16 = text.get(..4)?.parse().ok()?;
    match () {
        () if !(1..=12).contains(&month) => Some("month must be in 1..12"),
        () if year == 0 => Some("year 0 is out of range"),
        () if Date::new(year, month, day).is_err() => Some("day is out of range for month"),
        () => None,
    }
}

fn numeric(text: &str) -> Option<Written> {
    let head: String = text
        .chars()
        .take_while(|c| c.is_ascii_digit() || matches!(c, '-' | '/' | '.'))
        .collect();
    let parts: Vec<&str> = head
        .split(['-', '/', '.'])
        .filter(|part| !part.is_empty())
        .collect();
    let (year, month, day) = match parts.as_slice() {
        [year, month, day] if year.len() == 4 => (*year, *month, *day),
        [day, month, year] if year.len() == 4 => (*year, *month, *day),
        [whole] if whole.len() == 8 => (whole.get(..4)?, whole.get(4..6)?, whole.get(6..)?),
        _ => return None,
    };
    Some(day_of(
        year.parse().ok()?,
        month.parse().ok()?,
        day.parse().ok()?,
    ))
}

fn with_month_name(text: &str) -> Option<Written> {
    const MONTHS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let mut month = None;
    let mut numbers: Vec<i16> = Vec::new();
    for word in text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
    {
        let start: String = word.chars().take(3).flat_map(char::to_lowercase).collect();
        if let Some(found) = MONTHS.iter().position(|name| *name == start) {
            month = month.or(i16::try_from(found + 1).ok());
        } else if let Ok(number) = word.trim_end_matches(|c: char| c.is_alphabetic()).parse() {
            numbers.push(number);
        }
    }
    let (first, second) = match numbers.as_slice() {
        [first, second, ..] => (*first, *second),
        _ => return None,
    };
    let (year, day) = if first > 31 {
        (first, second)
    } else {
        (second, first)
    };
    (year >= 1000).then(|| day_of(year, month.unwrap_or(0), day))
}

fn day_of(year: i16, month: i16, day: i16) -> Written {
    let date = i8::try_from(month)
        .ok()
        .zip(i8::try_from(day).ok())
        .and_then(|(month, day)| Date::new(year, month, day).ok());
    match date.and_then(|date| date.to_zoned(TimeZone::UTC).ok()) {
        Some(at) => Written::At(at.timestamp()),
        None => Written::Impossible,
    }
}

#[cfg(test)]
mod tests {
    use super::{Written, impossible_yaml_date, read};

    #[test]
    fn many_ways_to_write_one_day() {
        let day = read("2026-02-17");
        assert!(matches!(day, Written::At(_)));
        for text in [
            "2026/02/17",
            "2026-2-17",
            "20260217",
            "17-Feb-2026",
            "Feb 17, 2026",
            "February 17th, 2026",
            "17.02.2026",
            "2026-02-17T00:00:00Z",
        ] {
            assert_eq!(read(text), day, "{text}");
        }
    }

    #[test]
    fn days_that_do_not_exist_are_told_from_words() {
        for text in ["2026-02-30", "2026-13-01", "31-Apr-2026"] {
            assert_eq!(read(text), Written::Impossible, "{text}");
        }
        for text in ["yyyy-mm-dd", "v1.27", "", "soon", "Tuesday"] {
            assert_eq!(read(text), Written::Unreadable, "{text}");
        }
    }

    #[test]
    fn only_plain_dates_of_the_full_form_make_yaml_malformed() {
        assert_eq!(
            impossible_yaml_date("2023-14-06"),
            Some("month must be in 1..12")
        );
        assert_eq!(
            impossible_yaml_date("2023-02-29"),
            Some("day is out of range for month")
        );
        for text in ["2024-02-29", "2023-14-6", "2023-14-06x", "2023-14-06 or so"] {
            assert_eq!(impossible_yaml_date(text), None, "{text}");
        }
    }
}
