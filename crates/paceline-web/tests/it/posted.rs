//! A house that sends mail to a real mail server, and what came there.

use paceline_core::{
    Command, InitiativeId, PersonId, TeamId, Time,
    initiative::{self, AskedOf, Label},
    person::{self, AtOnce, Digest},
    rhythm::{Every, Weekday},
    team,
};
use paceline_identity::{
    Identity,
    account::Role,
    mail::{Post, Settings},
    place::SecretPlace,
};
use paceline_store::Store;
use paceline_web::{App, Notices};
use url::Url;

use crate::{
    common::{MONA, memory},
    house::House,
    mail_server::MailServer,
};

pub(crate) const HOUR: i64 = 3600;
pub(crate) const FIRST: InitiativeId = InitiativeId(1);

/// A house that sends mail, and what sends it.
pub(crate) struct Posted {
    pub(crate) house: House,
    pub(crate) notices: Notices,
    pub(crate) server: MailServer,
}

impl Posted {
    /// Mona, Priya and Tomás; Mona leads something. What happened until now is old.
    pub(crate) async fn new() -> Self {
        Self::over(memory().await).await
    }

    pub(crate) async fn over(store: Store) -> Self {
        let server = MailServer::start(&[]);
        let house = house(store, server.url("smtp")).await;
        let people = [
            ("mona", Role::Admin),
            ("priya", Role::Member),
            ("tomas", Role::Member),
        ];
        for (handle, role) in people {
            house
                .joins(handle, &format!("{handle} of Northwind"), role)
                .await;
        }
        ships(&house).await;
        let notices = notices(&house.identity);
        notices.round().await.unwrap();
        Self {
            house,
            notices,
            server,
        }
    }

    pub(crate) async fn does(&self, who: PersonId, command: Command) {
        self.house.world.does(who, command).await;
    }

    pub(crate) async fn chooses(&self, who: PersonId, digest: Digest, at_once: AtOnce) {
        let choose = person::Command::ChooseMail { digest, at_once };
        self.does(who, Command::Person(choose)).await;
    }

    pub(crate) async fn lives_in(&self, who: PersonId, zone: &str) {
        let set = person::Command::SetRhythm {
            every: Every::Week,
            weekday: Weekday::Friday,
            zone: zone.into(),
            paused: false,
        };
        self.does(who, Command::Person(set)).await;
    }

    pub(crate) async fn asks(&self, of: AskedOf) {
        self.does(MONA, ask(of)).await;
    }

    pub(crate) async fn says(&self, who: PersonId, text: &str) {
        let feedback = initiative::Command::GiveFeedback {
            initiative: FIRST,
            label: Label::Suggestion,
            text: text.into(),
            passage: None,
        };
        self.does(who, Command::Initiative(feedback)).await;
    }

    /// Looks at everything, and says which letters came by it.
    pub(crate) async fn round(&self) -> Vec<Letter> {
        let before = self.server.letters().len();
        self.notices.round().await.unwrap();
        letters(&self.server).split_off(before)
    }

    /// The clock goes on to a moment, as a clock in UTC shows it.
    pub(crate) fn at(&self, moment: &str) {
        let moment: jiff::Timestamp = format!("{}Z", moment.replace(' ', "T")).parse().unwrap();
        let seconds = Time::from(moment).0 - self.house.world.now().0;
        assert!(seconds >= 0, "time goes on");
        self.house.world.seconds_pass(seconds);
    }
}

/// Mona leads something of the Checkout team.
pub(crate) async fn ships(house: &House) {
    for (name, parent) in [("Engineering", None), ("Checkout", Some(TeamId(1)))] {
        let name = name.to_owned();
        let form = Command::Team(team::Command::Form { name, parent });
        house.world.does(MONA, form).await;
    }
    house.world.starts(MONA, "Ship any day").await;
}

pub(crate) fn ask(of: AskedOf) -> Command {
    Command::Initiative(initiative::Command::Ask {
        initiative: FIRST,
        of,
        also: Vec::new(),
        what: "Read the plan & tell me <b>all</b>".into(),
        size: None,
        until: None,
    })
}

fn post(server: Url) -> Post {
    let settings = Settings {
        server,
        user: None,
        password: SecretPlace::None,
        from: "Paceline <paceline@example.org>".to_owned(),
    };
    Post::new(&settings, &"http://localhost:7171/".parse().unwrap()).unwrap()
}

pub(crate) async fn house(store: Store, server: Url) -> House {
    House::over(store, Some(post(server)), |app| app).await
}

/// As a process has them that starts now.
pub(crate) fn notices(identity: &Identity) -> Notices {
    Notices::of(&App::signed_in(identity.clone())).unwrap()
}

/// A letter as it came, and as it reads.
pub(crate) struct Letter {
    pub(crate) raw: String,
    pub(crate) read: String,
}

impl Letter {
    pub(crate) fn to(&self) -> &str {
        self.header("X-To")
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        let lines = self.raw.lines();
        let mut values = lines.filter_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
        values.next().unwrap_or_default()
    }

    pub(crate) fn says(&self, sentences: &[&str]) {
        for sentence in sentences {
            assert!(
                self.read.contains(sentence),
                "'{sentence}' is not said:\n{}",
                self.read
            );
        }
    }
}

pub(crate) fn letters(server: &MailServer) -> Vec<Letter> {
    let letters = server.letters().into_iter();
    letters
        .map(|raw| {
            let read = unquoted(&raw.replace("=\r\n", "").replace("\r\n", "\n"));
            // What the sender broke into several lines is one header.
            let raw = raw.replace("\r\n ", " ").replace("\r\n", "\n");
            Letter { raw, read }
        })
        .collect()
}

/// Quoted-printable, read again.
fn unquoted(text: &str) -> String {
    let mut parts = text.split('=');
    let mut bytes = parts.next().unwrap().as_bytes().to_vec();
    for part in parts {
        let byte = part.get(..2).map(|hex| u8::from_str_radix(hex, 16));
        if let Some(Ok(byte)) = byte {
            bytes.push(byte);
            bytes.extend(&part.as_bytes()[2..]);
        } else {
            bytes.push(b'=');
            bytes.extend(part.as_bytes());
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
