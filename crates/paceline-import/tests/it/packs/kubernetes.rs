//! Kubernetes enhancement proposals, against the key.

use super::*;

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
