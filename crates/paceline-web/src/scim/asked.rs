//! What a handler is asked: by whom, with which body, as of which version.

use axum::{
    body::Bytes,
    extract::FromRequestParts,
    http::{
        HeaderMap, HeaderName, HeaderValue, StatusCode,
        header::{CONTENT_TYPE, ETAG, IF_MATCH, IF_NONE_MATCH, LOCATION},
        request::Parts,
    },
    response::{IntoResponse as _, Response},
};
use paceline_identity::{
    Identity, IdentityError,
    directory::{Source, Undone},
};
use serde_json::{Map, Value};

use super::{
    MEDIA,
    error::{Kind, Trouble},
    list::Query,
};
use crate::{app::App, assets, problem::Problem};

/// A request that was let in.
pub(super) struct Asked {
    pub(super) app: App,
    pub(super) identity: Identity,
    pub(super) by: Source,
    pub(super) query: Query,
    headers: HeaderMap,
}

impl FromRequestParts<App> for Asked {
    type Rejection = Trouble;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Trouble> {
        let identity = app.identity().cloned();
        let by = parts.extensions.get::<Source>().copied();
        let (Some(identity), Some(by)) = (identity, by) else {
            return Err(Trouble::from(&Problem::NoAccounts));
        };
        Ok(Self {
            app: app.clone(),
            identity,
            by,
            query: Query::of(parts.uri.query().unwrap_or_default())?,
            headers: parts.headers.clone(),
        })
    }
}

impl Asked {
    /// The object that was sent.
    pub(super) fn object(&self, body: &Bytes) -> Result<Map<String, Value>, Trouble> {
        let kind = self.headers.get(CONTENT_TYPE);
        let kind = kind.map(|kind| kind.to_str().unwrap_or_default());
        let essence = kind.map(|kind| kind.split(';').next().unwrap_or_default().trim());
        let is_json =
            |kind: &str| [MEDIA, "application/json"].contains(&kind.to_lowercase().as_str());
        if !essence.is_none_or(is_json) {
            return Err(Trouble::new(
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "This is no JSON by its type. Send application/scim+json.",
            ));
        }
        match serde_json::from_slice(body) {
            Ok(Value::Object(object)) => Ok(object),
            Ok(_) => Err(Trouble::of(
                Kind::InvalidSyntax,
                "This is JSON and no object. Send an object.",
            )),
            Err(why) => Err(Trouble::of(
                Kind::InvalidSyntax,
                format!("This is no JSON ({why}). Correct it, and send it again."),
            )),
        }
    }

    /// Whether whoever asks means this version, or any.
    pub(super) fn means(&self, version: &str) -> Result<(), Trouble> {
        match self.tags(IF_MATCH) {
            Some(tags) if !tags.iter().any(|tag| tag == "*" || same(tag, version)) => {
                Err(Undone::Changed.into())
            }
            Some(_) | None => Ok(()),
        }
    }

    fn tags(&self, name: HeaderName) -> Option<Vec<String>> {
        let tags = self.headers.get(name)?.to_str().unwrap_or_default();
        Some(tags.split(',').map(|tag| tag.trim().to_owned()).collect())
    }

    /// One thing, as much of it as was asked for.
    pub(super) fn shown(&self, status: StatusCode, thing: &Value) -> Response {
        let version = version(thing);
        let is_known = self
            .tags(IF_NONE_MATCH)
            .is_some_and(|tags| tags.iter().any(|tag| same(tag, version)));
        let mut response = if is_known && status == StatusCode::OK {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            super::json(status, &self.query.part(thing))
        };
        let location = thing.pointer("/meta/location").and_then(Value::as_str);
        for (name, value) in [(ETAG, Some(version)), (LOCATION, location)] {
            if let Some(Ok(value)) = value.map(HeaderValue::from_str) {
                response.headers_mut().insert(name, value);
            }
        }
        response
    }

    pub(super) fn failed(&self, failure: IdentityError) -> Trouble {
        Trouble::undone(&self.app, failure.into())
    }

    /// What lies at a path below [`super::BASE`], for those who come from outside.
    pub(super) fn location(&self, path: &str) -> String {
        location(&self.identity, path)
    }
}

/// An address as outsiders write it.
pub(super) fn location(identity: &Identity, path: &str) -> String {
    let public = identity.settings().public_url.as_str();
    format!("{}{}/{path}", public.trim_end_matches('/'), super::BASE)
}

/// Carries a change out to its end, even when whoever asked does not wait for the answer.
pub(super) async fn to_its_end<T: Send + 'static>(
    change: impl Future<Output = Result<T, Trouble>> + Send + 'static,
) -> Result<T, Trouble> {
    let done = tokio::spawn(change).await;
    done.unwrap_or_else(|_| {
        Err(Trouble::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "This broke off. Try again; the log says more.",
        ))
    })
}

/// A thing with its `meta`, and in it the version: a digest of all that it says.
pub(super) fn with_meta(mut thing: Value, mut meta: Value) -> Value {
    let digest = assets::fnv(thing.to_string().as_bytes());
    if let Some(fields) = meta.as_object_mut() {
        let version = format!("W/\"{digest:016x}\"");
        fields.insert("version".to_owned(), Value::String(version));
    }
    if let Some(fields) = thing.as_object_mut() {
        fields.insert("meta".to_owned(), meta);
    }
    thing
}

pub(super) fn version(thing: &Value) -> &str {
    let version = thing.pointer("/meta/version").and_then(Value::as_str);
    version.unwrap_or_default()
}

/// Weak or strong is the same here.
fn same(tag: &str, version: &str) -> bool {
    tag.trim_start_matches("W/") == version.trim_start_matches("W/")
}
