//! Invitations: one, or many from a list; by mail where mail is set up, else as links to hand out.

use askama::Template;
use axum::http::StatusCode;
use paceline_core::{Time, person::Role, text::slug, time::DAY};
use paceline_identity::{
    Denied, IdentityError,
    audit::Happened,
    link::{Invitation, Kind as Sort, Purpose},
};
use serde::Deserialize;

use super::page;
use crate::{
    extract::Form,
    form::{self, Choice, Field, FormPage, Kind},
    frame::{Frame, Section},
    letters,
    look::Shown,
    pages::settings::Which,
    signed::{Admins, Signed, went_on},
    url::To,
    url_accounts::Admin,
};

/// Days that an invitation is good for.
const DAYS: i64 = 14;
/// Invitations of one list.
const MANY: usize = 500;

/// What is typed to invite one.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct InviteForm {
    name: String,
    email: String,
    role: String,
    team: String,
}

fn roles() -> Vec<Choice> {
    [
        (Role::Member, "Member: leads and follows"),
        (
            Role::Admin,
            "Admin: a member who looks after accounts and settings too",
        ),
        (Role::Guest, "Guest: reads what is shared with them"),
    ]
    .map(|(role, label)| Choice::new(role.word(), label))
    .into()
}

/// The role of a word; whoever says none means a member.
pub(super) fn role_named(word: &str) -> Role {
    let named = Role::ALL.into_iter().find(|role| role.word() == word);
    named.unwrap_or_default()
}

fn invite_page(signed: &Signed, typed: &InviteForm) -> FormPage {
    let role = role_named(&typed.role).word();
    let team = signed
        .look
        .read(|seen| Field::team(seen.sight, "Team", &typed.team));
    let mails = signed.identity.sends_mail();
    let fields = vec![
        Field::new("name", "Name", Kind::Filled("off"), &typed.name).required(),
        Field::new("email", "E-mail address", Kind::Email("off"), &typed.email).hint(if mails {
            "The invitation is sent to it."
        } else {
            "They sign in with it. This server sends no mail: you get a link to hand over."
        }),
        Field::new("role", "Role", Kind::Radio(roles()), role),
        team,
    ];
    let form = form::Form::new(To::Admin(Admin::Invite), "Invite", fields);
    let why = "They choose their handle and how they sign in. The link works once, for 14 days.";
    page("Invite somebody", why, (Admin::People, "People"), form)
}

pub(crate) async fn invite(admins: Admins) -> Shown {
    let Admins(signed) = admins;
    signed.form(invite_page(&signed, &InviteForm::default()))
}

pub(crate) async fn invited(admins: Admins, Form(typed): Form<InviteForm>) -> Shown {
    let Admins(signed) = admins;
    let invitation = Invitation {
        name: typed.name.trim().to_owned(),
        handle: slug(&typed.name),
        email: some(&typed.email),
        role: role_named(&typed.role),
        teams: some(&typed.team).into_iter().collect(),
    };
    match send(&signed, invitation).await {
        Ok(sent) => handed_out(&signed, vec![sent], To::Admin(Admin::People)),
        Err(IdentityError::Denied(denied)) => signed.refused(&denied, invite_page(&signed, &typed)),
        Err(failure) => Err(signed.failed(&failure)),
    }
}

fn some(typed: &str) -> Option<String> {
    let typed = typed.trim();
    (!typed.is_empty()).then(|| typed.to_owned())
}

/// How an invitation went.
pub(crate) struct Sent {
    pub(crate) who: String,
    /// The link to hand over, where no mail could be sent.
    pub(crate) link: Option<String>,
}

/// Makes an invitation, and sends it where it can be sent.
pub(crate) async fn send(signed: &Signed, invitation: Invitation) -> Result<Sent, IdentityError> {
    let identity = &signed.identity;
    if invitation.name.is_empty() && invitation.email.is_none() {
        return Err(Denied::Empty { what: "name" }.into());
    }
    let email = invitation.email.as_deref();
    let email = email.map(paceline_identity::account::address).transpose()?;
    if let Some(address) = &email
        && identity.person_with_email(address).await?.is_some()
    {
        let address = address.clone();
        return Err(Denied::AddressTaken { address }.into());
    }
    let who = match (&email, invitation.name.as_str()) {
        (Some(email), "") => email.clone(),
        (Some(email), name) => format!("{name} ({email})"),
        (None, name) => name.to_owned(),
    };
    let role = invitation.role;
    let (me, until) = (signed.me(), Time(identity.now().0 + DAYS * DAY));
    let purpose = Purpose::Invitation(Invitation {
        email: email.clone(),
        ..invitation
    });
    let secret = identity
        .make_link(purpose, Some(me), email.as_deref(), until)
        .await?;
    let from = Some(signed.device.from);
    identity
        .note(Some(me), Happened::Invited { role }, from)
        .await?;
    let link = letters::address(identity, &secret);
    let Some(email) = email.filter(|_| identity.sends_mail()) else {
        let link = Some(link);
        return Ok(Sent { who, link });
    };
    let organisation = letters::organisation(identity);
    let letter = letters::invitation(&organisation, &super::name(signed, me), &email, &link);
    // A letter that did not go out is no reason to lose the invitation: the link can be handed over.
    let link = identity.mail(letter).await.err().map(|_| link);
    Ok(Sent { who, link })
}

#[derive(Template)]
#[template(path = "admin/handed_out.html")]
struct HandedOut {
    f: Frame,
    title: &'static str,
    sent: Vec<Sent>,
    back: To<'static>,
}

/// The page that shows links once.
pub(crate) fn handed_out(signed: &Signed, sent: Vec<Sent>, back: To<'static>) -> Shown {
    let title = if sent.iter().any(|sent| sent.link.is_some()) {
        "Hand these links over"
    } else {
        "The invitations are on their way"
    };
    signed.answer(StatusCode::OK, Section::Admin, |f| HandedOut {
        f,
        title,
        sent,
        back,
    })
}

/// What is typed to invite many.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct ManyForm {
    pub(crate) people: String,
}

fn many_page(typed: &ManyForm) -> FormPage {
    let field = Field::new("people", "People", Kind::Lines, &typed.people)
        .hint("A line each: Ada Lovelace <ada@example.org>, or a name alone. From a spreadsheet: name, e-mail, role, team.")
        .required();
    let form = form::Form::new(To::Admin(Admin::InviteMany), "Invite them", vec![field]);
    let why = "Nobody is invited before every line can be read. Each link works once, for 14 days.";
    page("Invite many", why, (Admin::People, "People"), form)
}

pub(crate) async fn many(admins: Admins) -> Shown {
    let Admins(signed) = admins;
    signed.form(many_page(&ManyForm::default()))
}

pub(crate) async fn many_invited(admins: Admins, Form(typed): Form<ManyForm>) -> Shown {
    let Admins(signed) = admins;
    match send_many(&signed, &typed.people).await {
        Ok(sent) => handed_out(&signed, sent, To::Admin(Admin::People)),
        Err(IdentityError::Denied(denied)) => signed.refused(&denied, many_page(&typed)),
        Err(failure) => Err(signed.failed(&failure)),
    }
}

/// Invites everybody on a list. Whoever is here already is left out.
pub(crate) async fn send_many(signed: &Signed, people: &str) -> Result<Vec<Sent>, IdentityError> {
    let invitations = read(people)?;
    let mut sent = Vec::new();
    for invitation in invitations {
        match send(signed, invitation).await {
            Err(IdentityError::Denied(Denied::AddressTaken { .. })) => {}
            other => sent.push(other?),
        }
    }
    Ok(sent)
}

/// The invitations of a list: `Ada <ada@example.org>`, a name, or cells between commas, semicolons or tabs.
pub(crate) fn read(people: &str) -> Result<Vec<Invitation>, Denied> {
    let lines = people
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty());
    let lines: Vec<&str> = lines.filter(|line| !is_heading(line)).collect();
    if lines.is_empty() {
        let what = "list of people";
        return Err(Denied::Empty { what });
    }
    if lines.len() > MANY {
        let what = "people on one list";
        return Err(Denied::TooMany { what, most: MANY });
    }
    lines.into_iter().map(line).collect()
}

/// The first line of a spreadsheet says what its columns are.
fn is_heading(line: &str) -> bool {
    let first = line.split([',', ';', '\t']).next().unwrap_or_default();
    first.trim().trim_matches('"').eq_ignore_ascii_case("name") && !line.contains('@')
}

fn line(line: &str) -> Result<Invitation, Denied> {
    let mut cells: Vec<String> = cells(line);
    // `Ada <ada@example.org>` is two cells in one.
    if let Some((name, email)) = cells.first().and_then(|cell| cell.split_once('<')) {
        let email = email.trim_end_matches('>').trim().to_owned();
        let name = name.trim().to_owned();
        cells.splice(0..1, [name, email]);
    } else if cells.first().is_some_and(|cell| cell.contains('@')) {
        cells.insert(0, String::new());
    }
    let cell = |at: usize| cells.get(at).map_or("", String::as_str);
    let email = some(cell(1));
    let email = email
        .as_deref()
        .map(paceline_identity::account::address)
        .transpose()?;
    let name = cell(0).to_owned();
    let handle = match (name.as_str(), &email) {
        ("", Some(email)) => slug(email.split('@').next().unwrap_or_default()),
        (name, _) => slug(name),
    };
    Ok(Invitation {
        name,
        handle,
        email,
        role: match role_named(&cell(2).to_lowercase()) {
            // A list makes nobody a program.
            Role::Service => Role::Member,
            role @ (Role::Admin | Role::Member | Role::Guest) => role,
        },
        teams: some(cell(3)).map(|team| slug(&team)).into_iter().collect(),
    })
}

/// The cells of a line, with quotes as spreadsheets write them.
fn cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut is_quoted = false;
    for c in line.chars() {
        match c {
            '"' => is_quoted = !is_quoted,
            ',' | ';' | '\t' if !is_quoted => cells.push(String::new()),
            _ => cells
                .iter_mut()
                .next_back()
                .into_iter()
                .for_each(|cell| cell.push(c)),
        }
    }
    cells.iter().map(|cell| cell.trim().to_owned()).collect()
}

/// Takes an invitation back.
pub(crate) async fn withdrawn(admins: Admins, Form(which): Form<Which>) -> Shown {
    let Admins(signed) = admins;
    let taken = take_back(&signed, &which.id).await;
    taken.map_err(|failure| signed.failed(&failure))?;
    went_on(To::Admin(Admin::People))
}

async fn take_back(signed: &Signed, id: &str) -> Result<(), IdentityError> {
    if signed.identity.revoke_link(Sort::Invitation, id).await? {
        let from = Some(signed.device.from);
        let happened = Happened::InvitationTakenBack;
        signed
            .identity
            .note(Some(signed.me()), happened, from)
            .await?;
    }
    Ok(())
}

/// Makes a new link for an invitation; the old one ends.
pub(crate) async fn sent_again(admins: Admins, Form(which): Form<Which>) -> Shown {
    let Admins(signed) = admins;
    let sent = send_again(&signed, &which.id).await;
    let sent = sent.map_err(|failure| signed.failed(&failure))?;
    handed_out(&signed, vec![sent], To::Admin(Admin::People))
}

async fn send_again(signed: &Signed, id: &str) -> Result<Sent, IdentityError> {
    let links = signed.identity.links(Sort::Invitation).await?;
    let link = links.into_iter().find(|link| link.id == id);
    let Some(Purpose::Invitation(invitation)) = link.map(|link| link.purpose) else {
        return Err(Denied::NoSuch { what: "invitation" }.into());
    };
    take_back(signed, id).await?;
    send(signed, invitation).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_read_as_people_paste_them() {
        let list = "name,email,role,team\n\
                    Ada Lovelace <ada@example.org>\n\
                    \"Babbage, Charles\",charles@example.org,admin,Engines\n\
                    Grace Hopper\tgrace@example.org\n\
                    Émilie\n\
                    joan@example.org\n";
        let read = read(list).unwrap();
        let told: Vec<String> = read
            .iter()
            .map(|i| {
                let email = i.email.as_deref().unwrap_or("-");
                format!(
                    "{}|{}|{email}|{}|{:?}",
                    i.name,
                    i.handle,
                    i.role.word(),
                    i.teams
                )
            })
            .collect();
        assert_eq!(
            told,
            [
                "Ada Lovelace|ada-lovelace|ada@example.org|member|[]",
                "Babbage, Charles|babbage-charles|charles@example.org|admin|[\"engines\"]",
                "Grace Hopper|grace-hopper|grace@example.org|member|[]",
                "Émilie|émilie|-|member|[]",
                "|joan|joan@example.org|member|[]",
            ]
        );
    }

    #[test]
    fn a_list_with_a_wrong_address_invites_nobody() {
        assert!(read("Ada <ada@example.org>\nBob <nonsense>").is_err());
        assert!(read(" \n").is_err());
    }
}
