//! The cookies that say who is signed in: how they are set, and how they are taken away.

use axum::http::{HeaderValue, request::Parts};
use paceline_identity::{Secret, session::Device};

use crate::{app::App, caller::Caller, visitor::cookie};

/// A cookie of ours, by what it is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cookie {
    /// Who is signed in here.
    Session,
    /// That this device has signed in before: nobody else's wrong tries can shut it out.
    Device,
    /// Who went to a provider to sign in, and where they wanted to go.
    Away,
}

/// Whether people come by https: then cookies are for https alone, and for this host alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    Https,
    Plain,
}

/// A year, in seconds. What a session is good for is decided by the server, not by the browser.
const YEAR: u32 = 31_536_000;

/// Seconds to sign in at a provider and come back.
const JOURNEY: u32 = 600;

impl Cookie {
    pub(crate) fn name(self, way: Way) -> &'static str {
        match (self, way) {
            (Self::Session, Way::Https) => "__Host-paceline",
            (Self::Session, Way::Plain) => "paceline",
            (Self::Device, Way::Https) => "__Host-paceline-device",
            (Self::Device, Way::Plain) => "paceline-device",
            (Self::Away, Way::Https) => "__Host-paceline-away",
            (Self::Away, Way::Plain) => "paceline-away",
        }
    }

    /// The header that sets it.
    pub(crate) fn set(self, way: Way, secret: &Secret) -> Option<HeaderValue> {
        let lasts = match self {
            Self::Session | Self::Device => YEAR,
            Self::Away => JOURNEY,
        };
        self.header(way, secret.expose(), lasts)
    }

    /// The header that takes it away.
    pub(crate) fn gone(self, way: Way) -> Option<HeaderValue> {
        self.header(way, "", 0)
    }

    fn header(self, way: Way, value: &str, lasts: u32) -> Option<HeaderValue> {
        let name = self.name(way);
        let secure = match way {
            Way::Https => "; Secure",
            Way::Plain => "",
        };
        let written =
            format!("{name}={value}; Path=/; Max-Age={lasts}; HttpOnly; SameSite=Lax{secure}");
        let mut header = HeaderValue::from_str(&written).ok()?;
        header.set_sensitive(true);
        Some(header)
    }
}

/// Where a request comes from and which of our cookies it brings, as the identity wants to know it.
pub(crate) fn device(app: &App, parts: &Parts) -> Device {
    let Caller { address, agent } = Caller::of(app, parts);
    let secret = |kind: Cookie| cookie(&parts.headers, kind.name(app.way())).map(Secret::new);
    Device {
        agent,
        from: address,
        known: secret(Cookie::Device),
        session: secret(Cookie::Session),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_https_a_cookie_is_for_this_host_alone() {
        let secret = Secret::new("abc");
        let said = |way| Cookie::Session.set(way, &secret).unwrap();
        assert_eq!(
            said(Way::Https),
            "__Host-paceline=abc; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax; Secure"
        );
        assert_eq!(
            said(Way::Plain),
            "paceline=abc; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax"
        );
        assert!(said(Way::Https).is_sensitive());
    }
}
