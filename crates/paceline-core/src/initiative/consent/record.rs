//! The decision record of an agreement: what, why, what was considered, who was consulted, and the dissent that is kept.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Agreement, AgreementView};
use crate::{
    InitiativeId, PersonId, Seq, Sight, Text, Time,
    initiative::{
        self, AskedOf, Feedback, Initiative, InitiativeLink, Label, ObjectionView, Stance, Uptake,
        objection,
    },
    person::{self, PersonLink},
    team::{self, TeamLink},
};

/// A decision record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct DecisionRecord {
    pub initiative: InitiativeLink,
    pub agreement: AgreementView,
    /// Everybody who was asked, answered, said something or took a stance before it.
    pub consulted: Vec<ConsultedView>,
    pub teams: Vec<TeamLink>,
    /// What those who follow would have done differently.
    pub reservations: Vec<Dissent>,
    /// Concerns that were not taken up.
    pub concerns: Vec<Dissent>,
    /// Objections before it, and how they ended.
    pub objections: Vec<ObjectionView>,
    pub may_review: bool,
}

/// How somebody had a say in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Consulted {
    Asked,
    Answered,
    GaveFeedback,
    TookAStance,
    Objected,
    /// As the steward of an objection.
    Helped,
    Wrote,
}

impl Consulted {
    pub fn word(self) -> &'static str {
        match self {
            Self::Asked => "was asked",
            Self::Answered => "answered",
            Self::GaveFeedback => "gave feedback",
            Self::TookAStance => "took a stance",
            Self::Objected => "objected",
            Self::Helped => "helped with an objection",
            Self::Wrote => "wrote it with the lead",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "ConsultedPerson")]
pub struct ConsultedView {
    pub person: PersonLink,
    pub how: Vec<Consulted>,
}

impl ConsultedView {
    /// `was asked, gave feedback`.
    pub fn words(&self) -> String {
        let words: Vec<&str> = self.how.iter().map(|how| how.word()).collect();
        words.join(", ")
    }
}

/// A reservation, or a concern that was not taken up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Dissent {
    pub by: Option<PersonLink>,
    pub text: Option<Text>,
    /// Why it was not taken up.
    pub because: Option<Text>,
}

impl DecisionRecord {
    /// Every text of it, for those that are long.
    pub fn texts(&mut self) -> Vec<&mut Text> {
        let mut texts = self.agreement.texts();
        for dissent in self.reservations.iter_mut().chain(&mut self.concerns) {
            texts.extend(&mut dissent.text);
            texts.extend(&mut dissent.because);
        }
        let objections = self.objections.iter_mut();
        texts.extend(objections.flat_map(ObjectionView::texts));
        texts
    }

    /// Whether nobody had anything against it.
    pub fn is_unanimous(&self) -> bool {
        self.reservations.is_empty() && self.concerns.is_empty() && self.objections.is_empty()
    }
}

/// The decision record of an agreement, by its number; the first is 0.
pub fn decision_record(
    sight: Sight<'_>,
    viewer: Option<PersonId>,
    (id, number): (InitiativeId, u16),
    now: Time,
) -> Option<DecisionRecord> {
    let entity = sight.initiative(id)?;
    let agreement = entity.agreements.get(usize::from(number))?;
    let before = agreement.seq;
    Some(DecisionRecord {
        initiative: initiative::link(sight, id, entity),
        agreement: AgreementView::of(sight, entity, (number, agreement), now),
        consulted: consulted(sight, entity, before),
        teams: teams(sight, entity, before),
        reservations: reservations(sight, entity, agreement),
        concerns: concerns(sight, entity, before),
        objections: objection::views(sight, (entity, viewer), |known| known.seq < before, now),
        may_review: viewer.is_some_and(|viewer| {
            entity.lead() == Some(viewer) || entity.following(viewer).is_some()
        }),
    })
}

/// Everybody who had a say before an event, by name.
fn consulted(sight: Sight<'_>, entity: &Initiative, before: Seq) -> Vec<ConsultedView> {
    let mut found: BTreeMap<PersonId, Vec<Consulted>> = BTreeMap::new();
    let mut add = |person: Option<PersonId>, how: Consulted, seq: Seq| {
        let Some(person) = person.filter(|_| seq < before) else {
            return;
        };
        let known = found.entry(person).or_default();
        if !known.contains(&how) {
            known.push(how);
        }
    };
    for ask in &entity.asks {
        if let AskedOf::Person(person) = ask.of {
            add(Some(person), Consulted::Asked, ask.seq);
        }
        for answer in ask.answers() {
            add(answer.by, Consulted::Answered, answer.seq);
        }
    }
    for given in &entity.feedback {
        add(given.by, Consulted::GaveFeedback, given.seq);
    }
    for follow in &entity.follows {
        add(Some(follow.person), Consulted::TookAStance, follow.seq);
    }
    for known in &entity.objections {
        add(known.by, Consulted::Objected, known.seq);
        for help in &known.stewards {
            add(Some(help.person), Consulted::Helped, help.seq);
        }
    }
    for author in &entity.document.co_authors {
        if let Some(accepted) = author.accepted {
            add(Some(author.person), Consulted::Wrote, accepted.seq);
        }
    }
    // Whoever leads asks; the others are consulted.
    let led = |person: &PersonId| {
        let at = |lead: &initiative::Lead| {
            lead.seq < before && lead.to.is_none_or(|ended| ended.seq > before)
        };
        let mut leads = entity.leads.iter().filter(|lead| lead.person == *person);
        leads.any(at)
    };
    found.retain(|person, _| !led(person));
    let mut consulted: Vec<ConsultedView> = found
        .into_iter()
        .map(|(person, mut how)| {
            how.sort_unstable();
            let person = person::link(sight, person);
            ConsultedView { person, how }
        })
        .collect();
    consulted.sort_by_cached_key(|known| known.person.name.to_lowercase());
    consulted
}

fn teams(sight: Sight<'_>, entity: &Initiative, before: Seq) -> Vec<TeamLink> {
    let mut teams = Vec::new();
    for ask in entity.asks.iter().filter(|ask| ask.seq < before) {
        if let AskedOf::Team(team) = ask.of
            && !teams.contains(&team)
        {
            teams.push(team);
        }
    }
    teams
        .into_iter()
        .map(|team| team::link(sight, team))
        .collect()
}

/// The reservations that stood when it was agreed on.
fn reservations(sight: Sight<'_>, entity: &Initiative, agreement: &Agreement) -> Vec<Dissent> {
    let stood = |follow: &&initiative::Follow| {
        follow.stance == Stance::FollowWithReservations
            && follow.seq < agreement.seq
            && follow.to.is_none_or(|ended| ended.seq > agreement.seq)
    };
    let kept = |follow: &initiative::Follow| Dissent {
        by: Some(person::link(sight, follow.person)),
        text: follow.reservation.map(|text| sight.text(text)),
        because: None,
    };
    entity.follows.iter().filter(stood).map(kept).collect()
}

/// Concerns that had not been taken up by then.
fn concerns(sight: Sight<'_>, entity: &Initiative, before: Seq) -> Vec<Dissent> {
    let kept = |given: &Feedback| {
        let mut until_then = given.answers.iter().filter(|answer| answer.seq < before);
        let last = until_then.next_back();
        if last.is_some_and(|last| last.uptake == Uptake::TakenUp) {
            return None;
        }
        let because = last.and_then(|last| last.because);
        Some(Dissent {
            by: given.by.map(|by| person::link(sight, by)),
            text: Some(sight.text(given.text)),
            because: because.map(|because| sight.text(because)),
        })
    };
    let concerns = entity
        .feedback
        .iter()
        .filter(|given| given.label == Label::Concern && given.seq < before);
    concerns.filter_map(kept).collect()
}
