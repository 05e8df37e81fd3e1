//! Whatever is sent: no answer of ours is a failure, and the server stays.

use proptest::{
    prelude::*,
    strategy::ValueTree as _,
    test_runner::{Config, TestRunner},
};
use serde_json::{Map, Value, json};

use super::Directory;

const NAMES: &[&str] = &[
    "userName",
    "externalId",
    "name",
    "familyName",
    "displayName",
    "active",
    "emails",
    "value",
    "type",
    "primary",
    "members",
    "id",
    "meta",
    "schemas",
    "Operations",
    "op",
    "path",
    "",
    "\u{0}",
];
const TEXTS: &[&str] = &[
    "add",
    "replace",
    "remove",
    "ADD",
    "members",
    "emails",
    "emails[type eq \"work\"].value",
    "members[value eq \"4\"]",
    "name.givenName",
    "userName",
    "active",
    "True",
    "1",
    "4",
    "a@b.example",
    "\u{0}",
    "\n",
    "",
    "..",
    "[",
    "urn:x:y",
    "emails[",
    "ада",
    "💥",
];

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        prop::sample::select(TEXTS).prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((prop::sample::select(NAMES), inner), 0..5).prop_map(|fields| {
                let fields = fields.into_iter();
                let fields: Map<_, _> = fields
                    .map(|(name, value)| (name.to_owned(), value))
                    .collect();
                Value::Object(fields)
            }),
        ]
    })
}

/// Objects that look like something, filled with anything.
fn body() -> impl Strategy<Value = Value> {
    let operation = (
        prop::sample::select(TEXTS),
        prop::sample::select(TEXTS),
        value(),
    )
        .prop_map(|(op, path, value)| json!({ "op": op, "path": path, "value": value }));
    prop_oneof![
        value(),
        prop::collection::vec(operation, 0..4).prop_map(|all| json!({ "Operations": all })),
        (value(), value()).prop_map(|(emails, name)| json!({
            "userName": "x", "emails": emails, "name": name,
        })),
        value().prop_map(|members| json!({ "displayName": "Checkout", "members": members })),
    ]
}

#[tokio::test]
async fn arbitrary_json_is_never_a_failure_of_ours() {
    let directory = Directory::new().await;
    directory.makes(&json!({ "userName": "ada" })).await;
    directory
        .does("POST", "Groups", &json!({ "displayName": "Checkout" }))
        .await;
    let mut runner = TestRunner::new(Config::default());
    for _ in 0..60 {
        let body = body().new_tree(&mut runner).unwrap().current().to_string();
        for (method, path) in [
            ("POST", "Users"),
            ("PUT", "Users/4"),
            ("PATCH", "Users/4"),
            ("POST", "Groups"),
            ("PUT", "Groups/1"),
            ("PATCH", "Groups/1"),
        ] {
            let answer = directory.asks(method, path, &body).await;
            assert!(
                answer.status < 500,
                "{method} {path} {body}: {}",
                answer.body
            );
            if answer.status >= 400 {
                assert!(
                    answer.body.contains("messages:2.0:Error"),
                    "{body}: {}",
                    answer.body
                );
            }
        }
    }
    for body in [
        "",
        "{",
        "[]",
        "null",
        "{\"userName\":\"\\ud800\"}",
        "\u{feff}{}",
        &"[".repeat(9_000),
    ] {
        for path in ["Users", "Groups"] {
            let answer = directory.asks("POST", path, body).await;
            assert_eq!(answer.status, 400, "{body}: {}", answer.body);
        }
    }
    directory.gets("Users").await;
}
