//! Reading a request: the extractors of axum, with our own pages when something cannot be read.

use axum::{
    body::Body,
    extract::{FromRequest, FromRequestParts},
    http::{Request, StatusCode, request::Parts},
};
use serde::de::DeserializeOwned;

use crate::{app::App, problem::Problem};

/// A part of the path. What does not fit names nothing that exists.
pub(crate) struct Path<T>(pub(crate) T);

impl<T: DeserializeOwned + Send> FromRequestParts<App> for Path<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let path = axum::extract::Path::from_request_parts(parts, app).await;
        path.map(|axum::extract::Path(value)| Self(value))
            .map_err(|_| Problem::NotFound)
    }
}

/// The query of the URL.
pub(crate) struct Query<T>(pub(crate) T);

impl<T: DeserializeOwned> FromRequestParts<App> for Query<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let query = axum::extract::Query::from_request_parts(parts, app).await;
        query
            .map(|axum::extract::Query(value)| Self(value))
            .map_err(|_| Problem::Malformed)
    }
}

/// What was filled into a form.
pub(crate) struct Form<T>(pub(crate) T);

impl<T: DeserializeOwned> FromRequest<App> for Form<T> {
    type Rejection = Problem;

    async fn from_request(request: Request<Body>, app: &App) -> Result<Self, Problem> {
        let form = axum::extract::Form::from_request(request, app).await;
        form.map(|axum::extract::Form(value)| Self(value))
            .map_err(|rejection| {
                use axum::response::IntoResponse as _;
                match rejection.into_response().status() {
                    StatusCode::PAYLOAD_TOO_LARGE => Problem::TooBig,
                    _ => Problem::Malformed,
                }
            })
    }
}

/// What was filled into a form where a name may come more than once.
#[derive(Default)]
pub(crate) struct Pairs(Vec<(String, String)>);

impl FromRequest<App> for Pairs {
    type Rejection = Problem;

    async fn from_request(request: Request<Body>, app: &App) -> Result<Self, Problem> {
        let Form(pairs) = Form::from_request(request, app).await?;
        Ok(Self(pairs))
    }
}

impl Pairs {
    /// Everything that was typed, with the names of the fields.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        let pairs = self.0.iter();
        pairs.map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// What was typed first under a name; nothing when it was left out.
    pub(crate) fn one(&self, name: &str) -> &str {
        self.all(name).next().unwrap_or_default()
    }

    pub(crate) fn all<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a str> {
        let name = name.to_owned();
        let named = self.0.iter().filter(move |(key, _)| *key == name);
        named.map(|(_, value)| value.as_str())
    }
}
