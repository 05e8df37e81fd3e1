//! Feedback that whoever leads has not answered (mission rows L13, L14).

use super::{Evidence, Finding, Next, Rule, Subject, Threshold};
use crate::{
    InitiativeId, Sight, Time,
    initiative::{Feedback, Initiative, unanswered_feedback},
};

pub(super) const WHY: &str =
    "Whoever gives a word and hears nothing gives no second one; 'thanks' is an answer.";
pub(super) const NEXT: Next = Next {
    button: "Answer",
    sentence: "Say of each whether it is taken up, not taken up and why, or thank for it.",
};

/// How many are named; the others are counted.
const NAMED: usize = 5;

/// Where nobody leads, nobody can answer, and that is found by its own rule.
pub(super) fn find(
    sight: Sight<'_>,
    id: InitiativeId,
    entity: &Initiative,
    now: Time,
) -> Option<Finding> {
    entity.lead()?;
    let days = sight.organisation().threshold(Threshold::FeedbackAfterDays);
    let waits = |(_, given): &(u16, &Feedback)| now.days_since(given.at) >= days;
    // Feedback is numbered in the order in which it came.
    let mut late = unanswered_feedback(entity).take_while(waits);
    let named: Vec<&Feedback> = late.by_ref().take(NAMED).map(|(_, given)| given).collect();
    let since = named.first()?.at;
    let more = late.count();
    let mut evidence: Vec<Evidence> = named
        .into_iter()
        .map(|given| {
            let what = format!("feedback came, and waits: {}", given.label.word());
            Evidence::of((given.at, given.seq), what)
        })
        .collect();
    if let Some(last) = evidence.last_mut().filter(|_| more > 0) {
        last.what = format!("{}; {more} more wait", last.what);
    }
    Some(Finding {
        rule: Rule::FeedbackUnanswered,
        subject: Subject::Initiative(id),
        since,
        evidence,
    })
}
