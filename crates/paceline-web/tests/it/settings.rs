//! Settings: light or dark by choice, and through whose eyes a demonstration is looked at.

use paceline_web::Eyes;

use crate::common::{Answer, MONA, World, encoded, says};

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
