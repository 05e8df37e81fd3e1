//! What admins look after: people and their accounts, ways to sign in, the audit. Nothing here shows what is private of
//! anybody, nor drafts.

pub(crate) mod audit;
pub(crate) mod invitations;
pub(crate) mod person;
pub(crate) mod providers;
pub(crate) mod services;
pub(crate) mod sign_in;

use askama::Template;
use paceline_core::{
    PersonId, Time,
    list::{Asked, Listed, Sort},
    person::{Person, PersonLink, Role, link},
};
use paceline_identity::{
    IdentityError,
    link::{Kind, Link, Purpose},
};
use paceline_store::vault::AuditFilter;

use crate::{
    extract::Query,
    form::{Choice, FormPage},
    frame::{Frame, Section},
    list::{List, ListQuery, Offer},
    look::{Seen, Shown},
    signed::{Admins, Signed},
    url::To,
    url_accounts::Admin,
};

/// The pages of admins, as the line above each lists them.
pub(crate) const PAGES: [(&str, Admin<'static>); 4] = [
    ("People", Admin::People),
    ("Service accounts", Admin::Services),
    ("Sign-in", Admin::SignIn),
    ("Audit", Admin::Audit),
];

/// Somebody with an account.
pub(crate) struct Row {
    id: PersonId,
    person: PersonLink,
    role: Role,
    left: Option<Time>,
    last_sign_in: Option<Time>,
}

#[derive(Template)]
#[template(path = "admin/people.html")]
struct People {
    f: Frame,
    here: Admin<'static>,
    list: List<Row>,
    invited: Vec<Invited>,
    now: Time,
}

/// An invitation that nobody has used yet.
struct Invited {
    id: String,
    who: String,
    role: Role,
    until: Time,
    by: String,
}

pub(crate) async fn people(admins: Admins, Query(query): Query<ListQuery>) -> Shown {
    let Admins(signed) = admins;
    let mut stages: Vec<Choice> = vec![Choice::new("", "Everybody")];
    stages.extend(Role::ALL.map(|role| Choice::new(role.word(), role.word())));
    stages.push(Choice::new("left", "left"));
    let offer = Offer {
        base: To::Admin(Admin::People),
        looks_for: "Name or handle",
        stages,
        stage_label: "Role",
        by_team: false,
        by_lead: false,
        sorts: &[(Sort::Newest, "A to Z")],
    };
    let list = signed
        .look
        .read(|seen| List::of(seen, query, offer, |asked| listed(seen, asked)));
    let mut list = list?;
    for row in &mut list.rows {
        let last = last_sign_in(&signed, row.id).await;
        row.last_sign_in = last.map_err(|failure| signed.failed(&failure))?;
    }
    let invited = invited(&signed).await;
    let invited = invited.map_err(|failure| signed.failed(&failure))?;
    let now = signed.look.now;
    signed.look.show(Section::Admin, |f| People {
        f,
        here: Admin::People,
        list,
        invited,
        now,
    })
}

fn listed(seen: &Seen<'_>, asked: &Asked) -> Listed<Row> {
    let wanted = asked.words();
    let fits = |person: &Person| match asked.stage.as_deref() {
        None => person.left.is_none(),
        Some("left") => person.left.is_some(),
        Some(role) => person.left.is_none() && person.role.word() == role,
    };
    let words = seen.sight.words();
    let people = seen.sight.people().filter(|(_, person)| !person.is_erased);
    let mut found: Vec<(String, PersonId)> = people
        .filter(|(_, person)| fits(person))
        .map(|(id, person)| {
            let (name, handle) = (words.short(person.name), words.short(person.handle));
            (format!("{name} {handle}").to_lowercase(), id)
        })
        .filter(|(name, _)| wanted.iter().all(|word| name.contains(word)))
        .collect();
    found.sort_unstable();
    asked.page_of_some(&found, |(_, id)| {
        let person = seen.sight.person(*id)?;
        Some(Row {
            id: *id,
            person: link(seen.sight, *id),
            role: person.role,
            left: person.left,
            last_sign_in: None,
        })
    })
}

/// When somebody signed in last, by the audit.
pub(crate) async fn last_sign_in(
    signed: &Signed,
    person: PersonId,
) -> Result<Option<Time>, IdentityError> {
    let filter = AuditFilter {
        by: Some(person),
        what: Some("signed_in".to_owned()),
        ..AuditFilter::default()
    };
    let entries = signed.identity.entries(filter, 1).await?;
    Ok(entries.first().map(|entry| entry.at))
}

async fn invited(signed: &Signed) -> Result<Vec<Invited>, IdentityError> {
    let mut links = signed.identity.links(Kind::Invitation).await?;
    links.sort_by_key(|link| std::cmp::Reverse(link.made));
    let view = |link: Link| {
        let Purpose::Invitation(invitation) = link.purpose else {
            return None;
        };
        let named = [invitation.name, invitation.email.unwrap_or_default()];
        let who = named.into_iter().filter(|part| !part.is_empty());
        let who = who.collect::<Vec<_>>().join(", ");
        Some(Invited {
            id: link.id,
            who: if who.is_empty() {
                "Somebody".to_owned()
            } else {
                who
            },
            role: invitation.role,
            until: link.until,
            by: link.person.map_or_else(String::new, |by| name(signed, by)),
        })
    };
    Ok(links.into_iter().filter_map(view).collect())
}

/// What somebody is called.
pub(super) fn name(signed: &Signed, person: PersonId) -> String {
    signed.look.read(|seen| seen.sight.name_of(person))
}

/// A page with one form of the admin's.
pub(super) fn page(
    title: &'static str,
    why: &str,
    back: (Admin<'static>, &str),
    form: crate::form::Form,
) -> FormPage {
    FormPage {
        section: Section::Admin,
        title,
        why: why.to_owned(),
        back: To::Admin(back.0),
        back_words: back.1.to_owned(),
        form,
        last: None,
    }
}
