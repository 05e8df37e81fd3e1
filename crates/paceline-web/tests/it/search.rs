//! Search: everything by its words, on one page.

use crate::common::{MONA, PRIYA, World, encoded, says};

fn url(fields: &[(&str, &str)]) -> String {
    format!("/search?{}", encoded(fields))
}

async fn lived() -> World {
    let world = World::new().await;
    world.gap("A release takes nine days", "An hour").await;
    world.starts(PRIYA, "Release any day").await;
    world.goal(MONA, "Calm on-call").await;
    world
        .posted(
            "/goals/1/check-in",
            &[("status", "on-track"), ("text", "Fewer release nights")],
        )
        .await;
    world
}

/// The references of the results, in order.
fn found(body: &str) -> Vec<&str> {
    let (_, results) = body.split_once(r#"id="results""#).unwrap();
    let numbers = results.split(r#"<span class="number">"#).skip(1);
    numbers
        .map(|rest| rest.split('<').next().unwrap_or_default())
        .collect()
}

#[tokio::test]
async fn words_find_titles_and_texts_and_are_marked() {
    let world = lived().await;
    let page = world.page("/search?q=rele").await;
    assert_eq!(found(&page), ["I-1", "G-1", "O-1"]);
    says(
        &page,
        &[
            "3 found",
            "Everything 3",
            "Initiatives 1",
            "Teams 0",
            "I-1 Release any day",
            "Fewer release nights",
            "scoping · Checkout",
        ],
    );
    assert!(page.contains("<mark>Rele</mark>ase any day"), "{page}");
    assert!(page.contains("Fewer <mark>rele</mark>ase nights"), "{page}");
    assert!(page.contains(
        r#"<form class="search-form" method="get" action="/search" role="search" aria-label="This search" data-instant>"#
    ));
    let page = world.page(&url(&[("q", "tomás")])).await;
    says(&page, &["1 found", "Tomás Reis"]);
    assert!(page.contains(r#"href="/people/tomas""#));
    assert_eq!(found(&world.page("/search?q=i-1").await), ["I-1"]);
}

#[tokio::test]
async fn what_happens_is_found_at_once() {
    let world = lived().await;
    says(&world.page("/search?q=zeppelin").await, &["0 found"]);
    world.gap("No zeppelin", "Two").await;
    says(&world.page("/search?q=zeppelin").await, &["1 found", "G-2"]);
    let long = format!("{} balloon at last", "word ".repeat(300));
    world.posted("/gaps/2/close", &[("outcome", &long)]).await;
    let page = world.page("/search?q=balloon").await;
    says(&page, &["1 found", "balloon at last", "closed"]);
}

#[tokio::test]
async fn what_was_erased_is_gone() {
    let world = lived().await;
    world.page("/search?q=release").await;
    let word = world.store.read(|state| state.goals[0].check_ins[0].text);
    world.store.erase(&[word]).await.unwrap();
    let page = world.page("/search?q=nights").await;
    says(&page, &["0 found"]);
    assert_eq!(
        found(&world.page("/search?q=release").await),
        ["I-1", "G-1"]
    );
}

#[tokio::test]
async fn results_are_narrowed_by_kind_and_team() {
    let world = lived().await;
    let page = world.page(&url(&[("q", "release"), ("kind", "gap")])).await;
    assert_eq!(found(&page), ["G-1"]);
    says(&page, &["1 found · look everywhere", "Initiatives 1"]);
    assert!(page.contains(r#"<input type="hidden" name="kind" value="gap">"#));
    assert!(
        page.contains(r#"href="/search?q=release&kind=goal""#),
        "{page}"
    );
    let of = |team| url(&[("q", "release"), ("team", team)]);
    assert_eq!(found(&world.page(&of("engineering")).await).len(), 3);
    assert!(
        world
            .page(&of("checkout"))
            .await
            .contains(r#"<option value="checkout" selected>"#)
    );
    assert_eq!(world.get(&of("nowhere")).await.status, 400);
    let answer = world.get("/search?q=x&kind=finding").await;
    assert_eq!(answer.status, 400);
    says(
        &answer.body,
        &["There is no kind called &#39;finding&#39;."],
    );
}

#[tokio::test]
async fn nothing_typed_teaches_and_nothing_found_helps() {
    let world = lived().await;
    for url in ["/search", "/search?q=", "/search?q=+"] {
        says(
            &world.page(url).await,
            &["Everything with a title or a text can be found", "I-142"],
        );
    }
    for q in ["zeppelin", "…?!"] {
        let page = world.page(&url(&[("q", q), ("kind", "goal")])).await;
        says(
            &page,
            &["Nothing has all of these words.", "Look at all kinds"],
        );
    }
}

#[tokio::test]
async fn what_people_write_and_type_is_text() {
    let world = World::new().await;
    let script = "<script>alert('x')</script>";
    world.starts(PRIYA, script).await;
    world.gap("Nine & a half", script).await;
    for q in [script, "script", "\"><script>", "alert x", "a&b=<i>"] {
        for path in ["/search", "/search/quick"] {
            let body = world
                .page(&format!("{path}?{}", encoded(&[("q", q)])))
                .await;
            // The page's own script is a module; nothing typed becomes one.
            assert!(!body.contains("<script>"), "{path} {q}: {body}");
            assert!(!body.contains("<i>"), "{path} {q}");
        }
    }
    let page = world.page("/search?q=script").await;
    assert!(
        page.contains(
            "&#60;<mark>script</mark>&#62;alert(&#39;x&#39;)&#60;/<mark>script</mark>&#62;"
        ) || page.contains("&lt;<mark>script</mark>&gt;"),
        "{page}"
    );
}

#[tokio::test]
async fn pages_turn_and_keep_what_was_asked() {
    let world = World::new().await;
    for number in 1..=45 {
        world.gap(&format!("Slow thing {number}"), "Quick").await;
    }
    let first = world
        .page(&url(&[("q", "slow & thing"), ("team", "checkout")]))
        .await;
    says(&first, &["45 found · page 1 of 3"]);
    let link = "/search?q=slow%20%26%20thing&team=checkout&page=2";
    assert!(first.contains(&format!(r#"href="{link}""#)), "{first}");
    let second = world.page(link).await;
    let third = world.page(&link.replace("page=2", "page=99")).await;
    says(&third, &["page 3 of 3"]);
    let mut all: Vec<&str> = [&first, &second, &third]
        .into_iter()
        .flat_map(|page| found(page))
        .collect();
    assert_eq!(all.len(), 45);
    all.sort_unstable();
    all.dedup();
    assert_eq!(all.len(), 45, "no result twice");
    world.page("/search?q=slow&page=-1").await;
}

#[tokio::test]
async fn the_past_is_searched_as_it_stood() {
    let world = lived().await;
    world.days_pass(30);
    world
        .gap("A release of a zeppelin", &"Later ".repeat(200))
        .await;
    let then = world.page("/search?q=release&at=2026-01-15").await;
    assert_eq!(found(&then).len(), 3);
    assert!(then.contains(r#"href="/gaps/1?at=2026-01-15""#), "{then}");
    assert!(then.contains("&at=2026-01-15"), "kinds keep the day");
    let none = world.page("/search?q=zeppelin&at=2026-01-15").await;
    says(&none, &["0 found", "look at today"]);
    says(&world.page("/search?q=later").await, &["1 found"]);
    says(
        &world.page("/search?q=later&at=2026-01-31").await,
        &["1 found"],
    );
}

#[tokio::test]
async fn very_much_typed_is_no_harm() {
    let world = lived().await;
    let many = "release+".repeat(500);
    for typed in ["x".repeat(4_000), many.clone(), "%22".repeat(1_300)] {
        let page = world.page(&format!("/search?q={typed}")).await;
        assert!(page.len() < 40_000, "{}", page.len());
        world.page(&format!("/search/quick?q={typed}")).await;
    }
    let page = world.page(&format!("/search?q={many}")).await;
    assert_eq!(found(&page).len(), 3);
    // As much as the field takes, in any script.
    world.page(&url(&[("q", &"發".repeat(400))])).await;
    let answer = world.get(&url(&[("q", &"發".repeat(500))])).await;
    assert_eq!(answer.status, 414);
    says(&answer.body, &["Search for fewer words."]);
}
