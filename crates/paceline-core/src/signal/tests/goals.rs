//! Stories of goals: stale, unled, unmeasured, unmoved, less and less believed, too many.

use super::{finds, found, since};
use crate::{
    Command, GoalId, PersonId, Time,
    goal::{self, Closing, Counting, Direction, Kind, Outcome, Saying, Setting},
    initiative::Status,
    measure::Amount,
    record,
    rhythm::{Every, Weekday},
    signal::{Rule, Subject, Threshold, all},
    testing::{ADA, BEN, START, Story},
};

fn on(command: goal::Command) -> Command {
    Command::Goal(command)
}

/// A goal with one key result that has moved.
fn measured(story: &mut Story, who: PersonId, title: &str) -> GoalId {
    let goal = story.goal(who, title);
    counts(
        story,
        who,
        Counting::number(goal, "Lead time", "days", [9, 1].map(Amount::whole)),
    );
    says(
        story,
        who,
        goal,
        Saying {
            values: vec![(0, Amount::whole(8))],
            ..saying(goal)
        },
    );
    goal
}

fn counts(story: &mut Story, who: PersonId, counting: Counting) {
    story.does(who, on(goal::Command::AddKeyResult(counting)));
}

fn saying(goal: GoalId) -> Saying {
    Saying {
        goal,
        status: Status::OnTrack,
        text: "As planned.".into(),
        confidence: None,
        values: Vec::new(),
        help: String::new(),
    }
}

fn says(story: &mut Story, who: PersonId, goal: GoalId, saying: Saying) {
    assert_eq!(saying.goal, goal);
    story.does(who, on(goal::Command::CheckIn(saying)));
}

fn sure(story: &mut Story, goal: GoalId, confidence: u8) {
    story.days_pass(7);
    let confidence = Some(confidence);
    says(
        story,
        ADA,
        goal,
        Saying {
            confidence,
            ..saying(goal)
        },
    );
}

fn pauses(story: &mut Story, goal: GoalId) {
    let (every, paused) = (None, true);
    story.does(
        ADA,
        on(goal::Command::SetRhythm {
            goal,
            every,
            paused,
        }),
    );
}

fn closes(story: &mut Story, goal: GoalId) {
    story.does(
        ADA,
        on(goal::Command::Close(Closing {
            goal,
            outcome: Outcome::Dropped,
            text: "Something else came first.".into(),
            score: None,
        })),
    );
}

/// Set on a Thursday, asked for on the first Monday of February, with a week of grace.
#[test]
fn a_goal_is_stale_on_the_day_after_the_grace_and_fresh_with_a_word() {
    let mut story = Story::new();
    let goal = measured(&mut story, ADA, "Releases take an hour");
    story.days_pass(39);
    assert!(!finds(&story, Rule::StaleGoal));
    story.days_pass(1);
    assert_eq!(
        since(&story, Rule::StaleGoal),
        Time::start_of(jiff::civil::date(2026, 2, 10))
    );
    says(&mut story, ADA, goal, saying(goal));
    assert!(!finds(&story, Rule::StaleGoal));
}

#[test]
fn a_paused_goal_a_paused_person_and_a_closed_goal_are_never_stale() {
    let mut story = Story::new();
    let paused = measured(&mut story, ADA, "One");
    let closed = measured(&mut story, ADA, "Two");
    measured(&mut story, BEN, "Three");
    story.days_pass(60);
    let count = |story: &Story| {
        let found = found(story);
        found
            .iter()
            .filter(|(rule, _)| *rule == Rule::StaleGoal)
            .count()
    };
    assert_eq!(count(&story), 3);
    pauses(&mut story, paused);
    closes(&mut story, closed);
    assert_eq!(count(&story), 1);
    let rest = crate::person::Command::SetRhythm {
        every: Every::Month,
        weekday: Weekday::Monday,
        zone: "UTC".into(),
        paused: true,
    };
    story.does(BEN, Command::Person(rest));
    assert_eq!(count(&story), 0);
}

/// At that moment it is already the day of the threshold in Kiritimati, and still the day before in UTC.
#[test]
fn a_goal_turns_stale_in_the_zone_of_its_lead_and_never_in_the_future() {
    let mut story = Story::new();
    let east = crate::person::Command::SetRhythm {
        every: Every::Month,
        weekday: Weekday::Monday,
        zone: "Pacific/Kiritimati".into(),
        paused: false,
    };
    story.does(ADA, Command::Person(east));
    measured(&mut story, ADA, "Releases take an hour");
    story.now = Time(START.0 + 39 * crate::time::DAY + 9 * 3600);
    assert!(!finds(&story, Rule::StaleGoal));
    story.now = Time(story.now.0 + 3600);
    assert_eq!(since(&story, Rule::StaleGoal), story.now);
}

#[test]
fn a_goal_nobody_leads_is_found_from_the_day_the_lead_stepped_back() {
    let mut story = Story::new();
    let goal = measured(&mut story, ADA, "Releases take an hour");
    assert!(!finds(&story, Rule::GoalWithoutLead));
    story.days_pass(3);
    let stepped_back = story.now;
    story.does(ADA, on(goal::Command::StepBack { goal }));
    story.days_pass(1);
    assert_eq!(since(&story, Rule::GoalWithoutLead), stepped_back);
    let events = &story.recorded;
    let told = all(story.sight(), story.now);
    let told = told
        .iter()
        .find(|told| told.rule == Rule::GoalWithoutLead)
        .unwrap();
    assert_eq!(told.evidence[0].seq, events.last().unwrap().seq);
    story.does(BEN, on(goal::Command::TakeLead { goal }));
    assert!(!finds(&story, Rule::GoalWithoutLead));
}

#[test]
fn a_goal_has_two_weeks_to_say_how_it_is_measured_and_again_when_the_last_number_is_dropped() {
    let mut story = Story::new();
    let goal = story.goal(ADA, "Releases take an hour");
    story.days_pass(13);
    assert!(!finds(&story, Rule::GoalWithoutMeasure));
    story.days_pass(1);
    assert_eq!(since(&story, Rule::GoalWithoutMeasure), START);
    counts(
        &mut story,
        ADA,
        Counting::number(goal, "Lead time", "days", [9, 1].map(Amount::whole)),
    );
    assert!(!finds(&story, Rule::GoalWithoutMeasure));
    let because = "Nobody can count it.".to_owned();
    story.does(
        ADA,
        on(goal::Command::DropKeyResult {
            goal,
            key_result: 0,
            because,
        }),
    );
    let dropped = story.now;
    assert!(!finds(&story, Rule::GoalWithoutMeasure), "two weeks again");
    story.days_pass(14);
    assert_eq!(since(&story, Rule::GoalWithoutMeasure), dropped);
}

#[test]
fn a_number_that_stands_where_it_began_is_found_after_sixty_days_until_it_moves() {
    let mut story = Story::new();
    let goal = story.goal(ADA, "Releases take an hour");
    counts(
        &mut story,
        ADA,
        Counting::number(goal, "Lead time", "days", [9, 1].map(Amount::whole)),
    );
    story.days_pass(30);
    says(
        &mut story,
        ADA,
        goal,
        Saying {
            values: vec![(0, Amount::whole(9))],
            ..saying(goal)
        },
    );
    story.days_pass(29);
    assert!(!finds(&story, Rule::MeasureNeverMoved));
    story.days_pass(1);
    assert_eq!(since(&story, Rule::MeasureNeverMoved), START);
    let report = goal::Command::Report {
        goal,
        key_result: 0,
        value: Amount::whole(8),
        source: "a script".into(),
    };
    story.does(BEN, on(report));
    assert!(
        !finds(&story, Rule::MeasureNeverMoved),
        "a script's number moves it too"
    );
}

#[test]
fn what_is_to_be_kept_what_is_yes_or_no_and_what_is_paused_may_stand_still() {
    let mut story = Story::new();
    let goal = story.goal(ADA, "Releases take an hour");
    let number = Counting::number(goal, "Availability", "percent", [99, 98].map(Amount::whole));
    let direction = Some(Direction::AtLeast);
    counts(
        &mut story,
        ADA,
        Counting {
            direction,
            ..number.clone()
        },
    );
    let (kind, unit) = (Kind::YesNo, String::new());
    counts(
        &mut story,
        ADA,
        Counting {
            kind,
            unit,
            baseline: None,
            target: None,
            ..number.clone()
        },
    );
    story.days_pass(400);
    assert!(!finds(&story, Rule::MeasureNeverMoved));
    counts(&mut story, ADA, number);
    story.days_pass(60);
    assert!(finds(&story, Rule::MeasureNeverMoved));
    pauses(&mut story, goal);
    assert!(!finds(&story, Rule::MeasureNeverMoved));
}

#[test]
fn confidence_falls_when_it_falls_twice_in_a_row() {
    let mut story = Story::new();
    let goal = measured(&mut story, ADA, "Releases take an hour");
    for confidence in [7, 8, 7] {
        sure(&mut story, goal, confidence);
    }
    assert!(!finds(&story, Rule::ConfidenceFalling));
    story.days_pass(7);
    says(&mut story, ADA, goal, saying(goal));
    sure(&mut story, goal, 6);
    let became = story.now;
    assert!(
        finds(&story, Rule::ConfidenceFalling),
        "a check-in without confidence is no rise"
    );
    sure(&mut story, goal, 5);
    assert_eq!(
        since(&story, Rule::ConfidenceFalling),
        became,
        "since the fall that made it so"
    );
    sure(&mut story, goal, 5);
    assert!(
        !finds(&story, Rule::ConfidenceFalling),
        "it falls no further"
    );
}

#[test]
fn confidence_falls_when_it_falls_by_three_at_once() {
    let mut story = Story::new();
    let goal = measured(&mut story, ADA, "Releases take an hour");
    sure(&mut story, goal, 8);
    sure(&mut story, goal, 6);
    assert!(!finds(&story, Rule::ConfidenceFalling));
    sure(&mut story, goal, 7);
    sure(&mut story, goal, 4);
    assert_eq!(since(&story, Rule::ConfidenceFalling), story.now);
    pauses(&mut story, goal);
    assert!(!finds(&story, Rule::ConfidenceFalling));
}

#[test]
fn too_many_goals_are_told_with_their_count_since_the_one_too_many() {
    let mut story = Story::new();
    for title in ["One", "Two", "Three", "Four", "Five"] {
        measured(&mut story, ADA, title);
    }
    let evergreen = Setting {
        title: "Always available".into(),
        evergreen: true,
        ..Setting::default()
    };
    story.does(ADA, on(goal::Command::Set(evergreen)));
    assert!(!finds(&story, Rule::TooManyGoals));
    story.days_pass(1);
    let sixth = measured(&mut story, BEN, "Six");
    let one_too_many = story.now;
    story.days_pass(1);
    measured(&mut story, BEN, "Seven");
    let told = all(story.sight(), story.now);
    let told = told
        .iter()
        .find(|told| told.rule == Rule::TooManyGoals)
        .unwrap();
    assert_eq!(
        (told.subject, told.since),
        (Subject::Organisation, one_too_many)
    );
    assert_eq!(
        told.evidence[0].what,
        "with O-8 these are 7 goals at once; 5 fit"
    );
    assert_eq!(told.evidence.len(), 7);
    closes(&mut story, sixth);
    closes(&mut story, GoalId(1));
    assert!(!finds(&story, Rule::TooManyGoals));
}

#[test]
fn goals_of_a_record_from_elsewhere_are_not_blamed_for_what_it_has_no_place_for() {
    let mut story = Story::new();
    for number in 0..9 {
        story.imports(record::Command::Goal(record::Goal {
            source: format!("goals/{number}"),
            title: format!("Goal {number}"),
            team: (number > 6).then(|| "compiler".to_owned()),
            lead: None,
            open: true,
            why: None,
            until: None,
        }));
    }
    story.days_pass(400);
    assert_eq!(found(&story), []);
    // Who begins here with what the record has no place for can be asked to go on.
    let goal = GoalId(1);
    says(&mut story, ADA, goal, saying(goal));
    story.days_pass(60);
    assert_eq!(found(&story), [(Rule::StaleGoal, Subject::Goal(goal))]);
}

#[test]
fn every_threshold_of_goals_can_be_set() {
    let mut story = Story::new();
    let goal = story.goal(ADA, "Releases take an hour");
    counts(
        &mut story,
        ADA,
        Counting::number(goal, "Lead time", "days", [9, 1].map(Amount::whole)),
    );
    story.days_pass(20);
    assert_eq!(found(&story), []);
    for (threshold, value) in [
        (Threshold::UnmovedAfterDays, 20),
        (Threshold::GoalsAtMost, 1),
    ] {
        let name = threshold.name().to_owned();
        let set = crate::organisation::Command::SetThreshold { name, value };
        story.does(ADA, Command::Organisation(set));
    }
    measured(&mut story, ADA, "Another");
    assert!(finds(&story, Rule::MeasureNeverMoved) && finds(&story, Rule::TooManyGoals));
}
