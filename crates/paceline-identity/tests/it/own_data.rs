//! Everything private of one person, for that person.

use paceline_core::PersonId;
use paceline_identity::{
    note::NewNote,
    session::How,
    token::{NewToken, Scope},
};

use crate::common::{World, device};

#[tokio::test]
async fn ada_gets_what_is_hers_and_nothing_else() {
    let world = World::with_password().await;
    let (identity, ada, ben) = (&world.identity, world.ada, world.ben);
    let cookie = identity
        .begin_session(ada, &device(1), How::Password)
        .await
        .unwrap();
    let new = NewToken {
        name: "report".to_owned(),
        scopes: [Scope::Read].into_iter().collect(),
        until: None,
    };
    let (token, _) = identity.make_token(ada, new, ada).await.unwrap();
    for (author, with, text) in [
        (ada, None, "Ada's own"),
        (ben, Some(ada), "Ben's, shared with Ada"),
        (ben, None, "Ben's own, about Ada"),
    ] {
        let new = NewNote {
            with,
            about: None,
            text: text.to_owned(),
        };
        identity.write_note(author, new).await.unwrap();
    }
    identity
        .begin_session(ben, &device(200), How::Passkey)
        .await
        .unwrap();
    let data = identity.own_data(ada).await.unwrap();
    assert_eq!(
        (data.sessions.len(), data.tokens.len(), data.notes.len()),
        (1, 1, 2)
    );
    let json = serde_json::to_string(&data).unwrap();
    for hers in [
        "ada@example.org",
        "Firefox",
        "192.0.2.1",
        "report",
        "Ada's own",
        "own_data_taken",
    ] {
        assert!(json.contains(hers), "{hers}: {json}");
    }
    for not_hers in [
        cookie.expose(),
        token.expose(),
        "$argon2",
        "about Ada",
        "192.0.2.200",
    ] {
        assert!(!json.contains(not_hers), "{not_hers}: {json}");
    }
    assert!(identity.own_data(PersonId(99)).await.is_err());
}
