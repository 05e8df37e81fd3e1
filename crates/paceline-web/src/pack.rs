//! Pages on their way out, made smaller where the browser can unpack them.

use std::io::Write as _;

use axum::{
    body::{Body, HttpBody as _, to_bytes},
    http::{
        HeaderMap, HeaderValue, StatusCode,
        header::{ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, VARY},
    },
    response::{IntoResponse as _, Response},
};
use flate2::{Compression, write::GzEncoder};

/// Below this many bytes an answer fits into one packet anyhow.
const WORTH_IT: u64 = 1024;

/// What is made smaller. A stream of events is not: it would wait in the packer.
const TEXTS: [&str; 5] = [
    "application/json",
    "text/html",
    "text/markdown",
    "text/plain",
    "image/svg+xml",
];

/// A form in which an answer can be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Brotli,
    Gzip,
}

impl Form {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gzip",
        }
    }
}

/// Whether whoever asks can unpack the form.
pub(crate) fn accepts(headers: &HeaderMap, form: Form) -> bool {
    headers
        .get_all(ACCEPT_ENCODING)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(','))
        .filter_map(|offer| {
            let (name, weight) = offer.split_once(';').unwrap_or((offer, ""));
            (name.trim().eq_ignore_ascii_case(form.name())).then_some(weight)
        })
        .any(|weight| !is_nought(weight))
}

/// `q=0`, in any of its spellings, is a no.
fn is_nought(weight: &str) -> bool {
    let value = weight.trim().strip_prefix("q=");
    value
        .and_then(|value| value.parse::<f32>().ok())
        .is_some_and(|value| value <= 0.0)
}

/// Packs an answer that is text and long enough. The lowest level: higher ones cost more than the page itself.
pub(crate) async fn packed(takes_gzip: TakesGzip, response: Response) -> Response {
    if !is_worth_it(&response) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    parts
        .headers
        .append(VARY, HeaderValue::from_static("Accept-Encoding"));
    if takes_gzip == TakesGzip::No {
        return Response::from_parts(parts, body);
    }
    let Ok(plain) = to_bytes(body, usize::MAX).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let mut packer = GzEncoder::new(Vec::with_capacity(plain.len() / 3), Compression::fast());
    match packer.write_all(&plain).and_then(|()| packer.finish()) {
        Ok(small) => {
            parts.headers.remove(CONTENT_LENGTH);
            parts
                .headers
                .insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
            Response::from_parts(parts, Body::from(small))
        }
        Err(_) => Response::from_parts(parts, Body::from(plain)),
    }
}

/// What the request said, kept while the request is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TakesGzip {
    Yes,
    No,
}

impl TakesGzip {
    pub(crate) fn of(headers: &HeaderMap) -> Self {
        if accepts(headers, Form::Gzip) {
            Self::Yes
        } else {
            Self::No
        }
    }
}

fn is_worth_it(response: &Response) -> bool {
    let kind = response
        .headers()
        .get(CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok());
    let kind = kind
        .and_then(|kind| kind.split(';').next())
        .unwrap_or_default();
    TEXTS.contains(&kind)
        && !response.headers().contains_key(CONTENT_ENCODING)
        && response
            .body()
            .size_hint()
            .exact()
            .is_some_and(|size| size >= WORTH_IT)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(line: &str) -> (bool, bool) {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT_ENCODING, line.parse().unwrap());
        (
            accepts(&headers, Form::Brotli),
            accepts(&headers, Form::Gzip),
        )
    }

    #[test]
    fn a_form_is_sent_to_whoever_names_it() {
        assert_eq!(asked("gzip, deflate, br, zstd"), (true, true));
        assert_eq!(asked("GZIP;q=0.5"), (false, true));
        assert_eq!(asked("br;q=0, gzip; q=0.0"), (false, false));
        assert_eq!(asked("identity, x-gzip"), (false, false));
        assert_eq!(asked(""), (false, false));
    }
}
