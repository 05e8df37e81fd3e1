//! Numbers in a key result: `from 9 to 1 days`, `9 -> 1 days`, `80 %`.

use paceline_core::measure::Amount;

use super::{items::Counted, pattern::Pattern, plain::plain};

/// The longest unit that is read, in characters.
const UNIT: usize = 40;

static FROM_TO: Pattern = Pattern::new(concat!(
    r"(?i)\bfrom\s+(?P<a_sign>[$€£]?)(?P<a>[-−]?\d[\d.,]*)\s?(?P<a_k>[km]\b)?\s?(?P<a_unit>%|[^\d\s.,;:()]+(?:\s[^\d\s.,;:()]+)?)?",
    r"\s+(?:to|down to|up to)\s+(?P<b_sign>[$€£]?)(?P<b>[-−]?\d[\d.,]*)\s?(?P<b_k>[km]\b)?(?P<rest>.*)$"
));
static ARROW: Pattern = Pattern::new(concat!(
    r"(?i)(?P<a_sign>[$€£]?)(?P<a>[-−]?\d[\d.,]*)\s?(?P<a_k>[km]\b)?\s?(?P<a_unit>%|[^\d\s.,;:()>-]+)?",
    r"\s*(?:->|→|–>)\s*(?P<b_sign>[$€£]?)(?P<b>[-−]?\d[\d.,]*)\s?(?P<b_k>[km]\b)?(?P<rest>.*)$"
));
static COLON_TO: Pattern = Pattern::new(concat!(
    r"(?i):\s*(?P<a_sign>[$€£]?)(?P<a>[-−]?\d[\d.,]*)\s?(?P<a_k>[km]\b)?\s?(?P<a_unit>%|[^\d\s.,;:()]+)?",
    r"\s+to\s+(?P<b_sign>[$€£]?)(?P<b>[-−]?\d[\d.,]*)\s?(?P<b_k>[km]\b)?(?P<rest>.*)$"
));
static PERCENT: Pattern = Pattern::new(r"(?P<before>^|\S*[^\d.,])(?P<size>\d[\d.,]*)\s?%");
static UNIT_AFTER: Pattern =
    Pattern::new(r"^\s?(?P<unit>%|[^\d\s.,;:()][^\s.,;:()]*(?:\s+[^\s.,;:()]+){0,3})");
static STEPS: Pattern = Pattern::new(r"(?i)^(?P<name>.+?)\s*[,:]\s*milestones:\s*(?P<steps>.+)$");
static NAME_BEFORE: Pattern = Pattern::new(r"^(?P<name>.+?)\s*:\s*(?:from\b|[$€£\d−-])");
/// Words after which a unit is over.
const UNIT_ENDS: [&str; 9] = [
    "by", "in", "within", "and", "for", "until", "on", "with", "at",
];

/// What a key result says: its name and how it is counted, and a sentence where that was a matter of reading.
pub(super) struct Read {
    pub(super) name: String,
    pub(super) counted: Counted,
    pub(super) note: Option<&'static str>,
}

/// Reads a key result.
pub(super) fn read(written: &str) -> Read {
    let words = plain(written);
    let found = [&FROM_TO, &ARROW, &COLON_TO]
        .iter()
        .find_map(|form| between(form, &words));
    if let Some(counted) = found {
        let name = NAME_BEFORE.captures(&words);
        let name = name.and_then(|found| Some(found.name("name")?.as_str().to_owned()));
        return Read {
            name: name.unwrap_or(words),
            counted,
            note: None,
        };
    }
    if let Some(read) = steps(&words) {
        return read;
    }
    let (counted, note) = percentage(&words).unwrap_or((Counted::YesNo, None));
    Read {
        name: words,
        counted,
        note,
    }
}

/// `from 9 to 1 days`, in whichever form.
fn between(form: &Pattern, words: &str) -> Option<Counted> {
    let found = form.captures(words)?;
    let part = |name: &str| found.name(name).map_or("", |part| part.as_str());
    let baseline = amount(part("a"), part("a_k"))?;
    let target = amount(part("b"), part("b_k"))?;
    let after = UNIT_AFTER.captures(part("rest"));
    let after = after.and_then(|after| Some(unit(after.name("unit")?.as_str())));
    let sign = [part("b_sign"), part("a_sign")]
        .into_iter()
        .find(|sign| !sign.is_empty());
    let named = match (sign, after.filter(|unit| !unit.is_empty())) {
        (Some(sign), _) => sign.to_owned(),
        (None, Some(unit)) => unit,
        (None, None) => part("a_unit").trim().to_owned(),
    };
    Some(if named == "%" {
        Counted::Percentage {
            baseline: Some(baseline),
            target,
        }
    } else {
        Counted::Number {
            unit: named,
            baseline,
            target,
        }
    })
}

/// A unit of the words that follow a number: until a word after which something else begins.
fn unit(words: &str) -> String {
    let mut unit = String::new();
    for word in words.split_whitespace() {
        if UNIT_ENDS.contains(&word.to_lowercase().as_str()) || unit.len() + word.len() > UNIT {
            break;
        }
        if word.starts_with('%') {
            return "%".to_owned();
        }
        if !unit.is_empty() {
            unit.push(' ');
        }
        unit.push_str(word);
    }
    unit
}

/// `Open in Lisbon, milestones: signed; built; opened`.
fn steps(words: &str) -> Option<Read> {
    let found = STEPS.captures(words)?;
    Some(Read {
        name: found.name("name")?.as_str().to_owned(),
        counted: Counted::Milestones(milestones(found.name("steps")?.as_str())),
        note: None,
    })
}

/// What stands between semicolons.
pub(super) fn milestones(written: &str) -> Vec<String> {
    let steps = written.split(';').map(str::trim);
    steps
        .filter(|step| !step.is_empty())
        .map(str::to_owned)
        .collect()
}

/// `80 %` alone. `by 80 %` is a change, and does not say of what.
fn percentage(words: &str) -> Option<(Counted, Option<&'static str>)> {
    if PERCENT.count(words) != 1 {
        return None;
    }
    let found = PERCENT.captures(words)?;
    let before = found.name("before")?.as_str().trim().to_lowercase();
    let target = amount(found.name("size")?.as_str(), "")?;
    if before == "by"
        || before.ends_with(['–', '-', '+', '/'])
        || before.ends_with(char::is_numeric)
    {
        return Some((
            Counted::YesNo,
            Some(
                "A change in per cent does not say where it begins, so this is taken as yes or no. Write 'from 40 to \
                 50 %' to have it counted.",
            ),
        ));
    }
    Some((
        Counted::Percentage {
            baseline: None,
            target,
        },
        Some(
            "Where this begins is not written, so it begins at 0 %. Write 'from 40 to 50 %' to say it.",
        ),
    ))
}

/// A number as people write it: `1,000` is a thousand, `71,5` is seventy-one and a half, `40k` is forty thousand.
pub(super) fn amount(written: &str, letter: &str) -> Option<Amount> {
    let written = written.trim_end_matches(['.', ',']);
    let groups: Vec<&str> = written.trim_start_matches(['-', '−']).split(',').collect();
    let is_grouped = groups.len() > 1
        && groups
            .first()
            .is_some_and(|first| (1..=3).contains(&first.len()))
        && groups.iter().skip(1).all(|group| {
            let whole = group.split('.').next().unwrap_or_default();
            whole.len() == 3
        });
    let one: Amount = if is_grouped {
        written.replace(',', "").parse().ok()?
    } else {
        written.parse().ok()?
    };
    let times = match letter.to_lowercase().as_str() {
        "k" => 1_000,
        "m" => 1_000_000,
        _ => 1,
    };
    let larger = one.in_thousandths().checked_mul(times)?;
    // As it would be read: what is too large is refused there.
    Amount::thousandths(larger).to_string().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(written: &str) -> String {
        let read = read(written);
        let counted = match read.counted {
            Counted::Number {
                unit,
                baseline,
                target,
            } => format!("{baseline}→{target} {unit}"),
            Counted::Percentage { baseline, target } => {
                let baseline = baseline.map_or("?".to_owned(), |baseline| baseline.to_string());
                format!("{baseline}→{target}%")
            }
            Counted::YesNo => "yes/no".to_owned(),
            Counted::Milestones(steps) => steps.join("+"),
        };
        format!("{} | {counted}", read.name)
    }

    #[test]
    fn numbers_are_read_where_they_are_written() {
        for (written, said) in [
            (
                "Days from merge to users: 9 -> 1 days",
                "Days from merge to users | 9→1 days",
            ),
            (
                "Share of green builds: from 71,5 to 99 %",
                "Share of green builds | 71.5→99%",
            ),
            ("Wait: 9 to 1 days", "Wait | 9→1 days"),
            (
                "Increase Go test coverage from 46% to 60%.",
                "Increase Go test coverage from 46% to 60%. | 46→60%",
            ),
            (
                "Bring the wait from 9 days to 1 day by June",
                "Bring the wait from 9 days to 1 day by June | 9→1 day",
            ),
            (
                "Grow number of Percy snapshots from 8 to 40.",
                "Grow number of Percy snapshots from 8 to 40. | 8→40 ",
            ),
            (
                "Users: from 1,000 to 40k people",
                "Users | 1000→40000 people",
            ),
            ("Cost: $900 → $300 a month", "Cost | 900→300 $"),
            (
                "95% of forms are answered",
                "95% of forms are answered | ?→95%",
            ),
            ("Increase SWAUs by 25%", "Increase SWAUs by 25% | yes/no"),
            (
                "Open in Lisbon, milestones: signed; built; opened",
                "Open in Lisbon | signed+built+opened",
            ),
            ("3x qualified pipeline", "3x qualified pipeline | yes/no"),
            (
                "Nobody is paged at night",
                "Nobody is paged at night | yes/no",
            ),
            ("20–30% lift", "20–30% lift | yes/no"),
        ] {
            assert_eq!(told(written), said);
        }
    }
}
