//! Lines below a goal that say something about it: `Why: …`, `Until: 2026-09-30`, `Score: 0.7`.

use super::super::pattern::Pattern;

static LABEL: Pattern = Pattern::new(
    r"(?i)^\**(?P<label>why|until|due|score|outcome|owner|team|serves)\**\s*:\s*\**\s*(?P<said>.*)$",
);

/// What such a line says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    Why,
    Until,
    Score,
    Outcome,
    Owner,
    Serves,
}

pub(super) fn label(text: &str) -> Option<(Label, &str)> {
    let found = LABEL.captures(text)?;
    let label = match found.name("label")?.as_str().to_lowercase().as_str() {
        "why" => Label::Why,
        "until" | "due" => Label::Until,
        "score" => Label::Score,
        "outcome" => Label::Outcome,
        "serves" => Label::Serves,
        _ => Label::Owner,
    };
    Some((label, found.name("said")?.as_str().trim()))
}
