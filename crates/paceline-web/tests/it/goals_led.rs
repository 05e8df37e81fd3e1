//! Who leads a goal and when they are asked: handing over, the rhythm of a goal, and one's own.

use crate::common::{CHECKOUT, MONA, PRIYA, World, says};
use paceline_core::{Command, GoalId, goal, initiative::Status, team};

#[tokio::test]
async fn a_goal_is_handed_over_let_go_of_and_taken_up() {
    let world = World::new().await;
    world.goal(MONA, "Lead time under a day").await;
    let page = world.page("/goals/1").await;
    says(&page, &["You lead this"]);
    let answer = world
        .post("/goals/1/hand-over", &[("to", "nobody"), ("note", "Kept")])
        .await;
    assert_eq!(answer.status, 422);
    says(&answer.body, &["Kept"]);
    let over = [("to", "priya"), ("note", "Checkout is the slow one.")];
    let page = world.posted("/goals/1/hand-over", &over).await;
    says(
        &page,
        &["Priya Amin leads", "Who led", "Checkout is the slow one."],
    );
    assert!(
        !page.contains("/goals/1/hand-over"),
        "Mona leads it no more"
    );
    let answer = world.post("/goals/1/revise", &[("title", "x")]).await;
    assert_eq!(answer.status, 422);
    says(&answer.body, &["O-1 has a lead: Priya Amin."]);
    let back = goal::Command::StepBack { goal: GoalId(1) };
    world.does(PRIYA, Command::Goal(back)).await;
    says(&world.page("/goals/1").await, &["Nobody leads"]);
    let page = world.posted("/goals/1/take-lead", &[]).await;
    says(&page, &["Mona Ott leads"]);
    says(
        &world.posted("/goals/1/step-back", &[]).await,
        &["Nobody leads"],
    );
}

#[tokio::test]
async fn a_goal_is_changed_with_a_reason_and_a_long_why_is_not_cut() {
    let world = World::new().await;
    let why = "Because of what we saw last winter. ".repeat(40);
    let set = [
        ("title", "Lead time under a week"),
        ("why", why.as_str()),
        ("until", "2026-06-30"),
    ];
    world.posted("/goals/new", &set).await;
    let form = world.page("/goals/1/revise").await;
    assert!(form.contains(why.trim()), "it can be read from its row");
    let changed = [
        ("title", "Lead time under a day"),
        ("why", why.as_str()),
        ("until", "2026-06-30"),
        ("because", "A week was reached."),
    ];
    let page = world.posted("/goals/1/revise", &changed).await;
    says(
        &page,
        &[
            "&#39;Lead time under a week&#39; became &#39;Lead time under a day&#39;. A week was reached.",
        ],
    );
    let until = [
        ("title", "Lead time under a day"),
        ("why", why.as_str()),
        ("until", "2025-06-30"),
        ("because", "Kept"),
    ];
    let answer = world.post("/goals/1/revise", &until).await;
    assert_eq!(answer.status, 422);
    says(&answer.body, &["2025-06-30 has passed.", "Kept"]);
}

#[tokio::test]
async fn one_is_asked_on_ones_own_day() {
    let world = World::new().await;
    world.goal(MONA, "Lead time under a day").await;
    let form = world.page("/settings/rhythm").await;
    says(&form, &["My rhythm"]);
    assert!(form.contains(r#"<option value="Europe/Berlin">"#));
    let lost = [
        ("every", "week"),
        ("weekday", "Tuesday"),
        ("zone", "Atlantis"),
    ];
    let answer = world.post("/settings/rhythm", &lost).await;
    assert_eq!(answer.status, 422);
    says(
        &answer.body,
        &[
            "There is no time zone called",
            "Write one such as Europe/Berlin",
        ],
    );
    assert!(answer.body.contains(r#"value="Atlantis""#));
    let weekly = [
        ("every", "week"),
        ("weekday", "Tuesday"),
        ("zone", "europe/berlin"),
    ];
    assert_eq!(world.post("/settings/rhythm", &weekly).await.status, 303);
    let form = world.page("/settings/rhythm").await;
    assert!(form.contains(r#"value="Europe/Berlin""#));
    says(
        &world.page("/goals/1").await,
        &[
            "The next is asked for on 2026-01-06. It is asked for every week on Tuesday, the rhythm of whoever leads it.",
        ],
    );
    world.days_pass(5);
    says(
        &world.page("/").await,
        &["Check in on O-1 Lead time under a day You are asked every week on Tuesday"],
    );
    let paused = [&weekly[..], &[("paused", "yes")]].concat();
    assert_eq!(world.post("/settings/rhythm", &paused).await.status, 303);
    world.days_pass(300);
    assert!(!world.page("/").await.contains("Check in on"));
    says(
        &world.page("/goals/1").await,
        &["Paused: nobody is asked.", "pending"],
    );
}

#[tokio::test]
async fn a_goal_has_a_rhythm_of_its_own_or_is_paused() {
    let world = World::new().await;
    world.goal(MONA, "Lead time under a day").await;
    let page = world
        .posted("/goals/1/rhythm", &[("every", "two-weeks")])
        .await;
    says(&page, &["It is asked for every two weeks on Monday."]);
    let page = world
        .posted("/goals/1/rhythm", &[("every", ""), ("paused", "yes")])
        .await;
    says(&page, &["Paused: nobody is asked."]);
    let form = world.page("/goals/1/rhythm").await;
    assert!(form.contains(r#"value="yes" checked"#));
}

#[tokio::test]
async fn help_that_is_wanted_reaches_the_team() {
    let world = World::new().await;
    world.goal(PRIYA, "Lead time under a day").await;
    let join = team::Command::Join {
        team: CHECKOUT,
        person: PRIYA,
    };
    world.does(PRIYA, Command::Team(join)).await;
    let said = goal::Saying {
        goal: GoalId(1),
        status: Status::AtRisk,
        text: "Reviews wait.".into(),
        confidence: None,
        values: Vec::new(),
        help: "Two hours of a reviewer.".into(),
    };
    world
        .does(PRIYA, Command::Goal(goal::Command::CheckIn(said)))
        .await;
    let home = world.page("/").await;
    says(
        &home,
        &["Help wanted for O-1 Lead time under a day Priya Amin, today: Two hours of a reviewer."],
    );
    assert!(home.contains(r#"href="/goals/1""#));
    says(
        &world.page("/goals/1/check-in").await,
        &["Last time", "Help wanted: Two hours of a reviewer."],
    );
}
