//! Records in a git repository: the log is the time axis.

use std::path::Path;
use std::process::Command;

use paceline_import::{Change, Options, Stage, read};
use tempfile::TempDir;

struct Repository(TempDir);

impl Repository {
    fn new() -> Self {
        let repository = Self(tempfile::tempdir().expect("a folder"));
        repository.git(&["init", "-q", "-b", "main"], 0);
        repository
    }

    fn root(&self) -> &Path {
        self.0.path()
    }

    fn git(&self, arguments: &[&str], day: u32) {
        let date = format!("2024-01-{:02}T12:00:00Z", day + 1);
        let done = Command::new("git")
            .arg("-C")
            .arg(self.root())
            .args([
                "-c",
                "user.name=Ann",
                "-c",
                "user.email=ann@example.invalid",
                "-c",
                "commit.gpgsign=false",
            ])
            .args(arguments)
            .env("GIT_AUTHOR_DATE", &date)
            .env("GIT_COMMITTER_DATE", &date)
            .output()
            .expect("git runs");
        assert!(
            done.status.success(),
            "{}",
            String::from_utf8_lossy(&done.stderr)
        );
    }

    fn commit(&self, day: u32, files: &[(&str, &str)]) {
        for (path, text) in files {
            let path = self.root().join(path);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("can make folders");
            std::fs::write(path, text).expect("can write");
        }
        self.git(&["add", "-A"], day);
        self.git(&["commit", "-q", "-m", &format!("day {day}")], day);
    }
}

const KEP: &str = "keps/sig-node/1-x/kep.yaml";

#[test]
fn stage_moves_and_changes_of_lead_are_replayed() {
    let repository = Repository::new();
    repository.commit(
        0,
        &[(KEP, "title: X\nstatus: provisional\nauthors: [\"@ann\"]\n")],
    );
    repository.commit(
        5,
        &[(
            "keps/sig-node/1-x/README.md",
            "# X\n\n## Summary\n\nShort.\n",
        )],
    );
    repository.commit(
        9,
        &[(
            KEP,
            "title: X\nstatus: implementable\nauthors: [\"@bob\", \"@ann\"]\n",
        )],
    );
    let records = read(repository.root(), &Options::default()).expect("readable");
    assert!(records.has_history);
    assert_eq!(records.as_of.to_string(), "2024-01-10T12:00:00Z");
    let it = &records.initiatives[0];
    assert_eq!(it.summary, "Short.");
    assert_eq!(
        it.created.map(|at| at.to_string()).as_deref(),
        Some("2024-01-01T12:00:00Z")
    );
    assert_eq!(
        it.last_change.map(|at| at.to_string()).as_deref(),
        Some("2024-01-10T12:00:00Z")
    );
    let subjects: Vec<&str> = it
        .history
        .iter()
        .map(|revision| revision.subject.as_str())
        .collect();
    assert_eq!(subjects, ["day 0", "day 5", "day 9"]);
    assert!(it.history[1].changes.is_empty());
    assert_eq!(
        it.history[2].changes,
        [
            Change::Status {
                written: "implementable".to_owned(),
                stage: Stage::Agreed,
                active: true
            },
            Change::Authors(vec!["bob".to_owned(), "ann".to_owned()]),
        ]
    );
}

#[test]
fn a_sub_folder_of_a_repository_is_enough() {
    let repository = Repository::new();
    repository.commit(
        0,
        &[
            (KEP, "title: X\n"),
            ("keps/sig-cli/2-y/kep.yaml", "title: Y\n"),
        ],
    );
    let records = read(
        &repository.root().join("keps/sig-node"),
        &Options::default(),
    )
    .expect("readable");
    let ids: Vec<&str> = records
        .initiatives
        .iter()
        .map(|it| it.id.as_str())
        .collect();
    assert_eq!(ids, ["keps/sig-node/1-x"]);
    assert!(records.initiatives[0].last_change.is_some());
}

#[test]
fn commits_over_the_limit_are_mechanical() {
    let repository = Repository::new();
    repository.commit(0, &[(KEP, "title: X\n")]);
    repository.commit(
        3,
        &[
            (KEP, "title: X\n# swept\n"),
            ("keps/sig-node/2-y/kep.yaml", "title: Y\n"),
        ],
    );
    let options = Options {
        mechanical_over: Some(1),
        ..Options::default()
    };
    let records = read(repository.root(), &options).expect("readable");
    let it = &records.initiatives[0];
    assert_eq!(
        it.last_meaningful_change
            .map(|at| at.to_string())
            .as_deref(),
        Some("2024-01-01T12:00:00Z")
    );
    assert!(it.history[1].mechanical);
    assert_eq!(records.initiatives[1].last_meaningful_change, None);
}

#[test]
fn a_history_file_stands_in_for_the_repository() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("can make folders");
        std::fs::write(path, text).expect("can write");
    };
    write(
        KEP,
        "title: X\nstatus: implementable\nauthors: [\"@ann\"]\n",
    );
    write(
        "rows/a.jsonl",
        &format!(
            "{}\n{}\n",
            r#"{"path": "enhancements/keps/sig-node/1-x/kep.yaml", "commit": "aa", "author": "Ann", "date": "2024-01-01T00:00:00Z", "committed": "2024-01-01T00:00:00Z", "subject": "s", "change": "A", "files_in_commit": 1}"#,
            r#"{"path": "enhancements/keps/sig-node/1-x/kep.yaml", "commit": "aa", "author": "Ann", "date": "2024-01-01T00:00:00Z", "committed": "2024-01-01T00:00:00Z", "field": "status", "from": null, "to": "provisional"}"#
        ),
    );
    let options = Options {
        history: vec![folder.path().join("rows")],
        ..Options::default()
    };
    let records = read(folder.path(), &options).expect("readable");
    let it = &records.initiatives[0];
    assert_eq!(it.history.len(), 1);
    assert!(
        it.history[0]
            .changes
            .contains(&Change::Authors(vec!["ann".to_owned()]))
    );
    assert_eq!(records.as_of.to_string(), "2024-01-01T00:00:00Z");
}
