//! Things that come in pairs: a signal and its paragraph, a page and its test, a template and who uses it.

use super::finding::Finding;
use super::tree::{Tree, has_extension};

const SIGNALS: &str = "crates/paceline-core/src/signal/";
const SIGNAL_GUIDE: &str = "docs/guide/signals.md";
const PAGES: &str = "crates/paceline-web/src/pages/";
const PAGE_TESTS: &str = "crates/paceline-web/tests/it/";
const TEMPLATES: &str = "crates/paceline-web/templates/";
const STATIC: &str = "crates/paceline-web/static/";
const ISLANDS: &str = "crates/paceline-web/islands/";
const WEB: &str = "crates/paceline-web/";

pub(crate) fn signals_have_a_paragraph(tree: &Tree) -> Vec<Finding> {
    let guide = tree.text(SIGNAL_GUIDE).unwrap_or_default().to_lowercase();
    tree.modules(SIGNALS)
        .iter()
        .map(|name| (name, name.replace('_', "-")))
        .filter(|(name, rule)| !guide.contains(rule) && !guide.contains(&name.replace('_', " ")))
        .map(|(name, rule)| {
            let what = format!("{SIGNAL_GUIDE} does not name the signal {rule}");
            Finding::new(
                &file(tree, SIGNALS, name),
                1,
                what,
                "Write there what it tells people, and what to do about it",
            )
        })
        .collect()
}

pub(crate) fn pages_have_a_test(tree: &Tree) -> Vec<Finding> {
    let tests = tree.modules(PAGE_TESTS);
    tree.modules(PAGES)
        .iter()
        .filter(|name| !tests.contains(name))
        .map(|name| {
            let remedy = format!("Write {PAGE_TESTS}{name}.rs, and name it in {PAGE_TESTS}main.rs");
            Finding::new(
                &file(tree, PAGES, name),
                1,
                "the page has no test file",
                remedy,
            )
        })
        .collect()
}

pub(crate) fn templates_are_used(tree: &Tree) -> Vec<Finding> {
    let nobody_names = |template: &&str| {
        let quoted = format!("\"{template}\"");
        let itself = format!("{TEMPLATES}{template}");
        !tree.texts().any(|(path, text)| {
            path.starts_with(WEB) && path != itself && is_source(path) && text.contains(&quoted)
        })
    };
    tree.below(TEMPLATES)
        .filter(nobody_names)
        .map(|name| {
            Finding::new(
                &format!("{TEMPLATES}{name}"),
                1,
                "nobody uses the template",
                "Take it out",
            )
        })
        .collect()
}

pub(crate) fn static_files_are_used(tree: &Tree) -> Vec<Finding> {
    let nobody_names = |path: &&str| {
        let name = path.rsplit('/').next().unwrap_or(path);
        let itself = format!("{STATIC}{path}");
        !tree.texts().any(|(path, text)| {
            path.starts_with(WEB) && path != itself && is_source(path) && text.contains(name)
        })
    };
    tree.below(STATIC)
        .filter(nobody_names)
        .map(|name| {
            Finding::new(
                &format!("{STATIC}{name}"),
                1,
                "nobody names the file",
                "Serve it, or take it out",
            )
        })
        .collect()
}

pub(crate) fn islands_are_started(tree: &Tree) -> Vec<Finding> {
    let nobody_imports = |island: &&str| {
        let name = island.rsplit('/').next().unwrap_or(island);
        let itself = format!("{ISLANDS}{island}");
        let import = format!("/{name}\"");
        *island != "main.ts"
            && !tree
                .below(ISLANDS)
                .map(|path| format!("{ISLANDS}{path}"))
                .filter(|path| *path != itself)
                .any(|path| tree.text(&path).is_some_and(|text| text.contains(&import)))
    };
    tree.below(ISLANDS)
        .filter(nobody_imports)
        .map(|name| {
            Finding::new(
                &format!("{ISLANDS}{name}"),
                1,
                "no island imports the file",
                "Start it in main.ts, or take it out",
            )
        })
        .collect()
}

fn is_source(path: &str) -> bool {
    ["rs", "html", "css", "js", "mjs", "ts"]
        .iter()
        .any(|extension| has_extension(path, extension))
}

fn file(tree: &Tree, folder: &str, module: &str) -> String {
    let plain = format!("{folder}{module}.rs");
    if tree.has(&plain) {
        plain
    } else {
        format!("{folder}{module}/mod.rs")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(findings: Vec<Finding>) -> Vec<String> {
        findings.into_iter().map(|f| f.path).collect()
    }

    #[test]
    fn a_signal_is_named_in_the_guide_in_either_spelling() {
        let tree = Tree::of(&[
            ("crates/paceline-core/src/signal/mod.rs", ""),
            ("crates/paceline-core/src/signal/inert_gap.rs", ""),
            ("crates/paceline-core/src/signal/nobody_leads.rs", ""),
            ("crates/paceline-core/src/signal/stuck/mod.rs", ""),
            ("docs/guide/signals.md", "## Inert gap\n`nobody-leads`\n"),
        ]);
        assert_eq!(
            paths(signals_have_a_paragraph(&tree)),
            ["crates/paceline-core/src/signal/stuck/mod.rs"]
        );
    }

    #[test]
    fn a_page_without_a_test_is_named() {
        let tree = Tree::of(&[
            ("crates/paceline-web/src/pages/mod.rs", ""),
            ("crates/paceline-web/src/pages/gaps.rs", ""),
            ("crates/paceline-web/src/pages/teams.rs", ""),
            ("crates/paceline-web/tests/it/gaps.rs", ""),
        ]);
        assert_eq!(
            paths(pages_have_a_test(&tree)),
            ["crates/paceline-web/src/pages/teams.rs"]
        );
    }

    #[test]
    fn a_template_that_names_only_itself_is_dead() {
        let tree = Tree::of(&[
            (
                "crates/paceline-web/src/pages/gaps.rs",
                "#[template(path = \"gaps/show.html\")]",
            ),
            (
                "crates/paceline-web/templates/gaps/show.html",
                "{% extends \"layout.html\" %}",
            ),
            ("crates/paceline-web/templates/layout.html", ""),
            (
                "crates/paceline-web/templates/show.html",
                "{% include \"show.html\" %}",
            ),
        ]);
        assert_eq!(
            paths(templates_are_used(&tree)),
            ["crates/paceline-web/templates/show.html"]
        );
    }

    #[test]
    fn an_island_nobody_starts_is_found() {
        let tree = Tree::of(&[
            (
                "crates/paceline-web/islands/main.ts",
                "import { start } from \"./keys.ts\";",
            ),
            (
                "crates/paceline-web/islands/keys.ts",
                "import { x } from \"./lib/page.ts\";",
            ),
            ("crates/paceline-web/islands/lib/page.ts", ""),
            ("crates/paceline-web/islands/old.ts", ""),
        ]);
        assert_eq!(
            paths(islands_are_started(&tree)),
            ["crates/paceline-web/islands/old.ts"]
        );
    }

    #[test]
    fn a_style_sheet_nobody_names_is_found() {
        let tree = Tree::of(&[
            (
                "crates/paceline-web/src/assets.rs",
                "include_str!(\"../static/css/base.css\")",
            ),
            ("crates/paceline-web/static/css/base.css", ""),
            ("crates/paceline-web/static/css/old.css", ""),
        ]);
        assert_eq!(
            paths(static_files_are_used(&tree)),
            ["crates/paceline-web/static/css/old.css"]
        );
    }
}
