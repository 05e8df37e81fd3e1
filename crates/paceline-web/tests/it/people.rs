//! People: everyone by name; how one's own leading and following alternate is one's own to see.

use paceline_core::{Command, person};

use crate::common::{MONA, PRIYA, World, says};

#[tokio::test]
async fn everybody_is_listed_by_name_and_by_team() {
    let world = World::new().await;
    says(
        &world.page("/people").await,
        &["3 found", "Mona Ott Checkout", "Priya Amin"],
    );
    says(
        &world.page("/people?find=tom").await,
        &["1 found", "Tomás Reis"],
    );
    says(&world.page("/people?team=checkout").await, &["1 found"]);
}

#[tokio::test]
async fn the_balance_is_shown_to_oneself_alone() {
    let world = World::new().await;
    world.starts(MONA, "Mine").await;
    world.starts(PRIYA, "Hers").await;
    world
        .posted("/initiatives/2/follow", &[("stance", "advise")])
        .await;
    world.days_pass(10);
    let mine = world.page("/people/mona").await;
    says(
        &mine,
        &[
            "Leads I-1 Mine",
            "Follows I-2 Hers",
            "only you see this",
            "following 1.0 × leading",
            "advised I-2 Hers",
        ],
    );
    let hers = world.page("/people/priya").await;
    says(&hers, &["Priya Amin", "Leads I-2 Hers"]);
    assert!(!hers.contains("only you see this") && !hers.contains("× leading"));
}

#[tokio::test]
async fn the_way_to_my_own_page() {
    let world = World::new().await;
    let answer = world.get("/me?at=2026-01-01").await;
    assert_eq!(answer.status, 303);
    assert_eq!(answer.header("location"), "/people/mona?at=2026-01-01");
}

#[tokio::test]
async fn whoever_has_left_keeps_a_page_that_says_so_and_whoever_is_erased_has_none() {
    let world = World::new().await;
    world.starts(PRIYA, "Ship any day").await;
    world.days_pass(3);
    let leave = person::Command::Leave { person: PRIYA };
    world.does(PRIYA, Command::Person(leave)).await;
    says(
        &world.page("/people/priya").await,
        &["was here from 1 Jan 2026 and left on 4 Jan 2026"],
    );
    assert!(!world.page("/people").await.contains("Priya"));
    let erase = person::Command::Erase { person: PRIYA };
    world.does(MONA, Command::Person(erase)).await;
    assert_eq!(world.get("/people/priya").await.status, 404);
    let page = world.page("/initiatives/1").await;
    says(&page, &["(erased)"]);
    assert!(!page.contains("Priya"), "the name is gone everywhere");
}

#[tokio::test]
async fn a_role_that_is_not_a_members_is_told() {
    let world = World::new().await;
    let set = person::Command::SetRole {
        person: PRIYA,
        role: person::Role::Admin,
    };
    world.does(MONA, Command::Person(set)).await;
    says(&world.page("/people/priya").await, &["· admin"]);
    assert!(!world.page("/people/tomas").await.contains("· member"));
}

#[tokio::test]
async fn priorities_are_ones_own_until_they_are_shared() {
    let world = World::new().await;
    world.starts(PRIYA, "Ship any day").await;
    says(&world.page("/people/mona").await, &["Rank my priorities"]);
    let rows = |sharing| {
        [
            ("place", "3"),
            ("priority", "Rest"),
            ("place", "2"),
            ("priority", "See I-1 through"),
            ("place", "1"),
            ("priority", "Calm nights"),
            ("place", "4"),
            ("priority", ""),
            ("sharing", sharing),
        ]
    };
    let ranked = world.post("/settings/priorities", &rows("private")).await;
    assert_eq!(ranked.header("location"), "/me");
    let mine = world.page("/people/mona").await;
    says(
        &mine,
        &[
            "Your priorities only you see this",
            "Calm nights See I-1 through Rest",
        ],
    );
    assert!(mine.contains(">I-1</a> through"), "{mine}");
    let priyas = World::over(world.store.clone(), PRIYA, world.now()).await;
    for url in ["/people/mona", "/api/v1/people/mona", "/search?q=nights"] {
        assert!(!priyas.page(url).await.contains("Calm nights"), "{url}");
    }
    assert!(world.page("/api/v1/me").await.contains("Calm nights"));

    let shared = world.post("/settings/priorities", &rows("shared")).await;
    assert_eq!(shared.status, 303);
    says(
        &world.page("/people/mona").await,
        &["Your priorities everybody sees this"],
    );
    says(
        &priyas.page("/people/mona").await,
        &["Priorities Calm nights See I-1 through Rest"],
    );
    let form = world.page("/settings/priorities").await;
    assert!(form.contains(r#"value="Calm nights""#) && form.contains(r#"value="shared" checked"#));
    let cleared = world
        .post("/settings/priorities", &[("place", "1"), ("priority", " ")])
        .await;
    assert_eq!(cleared.status, 303);
    assert!(!priyas.page("/people/mona").await.contains("Priorities"));
}
