//! Who may ask: by token and scope, as a page of our own, never as a page of others; and how often.

use std::num::NonZeroU32;

use paceline_core::{PersonId, Time};
use paceline_identity::{
    account::Role,
    token::{NewToken, Scope},
};

use crate::{
    common::{Answer, MONA, PRIYA, START, World, memory},
    house::House,
};

const GAP: &str = r#"{"is": "Nine days", "ought": "One hour"}"#;

/// Nobody signs in: everybody is Mona.
async fn alone() -> World {
    let world = World::set_up(memory().await, MONA, Time(START), |app| app).await;
    for (handle, name) in [("mona", "Mona Ott"), ("priya", "Priya Amin")] {
        world.joins(handle, name).await;
    }
    world
}

/// The header of a fresh token.
async fn token(house: &House, person: PersonId, scopes: &[Scope]) -> String {
    let new = NewToken {
        name: "Tests".to_owned(),
        scopes: scopes.iter().copied().collect(),
        until: None,
    };
    let made = house.identity.make_token(person, new, person).await;
    format!("Bearer {}", made.unwrap().0.expose())
}

async fn sends(world: &World, command: &str, body: &str, headers: &[(&str, &str)]) -> Answer {
    world.sent(command, body, headers).await
}

#[tokio::test]
async fn a_token_acts_as_its_person() {
    let house = House::new().await;
    let world = &house.world;
    let secret = token(&house, PRIYA, &[Scope::Read, Scope::Write]).await;
    let token = [("Authorization", secret.as_str())];
    let me = world.send("GET", "/api/v1/me", &token, "").await;
    assert!(me.body.contains("Priya Amin"), "{}", me.body);
    let made = sends(world, "gap.record", GAP, &token).await;
    assert_eq!(made.status, 201, "{}", made.body);
    let gap = world.send("GET", "/api/v1/gaps/1", &token, "").await;
    assert!(gap.body.contains("\"handle\":\"priya\""), "{}", gap.body);
}

#[tokio::test]
async fn an_answer_of_one_is_never_given_to_another() {
    let house = House::new().await;
    let world = &house.world;
    let secret = token(&house, PRIYA, &[Scope::Read]).await;
    let token = [("Authorization", secret.as_str())];
    let of_priya = world.send("GET", "/api/v1/me", &token, "").await;
    let tag = of_priya.header("etag").to_owned();
    let session = house.browser_of(MONA).await.cookie("paceline").unwrap();
    let cookie = format!("paceline={session}");
    let page = [
        ("Sec-Fetch-Site", "same-origin"),
        ("If-None-Match", &tag),
        ("Cookie", &cookie),
    ];
    let of_mona = world.send("GET", "/api/v1/me", &page, "").await;
    assert_eq!(of_mona.status, 200);
    assert!(of_mona.body.contains("Mona Ott"), "{}", of_mona.body);
}

#[tokio::test]
async fn without_a_token_that_opens_it_nothing_is_answered() {
    let house = House::new().await;
    let world = &house.world;
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
    let secret = token(&house, PRIYA, &[Scope::Read]).await;
    let read = [("Authorization", secret.as_str())];
    let refused = sends(world, "gap.record", GAP, &read).await;
    refused.is_problem(403, "This token does not open what needs 'write'.");
    assert!(
        refused
            .header("www-authenticate")
            .contains("scope=\"write\"")
    );
    let secret = token(&house, MONA, &[Scope::Write]).await;
    let write = [("Authorization", secret.as_str())];
    let name = r#"{"name": "Northwind"}"#;
    let refused = sends(world, "organisation.name", name, &write).await;
    refused.is_problem(403, "This token does not open what needs 'admin'.");
    let secret = token(&house, MONA, &[Scope::Admin]).await;
    let admin = [("Authorization", secret.as_str())];
    assert_eq!(
        sends(world, "organisation.name", name, &admin).await.status,
        200
    );
}

#[tokio::test]
async fn a_page_of_another_site_can_do_nothing() {
    let world = alone().await;
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
    let house = House::set_up(|app| app.answering_at_most(five)).await;
    house.joins("mona", "Mona Ott", Role::Admin).await;
    let world = &house.world;
    let secret = token(&house, MONA, &[Scope::Read]).await;
    let token = [("Authorization", secret.as_str())];
    let another = self::token(&house, MONA, &[Scope::Read]).await;
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
    let other = [("Authorization", another.as_str())];
    assert_eq!(
        world.send("GET", "/api/v1/gaps", &other, "").await.status,
        200
    );
}
