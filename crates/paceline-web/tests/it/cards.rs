//! What a hover card shows.

use paceline_core::{
    Command, InitiativeId,
    initiative::{self, Status},
};

use crate::common::{MONA, PRIYA, World, says};

async fn lively() -> World {
    let world = World::new().await;
    world.gap("Nine *long* days", "One hour").await;
    world.starts(PRIYA, "Ship any day").await;
    let on = |command| Command::Initiative(command);
    let serves = initiative::Serves::Gap(paceline_core::GapId(1));
    let initiative = InitiativeId(1);
    world
        .does(PRIYA, on(initiative::Command::Serve { initiative, serves }))
        .await;
    let text = "Two lanes work.".to_owned();
    let status = Status::OnTrack;
    let check_in = initiative::Command::CheckIn {
        initiative,
        status,
        text,
    };
    world.does(PRIYA, on(check_in)).await;
    world.goal(MONA, "Calm on-call").await;
    world
}

#[tokio::test]
async fn everything_that_can_be_named_has_a_card() {
    let world = lively().await;
    for (card, sentences) in [
        (
            "/cards/I-1",
            &[
                "I-1 Ship any day",
                "Priya Amin leads",
                "nobody follows",
                "last check-in: on track",
            ][..],
        ),
        (
            "/cards/G-1",
            &[
                "G-1 Nine",
                "ought to be One hour",
                "I-1 Ship any day Priya Amin leads",
            ],
        ),
        (
            "/cards/O-1",
            &["O-1 Calm on-call", "pending", "Mona Ott leads"],
        ),
        (
            "/cards/@priya",
            &["Priya Amin @priya", "Leads", "I-1 Ship any day"],
        ),
        ("/cards/@mona", &["Mona Ott @mona", "Checkout"]),
        (
            "/cards/team:checkout",
            &["Checkout", "Engineering · 1 person", "I-1 Ship any day"],
        ),
    ] {
        let card = world.page(card).await;
        says(&card, sentences);
        assert!(card.starts_with("<section class=\"hover-card\">"), "{card}");
    }
}

#[tokio::test]
async fn a_card_of_nothing_says_so() {
    let world = lively().await;
    for card in [
        "I-2",
        "G-0",
        "O-9",
        "@nobody",
        "team:none",
        "x",
        "%3Cb%3E",
        "@",
        "I-99999999999",
    ] {
        let answer = world.get(&format!("/cards/{card}")).await;
        assert_eq!(answer.status, 404, "{card}");
        says(&answer.body, &["Nothing is on record under"]);
        assert!(!answer.body.contains("<html") && !answer.body.contains("<b>"));
    }
    let then = world.get("/cards/I-1?at=2025-12-31").await;
    assert_eq!(then.status, 404, "it was not there yet");
    assert_eq!(world.get("/cards/I-1?at=2026-01-01").await.status, 200);
}

#[tokio::test]
async fn links_to_people_have_a_card() {
    let world = lively().await;
    let page = world.page("/initiatives/1?at=2026-01-01").await;
    assert!(page.contains(r#"data-card="/cards/@priya?at=2026-01-01""#));
}
