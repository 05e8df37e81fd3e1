//! What one signs in with: a password, and passkeys.

use askama::Template;
use paceline_identity::{Secret, passkey::PasskeyView};
use serde::Deserialize;

use super::{Which, page};
use crate::{
    extract::Form,
    form::{self, Field, FormPage},
    frame::{Frame, Section},
    look::Shown,
    pages::sign_in::passkey::{Answered, Body, begun, told, with_address},
    signed::{Signed, went_on},
    url::To,
    url_accounts::Mine,
};

/// What is typed to set a password.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct PasswordForm {
    password: String,
}

fn password_page() -> FormPage {
    let field = Field::password("password", "New password", "new-password").hint(
        "At least 12 characters: a few words that do not belong together are good. No other rules.",
    );
    let form = form::Form::new(To::Mine(Mine::Password), "Save", vec![field]);
    page(
        "Set a password",
        "Everywhere else where you are signed in, you are signed out.",
        form,
    )
}

pub(crate) async fn password(signed: Signed) -> Shown {
    signed.fresh(To::Mine(Mine::Password))?;
    signed.form(password_page())
}

pub(crate) async fn password_set(signed: Signed, Form(typed): Form<PasswordForm>) -> Shown {
    signed.fresh(To::Mine(Mine::Password))?;
    let password = Secret::new(typed.password);
    let this = signed.session.session.as_str();
    let set = signed
        .identity
        .set_password(signed.me(), &password, Some(this), &signed.device);
    signed.done(set.await, To::Settings, password_page)
}

#[derive(Template)]
#[template(path = "settings/passkeys.html")]
struct Passkeys {
    f: Frame,
    known: Vec<PasskeyView>,
    are_taken: bool,
}

/// The passkeys, and where one is added.
pub(crate) async fn passkeys(signed: Signed) -> Shown {
    signed.fresh(To::Mine(Mine::Passkeys))?;
    let known = signed.identity.passkeys(signed.me()).await;
    let known = known.map_err(|failure| signed.failed(&failure))?;
    let are_taken = signed.identity.takes_passkeys();
    signed.look.show(Section::Settings, |f| Passkeys {
        f,
        known,
        are_taken,
    })
}

/// What the browser hands to its authenticator.
pub(crate) async fn begin_passkey(signed: Signed) -> Shown {
    signed.fresh(To::Mine(Mine::Passkeys))?;
    match signed.identity.begin_adding_passkey(signed.me()).await {
        Ok((options, secret)) => Ok(begun(options, &secret)),
        Err(failure) => told(&signed.look.app, &failure),
    }
}

/// Keeps the passkey that was made.
pub(crate) async fn finish_passkey(signed: Signed, Body(answered): Body<Answered>) -> Shown {
    let secret = Secret::new(answered.secret);
    let (me, name) = (signed.me(), answered.name.as_str());
    let finished = signed
        .identity
        .finish_adding_passkey(me, &secret, &answered.answer, name);
    match finished.await {
        Ok(_) => Ok(with_address(went_on(To::Settings)?)),
        Err(failure) => told(&signed.look.app, &failure),
    }
}

pub(crate) async fn passkey_removed(signed: Signed, Form(which): Form<Which>) -> Shown {
    signed.fresh(To::Settings)?;
    let removed = signed.identity.remove_passkey(signed.me(), &which.id);
    removed.await.map_err(|failure| signed.failed(&failure))?;
    went_on(To::Settings)
}
