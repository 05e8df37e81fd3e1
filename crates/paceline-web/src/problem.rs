//! What goes wrong, as a page: what it is, in a sentence, and a way on. Nothing from inside is ever shown.

use askama::Template;
use axum::{
    http::{StatusCode, Uri, header::LOCATION},
    response::{IntoResponse, Response},
};
use jiff::civil::Date;
use paceline_core::Time;
use paceline_store::StoreError;

use crate::{
    api::problem::Trouble,
    app::App,
    frame::{Frame, Section},
    look::{Seen, day_asked, rendered},
    outside::Outside,
    url::{At, To},
    visitor::Arrival,
};

/// Why there is no page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Problem {
    NotFound,
    /// A page was sent something that it does not take.
    NotAForm,
    BadDate,
    Future(Date),
    /// Somebody tried to act in the past.
    Past,
    BadQuery {
        why: String,
        instead: String,
    },
    Malformed,
    TooBig,
    /// What was sent took too long to come.
    TooSlow,
    UrlTooLong,
    /// Nobody has signed in here.
    SignIn,
    /// What is asked for needs a sign-in of the last minutes; then it goes on at this path.
    SignInAgain(String),
    /// Only an admin sees this.
    AdminsOnly,
    /// There are no accounts: everybody is the one local person.
    NoAccounts,
    /// The request was sent by another site.
    Foreign,
    /// The request asks for a host that is not this machine.
    Host,
    /// Nothing was recorded, or it is not known whether it was.
    Failed {
        what: &'static str,
        instead: &'static str,
    },
}

impl Problem {
    /// A failure of the record. What it was goes to the log; the page says what to do.
    pub(crate) fn failed(app: &App, failure: &StoreError) -> Self {
        let mut told = failure.to_string();
        let mut cause = std::error::Error::source(failure);
        while let Some(deeper) = cause {
            told = format!("{told} {deeper}");
            cause = deeper.source();
        }
        app.log(&told);
        let what = if matches!(failure, StoreError::Unsure) {
            "It is not known whether this was recorded"
        } else {
            "The record does not answer as it should"
        };
        Self::Failed {
            what,
            instead: failure.instead(),
        }
    }

    /// A page that could not be written.
    pub(crate) fn unrendered(app: &App, failure: &askama::Error) -> Self {
        app.log(&failure.to_string());
        Self::Failed {
            what: "This page could not be made",
            instead: "Try again; the log says more.",
        }
    }

    pub(crate) fn status(&self) -> StatusCode {
        match self {
            Self::NotFound | Self::NoAccounts => StatusCode::NOT_FOUND,
            Self::NotAForm => StatusCode::METHOD_NOT_ALLOWED,
            Self::BadDate
            | Self::Future(_)
            | Self::Past
            | Self::BadQuery { .. }
            | Self::Malformed => StatusCode::BAD_REQUEST,
            Self::TooBig => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::UrlTooLong => StatusCode::URI_TOO_LONG,
            Self::SignIn | Self::SignInAgain(_) => StatusCode::UNAUTHORIZED,
            Self::AdminsOnly | Self::Foreign => StatusCode::FORBIDDEN,
            Self::Host => StatusCode::MISDIRECTED_REQUEST,
            Self::Failed { .. } => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    pub(crate) fn title(&self) -> String {
        match self {
            Self::NotFound => "There is nothing here".to_owned(),
            Self::NotAForm => "This page does not take that".to_owned(),
            Self::BadDate => "This is no day of the calendar".to_owned(),
            Self::Future(date) => format!("{date} has not happened yet"),
            Self::Past => "The past cannot be changed".to_owned(),
            Self::BadQuery { why, .. } => why.clone(),
            Self::Malformed => "This could not be read".to_owned(),
            Self::TooBig => "This is more than fits into one form".to_owned(),
            Self::TooSlow => "This took too long to come".to_owned(),
            Self::UrlTooLong => "This address is too long".to_owned(),
            Self::SignIn | Self::SignInAgain(_) => "Sign in first".to_owned(),
            Self::AdminsOnly => "This page is for admins".to_owned(),
            Self::NoAccounts => "Nobody signs in here".to_owned(),
            Self::Foreign => "This was sent by another site".to_owned(),
            Self::Host => "Paceline does not answer under this name".to_owned(),
            Self::Failed { what, .. } => (*what).to_owned(),
        }
    }

    pub(crate) fn instead(&self) -> &str {
        match self {
            Self::NotFound => {
                "It may have been mistyped, or not have been there yet on the day you look at."
            }
            Self::NotAForm => "Go to the page and use its form.",
            Self::BadDate => "Write a day such as 2026-03-01.",
            Self::Future(_) => "Choose today or a day before.",
            Self::Past => "Go back to today, and do it there.",
            Self::BadQuery { instead, .. } => instead,
            Self::Malformed => "Go back, and fill in the form again.",
            Self::TooBig => "Shorten it, or put the rest into a document and link it.",
            Self::TooSlow => "Go back and send it again; nothing was recorded.",
            Self::UrlTooLong => "Search for fewer words.",
            Self::SignIn | Self::SignInAgain(_) => "Then come back here.",
            Self::AdminsOnly => {
                "They look after accounts and settings, and have no more say over content than you. Ask one of them."
            }
            Self::NoAccounts => {
                "This Paceline is for one person on this machine; its operator can let people sign in."
            }
            Self::Foreign => {
                "If it was you, open Paceline itself and do it there. Nothing was recorded."
            }
            Self::Host => "Open it under its own name.",
            Self::Failed { instead, .. } => instead,
        }
    }

    /// Where to sign in, when that is what is missing, and then to come back.
    fn sign_in(&self, app: &App, uri: &Uri) -> Option<String> {
        app.identity()?;
        if let Self::SignInAgain(next) = self {
            return Some(To::SignInAgain(next).to_string());
        }
        let next = uri.path_and_query().map_or("", |path| path.as_str());
        (*self == Self::SignIn).then(|| To::SignInFor(next).to_string())
    }

    /// What it is, as a machine calls it.
    fn word(&self) -> &'static str {
        match self {
            Self::NotFound => "not-found",
            Self::NotAForm => "method-not-allowed",
            Self::BadDate | Self::Future(_) | Self::BadQuery { .. } => "bad-query",
            Self::Past => "past",
            Self::Malformed => "malformed",
            Self::TooBig => "too-big",
            Self::TooSlow => "too-slow",
            Self::UrlTooLong => "address-too-long",
            Self::SignIn | Self::SignInAgain(_) => "not-signed-in",
            Self::AdminsOnly => "admins-only",
            Self::NoAccounts => "no-accounts",
            Self::Foreign => "foreign",
            Self::Host => "host",
            Self::Failed { .. } => "failed",
        }
    }

    /// The page, in its frame. Called by the guard, who knows the app.
    pub(crate) fn page(&self, app: &App, arrival: &Arrival, uri: &Uri) -> Response {
        if let Some(to) = self.sign_in(app, uri) {
            return (StatusCode::SEE_OTHER, [(LOCATION, to)]).into_response();
        }
        let at = self.day(app, uri);
        let (title, instead) = if at.is_past() {
            (
                "This was not there yet on that day".to_owned(),
                "It began later. Go back to today, or choose another day.".to_owned(),
            )
        } else {
            (self.title(), self.instead().to_owned())
        };
        let instead = if *self == Self::Host {
            app.place().instead()
        } else {
            instead
        };
        let known = arrival.visitor.filter(|_| *self != Self::Host);
        let page = if let Some(visitor) = known {
            let f = app.store().read(|state| {
                let seen = Seen {
                    app,
                    sight: state.seen_by(visitor.viewer),
                    visitor,
                    now: at.0.map_or(app.now(), Time::end_of),
                    at,
                };
                let today = To::Today.to_string();
                let here = if at.is_past() { uri.path() } else { &today };
                Frame::of(&seen, Section::Nowhere, here)
            });
            rendered(self.status(), &Show { f, title, instead })
        } else {
            // Whoever has not signed in, or asks under a foreign name, learns nothing of the record.
            let o = Outside {
                theme: arrival.theme,
            };
            rendered(self.status(), &Bare { o, title, instead })
        };
        page.unwrap_or_else(|_| self.status().into_response())
    }
}

impl Problem {
    /// The day on which something was looked for and not found; today for every other problem.
    fn day(&self, app: &App, uri: &Uri) -> At {
        let asked = day_asked(uri.query().unwrap_or_default()).unwrap_or_default();
        let has_been = asked.0.is_some_and(|date| date <= app.now().date());
        if *self == Self::NotFound && has_been {
            asked
        } else {
            At(None)
        }
    }
}

impl From<&Problem> for Trouble {
    /// As the API tells it.
    fn from(problem: &Problem) -> Self {
        let (title, instead) = match problem {
            Problem::NotAForm => (
                "This is not done here".to_owned(),
                "Look it up in the OpenAPI document.",
            ),
            Problem::Malformed => (
                "The query could not be read".to_owned(),
                "Encode it, and send it again.",
            ),
            Problem::TooBig => (
                "This is more than is taken at once".to_owned(),
                problem.instead(),
            ),
            Problem::NotFound
            | Problem::BadDate
            | Problem::Future(_)
            | Problem::Past
            | Problem::BadQuery { .. }
            | Problem::TooSlow
            | Problem::UrlTooLong
            | Problem::SignIn
            | Problem::SignInAgain(_)
            | Problem::AdminsOnly
            | Problem::NoAccounts
            | Problem::Foreign
            | Problem::Host
            | Problem::Failed { .. } => (problem.title(), problem.instead()),
        };
        let sentence = format!("{}.", title.trim_end_matches('.'));
        Self::new(problem.status(), problem.word(), sentence, instead)
    }
}

/// Only the kind travels in the response; the guard makes the page of it.
impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

#[derive(Template)]
#[template(path = "problem/show.html")]
struct Show {
    f: Frame,
    title: String,
    instead: String,
}

#[derive(Template)]
#[template(path = "problem/bare.html")]
struct Bare {
    o: Outside,
    title: String,
    instead: String,
}
