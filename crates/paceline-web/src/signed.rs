//! Whoever has signed in and looks after an account: their own, or as an admin those of others.

use askama::Template;
use axum::{
    extract::FromRequestParts,
    http::{StatusCode, header::LOCATION, request::Parts},
    response::IntoResponse as _,
};
use paceline_core::{PersonId, person::Person};
use paceline_identity::{
    Denied, Identity, IdentityError,
    session::{Device, SignedIn},
};

use crate::{
    app::App,
    cookie::device,
    form::{FormPage, Refused, ShowForm},
    frame::{Frame, Section},
    look::{Look, Shown, rendered},
    problem::Problem,
    url::To,
    visitor::Arrival,
};

/// Seconds after which somebody says again who they are, before an act that could shut them out.
const FRESH: i64 = 15 * 60;

/// Somebody who has signed in, at pages that are about now.
pub(crate) struct Signed {
    pub(crate) look: Look,
    pub(crate) identity: Identity,
    pub(crate) session: SignedIn,
    pub(crate) device: Device,
}

impl FromRequestParts<App> for Signed {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let identity = app.identity().ok_or(Problem::NoAccounts)?.clone();
        let look = Look::from_request_parts(parts, app).await?;
        look.now_only()?;
        let arrival = parts.extensions.get::<Arrival>();
        let session = arrival.and_then(|arrival| arrival.session.clone());
        let session = session.ok_or(Problem::SignIn)?;
        let device = device(app, parts);
        Ok(Self {
            look,
            identity,
            session,
            device,
        })
    }
}

impl Signed {
    pub(crate) fn me(&self) -> PersonId {
        self.session.person
    }

    /// Asks for a sign-in of the last minutes, and comes back to a place.
    pub(crate) fn fresh(&self, next: To<'_>) -> Result<(), Problem> {
        if self.look.now.0 - self.session.fresh_at.0 <= FRESH {
            return Ok(());
        }
        Err(Problem::SignInAgain(next.to_string()))
    }

    /// A page with one form.
    pub(crate) fn form(&self, mut page: FormPage) -> Shown {
        page.form.takes_focus = true;
        self.look.show(page.section, |f| ShowForm { f, page })
    }

    /// Goes on to a place when it was done, or shows the form again with why not.
    pub(crate) fn done<T>(
        &self,
        result: Result<T, IdentityError>,
        to: To<'_>,
        form: impl FnOnce() -> FormPage,
    ) -> Shown {
        match result {
            Ok(_) => went_on(to),
            Err(IdentityError::Denied(denied)) => self.refused(&denied, form()),
            Err(failure) => Err(self.failed(&failure)),
        }
    }

    /// The form again, with why not.
    pub(crate) fn refused(&self, denied: &Denied, mut page: FormPage) -> Shown {
        page.form.refused = Some(Refused::from(denied));
        page.form.takes_focus = true;
        self.answer(StatusCode::UNPROCESSABLE_ENTITY, page.section, |f| {
            ShowForm { f, page }
        })
    }

    /// A page in its frame that answers to something that was sent.
    pub(crate) fn answer<T: Template>(
        &self,
        status: StatusCode,
        section: Section,
        page: impl FnOnce(Frame) -> T,
    ) -> Shown {
        let frame = self.look.read(|seen| Frame::of(seen, section, ""));
        rendered(status, &page(frame))
            .map_err(|failure| Problem::unrendered(&self.look.app, &failure))
    }

    /// Something about an account that was not done, where there is no form to show it beside.
    pub(crate) fn failed(&self, failure: &IdentityError) -> Problem {
        failed(&self.look.app, failure)
    }
}

/// What was not done, as a page.
pub(crate) fn failed(app: &App, failure: &IdentityError) -> Problem {
    match failure {
        IdentityError::Denied(denied) => Problem::BadQuery {
            why: denied.to_string(),
            instead: denied.instead(),
        },
        IdentityError::Failed(failure) => Problem::failed(app, failure),
    }
}

/// On to a place, after something was done.
#[expect(
    clippy::unnecessary_wraps,
    reason = "a handler ends with it, and answers a result"
)]
pub(crate) fn went_on(to: To<'_>) -> Shown {
    Ok((StatusCode::SEE_OTHER, [(LOCATION, to.to_string())]).into_response())
}

/// An admin, who looks after accounts and settings.
pub(crate) struct Admins(pub(crate) Signed);

impl FromRequestParts<App> for Admins {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let signed = Signed::from_request_parts(parts, app).await?;
        if is_admin(&signed.look.app, signed.me()) {
            Ok(Self(signed))
        } else {
            Err(Problem::AdminsOnly)
        }
    }
}

/// Whether somebody looks after accounts and settings.
pub(crate) fn is_admin(app: &App, person: PersonId) -> bool {
    app.store()
        .read(|state| state.person(person).is_some_and(Person::is_admin))
}

impl From<&Denied> for Refused {
    fn from(denied: &Denied) -> Self {
        Self {
            why: denied.to_string(),
            instead: denied.instead(),
        }
    }
}
