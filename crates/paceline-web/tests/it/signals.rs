//! Signals: grouped by rule, with evidence, why, and one next step.

use crate::common::{MONA, PRIYA, World, says};

#[tokio::test]
async fn an_organisation_without_findings_is_told_what_would_be_one() {
    let world = World::new().await;
    says(
        &world.page("/signals").await,
        &["Nothing was found.", "For example"],
    );
}

#[tokio::test]
async fn findings_carry_evidence_a_reason_and_a_next_step() {
    let world = World::new().await;
    world.gap("Nine days", "One hour").await;
    world.starts(PRIYA, "Ship any day").await;
    world.starts(MONA, "Error budget").await;
    world.days_pass(40);
    let all = world.page("/signals").await;
    says(
        &all,
        &[
            "5 found",
            "Nobody follows nobody-follows",
            "I-1 Ship any day",
            "Seen, and nobody acts inert-gap To see a gap",
            "Since 1 Jan 2026, 5 weeks ago",
            "the gap was recorded",
            "G-1 Nine days",
            "Signals 5 found",
        ],
    );
    for to in [
        "/gaps/1/initiatives/new",
        "/initiatives/1/follow",
        "/initiatives/2/serve",
    ] {
        assert!(all.contains(&format!(r#"href="{to}""#)), "{to}");
        world.page(to).await;
    }
    says(
        &world.page("/signals?rule=inert-gap").await,
        &["1 found", "Seen, and nobody acts"],
    );
    says(&world.page("/signals?find=budget").await, &["2 found"]);
    says(
        &world.page("/signals?rule=inert-gap&team=engineering").await,
        &["1 found"],
    );
    assert_eq!(world.get("/signals?rule=nonsense").await.status, 400);
    says(
        &world.page("/signals?at=2026-01-10").await,
        &["Nothing was found."],
    );
    says(
        &world.page("/initiatives/1").await,
        &["Nobody follows Since 1 Jan 2026"],
    );
}

#[tokio::test]
async fn an_act_takes_its_finding_away() {
    let world = World::new().await;
    world.gap("Nine days", "One hour").await;
    world.days_pass(40);
    says(&world.page("/signals").await, &["1 found"]);
    world
        .posted("/gaps/1/close", &[("outcome", "An hour now")])
        .await;
    says(&world.page("/signals").await, &["Nothing was found."]);
}
