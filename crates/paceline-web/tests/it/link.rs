//! One-time links, as stories.

use paceline_core::{PersonId, Time};
use paceline_identity::{
    account::Role,
    link::{Invitation, Purpose},
};

use crate::{
    common::{MONA, says},
    house::{House, PASSWORD},
};

#[tokio::test]
async fn the_first_person_creates_the_organisation() {
    let house = House::empty().await;
    let link = house.link(Purpose::FirstRun, None).await;
    let browser = house.browser();
    let answer = browser.get(&link).await;
    assert_eq!(answer.header("referrer-policy"), "no-referrer");
    assert_eq!(answer.header("cache-control"), "no-store");
    says(
        &answer.body,
        &["Welcome to Paceline", "Your handle", "New password"],
    );
    let mut fields = vec![
        ("organisation", "Northwind"),
        ("name", "Mona Ott"),
        ("handle", "mona"),
        ("email", "mona@example.org"),
        ("password", PASSWORD),
    ];
    assert_eq!(browser.sent(&link, &fields).await, "/start");
    says(&browser.page("/").await, &["Northwind", "Hello, Mona"]);
    // The link is used up.
    let stranger = house.browser();
    fields[2] = ("handle", "eve");
    assert_eq!(stranger.get(&link).await.status, 410);
    assert_eq!(stranger.post(&link, &fields).await.status, 410);
    let again = house.browser();
    again.signs_in("mona@example.org").await;
}

#[tokio::test]
async fn the_first_person_may_be_one_whom_an_import_brought() {
    let house = House::empty().await;
    house.world.joins("zoe", "Zoe Zander").await;
    let fields = [
        ("organisation", "Northwind"),
        ("name", "Zoe"),
        ("handle", "zoe"),
        ("email", "zoe@example.org"),
        ("password", PASSWORD),
    ];
    let link = house.link(Purpose::FirstRun, None).await;
    assert_eq!(house.browser().sent(&link, &fields).await, "/start");
    let again = house.browser();
    again.signs_in("zoe").await;
    says(&again.page("/admin").await, &["Zoe Zander", "1 found"]);
    // Whoever has a way in already is taken over by nobody.
    let link = house.link(Purpose::FirstRun, None).await;
    let without_address = [fields[0], fields[1], fields[2], fields[4]];
    let refused = house.browser().post(&link, &without_address).await;
    assert_eq!(refused.status, 422);
    says(&refused.body, &["is taken"]);
}

#[tokio::test]
async fn a_program_that_looks_at_a_link_does_not_use_it_up() {
    let house = House::new().await;
    let link = house.link(Purpose::SignIn, Some(MONA)).await;
    let browser = house.browser();
    for _ in 0..3 {
        says(&browser.page(&link).await, &["signs you in as Mona Ott"]);
    }
    assert_eq!(browser.sent(&link, &[]).await, "/");
    says(&browser.page("/").await, &["Hello, Mona"]);
    let over = browser.get(&link).await;
    assert_eq!(over.status, 410);
    says(&over.body, &["This link is over", "Go to sign-in"]);
}

#[tokio::test]
async fn what_is_refused_can_be_typed_again() {
    let house = House::new().await;
    let invitation = Invitation {
        name: "Tomás Reis".into(),
        handle: "tomas".into(),
        ..Invitation::default()
    };
    let link = house
        .link(Purpose::Invitation(invitation), Some(MONA))
        .await;
    let browser = house.browser();
    says(&browser.page(&link).await, &["Mona Ott invites you."]);
    // Somebody has the handle.
    let fields = [
        ("name", "Tomás"),
        ("handle", "priya"),
        ("password", PASSWORD),
    ];
    let refused = browser.post(&link, &fields).await;
    assert_eq!(refused.status, 422);
    says(&refused.body, &["The handle &#39;priya&#39; is taken."]);
    let link = action(&refused.body);
    // A password that is too short: the account is there, and only the password is asked for again.
    let fields = [
        ("name", "Tomás"),
        ("handle", "tomas"),
        ("password", "short"),
    ];
    let refused = browser.post(&link, &fields).await;
    assert_eq!(refused.status, 422);
    says(&refused.body, &["The password has 5 characters"]);
    let link = action(&refused.body);
    assert_eq!(browser.sent(&link, &[("password", PASSWORD)]).await, "/");
    says(&browser.page("/").await, &["Hello, Tomás"]);
}

/// Where the form of a page is sent.
fn action(body: &str) -> String {
    let (_, rest) = body.split_once("action=\"").unwrap();
    rest.split_once('"').unwrap().0.to_owned()
}

#[tokio::test]
async fn a_password_is_chosen_anew_and_whoever_had_the_old_one_is_out() {
    let house = House::new().await;
    let thief = house.browser();
    thief.signs_in("mona").await;
    let link = house.link(Purpose::Recovery, Some(MONA)).await;
    let browser = house.browser();
    says(
        &browser.page(&link).await,
        &["Choose a new password", "For Mona Ott"],
    );
    browser
        .sent(&link, &[("password", "nine lamps under a bridge")])
        .await;
    says(&browser.page("/").await, &["Hello, Mona"]);
    assert_eq!(thief.get("/").await.status, 303);
    let old = house
        .browser()
        .post(
            "/sign-in/password",
            &[("who", "mona"), ("password", PASSWORD)],
        )
        .await;
    assert_eq!(old.status, 422);
}

#[tokio::test]
async fn a_guest_and_a_passkey_by_invitation() {
    let house = House::new().await;
    let invitation = Invitation {
        role: Role::Guest,
        ..Invitation::default()
    };
    let link = house
        .link(Purpose::Invitation(invitation), Some(MONA))
        .await;
    let browser = house.browser();
    says(&browser.page(&link).await, &["As a guest you read"]);
    let fields = [("name", "Gil"), ("handle", "gil"), ("by", "passkey")];
    assert_eq!(browser.sent(&link, &fields).await, "/settings/passkeys");
    let gil = house.identity.person_with_handle("gil");
    assert_eq!(gil, Some(PersonId(3)));
}

#[tokio::test]
async fn an_old_link_is_over() {
    let house = House::new().await;
    let link = house.link(Purpose::SignIn, Some(MONA)).await;
    house.world.seconds_pass(3601);
    let browser = house.browser();
    assert_eq!(browser.get(&link).await.status, 410);
    assert_eq!(browser.post(&link, &[]).await.status, 410);
    assert_eq!(browser.get("/l/made-up").await.status, 410);
}

#[tokio::test]
async fn whoever_confirms_an_address_is_not_let_into_the_account() {
    let house = House::new().await;
    let until = Time(house.world.now().0 + 3600);
    let email = "priya.too@example.org";
    let made = house
        .identity
        .make_link(Purpose::ConfirmEmail, Some(MONA), Some(email), until);
    let link = format!("/l/{}", made.await.unwrap().expose());
    // Mona may have written an address that is somebody else's.
    let browser = house.browser();
    assert_eq!(browser.sent(&link, &[]).await, "/settings");
    assert_eq!(browser.cookie("paceline"), None);
    assert_eq!(browser.get("/settings").await.status, 303);
    let owner = house.identity.person_with_email(email).await.unwrap();
    assert_eq!(owner, Some(MONA));
}
