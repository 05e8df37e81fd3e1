//! Whoever looks: which person they are, and how they like the pages to look. Read from the request once, by the
//! guard, which puts the [`Arrival`] among the request's extensions.
//!
//! Without sign-in a visitor is the local person; a demonstration also lets them look through other eyes.

use axum::http::{HeaderMap, header::COOKIE, request::Parts};
use paceline_core::{PersonId, access::Viewer};
use paceline_identity::{Identity, Secret, session::SignedIn};

use crate::{app::App, cookie::Cookie};

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
    /// What they may read, by the record as it is now.
    pub(crate) viewer: Viewer,
    pub(crate) theme: Theme,
}

/// Who asks, as the guard found out.
#[derive(Debug, Clone)]
pub(crate) struct Arrival {
    /// Nobody, where people sign in and this one has not.
    pub(crate) visitor: Option<Visitor>,
    pub(crate) theme: Theme,
    /// The session, where people sign in.
    pub(crate) session: Option<SignedIn>,
}

impl Arrival {
    /// A cookie that names nobody, or somebody whose eyes are not offered, is as good as none.
    pub(crate) async fn of(app: &App, headers: &HeaderMap) -> Self {
        match app.identity() {
            None => Self::without_sign_in(app, headers),
            Some(identity) => Self::signed_in(app, identity, headers).await,
        }
    }

    /// A session that cannot be read now is none: whoever it is can sign in again.
    async fn signed_in(app: &App, identity: &Identity, headers: &HeaderMap) -> Self {
        let theme = cookie(headers, THEME).and_then(Theme::named);
        let theme = theme.unwrap_or_default();
        let secret = cookie(headers, Cookie::Session.name(app.way())).map(Secret::new);
        let session = match secret {
            Some(secret) => identity.session(&secret).await.unwrap_or_else(|failure| {
                app.log(&failure.to_string());
                None
            }),
            None => None,
        };
        let visitor = session.as_ref().map(|session| Visitor {
            person: session.person,
            viewer: app.store().read(|state| Viewer::of(state, session.person)),
            theme,
        });
        Self {
            visitor,
            theme,
            session,
        }
    }

    fn without_sign_in(app: &App, headers: &HeaderMap) -> Self {
        let eyes = cookie(headers, EYES)
            .filter(|handle| app.eyes().iter().any(|eyes| eyes.handle == *handle))
            .and_then(|handle| app.store().read(|state| state.person_called(handle)));
        let theme = cookie(headers, THEME).and_then(Theme::named);
        let theme = theme.unwrap_or_default();
        let person = eyes.unwrap_or_else(|| app.local_person());
        Self {
            visitor: Some(Visitor {
                person,
                viewer: app.store().read(|state| Viewer::of(state, person)),
                theme,
            }),
            theme,
            session: None,
        }
    }

    /// Whoever sent a request that has passed the guard.
    pub(crate) fn visitor(parts: &Parts) -> Option<Visitor> {
        parts.extensions.get::<Self>()?.visitor
    }
}

/// The value of a cookie, as it was set: ours are plain words.
pub(crate) fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
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
