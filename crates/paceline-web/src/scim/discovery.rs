//! What this provider can, told to whoever asks.

use axum::{extract::Path, http::StatusCode, response::Response};
use serde_json::{Value, json};

use super::{
    asked::Asked,
    error::Trouble,
    list,
    schema::{RESOURCES, Resource},
};

pub(super) async fn config(asked: Asked) -> Response {
    let location = asked.location("ServiceProviderConfig");
    let told = json!({
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"],
        "patch": { "supported": true },
        "bulk": { "supported": false, "maxOperations": 0, "maxPayloadSize": 0 },
        "filter": { "supported": true, "maxResults": list::MOST },
        "changePassword": { "supported": false },
        "sort": { "supported": false },
        "etag": { "supported": true },
        "authenticationSchemes": [{
            "type": "oauthbearertoken",
            "name": "Access token",
            "description": "A token of Paceline with the scope scim, as `Authorization: Bearer`.",
            "specUri": "https://www.rfc-editor.org/info/rfc6750",
            "primary": true,
        }],
        "meta": { "resourceType": "ServiceProviderConfig", "location": location },
    });
    super::json(StatusCode::OK, &told)
}

pub(super) async fn resource_types(asked: Asked) -> Response {
    let all = RESOURCES.iter().map(|resource| told(&asked, resource));
    let all: Vec<Value> = all.collect();
    super::json(StatusCode::OK, &list::whole(&all))
}

pub(super) async fn resource_type(
    asked: Asked,
    Path(id): Path<String>,
) -> Result<Response, Trouble> {
    let found = RESOURCES.iter().find(|resource| resource.name == id);
    let found = found.ok_or_else(Trouble::not_found)?;
    Ok(super::json(StatusCode::OK, &told(&asked, found)))
}

pub(super) async fn schemas(asked: Asked) -> Response {
    let all = RESOURCES.iter().map(|resource| schema_of(&asked, resource));
    let all: Vec<Value> = all.collect();
    super::json(StatusCode::OK, &list::whole(&all))
}

pub(super) async fn schema(asked: Asked, Path(id): Path<String>) -> Result<Response, Trouble> {
    let found = RESOURCES.iter().find(|resource| resource.urn == id);
    let found = found.ok_or_else(Trouble::not_found)?;
    Ok(super::json(StatusCode::OK, &schema_of(&asked, found)))
}

fn schema_of(asked: &Asked, resource: &Resource) -> Value {
    resource.schema(&asked.location(&format!("Schemas/{}", resource.urn)))
}

fn told(asked: &Asked, resource: &Resource) -> Value {
    json!({
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:ResourceType"],
        "id": resource.name,
        "name": resource.name,
        "endpoint": format!("/{}", resource.place),
        "description": resource.about,
        "schema": resource.urn,
        "meta": {
            "resourceType": "ResourceType",
            "location": asked.location(&format!("ResourceTypes/{}", resource.name)),
        },
    })
}
