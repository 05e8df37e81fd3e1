//! The organisation: name, counts, thresholds, and what it keeps for everybody.

use crate::common::{MONA, PRIYA, World, says};

#[tokio::test]
async fn the_organisation_is_named_and_counted() {
    let world = World::new().await;
    world.starts(MONA, "Ship any day").await;
    says(
        &world.page("/organisation").await,
        &[
            "Northwind",
            "3 people",
            "2 teams",
            "1 initiatives",
            "scoping 1",
        ],
    );
    assert!(
        world
            .page("/organisation/name")
            .await
            .contains(r#"value="Northwind""#)
    );
    says(
        &world
            .posted("/organisation/name", &[("name", "Südwind & Co")])
            .await,
        &["Südwind &#38; Co"],
    );
    assert_eq!(
        world
            .post("/organisation/name", &[("name", "")])
            .await
            .status,
        422
    );
}

#[tokio::test]
async fn a_threshold_is_set_within_its_range() {
    let world = World::new().await;
    let page = world
        .posted(
            "/organisation/threshold",
            &[("name", "inert-after-days"), ("value", "7")],
        )
        .await;
    says(&page, &["inert-after-days 7 30"]);
    let refused = world
        .post(
            "/organisation/threshold",
            &[("name", "inert-after-days"), ("value", "0")],
        )
        .await;
    assert_eq!(refused.status, 422);
    says(&refused.body, &["0 is outside 1 to 3650."]);
    let refused = world
        .post(
            "/organisation/threshold",
            &[("name", "nonsense"), ("value", "7")],
        )
        .await;
    says(
        &refused.body,
        &["The setting &#39;nonsense&#39; does not exist."],
    );
}

#[tokio::test]
async fn a_calendar_of_holidays_is_set_changed_chosen_and_dropped() {
    let world = World::new().await;
    let empty = world.page("/organisation/holidays").await;
    says(
        &empty,
        &[
            "Without a calendar everybody is free on Saturday and Sunday.",
            "Set a calendar",
        ],
    );
    let days = "2026-12-25 Christmas\r\n\r\n2026-12-26\r\n";
    let berlin = [
        ("calendar", "Berlin"),
        ("days", days),
        ("weekend", "Saturday"),
        ("weekend", "Sunday"),
    ];
    let page = world.posted("/organisation/holidays/set", &berlin).await;
    says(
        &page,
        &[
            "Berlin",
            "Free on Saturday and Sunday, and on 2 days:",
            "2026-12-25",
            "2026-12-26",
            "Change Berlin",
        ],
    );
    let form = world.page("/organisation/holidays/set?name=Berlin").await;
    assert!(form.contains("2026-12-25\n2026-12-26</textarea>"), "{form}");
    says(
        &world.page("/settings/holidays").await,
        &[
            "None: free on Saturday and Sunday",
            "Berlin (free on Saturday and Sunday, and on 2 days)",
        ],
    );
    let kept = world
        .post("/settings/holidays", &[("calendar", "Berlin")])
        .await;
    assert_eq!(kept.status, 303);
    let chosen = world.page("/settings/holidays").await;
    assert!(
        chosen.contains(r#"<option value="Berlin" selected>"#),
        "{chosen}"
    );
    let refused = world
        .post(
            "/organisation/holidays/set",
            &[("calendar", "Berlin"), ("days", "Christmas")],
        )
        .await;
    assert_eq!(refused.status, 422);
    says(
        &refused.body,
        &["Write a date such as 2026-03-31.", "Christmas"],
    );
    let gone = world
        .posted("/organisation/holidays/drop", &[("calendar", "Berlin")])
        .await;
    says(&gone, &["Without a calendar"]);
}

#[tokio::test]
async fn a_template_of_our_own_stands_in_the_place_of_a_built_in_one_until_it_is_dropped() {
    let world = World::new().await;
    let built_in = world.page("/organisation/templates").await;
    says(
        &built_in,
        &[
            "Proposal proposal, built in",
            "How it is",
            "How it ought to be",
            "What would make us stop",
        ],
    );
    assert!(!built_in.contains("Drop one of our own"));
    let form = world
        .page("/organisation/templates/write?name=experiment")
        .await;
    says(
        &form,
        &["How it is: What you see today, with an example or a number. What we try: Good enough"],
    );
    let own = [
        ("name", "Proposal"),
        ("kind", "proposal"),
        ("fields", "Options: At least two\nChoice"),
    ];
    let page = world.posted("/organisation/templates/write", &own).await;
    says(
        &page,
        &[
            "Proposal proposal, our own, in the place of the built-in one",
            "How it is no hint Options At least two Choice no hint",
        ],
    );
    let dropped = world
        .posted("/organisation/templates/drop", &[("name", "proposal")])
        .await;
    says(&dropped, &["Proposal proposal, built in"]);
}

#[tokio::test]
async fn whoever_leads_for_the_first_time_is_guided_and_nobody_else() {
    let world = World::new().await;
    world.starts(MONA, "Ship any day").await;
    world.starts(PRIYA, "Hers").await;
    let mine = world.page("/initiatives/1").await;
    says(
        &mine,
        &[
            "Your first lead: scoping only you see this",
            "Ask what was tried before.",
        ],
    );
    assert!(
        !world
            .page("/initiatives/2")
            .await
            .contains("Your first lead")
    );
    let text = "Ask **Tomás** what was tried.";
    let guide = world
        .posted(
            "/organisation/guide/write",
            &[("stage", "scoping"), ("text", text)],
        )
        .await;
    says(
        &guide,
        &["Scoping our own words", "Ask Tomás what was tried."],
    );
    says(
        &world.page("/initiatives/1").await,
        &["Ask Tomás what was tried."],
    );
    assert!(
        world
            .page("/organisation/guide/write?name=scoping")
            .await
            .contains(text)
    );
    let back = world
        .posted(
            "/organisation/guide/write",
            &[("stage", "scoping"), ("text", "")],
        )
        .await;
    assert!(!back.contains("our own words"));
    world.starts(MONA, "My second").await;
    assert!(
        !world
            .page("/initiatives/3")
            .await
            .contains("Your first lead")
    );
}
