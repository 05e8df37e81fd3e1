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
            "The next is asked for on 2026-02-02",
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
    says(&page, &["Score none was given"]);
    assert!(!page.contains("/goals/1/check-in"));
    assert_eq!(world.get("/goals/2").await.status, 404);
}

#[tokio::test]
async fn a_goal_is_measured_by_key_results_and_check_ins_say_what_they_are() {
    let world = World::new().await;
    world
        .posted(
            "/goals/new",
            &[("title", "Faster to customers"), ("until", "2026-04-10")],
        )
        .await;
    let page = world.page("/goals/1").await;
    says(&page, &["By which number"]);
    assert!(page.contains("/goals/1/key-results/new"));
    says(
        &world.page("/goals/1/key-results/new").await,
        &["What is counted", "Faster to customers"],
    );
    let typed = [
        ("name", "Median lead time"),
        ("unit", "days"),
        ("baseline", "9"),
        ("target", "0,5"),
    ];
    let page = world.posted("/goals/1/key-results/new", &typed).await;
    says(
        &page,
        &[
            "Median lead time",
            "It began at 9 days. It ought to be 0.5 days by 10 Apr 2026.",
            "expected by now",
        ],
    );
    let check_in = [
        ("status", "on-track"),
        ("text", "Smaller steps."),
        ("value-1", "3,8"),
        ("confidence", "7"),
    ];
    let page = world.posted("/goals/1/check-in", &check_in).await;
    says(
        &page,
        &[
            "It is 3.8 days",
            "It ought to be 0.5 days",
            "Confidence 7 of 10",
        ],
    );
    assert!(
        page.contains(r#"value="3.8""#),
        "the last value is filled in"
    );
    let form = world.page("/goals/1/check-in").await;
    says(
        &form,
        &["Median lead time (days)", "0.5 wanted, 9 at the start."],
    );
    assert!(form.contains(r#"value="3.8""#));
    says(&world.page("/goals").await, &["3.8 days; 0.5 wanted"]);
}

#[tokio::test]
async fn a_number_that_is_none_is_refused_and_kept_to_be_mended() {
    let world = World::new().await;
    world.goal(MONA, "Faster to customers").await;
    let nothing = [
        ("name", "Lead time"),
        ("baseline", "three"),
        ("target", "1"),
    ];
    let answer = world.post("/goals/1/key-results/new", &nothing).await;
    assert_eq!(answer.status, 422);
    says(&answer.body, &["is no number", "Write a number such as"]);
    assert!(answer.body.contains(r#"value="three""#));
    world
        .posted(
            "/goals/1/key-results/new",
            &[
                ("name", "Lead time"),
                ("unit", "days"),
                ("baseline", "9"),
                ("target", "1"),
            ],
        )
        .await;
    let wrong = [
        ("status", "on-track"),
        ("text", "Kept"),
        ("value-1", "fast"),
    ];
    let answer = world.post("/goals/1/check-in", &wrong).await;
    assert_eq!(answer.status, 422);
    says(&answer.body, &["is no number", "Kept"]);
    assert!(answer.body.contains(r#"value="fast""#));
    let sure = [
        ("status", "on-track"),
        ("text", "Kept"),
        ("confidence", "11"),
    ];
    let answer = world.post("/goals/1/check-in", &sure).await;
    assert_eq!(answer.status, 422);
    says(&answer.body, &["11 is outside 0 to 10."]);
    assert_eq!(world.get("/goals/9/key-results/new").await.status, 404);
}

#[tokio::test]
async fn a_goal_serves_what_was_ticked_and_what_was_typed() {
    let world = World::new().await;
    for title in ["Everybody ships any day", "Nights are calm"] {
        world.posted("/goals/new", &[("title", title)]).await;
    }
    let form = world.page("/goals/new").await;
    assert!(form.contains(r#"type="checkbox" name="serves" value="O-1""#));
    let typed = [
        ("title", "Lead time under a day"),
        ("why", "Nine days are eight too many."),
        ("serves", "O-1"),
        ("serves", "O-2"),
        ("serves-too", "O-1"),
    ];
    let page = world.posted("/goals/new", &typed).await;
    says(
        &page,
        &[
            "the whole organisation",
            "Nine days are eight too many.",
            "Serves O-1 Everybody ships any day O-2 Nights are calm",
        ],
    );
    says(
        &world.page("/goals/1").await,
        &["Goals that serve it O-3 Lead time under a day"],
    );
    let page = world
        .posted("/goals/3/stop-serving", &[("serves", "O-2")])
        .await;
    assert!(!page.contains("O-2 Nights"));
    let answer = world.post("/goals/1/serve", &[("serves", "O-3")]).await;
    assert_eq!(answer.status, 422);
    says(&answer.body, &["O-3 serves O-1 already"]);
    let answer = world
        .post("/goals/new", &[("title", "Kept"), ("serves-too", "G-1")])
        .await;
    assert_eq!(answer.status, 422);
    says(&answer.body, &["Write a reference such as"]);
}

#[tokio::test]
async fn too_many_goals_at_once_are_said_before_and_after() {
    let world = World::new().await;
    for number in 1..=5 {
        world.goal(MONA, &format!("Goal {number}")).await;
    }
    says(
        &world.page("/goals/new").await,
        &[
            "Too many goals at once",
            "Checkout has 5 goals at once; 5 fit. Which will you drop?",
            "O-5 Goal 5",
        ],
    );
    let elsewhere = world.page("/goals/new?team=engineering").await;
    assert!(!elsewhere.contains("Too many goals"));
    let page = world
        .posted("/goals/new", &[("title", "Goal 6"), ("team", "checkout")])
        .await;
    says(&page, &["Checkout has 6 goals at once"]);
    let dropped = [("outcome", "dropped"), ("text", "Five are enough.")];
    world.posted("/goals/1/close", &dropped).await;
    assert!(!world.page("/goals/6").await.contains("Too many goals"));
}

#[tokio::test]
async fn a_goal_that_was_closed_is_opened_again() {
    let world = World::new().await;
    world.goal(MONA, "Lead time under a day").await;
    let close = [
        ("outcome", "achieved"),
        ("text", "Small steps."),
        ("score", "0,9"),
    ];
    let page = world.posted("/goals/1/close", &close).await;
    says(&page, &["0.9 of 1 given when it was closed"]);
    let answer = world.post("/goals/1/close", &close).await;
    assert_eq!(answer.status, 422);
    says(&answer.body, &["O-1 is closed.", "Open it again"]);
    let page = world
        .posted("/goals/1/reopen", &[("because", "It slipped.")])
        .await;
    says(
        &page,
        &["Opened again; it had been achieved. It slipped.", "pending"],
    );
}
