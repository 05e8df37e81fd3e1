//! What the program says for people: words, days and sentences as on the pages, within the terminal.

use reqwest::Client;

use crate::world::{World, run};

#[tokio::test]
async fn a_timeline_says_what_happened() {
    let world = World::new().await;
    let said = world.says(&["get", "I-2"]).await;
    for happened in [
        "\n  2025-06-05  Priya Amin invited Mona Ott to write the document\n",
        "\n  2025-12-31  Tomás Reis objected\n                Nights\n",
    ] {
        assert!(said.out.contains(happened), "{}", said.out);
    }
}

/// Every view of a small world, at every width: nothing is wider, and nothing is in the words of programs.
#[tokio::test]
async fn nothing_is_wider_than_the_terminal_or_in_the_words_of_programs() {
    let world = World::new().await;
    let views = [
        "I-1",
        "I-2",
        "I-5",
        "I-7",
        "I-9",
        "I-10",
        "I-11",
        "G-1",
        "O-1",
        "C-1",
        "@mona",
        "@priya",
        "teams/checkout",
        "organisation",
        "today",
        "signals",
        "initiatives",
        "gaps",
        "goals",
        "people",
        "teams",
        "results",
        "alignment",
        "insights/flow",
        "initiatives/9/agreements/0",
        "search",
    ];
    for columns in ["40", "80", "200"] {
        let width: usize = columns.parse().expect("a number");
        for view in views {
            let variables = [("PACELINE_URL", world.url.as_str()), ("COLUMNS", columns)];
            let said = run(world.home.path(), &variables, &["get", view], "").await;
            assert_eq!(said.code, 0, "{view}: {}", said.err);
            for line in said
                .out
                .lines()
                .filter(|line| !line.starts_with("More with "))
            {
                assert!(line.chars().count() <= width, "{view} at {width}: {line}");
                let is_raw = |word: &str| {
                    let is_number = word.len() >= 10 && word.chars().all(|c| c.is_ascii_digit());
                    is_number || word.contains('_')
                };
                assert!(!line.split(' ').any(is_raw), "{view} at {width}: {line}");
            }
        }
    }
}

/// The sentences of a timeline are those of its page, moment by moment.
#[tokio::test]
async fn a_timeline_says_what_its_page_says() {
    let world = World::new().await;
    drop(rustls::crypto::ring::default_provider().install_default());
    let mut kinds = 0;
    for (view, page) in [
        ("I-1", "initiatives/1"),
        ("I-2", "initiatives/2"),
        ("I-5", "initiatives/5"),
        ("I-7", "initiatives/7"),
        ("I-8", "initiatives/8"),
        ("I-9", "initiatives/9"),
        ("I-10", "initiatives/10"),
        ("I-11", "initiatives/11"),
        ("G-1", "gaps/1"),
        ("G-2", "gaps/2"),
    ] {
        let variables = [("PACELINE_URL", world.url.as_str()), ("COLUMNS", "4000")];
        let said = run(world.home.path(), &variables, &["get", view], "").await;
        let (_, told) = said.out.split_once("\ntimeline\n").expect("a timeline");
        let told = told.split("\n\n").next().unwrap_or_default();
        let moments = told.lines().filter_map(|line| line.strip_prefix("  20"));
        let moments: Vec<&str> = moments
            .filter_map(|line| Some(line.split_once("  ")?.1))
            .collect();
        let html = Client::new()
            .get(format!("{}/{page}", world.url))
            .send()
            .await
            .expect("an answer");
        let shown = on_the_page(&html.text().await.expect("a page"));
        assert_eq!(moments.len(), shown.len(), "{view}: {told}");
        for (told, shown) in moments.iter().zip(&shown) {
            // A page writes the day of a sentence out; everything else is the same but for its punctuation.
            let shown = shown.replace("31 Jan 2026", "2026-01-31");
            let alike = |said: &str| said.replace([':', ' '], "").to_lowercase();
            let (told, shown) = (
                alike(told).replace("somebody", ""),
                alike(&shown).replace("somebody", ""),
            );
            assert_eq!(told, shown, "{view}");
            kinds += 1;
        }
    }
    assert!(kinds > 20, "the world has a story to tell: {kinds}");
}

/// What each moment of a page's timeline says, without its day, its number and its quotation.
fn on_the_page(html: &str) -> Vec<String> {
    let (_, timeline) = html
        .split_once("<ol class=\"timeline\">")
        .expect("a timeline");
    let timeline = timeline.split("</ol>").next().unwrap_or_default();
    let moments = timeline.split("<div class=\"moment\">").skip(1);
    let said = moments.map(|moment| {
        let (_, moment) = moment.split_once("class=\"seq\">").expect("a number");
        let (_, moment) = moment.split_once("</span>").expect("its end");
        let moment = moment.split("<blockquote").next().unwrap_or_default();
        let moment = moment.split("</li>").next().unwrap_or_default();
        let texts = moment.split('<').enumerate().map(|(place, piece)| {
            let text = piece.split_once('>').map(|(_, text)| text);
            text.unwrap_or(if place == 0 { piece } else { "" })
        });
        let text: String = texts.collect();
        let text = text
            .replace("&#39;", "'")
            .replace("&#x27;", "'")
            .replace("&amp;", "&");
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    });
    said.collect()
}
