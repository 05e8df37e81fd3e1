//! Sessions: begun, used, listed, ended.

use paceline_identity::{
    Secret,
    session::{Device, How},
};

use crate::common::{DAY, MINUTE, World, address, device};

impl World {
    async fn begin(&self, device: &Device) -> Secret {
        self.identity
            .begin_session(self.ada, device, How::Password)
            .await
            .unwrap()
    }

    async fn is_in(&self, cookie: &Secret) -> bool {
        self.identity.session(cookie).await.unwrap().is_some()
    }
}

#[tokio::test]
async fn a_session_says_who_and_how_and_keeps_no_secret() {
    let world = World::new().await;
    let (identity, ada) = (&world.identity, world.ada);
    assert!(identity.is_first_run().await.unwrap());
    let cookie = world.begin(&device(1)).await;
    assert!(!identity.is_first_run().await.unwrap());
    let signed_in = identity.session(&cookie).await.unwrap().unwrap();
    assert_eq!((signed_in.person, signed_in.how), (ada, How::Password));
    assert_eq!(signed_in.since, identity.now());
    let listed = identity.sessions(ada).await.unwrap();
    assert_eq!(listed.len(), 1);
    assert_eq!(listed[0].id, signed_in.session);
    assert_eq!(listed[0].agent, "Firefox on Linux");
    assert_eq!(listed[0].from, Some(address(1)));
    let row = &world.rows("session").await[0];
    assert!(!format!("{} {}", row.id, row.text).contains(cookie.expose()));
    for other in ["", "x", &row.id, &signed_in.session] {
        assert!(!world.is_in(&Secret::new(other)).await, "{other}");
    }
}

#[tokio::test]
async fn it_ends_when_nobody_uses_it() {
    let world = World::new().await;
    let cookie = world.begin(&device(1)).await;
    world.pass(14 * DAY - 1);
    assert!(world.is_in(&cookie).await);
    world.pass(14 * DAY - 1);
    assert!(world.is_in(&cookie).await, "it was used in between");
    world.pass(14 * DAY);
    assert!(!world.is_in(&cookie).await);
    let listed = world.identity.sessions(world.ada).await.unwrap();
    assert!(listed.is_empty());
}

#[tokio::test]
async fn it_ends_however_much_it_is_used() {
    let world = World::new().await;
    let cookie = world.begin(&device(1)).await;
    for _ in 0..89 {
        world.pass(DAY);
        assert!(world.is_in(&cookie).await);
    }
    world.pass(DAY - 1);
    assert!(world.is_in(&cookie).await);
    world.pass(1);
    assert!(
        !world.is_in(&cookie).await,
        "even just after it was looked up"
    );
}

#[tokio::test]
async fn last_seen_is_written_once_a_minute() {
    let world = World::new().await;
    let cookie = world.begin(&device(1)).await;
    let written = async || world.rows("session").await[0].text.clone();
    let before = written().await;
    for _ in 0..5 {
        world.pass(10);
        assert!(world.is_in(&cookie).await);
    }
    assert_eq!(written().await, before);
    world.pass(10);
    assert!(world.is_in(&cookie).await);
    assert_ne!(written().await, before);
    let seen = world.identity.sessions(world.ada).await.unwrap()[0].seen;
    assert_eq!(seen, world.identity.now());
}

#[tokio::test]
async fn one_or_all_can_be_ended_and_stay_ended() {
    let world = World::new().await;
    let (identity, ada) = (&world.identity, world.ada);
    let mut cookies = Vec::new();
    for from in 1..=4 {
        world.pass(MINUTE);
        cookies.push(world.begin(&device(from)).await);
    }
    let id = async |cookie: &Secret| identity.session(cookie).await.unwrap().unwrap().session;
    let first = id(&cookies[0]).await;
    assert!(
        !identity.end_session(world.ben, &first).await.unwrap(),
        "not his"
    );
    assert!(world.is_in(&cookies[0]).await);
    assert!(identity.end_session(ada, &first).await.unwrap());
    assert!(!world.is_in(&cookies[0]).await, "at once");
    assert!(!identity.end_session(ada, &first).await.unwrap());
    let here = id(&cookies[3]).await;
    assert_eq!(
        identity.end_all_sessions(ada, Some(&here)).await.unwrap(),
        2
    );
    assert!(world.is_in(&cookies[3]).await && !world.is_in(&cookies[2]).await);
    assert_eq!(identity.end_sessions_of(ada, world.ben).await.unwrap(), 1);
    world.pass(2 * MINUTE);
    for cookie in &cookies {
        assert!(!world.is_in(cookie).await);
    }
}

#[tokio::test]
async fn signing_in_again_ends_the_session_before() {
    let world = World::new().await;
    let before = world.begin(&device(1)).await;
    assert!(world.is_in(&before).await);
    let again = Device {
        session: Some(before.clone()),
        ..device(1)
    };
    let after = world.begin(&again).await;
    assert!(world.is_in(&after).await && !world.is_in(&before).await);
}

#[tokio::test]
async fn whoever_shows_that_it_is_they_goes_on_under_a_new_cookie() {
    let world = World::new().await;
    let identity = &world.identity;
    let before = world.begin(&device(1)).await;
    let since = identity.now();
    world.pass(DAY);
    let renewed = identity.renew_session(&before, How::Passkey).await.unwrap();
    let after = renewed.unwrap();
    assert!(!world.is_in(&before).await);
    let signed_in = identity.session(&after).await.unwrap().unwrap();
    assert_eq!(
        (signed_in.since, signed_in.fresh_at),
        (since, identity.now())
    );
    let twice = identity.renew_session(&before, How::Passkey).await.unwrap();
    assert!(twice.is_none());
}

#[tokio::test]
async fn leaving_ends_everything_that_lets_in() {
    let world = World::with_password().await;
    let identity = &world.identity;
    let cookie = world.begin(&device(1)).await;
    assert!(world.is_in(&cookie).await);
    identity.shut_out(world.ada).await.unwrap();
    assert!(!world.is_in(&cookie).await);
    assert_eq!(identity.emails(world.ada).await.unwrap().len(), 1);
}

#[tokio::test]
async fn whoever_recovers_an_account_is_alone_in_it() {
    let world = World::new().await;
    let stolen = world.begin(&device(66)).await;
    assert!(world.is_in(&stolen).await);
    let device = device(1);
    let recovered = world
        .identity
        .begin_session(world.ada, &device, How::Recovery);
    let cookie = recovered.await.unwrap();
    assert!(world.is_in(&cookie).await && !world.is_in(&stolen).await);
}

#[tokio::test]
async fn the_session_not_seen_for_longest_makes_room() {
    let world = World::new().await;
    let first = world.begin(&device(1)).await;
    for _ in 0..50 {
        world.pass(1);
        world.begin(&device(2)).await;
    }
    assert!(!world.is_in(&first).await);
    let listed = world.identity.sessions(world.ada).await.unwrap();
    assert_eq!(listed.len(), 50);
}
