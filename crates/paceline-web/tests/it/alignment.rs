//! Alignment: what serves what, as a picture and as an outline.

use crate::common::{CHECKOUT, MONA, PRIYA, World, says};
use paceline_core::{
    Command, GoalId,
    initiative::{Command as On, Serves},
};

async fn starts_for(world: &World, goal: u32, title: &str) {
    let start = On::Start {
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
            "1 goal, served by an initiative; 1 initiative serves it. 1 initiative stands apart.",
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
        &["1 goal, served by no initiative."],
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
