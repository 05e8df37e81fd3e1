//! The objectives and key results of a company's own handbook, file by file, against a key that another program made.

use std::collections::BTreeMap;

use paceline_import::outline::{As, Goal, Item, Reading, read_named};
use serde_json::Value;

use crate::packs::{folder, missing};

struct Pack {
    key: Value,
    /// File by file, in order.
    files: Vec<(String, Value, Reading)>,
}

fn pack() -> Option<Pack> {
    let folder = folder("sourcegraph-okrs");
    let Ok(key) = std::fs::read_to_string(folder.join("EXPECTED.json")) else {
        missing(&folder);
        return None;
    };
    let key: Value = serde_json::from_str(&key).expect("valid JSON");
    let files = key["okr_files"].as_object().expect("files").iter();
    let files = files
        .map(|(path, expected)| {
            let text = std::fs::read_to_string(folder.join(path)).expect("a file of the pack");
            let reading = read_named(path, &text, As::Auto).expect("it can be read");
            assert_eq!(reading.kind, As::Goals, "{path}");
            (path.clone(), expected.clone(), reading)
        })
        .collect();
    Some(Pack { key, files })
}

fn goals(reading: &Reading) -> impl Iterator<Item = &Goal> {
    reading.items.iter().filter_map(|item| match item {
        Item::Goal(goal) => Some(goal),
        Item::Strategy(_) | Item::Value(_) => None,
    })
}

#[test]
fn every_objective_and_key_result_of_a_marked_file_is_read() {
    let Some(pack) = pack() else { return };
    let mut totals = (0, 0, 0);
    for (path, expected, reading) in &pack.files {
        if expected["layout"] != "marked" {
            continue;
        }
        let key_results: Vec<_> = goals(reading).flat_map(|goal| &goal.key_results).collect();
        let with_outcome = key_results.iter().filter(|result| result.outcome.is_some());
        let read = (
            goals(reading).count(),
            key_results.len(),
            with_outcome.count(),
        );
        let number =
            |name: &str| usize::try_from(expected[name].as_u64().expect(name)).expect("small");
        let wanted = (
            number("objectives"),
            number("key_results"),
            number("key_results_with_outcome_note"),
        );
        assert_eq!(read, wanted, "{path}");
        totals = (totals.0 + read.0, totals.1 + read.1, totals.2 + read.2);
    }
    assert_eq!(totals, (143, 384, 28));
}

#[test]
fn objectives_have_the_titles_owners_sections_and_places_of_the_key() {
    let Some(pack) = pack() else { return };
    let records =
        std::fs::read_to_string(folder("sourcegraph-okrs").join("EXPECTED_records.jsonl"));
    let records = records.expect("records of the pack");
    let mut expected: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for line in records.lines() {
        let record: Value = serde_json::from_str(line).expect("valid JSON");
        if record["kind"] == "objective" {
            let file = record["file"].as_str().expect("a file").to_owned();
            expected.entry(file).or_default().push(record);
        }
    }
    let bare = |text: &str| -> String {
        let letters = text.chars().filter(|c| c.is_alphanumeric());
        letters.take(150).collect()
    };
    let mut compared = 0;
    let mut owners: BTreeMap<String, u64> = BTreeMap::new();
    for (path, _, reading) in &pack.files {
        let Some(records) = expected.get(path) else {
            continue;
        };
        for (goal, record) in goals(reading).zip(records) {
            let owner = goal.owner.as_deref();
            assert_eq!(owner, record["owner_prefix"].as_str(), "{path} {goal:?}");
            let whole = owner.map_or(goal.title.clone(), |owner| {
                format!("{owner}: {}", goal.title)
            });
            let title = record["title"].as_str().expect("a title");
            let title = title.strip_prefix("OBJECTIVE: ").unwrap_or(title);
            assert_eq!(bare(&whole), bare(title), "{path}");
            let section = goal.section.as_deref().unwrap_or("(top)");
            assert_eq!(
                section,
                record["section"].as_str().expect("a section"),
                "{path} {goal:?}"
            );
            let depth = std::iter::successors(goal.parent, |at| match &reading.items[*at] {
                Item::Goal(goal) => goal.parent,
                Item::Strategy(_) | Item::Value(_) => None,
            });
            let indent = record["depth"].as_u64().expect("a depth");
            assert_eq!(depth.count() as u64 * 3, indent, "{path} {goal:?}");
            if let Some(owner) = owner {
                *owners.entry(owner.to_owned()).or_default() += 1;
            }
            compared += 1;
        }
    }
    assert_eq!(compared, 143);
    let wanted: BTreeMap<String, u64> =
        serde_json::from_value(pack.key["objectives_by_owner_prefix"].clone()).expect("counts");
    assert_eq!(owners, wanted);
}

#[test]
fn unmarked_outlines_are_read_by_their_lists() {
    let Some(pack) = pack() else { return };
    let told: Vec<String> = pack
        .files
        .iter()
        .filter(|(_, expected, _)| expected["layout"] == "unmarked outline")
        .map(|(path, expected, reading)| {
            let results: usize = goals(reading).map(|goal| goal.key_results.len()).sum();
            let items = expected["list_items"].as_u64().expect("a number");
            assert_eq!(
                (goals(reading).count() + results) as u64,
                items,
                "every item is read: {path}"
            );
            let outcomes = goals(reading)
                .flat_map(|goal| {
                    let own = goal.outcome.is_some();
                    let below = goal
                        .key_results
                        .iter()
                        .map(|result| result.outcome.is_some());
                    below.chain([own])
                })
                .filter(|is_there| *is_there);
            let noted = expected["items_with_outcome_note"]
                .as_u64()
                .expect("a number");
            assert_eq!(outcomes.count() as u64, noted, "{path}");
            let top = goals(reading).filter(|goal| goal.parent.is_none()).count();
            assert_eq!(
                top as u64,
                expected["top_level_items"].as_u64().expect("a number")
            );
            let file = path.rsplit('/').next().expect("a name");
            format!(
                "{file}: {} goals, {results} key results",
                goals(reading).count()
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            "2019_q3.md: 25 goals, 9 key results",
            "2021_q1.md: 29 goals, 73 key results",
            "2022_annual.md: 28 goals, 88 key results",
        ]
    );
}

#[test]
fn periods_come_from_headings_and_the_days_below_them() {
    let Some(pack) = pack() else { return };
    let told: Vec<String> = pack
        .files
        .iter()
        .map(|(path, _, reading)| {
            let goal = goals(reading).next().expect("a goal");
            let period = goal.period.as_ref().expect("a period");
            let days = period.from.zip(period.until);
            let days = days.map_or("?".to_owned(), |(from, until)| format!("{from}..{until}"));
            let file = path.rsplit('/').next().expect("a name");
            format!("{file}: {} {days}", period.name)
        })
        .collect();
    assert_eq!(
        told,
        [
            "2019_q3.md: Q3 2019 2019-07-01..2019-09-30",
            "2019_q4.md: Q4 2019 2019-10-01..2019-12-31",
            "2021_q1.md: Q1 FY2021 2020-02-01..2020-04-30",
            "2021_q2.md: Q2 FY2021 2020-05-01..2020-07-31",
            "2022_Q4.md: Q4 FY2022 2021-11-01..2022-01-31",
            "2022_annual.md: FY2022 2021-02-01..2022-01-31",
            // The handbook says 2021-04-31, a day that does not exist.
            "2022_q1.md: Q1 FY2022 ?",
            "2022_q2.md: Q2 FY2022 2021-05-01..2021-07-31",
            "2022_q3.md: Q3 FY2022 2021-08-01..2021-10-31",
            "2023_Q1.md: Q1 FY2023 2022-02-01..2022-04-30",
        ]
    );
}
