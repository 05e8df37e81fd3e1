//! Accounts: whose address is whose, and what goes when somebody goes.

use paceline_core::By;
use paceline_identity::{
    Denied,
    account::{NewPerson, Proof, Role},
    link::Purpose,
    session::How,
};

use crate::common::{DAY, World, denied, device};

#[tokio::test]
async fn an_address_is_the_same_however_it_is_written() {
    let world = World::new().await;
    let identity = &world.identity;
    for written in ["ada@example.org", " ADA@EXAMPLE.ORG\n", "Ada@example.org"] {
        let found = identity.person_with_email(written).await.unwrap();
        assert_eq!(found, Some(world.ada), "{written}");
    }
    for nobody in ["ben@example.org", "ada", "", "@", "ada@example.org, x@y.z"] {
        let found = identity.person_with_email(nobody).await.unwrap();
        assert_eq!(found, None, "{nobody}");
    }
    let account = identity.account_of(world.ada).await.unwrap().unwrap();
    assert_eq!(
        (account.handle.as_str(), account.name.as_str()),
        ("ada", "Ada Amin")
    );
    assert_eq!(account.emails[0].address, "ada@example.org");
    assert!(account.emails[0].is_confirmed && !account.has_password);
    assert_eq!(identity.person_with_handle(" ADA "), Some(world.ada));
}

#[tokio::test]
async fn whoever_joins_with_a_taken_address_or_handle_leaves_nothing_behind() {
    let world = World::new().await;
    let identity = &world.identity;
    let new = |handle: &str, email: &str| NewPerson {
        handle: handle.to_owned(),
        name: "Cy".to_owned(),
        role: Role::Guest,
        email: Some(email.to_owned()),
    };
    let events = identity.store().last();
    let taken = identity.create_person(new("cy", "ada@EXAMPLE.org"), By::Paceline);
    assert!(matches!(denied(taken.await), Denied::AddressTaken { .. }));
    let bad = identity.create_person(new("cy", "no address"), By::Paceline);
    assert!(matches!(denied(bad.await), Denied::NotAnAddress { .. }));
    assert_eq!(identity.store().last(), events);
    let handle = identity.create_person(new("ada", "cy@example.org"), By::Paceline);
    let refused = denied(handle.await);
    assert_eq!(refused.to_string(), "The handle 'ada' is taken.");
    let cy = identity.create_person(new("cy", "cy@example.org"), By::Paceline);
    let cy = cy.await.unwrap();
    let found = identity.person_with_email("cy@example.org").await.unwrap();
    assert_eq!(found, Some(cy));
}

#[tokio::test]
async fn nobody_comes_in_by_an_address_they_only_claim() {
    let world = World::new().await;
    let (identity, ada, ben) = (&world.identity, world.ada, world.ben);
    let boss = "boss@example.org";
    identity.add_email(ben, boss, Proof::Claimed).await.unwrap();
    assert_eq!(identity.person_with_email(boss).await.unwrap(), None);
    let shown = identity.emails(ben).await.unwrap();
    assert!(!shown[0].is_confirmed);
    // Nor does the claim keep its owner from having it.
    identity
        .add_email(ada, boss, Proof::Confirmed)
        .await
        .unwrap();
    assert_eq!(identity.person_with_email(boss).await.unwrap(), Some(ada));
    let late = identity.add_email(ben, boss, Proof::Confirmed);
    assert!(matches!(denied(late.await), Denied::AddressTaken { .. }));

    let other = "ben@example.org";
    for proof in [Proof::Claimed, Proof::Confirmed, Proof::Claimed] {
        identity.add_email(ben, other, proof).await.unwrap();
    }
    let emails = identity.emails(ben).await.unwrap();
    let shown: Vec<_> = emails
        .iter()
        .map(|email| (email.address.as_str(), email.is_confirmed))
        .collect();
    assert_eq!(shown, [(other, true), (boss, false)]);
    assert_eq!(
        denied(identity.remove_email(ben, "ada@example.org").await),
        Denied::NoSuchAddress
    );
    identity.remove_email(ben, boss).await.unwrap();
    assert_eq!(identity.person_with_email(boss).await.unwrap(), Some(ada));
}

#[tokio::test]
async fn a_removed_address_takes_the_links_with_it() {
    let world = World::new().await;
    let (identity, ada) = (&world.identity, world.ada);
    let tomorrow = identity.now().plus_days(1);
    let sent = identity
        .make_link(
            Purpose::SignIn,
            Some(ada),
            Some("ada@example.org"),
            tomorrow,
        )
        .await
        .unwrap();
    assert!(identity.look_at_link(&sent).await.unwrap().is_some());
    identity.remove_email(ada, "ADA@example.org").await.unwrap();
    assert_eq!(identity.look_at_link(&sent).await.unwrap(), None);
    let found = identity.person_with_email("ada@example.org").await.unwrap();
    assert_eq!(found, None);
}

#[tokio::test]
async fn a_subject_of_a_provider_belongs_to_one_person() {
    let world = World::new().await;
    let (identity, ada, ben) = (&world.identity, world.ada, world.ben);
    identity.link_external(ada, "acme", "a b").await.unwrap();
    identity.link_external(ada, "acme", "a b").await.unwrap();
    let taken = identity.link_external(ben, "acme", "a b").await;
    assert_eq!(denied(taken), Denied::ExternalTaken);
    let found = identity.person_by_external("acme", "a b").await.unwrap();
    assert_eq!(found, Some(ada));
    for (provider, subject) in [("acme a", "b"), ("acme", "a"), ("other", "a b")] {
        let found = identity
            .person_by_external(provider, subject)
            .await
            .unwrap();
        assert_eq!(found, None, "{provider} {subject}");
    }
    assert_eq!(identity.externals(ada).await.unwrap().len(), 1);
}

#[tokio::test]
async fn everything_private_of_a_person_can_be_forgotten() {
    let world = World::with_password().await;
    let (identity, ada) = (&world.identity, world.ada);
    let cookie = identity
        .begin_session(ada, &device(1), How::Password)
        .await
        .unwrap();
    identity.link_external(ada, "acme", "1").await.unwrap();
    assert!(identity.session(&cookie).await.unwrap().is_some());
    assert!(identity.forget(ada).await.unwrap() >= 4);
    assert_eq!(identity.session(&cookie).await.unwrap(), None);
    let account = identity.account_of(ada).await.unwrap().unwrap();
    assert!(account.emails.is_empty() && account.externals.is_empty() && !account.has_password);
    let location = world.folder.path().join("paceline.sqlite");
    identity.store().clone().close().await;
    let file = std::fs::read(location).unwrap();
    let holds = |text: &str| {
        file.windows(text.len())
            .any(|bytes| bytes == text.as_bytes())
    };
    assert!(!holds("ada@example.org") && !holds("$argon2id$"));
}

#[tokio::test]
async fn what_is_over_is_deleted_hourly() {
    let world = World::with_password().await;
    let (identity, ada) = (&world.identity, world.ada);
    identity
        .begin_session(ada, &device(1), How::Password)
        .await
        .unwrap();
    let tomorrow = identity.now().plus_days(1);
    identity
        .make_link(Purpose::FirstRun, None, None, tomorrow)
        .await
        .unwrap();
    assert_eq!(identity.purge().await.unwrap(), 0);
    world.pass(DAY);
    assert_eq!(identity.purge().await.unwrap(), 1, "the link");
    world.pass(14 * DAY);
    assert_eq!(identity.purge().await.unwrap(), 1, "the session");
    assert!(identity.has_password(ada).await.unwrap());
}
