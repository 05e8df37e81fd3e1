//! How somebody likes the pages: light or dark, and in a demonstration through whose eyes. Kept in cookies.

use axum::{
    http::{
        StatusCode,
        header::{LOCATION, SET_COOKIE},
    },
    response::IntoResponse as _,
};
use serde::Deserialize;

use crate::{
    extract::Form,
    look::Shown,
    problem::Problem,
    url::{To, own_path},
    visitor::{EYES, THEME, Theme},
};

/// A year, in seconds: how long a choice is remembered.
const YEAR: u32 = 31_536_000;

/// What is chosen, and the page to go back to.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Choice {
    chosen: String,
    back: String,
}

pub(crate) async fn theme(Form(choice): Form<Choice>) -> Shown {
    let theme = Theme::named(&choice.chosen).ok_or(Problem::Malformed)?;
    Ok(remembered(THEME, theme.word(), &choice.back))
}

/// Handles are of letters, digits and dashes; those of other scripts are not offered. Whoever is not among the
/// offered eyes is ignored when the cookie comes back.
pub(crate) async fn eyes(Form(choice): Form<Choice>) -> Shown {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if choice.chosen.len() > 60 || !choice.chosen.chars().all(is_plain) {
        return Err(Problem::Malformed);
    }
    Ok(remembered(EYES, &choice.chosen, &choice.back))
}

fn remembered(name: &str, value: &str, back: &str) -> axum::response::Response {
    let cookie = format!("{name}={value}; Path=/; Max-Age={YEAR}; SameSite=Lax; HttpOnly");
    let to = own_path(back).map_or_else(|| To::Today.to_string(), str::to_owned);
    (
        StatusCode::SEE_OTHER,
        [(SET_COOKIE, cookie), (LOCATION, to)],
    )
        .into_response()
}
