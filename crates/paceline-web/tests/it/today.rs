//! Today: what waits for whoever looks.

use paceline_core::{
    Command, InitiativeId,
    initiative::{self, AskedOf, Stance},
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
