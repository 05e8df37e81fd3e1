//! Repositories that are not as one expects: empty, bare, shallow, partial, with odd names and odd dates.

use std::os::unix::ffi::OsStrExt;

use super::super::command::Git;
use super::super::{HistoryError, from_git, git};
use super::{Repo, START, story, text};

const DAY: i64 = 86_400;

#[test]
fn no_repository_is_no_history() {
    let folder = tempfile::tempdir().unwrap();
    assert!(
        from_git(folder.path(), &|_| true, &|_| {})
            .unwrap()
            .is_none()
    );
}

#[test]
fn a_folder_that_git_does_not_know_is_no_history() {
    let repo = Repo::new();
    repo.write("a.md", "a\n").commit("add");
    repo.write("new/b.md", "b\n");
    assert!(repo.read("new").is_none());
    assert!(repo.read(".git").is_none());
}

#[test]
fn a_repository_without_commits_has_no_rows() {
    let history = Repo::new().history();
    assert_eq!((history.rows.len(), history.head), (0, None));
}

#[test]
fn a_bare_repository_has_no_rows_and_says_why() {
    let repo = Repo::new();
    repo.git(&["init", "-q", "--bare", "bare"]);
    let (history, _) = repo.read("bare").unwrap();
    assert_eq!(history.rows, []);
    assert!(history.problems[0].what.contains("bare"));
}

#[test]
fn without_git_one_is_told_what_to_do() {
    let repo = Repo::new();
    let nowhere = |folder| git::read(Git::new("/no/such/git", folder), &|_| true, &|_| {});
    let error = nowhere(repo.path()).err().unwrap();
    assert!(matches!(error, HistoryError::NoGit { .. }));
    assert!(error.to_string().contains("--history FILE.jsonl"));
    let folder = tempfile::tempdir().unwrap();
    assert!(nowhere(folder.path()).unwrap().is_none());
}

#[test]
fn a_broken_repository_is_an_error_in_one_line() {
    let repo = Repo::new();
    repo.write("a.md", "a\n").commit("add");
    repo.write(".git/config", "[core\n\u{1b}]0;title\u{7}\n");
    let error = from_git(repo.path(), &|_| true, &|_| {})
        .err()
        .unwrap()
        .to_string();
    assert!(error.contains("config"), "{error}");
    assert!(!error.contains(char::is_control), "{error}");
}

#[test]
fn a_shallow_clone_says_where_it_is_cut() {
    let repo = Repo::new();
    repo.write("a.md", "a\n").commit("one");
    repo.write("a.md", "b\n").commit("two");
    repo.git(&["clone", "-q", "--depth=1", &repo.url(), "shallow"]);
    let (history, _) = repo.read("shallow").unwrap();
    assert_eq!(story(&history, "a.md"), ["A two"]);
    assert!(history.problems[0].what.ends_with("cut at 2024-01-01."));
}

#[test]
fn a_partial_clone_fetches_nothing_and_says_what_it_cannot_know() {
    let repo = Repo::new();
    repo.git(&["config", "uploadpack.allowFilter", "true"]);
    repo.write("a.md", &text("a"))
        .write("b.md", &text("b"))
        .commit("add");
    repo.rename("a.md", "a2.md").rename("b.md", "b2.md");
    repo.write("b2.md", &(text("b") + "edit\n")).commit("move");
    repo.git(&[
        "clone",
        "-q",
        "--no-checkout",
        "--filter=blob:none",
        &repo.url(),
        "partial",
    ]);
    let (history, repository) = repo.read("partial").unwrap();
    assert_eq!(story(&history, "a2.md"), ["A add (a.md)", "R move"]);
    assert_eq!(story(&history, "b2.md"), ["A move"]);
    assert_eq!(history.problems.len(), 1);
    let blobs: Vec<String> = history
        .rows
        .iter()
        .filter_map(|row| row.blob.clone())
        .collect();
    repository
        .contents(&blobs, &mut |id, _| panic!("{id} was fetched"))
        .unwrap();
}

#[test]
fn odd_names_are_only_names() {
    let repo = Repo::new();
    let names = [
        "-rf.md",
        "\"quoted\".md",
        "new\nline.md",
        "tab\t.md",
        "ünï/çødé 🚴.md",
        ":colon",
        " ",
        "a/:(top)*",
    ];
    for name in names {
        repo.write(name, name);
    }
    let latin = repo.path().join(std::ffi::OsStr::from_bytes(b"caf\xe9.md"));
    std::fs::write(latin, "latin").unwrap();
    repo.commit("subject with \u{1} and :100644 in it");
    let history = repo.history();
    for name in names {
        assert_eq!(story(&history, name).len(), 1, "{name:?}");
    }
    assert_eq!(story(&history, "caf\u{fffd}.md").len(), 1);
    assert_eq!(history.rows.len(), names.len() + 1);
}

#[test]
fn folders_named_like_options_are_folders() {
    let repo = Repo::new();
    repo.write("--upload-pack=x/a.md", "a\n")
        .write("*/b.md", "b\n")
        .commit("add");
    assert_eq!(
        story(&repo.read("--upload-pack=x").unwrap().0, "a.md"),
        ["A add"]
    );
    assert_eq!(repo.read("*").unwrap().0.rows.len(), 1);
}

#[test]
fn links_and_submodules_have_no_contents() {
    let repo = Repo::new();
    std::os::unix::fs::symlink("/etc/passwd", repo.path().join("link.md")).unwrap();
    let head = repo.write("a.md", "a\n").commit("add");
    repo.git(&[
        "update-index",
        "--add",
        "--cacheinfo",
        &format!("160000,{head},sub"),
    ]);
    repo.git(&["commit", "-q", "-m", "sub"]);
    let history = repo.history();
    let blobs: Vec<bool> = history.rows.iter().map(|row| row.blob.is_some()).collect();
    assert_eq!(
        blobs.iter().filter(|there| **there).count(),
        1,
        "{:?}",
        history.rows
    );
}

#[test]
fn impossible_dates_are_reported_and_replaced() {
    let repo = Repo::new();
    repo.write("a.md", "0").commit_at("epoch", 0, START);
    repo.write("a.md", "1")
        .commit_at("tomorrow", START + DAY - 1, START);
    repo.write("a.md", "2")
        .commit_at("in a year", START + 365 * DAY, START + 1);
    repo.write("a.md", "3")
        .commit_at("beyond", 99_999_999_999_999, START + 2);
    repo.write("a.md", "4").commit_at("both", 0, 0);
    let history = repo.history();
    let dates: Vec<i64> = history
        .rows
        .iter()
        .filter(|row| row.subject != "both")
        .map(|row| row.date.as_second() - START)
        .collect();
    assert_eq!(dates, [0, DAY - 1, 1, 2]);
    assert_eq!(history.problems.len(), 4);
    // The head is the commit without a date: the newest date there is stands for it.
    assert_eq!(history.head.unwrap().as_second(), START + 2);
}

#[test]
fn a_commit_with_a_broken_author_line_is_read() {
    let repo = Repo::new();
    repo.write("a.md", "a\n").commit("add");
    let tree = repo.git(&["rev-parse", "HEAD^{tree}"]);
    for (n, author) in [
        "",
        "x",
        "x <y> -5 +9999",
        "x <y> 1e9 zone",
        "<<>> 99999999999999999999999 -0000",
    ]
    .iter()
    .enumerate()
    {
        let commit = format!("tree {tree}\nauthor {author}\ncommitter {author}\n\nbroken {n}\n");
        repo.write(".git/broken", &commit);
        let id = repo.git(&[
            "hash-object",
            "-t",
            "commit",
            "-w",
            "--literally",
            ".git/broken",
        ]);
        repo.git(&["update-ref", "--no-deref", "HEAD", &id]);
        assert_eq!(repo.history().rows.len(), 1, "{author}");
        assert_eq!(repo.history().problems.len(), 1, "{author}");
    }
}

#[test]
fn large_contents_are_cut_and_many_do_not_block() {
    let repo = Repo::new();
    repo.write("large", &"x".repeat(5 * 1024 * 1024))
        .write("small", "s")
        .write("empty", "");
    repo.commit("add");
    let (history, repository) = repo.read("").unwrap();
    let blobs: Vec<String> = history
        .rows
        .iter()
        .filter_map(|row| row.blob.clone())
        .collect();
    let mut asked: Vec<String> = std::iter::repeat_n(blobs[2].clone(), 20_000).collect();
    asked.push("HEAD:large\n".to_owned());
    asked.push("0".repeat(40));
    asked.extend(blobs);
    let mut sizes = Vec::new();
    repository
        .contents(&asked, &mut |_, contents| sizes.push(contents.len()))
        .unwrap();
    assert_eq!(sizes.len(), 20_003);
    assert_eq!(sizes[20_000..], [0, 2 * 1024 * 1024, 1]);
}
