//! Context: what bears on a team, a repository or a draft, as a page and at the API.

use paceline_core::{
    Command, EntryId,
    compass::{self, StrategyText, ValueText},
};
use serde_json::{Value, json};

use crate::common::{CHECKOUT, MONA, PRIYA, World, says};

/// Values of all, of Checkout, and a strategy that Priya keeps to herself.
async fn world() -> World {
    let world = World::new().await;
    for (title, text, team) in [
        ("Calm", "Nobody is woken twice.".to_owned(), None),
        (
            "Trust",
            "Payments are never lost. ".repeat(40),
            Some(CHECKOUT),
        ),
    ] {
        let value = compass::Command::WriteValue(ValueText {
            title: title.into(),
            text,
            team,
            ..ValueText::default()
        });
        world.does(MONA, Command::Compass(value)).await;
    }
    let strategy = compass::Command::WriteStrategy(StrategyText {
        title: "Zanzibar".into(),
        diagnosis: "Not yet.".into(),
        guiding_policy: "Quiet.".into(),
        shown_to: Some(Vec::new()),
        ..StrategyText::default()
    });
    world.does(PRIYA, Command::Compass(strategy)).await;
    world
}

#[tokio::test]
async fn a_team_is_chosen_and_all_that_bears_on_it_says_why() {
    let world = world().await;
    let start = world.page("/context").await;
    says(
        &start,
        &[
            "What Northwind wants where somebody works",
            "paceline context --into AGENTS.md",
        ],
    );
    assert!(!start.contains("To copy"), "nothing was asked for yet");
    let page = world.page("/context?team=checkout").await;
    says(
        &page,
        &[
            "For the team Checkout. 2 bear on it.",
            "C-2 Trust Payments are never lost.",
            "Why: of Checkout",
            "Why: of the whole organisation",
            "(more at C-2)",
            "- **C-1 Calm**: Nobody is woken twice. (of the whole organisation)",
        ],
    );
    assert!(page.contains(r#"href="/compass/2""#));
    assert!(!page.contains("Zanzibar"));
}

#[tokio::test]
async fn a_repository_leads_to_its_team_or_says_how_it_would() {
    let world = world().await;
    let page = world
        .page("/context?repo=git@github.com:acme/checkout-web.git")
        .await;
    says(
        &page,
        &[
            "No team has said that github.com/acme/checkout-web is theirs, so this holds for the whole organisation.",
        ],
    );
    let pattern = [("pattern", "https://github.com/acme/checkout-*")];
    let team = world.posted("/teams/checkout/repositories", &pattern).await;
    says(
        &team,
        &[
            "Repositories github.com/acme/checkout-*",
            "What bears on this team",
        ],
    );
    let page = world
        .page("/context?repo=git@github.com:acme/checkout-web.git")
        .await;
    says(
        &page,
        &["For the team Checkout, whose repository github.com/acme/checkout-web is"],
    );
    let pattern = [("pattern", "github.com/acme/checkout-*")];
    let team = world
        .posted("/teams/checkout/repositories/drop", &pattern)
        .await;
    says(&team, &["None is said to be the team’s."]);
}

#[tokio::test]
async fn a_draft_is_looked_through_and_not_kept() {
    let world = world().await;
    let before = world.store.last();
    let draft = [
        ("text", "Payments get lost; see C-1. <b>\"Zanzibar\"</b>"),
        ("team", ""),
    ];
    let page = world.post("/context", &draft).await;
    assert_eq!(page.status, 200);
    says(
        &page.body,
        &[
            "Why: the draft names C-1; of the whole organisation",
            "shares the words",
            "Nothing of it is kept.",
        ],
    );
    assert!(
        page.body.contains("Payments get lost; see C-1. &lt;b&gt;")
            || page.body.contains("&#60;b&#62;"),
        "what was typed stays"
    );
    assert!(
        !page.body.contains("href=\"/compass/3\""),
        "a draft of the compass is nobody's business"
    );
    assert_eq!(world.store.last(), before);
    let long = "a".repeat(200 * 1024 + 1);
    let page = world.post("/context", &[("text", &long)]).await;
    assert_eq!(page.status, 400);
    says(
        &page.body,
        &[
            "The draft is longer than 200 KiB.",
            "Hand over the part that matters most.",
        ],
    );
}

#[tokio::test]
async fn what_there_is_not_is_said() {
    let world = world().await;
    for (url, why) in [
        ("/context?team=zebra", "zebra"),
        (
            "/context?team=checkout&words=7",
            "&#39;words&#39; takes a whole number from 100 to 5000.",
        ),
    ] {
        let page = world.get(url).await;
        assert_eq!(page.status, 400, "{url}");
        assert!(page.body.contains(why), "{url}: {}", page.body);
    }
}

#[tokio::test]
async fn the_api_gives_the_same_by_get_and_by_post() {
    let world = world().await;
    let had = |answer: &str| serde_json::from_str::<Value>(answer).unwrap();
    let answer = world.get("/api/v1/context?team=checkout&words=300").await;
    let context = had(&answer.body);
    assert_eq!(context["team"]["slug"], "checkout");
    assert_eq!(context["words"], 300);
    assert_eq!(context["items"][0]["reference"], "C-2");
    assert_eq!(context["items"][0]["why"], "of Checkout");
    let markdown = context["markdown"].as_str().unwrap();
    let digest = context["digest"].as_str().unwrap();
    assert!(markdown.starts_with(&format!(
        "<!-- paceline context team=checkout digest={digest} -->\n"
    )));
    assert!(markdown.ends_with("<!-- /paceline context -->\n"));
    assert!(markdown.split_whitespace().count() <= 300);

    let json = [("Content-Type", "application/json")];
    let send = async |body: &Value| {
        world
            .send("POST", "/api/v1/context", &json, &body.to_string())
            .await
    };
    let answer = send(&json!({ "text": "See C-1.", "team": "checkout" })).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert_eq!(had(&answer.body)["items"][0]["reference"], "C-1");
    for (body, says) in [
        (json!({ "team": "checkout" }), "missing field `text`"),
        (
            json!({ "text": "a".repeat(200 * 1024 + 1) }),
            "longer than 200 KiB",
        ),
        (json!({ "text": "a", "words": 1 }), "from 100 to 5000"),
    ] {
        let answer = send(&body).await;
        assert_eq!(answer.status, 400, "{}", answer.body);
        assert!(answer.body.contains(says), "{}", answer.body);
    }
}

#[tokio::test]
async fn the_past_is_told_as_it_was() {
    let world = world().await;
    world.days_pass(10);
    let because = "No more.".to_owned();
    let retire = compass::Command::Retire {
        entry: EntryId(1),
        because,
    };
    world.does(MONA, Command::Compass(retire)).await;
    assert!(
        !world
            .page("/context?team=checkout")
            .await
            .contains("woken twice")
    );
    let then = world.page("/context?team=checkout&at=2026-01-05").await;
    assert!(then.contains("woken twice"));
    let team = world.page("/teams/checkout?at=2026-01-05").await;
    assert!(!team.contains("Add repositories"));
}
