//! Every command has a name, a sentence and fields; what is sent is read, or refused by name.

use serde_json::json;

use super::{Misread, all, name_of, named, parse};
use crate::{
    Command, GapId, Refusal, TeamId, gap,
    initiative::{self, Serves},
    testing::{ADA, BEN, Story},
};

#[test]
fn every_command_has_a_name_and_a_sentence() {
    let names: Vec<&str> = all().iter().map(|entry| entry.name.as_str()).collect();
    for wanted in [
        "gap.record",
        "initiative.check_in",
        "goal.add_key_result",
        "team.form",
    ] {
        assert!(names.contains(&wanted), "{wanted} is not in {names:?}");
    }
    assert!(!names.iter().any(|name| name.starts_with("record.")));
    for entry in all() {
        assert!(entry.sentence.ends_with('.'), "{} says nothing", entry.name);
        assert!(!entry.input.to_string().contains("$ref"), "{}", entry.name);
        assert_eq!(entry.input["additionalProperties"], false, "{}", entry.name);
    }
}

#[test]
fn things_are_named_as_people_name_them() {
    let mut story = Story::new();
    story.gap(ADA, "Nine days", "One day");
    let start = json!({ "title": "Ship any day", "serves": ["G-1", { "gap": 1 }], "team": null });
    let expected = Command::Initiative(initiative::Command::Start {
        document: String::new(),
        kind: None,
        title: "Ship any day".into(),
        summary: String::new(),
        team: None,
        serves: vec![Serves::Gap(GapId(1)), Serves::Gap(GapId(1))],
        shown_to: None,
    });
    let read = parse(story.sight(), "initiative.start", start).unwrap();
    assert_eq!(read, expected);
    assert_eq!(name_of(&read), "initiative.start");
    story.does(ADA, read);
    let ben = crate::person::link(story.sight(), BEN).handle;
    let hand_over = json!({ "initiative": "I-1", "to": format!("@{ben}") });
    let read = parse(story.sight(), "initiative.hand_over", hand_over).unwrap();
    story.does(ADA, read);
    let accept = json!({ "initiative": "I-1" });
    let read = parse(story.sight(), "initiative.accept_lead", accept).unwrap();
    story.does(BEN, read);
    let check_in = json!({ "initiative": 1, "status": "on track", "text": "Well." });
    let read = parse(story.sight(), "initiative.check_in", check_in).unwrap();
    story.does(BEN, read);
}

#[test]
fn a_number_is_as_good_as_a_name() {
    let story = Story::new();
    let record = json!({ "is": "a", "ought": "b", "team": 7, "goal": null });
    let read = parse(story.sight(), "gap.record", record).unwrap();
    let expected = gap::Command::Record {
        is: "a".into(),
        ought: "b".into(),
        team: Some(TeamId(7)),
        goal: None,
    };
    assert_eq!(read, Command::Gap(expected));
}

#[test]
fn what_does_not_fit_is_said_by_its_field() {
    let story = Story::new();
    let says = |name: &str, input: serde_json::Value| {
        let misread = parse(story.sight(), name, input).unwrap_err();
        assert!(misread.instead().ends_with('.'), "{misread}");
        misread.to_string()
    };
    assert_eq!(
        says("gap.fill", json!({})),
        "There is no command called 'gap.fill'."
    );
    assert_eq!(
        says("record.initiative", json!({})),
        "There is no command called 'record.initiative'."
    );
    assert_eq!(
        says("gap.record", json!([])),
        "'gap.record' takes an object."
    );
    let extra = json!({ "is": "a", "ought": "b", "colour": "red" });
    assert_eq!(
        says("gap.record", extra),
        "There is no field called 'colour'."
    );
    assert_eq!(
        says("gap.record", json!({ "is": "a" })),
        "The field 'ought' is missing."
    );
    assert_eq!(
        says("gap.record", json!({ "is": 7, "ought": "b" })),
        "The field 'is' takes a text."
    );
    let nowhere = json!({ "is": "a", "ought": "b", "team": "nowhere" });
    assert_eq!(
        says("gap.record", nowhere),
        "There is no team called 'nowhere'."
    );
    let stance = json!({ "initiative": "I-1", "stance": "maybe" });
    assert!(
        says("initiative.follow", stance).starts_with("The field 'stance' takes one of: follow")
    );
    let foreign = json!({ "initiative": "I-1", "status": "no_word", "text": "x" });
    assert!(says("initiative.check_in", foreign).starts_with("The field 'status' takes one of: "));
    let wrong = json!({ "initiative": "G-1", "stance": "follow" });
    assert_eq!(
        says("initiative.follow", wrong),
        "Nothing called 'G-1' exists."
    );
    let goal = json!({ "goal": 1, "name": "Days", "baseline": "nine", "target": 1 });
    let misread = parse(story.sight(), "goal.add_key_result", goal);
    let not_a_number = Refusal::NotANumber {
        written: "nine".into(),
    };
    assert_eq!(misread, Err(Misread::Refused(not_a_number)));
    let many = json!({ "initiative": 1, "every_days": 70_000 });
    assert_eq!(
        says("initiative.set_rhythm", many),
        "The field 'every_days' takes a whole number from 0 to 65535."
    );
    let day = json!({ "title": "x", "until": "2026-02-30" });
    assert_eq!(says("goal.set", day), Refusal::ImpossibleDate.to_string());
    assert!(named("goal.set").is_some());
}
