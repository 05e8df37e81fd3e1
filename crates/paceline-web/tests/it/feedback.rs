//! Feedback: given by anybody, answered by the lead, seen by all; how much was taken up is one's own to see.

use paceline_core::{
    Command, InitiativeId, PersonId,
    initiative::{self, Label, Uptake},
};

use crate::common::{MONA, PRIYA, TOMAS, World, says};

const IT: InitiativeId = InitiativeId(1);

async fn gives(world: &World, who: PersonId, label: Label, text: &str) {
    let give = initiative::Command::GiveFeedback {
        passage: None,
        initiative: IT,
        label,
        text: text.into(),
    };
    world.does(who, Command::Initiative(give)).await;
}

async fn answers(world: &World, feedback: u16, answer: Uptake, because: &str) {
    let answer = initiative::Command::AnswerFeedback {
        revision: None,
        initiative: IT,
        feedback,
        answer,
        because: because.into(),
    };
    world.does(PRIYA, Command::Initiative(answer)).await;
}

#[tokio::test]
async fn anybody_gives_it_and_the_box_starts_as_an_optional_nit() {
    let world = World::new().await;
    world.starts(PRIYA, "Ship any day").await;
    says(
        &world.page("/initiatives/1").await,
        &["A word from you helps whoever leads, and blocks nothing."],
    );
    let form = world.page("/initiatives/1/feedback").await;
    assert!(form.contains(r#"value="optional nit" checked"#));
    assert_eq!(form.matches(r#"type="radio""#).count(), Label::ALL.len());
    says(&form, &["optional nit: small; take it or leave it"]);
    let typed = [("label", "optional nit"), ("text", "G-1 says <lane>.")];
    let page = world.posted("/initiatives/1/feedback", &typed).await;
    says(
        &page,
        &[
            "Feedback 1 open · 0 answered",
            "optional nit Mona Ott · today",
            "Mona Ott gave feedback, optional nit",
        ],
    );
    assert!(page.contains("G-1 says &lt;lane&gt;."));
    assert!(!page.contains("/feedback/0/answer"), "she does not lead it");
    let long = "word ".repeat(1000);
    let typed = [("label", "thought"), ("text", long.as_str())];
    let page = world.posted("/initiatives/1/feedback", &typed).await;
    assert!(
        page.contains("word word word"),
        "a long text is read from its row"
    );
}

#[tokio::test]
async fn what_cannot_be_said_comes_back_with_why_and_with_what_was_typed() {
    let world = World::new().await;
    world.starts(PRIYA, "Ship any day").await;
    let typed = [("label", "concern"), ("text", " ")];
    let empty = world.post("/initiatives/1/feedback", &typed).await;
    assert_eq!(empty.status, 422);
    says(&empty.body, &["The feedback is empty."]);
    assert!(empty.body.contains(r#"value="concern" checked"#));
    let typed = [("label", "objection"), ("text", "Not like this.")];
    let unknown = world.post("/initiatives/1/feedback", &typed).await;
    assert_eq!(unknown.status, 422);
    says(&unknown.body, &["The label is empty.", "Not like this."]);
    let nowhere = world.post("/initiatives/9/feedback", &typed).await;
    assert_eq!(nowhere.status, 404);
}

#[tokio::test]
async fn the_lead_answers_and_may_change_the_answer() {
    let world = World::new().await;
    world.starts(MONA, "Ship any day").await;
    gives(&world, TOMAS, Label::Suggestion, "Name the two services.").await;
    world.days_pass(2);
    let page = world.page("/initiatives/1").await;
    assert!(page.contains(r#"href="/initiatives/1/feedback/0/answer""#));
    let form = world.page("/initiatives/1/feedback/0/answer").await;
    says(&form, &["Tomás Reis, suggestion: “Name the two services.”"]);
    let no = [("answer", "not taken up"), ("because", "")];
    let why = world.post("/initiatives/1/feedback/0/answer", &no).await;
    assert_eq!(why.status, 422);
    says(
        &why.body,
        &[
            "The reason is empty.",
            "Write the reason; a few words are enough.",
        ],
    );
    assert!(why.body.contains(r#"value="not taken up" checked"#));
    let no = [("answer", "not taken up"), ("because", "They are three.")];
    let page = world.posted("/initiatives/1/feedback/0/answer", &no).await;
    says(
        &page,
        &[
            "Feedback 0 open · 1 answered",
            "not taken up by Mona Ott · today They are three.",
            "Change the answer",
            "Mona Ott answered the suggestion of Tomás Reis: not taken up",
        ],
    );
    let again = world.post("/initiatives/1/feedback/0/answer", &no).await;
    assert_eq!(again.status, 422);
    says(&again.body, &["That is your answer already: not taken up."]);
    let yes = [("answer", "taken up"), ("because", "")];
    let page = world.posted("/initiatives/1/feedback/0/answer", &yes).await;
    says(&page, &["taken up by Mona Ott"]);
    let none = world.post("/initiatives/1/feedback/0/answer", &[]).await;
    says(&none.body, &["The answer is empty."]);
}

#[tokio::test]
async fn whoever_does_not_lead_cannot_answer() {
    let world = World::new().await;
    world.starts(PRIYA, "Ship any day").await;
    gives(&world, TOMAS, Label::Question, "Why now?").await;
    let thanks = [("answer", "thanks"), ("because", "")];
    let refused = world
        .post("/initiatives/1/feedback/0/answer", &thanks)
        .await;
    assert_eq!(refused.status, 422);
    says(&refused.body, &["You do not lead I-1."]);
    for url in [
        "/initiatives/1/feedback/7/answer",
        "/initiatives/9/feedback/0/answer",
        "/initiatives/1/feedback/x/answer",
    ] {
        assert_eq!(world.get(url).await.status, 404, "{url}");
    }
}

#[tokio::test]
async fn what_waits_comes_first_and_much_of_it_is_cut() {
    let world = World::new().await;
    world.starts(PRIYA, "Ship any day").await;
    for number in 0..24 {
        gives(&world, TOMAS, Label::Thought, &format!("Thought {number}.")).await;
    }
    answers(&world, 23, Uptake::Thanks, "").await;
    let page = world.page("/initiatives/1").await;
    says(&page, &["Feedback 23 open · 1 answered"]);
    assert!(page.contains(r#"href="/initiatives/1/feedback/all""#));
    assert_eq!(page.matches(r#"<li id="feedback-"#).count(), 20);
    let all = world.page("/initiatives/1/feedback/all").await;
    assert_eq!(all.matches(r#"<li id="feedback-"#).count(), 24);
    let place = |number: u16| all.find(&format!(r#"id="feedback-{number}""#)).unwrap();
    assert!(place(22) < place(0) && place(0) < place(23));
    says(&all, &["thanks from Priya Amin"]);
}

#[tokio::test]
async fn the_past_shows_it_as_it_was_and_nothing_can_be_said_there() {
    let world = World::new().await;
    world.starts(MONA, "Ship any day").await;
    gives(&world, TOMAS, Label::Issue, "It does not undo.").await;
    world.days_pass(3);
    world
        .posted(
            "/initiatives/1/feedback/0/answer",
            &[("answer", "taken up"), ("because", "")],
        )
        .await;
    let past = world.page("/initiatives/1?at=2026-01-02").await;
    says(
        &past,
        &[
            "Feedback 1 open · 0 answered",
            "issue Tomás Reis · yesterday",
        ],
    );
    assert!(!past.contains("Give feedback") && !past.contains("/feedback/0/answer"));
    let form = world.get("/initiatives/1/feedback?at=2026-01-02").await;
    assert_ne!(form.status, 200);
}

#[tokio::test]
async fn how_much_was_taken_up_is_shown_to_oneself_alone() {
    let world = World::new().await;
    world.starts(PRIYA, "Ship any day").await;
    assert!(!world.page("/people/mona").await.contains("Your feedback"));
    gives(&world, MONA, Label::Suggestion, "One.").await;
    gives(&world, MONA, Label::Suggestion, "Two.").await;
    gives(&world, TOMAS, Label::Praise, "Good.").await;
    answers(&world, 0, Uptake::TakenUp, "").await;
    let mine = world.page("/people/mona").await;
    says(
        &mine,
        &[
            "Your feedback only you see this Of 1 that were answered, 1 was taken up.",
            "suggestion 2 1 0 0 1",
        ],
    );
    assert!(!world.page("/people/tomas").await.contains("Your feedback"));
}
