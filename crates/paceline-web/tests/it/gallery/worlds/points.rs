//! What teams make of what stands above them: a translation that turned stale, a veer-off, and a team that says nothing.

use paceline_core::{
    Command, GoalId, InitiativeId, TeamId, compass::Point, goal, initiative, translation, veer_off,
};

use crate::common::{MONA, PRIYA, World};

/// A goal of the organisation that Checkout translated before it changed, and departs from; Search has not said a word.
pub(super) async fn says_what_it_means(world: &World) {
    let set = goal::Command::Set(goal::Setting {
        title: "Nobody waits for us".into(),
        why: "Every day that a change waits, somebody works around it.".into(),
        ..goal::Setting::default()
    });
    world.does(PRIYA, Command::Goal(set)).await;
    let goal = world.store.read(|state| GoalId::at(state.goals.len() - 1));
    let (of, team) = (Point::Goal(goal), TeamId(1));
    let search = world.forms("Search", None).await;
    world.joins_team(search, PRIYA).await;
    for text in [
        "We ship the basket alone.",
        "We ship the basket **alone**, and the rest behind it.",
    ] {
        let write = translation::Command::Write {
            of,
            team,
            text: text.into(),
        };
        world.does(MONA, Command::Translation(write)).await;
    }
    let depart = veer_off::Command::Depart {
        of,
        team,
        stakeholder: "The card schemes".into(),
        reason: "They audit every release for a week.".into(),
        until: "2026-06-30".parse().unwrap(),
    };
    world.does(MONA, Command::VeerOff(depart)).await;
    let against = initiative::Command::GoAgainst {
        initiative: InitiativeId(1),
        of,
        because: "The audit waits for a release day.".into(),
    };
    world.acts(MONA, against).await;
    world.days_pass(1);
    let revise = goal::Command::Revise {
        goal,
        title: Some("Nobody waits for us for a day".into()),
        why: None,
        until: None,
        because: "Say how long".into(),
    };
    world.does(PRIYA, Command::Goal(revise)).await;
}
