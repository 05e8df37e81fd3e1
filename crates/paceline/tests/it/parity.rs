//! Pages, API and command line offer the same commands by the same names, do the same, and refuse in the same words.

use paceline_core::{Event, Seq, vocabulary};
use reqwest::{Client, redirect::Policy};

use crate::world::World;

/// One thing done at each door.
struct Act {
    command: &'static str,
    /// The form's page, and what is filled in. `None`: there is no such page.
    page: Option<(&'static str, &'static [(&'static str, &'static str)])>,
    json: &'static str,
    arguments: &'static [&'static str],
}

/// Commands without a page, and why.
const NO_PAGE: [(&str, &str); 9] = [
    ("person.join", "the pages of accounts are being built"),
    ("person.rename", "the pages of accounts are being built"),
    ("person.set_role", "the pages of accounts are being built"),
    ("person.leave", "the pages of accounts are being built"),
    ("person.return", "the pages of accounts are being built"),
    ("person.erase", "the pages of accounts are being built"),
    (
        "team.form",
        "teams come from records and from the guided start",
    ),
    (
        "team.join",
        "teams come from records and from the guided start",
    ),
    (
        "team.leave",
        "teams come from records and from the guided start",
    ),
];

const fn act(
    command: &'static str,
    page: &'static str,
    fields: &'static [(&'static str, &'static str)],
    json: &'static str,
    arguments: &'static [&'static str],
) -> Act {
    Act {
        command,
        page: Some((page, fields)),
        json,
        arguments,
    }
}

const fn without_page(
    command: &'static str,
    json: &'static str,
    arguments: &'static [&'static str],
) -> Act {
    Act {
        command,
        page: None,
        json,
        arguments,
    }
}

/// Every command, done.
#[rustfmt::skip]
const DONE: &[Act] = &[
    act("gap.record", "/gaps/new", &[("is", "Nine days"), ("ought", "One hour"), ("team", "checkout"), ("goal", "O-1")],
        r#"{"is": "Nine days", "ought": "One hour", "team": "checkout", "goal": "O-1"}"#,
        &["gap", "add", "--is", "Nine days", "--ought", "One hour", "--team", "checkout", "--goal", "O-1"]),
    act("gap.close", "/gaps/1/close", &[("outcome", "An hour now")],
        r#"{"gap": "G-1", "outcome": "An hour now"}"#, &["gap", "close", "G-1", "--outcome", "An hour now"]),
    act("goal.set", "/goals/new", &[("title", "Calm nights"), ("team", "checkout"), ("until", "2026-12-31")],
        r#"{"title": "Calm nights", "team": "checkout", "until": "2026-12-31"}"#,
        &["goal", "set", "--title", "Calm nights", "--team", "checkout", "--until", "2026-12-31"]),
    act("goal.add_key_result", "/goals/1/key-results/new", &[("name", "Calls"), ("unit", "%"), ("baseline", "9"), ("target", "1,5")],
        r#"{"goal": "O-1", "name": "Calls", "unit": "%", "baseline": 9, "target": "1.5"}"#,
        &["goal", "add-key-result", "O-1", "--name", "Calls", "--unit", "%", "--baseline", "9", "--target", "1.5"]),
    act("goal.check_in", "/goals/1/check-in", &[("status", "on-track"), ("text", "Well"), ("value-1", "3.8"), ("confidence", "7")],
        r#"{"goal": "O-1", "status": "on_track", "text": "Well", "confidence": 7, "values": [[0, "3.8"]]}"#,
        &["goal", "check-in", "O-1", "--status", "on-track", "--text", "Well", "--confidence", "7", "--values", "0=3.8"]),
    act("goal.close", "/goals/1/close", &[("outcome", "achieved"), ("text", "It works")],
        r#"{"goal": "O-1", "outcome": "achieved", "text": "It works"}"#,
        &["goal", "close", "O-1", "--outcome", "achieved", "--text", "It works"]),
    act("team.move", "/teams/checkout/move", &[("parent", "")],
        r#"{"team": "checkout"}"#, &["team", "move", "checkout"]),
    act("team.own_repository", "/teams/checkout/repositories", &[("pattern", "https://github.com/Acme/checkout-*.git")],
        r#"{"team": "checkout", "pattern": "github.com/acme/checkout-*"}"#,
        &["team", "own-repository", "checkout", "--pattern", "git@github.com:acme/checkout-*"]),
    act("team.drop_repository", "/teams/checkout/repositories/drop", &[("pattern", "github.com/acme/shop")],
        r#"{"team": "checkout", "pattern": "github.com/acme/shop"}"#,
        &["team", "drop-repository", "checkout", "--pattern", "github.com/acme/shop"]),
    act("initiative.start", "/initiatives/new", &[("title", "Ship"), ("summary", "How"), ("team", "checkout"), ("serves", "G-1, O-1")],
        r#"{"title": "Ship", "summary": "How", "team": "checkout", "serves": ["G-1", {"goal": "O-1"}]}"#,
        &["initiative", "start", "--title", "Ship", "--summary", "How", "--team", "checkout", "--serves", "G-1", "--serves", "O-1"]),
    act("initiative.serve", "/initiatives/1/serve", &[("serves", "G-1")],
        r#"{"initiative": "I-1", "serves": {"gap": 1}}"#, &["initiative", "serve", "I-1", "--serves", "G-1"]),
    act("initiative.follow", "/initiatives/2/follow", &[("stance", "follow-with-reservations")],
        r#"{"initiative": "I-2", "stance": "follow_with_reservations"}"#, &["follow", "I-2", "--stance", "follow-with-reservations"]),
    act("initiative.step_back", "/initiatives/1/step-back", &[],
        r#"{"initiative": "I-1"}"#, &["step-back", "I-1"]),
    act("initiative.take_lead", "/initiatives/3/take-lead", &[],
        r#"{"initiative": "I-3"}"#, &["lead", "I-3"]),
    act("initiative.hand_over", "/initiatives/1/hand-over", &[("to", "priya"), ("note", "Yours")],
        r#"{"initiative": "I-1", "to": "@priya", "note": "Yours"}"#,
        &["initiative", "hand-over", "I-1", "--to", "@priya", "--note", "Yours"]),
    act("initiative.move_stage", "/initiatives/1/stage", &[("stage", "under way")],
        r#"{"initiative": "I-1", "to": "under_way"}"#, &["initiative", "move-stage", "I-1", "--to", "under-way"]),
    act("initiative.check_in", "/initiatives/1/check-in", &[("status", "at-risk"), ("text", "Hm")],
        r#"{"initiative": "I-1", "status": "at_risk", "text": "Hm"}"#, &["check-in", "I-1", "--status", "at-risk", "Hm"]),
    act("initiative.set_rhythm", "/initiatives/1/rhythm", &[("every_days", "14")],
        r#"{"initiative": "I-1", "every_days": 14}"#, &["initiative", "set-rhythm", "I-1", "--every-days", "14"]),
    act("initiative.ask", "/initiatives/1/ask", &[("person", "tomas"), ("what", "A review")],
        r#"{"initiative": "I-1", "of": {"person": "@tomas"}, "what": "A review"}"#, &["ask", "I-1", "--of", "@tomas", "A review"]),
    act("initiative.answer", "/initiatives/1/answer", &[("ask", "0")],
        r#"{"initiative": "I-1", "ask": 0}"#, &["initiative", "answer", "I-1", "--ask", "0"]),
    act("initiative.give_feedback", "/initiatives/2/feedback", &[("label", "suggestion"), ("text", "Why not")],
        r#"{"initiative": "I-2", "label": "suggestion", "text": "Why not"}"#, &["feedback", "I-2", "--label", "suggestion", "Why not"]),
    act("initiative.answer_feedback", "/initiatives/1/feedback/0/answer", &[("answer", "taken up")],
        r#"{"initiative": "I-1", "feedback": 0, "answer": "taken_up"}"#,
        &["initiative", "answer-feedback", "I-1", "--feedback", "0", "--answer", "taken-up"]),
    act("initiative.show_to", "/initiatives/4/show-to", &[("people", "priya")],
        r#"{"initiative": "I-4", "people": ["@priya"]}"#, &["initiative", "show-to", "I-4", "--people", "@priya"]),
    act("organisation.name", "/organisation/name", &[("name", "Northwind")],
        r#"{"name": "Northwind"}"#, &["organisation", "name", "--name", "Northwind"]),
    act("organisation.set_threshold", "/organisation/threshold", &[("name", "inert-after-days"), ("value", "9")],
        r#"{"name": "inert-after-days", "value": 9}"#,
        &["organisation", "set-threshold", "--name", "inert-after-days", "--value", "9"]),
    without_page("person.join", r#"{"handle": "noor", "name": "Noor"}"#, &["person", "join", "--handle", "noor", "--name", "Noor"]),
    without_page("person.rename", r#"{"person": "@tomas", "name": "Tom"}"#, &["person", "rename", "@tomas", "--name", "Tom"]),
    without_page("person.set_role", r#"{"person": "@tomas", "role": "guest"}"#, &["person", "set-role", "@tomas", "--role", "guest"]),
    without_page("person.leave", r#"{"person": "@tomas"}"#, &["person", "leave", "@tomas"]),
    without_page("person.return", r#"{"person": "@nils"}"#, &["person", "return", "@nils"]),
    without_page("person.erase", r#"{"person": "@tomas"}"#, &["person", "erase", "@tomas"]),
    without_page("team.form", r#"{"name": "Search", "parent": "engineering"}"#, &["team", "form", "--name", "Search", "--parent", "engineering"]),
    without_page("team.join", r#"{"team": "checkout", "person": "@mona"}"#, &["team", "join", "checkout", "--person", "@mona"]),
    without_page("team.leave", r#"{"team": "checkout", "person": "@mona"}"#, &["team", "leave", "checkout", "--person", "@mona"]),
];

/// What is refused, whichever door it comes through.
#[rustfmt::skip]
const REFUSED: &[Act] = &[
    act("gap.record", "/gaps/new", &[("is", "a"), ("ought", " ")],
        r#"{"is": "a", "ought": " "}"#, &["gap", "record", "--is", "a", "--ought", " "]),
    act("gap.record", "/gaps/new", &[("is", "a"), ("ought", "b"), ("team", "nowhere")],
        r#"{"is": "a", "ought": "b", "team": "nowhere"}"#, &["gap", "record", "--is", "a", "--ought", "b", "--team", "nowhere"]),
    act("gap.record", "/gaps/new", &[("is", "a"), ("ought", "b"), ("goal", "O-9")],
        r#"{"is": "a", "ought": "b", "goal": "O-9"}"#, &["gap", "record", "--is", "a", "--ought", "b", "--goal", "O-9"]),
    act("goal.set", "/goals/new", &[("title", "x"), ("until", "2026-02-30")],
        r#"{"title": "x", "until": "2026-02-30"}"#, &["goal", "set", "--title", "x", "--until", "2026-02-30"]),
    act("goal.add_key_result", "/goals/1/key-results/new", &[("name", "x"), ("baseline", "nine"), ("target", "1")],
        r#"{"goal": "O-1", "name": "x", "baseline": "nine", "target": 1}"#,
        &["goal", "add-key-result", "O-1", "--name", "x", "--baseline", "nine", "--target", "1"]),
    act("team.move", "/teams/engineering/move", &[("parent", "checkout")],
        r#"{"team": "engineering", "parent": "checkout"}"#, &["team", "move", "engineering", "--parent", "checkout"]),
    act("team.own_repository", "/teams/checkout/repositories", &[("pattern", "acme/[")],
        r#"{"team": "checkout", "pattern": "acme/["}"#, &["team", "own-repository", "checkout", "--pattern", "acme/["]),
    act("team.drop_repository", "/teams/checkout/repositories/drop", &[("pattern", "acme/x")],
        r#"{"team": "checkout", "pattern": "acme/x"}"#, &["team", "drop-repository", "checkout", "--pattern", "acme/x"]),
    act("initiative.start", "/initiatives/new", &[("title", " ")],
        r#"{"title": " "}"#, &["initiative", "start", "--title", " "]),
    act("initiative.serve", "/initiatives/1/serve", &[("serves", "G-9")],
        r#"{"initiative": "I-1", "serves": "G-9"}"#, &["initiative", "serve", "I-1", "--serves", "G-9"]),
    act("initiative.follow", "/initiatives/1/follow", &[("stance", "follow")],
        r#"{"initiative": "I-1", "stance": "follow"}"#, &["follow", "I-1"]),
    act("initiative.take_lead", "/initiatives/2/take-lead", &[],
        r#"{"initiative": "I-2"}"#, &["lead", "I-2"]),
    act("initiative.step_back", "/initiatives/2/step-back", &[],
        r#"{"initiative": "I-2"}"#, &["step-back", "I-2"]),
    act("initiative.hand_over", "/initiatives/1/hand-over", &[("to", "nobody")],
        r#"{"initiative": "I-1", "to": "@nobody"}"#, &["initiative", "hand-over", "I-1", "--to", "nobody"]),
    act("initiative.move_stage", "/initiatives/1/stage", &[("stage", "put down")],
        r#"{"initiative": "I-1", "to": "put_down"}"#, &["initiative", "move-stage", "I-1", "--to", "put-down"]),
    act("initiative.set_rhythm", "/initiatives/1/rhythm", &[("every_days", "0")],
        r#"{"initiative": "I-1", "every_days": 0}"#, &["initiative", "set-rhythm", "I-1", "--every-days", "0"]),
    act("initiative.answer_feedback", "/initiatives/1/feedback/0/answer", &[("answer", "not taken up")],
        r#"{"initiative": "I-1", "feedback": 0, "answer": "not_taken_up"}"#,
        &["initiative", "answer-feedback", "I-1", "--feedback", "0", "--answer", "not-taken-up"]),
    act("organisation.set_threshold", "/organisation/threshold", &[("name", "inert-after-days"), ("value", "0")],
        r#"{"name": "inert-after-days", "value": 0}"#,
        &["organisation", "set-threshold", "--name", "inert-after-days", "--value", "0"]),
];

fn http() -> Client {
    drop(rustls::crypto::ring::default_provider().install_default());
    let client = Client::builder().redirect(Policy::none()).build();
    client.expect("a client")
}

/// What happened since, and the texts it points to: nothing of it tells the door.
async fn since(world: &World, seq: Seq) -> (Vec<Event>, String) {
    let recorded = world.store.events_after(seq).await.expect("it is there");
    let events = recorded.into_iter().map(|recorded| recorded.event);
    let words = world.store.read(|state| format!("{:?}", state.words));
    (events.collect(), words)
}

async fn at_the_page(world: &World, act: &Act) -> Option<(u16, String)> {
    let (page, fields) = act.page?;
    let url = format!("{}{page}", world.url);
    let form = http().get(&url).send().await.expect("a page");
    let form = form.text().await.expect("a page");
    let says = format!("data-command=\"{}\"", act.command);
    assert!(
        form.contains(&says),
        "{page} has no form of {}",
        act.command
    );
    let mut body = url::form_urlencoded::Serializer::new(String::new());
    body.extend_pairs(fields);
    let answer = http()
        .post(&url)
        .header("Sec-Fetch-Site", "same-origin")
        .header("Content-Type", "application/x-www-form-urlencoded")
        .body(body.finish())
        .send()
        .await
        .expect("an answer");
    let status = answer.status().as_u16();
    let text = answer.text().await.expect("an answer");
    Some((status, text.replace("&#39;", "'")))
}

async fn at_the_api(world: &World, act: &Act) -> (u16, serde_json::Value) {
    let url = format!("{}/api/v1/commands/{}", world.url, act.command);
    let request = http().post(url).header("Content-Type", "application/json");
    let answer = request.body(act.json).send().await.expect("an answer");
    let status = answer.status().as_u16();
    (status, answer.json().await.expect("JSON"))
}

#[tokio::test]
async fn every_command_is_offered_at_every_door_and_does_the_same() {
    for entry in vocabulary::all() {
        let name = entry.name.as_str();
        let act = DONE.iter().find(|act| act.command == name);
        let act = act.unwrap_or_else(|| {
            panic!("{name} is not done here: give it a page, or say why it has none")
        });
        let excused = NO_PAGE.iter().any(|(command, _)| *command == name);
        assert_eq!(act.page.is_none(), excused, "{name}");
    }
    for act in DONE {
        let (api, program) = (World::new().await, World::new().await);
        let before = api.store.last();
        let (status, answer) = at_the_api(&api, act).await;
        assert!(matches!(status, 200 | 201), "{}: {answer}", act.command);
        let done = since(&api, before).await;
        let said = program.says(act.arguments).await;
        assert_eq!(said.code, 0, "{}: {}", act.command, said.err);
        assert_eq!(since(&program, before).await, done, "{}", act.command);
        let page = World::new().await;
        if let Some((status, text)) = at_the_page(&page, act).await {
            assert_eq!(status, 303, "{}: {text}", act.command);
            assert_eq!(since(&page, before).await, done, "{}", act.command);
        }
    }
}

#[tokio::test]
async fn what_is_refused_is_refused_in_the_same_words() {
    let world = World::new().await;
    let before = world.store.last();
    for act in REFUSED {
        let (status, problem) = at_the_api(&world, act).await;
        assert_eq!(status, 422, "{}: {problem}", act.command);
        let said = |field: &str| problem[field].as_str().expect("a sentence").to_owned();
        let (why, instead) = (said("detail"), said("instead"));
        let (status, page) = at_the_page(&world, act).await.expect("a page");
        assert_eq!(status, 422, "{}", act.command);
        assert!(
            page.contains(&why) && page.contains(&instead),
            "{}: {why}",
            act.command
        );
        let said = world.says(act.arguments).await;
        assert_eq!(said.code, 1, "{}: {}", act.command, said.err);
        assert_eq!(said.err, format!("paceline: {why}\n  {instead}\n"));
    }
    assert_eq!(world.store.last(), before, "nothing was recorded");
}
