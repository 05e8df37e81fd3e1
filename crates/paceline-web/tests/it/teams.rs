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

#[tokio::test]
async fn a_team_stands_elsewhere_and_never_below_itself() {
    let world = World::new().await;
    says(
        &world.page("/teams/checkout/move").await,
        &[
            "Move the team",
            "No team: at the top",
            "What stands above a team holds for it too.",
        ],
    );
    let refused = world
        .post("/teams/engineering/move", &[("parent", "checkout")])
        .await;
    assert_eq!(refused.status, 422);
    says(&refused.body, &["Choose a parent outside the team."]);
    let top = world
        .posted("/teams/checkout/move", &[("parent", "")])
        .await;
    assert!(!top.contains("Teams</a> › <a href=\"/teams/engineering\""));
    assert_eq!(world.get("/teams/zebra/move").await.status, 404);
}

#[tokio::test]
async fn a_pattern_that_cannot_be_read_is_refused_with_what_was_typed() {
    let world = World::new().await;
    let typed = [("pattern", "acme/[checkout")];
    let page = world.post("/teams/checkout/repositories", &typed).await;
    assert_eq!(page.status, 422);
    says(
        &page.body,
        &[
            "is no pattern of repositories.",
            "with * for any part of a name.",
        ],
    );
    assert!(page.body.contains("value=\"acme/[checkout\""));
}
