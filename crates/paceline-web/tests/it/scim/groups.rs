//! Groups are teams.

use paceline_core::{Command, PersonId, TeamId, team};
use serde_json::{Value, json};

use super::{Directory, person};
use crate::common::MONA;

fn patch(operation: &Value) -> Value {
    json!({ "operations": [operation] })
}

fn members(directory: &Directory, id: &str) -> Vec<PersonId> {
    let team = TeamId(id.parse().unwrap());
    let store = directory.house.identity.store();
    store.read(|state| state.team(team).unwrap().members.clone())
}

async fn two(directory: &Directory) -> (String, String) {
    let ada = directory.makes(&json!({ "userName": "ada" })).await;
    let ben = directory.makes(&json!({ "userName": "ben" })).await;
    (ada, ben)
}

#[tokio::test]
async fn a_group_becomes_a_team_with_its_members() {
    let directory = Directory::new().await;
    let (ada, ben) = two(&directory).await;
    let group = json!({ "displayName": "Checkout", "members": [{ "value": ada }] });
    let made = directory.does("POST", "Groups", &group).await;
    let id = made["id"].as_str().unwrap();
    let path = format!("Groups/{id}");
    assert_eq!(members(&directory, id), [person(&ada)]);
    assert_eq!(made["members"][0]["type"], "User");
    directory
        .refused(("POST", "Groups"), &group, (409, "uniqueness"))
        .await;
    let add = patch(&json!({ "op": "Add", "path": "members", "value": [{ "value": ben }] }));
    for _ in 0..2 {
        directory.does("PATCH", &path, &add).await;
        assert_eq!(members(&directory, id), [person(&ada), person(&ben)]);
    }
    let by_filter = format!("members[value eq \"{ada}\"]");
    let remove = patch(&json!({ "op": "remove", "path": by_filter }));
    for _ in 0..2 {
        directory.does("PATCH", &path, &remove).await;
        assert_eq!(members(&directory, id), [person(&ben)]);
    }
    let by_value = json!({ "op": "Remove", "path": "members", "value": [{ "value": ben }] });
    directory.does("PATCH", &path, &patch(&by_value)).await;
    assert_eq!(members(&directory, id), []);
    // As Okta renames.
    let rename = json!({ "op": "replace", "value": { "id": id, "displayName": "Payments" } });
    let after = directory.does("PATCH", &path, &patch(&rename)).await;
    assert_eq!(after["displayName"], "Payments");
    let store = directory.house.identity.store();
    store.read(|state| {
        let team = state.team(TeamId(id.parse().unwrap())).unwrap();
        assert_eq!(state.words.short(team.name), "Payments");
        assert_eq!(team.slug, "checkout", "links to it stay");
    });
}

#[tokio::test]
async fn a_team_that_is_there_is_taken_over_and_stays_when_its_group_goes() {
    let directory = Directory::new().await;
    let (ada, _) = two(&directory).await;
    let world = &directory.house.world;
    let form = team::Command::Form {
        name: "Checkout".into(),
        parent: None,
    };
    world.does(MONA, Command::Team(form)).await;
    let team = TeamId(1);
    let join = team::Command::Join { team, person: MONA };
    world.does(MONA, Command::Team(join)).await;
    let group = json!({ "displayName": "checkout", "members": [{ "value": ada }] });
    let made = directory.does("POST", "Groups", &group).await;
    assert_eq!(made["id"], "1");
    assert_eq!(
        made["members"].as_array().unwrap().len(),
        1,
        "Mona is none of the directory's"
    );
    assert_eq!(members(&directory, "1"), [MONA, person(&ada)]);
    let none = json!({ "displayName": "checkout" });
    directory.does("PUT", "Groups/1", &none).await;
    assert_eq!(members(&directory, "1"), [MONA]);
    directory.does("PUT", "Groups/1", &group).await;
    directory.does("DELETE", "Groups/1", &Value::Null).await;
    assert_eq!(members(&directory, "1"), [MONA]);
    directory
        .refused(("GET", "Groups/1"), &Value::Null, (404, ""))
        .await;
    directory.does("POST", "Groups", &group).await;
}

#[tokio::test]
async fn whoever_returns_is_in_their_groups_again() {
    let directory = Directory::new().await;
    let (ada, ben) = two(&directory).await;
    let group = json!({ "displayName": "Checkout", "members": [{ "value": ada }] });
    directory.does("POST", "Groups", &group).await;
    let set = |active: bool| patch(&json!({ "op": "replace", "path": "active", "value": active }));
    for id in [&ada, &ben] {
        directory
            .does("PATCH", &format!("Users/{id}"), &set(false))
            .await;
    }
    assert_eq!(members(&directory, "1"), []);
    // Somebody may be put into a group while they are away.
    let add = patch(&json!({ "op": "add", "path": "members", "value": { "value": ben } }));
    let after = directory.does("PATCH", "Groups/1", &add).await;
    assert_eq!(after["members"].as_array().unwrap().len(), 2);
    for id in [&ada, &ben] {
        directory
            .does("PATCH", &format!("Users/{id}"), &set(true))
            .await;
    }
    assert_eq!(members(&directory, "1"), [person(&ada), person(&ben)]);
    directory
        .does("DELETE", &format!("Users/{ada}"), &Value::Null)
        .await;
    let after = directory.gets("Groups/1").await;
    assert_eq!(after["members"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn only_people_of_the_directory_are_members() {
    let directory = Directory::new().await;
    for value in ["1", "4711", "+3", "x", ""] {
        let group = json!({ "displayName": "Checkout", "members": [{ "value": value }] });
        directory
            .refused(("POST", "Groups"), &group, (400, "invalidValue"))
            .await;
    }
    let teams = directory
        .house
        .identity
        .store()
        .read(|state| state.teams.len());
    assert_eq!(teams, 0, "nothing was done by half");
}
