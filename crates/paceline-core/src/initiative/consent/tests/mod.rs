//! Stories of consent: a last call that is long enough for all, what ends it, and what is kept of it.

mod record;

use jiff::civil::{Date, date};

use super::{Consulted, Proposing, Way};
use crate::{
    By, Command as Any, InitiativeId, PersonId, Time,
    initiative::{
        Agreeing, AskedOf, Command, How, Label, Reply, Revising, Size, Stage, Stance, Uptake,
        before_calling, decision_record,
        objection::tests::{ends, objects},
        page,
    },
    organisation, person,
    person::Role,
    rhythm::{Every, Weekday},
    signal::Step,
    testing::{ADA, BEN, CLEO, Story, step_to},
    upkeep,
};

/// Noon on Wednesday, 7 January 2026.
const WEDNESDAY: Time = Time(1_767_787_200);

fn proposes(initiative: InitiativeId, way: Way, until: Option<Date>) -> Proposing {
    Proposing {
        initiative,
        way,
        until,
        what: "One lane for all.".into(),
        why: "Nine days are too many.".into(),
        considered: "Two lanes.".into(),
        review: date(2026, 7, 7),
        try_until: None,
    }
}

fn calls(initiative: InitiativeId, until: Date) -> Any {
    Any::Initiative(Command::CallLast(proposes(
        initiative,
        Way::Consent,
        Some(until),
    )))
}

fn decides(initiative: InitiativeId) -> Any {
    Any::Initiative(Command::Decide(proposes(
        initiative,
        Way::AdviceProcess,
        None,
    )))
}

fn does(story: &mut Story, who: PersonId, command: Command) {
    story.does(who, Any::Initiative(command));
}

fn asks(story: &mut Story, it: InitiativeId, of: PersonId, size: Size) {
    let ask = Command::Ask {
        initiative: it,
        of: AskedOf::Person(of),
        also: Vec::new(),
        what: "A word".into(),
        size: Some(size),
        until: None,
    };
    does(story, ADA, ask);
}

fn follows(
    story: &mut Story,
    who: PersonId,
    it: InitiativeId,
    (stance, reservation): (Stance, &str),
) {
    let follow = Command::Follow {
        initiative: it,
        stance,
        reservation: reservation.into(),
    };
    does(story, who, follow);
}

fn lives_in(story: &mut Story, who: PersonId, zone: &str) {
    let rhythm = person::Command::SetRhythm {
        every: Every::Month,
        weekday: Weekday::Monday,
        zone: zone.into(),
        paused: false,
    };
    story.does(who, Any::Person(rhythm));
}

fn begun() -> (Story, InitiativeId) {
    let mut story = Story::new();
    let it = story.starts(ADA, "Ship any day");
    story.now = WEDNESDAY;
    asks(&mut story, it, BEN, Size::Small);
    (story, it)
}

fn upkeep(story: &mut Story) {
    for command in upkeep::due(&story.state, story.now) {
        story.tries(By::Paceline, &Any::Upkeep(command)).unwrap();
    }
}

fn stage(story: &Story, it: InitiativeId) -> Stage {
    story.state.initiative(it).unwrap().stage
}

fn agreeing(story: &Story, viewer: PersonId, it: InitiativeId) -> Agreeing {
    page(story.sight(), Some(viewer), it, story.now)
        .unwrap()
        .agreeing
}

/// The moment a day has ended everywhere on earth, and one second more.
fn after(day: Date) -> Time {
    Time(crate::rhythm::working::end_of_day_everywhere(day).0 + 1)
}

#[test]
fn nobody_objects_by_the_end_and_so_it_is_agreed() {
    let (mut story, it) = begun();
    let until = date(2026, 1, 9);
    story.does(ADA, calls(it, until));
    assert_eq!(stage(&story, it), Stage::LastCall);
    let call = agreeing(&story, BEN, it).last_call.unwrap();
    assert_eq!(call.left, "2 working days are left for you");
    assert_eq!((call.asked, call.silent, call.waits_for_me), (1, 1, true));
    assert!(call.waits_for.is_empty(), "names are for the lead alone");
    let call = agreeing(&story, ADA, it).last_call.unwrap();
    assert_eq!(call.waits_for[0].name, "Ben Bauer");
    story.now = Time(after(until).0 - 1);
    upkeep(&mut story);
    assert_eq!(
        stage(&story, it),
        Stage::LastCall,
        "it is still Friday somewhere"
    );
    story.now = after(until);
    upkeep(&mut story);
    assert_eq!(stage(&story, it), Stage::Agreed);
    let shown = agreeing(&story, BEN, it);
    let agreed = &shown.agreements[0];
    assert!(shown.last_call.is_none());
    assert_eq!(agreed.what.to_string(), "One lane for all.");
    assert_eq!(agreed.way, Way::Consent);
    assert_eq!(agreed.review, Some(date(2026, 7, 7)));
    assert_eq!(agreed.by.as_ref().unwrap().name, "Ada Amin");
    assert_eq!(story.state, story.replayed());
}

#[test]
fn all_who_are_asked_have_two_working_days_wherever_they_live() {
    let (mut story, it) = begun();
    lives_in(&mut story, BEN, "Pacific/Kiritimati");
    lives_in(&mut story, CLEO, "Pacific/Honolulu");
    follows(&mut story, CLEO, it, (Stance::Follow, ""));
    // Thursday two o'clock at night on Kiritimati is Wednesday two o'clock in Honolulu.
    let short = "Ben Bauer would have fewer than 2 working days.";
    for day in [8, 9, 11] {
        story.refuses(ADA, calls(it, date(2026, 1, day)), short);
    }
    let entity = story.state.initiative(it).unwrap();
    let [consent, lazy] = before_calling(story.sight(), entity, story.now);
    assert_eq!((consent.until, consent.asked), (date(2026, 1, 12), 2));
    assert_eq!(consent.hurried[0].name, "Ben Bauer");
    assert_eq!((consent.hurried.len(), consent.more_hurried), (1, 0));
    assert_eq!(lazy.until, date(2026, 1, 9));
    let holidays = organisation::Command::SetHolidays {
        calendar: crate::rhythm::working::OF_EVERYONE.into(),
        days: vec![date(2026, 1, 12)],
        weekend: vec![Weekday::Saturday, Weekday::Sunday],
    };
    story.becomes(ADA, Role::Admin);
    story.does(ADA, Any::Organisation(holidays));
    story.refuses(ADA, calls(it, date(2026, 1, 12)), short);
    story.does(ADA, calls(it, date(2026, 1, 13)));
}

#[test]
fn where_nobody_is_asked_the_lead_has_the_days() {
    let mut story = Story::new();
    let it = story.starts(ADA, "Ship any day");
    story.now = WEDNESDAY;
    let short = "Ada Amin would have fewer than 2 working days.";
    story.refuses(ADA, calls(it, date(2026, 1, 8)), short);
    story.does(ADA, calls(it, date(2026, 1, 9)));
}

#[test]
fn an_objection_that_stands_holds_it_and_it_is_agreed_as_soon_as_the_last_ends() {
    let (mut story, it) = begun();
    let until = date(2026, 1, 9);
    story.does(ADA, calls(it, until));
    story.does(BEN, objects(it));
    story.does(CLEO, objects(it));
    story.now = after(until);
    upkeep(&mut story);
    assert_eq!(stage(&story, it), Stage::LastCall);
    assert!(agreeing(&story, ADA, it).last_call.unwrap().is_held);
    let agree = Any::Upkeep(upkeep::Command::Agree { initiative: it });
    assert!(story.tries(By::Paceline, &agree).is_err());
    story.does(BEN, ends(it, 0, How::Resolved));
    upkeep(&mut story);
    assert_eq!(stage(&story, it), Stage::LastCall, "Cleo objects still");
    story.days_pass(1);
    story.does(CLEO, ends(it, 1, How::Integrated));
    upkeep(&mut story);
    assert_eq!(stage(&story, it), Stage::Agreed);
}

#[test]
fn an_objection_that_lapses_holds_it_no_longer() {
    let (mut story, it) = begun();
    story.does(ADA, calls(it, date(2026, 1, 9)));
    story.does(BEN, objects(it));
    story.days_pass(30);
    upkeep(&mut story);
    assert_eq!(stage(&story, it), Stage::Agreed, "both came due at once");
    let record = decision_record(story.sight(), None, (it, 0), story.now).unwrap();
    assert_eq!(
        record.objections[0].ended.as_ref().unwrap().word(),
        "lapsed"
    );
}

#[test]
fn rank_forces_nothing() {
    let (mut story, it) = begun();
    let boss = story.joins("boss", Role::Admin);
    let until = date(2026, 1, 9);
    let yours = "You do not lead I-1.";
    story.refuses(boss, calls(it, until), yours);
    story.refuses(boss, decides(it), yours);
    story.refuses(
        boss,
        Any::Initiative(Command::WithdrawLastCall { initiative: it }),
        yours,
    );
    let move_to = |to| {
        Any::Initiative(Command::MoveStage {
            initiative: it,
            to,
            reason: String::new(),
        })
    };
    for to in [Stage::LastCall, Stage::Agreed, Stage::Shared] {
        story.refuses(boss, move_to(to), yours);
    }
    for to in [Stage::LastCall, Stage::Agreed] {
        story.refuses(ADA, move_to(to), "I-1 is agreed on by consent.");
    }
    story.does(ADA, calls(it, until));
    story.now = after(until);
    let agree = Any::Upkeep(upkeep::Command::Agree { initiative: it });
    for who in [boss, ADA] {
        assert!(story.tries(By::Person(who), &agree).is_err());
    }
    assert!(story.tries(By::Importer, &agree).is_err());
    upkeep(&mut story);
    assert_eq!(stage(&story, it), Stage::Agreed);
}

#[test]
fn another_text_ends_it_and_another_spelling_does_not() {
    let (mut story, it) = begun();
    let revises = |base: u16, text: &str, is_editorial| {
        Any::Initiative(Command::Revise(Revising {
            initiative: it,
            base,
            text: text.into(),
            note: String::new(),
            is_editorial,
        }))
    };
    story.does(ADA, revises(0, "One lane.", false));
    story.does(ADA, calls(it, date(2026, 1, 9)));
    story.does(ADA, revises(1, "One lane!", true));
    assert_eq!(stage(&story, it), Stage::LastCall);
    story.does(ADA, revises(2, "Two lanes!", false));
    assert_eq!(stage(&story, it), Stage::Shared);
    story.does(ADA, calls(it, date(2026, 1, 9)));
    story.does(ADA, revises(3, "Two lanes.", true));
    story.now = after(date(2026, 1, 9));
    upkeep(&mut story);
    assert_eq!(agreeing(&story, ADA, it).agreements[0].revision, 4);
    assert_eq!(story.state.initiative(it).unwrap().past_calls.len(), 1);
}

#[test]
fn moving_it_back_withdraws_it_and_so_does_putting_it_down() {
    let (mut story, it) = begun();
    let until = date(2026, 1, 9);
    story.does(ADA, calls(it, until));
    story.refuses(
        ADA,
        calls(it, until),
        "I-1 is in last call until 2026-01-09.",
    );
    does(&mut story, ADA, step_to(it, Stage::Drafted));
    story.now = after(until);
    upkeep(&mut story);
    assert_eq!(stage(&story, it), Stage::Drafted);
    let withdraw = Any::Initiative(Command::WithdrawLastCall { initiative: it });
    story.refuses(ADA, withdraw.clone(), "I-1 is not in last call.");
    story.does(ADA, calls(it, date(2026, 1, 16)));
    story.does(ADA, withdraw);
    assert_eq!(stage(&story, it), Stage::Shared);
    story.does(ADA, calls(it, date(2026, 1, 16)));
    does(&mut story, ADA, step_to(it, Stage::PutDown));
    assert!(agreeing(&story, ADA, it).last_call.is_none());
}

type Change = fn(&mut Proposing);

#[test]
fn days_that_make_no_sense_are_refused() {
    let (mut story, it) = begun();
    let with = |change: Change| {
        let mut proposing = proposes(it, Way::Consent, Some(date(2026, 1, 9)));
        change(&mut proposing);
        Any::Initiative(Command::CallLast(proposing))
    };
    let wrong: [(Change, &str); 6] = [
        (
            |of| of.until = None,
            "The last day of the last call is empty.",
        ),
        (
            |of| of.until = Some(date(2026, 1, 6)),
            "2026-01-06 has passed.",
        ),
        (
            |of| of.review = date(2026, 1, 8),
            "It would end on 2026-01-08, and begins on 2026-01-09.",
        ),
        (
            |of| of.try_until = Some(date(2026, 1, 8)),
            "It would end on 2026-01-08, and begins on 2026-01-09.",
        ),
        (
            |of| of.what.clear(),
            "The description of what is agreed on is empty.",
        ),
        (
            |of| of.way = Way::AdviceProcess,
            "I-1 is agreed on by consent.",
        ),
    ];
    for (change, sentence) in wrong {
        story.refuses(ADA, with(change), sentence);
    }
}

#[test]
fn lazy_consensus_is_for_small_things_and_takes_one_working_day() {
    let (mut story, it) = begun();
    let lazy = |day| {
        let until = Some(date(2026, 1, day));
        Any::Initiative(Command::CallLast(proposes(it, Way::LazyConsensus, until)))
    };
    story.refuses(
        ADA,
        lazy(7),
        "Ben Bauer would have fewer than 1 working day.",
    );
    story.does(ADA, lazy(8));
    story.does(
        ADA,
        Any::Initiative(Command::WithdrawLastCall { initiative: it }),
    );
    asks(&mut story, it, CLEO, Size::Large);
    story.refuses(ADA, lazy(9), "I-1 has a large ask.");
    story.refuses(ADA, decides(it), "I-1 has a large ask.");
}

#[test]
fn advice_is_asked_of_others_before_a_small_thing_is_decided() {
    let mut story = Story::new();
    let it = story.starts(ADA, "Ship any day");
    story.now = WEDNESDAY;
    story.refuses(ADA, decides(it), "Nobody was asked for advice on I-1.");
    asks(&mut story, it, ADA, Size::Small);
    story.refuses(ADA, decides(it), "Nobody was asked for advice on I-1.");
    asks(&mut story, it, BEN, Size::Small);
    let wait = "Ben Bauer was asked for advice and may still answer until 2026-01-10.";
    story.refuses(ADA, decides(it), wait);
    let answer = Command::Answer {
        initiative: it,
        ask: 1,
        reply: Some(Reply::No),
        text: "Not my field.".into(),
    };
    does(&mut story, BEN, answer);
    story.does(CLEO, objects(it));
    story.refuses(ADA, decides(it), "An objection by Cleo Costa stands.");
    story.does(CLEO, ends(it, 0, How::Withdrawn));
    story.does(ADA, decides(it));
    assert_eq!(stage(&story, it), Stage::Agreed);
    let agreed = &agreeing(&story, BEN, it).agreements[0];
    assert_eq!((agreed.way, agreed.called), (Way::AdviceProcess, None));
}

#[test]
fn advice_that_does_not_come_is_waited_for_until_its_day() {
    let (mut story, it) = begun();
    story.now = after(date(2026, 1, 10));
    story.does(ADA, decides(it));
}
