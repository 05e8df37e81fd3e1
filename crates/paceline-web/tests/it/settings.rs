//! Settings: light or dark by choice, and through whose eyes a demonstration is looked at.

use paceline_identity::Secret;
use paceline_web::Eyes;

use crate::{
    common::{Answer, MONA, PRIYA, World, encoded, says},
    house::{House, PASSWORD},
};

/// A page as a browser with a cookie gets it.
async fn with_cookie(world: &World, url: &str, cookie: &str) -> Answer {
    world.send("GET", url, &[("Cookie", cookie)], "").await
}

#[tokio::test]
async fn light_or_dark_is_chosen_and_remembered() {
    let world = World::empty().await;
    assert!(world.page("/").await.contains(r#"data-theme="system""#));
    let chosen = world
        .post(
            "/settings/theme",
            &[("chosen", "dark"), ("back", "/gaps?find=x")],
        )
        .await;
    assert_eq!(chosen.status, 303);
    assert_eq!(chosen.header("location"), "/gaps?find=x");
    let cookie = chosen.header("set-cookie");
    assert!(
        cookie.starts_with("paceline-theme=dark; Path=/;"),
        "{cookie}"
    );
    let dark = with_cookie(&world, "/", "paceline-theme=dark").await;
    assert!(dark.body.contains(r#"data-theme="dark""#));
    let light = with_cookie(&world, "/", "paceline-theme=light").await;
    assert_ne!(dark.header("etag"), light.header("etag"));
    let nonsense = world.post("/settings/theme", &[("chosen", "pink")]).await;
    assert_eq!(nonsense.status, 400);
}

#[tokio::test]
async fn the_way_back_is_never_another_site() {
    let world = World::empty().await;
    for back in ["//evil.example/", "https://evil.example/"] {
        let chosen = world
            .post("/settings/theme", &[("chosen", "dark"), ("back", back)])
            .await;
        assert_eq!(chosen.header("location"), "/", "{back}");
    }
}

#[tokio::test]
async fn a_demonstration_is_looked_at_and_acted_in_through_other_eyes() {
    let world = World::new().await;
    let eyes = vec![
        Eyes {
            handle: "mona".into(),
            who: "leads the Checkout team".into(),
        },
        Eyes {
            handle: "priya".into(),
            who: "leads for the first time".into(),
        },
    ];
    let demo = World::through_eyes(world.store.clone(), MONA, world.now(), eyes).await;
    says(
        &demo.page("/").await,
        &[
            "Hello, Mona",
            "Look through the eyes of",
            "Priya Amin leads for the first time",
        ],
    );
    let chosen = demo
        .post("/settings/eyes", &[("chosen", "priya"), ("back", "/")])
        .await;
    assert!(
        chosen
            .header("set-cookie")
            .starts_with("paceline-eyes=priya;")
    );
    let through = with_cookie(&demo, "/", "paceline-eyes=priya").await;
    says(&through.body, &["Hello, Priya"]);
    let gap = encoded(&[("is", "Nine days"), ("ought", "One day")]);
    let own = [
        ("Cookie", "paceline-eyes=priya"),
        ("Sec-Fetch-Site", "same-origin"),
    ];
    let recorded = demo.send("POST", "/gaps/new", &own, &gap).await;
    assert_eq!(recorded.status, 303, "{}", recorded.body);
    says(&demo.page("/gaps/1").await, &["Priya Amin recorded it"]);
    // Whose eyes are not offered, nobody looks through; nor through any where none are offered.
    let tomas = with_cookie(&demo, "/", "paceline-eyes=tomas").await;
    says(&tomas.body, &["Hello, Mona"]);
    let plain = with_cookie(&world, "/", "paceline-eyes=priya").await;
    says(&plain.body, &["Hello, Mona"]);
}

#[tokio::test]
async fn a_person_looks_after_their_own_account() {
    let house = House::new().await;
    let browser = house.browser();
    browser.signs_in("priya").await;
    let page = browser.page("/settings").await;
    says(
        &page,
        &[
            "Settings",
            "priya@example.org",
            "You have one.",
            "this one",
            "Testfox 1.0",
        ],
    );
    assert!(page.contains("Sign out"), "the menu has a way out");
    assert!(
        !page.contains("/admin"),
        "a member is not shown the admin's pages"
    );
    let to = browser
        .sent("/settings/name", &[("name", "Priya Amin-Ott")])
        .await;
    says(&browser.page(&to).await, &["Priya Amin-Ott"]);
    let refused = browser.post("/settings/name", &[("name", " ")]).await;
    assert_eq!(refused.status, 422);
    let copied = browser.get("/settings").await;
    assert_eq!(copied.header("cache-control"), "no-store");
    assert_eq!(copied.header("etag"), "");
}

#[tokio::test]
async fn what_could_shut_somebody_out_asks_again_who_they_are() {
    let house = House::new().await;
    let browser = house.browser();
    browser.signs_in("priya").await;
    browser.page("/settings/password").await;
    house.world.seconds_pass(16 * 60);
    for path in ["password", "emails", "passkeys", "tokens", "leave", "erase"] {
        let answer = browser.get(&format!("/settings/{path}")).await;
        let to = format!("/sign-in?again=yes&next=%2Fsettings%2F{path}");
        assert_eq!(answer.header("location"), to);
    }
    let posted = browser
        .post(
            "/settings/password",
            &[("password", "nine lamps under a bridge")],
        )
        .await;
    assert!(posted.header("location").starts_with("/sign-in?again=yes"));
    let again = browser.page(posted.header("location")).await;
    says(&again, &["Is it still you?"]);
    let fields = [
        ("who", "priya"),
        ("password", PASSWORD),
        ("next", "/settings/password"),
    ];
    let to = browser.sent("/sign-in/password", &fields).await;
    browser.page(&to).await;
}

#[tokio::test]
async fn a_new_password_signs_out_everywhere_else() {
    let house = House::new().await;
    let (browser, other) = (house.browser(), house.browser());
    browser.signs_in("priya").await;
    other.signs_in("priya").await;
    let short = browser
        .post("/settings/password", &[("password", "short")])
        .await;
    assert_eq!(short.status, 422);
    says(
        &short.body,
        &["The password has 5 characters; 12 are the least."],
    );
    let new = "nine lamps under a bridge";
    let to = browser
        .sent("/settings/password", &[("password", new)])
        .await;
    assert_eq!(to, "/settings");
    browser.page("/settings").await;
    assert_eq!(other.get("/settings").await.status, 303);
}

#[tokio::test]
async fn a_device_that_is_signed_out_from_afar_is_out() {
    let house = House::new().await;
    let (browser, lost) = (house.browser(), house.browser());
    lost.signs_in("priya").await;
    browser.signs_in("priya").await;
    let sessions = house.identity.sessions(PRIYA).await.unwrap();
    assert_eq!(sessions.len(), 2);
    let page = browser.page("/settings").await;
    says(&page, &["Sign out everywhere else"]);
    for session in &sessions {
        let is_named = page.contains(&format!("value=\"{}\"", session.id));
        // One's own session is ended by signing out.
        assert_eq!(is_named, page.matches("this one").count() == 1 && is_named);
    }
    browser.sent("/settings/sessions/end-others", &[]).await;
    assert_eq!(lost.get("/").await.status, 303);
    assert_eq!(house.identity.sessions(PRIYA).await.unwrap().len(), 1);
    // Nobody ends the session of somebody else.
    let mona = house.browser();
    mona.signs_in("mona").await;
    let theirs = house.identity.sessions(PRIYA).await.unwrap();
    mona.post("/settings/sessions/end", &[("id", &theirs[0].id)])
        .await;
    browser.page("/settings").await;
}

#[tokio::test]
async fn a_token_is_shown_once() {
    let house = House::new().await;
    let browser = house.browser();
    browser.signs_in("priya").await;
    let form = browser.page("/settings/tokens").await;
    assert!(
        !form.contains("value=\"admin\""),
        "a member has nothing to offer there"
    );
    let nothing = browser
        .post("/settings/tokens", &[("name", "backup")])
        .await;
    assert_eq!(nothing.status, 422);
    assert!(
        nothing.body.contains("value=\"backup\""),
        "what was typed is kept"
    );
    let fields = [
        ("name", "backup"),
        ("scope", "read"),
        ("until", "2026-02-01"),
    ];
    let made = browser.post("/settings/tokens", &fields).await;
    assert_eq!(made.status, 200, "{}", made.body);
    says(
        &made.body,
        &["The token backup", "it is shown this one time"],
    );
    assert_eq!(made.header("cache-control"), "no-store");
    let (_, rest) = made.body.split_once("<code>pcl_").unwrap();
    let secret = format!("pcl_{}", rest.split_once('<').unwrap().0);
    let bearer = house
        .identity
        .token(&Secret::new(secret.as_str()), None)
        .await;
    let bearer = bearer.unwrap().unwrap();
    assert_eq!(bearer.person, PRIYA);
    let page = browser.page("/settings").await;
    says(&page, &["backup", "may read; until 2 Feb 2026"]);
    assert!(!page.contains(&secret));
    let tokens = house.identity.tokens(PRIYA).await.unwrap();
    browser
        .sent("/settings/tokens/revoke", &[("id", &tokens[0].id)])
        .await;
    let bearer = house.identity.token(&Secret::new(secret), None).await;
    assert!(bearer.unwrap().is_none());
}

#[tokio::test]
async fn an_address_without_a_mail_server_waits_for_an_admin() {
    let house = House::new().await;
    let browser = house.browser();
    browser.signs_in("priya").await;
    let wrong = browser
        .post("/settings/emails", &[("email", "nonsense")])
        .await;
    assert_eq!(wrong.status, 422);
    let fields = [("email", "priya@elsewhere.example")];
    browser.sent("/settings/emails", &fields).await;
    says(
        &browser.page("/settings").await,
        &["priya@elsewhere.example", "Not confirmed yet"],
    );
    let tried = [("who", "priya@elsewhere.example"), ("password", PASSWORD)];
    let answer = house.browser().post("/sign-in/password", &tried).await;
    assert_eq!(answer.status, 422);
    let fields = [("id", "priya@elsewhere.example")];
    browser.sent("/settings/emails/remove", &fields).await;
    assert!(!browser.page("/settings").await.contains("elsewhere"));
}

#[tokio::test]
async fn everything_about_oneself_can_be_taken_along() {
    let house = House::new().await;
    house
        .world
        .gap("Nine days, as Priya saw it", "One day")
        .await;
    let browser = house.browser();
    browser.signs_in("priya").await;
    let data = browser.get("/settings/data").await;
    assert_eq!(data.status, 200);
    assert_eq!(data.header("content-type"), "application/json");
    let data: serde_json::Value = serde_json::from_str(&data.body).unwrap();
    assert_eq!(data["private"]["account"]["handle"], "priya");
    assert_eq!(data["on_record"][0]["text"], "Nine days, as Priya saw it");
    assert!(!data.to_string().contains("argon2"));
}

#[tokio::test]
async fn whoever_leaves_hands_over_first_and_is_out() {
    let house = House::new().await;
    house.world.starts(PRIYA, "Ship every merge").await;
    let browser = house.browser();
    browser.signs_in("priya").await;
    says(
        &browser.page("/settings/leave").await,
        &["First hand over what you lead", "I-1 Ship every merge"],
    );
    let slip = browser.post("/settings/leave", &[("handle", "mona")]).await;
    assert_eq!(slip.status, 422);
    let to = browser
        .sent("/settings/leave", &[("handle", "priya")])
        .await;
    assert_eq!(to, "/sign-in");
    assert_eq!(browser.get("/").await.status, 303);
    let tried = [("who", "priya"), ("password", PASSWORD)];
    let answer = house.browser().post("/sign-in/password", &tried).await;
    assert_eq!(answer.status, 422);
    says(
        &answer.body,
        &["That name and password do not go together."],
    );
}

#[tokio::test]
async fn whoever_is_erased_takes_their_name_and_chosen_texts_along() {
    let house = House::new().await;
    house
        .world
        .gap("Nine days, as Priya saw it", "One day")
        .await;
    let browser = house.browser();
    browser.signs_in("priya").await;
    let page = browser.page("/settings/erase").await;
    says(
        &page,
        &["Which of your texts go too?", "Nine days, as Priya saw it"],
    );
    let (before, _) = page.split_once("Nine days, as Priya saw it").unwrap();
    let (_, value) = before.rsplit_once("name=\"text\" value=\"").unwrap();
    let word = value.split_once('"').unwrap().0.to_owned();
    let fields = [("handle", "priya"), ("text", word.as_str())];
    assert_eq!(browser.sent("/settings/erase", &fields).await, "/sign-in");
    let mona = house.browser();
    mona.signs_in("mona").await;
    for url in ["/people", "/gaps/1", "/"] {
        let page = mona.page(url).await;
        assert!(!page.contains("Priya"), "{url}: {page}");
        assert!(!page.contains("Nine days"), "{url}");
    }
    says(&mona.page("/gaps/1").await, &["One day"]);
    house.world.store.verify().await.unwrap();
    assert!(house.identity.emails(PRIYA).await.unwrap().is_empty());
}

#[tokio::test]
async fn the_last_admin_cannot_go() {
    let house = House::new().await;
    let browser = house.browser();
    browser.signs_in("mona").await;
    let answer = browser.post("/settings/leave", &[("handle", "mona")]).await;
    assert_eq!(answer.status, 422);
    says(&answer.body, &["Make somebody else an admin first."]);
    says(&browser.page("/").await, &["Hello, Mona"]);
}

#[tokio::test]
async fn mail_is_chosen_and_the_page_says_where_it_goes() {
    let world = World::new().await;
    says(
        &world.page("/settings/mail").await,
        &[
            "Today is the one place for all that waits for you.",
            "This Paceline has no accounts, so it sends no mail",
        ],
    );
    let typed = [("digest", "every week"), ("at_once", "never")];
    assert_eq!(world.post("/settings/mail", &typed).await.status, 303);
    let page = world.page("/settings/mail").await;
    for value in ["every week", "never"] {
        let chosen = format!("value=\"{value}\" checked");
        assert!(page.contains(&chosen), "{page}");
    }
    let nothing = world.post("/settings/mail", &[("digest", "hourly")]).await;
    assert_eq!(nothing.status, 422);
    let house = House::new().await;
    let page = house.browser_of(PRIYA).await.page("/settings/mail").await;
    says(&page, &["This server has no mail server yet"]);
    let posted = crate::posted::Posted::new().await;
    let browser = posted.house.browser_of(PRIYA).await;
    says(
        &browser.page("/settings/mail").await,
        &["Mail goes to priya@example.org."],
    );
    let removed = posted
        .house
        .identity
        .remove_email(PRIYA, "priya@example.org");
    removed.await.unwrap();
    says(
        &browser.page("/settings/mail").await,
        &["You have no confirmed e-mail address yet"],
    );
    let to = browser
        .sent(
            "/settings/mail",
            &[("digest", "every morning"), ("at_once", "asked")],
        )
        .await;
    assert_eq!(to, "/settings");
    says(
        &browser.page("/settings").await,
        &["digest every morning, at once when you are asked or mentioned"],
    );
}
