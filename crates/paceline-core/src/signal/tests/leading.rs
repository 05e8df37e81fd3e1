//! Stories of leading: the first lead, offers, trials, check-ins, help.

use jiff::civil::Date;

use super::{Findings, finds, on, since};
use crate::{
    Command, InitiativeId, PersonId, Time,
    initiative::{
        self, AskedOf, Command as Do, Label, Reply, Stance, Status, Trial, Uptake, ask::Size,
    },
    signal::{Rule, Step, next_step},
    testing::{ADA, BEN, CLEO, Story, step_to},
};

fn follows(story: &mut Story, who: PersonId, initiative: InitiativeId) {
    let follow = Do::Follow {
        initiative,
        stance: Stance::Follow,
        reservation: String::new(),
    };
    story.does(who, on(follow));
}

fn checks_in(story: &mut Story, who: PersonId, initiative: InitiativeId) {
    let check_in = Do::CheckIn {
        initiative,
        status: Status::OnTrack,
        text: "It goes on.".into(),
    };
    story.does(who, on(check_in));
}

fn asks(story: &mut Story, initiative: InitiativeId, of: PersonId, until: Option<Date>) {
    let ask = Do::Ask {
        initiative,
        of: AskedOf::Person(of),
        also: Vec::new(),
        what: "Read the plan".into(),
        size: Some(Size::Small),
        until,
    };
    story.does(ADA, on(ask));
}

fn answers(story: &mut Story, who: PersonId, initiative: InitiativeId, reply: Reply) {
    let answer = Do::Answer {
        initiative,
        ask: 0,
        reply: Some(reply),
        text: String::new(),
    };
    story.does(who, on(answer));
}

fn finding(story: &Story, rule: Rule) -> crate::signal::Finding {
    let found = crate::signal::all(story.sight(), story.now);
    let found = found.into_iter().find(|finding| finding.rule == rule);
    found.expect("it is found")
}

fn step(story: &Story, who: PersonId, rule: Rule) -> Step {
    let found = finding(story, rule);
    next_step(story.seen_by(who), Some(who), &found).step
}

/// Every piece of evidence names an event that stands in the journal, at its time.
fn evidence_stands(story: &Story, rule: Rule) {
    for evidence in finding(story, rule).evidence {
        let mut recorded = story.recorded.iter();
        let event = recorded.find(|event| event.seq == evidence.seq);
        assert_eq!(
            event.map(|event| event.at),
            Some(evidence.at),
            "{evidence:?}"
        );
    }
}

#[test]
fn a_first_lead_is_found_after_a_week_without_a_follower_and_a_second_one_is_not() {
    let mut story = Story::new();
    let it = story.starts(ADA, "Ship any day");
    let began = story.now;
    story.days_pass(6);
    assert!(!finds(&story, Rule::FirstLeadUnfollowed));
    story.days_pass(1);
    assert_eq!(since(&story, Rule::FirstLeadUnfollowed), began);
    evidence_stands(&story, Rule::FirstLeadUnfollowed);
    assert_eq!(
        step(&story, BEN, Rule::FirstLeadUnfollowed),
        Step::Follow(it)
    );
    assert_eq!(
        step(&story, ADA, Rule::FirstLeadUnfollowed),
        Step::AskForSupport(it)
    );
    follows(&mut story, BEN, it);
    assert!(!finds(&story, Rule::FirstLeadUnfollowed));
    story.starts(ADA, "Another one");
    story.days_pass(30);
    assert!(
        !finds(&story, Rule::FirstLeadUnfollowed),
        "Ada has led before"
    );
}

#[test]
fn a_first_lead_that_nobody_else_may_read_is_not_asked_for_followers() {
    let mut story = Story::new();
    story.drafts(ADA, &[]);
    story.days_pass(8);
    assert!(!finds(&story, Rule::FirstLeadUnfollowed));
    story.drafts(BEN, &[CLEO]);
    story.days_pass(8);
    assert!(
        finds(&story, Rule::FirstLeadUnfollowed),
        "Cleo can follow it"
    );
}

#[test]
fn an_offered_lead_waits_a_week_and_is_accepted_or_declined() {
    let mut story = Story::new();
    let it = story.starts(ADA, "Ship any day");
    let hand_over = Do::HandOver {
        initiative: it,
        to: BEN,
        note: String::new(),
        trial: None,
    };
    story.does(ADA, on(hand_over.clone()));
    let offered = story.now;
    story.days_pass(6);
    assert!(!finds(&story, Rule::HandOverNotTakenUp));
    story.days_pass(1);
    assert_eq!(since(&story, Rule::HandOverNotTakenUp), offered);
    evidence_stands(&story, Rule::HandOverNotTakenUp);
    assert_eq!(
        step(&story, BEN, Rule::HandOverNotTakenUp),
        Step::AnswerOffer(it)
    );
    assert_eq!(step(&story, CLEO, Rule::HandOverNotTakenUp), Step::Open(it));
    let decline = Do::DeclineLead {
        initiative: it,
        because: "Not this month.".into(),
    };
    story.does(BEN, on(decline));
    assert!(!finds(&story, Rule::HandOverNotTakenUp));
    story.does(ADA, on(hand_over));
    story.days_pass(7);
    assert!(finds(&story, Rule::HandOverNotTakenUp));
    story.does(BEN, on(Do::AcceptLead { initiative: it }));
    assert!(!finds(&story, Rule::HandOverNotTakenUp));
}

#[test]
fn a_trial_is_past_its_time_the_day_after_until_the_lead_is_kept() {
    let mut story = Story::new();
    let it = story.starts(ADA, "Ship any day");
    story.does(ADA, on(Do::StepBack { initiative: it }));
    let until = story.now.plus_days(10).date();
    let trial = Some(Trial {
        until,
        supporter: ADA,
    });
    story.does(
        BEN,
        on(Do::TakeLead {
            initiative: it,
            trial,
        }),
    );
    story.now = Time::end_of(until);
    assert!(
        !finds(&story, Rule::TrialPastItsTime),
        "it still runs on its last day"
    );
    story.now = Time(story.now.0 + 1);
    assert_eq!(since(&story, Rule::TrialPastItsTime), story.now);
    evidence_stands(&story, Rule::TrialPastItsTime);
    assert_eq!(
        step(&story, BEN, Rule::TrialPastItsTime),
        Step::KeepLead(it)
    );
    story.does(BEN, on(Do::KeepLead { initiative: it }));
    assert!(!finds(&story, Rule::TrialPastItsTime));
}

#[test]
fn two_check_ins_are_missed_while_work_goes_on_and_a_lead_gone_silent_is_told_once() {
    let mut story = Story::new();
    let it = story.starts(ADA, "Ship any day");
    story.days_pass(100);
    let rhythm = Do::SetRhythm {
        initiative: it,
        every_days: 7,
    };
    story.does(ADA, on(rhythm));
    let set = story.now;
    story.days_pass(14);
    assert!(
        !finds(&story, Rule::CheckInMissedTwice),
        "the second is due today"
    );
    let title = "A sign of life".to_owned();
    story.does(
        ADA,
        on(Do::WantFeedback {
            initiative: it,
            what: title,
            until: None,
        }),
    );
    story.days_pass(1);
    assert_eq!(since(&story, Rule::CheckInMissedTwice), set.plus_days(7));
    assert!(!finds(&story, Rule::SilentLead));
    evidence_stands(&story, Rule::CheckInMissedTwice);
    assert_eq!(
        step(&story, ADA, Rule::CheckInMissedTwice),
        Step::CheckIn(it)
    );
    story.days_pass(20);
    assert!(finds(&story, Rule::SilentLead) && !finds(&story, Rule::CheckInMissedTwice));
    checks_in(&mut story, ADA, it);
    assert!(!finds(&story, Rule::SilentLead) && !finds(&story, Rule::CheckInMissedTwice));
}

#[test]
fn a_new_lead_has_missed_no_check_in_of_the_lead_before() {
    let mut story = Story::new();
    let it = story.starts(ADA, "Ship any day");
    let rhythm = Do::SetRhythm {
        initiative: it,
        every_days: 7,
    };
    story.does(ADA, on(rhythm));
    story.days_pass(40);
    story.does(ADA, on(Do::StepBack { initiative: it }));
    story.does(
        BEN,
        on(Do::TakeLead {
            initiative: it,
            trial: None,
        }),
    );
    story.days_pass(14);
    assert!(!finds(&story, Rule::CheckInMissedTwice));
}

#[test]
fn who_leads_alone_is_told_alone_until_somebody_does_a_part() {
    let mut story = Story::new();
    let it = story.starts(ADA, "Ship any day");
    let began = story.now;
    story.days_pass(60);
    assert!(
        !finds(&story, Rule::LeadsAlone),
        "nobody is there to do a part"
    );
    follows(&mut story, BEN, it);
    let sees = |story: &Story, who: PersonId| {
        let sight = story.seen_by(who);
        let findings = Findings::of(sight, story.now);
        findings
            .seen_by(sight)
            .any(|found| found.rule == Rule::LeadsAlone)
    };
    assert!(Rule::LeadsAlone.is_about_a_person());
    assert!(sees(&story, ADA) && !sees(&story, BEN) && !sees(&story, CLEO));
    assert_eq!(since(&story, Rule::LeadsAlone), began);
    evidence_stands(&story, Rule::LeadsAlone);
    assert_eq!(step(&story, ADA, Rule::LeadsAlone), Step::AskForSupport(it));
    let word = Do::GiveFeedback {
        initiative: it,
        label: Label::Thought,
        text: "Try the small one first.".into(),
        passage: None,
    };
    story.does(BEN, on(word));
    assert!(!finds(&story, Rule::LeadsAlone));
}

#[test]
fn fifty_nine_days_of_leading_alone_are_not_yet_found() {
    let mut story = Story::new();
    let it = story.starts(ADA, "Ship any day");
    follows(&mut story, BEN, it);
    story.days_pass(59);
    assert!(!finds(&story, Rule::LeadsAlone));
    story.days_pass(1);
    assert!(finds(&story, Rule::LeadsAlone));
    story.does(ADA, on(step_to(it, initiative::Stage::PutDown)));
    assert!(
        !finds(&story, Rule::LeadsAlone),
        "what is put down needs no hands"
    );
}

#[test]
fn support_came_late_when_its_day_had_passed_until_the_lead_says_a_word() {
    let mut story = Story::new();
    let it = story.starts(ADA, "Ship any day");
    let until = story.now.plus_days(5).date();
    asks(&mut story, it, BEN, Some(until));
    story.now = Time(Time::end_of(until).0 + 1);
    assert!(!finds(&story, Rule::SupportCameLate), "it has not come yet");
    answers(&mut story, BEN, it, Reply::Yes);
    assert_eq!(since(&story, Rule::SupportCameLate), story.now);
    evidence_stands(&story, Rule::SupportCameLate);
    assert_eq!(step(&story, ADA, Rule::SupportCameLate), Step::CheckIn(it));
    let told = finding(&story, Rule::SupportCameLate).evidence;
    assert!(!told[0].what.contains("Ben"), "who was late is not named");
    checks_in(&mut story, ADA, it);
    assert!(!finds(&story, Rule::SupportCameLate));
}

#[test]
fn support_on_its_last_day_is_in_time_and_a_no_is_no_support() {
    for (reply, days) in [(Reply::Yes, 0), (Reply::No, 40)] {
        let mut story = Story::new();
        let it = story.starts(ADA, "Ship any day");
        let until = story.now.plus_days(5).date();
        asks(&mut story, it, BEN, Some(until));
        story.now = Time::end_of(until);
        story.days_pass(days);
        answers(&mut story, BEN, it, reply);
        assert!(!finds(&story, Rule::SupportCameLate), "{reply:?}");
    }
}

#[test]
fn without_a_day_support_is_late_when_the_ask_has_waited_too_long() {
    for (days, is_late) in [(29, false), (30, true)] {
        let mut story = Story::new();
        let it = story.starts(ADA, "Ship any day");
        asks(&mut story, it, BEN, None);
        story.days_pass(days);
        answers(&mut story, BEN, it, Reply::Done);
        assert_eq!(finds(&story, Rule::SupportCameLate), is_late);
    }
}

#[test]
fn thanks_are_an_answer_to_feedback() {
    let mut story = Story::new();
    let it = story.starts(ADA, "Ship any day");
    let word = |text: &str| Do::GiveFeedback {
        initiative: it,
        label: Label::Question,
        text: text.into(),
        passage: None,
    };
    story.does(BEN, on(word("Who is woken up?")));
    let given = story.now;
    story.days_pass(13);
    story.does(CLEO, on(word("And at night?")));
    assert!(!finds(&story, Rule::FeedbackUnanswered));
    story.days_pass(1);
    assert_eq!(since(&story, Rule::FeedbackUnanswered), given);
    assert_eq!(finding(&story, Rule::FeedbackUnanswered).evidence.len(), 1);
    evidence_stands(&story, Rule::FeedbackUnanswered);
    let next = step(&story, ADA, Rule::FeedbackUnanswered);
    assert_eq!(next, Step::AnswerFeedback(it, 0));
    let thanks = Do::AnswerFeedback {
        initiative: it,
        feedback: 0,
        answer: Uptake::Thanks,
        because: String::new(),
        revision: None,
    };
    story.does(ADA, on(thanks));
    assert!(!finds(&story, Rule::FeedbackUnanswered));
}

#[test]
fn thresholds_of_leading_can_be_set() {
    let mut story = Story::new();
    story.starts(ADA, "Ship any day");
    story.days_pass(8);
    assert!(finds(&story, Rule::FirstLeadUnfollowed));
    let name = "first-lead-after-days".to_owned();
    let set = crate::organisation::Command::SetThreshold { name, value: 9 };
    story.does(ADA, Command::Organisation(set));
    assert!(!finds(&story, Rule::FirstLeadUnfollowed));
}
