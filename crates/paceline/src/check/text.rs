//! The report for people: rule by rule, then what could not be read as written, then the numbers.

use std::fmt::Write as _;

use paceline_core::{Time, signal::Rule};

use super::{Found, Proof, Report};

/// How many problems are listed before the rest is only counted.
const PROBLEMS_SHOWN: usize = 20;

pub(super) fn written(report: &Report<'_>, colour: bool) -> String {
    let ink = Ink { colour };
    let mut text = String::new();
    let now = Time::from(report.records.as_of);
    for rule in Rule::ALL {
        let found: Vec<&Found> = report
            .findings
            .iter()
            .filter(|found| found.rule == rule)
            .collect();
        if !found.is_empty() {
            section(&mut text, &ink, rule, &found, now);
        }
    }
    problems(&mut text, &ink, report);
    for unasked in report.unasked.chunk_by(|one, next| one.1 == next.1) {
        let rules: Vec<&str> = unasked.iter().map(|(rule, _)| rule.name()).collect();
        let reason = unasked
            .first()
            .map_or_else(Default::default, |(_, reason)| *reason);
        let _ = writeln!(
            text,
            "{} {}: {reason}",
            ink.dim("not asked"),
            rules.join(", ")
        );
    }
    summary(&mut text, &ink, report);
    text
}

fn section(text: &mut String, ink: &Ink, rule: Rule, found: &[&Found], now: Time) {
    let heading = format!("{}: {} ({})", rule.name(), rule.title(), found.len());
    let _ = writeln!(text, "{}", ink.heading(&heading));
    let _ = writeln!(text, "  {} {}", ink.dim("why: "), rule.why());
    let _ = writeln!(text, "  {} {}\n", ink.dim("next:"), rule.next().sentence);
    for found in found {
        let _ = writeln!(
            text,
            "  {}  {}",
            ink.strong(&printable(&found.title)),
            ink.dim(&printable(&found.subject))
        );
        let _ = writeln!(text, "    since {} ({})", found.since, found.since.ago(now));
        for proof in &found.evidence {
            let _ = writeln!(
                text,
                "    {} {}",
                ink.dim(&place(proof)),
                printable(&proof.what)
            );
        }
    }
    text.push('\n');
}

/// `keps/a/kep.yaml:14 @1a2b3c4d 2024-03-01`, as far as each is known.
fn place(proof: &Proof) -> String {
    let mut place = proof.path.as_deref().map(printable).unwrap_or_default();
    if let Some(line) = proof.line {
        let _ = write!(place, ":{line}");
    }
    if let Some(commit) = &proof.commit {
        let _ = write!(place, " @{}", commit.get(..8).unwrap_or(commit));
    }
    let _ = write!(place, " {}:", proof.date);
    place.trim_start().to_owned()
}

fn problems(text: &mut String, ink: &Ink, report: &Report<'_>) {
    let problems = &report.records.problems;
    if problems.is_empty() {
        return;
    }
    let _ = writeln!(
        text,
        "{}",
        ink.heading(&format!("Not read as written ({})", problems.len()))
    );
    for problem in problems.iter().take(PROBLEMS_SHOWN) {
        let line = problem
            .line
            .map_or_else(String::new, |line| format!(":{line}"));
        let place = format!("{}{line}:", printable(&problem.path));
        let _ = writeln!(
            text,
            "  {} {}; read as: {}",
            ink.dim(&place),
            printable(&problem.what),
            printable(&problem.read_as)
        );
    }
    if let Some(more) = problems
        .len()
        .checked_sub(PROBLEMS_SHOWN)
        .filter(|more| *more > 0)
    {
        let _ = writeln!(text, "  … and {more} more; --format json lists all");
    }
    text.push('\n');
}

fn summary(text: &mut String, ink: &Ink, report: &Report<'_>) {
    let totals = &report.totals;
    let records = report.records;
    let _ = writeln!(
        text,
        "{}",
        ink.strong(&format!(
            "{} as of {}: {} initiatives, {} active, {} stale ({} leaving mechanical changes aside), {} without a lead; {} people, {} teams",
            records.preset,
            Time::from(records.as_of),
            totals.initiatives,
            totals.active,
            totals.stale,
            totals.stale_ignoring_mechanical,
            totals.without_lead,
            totals.people,
            totals.teams
        ))
    );
    if records.initiatives.is_empty() {
        let _ = writeln!(
            text,
            "No record was found; a mapping file says where they lie (docs/guide/mappings.md)."
        );
        return;
    }
    let rules = Rule::ALL
        .into_iter()
        .filter(|rule| report.findings.iter().any(|found| found.rule == *rule))
        .count();
    let _ = match report.findings.len() {
        0 => writeln!(text, "Nothing found."),
        1 => writeln!(text, "1 finding."),
        found => writeln!(
            text,
            "{found} findings by {rules} {}.",
            if rules == 1 { "rule" } else { "rules" }
        ),
    };
}

/// Text of a record with nothing in it that could steer a terminal.
fn printable(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}

/// Colours, or none.
struct Ink {
    colour: bool,
}

impl Ink {
    fn heading(&self, text: &str) -> String {
        self.paint("1;33", text)
    }

    fn strong(&self, text: &str) -> String {
        self.paint("1", text)
    }

    fn dim(&self, text: &str) -> String {
        self.paint("2", text)
    }

    fn paint(&self, code: &str, text: &str) -> String {
        if self.colour {
            format!("\u{1b}[{code}m{text}\u{1b}[0m")
        } else {
            text.to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_title_cannot_steer_the_terminal() {
        assert_eq!(super::printable("a\u{1b}[2Jb"), "a [2Jb");
    }
}
