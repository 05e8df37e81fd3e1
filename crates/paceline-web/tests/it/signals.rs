//! Signals: grouped by rule, with evidence, why, and one next step.

use paceline_core::{
    Command, EntryId,
    compass::{self, Point, StrategyText},
    veer_off,
};

use crate::common::{CHECKOUT, MONA, PRIYA, World, says};

#[tokio::test]
async fn an_organisation_without_findings_is_told_what_would_be_one() {
    let world = World::new().await;
    says(
        &world.page("/signals").await,
        &["Nothing was found.", "For example"],
    );
}

#[tokio::test]
async fn findings_carry_evidence_a_reason_and_a_next_step() {
    let world = World::new().await;
    world.gap("Nine days", "One hour").await;
    world.starts(PRIYA, "Ship any day").await;
    world.starts(MONA, "Error budget").await;
    world.days_pass(40);
    let all = world.page("/signals").await;
    says(
        &all,
        &[
            "5 found",
            "A first lead, and nobody follows first-lead-unfollowed",
            "I-1 Ship any day",
            "Seen, and nobody acts inert-gap To see a gap",
            "Since 1 Jan 2026, 5 weeks ago",
            "the gap was recorded",
            "G-1 Nine days",
            "Signals 5 found",
        ],
    );
    for to in [
        "/gaps/1/initiatives/new",
        "/initiatives/1/follow",
        "/initiatives/2/serve",
    ] {
        assert!(all.contains(&format!(r#"href="{to}""#)), "{to}");
        world.page(to).await;
    }
    says(
        &world.page("/signals?rule=inert-gap").await,
        &["1 found", "Seen, and nobody acts"],
    );
    says(&world.page("/signals?find=budget").await, &["2 found"]);
    says(
        &world.page("/signals?rule=inert-gap&team=engineering").await,
        &["1 found"],
    );
    assert_eq!(world.get("/signals?rule=nonsense").await.status, 400);
    says(
        &world.page("/signals?at=2026-01-02").await,
        &["Nothing was found."],
    );
    says(
        &world.page("/initiatives/1").await,
        &["A first lead, and nobody follows Since 1 Jan 2026"],
    );
}

#[tokio::test]
async fn an_act_takes_its_finding_away() {
    let world = World::new().await;
    world.gap("Nine days", "One hour").await;
    world.days_pass(40);
    says(&world.page("/signals").await, &["1 found"]);
    world
        .posted("/gaps/1/close", &[("outcome", "An hour now")])
        .await;
    says(&world.page("/signals").await, &["Nothing was found."]);
}

#[tokio::test]
async fn what_stands_on_the_compass_is_found_beside_its_page() {
    let world = World::new().await;
    let strategy = |title: &str, shown_to| {
        Command::Compass(compass::Command::WriteStrategy(StrategyText {
            title: title.into(),
            diagnosis: "Releases are large and rare.".into(),
            guiding_policy: "Small and often.".into(),
            shown_to,
            ..StrategyText::default()
        }))
    };
    world
        .does(PRIYA, strategy("Ship in small steps", None))
        .await;
    world
        .does(PRIYA, strategy("A quiet draft", Some(Vec::new())))
        .await;
    let depart = veer_off::Command::Depart {
        of: Point::Entry(EntryId(1)),
        team: CHECKOUT,
        stakeholder: "The bank".into(),
        reason: "They test by hand.".into(),
        until: jiff::civil::date(2026, 1, 20),
    };
    world.does(MONA, Command::VeerOff(depart)).await;
    world.days_pass(40);
    let all = world.page("/signals").await;
    says(
        &all,
        &[
            "3 found",
            "Compass Serves nothing above 0 Nobody serves it 1 Nobody translates it 1",
            "Nobody serves it nobody-serves",
            "C-1 Ship in small steps",
            "it was opened to everybody",
            "V-1 Checkout departs from C-1 Ship in small steps",
            "C-1 was departed from until 2026-01-20",
        ],
    );
    assert!(!all.contains("A quiet draft"));
    for to in ["/compass/1", "/veer-offs/1", "/goals/new"] {
        assert!(all.contains(&format!(r#"href="{to}""#)), "{to}");
    }
    says(&world.page("/signals?team=checkout").await, &["1 found"]);
    says(&world.page("/signals?find=small+steps").await, &["3 found"]);
    says(
        &world.page("/").await,
        &["Renew, return or propose: Checkout departs from C-1 Ship in small steps"],
    );
}

#[tokio::test]
async fn what_is_found_about_a_goal_leads_to_what_helps() {
    let world = World::new().await;
    world.goal(MONA, "Releases take an hour").await;
    world.days_pass(60);
    let all = world.page("/signals").await;
    says(
        &all,
        &[
            "A goal gone stale stale-goal",
            "O-1 Releases take an hour",
            "it was set, and nobody has checked in since",
            "A goal without a measure goal-without-measure",
        ],
    );
    for to in ["/goals/1/check-in", "/goals/1/key-results/new"] {
        assert!(all.contains(&format!(r#"href="{to}""#)), "{to}");
        world.page(to).await;
    }
    let home = world.page("/").await;
    says(&home, &["Check in on O-1", "A goal without a measure: O-1"]);
    assert!(!home.contains("A goal gone stale:"), "it is told once");
}
