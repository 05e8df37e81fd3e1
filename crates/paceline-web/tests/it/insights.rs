//! Insights: looking back at the organisation or a team, and what nobody else may see.

use crate::common::{CHECKOUT, MONA, PRIYA, World, says};
use paceline_core::{
    Command, InitiativeId, PersonId,
    initiative::{AskedOf, Command as On, Size, Stance},
    person, team,
};

async fn follows(world: &World, who: PersonId, initiative: u32) {
    let follow = On::Follow {
        reservation: String::new(),
        initiative: InitiativeId(initiative),
        stance: Stance::Follow,
    };
    world.does(who, Command::Initiative(follow)).await;
}

/// New people in the Checkout team.
async fn join(world: &World, people: std::ops::Range<u32>) {
    for number in people {
        let join = person::Command::Join {
            handle: format!("new-{number}"),
            name: format!("New {number}"),
            role: person::Role::Member,
        };
        world.does(MONA, Command::Person(join)).await;
        let join = team::Command::Join {
            team: CHECKOUT,
            person: PersonId(4 + number),
        };
        world.does(MONA, Command::Team(join)).await;
    }
}

#[tokio::test]
async fn an_empty_organisation_is_told_plainly() {
    let page = World::empty().await.page("/insights").await;
    says(
        &page,
        &[
            "You have neither led nor followed in this time.",
            "Nothing is on its way now.",
            "There are no two teams of five or more people to compare.",
            "Nothing was recorded in this time.",
        ],
    );
}

#[tokio::test]
async fn everybody_sees_their_own_paceline_and_no_other() {
    let world = World::new().await;
    world.starts(MONA, "Ship any day").await;
    world.starts(PRIYA, "Readable runbooks").await;
    follows(&world, MONA, 2).await;
    world.days_pass(10);
    let page = world.page("/insights").await;
    says(
        &page,
        &["Your paceline only you see this", "following 1.0 × leading"],
    );
    says(
        &page,
        &[
            "I-1 Ship any day",
            "led",
            "I-2 Readable runbooks",
            "followed",
        ],
    );
    let team = world.page("/insights?team=checkout").await;
    assert!(!team.contains("Your paceline"), "{team}");
}

#[tokio::test]
async fn a_team_of_fewer_than_five_is_not_counted() {
    let world = World::new().await;
    world.starts(PRIYA, "Readable runbooks").await;
    let few = world.page("/insights?team=checkout").await;
    says(
        &few,
        &[
            "The team led 1 initiative.",
            "What fewer than five people follow is shown to nobody else.",
            "What fewer than five people do is counted for nobody else.",
        ],
    );
    assert!(!few.contains("following"), "{few}");
    join(&world, 0..4).await;
    let five = world.page("/insights?team=checkout").await;
    says(
        &five,
        &[
            "0 gaps, 1 start, 0 follows",
            "1 initiative is on its way, in ‘scoping’",
            "Time to first answer Nobody asked for support in this time.",
        ],
    );
    assert!(!five.contains("What fewer than five people"), "{five}");
}

#[tokio::test]
async fn it_can_be_asked_how_far_back_and_as_of_any_day() {
    let world = World::new().await;
    world.starts(PRIYA, "Readable runbooks").await;
    world.days_pass(100);
    world.gap("Nine days", "One day").await;
    let quarter = world.page("/insights?span=3-months").await;
    says(&quarter, &["in the last 3 months", "1 gap, 0 starts"]);
    says(&world.page("/insights?span=all").await, &["1 gap, 1 start"]);
    let early = world.page("/insights?at=2026-01-05&team=checkout").await;
    assert!(early.contains(r#"name="at" value="2026-01-05""#));
    assert!(
        early.contains(r#"href="/initiatives/1?at=2026-01-05""#),
        "{early}"
    );
    assert_eq!(world.get("/insights?team=nowhere").await.status, 400);
    says(
        &world.page("/insights?span=nonsense").await,
        &["in the last 6 months"],
    );
}

#[tokio::test]
async fn how_soon_asks_are_answered_is_told_for_five_or_more() {
    let world = World::new().await;
    world.starts(PRIYA, "Readable runbooks").await;
    let ask = On::Ask {
        initiative: InitiativeId(1),
        of: AskedOf::Person(MONA),
        also: Vec::new(),
        what: "A review".into(),
        size: Some(Size::Medium),
        until: None,
    };
    world.does(PRIYA, Command::Initiative(ask)).await;
    let few = world.page("/insights").await;
    says(
        &few,
        &[
            "Time to first answer Too few people have answered to say how soon without saying who.",
            "Medium asks 1 – – – Large asks 0",
            "All asks 1 – – –",
        ],
    );
    let team = world.page("/insights?team=checkout").await;
    says(&team, &["How soon fewer than five people answer"]);
}

#[tokio::test]
async fn the_rail_leads_there() {
    let page = World::new().await.page("/insights").await;
    says(&page, &["Looking back Results Insights"]);
    assert!(page.contains(r#"<a href="/insights" aria-current="page">"#));
}
