//! People come, change, go and return, as the directory says.

use paceline_core::{Command, initiative, signal::Findings};
use paceline_identity::{
    account::Role,
    audit::Happened,
    session::{Device, How},
};
use serde_json::{Value, json};

use super::{Directory, person};
use crate::common::MONA;

fn ada() -> Value {
    json!({
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
        "userName": "Ada@example.org",
        "externalId": "a-1",
        "name": { "givenName": "Ada", "familyName": "Amin" },
        "emails": [{ "value": "Ada@example.org", "type": "work", "primary": true }],
        "active": true,
    })
}

fn patch(operations: &Value) -> Value {
    json!({
        "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
        "Operations": operations,
    })
}

#[tokio::test]
async fn somebody_new_is_a_member_with_a_handle_a_name_and_an_address() {
    let directory = Directory::new().await;
    let answer = directory.asks("POST", "Users", &ada().to_string()).await;
    assert_eq!(answer.status, 201, "{}", answer.body);
    let made: Value = serde_json::from_str(&answer.body).unwrap();
    let id = made["id"].as_str().unwrap();
    let location = format!("http://localhost:7171/scim/v2/Users/{id}");
    assert_eq!(answer.header("location"), location);
    assert_eq!(made["meta"]["location"], location);
    assert_eq!(
        answer.header("etag"),
        made["meta"]["version"].as_str().unwrap()
    );
    assert_eq!(made["userName"], "Ada@example.org");
    let identity = &directory.house.identity;
    let account = identity.account_of(person(id)).await.unwrap().unwrap();
    assert_eq!(
        (account.handle.as_str(), account.name.as_str()),
        ("ada", "Ada Amin")
    );
    assert!(account.emails[0].is_confirmed);
    let role = identity
        .store()
        .read(|state| state.person(person(id)).unwrap().role);
    assert_eq!(role, Role::Member);
    let entries = identity.entries(paceline_store::vault::AuditFilter::default(), 10);
    let entries = entries.await.unwrap();
    let entry = entries
        .iter()
        .find(|entry| entry.happened == Some(Happened::Provisioned { person: person(id) }));
    assert_eq!(entry.unwrap().by, Some(directory.service));
    // The same again, after an answer that was lost, is no second person.
    let taken = directory
        .refused(("POST", "Users"), &ada(), (409, "uniqueness"))
        .await;
    assert!(taken.contains("userName"), "{taken}");
    let namesake = json!({ "userName": "ada@elsewhere.example" });
    let other = directory.makes(&namesake).await;
    let account = identity.account_of(person(&other)).await.unwrap().unwrap();
    assert_eq!(account.handle, "ada-2");
}

#[tokio::test]
async fn whoever_is_here_under_an_address_stays_who_they_are() {
    let directory = Directory::new().await;
    let priya = json!({
        "userName": "priya.amin",
        "displayName": "Priya A.",
        "emails": [{ "value": "PRIYA@example.org" }],
    });
    assert_eq!(directory.makes(&priya).await, "2");
    assert_eq!(directory.name_of("2"), "Priya A.");
    let other = json!({ "userName": "other", "emails": [{ "value": "priya@example.org" }] });
    directory
        .refused(("POST", "Users"), &other, (409, "uniqueness"))
        .await;
    let service = json!({ "userName": "s", "emails": [{ "value": "directory@example.org" }] });
    let why = directory
        .refused(("POST", "Users"), &service, (409, "uniqueness"))
        .await;
    assert!(why.contains("service account"), "{why}");
}

#[tokio::test]
async fn whoever_is_not_active_has_left_and_nobody_leads_what_they_led() {
    let directory = Directory::new().await;
    let id = directory.makes(&ada()).await;
    let identity = &directory.house.identity;
    let world = &directory.house.world;
    let start = initiative::Command::Start {
        document: String::new(),
        kind: None,
        title: "Ship any day".into(),
        summary: String::new(),
        team: None,
        serves: Vec::new(),
        shown_to: None,
    };
    world.does(person(&id), Command::Initiative(start)).await;
    let device = Device::at([192, 0, 2, 1].into(), "Firefox");
    identity
        .begin_session(person(&id), &device, How::Password)
        .await
        .unwrap();
    let nobody_leads = || {
        identity.store().read(|state| {
            let sight = state.seen_by(paceline_core::access::Viewer::Paceline);
            let findings = Findings::of(sight, world.now());
            format!("{findings:?}").matches("NobodyLeads").count()
        })
    };
    let before = nobody_leads();
    // As Entra ID says it.
    let off = patch(&json!([{ "op": "Replace", "path": "active", "value": "False" }]));
    let after = directory.does("PATCH", &format!("Users/{id}"), &off).await;
    assert_eq!(after["active"], false);
    assert!(!directory.is_here(&id));
    assert!(identity.sessions(person(&id)).await.unwrap().is_empty());
    let lead = identity.store().read(|state| state.initiatives[0].lead());
    assert_eq!(lead, None);
    assert!(nobody_leads() > before, "a finding says so");
    // The same again changes nothing.
    directory.does("PATCH", &format!("Users/{id}"), &off).await;
    // As Okta says it.
    let on = patch(&json!([{ "op": "replace", "value": { "active": true } }]));
    let after = directory.does("PATCH", &format!("Users/{id}"), &on).await;
    assert_eq!(after["active"], true);
    assert!(directory.is_here(&id));
}

#[tokio::test]
async fn the_last_admin_stays() {
    let directory = Directory::new().await;
    let mona = json!({ "userName": "mona", "emails": [{ "value": "mona@example.org" }] });
    assert_eq!(directory.makes(&mona).await, "1");
    let off = patch(&json!([{ "op": "replace", "path": "active", "value": false }]));
    for (method, body) in [("PATCH", off), ("DELETE", Value::Null)] {
        let why = directory
            .refused((method, "Users/1"), &body, (400, "mutability"))
            .await;
        assert!(
            why.contains("is the last admin. Make somebody else"),
            "{why}"
        );
    }
    assert!(directory.house.identity.may_enter(MONA));
    assert_eq!(directory.gets("Users/1").await["active"], true);
}

#[tokio::test]
async fn names_and_addresses_change_in_every_dialect() {
    let directory = Directory::new().await;
    let id = directory.makes(&ada()).await;
    let path = format!("Users/{id}");
    let changes = patch(&json!([
        { "op": "Add", "path": "name.familyName", "value": "Byron" },
        { "op": "Replace", "path": "emails[type eq \"work\"].value", "value": "ada@new.example" },
        { "op": "Add", "path": "emails[type eq \"home\"].value", "value": "ada@home.example" },
        { "op": "replace", "value": {
            "name.givenName": "Augusta Ada",
            "id": "9999",
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department": "Engines",
            "title": "Countess",
        } },
        { "op": "add", "path": "phoneNumbers[type eq \"work\"].value", "value": "1" },
    ]));
    let after = directory.does("PATCH", &path, &changes).await;
    assert_eq!(after["id"], id);
    assert_eq!(after["emails"][0]["value"], "ada@new.example");
    assert_eq!(
        after["emails"][1],
        json!({ "type": "home", "value": "ada@home.example" })
    );
    assert_eq!(after.get("title"), None, "what is not kept is not shown");
    assert_eq!(directory.name_of(&id), "Augusta Ada Byron");
    let identity = &directory.house.identity;
    for (address, owner) in [
        ("ada@example.org", None),
        ("ada@new.example", Some(person(&id))),
        ("ada@home.example", Some(person(&id))),
    ] {
        assert_eq!(identity.person_with_email(address).await.unwrap(), owner);
    }
    let gone = patch(&json!([{ "op": "remove", "path": "emails[value ew \"home.example\"]" }]));
    let after = directory.does("PATCH", &path, &gone).await;
    assert_eq!(after["emails"].as_array().unwrap().len(), 1);
    // Replaced as a whole, and nobody is let in or out by what was left out.
    let whole = json!({ "userName": "ada", "displayName": "Ada L." });
    let after = directory.does("PUT", &path, &whole).await;
    assert_eq!(after.get("emails"), None);
    assert_eq!(after["active"], true);
    assert_eq!(directory.name_of(&id), "Ada L.");
    assert_eq!(
        identity.person_with_email("ada@new.example").await.unwrap(),
        None
    );
}

#[tokio::test]
async fn whoever_was_deleted_has_left_and_comes_back_under_their_external_id() {
    let directory = Directory::new().await;
    let id = directory.makes(&ada()).await;
    let path = format!("Users/{id}");
    directory.does("DELETE", &path, &Value::Null).await;
    assert!(!directory.is_here(&id));
    assert_eq!(directory.name_of(&id), "Ada Amin", "nothing is erased");
    for method in ["GET", "DELETE"] {
        directory
            .refused((method, &path), &Value::Null, (404, ""))
            .await;
    }
    // The name and the address may be somebody else's by now.
    let mut other = ada();
    other["externalId"] = json!("a-2");
    let new = directory.makes(&other).await;
    assert_ne!(new, id);
    directory
        .does("DELETE", &format!("Users/{new}"), &Value::Null)
        .await;
    assert_eq!(directory.makes(&ada()).await, id);
    assert!(directory.is_here(&id));
}

#[tokio::test]
async fn what_changed_in_the_meantime_is_not_overwritten() {
    let directory = Directory::new().await;
    let id = directory.makes(&ada()).await;
    let path = format!("Users/{id}");
    let seen = directory.asks("GET", &path, "").await;
    let tag = seen.header("etag").to_owned();
    let known = directory
        .asks_with("GET", &path, "", &[("If-None-Match", &tag)])
        .await;
    assert_eq!(known.status, 304);
    let rename = patch(&json!([{ "op": "replace", "path": "displayName", "value": "Ada B." }]));
    let rename = rename.to_string();
    let first = directory
        .asks_with("PATCH", &path, &rename, &[("If-Match", &tag)])
        .await;
    assert_eq!(first.status, 200, "{}", first.body);
    assert_ne!(first.header("etag"), tag);
    let late = directory
        .asks_with("PATCH", &path, &rename, &[("If-Match", &tag)])
        .await;
    assert_eq!(late.status, 412);
}

#[tokio::test]
async fn of_two_who_are_the_same_at_once_one_is_made() {
    let directory = Directory::new().await;
    let body = ada().to_string();
    let (a, b, c) = tokio::join!(
        directory.asks("POST", "Users", &body),
        directory.asks("POST", "Users", &body),
        directory.asks("POST", "Users", &body),
    );
    let mut statuses = [a.status, b.status, c.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 409, 409]);
    let people = directory
        .house
        .identity
        .store()
        .read(|state| state.people.len());
    assert_eq!(people, 4);
}
