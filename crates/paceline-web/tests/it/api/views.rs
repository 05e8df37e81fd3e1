//! Views: the same as the core's, from the same moment, row by row.

use paceline_core::{
    GapId, InitiativeId,
    access::Viewer,
    alignment, gap, initiative,
    insight::{Scope, Span, flow::flow},
    list::Asked,
    person, team,
};
use serde_json::{Value, json};

use crate::common::{CHECKOUT, MONA, PRIYA, World};

#[tokio::test]
#[expect(clippy::too_many_lines, reason = "one entry a view")]
async fn a_view_is_what_the_core_gives() {
    let world = World::new().await;
    world.gap("Nine days", "One hour").await;
    world.starts(PRIYA, "Ship any day").await;
    let now = world.now();
    let expected = world.store.read(|state| {
        let viewer = Some(MONA);
        let state = state.seen_by(Viewer::of(state, MONA));
        [
            ("/gaps/1", {
                let mut page = json!(gap::page(state, viewer, GapId(1), now));
                for more in ["more_sightings", "more_merged_here", "more_moments"] {
                    page[more] = json!(0);
                }
                page
            }),
            (
                "/gaps/1/alternatives",
                json!(gap::alternatives(state, GapId(1), now)),
            ),
            ("/teams/checkout", json!(team::page(state, CHECKOUT, now))),
            (
                "/people/priya",
                json!(person::page(state, viewer, PRIYA, now)),
            ),
            ("/me", json!(person::page(state, viewer, MONA, now))),
            (
                "/alignment",
                json!(alignment::alignment(
                    state,
                    &alignment::Asked::default(),
                    now
                )),
            ),
            (
                "/insights/flow",
                json!(flow(
                    state,
                    &Scope::of(state, None),
                    Span::default().from(state, now),
                    now
                )),
            ),
            ("/initiatives/1", {
                let mut page = json!(initiative::page(state, viewer, InitiativeId(1), now));
                for more in ["more_asks", "more_feedback", "more_moments"] {
                    page[more] = json!(0);
                }
                page
            }),
        ]
    });
    for (path, expected) in expected {
        assert!(!expected.is_null(), "{path}");
        assert_eq!(world.had(path).await, expected, "{path}");
    }
    let rows = world.store.read(|state| {
        json!(
            gap::list(
                state.seen_by(Viewer::of(state, MONA)),
                &Asked::default(),
                now
            )
            .rows
        )
    });
    assert_eq!(
        world.had("/gaps").await,
        json!({ "rows": rows, "total": 1, "next": null })
    );
    let organisation = world.had("/organisation").await;
    assert_eq!(organisation["name"], "Northwind");
    assert_eq!(organisation["people"], 3);
    assert_eq!(world.had("/today").await["is_empty"], false);
    assert_eq!(
        world.had("/insights/activity?team=checkout").await,
        Value::Null
    );
    assert_eq!(
        world.had("/insights/answers?team=checkout").await,
        Value::Null
    );
    assert_eq!(world.had("/insights/answers").await["all"]["asked"], 0);
}

#[tokio::test]
async fn long_texts_are_read_and_erased_ones_are_null() {
    let world = World::new().await;
    let long = "A long story. ".repeat(100);
    world.gap(&long, "Short").await;
    let page = world.had("/gaps/1").await;
    assert_eq!(page["is"], long.trim());
    assert_eq!(world.had("/gaps").await["rows"][0]["is"], long.trim());
    let word = world.store.read(|state| state.gap(GapId(1)).unwrap().is);
    world.store.erase(&[word]).await.unwrap();
    assert_eq!(world.had("/gaps/1").await["is"], Value::Null);
}

#[tokio::test]
async fn pages_turn_with_a_cursor_while_others_record() {
    let world = World::new().await;
    for number in 1..=7 {
        world.gap(&format!("Slow thing {number}"), "Quick").await;
    }
    let mut seen: Vec<u64> = Vec::new();
    let mut url = "/gaps?limit=3&find=slow".to_owned();
    loop {
        let answer = world.get(&format!("/api/v1{url}")).await;
        let page: Value = serde_json::from_str(&answer.body).unwrap();
        let rows = page["rows"].as_array().unwrap();
        assert!(rows.len() <= 3);
        seen.extend(rows.iter().map(|row| row["id"].as_u64().unwrap()));
        // What is recorded meanwhile neither repeats a row nor hides one.
        world.gap("Another slow thing", "Quick").await;
        let Some(next) = page["next"].as_str() else {
            assert_eq!(answer.header("link"), "");
            break;
        };
        let link = answer.header("link").to_owned();
        assert!(link.starts_with("</api/v1/gaps?cursor=") && link.ends_with("; rel=\"next\""));
        let target = link
            .trim_start_matches("</api/v1")
            .split('>')
            .next()
            .unwrap()
            .to_owned();
        assert!(target.contains(next), "{target}");
        url = target;
    }
    assert_eq!(seen, [7, 6, 5, 4, 3, 2, 1]);
    let foreign = world
        .get(&format!(
            "/api/v1{}",
            url.replace("find=slow", "find=other")
        ))
        .await;
    foreign.is_problem(400, "The cursor is not one of this list.");
}

#[tokio::test]
async fn what_a_view_does_not_take_is_said() {
    let world = World::new().await;
    for (path, detail) in [
        ("/gaps?colour=red", "There is no parameter called 'colour'."),
        (
            "/gaps?limit=0",
            "'limit' takes a whole number from 1 to 200.",
        ),
        (
            "/gaps?limit=201",
            "'limit' takes a whole number from 1 to 200.",
        ),
        ("/gaps?sort=funny", "'sort' takes one of: newest, oldest."),
        ("/gaps?team=nowhere", "There is no team called 'nowhere'."),
        ("/gaps?cursor=x", "The cursor is not one of this list."),
        ("/gaps?find=a&find=b", "'find' is said twice."),
        ("/gaps?at=2026-02-30", "This is no day of the calendar."),
        ("/gaps?at=2036-02-03", "2036-02-03 has not happened yet."),
        ("/signals?rule=none", "There is no rule called 'none'."),
        (
            "/search?kind=none",
            "'kind' takes one of: initiative, gap, goal, entry, team, person.",
        ),
        (
            "/initiatives?nobody_leads=1",
            "'nobody_leads' takes true or false.",
        ),
    ] {
        world
            .get(&format!("/api/v1{path}"))
            .await
            .is_problem(400, detail);
    }
    for path in [
        "/gaps/9",
        "/gaps/x",
        "/people/nobody",
        "/nothing",
        "/gaps/1/close",
        "",
    ] {
        let answer = world.get(&format!("/api/v1{path}")).await;
        answer.is_problem(404, "There is nothing here.");
    }
    world
        .get("/api/v2/gaps")
        .await
        .is_problem(404, "There is nothing here.");
    let long = format!("/api/v1/gaps?find={}", "x".repeat(5_000));
    world
        .get(&long)
        .await
        .is_problem(414, "This address is too long.");
}

#[tokio::test]
async fn a_day_of_the_past_is_shown_and_nothing_may_be_done_there() {
    let world = World::new().await;
    world.gap("Nine days", "One hour").await;
    world.days_pass(3);
    world.gap("Later", "Better").await;
    assert_eq!(world.had("/gaps?at=2026-01-02").await["total"], 1);
    assert_eq!(world.had("/gaps").await["total"], 2);
    assert_eq!(world.had("/gaps/1?at=2026-01-02").await["may_act"], false);
    let found = world.had("/search?q=later").await;
    assert_eq!(found["rows"][0]["reference"], "G-2");
}

#[tokio::test]
async fn what_has_not_changed_is_not_sent_again() {
    let world = World::new().await;
    world.gap("Nine days", "One hour").await;
    let first = world.get("/api/v1/gaps").await;
    let tag = first.header("etag").to_owned();
    assert!(tag.starts_with("W/\""), "{tag}");
    let known = format!("\"other\", {tag}");
    let asked = [("If-None-Match", known.as_str())];
    let again = world.send("GET", "/api/v1/gaps", &asked, "").await;
    assert_eq!((again.status, again.body.as_str()), (304, ""));
    world.gap("Another", "Better").await;
    let changed = world.send("GET", "/api/v1/gaps", &asked, "").await;
    assert_eq!(changed.status, 200);
    let head = world.send("HEAD", "/api/v1/gaps", &[], "").await;
    assert_eq!((head.status, head.body.as_str()), (200, ""));
}
