//! Who may ask, and what is answered to whoever may not.

use paceline_identity::token::Scope;
use serde_json::Value;

use super::{Directory, is_error, token};
use crate::{
    common::{MONA, PRIYA, World},
    house::House,
};

const PATHS: [(&str, &str); 6] = [
    ("GET", "/scim/v2/Users"),
    ("POST", "/scim/v2/Users"),
    ("GET", "/scim/v2/ServiceProviderConfig"),
    ("DELETE", "/scim/v2/Users/1"),
    ("GET", "/scim/v2/nothing"),
    ("GET", "/scim"),
];

#[tokio::test]
async fn whoever_has_no_good_token_learns_nothing() {
    let house = House::new().await;
    let browser = house.browser_of(MONA).await;
    let cookie = format!("paceline={}", browser.cookie("paceline").unwrap());
    for headers in [
        vec![],
        // A session counts for nothing here.
        vec![
            ("Cookie", cookie.as_str()),
            ("Sec-Fetch-Site", "same-origin"),
        ],
        vec![("Authorization", "Bearer pcl_nobody")],
        vec![("Authorization", "Basic bW9uYTptb25h")],
        vec![("Authorization", "Bearer")],
    ] {
        for (method, path) in PATHS {
            let answer = house.world.send(method, path, &headers, "").await;
            is_error(&answer, 401, "");
            assert!(answer.header("www-authenticate").starts_with("Bearer "));
        }
    }
}

#[tokio::test]
async fn a_token_needs_the_scope_and_somebody_who_may() {
    let directory = Directory::new().await;
    let house = &directory.house;
    let others = [Scope::Read, Scope::Write, Scope::Admin].map(|scope| (directory.service, scope));
    for (who, scope) in others.into_iter().chain([(PRIYA, Scope::Scim)]) {
        let token = token(house, who, scope).await;
        let bearer = format!("Bearer {}", token.expose());
        for (method, path) in PATHS {
            let headers = [("Authorization", bearer.as_str())];
            let answer = house.world.send(method, path, &headers, "").await;
            is_error(&answer, 403, "");
        }
    }
    let token = token(house, MONA, Scope::Scim).await;
    let bearer = format!("bearer {}", token.expose());
    let headers = [("Authorization", bearer.as_str())];
    let answer = house
        .world
        .send("GET", "/scim/v2/Users", &headers, "")
        .await;
    assert_eq!(answer.status, 200, "an admin's is as good");
    let tokens = house.identity.tokens(MONA).await.unwrap();
    house
        .identity
        .revoke_token(MONA, &tokens[0].id, MONA)
        .await
        .unwrap();
    let answer = house
        .world
        .send("GET", "/scim/v2/Users", &headers, "")
        .await;
    is_error(&answer, 401, "");
}

#[tokio::test]
async fn whoever_guesses_is_slowed_down() {
    let house = House::new().await;
    let headers = [("Authorization", "Bearer pcl_nobody")];
    let mut answer = house
        .world
        .send("GET", "/scim/v2/Users", &headers, "")
        .await;
    for _ in 0..200 {
        if answer.status == 429 {
            break;
        }
        answer = house
            .world
            .send("GET", "/scim/v2/Users", &headers, "")
            .await;
    }
    is_error(&answer, 429, "");
    assert!(answer.header("retry-after").parse::<u64>().is_ok());
}

#[tokio::test]
async fn where_nobody_signs_in_there_is_no_directory() {
    let world = World::new().await;
    let answer = world.get("/scim/v2/Users").await;
    is_error(&answer, 404, "");
}

#[tokio::test]
async fn what_is_not_offered_is_said_so() {
    let directory = Directory::new().await;
    for (method, path, status) in [
        ("GET", "Me", 501),
        ("POST", "Bulk", 501),
        ("POST", "Users/.search", 501),
        ("DELETE", "Users", 405),
        ("POST", "Schemas", 405),
        ("GET", "Cars", 404),
        ("GET", "Users/0", 404),
        ("GET", "Users/%FF", 400),
        ("GET", "Schemas/urn:x", 404),
    ] {
        let answer = directory.asks(method, path, "").await;
        is_error(&answer, status, "");
    }
    let form = [("Content-Type", "text/plain")];
    let bearer = format!("Bearer {}", directory.token);
    let headers = [form[0], ("Authorization", bearer.as_str())];
    let answer = directory
        .house
        .world
        .send("POST", "/scim/v2/Users", &headers, "{}")
        .await;
    is_error(&answer, 415, "");
    let big = format!("{{\"userName\": \"{}\"}}", "a".repeat(5 * 1024 * 1024));
    let answer = directory.asks("POST", "Users", &big).await;
    is_error(&answer, 413, "");
    directory
        .refused(("POST", "Users"), &Value::Null, (400, "invalidSyntax"))
        .await;
}
