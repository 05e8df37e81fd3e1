//! The gallery: every page from samples in every state, held to what every page is held to, and kept as a folder.
//!
//! `cargo xtask gallery` runs it and says where the folder is. A sample is a world in `worlds/`; a page is a line in
//! `pages.rs`; a part of a page is a line in `components.rs`. Snapshots hold outlines, not markup.

mod accounts;
mod components;
mod errors;
mod held;
mod html;
mod outline;
mod pages;
mod shelf;
mod worlds;

use std::{collections::BTreeSet, fs, path::Path};

use paceline_core::signal::Rule;

use html::{Element, parsed};
use pages::{Kind, PAGES};
use shelf::Page;
use worlds::{Sample, WORLDS};

/// What is kept of a lively world as snapshots: the rest changes with every word of the simulation.
const LIVELY: [&str; 3] = ["today", "signals", "initiative"];

/// Pages of accounts with ids that are made anew each time.
const MADE_ANEW: [&str; 6] = [
    "invited",
    "token-made",
    "recovery-made",
    "settings",
    "admin",
    "admin-services",
];

#[test]
fn every_route_is_in_the_gallery() {
    let known: BTreeSet<&str> = PAGES.iter().map(|(_, pattern, _)| *pattern).collect();
    let there: BTreeSet<&str> = pages::routes().into_iter().collect();
    assert!(there.len() > 20, "routes.rs can be read: {there:?}");
    let new: Vec<&&str> = there.difference(&known).collect();
    let gone: Vec<&&str> = known.difference(&there).collect();
    assert!(new.is_empty(), "add to PAGES in gallery/pages.rs: {new:?}");
    assert!(
        gone.is_empty(),
        "take out of PAGES in gallery/pages.rs: {gone:?}"
    );
}

#[test]
fn the_gallery_has_an_index() {
    shelf::put_index(&WORLDS);
    let index = fs::read_to_string(shelf::folder().join("index.html")).unwrap();
    for (world, _) in WORLDS {
        assert!(index.contains(&format!("{world}/index.html")));
    }
}

#[tokio::test]
async fn an_empty_organisation() {
    let pages = look_at(worlds::empty().await).await;
    let teaches = |page: &&Page| page.body.contains("card teach");
    assert!(pages.iter().filter(teaches).count() >= 5);
    keep("empty", &pages, |_| true);
}

#[tokio::test]
async fn one_of_each() {
    let pages = look_at(worlds::one().await).await;
    keep("one", &pages, |_| true);
}

#[tokio::test]
async fn many_people_over_years() {
    let pages = look_at(worlds::many().await).await;
    keep("many", &pages, |name| LIVELY.contains(&name));
}

#[tokio::test]
async fn a_day_in_the_past() {
    let pages = look_at(worlds::past().await).await;
    for page in &pages {
        assert!(page.body.contains("As it stood on"), "{}", page.name);
        let (_, main) = page.body.split_once("<main").unwrap();
        assert!(
            !main.contains("method=\"post\""),
            "{} can be acted on",
            page.name
        );
    }
    keep("past", &pages, |name| LIVELY.contains(&name));
}

#[tokio::test]
async fn very_long_words() {
    let pages = look_at(worlds::long().await).await;
    keep("long", &pages, is_no_form);
}

#[tokio::test]
async fn words_from_right_to_left() {
    let pages = look_at(worlds::rtl().await).await;
    keep("rtl", &pages, is_no_form);
}

#[tokio::test]
async fn what_lies_still() {
    let pages = look_at(worlds::stale().await).await;
    let signals = ["signals", "signals-second-page"]
        .map(|name| pages.iter().find(|page| page.name == name).unwrap());
    let words = signals.map(|page| parsed(&page.body).0.words()).concat();
    for rule in Rule::ALL {
        assert!(
            words.contains(&format!("{} {rule}", rule.title())),
            "{rule} finds nothing"
        );
    }
    keep("stale", &pages, is_no_form);
}

#[tokio::test]
async fn what_came_to_its_end() {
    let pages = look_at(worlds::ended().await).await;
    keep("ended", &pages, is_no_form);
}

#[tokio::test]
async fn what_went_wrong() {
    let pages = errors::pages().await;
    are_well_made(&pages);
    keep("errors", &pages, |_| true);
}

#[tokio::test]
async fn people_and_their_accounts() {
    let pages = accounts::pages().await;
    are_well_made(&pages);
    // What is made anew each time, such as a link, is no part of an outline.
    keep("accounts", &pages, |name| !MADE_ANEW.contains(&name));
}

#[tokio::test]
async fn every_part_in_every_state() {
    let mut pages = errors::pages().await;
    for sample in [
        worlds::one().await,
        worlds::stale().await,
        worlds::ended().await,
        worlds::many().await,
        worlds::past().await,
        worlds::empty().await,
    ] {
        pages.extend(pages::of(&sample).await);
    }
    let (page, missing) = components::page(&pages);
    assert!(missing.is_empty(), "{}", missing.join("\n"));
    shelf::put("components", about("components"), &[page]);
}

#[test]
fn no_snapshot_is_left_over() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/gallery/snapshots");
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let world = entry.file_name().into_string().unwrap();
        assert!(
            WORLDS.iter().any(|(known, _)| *known == world),
            "{world} is no world"
        );
    }
}

/// Forms read the same in every world; their snapshots are kept once.
fn is_no_form(name: &str) -> bool {
    !PAGES
        .iter()
        .any(|(page, _, kind)| *page == name && matches!(kind, Kind::Form | Kind::FormOfThing))
}

fn about(world: &str) -> &'static str {
    let known = WORLDS.iter().find(|(name, _)| *name == world);
    known.unwrap().1
}

/// Every page of a world, each well made, and nothing that was written lost.
async fn look_at(sample: Sample) -> Vec<Page> {
    let pages = pages::of(&sample).await;
    are_well_made(&pages);
    let read: Vec<String> = pages
        .iter()
        .map(|page| parsed(&page.body).0.words())
        .collect();
    for written in &sample.written {
        let words = written.split_whitespace().collect::<Vec<_>>().join(" ");
        let stands = read.iter().any(|page| page.contains(&words));
        assert!(stands, "{}: no page says '{words}'", sample.name);
    }
    pages
}

fn are_well_made(pages: &[Page]) {
    let complaints: Vec<String> = pages.iter().flat_map(held::complaints).collect();
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

/// Puts a world's pages into the folder, and holds the outlines of some against their snapshots.
fn keep(world: &'static str, pages: &[Page], is_held: impl Fn(&str) -> bool) {
    shelf::put(world, about(world), pages);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/gallery/snapshots");
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(folder.join(world));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for page in pages.iter().filter(|page| is_held(&page.name)) {
            let (root, _) = parsed(&page.body);
            let main = root.find("main").map(outline::of).unwrap_or_default();
            let title = root.find("title").map(Element::words).unwrap_or_default();
            let outline = format!("{}\n{title}\n\n{main}", page.url);
            insta::assert_snapshot!(page.name.as_str(), outline);
        }
    });
}
