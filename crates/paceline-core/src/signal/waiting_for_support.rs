//! Support that was asked for and has not been answered (mission row L12).

use super::{Evidence, Finding, Next, Rule, Subject, Threshold};
use crate::{
    InitiativeId, Sight, Time,
    initiative::{AskedOf, CannotSay, Initiative},
    team,
};

pub(super) const WHY: &str =
    "Support given quickly is what lets others lead; an ask without an answer stalls them.";
pub(super) const NEXT: Next = Next {
    button: "Answer",
    sentence: "Answer the ask, even with 'not now'.",
};

pub(super) fn find(
    sight: Sight<'_>,
    id: InitiativeId,
    entity: &Initiative,
    now: Time,
) -> Option<Finding> {
    let limit = sight
        .organisation()
        .threshold(Threshold::UnansweredAfterDays);
    let is_late = |at: Time| now.days_since(at) >= limit;
    let waiting: Vec<_> = entity
        .open_asks()
        .filter(|(_, ask)| is_late(ask.at))
        .collect();
    let since = waiting.iter().map(|(_, ask)| ask.at).min()?;
    if !entity.can_say(CannotSay::Asks) {
        return None;
    }
    let of = |of: AskedOf| match of {
        AskedOf::Team(team) => team::link(sight, team).name,
        AskedOf::Person(person) => sight.name_of(person),
    };
    let evidence = waiting.iter().map(|(_, ask)| Evidence {
        seq: ask.seq,
        at: ask.at,
        what: format!("{} was asked for: {}", of(ask.of), sight.text(ask.what)),
    });
    Some(Finding {
        rule: Rule::WaitingForSupport,
        subject: Subject::Initiative(id),
        since,
        evidence: evidence.collect(),
    })
}
