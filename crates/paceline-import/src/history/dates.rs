//! Decides which of a commit's two dates can be believed.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

const DAY: i64 = 86_400;

/// 1971-01-01: a commit of 1970 was made on a machine without a clock.
const EARLIEST: i64 = 365 * DAY;

/// 2200-01-01.
const LATEST: i64 = 7_258_118_400;

/// The dates of a commit, after doubt.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Dates {
    pub(super) written: Timestamp,
    pub(super) committed: Timestamp,
    /// What was wrong, and what it was read as.
    pub(super) doubt: Option<(String, String)>,
}

/// Takes the dates of a commit apart from those that cannot be true; `near` stands in when neither can.
pub(super) fn settle(
    written: Option<Timestamp>,
    committed: Option<Timestamp>,
    near: Timestamp,
) -> Dates {
    match (written.filter(possible), committed.filter(possible)) {
        (Some(written), Some(committed))
            if written.as_second() > committed.as_second().saturating_add(DAY) =>
        {
            Dates {
                written: committed,
                committed,
                doubt: Some((
                    format!("was written on {written}, after it was committed"),
                    format!("written on {committed}, the date of the commit"),
                )),
            }
        }
        (Some(written), Some(committed)) => Dates {
            written,
            committed,
            doubt: None,
        },
        (None, Some(date)) => instead(
            "has no possible date of writing",
            date,
            "date of the commit",
        ),
        (Some(date), None) => instead("has no possible date of commit", date, "date of writing"),
        (None, None) => instead("has no possible date", near, "date of a commit next to it"),
    }
}

/// A date as history files write it: with an offset, or a day or time in UTC.
pub(super) fn parse(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    if let Ok(moment) = text.parse::<Timestamp>() {
        return Some(moment);
    }
    let civil: DateTime = text.parse().ok()?;
    Some(civil.to_zoned(TimeZone::UTC).ok()?.timestamp())
}

/// Whether a commit can have been made then.
pub(super) fn possible(moment: &Timestamp) -> bool {
    (EARLIEST..LATEST).contains(&moment.as_second())
}

fn instead(what: &str, date: Timestamp, which: &str) -> Dates {
    Dates {
        written: date,
        committed: date,
        doubt: Some((what.to_owned(), format!("{date}, the {which}"))),
    }
}
