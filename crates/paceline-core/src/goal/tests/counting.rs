//! Key results as stories: each kind of number, where it goes, what is refused, and where a value came from.

use super::*;
use crate::measure::Origin;

/// A key result with a name, to be filled in.
fn counting(goal: GoalId, kind: Kind) -> Counting {
    Counting {
        kind,
        unit: String::new(),
        baseline: None,
        target: None,
        ..Counting::number(goal, "It", "", [Amount::whole(0), Amount::whole(1)])
    }
}

fn adds(counting: Counting) -> crate::Command {
    on(Command::AddKeyResult(counting))
}

fn says_it_is(goal: GoalId, value: i64) -> crate::Command {
    says(goal, None, &[(0, value)])
}

#[test]
fn a_number_has_a_unit_and_the_others_need_none() {
    let mut story = Story::new();
    let goal = story.goal(ADA, "Faster to customers");
    let number = Counting {
        baseline: Some(Amount::whole(9)),
        target: Some(Amount::whole(1)),
        ..counting(goal, Kind::Number)
    };
    let refused = "A number needs a unit.";
    story.refuses(ADA, adds(number.clone()), refused);
    let percentage = Counting {
        kind: Kind::Percentage,
        ..number
    };
    story.does(ADA, adds(percentage));
    assert_eq!(shown(&story, goal).key_results[0].measure.unit, "%");
}

#[test]
fn a_number_and_a_percentage_say_where_they_begin_and_where_they_go() {
    let mut story = Story::new();
    let goal = story.goal(ADA, "Faster to customers");
    for kind in [Kind::Number, Kind::Percentage] {
        let half = Counting {
            unit: "days".to_owned(),
            baseline: Some(Amount::whole(9)),
            ..counting(goal, kind)
        };
        story.refuses(ADA, adds(half), "The value that is wanted is empty.");
    }
}

#[test]
fn yes_or_no_goes_from_no_to_yes_and_knows_nothing_between() {
    let mut story = Story::new();
    let goal = story.goal(ADA, "Any service can be rolled back");
    story.does(ADA, adds(counting(goal, Kind::YesNo)));
    story.refuses(
        ADA,
        says_it_is(goal, 500),
        "0.5 is neither yes (1) nor no (0).",
    );
    story.refuses(
        ADA,
        says_it_is(goal, 2_000),
        "2 is neither yes (1) nor no (0).",
    );
    let page = shown(&story, goal);
    assert_eq!(page.key_results[0].in_words, "no at the start; yes wanted");
    story.does(ADA, says_it_is(goal, 1_000));
    let page = shown(&story, goal);
    assert_eq!(page.key_results[0].in_words, "yes; yes wanted");
    assert!(page.key_results[0].is_met);
    assert_eq!(page.row.progress_percent, Some(100));
}

#[test]
fn milestones_are_reached_one_after_the_other_and_no_more_than_there_are() {
    let mut story = Story::new();
    let goal = story.goal(ADA, "Every service is on the new pipeline");
    let steps = |count: usize| Counting {
        milestones: (1..=count).map(|step| format!("Service {step}")).collect(),
        ..counting(goal, Kind::Milestones)
    };
    for count in [1, MILESTONES_LIMIT + 1] {
        let refusal = story.tries(crate::By::Person(ADA), &adds(steps(count)));
        assert!(matches!(
            refusal,
            Err(crate::Refusal::MilestonesOutOfRange { .. })
        ));
    }
    story.does(ADA, adds(steps(4)));
    story.refuses(
        ADA,
        says_it_is(goal, 5_000),
        "5 is no count of milestones from 0 to 4.",
    );
    story.refuses(
        ADA,
        says_it_is(goal, 1_500),
        "1.5 is no count of milestones from 0 to 4.",
    );
    story.does(ADA, says_it_is(goal, 2_000));
    let page = shown(&story, goal);
    let reached: Vec<bool> = page.key_results[0]
        .milestones
        .iter()
        .map(|step| step.is_reached)
        .collect();
    assert_eq!(reached, [true, true, false, false]);
    assert_eq!(page.row.progress_percent, Some(50));
}

#[test]
fn a_measure_of_health_may_begin_where_it_is_kept() {
    let mut story = Story::new();
    let goal = story.goal(ADA, "Nights are calm");
    let calls = Counting {
        unit: "calls a night".to_owned(),
        baseline: Some(Amount::whole(2)),
        target: Some(Amount::whole(2)),
        direction: Some(Direction::AtMost),
        ..counting(goal, Kind::Number)
    };
    let reached = Counting {
        direction: None,
        ..calls.clone()
    };
    story.refuses(
        ADA,
        adds(reached),
        "It is 2 at the start and 2 is wanted: there is nothing to reach.",
    );
    story.does(ADA, adds(calls));
    assert_eq!(shown(&story, goal).row.progress_percent, Some(100));
    assert!(shown(&story, goal).key_results[0].is_met);
    story.does(ADA, says_it_is(goal, 3_000));
    let page = shown(&story, goal);
    assert_eq!(page.row.progress_percent, Some(0));
    assert_eq!(
        page.key_results[0].in_words,
        "3 calls a night; at most 2 wanted"
    );
}

#[test]
fn a_direction_that_the_numbers_contradict_is_refused() {
    let mut story = Story::new();
    let goal = story.goal(ADA, "Faster to customers");
    let up = Counting {
        unit: "days".to_owned(),
        baseline: Some(Amount::whole(9)),
        target: Some(Amount::whole(1)),
        direction: Some(Direction::Increase),
        ..counting(goal, Kind::Number)
    };
    let refusal = story.tries(crate::By::Person(ADA), &adds(up));
    assert!(matches!(
        refusal,
        Err(crate::Refusal::OtherDirection { .. })
    ));
}

#[test]
fn a_key_result_has_days_of_its_own_in_their_order() {
    let mut story = Story::new();
    let goal = story.goal(ADA, "Faster to customers");
    let between = |from, until| Counting {
        from: Some(day(from)),
        until: Some(day(until)),
        ..Counting::number(
            goal,
            "Lead time",
            "days",
            [Amount::whole(9), Amount::whole(1)],
        )
    };
    story.refuses(
        ADA,
        adds(between(20, 10)),
        "It would end on 2026-01-11, and begins on 2026-01-21.",
    );
    story.refuses(ADA, adds(between(-20, -10)), "2025-12-22 has passed.");
    story.does(ADA, adds(between(-10, 9)));
    // It began ten days ago: half of the twenty days are over.
    let words = &shown(&story, goal).key_results[0].in_words;
    assert_eq!(words, "9 days at the start; 1 wanted, 5 expected by now");
}

#[test]
fn what_a_script_reports_is_marked_and_is_no_check_in() {
    let mut story = Story::new();
    let script = story.joins("metrics", crate::person::Role::Service);
    let goal = story.goal(ADA, "Faster to customers");
    story.does(ADA, lead_time(goal));
    story.does(ADA, says_it_is(goal, 5_000));
    story.days_pass(60);
    let report = |value: i32, source: &str| {
        on(Command::Report {
            goal,
            key_result: 0,
            value: Amount::whole(value),
            source: source.to_owned(),
        })
    };
    story.does(script, report(3, "https://metrics.example/lead-time"));
    let page = shown(&story, goal);
    let known = &page.key_results[0];
    assert_eq!(known.measure.is(), Some(Amount::whole(3)));
    let origins: Vec<Origin> = known
        .measure
        .points
        .iter()
        .map(|point| point.from)
        .collect();
    assert_eq!(origins, [Origin::CheckIn, Origin::Report]);
    let last = known.last.as_ref().unwrap();
    assert_eq!((last.from, last.told.as_str()), (Origin::Report, "3 days"));
    let source = last.source.as_ref().unwrap();
    assert_eq!(source.short(), "https://metrics.example/lead-time");
    assert_eq!(page.check_ins.len(), 1, "only people say how it goes");
    assert_eq!(
        page.row.status, "stale",
        "a number alone keeps nothing fresh"
    );
    assert_eq!(story.state.goals[0].is(0), Some(Amount::whole(3)));
    let unknown = on(Command::Report {
        goal,
        key_result: 4,
        value: Amount::whole(1),
        source: String::new(),
    });
    story.refuses(script, unknown, "O-1 has no such key result.");
}

#[test]
fn a_key_result_changes_with_a_reason_and_keeps_what_it_was() {
    let mut story = Story::new();
    let goal = story.goal(ADA, "Faster to customers");
    story.does(ADA, lead_time(goal));
    let revise = |target: Option<i32>, because: &str| {
        on(Command::ReviseKeyResult {
            goal,
            key_result: 0,
            name: Some("Lead time".to_owned()),
            target: target.map(Amount::whole),
            until: None,
            source: None,
            because: because.to_owned(),
        })
    };
    story.refuses(ADA, revise(Some(1), "As it is."), "Nothing would change.");
    story.refuses(BEN, revise(Some(2), "No."), "O-1 has a lead: Ada Amin.");
    let other_way = story.tries(crate::By::Person(ADA), &revise(Some(12), "Slower."));
    assert!(other_way.is_err(), "it was to go down");
    story.does(ADA, revise(Some(2), "One day costs too much."));
    let page = shown(&story, goal);
    assert_eq!(
        page.changes[0].sentence,
        "Lead time: 1 days wanted became 2 days."
    );
    assert_eq!(page.key_results[0].measure.target, Amount::whole(2));
}

#[test]
fn a_dropped_key_result_keeps_its_number_and_its_values() {
    let mut story = Story::new();
    let goal = story.goal(ADA, "Faster to customers");
    for _ in 0..KEY_RESULTS_LIMIT {
        story.does(ADA, lead_time(goal));
    }
    story.does(ADA, says_it_is(goal, 5_000));
    let drop = on(Command::DropKeyResult {
        goal,
        key_result: 0,
        because: "It measured the wrong thing.".to_owned(),
    });
    story.does(ADA, drop.clone());
    story.refuses(ADA, drop, "O-1 has no such key result.");
    story.refuses(ADA, says_it_is(goal, 4_000), "O-1 has no such key result.");
    story.does(ADA, says(goal, None, &[(4, 4_000)]));
    let page = shown(&story, goal);
    let numbers: Vec<u16> = page.key_results.iter().map(|known| known.number).collect();
    assert_eq!(numbers, [1, 2, 3, 4]);
    assert_eq!(
        page.dropped[0].because.short(),
        "It measured the wrong thing."
    );
    assert_eq!(page.check_ins[1].values[0].told, "5 days");
    assert!(page.may_add_key_result, "there is room for another");
    story.does(ADA, lead_time(goal));
    assert_eq!(shown(&story, goal).key_results[4].number, 5);
}
