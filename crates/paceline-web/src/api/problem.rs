//! What goes wrong, as a problem of RFC 9457: what it is, in a sentence, and what to do instead.

use axum::{
    http::{HeaderName, HeaderValue, StatusCode, header::CONTENT_TYPE},
    response::{IntoResponse, Response},
};
use paceline_core::vocabulary::Misread;
use serde::Serialize;

/// Why there is no answer.
#[derive(Debug)]
pub(crate) struct Trouble {
    told: Box<Told>,
    status: StatusCode,
    headers: Vec<(HeaderName, HeaderValue)>,
}

/// What the body holds.
#[derive(Debug, Clone, Serialize, schemars::JsonSchema)]
#[schemars(rename = "Problem")]
pub(super) struct Told {
    /// What kind of problem it is: `urn:paceline:problem:` and its name.
    #[serde(rename = "type")]
    kind: String,
    title: &'static str,
    status: u16,
    /// What is wrong, in one sentence.
    detail: String,
    /// What to do instead, in one sentence.
    instead: String,
    /// Why a command was refused, as a machine calls it.
    #[serde(skip_serializing_if = "Option::is_none")]
    refused: Option<String>,
}

impl Trouble {
    pub(crate) fn new(
        status: StatusCode,
        kind: &'static str,
        detail: impl Into<String>,
        instead: impl Into<String>,
    ) -> Self {
        let told = Told {
            kind: format!("urn:paceline:problem:{kind}"),
            title: status.canonical_reason().unwrap_or("Problem"),
            status: status.as_u16(),
            detail: detail.into(),
            instead: instead.into(),
            refused: None,
        };
        Self {
            told: Box::new(told),
            status,
            headers: Vec::new(),
        }
    }

    /// The same with a header; one that cannot be written is left out.
    #[must_use]
    pub(crate) fn with(mut self, name: HeaderName, value: &str) -> Self {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.headers.push((name, value));
        }
        self
    }
}

impl From<&Misread> for Trouble {
    fn from(misread: &Misread) -> Self {
        let (status, kind) = match misread {
            Misread::NoSuchCommand { .. } => (StatusCode::NOT_FOUND, "no-such-command"),
            Misread::Refused(_) => (StatusCode::UNPROCESSABLE_ENTITY, "refused"),
            Misread::NotAnObject { .. }
            | Misread::UnknownField { .. }
            | Misread::MissingField { .. }
            | Misread::WrongKind { .. } => (StatusCode::UNPROCESSABLE_ENTITY, "does-not-fit"),
        };
        let mut trouble = Self::new(status, kind, misread.to_string(), misread.instead());
        trouble.told.refused = Some(misread.word());
        trouble
    }
}

impl IntoResponse for Trouble {
    fn into_response(self) -> Response {
        let body = serde_json::to_vec(&self.told).unwrap_or_default();
        let kind = [(CONTENT_TYPE, "application/problem+json")];
        let mut response = (self.status, kind, body).into_response();
        for (name, value) in self.headers {
            response.headers_mut().insert(name, value);
        }
        response
    }
}
