//! Ends: delivered, credited, put down, picked up and woken, through the pages.

use paceline_core::{
    Command, InitiativeId, PersonId,
    initiative::{self, PickUp, Stance},
};

use crate::common::{MONA, PRIYA, TOMAS, World, says};

const IT: InitiativeId = InitiativeId(1);

async fn acts(world: &World, who: PersonId, command: initiative::Command) {
    world.does(who, Command::Initiative(command)).await;
}

async fn follows(world: &World, who: PersonId) {
    let follow = initiative::Command::Follow {
        initiative: IT,
        stance: Stance::Follow,
        reservation: String::new(),
    };
    acts(world, who, follow).await;
}

async fn delivers(world: &World, who: PersonId) {
    let deliver = initiative::Command::Deliver {
        initiative: IT,
        outcome: "It takes an hour.".into(),
    };
    acts(world, who, deliver).await;
}

async fn puts_down(world: &World, who: PersonId, pick_up: PickUp) {
    let put_down = initiative::Command::PutDown {
        initiative: IT,
        why: "The tool is gone.".into(),
        learned: "Ask the operators first.".into(),
        pick_up,
    };
    acts(world, who, put_down).await;
}

#[tokio::test]
async fn it_is_delivered_beside_what_was_wanted_and_credit_comes_next() {
    let world = World::new().await;
    world.gap("A release takes nine days", "One hour").await;
    world.starts(MONA, "Ship any day").await;
    world
        .posted("/initiatives/1/serve", &[("serves", "G-1")])
        .await;
    follows(&world, PRIYA).await;
    let page = world.page("/initiatives/1").await;
    says(&page, &["Bring it to an end", "Deliver it", "Put it down"]);
    let form = world.page("/initiatives/1/deliver").await;
    says(
        &form,
        &["What was wanted", "A release takes nine days", "One hour"],
    );
    let bare = world
        .post("/initiatives/1/deliver", &[("outcome", " ")])
        .await;
    assert_eq!(bare.status, 422);
    says(
        &bare.body,
        &["The description of what came of it is empty.", "nine days"],
    );
    let credit = world
        .posted(
            "/initiatives/1/deliver",
            &[("outcome", "It takes an hour.")],
        )
        .await;
    says(
        &credit,
        &[
            "Give credit",
            "Mona Ott: words of thanks",
            "led, 1 Jan 2026",
            "followed first",
        ],
    );
    let page = world.page("/initiatives/1").await;
    says(
        &page,
        &[
            "What came of it",
            "It takes an hour.",
            "Nobody has been credited yet",
            "Leaders created",
            "Mona Ott led for the first time: I-1 Ship any day, from 1 Jan 2026; followed by Priya Amin",
        ],
    );
    says(&world.page("/").await, &["Give credit for", "I-1"]);
}

#[tokio::test]
async fn everyone_is_credited_and_whoever_is_left_out_is_left_out_with_a_reason() {
    let world = World::new().await;
    world.starts(MONA, "Ship any day").await;
    follows(&world, PRIYA).await;
    delivers(&world, MONA).await;
    let nobody = world
        .post("/initiatives/1/credit", &[("others", "zed: thanks")])
        .await;
    assert_eq!(nobody.status, 422);
    says(&nobody.body, &["There is no person called", "zed: thanks"]);
    let typed = [
        ("words-1", ""),
        ("words-2", "You came first."),
        ("without-2", ""),
        ("others", "tomas: For the room.\n\n"),
    ];
    let page = world.posted("/initiatives/1/credit", &typed).await;
    says(
        &page,
        &[
            "Mona Ott: led",
            "Priya Amin: followed first",
            "You came first.",
            "For the room.",
            "confirmed 1 Jan 2026 by Mona Ott",
            "gave credit to 3 people",
        ],
    );
    let form = world.page("/initiatives/1/credit").await;
    assert!(form.contains(r#"value="You came first.""#), "{form}");
    world.days_pass(2);
    let typed = [
        ("words-2", "You came first."),
        ("without-2", "She asked for it."),
    ];
    let page = world.posted("/initiatives/1/credit", &typed).await;
    says(
        &page,
        &[
            "Left out: Priya Amin, because: She asked for it.",
            "For the room.",
            "corrected 3 Jan 2026 by Mona Ott",
            "corrected the credit: 2 people",
        ],
    );
    says(
        &world.page("/people/tomas").await,
        &["Credited for", "I-1 Ship any day", "For the room."],
    );
    let priya = world.page("/people/priya").await;
    assert!(!priya.contains("Credited for"));
    let results = world
        .page("/results?from=2026-01-01&until=2026-03-31")
        .await;
    says(
        &results,
        &[
            "It takes an hour.",
            "Mona Ott: led",
            "Left out: Priya Amin",
            "Leaders created",
        ],
    );
    let table = world
        .get("/results.csv?from=2026-01-01&until=2026-03-31")
        .await;
    assert!(table.body.contains("credit,I-1,Mona Ott"), "{}", table.body);
    let told = world.get("/api/v1/initiatives/1/ending").await;
    assert!(told.body.contains(r#""followed_first""#), "{}", told.body);
}

#[tokio::test]
async fn only_whoever_led_gives_the_credit() {
    let world = World::new().await;
    world.starts(PRIYA, "Ship any day").await;
    follows(&world, MONA).await;
    delivers(&world, PRIYA).await;
    let page = world.page("/initiatives/1").await;
    assert!(
        !page.contains("/initiatives/1/credit"),
        "nothing is offered"
    );
    let refused = world.post("/initiatives/1/credit", &[]).await;
    assert_eq!(refused.status, 422);
    says(
        &refused.body,
        &[
            "The credit of I-1 is for Priya Amin to confirm.",
            "Tell them who else took part",
        ],
    );
    let mine = world.page("/people/mona").await;
    says(
        &mine,
        &["Led for the first time with your help", "Priya Amin"],
    );
    let theirs = world.page("/people/priya").await;
    assert!(!theirs.contains("with your help"));
}

#[tokio::test]
async fn what_is_put_down_is_free_to_pick_up() {
    let world = World::new().await;
    world.starts(MONA, "Ship any day").await;
    let typed = [
        ("why", "No time"),
        ("learned", "Start smaller"),
        ("pick_up", "person"),
    ];
    let refused = world.post("/initiatives/1/put-down", &typed).await;
    says(
        &refused.body,
        &["The name of a person is empty.", "Start smaller"],
    );
    let typed = [typed[0], typed[1], ("pick_up", "anyone")];
    let page = world.posted("/initiatives/1/put-down", &typed).await;
    says(
        &page,
        &[
            "Put down in the open",
            "No time",
            "Start smaller",
            "Anyone may pick it up.",
            "Pick it up",
        ],
    );
    let list = world.page("/initiatives?stage=free+to+pick+up").await;
    says(
        &list,
        &["1 found", "Ship any day", "put down, for you to pick up"],
    );
    let page = world.posted("/initiatives/1/pick-up", &[]).await;
    says(&page, &["Mona Ott leads since", "scoping"]);
    let list = world.page("/initiatives?stage=free+to+pick+up").await;
    says(&list, &["Nothing fits."]);
}

#[tokio::test]
async fn what_is_put_down_for_somebody_waits_for_them_alone() {
    let world = World::new().await;
    world.starts(PRIYA, "Ship any day").await;
    puts_down(&world, PRIYA, PickUp::Person(TOMAS)).await;
    let page = world.page("/initiatives/1").await;
    says(&page, &["Tomás Reis may pick it up."]);
    assert!(!page.contains("/initiatives/1/pick-up"));
    let refused = world.post("/initiatives/1/pick-up", &[]).await;
    says(&refused.body, &["I-1 is not for you to pick up."]);
    let mine = world.page("/").await;
    assert!(!mine.contains("Free to pick up"));
}

#[tokio::test]
async fn what_rests_says_so_and_is_woken() {
    let world = World::new().await;
    world.starts(MONA, "Ship any day").await;
    world.days_pass(400);
    let rest = paceline_core::upkeep::Command::Rest { initiative: IT };
    world.keeps_up(rest).await;
    let page = world.page("/initiatives/1").await;
    says(&page, &["It rests", "it goes on as scoping", "Wake it"]);
    says(&world.page("/").await, &["Resting:", "Wake it"]);
    says(
        &world.page("/initiatives?stage=resting").await,
        &["1 found"],
    );
    let page = world.posted("/initiatives/1/wake", &[]).await;
    assert!(!page.contains("It rests"));
    assert!(page.contains(r#"<li class="now" aria-current="step">scoping"#));
    let refused = world.post("/initiatives/1/wake", &[]).await;
    says(&refused.body, &["I-1 does not rest."]);
}

#[tokio::test]
async fn the_form_of_a_move_offers_plain_moves_alone() {
    let world = World::new().await;
    world.starts(MONA, "Ship any day").await;
    let form = world.page("/initiatives/1/stage").await;
    assert!(
        form.contains(r#"<option value="drafted" selected>"#),
        "{form}"
    );
    for elsewhere in [
        "last call",
        "agreed",
        "delivered",
        "put down",
        "resting",
        "scoping",
    ] {
        let option = format!(r#"<option value="{elsewhere}""#);
        assert!(!form.contains(&option), "{elsewhere}");
    }
    let refused = world
        .post("/initiatives/1/stage", &[("stage", "delivered")])
        .await;
    says(
        &refused.body,
        &[
            "I-1 is delivered with what came of it.",
            "Say what came of it.",
        ],
    );
}
