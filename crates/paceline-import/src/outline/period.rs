//! Periods: `Q2 FY23`, `2021 Q2`, `CY19-Q4`, `H1 2024`, `FY2022 Annual`, `runs from 2021-02-01 to 2021-04-30`.

use jiff::civil::Date;

use super::{items::Period, pattern::Pattern};

static WHICH: Pattern =
    Pattern::new(r"(?i)(?:^|[^a-z0-9])(?P<half>[qh])(?P<nth>[1-4])(?:[^a-z0-9]|$|fy|cy)");
static YEAR: Pattern = Pattern::new(
    r"(?i)(?:^|[^a-z0-9]|q[1-4]|h[12])(?P<kind>fy|cy)?['’]?(?P<year>20\d\d|\d\d)(?:[^a-z0-9]|$)",
);
static PLAIN_YEAR: Pattern =
    Pattern::new(r"(?i)(?:^|[^a-z0-9])(?P<kind>fy|cy)?(?P<year>20\d\d)(?:[^a-z0-9]|$)");
static ANNUAL: Pattern = Pattern::new(
    r"(?i)\bannual|\byear\b|^(?:fy|cy)?\s?'?\d{2,4}(?:\s+(?:goals|okrs|objectives))?$",
);
static RUNS: Pattern = Pattern::new(
    r"(?i)\b(?:from|between)\s+(?P<from>\d{4}-\d\d-\d\d)\s+(?:to|until|and)\s+(?P<until>\d{4}-\d\d-\d\d)",
);

/// The period that a heading or the name of a file states.
pub(super) fn read(words: &str) -> Option<Period> {
    let words = words.replace('_', "-");
    let which = WHICH.captures(&words);
    let year = match &which {
        Some(_) => PLAIN_YEAR
            .captures(&words)
            .or_else(|| YEAR.captures(&words)),
        None if ANNUAL.fits(&words) => PLAIN_YEAR
            .captures(&words)
            .or_else(|| YEAR.captures(&words)),
        None => return None,
    }?;
    let is_fiscal = year
        .name("kind")
        .is_some_and(|kind| kind.as_str().eq_ignore_ascii_case("fy"));
    let written = year.name("year")?.as_str();
    let number: i16 = written.parse().ok()?;
    let number = if number < 100 { 2000 + number } else { number };
    let half = which
        .as_ref()
        .and_then(|which| Some(which.name("half")?.as_str().to_uppercase()));
    let nth: i8 = match &which {
        Some(which) => which.name("nth")?.as_str().parse().ok()?,
        None => 1,
    };
    let months: i8 = match half.as_deref() {
        Some("Q") => 3,
        Some(_) if nth <= 2 => 6,
        Some(_) => return None,
        None => 12,
    };
    let calendar = if is_fiscal { "FY" } else { "" };
    let name = match &half {
        Some(half) => format!("{half}{nth} {calendar}{number}"),
        None => format!("{calendar}{number}"),
    };
    // When a fiscal year begins differs, so its days are known only where they are written.
    let first = Date::new(number, (nth - 1) * months + 1, 1)
        .ok()
        .filter(|_| !is_fiscal);
    let last = Date::new(number, nth * months, 1)
        .ok()
        .filter(|_| !is_fiscal);
    Some(Period {
        name,
        from: first,
        until: last.map(Date::last_of_month),
    })
}

/// The two days of `runs from 2021-02-01 to 2021-04-30`; a day that does not exist is `Err` with what is written.
pub(super) fn runs(words: &str) -> Option<Result<(Date, Date), String>> {
    let found = RUNS.captures(words)?;
    let day = |name: &str| {
        let written = found.name(name).map_or("", |part| part.as_str());
        written.parse::<Date>().map_err(|_| written.to_owned())
    };
    Some(day("from").and_then(|from| Ok((from, day("until")?))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_read_in_many_forms() {
        for (words, said) in [
            ("FY21-Q2 OKRs", "Q2 FY2021 ?"),
            ("CY19-Q4 OKRs", "Q4 2019 2019-10-01..2019-12-31"),
            ("FY2022 Annual OKRs", "FY2022 ?"),
            ("2021_q2", "Q2 2021 2021-04-01..2021-06-30"),
            ("2022_annual", "2022 2022-01-01..2022-12-31"),
            ("Q2 FY23", "Q2 FY2023 ?"),
            ("Goals for Q1 2024", "Q1 2024 2024-01-01..2024-03-31"),
            ("H2 2025", "H2 2025 2025-07-01..2025-12-31"),
            ("2026", "2026 2026-01-01..2026-12-31"),
            ("Q1FY23 goals", "Q1 FY2023 ?"),
        ] {
            let period = read(words).expect(words);
            let days = match (period.from, period.until) {
                (Some(from), Some(until)) => format!("{from}..{until}"),
                (None, None) => "?".to_owned(),
                (from, until) => panic!("{from:?} {until:?}"),
            };
            assert_eq!(format!("{} {days}", period.name), said);
        }
        for words in [
            "Sales",
            "Reach 2000 users",
            "Q5 2024",
            "H3 2024",
            "Q1",
            "Ship 3.7",
        ] {
            assert_eq!(read(words), None, "{words}");
        }
    }

    #[test]
    fn days_are_read_and_one_that_does_not_exist_is_told() {
        let runs = |words| runs(words).map(|days| days.map(|(a, b)| format!("{a} {b}")));
        assert_eq!(
            runs("which runs from 2021-02-01 to 2021-04-30."),
            Some(Ok("2021-02-01 2021-04-30".to_owned()))
        );
        assert_eq!(
            runs("which runs from 2021-02-01 to 2021-04-31."),
            Some(Err("2021-04-31".to_owned()))
        );
        assert_eq!(runs("from here to there"), None);
    }
}
