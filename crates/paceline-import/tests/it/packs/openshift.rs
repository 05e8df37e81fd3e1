//! OpenShift enhancements, against the key.

use super::*;

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
