//! A page as a browser reads it: parsed by a real parser, as a plain tree that tests can walk and write out again.

use std::fmt::Write as _;

use html5ever::{ParseOpts, parse_document, tendril::TendrilSink as _};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

/// Elements that have no end.
const VOID: [&str; 8] = ["area", "br", "hr", "img", "input", "link", "meta", "wbr"];

/// A part of a page.
#[derive(Debug, Clone)]
pub(crate) enum Node {
    Text(String),
    Element(Element),
}

/// An element with what is in it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: Vec<(String, String)>,
    pub(crate) children: Vec<Node>,
}

/// The tree of a page, and what the parser complained about.
pub(crate) fn parsed(page: &str) -> (Element, Vec<String>) {
    let mut options = ParseOpts::default();
    options.tokenizer.exact_errors = true;
    options.tree_builder.exact_errors = true;
    let dom = parse_document(RcDom::default(), options).one(page);
    let mut root = Element::default();
    root.children.extend(children(&dom.document));
    let complaints = dom.errors.borrow();
    (root, complaints.iter().map(ToString::to_string).collect())
}

fn children(handle: &Handle) -> Vec<Node> {
    handle.children.borrow().iter().filter_map(node).collect()
}

fn node(handle: &Handle) -> Option<Node> {
    match &handle.data {
        NodeData::Text { contents } => Some(Node::Text(contents.borrow().to_string())),
        NodeData::Element { name, attrs, .. } => {
            let attribute =
                |a: &html5ever::Attribute| (a.name.local.to_string(), a.value.to_string());
            Some(Node::Element(Element {
                name: name.local.to_string(),
                attributes: attrs.borrow().iter().map(attribute).collect(),
                children: children(handle),
            }))
        }
        NodeData::Document
        | NodeData::Doctype { .. }
        | NodeData::Comment { .. }
        | NodeData::ProcessingInstruction { .. } => None,
    }
}

impl Element {
    pub(crate) fn get(&self, attribute: &str) -> Option<&str> {
        let mut attributes = self.attributes.iter();
        attributes
            .find(|(name, _)| name == attribute)
            .map(|(_, value)| value.as_str())
    }

    pub(crate) fn has_class(&self, class: &str) -> bool {
        self.classes().any(|worn| worn == class)
    }

    pub(crate) fn classes(&self) -> impl Iterator<Item = &str> {
        self.get("class").unwrap_or_default().split_whitespace()
    }

    /// Whether it is what a selector such as `button.main[name=stance]` names.
    pub(crate) fn is(&self, selector: &str) -> bool {
        let (plain, demand) = match selector.split_once('[') {
            Some((plain, demand)) => (plain, Some(demand.trim_end_matches(']'))),
            None => (selector, None),
        };
        let mut parts = plain.split('.');
        let name = parts.next().unwrap_or_default();
        let is_met = demand.is_none_or(|demand| match demand.split_once('=') {
            Some((attribute, value)) => self.get(attribute) == Some(value),
            None => self.get(demand).is_some(),
        });
        is_met && (name.is_empty() || self.name == name) && parts.all(|class| self.has_class(class))
    }

    /// Itself and everything in it, in the order of the page.
    pub(crate) fn all(&self) -> Vec<&Self> {
        let mut found = vec![self];
        for child in &self.children {
            if let Node::Element(element) = child {
                found.extend(element.all());
            }
        }
        found
    }

    pub(crate) fn find(&self, selector: &str) -> Option<&Self> {
        self.all().into_iter().find(|element| element.is(selector))
    }

    /// Every word in it, in sight or not, runs of blanks made one.
    pub(crate) fn words(&self) -> String {
        let mut text = String::new();
        self.gather(&mut text);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn gather(&self, text: &mut String) {
        for child in &self.children {
            match child {
                Node::Text(words) => *text += words,
                Node::Element(element) => {
                    element.gather(text);
                    text.push(' ');
                }
            }
        }
    }

    /// What a screen reader calls it, as far as its own words and label go.
    pub(crate) fn label(&self) -> String {
        match self.get("aria-label") {
            Some(label) => label.trim().to_owned(),
            None => self.words(),
        }
    }

    /// Written out again.
    pub(crate) fn html(&self) -> String {
        let mut html = format!("<{}", self.name);
        for (name, value) in &self.attributes {
            let value = value.replace('&', "&amp;").replace('"', "&quot;");
            write!(html, " {name}=\"{value}\"").unwrap();
        }
        html.push('>');
        if VOID.contains(&self.name.as_str()) {
            return html;
        }
        for child in &self.children {
            match child {
                Node::Text(text) => html += &text.replace('&', "&amp;").replace('<', "&lt;"),
                Node::Element(element) => html += &element.html(),
            }
        }
        write!(html, "</{}>", self.name).unwrap();
        html
    }

    /// Changes it and everything in it.
    pub(crate) fn change(&mut self, change: &mut impl FnMut(&mut Self)) {
        change(self);
        for child in &mut self.children {
            if let Node::Element(element) = child {
                element.change(change);
            }
        }
    }
}
