//! What is shown of feedback: on the initiative's page, in its timeline, and to whoever gave it.

use serde::Serialize;

use super::{Feedback, Label, Uptake, numbered, unanswered_feedback};
use crate::{
    PersonId, Sight, Text, Time,
    initiative::{
        Initiative, Moment, What,
        document::{PassageView, Place},
    },
    person::{self, Person, PersonLink},
};

/// One entry as the initiative's page shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct FeedbackView {
    pub number: u16,
    pub by: Option<PersonLink>,
    pub label: Label,
    pub text: Text,
    /// The passage of the document that it is about.
    pub passage: Option<PassageView>,
    pub at: Time,
    pub ago: String,
    /// It waits for whoever leads.
    pub is_open: bool,
    pub answered: Option<AnsweredView>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct AnsweredView {
    pub uptake: Uptake,
    pub because: Option<Text>,
    /// The revision that takes it up.
    pub revision: Option<u16>,
    pub by: Option<PersonLink>,
    pub ago: String,
}

/// How many wait, and how many were answered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct FeedbackCounts {
    pub open: usize,
    pub answered: usize,
    /// These, and what whoever leads said themselves.
    pub all: usize,
}

/// Some of it: what waits first, and the newest first within; so many after so many others.
pub fn views(
    sight: Sight<'_>,
    entity: &Initiative,
    (skip, take): (usize, usize),
    now: Time,
) -> Vec<FeedbackView> {
    let newest_first = || numbered(entity).rev();
    let open = newest_first().filter(|(_, given)| given.waits(entity));
    let settled = newest_first().filter(|(_, given)| !given.waits(entity));
    open.chain(settled)
        .skip(skip)
        .take(take)
        .map(|(number, given)| one(sight, entity, (number, given), now))
        .collect()
}

/// Open feedback on passages, the newest so many of it: in the order of the text, what is gone last.
pub fn on_passages(
    sight: Sight<'_>,
    entity: &Initiative,
    most: usize,
    now: Time,
) -> Vec<FeedbackView> {
    let open = unanswered_feedback(entity).rev();
    let mut on: Vec<(Place, FeedbackView)> = open
        .filter_map(|(number, given)| {
            let place = given.passage?.place;
            Some((place, one(sight, entity, (number, given), now)))
        })
        .take(most)
        .collect();
    on.sort_by_key(|(place, view)| (place.span().is_none(), place.span(), view.number));
    on.into_iter().map(|(_, view)| view).collect()
}

fn one(
    sight: Sight<'_>,
    entity: &Initiative,
    (number, given): (u16, &Feedback),
    now: Time,
) -> FeedbackView {
    FeedbackView {
        number,
        by: given.by.map(|by| person::link(sight, by)),
        label: given.label,
        text: sight.text(given.text),
        passage: given.passage.map(|passage| passage.view(sight)),
        at: given.at,
        ago: given.at.ago(now),
        is_open: given.waits(entity),
        answered: given.answered().map(|answered| AnsweredView {
            uptake: answered.uptake,
            because: answered.because.map(|because| sight.text(because)),
            revision: answered.revision,
            by: answered.by.map(|by| person::link(sight, by)),
            ago: answered.at.ago(now),
        }),
    }
}

pub fn counts(entity: &Initiative) -> FeedbackCounts {
    let is_answered = |given: &&Feedback| given.answered().is_some();
    FeedbackCounts {
        open: unanswered_feedback(entity).count(),
        answered: entity.feedback.iter().filter(is_answered).count(),
        all: entity.feedback.len(),
    }
}

/// What was said and answered, as moments of the timeline: enough of the newest, and how many there are.
pub(in crate::initiative) fn moments(
    sight: Sight<'_>,
    entity: &Initiative,
    enough: usize,
) -> (Vec<Moment>, usize) {
    let link = |by: Option<PersonId>| by.map(|by| person::link(sight, by));
    let given = entity.feedback.iter().rev().take(enough);
    let mut moments: Vec<Moment> = given
        .map(|given| Moment {
            at: given.at,
            seq: given.seq,
            by: link(given.by),
            what: What::FeedbackGiven {
                label: given.label,
                text: sight.text(given.text),
            },
        })
        .collect();
    let mut answers: Vec<(&Feedback, &super::Answered)> = Vec::new();
    for given in &entity.feedback {
        answers.extend(given.answers.iter().map(|answered| (given, answered)));
    }
    let all = entity.feedback.len() + answers.len();
    answers.sort_by_key(|(_, answered)| std::cmp::Reverse(answered.seq));
    let newest = answers.into_iter().take(enough);
    moments.extend(newest.map(|(given, answered)| Moment {
        at: answered.at,
        seq: answered.seq,
        by: link(answered.by),
        what: What::FeedbackAnswered {
            label: given.label,
            of: link(given.by),
            uptake: answered.uptake,
            because: answered.because.map(|because| sight.text(because)),
        },
    }));
    (moments, all)
}

/// What became of somebody's feedback. For that person alone (mission row L13, 'Not surveillance').
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct MyFeedback {
    pub all: Became,
    /// Labels that were used, in their order.
    pub by_label: Vec<(Label, Became)>,
}

/// How many were given, and what became of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Became {
    pub given: usize,
    pub taken_up: usize,
    pub not_taken_up: usize,
    pub thanks: usize,
}

impl Became {
    pub fn waiting(&self) -> usize {
        self.given - self.taken_up - self.not_taken_up - self.thanks
    }

    fn count(&mut self, uptake: Option<Uptake>) {
        self.given += 1;
        match uptake {
            Some(Uptake::TakenUp) => self.taken_up += 1,
            Some(Uptake::NotTakenUp) => self.not_taken_up += 1,
            Some(Uptake::Thanks) => self.thanks += 1,
            None => {}
        }
    }
}

impl MyFeedback {
    /// How much of it was taken up, in one sentence.
    pub fn sentence(&self) -> String {
        let all = self.all;
        match (all.given, all.given - all.waiting(), all.taken_up) {
            (0, _, _) => "You have not given feedback yet.".to_owned(),
            (_, 0, _) => "Nobody has answered your feedback yet.".to_owned(),
            (_, answered, 0) => format!("Of {answered} that were answered, none was taken up."),
            (_, answered, 1) => format!("Of {answered} that were answered, 1 was taken up."),
            (_, answered, many) => {
                format!("Of {answered} that were answered, {many} were taken up.")
            }
        }
    }
}

/// What became of the feedback of whoever looks.
pub fn my_feedback(sight: Sight<'_>) -> Option<MyFeedback> {
    let me = sight.me()?;
    Some(of_person(sight, me, sight.person(me)?))
}

/// What somebody said to others; a word to oneself, while leading, says nothing about being heard.
pub(crate) fn of_person(sight: Sight<'_>, id: PersonId, person: &Person) -> MyFeedback {
    let mut all = Became::default();
    let mut by_label = Label::ALL.map(|label| (label, Became::default()));
    for (initiative, number) in &person.feedback {
        let given = sight.initiative(*initiative).and_then(|entity| {
            let given = entity.feedback.get(usize::from(*number))?;
            let to = given.answered().map_or(entity.lead(), |last| last.by);
            (to != Some(id)).then_some(given)
        });
        let Some(given) = given else { continue };
        let uptake = given.answered().map(|answered| answered.uptake);
        all.count(uptake);
        for (_, became) in by_label
            .iter_mut()
            .filter(|(label, _)| *label == given.label)
        {
            became.count(uptake);
        }
    }
    MyFeedback {
        all,
        by_label: by_label
            .into_iter()
            .filter(|(_, became)| became.given > 0)
            .collect(),
    }
}
