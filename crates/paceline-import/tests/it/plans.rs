//! What would be made of a text, tried on a copy of a small record.

use std::collections::BTreeMap;

use paceline_core::{
    By, Command, Ctx, Door, GoalId, PersonId, Recorded, State, Time, decide,
    record::{self, Who},
};
use paceline_import::outline::{
    As,
    plan::{Fate, Past, Plan, Step, Wish, plan},
    read_named,
};

use crate::packs::{folder, missing};

/// The 1st of May 2026, noon.
const NOW: Time = Time(1_777_636_800);

fn ctx(by: By) -> Ctx {
    Ctx {
        at_hand: paceline_core::AtHand::new(),
        by,
        door: Door::Page,
        now: NOW,
        origin: None,
    }
}

fn ask(
    state: &mut State,
    by: By,
    command: &Command,
) -> Result<Vec<paceline_core::Event>, paceline_core::Refusal> {
    let decision = decide(state, &ctx(by), command)?;
    for word in &decision.words {
        state.words.take_in(Some(word));
    }
    for event in decision.events.clone() {
        let recorded = Recorded {
            seq: state.seq.next(),
            at: NOW,
            by,
            door: Door::Page,
            origin: None,
            event,
        };
        state.apply(&recorded);
    }
    Ok(decision.events)
}

/// Ada and the teams of these names.
fn house(teams: &[&str]) -> State {
    let mut state = State::default();
    let who = Who {
        handle: "ada".to_owned(),
        name: "Ada".to_owned(),
    };
    let mut asked = vec![record::Command::Person { who, team: None }];
    asked.extend(teams.iter().map(|name| record::Command::Team {
        source: (*name).to_owned(),
        name: (*name).to_owned(),
        parent: None,
    }));
    for command in asked {
        let command = Command::Record(Box::new(command));
        ask(&mut state, By::Importer, &command).expect("a house");
    }
    state
}

const ADA: By = By::Person(PersonId(1));

fn planned(state: &State, text: &str, wish: &Wish) -> Plan {
    let reading = read_named(&wish.name, text, As::Auto).expect("it can be read");
    plan(state, &ctx(ADA), &reading, wish).expect("a person asks")
}

fn wish() -> Wish {
    Wish {
        name: "goals.md".to_owned(),
        ..Wish::default()
    }
}

fn told(plan: &Plan) -> Vec<String> {
    let told = plan.steps.iter().map(|step| {
        let fate = match &step.fate {
            Fate::Made => "+".to_owned(),
            Fate::There { reference } => format!("= {reference}"),
            Fate::Refused { why, .. } => format!("! {why}"),
        };
        let team = step
            .team
            .as_ref()
            .map_or(String::new(), |team| format!(" [{team}]"));
        let facts = step.facts.join(", ");
        format!(
            "{} {}{team} {} | {facts} {fate}",
            step.key,
            step.what.word(),
            step.title
        )
    });
    told.collect()
}

fn take_in(state: &mut State, plan: &Plan) {
    let mut made: BTreeMap<usize, GoalId> = BTreeMap::new();
    for (at, step) in plan.steps.iter().enumerate() {
        if step.fate != Fate::Made {
            continue;
        }
        let command = step.command(&made).expect("what it belongs to was made");
        let events = ask(state, ADA, &command).expect("what a plan promises is kept");
        made.extend(Step::made(&events).map(|goal| (at, goal)));
    }
}

const GOALS: &str = "# Q2 2026 goals\n\n\
    1. **Checkout: Ship every merge**\n   - KR: Days to users: from 9 to 1 days => Four by now\n   - KR: Pages: from 8 to 40\n\
    \x20  1. **CEO: Delete the old runners** => 0.8\n      - KR: Runners gone\n\
    2. **Search: Find it** => 0.4\n";

#[test]
fn each_step_is_tried_before_anybody_sees_it() {
    let state = house(&["Checkout"]);
    assert_eq!(
        told(&planned(&state, GOALS, &wish())),
        [
            "1 goal [Checkout] Ship every merge | until 2026-06-30 +",
            "1.1 key result Days to users | from 9 to 1 days +",
            "1.2 key result Pages | from 8 to 40 ! A number needs a unit.",
            "1.said check-in What came of it | - Days to users: Four by now +",
            "2 goal CEO: Delete the old runners | until 2026-06-30 +",
            "2.1 key result Runners gone | yes or no +",
            "2.said check-in What came of it | 0.8 +",
            "3 goal Search: Find it | until 2026-06-30 +",
            "3.said check-in What came of it | 0.4 +",
            "2.closed closing Close 'Delete the old runners' | achieved with 0.8 +",
            "3.closed closing Close 'Find it' | missed with 0.4 +",
        ]
    );
}

#[test]
fn what_was_taken_in_is_not_offered_again() {
    let mut state = house(&["Checkout"]);
    let first = planned(&state, GOALS, &wish());
    take_in(&mut state, &first);
    let parent = state.goals[1].serves.clone();
    assert_eq!(parent, [paceline_core::compass::Point::Goal(GoalId(1))]);
    assert!(state.goals[1].closed.is_some());

    let second = planned(&state, GOALS, &wish());
    assert!(!second.makes_something(), "{:?}", told(&second));
    assert_ne!(first.fingerprint, second.fingerprint);
    assert_eq!(
        second.fingerprint,
        planned(&state, GOALS, &wish()).fingerprint
    );

    let more = GOALS.replace("   - KR: Pages", "   - KR: Nobody waits\n   - KR: Pages");
    let offered = planned(&state, &more, &wish());
    let new: Vec<_> = offered
        .steps
        .iter()
        .filter(|step| step.fate == Fate::Made)
        .collect();
    assert_eq!(new.len(), 1);
    assert_eq!(new[0].title, "Nobody waits");
    take_in(&mut state, &offered);
    assert_eq!(state.goals[0].key_results.len(), 2);
}

#[test]
fn an_end_that_has_passed_is_refused_unless_it_may_be_left_out() {
    let state = house(&[]);
    let text = "# Q1 2026 goals\n- **Ship**\n  - KR: It is out\n";
    assert_eq!(
        told(&planned(&state, text, &wish())),
        [
            "1 goal Ship | until 2026-03-31 ! 2026-03-31 has passed.",
            "1.1 key result It is out | yes or no ! The goal it belongs to will not be made.",
        ]
    );
    let left_out = Wish {
        past: Past::LeaveOut,
        ..wish()
    };
    assert_eq!(
        told(&planned(&state, text, &left_out)),
        ["1 goal Ship |  +", "1.1 key result It is out | yes or no +"]
    );
}

#[test]
fn what_a_table_says_is_served_is_found_by_number_or_title() {
    let mut state = house(&["Checkout"]);
    let strategy = "# Fewer, better\n## Diagnosis\nLate.\n## Guiding policy\nOne thing.\n## Actions\n- Stop Atlas\n## Even over\n- a even over b\n";
    let first = planned(&state, strategy, &wish());
    assert_eq!(
        told(&first),
        ["1 strategy Fewer, better | 1 action, 1 even-over statement +"]
    );
    take_in(&mut state, &first);
    assert_eq!(
        told(&planned(&state, strategy, &wish())),
        ["1 strategy Fewer, better | 1 action, 1 even-over statement = C-1"]
    );
    let table = "goal,team,until,serves,key result,kind,target\nShip,checkout,2026-12-31,\"Fewer, better; C-1; Nothing\",Open,milestones,a;b\n";
    let plan = planned(&state, table, &wish());
    assert_eq!(
        told(&plan),
        [
            "1 goal [Checkout] Ship | until 2026-12-31, serves C-1 +",
            "1.1 key result Open | milestones: a; b +",
        ]
    );
    assert_eq!(
        plan.steps[0].notes,
        ["Nothing is called 'Nothing', so it does not serve that."]
    );
    assert_eq!(plan.steps[0].origin, "goals.md:2");
    take_in(&mut state, &plan);
    assert_eq!(state.goals[0].serves.len(), 1);
}

#[test]
fn every_file_of_a_handbook_of_goals_can_be_taken_in() {
    let folder = folder("sourcegraph-okrs").join("content/strategy-goals/goals");
    if !folder.exists() {
        missing(&folder);
        return;
    }
    let mut state = house(&["Sales", "Marketing", "Distribution", "Talent"]);
    let mut counts = Vec::new();
    for file in ["2019_q4.md", "2021_q2.md", "2023_Q1.md"] {
        let text = std::fs::read_to_string(folder.join(file)).expect("a file of the pack");
        let wish = Wish {
            name: file.to_owned(),
            team: None,
            past: Past::LeaveOut,
        };
        let plan = planned(&state, &text, &wish);
        take_in(&mut state, &plan);
        let refused: Vec<_> = plan
            .steps
            .iter()
            .filter_map(|step| match &step.fate {
                Fate::Refused { why, .. } => Some(format!("{}: {why}", step.lines)),
                Fate::Made | Fate::There { .. } => None,
            })
            .collect();
        counts.push((file, state.goals.len(), refused));
        assert!(!planned(&state, &text, &wish).makes_something(), "{file}");
    }
    let told: Vec<_> = counts
        .iter()
        .map(|(file, goals, refused)| format!("{file} {goals} {}", refused.join("; ")))
        .collect();
    assert_eq!(
        told,
        [
            "2019_q4.md 24 ",
            "2021_q2.md 53 line 88: A number needs a unit.",
            "2023_Q1.md 70 line 124: Its goal has five key results by then.; line 125: Its goal has five key results by \
             then.; line 126: Its goal has five key results by then.",
        ]
    );
}

#[test]
fn practices_that_are_overdue_come_back_at_once() {
    let state = house(&[]);
    let text = "---\ntitle: Pairing\nlast_reviewed_on: 2025-08-31\nreview_in: 6 months\n---\n\nTwo people.\n";
    let plan = planned(&state, text, &wish());
    assert_eq!(
        told(&plan),
        ["1 value Pairing | comes back for review on 2026-05-01 +"]
    );
    assert_eq!(
        plan.steps[0].notes,
        ["Its review was due on 2026-02-28, so it comes back today."]
    );
}
