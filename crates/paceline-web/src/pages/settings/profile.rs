//! One's name, and the addresses of e-mail one signs in with.

use paceline_core::{Command, Time, person, time::DAY};
use paceline_identity::{Identity, IdentityError, account::Proof, link::Purpose};
use serde::Deserialize;

use super::{Which, page};
use crate::{
    acting::Acting,
    extract::Form,
    form::{self, Field, FormPage, Kind},
    letters,
    look::Shown,
    signed::{Signed, went_on},
    url::To,
    url_accounts::Mine,
};

/// What is typed to be called otherwise.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct NameForm {
    name: String,
}

fn name_page(name: &str) -> FormPage {
    let field = Field::new("name", "Your name", Kind::Filled("name"), name).required();
    let form = form::Form::new(To::Mine(Mine::Name), "Save", vec![field]);
    page(
        "Change your name",
        "As others read it from now on. What was recorded before shows the new name too.",
        form,
    )
}

pub(crate) async fn name(signed: Signed) -> Shown {
    let name = signed.look.read(|seen| seen.sight.name_of(seen.me()));
    signed.form(name_page(&name))
}

pub(crate) async fn named(signed: Signed, acting: Acting, Form(typed): Form<NameForm>) -> Shown {
    let command = Command::Person(person::Command::Rename {
        person: signed.me(),
        name: typed.name.clone(),
    });
    let again = |_: &crate::look::Seen<'_>| Some(name_page(&typed.name));
    acting.run(Ok(command), |_, _| To::Settings, again).await
}

/// What is typed to add an address.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct EmailForm {
    pub(crate) email: String,
}

fn email_page(identity: &Identity, email: &str) -> FormPage {
    let field = Field::new("email", "E-mail address", Kind::Email("email"), email).required();
    let form = form::Form::new(To::Mine(Mine::Emails), "Add", vec![field]);
    let why = if identity.sends_mail() {
        "A link is sent to it; once you open it, you can sign in with the address."
    } else {
        "This server sends no mail, so nobody can show that an address is theirs: an admin has to confirm it before you can sign in with it."
    };
    page("Add an address", why, form)
}

pub(crate) async fn new_email(signed: Signed) -> Shown {
    signed.fresh(To::Mine(Mine::Emails))?;
    signed.form(email_page(&signed.identity, ""))
}

pub(crate) async fn email_added(signed: Signed, Form(typed): Form<EmailForm>) -> Shown {
    signed.fresh(To::Mine(Mine::Emails))?;
    let added = add(&signed, &typed.email).await;
    signed.done(added, To::Settings, || {
        email_page(&signed.identity, &typed.email)
    })
}

/// Adds the address as one that is not confirmed, and sends a link to it.
async fn add(signed: &Signed, email: &str) -> Result<(), IdentityError> {
    let (identity, me) = (&signed.identity, signed.me());
    let email = paceline_identity::account::address(email)?;
    identity.add_email(me, &email, Proof::Claimed).await?;
    if !identity.sends_mail() {
        return Ok(());
    }
    identity.may_send(&email, signed.device.from)?;
    let until = Time(identity.now().0 + DAY);
    let link = identity
        .make_link(Purpose::ConfirmEmail, Some(me), Some(&email), until)
        .await?;
    let link = letters::address(identity, &link);
    let organisation = letters::organisation(identity);
    let letter = letters::confirm(&organisation, &email, &link);
    Ok(identity.mail(letter).await?)
}

pub(crate) async fn email_removed(signed: Signed, Form(which): Form<Which>) -> Shown {
    signed.fresh(To::Settings)?;
    let removed = signed.identity.remove_email(signed.me(), &which.id);
    removed.await.map_err(|failure| signed.failed(&failure))?;
    went_on(To::Settings)
}
