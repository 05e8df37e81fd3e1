//! Stories of agreement: objections, last calls, reviews, and what is left at the end: credit, and a gap measured again.

use super::{finds, on, since};
use crate::{
    Command, GapId, InitiativeId, PersonId, Time, gap,
    initiative::{AskedOf, Command as Do, Label, Objecting, PickUp, Proposing, Reply, Stance, Way},
    judgement::Matters,
    signal::{Finding, Rule, Step, next_step},
    testing::{ADA, BEN, CLEO, Story},
};

fn finding(story: &Story, rule: Rule) -> Finding {
    let found = crate::signal::all(story.sight(), story.now);
    let found = found.into_iter().find(|finding| finding.rule == rule);
    found.expect("it is found")
}

fn step(story: &Story, who: PersonId, rule: Rule) -> Step {
    let found = finding(story, rule);
    next_step(story.seen_by(who), Some(who), &found).step
}

/// The events that its evidence names.
fn shown_by(story: &Story, rule: Rule) -> Vec<Time> {
    let named = |seq| story.recorded.iter().find(|event| event.seq == seq);
    let evidence = finding(story, rule).evidence;
    let events = evidence.iter().filter_map(|evidence| named(evidence.seq));
    events.map(|event| event.at).collect()
}

fn objects(story: &mut Story, who: PersonId, initiative: InitiativeId) {
    let objecting = Objecting {
        initiative,
        priority: "Quiet nights".into(),
        tried: "I asked for a pilot.".into(),
        matters: Matters::Yes,
        harm: "People are woken up.".into(),
        way_out: "A week by day first.".into(),
    };
    story.does(who, on(Do::Object(objecting)));
}

fn asks(story: &mut Story, initiative: InitiativeId, of: PersonId) {
    let ask = Do::Ask {
        initiative,
        of: AskedOf::Person(of),
        also: Vec::new(),
        what: "Read the plan".into(),
        size: None,
        until: None,
    };
    story.does(ADA, on(ask));
}

fn proposing(story: &Story, initiative: InitiativeId, way: Way) -> Proposing {
    Proposing {
        initiative,
        way,
        until: Some(story.now.plus_days(30).date()),
        what: "One way to release.".into(),
        why: "Nine are too many.".into(),
        considered: String::new(),
        review: story.now.plus_days(40).date(),
        try_until: None,
    }
}

/// Agreed on after advice, to be looked at again in forty days.
fn agreed(story: &mut Story) -> (InitiativeId, Time) {
    let it = story.starts(ADA, "Ship any day");
    asks(story, it, BEN);
    let yes = Do::Answer {
        initiative: it,
        ask: 0,
        reply: Some(Reply::Yes),
        text: String::new(),
    };
    story.does(BEN, on(yes));
    let deciding = proposing(story, it, Way::AdviceProcess);
    let review = Time::end_of(deciding.review);
    story.does(ADA, on(Do::Decide(deciding)));
    (it, review)
}

#[test]
fn an_objection_lies_when_nobody_has_touched_it_for_a_week() {
    let mut story = Story::new();
    let it = story.starts(ADA, "Ship any day");
    objects(&mut story, BEN, it);
    let raised = story.now;
    story.days_pass(6);
    assert!(!finds(&story, Rule::ObjectionLeftLying));
    story.days_pass(1);
    assert_eq!(since(&story, Rule::ObjectionLeftLying), raised);
    assert_eq!(shown_by(&story, Rule::ObjectionLeftLying), [raised]);
    let look = Step::OpenObjection(it, 0);
    assert_eq!(step(&story, ADA, Rule::ObjectionLeftLying), look);
    assert_eq!(step(&story, CLEO, Rule::ObjectionLeftLying), look);
    let help = Do::BecomeSteward {
        initiative: it,
        objection: 0,
    };
    story.does(CLEO, on(help));
    let moved = story.now;
    assert!(!finds(&story, Rule::ObjectionLeftLying));
    story.days_pass(7);
    assert_eq!(
        since(&story, Rule::ObjectionLeftLying),
        moved,
        "the clock starts again"
    );
}

#[test]
fn an_objection_is_without_a_way_out_until_one_is_offered() {
    let mut story = Story::new();
    let it = story.starts(ADA, "Ship any day");
    objects(&mut story, BEN, it);
    let raised = story.now;
    story.days_pass(13);
    assert!(!finds(&story, Rule::ObjectionWithoutWayOut));
    story.days_pass(1);
    assert_eq!(since(&story, Rule::ObjectionWithoutWayOut), raised);
    assert_eq!(shown_by(&story, Rule::ObjectionWithoutWayOut), [raised]);
    let offer = Do::OfferWayOut {
        initiative: it,
        objection: 0,
        text: "By day for a week.".into(),
        revision: None,
    };
    story.does(ADA, on(offer));
    assert!(!finds(&story, Rule::ObjectionWithoutWayOut));
}

#[test]
fn an_objection_that_ended_is_not_found() {
    let mut story = Story::new();
    let it = story.starts(ADA, "Ship any day");
    objects(&mut story, BEN, it);
    let end = Do::EndObjection {
        initiative: it,
        objection: 0,
        how: crate::initiative::How::Withdrawn,
        text: String::new(),
    };
    story.does(BEN, on(end));
    story.days_pass(20);
    assert!(!finds(&story, Rule::ObjectionLeftLying));
    assert!(!finds(&story, Rule::ObjectionWithoutWayOut));
}

#[test]
fn a_last_call_is_unheard_from_the_second_day_until_those_asked_say_a_word() {
    let mut story = Story::new();
    let it = story.starts(ADA, "Ship any day");
    asks(&mut story, it, BEN);
    asks(&mut story, it, CLEO);
    story.days_pass(3);
    let calling = proposing(&story, it, Way::Consent);
    story.does(ADA, on(Do::CallLast(calling)));
    let called = story.now;
    assert!(!finds(&story, Rule::UnheardLastCall));
    story.days_pass(1);
    assert_eq!(since(&story, Rule::UnheardLastCall), called);
    assert_eq!(shown_by(&story, Rule::UnheardLastCall).len(), 3);
    assert_eq!(
        step(&story, BEN, Rule::UnheardLastCall),
        Step::AnswerAsk(it)
    );
    assert_eq!(
        step(&story, ADA, Rule::UnheardLastCall),
        Step::AskForSupport(it)
    );
    let no = Do::Answer {
        initiative: it,
        ask: 0,
        reply: Some(Reply::No),
        text: String::new(),
    };
    story.does(BEN, on(no));
    assert!(
        finds(&story, Rule::UnheardLastCall),
        "Cleo has not said a word"
    );
    let not_now = Do::Follow {
        initiative: it,
        stance: Stance::NotNow,
        reservation: String::new(),
    };
    story.does(CLEO, on(not_now));
    assert!(!finds(&story, Rule::UnheardLastCall));
}

#[test]
fn a_last_call_for_which_nobody_was_asked_is_not_unheard() {
    let mut story = Story::new();
    let it = story.starts(ADA, "Ship any day");
    let calling = proposing(&story, it, Way::Consent);
    story.does(ADA, on(Do::CallLast(calling)));
    story.days_pass(3);
    assert!(!finds(&story, Rule::UnheardLastCall));
}

#[test]
fn an_agreement_is_past_its_review_the_day_after_and_until_it_is_looked_at() {
    let mut story = Story::new();
    let (it, review) = agreed(&mut story);
    story.now = review;
    assert!(!finds(&story, Rule::AgreementPastItsReview));
    story.now = Time(review.0 + 1);
    assert_eq!(since(&story, Rule::AgreementPastItsReview), story.now);
    assert_eq!(shown_by(&story, Rule::AgreementPastItsReview).len(), 1);
    let next = step(&story, ADA, Rule::AgreementPastItsReview);
    assert_eq!(next, Step::ReviewAgreement(it, 0));
    let look = |next| Do::ReviewAgreement {
        initiative: it,
        agreement: 0,
        found: "It holds.".into(),
        next,
    };
    let again = story.now.plus_days(10).date();
    story.does(ADA, on(look(Some(again))));
    assert!(!finds(&story, Rule::AgreementPastItsReview));
    story.now = Time(Time::end_of(again).0 + 1);
    assert_eq!(since(&story, Rule::AgreementPastItsReview), story.now);
    story.does(ADA, on(look(None)));
    story.days_pass(500);
    assert!(
        !finds(&story, Rule::AgreementPastItsReview),
        "no further look"
    );
}

#[test]
fn an_agreement_of_what_was_put_down_asks_for_no_review() {
    let mut story = Story::new();
    let (it, review) = agreed(&mut story);
    let put_down = Do::PutDown {
        initiative: it,
        why: "Too dear.".into(),
        learned: "Ask earlier.".into(),
        pick_up: PickUp::Anyone,
    };
    story.does(ADA, on(put_down));
    story.now = Time(review.0 + 1);
    assert!(!finds(&story, Rule::AgreementPastItsReview));
}

#[test]
fn a_delivery_waits_a_week_for_its_credit_and_a_second_delivery_for_its_own() {
    let mut story = Story::new();
    let it = story.starts(ADA, "Ship any day");
    let word = Do::GiveFeedback {
        initiative: it,
        label: Label::Thought,
        text: "Small steps.".into(),
        passage: None,
    };
    story.does(BEN, on(word));
    let deliver = || Do::Deliver {
        initiative: it,
        outcome: "It takes an hour.".into(),
    };
    story.does(ADA, on(deliver()));
    let delivered = story.now;
    story.days_pass(6);
    assert!(!finds(&story, Rule::DeliveredWithoutCredit));
    story.days_pass(1);
    assert_eq!(since(&story, Rule::DeliveredWithoutCredit), delivered);
    assert_eq!(shown_by(&story, Rule::DeliveredWithoutCredit), [delivered]);
    assert!(
        !finds(&story, Rule::FeedbackUnanswered),
        "it has come to its end"
    );
    let next = step(&story, ADA, Rule::DeliveredWithoutCredit);
    assert_eq!(next, Step::ConfirmCredit(it));
    let confirm = || Do::ConfirmCredit {
        initiative: it,
        thanks: Vec::new(),
        left_out: Vec::new(),
    };
    story.does(ADA, on(confirm()));
    assert!(!finds(&story, Rule::DeliveredWithoutCredit));
    let back = Do::MoveStage {
        initiative: it,
        to: crate::initiative::Stage::UnderWay,
        reason: "A case was missed.".into(),
    };
    story.does(ADA, on(back));
    story.does(ADA, on(deliver()));
    story.days_pass(7);
    assert!(finds(&story, Rule::DeliveredWithoutCredit));
}

/// A gap of nine days that ought to be one, for which something was delivered at four.
fn delivered_at_four(story: &mut Story) -> GapId {
    let gap = story.gap(BEN, "Nine days", "One day");
    let amount = |days: &str| days.parse().expect("a number");
    let set = gap::Command::SetMeasure {
        gap,
        what: "Lead time".into(),
        unit: "days".into(),
        is: amount("9"),
        ought: amount("1"),
    };
    story.does(BEN, Command::Gap(set));
    measures(story, gap, "4");
    let start = Do::Start {
        document: String::new(),
        kind: None,
        title: "Ship any day".into(),
        summary: String::new(),
        team: None,
        serves: vec![crate::initiative::Serves::Gap(gap)],
        shown_to: None,
    };
    story.does(ADA, on(start));
    let it = InitiativeId::at(story.state.initiatives.len() - 1);
    let deliver = Do::Deliver {
        initiative: it,
        outcome: "Four days.".into(),
    };
    story.does(ADA, on(deliver));
    gap
}

fn measures(story: &mut Story, gap: GapId, days: &str) {
    story.days_pass(1);
    let measure = gap::Command::Measure {
        gap,
        value: days.parse().expect("a number"),
        note: String::new(),
    };
    story.does(BEN, Command::Gap(measure));
}

#[test]
fn a_gap_is_worse_after_a_delivery_until_it_is_measured_no_worse() {
    let mut story = Story::new();
    let gap = delivered_at_four(&mut story);
    measures(&mut story, gap, "3");
    assert!(
        !finds(&story, Rule::GapWorseAfterDelivery),
        "it went on well"
    );
    measures(&mut story, gap, "5");
    let worse = story.now;
    assert_eq!(since(&story, Rule::GapWorseAfterDelivery), worse);
    measures(&mut story, gap, "6");
    assert_eq!(since(&story, Rule::GapWorseAfterDelivery), worse);
    assert_eq!(shown_by(&story, Rule::GapWorseAfterDelivery).len(), 3);
    let next = step(&story, CLEO, Rule::GapWorseAfterDelivery);
    assert_eq!(next, Step::StartFrom(gap));
    measures(&mut story, gap, "4");
    assert!(
        !finds(&story, Rule::GapWorseAfterDelivery),
        "as before is no worse"
    );
}

#[test]
fn whoever_acts_on_the_gap_again_has_heard_it() {
    let mut story = Story::new();
    let gap = delivered_at_four(&mut story);
    measures(&mut story, gap, "5");
    assert!(finds(&story, Rule::GapWorseAfterDelivery));
    let start = Do::Start {
        document: String::new(),
        kind: None,
        title: "Find out why".into(),
        summary: String::new(),
        team: None,
        serves: vec![crate::initiative::Serves::Gap(gap)],
        shown_to: None,
    };
    story.does(CLEO, on(start));
    assert!(!finds(&story, Rule::GapWorseAfterDelivery));
}
