//! Results have the same numbers at every door: page, API and command line.

use paceline_core::Command;
use reqwest::Client;
use serde_json::Value;

use crate::world::{MONA, World};

/// A goal that moved and was missed, and an initiative that was delivered.
async fn lived() -> World {
    let world = World::new().await;
    for command in [
        r#"{"goal": {"check_in": {"goal": 1, "status": "at_risk", "text": "Hm", "confidence": 3, "values": [[0, "3.8"]]}}}"#,
        r#"{"goal": {"close": {"goal": 1, "outcome": "missed", "text": "=We know now", "score": "0.7"}}}"#,
        r#"{"initiative": {"deliver": {"initiative": 1, "outcome": "An hour now"}}}"#,
    ] {
        let command: Command = serde_json::from_str(command).expect("a command");
        world.does(MONA, command).await;
    }
    world
}

async fn had(world: &World, path: &str) -> String {
    drop(rustls::crypto::ring::default_provider().install_default());
    let asked = Client::new().get(format!("{}{path}", world.url));
    let answer = asked.send().await.expect("an answer");
    assert!(answer.status().is_success(), "{path}: {}", answer.status());
    answer.text().await.expect("a text")
}

#[tokio::test]
async fn results_are_the_same_at_every_door() {
    let world = lived().await;
    for (form, page) in [("csv", "/results.csv"), ("markdown", "/results.md")] {
        let file = had(&world, page).await;
        let api = had(&world, &format!("/api/v1/results?as={form}")).await;
        let said = world.says(&["results", "--as", form]).await;
        assert_eq!(said.code, 0, "{}", said.err);
        assert_eq!(
            (file.as_str(), file.as_str()),
            (api.as_str(), said.out.as_str())
        );
        assert!(file.contains("0.7") && file.contains("3.8"), "{file}");
    }
    let said = world.says(&["results", "--as", "json"]).await;
    let (json, said): (Value, Value) = (
        serde_json::from_str(&had(&world, "/api/v1/results").await).expect("JSON"),
        serde_json::from_str(&said.out).expect("JSON"),
    );
    assert_eq!(json, said);
    assert_eq!(said["goals"][0]["score"], "0.7");
    assert_eq!(said["measures"][0]["measure"]["after"], "3.8");
    let sentence = said["sentence"].as_str().expect("a sentence");
    assert!(
        had(&world, "/results").await.contains(sentence),
        "{sentence}"
    );
    let text = world.says(&["results", "--from", "2025-12-01"]).await;
    let words: Vec<&str> = text.out.split_whitespace().collect();
    assert!(
        words.join(" ").contains("closed 2 goals (2 missed)"),
        "{}",
        text.out
    );
}

#[tokio::test]
async fn what_is_no_period_is_refused_in_the_same_words() {
    let world = lived().await;
    for form in ["text", "csv"] {
        let said = world
            .says(&["results", "--from", "2031-01-01", "--as", form])
            .await;
        assert_eq!(said.code, 1, "{}", said.err);
        assert_eq!(
            said.err,
            "paceline: This time begins on 2031-01-01, which is still to come.\n  Choose a first day that has begun.\n"
        );
    }
    let said = world
        .says(&["results", "--team", "nowhere", "--as", "markdown"])
        .await;
    assert_eq!(said.code, 1);
    assert!(
        said.err.contains("There is no team called 'nowhere'."),
        "{}",
        said.err
    );
}
