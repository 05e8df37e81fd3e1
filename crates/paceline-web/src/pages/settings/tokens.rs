//! Tokens for scripts and programs: made with scopes and an end, shown once, revoked at any time.

use askama::Template;
use axum::http::StatusCode;
use jiff::civil::Date;
use paceline_core::{Refusal, Time};
use paceline_identity::{
    Denied, IdentityError, Secret,
    token::{NewToken, Scope, Scopes},
};

use super::{Which, page};
use crate::{
    extract::{Form, Pairs},
    form::{self, Choice, Field, FormPage, Kind},
    frame::{Frame, Section},
    look::Shown,
    signed::{Signed, went_on},
    url::To,
    url_accounts::Mine,
};

/// Days that a token is good for, when nobody says otherwise.
const DAYS: i64 = 90;

/// A secret that is shown once. Pages that show it are answers to what was sent, and are never kept.
#[derive(Template)]
#[template(path = "settings/token.html")]
pub(crate) struct ShowToken {
    pub(crate) f: Frame,
    pub(crate) name: String,
    pub(crate) secret: String,
    pub(crate) back: To<'static>,
    pub(crate) back_words: &'static str,
}

/// The fields of a token: what is typed stays.
pub(crate) fn fields(typed: &Pairs, scopes: &[Scope], now: Time) -> Vec<Field> {
    let choice = |scope: &Scope| Choice::new(scope.name(), in_words(*scope));
    let ticked: Vec<&str> = typed.all("scope").collect();
    let until = match typed.one("until") {
        "" => now.plus_days(DAYS).date().to_string(),
        until => until.to_owned(),
    };
    vec![
        Field::line("name", "What is it for?", typed.one("name"))
            .hint("Such as: backup of the notes. It stands in the list and in the audit.")
            .required(),
        Field::new(
            "scope",
            "What may it do?",
            Kind::Ticks(scopes.iter().map(choice).collect()),
            &ticked.join("\n"),
        ),
        Field::new("until", "Until when?", Kind::Date, &until)
            .hint("The end of that day, in UTC. A token that is never used again should not last."),
    ]
}

fn in_words(scope: Scope) -> &'static str {
    match scope {
        Scope::Read => "Read what its person may read",
        Scope::Write => "Do what its person may do",
        Scope::Admin => "Settings and accounts, as far as its person may",
        Scope::Scim => "People and groups, for a directory (SCIM)",
    }
}

/// The token that was asked for.
pub(crate) fn wanted(typed: &Pairs) -> Result<NewToken, IdentityError> {
    let scopes: Scopes = typed.all("scope").filter_map(Scope::from_name).collect();
    let until = match typed.one("until").trim() {
        "" => None,
        written => {
            let date = written.parse::<Date>();
            Some(date.map_err(|_| Denied::Refused(Refusal::ImpossibleDate))?)
        }
    };
    if scopes.is_empty() {
        let what = "list of what it may do";
        return Err(Denied::Empty { what }.into());
    }
    Ok(NewToken {
        name: typed.one("name").to_owned(),
        scopes,
        until: until.map(|date| Time(Time::end_of(date).0 + 1)),
    })
}

fn token_page(signed: &Signed, typed: &Pairs) -> FormPage {
    let scopes: &[Scope] = if crate::signed::is_admin(&signed.look.app, signed.me()) {
        &[Scope::Read, Scope::Write, Scope::Admin]
    } else {
        &[Scope::Read, Scope::Write]
    };
    let fields = fields(typed, scopes, signed.look.now);
    let form = form::Form::new(To::Mine(Mine::Tokens), "Make the token", fields);
    page(
        "Make a token",
        "A script that has it acts as you, so it is shown once and kept by us only as a hash.",
        form,
    )
}

pub(crate) async fn new(signed: Signed) -> Shown {
    signed.fresh(To::Mine(Mine::Tokens))?;
    signed.form(token_page(&signed, &Pairs::default()))
}

pub(crate) async fn made(signed: Signed, typed: Pairs) -> Shown {
    signed.fresh(To::Mine(Mine::Tokens))?;
    match make(&signed, &typed).await {
        Ok(secret) => signed.answer(StatusCode::OK, Section::Settings, |f| ShowToken {
            f,
            name: typed.one("name").trim().to_owned(),
            secret: secret.expose().to_owned(),
            back: To::Settings,
            back_words: "Settings",
        }),
        Err(IdentityError::Denied(denied)) => signed.refused(&denied, token_page(&signed, &typed)),
        Err(failure) => Err(signed.failed(&failure)),
    }
}

async fn make(signed: &Signed, typed: &Pairs) -> Result<Secret, IdentityError> {
    let new = wanted(typed)?;
    let me = signed.me();
    let (secret, _) = signed.identity.make_token(me, new, me).await?;
    Ok(secret)
}

pub(crate) async fn revoked(signed: Signed, Form(which): Form<Which>) -> Shown {
    let me = signed.me();
    let revoked = signed.identity.revoke_token(me, &which.id, me).await;
    revoked.map_err(|failure| signed.failed(&failure))?;
    went_on(To::Settings)
}
