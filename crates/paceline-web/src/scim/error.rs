//! What goes wrong, as SCIM says it: a status, sometimes a kind, and a sentence for the operator of the directory.

use std::borrow::Cow;

use axum::{
    http::{HeaderName, HeaderValue, StatusCode},
    response::{IntoResponse, Response},
};
use paceline_core::Refusal;
use paceline_identity::{Denied, directory::Undone};
use serde_json::json;

use crate::{app::App, problem::Problem};

/// The kinds of errors that RFC 7644 names (section 3.12), those that are said here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    InvalidFilter,
    InvalidPath,
    InvalidSyntax,
    InvalidValue,
    Mutability,
    NoTarget,
    TooMany,
    Uniqueness,
}

impl Kind {
    fn word(self) -> &'static str {
        match self {
            Self::InvalidFilter => "invalidFilter",
            Self::InvalidPath => "invalidPath",
            Self::InvalidSyntax => "invalidSyntax",
            Self::InvalidValue => "invalidValue",
            Self::Mutability => "mutability",
            Self::NoTarget => "noTarget",
            Self::TooMany => "tooMany",
            Self::Uniqueness => "uniqueness",
        }
    }

    fn status(self) -> StatusCode {
        match self {
            Self::Uniqueness => StatusCode::CONFLICT,
            Self::InvalidFilter
            | Self::InvalidPath
            | Self::InvalidSyntax
            | Self::InvalidValue
            | Self::Mutability
            | Self::NoTarget
            | Self::TooMany => StatusCode::BAD_REQUEST,
        }
    }
}

/// Why not.
#[derive(Debug, Clone)]
pub(super) struct Trouble {
    status: StatusCode,
    kind: Option<Kind>,
    detail: Cow<'static, str>,
    headers: Vec<(HeaderName, HeaderValue)>,
}

impl Trouble {
    pub(super) fn new(status: StatusCode, detail: impl Into<Cow<'static, str>>) -> Self {
        Self {
            status,
            kind: None,
            detail: detail.into(),
            headers: Vec::new(),
        }
    }

    /// A mistake of whoever asks.
    pub(super) fn of(kind: Kind, detail: impl Into<Cow<'static, str>>) -> Self {
        Self {
            kind: Some(kind),
            ..Self::new(kind.status(), detail)
        }
    }

    pub(super) fn not_found() -> Self {
        Self::from(Undone::NotFound)
    }

    #[must_use]
    pub(super) fn with(mut self, name: HeaderName, value: &str) -> Self {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.headers.push((name, value));
        }
        self
    }

    /// What went wrong inside goes to the log; whoever asks is told what to do.
    pub(super) fn undone(app: &App, undone: Undone) -> Self {
        if let Undone::Failed(failure) = &undone {
            return Self::from(&Problem::failed(app, failure));
        }
        Self::from(undone)
    }
}

impl From<Undone> for Trouble {
    fn from(undone: Undone) -> Self {
        let detail = format!("{undone} {}", undone.instead());
        match undone {
            Undone::NotFound => Self::new(StatusCode::NOT_FOUND, detail),
            Undone::Changed => Self::new(StatusCode::PRECONDITION_FAILED, detail),
            Undone::Busy => Self::new(StatusCode::SERVICE_UNAVAILABLE, detail)
                .with(axum::http::header::RETRY_AFTER, "5"),
            Undone::Taken { .. } | Undone::OwnerLeft { .. } | Undone::OwnerIsService { .. } => {
                Self::of(Kind::Uniqueness, detail)
            }
            Undone::Unreadable { .. } | Undone::TooManyAddresses | Undone::NoSuchMember { .. } => {
                Self::of(Kind::InvalidValue, detail)
            }
            Undone::Denied(Denied::Refused(
                Refusal::TeamExists { .. } | Refusal::HandleTaken { .. },
            )) => Self::of(Kind::Uniqueness, detail),
            Undone::Denied(Denied::Refused(Refusal::LastAdmin { .. } | Refusal::WasErased)) => {
                Self::of(Kind::Mutability, detail)
            }
            Undone::Denied(_) => Self::of(Kind::InvalidValue, detail),
            Undone::Failed(failure) => {
                Self::new(StatusCode::INTERNAL_SERVER_ERROR, failure.instead())
            }
        }
    }
}

impl From<&Problem> for Trouble {
    fn from(problem: &Problem) -> Self {
        let title = problem.title();
        let sentence = title.trim_end_matches('.');
        let detail = if *problem == Problem::NotAForm {
            "This is not done here. Look at what the schemas and resource types tell.".to_owned()
        } else if *problem == Problem::NotFound {
            "There is nothing here. Look the address up again.".to_owned()
        } else if *problem == Problem::TooBig {
            "This is more than is taken at once. Send it in parts.".to_owned()
        } else {
            format!("{sentence}. {}", problem.instead())
        };
        Self::new(problem.status(), detail)
    }
}

impl IntoResponse for Trouble {
    fn into_response(self) -> Response {
        let mut body = json!({
            "schemas": ["urn:ietf:params:scim:api:messages:2.0:Error"],
            "status": self.status.as_u16().to_string(),
            "detail": self.detail,
        });
        if let (Some(kind), Some(fields)) = (self.kind, body.as_object_mut()) {
            fields.insert("scimType".to_owned(), json!(kind.word()));
        }
        let mut response = super::json(self.status, &body);
        response.headers_mut().extend(self.headers);
        response
    }
}
