//! Shopping around on pages: several are asked at once, they answer with words, and the lead says what feedback helps.

use paceline_core::{
    Command, InitiativeId, PersonId,
    initiative::{self, AskedOf, Label, Reply, Size},
};

use crate::common::{MONA, PRIYA, TOMAS, World, says};

const IT: InitiativeId = InitiativeId(1);

async fn acts(world: &World, who: PersonId, command: initiative::Command) {
    world.does(who, Command::Initiative(command)).await;
}

fn ask(world: &World, of: PersonId) -> initiative::Command {
    initiative::Command::Ask {
        initiative: IT,
        of: AskedOf::Person(of),
        also: Vec::new(),
        what: "Read the plan".into(),
        size: Some(Size::Medium),
        until: Some(world.now().plus_days(5).date()),
    }
}

#[tokio::test]
async fn people_and_teams_are_asked_at_once_with_how_much_and_until_when() {
    let world = World::new().await;
    world.starts(MONA, "Ship any day").await;
    let form = world.page("/initiatives/1/ask").await;
    says(
        &form,
        &[
            "small: a word, a look, a good thought",
            "medium: some days of",
            "large: somebody who stays with it",
        ],
    );
    let until = world.now().plus_days(9).date().to_string();
    let typed = [
        ("what", "Read the plan"),
        ("person", "tomas, priya"),
        ("team", "checkout"),
        ("size", "large"),
        ("until", until.as_str()),
    ];
    let page = world.posted("/initiatives/1/ask", &typed).await;
    says(
        &page,
        &[
            "Asks for support 3 open · 0 answered",
            "large: somebody who stays with it",
            "Priya Amin, Tomás Reis",
            "Only you see who.",
        ],
    );
    assert!(page.contains(&format!("until {until}")));
    let past = [("what", "x"), ("person", "tomas"), ("until", "2001-01-01")];
    let refused = world.post("/initiatives/1/ask", &past).await;
    assert_eq!(refused.status, 422);
    assert!(
        refused.body.contains(r#"value="2001-01-01""#),
        "what was typed stays"
    );
    let odd = [("what", "x"), ("person", "tomas"), ("until", "soon")];
    assert_eq!(world.post("/initiatives/1/ask", &odd).await.status, 422);
}

#[tokio::test]
async fn whoever_is_asked_sees_it_in_today_and_answers_with_words() {
    let world = World::new().await;
    world.starts(PRIYA, "Ship any day").await;
    acts(&world, PRIYA, ask(&world, MONA)).await;
    acts(&world, PRIYA, ask(&world, TOMAS)).await;
    says(&world.page("/").await, &["An answer helps until"]);
    let page = world.page("/initiatives/1").await;
    says(&page, &["of you", "of somebody"]);
    assert!(!page.contains("Only you see who."), "she does not lead it");
    let form = world.page("/initiatives/1/answer").await;
    says(
        &form,
        &["yes, I help", "no, not this time", "done: it is dealt with"],
    );
    let typed = [
        ("ask", "0"),
        ("reply", "no"),
        ("text", "Ask **Tomás** first."),
    ];
    let page = world.posted("/initiatives/1/answer", &typed).await;
    says(
        &page,
        &["No, by Mona Ott", "Ask Tomás first.", "1 open · 1 answered"],
    );
    assert!(!world.page("/").await.contains("An answer helps until"));
}

#[tokio::test]
async fn how_soon_answers_come_is_shown_to_those_whom_it_concerns() {
    let world = World::new().await;
    world.starts(PRIYA, "Ship any day").await;
    acts(&world, PRIYA, ask(&world, TOMAS)).await;
    world.days_pass(2);
    let yes = initiative::Command::Answer {
        initiative: IT,
        ask: 0,
        reply: Some(Reply::Yes),
        text: String::new(),
    };
    acts(&world, TOMAS, yes).await;
    let sentence = "First answers came after 2 days";
    let page = world.page("/initiatives/1").await;
    assert!(!page.contains(sentence), "Mona neither leads nor was asked");
    acts(&world, PRIYA, ask(&world, MONA)).await;
    says(&world.page("/initiatives/1").await, &[sentence]);
}

#[tokio::test]
async fn what_feedback_helps_now_stands_above_it_until_its_day_has_passed() {
    let world = World::new().await;
    world.starts(MONA, "Ship any day").await;
    let until = world.now().plus_days(3).date().to_string();
    let typed = [("what", "Is the order right?"), ("until", until.as_str())];
    let page = world.posted("/initiatives/1/want-feedback", &typed).await;
    says(&page, &["What helps now · until", "Is the order right?"]);
    let form = world.page("/initiatives/1/want-feedback").await;
    assert!(
        form.contains("Is the order right?"),
        "what is wanted can be changed"
    );
    world.days_pass(5);
    let page = world.page("/initiatives/1").await;
    assert!(!page.contains("What helps now"));
    says(&page, &["nobody is shown that any more"]);
    let nothing = [("what", ""), ("until", "")];
    world.posted("/initiatives/1/want-feedback", &nothing).await;
    let again = world.post("/initiatives/1/want-feedback", &nothing).await;
    assert_eq!(again.status, 422);
}

#[tokio::test]
async fn only_the_lead_says_what_feedback_is_wanted() {
    let world = World::new().await;
    world.starts(PRIYA, "Ship any day").await;
    let page = world.page("/initiatives/1").await;
    assert!(!page.contains("/initiatives/1/want-feedback"));
    let typed = [("what", "Is the order right?")];
    let refused = world.post("/initiatives/1/want-feedback", &typed).await;
    assert_eq!(refused.status, 422);
}

#[tokio::test]
async fn a_draft_is_shown_to_a_few_and_then_shared_with_all() {
    let world = World::new().await;
    let start = initiative::Command::Start {
        document: String::new(),
        kind: None,
        title: "A quiet draft".into(),
        summary: String::new(),
        team: None,
        serves: Vec::new(),
        shown_to: Some(vec![PRIYA]),
    };
    acts(&world, MONA, start).await;
    let page = world.page("/initiatives/1").await;
    says(
        &page,
        &[
            "Not shared yet",
            "Share it with all",
            "Show it to more people",
        ],
    );
    let page = world
        .posted("/initiatives/1/show-to", &[("people", "tomas")])
        .await;
    says(&page, &["Tomás Reis"]);
    let page = world
        .posted("/initiatives/1/stage", &[("stage", "shared")])
        .await;
    assert!(!page.contains("Not shared yet") && !page.contains("Share it with all"));
}

#[tokio::test]
async fn feedback_is_taken_up_in_a_revision() {
    let world = World::new().await;
    let start = initiative::Command::Start {
        document: "# How it is\n\nNine days.".into(),
        kind: None,
        title: "Ship any day".into(),
        summary: String::new(),
        team: None,
        serves: Vec::new(),
        shown_to: None,
    };
    acts(&world, MONA, start).await;
    let give = initiative::Command::GiveFeedback {
        passage: None,
        initiative: IT,
        label: Label::Suggestion,
        text: "Say whose days.".into(),
    };
    acts(&world, TOMAS, give).await;
    let form = world.page("/initiatives/1/feedback/0/answer").await;
    says(&form, &["Taken up in revision"]);
    let answer = |revision| [("answer", "taken up"), ("revision", revision)];
    let url = "/initiatives/1/feedback/0/answer";
    assert_eq!(world.post(url, &answer("7")).await.status, 422);
    world.posted(url, &answer("1")).await;
    let revision = world.store.read(|state| {
        let given = &state.initiatives[IT.index()].feedback[0];
        given.answered().and_then(|answered| answered.revision)
    });
    assert_eq!(revision, Some(1));
}
