//! Any page as of any day.

use std::collections::{BTreeSet, VecDeque};

use crate::common::{MONA, PRIYA, World, memory, says};

async fn lived() -> World {
    let world = World::new().await;
    world.gap("Nine days", "One hour").await;
    world.starts(PRIYA, "Ship any day").await;
    world.days_pass(30);
    world.posted("/gaps/1/close", &[("outcome", "Done")]).await;
    world
        .posted("/initiatives/1/follow", &[("stance", "follow")])
        .await;
    world.goal(MONA, "Calm on-call").await;
    world
}

#[tokio::test]
async fn a_page_stands_as_it_stood() {
    let world = lived().await;
    let then = world.page("/initiatives/1?at=2026-01-15").await;
    says(
        &then,
        &[
            "As it stood on 15 Jan 2026",
            "back to today",
            "nobody follows yet",
        ],
    );
    // How the pages look can be chosen from any of them.
    let (_, main) = then.split_once("<main").unwrap();
    assert!(
        !main.contains("method=\"post\""),
        "nothing can be done in the past"
    );
    assert!(
        then.contains(r#"href="/teams/checkout?at=2026-01-15""#),
        "links keep the day"
    );
    assert!(then.contains(r#"href="/initiatives/1">back to today"#));
    let gap = world.page("/gaps/1?at=2026-01-15").await;
    assert!(!gap.contains("Closed"));
    says(&world.page("/gaps/1").await, &["Closed 31 Jan 2026"]);
    assert_eq!(world.get("/goals/1?at=2026-01-15").await.status, 404);
    assert_eq!(world.get("/goals/1?at=2026-01-31").await.status, 200);
    let list = world.page("/gaps?at=2026-01-15").await;
    assert!(list.contains(r#"<input type="hidden" name="at" value="2026-01-15">"#));
}

#[tokio::test]
async fn before_the_record_there_is_an_empty_organisation() {
    let world = lived().await;
    for url in [
        "/",
        "/signals",
        "/gaps",
        "/initiatives",
        "/goals",
        "/teams",
        "/people",
        "/organisation",
    ] {
        says(
            &world.page(&format!("{url}?at=1999-12-31")).await,
            &["This is before the record began"],
        );
    }
}

#[tokio::test]
async fn a_bad_day_is_told_so_and_the_past_stays_as_it_is() {
    let world = lived().await;
    for (at, title) in [
        ("2026-02-30", "This is no day of the calendar"),
        ("yesterday", "This is no day of the calendar"),
        ("2999-01-01", "2999-01-01 has not happened yet"),
    ] {
        let answer = world.get(&format!("/gaps?at={at}")).await;
        assert_eq!(answer.status, 400, "{at}");
        says(&answer.body, &[title, "Go to today"]);
    }
    assert_eq!(world.get("/gaps/new?at=2026-01-15").await.status, 400);
    let answer = world
        .post("/gaps/new?at=2026-01-15", &[("is", "a"), ("ought", "b")])
        .await;
    assert_eq!(answer.status, 400);
    says(&answer.body, &["The past cannot be changed"]);
}

/// Every link that can be reached from `from` leads somewhere.
async fn crawl(world: &World, from: &str, most: usize) -> usize {
    let mut seen = BTreeSet::from([from.to_owned()]);
    let mut open = VecDeque::from([from.to_owned()]);
    let mut read = 0;
    while let Some(url) = open.pop_front().filter(|_| read < most) {
        let answer = world.get(&url).await;
        // 'Me' is a way to one's own page.
        if url.starts_with("/me?") || url == "/me" {
            assert_eq!(answer.status, 303, "{url}");
            continue;
        }
        assert_eq!(answer.status, 200, "{url}");
        read += 1;
        for link in answer
            .body
            .split("href=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
        {
            let link = link.replace("&#38;", "&").replace("&amp;", "&");
            if link.starts_with('/') && seen.insert(link.clone()) {
                open.push_back(link);
            }
        }
    }
    read
}

/// Two years of a simulated organisation.
pub(crate) async fn simulated() -> (World, String) {
    let life = paceline_sim::simulate(&paceline_sim::Plan::default());
    let store = memory().await;
    let day = life.steps[life.steps.len() / 2].0.now.to_string();
    let last = life.steps.last().unwrap().0.now;
    let outcome = store.run_all(life.steps).await.unwrap();
    assert_eq!(outcome.refused, []);
    let me = store.read(|state| state.person_called(&life.me)).unwrap();
    (World::over(store, me, last.plus_days(1)).await, day)
}

#[tokio::test]
async fn no_link_of_a_lively_organisation_leads_nowhere() {
    let (world, day) = simulated().await;
    assert_eq!(crawl(&world, "/", 400).await, 400);
    assert!(crawl(&world, &format!("/?at={day}"), 200).await > 100);
}

#[tokio::test]
async fn no_link_leads_nowhere() {
    let world = lived().await;
    assert!(crawl(&world, "/", 300).await > 30);
    assert!(crawl(&world, "/?at=2026-01-15", 300).await > 20);
}
