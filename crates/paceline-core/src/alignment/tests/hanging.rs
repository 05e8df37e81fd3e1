//! Stories of what hangs from what, and that no goal is lost or told twice.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::{super::planting::plant, *};
use crate::{By, goal::Goal, veer_off};

/// How often each goal is a node.
fn nodes(tree: &Alignment) -> BTreeMap<GoalId, usize> {
    fn of_node(node: &Node, found: &mut BTreeMap<GoalId, usize>) {
        if let Point::Goal(id) = id_of(node) {
            *found.entry(id).or_default() += 1;
        }
        node.below.iter().for_each(|node| of_node(node, found));
    }
    fn of_team(team: &super::super::TeamNode, found: &mut BTreeMap<GoalId, usize>) {
        team.points.iter().for_each(|node| of_node(node, found));
        team.below.iter().for_each(|team| of_team(team, found));
    }
    let mut found = BTreeMap::new();
    let own = tree.points.iter();
    own.for_each(|node| of_node(node, &mut found));
    tree.teams.iter().for_each(|team| of_team(team, &mut found));
    found
}

#[test]
fn a_goal_hangs_from_the_first_that_it_serves_and_is_named_at_the_others() {
    let mut story = Story::new();
    let engineering = forms(&mut story, "Engineering", None);
    let checkout = forms(&mut story, "Checkout", Some(engineering));
    let policy = strategy(&mut story, "Small steps", None);
    let calm = wants_for(&mut story, ("Calm on-call", None), &[Point::Entry(policy)]);
    let quick = wants(
        &mut story,
        "A day from commit to customer",
        Some(engineering),
    );
    let serves = [Point::Goal(calm), Point::Goal(quick)];
    let ours = wants_for(&mut story, ("No night release", Some(checkout)), &serves);
    let ship = starts(&mut story, Some(checkout), &[Serves::Strategy(policy)]);
    let tree = tree(&story, &Asked::default());
    let top = &tree.points[0];
    assert_eq!(id_of(top), Point::Entry(policy));
    assert_eq!((top.goals_below, top.initiatives_below), (2, 1));
    assert_eq!(top.initiatives[0].initiative.id, ship);
    assert_eq!(id_of(&top.below[0]), Point::Goal(calm));
    let found = &top.below[0].below[0];
    assert_eq!(id_of(found), Point::Goal(ours));
    assert_eq!(found.of.as_ref().map(|team| team.id), Some(checkout));
    let also = Point::Goal(quick).link(story.sight()).expect("it is seen");
    assert_eq!(found.also_serves, [also]);
    let team = &tree.teams[0];
    let named: Vec<GoalId> = team.points[0]
        .also_served_by
        .iter()
        .map(|goal| goal.id)
        .collect();
    assert_eq!(
        (id_of(&team.points[0]), named),
        (Point::Goal(quick), vec![ours])
    );
    assert_eq!(
        team.below[0].elsewhere, 1,
        "its goal is with what it serves"
    );
    assert_eq!(tree.apart_in_all, 0, "a strategy is something to serve");
    let team = Asked {
        team: Some(checkout),
        ..Asked::default()
    };
    let alone = super::tree(&story, &team);
    assert_eq!(id_of(&alone.teams[0].points[0]), Point::Goal(ours));
    assert_eq!(
        alone.teams[0].points[0].also_serves.len(),
        2,
        "what it serves is above"
    );
}

#[test]
fn a_goal_serves_nothing_above_only_where_there_is_something_above() {
    let mut story = Story::new();
    let engineering = forms(&mut story, "Engineering", None);
    let checkout = forms(&mut story, "Checkout", Some(engineering));
    let orphan = wants(&mut story, "No night release", Some(checkout));
    let before = tree(&story, &Asked::default());
    assert_eq!(before.counts.goals_serving_nothing, 0);
    let above = wants(
        &mut story,
        "A day from commit to customer",
        Some(engineering),
    );
    let serving = [Point::Goal(orphan)];
    wants_for(
        &mut story,
        ("No release after four", Some(checkout)),
        &serving,
    );
    let after = tree(&story, &Asked::default());
    let named: Vec<GoalId> = after.orphans.iter().map(|orphan| orphan.goal.id).collect();
    assert_eq!(
        named,
        [orphan],
        "what serves a goal of its own team does not count"
    );
    assert!(
        after
            .sentence()
            .contains(" 1 goal serves nothing above it.")
    );
    let only = Asked {
        shows: Shows::ServingNothing,
        ..Asked::default()
    };
    let only = tree(&story, &only);
    assert_eq!(nodes(&only), BTreeMap::from([(orphan, 1)]));
    let serve = goal::Command::Serve {
        goal: orphan,
        serves: Point::Goal(above),
    };
    story.does(ADA, Command::Goal(serve));
    let mended = tree(&story, &Asked::default());
    assert_eq!(mended.counts.goals_serving_nothing, 0);
}

#[test]
fn a_veer_off_stands_with_its_team_and_beside_what_is_departed_from() {
    let mut story = Story::new();
    let engineering = forms(&mut story, "Engineering", None);
    let checkout = forms(&mut story, "Checkout", Some(engineering));
    let join = team::Command::Join {
        team: checkout,
        person: ADA,
    };
    story.does(ADA, Command::Team(join));
    let policy = strategy(&mut story, "Small steps", None);
    let depart = veer_off::Command::Depart {
        of: Point::Entry(policy),
        team: checkout,
        stakeholder: "The bank".into(),
        reason: "Its audit wants one release a year.".into(),
        until: story.now.plus_days(30).date(),
    };
    story.does(ADA, Command::VeerOff(depart));
    let found = tree(&story, &Asked::default());
    let beside = &found.points[0].departing[0];
    assert_eq!(beside.team.id, checkout);
    let node = &found.teams[0].below[0].veer_offs[0];
    assert_eq!(
        (node.veer_off, node.is_past_its_day),
        (beside.veer_off, false)
    );
    story.days_pass(40);
    let late = tree(&story, &Asked::default());
    assert!(late.teams[0].below[0].veer_offs[0].is_past_its_day);
    let back = veer_off::Command::Return {
        veer_off: beside.veer_off,
        text: "The audit is done.".into(),
    };
    story.does(ADA, Command::VeerOff(back));
    let back = tree(&story, &Asked::default());
    assert_eq!((back.counts.veer_offs, back.teams.len()), (0, 0));
}

#[test]
fn what_does_not_fit_is_folded_with_counts_that_stay_true() {
    let mut story = Story::new();
    let top = wants(&mut story, "Calm on-call", None);
    for number in 0..50 {
        let team = forms(&mut story, &format!("Team {number:02}"), None);
        let ours = wants_for(
            &mut story,
            ("Quiet nights", Some(team)),
            &[Point::Goal(top)],
        );
        starts(&mut story, Some(team), &[Serves::Goal(ours)]);
        starts(&mut story, Some(team), &[Serves::Goal(ours)]);
    }
    let found = tree(&story, &Asked::default());
    let node = &found.points[0];
    assert_eq!((node.goals_below, node.initiatives_below), (50, 100));
    assert!(node.is_open && node.below.iter().all(|node| !node.is_open));
    assert_eq!(node.below[3].initiatives_below, 2);
    for number in 0..10 {
        wants_for(
            &mut story,
            (&format!("More {number}"), None),
            &[Point::Goal(top)],
        );
    }
    let folded = tree(&story, &Asked::default());
    assert!(!folded.points[0].is_open && folded.points[0].goals_below == 60);
}

#[derive(Debug, Clone)]
enum Step {
    Form(u32),
    Want(Option<u32>, Vec<Point>),
    Strategy(Option<u32>),
    Serve(u32, Point),
    Close(u32),
    Move(u32, Option<u32>),
}

fn step() -> impl Strategy<Value = Step> {
    let team = || prop::option::of(1_u32..6);
    let point = || {
        prop_oneof![
            3 => (1_u32..20).prop_map(|id| Point::Goal(GoalId(id))),
            1 => (1_u32..4).prop_map(|id| Point::Entry(EntryId(id))),
        ]
    };
    prop_oneof![
        2 => (0_u32..6).prop_map(Step::Form),
        5 => (team(), prop::collection::vec(point(), 0..3)).prop_map(|(team, serves)| Step::Want(team, serves)),
        1 => team().prop_map(Step::Strategy),
        4 => (1_u32..20, point()).prop_map(|(goal, serves)| Step::Serve(goal, serves)),
        1 => (1_u32..20).prop_map(Step::Close),
        1 => ((1_u32..6), team()).prop_map(|(team, parent)| Step::Move(team, parent)),
    ]
}

fn happens(story: &mut Story, number: usize, step: Step) {
    let command = match step {
        Step::Form(parent) => Command::Team(team::Command::Form {
            name: format!("Team {number}"),
            parent: (parent > 0).then_some(TeamId(parent)),
        }),
        Step::Want(team, serves) => Command::Goal(goal::Command::Set(goal::Setting {
            title: format!("Goal {number}"),
            team: team.map(TeamId),
            serves,
            ..goal::Setting::default()
        })),
        Step::Strategy(team) => Command::Compass(compass::Command::WriteStrategy(StrategyText {
            title: format!("Strategy {number}"),
            diagnosis: "So it is.".into(),
            guiding_policy: "So it goes.".into(),
            team: team.map(TeamId),
            ..StrategyText::default()
        })),
        Step::Serve(goal, serves) => Command::Goal(goal::Command::Serve {
            goal: GoalId(goal),
            serves,
        }),
        Step::Close(goal) => Command::Goal(goal::Command::Close(goal::Closing {
            goal: GoalId(goal),
            outcome: goal::Outcome::Missed,
            text: "So it went.".into(),
            score: None,
        })),
        Step::Move(team, parent) => Command::Team(team::Command::Move {
            team: TeamId(team),
            parent: parent.map(TeamId),
        }),
    };
    // What is refused did not happen; that is a story too.
    let _refused = story.tries(By::Person(ADA), &command);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn every_goal_that_fits_is_a_node_exactly_once(
        steps in prop::collection::vec(step(), 1..60),
        team in prop::option::of(1_u32..6),
        ended in any::<bool>(),
    ) {
        let mut story = Story::new();
        for (number, step) in steps.into_iter().enumerate() {
            happens(&mut story, number, step);
        }
        let team = team.map(TeamId).filter(|team| story.sight().team(*team).is_some());
        let asked = Asked { team, status: ended.then(|| "ended".into()), ..Asked::default() };
        let scope = crate::insight::Scope::of(story.sight(), team);
        let fits = |goal: &Goal| scope.has(goal.team) && goal.closed.is_some() == ended;
        let goals = story.sight().goals().filter(|(_, goal)| fits(goal));
        let wanted: BTreeMap<GoalId, usize> = goals.map(|(id, _)| (id, 1)).collect();
        let tree = plant(story.sight(), &asked, story.now, usize::MAX);
        prop_assert_eq!(tree.counts.goals, wanted.len());
        prop_assert_eq!(nodes(&tree), wanted);
    }
}
