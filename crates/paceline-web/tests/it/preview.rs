//! A text as it will be shown, while it is being written.

use crate::common::{World, encoded, says};

#[tokio::test]
async fn a_text_is_shown_as_it_will_be() {
    let world = World::new().await;
    world.gap("Nine days", "One hour").await;
    let form = world.page("/gaps/new").await;
    assert!(form.contains(r#"data-preview="/preview""#));
    says(&form, &["Markdown; @people and I-142 become links."]);
    let text = "See **G-1**, @priya and @nobody.\nNot G-9, <b>nor</b> `@mona`.";
    let preview = world.post("/preview", &[("text", text)]).await;
    assert_eq!(preview.status, 200);
    let shown = concat!(
        r#"<p>See <strong><a href="/gaps/1" data-card="/cards/G-1">G-1</a></strong>, "#,
        r#"<a href="/people/priya" data-card="/cards/@priya">@priya</a> and @nobody."#,
        "<br>Not G-9, &lt;b&gt;nor&lt;/b&gt; <code>@mona</code>.</p>"
    );
    assert!(preview.body.contains(shown), "{}", preview.body);
    assert!(!preview.body.contains("<html"), "it is a part of a page");
    let typed = [("is", text), ("ought", "b")];
    let page = world.posted("/gaps/new", &typed).await;
    assert!(page.contains(shown), "the page shows what was promised");
}

#[tokio::test]
async fn nothing_is_recorded_and_the_rules_of_a_form_hold() {
    let world = World::new().await;
    let before = world.store.read(|state| state.seq);
    let empty = world.post("/preview", &[("text", " \n")]).await;
    assert_eq!(empty.status, 200);
    says(&empty.body, &["Nothing is written yet."]);
    let long = world
        .post("/preview", &[("text", &"a".repeat(20_001))])
        .await;
    assert_eq!(long.status, 422);
    says(&long.body, &["has 20001 characters; at most 20000 fit."]);
    let form = encoded(&[("text", "a")]);
    let foreign = [("Sec-Fetch-Site", "cross-site")];
    let answer = world.send("POST", "/preview", &foreign, &form).await;
    assert_eq!(answer.status, 403);
    assert_eq!(world.get("/preview").await.status, 405);
    let past = world.post("/preview?at=2026-01-01", &[("text", "a")]).await;
    assert_eq!(past.status, 400);
    assert_eq!(world.store.read(|state| state.seq), before);
}

#[tokio::test]
async fn a_text_points_to_what_there_was_on_the_day() {
    let world = World::new().await;
    world.gap("Nine days, see I-1 and @tomas", "One hour").await;
    let link = r#"<a href="/initiatives/1"#;
    assert!(!world.page("/gaps/1").await.contains(link));
    world.days_pass(2);
    world.starts(crate::common::PRIYA, "Ship any day").await;
    assert!(world.page("/gaps/1").await.contains(link));
    let then = world.page("/gaps/1?at=2026-01-02").await;
    assert!(!then.contains(link), "it was not there yet");
    let tomas = r#"<a href="/people/tomas?at=2026-01-02" data-card="/cards/@tomas?at=2026-01-02">@tomas</a>"#;
    assert!(then.contains(tomas));
}
