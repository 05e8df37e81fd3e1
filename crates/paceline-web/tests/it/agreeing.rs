//! Agreeing on an initiative, as people meet it: objecting in two steps, helping, the last call, decision records.

use paceline_core::{
    By, Command, Ctx, Door, InitiativeId, PersonId,
    initiative::{self, AskedOf, Label, Stance, Way},
    upkeep,
};

use crate::common::{MONA, PRIYA, TOMAS, World, says};

const IT: InitiativeId = InitiativeId(1);

const HARM: [(&str, &str); 6] = [
    ("step", "harm"),
    ("priority", "Calm nights"),
    ("tried", "A pilot."),
    ("matters", "yes"),
    ("harm", "Nobody can undo it at night."),
    ("way_out", "A switch to turn it off."),
];

async fn on(world: &World, who: PersonId, command: initiative::Command) {
    world.does(who, Command::Initiative(command)).await;
}

async fn asks(world: &World, lead: PersonId, of: PersonId) {
    let ask = initiative::Command::Ask {
        initiative: IT,
        of: AskedOf::Person(of),
        also: Vec::new(),
        what: "A word".into(),
        size: None,
        until: None,
    };
    on(world, lead, ask).await;
}

async fn calls(world: &World, lead: PersonId, days: i64) {
    let call = initiative::Command::CallLast(initiative::Proposing {
        initiative: IT,
        way: Way::Consent,
        until: Some(world.now().plus_days(days).date()),
        what: "One lane for all.".into(),
        why: "Nine days are too many.".into(),
        considered: String::new(),
        review: world.now().plus_days(180).date(),
        try_until: None,
    });
    on(world, lead, call).await;
}

async fn objects(world: &World, who: PersonId) {
    let object = initiative::Command::Object(initiative::Objecting {
        initiative: IT,
        priority: "Calm nights".into(),
        tried: "A pilot.".into(),
        matters: paceline_core::judgement::Matters::Yes,
        harm: "Nobody can undo it at night.".into(),
        way_out: "A switch to turn it off.".into(),
    });
    on(world, who, object).await;
}

/// What Paceline itself does each minute.
async fn upkeep(world: &World) {
    let due = world.store.read(|state| upkeep::due(state, world.now()));
    for command in due {
        let ctx = Ctx {
            at_hand: paceline_core::AtHand::new(),
            by: By::Paceline,
            door: Door::Page,
            now: world.now(),
            origin: None,
        };
        world
            .store
            .run(ctx, Command::Upkeep(command))
            .await
            .unwrap();
    }
}

#[tokio::test]
async fn to_object_three_questions_come_first() {
    let world = World::new().await;
    world.starts(PRIYA, "Ship any day").await;
    let page = world.page("/initiatives/1").await;
    says(
        &page,
        &["Feedback blocks nothing. Where you see harm, object"],
    );
    let give = initiative::Command::GiveFeedback {
        passage: None,
        initiative: IT,
        label: Label::Suggestion,
        text: "A switch?".into(),
    };
    on(&world, MONA, give).await;
    let form = world.page("/initiatives/1/object").await;
    says(
        &form,
        &[
            "Which of your own priorities is it about?",
            "What have you tried?",
            "Will this matter to you in six months?",
            "How you were heard only you see this Nobody has answered your feedback yet.",
        ],
    );
    let empty = world.post("/initiatives/1/object", &[]).await;
    assert_eq!(empty.status, 422);
    says(&empty.body, &["The priority of your own is empty."]);
    let half = [("priority", "Calm nights"), ("tried", "A pilot.")];
    let half = world.post("/initiatives/1/object", &half).await;
    assert_eq!(half.status, 422);
    says(
        &half.body,
        &["The answer to the last question is empty.", "A pilot."],
    );
    let next = world.post("/initiatives/1/object", &HARM[1..4]).await;
    assert_eq!(next.status, 200, "the next step");
    says(
        &next.body,
        &[
            "What harm do you see?",
            "What would resolve it?",
            "it lapses after 30 days",
        ],
    );
    assert!(next.body.contains(r#"name="priority" value="Calm nights""#));
    assert!(!next.body.contains("Say it as a concern"), "it matters");
    let nothing_yet = world.page("/initiatives/1").await;
    assert!(!nothing_yet.contains("id=\"objections\""));
    let without = world.post("/initiatives/1/object", &HARM[..4]).await;
    assert_eq!(without.status, 422);
    says(&without.body, &["The harm that you see is empty."]);
    let page = world.posted("/initiatives/1/object", &HARM).await;
    says(
        &page,
        &[
            "Objections nothing goes on while one stands",
            "Mona Ott objected today · lapses on 31 Jan 2026 unless renewed",
            "Nobody can undo it at night.",
            "What would resolve it A switch to turn it off.",
            "Their priority Calm nights",
            "Nobody helps yet",
        ],
    );
    assert!(page.contains(r#"href="/initiatives/1/objections/0/end""#));
    assert!(
        !page.contains("/objections/0/help"),
        "she is one of the two"
    );
}

#[tokio::test]
async fn what_may_not_matter_is_better_said_as_a_concern() {
    let world = World::new().await;
    world.starts(PRIYA, "Ship any day").await;
    let unsure = [
        ("priority", "Calm nights"),
        ("tried", "A pilot."),
        ("matters", "no"),
    ];
    let next = world.post("/initiatives/1/object", &unsure).await;
    says(
        &next.body,
        &["Or say it as a concern", "nothing is held up"],
    );
    let concern = [("label", "concern"), ("text", "The name is odd.")];
    let page = world.posted("/initiatives/1/feedback", &concern).await;
    says(&page, &["concern Mona Ott · today", "The name is odd."]);
    assert!(!page.contains("id=\"objections\""));
}

#[tokio::test]
async fn the_lead_is_refused_and_so_is_whoever_objects_twice() {
    let world = World::new().await;
    world.starts(MONA, "Ship any day").await;
    let lead = world.post("/initiatives/1/object", &HARM).await;
    assert_eq!(lead.status, 422);
    says(&lead.body, &["You lead I-1."]);
    world.starts(PRIYA, "Another").await;
    world.posted("/initiatives/2/object", &HARM).await;
    let again = world.post("/initiatives/2/object", &HARM).await;
    says(&again.body, &["You object to I-2 already."]);
    let gone = world.post("/initiatives/9/object", &HARM).await;
    assert_eq!(gone.status, 404);
}

#[tokio::test]
async fn a_third_person_helps_and_whoever_objects_ends_it() {
    let world = World::new().await;
    world.starts(PRIYA, "Ship any day").await;
    objects(&world, TOMAS).await;
    let page = world.page("/initiatives/1").await;
    assert!(page.contains(r#"href="/initiatives/1/objections/0/help""#));
    assert!(!page.contains("/objections/0/end"), "it is not hers");
    let form = world.page("/initiatives/1/objections/0/help").await;
    says(
        &form,
        &["Tomás Reis objects: “Nobody can undo it at night.”"],
    );
    let page = world.posted("/initiatives/1/objections/0/help", &[]).await;
    says(&page, &["Mona Ott helps as its steward"]);
    let way = [("text", "A pilot of two weeks.")];
    let page = world
        .posted("/initiatives/1/objections/0/way-out", &way)
        .await;
    says(
        &page,
        &[
            "A way out, offered today by Mona Ott A pilot of two weeks.",
            "Mona Ott offered a way out of the objection of Tomás Reis",
        ],
    );
    let today = world.page("/").await;
    says(
        &today,
        &[
            "You help with an objection to I-1 Ship any day",
            "one way out was offered",
        ],
    );
    let end = [("how", "resolved"), ("text", "Fine.")];
    let mine = world.post("/initiatives/1/objections/0/end", &end).await;
    assert_eq!(mine.status, 422);
    says(&mine.body, &["That objection is not yours."]);
    let page = world
        .posted("/initiatives/1/objections/0/stop-helping", &[])
        .await;
    says(&page, &["Nobody helps yet"]);
    let nothing = world.get("/initiatives/1/objections/7/help").await;
    assert_eq!(nothing.status, 404);
}

#[tokio::test]
async fn one_renews_and_ends_ones_own() {
    let world = World::new().await;
    world.starts(PRIYA, "Ship any day").await;
    objects(&world, MONA).await;
    world.days_pass(25);
    let today = world.page("/").await;
    says(
        &today,
        &["Your objection to I-1 Ship any day", "It lapses in 5 days"],
    );
    let because = [("because", "Still no switch.")];
    let page = world
        .posted("/initiatives/1/objections/0/renew", &because)
        .await;
    says(&page, &["Renewed today Still no switch."]);
    let how = world.post("/initiatives/1/objections/0/end", &[]).await;
    says(&how.body, &["The way it ended is empty."]);
    let end = [("how", "integrated"), ("text", "It is in the text.")];
    let page = world.posted("/initiatives/1/objections/0/end", &end).await;
    says(
        &page,
        &[
            "1 ended",
            "How it ended It is in the text.",
            "The objection of Mona Ott was integrated",
        ],
    );
    assert!(!page.contains("nothing goes on while one stands"));
}

#[tokio::test]
async fn the_form_of_the_last_call_says_who_would_be_hurried() {
    let world = World::new().await;
    world.starts(MONA, "Ship any day").await;
    asks(&world, MONA, PRIYA).await;
    let form = world.page("/initiatives/1/last-call").await;
    says(
        &form,
        &[
            "consent: no objection stands at the end of a last call: at least two working days for all who are asked",
            "lazy consensus: for small things: silence for one working day means yes",
            "advice process: for small things: you decide now",
            "Whoever is asked has two working days by 5 Jan 2026; for lazy consensus 2 Jan 2026 is enough. An earlier day would hurry Priya Amin, by their time zone and holidays.",
            "A revision of more than spelling ends the call",
            "Good enough for now, safe enough to try",
        ],
    );
    assert!(form.contains(r#"name="until" type="date" value="2026-01-05""#));
    assert!(form.contains(r#"name="review" type="date" value="2026-07-01""#));
    assert!(
        form.matches(" required").count() <= 8,
        "five fields, one of them of three choices"
    );
    let mut typed = vec![
        ("way", "consent"),
        ("until", "2026-01-02"),
        ("what", "One lane."),
        ("why", "Nine days."),
        ("review", "2026-07-01"),
    ];
    let short = world.post("/initiatives/1/last-call", &typed).await;
    assert_eq!(short.status, 422);
    says(
        &short.body,
        &[
            "Priya Amin would have fewer than 2 working days.",
            "Let it end on 2026-01-05 or later.",
            "One lane.",
        ],
    );
    typed[1].1 = "2026-01-05";
    let page = world.posted("/initiatives/1/last-call", &typed).await;
    says(
        &page,
        &[
            "Last call until 5 Jan 2026 consent · 2 working days are left for you",
            "1 of 1 who are asked have not said a word; that is fine, silence is consent. Not heard, for you alone to see: Priya Amin.",
            "Mona Ott called for the last time, until 5 Jan 2026, by consent",
        ],
    );
    let page = world.posted("/initiatives/1/last-call/withdraw", &[]).await;
    says(&page, &["Mona Ott withdrew the last call"]);
}

#[tokio::test]
async fn one_click_on_today_lives_with_it() {
    let world = World::new().await;
    world.starts(PRIYA, "Ship any day").await;
    asks(&world, PRIYA, MONA).await;
    calls(&world, PRIYA, 10).await;
    let today = world.page("/").await;
    says(
        &today,
        &[
            "Last call for I-1 Ship any day",
            "You are asked. Until 2026-01-11; 6 working days are left for you.",
        ],
    );
    assert!(today.contains(r#"action="/initiatives/1/live-with-it""#));
    let page = world.page("/initiatives/1").await;
    assert!(
        !page.contains("for you alone to see"),
        "names are for the lead"
    );
    assert!(page.contains(r#"action="/initiatives/1/live-with-it""#));
    let page = world.posted("/initiatives/1/live-with-it", &[]).await;
    says(
        &page,
        &["All 1 who are asked have said a word.", "Mona Ott · follow"],
    );
    assert!(!page.contains("live-with-it"));
}

#[tokio::test]
async fn an_objection_holds_it_until_it_ends_and_then_there_is_a_record() {
    let world = World::new().await;
    world.starts(PRIYA, "Ship any day").await;
    asks(&world, PRIYA, TOMAS).await;
    let follow = initiative::Command::Follow {
        initiative: IT,
        stance: Stance::FollowWithReservations,
        reservation: "I would wait.".into(),
    };
    on(&world, TOMAS, follow).await;
    calls(&world, PRIYA, 6).await;
    objects(&world, MONA).await;
    world.days_pass(8);
    upkeep(&world).await;
    let page = world.page("/initiatives/1").await;
    says(
        &page,
        &["Its day has passed. It is agreed as soon as no objection stands."],
    );
    let end = [("how", "integrated"), ("text", "It has a switch.")];
    world.posted("/initiatives/1/objections/0/end", &end).await;
    upkeep(&world).await;
    let page = world.page("/initiatives/1").await;
    says(
        &page,
        &["Agreed One lane for all.", "It was agreed on by consent"],
    );
    let record = world.page("/initiatives/1/agreements/0").await;
    says(
        &record,
        &[
            "Decision record",
            "by consent, after a last call from 1 Jan 2026; called by Priya Amin.",
            "What One lane for all.",
            "Why Nine days are too many.",
            "What else was considered Nothing was written down.",
            "Mona Ott · objected",
            "Tomás Reis · was asked, took a stance",
            "Reservations of those who follow Tomás Reis I would wait.",
            "Objections, and how they ended Mona Ott objected",
            "integrated",
            "It has a switch.",
            "It is looked at again on 30 Jun 2026.",
        ],
    );
    let copy = world.page("/initiatives/1/agreements/0?as=markdown").await;
    assert!(copy.contains("# Decision record"), "{copy}");
    assert!(copy.contains("## Dissent that is kept") && copy.contains("I would wait."));
    assert!(
        !copy.contains("Look at it again"),
        "what can be done is left out"
    );
    let json = world.page("/api/v1/initiatives/1/agreements/0").await;
    assert!(json.contains(r#""how":"integrated""#), "{json}");
    let none = world.get("/initiatives/1/agreements/1").await;
    assert_eq!(none.status, 404);
}

#[tokio::test]
async fn a_small_thing_is_decided_after_advice_and_looked_at_again() {
    let world = World::new().await;
    world.starts(MONA, "Ship any day").await;
    let mut typed = vec![
        ("what", "One lane."),
        ("why", "Nine days."),
        ("review", "2026-07-01"),
        ("try_until", "2026-03-01"),
    ];
    let alone = world.post("/initiatives/1/decide", &typed).await;
    assert_eq!(alone.status, 422);
    says(&alone.body, &["Nobody was asked for advice on I-1."]);
    asks(&world, MONA, PRIYA).await;
    let wait = world.post("/initiatives/1/decide", &typed).await;
    says(
        &wait.body,
        &["Priya Amin was asked for advice and may still answer until 2026-01-04."],
    );
    world.days_pass(5);
    typed.push(("way", "advice process"));
    let page = world.posted("/initiatives/1/last-call", &typed).await;
    says(
        &page,
        &[
            "by advice process · to be tried until 1 Mar 2026",
            "Mona Ott decided by advice process",
        ],
    );
    world.days_pass(60);
    let today = world.page("/").await;
    says(
        &today,
        &[
            "Look again at what was agreed on in I-1 Ship any day",
            "does it stay?",
        ],
    );
    let review = [("found", "It stays."), ("next", "2026-09-01")];
    let record = world
        .posted("/initiatives/1/agreements/0/review", &review)
        .await;
    says(
        &record,
        &[
            "It is looked at again on 1 Sep 2026.",
            "Mona Ott · next on 1 Sep 2026 It stays.",
        ],
    );
    let none = [("found", "It stays."), ("next", "")];
    let record = world
        .posted("/initiatives/1/agreements/0/review", &none)
        .await;
    says(&record, &["It needs no further look."]);
}

#[tokio::test]
async fn nothing_of_it_can_be_done_in_the_past() {
    let world = World::new().await;
    world.starts(PRIYA, "Ship any day").await;
    objects(&world, TOMAS).await;
    world.days_pass(2);
    let page = world.page("/initiatives/1?at=2026-01-02").await;
    says(&page, &["Tomás Reis objected"]);
    assert!(!page.contains("/objections/0/help"));
    assert!(!page.contains("/initiatives/1/object\""));
}
