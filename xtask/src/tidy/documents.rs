//! What a document points at is there.

use super::finding::Finding;
use super::markdown::{self, Piece};
use super::tree::Tree;

/// Folders whose files documents name from the root of the repository.
const FROM_THE_ROOT: &[&str] = &["crates/", "docs/", "xtask/", ".ci/", ".cargo/", ".config/"];

/// The documents that speak of how things are now; CHANGELOG.md speaks of how they were.
pub(crate) fn documents(tree: &Tree) -> impl Iterator<Item = (&str, &str)> {
    tree.texts_in("md").filter(|(path, _)| {
        path.starts_with("docs/") || (!path.contains('/') && *path != "CHANGELOG.md")
    })
}

pub(crate) fn links_lead_somewhere(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, text) in documents(tree) {
        for (line, piece) in markdown::pieces(text) {
            let Piece::Link(link) = piece else { continue };
            if !leads_somewhere(tree, path, &link) {
                let what = format!("the link {link} leads nowhere");
                findings.push(Finding::new(
                    path,
                    line,
                    what,
                    "Write it from this document's folder, to a file that is there",
                ));
            }
        }
    }
    findings
}

pub(crate) fn paths_exist(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, text) in documents(tree) {
        for (line, piece) in markdown::pieces(text) {
            let Piece::Span(span) = piece else { continue };
            if FROM_THE_ROOT.iter().any(|folder| span.starts_with(folder))
                && !tree.has(certain_part(&span))
            {
                let what = format!("there is no {span}");
                findings.push(Finding::new(
                    path,
                    line,
                    what,
                    "Name what is there; `<name>` or `*` stands for any name",
                ));
            }
        }
    }
    findings
}

fn leads_somewhere(tree: &Tree, document: &str, link: &str) -> bool {
    let target = link.split(['#', '?']).next().unwrap_or_default();
    if link.contains("://") || link.starts_with("mailto:") || target.is_empty() {
        return true;
    }
    // GitHub and an editor disagree about where such a link begins.
    if target.starts_with('/') {
        return false;
    }
    let mut folders: Vec<&str> = document.split('/').collect();
    folders.pop();
    for part in target.split('/') {
        match part {
            "." | "" => {}
            ".." if folders.is_empty() => return false,
            ".." => drop(folders.pop()),
            name => folders.push(name),
        }
    }
    tree.has(&folders.join("/"))
}

/// The path without what follows it, and only down to the first part that stands for many names.
fn certain_part(span: &str) -> &str {
    let path = span.split([' ', ':', '#']).next().unwrap_or(span);
    let uncertain = path.find(['*', '<', '{', '…']);
    uncertain.map_or(path, |at| {
        path[..at].rsplit_once('/').map_or("", |(folder, _)| folder)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(document: &str) -> Tree {
        Tree::of(&[
            ("docs/guide/a.md", document),
            ("docs/README.md", ""),
            ("crates/web/src/lib.rs", ""),
            ("README.md", ""),
        ])
    }

    #[test]
    fn links_are_followed_from_the_documents_folder() {
        let good = "[a](../README.md) [b](../../crates/web/src) [c](https://x.org/y) [d](#here) [e](a.md#there) [f](../)";
        assert_eq!(links_lead_somewhere(&tree(good)), []);
        let bad = "[a](README.md)\n[b](/docs/README.md)\n[c](../../../x.md)\n[[gone.md]]";
        let lines: Vec<usize> = links_lead_somewhere(&tree(bad))
            .iter()
            .map(|f| f.line)
            .collect();
        assert_eq!(lines, [1, 2, 3, 4]);
    }

    #[test]
    fn paths_in_code_exist() {
        let good = "`crates/web/src/lib.rs:12` `crates/web/src/<feature>.rs` `crates/*/src` `crates/web/` `other/x`";
        assert_eq!(paths_exist(&tree(good)), []);
        let bad = "`crates/web/src/gone.rs`\n`crates/core/<feature>.rs`";
        let lines: Vec<usize> = paths_exist(&tree(bad)).iter().map(|f| f.line).collect();
        assert_eq!(lines, [1, 2]);
    }

    #[test]
    fn the_changelog_may_speak_of_the_past() {
        assert_eq!(
            paths_exist(&Tree::of(&[("CHANGELOG.md", "`crates/old/gone.rs`")])),
            []
        );
    }
}
