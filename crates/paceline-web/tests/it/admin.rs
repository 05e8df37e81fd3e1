//! What admins look after, as stories; and that nobody else does.

use paceline_core::{PersonId, person::Role as Standing};
use paceline_identity::{Secret, account::Role};

use crate::{
    common::{MONA, PRIYA, says},
    house::{House, PASSWORD},
};

/// Every page of admins that can be looked at.
const PAGES: [&str; 9] = [
    "/admin",
    "/admin/invite",
    "/admin/invite/many",
    "/admin/people/priya",
    "/admin/services",
    "/admin/sign-in",
    "/admin/providers/new",
    "/admin/audit",
    "/admin/audit.csv",
];

#[tokio::test]
async fn only_admins_see_these_pages() {
    let house = House::new().await;
    let guest = house.joins("gil", "Gil Guest", Role::Guest).await;
    for who in [PRIYA, guest] {
        let browser = house.browser_of(who).await;
        for url in PAGES {
            let answer = browser.get(url).await;
            assert_eq!(answer.status, 403, "{url}");
            says(&answer.body, &["This page is for admins"]);
            assert!(!answer.body.contains("@example.org"), "{url}");
        }
        let role = [("role", "admin")];
        let answer = browser.post("/admin/people/priya/role", &role).await;
        assert_eq!(answer.status, 403);
    }
    for url in PAGES {
        let stranger = house.browser().get(url).await;
        assert_eq!(stranger.status, 303, "{url}");
    }
    let admin = house.browser_of(MONA).await;
    for url in PAGES {
        admin.page(url).await;
    }
    says(&admin.page("/").await, &["Accounts and sign-in"]);
}

#[tokio::test]
async fn somebody_is_invited_and_joins() {
    let house = House::new().await;
    let admin = house.browser_of(MONA).await;
    let fields = [
        ("name", "Tomás Reis"),
        ("email", "tomas@example.org"),
        ("team", "checkout"),
    ];
    let page = admin.post("/admin/invite", &fields).await;
    assert_eq!(page.status, 200, "{}", page.body);
    says(
        &page.body,
        &["Hand these links over", "Tomás Reis (tomas@example.org)"],
    );
    let link = link_of(&page.body);
    says(
        &admin.page("/admin").await,
        &["Invited, not here yet", "Tomás Reis, tomas@example.org"],
    );
    let tomas = house.browser();
    tomas.page(&link).await;
    let fields = [
        ("name", "Tomás Reis"),
        ("handle", "tomas"),
        ("password", PASSWORD),
    ];
    tomas.sent(&link, &fields).await;
    tomas.signs_in("tomas@example.org").await;
    says(&tomas.page("/teams/checkout").await, &["Tomás Reis"]);
    let page = admin.page("/admin").await;
    assert!(!page.contains("Invited, not here yet"));
    // The address is somebody's now.
    let fields = [("name", "Another"), ("email", "tomas@example.org")];
    let taken = admin.post("/admin/invite", &fields).await;
    assert_eq!(taken.status, 422);
}

/// The path of the first link that a page shows.
fn link_of(body: &str) -> String {
    let (_, rest) = body.split_once("/l/").unwrap();
    format!("/l/{}", rest.split_once('<').unwrap().0)
}

#[tokio::test]
async fn many_are_invited_and_an_invitation_is_taken_back() {
    let house = House::new().await;
    let admin = house.browser_of(MONA).await;
    let wrong = [("people", "Ada <ada@example.org>\nBob <nonsense>")];
    let refused = admin.post("/admin/invite/many", &wrong).await;
    assert_eq!(refused.status, 422);
    assert!(
        refused.body.contains("Bob &#60;nonsense&#62;"),
        "it is kept: {}",
        refused.body
    );
    assert!(!admin.page("/admin").await.contains("Invited, not here yet"));
    let list = [(
        "people",
        "Ada <ada@example.org>\nPriya <priya@example.org>\nBob",
    )];
    let page = admin.post("/admin/invite/many", &list).await;
    assert_eq!(page.body.matches("/l/").count(), 2, "Priya is here already");
    let first = link_of(&page.body);
    let page = admin.page("/admin").await;
    let (_, rest) = page.split_once("name=\"id\" value=\"").unwrap();
    let id = rest.split_once('"').unwrap().0.to_owned();
    let again = admin
        .post("/admin/invitations/resend", &[("id", &id)])
        .await;
    let second = link_of(&again.body);
    let links = house
        .identity
        .links(paceline_identity::link::Kind::Invitation)
        .await;
    assert_eq!(links.unwrap().len(), 2, "one was made for one that ended");
    for invitation in house
        .identity
        .links(paceline_identity::link::Kind::Invitation)
        .await
        .unwrap()
    {
        let fields = [("id", invitation.id.as_str())];
        admin.sent("/admin/invitations/withdraw", &fields).await;
    }
    let stranger = house.browser();
    for link in [first, second] {
        assert_eq!(stranger.get(&link).await.status, 410);
    }
}

#[tokio::test]
async fn a_role_changes_and_the_last_admin_stays() {
    let house = House::new().await;
    let admin = house.browser_of(MONA).await;
    let alone = admin
        .post("/admin/people/mona/role", &[("role", "member")])
        .await;
    assert_eq!(alone.status, 422);
    says(&alone.body, &["Make somebody else an admin first."]);
    admin
        .sent("/admin/people/priya/role", &[("role", "admin")])
        .await;
    admin
        .sent("/admin/people/mona/role", &[("role", "member")])
        .await;
    assert_eq!(admin.get("/admin").await.status, 403);
    let role = |who| {
        let store = &house.world.store;
        store.read(|state| state.person(who).unwrap().role)
    };
    assert_eq!(
        (role(MONA), role(PRIYA)),
        (Standing::Member, Standing::Admin)
    );
}

#[tokio::test]
async fn whoever_is_deactivated_is_out_and_can_return() {
    let house = House::new().await;
    let admin = house.browser_of(MONA).await;
    let priya = house.browser();
    priya.signs_in("priya").await;
    admin.sent("/admin/people/priya/leave", &[]).await;
    assert_eq!(priya.get("/").await.status, 303);
    says(&admin.page("/admin?stage=left").await, &["Priya Amin"]);
    says(
        &admin.page("/admin/people/priya").await,
        &["Let them return"],
    );
    admin.sent("/admin/people/priya/return", &[]).await;
    priya.signs_in("priya").await;
}

#[tokio::test]
async fn somebody_who_cannot_come_in_gets_a_link() {
    let house = House::new().await;
    let admin = house.browser_of(MONA).await;
    let page = admin.post("/admin/people/priya/link", &[]).await;
    says(
        &page.body,
        &["A link for Priya Amin", "shown this one time"],
    );
    let link = link_of(&page.body);
    let priya = house.browser();
    let fields = [("password", "nine lamps under a bridge")];
    priya.sent(&link, &fields).await;
    says(&priya.page("/").await, &["Hello, Priya"]);
}

#[tokio::test]
async fn an_address_is_confirmed_by_an_admin() {
    let house = House::new().await;
    let (admin, priya) = (house.browser_of(MONA).await, house.browser_of(PRIYA).await);
    let address = "priya@elsewhere.example";
    priya.sent("/settings/emails", &[("email", address)]).await;
    says(&admin.page("/admin/people/priya").await, &["It is theirs"]);
    let url = "/admin/people/priya/confirm";
    let made_up = admin.post(url, &[("id", "eve@elsewhere.example")]).await;
    assert_eq!(made_up.status, 422);
    admin.sent(url, &[("id", address)]).await;
    house.browser().signs_in(address).await;
}

#[tokio::test]
async fn somebody_is_erased_on_request() {
    let house = House::new().await;
    let admin = house.browser_of(MONA).await;
    let slip = admin
        .post("/admin/people/priya/erase", &[("handle", "pria")])
        .await;
    assert_eq!(slip.status, 422);
    admin
        .sent("/admin/people/priya/erase", &[("handle", "priya")])
        .await;
    assert!(!admin.page("/admin").await.contains("Priya"));
    assert_eq!(admin.get("/admin/people/priya").await.status, 404);
    assert!(!admin.page("/admin/audit").await.contains("Priya"));
}

#[tokio::test]
async fn a_script_gets_an_account_and_a_token_that_is_shown_once() {
    let house = House::new().await;
    let admin = house.browser_of(MONA).await;
    let fields = [
        ("account", "backup"),
        ("name", "nightly"),
        ("scope", "read"),
        ("scope", "scim"),
        ("until", ""),
    ];
    let made = admin.post("/admin/services/tokens", &fields).await;
    assert_eq!(made.status, 200, "{}", made.body);
    let (_, rest) = made.body.split_once("<code>").unwrap();
    let secret = Secret::new(rest.split_once('<').unwrap().0);
    let bearer = house.identity.token(&secret, None).await.unwrap().unwrap();
    assert_eq!(bearer.person, PersonId(3));
    let page = admin.page("/admin/services").await;
    says(&page, &["nightly", "may read, scim"]);
    assert!(!page.contains(secret.expose()));
    let people = [("account", "priya"), ("name", "x"), ("scope", "read")];
    let refused = admin.post("/admin/services/tokens", &people).await;
    assert_eq!(
        refused.status, 422,
        "a person's token is not an admin's to make"
    );
    let tokens = house.identity.tokens(PersonId(3)).await.unwrap();
    let fields = [("account", "backup"), ("id", tokens[0].id.as_str())];
    admin.sent("/admin/services/revoke", &fields).await;
    assert!(house.identity.token(&secret, None).await.unwrap().is_none());
}

#[tokio::test]
async fn ways_to_sign_in_are_closed_but_never_all() {
    let house = House::new().await;
    let admin = house.browser_of(MONA).await;
    let none = admin.post("/admin/sign-in", &[]).await;
    assert_eq!(none.status, 422);
    // Nobody could come in by a link: there is no mail server.
    let dead = admin.post("/admin/sign-in", &[("way", "link")]).await;
    assert_eq!(dead.status, 422);
    admin.sent("/admin/sign-in", &[("way", "passkey")]).await;
    let stranger = house.browser();
    let page = stranger.page("/sign-in").await;
    assert!(!page.contains("type=\"password\""));
    let tried = [("who", "mona"), ("password", PASSWORD)];
    let answer = stranger.post("/sign-in/password", &tried).await;
    assert_eq!(answer.status, 404);
}

#[tokio::test]
async fn a_provider_is_set_up_and_its_secret_is_not_shown() {
    let house = House::new().await;
    let admin = house.browser_of(MONA).await;
    let mut fields = vec![
        ("name", "Keycloak"),
        ("id", "keycloak"),
        ("issuer", "nonsense"),
        ("client_id", "paceline"),
        ("place", "kept"),
        ("secret", "hush-hush-hush"),
        ("scopes", "profile email"),
        ("groups", "engineers, Engineering\nstaff, , member"),
        ("newcomers", "join"),
    ];
    let refused = admin.post("/admin/providers/new", &fields).await;
    assert_eq!(refused.status, 422, "{}", refused.body);
    assert!(
        !refused.body.contains("hush"),
        "a secret is never sent back"
    );
    fields[2] = ("issuer", "http://127.0.0.1:9/realm");
    admin.sent("/admin/providers/new", &fields).await;
    let page = admin.page("/admin/providers/keycloak").await;
    assert!(page.contains("engineers, Engineering, "), "{page}");
    assert!(!page.contains("hush"));
    // Nothing listens there.
    let silent = admin.post("/admin/providers/keycloak/test", &[]).await;
    assert_eq!(silent.status, 422);
    says(&silent.body, &["Keycloak does not answer as it should"]);
    let stranger = house.browser();
    let page = stranger.page("/sign-in?next=%2Fgaps").await;
    says(&page, &["Sign in with Keycloak"]);
    let down = stranger.get("/sign-in/with/keycloak?next=%2Fgaps").await;
    assert_eq!(down.status, 422);
    says(&down.body, &["Keycloak does not answer as it should"]);
    let nowhere = stranger
        .get("/sign-in/with/keycloak/back?code=x&state=y")
        .await;
    says(
        &nowhere.body,
        &["This sign-in was begun in another browser"],
    );
    admin.sent("/admin/providers/keycloak/remove", &[]).await;
    assert_eq!(stranger.get("/sign-in/with/keycloak").await.status, 404);
}

#[tokio::test]
async fn the_audit_is_read_filtered_and_taken_along() {
    let house = House::new().await;
    let browser = house.browser();
    browser.signs_in("mona").await;
    let wrong = [("who", "priya"), ("password", "not the one at all")];
    house.browser().post("/sign-in/password", &wrong).await;
    let page = browser.page("/admin/audit").await;
    says(
        &page,
        &[
            "Signed in with a password.",
            "Somebody failed to sign in as Priya Amin with a password.",
            "127.0.0.1",
        ],
    );
    assert!(!page.contains("not the one at all"));
    let filtered = browser
        .page("/admin/audit?person=priya&what=sign_in_failed")
        .await;
    says(&filtered, &["Somebody failed"]);
    assert!(!filtered.contains("Signed in with a password."));
    assert_eq!(browser.get("/admin/audit?since=x").await.status, 400);
    let none = browser.page("/admin/audit?since=2030-01-01").await;
    says(&none, &["Nothing fits."]);
    let csv = browser.get("/admin/audit.csv?what=sign_in_failed").await;
    assert_eq!(csv.header("content-type"), "text/csv; charset=utf-8");
    assert_eq!(csv.body.lines().count(), 2, "{}", csv.body);
}

#[tokio::test]
async fn an_admin_reads_nothing_that_is_private() {
    let house = House::new().await;
    let note = paceline_identity::note::NewNote {
        with: None,
        about: Some(MONA),
        text: "Mona seems tired of the kettles.".to_owned(),
    };
    house.identity.write_note(PRIYA, note).await.unwrap();
    let admin = house.browser_of(MONA).await;
    for url in PAGES
        .into_iter()
        .chain(["/settings", "/settings/data", "/people/priya"])
    {
        assert!(!admin.page(url).await.contains("kettles"), "{url}");
    }
}

#[tokio::test]
async fn somebody_whose_device_is_lost_is_signed_out_everywhere() {
    let house = House::new().await;
    let (admin, priya) = (house.browser_of(MONA).await, house.browser_of(PRIYA).await);
    priya.page("/settings").await;
    admin.sent("/admin/people/priya/sign-out", &[]).await;
    assert_eq!(priya.get("/settings").await.status, 303);
    let again = house.browser_of(PRIYA).await;
    let settings = again.page("/settings").await;
    assert!(
        settings.contains("One session of Priya Amin was ended."),
        "{settings}"
    );
    assert!(settings.contains("by Mona Ott"), "{settings}");
}

#[tokio::test]
async fn what_is_changed_about_the_organisation_stands_in_the_audit() {
    let house = House::new().await;
    let admin = house.browser_of(MONA).await;
    admin
        .sent("/organisation/name", &[("name", "Northwind")])
        .await;
    let audit = admin.page("/admin/audit").await;
    assert!(
        audit.contains("Changed the setting &#39;the organisation&#39;s name&#39;.")
            || audit.contains("Changed the setting 'the organisation's name'."),
        "{audit}"
    );
}
