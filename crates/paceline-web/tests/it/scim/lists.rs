//! Filters, pages, and parts of things.

use serde_json::{Value, json};

use super::Directory;
use crate::common::encoded;

async fn names(directory: &Directory, filter: &str) -> Vec<String> {
    let query = encoded(&[("filter", filter)]);
    let found = directory.gets(&format!("Users?{query}")).await;
    let found = found["Resources"].as_array().unwrap().iter();
    found
        .map(|user| user["userName"].as_str().unwrap().to_owned())
        .collect()
}

async fn with_three() -> Directory {
    let directory = Directory::new().await;
    for (name, external, active) in [
        ("ada", "X-1", true),
        ("ben", "x-1", false),
        ("cleo", "x-3", true),
    ] {
        directory
            .makes(&json!({
                "userName": name, "externalId": external, "active": active,
                "displayName": format!("{name} of Northwind"),
                "emails": [{ "value": format!("{name}@north.example"), "type": "work" }],
            }))
            .await;
    }
    directory
}

#[tokio::test]
async fn people_are_found_by_what_is_known_of_them() {
    let directory = with_three().await;
    let all: &[&str] = &["ada", "ben", "cleo"];
    for (filter, found) in [
        ("userName eq \"ADA\"", &["ada"][..]),
        ("username Eq \"ada\" and active eq true", &["ada"]),
        ("userName eq \"ada\" and active eq false", &[]),
        ("externalId eq \"x-1\"", &["ben"]),
        ("emails.value eq \"Cleo@north.example\"", &["cleo"]),
        ("emails eq \"cleo@north.example\"", &["cleo"]),
        ("emails[type eq \"work\" and value sw \"ben\"]", &["ben"]),
        ("displayName eq \"ben of northwind\"", &["ben"]),
        ("active eq \"False\"", &["ben"]),
        (
            "not (active eq true) or userName sw \"c\"",
            &["ben", "cleo"],
        ),
        (
            "userName eq \"ada\" or userName eq \"ben\"",
            &["ada", "ben"],
        ),
        ("userName ne \"ada\"", &["ben", "cleo"]),
        ("emails pr", all),
        ("name pr", &[]),
        ("meta.created gt \"2020-01-01T00:00:00Z\"", all),
        (
            "urn:ietf:params:scim:schemas:core:2.0:User:userName eq \"ben\"",
            &["ben"],
        ),
        ("userName eq \"a\\\"b\"", &[]),
        ("id eq \"4\"", &["ada"]),
    ] {
        assert_eq!(names(&directory, filter).await, found, "{filter}");
    }
}

#[tokio::test]
async fn a_filter_that_cannot_be_used_is_refused() {
    let directory = Directory::new().await;
    let deep = format!("{}userName pr{}", "(".repeat(200), ")".repeat(200));
    for filter in [
        "userName",
        "userName eq",
        "userName eq ada",
        "userName eq \"ada",
        "userName is \"ada\"",
        "shoeSize eq \"40\"",
        "emails.size eq \"1\"",
        "emails[shoe pr]",
        "emails[type eq \"x\"",
        "(userName pr",
        "not",
        "and",
        "userName pr userName pr",
        "name eq \"x\"",
        &deep,
        "[]",
        ".",
        ":",
    ] {
        let query = encoded(&[("filter", filter)]);
        let path = format!("Users?{query}");
        directory
            .refused(("GET", &path), &Value::Null, (400, "invalidFilter"))
            .await;
    }
}

#[tokio::test]
async fn a_list_comes_in_pages() {
    let directory = with_three().await;
    for (query, start, shown) in [
        ("startIndex=1&count=2", 1, &["ada", "ben"][..]),
        ("startIndex=3&count=2", 3, &["cleo"]),
        ("startIndex=9", 9, &[]),
        ("startIndex=-4&count=1", 1, &["ada"]),
        ("count=0", 1, &[]),
        ("count=-1", 1, &[]),
    ] {
        let page = directory.gets(&format!("Users?{query}")).await;
        assert_eq!(page["totalResults"], 3, "{query}");
        assert_eq!(page["startIndex"], start, "{query}");
        assert_eq!(page["itemsPerPage"], shown.len(), "{query}");
        let names: Vec<&str> = page["Resources"]
            .as_array()
            .unwrap()
            .iter()
            .map(|user| user["userName"].as_str().unwrap())
            .collect();
        assert_eq!(names, shown, "{query}");
    }
    directory
        .refused(
            ("GET", "Users?count=many"),
            &Value::Null,
            (400, "invalidValue"),
        )
        .await;
}

#[tokio::test]
async fn a_part_of_a_thing_is_shown() {
    let directory = with_three().await;
    let part = directory
        .gets("Users/4?attributes=USERNAME,emails.value")
        .await;
    let urn = "urn:ietf:params:scim:schemas:core:2.0:User";
    assert_eq!(
        part,
        json!({
            "schemas": [urn], "id": "4", "userName": "ada",
            "emails": [{ "value": "ada@north.example" }],
        })
    );
    let rest = directory
        .gets("Users/4?excludedAttributes=emails,meta.version,id")
        .await;
    assert_eq!(rest.get("emails"), None);
    assert_eq!(rest["id"], "4");
    assert!(rest["meta"]["version"].is_null() && rest["meta"]["created"].is_string());
    let group = json!({ "displayName": "Checkout", "members": [{ "value": "4" }] });
    directory.does("POST", "Groups", &group).await;
    // As Entra ID looks for a group.
    let query = encoded(&[
        ("excludedAttributes", "members"),
        ("filter", "displayName eq \"checkout\""),
    ]);
    let found = directory.gets(&format!("Groups?{query}")).await;
    assert_eq!(found["totalResults"], 1);
    assert_eq!(found["Resources"][0].get("members"), None);
}
