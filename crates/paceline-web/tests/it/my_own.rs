//! What somebody sees of themselves alone: what they have taken on, and how well they judge what matters.

use paceline_core::{Command, InitiativeId, initiative, judgement::Matters};
use serde_json::{Value, json};

use crate::common::{MONA, PRIYA, TOMAS, World, says};

/// Priya leads; Mona asked for it, and half a year has passed.
async fn judged() -> World {
    let world = World::new().await;
    world.starts(PRIYA, "Ship any day").await;
    let asked = initiative::Command::AskForLead {
        initiative: InitiativeId(1),
        priority: "Calm releases".into(),
        matters: Matters::No,
        note: String::new(),
    };
    world.does(MONA, Command::Initiative(asked)).await;
    world.days_pass(190);
    world
}

async fn api(world: &World, path: &str) -> Value {
    serde_json::from_str(&world.page(&format!("/api/v1{path}")).await).unwrap()
}

#[tokio::test]
async fn half_a_year_later_one_is_asked_whether_it_mattered() {
    let world = judged().await;
    says(
        &world.page("/").await,
        &["Did it matter who leads I-1", "only you see this"],
    );
    says(
        &world.page("/me/judgements").await,
        &[
            "only you see this",
            "It is too early to know",
            "You asked for the lead of I-1",
        ],
    );
    let bare = world.post("/me/judgements/0", &[]).await;
    assert_eq!(bare.status, 422);
    says(&bare.body, &["The answer is empty."]);
    let page = world
        .posted("/me/judgements/0", &[("mattered", "no")])
        .await;
    says(
        &page,
        &[
            "Of 1 that you judged to matter or not, you were right in 1.",
            "it did not",
        ],
    );
    assert!(!world.page("/").await.contains("Did it matter"));
    assert_eq!(world.get("/me/judgements/7").await.status, 404);
}

#[tokio::test]
async fn nobody_else_sees_it_at_any_door() {
    let world = judged().await;
    assert_eq!(
        api(&world, "/me/judgements").await["judgements"][0]["said"],
        json!("no")
    );
    for other in [PRIYA, TOMAS] {
        let others = World::over(world.store.clone(), other, world.now()).await;
        says(
            &others.page("/me/judgements").await,
            &["Whoever objects, or asks somebody for their lead"],
        );
        assert_eq!(
            api(&others, "/me/judgements").await["judgements"],
            json!([])
        );
        assert_eq!(others.get("/me/judgements/0").await.status, 404);
        let said = others
            .post("/me/judgements/0", &[("mattered", "yes")])
            .await;
        assert_eq!(said.status, 404);
        // What they may read of the request does not say what Mona answered.
        for path in ["/initiatives/1", "/people/mona", "/today"] {
            let known = api(&others, path).await.to_string();
            assert!(
                !known.contains("matters") && !known.contains("judgement"),
                "{path}: {known}"
            );
        }
        assert!(!others.page("/initiatives/1").await.contains("would matter"));
    }
}

#[tokio::test]
async fn one_sees_what_one_has_taken_on_and_nobody_elses() {
    let world = World::new().await;
    world.starts(MONA, "Ship any day").await;
    world.goal(MONA, "Calm nights").await;
    let page = world.page("/me/commitments").await;
    says(
        &page,
        &[
            "only you see this",
            "You lead 1, follow 0",
            "I-1 Ship any day",
            "there is room",
        ],
    );
    assert_eq!(
        api(&world, "/me/commitments").await["leads"][0]["id"],
        json!(1)
    );
    let others = World::over(world.store.clone(), PRIYA, world.now()).await;
    assert_eq!(api(&others, "/me/commitments").await["leads"], json!([]));
}
