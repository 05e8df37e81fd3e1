//! Nothing in the repository is true on one machine only.

use super::finding::Finding;
use super::tree::Tree;

/// Folders of one person or one machine. Split, so that this file is not found itself.
const FOLDERS: &[&str] = &[
    concat!("/ro", "ot"),
    concat!("/ho", "me"),
    concat!("/wo", "rk"),
    concat!("/Us", "ers"),
];

/// A registry's host is the business of whoever fetches.
const REGISTRIES: &[&str] = &[
    concat!("index.cra", "tes.io"),
    concat!("static.cra", "tes.io"),
    concat!("registry.np", "mjs.org"),
    concat!("files.python", "hosted.org"),
    concat!("deb.deb", "ian.org"),
    concat!("proxy.gol", "ang.org"),
];

pub(crate) fn nothing_of_one_machine(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, text) in tree.texts() {
        for (at, line) in text.lines().enumerate() {
            let folder = FOLDERS.iter().find(|folder| names_folder(line, folder));
            findings.extend(folder.map(|folder| {
                let what = format!("a path below {folder} exists on one machine only");
                Finding::new(
                    path,
                    at + 1,
                    what,
                    "Write it from the repository's root, or take it from a setting",
                )
            }));
            let host = REGISTRIES.iter().find(|host| line.contains(*host));
            findings.extend(host.map(|host| {
                Finding::new(
                    path,
                    at + 1,
                    format!("the registry {host} is named"),
                    "Leave the choice of registry to the machine",
                )
            }));
        }
    }
    findings
}

/// Whether an absolute path begins with the folder: a whole name, and not the later part of another path or address.
fn names_folder(line: &str, folder: &str) -> bool {
    let part_of_a_name = |c: char| c.is_alphanumeric() || "_-.".contains(c);
    line.match_indices(folder).any(|(at, _)| {
        let (before, after) = (&line[..at], &line[at + folder.len()..]);
        let is_start = !before.ends_with(|c: char| part_of_a_name(c) || "~}>)*]/".contains(c));
        is_start && after.starts_with('/')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn machine_paths_and_registries_are_found() {
        let lines = [
            format!("open(\"{}/someone/x\")", FOLDERS[1]),
            format!("see {}/main/README.md", FOLDERS[2]),
            format!("resolved https://{}/x", REGISTRIES[2]),
        ];
        let tree = Tree::of(&[("a.toml", &lines.join("\n"))]);
        assert_eq!(
            nothing_of_one_machine(&tree)
                .iter()
                .map(|f| f.line)
                .collect::<Vec<_>>(),
            [1, 2, 3]
        );
    }

    #[test]
    fn likenesses_are_not() {
        let lines = [
            format!("crates{}/x", FOLDERS[2]),
            format!("https://example.org{}/x", FOLDERS[1]),
            format!("{}shop/x", FOLDERS[2]),
            format!("the page {}", FOLDERS[1]),
        ];
        assert_eq!(
            nothing_of_one_machine(&Tree::of(&[("a.md", &lines.join("\n"))])),
            []
        );
    }
}
