//! Every command that a document tells people to type exists.

use super::documents::documents;
use super::finding::Finding;
use super::markdown::{self, Piece};
use super::tree::Tree;
use crate::tasks;

/// A file, or a folder with `mod.rs`, for each of the program's commands.
const COMMANDS: &str = "crates/paceline/src/cli/";
/// Where commands are listed that share a file: each is a variant of an enum called `Command`.
const LISTS: [&str; 2] = [
    "crates/paceline/src/cli/mod.rs",
    "crates/paceline-core/src/command.rs",
];

pub(crate) fn commands_exist(tree: &Tree) -> Vec<Finding> {
    let files = tree.modules(COMMANDS);
    let listed = LISTS.iter().filter_map(|path| tree.text(path));
    let known: Vec<String> = files
        .iter()
        .map(|name| name.replace('_', "-"))
        .chain(listed.flat_map(variants))
        .collect();
    let mut findings = Vec::new();
    for (path, text) in documents(tree) {
        for (line, piece) in markdown::pieces(text) {
            let (Piece::Span(typed) | Piece::Command(typed)) = piece else {
                continue;
            };
            let strange = typed
                .split(['|', ';', '&', '#'])
                .find_map(|command| unknown(&known, command));
            findings.extend(strange.map(|what| {
                Finding::new(
                    path,
                    line,
                    what,
                    format!("Name one that is there: `cargo xtask`, or the files in {COMMANDS}"),
                )
            }));
        }
    }
    findings
}

/// The variants of `enum Command`, as they are typed: `CheckIn(…)` is `check-in`.
fn variants(source: &str) -> Vec<String> {
    let body = source.split("enum Command {").nth(1).unwrap_or_default();
    let body = body.split("\n}").next().unwrap_or_default();
    let names = body.lines().filter_map(|line| line.trim().split_once('('));
    let names = names.filter(|(name, _)| name.chars().all(char::is_alphanumeric));
    names.map(|(name, _)| typed(name)).collect()
}

fn typed(name: &str) -> String {
    name.chars().fold(String::new(), |mut typed, c| {
        if c.is_ascii_uppercase() && !typed.is_empty() {
            typed.push('-');
        }
        typed.push(c.to_ascii_lowercase());
        typed
    })
}

/// What is wrong with a command line, if it is one of ours.
fn unknown(known: &[String], command: &str) -> Option<String> {
    let mut words = command
        .split_whitespace()
        .skip_while(|word| word.contains('=') || ["$", "sudo", "time"].contains(word));
    let program = words.next()?;
    let mut name = words.next()?;
    if program == "cargo" && name == "xtask" {
        name = words.next()?;
        return (is_name(name) && tasks::find(name).is_none())
            .then(|| format!("there is no task `cargo xtask {name}`"));
    }
    let is_ours = program == "paceline" || program.ends_with("/paceline");
    let exists = name == "help" || known.iter().any(|known| known == name);
    (is_ours && is_name(name) && !exists).then(|| format!("there is no command `paceline {name}`"))
}

/// Not an option, a placeholder or a path.
fn is_name(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_lowercase())
        && word.chars().all(|c| c.is_ascii_lowercase() || c == '-')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strange(document: &str) -> Vec<usize> {
        let tree = Tree::of(&[
            ("README.md", document),
            (
                "crates/paceline/src/cli/mod.rs",
                "enum Command {\n    Check(check::Check),\n    CheckIn(act::CheckIn),\n}\n",
            ),
            ("crates/paceline/src/cli/check/mod.rs", ""),
            ("crates/paceline/src/cli/check/text.rs", ""),
            ("crates/paceline/src/cli/serve.rs", ""),
        ]);
        commands_exist(&tree).iter().map(|f| f.line).collect()
    }

    #[test]
    fn commands_that_are_there_pass() {
        let good = "`paceline check PATH`, `paceline check-in`, `paceline --version`, `paceline COMMAND`, `cargo xtask demo`, `cargo xtask`, `paceline-core`\n\n```sh\nRUST_LOG=debug target/release/paceline serve --data x\ncargo run -p paceline -- check\nmkdir paceline data\n```\n";
        assert_eq!(strange(good), Vec::<usize>::new());
    }

    #[test]
    fn commands_that_are_not_are_named() {
        let bad = "`paceline chek`\n`paceline mod`\n`cargo xtask fly`\n\n```sh\ncat x | paceline text -\ncargo xtask build && paceline gone\n```\n";
        assert_eq!(strange(bad), [1, 2, 3, 6, 7]);
    }
}
