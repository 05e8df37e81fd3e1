//! One account, as admins see it: role, addresses, leaving, returning, erasing, a link to come in again.

use askama::Template;
use axum::http::StatusCode;
use paceline_core::{
    PersonId, Time,
    person::{Command, PersonLink, Role, link},
};
use paceline_identity::{
    Denied, IdentityError,
    account::{Account, Proof},
    audit::Happened,
    link::Purpose,
};

use super::{invitations::role_named, last_sign_in};
use crate::{
    extract::{Form, Pairs, Path},
    farewell::Doer,
    form::{self, Choice, Field, Kind, Refused},
    frame::{Frame, Section},
    letters,
    look::Shown,
    pages::settings::{
        Which,
        leaving::{chosen, texts},
    },
    problem::Problem,
    signed::{Admins, Signed, went_on},
    url::To,
    url_accounts::{Admin, OfPerson},
};

/// Seconds that a link for recovery is good for.
const RECOVERY_LASTS: i64 = 24 * 60 * 60;

#[derive(Template)]
#[template(path = "admin/person.html")]
struct Show {
    f: Frame,
    person: PersonLink,
    role: Role,
    left: Option<Time>,
    account: Account,
    last_sign_in: Option<Time>,
    form: form::Form,
    /// Why something was not done.
    refused: Option<Refused>,
    now: Time,
}

#[derive(Template)]
#[template(path = "admin/link.html")]
struct ShowLink {
    f: Frame,
    person: PersonLink,
    /// The link, where it was not sent by mail.
    link: Option<String>,
}

#[derive(Template)]
#[template(path = "admin/erase.html")]
struct Erase {
    f: Frame,
    person: PersonLink,
    form: form::Form,
}

pub(crate) async fn show(admins: Admins, Path(handle): Path<String>) -> Shown {
    let Admins(signed) = admins;
    let id = find(&signed, &handle)?;
    page(&signed, id, None).await
}

/// The person with a handle, who was not erased.
fn find(signed: &Signed, handle: &str) -> Result<PersonId, Problem> {
    signed.look.find(|seen| {
        let id = seen.sight.person_called(handle)?;
        let person = seen.sight.person(id)?;
        (!person.is_erased).then_some(id)
    })
}

async fn page(signed: &Signed, id: PersonId, refused: Option<&Denied>) -> Shown {
    let failed = |failure| signed.failed(&failure);
    let account = signed.identity.account_of(id).await.map_err(failed)?;
    let account = account.ok_or(Problem::NotFound)?;
    let last_sign_in = last_sign_in(signed, id).await;
    let last_sign_in = last_sign_in.map_err(|failure| signed.failed(&failure))?;
    let (person, role, left) = signed.look.find(|seen| {
        let known = seen.sight.person(id)?;
        Some((link(seen.sight, id), known.role, known.left))
    })?;
    let choices = Role::ALL.map(|role| Choice::new(role.word(), role.word()));
    let field = Field::new("role", "Role", Kind::Select(choices.into()), role.word());
    let field = field
        .hint("A role opens accounts and settings; it gives nobody a say in other people's work.");
    let to = To::Admin(Admin::OfPerson(&person.handle, OfPerson::Role));
    let form = form::Form::new(to, "Change the role", vec![field.required()]);
    let status = match refused {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    let now = signed.look.now;
    let refused = refused.map(Refused::from);
    signed.answer(status, Section::Admin, |f| Show {
        f,
        person,
        role,
        left,
        account,
        last_sign_in,
        form,
        refused,
        now,
    })
}

fn doer(signed: &Signed) -> Doer<'_> {
    Doer {
        identity: &signed.identity,
        by: signed.me(),
        device: &signed.device,
    }
}

/// On to the page of the account when it was done, or the page with why not.
async fn done(
    signed: &Signed,
    (id, handle): (PersonId, &str),
    result: Result<(), IdentityError>,
) -> Shown {
    match result {
        Ok(()) => went_on(To::Admin(Admin::Person(handle))),
        Err(IdentityError::Denied(denied)) => page(signed, id, Some(&denied)).await,
        Err(failure) => Err(signed.failed(&failure)),
    }
}

pub(crate) async fn role_changed(
    admins: Admins,
    Path(handle): Path<String>,
    typed: Pairs,
) -> Shown {
    let Admins(signed) = admins;
    signed.fresh(To::Admin(Admin::Person(&handle)))?;
    let person = find(&signed, &handle)?;
    let role = role_named(typed.one("role"));
    let command = Command::SetRole { person, role };
    let changed = doer(&signed).does(command).await;
    done(&signed, (person, &handle), changed).await
}

/// Ends every session of somebody: their device was lost, or somebody else sits there.
pub(crate) async fn signed_out(admins: Admins, Path(handle): Path<String>) -> Shown {
    let Admins(signed) = admins;
    let person = find(&signed, &handle)?;
    let ended = signed.identity.end_sessions_of(person, signed.me()).await;
    done(&signed, (person, &handle), ended.map(|_| ())).await
}

pub(crate) async fn left(admins: Admins, Path(handle): Path<String>) -> Shown {
    let Admins(signed) = admins;
    signed.fresh(To::Admin(Admin::Person(&handle)))?;
    let person = find(&signed, &handle)?;
    let left = doer(&signed).does(Command::Leave { person }).await;
    done(&signed, (person, &handle), left).await
}

pub(crate) async fn returned(admins: Admins, Path(handle): Path<String>) -> Shown {
    let Admins(signed) = admins;
    signed.fresh(To::Admin(Admin::Person(&handle)))?;
    let person = find(&signed, &handle)?;
    let command = Command::Return { person };
    let returned = doer(&signed).does(command).await;
    done(&signed, (person, &handle), returned).await
}

/// An admin vouches for an address: where no mail is sent, nobody else can.
pub(crate) async fn address_confirmed(
    admins: Admins,
    Path(handle): Path<String>,
    Form(which): Form<Which>,
) -> Shown {
    let Admins(signed) = admins;
    signed.fresh(To::Admin(Admin::Person(&handle)))?;
    let id = find(&signed, &handle)?;
    let confirmed = confirm(&signed, id, &which.id).await;
    done(&signed, (id, &handle), confirmed).await
}

/// Only what they said themselves is confirmed.
async fn confirm(signed: &Signed, id: PersonId, address: &str) -> Result<(), IdentityError> {
    let emails = signed.identity.emails(id).await?;
    if emails.iter().all(|email| email.address != address) {
        return Err(Denied::NoSuchAddress.into());
    }
    let added = signed.identity.add_email(id, address, Proof::Confirmed);
    added.await
}

/// Makes a link by which somebody chooses a new password.
pub(crate) async fn link_made(admins: Admins, Path(handle): Path<String>) -> Shown {
    let Admins(signed) = admins;
    signed.fresh(To::Admin(Admin::Person(&handle)))?;
    let id = find(&signed, &handle)?;
    match make_link(&signed, id).await {
        Ok(made) => {
            let person = signed.look.read(|seen| link(seen.sight, id));
            signed.answer(StatusCode::OK, Section::Admin, |f| ShowLink {
                f,
                person,
                link: made,
            })
        }
        Err(IdentityError::Denied(denied)) => page(&signed, id, Some(&denied)).await,
        Err(failure) => Err(signed.failed(&failure)),
    }
}

/// The link, or nothing when it was sent by mail.
async fn make_link(signed: &Signed, person: PersonId) -> Result<Option<String>, IdentityError> {
    let identity = &signed.identity;
    if !identity.may_enter(person) {
        return Err(Denied::HasLeft.into());
    }
    let emails = identity.emails(person).await?;
    let email = emails.into_iter().find(|email| email.is_confirmed);
    let email = email.map(|email| email.address);
    let until = Time(identity.now().0 + RECOVERY_LASTS);
    let secret = identity
        .make_link(Purpose::Recovery, Some(person), email.as_deref(), until)
        .await?;
    let happened = Happened::RecoveryStarted { person };
    let from = Some(signed.device.from);
    identity.note(Some(signed.me()), happened, from).await?;
    let link = letters::address(identity, &secret);
    let Some(email) = email.filter(|_| identity.sends_mail()) else {
        return Ok(Some(link));
    };
    let letter = letters::recovery(&letters::organisation(identity), &email, &link);
    Ok(identity.mail(letter).await.err().map(|_| link))
}

pub(crate) async fn erase(admins: Admins, Path(handle): Path<String>) -> Shown {
    let Admins(signed) = admins;
    signed.fresh(To::Admin(Admin::OfPerson(&handle, OfPerson::Erase)))?;
    let id = find(&signed, &handle)?;
    erase_page(&signed, (id, &handle), &Pairs::default(), None).await
}

async fn erase_page(
    signed: &Signed,
    (id, handle): (PersonId, &str),
    typed: &Pairs,
    refused: Option<&Denied>,
) -> Shown {
    let mut fields = Vec::new();
    let texts = texts(signed, id).await?;
    if !texts.is_empty() {
        let ticked: Vec<&str> = typed.all("text").collect();
        let label = "Which of their texts go too?";
        let ticks = Field::new("text", label, Kind::Ticks(texts), &ticked.join("\n"));
        fields.push(
            ticks.hint("Those that they ask for. What is not ticked stays, without their name."),
        );
    }
    let hint = format!("To be sure, type it: {handle}");
    fields.push(
        Field::line("handle", "Their handle", "")
            .hint(hint)
            .required(),
    );
    let to = To::Admin(Admin::OfPerson(handle, OfPerson::Erase));
    let mut form = form::Form::new(to, "Erase for ever", fields);
    form.refused = refused.map(Refused::from);
    let status = match refused {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    let person = signed.look.read(|seen| link(seen.sight, id));
    signed.answer(status, Section::Admin, |f| Erase { f, person, form })
}

pub(crate) async fn erased(admins: Admins, Path(handle): Path<String>, typed: Pairs) -> Shown {
    let Admins(signed) = admins;
    signed.fresh(To::Admin(Admin::OfPerson(&handle, OfPerson::Erase)))?;
    let id = find(&signed, &handle)?;
    let erased = if typed.one("handle").trim().eq_ignore_ascii_case(&handle) {
        doer(&signed).erase(id, &chosen(&typed)).await
    } else {
        let what = "confirmation";
        Err(Denied::NoSuch { what }.into())
    };
    match erased {
        Ok(()) => went_on(To::Admin(Admin::People)),
        Err(IdentityError::Denied(denied)) => {
            erase_page(&signed, (id, &handle), &typed, Some(&denied)).await
        }
        Err(failure) => Err(signed.failed(&failure)),
    }
}
