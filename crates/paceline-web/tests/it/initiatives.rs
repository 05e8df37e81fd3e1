//! Initiatives: every act through the page, and seen on the page.

use paceline_core::{
    Command, InitiativeId,
    initiative::{self, Stance},
};

use crate::common::{MONA, PRIYA, TOMAS, World, says};

async fn follows(world: &World, who: paceline_core::PersonId) {
    let follow = initiative::Command::Follow {
        reservation: String::new(),
        initiative: InitiativeId(1),
        stance: Stance::Follow,
    };
    world.does(who, Command::Initiative(follow)).await;
}

#[tokio::test]
async fn one_is_started_from_a_gap_and_serves_it() {
    let world = World::new().await;
    says(
        &world.page("/initiatives").await,
        &["Start an initiative", "For example"],
    );
    world.gap("Nine days", "One hour").await;
    let form = world.page("/gaps/1/initiatives/new").await;
    assert!(
        form.contains(r#"value="G-1""#) && form.contains(r#"<option value="checkout" selected>"#)
    );
    let typed = [
        ("title", "Ship any day"),
        ("summary", "Own lanes.\n\nUndo."),
        ("team", "checkout"),
        ("serves", "G-1"),
    ];
    let page = world.posted("/initiatives/new", &typed).await;
    says(
        &page,
        &[
            "I-1 · narrows G-1 · Checkout",
            "Ship any day",
            "Mona Ott leads since 1 Jan 2026",
            "nobody follows yet",
            "It was started",
        ],
    );
    assert!(page.contains("<p>Own lanes.</p><p>Undo.</p>"));
    assert!(page.contains(r#"<li class="now" aria-current="step">scoping"#));
    says(&world.page("/gaps/1").await, &["Ship any day"]);
    says(
        &world
            .page("/initiatives?stage=scoping&find=ship&team=engineering")
            .await,
        &["1 found"],
    );
    let bare = world
        .post(
            "/initiatives/new",
            &[("title", ""), ("summary", "kept"), ("serves", "G-9")],
        )
        .await;
    assert_eq!(bare.status, 422);
    says(&bare.body, &["The title is empty.", "kept"]);
    let wrong = world
        .post("/initiatives/new", &[("title", "x"), ("serves", "I-1")])
        .await;
    says(&wrong.body, &["Nothing called &#39;I-1&#39; exists."]);
}

#[tokio::test]
async fn one_is_followed_and_left() {
    let world = World::new().await;
    world.starts(PRIYA, "Ship any day").await;
    world.days_pass(1);
    let unsaid = world
        .post(
            "/initiatives/1/follow",
            &[("stance", "follow-with-reservations")],
        )
        .await;
    assert_eq!(unsaid.status, 422);
    says(&unsaid.body, &["The reservation is empty."]);
    let words = ("reservation", "I would begin smaller.");
    let page = world
        .posted(
            "/initiatives/1/follow",
            &[("stance", "follow-with-reservations"), words],
        )
        .await;
    says(
        &page,
        &[
            "You follow with reservations",
            "1 follows · first follower Mona Ott, after 1 day",
        ],
    );
    let again = world
        .post(
            "/initiatives/1/follow",
            &[("stance", "follow-with-reservations"), words],
        )
        .await;
    assert_eq!(again.status, 422);
    says(&again.body, &["You follow I-1 already in this way."]);
    says(
        &world.posted("/initiatives/1/step-back", &[]).await,
        &["Your stance", "stepped back from following"],
    );
    let again = world.post("/initiatives/1/step-back", &[]).await;
    says(&again.body, &["You neither lead nor follow I-1."]);
    assert_eq!(
        world
            .post("/initiatives/9/follow", &[("stance", "follow")])
            .await
            .status,
        404
    );
}

#[tokio::test]
async fn the_lead_is_taken_and_handed_over_with_a_note() {
    let world = World::new().await;
    world.starts(PRIYA, "Ship any day").await;
    let taken = world.post("/initiatives/1/take-lead", &[]).await;
    assert_eq!(taken.status, 422);
    says(
        &taken.body,
        &[
            "I-1 has a lead: Priya Amin.",
            "Follow it, or ask the lead to hand over.",
        ],
    );
    let step_back = initiative::Command::StepBack {
        initiative: InitiativeId(1),
    };
    world.does(PRIYA, Command::Initiative(step_back)).await;
    says(
        &world.page("/initiatives?nobody=leads").await,
        &["1 found", "nobody leads"],
    );
    says(
        &world.posted("/initiatives/1/take-lead", &[]).await,
        &["You lead this", "Who led Mona Ott since"],
    );
    assert!(
        world
            .page("/initiatives/1/hand-over")
            .await
            .contains(r#"<option value="tomas">Tomás Reis</option>"#)
    );
    let typed = [("to", "nobody"), ("note", "Talk to ops.")];
    let wrong = world.post("/initiatives/1/hand-over", &typed).await;
    assert_eq!(wrong.status, 422);
    says(
        &wrong.body,
        &[
            "There is no person called &#39;nobody&#39;.",
            "Talk to ops.",
        ],
    );
    let page = world
        .posted(
            "/initiatives/1/hand-over",
            &[("to", "@Tomas"), ("note", "Talk to ops.")],
        )
        .await;
    says(
        &page,
        &["You lead this", "Offered to Tomás Reis", "Talk to ops."],
    );
    let accept = initiative::Command::AcceptLead {
        initiative: InitiativeId(1),
    };
    world.does(TOMAS, Command::Initiative(accept)).await;
    let page = world.page("/initiatives/1").await;
    says(
        &page,
        &[
            "Tomás Reis leads since",
            "Talk to ops.",
            "You follow",
            "Mona Ott stopped leading",
        ],
    );
    says(
        &world.page("/people/tomas").await,
        &["Leads I-1 Ship any day"],
    );
}

#[tokio::test]
async fn the_stage_is_moved_and_putting_down_says_why() {
    let world = World::new().await;
    world.starts(MONA, "Ship any day").await;
    world.days_pass(20);
    let page = world
        .posted(
            "/initiatives/1/stage",
            &[("stage", "under way"), ("reason", "All agreed.")],
        )
        .await;
    says(&page, &["moved it to under way", "All agreed."]);
    let why = world
        .post(
            "/initiatives/1/put-down",
            &[
                ("why", ""),
                ("learned", "Ask first."),
                ("pick_up", "anyone"),
            ],
        )
        .await;
    assert_eq!(why.status, 422);
    says(&why.body, &["The reason is empty."]);
    let page = world
        .posted(
            "/initiatives/1/put-down",
            &[
                ("why", "Nobody needs it."),
                ("learned", "Ask first."),
                ("pick_up", "anyone"),
            ],
        )
        .await;
    says(&page, &["put down · 0 days", "Nobody needs it."]);
    assert!(!page.contains("aria-current=\"step\""), "it is off the way");
    says(
        &world.page("/initiatives?stage=put+down").await,
        &["1 found"],
    );
}

#[tokio::test]
async fn a_check_in_stands_beside_the_next() {
    let world = World::new().await;
    world.starts(PRIYA, "Ship any day").await;
    let stranger = world
        .post(
            "/initiatives/1/check-in",
            &[("status", "on-track"), ("text", "Hello")],
        )
        .await;
    assert_eq!(stranger.status, 422);
    follows(&world, MONA).await;
    let page = world
        .posted(
            "/initiatives/1/check-in",
            &[("status", "off-track"), ("text", "Blocked by I-1.")],
        )
        .await;
    says(
        &page,
        &[
            "off track · checked in today",
            "Last time",
            "This time",
            "Mona Ott checked in: off track",
        ],
    );
    assert!(
        page.contains(r#"Blocked by <a href="/initiatives/1" data-card="/cards/I-1">I-1</a>."#)
    );
    assert!(page.contains(r#"value="off-track" checked"#));
    let long = "word ".repeat(1000);
    world
        .posted(
            "/initiatives/1/check-in",
            &[("status", "on-track"), ("text", &long)],
        )
        .await;
    assert!(
        world
            .page("/initiatives/1")
            .await
            .contains("word word word"),
        "a long text is read from its row"
    );
}

#[tokio::test]
async fn a_rhythm_is_set_and_what_it_serves_is_said() {
    let world = World::new().await;
    world.starts(MONA, "Ship any day").await;
    world.goal(PRIYA, "Lead time under a day").await;
    says(
        &world
            .posted("/initiatives/1/rhythm", &[("every_days", "14")])
            .await,
        &["Checks in every 14 days"],
    );
    for (days, why) in [
        ("0", "0 is outside 1 to 366."),
        ("x", "is outside 1 to 366."),
        ("", "The number of days is empty."),
    ] {
        let refused = world
            .post("/initiatives/1/rhythm", &[("every_days", days)])
            .await;
        assert_eq!(refused.status, 422);
        says(&refused.body, &[why]);
    }
    says(
        &world
            .posted("/initiatives/1/serve", &[("serves", "O-1")])
            .await,
        &["O-1 Lead time under a day"],
    );
    says(
        &world
            .post("/initiatives/1/serve", &[("serves", "O-1")])
            .await
            .body,
        &["I-1 serves that already."],
    );
}

#[tokio::test]
async fn support_is_asked_for_and_answered() {
    let world = World::new().await;
    world.starts(MONA, "Ship any day").await;
    let typed = [("what", "Move one service"), ("team", "checkout")];
    says(
        &world.posted("/initiatives/1/ask", &typed).await,
        &["Move one service", "of Checkout", "waits 0 days"],
    );
    says(
        &world
            .post("/initiatives/1/ask", &[("what", "x")])
            .await
            .body,
        &["The team or person is empty."],
    );
    world
        .posted(
            "/initiatives/1/ask",
            &[("what", "Look at it"), ("person", "tomas")],
        )
        .await;
    world.days_pass(3);
    assert!(
        world
            .page("/initiatives/1/answer")
            .await
            .contains(">Move one service</option>")
    );
    let page = world.posted("/initiatives/1/answer", &[("ask", "0")]).await;
    says(
        &page,
        &[
            "answered after 3 days",
            "Done, by Mona Ott",
            "of Tomás Reis",
        ],
    );
    says(
        &world
            .post("/initiatives/1/answer", &[("ask", "0")])
            .await
            .body,
        &["The ask was answered already."],
    );
    says(
        &world
            .post("/initiatives/1/answer", &[("ask", "7")])
            .await
            .body,
        &["There is no such ask on I-1."],
    );
}

#[tokio::test]
async fn a_long_timeline_is_cut_and_shown_on_demand() {
    let world = World::new().await;
    world.starts(PRIYA, "Ship any day").await;
    for _ in 0..110 {
        follows(&world, TOMAS).await;
        world
            .does(
                TOMAS,
                Command::Initiative(initiative::Command::StepBack {
                    initiative: InitiativeId(1),
                }),
            )
            .await;
    }
    let page = world.page("/initiatives/1").await;
    says(&page, &["All of it: 83 earlier"]);
    assert!(page.contains(r#"href="/initiatives/1/timeline""#));
    let all = world.page("/initiatives/1/timeline").await;
    assert_eq!(all.matches("class=\"moment\"").count(), 50);
    let last = world.page("/initiatives/1/timeline?page=3").await;
    assert_eq!(last.matches("class=\"moment\"").count(), 13);
}

#[tokio::test]
async fn a_draft_is_kept_to_chosen_people_and_opened_when_it_is_shared() {
    let world = World::new().await;
    says(
        &world.page("/initiatives/new").await,
        &["Show it to", "everyone", "only me and the people I choose"],
    );
    let typed = [
        ("title", "A quiet draft"),
        ("audience", "chosen"),
        ("shown_to", "priya"),
    ];
    let page = world.posted("/initiatives/new", &typed).await;
    says(
        &page,
        &[
            "Only Priya Amin and you can read this until it is shared.",
            "Mona Ott showed it to Priya Amin",
            "Show it to more people",
        ],
    );
    let page = world
        .posted("/initiatives/1/show-to", &[("people", "@Tomas, priya")])
        .await;
    says(
        &page,
        &["Only Priya Amin, Tomás Reis and you can read this until it is shared."],
    );
    let again = world
        .post("/initiatives/1/show-to", &[("people", "tomas")])
        .await;
    assert_eq!(again.status, 422);
    says(&again.body, &["They can read I-1 already.", "tomas"]);
    let unknown = world
        .post("/initiatives/1/show-to", &[("people", "zebra")])
        .await;
    says(
        &unknown.body,
        &["There is no person called &#39;zebra&#39;."],
    );
    let page = world
        .posted("/initiatives/1/stage", &[("stage", "shared")])
        .await;
    says(&page, &["It is open to everyone from here on"]);
    assert!(!page.contains("until it is shared") && !page.contains("Show it to more people"));
}

#[tokio::test]
async fn one_that_is_yours_alone_says_so() {
    let world = World::new().await;
    let typed = [("title", "Mine"), ("audience", "chosen")];
    let page = world.posted("/initiatives/new", &typed).await;
    says(
        &page,
        &[
            "Only you can read this until it is shared.",
            "Mona Ott showed it to nobody else yet",
        ],
    );
    // Whoever names people means them, whatever the choice beside says.
    let typed = [
        ("title", "Ours"),
        ("audience", "everyone"),
        ("shown_to", "priya"),
    ];
    let page = world.posted("/initiatives/new", &typed).await;
    says(&page, &["Only Priya Amin and you can read this"]);
}

#[tokio::test]
async fn when_its_lead_leaves_the_page_says_that_nobody_leads_now() {
    let world = World::new().await;
    world.starts(PRIYA, "Ship any day").await;
    let leave = paceline_core::person::Command::Leave { person: PRIYA };
    world.does(PRIYA, Command::Person(leave)).await;
    says(
        &world.page("/initiatives/1").await,
        &["Nobody leads", "Priya Amin left; nobody leads now"],
    );
    let form = world.page("/initiatives/1/ask").await;
    assert!(!form.contains("priya\">"), "nobody picks whoever has left");
}
