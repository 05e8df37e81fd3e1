//! Signing in by password: what is taken, what is said, and who cannot be locked out.

use argon2::{Argon2, Params, PasswordHash, PasswordHasher};
use paceline_core::PersonId;
use paceline_identity::{
    Denied, IdentityError, Secret,
    link::Purpose,
    session::{Device, How},
};
use paceline_store::vault::Row;

use crate::common::{MINUTE, PASSWORD, World, denied, device};

impl World {
    async fn try_password(
        &self,
        who: &str,
        password: &str,
        device: &Device,
    ) -> Result<PersonId, IdentityError> {
        self.identity
            .check_password(who, &Secret::new(password), device)
            .await
    }
}

#[tokio::test]
async fn ada_signs_in_by_handle_or_address() {
    let world = World::with_password().await;
    for who in ["ada", " Ada ", "ada@example.org", "ADA@Example.org "] {
        let person = world.try_password(who, PASSWORD, &device(1)).await.unwrap();
        assert_eq!(person, world.ada, "{who}");
    }
    let composed = Secret::new("caf\u{e9} on a rainy day");
    world
        .identity
        .set_password(world.ada, &composed, None, &device(1))
        .await
        .unwrap();
    let decomposed = "cafe\u{301} on a rainy day";
    let person = world.try_password("ada", decomposed, &device(1)).await;
    assert_eq!(person.unwrap(), world.ada);
    assert_eq!(
        denied(world.try_password("ada", PASSWORD, &device(1)).await),
        Denied::WrongPassword,
        "the one before"
    );
}

#[tokio::test]
async fn nobody_learns_whether_an_account_exists() {
    let world = World::with_password().await;
    let mut said = Vec::new();
    for who in [
        "ada",
        "ben",
        "nobody",
        "ada@example.org",
        "no@example.org",
        "",
        "@",
    ] {
        let answer = world.try_password(who, "something else", &device(1)).await;
        let denied = denied(answer);
        said.push((denied.to_string(), denied.instead()));
    }
    said.dedup();
    assert_eq!(said.len(), 1, "{said:?}");
    let long = "x".repeat(2_000);
    let answer = world.try_password("ada", &long, &device(1)).await;
    assert_eq!(denied(answer), Denied::WrongPassword);
    let failed = world.told().await;
    let failed = failed.iter().filter(|what| *what == "sign_in_failed");
    assert_eq!(failed.count(), 8);
}

#[tokio::test]
async fn short_and_guessable_ones_are_not_taken() {
    let world = World::new().await;
    let set = async |password: &str| {
        let password = Secret::new(password);
        let device = device(1);
        let set = world
            .identity
            .set_password(world.ada, &password, None, &device);
        denied(set.await)
    };
    let (length, least) = (11, 12);
    assert_eq!(
        set("eleven char").await,
        Denied::PasswordTooShort { length, least }
    );
    // Characters count, not bytes.
    assert!(matches!(
        set("ööööööööööö").await,
        Denied::PasswordTooShort { .. }
    ));
    assert_eq!(
        set(&"long ".repeat(201)).await,
        Denied::PasswordTooLong { most: 1_000 }
    );
    for bad in ["ada@example.org", "Ada Amin Ada Amin", "password1234"] {
        let refused = set(bad).await;
        assert!(matches!(refused, Denied::PasswordGuessable { .. }), "{bad}");
        assert!(!refused.to_string().contains(bad));
    }
    assert!(!world.identity.has_password(world.ada).await.unwrap());
}

#[tokio::test]
async fn whoever_guesses_cannot_lock_ada_out() {
    let world = World::with_password().await;
    let identity = &world.identity;
    let laptop = Device {
        known: Some(
            identity
                .remember_device(world.ada, &device(7))
                .await
                .unwrap(),
        ),
        ..device(7)
    };
    // Somebody guesses from many addresses, one of them the one that Ada's office has.
    for from in [7, 8, 9] {
        let mut last = Denied::WrongPassword;
        for _ in 0..11 {
            last = denied(
                world
                    .try_password("ada", "a wrong guess", &device(from))
                    .await,
            );
        }
        assert!(matches!(last, Denied::TooManyTries { .. }), "{last}");
        // By then even the right one is not looked at.
        let right = world.try_password("ada", PASSWORD, &device(from)).await;
        assert!(matches!(denied(right), Denied::TooManyTries { .. }));
    }
    let known = world.try_password("ada", PASSWORD, &laptop).await;
    assert_eq!(known.unwrap(), world.ada, "her laptop, from that office");
    let elsewhere = world.try_password("ada", PASSWORD, &device(30)).await;
    assert_eq!(elsewhere.unwrap(), world.ada, "from elsewhere");
    let invented = Device {
        known: Some(Secret::new("invented")),
        ..device(8)
    };
    let guess = world.try_password("ada", PASSWORD, &invented).await;
    assert!(matches!(denied(guess), Denied::TooManyTries { .. }));
    world.pass(MINUTE);
    let later = world.try_password("ada", PASSWORD, &device(8)).await;
    assert_eq!(later.unwrap(), world.ada);
}

#[tokio::test]
async fn a_device_is_known_for_one_account_only() {
    let world = World::with_password().await;
    let identity = &world.identity;
    let cookie = identity.remember_device(world.ben, &device(8)).await;
    let bens = Device {
        known: Some(cookie.unwrap()),
        ..device(8)
    };
    let kept = identity.remember_device(world.ben, &bens).await.unwrap();
    assert_eq!(Some(kept.expose()), bens.known.as_ref().map(Secret::expose));
    for _ in 0..10 {
        let guess = world.try_password("ada", "a wrong guess", &bens).await;
        assert_eq!(denied(guess), Denied::WrongPassword);
    }
    let next = world.try_password("ada", "a wrong guess", &bens).await;
    assert!(matches!(denied(next), Denied::TooManyTries { .. }));
    for row in world.rows("device").await {
        assert!(!row.id.contains(kept.expose()) && !row.text.contains(kept.expose()));
    }
}

#[tokio::test]
async fn a_new_password_ends_other_sessions_and_links_for_recovery() {
    let world = World::with_password().await;
    let (identity, ada) = (&world.identity, world.ada);
    let begin = async |from| {
        let device = device(from);
        let begun = identity.begin_session(ada, &device, How::Password);
        begun.await.unwrap()
    };
    let (here, there) = (begin(1).await, begin(2).await);
    let tomorrow = identity.now().plus_days(1);
    let made = identity.make_link(Purpose::Recovery, Some(ada), None, tomorrow);
    let link = made.await.unwrap();
    let session = identity.session(&here).await.unwrap().unwrap().session;
    assert!(identity.session(&there).await.unwrap().is_some());
    let password = Secret::new("eight even wooden forks");
    identity
        .set_password(ada, &password, Some(&session), &device(1))
        .await
        .unwrap();
    assert!(identity.session(&here).await.unwrap().is_some());
    assert_eq!(identity.session(&there).await.unwrap(), None);
    assert_eq!(identity.look_at_link(&link).await.unwrap(), None);
}

#[tokio::test]
async fn an_old_hash_is_made_stronger_when_its_owner_comes() {
    let world = World::new().await;
    let (identity, ada) = (&world.identity, world.ada);
    let weak = Argon2::from(Params::new(1_024, 1, 1, None).unwrap());
    let hash: PasswordHash = weak.hash_password(PASSWORD.as_bytes()).unwrap();
    let row = Row {
        id: ada.0.to_string(),
        person: Some(ada),
        until: None,
        text: format!(r#"{{"hash":"{hash}","set":0}}"#),
    };
    identity.vault().put("password", row).await.unwrap();
    let wrong = world.try_password("ada", "a wrong guess", &device(1)).await;
    assert_eq!(denied(wrong), Denied::WrongPassword);
    assert!(world.rows("password").await[0].text.contains("m=1024,t=1"));
    let right = world.try_password("ada", PASSWORD, &device(1)).await;
    assert_eq!(right.unwrap(), ada);
    assert!(world.rows("password").await[0].text.contains("m=19456,t=2"));
    let again = world.try_password("ada", PASSWORD, &device(1)).await;
    assert_eq!(again.unwrap(), ada);
}

#[tokio::test(flavor = "multi_thread")]
async fn many_at_once_wait_for_their_turn() {
    let world = World::with_password().await;
    let tries = (0..24u8).map(|from| {
        let identity = world.identity.clone();
        tokio::spawn(async move {
            let password = Secret::new(PASSWORD);
            identity
                .check_password("ada", &password, &device(from))
                .await
        })
    });
    for attempt in tries.collect::<Vec<_>>() {
        match attempt.await.unwrap() {
            Ok(person) => assert_eq!(person, world.ada),
            Err(IdentityError::Denied(Denied::Busy)) => {}
            Err(error) => panic!("{error:?}"),
        }
    }
}

#[tokio::test]
async fn a_name_written_otherwise_gives_no_new_tries() {
    let world = World::new().await;
    let from = device(40);
    let mut last = Denied::WrongPassword;
    for written in ["ada", " ADA ", "ada.", "Ada!", "(ada)", "-ada-"] {
        for _ in 0..2 {
            last = denied(world.try_password(written, "a wrong guess", &from).await);
        }
    }
    assert!(matches!(last, Denied::TooManyTries { .. }), "{last}");
}
