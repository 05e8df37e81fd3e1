//! The end of goals as stories: progress, confidence and score are three things, and what is closed can be opened again.

use super::*;

fn closes(goal: GoalId, outcome: Outcome, score: Option<i64>) -> crate::Command {
    on(Command::Close(Closing {
        goal,
        outcome,
        text: "Small steps.".to_owned(),
        score: score.map(Amount::thousandths),
    }))
}

#[test]
fn progress_confidence_and_score_are_three_things() {
    let mut story = Story::new();
    let goal = story.goal(ADA, "Faster to customers");
    story.does(ADA, lead_time(goal));
    story.does(ADA, says(goal, Some(3), &[(0, 5_000)]));
    let row_of = |story: &Story| row(story.sight(), goal, story.now);
    let before = row_of(&story);
    assert_eq!(
        (before.progress_percent, before.confidence, before.score),
        (Some(50), Some(3), None)
    );
    story.does(ADA, closes(goal, Outcome::Missed, Some(700)));
    let after = row_of(&story);
    assert_eq!(
        (after.progress_percent, after.confidence, after.score),
        (Some(50), Some(3), Some(Amount::thousandths(700)))
    );
}

#[test]
fn what_is_not_measured_has_no_progress() {
    let mut story = Story::new();
    let goal = story.goal(ADA, "Faster to customers");
    assert_eq!(row(story.sight(), goal, story.now).progress_percent, None);
}

#[test]
fn a_score_lies_between_nought_and_one() {
    let mut story = Story::new();
    let goal = story.goal(ADA, "Faster to customers");
    for score in [-1, 1_001] {
        let refusal = story.tries(
            crate::By::Person(ADA),
            &closes(goal, Outcome::Achieved, Some(score)),
        );
        assert!(matches!(
            refusal,
            Err(crate::Refusal::ScoreOutOfRange { .. })
        ));
    }
    story.does(ADA, closes(goal, Outcome::Achieved, Some(1_000)));
}

#[test]
fn a_goal_does_not_end_without_a_word_on_what_was_learned() {
    let mut story = Story::new();
    let goal = story.goal(ADA, "Faster to customers");
    let silent = on(Command::Close(Closing {
        goal,
        outcome: Outcome::Dropped,
        text: "  ".to_owned(),
        score: None,
    }));
    story.refuses(ADA, silent, "The note on what was learned is empty.");
}

#[test]
fn a_closed_goal_refuses_everything_but_to_be_opened_again() {
    let mut story = Story::new();
    let other = story.goal(BEN, "Everybody ships any day");
    let goal = story.goal(ADA, "Faster to customers");
    story.does(ADA, lead_time(goal));
    story.does(ADA, closes(goal, Outcome::Achieved, None));
    let because = "It slipped.".to_owned();
    let asked = [
        Command::Revise {
            goal,
            title: Some("Slower".to_owned()),
            why: None,
            until: None,
            because: because.clone(),
        },
        Command::Serve {
            goal,
            serves: Point::Goal(other),
        },
        Command::StopServing {
            goal,
            serves: Point::Goal(other),
        },
        Command::DropKeyResult {
            goal,
            key_result: 0,
            because: because.clone(),
        },
        Command::Report {
            goal,
            key_result: 0,
            value: Amount::whole(1),
            source: String::new(),
        },
        Command::SetRhythm {
            goal,
            every: None,
            paused: true,
        },
        Command::TakeLead { goal },
        Command::StepBack { goal },
        Command::HandOver {
            goal,
            to: BEN,
            note: String::new(),
        },
    ];
    for command in asked {
        story.refuses(ADA, on(command), "O-2 is closed.");
    }
    story.refuses(ADA, says(goal, None, &[]), "O-2 is closed.");
    story.refuses(ADA, closes(goal, Outcome::Missed, None), "O-2 is closed.");
    let serve_what_is_closed = on(Command::Serve {
        goal: other,
        serves: Point::Goal(goal),
    });
    story.refuses(BEN, serve_what_is_closed, "O-2 is closed.");
}

#[test]
fn a_goal_that_is_opened_again_keeps_how_it_was_closed() {
    let mut story = Story::new();
    let goal = story.goal(ADA, "Faster to customers");
    let reopen = |because: &str| {
        on(Command::Reopen {
            goal,
            because: because.to_owned(),
        })
    };
    story.refuses(ADA, reopen("It slipped."), "O-1 is open.");
    story.does(ADA, closes(goal, Outcome::Achieved, Some(900)));
    story.days_pass(200);
    story.refuses(ADA, reopen(""), "The reason is empty.");
    story.does(ADA, reopen("It slipped."));
    let page = shown(&story, goal);
    assert!(page.closed.is_none() && page.may_act);
    assert_eq!(
        page.changes[0].sentence,
        "Opened again; it had been achieved."
    );
    assert_eq!(
        page.row.status, "pending",
        "the time while it was closed is held against nobody"
    );
    let was = story.state.goals[0].reopened[0].was;
    assert_eq!(was.score, Some(Amount::thousandths(900)));
}
