//! Files are followed through renames, and not through anything else.

use super::super::from_git;
use super::{Repo, story, text};

#[test]
fn a_commit_becomes_a_row_for_each_file() {
    let repo = Repo::new();
    let first = repo.write("a.md", "one\n").commit("first");
    repo.write("a.md", "two\n").write("b.md", "b\n");
    repo.commit("second");
    let (history, repository) = repo.read("").unwrap();
    assert_eq!(story(&history, "a.md"), ["A first", "M second"]);
    assert_eq!(story(&history, "b.md"), ["A second"]);
    let row = &history.rows[0];
    assert_eq!(
        (row.commit.as_str(), row.author.as_str()),
        (first.as_str(), "Ada")
    );
    assert_eq!(row.date.as_second(), super::START + 3600);
    assert_eq!(row.files_in_commit, 1);
    assert_eq!(history.rows[1].files_in_commit, 2);
    assert_eq!(history.head.unwrap().as_second(), super::START + 7200);
    assert_eq!(history.problems, []);
    let blobs: Vec<String> = history
        .rows
        .iter()
        .filter_map(|row| row.blob.clone())
        .collect();
    let mut contents = Vec::new();
    repository
        .contents(&blobs, &mut |_, text| contents.push(text.to_vec()))
        .unwrap();
    assert_eq!(contents, [b"one\n".as_slice(), b"two\n", b"b\n"]);
}

#[test]
fn a_chain_of_renames_is_one_file() {
    let repo = Repo::new();
    repo.write("a.md", &text("x")).commit("add");
    repo.rename("a.md", "b.md").commit("to b");
    repo.write("b.md", &(text("x") + "more\n")).commit("edit");
    repo.rename("b.md", "deep/c.md")
        .write("deep/c.md", &(text("x") + "again\n"));
    repo.commit("to c");
    assert_eq!(
        story(&repo.history(), "deep/c.md"),
        ["A add (a.md)", "R to b (b.md)", "M edit (b.md)", "R to c"]
    );
    assert_eq!(repo.history().rows.len(), 4);
}

#[test]
fn a_name_that_is_used_again_is_another_file() {
    let repo = Repo::new();
    repo.write("a.md", &text("first")).commit("add first");
    repo.rename("a.md", "b.md").commit("move first");
    repo.write("a.md", &text("second")).commit("add second");
    repo.write("a.md", &text("second again"))
        .commit("edit second");
    let history = repo.history();
    assert_eq!(story(&history, "a.md"), ["A add second", "M edit second"]);
    assert_eq!(
        story(&history, "b.md"),
        ["A add first (a.md)", "R move first"]
    );
}

#[test]
fn there_and_back_again_is_one_file() {
    let repo = Repo::new();
    repo.write("a.md", &text("x")).commit("add");
    repo.rename("a.md", "b.md").commit("there");
    repo.rename("b.md", "a.md").commit("back");
    assert_eq!(
        story(&repo.history(), "a.md"),
        ["A add", "R there (b.md)", "R back"]
    );
}

#[test]
fn a_deletion_ends_a_file() {
    let repo = Repo::new();
    repo.write("a.md", &text("first"))
        .write("b.md", "b\n")
        .commit("add");
    repo.remove("a.md").commit("delete");
    repo.write("a.md", "quite another\n").commit("add another");
    repo.write("a.md", "gone\n").remove("b.md").commit("edit");
    let history = repo.history();
    assert_eq!(story(&history, "a.md"), ["A add another", "M edit"]);
    assert_eq!(story(&history, "b.md"), [""; 0]);
    // The deleted file still counts.
    assert_eq!(history.rows[1].files_in_commit, 2);
}

#[test]
fn a_deletion_that_was_taken_back_is_no_end() {
    let repo = Repo::new();
    repo.write("a.md", &text("x")).commit("add");
    repo.remove("a.md").commit("delete by mistake");
    repo.git(&["revert", "--no-commit", "HEAD"]);
    repo.commit("take back");
    assert_eq!(
        story(&repo.history(), "a.md"),
        ["A add", "D delete by mistake", "A take back"]
    );
}

#[test]
fn merges_are_left_out_and_their_branches_are_not() {
    let repo = Repo::new();
    repo.write("a.md", &text("x")).commit("add");
    repo.git(&["checkout", "-q", "-b", "side"]);
    repo.write("a.md", &(text("x") + "side\n"))
        .commit("edit on the side");
    repo.git(&["checkout", "-q", "main"]);
    repo.rename("a.md", "b.md").commit("move on main");
    repo.merge("side");
    let history = repo.history();
    assert_eq!(
        story(&history, "b.md"),
        [
            "A add (a.md)",
            "M edit on the side (a.md)",
            "R move on main"
        ]
    );
    // The newest commit of all is the merge.
    assert!(history.head > history.rows.last().map(|row| row.committed));
}

#[test]
fn a_rename_on_the_side_carries_edits_on_main() {
    let repo = Repo::new();
    repo.write("a.md", &text("x")).commit("add");
    repo.git(&["checkout", "-q", "-b", "side"]);
    repo.rename("a.md", "b.md").commit("move on the side");
    repo.git(&["checkout", "-q", "main"]);
    repo.write("a.md", &(text("x") + "main\n"))
        .commit("edit on main");
    repo.merge("side");
    assert_eq!(
        story(&repo.history(), "b.md"),
        [
            "A add (a.md)",
            "R move on the side",
            "M edit on main (a.md)"
        ]
    );
}

#[test]
fn only_wanted_files_count_by_either_name() {
    let repo = Repo::new();
    for n in 0..30 {
        repo.write(&format!("notes/{n}.md"), &text(&format!("note {n}")));
        repo.write(&format!("code/{n}.rs"), "code\n");
    }
    repo.commit("all at once");
    repo.rename("notes/0.md", "records/0.md")
        .write("code/0.rs", "new\n");
    repo.commit("move one");
    let wanted = |path: &str| path.starts_with("records/") || path.ends_with("/7.md");
    let (history, _) = from_git(repo.path(), &wanted, &|_| {}).unwrap().unwrap();
    assert_eq!(
        story(&history, "records/0.md"),
        ["A all at once (notes/0.md)", "R move one"]
    );
    let counts: Vec<u32> = history.rows.iter().map(|row| row.files_in_commit).collect();
    assert_eq!(counts, [2, 2, 1]);
}

#[test]
fn a_folder_inside_has_its_own_history() {
    let repo = Repo::new();
    repo.write("outside.md", &text("x"))
        .write("in/a.md", "a\n")
        .commit("add");
    repo.rename("outside.md", "in/came.md").commit("moves in");
    repo.write("elsewhere.md", "e\n").commit("elsewhere");
    repo.rename("in/a.md", "gone.md").commit("moves out");
    let (history, _) = repo.read("in").unwrap();
    assert_eq!(story(&history, "came.md"), ["A moves in"]);
    assert_eq!(history.rows.len(), 1);
    assert_eq!(history.head.unwrap().as_second(), super::START + 4 * 3600);
}

#[test]
fn a_folder_inside_keeps_what_a_merge_threw_away() {
    let repo = Repo::new();
    repo.write("in/a.md", "a\n").commit("add");
    repo.git(&["checkout", "-q", "-b", "side"]);
    repo.write("in/a.md", "b\n").commit("side");
    repo.git(&["checkout", "-q", "main"]);
    repo.git(&["merge", "-q", "-s", "ours", "-m", "merge", "side"]);
    let whole: Vec<String> = story(&repo.history(), "in/a.md");
    assert_eq!(whole, ["A add", "M side"]);
    assert_eq!(story(&repo.read("in").unwrap().0, "a.md"), whole);
}
