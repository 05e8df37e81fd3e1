//! Goals: set, checked in on, closed.

use crate::common::{MONA, World, says};

#[tokio::test]
async fn a_goal_is_set_and_seen() {
    let world = World::new().await;
    says(&world.page("/goals").await, &["Set a goal"]);
    let typed = [
        ("title", "Lead time under a day"),
        ("team", "checkout"),
        ("until", "2026-06-30"),
    ];
    let page = world.posted("/goals/new", &typed).await;
    says(
        &page,
        &[
            "Lead time under a day",
            "Mona Ott leads",
            "wanted until 2026-06-30",
            "pending",
            "Checkout",
        ],
    );
    says(&world.page("/goals?stage=pending").await, &["1 found"]);
    let answer = world
        .post("/goals/new", &[("title", "Kept"), ("until", "31.6.2026")])
        .await;
    assert_eq!(answer.status, 422);
    says(&answer.body, &["Write a date such as 2026-03-31."]);
    assert!(answer.body.contains(r#"value="Kept""#));
}

#[tokio::test]
async fn a_check_in_stands_beside_the_next_and_goes_stale() {
    let world = World::new().await;
    world.goal(MONA, "Lead time under a day").await;
    let page = world
        .posted(
            "/goals/1/check-in",
            &[("status", "at-risk"), ("text", "Three days still.")],
        )
        .await;
    says(&page, &["at risk", "Three days still."]);
    says(
        &world.page("/goals/1/check-in").await,
        &["Last time", "Three days still."],
    );
    assert!(
        page.contains(r#"value="at-risk" checked"#),
        "the last status is filled in"
    );
    world.days_pass(46);
    says(&world.page("/goals/1").await, &["stale"]);
    says(
        &world.page("/").await,
        &["Lead time under a day", "it reads stale to everyone"],
    );
    let answer = world
        .post("/goals/1/check-in", &[("text", "No status")])
        .await;
    assert_eq!(answer.status, 422);
    says(&answer.body, &["The status is empty.", "No status"]);
}

#[tokio::test]
async fn a_goal_is_closed_with_what_was_learned() {
    let world = World::new().await;
    world.goal(MONA, "Lead time under a day").await;
    assert_eq!(
        world
            .post("/goals/1/close", &[("outcome", "won"), ("text", "x")])
            .await
            .status,
        422
    );
    let page = world
        .posted(
            "/goals/1/close",
            &[("outcome", "achieved"), ("text", "Small steps.")],
        )
        .await;
    says(&page, &["Ended: achieved, 1 Jan 2026", "Small steps."]);
    assert!(!page.contains("/goals/1/check-in"));
    assert_eq!(world.get("/goals/2").await.status, 404);
}
