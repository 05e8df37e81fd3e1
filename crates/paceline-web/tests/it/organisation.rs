//! The organisation: name, counts, thresholds.

use crate::common::{MONA, World, says};

#[tokio::test]
async fn the_organisation_is_named_and_counted() {
    let world = World::new().await;
    world.starts(MONA, "Ship any day").await;
    says(
        &world.page("/organisation").await,
        &[
            "Northwind",
            "3 people",
            "2 teams",
            "1 initiatives",
            "scoping 1",
        ],
    );
    assert!(
        world
            .page("/organisation/name")
            .await
            .contains(r#"value="Northwind""#)
    );
    says(
        &world
            .posted("/organisation/name", &[("name", "Südwind & Co")])
            .await,
        &["Südwind &#38; Co"],
    );
    assert_eq!(
        world
            .post("/organisation/name", &[("name", "")])
            .await
            .status,
        422
    );
}

#[tokio::test]
async fn a_threshold_is_set_within_its_range() {
    let world = World::new().await;
    let page = world
        .posted(
            "/organisation/threshold",
            &[("name", "inert-after-days"), ("value", "7")],
        )
        .await;
    says(&page, &["inert-after-days 7 30"]);
    let refused = world
        .post(
            "/organisation/threshold",
            &[("name", "inert-after-days"), ("value", "0")],
        )
        .await;
    assert_eq!(refused.status, 422);
    says(&refused.body, &["0 is outside 1 to 3650."]);
    let refused = world
        .post(
            "/organisation/threshold",
            &[("name", "nonsense"), ("value", "7")],
        )
        .await;
    says(
        &refused.body,
        &["The setting &#39;nonsense&#39; does not exist."],
    );
}
