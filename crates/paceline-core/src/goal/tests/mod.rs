//! Goals as stories: setting, revising, checking in; the rest beside it.

use super::*;
use crate::testing::{ADA, BEN, Story};

mod counting;
mod ending;
mod leading;
mod rhythm;
mod serving;

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
    let measure = &page.key_results[0].measure;
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
    assert_eq!(page.key_results[0].in_words, progress(&story).unwrap());
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

/// A day so many days from the beginning of every story.
fn day(days: i64) -> Date {
    crate::testing::START.plus_days(days).date()
}

/// Ada sets a goal, with everything else left out.
fn setting(title: &str) -> Setting {
    Setting {
        title: title.to_owned(),
        ..Setting::default()
    }
}

fn shown(story: &Story, goal: GoalId) -> GoalPage {
    page(story.sight(), Some(ADA), goal, story.now).expect("it is there")
}

#[test]
fn a_goal_says_why_until_when_and_what_it_serves() {
    let mut story = Story::new();
    let above = story.goal(BEN, "Everybody ships any day");
    story.does(
        ADA,
        on(Command::Set(Setting {
            why: "Nine days are eight too many.".to_owned(),
            until: Some(day(90)),
            serves: vec![Point::Goal(above), Point::Goal(above)],
            ..setting("Lead time under a day")
        })),
    );
    let page = shown(&story, GoalId::at(1));
    assert_eq!(page.why.unwrap().short(), "Nine days are eight too many.");
    assert_eq!(page.row.until, Some(day(90)));
    assert_eq!(page.serves.len(), 1, "what is named twice is served once");
    let served_by = shown(&story, above).served_by;
    assert_eq!(served_by[0].title, "Lead time under a day");
}

#[test]
fn a_day_that_has_passed_is_refused_and_today_is_not() {
    let mut story = Story::new();
    story.days_pass(10);
    let until = |days| {
        on(Command::Set(Setting {
            until: Some(day(days)),
            ..setting("Lead time under a day")
        }))
    };
    story.refuses(ADA, until(8), "2026-01-09 has passed.");
    story.does(ADA, until(10));
}

#[test]
fn an_evergreen_goal_is_kept_and_has_no_end() {
    let mut story = Story::new();
    let evergreen = |until| {
        on(Command::Set(Setting {
            evergreen: true,
            until,
            ..setting("Nights are calm")
        }))
    };
    story.refuses(
        ADA,
        evergreen(Some(day(90))),
        "An evergreen goal has no end.",
    );
    story.does(ADA, evergreen(None));
    let goal = GoalId::at(0);
    let until = on(Command::Revise {
        goal,
        title: None,
        why: None,
        until: Some(day(90)),
        because: "A date was asked for.".to_owned(),
    });
    story.refuses(ADA, until, "An evergreen goal has no end.");
    assert!(shown(&story, goal).row.evergreen);
}

#[test]
fn a_revision_says_why_and_what_was_stays_on_record() {
    let mut story = Story::new();
    let goal = story.goal(ADA, "Lead time under a week");
    let revise = |title: &str, because: &str| {
        on(Command::Revise {
            goal,
            title: Some(title.to_owned()),
            why: None,
            until: Some(day(60)),
            because: because.to_owned(),
        })
    };
    let title = "Lead time under a day";
    story.refuses(
        ADA,
        revise(title, " "),
        "The reason for the change is empty.",
    );
    story.refuses(BEN, revise(title, "We can."), "O-1 has a lead: Ada Amin.");
    story.does(ADA, revise(title, "A week was reached in March."));
    story.refuses(ADA, revise(title, "Again."), "Nothing would change.");
    let page = shown(&story, goal);
    assert_eq!(page.row.goal.title, title);
    assert_eq!(
        page.changes[0].sentence,
        "'Lead time under a week' became 'Lead time under a day'; until no day became 2026-03-02."
    );
    let because = page.changes[0].because.as_ref().unwrap();
    assert_eq!(because.short(), "A week was reached in March.");
    assert_eq!(story.state.goals[0].version(), 2);
}

#[test]
fn too_many_goals_at_once_are_counted_and_one_is_asked_to_be_dropped() {
    let mut story = Story::new();
    for number in 1..=5 {
        story.goal(ADA, &format!("Goal {number}"));
    }
    story.does(
        ADA,
        on(Command::Set(Setting {
            evergreen: true,
            ..setting("Nights are calm")
        })),
    );
    assert_eq!(
        crowd(story.sight(), None),
        None,
        "five fit, and what is kept does not count"
    );
    assert!(crowd_with_one_more(story.sight(), None).is_some());
    let one_too_many = story.goal(BEN, "Goal 6");
    let crowd_now = shown(&story, one_too_many).crowd.unwrap();
    assert_eq!(
        crowd_now.sentence(),
        "The organisation has 6 goals at once; 5 fit. Which will you drop?"
    );
    assert_eq!(crowd_now.goals[0].title, "Goal 6");
    let drop = Closing {
        goal: one_too_many,
        outcome: Outcome::Dropped,
        text: "Five are enough.".to_owned(),
        score: None,
    };
    story.does(ADA, on(Command::Close(drop)));
    assert_eq!(crowd(story.sight(), None), None);
}
