//! The OpenAPI document says what there is, and nothing else.

use paceline_core::vocabulary;
use serde_json::Value;

use crate::common::World;

/// Everything that a document points to below `at`.
fn references<'a>(at: &'a Value, found: &mut Vec<&'a str>) {
    match at {
        Value::Object(fields) => {
            found.extend(fields.get("$ref").and_then(Value::as_str));
            fields.values().for_each(|value| references(value, found));
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[tokio::test]
async fn what_it_points_to_is_there() {
    let document = World::new().await.had("/openapi.json").await;
    assert_eq!(document["openapi"], "3.1.0");
    let mut found = Vec::new();
    references(&document, &mut found);
    assert!(found.len() > 100);
    for reference in found {
        let place = reference.trim_start_matches('#');
        assert!(
            document.pointer(place).is_some(),
            "{reference} leads nowhere"
        );
    }
    let mut names: Vec<&str> = Vec::new();
    for path in document["paths"].as_object().unwrap().values() {
        for operation in path.as_object().unwrap().values() {
            names.push(operation["operationId"].as_str().unwrap());
            assert!(operation["summary"].as_str().unwrap().ends_with('.'));
        }
    }
    let all = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), all, "two operations have one name");
}

#[tokio::test]
async fn every_path_of_it_is_answered_and_every_command_is_in_it() {
    let world = World::new().await;
    world.gap("Nine days", "One hour").await;
    world.starts(crate::common::PRIYA, "Ship any day").await;
    world.goal(crate::common::PRIYA, "Under a day").await;
    world.values(crate::common::PRIYA, "Candour").await;
    world.departs_from_the_first(crate::common::PRIYA).await;
    let document = world.had("/openapi.json").await;
    let paths = document["paths"].as_object().unwrap();
    for (path, operations) in paths {
        let is_command = path.starts_with("/commands/");
        // A draft is asked about by POST; nothing is recorded.
        let is_sent = is_command || path.starts_with("/import") || path == "/context";
        assert_eq!(operations.get("post").is_some(), is_sent, "{path}");
        if path.starts_with("/import") {
            let headers = [("Content-Type", "application/json")];
            let answer = world
                .send("POST", &format!("/api/v1{path}"), &headers, "{}")
                .await;
            assert_eq!(answer.status, 422, "{path}: {}", answer.body);
        } else if is_command {
            let answer = world
                .sent(path.trim_start_matches("/commands/"), "[]", &[])
                .await;
            assert_eq!(answer.status, 422, "{path}: {}", answer.body);
        } else {
            if path.contains("/agreements/") || path.contains("{revision}") {
                // Nothing is written or agreed on here yet.
                continue;
            }
            let here = path
                .replace("{id}", "1")
                .replace("{revision}", "1")
                .replace("{slug}", "checkout")
                .replace("{handle}", "mona");
            world.had(&here).await;
        }
    }
    for entry in vocabulary::all() {
        assert!(
            paths.contains_key(&format!("/commands/{}", entry.name)),
            "{}",
            entry.name
        );
    }
}

#[tokio::test]
async fn every_page_has_its_view() {
    let document = World::new().await.had("/openapi.json").await;
    let paths = document["paths"].as_object().unwrap();
    let mut without = Vec::new();
    let files = [
        include_str!("../../../src/routes.rs"),
        include_str!("../../../src/routes_initiatives.rs"),
    ];
    let pages = files
        .into_iter()
        .flat_map(|file| file.split(".route(").skip(1));
    let pages = pages.filter(|route| !route.contains(".post(") && route.contains("get("));
    for page in pages.filter_map(|route| route.split('"').nth(1)) {
        // A fragment, a file, a stream or a form that another page offers.
        let is_no_view = [
            "/search/quick",
            "/cards/",
            "/live",
            "/sign-in",
            "/sign-out",
            "/l/",
            "/settings",
            "/start",
            "/notes",
            "/admin",
            "/healthz",
            "/static/",
            "/results.",
            "/gaps/{id}/initiatives/new",
        ]
        .iter()
        .any(|start| page.starts_with(start));
        let view = match page {
            "/" => "/today",
            // Looked at part by part.
            "/insights" => "/insights/flow",
            "/initiatives/{id}/feedback/all" => "/initiatives/{id}/feedback",
            "/initiatives/{id}/document/source" | "/initiatives/{id}/document/authors" => {
                "/initiatives/{id}/document"
            }
            page => page,
        };
        if !is_no_view && !paths.contains_key(view) {
            without.push(page);
        }
    }
    assert_eq!(without, [""; 0], "pages without a view");
}
