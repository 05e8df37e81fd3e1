//! The data packs, count by count and record by record, against keys that were made by other programs.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use paceline_import::totals::{self, PersonCount, Totals};
use paceline_import::{Initiative, Options, Records, read};
use serde_json::Value;

/// A pack, its key and what was read; `None` (said on stderr) when the packs are not there.
struct Pack {
    key: Value,
    lines: BTreeMap<String, Value>,
    records: Records,
    totals: Totals,
}

fn pack(name: &str) -> Option<Pack> {
    let folder: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/data")
        .join(name);
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
fn missing(folder: &Path) {
    eprintln!(
        "NOT CHECKED: the data pack {} is not there",
        folder.display()
    );
}

/// Collects every difference, so that one run shows them all.
#[derive(Default)]
struct Differences(Vec<String>);

impl Differences {
    fn same(&mut self, what: &str, ours: impl serde::Serialize, key: &Value) {
        let ours = serde_json::to_value(ours).expect("serialises");
        if ours != *key {
            self.0.push(format!("{what}\n  ours {ours}\n  key  {key}"));
        }
    }

    fn people(&mut self, what: &str, ours: &[PersonCount], key: &Value) {
        let expected = key.as_array().expect("a list");
        let first: Vec<Value> = ours
            .iter()
            .take(expected.len())
            .map(|entry| serde_json::json!([entry.person, entry.count]))
            .collect();
        self.same(what, first, key);
    }

    fn none(self) {
        let shown: Vec<_> = self.0.iter().take(40).cloned().collect();
        assert!(
            self.0.is_empty(),
            "{} differences:\n{}",
            self.0.len(),
            shown.join("\n")
        );
    }
}

fn moment(value: &Value) -> Option<Timestamp> {
    value.as_str().map(|text| text.parse().expect("a moment"))
}

/// What the key of OpenShift takes for people in files read by the tolerant rule, and the guide does not: the text of
/// comments (twice, and a handle inside one of them) and the placeholder `@...`.
fn is_comment_or_dots(name: &Value) -> bool {
    name.as_str()
        .is_some_and(|name| name.starts_with('#') || name == "@..." || name == "networkguru")
}

/// People of one or more of the key's lists, each once, in order.
fn people_of(lists: &[&Value]) -> Vec<String> {
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

fn sorted_keys(people: &[String]) -> Value {
    let mut people = people.to_vec();
    people.sort();
    serde_json::json!(people)
}

/// The fields that all three keys have.
fn common_fields(
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

#[test]
#[expect(
    clippy::too_many_lines,
    reason = "a list of counts, one after the other"
)]
fn kubernetes_counts_are_those_of_the_key() {
    let Some(pack) = pack("kubernetes") else {
        return;
    };
    let (totals, key) = (&pack.totals, &pack.key);
    let mut differences = Differences::default();
    differences.same(
        "preset",
        &pack.records.preset,
        &serde_json::json!("kubernetes"),
    );
    differences.same("proposals", totals.initiatives, &key["proposals_total"]);
    differences.same("status", &totals.by_status, &key["by_status"]);
    differences.same(
        "status as written",
        &totals.by_status_written,
        &key["by_status_raw"],
    );
    differences.same("stage", &totals.by_stage, &key["by_stage"]);
    differences.same(
        "without lead",
        totals.without_lead,
        &key["no_owner"]["count"],
    );
    differences.same(
        "without approver",
        totals.without_approver,
        &key["no_approver_person"],
    );
    // The key's `no_reviewer` (20) takes a group for a reviewer; we count people, as its records do.
    let without = pack
        .lines
        .values()
        .filter(|line| line["reviewers"].as_array().is_some_and(Vec::is_empty))
        .count();
    differences.same(
        "without reviewer",
        totals.without_reviewer,
        &serde_json::json!(without),
    );
    differences.same("active", totals.active, &key["active"]);
    differences.same("stale", totals.stale, &key["stale_active_180d"]["count"]);
    differences.same(
        "stale by team",
        &totals.stale_by_team,
        &key["stale_active_180d"]["by_team"],
    );
    differences.same(
        "stale quietly",
        totals.stale_ignoring_mechanical,
        &key["stale_active_180d_non_bulk"]["count"],
    );
    differences.same(
        "stale quietly by team",
        &totals.stale_ignoring_mechanical_by_team,
        &key["stale_active_180d_non_bulk"]["by_team"],
    );
    differences.same(
        "people",
        totals.people,
        &key["distinct_people"]["any_role_in_proposals"],
    );
    differences.same(
        "authors",
        totals.authors,
        &key["distinct_people"]["authors"],
    );
    differences.same(
        "reviewers",
        totals.reviewers,
        &key["distinct_people"]["reviewers"],
    );
    differences.same(
        "approvers",
        totals.approvers,
        &key["distinct_people"]["approvers"],
    );
    // Leaders that hold no role in a proposal are known too; emeritus leaders (in the key's union) are not read.
    let in_records = key["distinct_people"]["any_role_in_proposals"]
        .as_u64()
        .unwrap_or(0);
    let only_leaders = key["leaders_never_in_a_proposal"].as_u64().unwrap_or(0);
    differences.same(
        "people known",
        pack.records.people.len(),
        &serde_json::json!(in_records + only_leaders),
    );
    differences.same("teams", totals.teams, &key["teams"]["total"]);
    differences.same(
        "teams by kind",
        &totals.teams_by_kind,
        &key["teams"]["by_kind"],
    );
    differences.same(
        "per team",
        totals::per_team(&pack.records),
        &key["per_team"],
    );
    differences.same(
        "active per team",
        &totals.active_by_team,
        &key["per_team_active"],
    );
    differences.same(
        "per folder",
        &totals.by_part["group"],
        &key["per_team_by_directory"],
    );
    differences.same(
        "malformed",
        totals.malformed_files,
        &serde_json::json!(key["strict_yaml_failures"].as_array().map(Vec::len)),
    );
    differences.people(
        "leading",
        &totals::leading_most(&pack.records),
        &key["leading_most_first_author"],
    );
    differences.people(
        "leading active",
        &totals::leading_most_active(&pack.records),
        &key["leading_most_active_first_author"],
    );
    differences.people(
        "writing",
        &totals::writing_most(&pack.records),
        &key["leading_most_any_author"],
    );
    differences.people(
        "reviewing",
        &totals::reviewing_most(&pack.records),
        &key["reviewing_most"],
    );
    differences.people(
        "approving",
        &totals::approving_most(&pack.records),
        &key["approving_most"],
    );
    differences.none();
}

#[test]
fn kubernetes_records_are_those_of_the_key() {
    let Some(pack) = pack("kubernetes") else {
        return;
    };
    let mut differences = Differences::default();
    differences.same(
        "records",
        pack.records.initiatives.len(),
        &serde_json::json!(pack.lines.len()),
    );
    for initiative in &pack.records.initiatives {
        let id = &initiative.id;
        let line = pack.lines.get(id).unwrap_or(&Value::Null);
        common_fields(&mut differences, &pack, initiative, line);
        differences.same(&format!("{id} title"), &initiative.title, &line["title"]);
        differences.same(&format!("{id} status"), &initiative.status, &line["status"]);
        differences.same(&format!("{id} team"), &initiative.team, &line["owning_sig"]);
        let stage = line["stage_raw"].as_str().unwrap_or("none");
        differences.same(
            &format!("{id} stage"),
            &initiative.maturity,
            &serde_json::json!(stage),
        );
        differences.same(
            &format!("{id} authors"),
            &initiative.authors,
            &line["authors"],
        );
        differences.same(
            &format!("{id} reviewers"),
            &initiative.reviewers,
            &line["reviewers"],
        );
        differences.same(
            &format!("{id} approvers"),
            &initiative.approvers,
            &line["approvers"],
        );
    }
    differences.none();
}

#[test]
#[expect(
    clippy::too_many_lines,
    reason = "a list of counts, one after the other"
)]
fn openshift_counts_are_those_of_the_key() {
    let Some(pack) = pack("openshift-enhancements") else {
        return;
    };
    let (totals, key) = (&pack.totals, &pack.key);
    let mut differences = Differences::default();
    differences.same(
        "preset",
        &pack.records.preset,
        &serde_json::json!("openshift"),
    );
    differences.same("proposals", totals.initiatives, &key["proposals_total"]);
    differences.same("status", &totals.by_status, &key["by_status"]);
    differences.same(
        "status as written",
        &totals.by_status_written,
        &key["by_status_raw"],
    );
    differences.same(
        "without lead",
        totals.without_lead,
        &key["no_owner"]["count"],
    );
    differences.same("active", totals.active, &key["active"]);
    differences.same("stale", totals.stale, &key["stale_active_180d"]["count"]);
    differences.same(
        "stale by team",
        &totals.stale_by_team,
        &key["stale_active_180d"]["by_team"],
    );
    differences.same(
        "stale quietly",
        totals.stale_ignoring_mechanical,
        &key["stale_active_180d_non_bulk"]["count"],
    );
    let less = |name: &str, fewer: u64| {
        serde_json::json!(key["distinct_people"][name].as_u64().unwrap_or(0) - fewer)
    };
    // See `is_comment_or_dots`.
    differences.same("people", totals.people, &less("any", 4));
    differences.same("authors", totals.authors, &less("authors", 0));
    differences.same("reviewers", totals.reviewers, &less("reviewers", 1));
    differences.same(
        "approvers",
        totals.approvers,
        &less("approvers_incl_api", 3),
    );
    differences.same("teams", totals.teams, &key["teams"]["total"]);
    differences.same(
        "per team",
        totals::per_team(&pack.records),
        &key["per_team"],
    );
    differences.same(
        "malformed",
        totals.malformed_files,
        &key["strict_yaml_failures"]["count"],
    );
    differences.people(
        "leading",
        &totals::leading_most(&pack.records),
        &key["leading_most_first_author"],
    );
    differences.people(
        "writing",
        &totals::writing_most(&pack.records),
        &key["leading_most_any_author"],
    );
    differences.people(
        "reviewing",
        &totals::reviewing_most(&pack.records),
        &key["reviewing_most"],
    );
    // The key counts one who is approver and API approver of the same proposal twice; we count proposals.
    let mut approving: BTreeMap<String, u64> = BTreeMap::new();
    for person in pack
        .lines
        .values()
        .flat_map(|line| people_of(&[&line["approvers"], &line["api_approvers"]]))
    {
        *approving.entry(person).or_default() += 1;
    }
    let mut approving: Vec<(String, u64)> = approving.into_iter().collect();
    approving.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    differences.people(
        "approving",
        &totals::approving_most(&pack.records),
        &serde_json::json!(approving),
    );
    let listed: Vec<&str> = key["no_front_matter"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    let pages = pack
        .records
        .problems
        .iter()
        .filter(|problem| problem.read_as == "listed here, not counted");
    differences.same(
        "without front matter",
        pages.map(|problem| &problem.path).collect::<Vec<_>>(),
        &serde_json::json!(listed),
    );
    differences.none();
}

#[test]
fn openshift_malformed_files_are_those_of_the_key() {
    let Some(pack) = pack("openshift-enhancements") else {
        return;
    };
    let list = pack.key["strict_yaml_failures"]["list"]
        .as_array()
        .expect("a list");
    let expected: Vec<&str> = list
        .iter()
        .filter_map(|entry| entry["path"].as_str())
        .collect();
    let ours: Vec<&str> = pack
        .records
        .problems
        .iter()
        .filter(|problem| problem.what.starts_with("is malformed"))
        .map(|problem| problem.path.as_str())
        .collect();
    assert_eq!(ours, expected);
}

#[test]
fn openshift_records_are_those_of_the_key() {
    let Some(pack) = pack("openshift-enhancements") else {
        return;
    };
    let mut differences = Differences::default();
    differences.same(
        "records",
        pack.records.initiatives.len(),
        &serde_json::json!(pack.lines.len()),
    );
    for initiative in &pack.records.initiatives {
        let id = &initiative.id;
        let line = pack.lines.get(id).unwrap_or(&Value::Null);
        common_fields(&mut differences, &pack, initiative, line);
        differences.same(&format!("{id} title"), &initiative.title, &line["title"]);
        differences.same(&format!("{id} status"), &initiative.status, &line["status"]);
        differences.same(&format!("{id} team"), &initiative.team, &line["area"]);
        differences.same(
            &format!("{id} authors"),
            &initiative.authors,
            &line["authors"],
        );
        let reviewers = people_of(&[&line["reviewers"]]);
        differences.same(
            &format!("{id} reviewers"),
            &initiative.reviewers,
            &serde_json::json!(reviewers),
        );
        let approvers = people_of(&[&line["approvers"], &line["api_approvers"]]);
        differences.same(
            &format!("{id} approvers"),
            &initiative.approvers,
            &serde_json::json!(approvers),
        );
    }
    differences.none();
}

#[test]
#[expect(
    clippy::too_many_lines,
    reason = "a list of counts, one after the other"
)]
fn rust_goal_counts_are_those_of_the_key() {
    let Some(pack) = pack("rust-project") else {
        return;
    };
    let (totals, key) = (&pack.totals, &pack.key);
    let mut differences = Differences::default();
    differences.same(
        "preset",
        &pack.records.preset,
        &serde_json::json!("rust-project-goals"),
    );
    differences.same("goals", totals.initiatives, &key["goals_total"]);
    differences.same("roadmaps", totals.goals, &key["roadmaps_total"]);
    differences.same(
        "pages",
        totals.further["pages"],
        &serde_json::json!(key["not_goals"].as_array().map(Vec::len)),
    );
    differences.same("period", &totals.by_part["period"], &key["by_period"]);
    differences.same("status", &totals.by_status, &key["by_status"]);
    differences.same(
        "without lead",
        totals.without_lead,
        &key["no_owner"]["count"],
    );
    differences.same("active", totals.active, &key["active"]);
    differences.same("stale", totals.stale, &key["stale_active_180d"]["count"]);
    differences.same(
        "stale quietly",
        totals.stale_ignoring_mechanical,
        &key["stale_active_180d_non_bulk"]["count"],
    );
    // The key takes `@wg-parallel-rustc` for a person; by the person rule it is a group.
    let people = key["distinct_people"]["any_role_in_goals"]
        .as_u64()
        .unwrap_or(0);
    differences.same("people", totals.people, &serde_json::json!(people - 1));
    differences.same("tasks", totals.tasks, &key["tasks_total"]);
    differences.same(
        "tasks without owner",
        totals.tasks_without_owner,
        &key["tasks_without_owner"],
    );
    differences.same("asks", totals.asks, &key["team_asks_total"]);
    differences.same(
        "asks by team",
        &totals.asks_by_team,
        &key["team_asks_by_team"],
    );
    differences.same(
        "help wanted",
        totals.further["help_wanted_goals"],
        &key["help_wanted_goals"],
    );
    differences.same(
        "funding",
        totals.further["funding_sections"],
        &key["funding_sections"],
    );
    differences.same("check-ins", totals.check_ins, &key["checkins"]["total"]);
    differences.same(
        "goals with check-ins",
        totals.further["check_in_keys_reported"],
        &key["checkins"]["goals_with_checkin"],
    );
    differences.same(
        "check-ins of no goal",
        totals.further["check_ins_without_record"],
        &serde_json::json!(0),
    );
    differences.same("live teams", totals.teams, &key["teams"]["live"]);
    differences.same(
        "archived teams",
        totals.teams_archived,
        &key["teams"]["archived"],
    );
    differences.same(
        "live teams by kind",
        &totals.teams_by_kind,
        &key["teams"]["live_by_kind"],
    );
    let without = key["teams"]["live_without_lead"].as_array().map(Vec::len);
    differences.same(
        "live teams without lead",
        totals.teams_without_lead,
        &serde_json::json!(without),
    );
    differences.people(
        "leading",
        &totals::leading_most(&pack.records),
        &key["leading_most_all_periods"],
    );
    differences.people(
        "leading active",
        &totals::leading_most_active(&pack.records),
        &key["leading_most_active"],
    );
    differences.people(
        "owning tasks",
        &totals::owning_tasks_most(&pack.records),
        &key["owning_tasks_most"],
    );
    differences.none();
}

#[test]
fn rust_goals_are_those_of_the_key() {
    let Some(pack) = pack("rust-project") else {
        return;
    };
    let mut differences = Differences::default();
    for initiative in &pack.records.initiatives {
        let id = &initiative.id;
        let line = pack.lines.get(id).unwrap_or(&Value::Null);
        common_fields(&mut differences, &pack, initiative, line);
        // A goal without a heading has the name of its file for a title.
        if line["title"] != "" {
            differences.same(&format!("{id} title"), &initiative.title, &line["title"]);
        }
        differences.same(
            &format!("{id} tasks"),
            initiative.tasks.len(),
            &line["tasks"],
        );
        let without = initiative
            .tasks
            .iter()
            .filter(|task| task.owners.is_empty() && task.teams.is_empty())
            .count();
        differences.same(
            &format!("{id} tasks without owner"),
            without,
            &line["tasks_without_owner"],
        );
        let mut asks: Vec<(&str, &str)> = initiative
            .asks
            .iter()
            .map(|ask| {
                (
                    ask.of.as_str(),
                    if ask.what.is_empty() {
                        "(blank)"
                    } else {
                        ask.what.as_str()
                    },
                )
            })
            .collect();
        asks.sort_unstable();
        differences.same(&format!("{id} asks"), asks, &line["team_asks"]);
        let owners: Vec<String> = initiative
            .tasks
            .iter()
            .flat_map(|task| task.owners.clone())
            .collect();
        let mut owners = sorted_keys(&owners).as_array().cloned().unwrap_or_default();
        owners.dedup();
        let key = people_of(&[&line["task_owners"]])
            .into_iter()
            .filter(|owner| owner != "wg-parallel-rustc");
        differences.same(
            &format!("{id} task owners"),
            owners,
            &sorted_keys(&key.collect::<Vec<_>>()),
        );
    }
    for goal in &pack.records.goals {
        let line = pack.lines.get(&goal.id).unwrap_or(&Value::Null);
        differences.same(&format!("{} title", goal.id), &goal.title, &line["title"]);
        differences.same(&format!("{} lead", goal.id), &goal.lead, &line["lead"]);
    }
    differences.none();
}

#[test]
fn a_pack_without_a_preset_is_read_by_a_mapping_alone() {
    let folder: PathBuf =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/scientific-python-specs");
    if !folder.exists() {
        missing(&folder);
        return;
    }
    let mapping = tempfile::NamedTempFile::new().expect("a file");
    let text = r#"
        name = "specs"
        [records]
        files = ["spec-*/index.md"]
        format = "front-matter"
        id = "SPEC {number}"
        [fields]
        title = "title"
        number = "number"
        authors = "author"
        supporters = "endorsed-by"
        created = "date"
        [[teams]]
        files = ["core-projects/*.md"]
        exclude = ["core-projects/_index.md"]
    "#;
    std::fs::write(mapping.path(), text).expect("can write");
    let options = Options {
        mapping: Some(mapping.path().to_owned()),
        ..Options::default()
    };
    let records = read(&folder, &options).expect("readable");
    let totals = totals::totals(&records);
    let text = std::fs::read_to_string(folder.join("EXPECTED.json")).expect("a key");
    let key: Value = serde_json::from_str(&text).expect("valid JSON");
    let mut differences = Differences::default();
    differences.same("proposals", totals.initiatives, &key["proposals_total"]);
    differences.same("people", totals.people, &key["distinct_people"]);
    differences.same("teams", totals.teams, &key["teams"]["total"]);
    let supports: usize = records
        .initiatives
        .iter()
        .map(|it| it.supporters.len())
        .sum();
    differences.same("supports", supports, &key["supports_total"]);
    differences.people(
        "leading",
        &totals::leading_most(&records),
        &key["leading_most_first_author"],
    );
    differences.none();
}
