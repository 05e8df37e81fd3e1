//! Pages of a house with accounts: sign-in, one-time links, settings, private notes, and what admins look after.

use paceline_core::PersonId;
use paceline_identity::{
    account::{Proof, Role},
    link::{Invitation, Purpose},
    note::NewNote,
    outbox,
};

use super::{
    pages::{Kind, PAGES},
    shelf::Page,
};
use crate::{
    common::{Answer, MONA, PRIYA},
    house::{Browser, House},
};

/// What is filled into a form.
type Fields<'a> = &'a [(&'a str, &'a str)];

/// A house in which everything that can be there is there once.
async fn lived_in() -> House {
    let house = House::new().await;
    let guest = house.joins("gil", "Gil Guest", Role::Guest).await;
    house.joins("tomas", "Tomás Reis", Role::Member).await;
    let (world, identity) = (&house.world, &house.identity);
    world.gap("Nine days, as Mona saw it", "One day").await;
    world.starts(MONA, "Ship every merge").await;
    let claimed = identity.add_email(MONA, "mona@elsewhere.example", Proof::Claimed);
    claimed.await.unwrap();
    for (with, text) in [
        (None, "Seems tired of the **kettles**."),
        (Some(PRIYA), "We try shorter meetings."),
    ] {
        let about = Some(PRIYA);
        let text = text.to_owned();
        let note = NewNote { with, about, text };
        identity.write_note(MONA, note).await.unwrap();
        world.seconds_pass(60);
    }
    let admin = house.browser_of(MONA).await;
    let invited = [("name", "Ada Lovelace"), ("email", "ada@example.org")];
    admin.post("/admin/invite", &invited).await;
    let token = [
        ("account", "backup"),
        ("name", "nightly"),
        ("scope", "read"),
    ];
    admin.post("/admin/services/tokens", &token).await;
    admin.post("/settings/tokens", &token).await;
    admin.sent("/admin/people/tomas/leave", &[]).await;
    let provider = [
        ("name", "Keycloak"),
        ("id", "keycloak"),
        ("issuer", "https://sign-in.example.org/realm"),
        ("client_id", "paceline"),
        ("place", "environment"),
        ("place_name", "PACELINE_OIDC_SECRET"),
        ("groups", "engineers, Engineering"),
        ("newcomers", "join"),
    ];
    admin.sent("/admin/providers/new", &provider).await;
    house.browser_of(guest).await;
    house
}

/// Where a page of the list is in this house; what is secret stands in it as it came.
async fn address(house: &House, pattern: &str) -> String {
    match pattern {
        "/l/{secret}" => house.link(Purpose::FirstRun, None).await,
        "/unsubscribe/{secret}" => house.stop(PRIYA, outbox::Kind::Digest).await,
        "/notes/{handle}/{id}" => {
            let notes = house.identity.notes(MONA).await.unwrap();
            format!("/notes/priya/{}", notes[0].id)
        }
        _ => pattern
            .replace("{handle}", "priya")
            .replace("{id}", "keycloak"),
    }
}

fn page(name: &str, pattern: &str, answer: Answer) -> Page {
    assert!(answer.status < 500, "{name}: {}", answer.body);
    let status = answer.status;
    Page {
        world: "accounts",
        name: name.to_owned(),
        url: format!("{pattern} → {status}"),
        body: ["\"/l/", "\"/unsubscribe/", "\"/notes/priya/"]
            .into_iter()
            .fold(answer.body, |body, before| masked(&body, before)),
    }
}

/// What is made anew each time, such as the secret of a link, is no part of a sample.
fn masked(body: &str, before: &str) -> String {
    let mut parts = body.split(before);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |masked, part| {
        let (_, rest) = part.split_once('"').unwrap();
        format!("{masked}{before}secret\"{rest}")
    })
}

/// Every page that is there where people sign in, and what each says when something is refused.
pub(crate) async fn pages() -> Vec<Page> {
    let house = lived_in().await;
    let (admin, stranger) = (house.browser_of(MONA).await, house.browser());
    let mut pages = Vec::new();
    for (name, pattern, kind) in PAGES {
        if *kind == Kind::SignedIn {
            let url = address(&house, pattern).await;
            let is_outside = ["/sign-in", "/l/", "/unsubscribe/"]
                .iter()
                .any(|folder| url.starts_with(folder));
            let browser = if is_outside { &stranger } else { &admin };
            let answer = browser.get(&url).await;
            assert_eq!(answer.status, 200, "{name}: {}", answer.body);
            pages.push(page(name, pattern, answer));
        }
    }
    links(&house, &mut pages).await;
    refused(&house, &admin, &mut pages).await;
    pages
}

async fn links(house: &House, pages: &mut Vec<Page>) {
    let stranger = house.browser();
    let invitation = Invitation {
        name: "Ada Lovelace".into(),
        handle: "ada".into(),
        ..Invitation::default()
    };
    let kinds: [(&str, Purpose, Option<PersonId>); 4] = [
        (
            "link-invitation",
            Purpose::Invitation(invitation),
            Some(MONA),
        ),
        ("link-sign-in", Purpose::SignIn, Some(PRIYA)),
        ("link-recovery", Purpose::Recovery, Some(PRIYA)),
        ("link-confirm", Purpose::ConfirmEmail, Some(PRIYA)),
    ];
    for (name, purpose, person) in kinds {
        let url = house.link(purpose, person).await;
        pages.push(page(name, "/l/{secret}", stranger.get(&url).await));
    }
    let over = stranger.get("/l/made-up").await;
    pages.push(page("link-over", "/l/{secret}", over));
    let ended = house.stop(PRIYA, outbox::Kind::AtOnce).await;
    let ended = stranger.post(&ended, &[]).await;
    pages.push(page("unsubscribe-done", "/unsubscribe/{secret}", ended));
    let over = stranger.get("/unsubscribe/made-up").await;
    pages.push(page("unsubscribe-over", "/unsubscribe/{secret}", over));
}

async fn refused(house: &House, admin: &Browser<'_>, pages: &mut Vec<Page>) {
    let stranger = house.browser();
    let wrong = [("who", "mona"), ("password", "not the one at all")];
    let answer = stranger.post("/sign-in/password", &wrong).await;
    pages.push(page("sign-in-refused", "/sign-in/password", answer));
    let again = admin.get("/sign-in?again=yes&next=%2Fsettings").await;
    pages.push(page("sign-in-again", "/sign-in?again=yes", again));
    let plain = house.browser_of(PRIYA).await;
    pages.push(page("admins-only", "/admin", plain.get("/admin").await));
    let sent: [(&str, &str, Fields<'_>); 7] = [
        (
            "token-made",
            "/settings/tokens",
            &[("name", "backup"), ("scope", "read")],
        ),
        ("token-refused", "/settings/tokens", &[("name", "backup")]),
        (
            "password-refused",
            "/settings/password",
            &[("password", "short")],
        ),
        ("leave-refused", "/settings/leave", &[("handle", "mona")]),
        ("invited", "/admin/invite", &[("name", "Grace Hopper")]),
        ("recovery-made", "/admin/people/priya/link", &[]),
        (
            "import-preview",
            "/import",
            &[(
                "text",
                "# Ship every merge\n- Days: 9 -> 1 days\n- Pages: 8 -> 40\n- Be calm",
            )],
        ),
    ];
    for (name, url, fields) in sent {
        pages.push(page(name, url, admin.post(url, fields).await));
    }
}
