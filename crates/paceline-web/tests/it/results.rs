//! Results: one page for any team and period, and the same numbers as Markdown, as CSV and by the API.

use paceline_core::{
    Command, GapId, GoalId, InitiativeId, gap,
    goal::{self, Closing, Counting, Outcome, Saying, Setting},
    initiative::{self, Serves, Stance, Status},
    measure::Amount,
};
use pulldown_cmark::{Event, Options, Parser};
use serde_json::Value;

use crate::common::{CHECKOUT, MONA, PRIYA, TOMAS, World, says};

const GOAL: GoalId = GoalId(1);
const IT: InitiativeId = InitiativeId(1);

/// What was learned: too long to be kept in memory, and with what means something in Markdown and in a spreadsheet.
fn learned() -> String {
    format!(
        "=SUM(A1) is *no* formula, \"said\" Ada;\n\nand | no cell. {}",
        "We learned. ".repeat(60)
    )
}

/// A goal that was missed, one that is open, an initiative that was delivered and one that was put down, a gap closed.
#[expect(clippy::too_many_lines, reason = "a story, told in order")]
async fn lived() -> World {
    let world = World::new().await;
    let set = Setting {
        title: "Lead time <under> a day".into(),
        team: Some(CHECKOUT),
        until: Some("2026-03-31".parse().unwrap()),
        ..Setting::default()
    };
    world
        .does(MONA, Command::Goal(goal::Command::Set(set)))
        .await;
    let days = Counting::number(
        GOAL,
        "Days | merge to users",
        "days",
        [9, 1].map(Amount::whole),
    );
    world
        .does(MONA, Command::Goal(goal::Command::AddKeyResult(days)))
        .await;
    world.gap("@nine days", "One hour").await;
    let start = initiative::Command::Start {
        document: String::new(),
        kind: None,
        title: "-Ship any day".into(),
        summary: String::new(),
        team: Some(CHECKOUT),
        serves: vec![Serves::Goal(GOAL), Serves::Gap(GapId(1))],
        shown_to: None,
    };
    world.does(PRIYA, Command::Initiative(start)).await;
    let stance = Stance::Follow;
    let follow = initiative::Command::Follow {
        reservation: String::new(),
        initiative: IT,
        stance,
    };
    world.does(TOMAS, Command::Initiative(follow)).await;
    world.starts(PRIYA, "Rewrite the basket").await;
    world.days_pass(30);
    let saying = Saying {
        goal: GOAL,
        status: Status::AtRisk,
        text: "Slowly.".into(),
        confidence: Some(4),
        values: vec![(0, Amount::thousandths(3_800))],
        help: String::new(),
    };
    world
        .does(MONA, Command::Goal(goal::Command::CheckIn(saying)))
        .await;
    let ends = [
        initiative::Command::Deliver {
            initiative: IT,
            outcome: learned(),
        },
        initiative::Command::PutDown {
            initiative: InitiativeId(2),
            why: learned(),
            learned: learned(),
            pick_up: initiative::PickUp::Anyone,
        },
    ];
    for end in ends {
        world.does(PRIYA, Command::Initiative(end)).await;
    }
    let outcome = "An hour".to_owned();
    let gap = GapId(1);
    world
        .does(MONA, Command::Gap(gap::Command::Close { gap, outcome }))
        .await;
    let closing = Closing {
        goal: GOAL,
        outcome: Outcome::Missed,
        text: learned(),
        score: Some(Amount::thousandths(700)),
    };
    world
        .does(MONA, Command::Goal(goal::Command::Close(closing)))
        .await;
    world
}

const QUARTER: &str = "?team=checkout&from=2026-01-01&until=2026-03-31";

#[tokio::test]
async fn one_page_says_what_was_delivered_against_which_goals() {
    let world = lived().await;
    let page = world.page("/results?team=checkout").await;
    says(
        &page,
        &[
            "Results of Checkout",
            "From 2026-01-01 to 2026-03-31 so far, Checkout closed 1 goal (1 missed), closed 1 gap, delivered 1 initiative and put down 1 initiative. 1 measure moved.",
            "Final score 0.7 of 1",
            "Progress at the end Days | merge to users: 3.8 days; 1 wanted,",
            "Confidence before the end 4 of 10, 31 Jan 2026",
            "9 days 3.8 days",
            "O-1 Lead time &#60;under&#62; a day missed",
            "led by Priya Amin · serves O-1 Lead time",
            "Put down, with what was learned",
            "We learned. We learned.",
            "Mona Ott: led O-1",
            "Priya Amin: led I-1 and I-2",
            "Tomás Reis: followed I-1",
        ],
    );
    assert!(page.contains(r#"<a href="/initiatives/1" data-card="/cards/I-1">I-1</a>"#));
    let team = world.page("/teams/checkout").await;
    assert!(team.contains(r#"<a href="/results?team=checkout">Results of this quarter</a>"#));
    let other = world
        .page("/results?from=2025-10-01&until=2025-12-31")
        .await;
    says(
        &other,
        &[
            "nothing of Northwind was closed or delivered.",
            "last quarter",
        ],
    );
}

#[tokio::test]
async fn a_day_of_the_past_knows_nothing_of_what_came_after() {
    let world = lived().await;
    let page = world.page("/results?at=2026-01-15").await;
    says(
        &page,
        &["so far, nothing of Northwind was closed or delivered."],
    );
    let open = world
        .page("/results?from=2026-01-01&until=2026-03-31&at=2026-01-15")
        .await;
    says(
        &open,
        &["1 goal that was wanted in this time is still open."],
    );
    assert!(open.contains("at=2026-01-15\" download>CSV"), "{open}");
    assert_eq!(
        world
            .get("/results?from=2026-01-16&at=2026-01-15")
            .await
            .status,
        400
    );
}

#[tokio::test]
async fn what_is_no_period_is_refused_with_a_way_out() {
    let world = lived().await;
    for (query, sentence) in [
        (
            "?from=2026-03-01&until=2026-02-01",
            "Turn the two days around.",
        ),
        (
            "?from=2031-01-01&until=2031-02-01",
            "Choose a first day that has begun.",
        ),
        ("?from=2026-02-30", "This is no day of the calendar"),
        ("?from=yesterday", "This is no day of the calendar"),
        ("?from=1066-10-14", "Write a date such as 2026-03-31."),
        (
            "?team=nowhere",
            "There is no team called &#39;nowhere&#39;.",
        ),
    ] {
        for path in ["/results", "/results.md", "/results.csv"] {
            let answer = world.get(&format!("{path}{query}")).await;
            assert_eq!(answer.status, 400, "{path}{query}");
            says(&answer.body, &[sentence]);
        }
        let answer = world.get(&format!("/api/v1/results{query}")).await;
        assert_eq!(answer.status, 400, "{query}: {}", answer.body);
    }
    assert_eq!(world.get("/results?as=csv").await.status, 400);
}

/// Rows of a CSV by its own names: part, reference, and the cell of a column.
fn cells(file: &[u8], column: &str) -> Vec<[String; 3]> {
    let mut reader = csv::Reader::from_reader(file);
    let head = reader.headers().unwrap().clone();
    let place = |name: &str| head.iter().position(|one| one == name).unwrap();
    let places = ["part", "reference", column].map(place);
    let rows = reader.records().map(|row| row.unwrap());
    rows.map(|row| places.map(|place| row[place].to_owned()))
        .collect()
}

fn at<'a>(cells: &'a [[String; 3]], part: &str, reference: &str) -> &'a str {
    let mut found = cells.iter().filter(|[p, r, _]| p == part && r == reference);
    found.next().map_or("no such row", |[_, _, cell]| cell)
}

#[tokio::test]
async fn the_table_has_the_same_numbers_and_no_formula() {
    let world = lived().await;
    let answer = world.get(&format!("/results.csv{QUARTER}")).await;
    assert_eq!(answer.header("content-type"), "text/csv; charset=utf-8");
    assert_eq!(
        answer.header("content-disposition"),
        "attachment; filename=\"results-checkout-2026-01-01-2026-03-31.csv\""
    );
    let json = world.get(&format!("/api/v1/results{QUARTER}")).await.body;
    let json: Value = serde_json::from_str(&json).unwrap();
    let goal = &json["goals"][0];
    let measure = &json["measures"][0]["measure"];
    for (column, part, expected) in [
        ("score", "goal closed", &goal["score"]),
        ("outcome", "goal closed", &goal["outcome"]),
        (
            "words",
            "goal closed",
            &Value::String(format!("'{}", learned().trim())),
        ),
        (
            "after",
            "progress at the end",
            &goal["progress"][0]["after"],
        ),
        ("before", "measure that moved", &measure["before"]),
        ("after", "measure that moved", &measure["after"]),
        ("target", "measure that moved", &measure["target"]),
        ("expected", "measure that moved", &measure["expected"]),
    ] {
        let cells = cells(&answer.bytes, column);
        assert_eq!(Some(at(&cells, part, "O-1")), expected.as_str(), "{column}");
    }
    let confidence = cells(&answer.bytes, "confidence");
    assert_eq!(at(&confidence, "goal closed", "O-1"), "4");
    assert_eq!(goal["confidence"]["given"], 4);
    assert_eq!(
        goal["learned"].as_str(),
        Some(learned().trim()),
        "long texts are read"
    );
    let titles = cells(&answer.bytes, "title");
    assert_eq!(at(&titles, "initiative delivered", "I-1"), "'-Ship any day");
    assert_eq!(at(&titles, "gap closed", "G-1"), "'@nine days");
    let people: Vec<&str> = titles
        .iter()
        .filter(|[part, _, _]| part == "person")
        .map(|[_, _, name]| name.as_str())
        .collect();
    assert_eq!(people, ["Mona Ott", "Priya Amin", "Tomás Reis"]);
    for line in answer.body.split("\r\n") {
        assert!(!line.starts_with(['=', '+', '@', '-']), "{line}");
    }
}

/// The words of a Markdown text, as a reader of Markdown has them.
fn words(markdown: &str) -> String {
    let events = Parser::new_ext(markdown, Options::ENABLE_TABLES);
    let mut words = String::new();
    for event in events {
        assert!(
            !matches!(event, Event::Html(_) | Event::InlineHtml(_)),
            "{event:?} is no Markdown"
        );
        if let Event::Text(text) | Event::Code(text) = event {
            words += &text;
        } else if matches!(event, Event::SoftBreak | Event::HardBreak | Event::End(_)) {
            words.push(' ');
        }
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[tokio::test]
async fn the_markdown_has_the_same_numbers() {
    let world = lived().await;
    let answer = world.get(&format!("/results.md{QUARTER}")).await;
    assert_eq!(
        answer.header("content-type"),
        "text/markdown; charset=utf-8"
    );
    let words = words(&answer.body);
    for said in [
        "Results of Checkout",
        "closed 1 goal (1 missed)",
        "Final score : 0.7 of 1",
        "Days | merge to users: 3.8 days; 1 wanted, ",
        "4 of 10, 31 Jan 2026",
        "Lead time <under> a day",
        "9 days 3.8 days 1 ",
        "=SUM(A1) is no formula",
        "Tomás Reis : followed I-1",
    ] {
        assert!(words.contains(said), "'{said}' is not said:\n{words}");
    }
    let from = format!("<http://{}/results{QUARTER}>", world.address);
    assert!(answer.body.contains(&from), "{}", answer.body);
}

#[tokio::test]
async fn the_api_gives_every_form() {
    let world = lived().await;
    let path = format!("/api/v1/results{QUARTER}");
    let csv = world.get(&format!("/results.csv{QUARTER}")).await.body;
    let markdown = world.get(&format!("/results.md{QUARTER}")).await.body;
    for (accept, said, kind) in [
        ("*/*", "", "application/json"),
        ("text/csv", "", "text/csv; charset=utf-8"),
        (
            "text/html, text/markdown;q=0.9",
            "",
            "text/markdown; charset=utf-8",
        ),
        ("text/csv", "json", "application/json"),
        ("*/*", "csv", "text/csv; charset=utf-8"),
        ("*/*", "markdown", "text/markdown; charset=utf-8"),
    ] {
        let url = if said.is_empty() {
            path.clone()
        } else {
            format!("{path}&as={said}")
        };
        let answer = world.send("GET", &url, &[("Accept", accept)], "").await;
        assert_eq!(answer.status, 200, "{accept} {said}: {}", answer.body);
        assert_eq!(answer.header("content-type"), kind, "{accept} {said}");
        match kind {
            "application/json" => assert!(answer.body.starts_with('{')),
            "text/csv; charset=utf-8" => assert_eq!(answer.body, csv),
            _ => assert_eq!(answer.body, markdown),
        }
    }
    for wrong in ["as=pdf", "span=1-year"] {
        assert_eq!(
            world.get(&format!("{path}&{wrong}")).await.status,
            400,
            "{wrong}"
        );
    }
}
