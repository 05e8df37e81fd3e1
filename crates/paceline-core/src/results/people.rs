//! Who took part in what a period brought: names with what they did, by the alphabet, never a ranking.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::{
    GoalId, InitiativeId, PersonId, Sight,
    person::{self, PersonLink},
};

/// Somebody, and what they did, as references such as `I-142`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct TookPart {
    pub person: PersonLink,
    pub led: Vec<String>,
    /// With reservations or without.
    pub followed: Vec<String>,
    pub advised: Vec<String>,
    /// Where they gave feedback that was taken up.
    pub was_heard: Vec<String>,
    /// Where they answered what was asked.
    pub answered: Vec<String>,
}

impl TookPart {
    /// `led O-2 and I-3; followed I-4; gave feedback on I-4 that was taken up`.
    pub fn in_words(&self) -> String {
        let parts = [
            (&self.led, "led ", ""),
            (&self.followed, "followed ", ""),
            (&self.advised, "advised ", ""),
            (&self.was_heard, "gave feedback on ", " that was taken up"),
            (&self.answered, "answered what ", " asked"),
        ];
        let parts = parts.into_iter().filter(|(of, _, _)| !of.is_empty());
        let said = parts.map(|(of, before, after)| format!("{before}{}{after}", listed(of)));
        said.collect::<Vec<_>>().join("; ")
    }
}

/// `O-2, I-3 and I-4`.
pub(super) fn listed(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// What somebody took part in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    Goal(GoalId),
    Initiative(InitiativeId),
}

impl std::fmt::Display for Part {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Goal(id) => id.fmt(f),
            Self::Initiative(id) => id.fmt(f),
        }
    }
}

type Parts = BTreeSet<Part>;

/// What one person did.
#[derive(Debug, Default)]
struct Did {
    led: Parts,
    followed: Parts,
    advised: Parts,
    was_heard: Parts,
    answered: Parts,
}

/// Who did what, while it is looked through.
#[derive(Debug, Default)]
pub(super) struct Tally(BTreeMap<PersonId, Did>);

impl Tally {
    pub(super) fn led(&mut self, person: PersonId, part: Part) {
        self.of(person).led.insert(part);
    }

    pub(super) fn followed(&mut self, person: PersonId, part: Part) {
        self.of(person).followed.insert(part);
    }

    pub(super) fn advised(&mut self, person: PersonId, part: Part) {
        self.of(person).advised.insert(part);
    }

    pub(super) fn was_heard(&mut self, person: PersonId, part: Part) {
        self.of(person).was_heard.insert(part);
    }

    pub(super) fn answered(&mut self, person: PersonId, part: Part) {
        self.of(person).answered.insert(part);
    }

    fn of(&mut self, person: PersonId) -> &mut Did {
        self.0.entry(person).or_default()
    }

    /// Everybody by the alphabet, and how many have no name any more.
    pub(super) fn named(self, sight: Sight<'_>) -> (Vec<TookPart>, usize) {
        let all = self.0.len();
        let is_named = |id: PersonId| sight.person(id).is_some_and(|person| !person.is_erased);
        let named = self.0.into_iter().filter(|(id, _)| is_named(*id));
        let mut named: Vec<TookPart> = named.map(|(id, did)| took_part(sight, id, &did)).collect();
        named.sort_by_cached_key(|took| (took.person.name.to_lowercase(), took.person.id));
        let erased = all - named.len();
        (named, erased)
    }
}

fn took_part(sight: Sight<'_>, id: PersonId, did: &Did) -> TookPart {
    let written = |parts: &Parts| parts.iter().map(Part::to_string).collect();
    TookPart {
        person: person::link(sight, id),
        led: written(&did.led),
        followed: written(&did.followed),
        advised: written(&did.advised),
        was_heard: written(&did.was_heard),
        answered: written(&did.answered),
    }
}
