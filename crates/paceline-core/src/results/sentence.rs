//! What came of a period, in a sentence or two.

use super::{Results, people::listed};
use crate::{Sight, goal::Outcome, initiative::Stage};

/// `From 2026-01-01 to 2026-03-31, Checkout closed 3 goals (2 achieved, 1 missed), closed 2 gaps and delivered
/// 5 initiatives. 4 measures moved. 1 goal that was wanted in this time was still open.`
pub(super) fn of(sight: Sight<'_>, results: &Results) -> String {
    let organisation = || {
        let name = sight.organisation().name;
        name.map_or_else(
            || "the organisation".to_owned(),
            |name| sight.text(name).to_string(),
        )
    };
    let who = match &results.team {
        Some(team) => team.name.clone(),
        None => organisation(),
    };
    let so_far = if results.goes_on { " so far" } else { "" };
    let when = format!("From {} to {}{so_far}", results.from, results.until);
    let mut sentences = Vec::new();
    let did = listed(&did(results));
    sentences.push(if did.is_empty() {
        format!("{when}, nothing of {who} was closed or delivered.")
    } else {
        format!("{when}, {who} {did}.")
    });
    let moved = results.measures.len();
    if moved > 0 {
        sentences.push(format!("{} moved.", counted(moved, "measure")));
    }
    let (is, are) = if results.goes_on {
        ("is", "are")
    } else {
        ("was", "were")
    };
    match results.open.len() {
        0 => {}
        1 => sentences.push(format!(
            "1 goal that was wanted in this time {is} still open."
        )),
        open => sentences.push(format!(
            "{open} goals that were wanted in this time {are} still open."
        )),
    }
    sentences.join(" ")
}

/// What was done, part by part.
fn did(results: &Results) -> Vec<String> {
    let mut put_down = results.put_down.iter();
    let put_down = if put_down.any(|ended| ended.stage == Stage::Superseded) {
        "put down or superseded"
    } else {
        "put down"
    };
    let parts = [
        ("closed", results.goals.len(), "goal"),
        ("closed", results.gaps.len(), "gap"),
        ("delivered", results.delivered.len(), "initiative"),
        (put_down, results.put_down.len(), "initiative"),
    ];
    let mut did: Vec<String> = Vec::new();
    for (verb, count, noun) in parts.into_iter().filter(|(_, count, _)| *count > 0) {
        let how = if noun == "goal" {
            outcomes(results)
        } else {
            String::new()
        };
        did.push(format!("{verb} {}{how}", counted(count, noun)));
    }
    did
}

/// ` (2 achieved, 1 missed)`.
fn outcomes(results: &Results) -> String {
    let count = |outcome: Outcome| {
        let ended = results.goals.iter();
        (
            outcome,
            ended.filter(|goal| goal.outcome == outcome).count(),
        )
    };
    let counts = Outcome::ALL.map(count).into_iter();
    let said = counts.filter(|(_, count)| *count > 0);
    let said: Vec<String> = said
        .map(|(outcome, count)| format!("{count} {}", outcome.word()))
        .collect();
    format!(" ({})", said.join(", "))
}

fn counted(count: usize, noun: &str) -> String {
    if count == 1 {
        format!("1 {noun}")
    } else {
        format!("{count} {noun}s")
    }
}
