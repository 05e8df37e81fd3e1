//! Words that strain a page: very long ones, and ones that are written from right to left.

use std::fmt::Write as _;

use paceline_core::{
    GoalId, InitiativeId, PersonId,
    initiative::{self, AskedOf, Serves, Stance, Status},
};

use super::Sample;
use crate::common::{MONA, World};

/// Titles of 200 characters without a blank, texts of thousands, handles of 60, sixty followers.
pub(crate) async fn long() -> Sample {
    let title = |letter: char| -> String {
        let start = format!("{letter}-Donaudampfschifffahrtsgesellschaftskapitän");
        start.chars().cycle().take(200).collect()
    };
    let text = long_text();
    let world = World::empty().await;
    world.names(&title('N')).await;
    world.is_called(MONA, &title('M')).await;
    for number in 0..60 {
        let handle = format!("{}{number:02}", handle());
        let name = format!("Hubert Blaine Wolfeschlegelsteinhausenbergerdorff {number} Senior");
        world.joins(&handle, &name).await;
    }
    let parent = world.forms(&title('E'), None).await;
    let team = world.forms(&title('T'), Some(parent)).await;
    world.joins_team(team, MONA).await;
    let goal = world.wants(MONA, &title('O'), Some("2026-12-31")).await;
    let gap = world.writes(MONA, &text, &title('G'), Some(goal)).await;
    let serves = vec![Serves::Gap(gap), Serves::Goal(goal)];
    let it = world.begins(MONA, &title('I'), &text, serves).await;
    for number in 2..=61 {
        world.joins_team(parent, PersonId(number)).await;
        world
            .follows(PersonId(number), it, Stance::FollowWithReservations)
            .await;
    }
    says_much(&world, it, goal, &text).await;
    world.steers(MONA, &title('C'), &text).await;
    world.days_pass(40);
    let (team, word) = world.store.read(|state| {
        let slug = state.teams.first().unwrap().slug.clone();
        (slug, text.split_whitespace().next().unwrap().to_owned())
    });
    let mut written: Vec<String> = ['N', 'M', 'T', 'O', 'G', 'I'].map(title).to_vec();
    written.push(word);
    Sample {
        team,
        written,
        more: vec![
            ("strategy", "/compass/3".to_owned()),
            ("longest-handle", format!("/people/{}00", handle())),
            ("search-found", "/search?q=paragraph".to_owned()),
        ],
        ..Sample::of("long", world)
    }
}

/// The start of a handle of 60 characters.
fn handle() -> String {
    "wolfeschlegelsteinhausen"
        .chars()
        .cycle()
        .take(58)
        .collect()
}

/// Paragraphs, a word without an end, an address, code, a list and a table that are wider than any screen.
fn long_text() -> String {
    let mut text = "Pneumonoultramicroscopicsilicovolcanoconiosis".repeat(20);
    for number in 1..=30 {
        write!(text, "\n\nParagraph {number}: what was tried, what came of it, who was asked, and what nobody had expected. {}", "It went on for longer than planned. ".repeat(4)).unwrap();
    }
    let address = format!("https://example.org/{}", "a-long-way/".repeat(30));
    write!(
        text,
        "\n\n{address}\n\n```\n{}\n```\n\n",
        "let x = 1; ".repeat(40)
    )
    .unwrap();
    text += &format!(
        "1. {}\n2. **{}**\n\n> {}\n",
        "one ".repeat(60),
        "x".repeat(300),
        "said ".repeat(90)
    );
    text += &format!(
        "\n{}|\n{}|\n{}|\n",
        "| column ".repeat(8),
        "|---".repeat(8),
        "| value ".repeat(8)
    );
    text
}

async fn says_much(world: &World, it: InitiativeId, goal: GoalId, text: &str) {
    let checked = initiative::Command::CheckIn {
        initiative: it,
        status: Status::OffTrack,
        text: text.to_owned(),
    };
    world.acts(MONA, checked).await;
    let ask = initiative::Command::Ask {
        also: Vec::new(),
        size: None,
        until: None,
        initiative: it,
        of: AskedOf::Person(PersonId(2)),
        what: "unverzüglich".repeat(16),
    };
    world.acts(MONA, ask).await;
    world.gives(PersonId(3), it, text).await;
    world.measures(MONA, goal, Status::OnTrack, text).await;
}

const ARABIC: &str = "يصل التغيير المدمج إلى المستخدمين بعد تسعة أيام (في المتوسط).";
const HEBREW: &str = "שינוי שמוזג מגיע למשתמשים תוך שעה, בכל יום – 24/7!";

/// Arabic and Hebrew, with numbers and Latin words among them.
pub(crate) async fn rtl() -> Sample {
    let world = World::empty().await;
    world.names("ريح الشمال").await;
    world.is_called(MONA, "منى عبد الله").await;
    world.joins("רחל-כהן", "רחל כהן").await;
    let team = world.forms("فريق الدفع", None).await;
    world.joins_team(team, MONA).await;
    let rachel = PersonId(2);
    let goal = world
        .wants(
            rachel,
            "זמן אספקה מתחת ליום אחד (lead time)",
            Some("2026-06-30"),
        )
        .await;
    let gap = world.writes(rachel, ARABIC, HEBREW, Some(goal)).await;
    world.measures(rachel, goal, Status::OffTrack, HEBREW).await;
    let summary = format!("{ARABIC} G-1.\n\n- {HEBREW}\n- English in between.");
    let serves = vec![Serves::Gap(gap), Serves::Goal(goal)];
    let it = world
        .begins(MONA, "إطلاق أي خدمة في أي يوم", &summary, serves)
        .await;
    world.follows(rachel, it, Stance::Advise).await;
    let checked = initiative::Command::CheckIn {
        initiative: it,
        status: Status::AtRisk,
        text: HEBREW.to_owned(),
    };
    world.acts(MONA, checked).await;
    let ask = initiative::Command::Ask {
        also: Vec::new(),
        size: None,
        until: None,
        initiative: it,
        of: AskedOf::Person(rachel),
        what: ARABIC.to_owned(),
    };
    world.acts(MONA, ask).await;
    world.gives(rachel, it, HEBREW).await;
    world.days_pass(20);
    let slug = world
        .store
        .read(|state| state.teams.first().unwrap().slug.clone());
    let written = [
        ARABIC,
        HEBREW,
        "ريح الشمال",
        "منى عبد الله",
        "רחל כהן",
        "فريق الدفع",
    ];
    Sample {
        team: percent(&slug),
        written: written.map(str::to_owned).to_vec(),
        more: vec![
            ("rachel", format!("/people/{}", percent("רחל-כהן"))),
            ("search-found", format!("/search?q={}", percent("שעה"))),
        ],
        ..Sample::of("rtl", world)
    }
}

/// As a browser writes it into an address.
fn percent(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || byte == b'-' {
            encoded.push(char::from(byte));
        } else {
            write!(encoded, "%{byte:02X}").unwrap();
        }
    }
    encoded
}
