//! The data packs, count by count and record by record, against keys that were made by other programs.

mod goals;
mod kubernetes;
mod openshift;
mod rust_project;
mod scientific_python;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use paceline_import::totals::{self, PersonCount, Totals};
use paceline_import::{Initiative, Options, Records, read};
use serde_json::Value;

/// A pack, its key and what was read; `None` (said on stderr) when the packs are not there.
pub(super) struct Pack {
    pub(super) key: Value,
    pub(super) lines: BTreeMap<String, Value>,
    pub(super) records: Records,
    pub(super) totals: Totals,
}

pub(super) fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/data")
        .join(name)
}

pub(super) fn pack(name: &str) -> Option<Pack> {
    let folder = folder(name);
    if !folder.join("EXPECTED.json").exists() {
        missing(&folder);
        return None;
    }
    let text = |file: &str| std::fs::read_to_string(folder.join(file)).expect("a key of the pack");
    let key: Value = serde_json::from_str(&text("EXPECTED.json")).expect("valid JSON");
    let lines = text("EXPECTED_records.jsonl")
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("valid JSON"))
        .map(|line| (line["id"].as_str().expect("an id").to_owned(), line))
        .collect();
    let as_of: Timestamp = key["as_of"]
        .as_str()
        .and_then(|text| text.parse().ok())
        .expect("a moment");
    let options = Options {
        as_of: Some(as_of),
        ..Options::default()
    };
    let records = read(&folder, &options).expect("the pack can be read");
    let totals = totals::totals(&records);
    Some(Pack {
        key,
        lines,
        records,
        totals,
    })
}

#[expect(clippy::print_stderr, reason = "a check that did not run must say so")]
pub(super) fn missing(folder: &Path) {
    eprintln!(
        "NOT CHECKED: the data pack {} is not there",
        folder.display()
    );
}

/// Collects every difference, so that one run shows them all.
#[derive(Default)]
pub(super) struct Differences(Vec<String>);

impl Differences {
    pub(super) fn same(&mut self, what: &str, ours: impl serde::Serialize, key: &Value) {
        let ours = serde_json::to_value(ours).expect("serialises");
        if ours != *key {
            self.0.push(format!("{what}\n  ours {ours}\n  key  {key}"));
        }
    }

    pub(super) fn people(&mut self, what: &str, ours: &[PersonCount], key: &Value) {
        let expected = key.as_array().expect("a list");
        let first: Vec<Value> = ours
            .iter()
            .take(expected.len())
            .map(|entry| serde_json::json!([entry.person, entry.count]))
            .collect();
        self.same(what, first, key);
    }

    pub(super) fn none(self) {
        let shown: Vec<_> = self.0.iter().take(40).cloned().collect();
        assert!(
            self.0.is_empty(),
            "{} differences:\n{}",
            self.0.len(),
            shown.join("\n")
        );
    }
}

pub(super) fn moment(value: &Value) -> Option<Timestamp> {
    value.as_str().map(|text| text.parse().expect("a moment"))
}

/// What the key of OpenShift takes for people in files read by the tolerant rule, and the guide does not: the text of
/// comments (twice, and a handle inside one of them) and the placeholder `@...`.
pub(super) fn is_comment_or_dots(name: &Value) -> bool {
    name.as_str()
        .is_some_and(|name| name.starts_with('#') || name == "@..." || name == "networkguru")
}

/// People of one or more of the key's lists, each once, in order.
pub(super) fn people_of(lists: &[&Value]) -> Vec<String> {
    let mut people: Vec<String> = Vec::new();
    for name in lists
        .iter()
        .flat_map(|list| list.as_array().into_iter().flatten())
    {
        let name_text = name.as_str().unwrap_or("").to_owned();
        if !is_comment_or_dots(name) && !people.contains(&name_text) {
            people.push(name_text);
        }
    }
    people
}

pub(super) fn sorted_keys(people: &[String]) -> Value {
    let mut people = people.to_vec();
    people.sort();
    serde_json::json!(people)
}

/// The fields that all three keys have.
pub(super) fn common_fields(
    differences: &mut Differences,
    pack: &Pack,
    initiative: &Initiative,
    line: &Value,
) {
    let id = &initiative.id;
    let records = &pack.records;
    differences.same(&format!("{id} path"), &initiative.path, &line["path"]);
    differences.same(&format!("{id} lead"), &initiative.lead, &line["lead"]);
    differences.same(
        &format!("{id} status as written"),
        &initiative.status_written,
        &Value::String(line["status_raw"].as_str().unwrap_or("").trim().to_owned()),
    );
    differences.same(&format!("{id} active"), initiative.active, &line["active"]);
    differences.same(
        &format!("{id} last change"),
        initiative.last_change,
        &serde_json::json!(moment(&line["last_change"])),
    );
    differences.same(
        &format!("{id} last change that is not mechanical"),
        initiative.last_meaningful_change,
        &serde_json::json!(moment(&line["last_change_non_bulk"])),
    );
    differences.same(
        &format!("{id} stale"),
        totals::is_stale(initiative, records),
        &line["stale"],
    );
    differences.same(
        &format!("{id} stale without mechanical changes"),
        totals::is_stale_ignoring_mechanical(initiative, records),
        &line["stale_non_bulk"],
    );
}
