//! Service accounts: accounts for scripts, with tokens of their own. They record and report, and never lead or follow.

use askama::Template;
use axum::http::StatusCode;
use paceline_core::{
    By, PersonId, Time,
    person::{PersonLink, Role, link},
};
use paceline_identity::{
    Denied, IdentityError, Secret,
    account::NewPerson,
    token::{Scope, TokenView},
};
use serde::Deserialize;

use crate::{
    extract::{Form, Pairs},
    form::{self, Field, Kind, Refused},
    frame::{Frame, Section},
    look::Shown,
    pages::settings::tokens::{ShowToken, fields, wanted},
    signed::{Admins, Signed, went_on},
    url::To,
    url_accounts::Admin,
};

/// What a token of a service account may be given, SCIM among it.
const SCOPES: [Scope; 3] = [Scope::Read, Scope::Write, Scope::Scim];

/// A service account with its tokens.
struct Service {
    person: PersonLink,
    tokens: Vec<TokenView>,
}

#[derive(Template)]
#[template(path = "admin/services.html")]
struct Show {
    f: Frame,
    here: Admin<'static>,
    services: Vec<Service>,
    /// Makes a token, with an account where it names a new one.
    form: form::Form,
    now: Time,
}

pub(crate) async fn show(admins: Admins) -> Shown {
    let Admins(signed) = admins;
    page(&signed, &Pairs::default(), None).await
}

async fn page(signed: &Signed, typed: &Pairs, refused: Option<&Denied>) -> Shown {
    let services = services(signed).await;
    let services = services.map_err(|failure| signed.failed(&failure))?;
    let account = Field::line("account", "Which account?", typed.one("account"))
        .hint("The handle of one below, or a new one such as backup: it is made then.")
        .required();
    let mut all = vec![account];
    all.extend(fields(typed, &SCOPES, signed.look.now));
    let to = To::Admin(Admin::MakeServiceToken);
    let mut form = form::Form::new(to, "Make the token", all);
    form.refused = refused.map(Refused::from);
    let status = match refused {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    let now = signed.look.now;
    signed.answer(status, Section::Admin, |f| Show {
        f,
        here: Admin::Services,
        services,
        form,
        now,
    })
}

async fn services(signed: &Signed) -> Result<Vec<Service>, IdentityError> {
    let people = signed.look.read(|seen| {
        let services = seen
            .sight
            .people()
            .filter(|(_, person)| person.is_present() && person.role == Role::Service);
        let linked = services.map(|(id, _)| link(seen.sight, id));
        linked.collect::<Vec<_>>()
    });
    let mut services = Vec::new();
    for person in people {
        let tokens = signed.identity.tokens(person.id).await?;
        services.push(Service { person, tokens });
    }
    Ok(services)
}

pub(crate) async fn token_made(admins: Admins, typed: Pairs) -> Shown {
    let Admins(signed) = admins;
    signed.fresh(To::Admin(Admin::Services))?;
    match make(&signed, &typed).await {
        Ok(secret) => signed.answer(StatusCode::OK, Section::Admin, |f| ShowToken {
            f,
            name: typed.one("name").trim().to_owned(),
            secret: secret.expose().to_owned(),
            back: To::Admin(Admin::Services),
            back_words: "Service accounts",
        }),
        Err(IdentityError::Denied(denied)) => page(&signed, &typed, Some(&denied)).await,
        Err(failure) => Err(signed.failed(&failure)),
    }
}

async fn make(signed: &Signed, typed: &Pairs) -> Result<Secret, IdentityError> {
    // What is wanted is looked at before an account is made for it.
    let new = wanted(typed)?;
    if new.name.trim().is_empty() {
        return Err(Denied::Empty { what: "name" }.into());
    }
    let person = account(signed, typed.one("account")).await?;
    let made = signed.identity.make_token(person, new, signed.me());
    Ok(made.await?.0)
}

/// The service account with this handle, made where there is none.
async fn account(signed: &Signed, handle: &str) -> Result<PersonId, IdentityError> {
    let handle = handle.trim().trim_start_matches('@');
    if let Some(person) = signed.identity.person_with_handle(handle) {
        let role = signed
            .look
            .read(|seen| seen.sight.person(person).map(|known| known.role));
        return if role == Some(Role::Service) {
            Ok(person)
        } else {
            let what = "service account";
            Err(Denied::NoSuch { what }.into())
        };
    }
    let new = NewPerson {
        handle: handle.to_owned(),
        name: handle.to_owned(),
        role: Role::Service,
        email: None,
    };
    signed
        .identity
        .create_person(new, By::Person(signed.me()))
        .await
}

/// Which token of which account.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Which {
    account: String,
    id: String,
}

pub(crate) async fn token_revoked(admins: Admins, Form(which): Form<Which>) -> Shown {
    let Admins(signed) = admins;
    if let Some(person) = signed.identity.person_with_handle(&which.account) {
        let revoked = signed
            .identity
            .revoke_token(person, &which.id, signed.me())
            .await;
        revoked.map_err(|failure| signed.failed(&failure))?;
    }
    went_on(To::Admin(Admin::Services))
}
