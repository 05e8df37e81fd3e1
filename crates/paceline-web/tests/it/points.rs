//! What teams make of an entry or a goal: translations, veer-offs, and what initiatives say of them.

use paceline_core::{
    Command, GoalId, PersonId, TeamId,
    compass::{self, Point, StrategyText},
    goal, team, translation,
};

use crate::common::{CHECKOUT, MONA, PRIYA, TOMAS, World, says};

const UNTIL: &str = "2026-03-31";

/// Northwind with O-1, a goal of the organisation that Priya leads, and C-1, a strategy of hers.
async fn northwind() -> World {
    let world = World::new().await;
    let set = goal::Command::Set(goal::Setting {
        title: "Under a day".into(),
        ..goal::Setting::default()
    });
    world.does(PRIYA, Command::Goal(set)).await;
    writes(&world, None, "Small steps, every day.").await;
    world
}

async fn writes(world: &World, entry: Option<u32>, guiding_policy: &str) {
    let text = StrategyText {
        entry: entry.map(paceline_core::EntryId),
        title: "Ship daily".into(),
        diagnosis: "A change waits nine days.".into(),
        guiding_policy: guiding_policy.into(),
        because: entry.map_or_else(String::new, |_| "A day is too long".into()),
        ..StrategyText::default()
    };
    world
        .does(
            PRIYA,
            Command::Compass(compass::Command::WriteStrategy(text)),
        )
        .await;
}

async fn joins_search(world: &World, person: PersonId) -> TeamId {
    let form = team::Command::Form {
        name: "Search".into(),
        parent: None,
    };
    world.does(MONA, Command::Team(form)).await;
    let team = TeamId(3);
    let join = team::Command::Join { team, person };
    world.does(MONA, Command::Team(join)).await;
    team
}

async fn translates(world: &World, text: &str) {
    let write = translation::Command::Write {
        of: Point::Goal(GoalId(1)),
        team: CHECKOUT,
        text: text.into(),
    };
    world.does(MONA, Command::Translation(write)).await;
}

async fn departs(world: &World) -> String {
    let typed = [
        ("team", "checkout"),
        ("stakeholder", "The card schemes"),
        ("reason", "They audit every release."),
        ("until", UNTIL),
    ];
    world.posted("/compass/1/depart", &typed).await
}

#[tokio::test]
async fn a_team_writes_what_a_goal_means_for_it_and_others_are_named_that_have_not() {
    let world = northwind().await;
    joins_search(&world, TOMAS).await;
    says(
        &world.page("/goals/1").await,
        &[
            "What it means for the teams",
            "2 teams have none yet: Checkout, Search",
        ],
    );
    let form = world.page("/goals/1/translate").await;
    says(&form, &["O-1 Under a day", "What this means for us"]);
    assert!(form.contains(r#"value="checkout""#) && !form.contains(r#"value="search""#));
    let page = world
        .posted(
            "/goals/1/translate",
            &[("team", "checkout"), ("text", "The basket **first**.")],
        )
        .await;
    assert!(page.contains("<strong>first</strong>"));
    says(&page, &["Mona Ott, today", "1 team has none yet: Search"]);
    let answer = world
        .post(
            "/goals/1/translate",
            &[("team", "search"), ("text", "Kept & safe")],
        )
        .await;
    assert_eq!(answer.status, 422);
    says(&answer.body, &["You are not of Search.", "Kept &#38; safe"]);
}

#[tokio::test]
async fn a_stale_translation_stands_beside_what_changed_and_is_confirmed_with_one_click() {
    let world = northwind().await;
    translates(&world, "The basket first.").await;
    world.days_pass(2);
    let revise = goal::Command::Revise {
        goal: GoalId(1),
        title: Some("Under an hour".into()),
        why: None,
        until: None,
        because: "We can".into(),
    };
    world.does(PRIYA, Command::Goal(revise)).await;
    let page = world.page("/goals/1").await;
    says(&page, &["stale it changed today", "It still holds"]);
    assert!(
        page.contains("<del>Under a day</del><ins>Under an hour</ins>"),
        "{page}"
    );
    says(
        &world.page("/").await,
        &["Say again what it means:", "O-1 Under an hour"],
    );
    let form = world.page("/goals/1/translate?team=2").await;
    assert!(form.contains("The basket first.</textarea>"), "{form}");
    let page = world
        .posted("/goals/1/confirm", &[("team", "checkout")])
        .await;
    says(&page, &["still holds, said Mona Ott today"]);
    assert!(!page.contains("<ins>"));
    let again = world
        .post("/goals/1/confirm", &[("team", "checkout")])
        .await;
    assert_eq!(again.status, 422);
}

#[tokio::test]
async fn long_words_are_read_and_compared_whole() {
    let world = northwind().await;
    let long = "Small steps. ".repeat(120);
    writes(&world, Some(1), &format!("{long} Daily.")).await;
    let write = translation::Command::Write {
        of: Point::Entry(paceline_core::EntryId(1)),
        team: CHECKOUT,
        text: format!("{long} Ours."),
    };
    world.does(MONA, Command::Translation(write)).await;
    writes(&world, Some(1), &format!("{long} Hourly.")).await;
    let page = world.page("/compass/1").await;
    assert!(
        page.contains("<del>Daily.</del><ins>Hourly.</ins>"),
        "{page}"
    );
    says(&page, &["Ours."]);
    let form = world.page("/compass/1/translate?team=2").await;
    assert!(form.contains("Ours.</textarea>"), "{form}");
}

#[tokio::test]
async fn a_team_sees_everything_above_it_with_its_own_words() {
    let world = northwind().await;
    translates(&world, "The basket first.").await;
    let page = world.page("/teams/checkout/compass").await;
    says(
        &page,
        &[
            "2 above the team · 1 in its own words · 1 without",
            "C-1 Ship daily the organisation",
            "None yet.",
            "O-1 Under a day the organisation",
            "The basket first.",
            "The team departs from nothing.",
        ],
    );
    assert!(page.contains(r#"href="/compass/1/translate?team=2""#));
    departs(&world).await;
    says(
        &world.page("/teams/checkout").await,
        &[
            "1 of 2 above the team are in its own words",
            "We depart from",
            "V-1 Checkout departs for The card schemes",
        ],
    );
    says(
        &world.page("/teams/engineering/compass").await,
        &["2 above the team · 0 in its own words"],
    );
    assert_eq!(world.get("/teams/nowhere/compass").await.status, 404);
}

#[tokio::test]
async fn a_team_departs_in_the_open_and_comes_back() {
    let world = northwind().await;
    let page = departs(&world).await;
    says(
        &page,
        &[
            "Veer-offs",
            "Checkout departs for The card schemes",
            "from C-1 Ship daily",
            "until 2026-03-31 · 2 months left",
            "Priya Amin leads it and has not said that they saw it",
        ],
    );
    let page = world.page("/veer-offs/1").await;
    says(
        &page,
        &[
            "Checkout departs from C-1 Ship daily",
            "Mona Ott declared it",
            "They audit every release.",
            "Renew it",
        ],
    );
    // Priya leads it, not Mona.
    assert!(!page.contains("/veer-offs/1/acknowledge"));
    let answer = world.post("/veer-offs/1/acknowledge", &[]).await;
    assert_eq!(answer.status, 422);
    says(&answer.body, &["Priya Amin leads C-1"]);
    world.days_pass(100);
    says(
        &world.page("/veer-offs").await,
        &["1 found", "past its day"],
    );
    says(
        &world.page("/").await,
        &[
            "Renew, return or propose:",
            "It was declared until 2026-03-31.",
        ],
    );
    let typed = [("reason", "Put off"), ("until", "soon")];
    let answer = world.post("/veer-offs/1/renew", &typed).await;
    assert_eq!(answer.status, 422);
    says(&answer.body, &["Put off"]);
    let typed = [("reason", "Put off"), ("until", "2026-09-30")];
    let page = world.posted("/veer-offs/1/renew", &typed).await;
    says(
        &page,
        &["until 2026-09-30", "renewed 11 Apr 2026 by Mona Ott"],
    );
    let page = world
        .posted("/veer-offs/1/return", &[("text", "They trust us now.")])
        .await;
    says(
        &page,
        &["Ended 11 Apr 2026 by Mona Ott", "They trust us now."],
    );
    assert!(!page.contains("/veer-offs/1/renew"));
    says(&world.page("/veer-offs").await, &["0 found"]);
    says(&world.page("/veer-offs?stage=ended").await, &["1 found"]);
    says(
        &world.page("/veer-offs?stage=ended&find=C-1").await,
        &["1 found"],
    );
    assert_eq!(world.get("/veer-offs/2").await.status, 404);
}

#[tokio::test]
async fn a_proposal_is_an_initiative_that_serves_what_is_departed_from() {
    let world = northwind().await;
    departs(&world).await;
    let page = world
        .posted(
            "/veer-offs/1/propose",
            &[("title", "Daily, but for cards"), ("summary", "")],
        )
        .await;
    says(&page, &["I-1 Daily, but for cards"]);
    says(
        &world.page("/initiatives/1").await,
        &["serves C-1", "Mona Ott leads"],
    );
    says(&world.page("/veer-offs?find=cards").await, &["0 found"]);
}

#[tokio::test]
async fn whoever_leads_says_seen_with_one_click_in_today() {
    let world = northwind().await;
    let hand_over = compass::Command::HandOver {
        entry: paceline_core::EntryId(1),
        to: MONA,
    };
    let team = joins_search(&world, TOMAS).await;
    world.does(PRIYA, Command::Compass(hand_over)).await;
    let depart = paceline_core::veer_off::Command::Depart {
        of: Point::Entry(paceline_core::EntryId(1)),
        team,
        stakeholder: "Search engines".into(),
        reason: "They read once a week.".into(),
        until: UNTIL.parse().unwrap(),
    };
    world.does(TOMAS, Command::VeerOff(depart)).await;
    let today = world.page("/").await;
    says(
        &today,
        &[
            "See that Search departs from C-1",
            "for Search engines, until 2026-03-31",
        ],
    );
    assert!(today.contains(r#"<form method="post" action="/veer-offs/1/acknowledge">"#));
    let page = world.posted("/veer-offs/1/acknowledge", &[]).await;
    says(&page, &["Mona Ott saw it today."]);
    assert!(!world.page("/").await.contains("See that"));
}

#[tokio::test]
async fn an_initiative_cites_the_compass_and_says_what_it_goes_against() {
    let world = northwind().await;
    world.starts(MONA, "Release days").await;
    let page = world
        .posted("/initiatives/1/cite", &[("entry", "C-1")])
        .await;
    says(&page, &["Cites", "C-1 Ship daily strategy"]);
    let typed = [("of", "c-1"), ("because", "It waits for a day.")];
    let page = world.posted("/initiatives/1/go-against", &typed).await;
    says(
        &page,
        &[
            "Goes against",
            "It waits for a day.",
            "not declared by its team",
        ],
    );
    departs(&world).await;
    says(&world.page("/initiatives/1").await, &["declared in V-1"]);
    let page = world
        .posted("/initiatives/1/go-with", &[("of", "C-1")])
        .await;
    assert!(!page.contains("Goes against"));
    for (url, field, written, refusal) in [
        (
            "cite",
            "entry",
            "C-9",
            "There is no entry C-9 in the compass.",
        ),
        (
            "cite",
            "entry",
            "O-1",
            "Nothing called &#39;O-1&#39; exists.",
        ),
        (
            "go-with",
            "of",
            "G-1",
            "Nothing called &#39;G-1&#39; exists.",
        ),
        ("go-against", "of", "", "The number is empty."),
    ] {
        let url = format!("/initiatives/1/{url}");
        let answer = world
            .post(&url, &[(field, written), ("because", "x")])
            .await;
        assert_eq!(answer.status, 422, "{url}");
        says(&answer.body, &[refusal]);
    }
}

#[tokio::test]
async fn the_past_shows_what_was_said_then_and_offers_nothing() {
    let world = northwind().await;
    translates(&world, "The basket first.").await;
    departs(&world).await;
    world.days_pass(5);
    translates(&world, "Search too.").await;
    let then = "?at=2026-01-02";
    let page = world.page(&format!("/goals/1{then}")).await;
    says(&page, &["The basket first."]);
    assert!(!page.contains("Search too.") && !page.contains("/goals/1/translate"));
    let page = world.page(&format!("/veer-offs/1{then}")).await;
    assert!(!page.contains("/veer-offs/1/renew"));
    let page = world.page(&format!("/teams/checkout/compass{then}")).await;
    assert!(!page.contains("/translate"));
    says(&world.page("/goals/1").await, &["Earlier words"]);
}
