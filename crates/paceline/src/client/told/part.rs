//! A part of a view: what it is about, facts on a line, texts below it, and parts of its own.

use serde_json::Value;

use super::{
    inline::{fact, inline, is_nothing, is_of_machines, link},
    paper::{Paper, columns, joined},
    words::label,
};

/// A text that is longer, in columns, stands on lines of its own.
const SHORT: usize = 60;

#[derive(Debug, Default)]
pub(super) struct Part {
    /// What it is about, where that has a page of its own.
    head: String,
    facts: Vec<String>,
    /// Never cut.
    texts: Vec<String>,
    below: Vec<(String, Vec<Self>)>,
}

/// What is said by a value.
pub(super) fn part(name: &str, value: &Value, paper: &Paper) -> Part {
    let mut part = Part::default();
    // A finding and a search result hold what is theirs a level deeper.
    let value = value.get("finding").unwrap_or(value);
    if let Some(link) = link(name, value).filter(|_| is_link(value)) {
        part.head = link;
        return part;
    }
    let Value::Object(fields) = value else {
        part.take(name, value, paper);
        return part;
    };
    // The reference of what was found belongs before its title.
    let found = fields.get("reference").zip(fields.get("title"));
    if let Some((reference, title)) = found {
        let (reference, title) = (inline("", reference, paper), inline("title", title, paper));
        format!("{reference} {title}")
            .trim()
            .clone_into(&mut part.head);
    } else if let (Some(id), Some(is)) = (fields.get("id"), fields.get("is")) {
        part.head = format!("G-{id} {}", inline("is", is, paper));
    }
    let has_head = !part.head.is_empty();
    let ago = fields.get("ago").or_else(|| fields.get("age"));
    for (name, value) in fields {
        let is_said = matches!(
            name.as_str(),
            "reference" | "title" | "is" | "thing" | "slug"
        );
        if is_of_machines(name, value) || is_nothing(value) || name == "id" || has_head && is_said {
            continue;
        }
        let ago = ago.and_then(Value::as_str);
        match (name.as_str(), ago) {
            ("ago" | "age", _) if has_moment(fields) => {}
            ("at" | "since", Some(ago)) if value.is_number() => {
                let day = inline(name, value, &paper.of_the_past());
                part.facts.push(format!("{day} ({ago})"));
            }
            ("from", _) if value.is_number() && fields.get("to").is_none_or(is_nothing) => {
                part.facts
                    .push(format!("since {}", inline(name, value, paper)));
            }
            // It stands in words beside it.
            ("progress_percent", _) if fields.contains_key("progress") => {}
            // Whether whoever looks follows: the list of followers says it.
            ("stance", _) if fields.contains_key("may") => {}
            ("ought", _) => {
                let ought = inline(name, value, paper);
                part.texts.push(format!("It ought to be: {ought}"));
            }
            ("next", _) if value.get("sentence").is_some() => {
                part.take("sentence", &value["sentence"], paper);
            }
            (name, _) => part.take(name, value, paper),
        }
    }
    part
}

fn has_moment(fields: &serde_json::Map<String, Value>) -> bool {
    let moment = |name| fields.get(name).is_some_and(Value::is_number);
    moment("at") || moment("since")
}

/// Whether nothing of a thing is left out when it is said by its link.
fn is_link(value: &Value) -> bool {
    let Value::Object(fields) = value else {
        return false;
    };
    let is_of_link = |name: &str| {
        matches!(
            name,
            "id" | "handle" | "name" | "slug" | "initials" | "title" | "is" | "kind"
        )
    };
    let all = |fields: &serde_json::Map<String, Value>| fields.keys().all(|name| is_of_link(name));
    let is_translation =
        fields.len() == 2 && fields.contains_key("team") && fields.contains_key("of");
    let only = || fields.values().next().and_then(Value::as_object);
    let is_one = || fields.values().next().is_some_and(is_link);
    all(fields) || is_translation || fields.len() == 1 && (only().is_some_and(all) || is_one())
}

/// A text that somebody wrote stands on lines of its own, unless it is a word or two.
fn is_written(name: &str, text: &str) -> bool {
    const A_FEW_WORDS: usize = 24;
    let is_by_somebody = matches!(
        name,
        "text" | "what" | "note" | "because" | "reservation" | "words" | "harm"
    );
    is_prose(text) || is_by_somebody && columns(text) > A_FEW_WORDS
}

/// Whether a text is more than a word or two.
fn is_prose(text: &str) -> bool {
    text.contains('\n') || columns(text) > SHORT || text.trim_end().ends_with(['.', '!', '?', '…'])
}

impl Part {
    pub(super) fn is_empty(&self) -> bool {
        self.head.is_empty()
            && self.facts.is_empty()
            && self.texts.is_empty()
            && self.below.is_empty()
    }

    fn take(&mut self, name: &str, value: &Value, paper: &Paper) {
        match value {
            Value::Null => {}
            Value::String(text) if is_written(name, text) => self.texts.push(text.clone()),
            Value::Bool(_) | Value::Number(_) | Value::String(_) => {
                self.facts.push(fact(name, value, paper));
            }
            Value::Array(items) if items.iter().all(|item| !is_deep(item)) => {
                let said = inline(name, value, paper);
                if is_prose(&said) && items.iter().any(|item| item.get("is_match").is_some()) {
                    self.texts.push(said);
                } else {
                    self.facts.push(fact(name, value, paper));
                }
            }
            Value::Array(items) => {
                let parts = items.iter().map(|item| part(name, item, paper));
                let parts: Vec<Self> = parts.filter(|part| !part.is_empty()).collect();
                if !parts.is_empty() {
                    self.below.push((label(name), parts));
                }
            }
            Value::Object(_) if is_link(value) => self.link(name, value, paper),
            Value::Object(_) => {
                let part = part(name, value, paper);
                if part.is_plain() {
                    self.facts.extend(part.as_fact(name));
                } else if !part.is_empty() {
                    self.below.push((label(name), vec![part]));
                }
            }
        }
    }

    /// The first thing that is linked to is what it is about.
    fn link(&mut self, name: &str, value: &Value, paper: &Paper) {
        let is_subject = matches!(
            name,
            "initiative" | "gap" | "goal" | "entry" | "subject" | "leaf" | "person" | "team"
        );
        if is_subject && self.head.is_empty() && self.texts.is_empty() {
            self.head = inline(name, value, paper);
        } else {
            self.facts.push(fact(name, value, paper));
        }
    }

    /// Whether it is said in a line.
    pub(super) fn is_plain(&self) -> bool {
        self.texts.is_empty() && self.below.is_empty() && columns(&self.line()) <= SHORT
    }

    fn as_fact(&self, name: &str) -> Option<String> {
        let line = self.line();
        (!line.is_empty()).then(|| format!("{} {line}", label(name)))
    }

    pub(super) fn line(&self) -> String {
        let head = std::iter::once(&self.head).filter(|head| !head.is_empty());
        joined(head.chain(&self.facts))
    }

    pub(super) fn print(&self, lines: &mut Vec<String>, paper: &Paper, indent: usize) {
        let line = self.line();
        let fits = indent + columns(&line) <= paper.width;
        if fits || self.head.is_empty() || self.facts.is_empty() {
            if !line.is_empty() {
                paper.hanging(lines, &line, indent, 2);
            }
        } else {
            paper.hanging(lines, &self.head, indent, 4);
            paper.hanging(lines, &joined(&self.facts), indent + 2, 2);
        }
        let has_line = !line.is_empty();
        let below = indent + if has_line { 2 } else { 0 };
        for text in &self.texts {
            paper.text(lines, text, below);
        }
        for (label, parts) in &self.below {
            lines.push(format!("{}{label}:", " ".repeat(below)));
            for part in parts {
                part.print(lines, paper, below + 2);
            }
        }
    }
}

/// Whether a value has more to say than fits beside others.
fn is_deep(value: &Value) -> bool {
    match value {
        Value::Array(_) => true,
        Value::Object(_) => !is_link(value) && value.get("is_match").is_none(),
        Value::String(text) => is_prose(text),
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}
