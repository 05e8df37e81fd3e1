//! The compass: written, changed in versions, told, read, and kept to a few.

use paceline_core::{
    Command, EntryId, PersonId,
    compass::{Command as C, EvenOverText, StrategyText},
    initiative::AskedOf,
};

use crate::common::{CHECKOUT, MONA, PRIYA, TOMAS, World, says};

/// A strategy of Priya's.
fn strategy(shown_to: Option<Vec<PersonId>>) -> Command {
    Command::Compass(C::WriteStrategy(StrategyText {
        title: "Release calmly".into(),
        diagnosis: "Nobody dares to release on a Friday.".into(),
        guiding_policy: "Small changes, released when they are merged.".into(),
        actions: vec!["One lane for all services.".into()],
        even_over: vec![EvenOverText {
            this: "Small steps".into(),
            over: "complete features".into(),
        }],
        shown_to,
        ..StrategyText::default()
    }))
}

#[tokio::test]
async fn an_empty_compass_teaches_and_names_the_five_facets() {
    let world = World::new().await;
    says(
        &world.page("/compass").await,
        &[
            "Write a value",
            "State a facet",
            "Write a strategy",
            "Concurrency",
            "Data size",
            "Speed of delivery",
            "Quality",
            "Cost to deliver",
            "even over",
        ],
    );
    says(
        &world.page("/compass/facets/new?title=Data%20size").await,
        &["Data size", "Concurrency", "Holds until"],
    );
}

#[tokio::test]
async fn a_value_is_written_and_seen_where_it_belongs() {
    let world = World::new().await;
    let page = world
        .posted(
            "/compass/values/new",
            &[
                ("title", "Candour"),
                ("looks_like", "We say what went wrong on the *day*."),
                ("does_not_look_like", "Being blunt."),
                ("team", "checkout"),
            ],
        )
        .await;
    says(
        &page,
        &[
            "C-1",
            "Candour",
            "What living it looks like",
            "Being blunt.",
            "Checkout",
            "Mona Ott",
            "As it was first written.",
            "Nobody yet: no goal or initiative serves it or cites it.",
        ],
    );
    says(
        &world.page("/compass").await,
        &["Candour", "looks like", "1 found"],
    );
    let holds = world.page("/compass?team=engineering").await;
    assert!(!holds.contains("Candour"), "it holds for Checkout alone");
    says(
        &world.page("/teams/checkout").await,
        &["What holds for this team"],
    );
    says(&world.page("/cards/C-1").await, &["Candour", "Checkout"]);
    says(&world.page("/search?q=candour").await, &["C-1"]);
    says(
        &world.page("/search/quick?q=candour").await,
        &["Candour", "Tell others of C-1"],
    );
}

#[tokio::test]
async fn a_facet_says_its_level_until_when_and_is_stated_once() {
    let world = World::new().await;
    let stated = [
        ("title", "Data size"),
        ("level", "40 TB, doubling every year"),
        ("reason", "Every click is kept."),
        ("until", "2026-06-30"),
    ];
    let page = world.posted("/compass/facets/new", &stated).await;
    says(
        &page,
        &[
            "40 TB, doubling every year",
            "holds until",
            "30 Jun 2026",
            "in 6 months",
        ],
    );
    let compass = world.page("/compass").await;
    assert_eq!(compass.matches("State it<").count(), 4, "one is stated");
    let again = world.post("/compass/facets/new", &stated).await;
    assert_eq!(again.status, 422);
    says(
        &again.body,
        &[
            "C-1 states that facet already.",
            "40 TB, doubling every year",
        ],
    );
    let passed = [
        ("title", "Quality"),
        ("level", "Good"),
        ("reason", "So."),
        ("until", "2025-01-01"),
    ];
    let refused = world.post("/compass/facets/new", &passed).await;
    says(&refused.body, &["2025-01-01 has passed."]);
}

#[tokio::test]
async fn a_strategy_takes_actions_by_line_and_even_overs_by_row() {
    let world = World::new().await;
    let typed = [
        ("title", "Release calmly"),
        ("diagnosis", "Nobody dares to release on a Friday."),
        ("guiding_policy", "Small changes."),
        ("actions", "One lane\r\n\r\n  Roll back in a minute  "),
        ("this", "Small steps"),
        ("over", "complete features"),
        ("this", ""),
        ("over", ""),
        ("this", "Calm"),
        ("over", "speed"),
    ];
    let page = world.posted("/compass/strategies/new", &typed).await;
    says(
        &page,
        &[
            "One lane Roll back in a minute",
            "Small steps",
            "complete features",
            "Calm",
        ],
    );
    let half = world
        .post(
            "/compass/strategies/new",
            &[
                ("title", "x"),
                ("diagnosis", "y"),
                ("guiding_policy", "z"),
                ("this", "Typed alone"),
                ("over", ""),
            ],
        )
        .await;
    assert_eq!(half.status, 422);
    says(&half.body, &["The side that has to wait is empty."]);
    assert!(half.body.contains(r#"value="Typed alone""#));
}

#[tokio::test]
async fn a_new_version_begins_with_what_was_written_and_shows_what_changed() {
    let world = World::new().await;
    world.does(MONA, strategy(None)).await;
    let form = world.page("/compass/1/version").await;
    says(
        &form,
        &[
            "Nobody dares to release on a Friday.",
            "One lane for all services.",
            "Why it changes",
        ],
    );
    assert!(form.contains(r#"value="Small steps""#));
    let long = format!("Nobody dares to release. {}", "It is long. ".repeat(80));
    let mut typed = vec![
        ("title", "Release calmly"),
        ("diagnosis", long.as_str()),
        (
            "guiding_policy",
            "Small changes, released when they are merged.",
        ),
        ("actions", "One lane for all services."),
        ("this", "Small steps"),
        ("over", "complete features"),
    ];
    let refused = world.post("/compass/1/version", &typed).await;
    assert_eq!(refused.status, 422);
    says(&refused.body, &["The reason for the change is empty."]);
    typed.push(("because", "Fridays are calm since March."));
    let page = world.posted("/compass/1/version", &typed).await;
    says(
        &page,
        &[
            "Version 2",
            "Fridays are calm since March.",
            "Diagnosis",
            "All of version 1",
        ],
    );
    assert!(
        !page.contains("<h3>Guiding policy</h3>"),
        "only what changed"
    );
    assert!(page.contains("<del>on a Friday.</del>") || page.contains("Friday.</del>"));
    // A long text is read from its row before it is held beside the other.
    let (start, end) = (page.find("<ins>").unwrap(), page.find("</ins>").unwrap());
    assert!(page[start..end].contains("It is long."));
    for number in 3..7 {
        assert!(number > 2);
        typed.pop();
        typed.push(("because", "The same, said again."));
        world.posted("/compass/1/version", &typed).await;
    }
    let page = world.page("/compass/1").await;
    says(&page, &["Show all: 3 earlier", "The same words as before."]);
    says(
        &world.page("/compass/1?versions=all").await,
        &["As it was first written.", "Version 2"],
    );
}

#[tokio::test]
async fn only_the_lead_writes_a_new_version() {
    let world = World::new().await;
    world.values(PRIYA, "Candour").await;
    let page = world.page("/compass/1").await;
    says(&page, &["Its lead writes new versions.", "I have read it"]);
    assert!(!page.contains("/compass/1/version"));
    let refused = world
        .post(
            "/compass/1/version",
            &[("title", "Openness"), ("because", "Clearer.")],
        )
        .await;
    assert_eq!(refused.status, 422);
    says(
        &refused.body,
        &[
            "C-1 has a lead: Priya Amin.",
            "Ask the lead, or start an initiative to change it.",
        ],
    );
    assert!(refused.body.contains(r#"value="Openness""#));
}

#[tokio::test]
async fn a_draft_is_seen_by_a_few_until_it_is_published() {
    let world = World::new().await;
    world.does(PRIYA, strategy(Some(vec![TOMAS]))).await;
    for gone in ["/compass/1", "/compass/1/version", "/compass/1/tell"] {
        assert_eq!(world.get(gone).await.status, 404, "{gone}");
    }
    assert_eq!(world.post("/compass/1/read", &[]).await.status, 404);
    assert_eq!(world.get("/cards/C-1").await.status, 404);
    for page in ["/compass", "/search?q=calmly", "/compass?find=C-1"] {
        assert!(!world.page(page).await.contains("Release calmly"), "{page}");
    }
    world.starts(MONA, "About C-1").await;
    let named = world.page("/initiatives/1").await;
    assert!(!named.contains("/compass/1"), "what is not seen is no link");
    let people = vec![MONA];
    let entry = EntryId(1);
    world
        .does(PRIYA, Command::Compass(C::ShowTo { entry, people }))
        .await;
    let page = world.page("/compass/1").await;
    says(
        &page,
        &[
            "Draft.",
            "Only Priya Amin, Tomás Reis and you can read this until it is published.",
        ],
    );
    says(&world.page("/compass").await, &["draft"]);
}

#[tokio::test]
async fn the_lead_publishes_tells_reviews_hands_over_and_retires() {
    let world = World::new().await;
    let typed = [
        ("title", "Release calmly"),
        ("diagnosis", "Fear."),
        ("guiding_policy", "Small changes."),
        ("audience", "chosen"),
    ];
    let page = world.posted("/compass/strategies/new", &typed).await;
    says(&page, &["Only you can read this", "Publish it"]);
    let page = world
        .posted("/compass/1/show-to", &[("people", "priya")])
        .await;
    says(&page, &["Only Priya Amin and you can read this"]);
    let early = world.post("/compass/1/tell", &[("team", "checkout")]).await;
    says(&early.body, &["C-1 is a draft that only a few can read."]);
    let page = world.posted("/compass/1/publish", &[]).await;
    assert!(!page.contains("Only Priya"));
    let page = world
        .posted("/compass/1/tell", &[("team", "checkout")])
        .await;
    says(&page, &["Who was told", "1 of 1 has read it"]);
    let page = world
        .posted("/compass/1/tell", &[("person", "tomas")])
        .await;
    says(&page, &["Tomás Reis", "not read yet"]);
    let nobody = world.post("/compass/1/tell", &[]).await;
    says(&nobody.body, &["The team or person is empty."]);
    let page = world
        .posted(
            "/compass/1/review",
            &[("text", "It holds."), ("next", "2026-07-01")],
        )
        .await;
    says(&page, &["It holds.", "looked at again", "1 Jul 2026"]);
    let page = world
        .posted("/compass/1/hand-over", &[("to", "priya")])
        .await;
    says(&page, &["Priya Amin leads"]);
    let refused = world
        .post("/compass/1/retire", &[("because", "Old.")])
        .await;
    says(&refused.body, &["C-1 has a lead: Priya Amin."]);
    let because = "The lane is there.".to_owned();
    let entry = EntryId(1);
    world
        .does(PRIYA, Command::Compass(C::Retire { entry, because }))
        .await;
    says(
        &world.page("/compass/1").await,
        &["Retired", "The lane is there."],
    );
    assert!(!world.page("/compass").await.contains("Release calmly"));
    says(
        &world.page("/compass?stage=retired").await,
        &["Release calmly", "retired"],
    );
}

#[tokio::test]
async fn what_one_was_told_waits_in_today_until_it_is_read() {
    let world = World::new().await;
    world.values(PRIYA, "Candour").await;
    let (entry, of) = (EntryId(1), AskedOf::Team(CHECKOUT));
    world
        .does(PRIYA, Command::Compass(C::Tell { entry, of }))
        .await;
    says(
        &world.page("/").await,
        &[
            "Read it",
            "Candour",
            "Priya Amin told Checkout of it today.",
        ],
    );
    says(
        &world.page("/compass/1").await,
        &[
            "You were told of this",
            "I have read it",
            "0 of 1 has read it",
        ],
    );
    let page = world.posted("/compass/1/read", &[]).await;
    says(&page, &["1 of 1 has read it"]);
    assert!(!page.contains("You were told of this"));
    assert!(!world.page("/").await.contains("Read it"));
    let twice = world.post("/compass/1/read", &[]).await;
    says(&twice.body, &["You have read this version of C-1 already."]);
}

#[tokio::test]
async fn a_look_at_the_past_shows_what_was_written_then() {
    let world = World::new().await;
    world.values(MONA, "Candour").await;
    world.days_pass(10);
    world
        .posted(
            "/compass/1/version",
            &[("title", "Openness"), ("because", "Clearer.")],
        )
        .await;
    let past = world.page("/compass/1?at=2026-01-05").await;
    says(&past, &["Candour"]);
    assert!(!past.contains("Openness") && !past.contains("New version"));
    assert!(
        !world
            .page("/compass?at=2026-01-05")
            .await
            .contains("Openness")
    );
}

#[tokio::test]
async fn the_api_has_the_same_compass() {
    let world = World::new().await;
    world.values(MONA, "Candour").await;
    world.does(MONA, strategy(None)).await;
    world.does(PRIYA, strategy(Some(Vec::new()))).await;
    let had = async |url: &str| -> serde_json::Value {
        let answer = world.get(url).await;
        assert_eq!(answer.status, 200, "{url}: {}", answer.body);
        serde_json::from_str(&answer.body).unwrap()
    };
    let all = had("/api/v1/compass").await;
    assert_eq!(all["total"], 2);
    assert_eq!(all["rows"][0]["entry"]["kind"], "value");
    let strategies = had("/api/v1/compass?stage=strategy").await;
    assert_eq!(strategies["total"], 1);
    let entry = had("/api/v1/compass/2").await;
    assert_eq!(
        entry["says"]["strategy"]["even_over"][0]["this"],
        "Small steps"
    );
    assert_eq!(entry["viewer"]["leads"], true);
    assert_eq!(entry["versions"][0]["number"], 1);
    assert_eq!(world.get("/api/v1/compass/3").await.status, 404);
    let before = world.get("/api/v1/compass?at=2025-12-31").await;
    assert_eq!(before.status, 200);
    assert!(before.body.contains("\"total\":0"));
}
