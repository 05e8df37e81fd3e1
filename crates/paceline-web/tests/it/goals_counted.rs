//! Key results of every kind: their forms, their values, and where those came from.

use paceline_core::{Command, GoalId, goal, measure::Amount};

use crate::common::{MONA, PRIYA, World, says};

async fn with_a_goal() -> World {
    let world = World::new().await;
    world.goal(MONA, "Nights are calm").await;
    world
}

#[tokio::test]
async fn each_kind_of_number_has_its_own_form_without_a_script() {
    let world = with_a_goal().await;
    let number = world.page("/goals/1/key-results/new").await;
    assert!(number.contains(r#"name="unit""#) && number.contains(r#"name="baseline""#));
    for (kind, has, has_not) in [
        ("percentage", r#"name="baseline""#, r#"name="unit""#),
        ("yes-no", r#"value="yes-no""#, r#"name="baseline""#),
        ("milestones", r#"name="milestones""#, r#"name="baseline""#),
    ] {
        assert!(number.contains(&format!("key-results/new?kind={kind}")));
        let form = world
            .page(&format!("/goals/1/key-results/new?kind={kind}"))
            .await;
        assert!(form.contains(has) && !form.contains(has_not), "{kind}");
    }
}

#[tokio::test]
async fn milestones_and_yes_or_no_are_said_as_people_say_them() {
    let world = with_a_goal().await;
    let milestones = [
        ("kind", "milestones"),
        ("name", "Services off the old pager"),
        ("milestones", "Basket\r\n\r\nPayments\r\nSearch"),
    ];
    let page = world.posted("/goals/1/key-results/new", &milestones).await;
    says(&page, &["It began at 0 of 3", "Basket Payments Search"]);
    let yes_no = [("kind", "yes-no"), ("name", "A night off each week")];
    world.posted("/goals/1/key-results/new", &yes_no).await;
    let form = world.page("/goals/1/check-in").await;
    says(
        &form,
        &["How many are reached: 1 Basket, 2 Payments, 3 Search."],
    );
    let check_in = [
        ("status", "on-track"),
        ("text", "Two are off it."),
        ("value-1", "2"),
        ("value-2", "1"),
    ];
    let page = world.posted("/goals/1/check-in", &check_in).await;
    says(
        &page,
        &[
            "Basket reached Payments reached Search",
            "It is 2 of 3",
            "It is yes, as wanted.",
            "Services off the old pager 2 of 3 · A night off each week yes",
        ],
    );
    assert!(page.contains(r#"value="1" checked"#), "yes is filled in");
    let too_many = [("status", "on-track"), ("text", "Kept"), ("value-1", "4")];
    let answer = world.post("/goals/1/check-in", &too_many).await;
    assert_eq!(answer.status, 422);
    says(&answer.body, &["4 is no count of milestones from 0 to 3."]);
}

#[tokio::test]
async fn what_is_kept_needs_nothing_to_reach() {
    let world = World::new().await;
    let evergreen = [("title", "Nights are calm"), ("evergreen", "yes")];
    let page = world.posted("/goals/new", &evergreen).await;
    says(&page, &["evergreen", "Measures of health"]);
    let form = world.page("/goals/1/key-results/new").await;
    assert!(!form.contains(r#"name="until""#), "it has no end");
    let calls = [
        ("name", "Calls at night"),
        ("unit", "calls a week"),
        ("baseline", "2"),
        ("target", "2"),
    ];
    let answer = world.post("/goals/1/key-results/new", &calls).await;
    assert_eq!(answer.status, 422);
    says(&answer.body, &["there is nothing to reach"]);
    let kept = [&calls[..], &[("direction", "at-most")]].concat();
    let page = world.posted("/goals/1/key-results/new", &kept).await;
    says(
        &page,
        &[
            "It ought to be at most 2 calls a week.",
            "100 % of its measures hold",
        ],
    );
}

#[tokio::test]
async fn a_value_between_check_ins_is_marked_as_reported() {
    let world = with_a_goal().await;
    let calls = [
        ("name", "Calls at night"),
        ("unit", "calls a week"),
        ("baseline", "9"),
        ("target", "2"),
    ];
    world.posted("/goals/1/key-results/new", &calls).await;
    let report = [
        ("key_result", "0"),
        ("value", "5"),
        ("source", "the pager's log"),
    ];
    let page = world.posted("/goals/1/report", &report).await;
    says(
        &page,
        &[
            "It is 5 calls a week",
            "reported by a script from the pager&#39;s log today by Mona Ott",
            "Nobody has checked in yet.",
            "pending",
        ],
    );
    assert!(
        page.contains(r#"value="5""#),
        "the next check-in begins with it"
    );
    let unknown = [("key_result", "7"), ("value", "5")];
    let answer = world.post("/goals/1/report", &unknown).await;
    assert_eq!(answer.status, 422);
    says(&answer.body, &["O-1 has no such key result."]);
    let through_the_api = goal::Command::Report {
        goal: GoalId(1),
        key_result: 0,
        value: Amount::whole(4),
        source: String::new(),
    };
    world.does(PRIYA, Command::Goal(through_the_api)).await;
    says(
        &world.page("/goals/1").await,
        &["reported by a script today by Priya Amin"],
    );
}

#[tokio::test]
async fn a_key_result_is_changed_and_dropped_with_a_reason() {
    let world = with_a_goal().await;
    let calls = [
        ("name", "Calls at night"),
        ("unit", "calls a week"),
        ("baseline", "9"),
        ("target", "2"),
    ];
    world.posted("/goals/1/key-results/new", &calls).await;
    let form = world.page("/goals/1/key-results/0/revise").await;
    assert!(form.contains(r#"value="Calls at night""#) && form.contains(r#"value="2""#));
    let same = [
        ("name", "Calls at night"),
        ("target", "2"),
        ("because", "As it is."),
    ];
    let answer = world.post("/goals/1/key-results/0/revise", &same).await;
    assert_eq!(answer.status, 422);
    says(&answer.body, &["Nothing would change."]);
    let fewer = [
        ("name", "Calls at night"),
        ("target", "1"),
        ("because", "Two are one too many."),
    ];
    let page = world.posted("/goals/1/key-results/0/revise", &fewer).await;
    says(
        &page,
        &["Calls at night: 2 calls a week wanted became 1 calls a week. Two are one too many."],
    );
    let drop = [("because", "The pager is gone.")];
    let page = world.posted("/goals/1/key-results/0/drop", &drop).await;
    says(&page, &["Dropped Calls at night", "The pager is gone."]);
    assert_eq!(
        world.get("/goals/1/key-results/0/revise").await.status,
        404,
        "what was dropped is not changed"
    );
}
