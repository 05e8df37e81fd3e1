//! Commands: recorded, refused in the core's words, done once for each key.

use paceline_core::{Door, Refusal, vocabulary};
use serde_json::{Value, json};

use crate::common::{PRIYA, World};

#[tokio::test]
async fn a_gap_is_recorded_and_can_be_had() {
    let world = World::new().await;
    let body = r#"{"is": "Nine days", "ought": "One hour", "team": "checkout"}"#;
    let answer = world.sent("gap.record", body, &[]).await;
    assert_eq!(answer.status, 201, "{}", answer.body);
    assert_eq!(answer.header("location"), "/api/v1/gaps/1");
    let recorded: Value = serde_json::from_str(&answer.body).unwrap();
    assert_eq!(recorded["events"], json!(["gap.recorded"]));
    assert_eq!(recorded["made"]["reference"], "G-1");
    assert_eq!(recorded["first"], recorded["last"]);
    assert_eq!(world.had("/gaps/1").await["team"]["slug"], "checkout");
    let last = world.store.last();
    let before = paceline_core::Seq(last.0 - 1);
    let events = world.store.events_after(before).await.unwrap();
    assert_eq!(events[0].door, Door::Api);
}

#[tokio::test]
async fn whoever_says_that_it_was_typed_is_believed_and_nothing_else_can_be_said() {
    let world = World::new().await;
    for (said, door) in [
        ("command-line", Door::CommandLine),
        ("Command-Line", Door::CommandLine),
        ("page", Door::Api),
        ("import", Door::Api),
        ("simulation", Door::Api),
        ("", Door::Api),
    ] {
        let before = world.store.last();
        let body = r#"{"is": "Nine days", "ought": "One hour"}"#;
        let named = [("Paceline-Door", said)];
        let answer = world.sent("gap.record", body, &named).await;
        assert_eq!(answer.status, 201, "{}", answer.body);
        let events = world.store.events_after(before).await.unwrap();
        assert_eq!(events[0].door, door, "'{said}'");
    }
}

#[tokio::test]
async fn people_teams_and_references_are_named_as_people_name_them() {
    let world = World::new().await;
    world.gap("Nine days", "One hour").await;
    let start = r#"{"title": "Ship any day", "serves": ["G-1"], "team": "checkout"}"#;
    assert_eq!(
        world.done("initiative.start", start).await["made"]["reference"],
        "I-1"
    );
    let ask = r#"{"initiative": "I-1", "of": {"person": "@tomas"}, "what": "A review."}"#;
    world.done("initiative.ask", ask).await;
    let over = r#"{"initiative": "I-1", "to": "priya"}"#;
    world.done("initiative.hand_over", over).await;
    let page = world.had("/initiatives/1").await;
    assert_eq!(page["lead"]["person"]["handle"], "mona");
    assert_eq!(page["leading"]["offer"]["to"]["handle"], "priya");
    assert_eq!(page["asking"]["asks"][0]["of"], "Tomás Reis");
    let join = r#"{"handle": "noor", "name": "Noor Haddad"}"#;
    let joined = world.done("person.join", join).await;
    assert_eq!(joined["made"]["reference"], "@noor");
    assert_eq!(joined["made"]["path"], "/api/v1/people/noor");
    let again = r#"{"team": "checkout", "person": "@mona"}"#;
    let nothing = world.done("team.join", again).await;
    assert_eq!(
        (&nothing["events"], &nothing["first"]),
        (&json!([]), &Value::Null)
    );
}

#[tokio::test]
async fn a_refusal_says_why_and_what_to_do_instead() {
    let world = World::new().await;
    world.starts(PRIYA, "Ship any day").await;
    let body = r#"{"initiative": "I-1"}"#;
    let answer = world.sent("initiative.take_lead", body, &[]).await;
    let refusal = Refusal::HasLead {
        initiative: paceline_core::InitiativeId(1),
        lead: "Priya Amin".into(),
    };
    let problem = answer.is_problem(422, &refusal.to_string());
    assert_eq!(problem["instead"], refusal.instead());
    assert_eq!(problem["refused"], "has_lead");
    assert_eq!(problem["type"], "urn:paceline:problem:refused");
}

#[tokio::test]
async fn what_cannot_be_read_is_said() {
    let world = World::new().await;
    let before = world.store.last();
    for (command, body, status, detail) in [
        (
            "gap.record",
            "{",
            400,
            "This is not JSON, from line 1, column 1 on.",
        ),
        (
            "gap.record",
            "",
            400,
            "This is not JSON, from line 1, column 0 on.",
        ),
        ("gap.record", "[1]", 422, "'gap.record' takes an object."),
        (
            "gap.record",
            r#"{"is": "a"}"#,
            422,
            "The field 'ought' is missing.",
        ),
        (
            "gap.record",
            r#"{"is": "a", "ought": "b", "x": 1}"#,
            422,
            "There is no field called 'x'.",
        ),
        (
            "gap.record",
            r#"{"is": ["a"], "ought": "b"}"#,
            422,
            "The field 'is' takes a text.",
        ),
        (
            "gap.record",
            r#"{"is": "a\u0000", "ought": "b"}"#,
            422,
            "The description of how it is contains control characters.",
        ),
        (
            "gap.forget",
            "{}",
            404,
            "There is no command called 'gap.forget'.",
        ),
        (
            "record.initiative",
            "{}",
            404,
            "There is no command called 'record.initiative'.",
        ),
        (
            "initiative.answer",
            r#"{"initiative": 1, "ask": 70000}"#,
            422,
            "The field 'ask' takes a whole number from 0 to 65535.",
        ),
        (
            "initiative.answer",
            r#"{"initiative": 1.5, "ask": 0}"#,
            422,
            "The field 'initiative' takes a number that is in use.",
        ),
    ] {
        let answer = world.sent(command, body, &[]).await;
        answer.is_problem(status, detail);
    }
    assert_eq!(world.store.last(), before, "nothing was recorded");
}

#[tokio::test]
async fn what_is_no_command_at_all_is_said() {
    let world = World::new().await;
    let before = world.store.last();
    let deep = "[".repeat(100_000);
    assert_eq!(world.sent("gap.record", &deep, &[]).await.status, 400);
    let path = "/api/v1/commands/gap.record";
    let form = world.send("POST", path, &[], "is=a&ought=b").await;
    form.is_problem(415, "A command takes JSON.");
    let big = format!(r#"{{"is": "{}", "ought": "b"}}"#, "x".repeat(600_000));
    world
        .sent("gap.record", &big, &[])
        .await
        .is_problem(413, "This is more than is taken at once.");
    assert_eq!(world.store.last(), before, "nothing was recorded");
}

#[tokio::test]
async fn what_is_not_done_with_a_path_is_said() {
    let world = World::new().await;
    let wrong = world.send("DELETE", "/api/v1/gaps/1", &[], "").await;
    wrong.is_problem(405, "This is not done here.");
    assert!(wrong.header("allow").contains("GET"), "{}", wrong.head);
}

#[tokio::test]
async fn a_command_with_a_key_is_done_once() {
    let world = World::new().await;
    let body = r#"{"is": "Nine days", "ought": "One hour"}"#;
    let key = [("Idempotency-Key", "1b671a64-40d5-491e-99b0-da01ff1f3341")];
    let first = world.sent("gap.record", body, &key).await;
    let again = world.sent("gap.record", body, &key).await;
    assert_eq!((first.status, &first.body), (again.status, &again.body));
    assert_eq!(again.header("idempotency-replayed"), "true");
    assert_eq!(again.header("location"), first.header("location"));
    assert_eq!(world.had("/gaps").await["total"], 1);
    let other = world
        .sent("gap.record", r#"{"is": "a", "ought": "b"}"#, &key)
        .await;
    other.is_problem(422, "This idempotency key was used for something else.");
    let bad = [("Idempotency-Key", " ")];
    let bad = world.sent("gap.record", body, &bad).await;
    bad.is_problem(
        400,
        "The idempotency key is empty, too long or no plain text.",
    );
    // What was refused can be put right and sent with the same key.
    let key = [("Idempotency-Key", "second")];
    let refused = world
        .sent("gap.close", r#"{"gap": "G-9", "outcome": "x"}"#, &key)
        .await;
    refused.is_problem(422, "There is no gap G-9.");
    let put_right = world
        .sent("gap.close", r#"{"gap": "G-1", "outcome": "x"}"#, &key)
        .await;
    assert_eq!(put_right.status, 200, "{}", put_right.body);
}

#[tokio::test]
async fn the_same_key_at_the_same_time_records_once() {
    let world = World::new().await;
    let body = r#"{"is": "Nine days", "ought": "One hour"}"#;
    let key = [("Idempotency-Key", "one")];
    let send = || world.sent("gap.record", body, &key);
    let answers = tokio::join!(send(), send(), send(), send());
    for answer in [answers.0, answers.1, answers.2, answers.3] {
        assert!(matches!(answer.status, 201 | 409), "{}", answer.body);
    }
    assert_eq!(world.had("/gaps").await["total"], 1);
}

#[tokio::test]
async fn the_list_of_commands_is_the_vocabulary() {
    let world = World::new().await;
    let commands = world.had("/commands").await;
    let listed: Vec<&str> = commands["commands"]
        .as_array()
        .unwrap()
        .iter()
        .map(|command| command["name"].as_str().unwrap())
        .collect();
    let known: Vec<&str> = vocabulary::all()
        .iter()
        .map(|entry| entry.name.as_str())
        .collect();
    assert_eq!(listed, known);
}
