//! Gaps: recorded, read, seen too, measured, merged, split, compared, closed.

use paceline_core::{Command, PersonId, gap};

use crate::common::{PRIYA, TOMAS, World, says};

impl World {
    /// A gap that somebody else recorded.
    async fn gaps_of(&self, who: PersonId, is: &str) {
        let record = gap::Command::Record {
            is: is.to_owned(),
            ought: "One day".to_owned(),
            team: None,
            goal: None,
        };
        self.does(who, Command::Gap(record)).await;
    }
}

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
    world.starts(PRIYA, script).await;
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

#[tokio::test]
async fn one_click_says_i_see_it_too_and_words_can_come_later() {
    let world = World::new().await;
    world.gaps_of(PRIYA, "Nine days").await;
    says(
        &world.page("/gaps/1").await,
        &["Nobody has said so yet.", "I see it too"],
    );
    let page = world.posted("/gaps/1/see-too", &[("text", "")]).await;
    says(&page, &["2 people see it", "Add it", "sees it too"]);
    let again = world.post("/gaps/1/see-too", &[("text", " ")]).await;
    assert_eq!(again.status, 422);
    says(
        &again.body,
        &["You said already that you see G-1.", "Add words"],
    );
    let page = world
        .posted("/gaps/1/see-too", &[("text", "Ten, where **I** sit")])
        .await;
    assert!(page.contains("Ten, where <strong>I</strong> sit"));
    says(&world.page("/gaps").await, &["2 people see it"]);
    let mine = [("is", "Mine"), ("ought", "Better")];
    world.posted("/gaps/new", &mine).await;
    let mine = world.page("/gaps/2").await;
    assert!(!mine.contains("/gaps/2/see-too"), "it counts already");
    let refused = world.post("/gaps/2/see-too", &[("text", "I")]).await;
    assert_eq!(refused.status, 422);
    says(&refused.body, &["You recorded G-2 yourself."]);
}

#[tokio::test]
async fn a_gap_is_measured_again_and_shows_how_much_of_it_is_closed() {
    let world = World::new().await;
    world.gap("Nine days", "One day").await;
    let early = world.post("/gaps/1/measure", &[("value", "5")]).await;
    assert_eq!(early.status, 422);
    says(&early.body, &["Nothing is measured of G-1 yet."]);
    let fields = [("what", "Lead time"), ("unit", "days"), ("is", "9")];
    let same = [&fields[..], &[("ought", "9")]].concat();
    let refused = world.post("/gaps/1/set-measure", &same).await;
    assert_eq!(refused.status, 422);
    says(&refused.body, &["there is nothing to reach"]);
    let good = [&fields[..], &[("ought", "1")]].concat();
    let page = world.posted("/gaps/1/set-measure", &good).await;
    says(&page, &["Lead time", "0 % of the gap is closed"]);
    world.days_pass(7);
    says(
        &world.page("/gaps/1/measure").await,
        &["Lead time: 9 days at the start; 1 wanted."],
    );
    let value = [("value", "5"), ("note", "After the move")];
    let page = world.posted("/gaps/1/measure", &value).await;
    says(
        &page,
        &[
            "It is 5 days. It ought to be 1 days.",
            "50 % of the gap is closed",
            "After the move",
            "As a table",
        ],
    );
    let nothing = world.post("/gaps/1/measure", &[("value", "soon")]).await;
    assert_eq!(nothing.status, 422);
    says(&nothing.body, &["is no number with at most three decimals"]);
}

#[tokio::test]
async fn two_gaps_become_one_and_nothing_is_lost() {
    let world = World::new().await;
    world.gaps_of(PRIYA, "Nine days").await;
    world.gaps_of(TOMAS, "Nine days, I say").await;
    world
        .posted("/gaps/2/see-too", &[("text", "Of the second")])
        .await;
    let wrong = world
        .post("/gaps/2/merge", &[("into", "O-1"), ("because", "x")])
        .await;
    assert_eq!(wrong.status, 422);
    let itself = world
        .post("/gaps/2/merge", &[("into", "G-2"), ("because", "x")])
        .await;
    says(&itself.body, &["G-2 cannot be merged into itself."]);
    let fields = [("into", "g-1"), ("because", "The same queue")];
    let page = world.posted("/gaps/2/merge", &fields).await;
    says(&page, &["It lives on in", "The same queue", "Take it out"]);
    assert!(!page.contains("/gaps/2/close"));
    let target = world.page("/gaps/1").await;
    says(
        &target,
        &[
            "What lives on in it",
            "Nine days, I say",
            "Of the second",
            "Tomás Reis",
            "Take G-2 out again",
            "3 people see it",
        ],
    );
    says(&world.page("/gaps").await, &["1 found"]);
    says(
        &world.page("/gaps?stage=merged").await,
        &["1 found", "merged into"],
    );
    let closed = world.post("/gaps/2/close", &[("outcome", "x")]).await;
    assert_eq!(closed.status, 422);
    says(
        &closed.body,
        &[
            "G-2 was merged into G-1.",
            "Take G-1; all of it stands there.",
        ],
    );
    let page = world
        .posted("/gaps/2/separate", &[("because", "Two queues")])
        .await;
    assert!(!page.contains("It lives on in"));
    says(&page, &["Of the second", "Two queues"]);
    says(&world.page("/gaps").await, &["2 found"]);
}

#[tokio::test]
async fn a_gap_is_split_and_what_was_said_goes_with_its_part() {
    let world = World::new().await;
    world.gaps_of(PRIYA, "Slow").await;
    world
        .posted("/gaps/1/see-too", &[("text", "The builds")])
        .await;
    says(
        &world.page("/gaps/1/split").await,
        &["First part: how it is", "Mona Ott: The builds"],
    );
    let one = [("because", "x"), ("is_1", "Builds"), ("ought_1", "Fast")];
    let refused = world.post("/gaps/1/split", &one).await;
    assert_eq!(refused.status, 422);
    says(&refused.body, &["There are 1 parts; 2 to 5 fit.", "Builds"]);
    let fields = [
        ("because", "Two causes"),
        ("is_1", "Builds"),
        ("ought_1", "Fast"),
        ("seen_by_1", "0"),
        ("is_2", "Reviews"),
        ("ought_2", "Faster"),
    ];
    let page = world.posted("/gaps/1/split", &fields).await;
    says(
        &page,
        &[
            "Closed: it was split",
            "Two causes",
            "G-2",
            "G-3",
            "The builds",
        ],
    );
    says(
        &world.page("/gaps/2").await,
        &["Builds", "a part of", "The builds"],
    );
    assert!(!world.page("/gaps/3").await.contains("The builds"));
    says(&world.page("/gaps").await, &["2 found"]);
    says(
        &world.page("/gaps?stage=closed").await,
        &["1 found", "split into"],
    );
}

#[tokio::test]
async fn one_initiative_is_started_for_several_gaps_and_two_for_one_are_compared() {
    let world = World::new().await;
    world.gaps_of(PRIYA, "Nine days").await;
    world.gaps_of(TOMAS, "Nobody answers").await;
    let list = world.page("/gaps").await;
    assert!(list.contains(r#"<input type="checkbox" name="serves" value="G-2">"#));
    let form = world.page("/initiatives/new?serves=G-1&serves=G-2").await;
    assert!(form.contains(r#"value="G-1, G-2""#), "{form}");
    let fields = [("title", "Ship any day"), ("serves", "G-1, G-2")];
    world.posted("/initiatives/new", &fields).await;
    for url in ["/gaps/1", "/gaps/2"] {
        let page = world.page(url).await;
        says(&page, &["Ship any day"]);
        assert!(!page.contains("Compare them"));
    }
    let fields = [
        ("title", "Ship on Fridays"),
        ("serves", "G-1"),
        ("summary", "Only then"),
    ];
    world.posted("/initiatives/new", &fields).await;
    says(&world.page("/gaps/1").await, &["Compare them"]);
    says(
        &world.page("/gaps/1/alternatives").await,
        &[
            "What would narrow G-1",
            "Ship any day",
            "Ship on Fridays",
            "Only then",
            "Mona Ott",
            "none yet",
        ],
    );
    assert_eq!(world.get("/gaps/9/alternatives").await.status, 404);
}
