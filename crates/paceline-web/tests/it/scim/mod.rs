//! A directory provisions people and groups.

use paceline_core::PersonId;
use paceline_identity::{
    Secret,
    account::Role,
    token::{NewToken, Scope},
};
use serde_json::Value;

use crate::{common::Answer, house::House};

mod arbitrary;
mod conformance;
mod door;
mod groups;
mod lists;
mod people;

/// A house with a directory that has a token.
pub(crate) struct Directory {
    pub(crate) house: House,
    pub(crate) token: String,
    /// The service account of the token.
    pub(crate) service: PersonId,
}

impl Directory {
    pub(crate) async fn new() -> Self {
        let house = House::new().await;
        let service = house.joins("directory", "Directory", Role::Service).await;
        let token = token(&house, service, Scope::Scim).await;
        let token = token.expose().to_owned();
        Self {
            house,
            token,
            service,
        }
    }

    /// Asks for something below `/scim/v2/`.
    pub(crate) async fn asks(&self, method: &str, path: &str, body: &str) -> Answer {
        self.asks_with(method, path, body, &[]).await
    }

    pub(crate) async fn asks_with(
        &self,
        method: &str,
        path: &str,
        body: &str,
        more: &[(&str, &str)],
    ) -> Answer {
        let bearer = format!("Bearer {}", self.token);
        let length = body.len().to_string();
        let mut headers = vec![
            ("Authorization", bearer.as_str()),
            ("Content-Type", "application/scim+json"),
        ];
        if method != "POST" {
            headers.push(("Content-Length", &length));
        }
        headers.extend(more);
        let url = format!("/scim/v2/{path}");
        self.house.world.send(method, &url, &headers, body).await
    }

    /// Asks for what must be done.
    pub(crate) async fn does(&self, method: &str, path: &str, body: &Value) -> Value {
        let body = if body.is_null() {
            String::new()
        } else {
            body.to_string()
        };
        let answer = self.asks(method, path, &body).await;
        assert!(
            (200..300).contains(&answer.status),
            "{path}: {}",
            answer.body
        );
        serde_json::from_str(&answer.body).unwrap_or_default()
    }

    pub(crate) async fn gets(&self, path: &str) -> Value {
        self.does("GET", path, &Value::Null).await
    }

    /// Makes somebody; their id.
    pub(crate) async fn makes(&self, user: &Value) -> String {
        let made = self.does("POST", "Users", user).await;
        made["id"].as_str().unwrap().to_owned()
    }

    /// Asks for what is refused, in this way.
    pub(crate) async fn refused(
        &self,
        (method, path): (&str, &str),
        body: &Value,
        (status, kind): (u16, &str),
    ) -> String {
        let body = if body.is_null() {
            String::new()
        } else {
            body.to_string()
        };
        let answer = self.asks(method, path, &body).await;
        is_error(&answer, status, kind)
    }

    /// Whether somebody is here, by the record.
    pub(crate) fn is_here(&self, id: &str) -> bool {
        self.house.identity.may_enter(person(id))
    }

    pub(crate) fn name_of(&self, id: &str) -> String {
        let store = self.house.identity.store();
        store.read(|state| state.name_of(person(id)))
    }
}

pub(crate) fn person(id: &str) -> PersonId {
    PersonId(id.parse().unwrap())
}

pub(crate) async fn token(house: &House, person: PersonId, scope: Scope) -> Secret {
    let new = NewToken {
        name: "directory".to_owned(),
        scopes: [scope].into_iter().collect(),
        until: None,
    };
    let made = house.identity.make_token(person, new, person).await;
    made.unwrap().0
}

/// The answer is an error as SCIM writes it; its sentence.
pub(crate) fn is_error(answer: &Answer, status: u16, kind: &str) -> String {
    assert_eq!(answer.status, status, "{}", answer.body);
    assert_eq!(answer.header("content-type"), "application/scim+json");
    let body: Value = serde_json::from_str(&answer.body).unwrap();
    let urn = "urn:ietf:params:scim:api:messages:2.0:Error";
    assert_eq!(body["schemas"][0], urn);
    assert_eq!(body["status"], status.to_string());
    assert_eq!(body["scimType"].as_str().unwrap_or_default(), kind);
    body["detail"].as_str().unwrap().to_owned()
}
