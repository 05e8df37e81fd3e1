//! The frame of a page for whoever has not signed in: no rail, and nothing of the record.

use askama::Template;
use axum::{
    extract::FromRequestParts,
    http::{
        HeaderValue, StatusCode,
        header::{LOCATION, REFERRER_POLICY, SET_COOKIE},
        request::Parts,
    },
    response::IntoResponse as _,
};
use paceline_core::PersonId;
use paceline_identity::{
    Identity, IdentityError,
    session::{Device, How},
};

use crate::{
    app::App,
    assets,
    cookie::Cookie,
    cookie::device,
    look::{Shown, rendered},
    problem::Problem,
    signed::failed,
    url::{To, own_path},
    visitor::{Arrival, Theme},
};

/// What such a page needs around it.
pub(crate) struct Outside {
    pub(crate) theme: Theme,
}

#[expect(
    clippy::unused_self,
    reason = "templates call methods of the frame, not functions"
)]
impl Outside {
    pub(crate) fn style(&self) -> To<'static> {
        To::Static(assets::STYLE)
    }

    pub(crate) fn script(&self) -> To<'static> {
        To::Static(assets::SCRIPT)
    }

    pub(crate) fn icon(&self) -> To<'static> {
        To::Static(assets::ICON)
    }

    pub(crate) fn preloads(&self) -> impl Iterator<Item = To<'static>> {
        assets::PRELOADS.iter().map(|name| To::Static(name))
    }
}

/// Somebody at a page that is there before anybody has signed in.
pub(crate) struct Asking {
    pub(crate) app: App,
    pub(crate) identity: Identity,
    pub(crate) device: Device,
    pub(crate) arrival: Arrival,
}

impl FromRequestParts<App> for Asking {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let identity = app.identity().ok_or(Problem::NoAccounts)?.clone();
        let device = device(app, parts);
        let arrival = parts.extensions.get::<Arrival>().cloned();
        Ok(Self {
            app: app.clone(),
            identity,
            device,
            arrival: arrival.ok_or(Problem::SignIn)?,
        })
    }
}

impl Asking {
    /// A page outside.
    pub(crate) fn show<T: Template>(
        &self,
        status: StatusCode,
        page: impl FnOnce(Outside) -> T,
    ) -> Shown {
        let o = Outside {
            theme: self.arrival.theme,
        };
        rendered(status, &page(o)).map_err(|failure| Problem::unrendered(&self.app, &failure))
    }

    /// A page at a secret address: nobody learns of it from where a browser comes.
    pub(crate) fn show_in_secret<T: Template>(
        &self,
        status: StatusCode,
        page: impl FnOnce(Outside) -> T,
    ) -> Shown {
        let mut response = self.show(status, page)?;
        let headers = response.headers_mut();
        headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
        Ok(response)
    }

    /// Lets somebody in: a new session, and on to where they wanted to go.
    pub(crate) async fn let_in(&self, person: PersonId, how: How, next: &str) -> Shown {
        let begun = self.identity.begin_session(person, &self.device, how).await;
        let session = begun.map_err(|failure| failed(&self.app, &failure))?;
        let known = self.identity.remember_device(person, &self.device).await;
        let known = known.map_err(|failure| failed(&self.app, &failure))?;
        let way = self.app.way();
        let to = own_path(next).map_or_else(|| To::Today.to_string(), str::to_owned);
        let mut response = (StatusCode::SEE_OTHER, [(LOCATION, to)]).into_response();
        let cookies = [
            Cookie::Session.set(way, &session),
            Cookie::Device.set(way, &known),
        ];
        for cookie in cookies.into_iter().flatten() {
            response.headers_mut().append(SET_COOKIE, cookie);
        }
        Ok(response)
    }

    pub(crate) fn failed(&self, failure: &IdentityError) -> Problem {
        failed(&self.app, failure)
    }
}
