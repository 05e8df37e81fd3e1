//! A house with something private in every corner, and everybody who may come to its door.

use paceline_core::{
    By, Command, GapId, InitiativeId, PersonId, TeamId, Time,
    access::{Viewer, may_read},
    initiative,
};
use paceline_identity::{
    Secret,
    account::{NewPerson, Role},
    link::{Invitation, Purpose},
    note::NewNote,
    session::{Device, How},
    token::{NewToken, Scope},
};

use serde_json::json;

use crate::{common::Answer, house::House};

pub(crate) const ADA: PersonId = PersonId(1);
pub(crate) const MONA: PersonId = PersonId(2);
pub(crate) const PRIYA: PersonId = PersonId(3);
const TOMAS: PersonId = PersonId(4);
const GWEN: PersonId = PersonId(5);
const ROBOT: PersonId = PersonId(6);

/// Everybody who comes, as the columns of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Comer {
    Nobody,
    /// Mona, with a session that is over.
    Expired,
    Guest,
    /// Mona, to whom the draft, the notes and the sessions belong.
    Owner,
    /// Tomás, a member like her.
    Other,
    /// Ada, who looks after accounts.
    Admin,
    /// The service account, with a token of one scope.
    Token(Scope),
    /// Priya, who was shown the draft; not a column, the sweep asks as her.
    Shown,
}

pub(crate) const COLUMNS: [Comer; 10] = [
    Comer::Nobody,
    Comer::Expired,
    Comer::Guest,
    Comer::Owner,
    Comer::Other,
    Comer::Admin,
    Comer::Token(Scope::Read),
    Comer::Token(Scope::Write),
    Comer::Token(Scope::Admin),
    Comer::Token(Scope::Scim),
];

/// A word that stands in one private place only, and who may read it there.
pub(crate) struct Marker {
    pub(crate) word: &'static str,
    pub(crate) place: &'static str,
    pub(crate) readers: &'static [Comer],
}

pub(crate) const MARKERS: [Marker; 8] = [
    Marker {
        word: "Zanzibar",
        place: "the draft",
        readers: &[Comer::Owner, Comer::Shown],
    },
    Marker {
        word: "Wombat",
        place: "a gap that no initiative shown to the guest narrows",
        readers: &[
            Comer::Owner,
            Comer::Shown,
            Comer::Other,
            Comer::Admin,
            Comer::Token(Scope::Read),
        ],
    },
    Marker {
        word: "Quetzal",
        place: "Mona's own note",
        readers: &[Comer::Owner],
    },
    Marker {
        word: "Toucan",
        place: "the note that Mona shares with Priya",
        readers: &[Comer::Owner, Comer::Shown],
    },
    Marker {
        word: "moonmail",
        place: "Mona's address",
        readers: &[Comer::Owner, Comer::Admin, Comer::Token(Scope::Scim)],
    },
    Marker {
        word: "Narwhalfox",
        place: "Mona's sessions",
        readers: &[Comer::Owner],
    },
    Marker {
        word: "Okapi",
        place: "the name of Mona's token",
        readers: &[Comer::Owner, Comer::Admin],
    },
    Marker {
        word: "yakmail",
        place: "an invitation",
        readers: &[Comer::Admin],
    },
];

/// The house, and what each comer brings along.
pub(crate) struct Estate {
    pub(crate) house: House,
    cookies: Vec<(PersonId, String)>,
    expired: String,
    tokens: Vec<(Scope, String)>,
    /// The secret of a link that is still good.
    link: String,
    note: String,
    /// The name of the style sheet, which changes with it.
    style: String,
}

impl Estate {
    pub(crate) async fn new() -> Self {
        let house = House::empty().await;
        for (handle, name, role) in [
            ("ada", "Ada Lind", Role::Admin),
            ("mona", "Mona Ott", Role::Member),
            ("priya", "Priya Amin", Role::Member),
            ("tomas", "Tomás Reis", Role::Member),
            ("gwen", "Gwen Hall", Role::Guest),
            ("robot", "The nightly script", Role::Service),
        ] {
            let domain = if handle == "mona" { "moonmail" } else { "mail" };
            let new = NewPerson {
                handle: handle.to_owned(),
                name: name.to_owned(),
                role,
                email: Some(format!("{handle}@{domain}.example")),
            };
            let joined = house.identity.create_person(new, By::Paceline);
            joined.await.unwrap();
        }
        let expired = session(&house, MONA).await;
        record(&house).await;
        // Long enough for the session to be over, and for the draft to lie still.
        house.world.days_pass(30);
        let (link, note) = hide(&house).await;
        let mut tokens = Vec::new();
        for scope in Scope::ALL {
            tokens.push((scope, token(&house, ROBOT, "Nightly", scope).await));
        }
        token(&house, MONA, "Okapi", Scope::Read).await;
        let mut cookies = Vec::new();
        for person in [ADA, MONA, PRIYA, TOMAS, GWEN] {
            cookies.push((person, session(&house, person).await));
        }
        let style = style(&house).await;
        Self {
            house,
            cookies,
            expired,
            tokens,
            link,
            note,
            style,
        }
    }

    /// The address of a line: what is different every time is filled in.
    pub(crate) fn address(&self, url: &str) -> String {
        url.replace("SECRET", &self.link)
            .replace("NOTE", &self.note)
            .replace("STYLE", &self.style)
    }

    /// Asks as somebody.
    pub(crate) async fn ask(&self, comer: Comer, method: &str, url: &str, body: &str) -> Answer {
        let brings = self.brings(comer);
        let mut headers: Vec<(&str, &str)> = Vec::new();
        if let Some((name, value)) = &brings {
            headers.push((name, value));
        }
        if !matches!(comer, Comer::Token(_)) {
            headers.push(("Sec-Fetch-Site", "same-origin"));
        }
        if ["/api/", "/scim/"].iter().any(|base| url.starts_with(base)) || url.ends_with("/finish")
        {
            headers.push(("Content-Type", "application/json"));
        }
        let url = self.address(url);
        self.house.world.send(method, &url, &headers, body).await
    }

    pub(crate) fn brings(&self, comer: Comer) -> Option<(&'static str, String)> {
        let cookie = |person: PersonId| {
            let found = self.cookies.iter().find(|(whose, _)| *whose == person);
            let (_, cookie) = found.unwrap();
            Some(("Cookie", format!("paceline={cookie}")))
        };
        match comer {
            Comer::Nobody => None,
            Comer::Expired => Some(("Cookie", format!("paceline={}", self.expired))),
            Comer::Guest => cookie(GWEN),
            Comer::Owner => cookie(MONA),
            Comer::Other => cookie(TOMAS),
            Comer::Admin => cookie(ADA),
            Comer::Shown => cookie(PRIYA),
            Comer::Token(scope) => {
                let found = self.tokens.iter().find(|(of, _)| *of == scope);
                let (_, token) = found.unwrap();
                Some(("Authorization", format!("Bearer {token}")))
            }
        }
    }
}

/// What stands in an answer that its comer must not read, and where it comes from.
pub(crate) fn leak(comer: Comer, answer: &Answer) -> Option<&'static Marker> {
    // A search marks a part of a word.
    let text = answer.body.replace("<mark>", "").replace("</mark>", "");
    MARKERS.iter().find(|marker| {
        let is_there = text.contains(marker.word) || answer.head.contains(marker.word);
        is_there && !marker.readers.contains(&comer)
    })
}

/// I-3, which is all that the guest may read.
fn start_shown_to_the_guest() -> initiative::Command {
    initiative::Command::Start {
        document: "How it is.".to_owned(),
        kind: None,
        title: "Guest list".to_owned(),
        summary: "For @gwen.".to_owned(),
        team: Some(TeamId(1)),
        serves: Vec::new(),
        shown_to: Some(vec![GWEN]),
    }
}

async fn style(house: &House) -> String {
    let page = house.browser().page("/sign-in").await;
    let names = page.split("/static/").skip(1);
    let mut names = names.filter_map(|rest| rest.split('"').next());
    names.find(|name| name.contains(".css")).unwrap().to_owned()
}

async fn session(house: &House, person: PersonId) -> String {
    let agent = if person == MONA { "Narwhalfox" } else { "Fox" };
    let device = Device::at([192, 0, 2, 1].into(), agent);
    let begun = house.identity.begin_session(person, &device, How::Password);
    begun.await.unwrap().expose().to_owned()
}

async fn token(house: &House, person: PersonId, name: &str, scope: Scope) -> String {
    let new = NewToken {
        name: name.to_owned(),
        scopes: [scope].into_iter().collect(),
        until: None,
    };
    let made = house.identity.make_token(person, new, person).await;
    made.unwrap().0.expose().to_owned()
}

/// I-1 was decided after Priya's advice; she objects to it, and to the draft.
async fn agree_and_object(house: &House) {
    let of_one = |what: &str, mut with: serde_json::Value| {
        with["initiative"] = 1.into();
        json!({ "initiative": { what: with } })
    };
    let mut said = vec![
        (
            MONA,
            of_one("ask", json!({"of": {"person": PRIYA}, "what": "A word"})),
        ),
        (PRIYA, of_one("answer", json!({"ask": 0, "reply": "yes"}))),
        (
            MONA,
            of_one(
                "decide",
                json!({"what": "One runbook", "why": "Nine are too many", "review": "2030-06-30"}),
            ),
        ),
    ];
    for (number, harm) in [(1, "Nobody reads them."), (2, "Zanzibar floods.")] {
        let object = json!({"initiative": {"object": {
            "initiative": number, "priority": "Calm nights", "tried": "A talk", "matters": "yes",
            "harm": harm, "way_out": "Shorter ones"}}});
        said.push((PRIYA, object));
    }
    for (who, command) in said {
        let command: Command = serde_json::from_value(command).unwrap();
        house.world.does(who, command).await;
    }
}

/// Engineering, G-1, C-1 with a key result, I-1 for everyone, and I-2: Mona's draft, shown to Priya.
async fn record(house: &House) {
    let does = async |who: PersonId, command: serde_json::Value| {
        let command: Command = serde_json::from_value(command).unwrap();
        house.world.does(who, command).await;
    };
    does(
        MONA,
        json!({"team": {"form": {"name": "Engineering", "parent": null}}}),
    )
    .await;
    does(
        MONA,
        json!({"gap": {"record": {"is": "Wombat", "ought": "One hour", "team": 1, "goal": null}}}),
    )
    .await;
    does(
        MONA,
        json!({"goal": {"set": {"title": "Quick releases", "team": 1, "until": null}}}),
    )
    .await;
    let days = json!({"goal": {"add_key_result": {
        "goal": 1, "name": "Lead time", "unit": "days", "baseline": "9", "target": "1"}}});
    does(MONA, days).await;
    let start = |title: &str, shown_to| initiative::Command::Start {
        document: "How it is.".to_owned(),
        kind: None,
        title: title.to_owned(),
        summary: format!("{title}, with @tomas and @gwen."),
        team: Some(TeamId(1)),
        serves: vec![initiative::Serves::Gap(GapId(1))],
        shown_to,
    };
    for start in [
        start("Readable runbooks", None),
        start("Zanzibar", Some(vec![PRIYA])),
        start_shown_to_the_guest(),
    ] {
        house.world.does(MONA, Command::Initiative(start)).await;
    }
    for (number, words) in [(1, "It waits for I-2."), (2, "Zanzibar moves.")] {
        let check_in = json!({"initiative": {"check_in": {
            "initiative": number, "status": "on_track", "text": words}}});
        does(MONA, check_in).await;
    }
    let value =
        json!({"compass": {"write_value": {"title": "Candour", "looks_like": "Said on the day."}}});
    does(MONA, value).await;
    let strategy = json!({"compass": {"write_strategy": {"title": "Zanzibar first",
        "diagnosis": "Nobody sails to Zanzibar.", "guiding_policy": "Zanzibar, then the rest.",
        "even_over": [{"this": "Zanzibar", "over": "Pemba"}], "shown_to": [PRIYA]}}});
    does(MONA, strategy).await;
    let ask = json!({"initiative": {"ask": {
        "initiative": 2, "of": {"person": 3}, "what": "A map of Zanzibar"}}});
    does(MONA, ask).await;
    for number in [1, 2] {
        let feedback = json!({"initiative": {"give_feedback": {
            "initiative": number, "label": "question", "text":
            if number == 1 { "When?" } else { "Why Zanzibar?" }}}});
        does(PRIYA, feedback).await;
    }
    agree_and_object(house).await;
    let kept = house.world.store.read(|state| {
        let draft = state.initiative(InitiativeId(2)).unwrap();
        !may_read(Viewer::of(state, ADA), draft)
    });
    assert!(kept, "an admin has no power over content");
}

/// Notes, a link for recovery and an invitation. Gives the link's secret and the note's name.
async fn hide(house: &House) -> (String, String) {
    let note = |with, text: &str| NewNote {
        with,
        about: Some(PRIYA),
        text: text.to_owned(),
    };
    let own = house.identity.write_note(MONA, note(None, "Quetzal")).await;
    let shared = note(Some(PRIYA), "Toucan");
    house.identity.write_note(MONA, shared).await.unwrap();
    let until = Time(house.world.now().0 + 3600);
    let invitation = Purpose::Invitation(Invitation {
        name: "Yan".into(),
        handle: "yan".into(),
        email: Some("yan@yakmail.example".into()),
        role: Role::Member,
        teams: Vec::new(),
    });
    let invited = house.identity.make_link(invitation, Some(ADA), None, until);
    invited.await.unwrap();
    let link: Secret = house
        .identity
        .make_link(Purpose::SignIn, Some(MONA), None, until)
        .await
        .unwrap();
    (link.expose().to_owned(), own.unwrap().id)
}
