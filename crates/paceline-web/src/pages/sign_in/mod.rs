//! Sign-in: by password, passkey, a link by e-mail or a provider; and sign-out.

pub(crate) mod passkey;
pub(crate) mod provider;

use askama::Template;
use axum::http::{HeaderName, HeaderValue, StatusCode, header::SET_COOKIE};
use paceline_core::Time;
use paceline_identity::{Denied, IdentityError, Secret, link::Purpose, session::How};
use serde::Deserialize;

use crate::{
    cookie::Cookie,
    extract::{Form, Query},
    form::{self, Field, Kind, Refused},
    letters,
    look::Shown,
    outside::{Asking, Outside},
    problem::Problem,
    signed::{Signed, went_on},
    url::{To, own_path},
    ways::{Way, Ways},
};

const CLEAR_SITE_DATA: HeaderName = HeaderName::from_static("clear-site-data");

/// Seconds that a link by e-mail is good for.
const LINK_LASTS: i64 = 15 * 60;

/// Where somebody wanted to go, and why they are asked.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Wanted {
    next: String,
    /// They have signed in, but some time ago.
    again: String,
}

#[derive(Template)]
#[template(path = "sign_in/show.html")]
struct Show {
    o: Outside,
    organisation: String,
    is_again: bool,
    /// Why another way than a form's did not work.
    refused: Option<Refused>,
    /// Where to go on to.
    next: String,
    form: Option<form::Form>,
    by_link: Option<form::Form>,
    providers: Vec<provider::Offered>,
    with_passkey: bool,
}

#[derive(Template)]
#[template(path = "sign_in/sent.html")]
struct Sent {
    o: Outside,
    to: String,
}

/// What the page is made for.
#[derive(Default)]
struct Tried<'a> {
    who: &'a str,
    email: &'a str,
    next: &'a str,
    is_again: bool,
    refused: Option<Refused>,
    /// By which way it was tried.
    way: Option<Way>,
}

pub(crate) async fn show(asking: Asking, Query(wanted): Query<Wanted>) -> Shown {
    let is_again = !wanted.again.is_empty() && asking.arrival.session.is_some();
    let tried = Tried {
        next: &wanted.next,
        is_again,
        ..Tried::default()
    };
    page(&asking, StatusCode::OK, tried).await
}

async fn page(asking: &Asking, status: StatusCode, tried: Tried<'_>) -> Shown {
    let ways = Ways::of(&asking.identity).await;
    let ways = ways.map_err(|failure| asking.failed(&failure))?;
    let next = own_path(tried.next).unwrap_or_default().to_owned();
    let mut form = ways
        .has(Way::Password)
        .then(|| password_form(&tried, &next));
    let sends = ways.sends_links(&asking.identity);
    let mut by_link = sends.then(|| link_form(&tried, &next));
    let mut refused = tried.refused;
    let tried_form = match tried.way {
        Some(Way::Password) => form.as_mut(),
        Some(Way::Link) => by_link.as_mut(),
        Some(Way::Passkey | Way::Provider) | None => None,
    };
    if let Some(form) = tried_form {
        form.refused = refused.take();
    }
    let providers = if ways.has(Way::Provider) {
        provider::offered(asking, &next).await?
    } else {
        Vec::new()
    };
    let organisation = organisation(asking);
    asking.show(status, |o| Show {
        o,
        organisation,
        is_again: tried.is_again,
        refused,
        next,
        form,
        by_link,
        providers,
        with_passkey: ways.has(Way::Passkey) && asking.identity.takes_passkeys(),
    })
}

/// What the organisation is called, for those who come to it.
pub(crate) fn organisation(asking: &Asking) -> String {
    letters::organisation(&asking.identity)
}

fn password_form(tried: &Tried<'_>, next: &str) -> form::Form {
    let who = Field::new(
        "who",
        "E-mail or handle",
        Kind::Filled("username webauthn"),
        tried.who,
    );
    let fields = vec![
        who.required(),
        Field::password("password", "Password", "current-password"),
        Field::hidden("next", next),
    ];
    let mut form = form::Form::new(To::SignInByPassword, "Sign in", fields);
    form.takes_focus = true;
    form
}

fn link_form(tried: &Tried<'_>, next: &str) -> form::Form {
    let fields = vec![
        Field::new(
            "email",
            "Your e-mail address",
            Kind::Email("email"),
            tried.email,
        )
        .required(),
        Field::hidden("next", next),
    ];
    form::Form::new(To::SignInByLink, "Send me a link", fields)
}

/// What is typed to sign in by password.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct ByPassword {
    who: String,
    password: String,
    next: String,
}

pub(crate) async fn by_password(asking: Asking, Form(typed): Form<ByPassword>) -> Shown {
    let password = Secret::new(typed.password);
    allowed(&asking, Way::Password).await?;
    let checked = asking
        .identity
        .check_password(&typed.who, &password, &asking.device);
    match checked.await {
        Ok(person) => asking.let_in(person, How::Password, &typed.next).await,
        Err(IdentityError::Denied(denied)) => {
            let tried = Tried {
                who: &typed.who,
                next: &typed.next,
                refused: Some(Refused::from(&denied)),
                way: Some(Way::Password),
                ..Tried::default()
            };
            page(&asking, status(&denied), tried).await
        }
        Err(failure) => Err(asking.failed(&failure)),
    }
}

/// Too many tries are told apart for programs; everything else is one answer.
fn status(denied: &Denied) -> StatusCode {
    if matches!(denied, Denied::TooManyTries { .. }) {
        StatusCode::TOO_MANY_REQUESTS
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    }
}

/// A way that admins have closed is not there.
async fn allowed(asking: &Asking, way: Way) -> Result<(), Problem> {
    let ways = Ways::of(&asking.identity).await;
    let ways = ways.map_err(|failure| asking.failed(&failure))?;
    if ways.has(way) {
        Ok(())
    } else {
        Err(Problem::NotFound)
    }
}

/// What is typed to get a link.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct ByLink {
    email: String,
    next: String,
}

/// The answer is the same whether somebody has the address or not.
pub(crate) async fn by_link(asking: Asking, Form(typed): Form<ByLink>) -> Shown {
    allowed(&asking, Way::Link).await?;
    if !asking.identity.sends_mail() {
        return Err(Problem::NotFound);
    }
    let sent = send_link(&asking, &typed.email).await;
    match sent {
        Ok(()) => {
            let to = typed.email.trim().to_owned();
            asking.show(StatusCode::OK, |o| Sent { o, to })
        }
        Err(IdentityError::Denied(denied)) => {
            let tried = Tried {
                email: &typed.email,
                next: &typed.next,
                refused: Some(Refused::from(&denied)),
                way: Some(Way::Link),
                ..Tried::default()
            };
            page(&asking, status(&denied), tried).await
        }
        Err(failure) => Err(asking.failed(&failure)),
    }
}

async fn send_link(asking: &Asking, email: &str) -> Result<(), IdentityError> {
    let identity = &asking.identity;
    let email = paceline_identity::account::address(email)?;
    identity.may_send(&email, asking.device.from)?;
    let Some(person) = identity.person_with_email(&email).await? else {
        return Ok(());
    };
    let until = Time(identity.now().0 + LINK_LASTS);
    let link = identity
        .make_link(Purpose::SignIn, Some(person), Some(&email), until)
        .await?;
    let link = letters::address(identity, &link);
    let letter = letters::sign_in(&organisation(asking), &email, &link);
    let (identity, app) = (identity.clone(), asking.app.clone());
    // How long the mail server takes must not say whether the address is somebody's.
    tokio::spawn(async move {
        if let Err(denied) = identity.mail(letter).await {
            app.log(&denied.to_string());
        }
    });
    Ok(())
}

/// Ends this session.
pub(crate) async fn out(signed: Signed) -> Shown {
    let this = signed.session.session.as_str();
    let ended = signed.identity.end_session(signed.me(), this).await;
    ended.map_err(|failure| signed.failed(&failure))?;
    gone(&signed)
}

/// Ends every session.
pub(crate) async fn out_everywhere(signed: Signed) -> Shown {
    let ended = signed.identity.end_all_sessions(signed.me(), None).await;
    ended.map_err(|failure| signed.failed(&failure))?;
    gone(&signed)
}

/// On to the sign-in page, without a session. The browser drops the pages that it keeps: by 'back' on a shared machine
/// others would see them.
pub(crate) fn gone(signed: &Signed) -> Shown {
    let mut response = went_on(To::SignIn)?;
    let headers = response.headers_mut();
    headers.insert(CLEAR_SITE_DATA, HeaderValue::from_static("\"cache\""));
    if let Some(cookie) = Cookie::Session.gone(signed.look.app.way()) {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    Ok(response)
}
