//! Today, told as stories.

use super::{About, Today, Urgency, Waiting, leads_for_the_first_time, today};
use crate::{
    Command, InitiativeId, PersonId,
    initiative::{AskedOf, Command as On, Label, Stage, Stance, Status, Uptake},
    signal::{self, Step},
    testing::{ADA, BEN, CLEO, Story},
};

fn of(story: &Story, me: PersonId) -> Today {
    let findings = signal::Findings::of(story.seen_by(me), story.now);
    let sight = story.seen_by(me);
    today(sight, me, findings.seen_by(sight), &[], story.now)
}

fn about(waiting: &[Waiting], wanted: Step) -> &Waiting {
    let found = waiting.iter().find(|waiting| waiting.next.step == wanted);
    found.unwrap_or_else(|| panic!("{wanted:?} does not wait: {waiting:?}"))
}

fn on(story: &mut Story, who: PersonId, command: On) {
    story.does(who, Command::Initiative(command));
}

fn rhythm(initiative: InitiativeId) -> On {
    On::SetRhythm {
        initiative,
        every_days: 14,
    }
}

#[test]
fn a_check_in_is_due_on_its_day_and_late_after_the_second() {
    let mut story = Story::new();
    let initiative = story.starts(ADA, "Ship any day");
    on(&mut story, ADA, rhythm(initiative));
    story.days_pass(13);
    let waits = |story: &Story| {
        let waiting = of(story, ADA).waiting;
        let due = |told: &&Waiting| told.next.step == Step::CheckIn(initiative);
        waiting.iter().find(due).map(|told| told.urgency)
    };
    assert_eq!(waits(&story), None);
    story.days_pass(1);
    assert_eq!(waits(&story), Some(Urgency::Soon));
    story.days_pass(14);
    assert_eq!(waits(&story), Some(Urgency::Late));
    // The finding that the lead is silent says the same, so it is not listed beside it.
    story.days_pass(30);
    let waiting = of(&story, ADA).waiting;
    let told = waiting
        .iter()
        .filter(|told| told.next.step == Step::CheckIn(initiative));
    assert_eq!(told.count(), 1);
    assert_eq!(
        waiting[0].urgency,
        Urgency::Late,
        "what is late comes first"
    );
    assert_eq!(of(&story, BEN).count(), 0, "it waits for nobody else");
}

#[test]
fn who_is_asked_sees_it_until_it_is_answered() {
    let mut story = Story::new();
    let initiative = story.starts(ADA, "Ship any day");
    let ask = On::Ask {
        also: Vec::new(),
        size: None,
        until: None,
        initiative,
        of: AskedOf::Person(BEN),
        what: "Move one service".into(),
    };
    on(&mut story, ADA, ask);
    story.days_pass(3);
    let waiting = of(&story, BEN).waiting;
    let asked = about(&waiting, Step::AnswerAsk(initiative));
    assert_eq!(asked.why, "Asked of you 3 days ago: Move one service");
    assert!(of(&story, CLEO).waiting.is_empty());
    on(
        &mut story,
        BEN,
        On::Answer {
            reply: None,
            text: String::new(),
            initiative,
            ask: 0,
        },
    );
    assert!(of(&story, BEN).waiting.is_empty());
}

#[test]
fn a_last_call_reaches_its_followers() {
    let mut story = Story::new();
    let initiative = story.starts(ADA, "Ship any day");
    let stance = Stance::Follow;
    on(
        &mut story,
        BEN,
        On::Follow {
            reservation: String::new(),
            initiative,
            stance,
        },
    );
    let last_call = crate::testing::step_to(initiative, Stage::LastCall);
    on(&mut story, ADA, last_call);
    let waiting = of(&story, BEN).waiting;
    assert_eq!(
        about(&waiting, Step::Open(initiative)).what,
        "Last call for"
    );
    assert!(of(&story, CLEO).waiting.is_empty());
}

#[test]
fn feedback_waits_for_the_lead_alone() {
    let mut story = Story::new();
    let initiative = story.starts(ADA, "Ship any day");
    for (label, text) in [(Label::OptionalNit, "Track?"), (Label::Question, "Why?")] {
        let text = text.into();
        let give = On::GiveFeedback {
            passage: None,
            initiative,
            label,
            text,
        };
        on(&mut story, BEN, give);
    }
    let waiting = of(&story, ADA).waiting;
    let told = about(&waiting, Step::AnswerFeedback(initiative, 0));
    assert_eq!(
        told.why,
        "Ben Bauer left you an optional nit today. One more waits."
    );
    for feedback in 0..2 {
        let answer = On::AnswerFeedback {
            revision: None,
            initiative,
            feedback,
            answer: Uptake::Thanks,
            because: String::new(),
        };
        on(&mut story, ADA, answer);
    }
    assert!(of(&story, ADA).waiting.is_empty());
    assert!(of(&story, BEN).waiting.is_empty());
}

#[test]
fn feedback_is_owed_an_answer_after_the_end_too() {
    let mut story = Story::new();
    let initiative = story.starts(ADA, "Ship any day");
    let give = On::GiveFeedback {
        passage: None,
        initiative,
        label: Label::Praise,
        text: "Well done".into(),
    };
    on(&mut story, BEN, give);
    let delivered = crate::testing::step_to(initiative, Stage::Delivered);
    on(&mut story, ADA, delivered);
    about(
        &of(&story, ADA).waiting,
        Step::AnswerFeedback(initiative, 0),
    );
}

#[test]
fn whoever_takes_over_is_alone_since_then() {
    let mut story = Story::new();
    let initiative = story.starts(ADA, "Ship any day");
    story.days_pass(100);
    story.hands_over(ADA, initiative, BEN);
    on(&mut story, ADA, On::StepBack { initiative });
    story.days_pass(20);
    let offered = of(&story, CLEO).could_use;
    assert!(
        offered[0].why.ends_with("nobody follows yet, 2 weeks."),
        "{}",
        offered[0].why
    );
}

#[test]
fn a_finding_waits_for_whoever_answers_for_it_and_is_near_to_nobody_else_without_a_team() {
    let mut story = Story::new();
    let gap = story.gap(BEN, "A release takes nine days", "An hour");
    story.days_pass(40);
    let waiting = of(&story, BEN).waiting;
    let told = about(&waiting, Step::StartFrom(gap));
    assert!(matches!(&told.subject, About::Gap(link) if link.id == gap));
    assert!(told.why.starts_with("Since 5 weeks."), "{}", told.why);
    let ada = of(&story, ADA);
    assert!(ada.waiting.is_empty() && ada.near.is_none());
}

#[test]
fn whoever_leads_for_the_first_time_is_offered_as_somebody_to_follow() {
    let mut story = Story::new();
    let first = story.starts(ADA, "Ship any day");
    let second = story.starts(ADA, "Error budget");
    assert!(leads_for_the_first_time(story.sight(), ADA, first));
    assert!(!leads_for_the_first_time(story.sight(), ADA, second));
    let offered = of(&story, BEN).could_use;
    let whys: Vec<&str> = offered.iter().map(|offer| offer.why.as_str()).collect();
    assert_eq!(
        whys,
        [
            "Ada leads for the first time since today; nobody follows yet.",
            "Ada leads it since today; nobody follows yet.",
        ]
    );
    assert!(of(&story, ADA).could_use.is_empty(), "not one's own");
    let stance = Stance::Advise;
    for initiative in [first, second] {
        on(
            &mut story,
            CLEO,
            On::Follow {
                reservation: String::new(),
                initiative,
                stance,
            },
        );
    }
    assert!(of(&story, BEN).could_use.is_empty());
}

#[test]
fn what_measures_a_person_is_told_to_that_person_alone() {
    let mut story = Story::new();
    for number in 0..5 {
        let initiative = story.starts(ADA, &format!("Thing {number}"));
        let check_in = On::CheckIn {
            initiative,
            status: Status::OnTrack,
            text: "Begun".into(),
        };
        on(&mut story, ADA, check_in);
    }
    let is_private = |me| of(&story, me).waiting.iter().any(|told| told.is_private);
    assert!(is_private(ADA));
    assert!(!is_private(BEN));
}
