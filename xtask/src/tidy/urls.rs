//! Pages and templates take their links from typed URLs, so that a link cannot point nowhere.

use super::finding::Finding;
use super::tree::Tree;

const PAGES: &str = "crates/paceline-web/src/pages/";
const TEMPLATES: &str = "crates/paceline-web/templates/";

pub(crate) fn links_are_typed(tree: &Tree) -> Vec<Finding> {
    tree.texts()
        .flat_map(|(path, text)| {
            text.lines()
                .enumerate()
                .map(move |(at, line)| (path, at + 1, line))
        })
        .filter(|(path, _, line)| is_written_url(path, line))
        .map(|(path, line, _)| {
            Finding::new(
                path,
                line,
                "a URL is written out",
                "Take it from the typed URLs in crates/paceline-web/src/url.rs",
            )
        })
        .collect()
}

fn is_written_url(path: &str, line: &str) -> bool {
    if path.starts_with(PAGES) {
        return line.contains("\"/") && !line.trim_start().starts_with("//");
    }
    path.starts_with(TEMPLATES)
        && ["href=\"/", "action=\"/"]
            .iter()
            .any(|written| line.contains(written))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_written_out_is_found_where_it_matters() {
        let tree = Tree::of(&[
            (
                "crates/paceline-web/src/pages/gaps.rs",
                "//! See \"/gaps\".\nlet url = \"/gaps\";\nlet kind = \"text/html\";\n",
            ),
            ("crates/paceline-web/src/routes.rs", "route(\"/gaps\")\n"),
            (
                "crates/paceline-web/templates/gaps/show.html",
                "<a href=\"{{ url }}\">\n<form action=\"/gaps\">\n",
            ),
        ]);
        let found: Vec<(String, usize)> = links_are_typed(&tree)
            .into_iter()
            .map(|f| (f.path, f.line))
            .collect();
        let expected = [
            ("crates/paceline-web/src/pages/gaps.rs", 2),
            ("crates/paceline-web/templates/gaps/show.html", 2),
        ];
        assert_eq!(found, expected.map(|(path, line)| (path.to_owned(), line)));
    }
}
