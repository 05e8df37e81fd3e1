//! The lead: offered with notes and taken or not, asked for, tried with somebody standing by; a reservation beside a name.

use paceline_core::{
    Command, InitiativeId, PersonId,
    initiative::{self, Stance, Trial},
    judgement::Matters,
};

use crate::common::{MONA, PRIYA, TOMAS, World, says};

const SHIP: InitiativeId = InitiativeId(1);

async fn on(world: &World, who: PersonId, command: initiative::Command) {
    world.does(who, Command::Initiative(command)).await;
}

/// Priya leads it and offers it to Mona.
async fn offered(trial: Option<Trial>) -> World {
    let world = World::new().await;
    world.starts(PRIYA, "Ship any day").await;
    let hand_over = initiative::Command::HandOver {
        initiative: SHIP,
        to: MONA,
        note: "Ask Tomás about the train.".into(),
        trial,
    };
    on(&world, PRIYA, hand_over).await;
    world
}

#[tokio::test]
async fn what_is_offered_waits_with_its_notes_and_is_taken_knowing_what_one_leads() {
    let world = offered(None).await;
    says(
        &world.page("/").await,
        &[
            "You are offered the lead of I-1",
            "Ask Tomás about the train.",
        ],
    );
    says(
        &world.page("/initiatives/1").await,
        &["Offered to Mona Ott today.", "Look at the offer"],
    );
    for title in ["One", "Two", "Three", "Four"] {
        world.starts(MONA, title).await;
    }
    says(
        &world.page("/initiatives/1/accept-lead").await,
        &[
            "Priya Amin offers it to you, today.",
            "only you see this",
            "You lead 4, follow 0",
            "One more is too many",
            "Do not take it",
        ],
    );
    let page = world.posted("/initiatives/1/accept-lead", &[]).await;
    says(&page, &["You lead this", "Mona Ott took the lead"]);
    let again = world.post("/initiatives/1/accept-lead", &[]).await;
    assert_eq!(again.status, 422);
    says(&again.body, &["The lead of I-1 is not offered to you."]);
}

#[tokio::test]
async fn what_is_offered_is_declined_in_ones_own_words() {
    let world = offered(None).await;
    let because = [("because", "Not before summer.")];
    let page = world.posted("/initiatives/1/decline-lead", &because).await;
    says(
        &page,
        &[
            "did not take the lead that was offered",
            "Not before summer.",
        ],
    );
    assert!(!world.page("/").await.contains("You are offered"));
}

#[tokio::test]
async fn the_lead_is_offered_for_a_time_and_the_offer_is_taken_back() {
    let world = World::new().await;
    world.starts(MONA, "Ship any day").await;
    let url = "/initiatives/1/hand-over";
    let half = world
        .post(url, &[("to", "priya"), ("until", "2026-02-01")])
        .await;
    assert_eq!(half.status, 422);
    says(&half.body, &["The name of who stands by is empty."]);
    let typed = [
        ("to", "priya"),
        ("until", "2026-02-01"),
        ("supporter", "tomas"),
    ];
    says(
        &world.posted(url, &typed).await,
        &["Until 2026-02-01, with Tomás Reis standing by"],
    );
    says(
        &world.posted("/initiatives/1/withdraw-offer", &[]).await,
        &["took back the offer to Priya Amin"],
    );
}

#[tokio::test]
async fn a_trial_says_until_when_and_is_kept_or_given_back() {
    let world = offered(Some(Trial {
        until: jiff::civil::date(2026, 2, 1),
        supporter: TOMAS,
    }))
    .await;
    let page = world.posted("/initiatives/1/accept-lead", &[]).await;
    says(
        &page,
        &[
            "Mona Ott tries it on until 2026-02-01",
            "it then goes back to Priya Amin.",
            "Tomás Reis stands by you.",
            "Keep the lead",
            "Give it back",
        ],
    );
    world.days_pass(40);
    says(
        &world.page("/").await,
        &[
            "Keep the lead or step back from I-1",
            "Your trial ended on 2026-02-01.",
        ],
    );
    says(
        &world.page("/initiatives/1/keep-lead").await,
        &["The trial ended on 2026-02-01"],
    );
    says(
        &world.posted("/initiatives/1/step-back", &[]).await,
        &["Priya Amin leads since", "has the lead back"],
    );
    let kept = world.post("/initiatives/1/keep-lead", &[]).await;
    says(&kept.body, &["You do not lead I-1."]);
}

#[tokio::test]
async fn whoever_stands_by_hears_when_a_check_in_is_missed() {
    let world = World::new().await;
    world.starts(PRIYA, "Ship any day").await;
    let rhythm = initiative::Command::SetRhythm {
        initiative: SHIP,
        every_days: 7,
    };
    on(&world, PRIYA, rhythm).await;
    let form = world.page("/initiatives/1/supporter").await;
    says(&form, &["Stand by whoever leads"]);
    let page = world
        .posted("/initiatives/1/supporter", &[("person", "mona")])
        .await;
    says(&page, &["Mona Ott stands by", "Stand by no more"]);
    world.days_pass(7);
    assert!(!world.page("/").await.contains("A check-in was missed"));
    world.days_pass(1);
    says(
        &world.page("/").await,
        &["A check-in was missed on I-1", "You stand by Priya Amin"],
    );
    let page = world
        .posted("/initiatives/1/supporter", &[("person", "")])
        .await;
    says(&page, &["Stand by whoever leads"]);
}

#[tokio::test]
async fn the_lead_is_asked_for_after_the_questions_and_kept_with_a_reason() {
    let world = World::new().await;
    world.starts(PRIYA, "Ship any day").await;
    let url = "/initiatives/1/ask-for-lead";
    says(
        &world.page(url).await,
        &[
            "Which of your own priorities is it about?",
            "Will this matter to you in six months?",
            "What you have taken on",
        ],
    );
    let bare = world.post(url, &[("priority", "Calm releases")]).await;
    assert_eq!(bare.status, 422);
    assert!(bare.body.contains("Calm releases"), "what was typed stays");
    let typed = [
        ("priority", "Calm releases"),
        ("matters", "no"),
        ("note", "I have time."),
    ];
    says(
        &world.posted(url, &typed).await,
        &["You asked for the lead, and wait", "I have time."],
    );
    let keep = initiative::Command::DeclineRequest {
        initiative: SHIP,
        person: MONA,
        because: "I finish it this month.".into(),
    };
    on(&world, PRIYA, keep).await;
    says(
        &world.page("/initiatives/1").await,
        &[
            "kept the lead that Mona Ott asked for",
            "I finish it this month.",
        ],
    );
}

#[tokio::test]
async fn whoever_leads_answers_who_asks() {
    let world = World::new().await;
    world.starts(MONA, "Ship any day").await;
    let asked = initiative::Command::AskForLead {
        initiative: SHIP,
        priority: "Calm releases".into(),
        matters: Matters::Yes,
        note: String::new(),
    };
    on(&world, PRIYA, asked).await;
    says(
        &world.page("/").await,
        &["The lead is asked for: I-1", "Calm releases"],
    );
    let page = world
        .posted(
            "/initiatives/1/decline-request",
            &[("person", "priya"), ("because", "I finish it.")],
        )
        .await;
    says(&page, &["kept the lead that Priya Amin asked for"]);
}

#[tokio::test]
async fn a_reservation_is_asked_for_on_one_page_and_stands_beside_the_name() {
    let world = World::new().await;
    world.starts(PRIYA, "Ship any day").await;
    says(
        &world
            .posted("/initiatives/1/follow", &[("stance", "not-now")])
            .await,
        &["You said: not now", "nobody follows yet"],
    );
    assert!(
        world
            .page("/initiatives/1")
            .await
            .contains("/initiatives/1/reservation")
    );
    let url = "/initiatives/1/reservation";
    let bare = world.post(url, &[]).await;
    assert_eq!(bare.status, 422);
    says(&bare.body, &["The reservation is empty."]);
    let page = world
        .posted(url, &[("reservation", "I would begin smaller.")])
        .await;
    says(
        &page,
        &[
            "You follow with reservations",
            "I would begin smaller.",
            "changed from not now to follow with reservations",
            "first follower Mona Ott",
        ],
    );
    let follow = initiative::Command::Follow {
        initiative: SHIP,
        stance: Stance::Follow,
        reservation: String::new(),
    };
    on(&world, TOMAS, follow).await;
    says(
        &world.page("/initiatives/1").await,
        &["2 follow", "first follower Mona Ott"],
    );
}
