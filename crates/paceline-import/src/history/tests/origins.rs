//! Where a repository comes from: remotes, work trees, settings that are included.

use super::Repo;
use crate::history::{Origin, origin};

#[test]
fn the_remote_is_read_from_anywhere_in_the_repository() {
    let repo = Repo::new();
    assert_eq!(origin(repo.path()).unwrap(), Origin::NoRemote);
    let address = "git@github.com:acme/checkout.git";
    repo.git(&["remote", "add", "origin", address]);
    repo.write("src/deep/lib.rs", "");
    for folder in [repo.path().to_owned(), repo.path().join("src/deep")] {
        assert_eq!(origin(&folder).unwrap(), Origin::At(address.to_owned()));
    }
    let nowhere = tempfile::tempdir().unwrap();
    assert_eq!(origin(nowhere.path()).unwrap(), Origin::NoRepository);
}

#[test]
fn a_further_work_tree_and_included_settings_say_the_same() {
    let repo = Repo::new();
    repo.write("a", "a").git(&["add", "."]);
    repo.git(&["commit", "-q", "-m", "One"]);
    repo.write(
        ".git/more",
        "[remote \"origin\"]\n\turl = https://example.org/acme/shop\n",
    );
    repo.git(&["config", "include.path", "more"]);
    let elsewhere = tempfile::tempdir().unwrap();
    let further = elsewhere.path().join("further");
    repo.git(&["worktree", "add", "-q", &further.to_string_lossy()]);
    for folder in [repo.path(), further.as_path()] {
        assert_eq!(
            origin(folder).unwrap(),
            Origin::At("https://example.org/acme/shop".to_owned())
        );
    }
}
