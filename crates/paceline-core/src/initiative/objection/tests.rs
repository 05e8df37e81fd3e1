//! Stories of objections: the one thing that blocks, how it is helped out of, and that no rank ends it.

use super::{How, Objecting};
use crate::{
    By, Command as Any, InitiativeId, PersonId,
    initiative::{AgreedHow, Command, Label, ObjectionView, Stage, What, page},
    judgement::Matters,
    person::{self, Role},
    signal::{Step, Threshold},
    testing::{ADA, BEN, CLEO, Story, step_to},
    upkeep,
};

pub(in crate::initiative) fn objects(initiative: InitiativeId) -> Any {
    Any::Initiative(Command::Object(Objecting {
        initiative,
        priority: "Calm nights".into(),
        tried: "I asked for a pilot.".into(),
        matters: Matters::Yes,
        harm: "Nobody can undo it at night.".into(),
        way_out: "A switch to turn it off.".into(),
    }))
}

fn does(story: &mut Story, who: PersonId, command: Command) {
    story.does(who, Any::Initiative(command));
}

pub(in crate::initiative) fn ends(initiative: InitiativeId, objection: u16, how: How) -> Any {
    Any::Initiative(Command::EndObjection {
        initiative,
        objection,
        how,
        text: "It can be undone.".into(),
    })
}

fn helps(initiative: InitiativeId) -> Any {
    let objection = 0;
    Any::Initiative(Command::BecomeSteward {
        initiative,
        objection,
    })
}

fn offers(initiative: InitiativeId, text: &str) -> Any {
    Any::Initiative(Command::OfferWayOut {
        initiative,
        objection: 0,
        text: text.into(),
        revision: None,
    })
}

fn renews(initiative: InitiativeId, because: &str) -> Any {
    Any::Initiative(Command::RenewObjection {
        initiative,
        objection: 0,
        because: because.into(),
    })
}

fn shown(
    story: &Story,
    viewer: PersonId,
    it: InitiativeId,
) -> (Vec<ObjectionView>, Vec<ObjectionView>) {
    let agreeing = page(story.sight(), Some(viewer), it, story.now)
        .unwrap()
        .agreeing;
    (agreeing.objections, agreeing.ended_objections)
}

/// What Paceline itself does of what is due.
fn upkeep(story: &mut Story) -> usize {
    let due = upkeep::due(&story.state, story.now);
    for command in &due {
        story.tries(By::Paceline, &Any::Upkeep(*command)).unwrap();
    }
    due.len()
}

#[test]
fn it_says_the_harm_and_what_would_resolve_it_and_holds_what_goes_on() {
    let mut story = Story::new();
    let it = story.starts(ADA, "Ship any day");
    story.does(BEN, objects(it));
    let (open, ended) = shown(&story, BEN, it);
    assert!(ended.is_empty());
    let known = &open[0];
    assert_eq!(known.by.as_ref().unwrap().name, "Ben Bauer");
    assert_eq!(known.priority.to_string(), "Calm nights");
    assert_eq!(known.tried.to_string(), "I asked for a pilot.");
    assert_eq!(known.matters, Matters::Yes);
    assert_eq!(known.harm.to_string(), "Nobody can undo it at night.");
    assert_eq!(known.way_out.to_string(), "A switch to turn it off.");
    assert_eq!(known.lapses, Some(story.now.plus_days(30)));
    assert!(known.viewer.raised_it && !known.viewer.may_become_steward);
    for to in [Stage::UnderWay, Stage::Delivered] {
        story.refuses(
            ADA,
            Any::Initiative(step_to(it, to)),
            "An objection by Ben Bauer stands.",
        );
    }
    does(&mut story, ADA, step_to(it, Stage::Drafted));
    story.does(BEN, ends(it, 0, How::Resolved));
    does(&mut story, ADA, step_to(it, Stage::UnderWay));
    let (open, ended) = shown(&story, BEN, it);
    assert!(open.is_empty());
    let how = ended[0].ended.as_ref().unwrap();
    assert_eq!((how.word(), ended[0].lapses), ("resolved", None));
    assert_eq!(how.text.as_ref().unwrap().to_string(), "It can be undone.");
}

type Change = fn(&mut Objecting);

#[test]
fn every_question_is_answered_and_nobody_objects_twice_or_to_themselves() {
    let mut story = Story::new();
    let it = story.starts(ADA, "Ship any day");
    story.refuses(ADA, objects(it), "You lead I-1.");
    let asked = |change: fn(&mut Objecting)| {
        let Any::Initiative(Command::Object(mut objecting)) = objects(it) else {
            unreachable!("an objection")
        };
        change(&mut objecting);
        Any::Initiative(Command::Object(objecting))
    };
    let empty: [(Change, &str); 4] = [
        (
            |of| of.priority.clear(),
            "The priority of your own is empty.",
        ),
        (
            |of| of.tried.clear(),
            "The description of what you have tried is empty.",
        ),
        (|of| of.harm.clear(), "The harm that you see is empty."),
        (
            |of| of.way_out.clear(),
            "The description of what would resolve it is empty.",
        ),
    ];
    for (change, sentence) in empty {
        story.refuses(BEN, asked(change), sentence);
    }
    story.does(BEN, objects(it));
    story.refuses(BEN, objects(it), "You object to I-1 already.");
    story.does(CLEO, objects(it));
    story.does(BEN, ends(it, 0, How::Withdrawn));
    story.refuses(
        BEN,
        ends(it, 0, How::Withdrawn),
        "That objection has ended: withdrawn.",
    );
    story.does(BEN, objects(it));
    assert_eq!(shown(&story, ADA, it).0.len(), 2);
}

#[test]
fn a_concern_never_blocks() {
    let mut story = Story::new();
    let it = story.starts(ADA, "Ship any day");
    let concern = Command::GiveFeedback {
        passage: None,
        initiative: it,
        label: Label::Concern,
        text: "This is too fast for us.".into(),
    };
    does(&mut story, BEN, concern);
    does(&mut story, ADA, step_to(it, Stage::UnderWay));
    assert!(shown(&story, BEN, it).0.is_empty());
}

#[test]
fn a_service_or_a_guest_never_objects_and_an_admin_is_refused_like_anyone() {
    let mut story = Story::new();
    let it = story.starts(BEN, "Ship any day");
    let bot = story.joins("bot", Role::Service);
    let guest = story.joins("guest", Role::Guest);
    story.does(
        bot,
        Any::Initiative(Command::Follow {
            initiative: it,
            stance: crate::initiative::Stance::Follow,
            reservation: String::new(),
        }),
    );
    story.refuses(
        bot,
        objects(it),
        "A service account neither leads nor objects.",
    );
    story.refuses(guest, objects(it), "Guests read what is shown to them.");
    story.does(CLEO, objects(it));
    story.becomes(ADA, Role::Admin);
    story.refuses(
        bot,
        helps(it),
        "A service account neither leads nor objects.",
    );
    story.refuses(
        ADA,
        ends(it, 0, How::Withdrawn),
        "That objection is not yours.",
    );
    story.refuses(ADA, renews(it, "It does."), "That objection is not yours.");
    story.refuses(ADA, offers(it, "Stop it."), "You do not lead I-1.");
    for to in [Stage::Shared, Stage::UnderWay, Stage::Delivered] {
        story.refuses(
            ADA,
            Any::Initiative(step_to(it, to)),
            "You do not lead I-1.",
        );
    }
    story.refuses(
        BEN,
        ends(it, 0, How::Withdrawn),
        "That objection is not yours.",
    );
    let lapse = upkeep::Command::LapseObjection {
        initiative: it,
        objection: 0,
    };
    assert!(story.tries(By::Person(ADA), &Any::Upkeep(lapse)).is_err());
    let refusal = story.tries(By::Importer, &Any::Upkeep(lapse)).unwrap_err();
    assert_eq!(refusal.to_string(), "Only Paceline itself does this.");
    let refusal = story.tries(By::Paceline, &Any::Upkeep(lapse)).unwrap_err();
    assert_eq!(refusal.to_string(), "It is not time for that.");
}

#[test]
fn a_steward_is_a_third_person_one_at_a_time() {
    let mut story = Story::new();
    let it = story.starts(ADA, "Ship any day");
    let dan = story.joins("dan", Role::Member);
    story.does(BEN, objects(it));
    let third = "A steward is neither the lead nor whoever objects.";
    story.refuses(ADA, helps(it), third);
    story.refuses(BEN, helps(it), third);
    story.does(CLEO, helps(it));
    story.refuses(CLEO, helps(it), "Nothing would change.");
    story.refuses(dan, helps(it), "Cleo Costa is its steward.");
    story.refuses(dan, offers(it, "Try it."), "You do not lead I-1.");
    story.does(CLEO, offers(it, "A pilot of two weeks."));
    story.does(ADA, offers(it, "A switch."));
    let known = shown(&story, CLEO, it).0.remove(0);
    assert!(known.viewer.is_steward && known.viewer.may_offer);
    assert_eq!(known.offers.len(), 2);
    assert_eq!(known.offers[0].text.to_string(), "A pilot of two weeks.");
    let leave = Any::Initiative(Command::LeaveStewardship {
        initiative: it,
        objection: 0,
    });
    story.does(CLEO, leave.clone());
    story.refuses(CLEO, leave, "You are not its steward.");
    story.does(dan, helps(it));
    assert_eq!(
        story.state.initiative(it).unwrap().objections[0]
            .stewards
            .len(),
        2
    );
}

#[test]
fn whoever_begins_to_lead_is_no_steward_any_more() {
    let mut story = Story::new();
    let it = story.starts(ADA, "Ship any day");
    story.does(BEN, objects(it));
    story.does(CLEO, helps(it));
    does(&mut story, ADA, Command::StepBack { initiative: it });
    let take = Command::TakeLead {
        initiative: it,
        trial: None,
    };
    does(&mut story, CLEO, take);
    let known = shown(&story, ADA, it).0.remove(0);
    assert_eq!(known.steward, None);
    assert!(known.viewer.may_become_steward);
    story.does(ADA, helps(it));
    assert_eq!(story.state, story.replayed());
}

#[test]
fn it_lapses_after_the_days_that_are_set_unless_it_is_renewed() {
    let mut story = Story::new();
    let it = story.starts(ADA, "Ship any day");
    story.becomes(ADA, Role::Admin);
    let ten_days = crate::organisation::Command::SetThreshold {
        name: Threshold::LapsesAfterDays.name().into(),
        value: 10,
    };
    story.does(ADA, Any::Organisation(ten_days));
    story.does(BEN, objects(it));
    story.days_pass(9);
    assert_eq!(upkeep(&mut story), 0);
    let reminded = crate::today::today(story.sight(), BEN, [].iter(), &[], story.now).waiting;
    assert_eq!(reminded[0].next.step, Step::RenewObjection(it, 0));
    assert_eq!(
        reminded[0].why,
        "It lapses in 1 day unless you say that it still stands."
    );
    story.refuses(BEN, renews(it, " "), "The reason is empty.");
    story.does(BEN, renews(it, "Still no switch."));
    story.days_pass(9);
    assert_eq!(upkeep(&mut story), 0);
    assert!(shown(&story, BEN, it).0[0].renewed.is_some());
    story.days_pass(1);
    assert_eq!(upkeep(&mut story), 1);
    let ended = shown(&story, BEN, it).1.remove(0);
    assert_eq!(ended.ended.unwrap().word(), "lapsed");
    story.refuses(BEN, renews(it, "But."), "That objection has ended: lapsed.");
    assert_eq!(upkeep(&mut story), 0, "once is enough");
}

#[test]
fn it_goes_with_whoever_leaves() {
    let mut story = Story::new();
    let it = story.starts(ADA, "Ship any day");
    story.becomes(ADA, Role::Admin);
    story.does(BEN, objects(it));
    story.does(CLEO, helps(it));
    for person in [CLEO, BEN] {
        story.does(ADA, Any::Person(person::Command::Leave { person }));
    }
    let (open, ended) = shown(&story, ADA, it);
    assert!(open.is_empty());
    assert_eq!(
        (
            ended[0].steward.as_ref(),
            ended[0].ended.as_ref().unwrap().how
        ),
        (None, None)
    );
}

#[test]
fn the_timeline_tells_all_of_it_and_today_whom_it_waits_for() {
    let mut story = Story::new();
    let it = story.starts(ADA, "Ship any day");
    story.does(BEN, objects(it));
    let waits = |story: &Story, who| {
        let waiting = crate::today::today(story.sight(), who, [].iter(), &[], story.now).waiting;
        waiting
            .iter()
            .any(|row| row.next.step == Step::OfferWayOut(it, 0))
    };
    assert!(waits(&story, ADA) && !waits(&story, CLEO));
    story.does(CLEO, helps(it));
    story.does(ADA, offers(it, "A switch."));
    assert!(!waits(&story, ADA), "she answered");
    assert!(waits(&story, CLEO), "she helps");
    story.days_pass(1);
    story.does(BEN, renews(it, "It has to be tried."));
    assert!(waits(&story, ADA), "it stands after her offer");
    story.does(BEN, ends(it, 0, How::Integrated));
    assert!(!waits(&story, ADA) && !waits(&story, CLEO));
    let told = page(story.sight(), None, it, story.now).unwrap().timeline;
    let told: Vec<&AgreedHow> = told
        .iter()
        .filter_map(|moment| {
            let What::Agreeing(what) = &moment.what else {
                return None;
            };
            Some(what)
        })
        .collect();
    assert!(matches!(
        told.as_slice(),
        [
            AgreedHow::ObjectionEnded {
                how: Some(How::Integrated),
                ..
            },
            AgreedHow::ObjectionRenewed { .. },
            AgreedHow::WayOutOffered { .. },
            AgreedHow::StewardCame { .. },
            AgreedHow::Objected { .. },
        ]
    ));
}
