//! Stories of what a period brought.

use jiff::civil::{Date, date};

use super::{Asked, Period, Results, results};
use crate::{
    Command, GapId, GoalId, InitiativeId, PersonId, TeamId, Time, gap,
    goal::{self, Closing, Counting, Outcome, Saying, Setting},
    initiative::{self, AskedOf, Label, Stage, Stance, Status, Uptake},
    measure::Amount,
    person::{self, Role},
    team,
    testing::{ADA, BEN, CLEO, START, Story},
};

const MARCH: [Date; 2] = [date(2026, 3, 1), date(2026, 3, 31)];

impl Story {
    fn at(&mut self, day: Date, second: i64) {
        self.now = Time(Time::start_of(day).0 + second);
    }

    fn goal_until(&mut self, who: PersonId, title: &str, until: Option<Date>) -> GoalId {
        self.does(
            who,
            Command::Goal(goal::Command::Set(Setting {
                title: title.into(),
                until,
                ..Setting::default()
            })),
        );
        GoalId::at(self.state.goals.len() - 1)
    }

    fn closes(&mut self, who: PersonId, goal: GoalId, outcome: Outcome, score: Option<i64>) {
        let closing = Closing {
            goal,
            outcome,
            text: "We know now.".into(),
            score: score.map(Amount::thousandths),
        };
        self.does(who, Command::Goal(goal::Command::Close(closing)));
    }

    fn reopens(&mut self, who: PersonId, goal: GoalId) {
        let because = "It came back.".into();
        self.does(who, Command::Goal(goal::Command::Reopen { goal, because }));
    }

    fn counts(&mut self, who: PersonId, goal: GoalId) {
        let days = Counting::number(goal, "Lead time", "days", [9, 1].map(Amount::whole));
        self.does(who, Command::Goal(goal::Command::AddKeyResult(days)));
    }

    fn says(&mut self, who: PersonId, goal: GoalId, value: i64, confidence: Option<u8>) {
        let saying = Saying {
            goal,
            status: Status::AtRisk,
            text: "As it is.".into(),
            confidence,
            values: vec![(0, Amount::thousandths(value))],
            help: String::new(),
        };
        self.does(who, Command::Goal(goal::Command::CheckIn(saying)));
    }

    fn acts(&mut self, who: PersonId, command: initiative::Command) {
        self.does(who, Command::Initiative(command));
    }

    fn results_of(&self, who: PersonId, [from, until]: [Date; 2]) -> Results {
        let asked = Asked {
            team: None,
            from,
            until,
        };
        results(self.seen_by(who), &asked, self.now).expect("a period that has begun")
    }
}

fn goals(results: &Results) -> Vec<GoalId> {
    results.goals.iter().map(|ended| ended.goal.id).collect()
}

#[test]
fn the_first_and_the_last_second_of_a_period_belong_to_it() {
    let mut story = Story::new();
    let all: Vec<GoalId> = (0..4).map(|_| story.goal(ADA, "A goal")).collect();
    let moments = [
        (date(2026, 2, 28), 86_399),
        (date(2026, 3, 1), 0),
        (date(2026, 3, 31), 86_399),
        (date(2026, 4, 1), 0),
    ];
    for (goal, (day, second)) in all.iter().zip(moments) {
        story.at(day, second);
        story.closes(ADA, *goal, Outcome::Achieved, None);
        let gap = story.gap(ADA, "It is", "It ought");
        let outcome = "It is now.".into();
        story.does(ADA, Command::Gap(gap::Command::Close { gap, outcome }));
        let it = story.starts(BEN, "Something");
        story.moves(BEN, it, Stage::Delivered);
    }
    let march = story.results_of(CLEO, MARCH);
    assert_eq!(goals(&march), [GoalId(2), GoalId(3)]);
    let gaps: Vec<GapId> = march.gaps.iter().map(|ended| ended.gap.id).collect();
    assert_eq!(gaps, [GapId(2), GapId(3)]);
    let delivered = march.delivered.iter().map(|ended| ended.initiative.id);
    assert_eq!(
        delivered.collect::<Vec<_>>(),
        [InitiativeId(2), InitiativeId(3)]
    );
    assert_eq!(
        march.sentence,
        "From 2026-03-01 to 2026-03-31, the organisation closed 2 goals (2 achieved), closed 2 gaps and delivered 2 initiatives."
    );
    let one_day = story.results_of(CLEO, [MARCH[0]; 2]);
    assert_eq!(goals(&one_day), [GoalId(2)]);
}

#[test]
fn score_progress_and_confidence_are_three_things() {
    let mut story = Story::new();
    let goal = story.goal_until(ADA, "Under a day", Some(date(2026, 4, 1)));
    story.counts(ADA, goal);
    story.at(date(2026, 2, 10), 0);
    story.says(ADA, goal, 5_000, Some(8));
    story.at(date(2026, 3, 10), 0);
    story.says(ADA, goal, 3_000, Some(2));
    story.at(date(2026, 3, 15), 0);
    story.says(ADA, goal, 2_500, None);
    story.at(date(2026, 3, 20), 0);
    story.closes(ADA, goal, Outcome::Missed, Some(600));
    let march = story.results_of(BEN, MARCH);
    let [ended] = march.goals.as_slice() else {
        panic!("one goal: {march:#?}");
    };
    assert_eq!(ended.score, Some(Amount::thousandths(600)));
    let confidence = ended.confidence.map(|confidence| confidence.given);
    assert_eq!(confidence, Some(2), "the last that was said, not the best");
    assert_eq!(
        ended.progress[0].in_words(),
        "2.5 days; 1 wanted, 2.1 expected by then"
    );
    let [moved] = march.measures.as_slice() else {
        panic!("one measure: {march:#?}");
    };
    let numbers = [moved.measure.before, moved.measure.after].map(|amount| amount.to_string());
    assert_eq!(numbers, ["5", "2.5"]);
    assert_eq!(
        march.sentence,
        "From 2026-03-01 to 2026-03-31 so far, the organisation closed 1 goal (1 missed). 1 measure moved."
    );
    let first = story.results_of(BEN, [date(2026, 1, 1), date(2026, 2, 28)]);
    assert_eq!(
        first.measures[0].measure.before,
        Amount::whole(9),
        "before anybody said, it was the baseline"
    );
}

#[test]
fn a_measure_is_told_with_what_was_wanted_then() {
    let mut story = Story::new();
    let goal = story.goal(ADA, "Under a day");
    story.counts(ADA, goal);
    story.counts(ADA, goal);
    story.at(date(2026, 3, 31), 86_399);
    let report = goal::Command::Report {
        goal,
        key_result: 0,
        value: Amount::whole(4),
        source: String::new(),
    };
    story.does(ADA, Command::Goal(report));
    story.at(date(2026, 4, 1), 0);
    let revise = goal::Command::ReviseKeyResult {
        goal,
        key_result: 0,
        name: Some("Hours".into()),
        target: Some(Amount::whole(2)),
        until: None,
        source: None,
        because: "One is too far.".into(),
    };
    story.does(ADA, Command::Goal(revise));
    story.says(ADA, goal, 4_000, None);
    let drop = goal::Command::DropKeyResult {
        goal,
        key_result: 0,
        because: "It says nothing.".into(),
    };
    story.does(ADA, Command::Goal(drop));
    let march = story.results_of(BEN, MARCH);
    let moved = &march.measures[0].measure;
    assert_eq!(march.measures.len(), 1, "nobody said anything of the other");
    assert_eq!(
        (moved.name.as_str(), moved.is_dropped),
        ("Lead time", false)
    );
    assert_eq!(moved.in_words(), "4 days; 1 wanted");
    let april = story.results_of(BEN, [date(2026, 4, 1), date(2026, 4, 30)]);
    assert_eq!((april.measures.len(), april.unmoved), (0, 1));
    let both = story.results_of(BEN, [date(2026, 3, 1), date(2026, 4, 30)]);
    let moved = &both.measures[0].measure;
    assert_eq!((moved.name.as_str(), moved.is_dropped), ("Hours", true));
    assert_eq!(moved.in_words(), "4 days; 2 wanted");
}

#[test]
fn a_goal_counts_as_what_it_was_at_the_end_of_the_period() {
    let mut story = Story::new();
    let goal = story.goal_until(ADA, "As it was", Some(date(2026, 3, 31)));
    story.at(date(2026, 3, 10), 0);
    story.closes(ADA, goal, Outcome::Achieved, Some(1_000));
    story.at(date(2026, 4, 2), 0);
    story.reopens(BEN, goal);
    let revise = goal::Command::Revise {
        goal,
        title: Some("As it is".into()),
        why: None,
        until: Some(date(2026, 6, 30)),
        because: "There is more.".into(),
    };
    story.does(ADA, Command::Goal(revise));
    story.at(date(2026, 5, 10), 0);
    story.closes(ADA, goal, Outcome::Missed, None);
    let march = story.results_of(ADA, MARCH);
    assert_eq!(march.goals[0].outcome, Outcome::Achieved);
    assert_eq!(march.goals[0].goal.title, "As it was");
    let april = story.results_of(ADA, [date(2026, 4, 1), date(2026, 4, 30)]);
    assert_eq!(goals(&april), [], "it was open again");
    assert_eq!(april.open, [], "and wanted until June");
    let may = story.results_of(ADA, [date(2026, 5, 1), date(2026, 6, 30)]);
    assert_eq!(may.goals[0].outcome, Outcome::Missed);
    assert_eq!(may.goals[0].goal.title, "As it is");
    let year = story.results_of(ADA, [date(2026, 1, 1), date(2026, 12, 31)]);
    assert_eq!(goals(&year), [goal], "it is told once");
}

#[test]
fn what_was_wanted_in_the_period_and_is_open_is_said() {
    let mut story = Story::new();
    let wanted = [
        Some(date(2026, 2, 28)),
        Some(date(2026, 3, 1)),
        Some(date(2026, 3, 31)),
        Some(date(2026, 4, 1)),
        None,
    ];
    for until in wanted {
        story.goal_until(BEN, "A goal", until);
    }
    story.at(date(2026, 3, 20), 0);
    let open = |story: &Story| -> Vec<GoalId> {
        let march = story.results_of(ADA, MARCH);
        march.open.iter().map(|open| open.goal.id).collect()
    };
    assert_eq!(open(&story), [GoalId(2), GoalId(3)]);
    story.closes(BEN, GoalId(2), Outcome::Missed, None);
    story.at(date(2026, 4, 3), 0);
    story.closes(BEN, GoalId(3), Outcome::Achieved, None);
    assert_eq!(open(&story), [GoalId(3)]);
    let march = story.results_of(ADA, MARCH);
    let later = march.open[0].later.map(|later| later.outcome);
    assert_eq!(later, Some(Outcome::Achieved), "and how it went on");
    assert!(
        march
            .sentence
            .ends_with("1 goal that was wanted in this time was still open."),
        "{}",
        march.sentence
    );
}

#[test]
fn a_draft_that_was_put_down_is_nobodys_to_hand_on() {
    let mut story = Story::new();
    story.at(date(2026, 3, 2), 0);
    let draft = story.drafts(ADA, &[BEN]);
    story.moves(ADA, draft, Stage::PutDown);
    let open = story.starts(ADA, "Rewrite the basket");
    story.moves(ADA, open, Stage::PutDown);
    for who in [ADA, BEN, CLEO] {
        let march = story.results_of(who, MARCH);
        let put_down: Vec<InitiativeId> = march
            .put_down
            .iter()
            .map(|ended| ended.initiative.id)
            .collect();
        assert_eq!(put_down, [open], "the same for everybody");
        let learned = march.put_down[0].learned.as_ref();
        assert_eq!(
            learned.map(ToString::to_string).unwrap(),
            "What we learned."
        );
        assert_eq!(march.people[0].led, ["I-2"]);
    }
}

#[test]
#[expect(clippy::too_many_lines, reason = "one story")]
fn who_took_part_stands_there_by_name_with_what_they_did() {
    let mut story = Story::new();
    let dora = story.joins("dora", Role::Member);
    story.at(date(2026, 3, 1), 0);
    let it = story.starts(CLEO, "Ship any day");
    let stance = Stance::FollowWithReservations;
    story.acts(
        BEN,
        initiative::Command::Follow {
            reservation: "I would begin smaller.".into(),
            initiative: it,
            stance,
        },
    );
    for text in ["Begin small", "Rename it"] {
        let give = initiative::Command::GiveFeedback {
            passage: None,
            initiative: it,
            label: Label::Suggestion,
            text: text.into(),
        };
        story.acts(if text == "Rename it" { dora } else { ADA }, give);
    }
    for (feedback, answer) in [(0, Uptake::TakenUp), (1, Uptake::NotTakenUp)] {
        let answer = initiative::Command::AnswerFeedback {
            revision: None,
            initiative: it,
            feedback,
            answer,
            because: "So.".into(),
        };
        story.acts(CLEO, answer);
    }
    let ask = initiative::Command::Ask {
        also: Vec::new(),
        size: None,
        until: None,
        initiative: it,
        of: AskedOf::Person(BEN),
        what: "A review".into(),
    };
    story.acts(CLEO, ask);
    story.acts(
        BEN,
        initiative::Command::Answer {
            reply: None,
            text: String::new(),
            initiative: it,
            ask: 0,
        },
    );
    story.moves(CLEO, it, Stage::Delivered);
    let told = |story: &Story| -> Vec<String> {
        let march = story.results_of(dora, MARCH);
        let told = march.people.iter();
        told.map(|took| format!("{}: {}", took.person.name, took.in_words()))
            .collect()
    };
    assert_eq!(
        told(&story),
        [
            "Ada Amin: gave feedback on I-1 that was taken up",
            "Ben Bauer: followed I-1; answered what I-1 asked",
            "Cleo Costa: led I-1",
        ]
    );
    let erase = person::Command::Erase { person: BEN };
    story.becomes(ADA, Role::Admin);
    story.does(ADA, Command::Person(erase));
    assert_eq!(told(&story).len(), 2);
    let march = story.results_of(ADA, MARCH);
    assert_eq!(march.erased, 1, "an erased person is counted, not named");
    let written = format!("{:?}", march.table());
    assert!(
        !written.contains("Ben") && !written.contains("erased"),
        "{written}"
    );
}

#[test]
fn a_team_has_the_results_of_all_below_it() {
    let mut story = Story::new();
    for (name, parent) in [("Shop", None), ("Basket", Some(TeamId(1))), ("Ops", None)] {
        let name = name.into();
        story.does(ADA, Command::Team(team::Command::Form { name, parent }));
    }
    for team in [None, Some(TeamId(1)), Some(TeamId(2)), Some(TeamId(3))] {
        let set = Setting {
            title: "A goal".into(),
            team,
            ..Setting::default()
        };
        story.does(ADA, Command::Goal(goal::Command::Set(set)));
        let goal = GoalId::at(story.state.goals.len() - 1);
        story.closes(ADA, goal, Outcome::Dropped, None);
    }
    for (team, expected) in [
        (None, vec![GoalId(1), GoalId(2), GoalId(3), GoalId(4)]),
        (Some(TeamId(1)), vec![GoalId(2), GoalId(3)]),
        (Some(TeamId(2)), vec![GoalId(3)]),
    ] {
        let asked = Asked::new(team, [None; 2], story.now.date());
        let found = results(story.seen_by(BEN), &asked, story.now).unwrap();
        assert_eq!(goals(&found), expected);
    }
}

#[test]
fn guests_see_nothing() {
    let mut story = Story::new();
    let guest = story.joins("gwen", Role::Guest);
    let goal = story.goal(ADA, "A goal");
    story.closes(ADA, goal, Outcome::Achieved, None);
    let asked = Asked::new(None, [None; 2], story.now.date());
    let found = results(story.seen_by(guest), &asked, story.now).unwrap();
    assert!(found.is_empty() && found.people.is_empty() && found.table().is_empty());
    assert!(
        found.sentence.starts_with("Guests read"),
        "{}",
        found.sentence
    );
}

#[test]
fn a_period_that_is_none_is_refused_with_a_way_out() {
    let story = Story::new();
    let refused = |from, until| {
        let asked = Asked {
            team: None,
            from,
            until,
        };
        let refusal = results(story.sight(), &asked, story.now).unwrap_err();
        format!("{refusal} {}", refusal.instead())
    };
    let today = START.date();
    let tomorrow = today.tomorrow().unwrap();
    let yesterday = today.yesterday().unwrap();
    assert_eq!(
        refused(today, yesterday),
        "This time ends on 2025-12-31, before it begins on 2026-01-01. Turn the two days around."
    );
    assert_eq!(
        refused(tomorrow, tomorrow),
        "This time begins on 2026-01-02, which is still to come. Choose a first day that has begun."
    );
    assert!(refused(date(1, 1, 1), today).ends_with("Write a date such as 2026-03-31."));
    let asked = Asked {
        team: None,
        from: today,
        until: date(2026, 12, 31),
    };
    let goes_on = results(story.sight(), &asked, story.now).unwrap();
    assert!(goes_on.goes_on, "what has begun may end later");
}

#[test]
fn named_periods_follow_the_calendar() {
    let days = |period: Period, today| {
        let (from, until) = period.days(today);
        format!("{from} {until}")
    };
    let leap = date(2024, 2, 29);
    for (period, expected) in Period::ALL.into_iter().zip([
        "2024-01-01 2024-03-31",
        "2023-10-01 2023-12-31",
        "2024-01-01 2024-06-30",
        "2023-07-01 2023-12-31",
        "2024-01-01 2024-12-31",
        "2023-01-01 2023-12-31",
    ]) {
        assert_eq!(days(period, leap), expected);
    }
    assert_eq!(
        days(Period::ThisQuarter, date(2026, 12, 31)),
        "2026-10-01 2026-12-31"
    );
    let day = |asked: Asked| [asked.from, asked.until].map(|day| day.to_string());
    let new = |days| day(Asked::new(None, days, leap));
    assert_eq!(new([None, None]), ["2024-01-01", "2024-03-31"]);
    let may = Some(date(2023, 5, 9));
    assert_eq!(new([may, None]), ["2023-05-09", "2024-02-29"]);
    assert_eq!(new([None, may]), ["2023-04-01", "2023-05-09"]);
}
