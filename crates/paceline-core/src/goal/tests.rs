//! Goals as stories.

use super::*;
use crate::testing::{ADA, BEN, Story};

#[test]
fn a_goal_without_a_word_for_weeks_reads_stale_whatever_was_claimed() {
    let mut story = Story::new();
    let goal = story.goal(ADA, "Lead time under a day");
    let check_in = |text: &str| {
        crate::Command::Goal(Command::CheckIn(Saying {
            goal,
            status: Status::OnTrack,
            confidence: None,
            values: Vec::new(),
            text: text.to_owned(),
            help: String::new(),
        }))
    };
    assert_eq!(
        status(story.sight(), &story.state.goals[0], story.now),
        "pending"
    );
    story.does(ADA, check_in("Down to three days."));
    assert_eq!(
        status(story.sight(), &story.state.goals[0], story.now),
        "on track"
    );
    story.days_pass(46);
    assert_eq!(
        status(story.sight(), &story.state.goals[0], story.now),
        "stale"
    );
}

#[test]
fn a_closed_goal_takes_no_more_check_ins() {
    let mut story = Story::new();
    let goal = story.goal(ADA, "Lead time under a day");
    story.does(
        ADA,
        crate::Command::Goal(Command::Close(Closing {
            goal,
            outcome: Outcome::Achieved,
            text: "Small steps.".into(),
            score: None,
        })),
    );
    let late = crate::Command::Goal(Command::CheckIn(Saying {
        goal,
        status: Status::OnTrack,
        confidence: None,
        values: Vec::new(),
        text: "Still here".into(),
        help: String::new(),
    }));
    story.refuses(ADA, late, "O-1 is closed.");
}

fn on(command: Command) -> crate::Command {
    crate::Command::Goal(command)
}

fn lead_time(goal: GoalId) -> crate::Command {
    on(Command::AddKeyResult(Counting::number(
        goal,
        "Lead time",
        "days",
        [Amount::whole(9), Amount::whole(1)],
    )))
}

fn says(goal: GoalId, confidence: Option<u8>, values: &[(u16, i64)]) -> crate::Command {
    on(Command::CheckIn(Saying {
        goal,
        status: Status::OnTrack,
        text: "Smaller steps.".into(),
        confidence,
        values: values
            .iter()
            .map(|(number, thousandths)| (*number, Amount::thousandths(*thousandths)))
            .collect(),
        help: String::new(),
    }))
}

#[test]
fn what_is_stands_beside_what_is_wanted_and_what_was_expected_by_now() {
    let mut story = Story::new();
    story.does(
        ADA,
        on(Command::Set(Setting {
            title: "Faster to customers".into(),
            team: None,
            until: Some(story.now.plus_days(99).date()),
            ..Setting::default()
        })),
    );
    let goal = GoalId::at(0);
    story.does(BEN, lead_time(goal));
    let progress = |story: &Story| row(story.sight(), goal, story.now).progress;
    assert_eq!(
        progress(&story).as_deref(),
        Some("9 days at the start; 1 wanted, 9 expected by now")
    );
    story.days_pass(50);
    story.does(ADA, says(goal, Some(7), &[(0, 4_500)]));
    story.days_pass(5);
    story.does(ADA, says(goal, None, &[(0, 3_800)]));
    assert_eq!(
        progress(&story).as_deref(),
        Some("3.8 days; 1 wanted, 4.6 expected by now")
    );
    let page = page(story.sight(), Some(BEN), goal, story.now).unwrap();
    let measure = &page.key_results[0];
    let values: Vec<_> = measure.points.iter().map(|point| point.value).collect();
    assert_eq!(
        values,
        [Amount::thousandths(4_500), Amount::thousandths(3_800)]
    );
    assert_eq!(measure.is(), Some(Amount::thousandths(3_800)));
    assert_eq!(
        page.confidence.map(|said| said.given),
        Some(7),
        "the last that was said"
    );
    assert_eq!(page.progress, [progress(&story).unwrap()]);
}

#[test]
fn at_most_five_key_results_each_with_somewhere_to_go() {
    let mut story = Story::new();
    let goal = story.goal(ADA, "Faster to customers");
    let still = on(Command::AddKeyResult(Counting::number(
        goal,
        "Lead time",
        "days",
        [Amount::whole(3), Amount::whole(3)],
    )));
    story.refuses(
        ADA,
        still,
        "It is 3 at the start and 3 is wanted: there is nothing to reach.",
    );
    for _ in 0..KEY_RESULTS_LIMIT {
        story.does(ADA, lead_time(goal));
    }
    let may_add = |story: &Story| {
        let page = page(story.sight(), Some(ADA), goal, story.now).unwrap();
        page.may_add_key_result
    };
    assert!(!may_add(&story));
    story.refuses(ADA, lead_time(goal), "O-1 has five key results.");
    story.does(
        ADA,
        on(Command::Close(Closing {
            goal,
            outcome: Outcome::Achieved,
            text: "Small steps.".into(),
            score: None,
        })),
    );
    story.refuses(ADA, lead_time(goal), "O-1 is closed.");
}

#[test]
fn a_check_in_says_each_known_key_result_once_and_a_confidence_up_to_ten() {
    let mut story = Story::new();
    let goal = story.goal(ADA, "Faster to customers");
    story.does(ADA, lead_time(goal));
    story.refuses(ADA, says(goal, Some(11), &[]), "11 is outside 0 to 10.");
    story.refuses(
        ADA,
        says(goal, None, &[(1, 5_000)]),
        "O-1 has no such key result.",
    );
    let twice = says(goal, None, &[(0, 5_000), (0, 6_000)]);
    story.refuses(
        ADA,
        twice,
        "A key result of O-1 has two values in one check-in.",
    );
    assert!(story.state.goals[0].check_ins.is_empty());
    story.does(ADA, says(goal, Some(10), &[(0, 5_000)]));
}
