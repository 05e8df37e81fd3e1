//! The one style sheet: put together at compile time, served under a name that changes with it.

use axum::{
    http::header::{CACHE_CONTROL, CONTENT_TYPE},
    response::{IntoResponse as _, Response},
};

use crate::{extract::Path, problem::Problem};

/// Every style sheet, in the order of the cascade: tokens, the house, one a feature.
const CSS: &str = concat!(
    include_str!("../static/css/_tokens.css"),
    include_str!("../static/css/layout.css"),
    include_str!("../static/css/parts.css"),
    include_str!("../static/css/forms.css"),
    include_str!("../static/css/lists.css"),
    include_str!("../static/css/home.css"),
    include_str!("../static/css/initiatives.css"),
    include_str!("../static/css/people.css"),
    include_str!("../static/css/pictures.css"),
    include_str!("../static/css/narrow.css"),
    include_str!("../static/css/print.css"),
);

/// Changes whenever a style sheet does.
pub(crate) const HASH: u64 = fnv(CSS.as_bytes());

const NAME: [u8; 24] = name();

/// The style sheet's file name: `paceline.<hash>.css`, cut to eleven hexadecimal digits.
pub(crate) fn style_name() -> &'static str {
    std::str::from_utf8(&NAME).unwrap_or_default()
}

/// FNV-1a: short, and can be worked out by the compiler. Guards nothing.
pub(crate) const fn fnv(bytes: &[u8]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325;
    let mut at = 0;
    while at < bytes.len() {
        hash = (hash ^ bytes[at] as u64).wrapping_mul(0x0100_0000_01b3);
        at += 1;
    }
    hash
}

const fn name() -> [u8; 24] {
    let mut name = *b"paceline.00000000000.css";
    let digits = b"0123456789abcdef";
    let mut at = 0;
    while at < 11 {
        name[9 + at] = digits[((HASH >> (4 * at)) & 15) as usize];
        at += 1;
    }
    name
}

pub(crate) async fn style(Path(name): Path<String>) -> Result<Response, Problem> {
    if name != style_name() {
        return Err(Problem::NotFound);
    }
    let headers = [
        (CONTENT_TYPE, "text/css; charset=utf-8"),
        (CACHE_CONTROL, "public, max-age=31536000, immutable"),
    ];
    Ok((headers, CSS).into_response())
}
