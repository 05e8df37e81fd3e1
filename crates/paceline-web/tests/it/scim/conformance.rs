//! What others hold to be SCIM: `scim2-tester` from the Python registry, over a real connection.

use std::{path::Path, process::Command};

use super::Directory;

#[tokio::test(flavor = "multi_thread")]
async fn a_tester_of_directories_finds_nothing() {
    let directory = Directory::new().await;
    // `target/tmp` is where cargo lets tests write; `cargo xtask python` installs beside it.
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    let programs = if cfg!(windows) { "Scripts" } else { "bin" };
    let python = target.join("python").join(programs).join("python");
    assert!(
        target.join("python/installed.txt").is_file(),
        "Python with scim2-tester is not installed: run `cargo xtask python`, or `cargo xtask test`, which does that first"
    );
    let mut tester = Command::new(python);
    tester
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scim.py"))
        .arg(format!("http://{}/scim/v2", directory.house.world.address))
        .arg(&directory.token);
    let said = tokio::task::spawn_blocking(move || tester.output().unwrap());
    let said = said.await.unwrap();
    let text = String::from_utf8_lossy(&said.stdout);
    let errors = String::from_utf8_lossy(&said.stderr);
    assert!(said.status.success(), "{text}\n{errors}");
    assert!(text.contains("checks passed"), "{text}");
}
