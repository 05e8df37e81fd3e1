//! Any page as Markdown.

use paceline_core::{Command, InitiativeId, initiative};

use crate::{
    common::{PRIYA, TOMAS, World, says},
    past::simulated,
};

async fn lived() -> World {
    let world = World::new().await;
    let is = "Nine days, for **every** change:\n\n- build: 2 days\n- wait: 7 days\n\n|Step|Days|\n|-|-:|\n|Build|2|";
    world.gap(is, "One hour; see I-1 & @tomas").await;
    let start = initiative::Command::Start {
        document: String::new(),
        kind: None,
        title: "Ship any day [*]".into(),
        summary: "Own lanes.\nUndo in <5> minutes.".into(),
        team: Some(crate::common::CHECKOUT),
        serves: vec![initiative::Serves::Gap(paceline_core::GapId(1))],
        shown_to: None,
    };
    world.does(PRIYA, Command::Initiative(start)).await;
    world.days_pass(3);
    let follow = initiative::Command::Follow {
        reservation: "I would begin with one lane.".into(),
        initiative: InitiativeId(1),
        stance: initiative::Stance::FollowWithReservations,
    };
    world.does(TOMAS, Command::Initiative(follow)).await;
    world
}

/// A page as Markdown, the server's address left out.
async fn copied(world: &World, url: &str) -> String {
    let join = if url.contains('?') { '&' } else { '?' };
    let answer = world.get(&format!("{url}{join}as=markdown")).await;
    assert_eq!(answer.status, 200, "{url}");
    assert_eq!(
        answer.header("content-type"),
        "text/markdown; charset=utf-8"
    );
    answer
        .body
        .replace(&world.address.to_string(), "paceline.example")
}

#[tokio::test]
async fn a_page_is_copied_with_its_title_and_where_it_is_from() {
    let world = lived().await;
    insta::assert_snapshot!("initiative", copied(&world, "/initiatives/1").await);
    insta::assert_snapshot!("gap", copied(&world, "/gaps/1?at=2026-01-01").await);
    insta::assert_snapshot!("organisation", copied(&world, "/organisation").await);
}

#[tokio::test]
async fn the_frame_offers_the_copy_and_a_copy_is_kept_apart() {
    let world = lived().await;
    let page = world.page("/gaps?find=nine&at=2026-01-02").await;
    says(&page, &["Copy as Markdown"]);
    assert!(page.contains(r#"href="/gaps?find=nine&#38;at=2026-01-02&#38;as=markdown""#));
    let (page, copy) = (
        world.get("/gaps").await,
        world.get("/gaps?as=markdown").await,
    );
    assert_ne!(page.header("etag"), copy.header("etag"));
    assert_eq!(world.get("/gaps?as=").await.status, 200);
    let answer = world.get("/gaps?as=pdf").await;
    assert_eq!(answer.status, 400);
    says(&answer.body, &["A page cannot be had in that form"]);
}

/// Elements that a copy leaves out, and those without an end.
const LEFT_OUT: [&str; 8] = [
    "form", "button", "nav", "datalist", "g", "text", "defs", "pattern",
];
const VOID: [&str; 4] = ["br", "hr", "input", "wbr"];

/// The words of a page's main part that are read on paper, without the heading that the first line of a copy says.
fn words_of_page(page: &str, copy: &str) -> Vec<String> {
    let (_, main) = page.split_once("<main").unwrap();
    let (main, _) = main.split_once("</main>").unwrap();
    let (before, heading) = main.split_once("<h1>").unwrap();
    let (heading, after) = heading.split_once("</h1>").unwrap();
    let title = words(copy.lines().next().unwrap());
    let is_title = title.join(" ").contains(&words(heading).join(" "));
    let without = format!("{before}{after}");
    let main = if is_title { &without } else { main };
    let (_, main) = main.split_once('>').unwrap();
    let (mut text, mut depth, mut left_out_at) = (String::new(), 0_usize, None);
    for stretch in main.split('<').skip(1) {
        let (tag, words) = stretch.split_once('>').unwrap();
        let name = tag
            .trim_start_matches('/')
            .split([' ', '\n'])
            .next()
            .unwrap();
        if tag.starts_with('/') {
            if left_out_at == Some(depth) {
                left_out_at = None;
            }
            depth -= 1;
        } else if !VOID.contains(&name) && !tag.ends_with('/') {
            depth += 1;
            // Of a picture, only its title and its description are words; its marks may have names too.
            let is_name_of_a_mark = name == "title" && !tag.contains("id=");
            let is_left_out = LEFT_OUT.contains(&name)
                || is_name_of_a_mark
                || tag.contains("unseen")
                || tag.contains("class=\"button")
                || tag.contains("aria-hidden=\"true\"");
            if is_left_out && left_out_at.is_none() {
                left_out_at = Some(depth);
            }
        }
        if left_out_at.is_none() {
            let is_inline = ["a", "code", "span", "strong", "time", "q"].contains(&name);
            text.push_str(if is_inline { "" } else { " " });
            text.push_str(words);
        }
    }
    words(&text)
}

/// The words of a copy, without its first and its last line.
fn words_of_copy(copy: &str) -> Vec<String> {
    let lines: Vec<&str> = copy.trim_end().lines().collect();
    let mut text = String::new();
    for line in &lines[1..lines.len() - 1] {
        let line = line.trim_start();
        let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
        text += digits.strip_prefix(". ").unwrap_or(line);
        text += "\n";
    }
    let mut parts = text.split("](");
    let mut read = parts.next().unwrap().to_owned();
    for part in parts {
        read += part.split_once(')').unwrap().1;
    }
    words(&read.replace('\\', ""))
}

fn words(text: &str) -> Vec<String> {
    let mut text = text.to_owned();
    for (entity, character) in [
        ("&lt;", "<"),
        ("&#60;", "<"),
        ("&gt;", ">"),
        ("&#62;", ">"),
        ("&quot;", "\""),
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&#124;", "|"),
        ("&#38;", "&"),
        ("&amp;", "&"),
    ] {
        text = text.replace(entity, character);
    }
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(ToOwned::to_owned)
        .collect()
}

#[tokio::test]
async fn no_word_is_lost_or_invented() {
    let (world, day) = simulated().await;
    let mut urls = vec!["/".to_owned()];
    let lists = [
        "signals",
        "gaps",
        "initiatives",
        "goals",
        "teams",
        "people",
        "organisation",
    ];
    urls.extend(lists.map(|list| format!("/{list}")));
    for kind in ["initiatives", "gaps", "goals"] {
        urls.extend((1..9).map(|id| format!("/{kind}/{id}")));
    }
    for list in ["/teams", "/people"] {
        let page = world.page(list).await;
        let (_, main) = page.split_once("<main").unwrap();
        let start = format!("href=\"{list}/");
        let names = main.split(&start).skip(1).take(6);
        urls.extend(names.map(|rest| format!("{list}/{}", rest.split_once('"').unwrap().0)));
    }
    assert!(urls.len() > 40, "{urls:?}");
    for url in urls {
        // In the past nothing can be done, so nothing but words stands there.
        let then = format!("{url}?at={}", day.split('T').next().unwrap());
        let answer = world.get(&then).await;
        if answer.status == 200 {
            let copy = copied(&world, &then).await;
            assert_eq!(
                words_of_page(&answer.body, &copy),
                words_of_copy(&copy),
                "{then}:\n{copy}"
            );
        }
        let copy = copied(&world, &url).await;
        let page = words_of_page(&world.page(&url).await, &copy);
        assert!(page.len() > 5, "{url}");
        let mut left = page.iter();
        for word in words_of_copy(&copy) {
            let is_there = left.any(|said| *said == word);
            assert!(is_there, "'{word}' is not said on {url}:\n{copy}");
        }
    }
}
