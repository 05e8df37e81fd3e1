//! What is shown of agreeing: objections, the last call and agreements on the initiative's page, and in its timeline.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::Serialize;

use super::{Agreement, LastCall, Review, Terms, Way};
use crate::{
    PersonId, Sight, Text, Time,
    initiative::{
        Initiative, ObjectionView,
        objection::{self, Objection},
    },
    person::{self, Person, PersonLink},
};

/// How an initiative is agreed on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Agreeing {
    /// Those that stand, oldest first: while one does, nothing goes on.
    pub objections: Vec<ObjectionView>,
    /// Those that ended, newest first.
    pub ended_objections: Vec<ObjectionView>,
    pub last_call: Option<LastCallView>,
    /// Newest first.
    pub agreements: Vec<AgreementView>,
    pub viewer: MayAgree,
}

/// What the person who looks may do about agreeing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct MayAgree {
    pub may_object: bool,
    /// Call the last call, or decide after asking for advice.
    pub may_call: bool,
    pub may_withdraw: bool,
    pub may_review: bool,
}

/// A last call that goes on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct LastCallView {
    pub way: Way,
    pub what: Text,
    pub why: Text,
    pub considered: Option<Text>,
    pub until: Date,
    /// In the words of whoever looks: `2 working days left for you`.
    pub left: String,
    pub review: Date,
    /// Good enough for now: an experiment until this day.
    pub try_until: Option<Date>,
    /// The revision of the document that it is about; 0 when there is none.
    pub revision: u16,
    pub by: Option<PersonLink>,
    pub called: String,
    /// Its day has passed, and an objection holds it.
    pub is_held: bool,
    pub asked: usize,
    /// Who answered, took a stance, or objects.
    pub heard: Vec<Heard>,
    /// How many of those asked have not said a word.
    pub silent: usize,
    /// Who they are: for the lead alone.
    pub waits_for: Vec<PersonLink>,
    /// The viewer is asked, and has not said a word.
    pub waits_for_me: bool,
}

/// Somebody who was asked, and what they said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Heard {
    pub person: PersonLink,
    /// Such as `follow` or `objects`.
    pub said: &'static str,
}

/// An agreement: the short of its decision record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct AgreementView {
    pub number: u16,
    pub way: Way,
    pub what: Text,
    pub why: Text,
    pub considered: Option<Text>,
    pub at: Time,
    /// The first moment of the last call; none in the advice process.
    pub called: Option<Time>,
    /// Who called for it, or decided.
    pub by: Option<PersonLink>,
    pub revision: u16,
    pub try_until: Option<Date>,
    /// The day on which it is looked at again; none once a review said that it needs no further look.
    pub review: Option<Date>,
    pub is_due: bool,
    /// None took its place since.
    pub is_newest: bool,
    /// Oldest first.
    pub reviews: Vec<ReviewView>,
}

/// That an agreement was looked at again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "AgreementReview")]
pub struct ReviewView {
    pub by: Option<PersonLink>,
    pub at: Time,
    pub found: Text,
    pub next: Option<Date>,
}

impl Agreeing {
    /// Every text of it, for those that are long.
    pub fn texts(&mut self) -> Vec<&mut Text> {
        let objections = self.objections.iter_mut().chain(&mut self.ended_objections);
        let mut texts: Vec<&mut Text> = objections.flat_map(ObjectionView::texts).collect();
        if let Some(call) = &mut self.last_call {
            texts.extend([&mut call.what, &mut call.why]);
            texts.extend(&mut call.considered);
        }
        texts.extend(self.agreements.iter_mut().flat_map(AgreementView::texts));
        texts
    }
}

impl AgreementView {
    pub(super) fn of(
        sight: Sight<'_>,
        entity: &Initiative,
        (number, agreement): (u16, &Agreement),
        now: Time,
    ) -> Self {
        let is_newest = entity
            .agreement()
            .is_some_and(|newest| newest.seq == agreement.seq);
        let terms = agreement.terms;
        let review = agreement.review();
        let reviewed = |review: &Review| ReviewView {
            by: review.by.map(|by| person::link(sight, by)),
            at: review.at,
            found: sight.text(review.found),
            next: review.next,
        };
        Self {
            number,
            way: terms.way,
            what: sight.text(terms.what),
            why: sight.text(terms.why),
            considered: terms.considered.map(|text| sight.text(text)),
            at: agreement.at,
            called: agreement.called.map(|call| call.at),
            by: agreement.by.map(|by| person::link(sight, by)),
            revision: terms.revision,
            try_until: terms.try_until,
            review,
            is_due: is_newest && agreement.is_due(now),
            is_newest,
            reviews: agreement.reviews.iter().map(reviewed).collect(),
        }
    }

    /// Every text of it, for those that are long.
    pub fn texts(&mut self) -> Vec<&mut Text> {
        let mut texts = vec![&mut self.what, &mut self.why];
        texts.extend(&mut self.considered);
        texts.extend(self.reviews.iter_mut().map(|review| &mut review.found));
        texts
    }
}

impl Agreement {
    /// Whether its day to be looked at has come.
    pub fn is_due(&self, now: Time) -> bool {
        self.review().is_some_and(|day| day <= now.date())
    }
}

/// Everything about agreeing on an initiative, for whoever looks.
pub(in crate::initiative) fn agreeing(
    sight: Sight<'_>,
    entity: &Initiative,
    viewer: Option<PersonId>,
    now: Time,
) -> Agreeing {
    let shown =
        |wanted: fn(&Objection) -> bool| objection::views(sight, (entity, viewer), wanted, now);
    let mut ended_objections = shown(|known| !known.is_open());
    ended_objections.reverse();
    let agreements = (0..).zip(&entity.agreements);
    let mut agreements: Vec<AgreementView> = agreements
        .map(|numbered| AgreementView::of(sight, entity, numbered, now))
        .collect();
    agreements.reverse();
    Agreeing {
        objections: shown(Objection::is_open),
        ended_objections,
        last_call: entity
            .last_call
            .map(|call| last_call(sight, (entity, viewer), call, now)),
        agreements,
        viewer: may(sight, entity, viewer),
    }
}

fn may(sight: Sight<'_>, entity: &Initiative, viewer: Option<PersonId>) -> MayAgree {
    let takes_part = |id: &PersonId| sight.person(*id).is_some_and(Person::takes_part);
    let Some(viewer) = viewer.filter(takes_part) else {
        return MayAgree::default();
    };
    let leads = entity.lead() == Some(viewer);
    let is_open = !entity.stage.is_at_rest();
    let mut standing = entity.open_objections();
    let objects = standing.any(|(_, known)| known.by == Some(viewer));
    MayAgree {
        may_object: is_open && !leads && !objects,
        may_call: is_open && leads && entity.last_call.is_none(),
        may_withdraw: leads && entity.last_call.is_some(),
        may_review: leads || entity.following(viewer).is_some(),
    }
}

fn last_call(
    sight: Sight<'_>,
    (entity, viewer): (&Initiative, Option<PersonId>),
    call: LastCall,
    now: Time,
) -> LastCallView {
    let asked = sight.all_asked(entity);
    let said = |id: &PersonId| word_of(entity, *id);
    let (heard, silent): (BTreeSet<PersonId>, BTreeSet<PersonId>) =
        asked.iter().partition(|id| said(id).is_some());
    let Terms {
        way,
        what,
        why,
        considered,
        review,
        try_until,
        revision,
    } = call.terms;
    let leads = viewer.is_some() && entity.lead() == viewer;
    let link = |id: &PersonId| person::link(sight, *id);
    let has_ended = call.ends() < now;
    LastCallView {
        way,
        what: sight.text(what),
        why: sight.text(why),
        considered: considered.map(|text| sight.text(text)),
        until: call.until,
        left: left(sight, call, viewer, now),
        review,
        try_until,
        revision,
        by: call.by.map(|by| person::link(sight, by)),
        called: call.at.ago(now),
        is_held: has_ended && entity.open_objections().next().is_some(),
        asked: asked.len(),
        heard: heard
            .iter()
            .filter_map(|id| {
                let (person, said) = (link(id), said(id)?);
                Some(Heard { person, said })
            })
            .collect(),
        silent: silent.len(),
        waits_for: silent.iter().filter(|_| leads).map(link).collect(),
        waits_for_me: viewer.is_some_and(|viewer| silent.contains(&viewer)),
    }
}

/// How long it still goes on, for whoever looks.
fn left(sight: Sight<'_>, call: LastCall, viewer: Option<PersonId>, now: Time) -> String {
    if call.ends() < now {
        return "its day has passed".to_owned();
    }
    let viewer = viewer.map(|viewer| left_for(sight, viewer, &call, now));
    viewer.unwrap_or_else(|| "it goes on".to_owned())
}

/// The working days that somebody still has: `2 working days are left for you`.
pub(crate) fn left_for(sight: Sight<'_>, person: PersonId, call: &LastCall, now: Time) -> String {
    match sight.working_days(person, now, call.until) {
        ..=0 => "no whole working day is left for you".to_owned(),
        1 => "1 working day is left for you".to_owned(),
        days => format!("{days} working days are left for you"),
    }
}

/// What somebody said of the matter, in a word: that they object, their stance, or that they answered an ask.
pub fn word_of(entity: &Initiative, person: PersonId) -> Option<&'static str> {
    let mut standing = entity.open_objections();
    if standing.any(|(_, known)| known.by == Some(person)) {
        return Some("objects");
    }
    if let Some(stance) = entity.stance_of(person) {
        return Some(stance.word());
    }
    let mut answers = entity.asks.iter().flat_map(crate::initiative::Ask::answers);
    answers
        .any(|answer| answer.by == Some(person))
        .then_some("answered")
}
