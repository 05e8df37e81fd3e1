//! How people may sign in: which ways are open, the providers, whether letters arrive.

use askama::Template;
use axum::http::StatusCode;
use paceline_identity::{Denied, IdentityError, audit::Happened, oidc::Provider};

use crate::{
    extract::{Form, Pairs},
    form::{self, Choice, Field, Kind, Refused},
    frame::{Frame, Section},
    letters,
    look::Shown,
    pages::settings::profile::EmailForm,
    signed::{Admins, Signed, went_on},
    url::To,
    url_accounts::Admin,
    ways::{Way, Ways},
};

#[derive(Template)]
#[template(path = "admin/sign_in.html")]
struct Show {
    f: Frame,
    here: Admin<'static>,
    form: form::Form,
    providers: Vec<Provider>,
    /// Tries whether letters arrive, where there is a mail server.
    mail: Option<form::Form>,
    /// Where a letter was sent to just now.
    sent_to: Option<String>,
}

/// What was just tried on the page.
#[derive(Default)]
struct Tried {
    ways: Option<Ways>,
    email: String,
    sent_to: Option<String>,
    refused: Option<Denied>,
}

pub(crate) async fn show(admins: Admins) -> Shown {
    let Admins(signed) = admins;
    page(&signed, Tried::default()).await
}

async fn page(signed: &Signed, tried: Tried) -> Shown {
    let read = read(signed).await;
    let (chosen, providers) = read.map_err(|failure| signed.failed(&failure))?;
    let status = match tried.refused {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    let is_about_ways = tried.ways.is_some();
    let ways = tried.ways.unwrap_or(chosen);
    let mut form = ways_form(&ways);
    let mut mail = signed
        .identity
        .sends_mail()
        .then(|| mail_form(&tried.email));
    let refused_form = if is_about_ways {
        Some(&mut form)
    } else {
        mail.as_mut()
    };
    if let Some(form) = refused_form {
        form.refused = tried.refused.as_ref().map(Refused::from);
    }
    signed.answer(status, Section::Admin, |f| Show {
        f,
        here: Admin::SignIn,
        form,
        providers,
        mail,
        sent_to: tried.sent_to,
    })
}

async fn read(signed: &Signed) -> Result<(Ways, Vec<Provider>), IdentityError> {
    let ways = Ways::of(&signed.identity).await?;
    Ok((ways, signed.identity.providers().await?))
}

fn ways_form(ways: &Ways) -> form::Form {
    let choices = Way::ALL.map(|way| Choice::new(way.word(), way.label()));
    let field = Field::new(
        "way",
        "Which ways are open?",
        Kind::Ticks(choices.into()),
        &ways.lines(),
    );
    let field = field.hint(
        "Whoever has only a way that you close can come in by a link that you make for them.",
    );
    form::Form::new(To::Admin(Admin::SignIn), "Save", vec![field])
}

fn mail_form(email: &str) -> form::Form {
    let field = Field::new("email", "Send a test to", Kind::Email("email"), email).required();
    form::Form::new(To::Admin(Admin::TestMail), "Send it", vec![field])
}

pub(crate) async fn ways_chosen(admins: Admins, typed: Pairs) -> Shown {
    let Admins(signed) = admins;
    signed.fresh(To::Admin(Admin::SignIn))?;
    let words: Vec<&str> = typed.all("way").collect();
    let chosen = Way::ALL
        .into_iter()
        .filter(|way| words.contains(&way.word()));
    let ways: Ways = chosen.collect();
    match keep(&signed, &ways).await {
        Ok(()) => went_on(To::Admin(Admin::SignIn)),
        Err(IdentityError::Denied(denied)) => {
            let tried = Tried {
                ways: Some(ways),
                refused: Some(denied),
                ..Tried::default()
            };
            page(&signed, tried).await
        }
        Err(failure) => Err(signed.failed(&failure)),
    }
}

/// One way must stay open, and one that works here: else nobody comes in any more, not even an admin.
async fn keep(signed: &Signed, ways: &Ways) -> Result<(), IdentityError> {
    let identity = &signed.identity;
    let works = ways.has(Way::Password)
        || (ways.has(Way::Passkey) && identity.takes_passkeys())
        || ways.sends_links(identity)
        || (ways.has(Way::Provider) && !identity.providers().await?.is_empty());
    if !works {
        let what = "list of ways that work here";
        return Err(Denied::Empty { what }.into());
    }
    ways.keep(identity).await?;
    let name = "ways to sign in".to_owned();
    let happened = Happened::SettingChanged { name };
    let from = Some(signed.device.from);
    identity.note(Some(signed.me()), happened, from).await
}

pub(crate) async fn mail_tested(admins: Admins, Form(typed): Form<EmailForm>) -> Shown {
    let Admins(signed) = admins;
    let sent = test(&signed, &typed.email).await;
    let tried = match sent {
        Ok(()) => Tried {
            sent_to: Some(typed.email.trim().to_owned()),
            ..Tried::default()
        },
        Err(denied) => Tried {
            email: typed.email,
            refused: Some(denied),
            ..Tried::default()
        },
    };
    page(&signed, tried).await
}

async fn test(signed: &Signed, email: &str) -> Result<(), Denied> {
    let identity = &signed.identity;
    let email = paceline_identity::account::address(email)?;
    identity.may_send(&email, signed.device.from)?;
    let letter = letters::test(&letters::organisation(identity), &email);
    identity.mail(letter).await
}
