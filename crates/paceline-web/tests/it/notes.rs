//! Private notes, as stories: who reads them, and that deleting deletes.

use paceline_identity::account::Role;

use crate::{
    common::{MONA, PRIYA, says},
    house::House,
};

#[tokio::test]
async fn a_note_is_read_by_its_author_alone() {
    let house = House::new().await;
    let (mona, priya) = (house.browser_of(MONA).await, house.browser_of(PRIYA).await);
    says(&priya.page("/people/mona").await, &["private notes"]);
    says(
        &priya.page("/notes/mona").await,
        &["Whoever runs the database could technically read it"],
    );
    let fields = [("text", "Seems tired of the **kettles**.")];
    priya.sent("/notes/mona", &fields).await;
    let page = priya.page("/notes/mona").await;
    says(&page, &["Seems tired of the kettles.", "only you"]);
    let id = id_of(&page, "mona");
    // Mona is who it is about, and an admin; she reads nothing of it.
    for url in ["/notes/priya", "/notes/mona", "/search?q=kettles", "/"] {
        let page = mona.page(url).await;
        assert!(!page.contains("tired"), "{url}: {page}");
    }
    for other in ["priya", "mona"] {
        assert_eq!(mona.get(&format!("/notes/{other}/{id}")).await.status, 404);
        let change = format!("/notes/{other}/{id}");
        let deleted = mona.post(&change, &[("delete", "yes")]).await;
        assert_eq!(deleted.status, 404);
        let changed = mona.post(&change, &[("text", "mine now")]).await;
        assert_eq!(changed.status, 404);
    }
    says(&priya.page("/notes/mona").await, &["Seems tired"]);
}

/// The first note that can be changed.
fn id_of(body: &str, handle: &str) -> String {
    let (_, rest) = body
        .split_once(&format!("href=\"/notes/{handle}/"))
        .unwrap();
    rest.split_once('"').unwrap().0.to_owned()
}

#[tokio::test]
async fn a_note_of_a_pair_is_read_by_both_and_nobody_else() {
    let house = House::new().await;
    let tomas = house.joins("tomas", "Tomás Reis", Role::Admin).await;
    let (mona, priya) = (house.browser_of(MONA).await, house.browser_of(PRIYA).await);
    let tomas = house.browser_of(tomas).await;
    let fields = [("text", "We try shorter meetings."), ("readers", "shared")];
    priya.sent("/notes/mona", &fields).await;
    says(
        &priya.page("/notes/mona").await,
        &["We try shorter meetings.", "only you and Mona Ott"],
    );
    let page = mona.page("/notes/priya").await;
    says(
        &page,
        &["We try shorter meetings.", "only you and Priya Amin"],
    );
    assert!(!page.contains("Delete for ever"), "its author deletes it");
    for url in ["/notes/priya", "/notes/mona", "/notes/tomas"] {
        assert!(!tomas.page(url).await.contains("shorter meetings"), "{url}");
    }
}

#[tokio::test]
async fn a_note_is_changed_and_deleted_for_good() {
    let house = House::new().await;
    let priya = house.browser_of(PRIYA).await;
    let empty = priya.post("/notes/mona", &[("text", "  ")]).await;
    assert_eq!(empty.status, 422);
    says(&empty.body, &["The note is empty."]);
    priya.sent("/notes/mona", &[("text", "First words")]).await;
    let id = id_of(&priya.page("/notes/mona").await, "mona");
    let url = format!("/notes/mona/{id}");
    says(&priya.page(&url).await, &["Change a private note"]);
    priya.sent(&url, &[("text", "Better words")]).await;
    let page = priya.page("/notes/mona").await;
    says(&page, &["Better words", "changed"]);
    assert!(!page.contains("First words"));
    priya.sent(&url, &[("delete", "yes")]).await;
    assert!(!priya.page("/notes/mona").await.contains("Better words"));
    assert!(house.identity.notes(PRIYA).await.unwrap().is_empty());
    assert_eq!(priya.get(&url).await.status, 404);
}

#[tokio::test]
async fn notes_need_somebody_who_signed_in() {
    let house = House::new().await;
    assert_eq!(house.browser().get("/notes/mona").await.status, 303);
    let priya = house.browser_of(PRIYA).await;
    assert_eq!(priya.get("/notes/nobody").await.status, 404);
}
