//! The guided start, as stories.

use crate::{
    common::{MONA, PRIYA, says},
    house::{House, PASSWORD},
};

#[tokio::test]
#[expect(clippy::too_many_lines, reason = "a story, told in order")]
async fn the_first_admin_is_led_through_the_start() {
    let house = House::empty().await;
    let purpose = paceline_identity::link::Purpose::FirstRun;
    let link = house.link(purpose, None).await;
    let admin = house.browser();
    let fields = [
        ("organisation", "Northwind"),
        ("name", "Mona Ott"),
        ("handle", "mona"),
        ("password", PASSWORD),
    ];
    assert_eq!(admin.sent(&link, &fields).await, "/start");
    says(&admin.page("/").await, &["Go on with the start"]);
    let page = admin.page("/start").await;
    says(
        &page,
        &[
            "1. People",
            "2. Teams",
            "3. First values",
            "4. Goals",
            "5. The first gap",
        ],
    );

    let teams = "Engineering\n  Checkout\n  Search\nDesign";
    admin.sent("/start/teams", &[("teams", teams)]).await;
    says(&admin.page("/start").await, &["✓ 4 there"]);
    says(
        &admin.page("/teams/engineering").await,
        &["Checkout", "Search"],
    );
    // Pasted again with one more, only that one is new.
    let more = format!("{teams}\n  Research");
    admin.sent("/start/teams", &[("teams", &more)]).await;
    says(&admin.page("/start").await, &["✓ 5 there"]);

    let values = "Candour: we say what went wrong on the same day\nCalm";
    admin.sent("/start/values", &[("values", values)]).await;
    admin.sent("/start/values", &[("values", values)]).await;
    says(&admin.page("/start").await, &["✓ 2 there"]);
    says(
        &admin.page("/compass").await,
        &["Candour", "we say what went wrong on the same day", "Calm"],
    );

    let people = "Priya Amin <priya@example.org>, , member, Checkout\nTomás";
    let handed = admin.post("/start/people", &[("people", people)]).await;
    assert_eq!(handed.status, 200, "{}", handed.body);
    assert_eq!(handed.body.matches("/l/").count(), 2);

    let goals = "# Ship every merge\n- Days from merge to users: 9 -> 1 days\n- Be calm";
    let asked = [("text", goals), ("as", "goals")];
    let preview = admin.post("/import", &asked).await;
    says(
        &preview.body,
        &[
            "Nothing is recorded yet.",
            "Days from merge to users",
            "from 9 to 1 days",
            "Be calm",
        ],
    );
    let none = house.world.store.read(|state| state.goals.len());
    assert_eq!(none, 0);
    let (_, after) = preview
        .body
        .split_once("name=\"fingerprint\" value=\"")
        .expect("a fingerprint");
    let fingerprint = after.split('"').next().expect("its end");
    let ticked = [("fingerprint", fingerprint), ("take", "1"), ("take", "1.1")];
    let done = admin
        .post("/import/take-in", &[asked.as_slice(), &ticked].concat())
        .await;
    assert_eq!(done.status, 200, "{}", done.body);
    says(
        &admin.page("/goals/1").await,
        &["Ship every merge", "Days from merge to users"],
    );
}

#[tokio::test]
async fn what_cannot_be_read_is_said_and_kept() {
    let house = House::new().await;
    let admin = house.browser_of(MONA).await;
    for (step, field, typed) in [
        ("people", "people", "Bob <nonsense>"),
        ("teams", "teams", "  \n "),
        ("values", "values", " \n"),
    ] {
        let url = format!("/start/{step}");
        let answer = admin.post(&url, &[(field, typed)]).await;
        assert_eq!(answer.status, 422, "{step}");
        assert!(answer.body.contains("role=\"alert\""), "{step}");
    }
}

#[tokio::test]
async fn the_start_is_for_admins_and_can_be_put_away() {
    let house = House::new().await;
    let (admin, member) = (house.browser_of(MONA).await, house.browser_of(PRIYA).await);
    assert_eq!(member.get("/start").await.status, 403);
    assert!(!member.page("/").await.contains("Go on with the start"));
    let today = admin.get("/").await;
    says(&today.body, &["Go on with the start"]);
    assert_eq!(admin.sent("/start/dismiss", &[]).await, "/");
    let after = admin.get("/").await;
    assert!(!after.body.contains("Go on with the start"));
    assert_ne!(today.header("etag"), after.header("etag"));
    admin.page("/start").await;
}
