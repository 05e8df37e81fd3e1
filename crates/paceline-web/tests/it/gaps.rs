//! Gaps: recorded, read, closed.

use crate::common::{World, says};

#[tokio::test]
async fn a_gap_is_recorded_with_two_fields_and_seen_on_its_page() {
    let world = World::new().await;
    says(&world.page("/gaps").await, &["Record a gap", "For example"]);
    let page = world
        .posted(
            "/gaps/new",
            &[("is", "Nine days"), ("ought", "One hour\r\n\r\nAny day")],
        )
        .await;
    says(
        &page,
        &[
            "G-1",
            "Nine days",
            "One hour",
            "Mona Ott recorded it today",
            "Nobody yet",
        ],
    );
    assert!(page.contains("<p>One hour</p><p>Any day</p>"));
    says(
        &world.page("/gaps").await,
        &["1 found", "nobody acts on it"],
    );
}

#[tokio::test]
async fn a_refusal_keeps_what_was_typed() {
    let world = World::new().await;
    let answer = world
        .post(
            "/gaps/new",
            &[
                ("is", "Nine & a half days"),
                ("ought", " "),
                ("team", "checkout"),
            ],
        )
        .await;
    assert_eq!(answer.status, 422);
    says(
        &answer.body,
        &[
            "The description of how it ought to be is empty.",
            "Write the description",
        ],
    );
    assert!(
        answer.body.contains("Nine &#38; a half days</textarea>"),
        "{}",
        answer.body
    );
    assert!(
        answer
            .body
            .contains(r#"<option value="checkout" selected>"#)
    );
    let answer = world
        .post(
            "/gaps/new",
            &[("is", "a"), ("ought", "b"), ("team", "nowhere")],
        )
        .await;
    assert_eq!(answer.status, 422);
    says(
        &answer.body,
        &["There is no team called &#39;nowhere&#39;."],
    );
    let answer = world
        .post("/gaps/new", &[("is", "a"), ("ought", "b"), ("goal", "O-9")])
        .await;
    assert_eq!(answer.status, 422);
    says(&answer.body, &["There is no goal O-9."]);
}

#[tokio::test]
async fn a_gap_is_closed_once_and_in_the_open() {
    let world = World::new().await;
    world.gap("Nine days", "One hour").await;
    says(
        &world.page("/gaps/1/close").await,
        &["What is it like now?"],
    );
    let page = world
        .posted("/gaps/1/close", &[("outcome", "An hour now, see G-1.")])
        .await;
    says(&page, &["Closed 1 Jan 2026 by Mona Ott", "An hour now"]);
    assert!(page.contains(r#"see <a href="/gaps/1" data-card="/cards/G-1">G-1</a>."#));
    assert!(!page.contains("/gaps/1/close"));
    let again = world.post("/gaps/1/close", &[("outcome", "Still")]).await;
    assert_eq!(again.status, 422);
    says(&again.body, &["G-1 is closed."]);
    says(&world.page("/gaps?stage=closed").await, &["1 found"]);
    says(&world.page("/gaps").await, &["0 found"]);
}

#[tokio::test]
async fn what_people_write_is_text() {
    let world = World::new().await;
    let script = "<script>alert('x')</script>";
    let long = format!("{script} {}", "long ".repeat(300));
    world.gap(script, &long).await;
    world.starts(crate::common::PRIYA, script).await;
    for url in [
        "/",
        "/gaps",
        "/gaps/1",
        "/initiatives",
        "/initiatives/1",
        "/gaps?find=%3Cscript%3E",
        "/teams/checkout",
    ] {
        let body = world.page(url).await;
        assert!(!body.contains("<script>"), "{url}");
    }
    let page = world.page("/gaps/1").await;
    assert!(page.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"));
    assert!(
        page.contains("long long long"),
        "a long text is read from its row"
    );
}

#[tokio::test]
async fn a_list_turns_its_pages_and_keeps_what_was_asked() {
    let world = World::new().await;
    for number in 1..=60 {
        world.gap(&format!("Slow thing {number}"), "Quick").await;
    }
    let first = world
        .page("/gaps?find=slow&team=checkout&sort=oldest")
        .await;
    says(&first, &["60 found · page 1 of 2", "Slow thing 50"]);
    let link = "/gaps?page=2&find=slow&team=checkout&sort=oldest";
    assert!(first.contains(&format!(r#"href="{link}""#)), "{first}");
    let second = world.page(link).await;
    says(&second, &["page 2 of 2", "Slow thing 60"]);
    assert!(!second.contains("Slow thing 50<"));
    for url in [
        "/gaps?page=99999999999999999999",
        "/gaps?page=-1",
        "/gaps?page=x",
    ] {
        world.page(url).await;
    }
    says(
        &world.page("/gaps?find=nothing").await,
        &["0 found", "Nothing fits."],
    );
    assert_eq!(world.get("/gaps?team=nowhere").await.status, 400);
}
