//! What came of a goal: `… => Done`, `… => 0.7`, `Score: 70 %`.

use paceline_core::measure::Amount;

use super::{items::Outcome, number::amount, pattern::Pattern, plain::plain};

static ARROW: Pattern = Pattern::new(r"^(?P<before>.*?)\s*=+>\.?\s*(?P<said>.*)$");
static SCORE_FIRST: Pattern =
    Pattern::new(r"^(?P<score>0?[.,]\d+|0|1(?:[.,]0+)?|\d{1,3}\s?%)(?:\s*[:.,;–—-]\s|\.?$)");
static SCORE_NAMED: Pattern =
    Pattern::new(r"(?i)\bscore\s*[:=]?\s*(?P<score>[01]?[.,]\d+|[01]|\d{1,3}\s?%)");
static SCORE_LAST: Pattern = Pattern::new(r"\s[(\[](?P<score>0?[.,]\d+|1[.,]0+)[)\]]\s*$");

/// A line without what came of it, and what did.
pub(super) fn split(line: &str) -> (&str, Option<Outcome>) {
    if let Some(found) = ARROW.captures(line) {
        let before = found.name("before").map_or("", |part| part.as_str());
        let said = found.name("said").map_or("", |part| part.as_str());
        return (before, Some(of(said)));
    }
    let last = SCORE_LAST.captures(line);
    let last = last.and_then(|found| {
        let score = score(found.name("score")?.as_str())?;
        let before = line.get(..found.get(0)?.start())?;
        let said = String::new();
        let outcome = Outcome {
            said,
            score: Some(score),
        };
        Some((before.trim_end(), Some(outcome)))
    });
    last.unwrap_or((line, None))
}

/// What came of it, in these words.
pub(super) fn of(said: &str) -> Outcome {
    let said = plain(said);
    let found = SCORE_FIRST
        .captures(&said)
        .or_else(|| SCORE_NAMED.captures(&said));
    let score = found.and_then(|found| score(found.name("score")?.as_str()));
    Outcome { said, score }
}

/// From 0 to 1; a percentage is a part of a hundred.
pub(super) fn score(written: &str) -> Option<Amount> {
    let number = match written.strip_suffix('%') {
        Some(percent) => {
            let percent = amount(percent.trim(), "")?;
            Amount::thousandths(percent.in_thousandths().checked_div(100)?)
        }
        None if written.starts_with(['.', ',']) => amount(&format!("0{written}"), "")?,
        None => amount(written, "")?,
    };
    (0..=1000)
        .contains(&number.in_thousandths())
        .then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_came_of_it_is_told_apart() {
        for (line, before, said, score) in [
            ("Ship it => Done", "Ship it", "Done", None),
            ("Ship it ==> Not done.", "Ship it", "Not done.", None),
            ("Ship it =>. Done", "Ship it", "Done", None),
            ("Ship it => 0.7", "Ship it", "0.7", Some("0.7")),
            (
                "Ship it => 20%: We did a bit.",
                "Ship it",
                "20%: We did a bit.",
                Some("0.2"),
            ),
            ("Ship it => 66% on time", "Ship it", "66% on time", None),
            (
                "Ship it => late. Score: 0,4",
                "Ship it",
                "late. Score: 0,4",
                Some("0.4"),
            ),
            ("Ship it (0.8)", "Ship it", "", Some("0.8")),
            ("Ship it => 300%", "Ship it", "300%", None),
        ] {
            let (read, outcome) = split(line);
            let outcome = outcome.expect(line);
            let written = outcome.score.map(|score| score.to_string());
            assert_eq!(
                (read, outcome.said.as_str(), written.as_deref()),
                (before, said, score)
            );
        }
        assert_eq!(split("Ship it (all of it)"), ("Ship it (all of it)", None));
    }
}
