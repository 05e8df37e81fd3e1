//! The door for a directory of the organisation: people and groups by SCIM 2.0 (RFC 7643, RFC 7644).
//!
//! ```text
//! request ─► guard ─► admit (token, scope, budget) ─► handler ─► identity's `directory`
//! ```
//!
//! Cookies count for nothing here, so no page of another site can send anything in somebody's name. Read in this
//! order: `schema` (every attribute), `taken` (what is sent), `filter`, `patch`, `people` and `groups`.

use axum::{
    Json, Router,
    body::Body,
    extract::{DefaultBodyLimit, Request},
    http::{StatusCode, header::CONTENT_TYPE},
    middleware::Next,
    response::{IntoResponse as _, Response},
    routing::{any, get},
};

mod admit;
mod asked;
mod discovery;
mod error;
mod filter;
mod groups;
mod list;
mod parse;
mod patch;
mod people;
mod schema;
mod taken;

pub(crate) use admit::Quota;

use error::Trouble;

use crate::{
    app::App,
    body::{self, Sender},
    problem::Problem,
};

/// Where it begins.
pub(crate) const BASE: &str = "/scim/v2";

/// The media type of all that is said here.
const MEDIA: &str = "application/scim+json";

/// Whether a path belongs here.
pub(crate) fn has(path: &str) -> bool {
    path == "/scim" || path.starts_with("/scim/")
}

/// Everything below [`BASE`].
pub(crate) fn router() -> Router<App> {
    Router::new()
        .route("/ServiceProviderConfig", get(discovery::config))
        .route("/ResourceTypes", get(discovery::resource_types))
        .route("/ResourceTypes/{id}", get(discovery::resource_type))
        .route("/Schemas", get(discovery::schemas))
        .route("/Schemas/{id}", get(discovery::schema))
        .nest("/Users", users())
        .nest("/Groups", groups())
        // What a provider may leave out, and says so.
        .route("/Me", any(absent))
        .route("/Bulk", any(absent))
        .route("/.search", any(absent))
        // The whole body was read before, see `body`.
        .layer(DefaultBodyLimit::disable())
}

fn users() -> Router<App> {
    let one = get(people::show)
        .put(people::replace)
        .patch(people::change)
        .delete(people::delete);
    Router::new()
        .route("/", get(people::list).post(people::create))
        .route("/{id}", one)
        .route("/.search", any(absent))
}

fn groups() -> Router<App> {
    let one = get(groups::show)
        .put(groups::replace)
        .patch(groups::change)
        .delete(groups::delete);
    Router::new()
        .route("/", get(groups::list).post(groups::create))
        .route("/{id}", one)
        .route("/.search", any(absent))
}

async fn absent() -> Trouble {
    Trouble::new(
        StatusCode::NOT_IMPLEMENTED,
        "Paceline does not offer this. Ask for Users and Groups themselves.",
    )
}

/// Answers a request of a directory; the guard calls it. `refused` is what the guard has against it.
pub(crate) async fn answer(
    app: &App,
    request: Request,
    next: Next,
    refused: Option<Problem>,
) -> Response {
    let answered = match refused {
        Some(problem) => Err(Trouble::from(&problem)),
        None => admitted(app, request, next).await,
    };
    answered.unwrap_or_else(Trouble::into_response)
}

async fn admitted(app: &App, request: Request, next: Next) -> Result<Response, Trouble> {
    let (mut parts, body) = request.into_parts();
    let by = admit::admit(app, &parts).await?;
    parts.extensions.insert(by);
    let whole = body::whole(body, Sender::Known).await;
    let whole = whole.map_err(|problem| Trouble::from(&problem))?;
    let request = Request::from_parts(parts, Body::from(whole));
    let mut response = next.run(request).await;
    if let Some(problem) = response.extensions_mut().remove::<Problem>() {
        return Err(Trouble::from(&problem));
    }
    let status = response.status();
    let kind = response.headers().get(CONTENT_TYPE);
    let is_ours = kind.is_some_and(|kind| kind == MEDIA);
    if (status.is_client_error() || status.is_server_error()) && !is_ours {
        return Err(Trouble::new(
            status,
            "This could not be read. Correct it, and send it again.",
        ));
    }
    Ok(response)
}

/// JSON, under the name that it has here.
fn json(status: StatusCode, value: &serde_json::Value) -> Response {
    (status, [(CONTENT_TYPE, MEDIA)], Json(value)).into_response()
}
