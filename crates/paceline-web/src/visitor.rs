//! Whoever looks: which person they are, and how they like the pages to look. Read from the request's cookies.
//!
//! Until sign-in is built, a visitor is the local person; a demonstration also lets them look through other eyes.

use axum::http::{HeaderMap, header::COOKIE, request::Parts};
use paceline_core::{PersonId, State};

use crate::app::App;

/// The cookie that holds through whose eyes a demonstration is looked at: a handle.
pub(crate) const EYES: &str = "paceline-eyes";
/// The cookie that holds the choice of light or dark.
pub(crate) const THEME: &str = "paceline-theme";

/// Somebody through whose eyes a demonstration can be looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Eyes {
    pub handle: String,
    /// Who that is, in a few words: `leads the Checkout team`.
    pub who: String,
}

/// Light, dark, or as the system has it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Theme {
    #[default]
    System,
    Light,
    Dark,
}

impl Theme {
    pub(crate) const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// As the cookie and the page's root element hold it.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// As a form shows it.
    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::System => "As my system",
            Self::Light => "Light",
            Self::Dark => "Dark",
        }
    }

    pub(crate) fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.word() == word)
    }
}

/// Whoever looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Visitor {
    pub(crate) person: PersonId,
    pub(crate) theme: Theme,
}

impl Visitor {
    /// Who asks, as the guard found it.
    pub(crate) fn found(app: &App, parts: &Parts) -> Self {
        let found = parts.extensions.get::<Self>().copied();
        found.unwrap_or_else(|| {
            app.store()
                .read(|state| Self::of(app, state, &parts.headers))
        })
    }

    /// Who asks. A cookie that names nobody, or somebody whose eyes are not offered, is as good as none.
    pub(crate) fn of(app: &App, state: &State, headers: &HeaderMap) -> Self {
        let eyes = cookie(headers, EYES)
            .filter(|handle| app.eyes().iter().any(|eyes| eyes.handle == *handle))
            .and_then(|handle| state.person_called(handle));
        let theme = cookie(headers, THEME).and_then(Theme::named);
        Self {
            person: eyes.unwrap_or_else(|| app.local_person()),
            theme: theme.unwrap_or_default(),
        }
    }
}

/// The value of a cookie, as it was set: ours are plain words.
fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cookies_are_found_by_their_whole_name() {
        let mut headers = HeaderMap::new();
        headers.append(COOKIE, "a=1; xpaceline-theme=light".parse().unwrap());
        headers.append(COOKIE, "paceline-theme=dark".parse().unwrap());
        assert_eq!(cookie(&headers, THEME), Some("dark"));
        assert_eq!(cookie(&headers, EYES), None);
    }
}
