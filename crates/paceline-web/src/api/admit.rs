//! Who asks the API, and whether they may: by a token, or as whoever looks at the pages.

use std::{fmt, num::NonZeroU32, pin::Pin};

use axum::http::{
    HeaderMap, Method, StatusCode,
    header::{AUTHORIZATION, COOKIE, ORIGIN, WWW_AUTHENTICATE},
};
use paceline_core::access::Viewer;
use paceline_identity::Secret;

use super::{
    BASE,
    commands::is_for_admins,
    idempotency::Answers,
    problem::Trouble,
    quota::{Quota, Who},
};
use crate::{
    app::App,
    problem::Problem,
    visitor::{Theme, Visitor},
};

pub use paceline_identity::token::{Bearer, Scope};

type Found = Pin<Box<dyn Future<Output = Option<Bearer>> + Send>>;

/// What the API keeps between requests.
#[derive(Default)]
pub(crate) struct Desk {
    tokens: Option<Box<dyn Fn(String) -> Found + Send + Sync>>,
    quota: Quota,
    pub(super) answers: Answers,
}

impl fmt::Debug for Desk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Desk")
    }
}

impl Desk {
    pub(crate) fn look_up<F>(&mut self, tokens: impl Fn(String) -> F + Send + Sync + 'static)
    where
        F: Future<Output = Option<Bearer>> + Send + 'static,
    {
        self.tokens = Some(Box::new(move |token| Box::pin(tokens(token))));
    }

    pub(crate) fn answer_at_most(&mut self, a_minute: NonZeroU32) {
        self.quota = Quota::of(a_minute);
    }
}

/// Whoever may go on, and what their answer's headers say.
pub(crate) struct Admitted {
    pub(crate) visitor: Option<Visitor>,
    pub(crate) headers: HeaderMap,
}

/// The bearer of the token that a request carries; nothing where it carries none. The one place where a token is read.
async fn bearer(app: &App, headers: &HeaderMap) -> Result<Option<Bearer>, Trouble> {
    let Some(written) = headers.get(AUTHORIZATION) else {
        return Ok(None);
    };
    let token = written.to_str().ok().and_then(|written| {
        let (scheme, token) = written.split_once(' ')?;
        scheme
            .eq_ignore_ascii_case("bearer")
            .then(|| token.trim().to_owned())
    });
    let token = token.ok_or_else(unknown_token)?;
    let found = match (&app.desk().tokens, app.identity()) {
        (Some(tokens), _) => tokens(token).await,
        (None, Some(identity)) => {
            let found = identity.token(&Secret::new(token), None).await;
            found.map_err(|failure| {
                app.log(&failure.to_string());
                Trouble::from(&Problem::Failed {
                    what: "It cannot be found out now whose token this is",
                    instead: "Try again in a moment.",
                })
            })?
        }
        (None, None) => None,
    };
    found.map(Some).ok_or_else(unknown_token)
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

/// Finds out who asks, counts it, and says whether they may.
pub(crate) async fn admit(
    app: &App,
    (method, path): (&Method, &str),
    headers: &HeaderMap,
    visitor: Option<Visitor>,
) -> Result<Admitted, Trouble> {
    let quota = &app.desk().quota;
    let known = match bearer(app, headers).await {
        Ok(known) => known,
        Err(trouble) => {
            quota.take(&Who::Nobody)?;
            return Err(trouble);
        }
    };
    let Some(bearer) = known else {
        let is_asked_for = app.desk().tokens.is_some() && !is_from_a_page(headers);
        let Some(visitor) = visitor.filter(|_| !is_asked_for) else {
            quota.take(&Who::Nobody)?;
            return Err(nobody());
        };
        let left = quota.take(&Who::Person(visitor.person))?;
        return Ok(Admitted {
            visitor: Some(visitor),
            headers: left,
        });
    };
    let headers = quota.take(&Who::Token(bearer.id.clone()))?;
    let needed = needed(method, path);
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
    let visitor = Visitor {
        person: bearer.person,
        viewer: app.store().read(|state| Viewer::of(state, bearer.person)),
        theme: Theme::default(),
    };
    Ok(Admitted {
        visitor: Some(visitor),
        headers,
    })
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
    let command = path
        .strip_prefix(BASE)
        .and_then(|path| path.strip_prefix("/commands/"));
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
