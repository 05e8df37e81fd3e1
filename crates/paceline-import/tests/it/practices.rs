//! Every page of practices of three organisations, against a key that another program made.

use std::path::{Path, PathBuf};

use jiff::civil::Date;
use paceline_import::outline::{As, Item, Value, read_named};

use crate::packs::{folder, missing};

fn pages(below: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(below).expect("a folder of the pack") {
        let path = entry.expect("an entry").path();
        let name = path
            .file_name()
            .and_then(|name| name.to_str())
            .expect("a name")
            .to_owned();
        if path.is_dir() {
            pages(&path, found);
        } else if path.extension().is_some_and(|end| end == "md" || end == "erb")
            && !name.contains("template")
            && !name.starts_with("LICEN")
        {
            found.push(path);
        }
    }
}

/// Every page, by the id that the key gives it.
fn practices() -> Option<Vec<(String, Value)>> {
    let folder = folder("values-practices");
    if !folder.exists() {
        missing(&folder);
        return None;
    }
    let mut paths = Vec::new();
    for organisation in ["gds-way", "home-office", "18f"] {
        pages(&folder.join(organisation), &mut paths);
    }
    let read = paths.into_iter().map(|path| {
        let text = std::fs::read_to_string(&path).expect("text");
        let id = path
            .strip_prefix(&folder)
            .expect("below")
            .display()
            .to_string();
        let reading = read_named(&id, &text, As::Values).expect("it can be read");
        assert_eq!(reading.items.len(), 1, "a page is one practice: {id}");
        let value = reading.items.into_iter().find_map(|item| match item {
            Item::Value(value) => Some(value),
            Item::Goal(_) | Item::Strategy(_) => None,
        });
        let value = value.expect("a value");
        (id, value)
    });
    let mut read: Vec<_> = read.collect();
    read.sort_by(|(one, _), (other, _)| one.cmp(other));
    Some(read)
}

#[test]
fn every_page_has_the_title_and_the_dates_of_the_key() {
    let Some(practices) = practices() else { return };
    let records =
        std::fs::read_to_string(folder("values-practices").join("EXPECTED_records.jsonl"));
    let records = records.expect("records of the pack");
    let mut compared = 0;
    for line in records.lines() {
        let record: serde_json::Value = serde_json::from_str(line).expect("valid JSON");
        let id = record["id"].as_str().expect("an id");
        let Some((_, value)) = practices.iter().find(|(read, _)| read == id) else {
            panic!("not read: {id}");
        };
        // The key writes nothing where there is no day.
        let said = |date: Option<Date>| date.map_or(String::new(), |date| date.to_string());
        let key = |name: &str| record[name].as_str().unwrap_or_default();
        assert_eq!(Some(value.title.as_str()), record["title"].as_str(), "{id}");
        assert_eq!(said(value.reviewed), key("last_reviewed_on"), "{id}");
        assert_eq!(said(value.review), key("next_review"), "{id}");
        assert_eq!(
            Some(value.is_outdated),
            record["marked_outdated"].as_bool(),
            "{id}"
        );
        assert!(!value.text.contains("<%= current_page"), "{id}");
        compared += 1;
    }
    assert_eq!(compared, 131);
}

#[test]
fn as_many_have_a_review_and_are_overdue_as_the_key_counts() {
    let Some(practices) = practices() else { return };
    let as_of: Date = "2026-08-19".parse().expect("a day");
    let with_review = practices.iter().filter(|(_, value)| value.review.is_some());
    let overdue = practices
        .iter()
        .filter(|(_, value)| value.review.is_some_and(|day| day < as_of));
    let counts = (practices.len(), with_review.count(), overdue.count());
    assert_eq!(counts, (131, 63, 31));
}

#[test]
fn a_page_is_known_by_its_front_matter() {
    let Some(practices) = practices() else { return };
    for (id, _) in practices {
        let text = std::fs::read_to_string(folder("values-practices").join(&id)).expect("text");
        let reading = read_named(&id, &text, As::Auto).expect("it can be read");
        assert_eq!(reading.kind, As::Values, "{id}");
    }
}
