//! `check` on the Kubernetes pack, and on a git repository with many commits against `git log --raw`.

use std::error::Error;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use paceline_import::{Options, Told, read, steps, totals};

use crate::{Row, progress};

/// Reads, folds and looks for findings, as `paceline check` does.
fn check(path: &Path) -> Result<(Duration, usize), Box<dyn Error>> {
    let start = Instant::now();
    let records = read(path, &Options::default())?;
    let told = Told::fold(&steps(&records, &paceline_core::State::default()));
    let found = paceline_core::signal::all(
        told.state.seen_by(paceline_core::access::Viewer::Paceline),
        records.as_of.into(),
    );
    let initiatives = usize::try_from(totals(&records).initiatives)?;
    assert!(!found.is_empty(), "there is something to find");
    Ok((start.elapsed(), initiatives))
}

pub(crate) fn kubernetes(rows: &mut Vec<Row>) -> Result<(), Box<dyn Error>> {
    let pack = PathBuf::from("../shared/data/kubernetes");
    if !pack.exists() {
        rows.push(Row::new(
            "check on the Kubernetes pack",
            "not measured: the pack is not beside the repository",
            "",
            None,
        ));
        return Ok(());
    }
    progress("check on the Kubernetes pack");
    let (took, initiatives) = check(&pack)?;
    rows.push(Row::new(
        "`check` on the Kubernetes pack",
        format!(
            "{} ms for {initiatives} proposals with their history",
            took.as_millis()
        ),
        "",
        None,
    ));
    Ok(())
}

/// A repository of proposals with many commits, made with `git fast-import`.
pub(crate) fn repository(
    folder: &Path,
    commits: usize,
    rows: &mut Vec<Row>,
) -> Result<(), Box<dyn Error>> {
    progress("a git repository with many commits");
    let repository = folder.join("repository");
    std::fs::create_dir_all(&repository)?;
    git(&repository, &["init", "-q", "-b", "main"])?;
    import(&repository, commits)?;
    git(&repository, &["reset", "-q", "--hard", "main"])?;
    // Once each to warm the disk, then for the record.
    log(&repository)?;
    check(&repository)?;
    let raw = log(&repository)?;
    let (took, initiatives) = check(&repository)?;
    let ratio = took.as_secs_f64() / raw.as_secs_f64();
    rows.push(Row::new(
        format!("`check` on a git repository with {commits} commits, {initiatives} proposals, against `git log --raw`"),
        format!("{ratio:.1} × ({} ms against {} ms)", took.as_millis(), raw.as_millis()),
        "",
        None,
    ));
    Ok(())
}

fn log(repository: &Path) -> Result<Duration, Box<dyn Error>> {
    let start = Instant::now();
    git(repository, &["log", "--raw"])?;
    Ok(start.elapsed())
}

fn git(repository: &Path, arguments: &[&str]) -> Result<(), Box<dyn Error>> {
    let status = Command::new("git")
        .arg("-C")
        .arg(repository)
        .args(arguments)
        .stdout(Stdio::null())
        .status()?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("git {arguments:?} failed").into())
    }
}

fn import(repository: &Path, commits: usize) -> Result<(), Box<dyn Error>> {
    let mut stream = String::new();
    let proposals = (commits / 12).max(1);
    for commit in 0..commits {
        let proposal = commit * 7919 % proposals;
        let status = ["draft", "proposed", "accepted", "implemented"]
            [(commit / proposals).min(2 + proposal % 2)];
        let lead = ["ada", "ben", "cleo", "dia", "eli"][(commit / 3) % 5];
        let text = format!(
            "---\ntitle: Proposal number {proposal}\nauthors:\n  - \"@{lead}\"\nreviewers:\n  - \"@rev\"\nstatus: {status}\n---\n\n# Proposal\n\nText {commit}.\n"
        );
        let at = 1_500_000_000 + commit * 20_000;
        let _ = write!(
            stream,
            "commit refs/heads/main\ncommitter Ada <ada@example.invalid> {at} +0000\ndata 6\nchange\nM 644 inline proposals/{proposal:05}.md\ndata {}\n{text}\n",
            text.len()
        );
    }
    let mut child = Command::new("git")
        .arg("-C")
        .arg(repository)
        .args(["fast-import", "--quiet"])
        .stdin(Stdio::piped())
        .spawn()?;
    child
        .stdin
        .take()
        .ok_or("no standard input")?
        .write_all(stream.as_bytes())?;
    if child.wait()?.success() {
        Ok(())
    } else {
        Err("git fast-import failed".into())
    }
}
