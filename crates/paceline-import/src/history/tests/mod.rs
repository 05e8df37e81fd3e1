//! Histories told as stories: repositories that are made on the spot, and history files good and bad.

mod files;
mod following;
mod hostile;
mod odd;
mod origins;
mod parsers;

use std::cell::Cell;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use super::{History, Repository, Row, from_git};

/// A repository in a temporary folder. Every commit is made an hour after the one before.
struct Repo {
    folder: TempDir,
    hour: Cell<i64>,
}

/// 2024-01-01T00:00:00Z.
const START: i64 = 1_704_067_200;

impl Repo {
    fn new() -> Self {
        let repo = Self {
            folder: tempfile::tempdir().unwrap(),
            hour: Cell::new(0),
        };
        repo.git(&["init", "-q", "-b", "main"]);
        repo
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn url(&self) -> String {
        format!("file://{}", self.path().display())
    }

    fn git(&self, arguments: &[&str]) -> String {
        self.git_at(arguments, START, START)
    }

    fn git_at(&self, arguments: &[&str], written: i64, committed: i64) -> String {
        let output = Command::new("git")
            .current_dir(self.path())
            .args(arguments)
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_AUTHOR_NAME", "Ada")
            .env("GIT_AUTHOR_EMAIL", "ada@example.invalid")
            .env("GIT_COMMITTER_NAME", "Bo")
            .env("GIT_COMMITTER_EMAIL", "bo@example.invalid")
            .env("GIT_AUTHOR_DATE", format!("@{written} +0000"))
            .env("GIT_COMMITTER_DATE", format!("@{committed} +0000"))
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "git {arguments:?}: {said}");
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    }

    fn write(&self, path: &str, text: &str) -> &Self {
        let path = self.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
        self
    }

    fn rename(&self, from: &str, to: &str) -> &Self {
        let to = self.path().join(to);
        std::fs::create_dir_all(to.parent().unwrap()).unwrap();
        std::fs::rename(self.path().join(from), to).unwrap();
        self
    }

    fn remove(&self, path: &str) -> &Self {
        std::fs::remove_file(self.path().join(path)).unwrap();
        self
    }

    /// Commits everything, an hour after the last commit.
    fn commit(&self, subject: &str) -> String {
        let now = self.next_hour();
        self.commit_at(subject, now, now)
    }

    fn next_hour(&self) -> i64 {
        self.hour.set(self.hour.get() + 1);
        START + self.hour.get() * 3600
    }

    fn commit_at(&self, subject: &str, written: i64, committed: i64) -> String {
        self.git(&["add", "-A"]);
        self.git_at(
            &["commit", "-q", "--allow-empty", "-m", subject],
            written,
            committed,
        );
        self.git(&["rev-parse", "HEAD"])
    }

    fn merge(&self, branch: &str) {
        let now = self.next_hour();
        self.git_at(&["merge", "-q", "--no-ff", "-m", "merge", branch], now, now);
    }

    fn history(&self) -> History {
        self.read("").unwrap().0
    }

    fn read(&self, below: &str) -> Option<(History, Repository)> {
        from_git(&self.path().join(below), &|_| true, &|_| {}).unwrap()
    }
}

/// The rows of one file as `change subject`, oldest first; with the name it had then, if another.
fn story(history: &History, path: &str) -> Vec<String> {
    let of_path = |row: &&Row| row.path == path;
    let tell = |row: &Row| match &row.path_then {
        Some(then) => format!("{} {} ({then})", row.change, row.subject),
        None => format!("{} {}", row.change, row.subject),
    };
    history.rows.iter().filter(of_path).map(tell).collect()
}

/// A text long enough to be recognised after a small edit.
fn text(about: &str) -> String {
    let lines: Vec<String> = (0..20).map(|line| format!("{about} {line}\n")).collect();
    lines.concat()
}
