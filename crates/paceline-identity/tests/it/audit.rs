//! The audit: what happened, in words, without secrets.

use paceline_core::PersonId;
use paceline_identity::{
    Secret,
    account::Role,
    audit::Happened,
    session::How,
    token::{NewToken, Scope, Scopes},
};
use paceline_store::vault::{AuditEntry, AuditFilter};
use serde_json::json;

use crate::common::{PASSWORD, World, address, device};

/// One of each, in the order of their names.
fn one_of_each() -> Vec<Happened> {
    let person = PersonId(2);
    let name = || "report".to_owned();
    let scopes: Scopes = [Scope::Read].into_iter().collect();
    let role = Role::Guest;
    vec![
        Happened::SignedIn {
            how: How::Provider("Acme".to_owned()),
        },
        Happened::SignInFailed {
            person: Some(person),
            how: How::Password,
        },
        Happened::SignedOut,
        Happened::SessionsEnded { person, count: 1 },
        Happened::PasswordSet { person },
        Happened::PasskeyAdded,
        Happened::PasskeyRemoved,
        Happened::AddressAdded { person },
        Happened::AddressRemoved { person },
        Happened::ProviderLinked {
            person,
            provider: "acme".to_owned(),
        },
        Happened::TokenMade {
            person,
            name: name(),
            scopes,
        },
        Happened::TokenRevoked {
            person,
            name: name(),
        },
        Happened::TokenUsed { name: name() },
        Happened::Invited { role },
        Happened::InvitationTakenBack,
        Happened::RecoveryStarted { person },
        Happened::Joined { person, role },
        Happened::RoleChanged { person, role },
        Happened::Left { person },
        Happened::Returned { person },
        Happened::Erased { person },
        Happened::Exported,
        Happened::OwnDataTaken,
        Happened::SettingChanged { name: name() },
        Happened::ProviderChanged { name: name() },
        Happened::Provisioned { person },
        Happened::GroupProvisioned { name: name() },
    ]
}

#[tokio::test]
async fn everything_that_happens_is_read_back_and_said_in_a_sentence() {
    let world = World::new().await;
    let identity = &world.identity;
    let before = world.told().await.len();
    for happened in one_of_each() {
        identity
            .note(Some(world.ada), happened, Some(address(9)))
            .await
            .unwrap();
    }
    let mut entries = identity.entries(AuditFilter::default(), 99).await.unwrap();
    entries.reverse();
    let entries = &entries[before..];
    let names: Vec<&str> = entries.iter().map(|entry| entry.what.as_str()).collect();
    assert_eq!(names, Happened::NAMES);
    for (entry, happened) in entries.iter().zip(one_of_each()) {
        assert_eq!(entry.happened.as_ref(), Some(&happened));
        assert_eq!(entry.from.as_deref(), Some("192.0.2.9"));
        let said = entry.sentence(|person| identity.store().read(|state| state.name_of(person)));
        assert!(said.ends_with('.') && said.len() > 9, "{said}");
        let is_about_ben = format!("{happened:?}").contains("PersonId(2)");
        assert_eq!(said.contains("Ben Bauer"), is_about_ben, "{said}");
    }
    let role = identity.entries(
        AuditFilter {
            what: Some("role_changed".to_owned()),
            ..AuditFilter::default()
        },
        9,
    );
    let said = role.await.unwrap()[0].sentence(|_| "Ben".to_owned());
    assert_eq!(said, "Ben is now a guest.");
}

#[tokio::test]
async fn an_entry_of_a_newer_paceline_is_still_shown() {
    let world = World::new().await;
    let entry = AuditEntry {
        at: world.identity.now(),
        by: None,
        what: "moon_landed".to_owned(),
        about: json!({ "person": 1 }),
        from: None,
    };
    world.identity.vault().audit(entry).await.unwrap();
    let entries = world.identity.entries(AuditFilter::default(), 1);
    let entry = entries.await.unwrap().remove(0);
    assert_eq!(entry.happened, None);
    assert_eq!(entry.sentence(|_| String::new()), "moon landed.");
}

#[tokio::test]
async fn no_secret_is_in_it() {
    let world = World::with_password().await;
    let (identity, ada) = (&world.identity, world.ada);
    let cookie = identity
        .begin_session(ada, &device(1), How::Password)
        .await
        .unwrap();
    let scopes = [Scope::Read].into_iter().collect();
    let new = NewToken {
        name: "report".to_owned(),
        scopes,
        until: None,
    };
    let (token, _) = identity.make_token(ada, new, ada).await.unwrap();
    let typed = "ada-typed-her-password-here";
    let wrong = Secret::new("almost her password");
    assert!(
        identity
            .check_password(typed, &wrong, &device(1))
            .await
            .is_err()
    );
    identity.token(&token, Some(address(1))).await.unwrap();
    let entries = identity.vault().audit_entries(AuditFilter::default(), 99);
    let audit = format!("{:?}", entries.await.unwrap());
    for secret in [
        PASSWORD,
        typed,
        wrong.expose(),
        cookie.expose(),
        token.expose(),
        "ada@example.org",
    ] {
        assert!(!audit.contains(secret), "{audit}");
    }
    let told = world.told().await;
    assert_eq!(
        told,
        [
            "joined",
            "joined",
            "password_set",
            "signed_in",
            "token_made",
            "sign_in_failed",
            "token_used"
        ]
    );
}
