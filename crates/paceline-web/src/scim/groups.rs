//! `/Groups`: teams whose members a directory looks after.

use axum::{body::Bytes, extract::Path, http::StatusCode, response::Response};
use paceline_core::TeamId;
use paceline_identity::{
    Identity,
    directory::{Group, KnownGroup},
};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{
    asked::{self, Asked, location, to_its_end},
    error::{Kind, Trouble},
    list::Page,
    patch,
    people::{Refused, person},
    schema::{PEOPLE, TEAMS},
    taken,
};

/// Rows that are read at once.
const AT_ONCE: usize = 500;

/// A group, as it is sent.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Sent {
    display_name: String,
    external_id: Option<String>,
    #[serde(default)]
    members: Vec<Member>,
}

#[derive(Deserialize)]
struct Member {
    value: String,
    #[serde(rename = "type")]
    kind: Option<String>,
}

pub(super) async fn list(asked: Asked) -> Result<Response, Trouble> {
    let filter = asked.query.filter(&TEAMS)?;
    let mut page = Page::of(&asked.query);
    let mut after = None;
    loop {
        let groups = asked.identity.directory_groups(after, AT_ONCE).await;
        let (groups, next) = groups.map_err(|failure| asked.failed(failure))?;
        for group in groups {
            let shown = told(&asked.identity, &group);
            let fields = shown.as_object();
            let passes = |fields: &Map<_, _>| {
                let filter = filter.as_ref();
                filter.is_none_or(|filter| filter.passes(TEAMS.attributes, fields))
            };
            if fields.is_some_and(passes) {
                page.add(&shown);
            }
        }
        if next.is_none() {
            return Ok(page.answer());
        }
        after = next;
    }
}

pub(super) async fn show(asked: Asked, Path(id): Path<String>) -> Result<Response, Trouble> {
    let found = asked.identity.directory_group(team(&id)?).await;
    let found = found.map_err(|failure| asked.failed(failure))?;
    let found = found.ok_or_else(Trouble::not_found)?;
    Ok(asked.shown(StatusCode::OK, &told(&asked.identity, &found)))
}

pub(super) async fn create(asked: Asked, body: Bytes) -> Result<Response, Trouble> {
    let group = read(&asked.object(&body)?)?;
    to_its_end(async move {
        let known = asked.identity.provision_group(group, asked.by).await;
        let known = known.map_err(|undone| Trouble::undone(&asked.app, undone))?;
        Ok(asked.shown(StatusCode::CREATED, &told(&asked.identity, &known)))
    })
    .await
}

pub(super) async fn replace(
    asked: Asked,
    Path(id): Path<String>,
    body: Bytes,
) -> Result<Response, Trouble> {
    let group = read(&asked.object(&body)?)?;
    changed(asked, &id, move |_| Ok(group)).await
}

pub(super) async fn change(
    asked: Asked,
    Path(id): Path<String>,
    body: Bytes,
) -> Result<Response, Trouble> {
    let operations = patch::read(&asked.object(&body)?)?;
    changed(asked, &id, move |shown| {
        read(&patch::patched(&TEAMS, shown, &operations)?)
    })
    .await
}

async fn changed(
    asked: Asked,
    id: &str,
    change: impl FnOnce(&Value) -> Result<Group, Trouble> + Send + 'static,
) -> Result<Response, Trouble> {
    let team = team(id)?;
    to_its_end(async move {
        let (identity, by) = (&asked.identity, asked.by);
        let known = identity.reprovision_group(team, by, |known| {
            let shown = told(identity, known);
            asked
                .means(asked::version(&shown))
                .map_err(Refused::Asked)?;
            change(&shown).map_err(Refused::Asked)
        });
        let known = known.await.map_err(|refused| refused.told(&asked))?;
        Ok(asked.shown(StatusCode::OK, &told(identity, &known)))
    })
    .await
}

pub(super) async fn delete(asked: Asked, Path(id): Path<String>) -> Result<StatusCode, Trouble> {
    let team = team(&id)?;
    to_its_end(async move {
        let (identity, by) = (&asked.identity, asked.by);
        let gone = identity.deprovision_group(team, by, |known| {
            let shown = told(identity, known);
            asked.means(asked::version(&shown)).map_err(Refused::Asked)
        });
        gone.await.map_err(|refused| refused.told(&asked))?;
        Ok(StatusCode::NO_CONTENT)
    })
    .await
}

/// Members are people: a team within a team is nobody's member here.
fn read(object: &Map<String, Value>) -> Result<Group, Trouble> {
    let sent: Sent = taken::read(&TEAMS, object)?;
    let mut members = Vec::with_capacity(sent.members.len());
    for member in sent.members {
        let kind = member.kind.as_deref().unwrap_or(PEOPLE.name);
        let id = person(&member.value).ok();
        let Some(id) = id.filter(|_| kind.eq_ignore_ascii_case(PEOPLE.name)) else {
            let detail = "A member is not known. Send the ids of people who are here.";
            return Err(Trouble::of(Kind::InvalidValue, detail));
        };
        members.push(id);
    }
    members.sort_unstable();
    members.dedup();
    Ok(Group {
        display_name: sent.display_name,
        external_id: sent.external_id,
        members,
    })
}

fn team(id: &str) -> Result<TeamId, Trouble> {
    Ok(TeamId(person(id)?.0))
}

/// A group, as a directory reads it.
fn told(identity: &Identity, group: &KnownGroup) -> Value {
    let id = group.id.0.to_string();
    let members = group.said.members.iter().map(|member| {
        let id = member.0.to_string();
        let lies = location(identity, &format!("{}/{id}", PEOPLE.place));
        json!({ "value": id, "$ref": lies, "type": PEOPLE.name })
    });
    let mut told = json!({
        "schemas": [TEAMS.urn],
        "id": id,
        "displayName": group.said.display_name,
    });
    if let Some(fields) = told.as_object_mut() {
        if let Some(external) = &group.said.external_id {
            fields.insert("externalId".to_owned(), json!(external));
        }
        if !group.said.members.is_empty() {
            fields.insert("members".to_owned(), members.collect());
        }
    }
    let meta = json!({
        "resourceType": TEAMS.name,
        "created": group.made.timestamp().to_string(),
        "lastModified": group.changed.timestamp().to_string(),
        "location": location(identity, &format!("{}/{id}", TEAMS.place)),
    });
    asked::with_meta(told, meta)
}
