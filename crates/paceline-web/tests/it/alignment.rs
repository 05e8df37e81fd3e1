//! Alignment: what serves what, as a picture and as an outline.

use crate::common::{CHECKOUT, MONA, PRIYA, World, says};
use paceline_core::{
    Command, EntryId, GoalId, TeamId,
    compass::{self, Point, StrategyText},
    goal,
    initiative::{Command as On, Serves},
    team, veer_off,
};

pub(crate) async fn starts_for(world: &World, goal: u32, title: &str) {
    let start = On::Start {
        document: String::new(),
        kind: None,
        title: title.into(),
        summary: String::new(),
        team: Some(CHECKOUT),
        serves: vec![Serves::Goal(GoalId(goal))],
        shown_to: None,
    };
    world.does(PRIYA, Command::Initiative(start)).await;
}

#[tokio::test]
async fn before_there_is_a_goal_it_says_what_for() {
    let world = World::new().await;
    says(
        &world.page("/alignment").await,
        &["Set a goal", "For example"],
    );
    says(
        &world.page("/alignment?status=stale").await,
        &["Nothing fits.", "show all"],
    );
}

#[tokio::test]
async fn what_serves_a_goal_hangs_from_it_and_what_serves_none_stands_apart() {
    let world = World::new().await;
    world.goal(MONA, "Lead time under a day").await;
    starts_for(&world, 1, "Ship <b>any</b> day").await;
    world.starts(PRIYA, "Voice search").await;
    let page = world.page("/alignment").await;
    says(
        &page,
        &[
            "1 goal, which is served; 1 initiative serves it. 1 initiative stands apart.",
            "Engineering 1 goal, 1 initiative Checkout 1 goal, 1 initiative",
            "O-1 Lead time under a day",
            "I-1 Ship &lt;b&gt;any&lt;/b&gt; day scoping",
            "Stands apart serves nothing on record: 1 I-2 Voice search scoping, of Checkout",
        ],
    );
    assert!(page.contains(r#"<svg role="img" aria-labelledby="alignment-title alignment-desc""#));
    assert!(page.contains(r#"<a href="/goals/1">O-1"#));
}

#[tokio::test]
async fn it_is_narrowed_by_team_and_status_and_looked_at_as_of_a_day() {
    let world = World::new().await;
    world.goal(MONA, "Lead time under a day").await;
    world.days_pass(60);
    says(
        &world.page("/alignment?status=stale").await,
        &["1 goal, which nothing serves."],
    );
    says(
        &world.page("/alignment?status=on+track").await,
        &["Nothing fits."],
    );
    let team = world.page("/alignment?team=checkout").await;
    says(&team, &["from Checkout down", "O-1 Lead time under a day"]);
    let early = world.page("/alignment?team=checkout&at=2026-01-02").await;
    assert!(
        early.contains(r#"<a href="/goals/1?at=2026-01-02">O-1"#),
        "{early}"
    );
    assert_eq!(world.get("/alignment?team=nowhere").await.status, 400);
}

pub(crate) async fn wants(world: &World, title: &str, team: Option<TeamId>, serves: &[Point]) {
    let set = goal::Command::Set(goal::Setting {
        title: title.into(),
        team,
        serves: serves.to_vec(),
        ..goal::Setting::default()
    });
    world.does(PRIYA, Command::Goal(set)).await;
}

async fn writes_a_strategy(world: &World) {
    let write = compass::Command::WriteStrategy(StrategyText {
        title: "Small steps".into(),
        diagnosis: "Releases are rare, so they are large.".into(),
        guiding_policy: "Small steps.".into(),
        ..StrategyText::default()
    });
    world.does(MONA, Command::Compass(write)).await;
}

#[tokio::test]
async fn goals_hang_from_what_they_serve_and_departures_stand_beside_it() {
    let world = World::new().await;
    writes_a_strategy(&world).await;
    let policy = Point::Entry(EntryId(1));
    wants(&world, "Calm on-call", None, &[policy]).await;
    let both = [Point::Goal(GoalId(1)), policy];
    wants(&world, "No night release", Some(CHECKOUT), &both).await;
    wants(&world, "Fewer forms", Some(CHECKOUT), &[]).await;
    let join = team::Command::Join {
        team: CHECKOUT,
        person: PRIYA,
    };
    world.does(PRIYA, Command::Team(join)).await;
    let depart = veer_off::Command::Depart {
        of: policy,
        team: CHECKOUT,
        stakeholder: "The bank".into(),
        reason: "Its audit wants one release a year.".into(),
        until: world.now().plus_days(30).date(),
    };
    world.does(PRIYA, Command::VeerOff(depart)).await;
    let page = world.page("/alignment").await;
    says(
        &page,
        &[
            "C-1 Small steps ◆ strategy 2 goals, 0 initiatives V-1 Checkout departs from it until",
            "O-1 Calm on-call ○ pending 1 goal, 0 initiatives O-2 No night release ○ pending, of Checkout; also serves C-1 Small steps",
            "also served by O-2 No night release",
            "O-3 Fewer forms ○ pending, serves nothing above it",
            "V-1 departs from C-1 Small steps until",
            "1 of its goals is with what it serves",
            "goals that serve nothing above them: 1",
        ],
    );
    let only = world.page("/alignment?shows=serving-nothing").await;
    assert!(!only.contains("O-2") && only.contains("O-3"), "{only}");
}
