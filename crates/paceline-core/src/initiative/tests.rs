//! Stories of leading and following.

use super::{AskedOf, Command, Serves, Stage, Stance, Status, What, page};
use crate::{
    Command as Any, InitiativeId,
    testing::{ADA, BEN, CLEO, Story},
};

fn on(command: Command) -> Any {
    Any::Initiative(command)
}

fn follow(initiative: InitiativeId, stance: Stance) -> Any {
    on(Command::Follow {
        reservation: match stance {
            Stance::FollowWithReservations => "I would begin smaller.".into(),
            Stance::Follow | Stance::Advise | Stance::NotNow => String::new(),
        },
        initiative,
        stance,
    })
}

fn move_to(initiative: InitiativeId, to: Stage, reason: &str) -> Any {
    on(Command::MoveStage {
        initiative,
        to,
        reason: reason.into(),
    })
}

#[test]
fn whoever_starts_it_leads_it_and_needs_nobodys_approval() {
    let mut story = Story::new();
    let gap = story.gap(BEN, "A release takes nine days.", "Any service, any day.");
    let serves = vec![Serves::Gap(gap)];
    story.does(
        ADA,
        on(Command::Start {
            document: String::new(),
            kind: None,
            title: "Ship any day".into(),
            summary: String::new(),
            team: None,
            serves,
            shown_to: None,
        }),
    );
    let initiative = &story.state.initiatives[0];
    assert_eq!(initiative.lead(), Some(ADA));
    assert_eq!(initiative.stage, Stage::Scoping);
    assert_eq!(story.state.gaps[0].initiatives, [InitiativeId(1)]);
}

#[test]
fn the_first_follower_stays_named_even_after_leaving() {
    let mut story = Story::new();
    let it = story.starts(ADA, "Ship any day");
    story.days_pass(2);
    story.does(BEN, follow(it, Stance::FollowWithReservations));
    story.does(CLEO, follow(it, Stance::Follow));
    story.does(BEN, on(Command::StepBack { initiative: it }));
    let shown = page(story.sight(), Some(CLEO), it, story.now).unwrap();
    let first = shown.first_follower.unwrap();
    assert_eq!(
        (first.person.name.as_str(), first.after.as_str()),
        ("Ben Bauer", "after 2 days")
    );
    assert_eq!(shown.followers.len(), 1);
}

#[test]
fn a_lead_cannot_follow_themselves_and_nobody_follows_twice() {
    let mut story = Story::new();
    let it = story.starts(ADA, "Ship any day");
    story.refuses(ADA, follow(it, Stance::Follow), "You lead I-1.");
    story.does(BEN, follow(it, Stance::Advise));
    story.refuses(
        BEN,
        follow(it, Stance::Advise),
        "You follow I-1 already in this way.",
    );
    story.does(BEN, follow(it, Stance::Follow));
    assert_eq!(
        story.state.initiatives[0].following(BEN),
        Some(Stance::Follow)
    );
    assert_eq!(story.state.initiatives[0].followers().count(), 1);
}

#[test]
fn the_lead_is_handed_over_and_whoever_led_follows() {
    let mut story = Story::new();
    let it = story.starts(ADA, "Ship any day");
    story.does(BEN, follow(it, Stance::Follow));
    story.hands_over(ADA, it, BEN);
    let initiative = &story.state.initiatives[0];
    assert_eq!(initiative.lead(), Some(BEN));
    assert_eq!(initiative.following(ADA), Some(Stance::Follow));
    assert_eq!(initiative.following(BEN), None, "nobody follows themselves");
    let hand_over = Command::HandOver {
        trial: None,
        initiative: it,
        to: CLEO,
        note: String::new(),
    };
    story.refuses(ADA, on(hand_over), "You do not lead I-1.");
}

#[test]
fn stepping_back_leaves_nobody_in_the_lead_and_anybody_may_take_it() {
    let mut story = Story::new();
    let it = story.starts(ADA, "Ship any day");
    story.refuses(
        BEN,
        on(Command::TakeLead {
            trial: None,
            initiative: it,
        }),
        "I-1 has a lead: Ada Amin.",
    );
    story.does(ADA, on(Command::StepBack { initiative: it }));
    assert_eq!(story.state.initiatives[0].lead(), None);
    story.does(
        CLEO,
        on(Command::TakeLead {
            trial: None,
            initiative: it,
        }),
    );
    assert_eq!(story.state.initiatives[0].lead(), Some(CLEO));
    story.refuses(
        BEN,
        on(Command::StepBack { initiative: it }),
        "You neither lead nor follow I-1.",
    );
}

#[test]
fn only_the_lead_moves_the_stage_and_what_says_more_has_a_command_of_its_own() {
    let mut story = Story::new();
    let it = story.starts(ADA, "Ship any day");
    story.refuses(BEN, move_to(it, Stage::Agreed, ""), "You do not lead I-1.");
    story.does(ADA, move_to(it, Stage::Shared, ""));
    story.does(ADA, move_to(it, Stage::Drafted, "The numbers were wrong."));
    for (to, sentence) in [
        (Stage::PutDown, "I-1 is put down with what was learned."),
        (Stage::Delivered, "I-1 is delivered with what came of it."),
        (Stage::LastCall, "I-1 is agreed on by consent."),
        (Stage::Agreed, "I-1 is agreed on by consent."),
        (Stage::Resting, "I-1 rests by itself, when it is quiet."),
        (Stage::Superseded, "The reason is empty."),
    ] {
        story.refuses(ADA, move_to(it, to, " "), sentence);
    }
    story.moves(ADA, it, Stage::PutDown);
    story.refuses(
        BEN,
        follow(it, Stance::Follow),
        "I-1 is put down and at rest.",
    );
    story.does(ADA, move_to(it, Stage::Scoping, "It did not."));
    story.does(BEN, follow(it, Stance::Follow));
}

#[test]
fn whoever_leads_or_follows_checks_in_and_others_do_not() {
    let mut story = Story::new();
    let it = story.starts(ADA, "Ship any day");
    let check_in = || {
        on(Command::CheckIn {
            initiative: it,
            status: Status::AtRisk,
            text: "Two services left.".into(),
        })
    };
    story.refuses(BEN, check_in(), "You neither lead nor follow I-1.");
    story.does(ADA, check_in());
    assert_eq!(story.state.initiatives[0].check_ins.len(), 1);
}

#[test]
fn an_ask_is_answered_once() {
    let mut story = Story::new();
    let it = story.starts(ADA, "Ship any day");
    story.does(
        ADA,
        on(Command::Ask {
            also: Vec::new(),
            size: None,
            until: None,
            initiative: it,
            of: AskedOf::Person(BEN),
            what: "Move one service".into(),
        }),
    );
    story.does(
        BEN,
        on(Command::Answer {
            reply: None,
            text: String::new(),
            initiative: it,
            ask: 0,
        }),
    );
    story.refuses(
        CLEO,
        on(Command::Answer {
            reply: None,
            text: String::new(),
            initiative: it,
            ask: 0,
        }),
        "The ask was answered already.",
    );
    story.refuses(
        CLEO,
        on(Command::Answer {
            reply: None,
            text: String::new(),
            initiative: it,
            ask: 7,
        }),
        "There is no such ask on I-1.",
    );
}

#[test]
fn the_timeline_tells_everything_newest_first() {
    let mut story = Story::new();
    let it = story.starts(ADA, "Ship any day");
    story.days_pass(1);
    story.does(BEN, follow(it, Stance::Follow));
    story.days_pass(1);
    story.does(ADA, move_to(it, Stage::Shared, ""));
    let shown = page(story.sight(), None, it, story.now).unwrap();
    let told: Vec<&What> = shown.timeline.iter().map(|moment| &moment.what).collect();
    assert_eq!(
        told,
        [
            &What::StageMoved {
                to: Stage::Shared,
                reason: None
            },
            &What::Followed {
                stance: Stance::Follow
            },
            &What::LeadTaken,
            &What::Started,
        ]
    );
}

#[test]
fn what_it_serves_must_exist_and_be_open() {
    let mut story = Story::new();
    let it = story.starts(ADA, "Ship any day");
    let goal = story.goal(ADA, "Lead time under a day");
    let serve = |serves| {
        on(Command::Serve {
            initiative: it,
            serves,
        })
    };
    story.does(ADA, serve(Serves::Goal(goal)));
    story.refuses(ADA, serve(Serves::Goal(goal)), "I-1 serves that already.");
    story.refuses(
        ADA,
        serve(Serves::Gap(crate::GapId(9))),
        "There is no gap G-9.",
    );
}
