//! What is shown of credit: who is proposed and why, who is credited, and what somebody is credited for.

use serde::Serialize;

use super::{Credited, Part, parts, proposed};
use crate::{
    PersonId, Seq, Sight, Text, Time,
    initiative::{self, Initiative, InitiativeLink},
    person::{self, PersonLink},
};

/// What shows that somebody did their part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "CreditEvidence")]
pub struct EvidenceView {
    pub part: Part,
    pub at: Time,
    pub seq: Seq,
}

/// Somebody who is proposed for credit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "CreditProposed")]
pub struct Proposed {
    pub person: PersonLink,
    /// What they did, each part once, as early as it is on record. Nothing for whoever is credited by words alone.
    pub evidence: Vec<EvidenceView>,
    /// What was said of them when credit was confirmed last.
    pub words: Option<Text>,
    /// Why they were left out then.
    pub left_out: Option<Text>,
}

/// Everyone who would be credited, the weightiest parts first.
pub fn proposal(sight: Sight<'_>, entity: &Initiative) -> Vec<Proposed> {
    let before = entity.credited.as_ref();
    let mut all = proposed(sight.whole(), entity);
    for credit in before.iter().flat_map(|before| &before.credits) {
        if credit.words.is_some() {
            all.entry(credit.person).or_default();
        }
    }
    let view = |(person, evidence): (PersonId, Vec<super::Evidence>)| {
        let mut credits = before.iter().flat_map(|before| &before.credits);
        let mut left_out = before.iter().flat_map(|before| &before.left_out);
        let credit = credits.find(|credit| credit.person == person);
        let left_out = left_out.find(|left| left.person == person);
        let first = |part: Part| {
            let mut evidence = evidence.iter();
            evidence.find(|evidence| evidence.part == part)
        };
        Proposed {
            person: person::link(sight, person),
            evidence: parts(&evidence)
                .into_iter()
                .filter_map(first)
                .map(|evidence| EvidenceView {
                    part: evidence.part,
                    at: evidence.at,
                    seq: evidence.seq,
                })
                .collect(),
            words: credit
                .and_then(|credit| credit.words)
                .map(|words| sight.text(words)),
            left_out: left_out.map(|left| sight.text(left.because)),
        }
    };
    let mut all: Vec<Proposed> = all.into_iter().map(view).collect();
    all.sort_by_key(|proposed| {
        let weightiest = proposed.evidence.first();
        (
            weightiest.is_none(),
            weightiest.map(|evidence| evidence.part),
            proposed.person.id,
        )
    });
    all
}

/// The credit of a delivery.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "DeliveryCredit")]
pub struct CreditedView {
    pub at: Time,
    pub by: Option<PersonLink>,
    /// It was confirmed before and corrected since.
    pub is_corrected: bool,
    /// The weightiest parts first.
    pub credits: Vec<CreditView>,
    pub left_out: Vec<LeftOutView>,
}

/// One person's credit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "PersonsCredit")]
pub struct CreditView {
    pub person: PersonLink,
    pub parts: Vec<Part>,
    pub words: Option<Text>,
}

impl CreditView {
    /// `led, saw the gap`; nothing for whoever is credited by words alone.
    pub fn in_words(&self) -> String {
        in_words(&self.parts)
    }
}

fn in_words(parts: &[Part]) -> String {
    let words: Vec<&str> = parts.iter().map(|part| part.word()).collect();
    words.join(", ")
}

/// Somebody who took part and is not credited, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "LeftOutOfCredit")]
pub struct LeftOutView {
    pub person: PersonLink,
    pub because: Text,
}

impl CreditedView {
    /// The texts that may be long, to be read from their rows.
    pub fn texts(&mut self) -> impl Iterator<Item = &mut Text> {
        let words = self.credits.iter_mut();
        let words = words.flat_map(|credit| &mut credit.words);
        let reasons = self.left_out.iter_mut().map(|left| &mut left.because);
        words.chain(reasons)
    }
}

/// The credit as it was confirmed last.
pub fn credited(sight: Sight<'_>, entity: &Initiative) -> Option<CreditedView> {
    let credited = entity.credited.as_ref()?;
    let is_corrected = !entity.credited_before.is_empty();
    Some(view(sight, credited, is_corrected))
}

/// The credit as it stood at a moment, of what was delivered.
pub fn of_delivery(sight: Sight<'_>, entity: &Initiative, by: Time) -> Option<CreditedView> {
    let all = entity.credited_before.iter().chain(&entity.credited);
    let mut known = all.enumerate().filter(|(_, credited)| credited.at <= by);
    let (earlier, credited) = known.by_ref().last()?;
    Some(view(sight, credited, earlier > 0))
}

fn view(sight: Sight<'_>, credited: &Credited, is_corrected: bool) -> CreditedView {
    let mut credits: Vec<CreditView> = credited
        .credits
        .iter()
        .map(|credit| CreditView {
            person: person::link(sight, credit.person),
            parts: credit.parts.clone(),
            words: credit.words.map(|words| sight.text(words)),
        })
        .collect();
    credits.sort_by_key(|credit| {
        let weightiest = credit.parts.first().copied();
        (weightiest.is_none(), weightiest, credit.person.id)
    });
    CreditedView {
        at: credited.at,
        by: credited.by.map(|by| person::link(sight, by)),
        is_corrected,
        credits,
        left_out: credited
            .left_out
            .iter()
            .map(|left| LeftOutView {
                person: person::link(sight, left.person),
                because: sight.text(left.because),
            })
            .collect(),
    }
}

/// A delivery that somebody is credited for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct CreditedFor {
    pub initiative: InitiativeLink,
    /// `led, saw the gap`; nothing where it is for words alone.
    pub did: String,
    pub words: Option<Text>,
    /// When it was confirmed.
    pub at: Time,
}

/// What somebody is credited for, newest first.
pub fn credited_for(sight: Sight<'_>, id: PersonId) -> Vec<CreditedFor> {
    let known = sight.person(id);
    let all = known.map_or(&[][..], |person| &person.credited);
    let mut found: Vec<CreditedFor> = Vec::new();
    for (initiative, entity) in sight.of(all) {
        let Some(credited) = &entity.credited else {
            continue;
        };
        let mut credits = credited.credits.iter();
        if let Some(credit) = credits.find(|credit| credit.person == id) {
            found.push(CreditedFor {
                initiative: initiative::link(sight, initiative, entity),
                did: in_words(&credit.parts),
                words: credit.words.map(|words| sight.text(words)),
                at: credited.at,
            });
        }
    }
    found.sort_by_key(|credited| std::cmp::Reverse((credited.at, credited.initiative.id)));
    found
}
