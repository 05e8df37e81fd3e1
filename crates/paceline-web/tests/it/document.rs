//! The document: written by several without losing a word, and talked about passage by passage.

use paceline_core::{
    Command, InitiativeId, PersonId,
    initiative::{self, document::Revising},
};

use crate::common::{MONA, PRIYA, TOMAS, World, says};

const IT: InitiativeId = InitiativeId(1);
const TEXT: &str =
    "# How it is\n\nWe ship every week.\n\n# What would be better\n\nAny service, any day.";

async fn revises(world: &World, who: PersonId, base: u16, text: &str) {
    let revise = initiative::Command::Revise(Revising {
        initiative: IT,
        base,
        text: text.into(),
        note: String::new(),
        is_editorial: false,
    });
    world.does(who, Command::Initiative(revise)).await;
}

async fn with_co_author(text: &str) -> World {
    let world = World::new().await;
    world.starts(PRIYA, "Ship any day").await;
    let invite = initiative::Command::InviteCoAuthor {
        initiative: IT,
        person: MONA,
    };
    world.does(PRIYA, Command::Initiative(invite)).await;
    revises(&world, PRIYA, 0, text).await;
    world
}

#[tokio::test]
async fn the_lead_writes_and_everybody_reads() {
    let world = World::new().await;
    world.starts(MONA, "Ship any day").await;
    says(
        &world.page("/initiatives/1").await,
        &["Say how it is, and what would be better"],
    );
    says(
        &world.page("/initiatives/1/document").await,
        &["Nothing is written yet."],
    );
    let form = world.page("/initiatives/1/document/revise").await;
    assert!(form.contains(r#"name="base" value="0""#));
    let typed = [("base", "0"), ("text", TEXT), ("note", "The start")];
    let page = world.posted("/initiatives/1/document/revise", &typed).await;
    says(
        &page,
        &[
            "Revision 1 by Mona Ott",
            "1 minute to read · The start",
            "We ship every week.",
            "Mona Ott · 100 %",
        ],
    );
    assert!(page.contains("<h3>How it is</h3>"));
    says(
        &world.page("/initiatives/1").await,
        &[
            "The document 1 minute to read · revision 1, today",
            "Any service, any day.",
            "Mona Ott saved revision 1",
        ],
    );
    says(
        &world.page("/initiatives/1/document/source").await,
        &["# How it is We ship every week."],
    );
    let same = world
        .post(
            "/initiatives/1/document/revise",
            &[("base", "1"), ("text", TEXT)],
        )
        .await;
    assert_eq!(same.status, 422);
    let empty = world
        .post(
            "/initiatives/1/document/revise",
            &[("base", "1"), ("text", " ")],
        )
        .await;
    says(&empty.body, &["The document is empty."]);
}

#[tokio::test]
async fn who_neither_leads_nor_was_invited_is_told_what_they_can_do() {
    let world = World::new().await;
    world.starts(PRIYA, "Ship any day").await;
    says(
        &world.page("/initiatives/1/document/revise").await,
        &["Its lead and its co-authors write it."],
    );
    let typed = [("base", "0"), ("text", TEXT)];
    let refused = world.post("/initiatives/1/document/revise", &typed).await;
    assert_eq!(refused.status, 422);
    says(
        &refused.body,
        &[
            "Give feedback, or ask the lead to invite you.",
            "Any service, any day.",
        ],
    );
}

#[tokio::test]
async fn a_co_author_is_invited_in_today_says_yes_and_may_leave() {
    let world = with_co_author(TEXT).await;
    says(
        &world.page("/").await,
        &["An invitation to write", "Priya Amin invited you today."],
    );
    says(
        &world.page("/initiatives/1/document").await,
        &["You are invited to write it.", "Mona Ott · invited"],
    );
    let page = world.posted("/initiatives/1/document/accept", &[]).await;
    says(&page, &["Do not write it any more"]);
    let typed = [
        ("base", "1"),
        ("text", "We ship every day."),
        ("editorial", "yes"),
    ];
    let page = world.posted("/initiatives/1/document/revise", &typed).await;
    says(&page, &["Revision 2 by Mona Ott"]);
    let page = world.posted("/initiatives/1/document/leave", &[]).await;
    assert!(!page.contains("Do not write it any more"));
    says(
        &world.page("/initiatives/1/timeline").await,
        &[
            "Mona Ott leaves the document to others",
            "Mona Ott saved revision 2, only spelling",
        ],
    );
}

#[tokio::test]
async fn who_saved_meanwhile_is_shown_and_both_texts_come_together() {
    let world = with_co_author(TEXT).await;
    world.posted("/initiatives/1/document/accept", &[]).await;
    revises(&world, PRIYA, 1, &TEXT.replace("every week", "every month")).await;
    let mine = TEXT.replace("Any service", "Each of our services");
    let typed = [("base", "1"), ("text", mine.as_str()), ("note", "Plainer")];
    let meanwhile = world.post("/initiatives/1/document/revise", &typed).await;
    assert_eq!(meanwhile.status, 409);
    says(
        &meanwhile.body,
        &[
            "Priya Amin saved meanwhile",
            "Both fit together",
            "What Priya Amin changed",
            "What you changed",
        ],
    );
    assert!(meanwhile.body.contains("<del>week</del><ins>month</ins>"));
    assert!(meanwhile.body.contains(r#"name="base" value="2""#));
    assert!(meanwhile.body.contains(r#"value="Plainer""#));
    let both = mine.replace("every week", "every month");
    assert!(meanwhile.body.contains(&format!("\n{both}</textarea>")));
    let typed = [("base", "2"), ("text", both.as_str())];
    let page = world.posted("/initiatives/1/document/revise", &typed).await;
    says(
        &page,
        &[
            "Revision 3 by Mona Ott",
            "every month",
            "Each of our services",
        ],
    );
}

#[tokio::test]
async fn where_both_changed_the_same_words_neither_is_lost() {
    let world = with_co_author(TEXT).await;
    world.posted("/initiatives/1/document/accept", &[]).await;
    revises(&world, PRIYA, 1, &TEXT.replace("every week", "every month")).await;
    let mine = TEXT.replace("every week", "every day");
    let meanwhile = world
        .post(
            "/initiatives/1/document/revise",
            &[("base", "1"), ("text", &mine)],
        )
        .await;
    assert_eq!(meanwhile.status, 409);
    says(
        &meanwhile.body,
        &[
            "At one place both of you changed the same lines.",
            "You wrote: We ship every day. ======= What was saved meanwhile: We ship every month.",
        ],
    );
    // Somebody saves again before the merged text is saved: that is shown as well.
    revises(&world, PRIYA, 2, &TEXT.replace("every week", "every year")).await;
    let again = world
        .post(
            "/initiatives/1/document/revise",
            &[("base", "2"), ("text", &mine)],
        )
        .await;
    assert_eq!(again.status, 409);
    says(&again.body, &["We ship every year."]);
}

#[tokio::test]
async fn a_text_in_any_script_may_be_200_kib_and_what_is_longer_comes_back() {
    let world = World::new().await;
    world.starts(MONA, "Ship any day").await;
    let line = "漢字🧀 und Käse; ";
    let fits = line.repeat(200 * 1024 / line.len());
    let typed = [("base", "0"), ("text", fits.as_str())];
    assert_eq!(
        world
            .post("/initiatives/1/document/revise", &typed)
            .await
            .status,
        303
    );
    let preview = world
        .post("/preview/document", &[("text", fits.as_str())])
        .await;
    assert_eq!(preview.status, 200);
    let long = format!("{fits}{}", "The last words.".repeat(1000));
    let typed = [("base", "1"), ("text", long.as_str()), ("note", "Too much")];
    let refused = world.post("/initiatives/1/document/revise", &typed).await;
    assert_eq!(refused.status, 422);
    says(&refused.body, &["at most 200 fit."]);
    assert!(refused.body.contains(&long), "nothing is lost");
    assert!(refused.body.contains(r#"value="Too much""#));
}

#[tokio::test]
async fn any_two_revisions_are_compared_and_any_is_read_as_it_was() {
    let world = World::new().await;
    world.starts(MONA, "Ship any day").await;
    revises(&world, MONA, 0, TEXT).await;
    revises(&world, MONA, 1, &TEXT.replace("week", "day")).await;
    revises(&world, MONA, 2, &TEXT.replace("week", "hour")).await;
    let list = world.page("/initiatives/1/document/revisions").await;
    says(
        &list,
        &["Revision 3", "Revision 1", "4 bytes added, 3 taken out"],
    );
    says(
        &world.page("/initiatives/1/document/revisions/1").await,
        &["Revision 1 of 3", "We ship every week."],
    );
    assert_eq!(
        world
            .get("/initiatives/1/document/revisions/4")
            .await
            .status,
        404
    );
    let inline = world
        .page("/initiatives/1/document/difference?from=1&to=3")
        .await;
    says(
        &inline,
        &["From revision 1 to 3", "1 word added, 1 taken out"],
    );
    assert!(inline.contains("<del>week</del><ins>hour</ins>"));
    let beside = world
        .page("/initiatives/1/document/difference?from=1&to=3&view=beside")
        .await;
    assert!(beside.contains(
        "<p>We ship every <del>week</del>.\n</p><p>We ship every <ins>hour</ins>.\n</p>"
    ));
    says(
        &world
            .page("/initiatives/1/document/difference?from=0&to=1")
            .await,
        &["Revision 1, all of it new"],
    );
    assert_eq!(
        world
            .get("/initiatives/1/document/difference?from=9&to=1")
            .await
            .status,
        404
    );
    let authors = world.page("/initiatives/1/document/authors").await;
    says(
        &authors,
        &[
            "Revision 1 by Mona Ott: # How it is We ship every",
            "Revision 3 by Mona Ott: hour",
        ],
    );
}

#[tokio::test]
async fn feedback_stays_with_its_passage_until_that_is_gone() {
    let world = World::new().await;
    world.starts(PRIYA, "Ship any day").await;
    assert_eq!(
        world.get("/initiatives/1/document/note").await.status,
        404,
        "nothing is written"
    );
    revises(&world, PRIYA, 0, TEXT).await;
    let note = |quote: &'static str| {
        [
            ("revision", "1"),
            ("quote", quote),
            ("label", "question"),
            ("text", "Since when?"),
        ]
    };
    let refused = world
        .post("/initiatives/1/document/note", &note("We ship daily."))
        .await;
    assert_eq!(refused.status, 422);
    says(
        &refused.body,
        &[
            "Copy the passage as it stands in that revision.",
            "Since when?",
        ],
    );
    let page = world
        .posted("/initiatives/1/document/note", &note("We ship every week."))
        .await;
    assert!(page.contains("<mark>We ship every week.</mark>"));
    assert!(page.contains(r##"id="passage-0" href="#feedback-0""##));
    says(
        &page,
        &[
            "question Mona Ott · today We ship every week. Read in revision 1 · its place in the text Since when?",
        ],
    );
    revises(
        &world,
        PRIYA,
        1,
        &TEXT.replace("every week", "every second week"),
    )
    .await;
    let page = world.page("/initiatives/1/document").await;
    says(&page, &["The passage was edited since."]);
    assert!(page.contains("<mark>We ship every second week.</mark>"));
    revises(
        &world,
        PRIYA,
        2,
        "# What would be better\n\nAny service, any day.",
    )
    .await;
    let page = world.page("/initiatives/1").await;
    says(
        &page,
        &["We ship every week. The passage is gone since revision 3. Read in revision 1"],
    );
    assert!(
        !world
            .page("/initiatives/1/document")
            .await
            .contains("<mark>")
    );
}

#[tokio::test]
async fn what_is_much_is_read_page_by_page() {
    let world = World::new().await;
    world.starts(PRIYA, "Ship any day").await;
    for number in 0..60 {
        let give = initiative::Command::GiveFeedback {
            initiative: IT,
            label: initiative::Label::Thought,
            text: format!("Thought {number}."),
            passage: None,
        };
        world.does(TOMAS, Command::Initiative(give)).await;
    }
    let page = world.page("/initiatives/1").await;
    says(
        &page,
        &["All the feedback: 40 more", "All of it:", "Thought 59."],
    );
    assert!(!page.contains("Thought 9."));
    let first = world.page("/initiatives/1/feedback/all").await;
    says(
        &first,
        &["60 open · 0 answered", "Thought 10.", "Page 1 of 2"],
    );
    assert!(!first.contains("Thought 9."));
    says(
        &world.page("/initiatives/1/feedback/all?page=2").await,
        &["Thought 9.", "Thought 0."],
    );
    let last = world.page("/initiatives/1/timeline?page=2").await;
    says(&last, &["It was started"]);
    assert!(!last.contains("Thought 59."));
}
