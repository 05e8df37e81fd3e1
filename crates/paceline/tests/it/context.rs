//! The context at the command line: in a real repository, into a file, and whether it is current.

use std::fs;
use std::path::Path;

use paceline_core::Command;
use tempfile::TempDir;

use crate::common::{Said, git};
use crate::world::{PRIYA, World};

/// A value of Checkout, and a clone of a repository that is its own.
async fn world() -> (World, TempDir) {
    let world = World::new().await;
    value(&world, "Trust", "Payments are never lost.").await;
    let folder = tempfile::tempdir().expect("a folder");
    let at = "2026-01-01T00:00:00Z";
    git(folder.path(), at, &["init", "-q", "-b", "main"]);
    let address = "https://ada:s3cr3t@github.com/Acme/shop.git";
    git(folder.path(), at, &["remote", "add", "origin", address]);
    (world, folder)
}

async fn value(world: &World, title: &str, text: &str) {
    let json = serde_json::json!({
        "compass": { "write_value": { "title": title, "text": text, "team": 2, "looks_like": "", "does_not_look_like": "" } }
    });
    let write: Command = serde_json::from_value(json).expect("a command");
    world.does(PRIYA, write).await;
}

async fn context(world: &World, folder: &Path, arguments: &[&str]) -> Said {
    let folder = folder.to_string_lossy().into_owned();
    let all = [&["context", "--repo", &folder], arguments].concat();
    world.says(&all).await
}

#[tokio::test]
async fn the_repository_says_whose_context_it_is() {
    let (world, folder) = world().await;
    let said = context(&world, folder.path(), &[]).await;
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(
        said.out
            .starts_with("<!-- paceline context team=checkout digest="),
        "{}",
        said.out
    );
    assert!(
        said.out
            .contains("whose repository github.com/acme/shop is"),
        "{}",
        said.out
    );
    assert!(
        said.out
            .contains("- **C-5 Trust**: Payments are never lost. (of Checkout)"),
        "{}",
        said.out
    );
    assert!(!said.out.contains("s3cr3t"));
    let by_address = world
        .says(&["context", "--repo", "git@github.com:acme/shop"])
        .await;
    assert_eq!(by_address.out, said.out);
    let json = world
        .says(&["context", "--team", "checkout", "--format", "json"])
        .await;
    let json: serde_json::Value = serde_json::from_str(&json.out).expect("JSON");
    assert_eq!(json["items"][0]["reference"], "C-1", "they depart from it");
    let says =
        "*Checkout departs from this until 2030-01-31, for Auditors (V-1), because:* Sealed.";
    assert!(said.out.contains(says), "{}", said.out);
}

#[tokio::test]
async fn a_copy_is_written_kept_current_and_checked() {
    let (world, folder) = world().await;
    let file = folder.path().join("AGENTS.md");
    let name = file.to_string_lossy().into_owned();
    let into = ["--into", &name];
    let check = ["--check", &name];

    let said = context(&world, folder.path(), &check).await;
    assert_eq!(said.code, 2, "there is nothing to look at");
    assert!(said.err.contains("is not there."), "{}", said.err);
    fs::write(&file, "# Agents\n\nOurs.\n").expect("a file");
    let said = context(&world, folder.path(), &check).await;
    assert_eq!(said.code, 1, "{}", said.err);
    assert!(said.out.contains("There is no copy in it"), "{}", said.out);

    let said = context(&world, folder.path(), &into).await;
    assert_eq!(said.code, 0, "{}", said.err);
    let first = fs::read_to_string(&file).expect("a file");
    assert!(
        first.starts_with("# Agents\n\nOurs.\n\n<!-- paceline context"),
        "{first}"
    );
    assert_eq!(context(&world, folder.path(), &check).await.code, 0);
    let said = context(&world, folder.path(), &into).await;
    assert!(
        said.out.ends_with("AGENTS.md is current.\n"),
        "{}",
        said.out
    );

    fs::write(&file, format!("{first}\nMore of ours.\n")).expect("a file");
    value(&world, "Calm", "Nobody is woken --> twice.").await;
    let said = context(&world, folder.path(), &check).await;
    assert_eq!(said.code, 1, "{}", said.err);
    assert!(
        said.out
            .contains("The copy in it is out of date; write it with --into"),
        "{}",
        said.out
    );
    assert!(
        said.out
            .contains("+ - **C-6 Calm**: Nobody is woken --&gt; twice. (of Checkout)"),
        "{}",
        said.out
    );
    assert_eq!(context(&world, folder.path(), &into).await.code, 0);
    let second = fs::read_to_string(&file).expect("a file");
    assert!(
        second.starts_with("# Agents\n\nOurs.\n\n<!-- paceline context"),
        "{second}"
    );
    assert!(
        second.ends_with("<!-- /paceline context -->\n\nMore of ours.\n"),
        "{second}"
    );
    assert_eq!(second.matches("<!-- paceline context").count(), 1);
    assert_eq!(context(&world, folder.path(), &check).await.code, 0);
}

#[tokio::test]
async fn a_draft_is_read_from_a_file() {
    let (world, folder) = world().await;
    let draft = folder.path().join("draft.md");
    fs::write(&draft, "How payments are lost.").expect("a file");
    let said = world
        .says(&["context", "--for", &draft.to_string_lossy()])
        .await;
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(
        said.out
            .contains("shares the words “lost”, “payment” with the draft"),
        "{}",
        said.out
    );
    fs::write(&draft, "x".repeat(200 * 1024 + 1)).expect("a file");
    let said = world
        .says(&["context", "--for", &draft.to_string_lossy()])
        .await;
    assert_eq!(said.code, 2);
    assert!(said.err.contains("longer than 200 KiB"), "{}", said.err);
}

#[tokio::test]
async fn what_cannot_be_told_is_said_with_what_to_do() {
    let (world, folder) = world().await;
    let bare = tempfile::tempdir().expect("a folder");
    for (arguments, code, says) in [
        (
            vec!["--repo", bare.path().to_str().expect("a path")],
            2,
            "is in no git repository.",
        ),
        (
            vec!["--repo", "./nowhere"],
            2,
            "is neither a folder nor the address of a repository.",
        ),
        (vec!["--team", "zebra"], 1, "zebra"),
        (vec!["--team", "zebra", "--check", "AGENTS.md"], 2, "zebra"),
        (
            vec!["--team", "checkout", "--words", "7"],
            2,
            "write a whole number from 100 to 5000",
        ),
    ] {
        let said = world
            .says(&[vec!["context"], arguments.clone()].concat())
            .await;
        assert_eq!(said.code, code, "{arguments:?}: {}", said.err);
        assert!(said.err.contains(says), "{arguments:?}: {}", said.err);
    }
    let file = folder.path().join("broken.md");
    fs::write(&file, "<!-- paceline context digest=1 -->\nOurs").expect("a file");
    let said = context(&world, folder.path(), &["--into", &file.to_string_lossy()]).await;
    assert_eq!(said.code, 2, "{}", said.out);
    assert!(
        said.err.contains("the beginning of a copy without its end"),
        "{}",
        said.err
    );
    assert_eq!(
        fs::read_to_string(&file).expect("a file"),
        "<!-- paceline context digest=1 -->\nOurs"
    );
}
