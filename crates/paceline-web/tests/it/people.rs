//! People: everyone by name; how one's own leading and following alternate is one's own to see.

use crate::common::{MONA, PRIYA, World, says};

#[tokio::test]
async fn everybody_is_listed_by_name_and_by_team() {
    let world = World::new().await;
    says(
        &world.page("/people").await,
        &["3 found", "Mona Ott Checkout", "Priya Amin"],
    );
    says(
        &world.page("/people?find=tom").await,
        &["1 found", "Tomás Reis"],
    );
    says(&world.page("/people?team=checkout").await, &["1 found"]);
}

#[tokio::test]
async fn the_balance_is_shown_to_oneself_alone() {
    let world = World::new().await;
    world.starts(MONA, "Mine").await;
    world.starts(PRIYA, "Hers").await;
    world
        .posted("/initiatives/2/follow", &[("stance", "advise")])
        .await;
    world.days_pass(10);
    let mine = world.page("/people/mona").await;
    says(
        &mine,
        &[
            "Leads I-1 Mine",
            "Follows I-2 Hers",
            "only you see this",
            "following 1.0 × leading",
            "advised I-2 Hers",
        ],
    );
    let hers = world.page("/people/priya").await;
    says(&hers, &["Priya Amin", "Leads I-2 Hers"]);
    assert!(!hers.contains("only you see this") && !hers.contains("× leading"));
}

#[tokio::test]
async fn the_way_to_my_own_page() {
    let world = World::new().await;
    let answer = world.get("/me?at=2026-01-01").await;
    assert_eq!(answer.status, 303);
    assert_eq!(answer.header("location"), "/people/mona?at=2026-01-01");
}
