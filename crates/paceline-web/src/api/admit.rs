//! Who asks the API, and whether they may: by a token, or as whoever looks at the pages.

use std::num::NonZeroU32;

use axum::http::{
    HeaderMap, Method, StatusCode,
    header::{AUTHORIZATION, COOKIE, ORIGIN, WWW_AUTHENTICATE},
    request::Parts,
};
use paceline_core::{State, access::Viewer};
use paceline_identity::token::{Bearer, Scope};

use super::{
    BASE,
    commands::is_for_admins,
    problem::Trouble,
    quota::{Quota, Who},
};
use crate::{
    app::App,
    caller::{Caller, bearer_token},
    problem::Problem,
    visitor::{Theme, Visitor},
};

/// What the API keeps between requests.
#[derive(Default)]
pub(crate) struct Desk {
    quota: Quota,
}

impl Desk {
    pub(crate) fn answer_at_most(&mut self, a_minute: NonZeroU32) {
        self.quota = Quota::of(a_minute);
    }
}

/// Whoever may go on, and what their answer's headers say.
pub(crate) struct Admitted {
    pub(crate) visitor: Visitor,
    pub(crate) headers: HeaderMap,
}

/// The bearer of the token that a request carries; nothing where it carries none.
async fn bearer(app: &App, request: &Parts) -> Result<Option<Bearer>, Trouble> {
    if !request.headers.contains_key(AUTHORIZATION) {
        return Ok(None);
    }
    let (Some(token), Some(identity)) = (bearer_token(&request.headers), app.identity()) else {
        return Err(unknown_token());
    };
    let from = Caller::of(app, request).address;
    match identity.token(&token, Some(from)).await {
        Ok(Some(bearer)) => Ok(Some(bearer)),
        Ok(None) => Err(unknown_token()),
        Err(failure) => {
            app.log(&failure.to_string());
            Err(Trouble::from(&Problem::Failed {
                what: "It is not known whose token this is",
                instead: "Try again in a moment; the log says more.",
            }))
        }
    }
}

fn unknown_token() -> Trouble {
    Trouble::new(
        StatusCode::UNAUTHORIZED,
        "not-signed-in",
        "This token is not known here, or no longer.",
        "Make a new one in your settings.",
    )
    .with(
        WWW_AUTHENTICATE,
        "Bearer realm=\"Paceline\", error=\"invalid_token\"",
    )
}

fn nobody() -> Trouble {
    Trouble::new(
        StatusCode::UNAUTHORIZED,
        "not-signed-in",
        "You are not signed in.",
        "Send a token of yours as `Authorization: Bearer`; make one in your settings.",
    )
    .with(WWW_AUTHENTICATE, "Bearer realm=\"Paceline\"")
}

/// Finds out who asks, counts it, and says whether they may. A visitor is known by the cookie of a session, which counts
/// for what a page of ours asks, and for nothing else.
pub(crate) async fn admit(
    app: &App,
    request: &Parts,
    visitor: Option<Visitor>,
) -> Result<Admitted, Trouble> {
    let quota = &app.desk().quota;
    let known = match bearer(app, request).await {
        Ok(known) => known,
        Err(trouble) => {
            quota.take(&Who::Stranger(Caller::of(app, request).address))?;
            return Err(trouble);
        }
    };
    let Some(bearer) = known else {
        let is_known = app.identity().is_none() || is_from_a_page(&request.headers);
        let Some(visitor) = visitor.filter(|_| is_known) else {
            quota.take(&Who::Stranger(Caller::of(app, request).address))?;
            return Err(nobody());
        };
        let headers = quota.take(&Who::Person(visitor.person))?;
        return Ok(Admitted { visitor, headers });
    };
    let headers = quota.take(&Who::Token(bearer.id.clone()))?;
    let needed = needed(&request.method, request.uri.path());
    if !bearer.scopes.has(needed) {
        let word = needed.name();
        let challenge =
            format!("Bearer realm=\"Paceline\", error=\"insufficient_scope\", scope=\"{word}\"");
        return Err(Trouble::new(
            StatusCode::FORBIDDEN,
            "missing-scope",
            format!("This token does not open what needs '{word}'."),
            "Make one with that scope in your settings.",
        )
        .with(WWW_AUTHENTICATE, &challenge));
    }
    let viewer = |state: &State| Viewer::of(state, bearer.person);
    let visitor = Visitor {
        person: bearer.person,
        viewer: app.store().read(viewer),
        theme: Theme::default(),
    };
    Ok(Admitted { visitor, headers })
}

/// A browser says so of a page of our own, and lets no other page say it.
fn is_from_a_page(headers: &HeaderMap) -> bool {
    let site = headers.get("sec-fetch-site");
    site.is_some_and(|site| site == "same-origin" || site == "none")
}

/// What a request needs a token to open.
fn needed(method: &Method, path: &str) -> Scope {
    if *method == Method::GET || *method == Method::HEAD {
        return Scope::Read;
    }
    let path = path.strip_prefix(BASE).unwrap_or_default();
    // A draft is looked through and not kept.
    if path == super::DRAFTS {
        return Scope::Read;
    }
    let command = path.strip_prefix("/commands/");
    if command.is_some_and(is_for_admins) {
        Scope::Admin
    } else {
        Scope::Write
    }
}

/// Whether what changes something was not sent by a page of another site: a token says so, and so does a program, which
/// has no cookies and no origin. A cookie alone does not.
pub(crate) fn is_no_page_of_others(headers: &HeaderMap) -> bool {
    let is_program = [ORIGIN, COOKIE]
        .iter()
        .all(|name| !headers.contains_key(name))
        && !headers.contains_key("sec-fetch-site");
    headers.contains_key(AUTHORIZATION) || is_program
}
