//! A golden file holds a form in which events were once written, and can never be written otherwise again.

use std::collections::BTreeMap;
use std::process::Command;

use super::finding::Finding;
use crate::failure::Failure;
use crate::root::root;
use crate::run;

/// Compares each golden file with what the commit that added it wrote; a change on the way may have been undone.
pub(crate) fn forms_are_as_first_written() -> Result<Vec<Finding>, Failure> {
    let added = [
        "log",
        "--reverse",
        "--diff-filter=A",
        "--no-renames",
        "--raw",
        "--no-abbrev",
        "--format=",
        "--",
    ];
    let history = run::read(git(&added).arg(":(glob)crates/*/golden/**"))?;
    let mut findings = Vec::new();
    for (path, first) in first_written(&history) {
        let what = if !root().join(path).is_file() {
            "the golden file is gone"
        } else if run::read(git(&["hash-object", "--"]).arg(path))?.trim() == first {
            continue;
        } else {
            "the golden file is not what was first written"
        };
        let remedy = format!(
            "`git cat-file blob {first}` shows it: put it back, and add a new file for a new form"
        );
        findings.push(Finding::new(path, 1, what, remedy));
    }
    Ok(findings)
}

/// The content's name in git at the first addition of each path: `:000000 100644 000… 1f3a… A<tab>path`, oldest first.
fn first_written(history: &str) -> BTreeMap<&str, &str> {
    let mut first = BTreeMap::new();
    for line in history.lines() {
        let Some((facts, path)) = line.split_once('\t') else {
            continue;
        };
        let Some(blob) = facts.split(' ').nth(3) else {
            continue;
        };
        first.entry(path).or_insert(blob);
    }
    first
}

fn git(args: &[&str]) -> Command {
    let mut command = Command::new("git");
    command.args(args).current_dir(root());
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_addition_counts() {
        let history = ":000000 100644 00 aa A\tgolden/one.json\n:000000 100644 00 bb A\tgolden/two.json\n:000000 100644 00 cc A\tgolden/one.json\n";
        assert_eq!(
            first_written(history),
            BTreeMap::from([("golden/one.json", "aa"), ("golden/two.json", "bb")])
        );
    }
}
