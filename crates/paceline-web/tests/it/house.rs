//! A house with accounts: a server where people sign in, and browsers that keep their cookies.

use std::{
    cell::RefCell,
    collections::BTreeMap,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
};

use paceline_core::{By, Command, PersonId, TeamId, Time, team};
use paceline_identity::{
    Identity, Secret, Settings,
    account::{NewPerson, Role},
    fetch::Reach,
    link::Purpose,
    mail::Post,
    outbox::{Kind, Stop},
    session::{Device, How, Lifetimes},
};
use paceline_store::Store;
use paceline_web::App;

use crate::common::{Answer, MONA, START, World, encoded, memory};

/// What everybody's password is, where nobody minds.
pub(crate) const PASSWORD: &str = "seven kettles on a roof";

/// A server where people sign in.
pub(crate) struct House {
    pub(crate) world: World,
    pub(crate) identity: Identity,
}

/// Somebody's browser.
pub(crate) struct Browser<'a> {
    world: &'a World,
    cookies: RefCell<BTreeMap<String, String>>,
}

impl House {
    /// Nobody is there yet.
    pub(crate) async fn empty() -> Self {
        Self::set_up(|app| app).await
    }

    /// The same, with an app that is set up in any way.
    pub(crate) async fn set_up(set_up: impl FnOnce(App) -> App) -> Self {
        Self::over(memory().await, None, set_up).await
    }

    /// A house over a record, which may send mail.
    pub(crate) async fn over(
        store: Store,
        mail: Option<Post>,
        set_up: impl FnOnce(App) -> App,
    ) -> Self {
        let clock = Arc::new(AtomicI64::new(START));
        let ticking = Arc::clone(&clock);
        let settings = Settings {
            public_url: "http://localhost:7171/".parse().unwrap(),
            session: Lifetimes::default(),
            mail,
            reach: Reach::Private,
            is_secure: false,
        };
        let now = move || Time(ticking.load(Ordering::Relaxed));
        let identity = Identity::new(store.clone(), settings, Arc::new(now));
        let app = set_up(App::signed_in(identity.clone()));
        Self {
            world: World::serving(app, store, clock).await,
            identity,
        }
    }

    /// Mona, who looks after accounts, and Priya. Both have a password.
    pub(crate) async fn people() -> Self {
        let house = Self::empty().await;
        house.joins("mona", "Mona Ott", Role::Admin).await;
        house.joins("priya", "Priya Amin", Role::Member).await;
        house
    }

    /// The same two, and Engineering with Checkout below.
    pub(crate) async fn new() -> Self {
        let house = Self::people().await;
        for (name, parent) in [("Engineering", None), ("Checkout", Some(TeamId(1)))] {
            let name = name.to_owned();
            let form = Command::Team(team::Command::Form { name, parent });
            house.world.does(MONA, form).await;
        }
        house
    }

    pub(crate) async fn joins(&self, handle: &str, name: &str, role: Role) -> PersonId {
        let new = NewPerson {
            handle: handle.to_owned(),
            name: name.to_owned(),
            role,
            email: Some(format!("{handle}@example.org")),
        };
        let person = self.identity.create_person(new, By::Paceline).await;
        let person = person.unwrap();
        let (password, device) = (Secret::new(PASSWORD), somewhere());
        let set = self.identity.set_password(person, &password, None, &device);
        set.await.unwrap();
        person
    }

    /// A link as the server or an admin hands it out: its path.
    pub(crate) async fn link(&self, purpose: Purpose, person: Option<PersonId>) -> String {
        let until = Time(self.world.now().0 + 3600);
        let link = self.identity.make_link(purpose, person, None, until).await;
        format!("/l/{}", link.unwrap().expose())
    }

    /// Where a notice to somebody is ended: its path.
    pub(crate) async fn stop(&self, person: PersonId, of: Kind) -> String {
        let stop = self.identity.make_stop(Stop { person, of }).await;
        format!("/unsubscribe/{}", stop.unwrap().expose())
    }

    pub(crate) fn browser(&self) -> Browser<'_> {
        Browser {
            world: &self.world,
            cookies: RefCell::default(),
        }
    }

    /// A browser where somebody has signed in.
    pub(crate) async fn browser_of(&self, person: PersonId) -> Browser<'_> {
        let device = somewhere();
        let begun = self.identity.begin_session(person, &device, How::Password);
        let begun = begun.await;
        let browser = self.browser();
        let session = begun.unwrap().expose().to_owned();
        browser
            .cookies
            .borrow_mut()
            .insert("paceline".into(), session);
        browser
    }
}

fn somewhere() -> Device {
    Device::at([192, 0, 2, 1].into(), "Firefox on Linux")
}

impl Browser<'_> {
    pub(crate) async fn get(&self, url: &str) -> Answer {
        let cookies = self.header();
        let answer = self
            .world
            .send(
                "GET",
                url,
                &[("Cookie", &cookies), ("User-Agent", "Testfox 1.0")],
                "",
            )
            .await;
        self.keep(answer)
    }

    /// A page that must be there.
    pub(crate) async fn page(&self, url: &str) -> String {
        let answer = self.get(url).await;
        assert_eq!(answer.status, 200, "{url}: {}", answer.body);
        answer.body
    }

    pub(crate) async fn post(&self, url: &str, fields: &[(&str, &str)]) -> Answer {
        let cookies = self.header();
        let headers = [
            ("Cookie", cookies.as_str()),
            ("User-Agent", "Testfox 1.0"),
            ("Sec-Fetch-Site", "same-origin"),
        ];
        let answer = self
            .world
            .send("POST", url, &headers, &encoded(fields))
            .await;
        self.keep(answer)
    }

    /// Sends a form, which must be taken. Says where it leads.
    pub(crate) async fn sent(&self, url: &str, fields: &[(&str, &str)]) -> String {
        let answer = self.post(url, fields).await;
        assert_eq!(answer.status, 303, "{url}: {}", answer.body);
        answer.header("location").to_owned()
    }

    /// Signs in by password. Says where it leads.
    pub(crate) async fn signs_in(&self, who: &str) -> String {
        self.sent("/sign-in/password", &[("who", who), ("password", PASSWORD)])
            .await
    }

    pub(crate) fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.borrow().get(name).cloned()
    }

    fn header(&self) -> String {
        let cookies = self.cookies.borrow();
        let pairs = cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"));
        pairs.collect::<Vec<_>>().join("; ")
    }

    fn keep(&self, answer: Answer) -> Answer {
        for line in answer.head.lines() {
            let set = line.split_once(": ");
            let Some((_, set)) = set.filter(|(key, _)| key.eq_ignore_ascii_case("set-cookie"))
            else {
                continue;
            };
            let (pair, rest) = set.split_once(';').unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            let mut cookies = self.cookies.borrow_mut();
            if rest.contains("Max-Age=0") {
                cookies.remove(name);
            } else {
                cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        answer
    }
}
