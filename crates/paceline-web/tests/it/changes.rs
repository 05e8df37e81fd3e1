//! What changed in the alignment between two days.

use paceline_core::{Command, GoalId, compass::Point, goal};

use crate::{
    alignment::{starts_for, wants},
    common::{CHECKOUT, PRIYA, World, says},
};

#[tokio::test]
async fn two_days_stand_side_by_side_with_what_changed() {
    let world = World::new().await;
    wants(&world, "Calm on-call", None, &[]).await;
    wants(&world, "No night release", Some(CHECKOUT), &[]).await;
    let then = world.now().date();
    world.days_pass(40);
    let serve = goal::Command::Serve {
        goal: GoalId(2),
        serves: Point::Goal(GoalId(1)),
    };
    world.does(PRIYA, Command::Goal(serve)).await;
    starts_for(&world, 1, "Ship <b>any</b> day").await;
    let page = world
        .page(&format!("/alignment/changes?since={then}"))
        .await;
    says(
        &page,
        &[
            "Since 1 January 2026: 2 goals with another status, 1 with something else to serve; 1 initiative new.",
            "O-1 Calm on-call other status pending stale",
            "O-2 No night release other status, serves something else pending · serves nothing stale · serves O-1",
            "I-1 Ship &#60;b&#62;any&#60;/b&#62; day new not there scoping · serves O-1",
        ],
    );
    assert!(page.contains(&format!("/alignment?at={then}")), "{page}");
    let team = world
        .page(&format!("/alignment/changes?since={then}&team=checkout"))
        .await;
    assert!(!team.contains("O-1 Calm"), "only the team’s: {team}");
    let past = format!("/alignment/changes?since={then}&at={then}");
    says(
        &world.get(&past).await.body,
        &["is not before", "earlier day"],
    );
    assert_eq!(world.get("/alignment/changes?since=then").await.status, 400);
}
