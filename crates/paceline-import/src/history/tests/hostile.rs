//! A repository that wants to run programs on the reader's machine does not get to.

use std::os::unix::fs::PermissionsExt;

use super::{Repo, story, text};

/// Every setting of a repository that names a program which reading could start. `TRAP` leaves a marker.
const CONFIG: &str = r#"
[core]
    fsmonitor = TRAP
    pager = TRAP
    editor = TRAP
    sshCommand = TRAP
    gitProxy = TRAP
    askPass = TRAP
    hooksPath = HOOKS
    alternateRefsCommand = TRAP
    attributesFile = ATTRIBUTES
[pager]
    log = TRAP
    cat-file = TRAP
[alias]
    log = !TRAP
    rev-parse = !TRAP
    cat-file = !TRAP
    ls-tree = !TRAP
[diff]
    external = TRAP
    renames = copies
    orderFile = /no/such/file
    relative = true
[diff "trap"]
    textconv = TRAP
    command = TRAP
[filter "trap"]
    clean = TRAP
    smudge = TRAP
    process = TRAP
    required = true
[log]
    showSignature = true
    showRoot = false
    follow = true
    diffMerges = on
    decorate = full
[format]
    pretty = %B
[gpg]
    program = TRAP
[credential]
    helper = !TRAP
[protocol]
    allow = always
[protocol "ext"]
    allow = always
[extensions]
    partialClone = origin
[remote "origin"]
    url = ext::TRAP
    promisor = true
    uploadpack = TRAP
[trace2]
    eventTarget = MARKER
"#;

#[test]
fn nothing_that_a_repository_sets_is_run() {
    let repo = Repo::new();
    let outside = tempfile::tempdir().unwrap();
    let marker = outside.path().join("marker");
    let trap = outside.path().join("trap");
    let shown = |path: &std::path::Path| path.to_string_lossy().into_owned();
    std::fs::write(&trap, format!("#!/bin/sh\necho $0 >> {}\n", shown(&marker))).unwrap();
    std::fs::set_permissions(&trap, PermissionsExt::from_mode(0o755)).unwrap();
    let hooks = repo.path().join("hooks");
    std::fs::create_dir(&hooks).unwrap();
    for hook in [
        "post-index-change",
        "fsmonitor-watchman",
        "reference-transaction",
        "pre-auto-gc",
    ] {
        std::fs::copy(&trap, hooks.join(hook)).unwrap();
    }
    repo.write("a.md", &text("a"))
        .write(".gitattributes", "*.md diff=trap filter=trap\n");
    repo.commit("add");
    repo.rename("a.md", "b.md")
        .write("b.md", &(text("a") + "b\n"))
        .commit("move");
    sign_head(&repo);
    // An object that is not there, as in a partial clone: asking for it must not fetch it.
    let config = CONFIG
        .replace("TRAP", &shown(&trap))
        .replace("HOOKS", &shown(&hooks))
        .replace("ATTRIBUTES", &shown(&repo.path().join(".gitattributes")))
        .replace("MARKER", &shown(&marker));
    let plain = std::fs::read_to_string(repo.path().join(".git/config")).unwrap();
    let plain = plain.replace("repositoryformatversion = 0", "repositoryformatversion = 1");
    repo.write(".git/config", &(plain + &config));

    let (history, repository) = repo.read("").unwrap();
    let mut blobs: Vec<String> = history
        .rows
        .iter()
        .filter_map(|row| row.blob.clone())
        .collect();
    blobs.push("1".repeat(40));
    let mut seen = 0;
    repository.contents(&blobs, &mut |_, _| seen += 1).unwrap();
    repo.read("hooks").unwrap();

    assert_eq!(story(&history, "b.md"), ["A add (a.md)", "R move"]);
    assert_eq!(seen, blobs.len() - 1);
    let ran = std::fs::read_to_string(&marker).unwrap_or_default();
    assert_eq!(ran, "", "a program of the repository was run");

    // The traps do work: git without our settings falls into each of them.
    let missing = "1".repeat(40);
    let careless: [&[&str]; 4] = [
        &["log", "--raw", "HEAD", "--"],
        &[
            "log",
            "--no-show-signature",
            "-p",
            "--ext-diff",
            "HEAD",
            "--",
        ],
        &["status"],
        &["cat-file", "-p", &missing],
    ];
    for arguments in careless {
        std::fs::write(&marker, "").unwrap();
        let mut git = std::process::Command::new("git");
        git.arg("-C").arg(repo.path());
        git.args(["-c", "diff.orderFile=/dev/null", "-c", "log.follow=false"]);
        git.args(arguments).output().unwrap();
        let ran = std::fs::read_to_string(&marker).unwrap();
        assert_ne!(ran, "", "{arguments:?} ran nothing");
    }
}

/// Puts a signature on the newest commit, so that checking it would run a program.
fn sign_head(repo: &Repo) {
    let commit = repo.git(&["cat-file", "commit", "HEAD"]);
    let signature = "gpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----\n\n";
    repo.write(
        ".git/signed",
        &commit.replacen("\n\n", &format!("\n{signature}"), 1),
    );
    let id = repo.git(&["hash-object", "-t", "commit", "-w", ".git/signed"]);
    repo.git(&["update-ref", "HEAD", &id]);
}

#[test]
fn reading_writes_nothing() {
    let repo = Repo::new();
    repo.write("a.md", "a\n").commit("add");
    let files = || {
        let mut files = Vec::new();
        let mut folders = vec![repo.path().to_path_buf()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
                let metadata = entry.metadata().unwrap();
                files.push((entry.path(), metadata.modified().unwrap()));
                folders.extend(metadata.is_dir().then(|| entry.path()));
            }
        }
        files
    };
    let before = files();
    repo.history();
    assert_eq!(before, files());
}
