//! One initiative from a gap to its credit, told whole at the command line and at the API: the same acts, the same record.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use paceline_core::{AtHand, By, Command, Ctx, Door, Event, PersonId, Seq, Time, upkeep};
use paceline_identity::{
    Identity, Settings,
    fetch::Reach,
    session::Lifetimes,
    token::{NewToken, Scope},
};
use paceline_store::{Location, OpenOptions, Store};
use paceline_web::{App, router};
use reqwest::Client;
use serde_json::Value;
use tempfile::TempDir;
use tokio::net::TcpListener;

use self::acts::{READS, STORY, Step};
use crate::world::run;

mod acts;

/// Monday, 2026-03-02T08:00:00Z.
const MONDAY: i64 = 1_767_254_400 + 60 * 24 * 3600;
/// How long each act takes.
const A_WHILE: i64 = 10 * 60;
const A_DAY: i64 = 24 * 3600;

/// Everybody, in the order of their numbers: handle, name and role. Mona looks after accounts.
const PEOPLE: [(&str, &str, &str); 8] = [
    ("mona", "Mona Ott", "admin"),
    ("priya", "Priya Amin", "member"),
    ("tomas", "Tomás Reis", "member"),
    ("nils", "Nils Berg", "member"),
    ("sofia", "Sofia Lind", "member"),
    ("kofi", "Kofi Mensah", "member"),
    ("xiulan", "Xiulan Wu", "member"),
    ("robot", "The Robot", "service"),
];

/// How an act is done and a page is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum At {
    CommandLine,
    Api,
}

/// A server where people sign in, with a clock that the story moves.
struct Stage {
    at: At,
    url: String,
    store: Store,
    now: Arc<AtomicI64>,
    /// What opens the doors to each of [`PEOPLE`].
    tokens: Vec<String>,
    /// What was recorded before the story began.
    begun: Seq,
    /// The program keeps nothing here: its token comes from the environment.
    home: TempDir,
}

/// What was answered: what is refused, why and what to do instead.
type Answer = Result<String, (String, String)>;

impl Stage {
    async fn new(at: At) -> Self {
        drop(rustls::crypto::ring::default_provider().install_default());
        let store = Store::open(&Location::Memory, OpenOptions::default()).await;
        let store = store.expect("memory is there");
        let now = Arc::new(AtomicI64::new(MONDAY));
        let settings = Settings {
            public_url: "http://localhost:7171/".parse().expect("an address"),
            session: Lifetimes::default(),
            mail: None,
            reach: Reach::Public,
            is_secure: false,
        };
        let clock = now.clone();
        let clock = Arc::new(move || Time(clock.load(Ordering::Relaxed)));
        let identity = Identity::new(store.clone(), settings, clock);
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let app = router(App::signed_in(identity.clone()));
        tokio::spawn(paceline_web::serve(listener, app, std::future::pending()));
        let mut stage = Self {
            at,
            url,
            store,
            now,
            tokens: Vec::new(),
            begun: Seq(0),
            home: tempfile::tempdir().expect("a folder"),
        };
        for (person, (handle, name, role)) in (1..).map(PersonId).zip(PEOPLE) {
            let join = serde_json::json!({ "person": { "join": { "handle": handle, "name": name, "role": role } } });
            let join = serde_json::from_value(join).expect("a command");
            stage.records(By::Person(PersonId(1)), join).await;
            let new = NewToken {
                name: "Story".to_owned(),
                scopes: [Scope::Read, Scope::Write].into_iter().collect(),
                until: None,
            };
            let made = identity.make_token(person, new, person).await;
            let (secret, _) = made.expect("a token");
            stage.tokens.push(secret.expose().to_owned());
        }
        stage.begun = stage.store.last();
        stage
    }

    async fn records(&self, by: By, command: Command) {
        let ctx = Ctx {
            at_hand: AtHand::new(),
            by,
            door: Door::Page,
            now: self.now(),
            origin: None,
        };
        self.store.run(ctx, command).await.expect("it is recorded");
    }

    fn now(&self) -> Time {
        Time(self.now.load(Ordering::Relaxed))
    }

    /// Days pass, and what came due with them is done, as the program does it every minute.
    async fn days_pass(&self, days: i64) {
        self.now.fetch_add(days * A_DAY, Ordering::Relaxed);
        for due in self.store.read(|state| upkeep::due(state, self.now())) {
            self.records(By::Paceline, Command::Upkeep(due)).await;
        }
    }

    fn token(&self, who: &str) -> &str {
        let place = PEOPLE.iter().position(|(handle, _, _)| *handle == who);
        &self.tokens[place.expect("somebody of the story")]
    }

    async fn does(&self, who: &str, command: &str, fields: &str) -> Answer {
        self.now.fetch_add(A_WHILE, Ordering::Relaxed);
        match self.at {
            At::CommandLine => {
                let arguments = typed(command, fields);
                self.types(who, &arguments).await
            }
            At::Api => {
                let path = format!("commands/{command}");
                self.calls(who, &path, Some(fields)).await
            }
        }
    }

    async fn reads(&self, who: &str, view: &str) -> String {
        let answer = match self.at {
            At::CommandLine => self.types(who, &["get".to_owned(), view.to_owned()]).await,
            At::Api => self.calls(who, view, None).await,
        };
        answer.expect("a view that everybody may read")
    }

    async fn shows(&self, who: &str, view: &str, words: &[&str]) {
        let shown = self.reads(who, view).await;
        for words in words {
            assert!(
                shown.contains(words),
                "{view} does not show '{words}': {shown}"
            );
        }
    }

    async fn types(&self, who: &str, arguments: &[String]) -> Answer {
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let variables = [
            ("PACELINE_URL", self.url.as_str()),
            ("PACELINE_TOKEN", self.token(who)),
        ];
        let said = run(self.home.path(), &variables, &arguments, "").await;
        if said.code == 0 {
            return Ok(said.out);
        }
        assert_eq!(said.code, 1, "{who}, {arguments:?}: {}", said.err);
        let refused = said.err.strip_prefix("paceline: ").expect("a refusal");
        let (why, instead) = refused.split_once("\n  ").expect("what to do instead");
        Err((why.to_owned(), instead.trim_end().to_owned()))
    }

    async fn calls(&self, who: &str, path: &str, body: Option<&str>) -> Answer {
        let url = format!("{}/api/v1/{path}", self.url);
        let request = match body {
            Some(body) => Client::new()
                .post(url)
                .header("Content-Type", "application/json")
                .body(body.to_owned()),
            None => Client::new().get(url),
        };
        let answer = request.bearer_auth(self.token(who)).send().await;
        let answer = answer.expect("an answer");
        let status = answer.status().as_u16();
        let text = answer.text().await.expect("an answer");
        if matches!(status, 200 | 201) {
            return Ok(text);
        }
        assert_eq!(status, 422, "{who}, {path}: {text}");
        let problem: Value = serde_json::from_str(&text).expect("JSON");
        let said = |field: &str| problem[field].as_str().expect("a sentence").to_owned();
        Err((said("detail"), said("instead")))
    }

    /// What was recorded, by whom, and in which words: nothing of it tells when. The door is no part of it, but it is
    /// looked at: whoever did it came through the one that this stage is about.
    async fn record(&self) -> (Vec<(By, Event)>, String) {
        let recorded = self.store.events_after(Seq(0)).await.expect("it is there");
        let door = match self.at {
            At::CommandLine => Door::CommandLine,
            At::Api => Door::Api,
        };
        for done in recorded.iter().filter(|one| one.seq > self.begun) {
            let is_by_time = done.by == By::Paceline;
            let through = if is_by_time { Door::Page } else { door };
            assert_eq!(done.door, through, "{:?}", done.event);
        }
        let events = recorded
            .into_iter()
            .map(|recorded| (recorded.by, recorded.event));
        let words = self.store.read(|state| format!("{:?}", state.words));
        (events.collect(), words)
    }
}

/// A command as somebody types it: `gap.see_too` of G-1 is `paceline gap see-too G-1`.
fn typed(command: &str, fields: &str) -> Vec<String> {
    let (feature, verb) = command.split_once('.').expect("a feature and a verb");
    let dashed = |word: &str| word.replace('_', "-");
    let mut arguments = vec![dashed(feature), dashed(verb)];
    let fields: serde_json::Map<String, Value> = serde_json::from_str(fields).expect("fields");
    for (name, value) in fields {
        let one = [value];
        let values = one[0].as_array().map_or(&one[..], Vec::as_slice);
        for value in values {
            if name != feature {
                arguments.push(format!("--{}", dashed(&name)));
            }
            arguments.push(typed_value(value));
        }
    }
    arguments
}

/// A word among several is typed with dashes, and a passage after the revision it was read in.
fn typed_value(value: &Value) -> String {
    if let (Some(quote), Some(revision)) = (value["quote"].as_str(), value["revision"].as_u64()) {
        return format!("{revision}: {quote}");
    }
    match value.as_str() {
        Some(text) if text.contains(' ') => text.to_owned(),
        Some(word) => word.replace('_', "-"),
        None => value.to_string(),
    }
}

/// Tells the whole story at one door, and what was refused on the way.
async fn told(at: At) -> (Stage, Vec<(String, String)>) {
    let stage = Stage::new(at).await;
    let mut refusals = Vec::new();
    for step in STORY {
        match *step {
            Step::Does(who, command, fields) => {
                let answer = stage.does(who, command, fields).await;
                assert!(answer.is_ok(), "{who}, {command} {fields}: {answer:?}");
            }
            Step::Refused(who, command, fields, because) => {
                let before = stage.store.last();
                let refusal = stage.does(who, command, fields).await;
                let refusal = refusal.expect_err("it is refused");
                assert_eq!(refusal.0, because, "{who}, {command} {fields}");
                assert_eq!(stage.store.last(), before, "nothing is recorded");
                refusals.push(refusal);
            }
            Step::Reads(who, view, words) => stage.shows(who, view, words).await,
            Step::DaysPass(days) => stage.days_pass(days).await,
        }
    }
    for (who, view, words) in READS {
        stage.shows(who, view, words).await;
    }
    (stage, refusals)
}

#[tokio::test]
async fn an_initiative_goes_from_a_gap_to_its_credit_at_the_api() {
    let (stage, refusals) = told(At::Api).await;
    let is_refusal = |step: &&Step| matches!(step, Step::Refused(..));
    assert_eq!(refusals.len(), STORY.iter().filter(is_refusal).count());
    let (record, _) = stage.record().await;
    let came_due = record.iter().filter(|(by, _)| *by == By::Paceline);
    assert_ne!(came_due.count(), 0, "time alone made it agreed");
}

#[tokio::test]
async fn at_the_command_line_the_same_acts_make_the_same_record_and_the_same_refusals() {
    let (program, refused_there) = told(At::CommandLine).await;
    let (api, refused) = told(At::Api).await;
    assert_eq!(refused_there, refused);
    assert_eq!(program.record().await, api.record().await);
}
