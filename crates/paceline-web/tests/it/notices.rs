//! Notices, as a real mail server receives them.

use std::sync::Arc;

use paceline_core::{
    Command, gap,
    initiative::{self, AskedOf},
    judgement::Matters,
    person::{AtOnce, Digest},
    team,
};
use paceline_identity::{
    account::{Proof, Role},
    outbox::{Standing, standing},
};
use paceline_store::{Location, OpenOptions, Store};
use paceline_web::{App, Notices};
use url::Url;

use crate::{
    common::{CHECKOUT, MONA, PRIYA, START, TOMAS, memory},
    mail_server::MailServer,
    posted::{FIRST, HOUR, Letter, Posted, ask, house, letters, notices, ships},
};

#[tokio::test]
async fn an_ask_by_name_arrives_at_once_and_once_and_one_of_a_team_does_not() {
    let posted = Posted::new().await;
    let join = team::Command::Join {
        team: CHECKOUT,
        person: TOMAS,
    };
    posted.does(MONA, Command::Team(join)).await;
    posted.asks(AskedOf::Team(CHECKOUT)).await;
    assert!(posted.round().await.is_empty());
    posted.asks(AskedOf::Person(PRIYA)).await;
    let came = posted.round().await;
    let [letter] = came.as_slice() else {
        panic!("one letter, not {}", came.len());
    };
    assert_eq!(letter.to(), "priya@example.org");
    assert_eq!(
        letter.header("Subject"),
        "mona of Northwind asks something of you: I-1 Ship any day"
    );
    assert_eq!(letter.header("Auto-Submitted"), "auto-generated");
    assert_eq!(
        letter.header("List-Unsubscribe-Post"),
        "List-Unsubscribe=One-Click"
    );
    letter.says(&[
        "mona of Northwind asked it of you by name, today.",
        "> Read the plan & tell me <b>all</b>",
        "Read the plan &#38; tell me &#60;b&#62;all&#60;/b&#62;",
        "Answer: http://localhost:7171/initiatives/1/answer",
        "This came at once because somebody called you by name.",
        "Choose what reaches you: http://localhost:7171/settings/mail",
        "No more of these: http://localhost:7171/unsubscribe/",
        "multipart/alternative",
    ]);
    assert!(!letter.read.contains("<img") && !letter.read.contains("style="));
    // Neither another look, nor a restart, nor a second process tells it again.
    assert!(posted.round().await.is_empty());
    notices(&posted.house.identity).round().await.unwrap();
    posted.house.world.seconds_pass(2 * HOUR);
    posted.house.identity.purge().await.unwrap();
    assert!(posted.round().await.is_empty());
}

#[tokio::test]
async fn an_offered_lead_and_an_invitation_to_write_arrive_at_once() {
    let posted = Posted::new().await;
    let offer = initiative::Command::HandOver {
        initiative: FIRST,
        to: PRIYA,
        note: "It is nearly done.".into(),
        trial: None,
    };
    posted.does(MONA, Command::Initiative(offer)).await;
    let came = posted.round().await;
    assert_eq!(came.len(), 1);
    assert_eq!(came[0].to(), "priya@example.org");
    came[0].says(&[
        "mona of Northwind offered you the lead today. A 'no' is as good as a 'yes'.",
        "> It is nearly done.",
        "Answer: http://localhost:7171/initiatives/1/accept-lead",
    ]);
    let invite = initiative::Command::InviteCoAuthor {
        initiative: FIRST,
        person: TOMAS,
    };
    posted.does(MONA, Command::Initiative(invite)).await;
    let came = posted.round().await;
    assert_eq!(came.len(), 1);
    assert_eq!(came[0].to(), "tomas@example.org");
    came[0].says(&[
        "mona of Northwind invited you today to write its document with them.",
        "Answer: http://localhost:7171/initiatives/1/document/accept",
    ]);
    assert!(posted.round().await.is_empty());
}

#[tokio::test]
async fn who_is_asked_for_their_lead_is_told_at_once_and_once() {
    let posted = Posted::new().await;
    let ask = initiative::Command::AskForLead {
        initiative: FIRST,
        priority: "Fewer handovers".into(),
        matters: Matters::Yes,
        note: String::new(),
    };
    posted.does(PRIYA, Command::Initiative(ask)).await;
    let came = posted.round().await;
    assert_eq!(came.len(), 1);
    assert_eq!(came[0].to(), "mona@example.org");
    assert_eq!(
        came[0].header("Subject"),
        "priya of Northwind asks you for the lead: I-1 Ship any day"
    );
    came[0].says(&[
        "priya of Northwind asked you for the lead today. It is about this priority of theirs.",
        "> Fewer handovers",
        "Answer: http://localhost:7171/initiatives/1",
        "This came at once because somebody called you by name.",
    ]);
    assert!(posted.round().await.is_empty());
}

#[tokio::test]
async fn a_mention_reaches_those_who_may_read_it() {
    let posted = Posted::new().await;
    posted
        .says(PRIYA, "I agree with @tomas, not with `@mona`; @nobody")
        .await;
    let came = posted.round().await;
    assert_eq!(came.len(), 1);
    assert_eq!(came[0].to(), "tomas@example.org");
    came[0].says(&["priya of Northwind mentioned you today, in: feedback on I-1."]);
    // A long text lies on disk and is read all the same.
    let long = format!("{} And what does @mona say?", "So it is. ".repeat(100));
    posted.says(TOMAS, &long).await;
    let came = posted.round().await;
    assert_eq!(came.len(), 1);
    assert_eq!(came[0].to(), "mona@example.org");
    let start = initiative::Command::Start {
        document: String::new(),
        kind: None,
        title: "A quiet draft".into(),
        summary: "For @priya, not yet for @tomas".into(),
        team: None,
        serves: Vec::new(),
        shown_to: Some(vec![PRIYA]),
    };
    posted.does(MONA, Command::Initiative(start)).await;
    let came = posted.round().await;
    assert_eq!(came.len(), 1);
    assert_eq!(came[0].to(), "priya@example.org");
}

#[tokio::test]
async fn what_was_answered_or_chosen_away_meanwhile_is_not_sent() {
    let posted = Posted::new().await;
    posted.chooses(TOMAS, Digest::Never, AtOnce::Never).await;
    posted.asks(AskedOf::Person(TOMAS)).await;
    posted.says(MONA, "@tomas").await;
    posted.asks(AskedOf::Person(PRIYA)).await;
    let answer = initiative::Command::Answer {
        initiative: FIRST,
        ask: 1,
        reply: None,
        text: String::new(),
    };
    posted.does(PRIYA, Command::Initiative(answer)).await;
    assert!(posted.round().await.is_empty());
    // Who has no address of their own is told nothing, and nothing waits for ever.
    let emails = posted.house.identity.emails(PRIYA).await.unwrap();
    for email in emails {
        let removed = posted.house.identity.remove_email(PRIYA, &email.address);
        removed.await.unwrap();
    }
    let claimed = posted
        .house
        .identity
        .add_email(PRIYA, "eve@example.org", Proof::Claimed);
    claimed.await.unwrap();
    posted.asks(AskedOf::Person(PRIYA)).await;
    assert!(posted.round().await.is_empty());
    let vault = posted.house.identity.vault();
    assert_eq!(standing(vault).await.unwrap(), Standing::default());
}

#[tokio::test]
async fn a_digest_comes_on_the_morning_of_the_persons_zone_and_once() {
    let posted = Posted::new().await;
    let nils = posted.house.joins("nils", "Nils", Role::Member).await;
    for (who, zone) in [
        (PRIYA, "Pacific/Kiritimati"),
        (TOMAS, "Pacific/Honolulu"),
        (nils, "Europe/Berlin"),
    ] {
        posted.lives_in(who, zone).await;
        posted
            .chooses(who, Digest::EveryMorning, AtOnce::Never)
            .await;
    }
    for of in [PRIYA, TOMAS] {
        posted.asks(AskedOf::Person(of)).await;
        posted.asks(AskedOf::Person(of)).await;
    }
    posted.says(MONA, "What do you think, @priya?").await;
    posted.at("2026-01-01 17:59");
    assert!(posted.round().await.is_empty());
    // Eight on 2 January there, and eight on 1 January here. For Nils nothing waits, so he gets nothing.
    posted.at("2026-01-01 18:00");
    let came = posted.round().await;
    let to: Vec<&str> = came.iter().map(Letter::to).collect();
    assert_eq!(to, ["priya@example.org", "tomas@example.org"]);
    assert_eq!(
        came[0].header("Subject"),
        "2 things wait for you at Paceline"
    );
    assert_eq!(
        came[1].header("Subject"),
        "1 thing waits for you at Paceline"
    );
    came[0].says(&[
        "I-1 Ship any day\nhttp://localhost:7171/initiatives/1\n",
        "Asked of you today: Read the plan",
        "You are mentioned at I-1. mona of Northwind mentioned you today, in: feedback on I-1.",
        "This came because you chose to have all that waits by mail.",
    ]);
    for hours in [1, 1, 20] {
        posted.house.world.seconds_pass(hours * HOUR);
        assert!(posted.round().await.is_empty());
        assert!(notices(&posted.house.identity).round().await.is_ok());
    }
    posted.at("2026-01-02 18:00");
    let came = posted.round().await;
    assert_eq!(came.len(), 2, "what is not answered waits again");
    assert_eq!(
        came[0].header("Subject"),
        "1 thing waits for you at Paceline",
        "a mention is told once"
    );
}

#[tokio::test]
async fn a_restart_neither_repeats_nor_loses() {
    let folder = tempfile::tempdir().unwrap();
    let location = Location::Folder(folder.path().to_owned());
    let open = || Store::open(&location, OpenOptions::default());
    let posted = Posted::over(open().await.unwrap()).await;
    posted.asks(AskedOf::Person(PRIYA)).await;
    assert_eq!(posted.round().await.len(), 1);
    // What happens just before the end was looked at by nobody.
    posted.asks(AskedOf::Person(TOMAS)).await;
    let (server, now) = (posted.server, posted.house.world.now());
    posted.house.world.store.clone().close().await;
    let again = house(open().await.unwrap(), server.url("smtp")).await;
    again.world.seconds_pass(now.0 + HOUR - START);
    notices(&again.identity).round().await.unwrap();
    let came = letters(&server);
    let to: Vec<&str> = came.iter().map(Letter::to).collect();
    assert_eq!(to, ["priya@example.org", "tomas@example.org"]);
}

#[tokio::test]
async fn of_many_who_send_at_once_one_does() {
    let posted = Posted::new().await;
    posted
        .chooses(PRIYA, Digest::EveryMorning, AtOnce::Asked)
        .await;
    posted.asks(AskedOf::Person(PRIYA)).await;
    posted.at("2026-01-02 08:00");
    let others: Vec<Arc<Notices>> = (0..4)
        .map(|_| Arc::new(notices(&posted.house.identity)))
        .collect();
    let rounds = others
        .iter()
        .cloned()
        .map(|other| tokio::spawn(async move { other.round().await }));
    for round in rounds.collect::<Vec<_>>() {
        round.await.unwrap().unwrap();
    }
    let subjects: Vec<String> = letters(&posted.server)
        .iter()
        .map(|letter| letter.header("Subject").to_owned())
        .collect();
    assert_eq!(subjects.len(), 2, "{subjects:?}");
    assert_ne!(subjects[0], subjects[1], "one at once, one in the morning");
}

#[tokio::test]
async fn a_mail_server_that_fails_is_asked_again_and_given_up_in_the_end() {
    let store = memory().await;
    let posted = Posted::over(store.clone()).await;
    let busy = posted
        .house
        .identity
        .add_email(PRIYA, "priya@busy.example", Proof::Confirmed);
    busy.await.unwrap();
    let removed = posted
        .house
        .identity
        .remove_email(PRIYA, "priya@example.org");
    removed.await.unwrap();
    posted.asks(AskedOf::Person(PRIYA)).await;
    assert!(posted.round().await.is_empty());
    let vault = posted.house.identity.vault();
    let waits = |failing, given_up| Standing {
        waiting: 0,
        failing,
        given_up,
    };
    assert_eq!(standing(vault).await.unwrap(), waits(1, 0));
    assert!(posted.round().await.is_empty(), "not before its time");
    // The address is mended, and the next try arrives.
    let mended = posted
        .house
        .identity
        .add_email(PRIYA, "priya@example.org", Proof::Confirmed);
    mended.await.unwrap();
    let removed = posted
        .house
        .identity
        .remove_email(PRIYA, "priya@busy.example");
    removed.await.unwrap();
    posted.house.world.seconds_pass(60);
    assert_eq!(posted.round().await.len(), 1);
    assert_eq!(standing(vault).await.unwrap(), waits(0, 0));
    // Another is refused for good: after a day and some tries it is given up, and counted.
    let refused = posted
        .house
        .identity
        .add_email(TOMAS, "tomas@refused.example", Proof::Confirmed);
    refused.await.unwrap();
    let removed = posted
        .house
        .identity
        .remove_email(TOMAS, "tomas@example.org");
    removed.await.unwrap();
    posted.asks(AskedOf::Person(TOMAS)).await;
    for _ in 0..60 {
        assert!(posted.round().await.is_empty());
        posted.house.world.seconds_pass(HOUR);
    }
    assert_eq!(standing(vault).await.unwrap(), waits(0, 1));
}

#[tokio::test]
async fn a_mail_server_that_is_away_loses_nothing() {
    let posted = Posted::new().await;
    let nowhere = Url::parse("smtp://127.0.0.1:1").unwrap();
    let store = posted.house.world.store.clone();
    let away = house(store, nowhere).await;
    posted.asks(AskedOf::Person(PRIYA)).await;
    posted.says(MONA, "@tomas").await;
    notices(&away.identity).round().await.unwrap();
    let vault = away.identity.vault();
    let waits = standing(vault).await.unwrap();
    assert_eq!(
        (waits.waiting, waits.failing),
        (1, 1),
        "it is asked once a round"
    );
    posted.house.world.seconds_pass(HOUR);
    assert_eq!(posted.round().await.len(), 2);
}

#[tokio::test]
async fn what_was_imported_and_what_is_old_calls_nobody() {
    let store = memory().await;
    let server = MailServer::start(&[]);
    let house = house(store, server.url("smtp")).await;
    house.joins("mona", "Mona Ott", Role::Admin).await;
    house.joins("priya", "Priya Amin", Role::Member).await;
    ships(&house).await;
    house.world.does(MONA, ask(AskedOf::Person(PRIYA))).await;
    let notices = notices(&house.identity);
    notices.round().await.unwrap();
    let record = gap::Command::Record {
        is: "@priya waits".into(),
        ought: "She does not".into(),
        team: None,
        goal: None,
    };
    let ctx = paceline_core::Ctx {
        at_hand: paceline_core::AtHand::new(),
        by: paceline_core::By::Person(MONA),
        door: paceline_core::Door::Import,
        now: house.world.now(),
        origin: None,
    };
    house
        .world
        .store
        .run(ctx, Command::Gap(record))
        .await
        .unwrap();
    notices.round().await.unwrap();
    assert!(server.letters().is_empty());
}

/// Waits until something is so; what it waits for comes by itself.
async fn until<T: Future<Output = bool>>(mut is_so: impl FnMut() -> T) {
    while !is_so().await {
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
}

#[tokio::test]
async fn a_server_sends_by_itself_as_long_as_it_serves() {
    let posted = Posted::new().await;
    let app = App::signed_in(posted.house.identity.clone());
    Notices::keep_sending(&app);
    posted.asks(AskedOf::Person(PRIYA)).await;
    until(|| async { posted.server.letters().len() == 1 }).await;
    app.end();
}
