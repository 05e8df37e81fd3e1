//! A last call that goes on while those who were asked have not said a word (mission rows P1, P2, L12).

use std::collections::BTreeSet;

use super::{Evidence, Finding, Next, Rule, Subject, Threshold};
use crate::{
    InitiativeId, PersonId, Sight, Time,
    initiative::{AskedOf, Initiative},
};

pub(super) const WHY: &str = "At the end of a last call silence counts as a yes, and a yes that nobody meant is worth little.";
pub(super) const NEXT: Next = Next {
    button: "Answer",
    sentence: "Answer before the last call ends; 'no' and 'not now' are answers too.",
};

pub(super) fn find(
    sight: Sight<'_>,
    id: InitiativeId,
    entity: &Initiative,
    now: Time,
) -> Option<Finding> {
    let call = entity.last_call.as_ref()?;
    let days = sight.organisation().threshold(Threshold::UnheardAfterDays);
    if now.days_since(call.at) < days {
        return None;
    }
    let mut open = entity.open_asks().peekable();
    open.peek()?;
    let heard = heard(entity);
    let is_heard = |of: AskedOf| match of {
        AskedOf::Person(person) => heard.contains(&person),
        AskedOf::Team(team) => {
            let members = sight.team(team).map_or(&[][..], |team| &team.members);
            members.iter().any(|member| heard.contains(member))
        }
    };
    let silent: Vec<Evidence> = open
        .filter(|(_, ask)| !is_heard(ask.of))
        .map(|(_, ask)| Evidence {
            seq: ask.seq,
            at: ask.at,
            what: format!("asked, and not answered: {}", sight.text(ask.what)),
        })
        .collect();
    if silent.is_empty() {
        return None;
    }
    let what = format!("the last call began; it ends after {}", call.until);
    let mut evidence = vec![Evidence::of((call.at, call.seq), what)];
    evidence.extend(silent);
    Some(Finding {
        rule: Rule::UnheardLastCall,
        subject: Subject::Initiative(id),
        since: call.at,
        evidence,
    })
}

/// Whoever has said a word about it: a stance, feedback, or an objection.
fn heard(entity: &Initiative) -> BTreeSet<PersonId> {
    let stances = entity.stances().map(|follow| follow.person);
    let feedback = entity.feedback.iter().filter_map(|given| given.by);
    let objections = entity.objections.iter().filter_map(|raised| raised.by);
    stances.chain(feedback).chain(objections).collect()
}
