//! Access tokens: shown once, kept as a hash, with scopes and an end.

use paceline_identity::{
    Denied, Identity, IdentityError, Secret,
    token::{Bearer, NewToken, Scope, Scopes, TokenView},
};

use crate::common::{DAY, World, address, denied};

fn wanted(name: &str, scopes: &[Scope]) -> NewToken {
    NewToken {
        name: name.to_owned(),
        scopes: scopes.iter().copied().collect(),
        until: None,
    }
}

async fn make(world: &World, new: NewToken) -> Result<(Secret, TokenView), IdentityError> {
    let made = world.identity.make_token(world.ada, new, world.ada);
    made.await
}

async fn bearer(identity: &Identity, token: &Secret) -> Option<Bearer> {
    identity.token(token, Some(address(1))).await.unwrap()
}

#[tokio::test]
async fn a_token_stands_for_its_person_within_its_scopes() {
    let world = World::new().await;
    let identity = &world.identity;
    let new = wanted(" nightly report ", &[Scope::Write, Scope::Read]);
    let (secret, view) = make(&world, new).await.unwrap();
    assert!(secret.expose().starts_with("pcl_") && secret.expose().len() > 40);
    assert_eq!(view.name, "nightly report");
    assert_eq!(view.scopes.to_string(), "read, write");
    let found = bearer(identity, &secret).await.unwrap();
    assert_eq!((found.person, &found.id), (world.ada, &view.id));
    assert!(found.scopes.has(Scope::Read) && !found.scopes.has(Scope::Admin));
    let row = &world.rows("token").await[0];
    assert!(!format!("{} {}", row.id, row.text).contains(&secret.expose()[4..]));
    for other in ["", "pcl_", "pcl_x", &row.id, &secret.expose()[4..]] {
        assert_eq!(bearer(identity, &Secret::new(other)).await, None, "{other}");
    }
}

#[tokio::test]
async fn its_last_use_shows_and_the_audit_names_it_once_a_day() {
    let world = World::new().await;
    let identity = &world.identity;
    let (secret, view) = make(&world, wanted("report", &[Scope::Read]))
        .await
        .unwrap();
    assert_eq!(view.last_used, None);
    for _ in 0..10 {
        assert!(bearer(identity, &secret).await.is_some());
        world.pass(61);
    }
    let used = identity.tokens(world.ada).await.unwrap()[0].last_used;
    assert_eq!(used.unwrap().0, identity.now().0 - 61);
    let times = async || {
        let told = world.told().await;
        told.iter().filter(|what| *what == "token_used").count()
    };
    assert_eq!(times().await, 1);
    world.pass(DAY);
    assert!(bearer(identity, &secret).await.is_some());
    assert_eq!(times().await, 2);
}

#[tokio::test]
async fn it_ends_on_its_day_or_when_it_is_revoked() {
    let world = World::new().await;
    let identity = &world.identity;
    let until = Some(identity.now().plus_days(30));
    let new = NewToken {
        until,
        ..wanted("report", &[Scope::Read])
    };
    let (ending, _) = make(&world, new).await.unwrap();
    let (revoked, view) = make(&world, wanted("other", &[Scope::Scim])).await.unwrap();
    assert!(bearer(identity, &revoked).await.is_some());
    let bens = identity.revoke_token(world.ben, &view.id, world.ben);
    assert!(!bens.await.unwrap());
    let hers = identity.revoke_token(world.ada, &view.id, world.ada);
    assert!(hers.await.unwrap());
    assert_eq!(bearer(identity, &revoked).await, None, "at once");
    world.pass(30 * DAY - 1);
    assert!(bearer(identity, &ending).await.is_some());
    world.pass(1);
    assert_eq!(bearer(identity, &ending).await, None);
    assert!(identity.tokens(world.ada).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_token_wants_a_name_a_scope_and_a_future() {
    let world = World::new().await;
    let what = "name of the token";
    let nameless = make(&world, wanted("  ", &[Scope::Read])).await;
    assert_eq!(denied(nameless), Denied::Empty { what });
    let long = make(&world, wanted(&"n".repeat(101), &[Scope::Read])).await;
    assert!(matches!(denied(long), Denied::TooLong { .. }));
    let aimless = make(&world, wanted("report", &[])).await;
    assert!(matches!(denied(aimless), Denied::Empty { .. }));
    let until = Some(world.identity.now());
    let past = NewToken {
        until,
        ..wanted("report", &[Scope::Read])
    };
    assert_eq!(denied(make(&world, past).await), Denied::InThePast);
    let scopes: Scopes = Scope::ALL.into_iter().collect();
    assert_eq!(scopes.to_string(), "read, write, admin, scim");
    for scope in Scope::ALL {
        assert_eq!(Scope::from_name(scope.name()), Some(scope));
    }
}
