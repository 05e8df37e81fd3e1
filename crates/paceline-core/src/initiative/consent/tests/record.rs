//! Stories of what is kept of an agreement, and when it is looked at again.

use super::*;

#[test]
#[expect(clippy::too_many_lines, reason = "one story")]
fn the_record_keeps_who_was_consulted_and_all_dissent() {
    let (mut story, it) = begun();
    let says = |label, text: &str| Command::GiveFeedback {
        passage: None,
        initiative: it,
        label,
        text: text.into(),
    };
    does(&mut story, BEN, says(Label::Concern, "Nights."));
    does(&mut story, BEN, says(Label::Concern, "Names."));
    does(&mut story, BEN, says(Label::Question, "Why?"));
    for (feedback, answer) in [(0, Uptake::NotTakenUp), (1, Uptake::TakenUp)] {
        let answer = Command::AnswerFeedback {
            revision: None,
            initiative: it,
            feedback,
            answer,
            because: "So.".into(),
        };
        does(&mut story, ADA, answer);
    }
    follows(
        &mut story,
        BEN,
        it,
        (Stance::FollowWithReservations, "I would wait."),
    );
    let until = date(2026, 1, 9);
    story.does(ADA, calls(it, until));
    story.does(CLEO, objects(it));
    story.does(CLEO, ends(it, 0, How::Integrated));
    story.now = after(until);
    upkeep(&mut story);
    // What happens later is not part of it.
    does(&mut story, BEN, says(Label::Concern, "Later."));
    follows(&mut story, BEN, it, (Stance::Follow, ""));
    let dan = story.joins("dan", Role::Member);
    follows(
        &mut story,
        dan,
        it,
        (Stance::FollowWithReservations, "Late."),
    );
    let record = decision_record(story.sight(), Some(dan), (it, 0), story.now).unwrap();
    let consulted: Vec<(String, Vec<Consulted>)> = record
        .consulted
        .iter()
        .map(|known| (known.person.name.clone(), known.how.clone()))
        .collect();
    assert_eq!(
        consulted,
        [
            (
                "Ben Bauer".into(),
                vec![
                    Consulted::Asked,
                    Consulted::GaveFeedback,
                    Consulted::TookAStance
                ]
            ),
            ("Cleo Costa".into(), vec![Consulted::Objected]),
        ]
    );
    assert_eq!(record.reservations.len(), 1);
    let reservation = record.reservations[0].text.as_ref().unwrap();
    assert_eq!(reservation.to_string(), "I would wait.");
    assert_eq!(record.concerns.len(), 1, "what was taken up is no dissent");
    let concern = record.concerns[0].text.as_ref().unwrap();
    assert_eq!(concern.to_string(), "Nights.");
    assert_eq!(
        record.objections[0].ended.as_ref().unwrap().word(),
        "integrated"
    );
    assert!(record.may_review && !record.is_unanimous());
    assert!(decision_record(story.sight(), None, (it, 1), story.now).is_none());
}

#[test]
fn an_agreement_is_looked_at_again_on_its_day_or_when_the_time_to_try_is_over() {
    let (mut story, it) = begun();
    let mut tries = proposes(it, Way::Consent, Some(date(2026, 1, 9)));
    tries.try_until = Some(date(2026, 2, 9));
    story.does(ADA, Any::Initiative(Command::CallLast(tries)));
    story.now = after(date(2026, 1, 9));
    upkeep(&mut story);
    let waits = |story: &Story| {
        let waiting = crate::today::today(story.sight(), ADA, [].iter(), &[], story.now).waiting;
        let mut rows = waiting.into_iter();
        rows.find(|row| row.next.step == Step::ReviewAgreement(it, 0))
    };
    assert_eq!(waits(&story), None);
    story.now = Time::start_of(date(2026, 2, 9));
    let row = waits(&story).unwrap();
    assert_eq!(
        row.why,
        "The time to try it ended on 2026-02-09: does it stay?"
    );
    let review = |next| {
        Any::Initiative(Command::ReviewAgreement {
            initiative: it,
            agreement: 0,
            found: "It holds.".into(),
            next,
        })
    };
    let past = Some(date(2026, 2, 1));
    story.refuses(ADA, review(past), "2026-02-01 has passed.");
    story.refuses(CLEO, review(None), "You neither lead nor follow I-1.");
    story.does(ADA, review(Some(date(2026, 8, 1))));
    assert_eq!(waits(&story), None);
    story.now = Time::start_of(date(2026, 8, 2));
    let row = waits(&story).unwrap();
    assert!(
        row.why
            .starts_with("It was to be looked at again on 2026-08-01")
    );
    story.does(ADA, review(None));
    story.days_pass(400);
    assert_eq!(waits(&story), None, "it needs no further look");
}

#[test]
fn today_asks_for_a_word_and_one_click_gives_it() {
    let (mut story, it) = begun();
    follows(&mut story, CLEO, it, (Stance::Follow, ""));
    story.does(ADA, calls(it, date(2026, 1, 9)));
    let steps = |story: &Story, who| -> Vec<Step> {
        let waiting = crate::today::today(story.sight(), who, [].iter(), &[], story.now).waiting;
        let calls = waiting.iter().filter(|row| row.what == "Last call for");
        calls.map(|row| row.next.step).collect()
    };
    assert_eq!(steps(&story, BEN), [Step::LiveWithIt(it)]);
    assert_eq!(steps(&story, CLEO), [Step::Open(it)]);
    assert!(steps(&story, ADA).is_empty());
    story.does(BEN, objects(it));
    assert!(steps(&story, BEN).is_empty(), "an objection is a word");
    story.does(BEN, ends(it, 0, How::Withdrawn));
    follows(&mut story, BEN, it, (Stance::NotNow, ""));
    assert!(steps(&story, BEN).is_empty(), "'not now' is a word");
}

#[test]
fn a_later_agreement_takes_the_place_of_the_one_before() {
    let (mut story, it) = begun();
    story.now = after(date(2026, 1, 10));
    let decides_on = |what: &str, review| {
        let mut proposing = proposes(it, Way::AdviceProcess, None);
        proposing.what = what.into();
        proposing.review = review;
        Any::Initiative(Command::Decide(proposing))
    };
    story.does(ADA, decides_on("One lane.", date(2026, 2, 1)));
    story.does(ADA, decides_on("Two lanes.", date(2026, 9, 1)));
    story.now = Time::start_of(date(2026, 3, 1));
    let shown = agreeing(&story, ADA, it).agreements;
    let told: Vec<(String, bool, bool)> = shown
        .iter()
        .map(|known| (known.what.to_string(), known.is_newest, known.is_due))
        .collect();
    assert_eq!(
        told,
        [
            ("Two lanes.".into(), true, false),
            ("One lane.".into(), false, false),
        ]
    );
    let waiting = crate::today::today(story.sight(), ADA, [].iter(), &[], story.now).waiting;
    let step = |row: &crate::today::Waiting| row.next.step;
    assert!(
        !waiting
            .iter()
            .map(step)
            .any(|step| step == Step::ReviewAgreement(it, 0))
    );
}
