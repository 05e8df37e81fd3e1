//! Stories of feedback: anybody says it, the lead answers it, nothing of it blocks.

use super::{LIMIT, Label, Uptake, unanswered_feedback};
use crate::{
    By, Command as Any, InitiativeId, Text,
    initiative::{Command, FeedbackView, Stage, What, page},
    person,
    signal::{self, Rule},
    testing::{ADA, BEN, CLEO, Story},
};

fn says(initiative: InitiativeId, label: Label, text: &str) -> Any {
    Any::Initiative(Command::GiveFeedback {
        passage: None,
        initiative,
        label,
        text: text.into(),
    })
}

fn answers(initiative: InitiativeId, feedback: u16, answer: Uptake, because: &str) -> Any {
    Any::Initiative(Command::AnswerFeedback {
        revision: None,
        initiative,
        feedback,
        answer,
        because: because.into(),
    })
}

fn shown(story: &Story, it: InitiativeId) -> Vec<FeedbackView> {
    page(story.sight(), None, it, story.now).unwrap().feedback
}

/// What waits for an answer of the lead, by its text.
fn waits(story: &Story, it: InitiativeId) -> Vec<String> {
    let entity = story.state.initiative(it).unwrap();
    unanswered_feedback(entity)
        .map(|(_, given)| story.state.text(given.text).to_string())
        .collect()
}

#[test]
fn anybody_gives_feedback_and_the_lead_answers_it() {
    let mut story = Story::new();
    let it = story.starts(ADA, "Ship any day");
    story.does(CLEO, says(it, Label::Praise, "At last."));
    story.days_pass(2);
    story.does(BEN, says(it, Label::Suggestion, "Name the two services."));
    assert_eq!(waits(&story, it), ["At last.", "Name the two services."]);
    story.days_pass(1);
    story.does(ADA, answers(it, 0, Uptake::Thanks, "Long way yet."));
    let feedback = shown(&story, it);
    let [open, answered] = feedback.as_slice() else {
        unreachable!("two were given")
    };
    assert!(open.is_open && open.answered.is_none());
    assert_eq!((open.number, open.label), (1, Label::Suggestion));
    assert_eq!(open.by.as_ref().unwrap().name, "Ben Bauer");
    assert_eq!(open.ago, "yesterday");
    let by_ada = answered.answered.as_ref().unwrap();
    assert_eq!((answered.number, by_ada.uptake), (0, Uptake::Thanks));
    assert_eq!(by_ada.because, Some(Text::Here("Long way yet.".into())));
    assert_eq!(by_ada.by.as_ref().unwrap().name, "Ada Amin");
    assert_eq!(waits(&story, it), ["Name the two services."]);
    let counts = page(story.sight(), None, it, story.now)
        .unwrap()
        .feedback_counts;
    assert_eq!((counts.open, counts.answered), (1, 1));
}

#[test]
fn what_is_open_comes_first_and_the_newest_first_within() {
    let mut story = Story::new();
    let it = story.starts(ADA, "Ship any day");
    for text in ["one", "two", "three", "four"] {
        story.does(BEN, says(it, Label::default(), text));
    }
    story.does(ADA, answers(it, 3, Uptake::TakenUp, ""));
    story.does(ADA, answers(it, 0, Uptake::TakenUp, ""));
    let order: Vec<String> = shown(&story, it)
        .iter()
        .map(|view| view.text.to_string())
        .collect();
    assert_eq!(order, ["three", "two", "four", "one"]);
}

#[test]
fn only_the_lead_answers_and_not_to_take_it_up_says_why() {
    let mut story = Story::new();
    let it = story.starts(ADA, "Ship any day");
    story.does(BEN, says(it, Label::Concern, "Who is woken at night?"));
    story.refuses(
        BEN,
        answers(it, 0, Uptake::Thanks, ""),
        "You do not lead I-1.",
    );
    story.refuses(
        ADA,
        answers(it, 0, Uptake::NotTakenUp, " "),
        "The reason is empty.",
    );
    story.refuses(
        ADA,
        answers(it, 1, Uptake::Thanks, ""),
        "There is no such feedback on I-1.",
    );
    story.does(ADA, answers(it, 0, Uptake::NotTakenUp, "Nobody is."));
    let view = &shown(&story, it)[0];
    let answered = view.answered.as_ref().unwrap();
    assert_eq!(answered.uptake, Uptake::NotTakenUp);
    assert_eq!(answered.because, Some(Text::Here("Nobody is.".into())));
}

#[test]
fn an_answer_can_be_changed_on_record_but_not_said_twice() {
    let mut story = Story::new();
    let it = story.starts(ADA, "Ship any day");
    story.does(BEN, says(it, Label::Issue, "The undo does not undo."));
    story.does(ADA, answers(it, 0, Uptake::NotTakenUp, "It does."));
    story.refuses(
        ADA,
        answers(it, 0, Uptake::NotTakenUp, "It does."),
        "That is your answer already: not taken up.",
    );
    story.does(
        ADA,
        answers(it, 0, Uptake::NotTakenUp, "It does in the draft."),
    );
    story.does(ADA, answers(it, 0, Uptake::TakenUp, ""));
    story.refuses(
        ADA,
        answers(it, 0, Uptake::TakenUp, ""),
        "That is your answer already: taken up.",
    );
    assert_eq!(
        shown(&story, it)[0].answered.as_ref().unwrap().uptake,
        Uptake::TakenUp
    );
    let told = page(story.sight(), None, it, story.now).unwrap().timeline;
    let answers = told
        .iter()
        .filter(|moment| matches!(moment.what, What::FeedbackAnswered { .. }));
    assert_eq!(answers.count(), 3, "every answer stays on record");
}

#[test]
fn a_lead_comments_too_and_that_waits_for_nobody() {
    let mut story = Story::new();
    let it = story.starts(ADA, "Ship any day");
    story.does(ADA, says(it, Label::Thought, "One lane may be enough."));
    assert!(waits(&story, it).is_empty());
    assert!(!shown(&story, it)[0].is_open);
    story.does(ADA, Any::Initiative(Command::StepBack { initiative: it }));
    assert_eq!(
        waits(&story, it),
        ["One lane may be enough."],
        "it waits for whoever leads next"
    );
}

#[test]
fn it_blocks_nothing_and_is_still_welcome_after_the_end() {
    let mut story = Story::new();
    let it = story.starts(ADA, "Ship any day");
    story.does(BEN, says(it, Label::Concern, "This is too fast for us."));
    for to in [Stage::UnderWay, Stage::Delivered] {
        story.does(ADA, Any::Initiative(crate::testing::step_to(it, to)));
    }
    story.does(BEN, says(it, Label::Praise, "It was not."));
    story.does(ADA, answers(it, 1, Uptake::Thanks, ""));
}

#[test]
fn what_is_said_is_said_by_people_in_words_about_something() {
    let mut story = Story::new();
    let it = story.starts(ADA, "Ship any day");
    story.refuses(
        BEN,
        says(it, Label::Question, "\n"),
        "The feedback is empty.",
    );
    story.refuses(
        BEN,
        says(InitiativeId(9), Label::Question, "Why?"),
        "There is no initiative I-9.",
    );
    let refusal = story.tries(By::Importer, &says(it, Label::Question, "Why?"));
    assert_eq!(
        refusal.unwrap_err().to_string(),
        "Only a person can do this."
    );
}

#[test]
fn an_initiative_takes_so_much_and_no_more() {
    let mut story = Story::new();
    let it = story.starts(ADA, "Ship any day");
    story.does(BEN, says(it, Label::Question, "Why?"));
    let entity = &mut story.state.initiatives[0];
    let first = entity.feedback[0].clone();
    entity.feedback = vec![first; LIMIT];
    story.refuses(
        BEN,
        says(it, Label::Question, "Why?"),
        "I-1 has no room for more feedback.",
    );
}

#[test]
fn being_spoken_to_is_no_sign_of_the_lead_and_answering_is() {
    let mut story = Story::new();
    let it = story.starts(ADA, "Ship any day");
    let is_silent = |story: &Story| {
        signal::about_initiative(story.sight(), it, story.now)
            .iter()
            .any(|finding| finding.rule == Rule::SilentLead)
    };
    story.days_pass(150);
    story.does(BEN, says(it, Label::Question, "Are you there?"));
    story.days_pass(50);
    assert!(is_silent(&story));
    story.does(ADA, answers(it, 0, Uptake::Thanks, ""));
    assert!(!is_silent(&story));
}

#[test]
fn how_much_was_taken_up_is_shown_to_the_giver_alone() {
    let mut story = Story::new();
    let it = story.starts(ADA, "Ship any day");
    for label in [Label::Suggestion, Label::Suggestion, Label::Praise] {
        story.does(BEN, says(it, label, "A word."));
    }
    story.does(ADA, says(it, Label::Thought, "To myself."));
    let of = |story: &Story, viewer, id| {
        person::page(story.sight(), Some(viewer), id, story.now)
            .unwrap()
            .my_feedback
    };
    let mine = of(&story, BEN, BEN).unwrap();
    assert_eq!(mine.sentence(), "Nobody has answered your feedback yet.");
    story.does(ADA, answers(it, 0, Uptake::TakenUp, ""));
    story.does(ADA, answers(it, 2, Uptake::Thanks, ""));
    let mine = of(&story, BEN, BEN).unwrap();
    assert_eq!(mine.sentence(), "Of 2 that were answered, 1 was taken up.");
    let of_label = |wanted| {
        let mut rows = mine.by_label.iter();
        rows.find(|(label, _)| *label == wanted).unwrap().1
    };
    let suggestions = of_label(Label::Suggestion);
    assert_eq!((suggestions.given, suggestions.taken_up), (2, 1));
    assert_eq!(suggestions.waiting(), 1);
    assert_eq!(of_label(Label::Praise).thanks, 1);
    assert_eq!(
        mine.by_label.len(),
        2,
        "labels that were never used are left out"
    );
    assert_eq!(of(&story, ADA, BEN), None, "nobody else sees it");
    assert_eq!(
        of(&story, ADA, ADA),
        None,
        "a word to oneself does not count"
    );
}
