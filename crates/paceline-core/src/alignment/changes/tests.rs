//! Stories of what changed between two days.

use super::{
    super::tests::{forms, starts, strategy, wants, wants_for},
    Changes, Did, Thing, compare,
};
use crate::{
    Command, State, TeamId, Time,
    access::Viewer,
    compass::{self, Point, StrategyText},
    goal,
    initiative::{Command as On, Serves, Stage},
    team,
    testing::{ADA, Story},
    translation, veer_off,
};

fn since(story: &Story, (then, at): &(State, Time), team: Option<TeamId>) -> Changes {
    let then = (then.seen_by(Viewer::Paceline), *at);
    compare(then, (story.sight(), story.now), team)
}

fn did(changes: &Changes) -> Vec<(Did, usize)> {
    let tally = changes.tally.iter();
    tally.map(|tally| (tally.did, tally.count)).collect()
}

fn closes(story: &mut Story, goal: crate::GoalId, outcome: goal::Outcome) {
    let close = goal::Command::Close(goal::Closing {
        goal,
        outcome,
        text: "We learned.".into(),
        score: None,
    });
    story.does(ADA, Command::Goal(close));
}

fn moves(story: &mut Story, initiative: crate::InitiativeId, to: Stage) {
    let step = crate::testing::step_to(initiative, to);
    story.does(ADA, Command::Initiative(step));
}

#[test]
fn nothing_that_happened_is_said_so() {
    let mut story = Story::new();
    wants(&mut story, "Calm on-call", None);
    let then = (story.state.clone(), story.now);
    let changes = since(&story, &then, None);
    assert_eq!(
        changes.sentence(),
        "Nothing has changed since 1 January 2026."
    );
    assert_eq!((changes.parts.len(), changes.unchanged), (0, 1));
}

#[test]
fn goals_come_end_turn_and_serve_something_else() {
    let mut story = Story::new();
    let checkout = forms(&mut story, "Checkout", None);
    let above = wants(&mut story, "Calm on-call", None);
    let kept = wants(&mut story, "No night release", Some(checkout));
    let reached = wants(&mut story, "A day to the customer", Some(checkout));
    let given_up = wants(&mut story, "No meetings", Some(checkout));
    let then = (story.state.clone(), story.now);
    story.days_pass(60);
    closes(&mut story, reached, goal::Outcome::Achieved);
    closes(&mut story, given_up, goal::Outcome::Dropped);
    let serve = goal::Command::Serve {
        goal: kept,
        serves: Point::Goal(above),
    };
    story.does(ADA, Command::Goal(serve));
    let short_lived = wants_for(&mut story, ("Fewer forms", None), &[]);
    closes(&mut story, short_lived, goal::Outcome::Missed);
    let changes = since(&story, &then, None);
    assert_eq!(
        changes.sentence(),
        "Since 1 January 2026: 1 goal new, 1 achieved, 1 missed, 1 dropped, 2 with another status, 1 with something else to serve."
    );
    let part = &changes.parts[1];
    assert_eq!(part.team.as_ref().map(|team| team.id), Some(checkout));
    let found = &part.changes[0];
    assert!(matches!(&found.thing, Thing::Goal(goal) if goal.id == kept));
    assert_eq!(found.did, [Did::GoalStatus, Did::GoalServes]);
    let (was, is) = (found.then.as_ref().unwrap(), found.now.as_ref().unwrap());
    assert_eq!((was.status.as_str(), was.serves.len()), ("pending", 0));
    assert_eq!(
        (is.status.as_str(), is.serves.as_slice()),
        ("stale", &["O-1".to_owned()][..])
    );
    let ours = since(&story, &then, Some(checkout));
    assert_eq!(ours.parts.len(), 1, "only what is the team’s");
}

#[test]
fn initiatives_start_go_on_and_end() {
    let mut story = Story::new();
    let goal = wants(&mut story, "Calm on-call", None);
    let rests = starts(&mut story, None, &[]);
    let goes_on = starts(&mut story, None, &[]);
    let ended = starts(&mut story, None, &[]);
    moves(&mut story, ended, Stage::Delivered);
    let then = (story.state.clone(), story.now);
    moves(&mut story, rests, Stage::PutDown);
    moves(&mut story, goes_on, Stage::Shared);
    let serve = On::Serve {
        initiative: goes_on,
        serves: Serves::Goal(goal),
    };
    story.does(ADA, Command::Initiative(serve));
    starts(&mut story, None, &[Serves::Goal(goal)]);
    let changes = since(&story, &then, None);
    assert_eq!(
        did(&changes),
        [
            (Did::InitiativeStarted, 1),
            (Did::InitiativePutDown, 1),
            (Did::InitiativeStage, 1),
            (Did::InitiativeServes, 1)
        ]
    );
    assert_eq!(changes.unchanged, 1, "the goal");
    let new = changes.parts[0].changes.last().unwrap();
    assert!(new.then.is_none() && new.now.is_some());
}

#[test]
fn strategies_translations_and_veer_offs_are_told() {
    let mut story = Story::new();
    let engineering = forms(&mut story, "Engineering", None);
    let checkout = forms(&mut story, "Checkout", None);
    let join = team::Command::Join {
        team: checkout,
        person: ADA,
    };
    story.does(ADA, Command::Team(join));
    let policy = strategy(&mut story, "Small steps", None);
    let translate = translation::Command::Write {
        of: Point::Entry(policy),
        team: checkout,
        text: "We release on Tuesdays.".into(),
    };
    story.does(ADA, Command::Translation(translate));
    let then = (story.state.clone(), story.now);
    let revise = compass::Command::WriteStrategy(StrategyText {
        entry: Some(policy),
        title: "Smaller steps".into(),
        diagnosis: "Releases are large.".into(),
        guiding_policy: "Smaller steps.".into(),
        because: "They were not small enough.".into(),
        ..StrategyText::default()
    });
    story.does(ADA, Command::Compass(revise));
    let depart = veer_off::Command::Depart {
        of: Point::Entry(policy),
        team: checkout,
        stakeholder: "The bank".into(),
        reason: "Its audit.".into(),
        until: story.now.plus_days(30).date(),
    };
    story.does(ADA, Command::VeerOff(depart));
    let below = team::Command::Move {
        team: checkout,
        parent: Some(engineering),
    };
    story.does(ADA, Command::Team(below));
    let changes = since(&story, &then, None);
    assert_eq!(
        changes.sentence(),
        "Since 1 January 2026: 1 strategy revised; 1 veer-off new; 1 translation turned stale; 1 team moved."
    );
    let strategy = &changes.parts[0].changes[0];
    assert_eq!(strategy.then.as_ref().unwrap().status, "version 1");
    assert_eq!(strategy.now.as_ref().unwrap().title, "Smaller steps");
    assert_eq!(changes.quiet_teams, 1, "Engineering");
}

#[test]
fn many_changes_are_counted_and_the_rest_is_left_out() {
    let mut story = Story::new();
    let then = (story.state.clone(), story.now);
    for _ in 0..50 {
        wants(&mut story, "Calm on-call", None);
    }
    let changes = since(&story, &then, None);
    let part = &changes.parts[0];
    assert_eq!((part.changes.len(), part.more), (40, 10));
    assert_eq!(did(&changes), [(Did::GoalSet, 50)]);
}
