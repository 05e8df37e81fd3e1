//! A server on a free port, a small organisation, and a tiny client.

use std::{
    io::{Read as _, Write as _},
    net::{SocketAddr, TcpStream},
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
};

use paceline_core::{
    By, Command, Ctx, Door, EntryId, PersonId, TeamId, Time, compass, gap, goal, initiative,
    organisation, person, team, time::DAY, veer_off,
};
use paceline_store::{Location, OpenOptions, Store};
use paceline_web::{App, Eyes, router, serve};
use tokio::net::TcpListener;

/// The viewer of every page.
pub(crate) const MONA: PersonId = PersonId(1);
pub(crate) const PRIYA: PersonId = PersonId(2);
pub(crate) const TOMAS: PersonId = PersonId(3);
pub(crate) const CHECKOUT: TeamId = TeamId(2);

/// 2026-01-01T08:00:00Z.
pub(crate) const START: i64 = 1_767_254_400;

/// A running server over an organisation in memory.
pub(crate) struct World {
    pub(crate) address: SocketAddr,
    pub(crate) store: Store,
    clock: Arc<AtomicI64>,
}

/// An empty record.
pub(crate) async fn memory() -> Store {
    Store::open(&Location::Memory, OpenOptions::default())
        .await
        .unwrap()
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: String,
    /// As they came, for what is not text.
    pub(crate) bytes: Vec<u8>,
}

impl World {
    /// Nothing but the viewer.
    pub(crate) async fn empty() -> Self {
        let world = Self::over(memory().await, MONA, Time(START)).await;
        world.joins("mona", "Mona Ott").await;
        world
    }

    /// A server over a record, for one of its people, at a moment.
    pub(crate) async fn over(store: Store, me: PersonId, now: Time) -> Self {
        Self::through_eyes(store, me, now, Vec::new()).await
    }

    /// The same, with the eyes of others on offer.
    pub(crate) async fn through_eyes(
        store: Store,
        me: PersonId,
        now: Time,
        eyes: Vec<Eyes>,
    ) -> Self {
        Self::set_up(store, me, now, |app| app.through_eyes_of(eyes)).await
    }

    /// The same, set up in any way.
    pub(crate) async fn set_up(
        store: Store,
        me: PersonId,
        now: Time,
        set_up: impl FnOnce(App) -> App,
    ) -> Self {
        let clock = Arc::new(AtomicI64::new(now.0));
        let ticking = Arc::clone(&clock);
        let app = set_up(App::new(store.clone(), me, move || {
            Time(ticking.load(Ordering::Relaxed))
        }));
        Self::serving(app, store, clock).await
    }

    /// A server over whatever an app shows.
    pub(crate) async fn serving(app: App, store: Store, clock: Arc<AtomicI64>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(serve(listener, router(app), std::future::pending()));
        Self {
            address,
            store,
            clock,
        }
    }

    /// Northwind: Mona, Priya and Tomás; Engineering with Checkout below, where Mona is.
    pub(crate) async fn new() -> Self {
        let world = Self::empty().await;
        world.joins("priya", "Priya Amin").await;
        world.joins("tomas", "Tomás Reis").await;
        let name = organisation::Command::Name {
            name: "Northwind".into(),
        };
        world.does(MONA, Command::Organisation(name)).await;
        for (name, parent) in [("Engineering", None), ("Checkout", Some(TeamId(1)))] {
            world
                .does(
                    MONA,
                    Command::Team(team::Command::Form {
                        name: name.into(),
                        parent,
                    }),
                )
                .await;
        }
        world
            .does(
                MONA,
                Command::Team(team::Command::Join {
                    team: CHECKOUT,
                    person: MONA,
                }),
            )
            .await;
        world
    }

    pub(crate) async fn joins(&self, handle: &str, name: &str) {
        let join = person::Command::Join {
            handle: handle.into(),
            name: name.into(),
            role: person::Role::Member,
        };
        self.does(MONA, Command::Person(join)).await;
    }

    pub(crate) fn now(&self) -> Time {
        Time(self.clock.load(Ordering::Relaxed))
    }

    pub(crate) fn seconds_pass(&self, seconds: i64) {
        self.clock.fetch_add(seconds, Ordering::Relaxed);
    }

    pub(crate) fn days_pass(&self, days: i64) {
        self.clock.fetch_add(days * DAY, Ordering::Relaxed);
    }

    /// Paceline itself does what is due.
    pub(crate) async fn keeps_up(&self, command: paceline_core::upkeep::Command) {
        let ctx = Ctx {
            at_hand: paceline_core::AtHand::new(),
            by: By::Paceline,
            door: Door::Page,
            now: self.now(),
            origin: None,
        };
        self.store.run(ctx, Command::Upkeep(command)).await.unwrap();
    }

    pub(crate) async fn does(&self, who: PersonId, command: Command) {
        let ctx = Ctx {
            at_hand: paceline_core::AtHand::new(),
            by: By::Person(who),
            door: Door::Page,
            now: self.now(),
            origin: None,
        };
        self.store.run(ctx, command).await.unwrap();
    }

    pub(crate) async fn gap(&self, is: &str, ought: &str) {
        let record = gap::Command::Record {
            is: is.into(),
            ought: ought.into(),
            team: Some(CHECKOUT),
            goal: None,
        };
        self.does(PRIYA, Command::Gap(record)).await;
    }

    pub(crate) async fn goal(&self, who: PersonId, title: &str) {
        let set = goal::Command::Set(goal::Setting {
            title: title.into(),
            team: Some(CHECKOUT),
            until: None,
            ..goal::Setting::default()
        });
        self.does(who, Command::Goal(set)).await;
    }

    /// Writes a value of the whole organisation's.
    pub(crate) async fn values(&self, who: PersonId, title: &str) {
        let value = compass::ValueText {
            title: title.into(),
            looks_like: "We say it on the day.".into(),
            ..compass::ValueText::default()
        };
        self.does(who, Command::Compass(compass::Command::WriteValue(value)))
            .await;
    }

    /// Checkout departs from C-1, by the doing of somebody who is of it.
    pub(crate) async fn departs_from_the_first(&self, who: PersonId) {
        let join = team::Command::Join {
            team: CHECKOUT,
            person: who,
        };
        self.does(who, Command::Team(join)).await;
        let depart = veer_off::Command::Depart {
            of: compass::Point::Entry(EntryId(1)),
            team: CHECKOUT,
            stakeholder: "The auditors".into(),
            reason: "It is sealed until they are done.".into(),
            until: self.now().plus_days(30).date(),
        };
        self.does(who, Command::VeerOff(depart)).await;
    }

    pub(crate) async fn starts(&self, who: PersonId, title: &str) {
        let start = initiative::Command::Start {
            document: String::new(),
            kind: None,
            title: title.into(),
            summary: String::new(),
            team: Some(CHECKOUT),
            serves: Vec::new(),
            shown_to: None,
        };
        self.does(who, Command::Initiative(start)).await;
    }

    pub(crate) async fn get(&self, url: &str) -> Answer {
        self.send("GET", url, &[], "").await
    }

    /// Gets a page that must be there.
    pub(crate) async fn page(&self, url: &str) -> String {
        let answer = self.get(url).await;
        assert_eq!(answer.status, 200, "{url}: {}", answer.body);
        answer.body
    }

    /// Sends a form as a page of our own would.
    pub(crate) async fn post(&self, url: &str, fields: &[(&str, &str)]) -> Answer {
        let form = encoded(fields);
        self.send("POST", url, &[("Sec-Fetch-Site", "same-origin")], &form)
            .await
    }

    /// Sends a form, which must be taken, and follows to where it leads.
    pub(crate) async fn posted(&self, url: &str, fields: &[(&str, &str)]) -> String {
        let answer = self.post(url, fields).await;
        assert_eq!(answer.status, 303, "{url}: {}", answer.body);
        let to = answer.header("location").to_owned();
        self.page(&to).await
    }

    pub(crate) async fn send(
        &self,
        method: &str,
        url: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Answer {
        let mut request = format!("{method} {url} HTTP/1.1\r\nConnection: close\r\n");
        if !headers.iter().any(|(name, _)| *name == "Host") {
            request += &format!("Host: {}\r\n", self.address);
        }
        for (name, value) in headers {
            request += &format!("{name}: {value}\r\n");
        }
        if method == "POST" {
            request += &format!("Content-Length: {}\r\n", body.len());
            if !headers.iter().any(|(name, _)| *name == "Content-Type") {
                request += "Content-Type: application/x-www-form-urlencoded\r\n";
            }
        }
        let (address, head, body) = (self.address, format!("{request}\r\n"), body.to_owned());
        let bytes = tokio::task::spawn_blocking(move || exchange(address, &head, &body))
            .await
            .unwrap();
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n");
        let (head, body) = bytes.split_at(end.unwrap());
        let (head, body) = (String::from_utf8_lossy(head), &body[4..]);
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Answer {
            status,
            head: head.into_owned(),
            body: String::from_utf8_lossy(body).into_owned(),
            bytes: body.to_owned(),
        }
    }
}

fn exchange(address: SocketAddr, head: &str, body: &str) -> Vec<u8> {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.write_all(head.as_bytes()).unwrap();
    // A server that refuses a large body may close before it has read it.
    let _refused_early = stream.write_all(body.as_bytes());
    let mut bytes = Vec::new();
    let _reset = stream.read_to_end(&mut bytes);
    bytes
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> &str {
        let lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines
            .filter(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
            .next()
            .unwrap_or_default()
    }
}

pub(crate) fn encoded(fields: &[(&str, &str)]) -> String {
    let encode = |value: &str| {
        value.bytes().fold(String::new(), |mut encoded, byte| {
            if byte.is_ascii_alphanumeric() {
                encoded.push(char::from(byte));
            } else {
                encoded += &format!("%{byte:02X}");
            }
            encoded
        })
    };
    fields
        .iter()
        .map(|(name, value)| format!("{name}={}", encode(value)))
        .collect::<Vec<_>>()
        .join("&")
}

/// Elements that stand within a line.
const INLINE: [&str; 8] = ["a", "bdi", "strong", "span", "q", "time", "code", "mark"];

/// The text of a page says all of these, tags left out and runs of blanks made one.
pub(crate) fn says(body: &str, sentences: &[&str]) {
    let mut text = String::new();
    for stretch in body.split('<') {
        let (tag, words) = stretch.split_once('>').unwrap_or(("", stretch));
        let name = tag
            .trim_start_matches('/')
            .split([' ', '\n'])
            .next()
            .unwrap_or_default();
        if !INLINE.contains(&name) {
            text.push(' ');
        }
        text += words;
    }
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for sentence in sentences {
        assert!(text.contains(sentence), "'{sentence}' is not said:\n{text}");
    }
}
