//! One-time links: the first start, an invitation, signing in by mail, recovery, an address to confirm. Programs that
//! look through mail follow links, so a link is only used up by the button on its page.

use askama::Template;
use axum::{
    http::{StatusCode, header::LOCATION},
    response::IntoResponse as _,
};
use paceline_core::{
    By, Command, Ctx, Door, PersonId, State, organisation,
    person::{self, Person},
    team,
};
use paceline_identity::{
    Denied, IdentityError, Secret,
    account::{NewPerson, Proof, Role},
    link::{Invitation, Link, Purpose},
    session::How,
};
use serde::Deserialize;

use super::sign_in;
use crate::{
    extract::{Form, Path},
    form::{self, Choice, Field, Kind, Refused},
    look::Shown,
    outside::{Asking, Outside},
    signed::is_admin,
    url::To,
    url_accounts::Mine,
};

/// What is typed at a link: which of it is asked depends on what the link is for.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    organisation: String,
    name: String,
    handle: String,
    email: String,
    by: String,
    password: String,
}

#[derive(Template)]
#[template(path = "link/show.html")]
struct Show {
    o: Outside,
    organisation: String,
    title: String,
    /// What the button does, in a sentence.
    why: String,
    form: form::Form,
}

#[derive(Template)]
#[template(path = "link/over.html")]
struct Over {
    o: Outside,
}

pub(crate) async fn show(asking: Asking, Path(secret): Path<String>) -> Shown {
    let secret = Secret::new(secret);
    let link = asking.identity.look_at_link(&secret).await;
    match link.map_err(|failure| asking.failed(&failure))? {
        None => over(&asking),
        Some(link) => {
            let typed = Typed::offered(&link);
            page(&asking, (&link, &secret), &typed, None)
        }
    }
}

fn over(asking: &Asking) -> Shown {
    asking.show_in_secret(StatusCode::GONE, |o| Over { o })
}

impl Typed {
    /// What is known before anything is typed.
    fn offered(link: &Link) -> Self {
        match &link.purpose {
            Purpose::Invitation(invitation) => Self {
                name: invitation.name.clone(),
                handle: invitation.handle.clone(),
                ..Self::default()
            },
            Purpose::FirstRun | Purpose::SignIn | Purpose::Recovery | Purpose::ConfirmEmail => {
                Self::default()
            }
        }
    }

    fn takes_passkey(&self) -> bool {
        self.by == "passkey"
    }
}

/// The page of a link; with a refusal, what was typed is kept.
fn page(
    asking: &Asking,
    (link, secret): (&Link, &Secret),
    typed: &Typed,
    refused: Option<&Denied>,
) -> Shown {
    let organisation = sign_in::organisation(asking);
    let (title, why, button, fields) = match &link.purpose {
        Purpose::FirstRun => first_run(typed),
        Purpose::Invitation(invitation) => {
            let from = link.person.map(|person| name_of(asking, person));
            invited(invitation, from, &organisation, typed)
        }
        Purpose::SignIn => (
            "Sign in".to_owned(),
            format!(
                "You asked for this link. The button signs you in as {}.",
                theirs(asking, link)
            ),
            "Sign in",
            Vec::new(),
        ),
        Purpose::Recovery => (
            "Choose a new password".to_owned(),
            format!(
                "For {}. Whoever is signed in with the old one is signed out.",
                theirs(asking, link)
            ),
            "Save and sign in",
            vec![new_password()],
        ),
        Purpose::ConfirmEmail => (
            "Is this your address?".to_owned(),
            format!(
                "{} then signs in with {}.",
                theirs(asking, link),
                link.email.as_deref().unwrap_or("this address")
            ),
            "Yes, it is mine",
            Vec::new(),
        ),
    };
    let mut form = form::Form::new(To::Opened(secret.expose()), button, fields);
    form.takes_focus = true;
    form.refused = refused.map(Refused::from);
    let status = match refused {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    asking.show_in_secret(status, |o| Show {
        o,
        organisation,
        title,
        why,
        form,
    })
}

type Told = (String, String, &'static str, Vec<Field>);

fn first_run(typed: &Typed) -> Told {
    let mut fields = vec![
        Field::new(
            "organisation",
            "What is your organisation called?",
            Kind::Filled("organization"),
            &typed.organisation,
        )
        .required(),
    ];
    fields.extend(about_me(typed));
    let email = Field::new(
        "email",
        "Your e-mail address",
        Kind::Email("email"),
        &typed.email,
    );
    fields.push(email.hint("To sign in with, and for links if you forget your password."));
    fields.extend(comes_by(typed));
    (
        "Welcome to Paceline".to_owned(),
        "Nobody is here yet. You create the organisation and look after its accounts; you can share that with others at any time."
            .to_owned(),
        "Create the organisation",
        fields,
    )
}

fn invited(
    invitation: &Invitation,
    from: Option<String>,
    organisation: &str,
    typed: &Typed,
) -> Told {
    let from = from.unwrap_or_else(|| "An admin".to_owned());
    let what = match invitation.role {
        Role::Admin => {
            "You will look after accounts and settings, and lead and follow like everybody."
        }
        Role::Member => "You can lead and follow like everybody.",
        Role::Guest => "As a guest you read what is shared with you.",
        Role::Service => "As a service account it records and reports.",
    };
    let mut fields: Vec<Field> = about_me(typed).into();
    fields.extend(comes_by(typed));
    (
        format!("Join {organisation}"),
        format!("{from} invites you. {what}"),
        "Join",
        fields,
    )
}

fn about_me(typed: &Typed) -> [Field; 2] {
    [
        Field::new("name", "Your name", Kind::Filled("name"), &typed.name).required(),
        Field::new(
            "handle",
            "Your handle",
            Kind::Filled("username"),
            &typed.handle,
        )
        .hint("A short name without blanks, such as ada: others write @ada when they mean you.")
        .required(),
    ]
}

/// By password or by passkey. A passkey is added right after, where the browser is asked for it.
fn comes_by(typed: &Typed) -> [Field; 2] {
    let choices = vec![
        Choice::new("password", "A password"),
        Choice::new(
            "passkey",
            "A passkey, which I add in the next step (needs scripts)",
        ),
    ];
    let by = if typed.by.is_empty() {
        "password"
    } else {
        &typed.by
    };
    let mut password = new_password();
    password.is_required = false;
    [
        Field::new("by", "How will you sign in?", Kind::Radio(choices), by),
        password,
    ]
}

fn new_password() -> Field {
    Field::password("password", "New password", "new-password").hint(
        "At least 12 characters: a few words that do not belong together are good. No other rules.",
    )
}

fn name_of(asking: &Asking, person: PersonId) -> String {
    asking.app.store().read(|state| state.name_of(person))
}

/// Whose a link is.
fn theirs(asking: &Asking, link: &Link) -> String {
    link.person
        .map_or_else(|| "you".to_owned(), |person| name_of(asking, person))
}

pub(crate) async fn used(
    asking: Asking,
    Path(secret): Path<String>,
    Form(typed): Form<Typed>,
) -> Shown {
    let secret = Secret::new(secret);
    let failed = |failure| asking.failed(&failure);
    let looked = asking
        .identity
        .look_at_link(&secret)
        .await
        .map_err(failed)?;
    let Some(sort) = looked.map(|link| link.purpose.kind()) else {
        return over(&asking);
    };
    let taken = asking.identity.use_link(&secret, sort).await;
    let Some(link) = taken.map_err(failed)? else {
        return over(&asking);
    };
    match opened(&asking, &link, &typed).await {
        Ok((person, Some(how), next)) => asking.let_in(person, how, &next).await,
        Ok((_, None, next)) => Ok((StatusCode::SEE_OTHER, [(LOCATION, next)]).into_response()),
        Err(Unopened::Refused(denied)) => again(&asking, link, &typed, &denied).await,
        Err(Unopened::Failed(failure)) => Err(asking.failed(&failure)),
        Err(Unopened::WithoutPassword(person, denied)) => {
            let link = Link {
                purpose: Purpose::Recovery,
                person: Some(person),
                ..link
            };
            again(&asking, link, &typed, &denied).await
        }
    }
}

/// Why a link led to no session.
enum Unopened {
    /// Nothing was done.
    Refused(Denied),
    /// The account is there, but the password was refused.
    WithoutPassword(PersonId, Denied),
    Failed(IdentityError),
}

impl From<IdentityError> for Unopened {
    fn from(error: IdentityError) -> Self {
        match error {
            IdentityError::Denied(denied) => Self::Refused(denied),
            failed @ IdentityError::Failed(_) => Self::Failed(failed),
        }
    }
}

/// The form again with why not, under a new link: the old one is used up.
async fn again(asking: &Asking, link: Link, typed: &Typed, denied: &Denied) -> Shown {
    let made = asking.identity.make_link(
        link.purpose.clone(),
        link.person,
        link.email.as_deref(),
        link.until,
    );
    let secret = made.await.map_err(|failure| asking.failed(&failure))?;
    page(asking, (&link, &secret), typed, Some(denied))
}

/// Does what the link is for. Says who comes in, how, and where to. Whoever confirms an address is not let in: it may
/// have been written by somebody who would like others to work in their account.
async fn opened(
    asking: &Asking,
    link: &Link,
    typed: &Typed,
) -> Result<(PersonId, Option<How>, String), Unopened> {
    let today = || To::Today.to_string();
    let known = link.person.ok_or(Denied::LinkOver);
    match &link.purpose {
        Purpose::FirstRun => {
            let person = create(asking, typed).await?;
            let next = secured(asking, person, typed, To::Start).await?;
            Ok((person, Some(How::FirstRun), next))
        }
        Purpose::Invitation(invitation) => {
            let person = join(asking, link, invitation, typed).await?;
            let next = secured(asking, person, typed, To::Today).await?;
            Ok((person, Some(How::Invitation), next))
        }
        Purpose::SignIn => Ok((known.map_err(Unopened::Refused)?, Some(How::Link), today())),
        Purpose::Recovery => {
            let person = known.map_err(Unopened::Refused)?;
            set_password(asking, person, typed).await?;
            Ok((person, Some(How::Recovery), today()))
        }
        Purpose::ConfirmEmail => {
            let person = known.map_err(Unopened::Refused)?;
            let email = link.email.as_deref().unwrap_or_default();
            let added = asking.identity.add_email(person, email, Proof::Confirmed);
            added.await?;
            Ok((person, None, To::Settings.to_string()))
        }
    }
}

async fn set_password(
    asking: &Asking,
    person: PersonId,
    typed: &Typed,
) -> Result<(), IdentityError> {
    let password = Secret::new(typed.password.clone());
    let set = asking
        .identity
        .set_password(person, &password, None, &asking.device);
    set.await
}

/// Sets the password, or goes on to where a passkey is added. Says where to go on to.
async fn secured(
    asking: &Asking,
    person: PersonId,
    typed: &Typed,
    next: To<'static>,
) -> Result<String, Unopened> {
    if typed.takes_passkey() {
        return Ok(To::Mine(Mine::Passkeys).to_string());
    }
    match set_password(asking, person, typed).await {
        Ok(()) => Ok(next.to_string()),
        Err(IdentityError::Denied(denied)) => Err(Unopened::WithoutPassword(person, denied)),
        Err(failed @ IdentityError::Failed(_)) => Err(Unopened::Failed(failed)),
    }
}

/// The first person creates the organisation, and looks after it.
async fn create(asking: &Asking, typed: &Typed) -> Result<PersonId, Unopened> {
    if typed.organisation.trim().is_empty() {
        let what = "name of the organisation";
        return Err(Unopened::Refused(Denied::Empty { what }));
    }
    let email = typed.email.trim();
    let person = if let Some(person) = on_record(asking, &typed.handle).await? {
        // The address first: it alone can be refused.
        if !email.is_empty() {
            let added = asking.identity.add_email(person, email, Proof::Confirmed);
            added.await?;
        }
        let role = person::Command::SetRole {
            person,
            role: Role::Admin,
        };
        run(asking, person, Command::Person(role)).await?;
        person
    } else {
        let new = NewPerson {
            handle: typed.handle.clone(),
            name: typed.name.clone(),
            role: Role::Admin,
            email: (!email.is_empty()).then(|| email.to_owned()),
        };
        asking.identity.create_person(new, By::Paceline).await?
    };
    let name = typed.organisation.clone();
    let name = Command::Organisation(organisation::Command::Name { name });
    run(asking, person, name).await?;
    Ok(person)
}

/// Somebody whom an import brought and who has no way in yet: the first person may be one of them.
async fn on_record(asking: &Asking, handle: &str) -> Result<Option<PersonId>, IdentityError> {
    let identity = &asking.identity;
    let is_member = |person: &PersonId| {
        let known = |state: &State| state.person(*person).is_some_and(Person::takes_part);
        identity.store().read(known)
    };
    let Some(person) = identity.person_with_handle(handle).filter(is_member) else {
        return Ok(None);
    };
    let account = identity.account_of(person).await?;
    let is_untouched = account.is_some_and(|account| {
        !account.has_password && account.externals.is_empty() && account.emails.is_empty()
    });
    let has_passkeys = !identity.passkeys(person).await?.is_empty();
    Ok((is_untouched && !has_passkeys).then_some(person))
}

async fn join(
    asking: &Asking,
    link: &Link,
    invitation: &Invitation,
    typed: &Typed,
) -> Result<PersonId, Unopened> {
    let new = NewPerson {
        handle: typed.handle.clone(),
        name: typed.name.clone(),
        role: invitation.role,
        email: invitation.email.clone(),
    };
    // Whoever invited may have stopped to be an admin since; the invitation is good all the same.
    let inviter = link.person.filter(|by| is_admin(&asking.app, *by));
    let by = inviter.map_or(By::Paceline, By::Person);
    let person = asking.identity.create_person(new, by).await?;
    for slug in &invitation.teams {
        let store = asking.app.store();
        // A team that is gone since is no reason not to join.
        if let Some(team) = store.read(|state| state.team_called(slug)) {
            let join = Command::Team(team::Command::Join { team, person });
            run(asking, person, join).await?;
        }
    }
    Ok(person)
}

async fn run(asking: &Asking, by: PersonId, command: Command) -> Result<(), IdentityError> {
    let ctx = Ctx {
        at_hand: paceline_core::AtHand::new(),
        by: By::Person(by),
        door: Door::Page,
        now: asking.identity.now(),
        origin: None,
    };
    asking.app.store().run(ctx, command).await?;
    Ok(())
}
