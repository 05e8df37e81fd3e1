//! Every route of the server, as the sources list them, and the lines of the table that stand for them.

use std::collections::BTreeSet;

/// Files that list routes, and below which path theirs are.
const SOURCES: [(&str, &str); 3] = [
    ("", include_str!("../../../src/routes.rs")),
    ("/api/v1", include_str!("../../../src/api/mod.rs")),
    ("/scim/v2", include_str!("../../../src/scim/mod.rs")),
];

const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];

/// One line of the table: what is asked for, and how each comer is answered.
pub(crate) struct Line {
    pub(crate) method: &'static str,
    pub(crate) url: &'static str,
    pub(crate) answers: Vec<&'static str>,
}

/// The table, without what explains it.
pub(crate) fn table() -> Vec<Line> {
    let lines = include_str!("table.txt").lines();
    lines
        .filter(|line| !line.trim().is_empty() && !line.starts_with('#'))
        .map(|line| {
            let mut words = line.split_whitespace();
            Line {
                method: words.next().unwrap(),
                url: words.next().unwrap(),
                answers: words.collect(),
            }
        })
        .collect()
}

/// Every method and pattern: `GET /initiatives/{id}`.
pub(crate) fn routes() -> BTreeSet<(String, String)> {
    let mut routes = BTreeSet::new();
    for (base, source) in SOURCES {
        // A handler's name begins a chunk's methods; a function's end ends them.
        for chunk in source.split(".route(").skip(1) {
            let chunk = chunk.split("\n}").next().unwrap();
            let Some(path) = quoted(chunk) else { continue };
            if calls(chunk, "any") {
                routes.insert(("GET".to_owned(), format!("{base}{path}")));
            }
            for method in METHODS.iter().filter(|method| calls(chunk, method)) {
                routes.insert((method.to_uppercase(), format!("{base}{path}")));
            }
        }
        for view in source.split("view::<").skip(1) {
            let path = quoted(view).unwrap();
            routes.insert(("GET".to_owned(), format!("{base}{path}")));
        }
    }
    routes
}

fn quoted(text: &str) -> Option<&str> {
    text.split('"').nth(1).filter(|path| path.starts_with('/'))
}

/// Whether a function of this name is called, not one whose name ends like it.
fn calls(text: &str, name: &str) -> bool {
    let call = format!("{name}(");
    text.match_indices(&call).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        before.is_none_or(|c| !c.is_alphanumeric() && c != '_')
    })
}

/// The route that answers a line: the one with the fewest blanks to fill in.
pub(crate) fn route_of(
    line: &Line,
    routes: &BTreeSet<(String, String)>,
) -> Option<(String, String)> {
    let path = line.url.split('?').next().unwrap();
    let fits = routes
        .iter()
        .filter(|(method, pattern)| method == line.method && fits(pattern, path));
    fits.min_by_key(|(_, pattern)| pattern.matches('{').count())
        .cloned()
}

fn fits(pattern: &str, path: &str) -> bool {
    let (pattern, path) = (pattern.split('/'), path.split('/'));
    pattern.clone().count() == path.clone().count()
        && pattern
            .zip(path)
            .all(|(wanted, given)| wanted.starts_with('{') || wanted == given)
}
