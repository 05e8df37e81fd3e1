//! Import: pasted, looked at, taken in, once.

use serde_json::json;

use crate::common::{Answer, World, says};

const GOALS: &str = "# Q2 2026 goals\n\n1. **Checkout: Ship every merge**\n   - KR: Days to users: from 9 to 1 days\n   \
    - KR: Pages: from 8 to 40\n   1. **CEO: Delete the old runners**\n2. **Nobody waits**\n\nSome words.\n";

/// The value of a hidden field.
fn hidden(page: &str, name: &str) -> String {
    let field = format!("name=\"{name}\" value=\"");
    let (_, after) = page.split_once(&field).expect(name);
    after.split('"').next().expect(name).to_owned()
}

/// Takes in these keys of what a preview shows.
async fn take_in(world: &World, text: &str, preview: &Answer, keys: &[&str]) -> Answer {
    let fingerprint = hidden(&preview.body, "fingerprint");
    let mut fields = vec![
        ("text", text),
        ("as", "auto"),
        ("name", "2026.md"),
        ("fingerprint", fingerprint.as_str()),
    ];
    fields.extend(keys.iter().map(|key| ("take", *key)));
    world.post("/import/take-in", &fields).await
}

/// Sends JSON as a program does.
async fn api(world: &World, path: &str, body: &serde_json::Value) -> Answer {
    let headers = [("Content-Type", "application/json")];
    world.send("POST", path, &headers, &body.to_string()).await
}

async fn preview(world: &World, text: &str) -> Answer {
    world
        .post("/import", &[("text", text), ("name", "2026.md")])
        .await
}

#[tokio::test]
async fn nothing_is_taken_in_before_it_was_seen() {
    let world = World::new().await;
    says(
        &world.page("/import").await,
        &["Import", "before anything is recorded"],
    );
    assert!(world.page("/goals").await.contains("href=\"/import\""));
    let shown = preview(&world, GOALS).await;
    assert_eq!(shown.status, 200, "{}", shown.body);
    says(
        &shown.body,
        &[
            "Nothing is recorded yet. What is ticked would be made: 3 goals, 1 key result.",
            "Ship every merge",
            "goal, Checkout, line 3",
            "until 2026-06-30",
            "from 9 to 1 days",
            "A number needs a unit.",
            "No team is called &#39;CEO&#39;, so it stays in the title.",
            "Left out, line 9",
        ],
    );
    assert_eq!(world.store.read(|state| state.goals.len()), 0);

    let done = take_in(&world, GOALS, &shown, &["1", "1.1", "2"]).await;
    assert_eq!(done.status, 200, "{}", done.body);
    says(
        &done.body,
        &["Recorded: 2 goals, 1 key result.", "O-1", "O-2"],
    );
    assert_eq!(world.store.read(|state| state.goals.len()), 2);
    says(
        &world.page("/goals/1").await,
        &["Ship every merge", "Days to users"],
    );
}

#[tokio::test]
async fn a_double_click_makes_nothing_twice_and_a_second_import_offers_what_is_new() {
    let world = World::new().await;
    let shown = preview(&world, GOALS).await;
    take_in(&world, GOALS, &shown, &["1", "1.1"]).await;
    let again = take_in(&world, GOALS, &shown, &["1", "1.1"]).await;
    assert_eq!(again.status, 422);
    says(
        &again.body,
        &["This is not what was shown before", "There already, as"],
    );
    assert_eq!(world.store.read(|state| state.goals.len()), 1);

    let second = preview(&world, GOALS).await;
    says(&second.body, &["would be made: 2 goals."]);
    take_in(&world, GOALS, &second, &["2", "3"]).await;
    says(
        &preview(&world, GOALS).await.body,
        &["Nothing new would be made of it."],
    );
    assert_eq!(world.store.read(|state| state.goals.len()), 3);
}

#[tokio::test]
async fn a_changed_text_is_shown_again() {
    let world = World::new().await;
    let shown = preview(&world, GOALS).await;
    let changed = GOALS.replace("Nobody waits", "Everybody waits");
    let answer = take_in(&world, &changed, &shown, &["1", "3"]).await;
    assert_eq!(answer.status, 422);
    says(
        &answer.body,
        &["This is not what was shown before", "Everybody waits"],
    );
    assert_eq!(world.store.read(|state| state.goals.len()), 0);
}

#[tokio::test]
async fn what_is_made_says_where_it_comes_from() {
    let world = World::new().await;
    let shown = preview(&world, GOALS).await;
    take_in(&world, GOALS, &shown, &["1", "1.1"]).await;
    let events = world
        .store
        .events_after(paceline_core::Seq(0))
        .await
        .expect("events");
    let origins: Vec<_> = events
        .iter()
        .filter_map(|event| event.origin.as_deref())
        .collect();
    assert_eq!(origins, ["2026.md:3, Q2 2026", "2026.md:4"]);
}

#[tokio::test]
async fn a_strategy_and_values_come_into_the_compass() {
    let world = World::new().await;
    let strategy = "# Fewer, better\n## Diagnosis\nLate.\n## Guiding policy\nOne thing.\n## Even over\n- a even over b\n";
    let shown = preview(&world, strategy).await;
    says(
        &shown.body,
        &["strategy, lines 1–7", "1 even-over statement"],
    );
    says(
        &take_in(&world, strategy, &shown, &["1"]).await.body,
        &["Recorded: 1 strategy.", "C-1"],
    );
    let values = "# Our values\n\n## Customer first\nThey come first.\n\n## Candour\nWe say it.\n";
    let shown = preview(&world, values).await;
    says(
        &take_in(&world, values, &shown, &["1", "2"]).await.body,
        &["Recorded: 2 values."],
    );
    assert_eq!(world.store.read(|state| state.entries.len()), 3);
}

#[tokio::test]
async fn what_cannot_be_read_is_refused_with_its_line() {
    let world = World::new().await;
    for (text, said) in [
        ("", "There is nothing to read."),
        ("objective,owner\nShip,Ada\n", "Whatever it looks like"),
        (
            "goal,team,goal\n",
            "The header names the column &#39;goal&#39; twice.",
        ),
    ] {
        let answer = preview(&world, text).await;
        says(&answer.body, &[said]);
    }
    let wrong = world
        .post("/import", &[("text", "objective,owner\n"), ("as", "csv")])
        .await;
    assert_eq!(wrong.status, 422);
    says(
        &wrong.body,
        &[
            "Line 1.",
            "The header has no column &#39;goal&#39;.",
            "objective,owner",
        ],
    );
    let long = format!("goal,team\n{}", "a,b\n".repeat(40_000));
    let long = world.post("/import", &[("text", long.as_str())]).await;
    assert_eq!(long.status, 422);
    says(&long.body, &["Line 2001."]);
    let nowhere = world
        .post("/import", &[("text", "# A\n- b\n"), ("team", "zebra")])
        .await;
    assert_eq!(nowhere.status, 422);
}

#[tokio::test]
async fn programs_preview_and_take_in_with_the_same_refusals() {
    let world = World::new().await;
    let text = json!({ "text": GOALS, "name": "2026.md" });
    let previewed = api(&world, "/api/v1/import/preview", &text).await;
    assert_eq!(previewed.status, 200, "{}", previewed.body);
    let preview: serde_json::Value = serde_json::from_str(&previewed.body).expect("JSON");
    assert_eq!(preview["as"], "goals");
    assert_eq!(preview["steps"][2]["fate"]["why"], "A number needs a unit.");
    assert_eq!(preview["remarks"][0]["first"], 5);

    let mut chosen = text.clone();
    chosen["fingerprint"] = json!("other");
    assert_eq!(api(&world, "/api/v1/import", &chosen).await.status, 409);
    chosen["fingerprint"] = preview["fingerprint"].clone();
    let taken = api(&world, "/api/v1/import", &chosen).await;
    assert_eq!(taken.status, 200, "{}", taken.body);
    let taken: serde_json::Value = serde_json::from_str(&taken.body).expect("JSON");
    assert_eq!(taken["made"].as_array().map(Vec::len), Some(4));
    assert_eq!(taken["made"][0]["reference"], "O-1");
    assert_eq!(api(&world, "/api/v1/import", &chosen).await.status, 409);

    let wrong = json!({ "text": "x,y\n", "as": "csv" });
    let wrong = api(&world, "/api/v1/import/preview", &wrong).await;
    assert_eq!(wrong.status, 422);
    says(&wrong.body, &["Line 1.", "has no column 'goal'"]);
    let odd = api(&world, "/api/v1/import/preview", &json!({ "words": 1 })).await;
    assert_eq!(odd.status, 422);
}
