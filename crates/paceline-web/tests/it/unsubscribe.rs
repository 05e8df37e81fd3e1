//! The end of notices, from a notice: by its button, and by one request of a mail program.

use paceline_core::{
    PersonId,
    initiative::AskedOf,
    person::{AtOnce, Digest, Mail},
};
use paceline_identity::outbox::Kind;

use crate::{
    common::{PRIYA, says},
    house::House,
    posted::Posted,
};

fn chosen(house: &House, person: PersonId) -> (Digest, AtOnce) {
    let Mail {
        digest, at_once, ..
    } = house
        .world
        .store
        .read(|state| state.person(person).unwrap().mail);
    (digest, at_once)
}

#[tokio::test]
async fn a_mail_program_ends_them_by_one_request() {
    let posted = Posted::new().await;
    posted.asks(AskedOf::Person(PRIYA)).await;
    let came = posted.round().await;
    let header = came[0].header("List-Unsubscribe");
    let address = header.trim_start_matches('<').trim_end_matches('>');
    let path = address.strip_prefix("http://localhost:7171").unwrap();
    // As RFC 8058 has it: no cookie, no page of ours before it, and no redirect after it.
    let body = "List-Unsubscribe=One-Click";
    let world = &posted.house.world;
    let answer = world.send("POST", path, &[], body).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert_eq!(chosen(&posted.house, PRIYA), (Digest::Never, AtOnce::Never));
    posted.asks(AskedOf::Person(PRIYA)).await;
    assert!(posted.round().await.is_empty());
    let again = world.send("POST", path, &[], body).await;
    assert_eq!(again.status, 200, "to end what has ended does no harm");
}

#[tokio::test]
async fn a_person_looks_first_and_presses_the_button() {
    let house = House::people().await;
    let choose = paceline_core::person::Command::ChooseMail {
        digest: Digest::EveryMorning,
        at_once: AtOnce::Asked,
    };
    let choose = paceline_core::Command::Person(choose);
    house.world.does(PRIYA, choose).await;
    let url = house.stop(PRIYA, Kind::Digest).await;
    let stranger = house.browser();
    let page = stranger.get(&url).await;
    says(
        &page.body,
        &[
            "No more of these mails?",
            "Nothing happens until you press the button.",
        ],
    );
    assert_eq!(page.header("referrer-policy"), "no-referrer");
    assert_eq!(page.header("cache-control"), "no-store");
    let before = (Digest::EveryMorning, AtOnce::Asked);
    assert_eq!(chosen(&house, PRIYA), before, "to look ends nothing");
    let done = stranger.post(&url, &[]).await;
    assert_eq!(done.status, 200);
    says(
        &done.body,
        &[
            "No more of these mails",
            "All that waits for you is on Today.",
        ],
    );
    assert_eq!(
        chosen(&house, PRIYA),
        (Digest::Never, AtOnce::Asked),
        "the other choice stays"
    );
    let secret = url.rsplit('/').next().unwrap();
    let rows = house
        .identity
        .vault()
        .of_person("mail_stop", PRIYA)
        .await
        .unwrap();
    assert!(
        rows.iter()
            .all(|row| row.id != secret && !row.text.contains(secret))
    );
}

#[tokio::test]
async fn an_old_or_made_up_link_ends_nothing() {
    let house = House::people().await;
    let url = house.stop(PRIYA, Kind::AtOnce).await;
    let stranger = house.browser();
    let made_up = stranger.post("/unsubscribe/made-up", &[]).await;
    assert_eq!(made_up.status, 410);
    house.world.days_pass(90);
    let old = stranger.post(&url, &[]).await;
    assert_eq!(old.status, 410);
    says(&old.body, &["This link is over"]);
    assert_eq!(chosen(&house, PRIYA), (Digest::Never, AtOnce::Asked));
}
