//! Private notes: for their author, and for the other of a pair; for nobody else, ever.

use paceline_core::PersonId;
use paceline_identity::{Denied, note::NewNote};

use crate::common::{World, denied, join};

fn texts(notes: &[paceline_identity::note::Note]) -> Vec<&str> {
    notes.iter().map(|note| note.text.as_str()).collect()
}

#[tokio::test]
async fn a_note_is_read_by_its_author_and_the_other_of_the_pair() {
    let world = World::new().await;
    let (identity, ada, ben) = (&world.identity, world.ada, world.ben);
    let cy = join(identity, "cy", "Cy", None).await;
    let write = async |with, about, text: &str| {
        world.pass(1);
        let new = NewNote {
            with,
            about,
            text: text.to_owned(),
        };
        identity.write_note(ada, new).await.unwrap()
    };
    write(None, Some(ben), "mine, about Ben").await;
    write(Some(ben), None, "for us two").await;
    write(Some(ben), Some(cy), "for us two, about Cy").await;
    write(None, None, "mine alone").await;
    let all = identity.notes(ada).await.unwrap();
    assert_eq!(
        texts(&all),
        [
            "mine alone",
            "for us two, about Cy",
            "for us two",
            "mine, about Ben"
        ]
    );
    let bens = identity.notes(ben).await.unwrap();
    assert_eq!(texts(&bens), ["for us two, about Cy", "for us two"]);
    assert_eq!(texts(&identity.notes(cy).await.unwrap()), [""; 0]);
    let on_ben = identity.notes_on(ada, ben).await.unwrap();
    assert_eq!(on_ben.len(), 3);
    let on_ada = identity.notes_on(ben, ada).await.unwrap();
    assert_eq!(on_ada.len(), 2);
    assert!(identity.notes_on(cy, ada).await.unwrap().is_empty());
}

#[tokio::test]
async fn only_its_author_changes_or_deletes_it() {
    let world = World::new().await;
    let (identity, ada, ben) = (&world.identity, world.ada, world.ben);
    let new = NewNote {
        with: Some(ben),
        text: "first\r\nsecond ".to_owned(),
        ..NewNote::default()
    };
    let note = identity.write_note(ada, new).await.unwrap();
    assert_eq!(note.text, "first\nsecond");
    let no = Denied::NoSuch { what: "note" };
    assert_eq!(denied(identity.change_note(ben, &note.id, "x").await), no);
    assert_eq!(denied(identity.remove_note(ben, &note.id).await), no);
    assert_eq!(denied(identity.remove_note(ada, "other").await), no);
    world.pass(5);
    let changed = identity.change_note(ada, &note.id, "third").await.unwrap();
    assert_eq!(
        (changed.at, changed.changed),
        (note.at, Some(identity.now()))
    );
    assert_eq!(texts(&identity.notes(ben).await.unwrap()), ["third"]);
    identity.remove_note(ada, &note.id).await.unwrap();
    assert!(identity.notes(ben).await.unwrap().is_empty());
    assert!(identity.notes(ada).await.unwrap().is_empty());
    assert_eq!(world.rows("shared_note").await, []);
}

#[tokio::test]
async fn what_cannot_be_noted() {
    let world = World::new().await;
    let (identity, ada) = (&world.identity, world.ada);
    let new = |with, text: &str| NewNote {
        with,
        about: None,
        text: text.to_owned(),
    };
    let try_it = async |new| denied(identity.write_note(ada, new).await);
    assert_eq!(
        try_it(new(None, " \n")).await,
        Denied::Empty { what: "note" }
    );
    let long = "x".repeat(20_001);
    assert!(matches!(
        try_it(new(None, &long)).await,
        Denied::TooLong { .. }
    ));
    assert_eq!(
        try_it(new(Some(ada), "x")).await,
        Denied::SharedWithYourself
    );
    let nobody = try_it(new(Some(PersonId(99)), "x")).await;
    assert!(matches!(nobody, Denied::Refused(_)));
    assert_eq!(world.rows("note").await, []);
}

#[tokio::test]
async fn a_note_goes_with_its_author_and_stays_when_the_other_goes() {
    let world = World::new().await;
    let (identity, ada, ben) = (&world.identity, world.ada, world.ben);
    for (author, with) in [(ada, ben), (ben, ada)] {
        let new = NewNote {
            with: Some(with),
            about: None,
            text: format!("by {}", author.0),
        };
        identity.write_note(author, new).await.unwrap();
    }
    identity.forget(ada).await.unwrap();
    assert_eq!(texts(&identity.notes(ben).await.unwrap()), ["by 2"]);
    assert!(identity.notes(ada).await.unwrap().is_empty());
}

#[tokio::test]
async fn no_export_of_the_record_holds_one() {
    let world = World::new().await;
    let new = NewNote {
        text: "hush-hush".to_owned(),
        ..NewNote::default()
    };
    world.identity.write_note(world.ada, new).await.unwrap();
    let exported = world.identity.store().export(Vec::new()).await.unwrap();
    let exported = String::from_utf8(exported.out).unwrap();
    assert!(exported.contains("Ada Amin"));
    for private in ["hush", "ada@example.org"] {
        assert!(!exported.contains(private));
    }
}
