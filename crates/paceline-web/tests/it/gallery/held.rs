//! What every page of the gallery is held to, whatever is on it.

use std::collections::BTreeSet;

use super::{
    html::{Element, parsed},
    shelf::Page,
};

/// Attributes that name the id of another element.
const POINTERS: [&str; 6] = [
    "for",
    "list",
    "aria-describedby",
    "aria-labelledby",
    "aria-controls",
    "popovertarget",
];

/// Every sentence that is wrong with a page; none when all is well.
pub(crate) fn complaints(page: &Page) -> Vec<String> {
    let (root, mut complaints) = parsed(&page.body);
    let all = root.all();
    headings(&all, &mut complaints);
    identities(&all, &mut complaints);
    fields(&root, &all, &mut complaints);
    words(&all, &mut complaints);
    policy(&all, &mut complaints);
    let title = root.find("title").map(Element::words);
    if title.is_none_or(|title| title.starts_with('·') || title.is_empty()) {
        complaints.push("the document has no title".to_owned());
    }
    let place = format!("{}/{}", page.world, page.name);
    complaints
        .iter()
        .map(|told| format!("{place}: {told}"))
        .collect()
}

fn headings(all: &[&Element], complaints: &mut Vec<String>) {
    let level = |element: &&&Element| match element.name.as_str() {
        "h1" => Some(1),
        "h2" => Some(2),
        "h3" => Some(3),
        "h4" => Some(4),
        "h5" => Some(5),
        "h6" => Some(6),
        _ => None,
    };
    let headings = all.iter().filter(|element| level(element).is_some());
    let mut last = 0;
    let mut firsts = 0;
    for heading in headings {
        let now = level(&heading).unwrap_or_default();
        firsts += usize::from(now == 1);
        if now > last + 1 {
            let words = heading.words();
            complaints.push(format!("h{now} '{words}' comes after h{last}"));
        }
        if heading.words().is_empty() {
            complaints.push(format!("an h{now} is empty"));
        }
        last = now;
    }
    if firsts != 1 {
        complaints.push(format!("there are {firsts} h1"));
    }
}

fn identities(all: &[&Element], complaints: &mut Vec<String>) {
    let mut ids = BTreeSet::new();
    for id in all.iter().filter_map(|element| element.get("id")) {
        if !ids.insert(id) {
            complaints.push(format!("the id '{id}' is given twice"));
        }
    }
    for element in all {
        for pointer in POINTERS {
            let named = element.get(pointer).unwrap_or_default().split_whitespace();
            for id in named.filter(|id| !ids.contains(id)) {
                complaints.push(format!("{pointer} names '{id}', which is not there"));
            }
        }
    }
}

/// Every field has a label: around it, for it, or of its own.
fn fields(root: &Element, all: &[&Element], complaints: &mut Vec<String>) {
    let is_field = |element: &Element| {
        ["input", "select", "textarea"].contains(&element.name.as_str())
            && element.get("type") != Some("hidden")
    };
    let labels: Vec<&Element> = all
        .iter()
        .copied()
        .filter(|element| element.is("label") && !element.words().is_empty())
        .collect();
    let around: usize = labels
        .iter()
        .filter(|label| label.get("for").is_none())
        .map(|label| label.all().iter().filter(|inner| is_field(inner)).count())
        .sum();
    let is_labelled = |field: &Element| {
        let id = field.get("id");
        field
            .get("aria-label")
            .is_some_and(|label| !label.is_empty())
            || id.is_some_and(|id| labels.iter().any(|label| label.get("for") == Some(id)))
    };
    let fields = root.all().into_iter().filter(|element| is_field(element));
    let alone: Vec<String> = fields
        .filter(|field| !is_labelled(field))
        .map(|field| field.get("name").unwrap_or("?").to_owned())
        .collect();
    if alone.len() != around {
        complaints.push(format!(
            "of these fields, only {around} have a label: {alone:?}"
        ));
    }
}

/// Whatever can be pressed says what it does.
fn words(all: &[&Element], complaints: &mut Vec<String>) {
    for element in all {
        let is_pressed = ["a", "button", "summary"].contains(&element.name.as_str());
        if is_pressed && element.label().is_empty() {
            complaints.push(format!("without words: {}", element.html()));
        }
        if element.is("a") && element.get("href").is_none() {
            complaints.push(format!("leads nowhere: {}", element.html()));
        }
        if element.is("img") && element.get("alt").is_none() {
            complaints.push(format!("without a text instead: {}", element.html()));
        }
    }
}

/// What the policy would not let through.
fn policy(all: &[&Element], complaints: &mut Vec<String>) {
    for element in all {
        let handlers = element.attributes.iter().map(|(name, _)| name.as_str());
        for name in handlers.filter(|name| name.starts_with("on") || *name == "style") {
            complaints.push(format!("<{}> has {name}", element.name));
        }
        if element.is("style") || (element.is("script") && !element.words().is_empty()) {
            complaints.push(format!("there is an inline <{}>", element.name));
        }
        let points = ["href", "src", "action"].map(|name| element.get(name).unwrap_or_default());
        if points.iter().any(|to| to.starts_with("javascript:")) {
            complaints.push(format!("a script as an address: {}", element.html()));
        }
    }
}
