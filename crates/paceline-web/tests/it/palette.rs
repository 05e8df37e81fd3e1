//! The palette's answers: an HTML fragment of things to go to and to do.

use crate::common::{MONA, PRIYA, World, says};

async fn lived() -> World {
    let world = World::new().await;
    world.gap("A release takes nine days", "An hour").await;
    world.starts(PRIYA, "Release any day").await;
    world.starts(MONA, "Calm on-call").await;
    world
        .posted("/initiatives/2/rhythm", &[("every_days", "14")])
        .await;
    world
}

#[tokio::test]
async fn before_a_word_it_offers_where_one_was_going() {
    let world = lived().await;
    let list = world.page("/search/quick").await;
    assert!(
        list.starts_with(r#"<ul role="listbox" id="palette-list""#),
        "{list}"
    );
    assert!(!list.contains("<html"));
    says(
        &list,
        &["You lead", "I-2 Calm on-call", "Record a gap", "Today"],
    );
    assert!(!list.contains("Waits for you"));
    assert!(list.contains(r#"id="palette-1""#) && list.contains(r#"href="/initiatives/2""#));
    world.days_pass(20);
    let list = world.page("/search/quick?q=").await;
    says(&list, &["Waits for you", "Check in on I-2 Calm on-call"]);
    assert!(list.contains(r#"href="/initiatives/2/check-in""#));
}

#[tokio::test]
async fn words_find_things_pages_and_what_may_be_done() {
    let world = lived().await;
    let list = world.page("/search/quick?q=rel").await;
    says(
        &list,
        &[
            "Found",
            "I-1 Release any day",
            "initiative",
            "scoping · Checkout",
            "Follow I-1",
        ],
    );
    assert!(list.contains("<mark>Rel</mark>ease any day"));
    assert!(list.contains(r#"href="/initiatives/1/follow""#));
    assert!(
        !list.contains("/initiatives/1/check-in"),
        "who does not lead or follow cannot"
    );
    assert!(list.contains(r#"href="/search?q=rel""#));
    world
        .posted("/initiatives/1/follow", &[("stance", "follow")])
        .await;
    let list = world.page("/search/quick?q=I-1").await;
    assert!(list.contains("/initiatives/1/check-in") && !list.contains("/initiatives/1/follow"));
    says(
        &world.page("/search/quick?q=signals").await,
        &["Go to", "Signals"],
    );
    says(
        &world.page("/search/quick?q=set+go").await,
        &["Do", "Set a goal"],
    );
    world.days_pass(20);
    says(
        &world.page("/search/quick?q=check").await,
        &["Check in on I-2"],
    );
}

#[tokio::test]
async fn nothing_is_done_in_the_past() {
    let world = lived().await;
    world.days_pass(20);
    for q in ["", "rel", "check", "record"] {
        let list = world
            .page(&format!("/search/quick?q={q}&at=2026-01-02"))
            .await;
        for act in ["/follow", "/check-in", "/new"] {
            assert!(!list.contains(act), "{q}: {list}");
        }
    }
    let list = world.page("/search/quick?q=rel&at=2026-01-02").await;
    assert!(list.contains(r#"href="/initiatives/1?at=2026-01-02""#));
}
