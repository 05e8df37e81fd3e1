//! A running server over a small organisation, and the program signed in to it.

use std::path::Path;
use std::process::Command as Process;
use std::sync::Arc;

use paceline_core::{By, Command, Ctx, Door, InitiativeId, PersonId, TeamId, Time, team, upkeep};
use paceline_identity::{
    Identity, Settings,
    fetch::Reach,
    session::Lifetimes,
    token::{NewToken, Scope},
};
use paceline_store::{Location, OpenOptions, Store};
use paceline_web::{App, router};
use tempfile::TempDir;
use tokio::net::TcpListener;

use crate::common::Said;

/// Who acts.
pub(crate) const MONA: PersonId = PersonId(1);
pub(crate) const PRIYA: PersonId = PersonId(2);
const TOMAS: PersonId = PersonId(3);
const NILS: PersonId = PersonId(4);
/// 2026-01-01T08:00:00Z.
const NOW: Time = Time(1_767_254_400);
/// Seven months before.
const LONG_AGO: Time = Time(1_767_254_400 - 210 * 24 * 3600);

pub(crate) struct World {
    pub(crate) url: String,
    pub(crate) store: Store,
    /// Where the program keeps who is signed in.
    pub(crate) home: TempDir,
    /// Priya's, where people sign in: it reads and writes.
    pub(crate) token: String,
}

impl World {
    /// Nobody signs in: everybody is Mona.
    pub(crate) async fn new() -> Self {
        let store = memory().await;
        let app = App::new(store.clone(), MONA, || NOW);
        Self::serving(app, store).await
    }

    /// People sign in, and Priya has a token.
    pub(crate) async fn with_tokens() -> Self {
        let store = memory().await;
        let settings = Settings {
            public_url: "http://localhost:7171/".parse().expect("an address"),
            session: Lifetimes::default(),
            mail: None,
            reach: Reach::Public,
            is_secure: false,
        };
        let identity = Identity::new(store.clone(), settings, Arc::new(|| NOW));
        let mut world = Self::serving(App::signed_in(identity.clone()), store).await;
        let new = NewToken {
            name: "Tests".to_owned(),
            scopes: [Scope::Read, Scope::Write].into_iter().collect(),
            until: None,
        };
        let (secret, _) = identity
            .make_token(PRIYA, new, PRIYA)
            .await
            .expect("a token");
        secret.expose().clone_into(&mut world.token);
        world
    }

    async fn serving(app: App, store: Store) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        tokio::spawn(paceline_web::serve(
            listener,
            router(app),
            std::future::pending(),
        ));
        let world = Self {
            url: format!("http://{address}"),
            store,
            home: tempfile::tempdir().expect("a folder"),
            token: String::new(),
        };
        world.lives().await;
        world
    }

    /// Three people, one who left, and two teams; a gap, a goal with a number, a compass, three initiatives: Mona leads the first, Priya the second,
    /// nobody the third.
    async fn lives(&self) {
        for (handle, name) in [
            ("mona", "Mona Ott"),
            ("priya", "Priya Amin"),
            ("tomas", "Tomás Reis"),
            ("nils", "Nils Berg"),
        ] {
            let json =
                serde_json::json!({ "person": { "join": { "handle": handle, "name": name } } });
            let join: Command = serde_json::from_value(json).expect("a command");
            self.does_at(LONG_AGO, MONA, join).await;
        }
        for (name, parent) in [("Engineering", None), ("Checkout", Some(TeamId(1)))] {
            let name = name.to_owned();
            let form = team::Command::Form { name, parent };
            self.does_at(LONG_AGO, MONA, Command::Team(form)).await;
        }
        for (who, command) in [
            (
                PRIYA,
                r#"{"gap": {"record": {"is": "Ten days", "ought": "One"}}}"#,
            ),
            (MONA, r#"{"goal": {"set": {"title": "Under a day"}}}"#),
            (
                MONA,
                r#"{"goal": {"add_key_result": {"goal": 1, "name": "Days", "unit": "days", "baseline": "9", "target": "1"}}}"#,
            ),
            (MONA, r#"{"initiative": {"start": {"title": "Of Mona"}}}"#),
            (PRIYA, r#"{"initiative": {"start": {"title": "Of Priya"}}}"#),
            (
                PRIYA,
                r#"{"initiative": {"invite_co_author": {"initiative": 2, "person": 1}}}"#,
            ),
            (
                PRIYA,
                r#"{"initiative": {"start": {"title": "Of nobody"}}}"#,
            ),
            (
                MONA,
                r#"{"initiative": {"ask_for_lead": {"initiative": 3, "priority": "Calm", "matters": "yes"}}}"#,
            ),
            (PRIYA, r#"{"initiative": {"step_back": {"initiative": 3}}}"#),
            (
                MONA,
                r#"{"initiative": {"ask": {"initiative": 1, "of": {"team": 2}, "what": "A review"}}}"#,
            ),
            (
                PRIYA,
                r#"{"initiative": {"give_feedback": {"initiative": 1, "label": "issue", "text": "Slow"}}}"#,
            ),
            (
                MONA,
                r#"{"initiative": {"start": {"title": "Kept", "shown_to": []}}}"#,
            ),
        ] {
            let command: Command = serde_json::from_str(command).expect("a command");
            self.does_at(LONG_AGO, who, command).await;
        }
        self.has_leads_to_give().await;
        self.has_more_gaps().await;
        self.has_a_compass().await;
        self.agrees().await;
        self.has_ended_some().await;
        let leave = r#"{"person": {"leave": {"person": 4}}}"#;
        self.does(MONA, serde_json::from_str(leave).expect("a command"))
            .await;
    }

    /// Long ago Mona asked for the lead of the third. Priya's is offered to her, Tomás asks her for the first, and the
    /// fourth, which she leads on trial, she offers to him.
    async fn has_leads_to_give(&self) {
        for (who, command) in [
            (
                PRIYA,
                r#"{"initiative": {"hand_over": {"initiative": 2, "to": 1}}}"#,
            ),
            (
                TOMAS,
                r#"{"initiative": {"ask_for_lead": {"initiative": 1, "priority": "Calm", "matters": "yes"}}}"#,
            ),
            (
                MONA,
                r#"{"initiative": {"show_to": {"initiative": 4, "people": [3]}}}"#,
            ),
            (MONA, r#"{"initiative": {"step_back": {"initiative": 4}}}"#),
            (
                MONA,
                r#"{"initiative": {"take_lead": {"initiative": 4, "trial": {"until": "2026-03-01", "supporter": 3}}}}"#,
            ),
            (
                MONA,
                r#"{"initiative": {"hand_over": {"initiative": 4, "to": 3}}}"#,
            ),
        ] {
            let command: Command = serde_json::from_str(command).expect("a command");
            self.does(who, command).await;
        }
    }

    /// Priya's G-2 is measured, and Mona sees it too; G-3 was merged into it.
    async fn has_more_gaps(&self) {
        for (who, command) in [
            (
                PRIYA,
                r#"{"gap": {"record": {"is": "Nobody answers", "ought": "Somebody does"}}}"#,
            ),
            (
                PRIYA,
                r#"{"gap": {"record": {"is": "Nobody answers me", "ought": "You do"}}}"#,
            ),
            (
                PRIYA,
                r#"{"gap": {"set_measure": {"gap": 2, "what": "Wait", "unit": "days", "is": "9", "ought": "1"}}}"#,
            ),
            (
                MONA,
                r#"{"gap": {"see_too": {"gap": 2, "text": "So do I"}}}"#,
            ),
            (
                PRIYA,
                r#"{"gap": {"merge": {"gap": 3, "into": 2, "because": "The same"}}}"#,
            ),
        ] {
            let command: Command = serde_json::from_str(command).expect("a command");
            self.does(who, command).await;
        }
    }

    /// Mona delivered I-10, which Priya followed; Priya put I-11 down; I-12 of Mona rests.
    async fn has_ended_some(&self) {
        for (who, command) in [
            (MONA, r#"{"start": {"title": "Done by Mona"}}"#),
            (PRIYA, r#"{"start": {"title": "Put down by Priya"}}"#),
            (
                PRIYA,
                r#"{"follow": {"initiative": 10, "stance": "follow"}}"#,
            ),
            (
                MONA,
                r#"{"deliver": {"initiative": 10, "outcome": "An hour now"}}"#,
            ),
            (
                PRIYA,
                r#"{"put_down": {"initiative": 11, "why": "Enough", "learned": "Ask first", "pick_up": "anyone"}}"#,
            ),
        ] {
            let command = serde_json::from_str(command).expect("a command");
            self.does(who, Command::Initiative(command)).await;
        }
        let start = r#"{"start": {"title": "Quiet for a year"}}"#;
        let start = Command::Initiative(serde_json::from_str(start).expect("a command"));
        self.does(MONA, start).await;
        // A day of quiet is enough for once.
        self.rests_after("1").await;
        let rest = Command::Upkeep(upkeep::Command::Rest {
            initiative: InitiativeId(12),
        });
        let now = ctx(By::Paceline, NOW);
        self.store.run(now, rest).await.expect("it is recorded");
        self.rests_after("270").await;
    }

    async fn rests_after(&self, days: &str) {
        let set =
            r#"{"organisation": {"set_threshold": {"name": "rests-after-days", "value": DAYS}}}"#;
        let set = serde_json::from_str(&set.replace("DAYS", days)).expect("a command");
        self.does(MONA, set).await;
    }

    /// Mona and Priya are Checkout. C-1 is a value in its second version, which Checkout translated in its first and
    /// departs from (V-1); C-2 a draft of Mona's; C-3 a strategy and O-2 a goal that nobody leads; C-4 Priya's facet. O-3 serves
    /// O-1, and O-4 was missed.
    /// Mona's initiative goes against C-3.
    async fn has_a_compass(&self) {
        for (who, command) in [
            (MONA, r#"{"team": {"join": {"team": 2, "person": 1}}}"#),
            (MONA, r#"{"team": {"join": {"team": 2, "person": 2}}}"#),
            (
                MONA,
                r#"{"team": {"own_repository": {"team": 2, "pattern": "github.com/acme/shop"}}}"#,
            ),
            (
                MONA,
                r#"{"compass": {"write_value": {"title": "In the open"}}}"#,
            ),
            (
                MONA,
                r#"{"compass": {"write_strategy": {"title": "Quiet", "diagnosis": "Noise", "guiding_policy": "Less", "shown_to": []}}}"#,
            ),
            (
                NILS,
                r#"{"compass": {"write_strategy": {"title": "Small steps", "diagnosis": "Queues", "guiding_policy": "Alone first"}}}"#,
            ),
            (
                PRIYA,
                r#"{"compass": {"state_facet": {"title": "Quality", "level": "High", "reason": "Money"}}}"#,
            ),
            (NILS, r#"{"goal": {"set": {"title": "Of nobody"}}}"#),
            (
                PRIYA,
                r#"{"goal": {"set": {"title": "Below", "serves": [{"goal": 1}]}}}"#,
            ),
            (PRIYA, r#"{"goal": {"set": {"title": "Ended"}}}"#),
            (
                PRIYA,
                r#"{"goal": {"close": {"goal": 4, "outcome": "missed", "text": "Late"}}}"#,
            ),
            (
                MONA,
                r#"{"translation": {"write": {"of": {"entry": 1}, "team": 2, "text": "We write it down"}}}"#,
            ),
            (
                MONA,
                r#"{"compass": {"write_value": {"entry": 1, "title": "In the open, always", "because": "Too weak"}}}"#,
            ),
            (
                MONA,
                r#"{"veer_off": {"depart": {"of": {"entry": 1}, "team": 2, "stakeholder": "Auditors", "reason": "Sealed", "until": "2030-01-31"}}}"#,
            ),
            (
                MONA,
                r#"{"initiative": {"go_against": {"initiative": 1, "of": {"entry": 3}, "because": "One release"}}}"#,
            ),
            (
                MONA,
                r#"{"organisation": {"set_holidays": {"calendar": "Berlin", "days": ["2026-12-25"]}}}"#,
            ),
            (
                MONA,
                r#"{"organisation": {"write_template": {"name": "Design note", "kind": "proposal", "fields": []}}}"#,
            ),
        ] {
            let command: Command = serde_json::from_str(command).expect("a command");
            self.does(who, command).await;
        }
    }

    /// Tomás objects to Priya's I-2, where Mona helps, and to her I-5; Mona objects to her I-6. Mona's I-7 is in last call; she can decide
    /// on I-8, and has decided on I-9.
    async fn agrees(&self) {
        let starts = [
            (PRIYA, "Objected to"),
            (PRIYA, "Held up"),
            (MONA, "Called"),
            (MONA, "Advised on"),
            (MONA, "Decided"),
        ];
        for (who, title) in starts {
            let start = serde_json::json!({ "initiative": { "start": { "title": title } } });
            self.does(who, serde_json::from_value(start).expect("a command"))
                .await;
        }
        for (who, initiative) in [(TOMAS, 2), (TOMAS, 5), (MONA, 6)] {
            let object = serde_json::json!({ "initiative": { "object": {
                "initiative": initiative, "priority": "Sleep", "tried": "A talk", "matters": "yes",
                "harm": "Nights", "way_out": "A switch" } } });
            self.does(who, serde_json::from_value(object).expect("a command"))
                .await;
        }
        for (who, command) in [
            (
                MONA,
                r#"{"initiative": {"become_steward": {"initiative": 2, "objection": 0}}}"#,
            ),
            (
                MONA,
                r#"{"initiative": {"call_last": {"initiative": 7, "until": "2026-01-31", "what": "One", "why": "So", "review": "2026-06-30"}}}"#,
            ),
            (
                MONA,
                r#"{"initiative": {"ask": {"initiative": 8, "of": {"person": 2}, "what": "A word"}}}"#,
            ),
            (
                PRIYA,
                r#"{"initiative": {"answer": {"initiative": 8, "ask": 0, "reply": "yes"}}}"#,
            ),
            (
                MONA,
                r#"{"initiative": {"ask": {"initiative": 9, "of": {"person": 2}, "what": "A word"}}}"#,
            ),
            (
                PRIYA,
                r#"{"initiative": {"answer": {"initiative": 9, "ask": 0, "reply": "yes"}}}"#,
            ),
            (
                MONA,
                r#"{"initiative": {"decide": {"initiative": 9, "way": "advice_process", "what": "One", "why": "So", "review": "2026-06-30"}}}"#,
            ),
        ] {
            let command: Command = serde_json::from_str(command).expect("a command");
            self.does(who, command).await;
        }
    }

    pub(crate) async fn does(&self, who: PersonId, command: Command) {
        self.does_at(NOW.plus_days(-1), who, command).await;
    }

    async fn does_at(&self, now: Time, who: PersonId, command: Command) {
        let ctx = ctx(By::Person(who), now);
        self.store.run(ctx, command).await.expect("it is recorded");
    }

    /// The program, which was told where the server is.
    pub(crate) async fn says(&self, arguments: &[&str]) -> Said {
        let url = self.url.clone();
        run(self.home.path(), &[("PACELINE_URL", &url)], arguments, "").await
    }
}

fn ctx(by: By, now: Time) -> Ctx {
    Ctx {
        at_hand: paceline_core::AtHand::new(),
        by,
        door: Door::Page,
        now,
        origin: None,
    }
}

async fn memory() -> Store {
    let store = Store::open(&Location::Memory, OpenOptions::default()).await;
    store.expect("memory is there")
}

/// Runs the program with a home of its own, and hands it something to read.
pub(crate) async fn run(
    home: &Path,
    variables: &[(&str, &str)],
    arguments: &[&str],
    input: &str,
) -> Said {
    let mut command = Process::new(env!("CARGO_BIN_EXE_paceline"));
    command
        .args(arguments)
        .env_remove("PACELINE_URL")
        .env_remove("PACELINE_TOKEN")
        .env("XDG_CONFIG_HOME", home)
        .envs(variables.iter().copied());
    let input = input.to_owned();
    let ran = tokio::task::spawn_blocking(move || {
        use std::io::Write as _;
        use std::process::Stdio;
        command.stdin(Stdio::piped());
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program runs");
        let mut stdin = child.stdin.take().expect("it reads");
        // It may have ended before it read.
        drop(stdin.write_all(input.as_bytes()));
        drop(stdin);
        child.wait_with_output().expect("the program ends")
    });
    ran.await.expect("the program ends").into()
}
