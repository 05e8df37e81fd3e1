//! Who may ask: by token and scope, as a page of our own, never as a page of others; and how often.

use std::num::NonZeroU32;

use paceline_core::Time;
use paceline_web::{App, Bearer, Scope};

use crate::common::{Answer, MONA, PRIYA, START, World, memory};

const GAP: &str = r#"{"is": "Nine days", "ought": "One hour"}"#;

/// Priya has tokens; Mona is who the pages are for.
async fn world(set_up: impl FnOnce(App) -> App) -> World {
    let world = World::set_up(memory().await, MONA, Time(START), set_up).await;
    for (handle, name) in [("mona", "Mona Ott"), ("priya", "Priya Amin")] {
        world.joins(handle, name).await;
    }
    world
}

fn with_tokens(app: App) -> App {
    app.with_tokens(|token| async move {
        let scopes = match token.as_str() {
            "pcl_read" => vec![Scope::Read],
            "pcl_write" => vec![Scope::Read, Scope::Write],
            "pcl_admin" => vec![Scope::Admin],
            _ => return None,
        };
        Some(Bearer {
            person: PRIYA,
            scopes: scopes.into_iter().collect(),
            id: token,
        })
    })
}

async fn sends(world: &World, command: &str, body: &str, headers: &[(&str, &str)]) -> Answer {
    world.sent(command, body, headers).await
}

#[tokio::test]
async fn a_token_acts_as_its_person() {
    let world = world(with_tokens).await;
    let token = [("Authorization", "Bearer pcl_write")];
    let me = world.send("GET", "/api/v1/me", &token, "").await;
    assert!(me.body.contains("Priya Amin"), "{}", me.body);
    let made = sends(&world, "gap.record", GAP, &token).await;
    assert_eq!(made.status, 201, "{}", made.body);
    let gap = world.send("GET", "/api/v1/gaps/1", &token, "").await;
    assert!(gap.body.contains("\"handle\":\"priya\""), "{}", gap.body);
}

#[tokio::test]
async fn an_answer_of_one_is_never_given_to_another() {
    let world = world(with_tokens).await;
    let token = [("Authorization", "Bearer pcl_read")];
    let of_priya = world.send("GET", "/api/v1/me", &token, "").await;
    let tag = of_priya.header("etag").to_owned();
    let page = [("Sec-Fetch-Site", "same-origin"), ("If-None-Match", &tag)];
    let of_mona = world.send("GET", "/api/v1/me", &page, "").await;
    assert_eq!(of_mona.status, 200);
    assert!(of_mona.body.contains("Mona Ott"), "{}", of_mona.body);
}

#[tokio::test]
async fn without_a_token_that_opens_it_nothing_is_answered() {
    let world = world(with_tokens).await;
    let nobody = world.get("/api/v1/gaps").await;
    nobody.is_problem(401, "You are not signed in.");
    assert_eq!(
        nobody.header("www-authenticate"),
        "Bearer realm=\"Paceline\""
    );
    for wrong in [
        "Bearer pcl_old",
        "Bearer",
        "Basic eDp5",
        "pcl_read",
        "Bearer é",
    ] {
        let answer = world
            .send("GET", "/api/v1/gaps", &[("Authorization", wrong)], "")
            .await;
        answer.is_problem(401, "This token is not known here, or no longer.");
        assert!(answer.header("www-authenticate").contains("invalid_token"));
    }
    let read = [("Authorization", "Bearer pcl_read")];
    let refused = sends(&world, "gap.record", GAP, &read).await;
    refused.is_problem(403, "This token does not open what needs 'write'.");
    assert!(
        refused
            .header("www-authenticate")
            .contains("scope=\"write\"")
    );
    let write = [("Authorization", "Bearer pcl_write")];
    let name = r#"{"name": "Northwind"}"#;
    let refused = sends(&world, "organisation.name", name, &write).await;
    refused.is_problem(403, "This token does not open what needs 'admin'.");
    let admin = [("Authorization", "Bearer pcl_admin")];
    assert_eq!(
        sends(&world, "organisation.name", name, &admin)
            .await
            .status,
        200
    );
}

#[tokio::test]
async fn a_page_of_another_site_can_do_nothing() {
    let world = world(|app| app).await;
    for headers in [
        &[("Sec-Fetch-Site", "cross-site")][..],
        &[("Origin", "https://evil.example")],
        &[("Origin", "null")],
        &[("Cookie", "paceline-theme=dark")],
    ] {
        let answer = sends(&world, "gap.record", GAP, headers).await;
        answer.is_problem(403, "This was sent by another site.");
    }
    let own = [
        ("Sec-Fetch-Site", "same-origin"),
        ("Cookie", "paceline-theme=dark"),
    ];
    assert_eq!(sends(&world, "gap.record", GAP, &own).await.status, 201);
    let host = world
        .send("GET", "/api/v1/gaps", &[("Host", "evil.example")], "")
        .await;
    host.is_problem(421, "Paceline does not answer under this name.");
}

#[tokio::test]
async fn whoever_asks_too_often_is_told_to_wait() {
    let five = NonZeroU32::new(5).unwrap();
    let world = world(|app| with_tokens(app).answering_at_most(five)).await;
    let token = [("Authorization", "Bearer pcl_read")];
    for left in (0..5).rev() {
        let answer = world.send("GET", "/api/v1/gaps", &token, "").await;
        assert_eq!(answer.status, 200);
        let said = answer.header("ratelimit");
        assert!(
            said.starts_with(&format!("\"a-minute\";r={left};t=")),
            "{said}"
        );
        assert_eq!(answer.header("ratelimit-policy"), "\"a-minute\";q=5;w=60");
    }
    let answer = world.send("GET", "/api/v1/gaps", &token, "").await;
    answer.is_problem(429, "You ask more often than this server answers.");
    assert!(answer.header("retry-after").parse::<u32>().unwrap() >= 1);
    let other = [("Authorization", "Bearer pcl_write")];
    assert_eq!(
        world.send("GET", "/api/v1/gaps", &other, "").await.status,
        200
    );
}
