//! A page as an outline that a person can read in a diff: headings, lists, links with where they lead, fields, buttons.

use super::html::{Element, Node};

/// Text beyond this is counted, not shown: an outline says what is where, and other tests that no word is lost.
const LONGEST: usize = 120;

/// Elements that begin a line of their own.
const BLOCKS: [&str; 27] = [
    "main",
    "section",
    "article",
    "div",
    "p",
    "ul",
    "ol",
    "li",
    "table",
    "caption",
    "thead",
    "tbody",
    "tr",
    "form",
    "fieldset",
    "legend",
    "nav",
    "aside",
    "blockquote",
    "figure",
    "figcaption",
    "details",
    "summary",
    "pre",
    "dl",
    "dt",
    "dd",
];

/// The outline of what is in an element.
pub(crate) fn of(element: &Element) -> String {
    let mut outline = Outline::default();
    outline.block(element, 0);
    outline.end_line(0);
    outline.text
}

#[derive(Default)]
struct Outline {
    text: String,
    line: String,
}

impl Outline {
    fn block(&mut self, element: &Element, depth: usize) {
        for child in &element.children {
            match child {
                Node::Text(text) => self.line += &text.replace('\n', " "),
                Node::Element(element) => self.element(element, depth),
            }
        }
    }

    fn element(&mut self, element: &Element, depth: usize) {
        let name = element.name.as_str();
        if let Some(sign) = heading(name) {
            self.end_line(depth);
            self.line = format!("{sign} ");
            self.block(element, depth);
            return self.end_line(depth);
        }
        if !BLOCKS.contains(&name) {
            return self.inline(element, depth);
        }
        self.end_line(depth);
        self.line += &opening(element);
        if ["form", "nav", "aside", "table", "ol", "figure"].contains(&name) {
            self.end_line(depth);
        }
        let deeper = usize::from(["form", "nav", "aside", "ul", "ol", "figure"].contains(&name));
        self.block(element, depth + deeper);
        self.end_line(depth + deeper);
    }

    fn inline(&mut self, element: &Element, depth: usize) {
        if element.get("aria-hidden") == Some("true") {
            return;
        }
        match element.name.as_str() {
            "a" => {
                let words = shortened(&element.label());
                let to = element.get("href").unwrap_or_default();
                self.line += &format!("[{words}]({})", shortened(to));
            }
            "button" => {
                let value = element.get("value").map(|value| format!("={value}"));
                let name = element.get("name").unwrap_or_default();
                let sends = format!("{name}{}", value.unwrap_or_default());
                self.line += &format!("({}) {sends} ", shortened(&element.label()));
            }
            "input" => self.line += &input(element),
            "textarea" => self.line += &format!("[… {}]", shortened(&element.words())),
            "select" => self.line += &select(element),
            "datalist" => self.line += &format!("[{} to pick from] ", options(element).count()),
            "svg" => self.line += &picture(element),
            "br" => self.end_line(depth),
            "th" | "td" => {
                self.block(element, depth);
                self.line += " | ";
            }
            "option" | "script" => {}
            _ => self.block(element, depth),
        }
    }

    fn end_line(&mut self, depth: usize) {
        let line = self.line.split_whitespace().collect::<Vec<_>>().join(" ");
        self.line.clear();
        if [">", "-", "- >"].contains(&line.as_str()) {
            // A sign waits for the words behind it.
            self.line = format!("{line} ");
            return;
        }
        if line.is_empty() {
            return;
        }
        // Long runs without a link in them are people's words.
        let words = line.split("](").next().unwrap_or_default();
        let line = if words.len() == line.len() {
            shortened(&line)
        } else {
            line
        };
        self.text += &format!(
            "{}{}\n",
            "  ".repeat(depth),
            line.trim_end_matches([' ', '|'])
        );
    }
}

fn heading(name: &str) -> Option<&'static str> {
    match name {
        "h1" => Some("#"),
        "h2" => Some("##"),
        "h3" => Some("###"),
        "h4" => Some("####"),
        _ => None,
    }
}

fn opening(element: &Element) -> String {
    match element.name.as_str() {
        "li" => "- ".to_owned(),
        "blockquote" => "> ".to_owned(),
        "form" => format!(
            "form {} {}",
            element.get("method").unwrap_or("get"),
            element.get("action").unwrap_or_default()
        ),
        "nav" | "aside" | "figure" | "ol" => {
            let label = element.get("aria-label").unwrap_or_default();
            format!("{} {label}", element.name)
        }
        "table" => "table".to_owned(),
        _ => String::new(),
    }
}

fn input(element: &Element) -> String {
    let get = |name| element.get(name).unwrap_or_default();
    let kind = get("type");
    let value = shortened(get("value"));
    match kind {
        "hidden" => format!("[hidden {}={value}] ", get("name")),
        "radio" | "checkbox" if element.get("checked").is_some() => format!("[x {value}]"),
        "radio" | "checkbox" => format!("[ {value}]"),
        _ => format!("[{kind} {}={value}] ", get("name")),
    }
}

fn options(element: &Element) -> impl Iterator<Item = &Element> {
    element
        .all()
        .into_iter()
        .filter(|option| option.is("option"))
}

fn select(element: &Element) -> String {
    let chosen = options(element).find(|option| option.get("selected").is_some());
    let chosen = chosen.map(Element::words).unwrap_or_default();
    format!("[{} of {}]", shortened(&chosen), options(element).count())
}

fn picture(element: &Element) -> String {
    let title = element.find("title").map(Element::words);
    let label = title.unwrap_or_else(|| element.get("aria-label").unwrap_or_default().to_owned());
    format!(
        "[picture: {}, {} shapes]",
        shortened(&label),
        element.all().len()
    )
}

fn shortened(words: &str) -> String {
    let length = words.chars().count();
    if length <= LONGEST {
        return words.to_owned();
    }
    let start: String = words.chars().take(LONGEST - 40).collect();
    format!("{start}… ({length} characters)")
}
