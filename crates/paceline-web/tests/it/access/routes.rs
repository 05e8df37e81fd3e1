//! Every route of the server, as the sources list them, and the lines of the table that stand for them.

use std::collections::BTreeSet;

/// Files that list routes, and below which path theirs are.
const SOURCES: [(&str, &str); 4] = [
    ("", include_str!("../../../src/routes.rs")),
    ("", include_str!("../../../src/routes_initiatives.rs")),
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
        for function in source.split("\nfn ").flat_map(|part| part.split(" fn ")) {
            let base = format!("{base}{}", nested_below(source, function));
            routes.extend(listed(&base, function));
        }
        for view in source.split("view::<").skip(1) {
            let path = quoted(view).unwrap();
            routes.insert(("GET".to_owned(), format!("{base}{path}")));
        }
    }
    routes
}

/// Where a function's routes are nested: `.nest("/Users", users())`.
fn nested_below<'a>(source: &'a str, function: &str) -> &'a str {
    let name = function.split('(').next().unwrap();
    let mut nests = source.split(".nest(").skip(1);
    let nest = nests.find(|nest| nest.contains(&format!(", {name}())\n")));
    nest.and_then(quoted).unwrap_or_default()
}

/// The routes that one function lists.
fn listed(base: &str, function: &str) -> Vec<(String, String)> {
    let mut routes = Vec::new();
    for chunk in function.split(".route(").skip(1) {
        let chunk = chunk.split("\n}").next().unwrap();
        let Some(path) = quoted(chunk) else { continue };
        let path = format!(
            "{base}{}",
            if base.is_empty() {
                path
            } else {
                path.trim_end_matches('/')
            }
        );
        // Methods that are gathered beforehand: `let one = get(…).put(…);`
        let gathered = chunk
            .split([',', ')'])
            .nth(1)
            .map(|name| format!("let {} = ", name.trim()))
            .and_then(|told| function.split(&told).nth(1))
            .and_then(|told| told.split(';').next());
        let methods = gathered.unwrap_or(chunk);
        for method in METHODS.iter().filter(|method| calls(methods, method)) {
            routes.push((method.to_uppercase(), path.clone()));
        }
        if calls(methods, "any") {
            routes.push(("GET".to_owned(), path));
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
