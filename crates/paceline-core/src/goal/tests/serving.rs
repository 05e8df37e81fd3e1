//! What goals serve, as stories: several at once, never themselves, and nothing that does not stand.

use super::*;
use crate::compass;

fn serve(goal: GoalId, serves: Point) -> crate::Command {
    on(Command::Serve { goal, serves })
}

#[test]
fn a_goal_serves_several_and_stops_serving_one() {
    let mut story = Story::new();
    let strategy = compass::StrategyText {
        title: "One way to ship".to_owned(),
        diagnosis: "Nine ways to release.".to_owned(),
        guiding_policy: "One pipeline.".to_owned(),
        ..compass::StrategyText::default()
    };
    let write = compass::Command::WriteStrategy(strategy);
    story.does(ADA, crate::Command::Compass(write));
    let entry = Point::Entry(crate::EntryId::at(0));
    let above = Point::Goal(story.goal(BEN, "Everybody ships any day"));
    let goal = story.goal(ADA, "Faster to customers");
    story.does(ADA, serve(goal, entry));
    story.does(BEN, serve(goal, above));
    story.refuses(ADA, serve(goal, above), "O-2 serves that already.");
    assert_eq!(shown(&story, goal).serves.len(), 2);
    let stop = on(Command::StopServing {
        goal,
        serves: entry,
    });
    story.does(ADA, stop.clone());
    story.refuses(ADA, stop, "O-2 does not serve that.");
    assert_eq!(story.state.goals[1].serves, [above]);
    assert!(story.state.entries[0].goals.is_empty());
}

#[test]
fn no_goal_serves_itself_by_way_of_others() {
    let mut story = Story::new();
    let [one, two, three] = ["One", "Two", "Three"].map(|title| story.goal(ADA, title));
    let loops =
        |goal, above| format!("{above} serves {goal} already, by itself or through others.");
    let itself = story.tries(crate::By::Person(ADA), &serve(one, Point::Goal(one)));
    assert!(matches!(itself, Err(crate::Refusal::GoalLoop { .. })));
    story.does(ADA, serve(one, Point::Goal(two)));
    story.does(ADA, serve(two, Point::Goal(three)));
    story.refuses(ADA, serve(three, Point::Goal(one)), &loops(three, one));
}

#[test]
fn what_is_not_there_cannot_be_served() {
    let mut story = Story::new();
    let goal = story.goal(ADA, "Faster to customers");
    let nothing = Point::Goal(GoalId::at(7));
    story.refuses(ADA, serve(goal, nothing), "There is no goal O-8.");
    let set = on(Command::Set(Setting {
        serves: vec![nothing],
        ..setting("Another")
    }));
    story.refuses(ADA, set, "There is no goal O-8.");
}
