//! Running the program, and small repositories to run it on.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// What the program said.
pub(crate) struct Said {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl From<Output> for Said {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

pub(crate) fn paceline(arguments: &[&str]) -> Said {
    let mut command = Command::new(env!("CARGO_BIN_EXE_paceline"));
    command
        .args(arguments)
        .env_remove("PACELINE_DATA")
        .output()
        .expect("the program runs")
        .into()
}

pub(crate) fn git(folder: &Path, at: &str, arguments: &[&str]) {
    let mut command = Command::new("git");
    command
        .arg("-C")
        .arg(folder)
        .args([
            "-c",
            "user.name=Ada",
            "-c",
            "user.email=ada@example.invalid",
        ])
        .args(arguments);
    let output = command
        .env("GIT_AUTHOR_DATE", at)
        .env("GIT_COMMITTER_DATE", at)
        .output()
        .expect("git runs");
    assert!(
        output.status.success(),
        "git {arguments:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
}

pub(crate) fn write(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder is made");
    fs::write(path, text).expect("a file is written");
}

pub(crate) fn proposal(title: &str, status: &str, authors: &str, reviewers: &str) -> String {
    format!(
        "---\ntitle: {title}\nauthors: [{authors}]\nreviewers: [{reviewers}]\nstatus: {status}\n---\n\n# {title}\n\n## Summary\n\nWhy and how.\n"
    )
}

/// Two proposals over two years: one led and alive, one that fell silent without anybody who follows.
pub(crate) fn repository(folder: &Path) {
    git(
        folder,
        "2024-01-10T10:00:00Z",
        &["init", "-q", "-b", "main"],
    );
    write(
        folder,
        "proposals/0001-calm.md",
        &proposal("Calm on-call", "draft", "'@ada'", "'@ben'"),
    );
    write(
        folder,
        "proposals/0002-linter.md",
        &proposal("One linter for all", "proposed", "'@cleo'", ""),
    );
    git(folder, "2024-01-10T10:00:00Z", &["add", "."]);
    git(
        folder,
        "2024-01-10T10:00:00Z",
        &["commit", "-q", "-m", "Two proposals"],
    );
    write(
        folder,
        "proposals/0001-calm.md",
        &proposal("Calm on-call", "accepted", "'@ben', '@ada'", "'@dia'"),
    );
    git(
        folder,
        "2025-12-01T10:00:00Z",
        &["commit", "-q", "-a", "-m", "Hand over and agree"],
    );
}
