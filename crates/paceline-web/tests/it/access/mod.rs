//! Who gets what: every route, asked as everybody who may come to the door. A new route without a line fails.
//!
//! `table.txt` says how each is answered; `estate.rs` is the house, with a word in every private corner that must not be
//! read by anybody else, wherever they look.

pub(crate) mod estate;
pub(crate) mod routes;

use std::{
    collections::BTreeSet,
    io::{Read as _, Write as _},
    net::TcpStream,
};

use estate::{COLUMNS, Comer, Estate, leak};
use paceline_identity::token::Scope;
use routes::{Line, route_of, routes, table};

use crate::common::World;

/// Commands of the API with something that could be done.
const BODIES: [(&str, &str); 7] = [
    ("context", r#"{"text": "A draft"}"#),
    ("gap.record", r#"{"is": "Nine days", "ought": "One hour"}"#),
    (
        "initiative.follow",
        r#"{"initiative": "I-2", "stance": "committed"}"#,
    ),
    (
        "initiative.check_in",
        r#"{"initiative": "I-2", "status": "on_track", "text": "Mine now"}"#,
    ),
    (
        "person.join",
        r#"{"handle": "eve", "name": "Eve", "role": "admin"}"#,
    ),
    ("person.set_role", r#"{"person": "robot", "role": "admin"}"#),
    ("organisation.name", r#"{"name": "Eve's"}"#),
];

fn body_of(url: &str) -> &'static str {
    let command = url.rsplit('/').next().unwrap();
    let found = BODIES.iter().find(|(name, _)| *name == command);
    found.map_or("", |(_, body)| body)
}

#[test]
fn every_route_has_a_line() {
    let (routes, table) = (routes(), table());
    assert!(routes.len() > 60, "routes are found: {}", routes.len());
    let covered: BTreeSet<_> = table.iter().map(|line| route_of(line, &routes)).collect();
    for line in &table {
        let (method, url) = (line.method, line.url);
        assert!(
            route_of(line, &routes).is_some(),
            "{method} {url} stands in table.txt, but there is no such route"
        );
        assert_eq!(line.answers.len(), COLUMNS.len(), "{method} {url}");
    }
    let missing: Vec<String> = routes
        .iter()
        .filter(|route| !covered.contains(&Some((*route).clone())))
        .map(|(method, pattern)| format!("{method} {pattern}"))
        .collect();
    assert!(
        missing.is_empty(),
        "these have no line in table.txt:\n{}",
        missing.join("\n")
    );
}

/// How a line was answered in this very run, as the table writes it.
async fn answered(estate: &Estate, line: &Line) -> String {
    let mut written = format!("{:<7}{:<48}", line.method, line.url);
    for comer in COLUMNS {
        let word = match line.url {
            "/live" => stream(estate, comer).await,
            _ => word(estate, line, comer).await,
        };
        written += &format!(" {word:<4}");
    }
    written.trim_end().to_owned()
}

async fn word(estate: &Estate, line: &Line, comer: Comer) -> String {
    let answer = estate
        .ask(comer, line.method, line.url, body_of(line.url))
        .await;
    if let Some(marker) = leak(comer, &answer) {
        return format!("(tells of {})", marker.place);
    }
    match answer.status {
        303 if answer.header("location").starts_with("/sign-in") => "in".to_owned(),
        303 => "go".to_owned(),
        status => status.to_string(),
    }
}

/// The first line of an answer that does not end.
async fn stream(estate: &Estate, comer: Comer) -> String {
    let address = estate.house.world.address;
    let brings = estate.brings(comer);
    let read = move || {
        let mut stream = TcpStream::connect(address).unwrap();
        let header = brings.map_or(String::new(), |(name, value)| {
            format!("{name}: {value}\r\n")
        });
        write!(
            stream,
            "GET /live HTTP/1.1\r\nHost: {address}\r\n{header}\r\n"
        )
        .unwrap();
        let mut first = [0; 12];
        stream.read_exact(&mut first).unwrap();
        String::from_utf8_lossy(&first[9..]).into_owned()
    };
    match tokio::task::spawn_blocking(read).await.unwrap().as_str() {
        "303" => "in".to_owned(),
        status => status.to_owned(),
    }
}

#[tokio::test]
async fn everybody_gets_what_is_theirs() {
    let reading = Estate::new().await;
    let (mut expected, mut found) = (String::new(), String::new());
    for line in table() {
        let answers: Vec<String> = line
            .answers
            .iter()
            .map(|word| format!("{word:<4}"))
            .collect();
        let wanted = format!("{:<7}{:<48} {}", line.method, line.url, answers.join(" "));
        expected += &format!("{}\n", wanted.trim_end());
        found += &match line.method {
            "GET" => answered(&reading, &line).await,
            // What changes something is asked in a house of its own.
            _ => answered(&Estate::new().await, &line).await,
        };
        found.push('\n');
    }
    let wrong: Vec<String> = expected
        .lines()
        .zip(found.lines())
        .filter(|(expected, found)| expected != found)
        .map(|(expected, found)| format!("- {expected}\n+ {found}"))
        .collect();
    assert!(
        wrong.is_empty(),
        "wanted (-) and given (+):\n{}",
        wrong.join("\n")
    );
}

/// Where a curious reader looks for what is not theirs, beside every page.
const PLACES: [&str; 29] = [
    "/search?q=moves",
    "/search?q=gwen",
    "/search/quick?q=wait",
    "/cards/I-3",
    "/initiatives/3",
    "/initiatives/3/follow",
    "/api/v1/search?q=moves",
    "/search?q=Zanz",
    "/search?q=I-2",
    "/search?q=moonm",
    "/search?q=Quetz",
    "/search/quick?q=Zanz",
    "/search/quick?q=I-2",
    "/search/quick?q=mona",
    "/cards/I-2",
    "/cards/I-1",
    "/cards/G-1",
    "/cards/@mona",
    "/cards/team:engineering",
    "/initiatives?find=Zanz",
    "/initiatives?sort=oldest",
    "/initiatives/2?timeline=all",
    "/initiatives/1?timeline=all",
    "/insights?team=engineering",
    "/api/v1/search?q=Zanz",
    "/api/v1/search?q=I-2",
    "/api/v1/initiatives?find=Zanz",
    "/api/v1/people?find=moonm",
    "/api/v1/initiatives/1?timeline=all",
];

/// The same page as Markdown, on a day when the draft was there, and as Markdown of that day.
const WAYS: [&str; 4] = [
    "",
    "as=markdown",
    "at=2026-01-20",
    "as=markdown&at=2026-01-20",
];

#[tokio::test]
async fn what_is_private_is_nowhere_to_be_found() {
    let estate = Estate::new().await;
    let table = table();
    let gets = table.iter().filter(|line| line.method == "GET");
    let urls = gets
        .map(|line| line.url)
        .filter(|url| *url != "/live" && !url.starts_with("/static/"))
        .chain(PLACES);
    let everybody = COLUMNS.into_iter().chain([Comer::Shown]);
    // Mona first: what is kept of her pages must not be given to the others.
    let order: Vec<Comer> = [Comer::Owner].into_iter().chain(everybody).collect();
    let mut leaks = BTreeSet::new();
    for url in urls {
        for way in WAYS {
            let joint = if url.contains('?') { '&' } else { '?' };
            let url = format!("{url}{joint}{way}");
            let url = url.trim_end_matches(['?', '&']);
            for comer in &order {
                let answer = estate.ask(*comer, "GET", url, "").await;
                let is_told = answer.status < 500 || answer.status == 501;
                assert!(is_told, "{url} as {comer:?}: {}", answer.body);
                if let Some(marker) = leak(*comer, &answer) {
                    let place = marker.place;
                    leaks.insert(format!("{url} tells {comer:?} what stands in {place}"));
                }
            }
        }
    }
    assert!(leaks.is_empty(), "{leaks:#?}");
}

#[tokio::test]
async fn whoever_may_read_it_finds_it() {
    let estate = Estate::new().await;
    for url in [
        "/initiatives/2",
        "/initiatives/2?as=markdown",
        "/search?q=moves",
        "/cards/I-2",
        "/api/v1/initiatives/2",
    ] {
        for comer in [Comer::Owner, Comer::Shown] {
            let answer = estate.ask(comer, "GET", url, "").await;
            assert!(answer.body.contains("Zanzibar"), "{url} as {comer:?}");
        }
    }
    let shown = estate.ask(Comer::Guest, "GET", "/initiatives/3", "").await;
    assert!(shown.body.contains("Guest list"), "{}", shown.body);
    let own = estate.ask(Comer::Owner, "GET", "/settings/data", "").await;
    for word in ["moonmail", "Quetzal", "Toucan", "Narwhalfox", "Okapi"] {
        assert!(own.body.contains(word), "{word} is not among Mona's data");
    }
}

#[tokio::test]
async fn a_draft_that_is_not_yours_is_as_good_as_none() {
    let estate = Estate::new().await;
    for comer in [Comer::Other, Comer::Admin, Comer::Guest] {
        for act in ["", "/follow", "/check-in", "/show-to", "/feedback/1/answer"] {
            let (draft, none) = (
                format!("/initiatives/2{act}"),
                format!("/initiatives/9{act}"),
            );
            let draft = estate.ask(comer, "GET", &draft, "").await;
            let none = estate.ask(comer, "GET", &none, "").await;
            assert_eq!(draft.status, 404, "{act} as {comer:?}");
            assert_eq!(
                draft.body.replace("/initiatives/2", "/initiatives/9"),
                none.body,
                "{act} as {comer:?}: what is not theirs looks like what is not there"
            );
        }
        let previewed = estate.ask(comer, "POST", "/preview", "text=See+I-2").await;
        assert!(!previewed.body.contains("Zanzibar"), "{}", previewed.body);
    }
}

#[tokio::test]
async fn a_known_answer_of_one_is_none_of_another() {
    let estate = Estate::new().await;
    let mona = estate.ask(Comer::Owner, "GET", "/initiatives", "").await;
    let tag = mona.header("etag").to_owned();
    assert!(mona.body.contains("Zanzibar") && !tag.is_empty());
    let (name, cookie) = estate.brings(Comer::Other).unwrap();
    let world: &World = &estate.house.world;
    let headers = [(name, cookie.as_str()), ("If-None-Match", tag.as_str())];
    let tomas = world.send("GET", "/initiatives", &headers, "").await;
    assert_eq!(tomas.status, 200, "his page is another one");
    assert!(!tomas.body.contains("Zanzibar"));
    let token = estate.ask(Comer::Token(Scope::Write), "GET", "/", "").await;
    assert_eq!(token.status, 303, "a token opens no page");
}
