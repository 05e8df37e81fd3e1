//! Scales: where a moment or a number of days stands along an axis, and which of them are named.

use jiff::{ToSpan as _, civil::Date};
use paceline_core::{Time, time::DAY};

use super::svg::{Svg, float, part, px};

/// Moments along an axis, in per cent of the picture's width.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Moments {
    pub(crate) from: Time,
    pub(crate) to: Time,
    pub(crate) left: f64,
    pub(crate) right: f64,
}

/// A named place on an axis.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Tick {
    pub(crate) at: f64,
    pub(crate) words: String,
}

impl Moments {
    /// Moments outside stand at the edge.
    pub(crate) fn at(&self, time: Time) -> f64 {
        // In minutes, so that four thousand years fit.
        let minutes = |from: Time, to: Time| float((to.0 - from.0) / 60);
        let whole = minutes(self.from, self.to).max(1.0);
        let part = (minutes(self.from, time) / whole).clamp(0.0, 1.0);
        self.left + (self.right - self.left) * part
    }

    /// Draws a line for each tick from one height to another, with its words so far right of it and below.
    pub(crate) fn grid(&self, svg: &mut Svg, (top, floor): (f64, f64), (right, below): (f64, f64)) {
        for tick in self.ticks() {
            let at = part(tick.at);
            svg.line("p-grid", (at, px(top)), (at, px(floor)));
            svg.shifted("p-tick", (at, px(floor + below)), right, &tick.words);
        }
    }

    /// The first days of months, or of quarters and years where there are many.
    pub(crate) fn ticks(&self) -> Vec<Tick> {
        let days = self.to.days_since(self.from);
        let months = match days {
            ..250 => 1,
            250..1200 => 3,
            _ => 12,
        };
        let mut ticks = Vec::new();
        let first = self.from.date().first_of_month();
        let mut day = first.checked_add(1.month()).unwrap_or(first);
        while begins(day) <= self.to && ticks.len() < 40 {
            if (day.month() - 1) % months == 0 {
                ticks.push(Tick {
                    at: self.at(begins(day)),
                    words: name(day, months),
                });
            }
            let Ok(next) = day.checked_add(1.month()) else {
                break;
            };
            day = next;
        }
        ticks
    }
}

/// The first second of a day.
fn begins(day: Date) -> Time {
    Time(Time::end_of(day).0 - DAY + 1)
}

fn name(day: Date, months: i8) -> String {
    match (months, day.month()) {
        (12, _) => day.year().to_string(),
        (_, 1) => format!("Jan {}", day.year()),
        _ => day.strftime("%b").to_string(),
    }
}

/// Days along an axis on which the first ones take the most room: from 0 to `most`, in per cent.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Days {
    pub(crate) most: i64,
    pub(crate) left: f64,
    pub(crate) right: f64,
}

impl Days {
    pub(crate) fn at(&self, days: i64) -> f64 {
        let part = (float(days.max(0)) / float(self.most.max(1)))
            .min(1.0)
            .sqrt();
        self.left + (self.right - self.left) * part
    }

    pub(crate) fn ticks(&self) -> Vec<Tick> {
        let named = [
            (7, "1 week"),
            (30, "1 month"),
            (91, "3 months"),
            (182, "6 months"),
            (365, "1 year"),
            (730, "2 years"),
            (1826, "5 years"),
        ];
        let mut ticks: Vec<Tick> = Vec::new();
        for (days, words) in named.into_iter().filter(|(days, _)| *days <= self.most) {
            let at = self.at(days);
            // Names that would touch are left out.
            if ticks.last().is_none_or(|last| at - last.at > 7.5) && self.right - at > 3.0 {
                ticks.push(Tick {
                    at,
                    words: words.to_owned(),
                });
            }
        }
        ticks
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_named_and_long_times_by_years() {
        let noon = |year, month, day| Time(begins(jiff::civil::date(year, month, day)).0 + DAY / 2);
        let moments = |from, to| Moments {
            from,
            to,
            left: 0.0,
            right: 100.0,
        };
        let words = |moments: Moments| {
            let ticks = moments.ticks().into_iter();
            ticks.map(|tick| tick.words).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(
            words(moments(noon(2025, 11, 20), noon(2026, 3, 2))),
            "Dec Jan 2026 Feb Mar"
        );
        assert_eq!(
            words(moments(noon(2016, 5, 1), noon(2020, 3, 2))),
            "2017 2018 2019 2020"
        );
        assert_eq!(words(moments(noon(2016, 5, 3), noon(2016, 5, 4))), "");
    }
}
