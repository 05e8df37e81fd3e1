//! Signing in with a passkey, over JSON: the island asks, the browser answers.

use axum::{
    Json,
    extract::FromRequest,
    http::Request,
    response::{IntoResponse as _, Response},
};
use paceline_identity::{Denied, IdentityError, Secret, session::How};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{allowed, status};
use crate::{app::App, look::Shown, outside::Asking, problem::Problem, ways::Way};

/// What the browser hands to its authenticator, and the secret with which it finishes.
#[derive(Serialize)]
pub(crate) struct Begun {
    pub(crate) options: Value,
    pub(crate) secret: String,
}

/// What the browser answers.
#[derive(Deserialize)]
pub(crate) struct Answered {
    pub(crate) secret: String,
    pub(crate) answer: Value,
    /// Where to go on to, or what a new passkey is called.
    #[serde(default)]
    pub(crate) next: String,
    #[serde(default)]
    pub(crate) name: String,
}

/// Where the island goes on to.
#[derive(Serialize)]
struct On {
    to: String,
}

/// Why not, for the island to show.
#[derive(Serialize)]
struct Not {
    why: String,
    instead: String,
}

/// A body of JSON.
pub(crate) struct Body<T>(pub(crate) T);

impl<T: serde::de::DeserializeOwned> FromRequest<App> for Body<T> {
    type Rejection = Problem;

    async fn from_request(request: Request<axum::body::Body>, app: &App) -> Result<Self, Problem> {
        let read = Json::from_request(request, app).await;
        read.map(|Json(value)| Self(value))
            .map_err(|_| Problem::Malformed)
    }
}

pub(crate) async fn begin(asking: Asking) -> Shown {
    allowed(&asking, Way::Passkey).await?;
    if let Err(denied) = asking.may_try() {
        return Ok(not(&denied));
    }
    match asking.identity.begin_passkey().await {
        Ok((options, secret)) => Ok(begun(options, &secret)),
        Err(failure) => told(&asking.app, &failure),
    }
}

pub(crate) async fn finish(asking: Asking, Body(answered): Body<Answered>) -> Shown {
    allowed(&asking, Way::Passkey).await?;
    if let Err(denied) = asking.may_try() {
        return Ok(not(&denied));
    }
    let secret = Secret::new(answered.secret);
    let finished = asking.identity.finish_passkey(&secret, &answered.answer);
    match finished.await {
        Ok(person) => {
            let response = asking.let_in(person, How::Passkey, &answered.next).await?;
            Ok(with_address(response))
        }
        Err(failure) => told(&asking.app, &failure),
    }
}

pub(crate) fn begun(options: Value, secret: &Secret) -> Response {
    let secret = secret.expose().to_owned();
    Json(Begun { options, secret }).into_response()
}

/// A way on as JSON: a script cannot see where a redirect leads.
pub(crate) fn with_address(response: Response) -> Response {
    let (mut parts, _) = response.into_parts();
    let to = parts.headers.remove(axum::http::header::LOCATION);
    let to = to.and_then(|to| to.to_str().map(str::to_owned).ok());
    let to = to.unwrap_or_default();
    let mut response = Json(On { to }).into_response();
    response.headers_mut().extend(parts.headers);
    response
}

/// Why not, as JSON.
pub(crate) fn told(app: &App, failure: &IdentityError) -> Shown {
    match failure {
        IdentityError::Denied(denied) => Ok(not(denied)),
        IdentityError::Failed(failure) => Err(Problem::failed(app, failure)),
    }
}

fn not(denied: &Denied) -> Response {
    let not = Not {
        why: denied.to_string(),
        instead: denied.instead(),
    };
    (status(denied), Json(not)).into_response()
}
