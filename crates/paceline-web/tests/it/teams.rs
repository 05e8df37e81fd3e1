//! Teams: the tree, and a page each.

use crate::common::{MONA, PRIYA, World, says};

#[tokio::test]
async fn teams_stand_as_a_tree() {
    let world = World::new().await;
    let tree = world.page("/teams").await;
    says(
        &tree,
        &[
            "2 found",
            "Engineering 0 people · 0 under way · 0 goals",
            "Checkout 1 person",
        ],
    );
    assert!(tree.contains("step-1"));
    says(&World::empty().await.page("/teams").await, &["For example"]);
}

#[tokio::test]
async fn a_team_shows_what_it_does() {
    let world = World::new().await;
    world.goal(MONA, "Calm on-call").await;
    for number in 0..55 {
        world.starts(PRIYA, &format!("Step {number}")).await;
    }
    let page = world.page("/teams/checkout").await;
    says(
        &page,
        &[
            "Teams › Engineering",
            "1 person · since 1 Jan 2026",
            "O-1 Calm on-call pending",
            "Step 54",
            "All 55 initiatives",
            "Mona Ott",
        ],
    );
    assert!(page.contains(r#"href="/initiatives?team=checkout""#));
    says(
        &world.page("/teams/engineering").await,
        &["Teams below Checkout 55 under way"],
    );
}
