//! The report as annotations of a GitHub workflow run.

use std::fmt::Write as _;

use super::Report;

pub(super) fn written(report: &Report<'_>) -> String {
    let mut text = String::new();
    for found in &report.findings {
        let proof = found.evidence.first();
        let mut place = String::new();
        if let Some(path) = proof.and_then(|proof| proof.path.as_deref()) {
            place = format!("file={},", property(&format!("{}{path}", report.prefix)));
        }
        if let Some(line) = proof.and_then(|proof| proof.line) {
            let _ = write!(place, "line={line},");
        }
        let message = format!(
            "{} ({}), since {}: {}. {} {}",
            found.title,
            found.subject,
            found.since,
            found
                .evidence
                .iter()
                .map(|proof| proof.what.as_str())
                .collect::<Vec<_>>()
                .join("; "),
            found.why,
            found.next
        );
        let _ = writeln!(
            text,
            "::warning {place}title={}::{}",
            property(found.rule.name()),
            data(&message)
        );
    }
    for problem in &report.records.problems {
        let line = problem
            .line
            .map_or_else(String::new, |line| format!("line={line},"));
        let message = format!("{}; read as: {}", problem.what, problem.read_as);
        let path = property(&format!("{}{}", report.prefix, problem.path));
        let _ = writeln!(
            text,
            "::notice file={path},{line}title=not read as written::{}",
            data(&message)
        );
    }
    text
}

/// Escapes the text of an annotation.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// Escapes a property of an annotation.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_written_in_a_record_can_end_an_annotation() {
        assert_eq!(data("50%\n::error::x"), "50%25%0A::error::x");
        assert_eq!(property("a,b:c\n"), "a%2Cb%3Ac%0A");
    }
}
