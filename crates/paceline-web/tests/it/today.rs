//! Today: what waits for whoever looks.

use paceline_core::{
    Command, InitiativeId, PersonId,
    initiative::{self, AskedOf, Label, Stance},
};

use crate::common::{CHECKOUT, MONA, PRIYA, World, says};

#[tokio::test]
async fn an_empty_today_teaches() {
    let world = World::empty().await;
    says(
        &world.page("/").await,
        &["Nothing waits for you.", "For example", "Record a gap"],
    );
}

#[tokio::test]
async fn today_shows_what_waits_for_me_and_who_could_use_a_follower() {
    let world = World::new().await;
    world.starts(MONA, "Error budget").await;
    world.starts(PRIYA, "Readable runbooks").await;
    let rhythm = initiative::Command::SetRhythm {
        initiative: InitiativeId(1),
        every_days: 14,
    };
    world.does(MONA, Command::Initiative(rhythm)).await;
    let ask = initiative::Command::Ask {
        also: Vec::new(),
        size: None,
        until: None,
        initiative: InitiativeId(2),
        of: AskedOf::Team(CHECKOUT),
        what: "Move one service".into(),
    };
    world.does(PRIYA, Command::Initiative(ask)).await;
    world.days_pass(16);
    let home = world.page("/").await;
    says(
        &home,
        &[
            "Hello, Mona",
            "Four things wait for you. One could use a follower.",
            "Check in on I-1 Error budget You said every 2 weeks; the last word was 2 weeks ago.",
            "Support asked for I-2 Readable runbooks Asked of Checkout 2 weeks ago: Move one service",
            "A first lead, and nobody follows: I-1 Error budget Since 2 weeks.",
            "Serves no gap and no goal: I-1",
            "Priya leads for the first time; nobody follows yet, 2 weeks.",
        ],
    );
    assert!(home.contains(r#"href="/initiatives/1/check-in""#));
    says(
        &world
            .posted("/initiatives/2/follow", &[("stance", "follow")])
            .await,
        &["You follow"],
    );
    says(&world.page("/").await, &["Everything under way has one."]);
}

#[tokio::test]
async fn to_lead_too_much_is_told_to_that_person_alone() {
    let world = World::new().await;
    for number in 0..5 {
        world.starts(PRIYA, &format!("Priya's {number}")).await;
        world.starts(MONA, &format!("Mona's {number}")).await;
    }
    says(
        &world.page("/").await,
        &["Overclocked only you see this", "Leads I-"],
    );
    let signals = world.page("/signals?rule=overclocked").await;
    says(&signals, &["1 found", "Mona Ott only you see this"]);
    assert!(!signals.contains("Priya Amin"));
    let follow = initiative::Command::Follow {
        reservation: String::new(),
        initiative: InitiativeId(1),
        stance: Stance::Follow,
    };
    world.does(MONA, Command::Initiative(follow)).await;
}

/// Feedback by somebody, at their page.
async fn says_on(world: &World, who: PersonId, initiative: u32, text: &str) {
    let feedback = initiative::Command::GiveFeedback {
        initiative: InitiativeId(initiative),
        label: Label::Suggestion,
        text: text.into(),
        passage: None,
    };
    world.does(who, Command::Initiative(feedback)).await;
}

#[tokio::test]
async fn who_mentions_me_stands_there_until_i_have_answered() {
    let world = World::new().await;
    world.starts(PRIYA, "Readable runbooks").await;
    world.starts(PRIYA, "Error budget").await;
    says_on(&world, PRIYA, 1, "Ask @mona; she knows <b>it</b>.").await;
    // A long text is read from its row, and only the words around the name are shown.
    let long = format!("{} Ask @mona. {}", "word ".repeat(300), "more ".repeat(300));
    world.seconds_pass(60);
    says_on(&world, PRIYA, 2, &long).await;
    let home = world.page("/").await;
    says(
        &home,
        &[
            "You are mentioned",
            "Priya Amin, today, in: feedback on I-2",
            "word Ask @mona. more",
            "Priya Amin, today, in: feedback on I-1",
            "Ask @mona; she knows &lt;b&gt;it&lt;/b&gt;.",
        ],
    );
    assert!(home.contains(r#"href="/initiatives/1""#));
    assert!(home.matches("word ").count() < 40, "the text is cut");
    let told = world.page("/api/v1/today").await;
    assert!(told.contains(r#""place":"feedback on I-1""#), "{told}");
    assert!(told.matches("word ").count() < 40, "the text is cut");
    world.seconds_pass(60);
    says_on(&world, MONA, 1, "I do.").await;
    let home = world.page("/").await;
    assert!(!home.contains("she knows"), "it is answered");
    assert!(home.contains("You are mentioned"), "the other waits");
    world.days_pass(14);
    let home = world.page("/").await;
    assert!(!home.contains("You are mentioned"), "it is past");
}
