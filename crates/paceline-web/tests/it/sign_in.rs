//! Sign-in and sign-out, as stories.

use crate::{
    common::{MONA, encoded, says},
    house::{House, PASSWORD},
};

#[tokio::test]
async fn whoever_has_not_signed_in_is_asked_to_and_then_goes_on() {
    let house = House::new().await;
    let browser = house.browser();
    let away = browser.get("/gaps?find=x").await;
    assert_eq!(away.status, 303);
    let to = away.header("location").to_owned();
    assert_eq!(to, "/sign-in?next=%2Fgaps%3Ffind%3Dx");
    let page = browser.page(&to).await;
    says(&page, &["Sign in", "E-mail or handle", "Password"]);
    assert!(page.contains(r#"autocomplete="username webauthn""#));
    assert!(page.contains(r#"autocomplete="current-password""#));
    assert!(!page.contains("Mona"), "nothing of the record is shown");
    let fields = [
        ("who", "mona@example.org"),
        ("password", PASSWORD),
        ("next", "/gaps?find=x"),
    ];
    let on = browser.sent("/sign-in/password", &fields).await;
    assert_eq!(on, "/gaps?find=x");
    says(&browser.page("/").await, &["Hello, Mona"]);
}

#[tokio::test]
async fn what_is_wrong_is_not_said() {
    let house = House::new().await;
    let browser = house.browser();
    let mut said = Vec::new();
    for (who, password) in [("mona", "not the one at all"), ("nobody-here", PASSWORD)] {
        let answer = browser
            .post("/sign-in/password", &[("who", who), ("password", password)])
            .await;
        assert_eq!(answer.status, 422);
        says(
            &answer.body,
            &["That name and password do not go together."],
        );
        assert!(
            answer.body.contains(&format!("value=\"{who}\"")),
            "it is kept"
        );
        assert!(
            !answer.body.contains(password),
            "a password is never sent back"
        );
        said.push(answer.body.replace(who, "WHO"));
    }
    assert_eq!(said[0], said[1]);
    assert_eq!(browser.cookie("paceline"), None);
}

#[tokio::test]
async fn too_many_tries_say_when_to_come_back_and_shut_nobody_else_out() {
    let house = House::new().await;
    let browser = house.browser();
    let own = house.browser();
    own.signs_in("mona").await;
    let wrong = [("who", "mona"), ("password", "not the one at all")];
    let mut answer = browser.post("/sign-in/password", &wrong).await;
    for _ in 0..20 {
        answer = browser.post("/sign-in/password", &wrong).await;
    }
    assert_eq!(answer.status, 429);
    says(
        &answer.body,
        &["There were too many tries.", "Try again in"],
    );
    // A device that Mona has signed in on before has a budget of its own.
    own.signs_in("mona").await;
}

#[tokio::test]
async fn the_way_on_never_leads_elsewhere() {
    let house = House::new().await;
    for foreign in ["https://evil.example/", "//evil.example", "/\\evil.example"] {
        let browser = house.browser();
        let page = browser
            .page(&format!("/sign-in?{}", encoded(&[("next", foreign)])))
            .await;
        assert!(!page.contains("evil"), "{page}");
        let fields = [("who", "mona"), ("password", PASSWORD), ("next", foreign)];
        let on = browser.sent("/sign-in/password", &fields).await;
        assert_eq!(on, "/", "{foreign}");
    }
}

#[tokio::test]
async fn a_form_of_another_site_signs_nobody_in_or_out() {
    let house = House::new().await;
    let browser = house.browser_of(MONA).await;
    let form = encoded(&[("who", "mona"), ("password", PASSWORD)]);
    for url in ["/sign-in/password", "/sign-out"] {
        let headers = [("Sec-Fetch-Site", "cross-site")];
        let answer = house.world.send("POST", url, &headers, &form).await;
        assert_eq!(answer.status, 403, "{url}");
        assert_eq!(answer.header("set-cookie"), "");
    }
    says(&browser.page("/").await, &["Hello, Mona"]);
}

#[tokio::test]
async fn a_sign_in_gives_a_new_session_and_ends_the_one_before() {
    let house = House::new().await;
    let browser = house.browser();
    browser.signs_in("mona").await;
    let first = browser.cookie("paceline").unwrap();
    browser.signs_in("mona").await;
    assert_ne!(browser.cookie("paceline").unwrap(), first);
    assert_eq!(house.identity.sessions(MONA).await.unwrap().len(), 1);
}

#[tokio::test]
async fn whoever_signs_out_is_out() {
    let house = House::new().await;
    let (browser, other) = (house.browser(), house.browser());
    browser.signs_in("mona").await;
    other.signs_in("mona").await;
    let cookie = browser.cookie("paceline").unwrap();
    assert_eq!(browser.sent("/sign-out", &[]).await, "/sign-in");
    assert_eq!(browser.cookie("paceline"), None);
    // The session is over, not just forgotten by the browser.
    let kept = format!("paceline={cookie}");
    let again = house.world.send("GET", "/", &[("Cookie", &kept)], "").await;
    assert_eq!(again.status, 303);
    says(&other.page("/").await, &["Hello, Mona"]);
    other.sent("/settings/sessions/end-all", &[]).await;
    assert!(house.identity.sessions(MONA).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_session_that_nobody_used_ends() {
    let house = House::new().await;
    let browser = house.browser();
    browser.signs_in("mona").await;
    house.world.days_pass(13);
    says(&browser.page("/").await, &["Hello, Mona"]);
    house.world.days_pass(15);
    let away = browser.get("/gaps").await;
    assert_eq!(away.header("location"), "/sign-in?next=%2Fgaps");
}

#[tokio::test]
async fn where_nobody_signs_in_there_is_no_sign_in() {
    let world = crate::common::World::empty().await;
    let answer = world.get("/sign-in").await;
    assert_eq!(answer.status, 404);
    says(&answer.body, &["Nobody signs in here"]);
}
