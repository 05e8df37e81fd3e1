//! Initiatives are started by a template, for one gap or for several.

use crate::common::{World, says};

#[tokio::test]
async fn a_template_asks_for_a_few_things_that_become_the_document() {
    let world = World::new().await;
    world.gap("Nine days", "One hour").await;
    let plain = world.page("/gaps/1/initiatives/new").await;
    assert!(
        plain.contains(r#"href="/initiatives/new?template=experiment&#38;serves=G-1""#)
            || plain.contains("template=experiment&serves=G-1")
    );
    let form = world
        .page("/initiatives/new?template=experiment&serves=G-1")
        .await;
    says(
        &form,
        &[
            "How it is",
            "What we try",
            "Good enough for now, and safe enough to try.",
        ],
    );
    assert!(form.contains(r#"value="G-1""#));
    let typed = [
        ("template", "experiment"),
        ("title", "A day without a release"),
        ("serves", "G-1"),
        ("answer-1", "Nine days."),
        ("answer-2", "One day."),
    ];
    let refused = world
        .post(
            "/initiatives/new",
            &[
                ("template", "experiment"),
                ("title", " "),
                ("answer-1", "Nine days."),
            ],
        )
        .await;
    assert_eq!(refused.status, 422);
    says(&refused.body, &["What we try", "Nine days."]);
    let page = world.posted("/initiatives/new", &typed).await;
    says(&page, &["How it is Nine days. What we try One day."]);
    assert!(
        !page.contains("Until when"),
        "what was not answered is left out"
    );
}
