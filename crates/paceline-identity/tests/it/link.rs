//! One-time links: looked at often, used once, for one purpose.

use paceline_identity::{
    Secret,
    account::Role,
    link::{Invitation, Kind, Purpose},
};

use crate::common::{DAY, World};

#[tokio::test]
async fn mail_scanners_may_look_and_one_person_uses_it() {
    let world = World::new().await;
    let (identity, ada) = (&world.identity, world.ada);
    let tomorrow = identity.now().plus_days(1);
    let address = Some("ada@example.org");
    let made = identity.make_link(Purpose::SignIn, Some(ada), address, tomorrow);
    let secret = made.await.unwrap();
    for _ in 0..3 {
        let link = identity.look_at_link(&secret).await.unwrap().unwrap();
        assert_eq!((link.purpose, link.person), (Purpose::SignIn, Some(ada)));
        assert_eq!(link.email.as_deref(), address);
    }
    let users = (0..6).map(|_| {
        let (identity, secret) = (identity.clone(), secret.clone());
        tokio::spawn(async move { identity.use_link(&secret, Kind::SignIn).await.unwrap() })
    });
    let mut used = 0;
    for user in users.collect::<Vec<_>>() {
        used += usize::from(user.await.unwrap().is_some());
    }
    assert_eq!(used, 1);
    assert_eq!(identity.look_at_link(&secret).await.unwrap(), None);
}

#[tokio::test]
async fn a_link_for_one_purpose_serves_no_other() {
    let world = World::new().await;
    let (identity, ada) = (&world.identity, world.ada);
    let tomorrow = identity.now().plus_days(1);
    let made = identity.make_link(Purpose::ConfirmEmail, Some(ada), None, tomorrow);
    let secret = made.await.unwrap();
    for kind in [
        Kind::SignIn,
        Kind::Recovery,
        Kind::FirstRun,
        Kind::Invitation,
    ] {
        assert_eq!(identity.use_link(&secret, kind).await.unwrap(), None);
    }
    let used = identity
        .use_link(&secret, Kind::ConfirmEmail)
        .await
        .unwrap();
    assert!(used.is_some(), "the tries have not used it up");
}

#[tokio::test]
async fn its_time_passes() {
    let world = World::new().await;
    let identity = &world.identity;
    let tomorrow = identity.now().plus_days(1);
    let made = identity.make_link(Purpose::FirstRun, None, None, tomorrow);
    let secret = made.await.unwrap();
    world.pass(DAY - 1);
    assert!(identity.look_at_link(&secret).await.unwrap().is_some());
    world.pass(1);
    assert_eq!(identity.look_at_link(&secret).await.unwrap(), None);
    let late = identity.use_link(&secret, Kind::FirstRun).await.unwrap();
    assert_eq!(late, None);
    let guess = Secret::new("guessed");
    assert_eq!(identity.look_at_link(&guess).await.unwrap(), None);
}

#[tokio::test]
async fn invitations_are_listed_without_their_secret_and_can_be_taken_back() {
    let world = World::new().await;
    let identity = &world.identity;
    let week = identity.now().plus_days(7);
    let invite = async |name: &str| {
        let invitation = Invitation {
            name: name.to_owned(),
            handle: name.to_lowercase(),
            role: Role::Guest,
            teams: vec!["platform".to_owned()],
            ..Invitation::default()
        };
        let purpose = Purpose::Invitation(invitation);
        let made = identity.make_link(purpose, Some(world.ada), None, week);
        world.pass(1);
        made.await.unwrap()
    };
    let (cy, dee) = (invite("Cy").await, invite("Dee").await);
    identity
        .make_link(Purpose::FirstRun, None, None, week)
        .await
        .unwrap();
    let listed = identity.links(Kind::Invitation).await.unwrap();
    let names = listed.iter().map(|link| {
        let Purpose::Invitation(invitation) = &link.purpose else {
            panic!("{link:?}")
        };
        invitation.name.as_str()
    });
    assert_eq!(names.collect::<Vec<_>>(), ["Dee", "Cy"]);
    for row in world.rows("link").await {
        let kept = format!("{} {}", row.id, row.text);
        assert!(!kept.contains(cy.expose()) && !kept.contains(dee.expose()));
    }
    let id = &listed[0].id;
    assert!(!identity.revoke_link(Kind::Recovery, id).await.unwrap());
    assert!(identity.revoke_link(Kind::Invitation, id).await.unwrap());
    assert!(!identity.revoke_link(Kind::Invitation, id).await.unwrap());
    assert_eq!(identity.look_at_link(&dee).await.unwrap(), None);
    let used = identity.use_link(&cy, Kind::Invitation).await.unwrap();
    assert!(used.is_some());
    assert!(identity.links(Kind::Invitation).await.unwrap().is_empty());
}
