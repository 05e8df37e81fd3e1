//! `paceline check` on small repositories.

use serde_json::Value;

use crate::common::{paceline, repository, write};

fn json(arguments: &[&str]) -> Value {
    let said = paceline(arguments);
    assert_eq!(said.code, 0, "{}", said.err);
    serde_json::from_str(&said.out).expect("it is JSON")
}

fn rules(report: &Value) -> Vec<(String, String)> {
    let findings = report["findings"].as_array().expect("findings");
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    findings
        .iter()
        .map(|found| (text(&found["rule"]), text(&found["subject"])))
        .collect()
}

#[test]
fn a_repository_is_recognised_and_its_history_read() {
    let folder = tempfile::tempdir().unwrap();
    repository(folder.path());
    let path = folder.path().to_str().unwrap();
    let report = json(&["check", path, "--format", "json", "--as-of", "2026-01-01"]);
    assert_eq!(report["preset"], "front-matter");
    assert_eq!(report["totals"]["initiatives"], 2);
    assert_eq!(report["totals"]["stale"], 1);
    let found = rules(&report);
    let finds = |rule: &str, part: &str| found.iter().any(|(r, s)| r == rule && s.contains(part));
    assert!(
        finds("silent-lead", "0002-linter") && finds("nobody-follows", "0002-linter"),
        "{found:?}"
    );
    assert!(
        !found
            .iter()
            .any(|(_, subject)| subject.contains("0001-calm")),
        "{found:?}"
    );
    let silent = &report["findings"].as_array().unwrap()[0];
    assert_eq!(silent["since"], "2024-01-10");
    let proof = &silent["evidence"][0];
    assert_eq!(proof["path"], "proposals/0002-linter.md");
    assert!(
        proof["line"].as_u64().is_some()
            && proof["commit"]
                .as_str()
                .is_some_and(|commit| commit.len() >= 7)
    );
}

#[test]
fn exit_codes_say_what_happened() {
    let folder = tempfile::tempdir().unwrap();
    repository(folder.path());
    let path = folder.path().to_str().unwrap();
    let code = |arguments: &[&str]| {
        paceline(&[&["check", path, "--as-of", "2026-01-01"], arguments].concat()).code
    };
    assert_eq!(code(&[]), 0);
    assert_eq!(code(&["--fail-on", "any"]), 1);
    assert_eq!(code(&["--fail-on", "silent-lead"]), 1);
    assert_eq!(code(&["--fail-on", "inert-gap"]), 0);
    assert_eq!(code(&["--fail-on", "any", "--only", "inert-gap"]), 0);
    assert_eq!(code(&["--only", "no-such-rule"]), 2);
    let missing = paceline(&["check", "no/such/folder"]);
    assert_eq!((missing.code, missing.out.as_str()), (2, ""));
    assert!(missing.err.starts_with("paceline: "), "{}", missing.err);
}

#[test]
fn every_format_names_rule_place_and_reason() {
    let folder = tempfile::tempdir().unwrap();
    repository(folder.path());
    let path = folder.path().to_str().unwrap();
    let said =
        |format: &str| paceline(&["check", path, "--as-of", "2026-01-01", "--format", format]).out;
    let text = said("text");
    assert!(
        text.contains("silent-lead: The lead has gone silent (1)") && !text.contains('\u{1b}'),
        "{text}"
    );
    let github = said("github");
    assert!(
        github.contains("::warning file=proposals/0002-linter.md,line="),
        "{github}"
    );
    let sarif: Value = serde_json::from_str(&said("sarif")).unwrap();
    assert_eq!(sarif["version"], "2.1.0");
    let result = &sarif["runs"][0]["results"][0];
    assert_eq!(result["ruleId"], "silent-lead");
    let place = &result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
    assert_eq!(place, "proposals/0002-linter.md");
}

#[test]
fn rules_of_goals_and_the_compass_are_asked_of_no_record_and_the_report_says_so() {
    let folder = tempfile::tempdir().unwrap();
    repository(folder.path());
    let path = folder.path().to_str().unwrap();
    let text = paceline(&["check", path]).out;
    assert!(
        text.contains("not asked orphan-goal, nobody-serves, nobody-translates, "),
        "{text}"
    );
    let report = json(&["check", path, "--format", "json", "--only", "stale-goal"]);
    assert_eq!(rules(&report), []);
    let not_asked = report["not_asked"].as_object().unwrap();
    let not_asked: Vec<&String> = not_asked.keys().collect();
    assert_eq!(not_asked, ["stale-goal"]);
    let sarif: Value =
        serde_json::from_str(&paceline(&["check", path, "--format", "sarif"]).out).unwrap();
    let known = &sarif["runs"][0]["tool"]["driver"]["rules"];
    assert_eq!(known.as_array().unwrap().len(), 37);
}

#[test]
fn records_are_printed_a_line_each() {
    let folder = tempfile::tempdir().unwrap();
    repository(folder.path());
    let said = paceline(&["check", folder.path().to_str().unwrap(), "--records"]);
    let lines: Vec<Value> = said
        .out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), 2);
    for field in [
        "id",
        "path",
        "title",
        "status",
        "stage",
        "lead",
        "authors",
        "reviewers",
        "approvers",
        "team",
        "last_change",
    ] {
        assert!(lines[0].get(field).is_some(), "{field} is missing");
    }
    assert_eq!(lines[0]["lead"], "ben");
}

#[test]
fn findings_about_people_are_shown_only_when_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    for n in 0..6 {
        let text =
            crate::common::proposal(&format!("Proposal {n}"), "accepted", "'@ada'", "'@ben'");
        write(folder.path(), &format!("proposals/{n}.md"), &text);
    }
    let path = folder.path().to_str().unwrap();
    let about_people = |arguments: &[&str]| {
        let report = json(&[&["check", path, "--format", "json"], arguments].concat());
        rules(&report)
            .iter()
            .filter(|(rule, _)| rule == "overclocked")
            .count()
    };
    assert_eq!(about_people(&[]), 0);
    assert_eq!(about_people(&["--people"]), 1);
}

#[test]
fn bad_input_is_reported_and_stops_nothing() {
    let folder = tempfile::tempdir().unwrap();
    repository(folder.path());
    write(
        folder.path(),
        "proposals/0003-broken.md",
        "---\ntitle: [unclosed\nauthors: @x\nstatus: what?\n---\n# Broken\n",
    );
    write(
        folder.path(),
        "proposals/0004-binary.md",
        "---\u{0}\u{1}\u{2}",
    );
    let report = json(&["check", folder.path().to_str().unwrap(), "--format", "json"]);
    assert!(report["totals"]["initiatives"].as_u64().unwrap() >= 3);
    assert!(report["totals"]["malformed_files"].as_u64().unwrap() >= 1);
    let problems = report["problems"].as_array().unwrap();
    assert!(
        problems
            .iter()
            .any(|problem| problem["path"] == "proposals/0003-broken.md"),
        "{problems:?}"
    );
    assert!(
        problems
            .iter()
            .all(|problem| problem["what"].is_string() && problem["read_as"].is_string())
    );
}

#[test]
fn annotations_find_the_file_from_the_working_folder() {
    let folder = tempfile::tempdir().unwrap();
    repository(folder.path());
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_paceline"));
    command.current_dir(folder.path()).args([
        "check",
        "proposals",
        "--as-of",
        "2026-01-01",
        "--format",
        "github",
    ]);
    let said = String::from_utf8(command.output().unwrap().stdout).unwrap();
    assert!(said.contains("file=proposals/0002-linter.md,"), "{said}");
}
