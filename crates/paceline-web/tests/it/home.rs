//! Home: what waits for whoever looks.

use paceline_core::{
    Command, InitiativeId,
    initiative::{self, AskedOf, Stance},
};

use crate::common::{CHECKOUT, MONA, PRIYA, World, says};

#[tokio::test]
async fn an_empty_home_teaches() {
    let world = World::empty().await;
    says(
        &world.page("/").await,
        &["Nothing waits for you.", "For example", "Record a gap"],
    );
}

#[tokio::test]
async fn home_shows_what_waits_for_me_and_who_could_use_a_follower() {
    let world = World::new().await;
    world.starts(MONA, "Error budget").await;
    world.starts(PRIYA, "Readable runbooks").await;
    let rhythm = initiative::Command::SetRhythm {
        initiative: InitiativeId(1),
        every_days: 14,
    };
    world.does(MONA, Command::Initiative(rhythm)).await;
    let ask = initiative::Command::Ask {
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
            "Today, Mona Ott",
            "4 things wait for you. 1 could use a follower.",
            "You check in every 2 weeks; the last word was 2 weeks ago.",
            "Move one service Asked of Checkout 2 weeks ago for Readable runbooks.",
            "Nobody follows since 1 Jan 2026",
            "Serves no gap and no goal since",
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
        &[
            "Mona Ott only you see this",
            "Overclocked since 1 Jan 2026: leads I-",
        ],
    );
    let signals = world.page("/signals?rule=overclocked").await;
    says(&signals, &["1 found", "Mona Ott only you see this"]);
    assert!(!signals.contains("Priya Amin"));
    let follow = initiative::Command::Follow {
        initiative: InitiativeId(1),
        stance: Stance::Follow,
    };
    world.does(MONA, Command::Initiative(follow)).await;
}
