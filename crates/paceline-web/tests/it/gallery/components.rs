//! Every part of a page in every state, taken from the pages of the samples. A state that no sample has fails a test.

use super::{
    html::{Element, parsed},
    shelf::{Page, escaped},
};

/// How often a part is shown in one state.
const SHOWN: usize = 3;

/// Attributes that hold ids.
const NAMES: [&str; 6] = [
    "id",
    "for",
    "list",
    "aria-describedby",
    "aria-labelledby",
    "popovertarget",
];

/// A part of a page: its name, and each of its states with what marks it.
type Component = (&'static str, &'static [(&'static str, &'static str)]);

/// Every part and its states. Whoever adds a part, adds it here.
const COMPONENTS: &[Component] = &[
    (
        "Buttons",
        &[
            ("what is meant to be done", "a.button.main"),
            ("a way on", "a.button"),
            ("sends a form", "button.main"),
            ("small", "button.small"),
            ("pressed", "button[aria-pressed=true]"),
        ],
    ),
    (
        "Statuses",
        &[
            ("on track", ".status.on-track"),
            ("at risk", ".status.at-risk"),
            ("off track", ".status.off-track"),
            ("stale", ".status.stale"),
            ("pending", ".status.pending"),
            ("achieved", ".status.achieved"),
            ("missed", ".status.missed"),
        ],
    ),
    (
        "Faces",
        &[
            ("the lead", ".face.lead"),
            ("followers", ".faces"),
            ("one too many to show", ".face.more"),
            ("small", ".face.small"),
        ],
    ),
    (
        "Menus",
        &[
            ("as of a day", "details[id=as-of-menu]"),
            ("new", "details[id=new-menu]"),
            ("whoever looks", "details[id=me-menu]"),
        ],
    ),
    (
        "Rows",
        &[
            ("what waits, late", ".urgent.late"),
            ("what waits, soon", ".urgent.soon"),
            ("what waits, calm", ".urgent.calm"),
            ("of a list", "li.row"),
        ],
    ),
    (
        "Cards",
        &[
            ("plain", "section.card"),
            ("a finding", "section.card.signal"),
            ("is beside ought", "section.is-ought"),
            ("only for whoever looks", ".balance"),
            ("an empty page teaches", "section.teach"),
        ],
    ),
    (
        "Forms",
        &[
            ("a filter", "form.filter"),
            ("a form", "form.sheet"),
            ("why it was refused", ".refused"),
            ("one of a few", "fieldset"),
            ("stances", "form.stances"),
        ],
    ),
    (
        "Feedback",
        &[
            ("waits", "li.thought"),
            ("praise", "li.praise"),
            ("an issue", "li.issue"),
            ("answered", "li.settled"),
        ],
    ),
    (
        "The way of an initiative",
        &[("on its way", "ol.way"), ("off it", ".off-way")],
    ),
    (
        "Timeline",
        &[
            ("led", "li.led"),
            ("followed", "li.followed"),
            ("moved", "li.moved"),
            ("said", "li.said"),
        ],
    ),
    (
        "Pictures",
        &[
            ("paceline strip", "div.picture.p-strip"),
            ("measure", "div.picture.p-measure"),
            ("stage flow", "div.picture.p-flow"),
            ("follow matrix", "div.picture.p-matrix"),
            ("activity", "div.picture.p-activity"),
            ("alignment tree", "div.picture.p-alignment"),
            ("the table behind", "details.picture-table"),
        ],
    ),
    (
        "Around a page",
        &[
            ("crumbs", ".crumbs"),
            ("a look at the past", ".past"),
            ("pages of a list", "nav.pager"),
            ("rules", "nav.rules"),
            ("prose", ".prose.document"),
        ],
    ),
];

/// The page of parts, and a sentence for each state that no sample has.
pub(crate) fn page(samples: &[Page]) -> (Page, Vec<String>) {
    let trees: Vec<Element> = samples.iter().map(|page| parsed(&page.body).0).collect();
    let mut missing = Vec::new();
    let mut main = String::from("<h1>Components</h1>\n");
    let mut number = 0;
    for (component, states) in COMPONENTS {
        main += &format!("<h2>{component}</h2>\n");
        for (state, selector) in *states {
            let found = found(&trees, selector);
            if found.is_empty() {
                missing.push(format!("{component}, {state}: no sample has `{selector}`"));
            }
            let name = escaped(selector);
            main += &format!("<p class=\"quiet\">{state} <code>{name}</code></p>\n");
            for mut sample in found {
                number += 1;
                renamed(&mut sample, number);
                main += &format!("<div class=\"sample\">{}</div>\n", in_place(&sample));
            }
        }
    }
    let (head, rest) = samples[0].body.split_once("<main").unwrap();
    let (_, foot) = rest.split_once("</main>").unwrap();
    let head = head.replace(
        "</head>",
        "<style>.sample { margin: 0 0 12px; }</style>\n</head>",
    );
    let page = Page {
        world: "components",
        name: "components".to_owned(),
        url: "/components".to_owned(),
        body: format!("{head}<main id=\"main\" tabindex=\"-1\">\n{main}</main>{foot}"),
    };
    (page, missing)
}

/// The first few of a kind that do not read alike.
fn found(trees: &[Element], selector: &str) -> Vec<Element> {
    let mut found: Vec<Element> = Vec::new();
    for tree in trees {
        for element in tree.all() {
            let is_new = |known: &Element| known.words() != element.words();
            if found.len() < SHOWN && element.is(selector) && found.iter().all(is_new) {
                found.push(element.clone());
            }
        }
    }
    found
}

/// Many samples stand on one page: their ids are told apart, and menus are open.
fn renamed(sample: &mut Element, number: usize) {
    sample.change(&mut |element| {
        for (name, value) in &mut element.attributes {
            if NAMES.contains(&name.as_str()) {
                let told_apart = value.split(' ').map(|id| format!("{id}-{number}"));
                *value = told_apart.collect::<Vec<_>>().join(" ");
            }
        }
    });
    if sample.is("details") {
        sample.attributes.push(("open".to_owned(), String::new()));
    }
}

/// In what it may stand in.
fn in_place(sample: &Element) -> String {
    let html = sample.html();
    if sample.name != "li" {
        return html;
    }
    let list = if sample.has_class("row") {
        "rows card"
    } else {
        "timeline"
    };
    format!("<ul class=\"{list}\">{html}</ul>")
}
