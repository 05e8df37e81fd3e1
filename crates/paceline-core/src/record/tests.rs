//! Stories of foreign records taken in.

use super::{Ask, Command, Goal, Initiative, Touched, Who};
use crate::{
    InitiativeId,
    initiative::{Command as On, Stage, Stance},
    testing::{ADA, Story},
};

fn who(handle: &str) -> Who {
    Who {
        handle: handle.into(),
        name: handle.into(),
    }
}

fn read(lead: &str, stage: Stage) -> Initiative {
    Initiative {
        source: "keps/1".into(),
        title: Some("User namespaces".into()),
        team: Some("sig-node".into()),
        stage: Some(stage),
        written: Some(stage.word().into()),
        lead: Some(Some(who(lead))),
        followers: Some(vec![(who("rev"), Stance::Advise)]),
        approvers: Some(vec![who("app")]),
        asks: vec![Ask {
            of_team: "lang".into(),
            what: "Moral support".into(),
            answered_by: None,
        }],
        ..Initiative::default()
    }
}

#[test]
fn the_same_record_read_again_records_nothing() {
    let mut story = Story::new();
    story.imports(Command::Initiative(read("giuseppe", Stage::Shared)));
    let events = story.recorded.len();
    story.imports(Command::Initiative(read("giuseppe", Stage::Shared)));
    assert_eq!(story.recorded.len(), events);
    assert_eq!(story.state.initiatives.len(), 1);
}

#[test]
fn only_what_changed_is_recorded() {
    let mut story = Story::new();
    story.imports(Command::Initiative(read("giuseppe", Stage::Shared)));
    story.days_pass(10);
    let events = story.recorded.len();
    let mut later = read("rata", Stage::Agreed);
    later.asks[0].answered_by = Some(who("nikomatsakis"));
    later.touched = Some(Touched::Meaningfully);
    story.imports(Command::Initiative(later));
    let forms: Vec<String> = story.recorded[events..]
        .iter()
        .map(|r| format!("{:?}", r.event))
        .collect();
    let has = |form: &str| forms.iter().any(|told| told.contains(form));
    assert!(
        has("StageMoved") && has("LeadHandedOver") && has("Answered") && has("RecordChanged"),
        "{forms:?}"
    );
    assert!(
        !has("Followed") && !has("Approver") && !has("Retitled"),
        "{forms:?}"
    );
    let initiative = story.state.initiative(InitiativeId(1)).unwrap();
    assert_eq!(initiative.leads.len(), 2);
    assert_eq!(initiative.last_sign.unwrap().0, story.now);
}

#[test]
fn what_is_not_known_at_a_moment_stays_as_it_is() {
    let mut story = Story::new();
    story.imports(Command::Initiative(read("giuseppe", Stage::Shared)));
    let bare = Initiative {
        source: "keps/1".into(),
        ..Initiative::default()
    };
    story.imports(Command::Initiative(bare));
    let initiative = story.state.initiative(InitiativeId(1)).unwrap();
    assert_eq!(initiative.stage, Stage::Shared);
    assert!(initiative.lead().is_some() && !initiative.approvers.is_empty());
}

#[test]
fn a_person_named_twice_in_one_record_joins_once() {
    let mut story = Story::new();
    let people = story.state.people.len();
    let mut once = read("giuseppe", Stage::Shared);
    once.approvers = Some(vec![who("giuseppe"), who("rev"), who("rev")]);
    story.imports(Command::Initiative(once));
    assert_eq!(story.state.people.len(), people + 2);
    assert_eq!(story.state.initiatives[0].approvers.len(), 2);
}

#[test]
fn goals_are_served_by_their_source() {
    let mut story = Story::new();
    let goal = |open| {
        Command::Goal(Goal {
            source: "roadmap-x".into(),
            title: "Safety".into(),
            team: None,
            lead: None,
            why: None,
            until: None,
            open,
        })
    };
    story.imports(goal(true));
    let mut serving = read("giuseppe", Stage::Shared);
    serving.serves = vec!["roadmap-x".into(), "no-such".into()];
    story.imports(Command::Initiative(serving));
    assert_eq!(story.state.goals[0].initiatives, [InitiativeId(1)]);
    story.imports(goal(false));
    assert!(story.state.goals[0].closed.is_some());
}

/// The roadmap as it reads.
fn roadmap(until: &str, why: &str) -> Command {
    Command::Goal(Goal {
        source: "roadmap-x".into(),
        title: "Safety".into(),
        team: Some("lang".into()),
        lead: Some(who("tmandry")),
        why: Some(why.into()),
        until: Some(until.parse().unwrap()),
        open: true,
    })
}

#[test]
fn a_goal_is_dated_led_and_says_why() {
    let mut story = Story::new();
    story.imports(roadmap("2026-12-31", "So that it is safe."));
    let led_by = story.state.person_called("tmandry");
    let goal = &story.state.goals[0];
    assert_eq!(
        (goal.lead, goal.until.unwrap().to_string()),
        (led_by, "2026-12-31".to_owned())
    );
    assert!(goal.why.is_some());
    let events = story.recorded.len();
    story.imports(roadmap("2026-12-31", "So that it is safe."));
    assert_eq!(story.recorded.len(), events);
    story.imports(roadmap("2027-06-30", "So that it is safe."));
    assert_eq!(
        story.state.goals[0].until.unwrap().to_string(),
        "2027-06-30"
    );
}

#[test]
fn what_people_changed_of_a_goal_here_stays() {
    let mut story = Story::new();
    story.imports(roadmap("2026-12-31", "So that it is safe."));
    let lead = story.state.goals[0].lead.unwrap();
    story.does(
        lead,
        crate::Command::Goal(crate::goal::Command::Revise {
            goal: crate::GoalId(1),
            title: None,
            why: Some("So that nobody is hurt.".into()),
            until: Some("2027-03-31".parse().unwrap()),
            because: "It takes longer.".into(),
        }),
    );
    let events = story.recorded.len();
    story.imports(roadmap("2026-12-31", "So that it is safe."));
    assert_eq!(
        story.recorded.len(),
        events,
        "{:?}",
        &story.recorded[events..]
    );
}

#[test]
fn check_ins_on_a_goal_are_taken_once() {
    let mut story = Story::new();
    story.imports(roadmap("2026-12-31", "So that it is safe."));
    for _ in 0..2 {
        story.imports(Command::CheckIn {
            source: "roadmap-x".into(),
            by: Some(who("rev")),
            text: "Half way.".into(),
        });
    }
    assert_eq!(story.state.goals[0].check_ins.len(), 1);
}

#[test]
fn long_check_ins_of_one_person_are_told_apart_by_their_day() {
    let mut story = Story::new();
    story.imports(Command::Initiative(read("giuseppe", Stage::Shared)));
    let check_in = |letter: &str| Command::CheckIn {
        source: "keps/1".into(),
        by: Some(who("rev")),
        text: letter.repeat(600),
    };
    story.imports(check_in("a"));
    story.imports(check_in("a"));
    story.days_pass(30);
    story.imports(check_in("b"));
    assert_eq!(story.state.initiatives[0].check_ins.len(), 2);
}

#[test]
fn check_ins_are_taken_once() {
    let mut story = Story::new();
    story.imports(Command::Initiative(read("giuseppe", Stage::Shared)));
    let check_in = || Command::CheckIn {
        source: "keps/1".into(),
        by: Some(who("rev")),
        text: "Half way.".into(),
    };
    story.imports(check_in());
    story.imports(check_in());
    assert_eq!(story.state.initiatives[0].check_ins.len(), 1);
}

#[test]
fn teams_form_a_tree_and_never_a_loop() {
    let mut story = Story::new();
    let team = |source: &str, parent: Option<&str>| Command::Team {
        source: source.into(),
        name: source.into(),
        parent: parent.map(Into::into),
    };
    story.imports(team("compiler", Some("rust")));
    story.imports(team("rust", Some("compiler")));
    let rust = story.state.team_called("rust").unwrap();
    assert_eq!(story.state.team(rust).unwrap().parent, None);
}

#[test]
fn an_unchanged_record_undoes_nothing_that_people_did_here() {
    let mut story = Story::new();
    let it = InitiativeId(1);
    let mut unled = read("giuseppe", Stage::Shared);
    unled.lead = Some(None);
    story.imports(Command::Initiative(unled.clone()));
    story.does(
        ADA,
        crate::Command::Initiative(On::TakeLead {
            trial: None,
            initiative: it,
        }),
    );
    let to = Stage::UnderWay;
    story.does(
        ADA,
        crate::Command::Initiative(crate::testing::step_to(it, to)),
    );
    let events = story.recorded.len();
    story.imports(Command::Initiative(unled.clone()));
    assert_eq!(
        story.recorded.len(),
        events,
        "{:?}",
        &story.recorded[events..]
    );
    let initiative = story.state.initiative(it).unwrap();
    assert_eq!(
        (initiative.lead(), initiative.stage),
        (Some(ADA), Stage::UnderWay)
    );

    let mut newer = unled;
    newer.written = Some("implemented".into());
    newer.stage = Some(Stage::Delivered);
    story.imports(Command::Initiative(newer));
    let initiative = story.state.initiative(it).unwrap();
    assert_eq!(
        (initiative.lead(), initiative.stage),
        (Some(ADA), Stage::Delivered)
    );
}

#[test]
fn somebody_who_stopped_following_here_is_not_made_to_follow_again() {
    let mut story = Story::new();
    let it = InitiativeId(1);
    story.imports(Command::Initiative(read("giuseppe", Stage::Shared)));
    let rev = story.state.person_called("rev").unwrap();
    story.does(
        rev,
        crate::Command::Initiative(On::StepBack { initiative: it }),
    );
    let events = story.recorded.len();
    story.imports(Command::Initiative(read("giuseppe", Stage::Shared)));
    assert_eq!(story.recorded.len(), events);
}
