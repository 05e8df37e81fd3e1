//! Values, principles and practices: a page each, or several below the headings of one.

use jiff::{Span, ToSpan as _, civil::Date};

use super::{
    document::{Document, Node, Sort},
    items::{Item, Value},
    pattern::Pattern,
    plain::plain,
    remark::{Lines, Remarks},
};
use crate::formats::{self, Format};

static NOT_LIKE: Pattern = Pattern::new(
    r"(?i)\b(?:does not|doesn['’]t|do not|don['’]t|is not|isn['’]t|not) look(?:s)? like\b|^(?:we )?(?:don['’]t|do not)$|^anti-?patterns?$|^what (?:it|this) is not$",
);
static LIKE: Pattern = Pattern::new(
    r"(?i)\blooks? like\b|^in practice$|^(?:we )?do$|^what (?:it|this) means in practice$",
);
static MANY: Pattern = Pattern::new(r"(?i)\b(?:values|principles|practices|standards|beliefs)\b");
static BOLD: Pattern = Pattern::new(r"^\*\*(?P<title>.+?)\*\*\s*[:.–—-]?\s*(?P<text>.*)$");
static INTERVAL: Pattern =
    Pattern::new(r"(?i)^(?P<count>\d{1,3})\s*(?P<unit>day|week|month|year)s?$");
/// What the front matter says that is read here.
const KNOWN: [&str; 4] = ["title", "last_reviewed_on", "review_in", "outdated"];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Like,
    NotLike,
}

fn part(node: &Node) -> Option<Part> {
    let words = plain(&node.text);
    let words = words.trim_end_matches([':', '.', '?']);
    match () {
        () if NOT_LIKE.fits(words) => Some(Part::NotLike),
        () if LIKE.fits(words) => Some(Part::Like),
        () => None,
    }
}

/// A heading, and the line before the next one that is as high.
struct Section<'d> {
    depth: usize,
    node: &'d Node,
    last: u32,
}

pub(super) fn read(name: &str, text: &str, remarks: &mut Remarks) -> Vec<Item> {
    let document = Document::of(text);
    let head = Head::of(text, remarks);
    let sections = sections(&document);
    let values = match several(&document, &sections, head.title.is_some()) {
        Some(values) => values,
        None => vec![page(name, &document, &sections, head)],
    };
    if values.len() > 1 {
        left_out(&document, &values, remarks);
    }
    let says_nothing = |value: &Value| {
        value.text.is_empty() && value.looks_like.is_empty() && value.does_not_look_like.is_empty()
    };
    for value in values.iter().filter(|value| says_nothing(value)) {
        let said = "This value says nothing but its title. Write below it what it means.";
        remarks.trouble(value.lines, said);
    }
    for value in values.iter().filter(|value| value.is_outdated) {
        remarks.note(value.lines, "Its author marked this as outdated.");
    }
    values.into_iter().map(Item::Value).collect()
}

fn sections<'d>(document: &'d Document<'_>) -> Vec<Section<'d>> {
    let depths: Vec<(usize, &Node)> = document
        .nodes
        .iter()
        .filter_map(|node| match node.sort {
            Sort::Heading(depth) => Some((depth, node)),
            Sort::Item | Sort::Text => None,
        })
        .collect();
    let end = |at: usize, depth: usize| {
        let next = depths
            .iter()
            .skip(at + 1)
            .find(|(other, _)| *other <= depth);
        next.map_or(document.last_line(), |(_, next)| next.lines.first - 1)
    };
    let sections = depths.iter().enumerate();
    sections
        .map(|(at, (depth, node))| Section {
            depth: *depth,
            node,
            last: end(at, *depth),
        })
        .collect()
}

/// Several values of one text: below headings of the same depth, or as items that begin in bold.
fn several(
    document: &Document<'_>,
    sections: &[Section<'_>],
    has_title: bool,
) -> Option<Vec<Value>> {
    if has_title {
        return None;
    }
    let named = || {
        sections
            .iter()
            .filter(|section| part(section.node).is_none())
    };
    let depth = (1..=6).find(|depth| named().filter(|section| section.depth == *depth).count() > 1);
    let top = named().find(|section| section.depth == 1);
    let says_so = top.is_none_or(|top| MANY.fits(&plain(&top.node.text)))
        || sections.iter().any(|section| part(section.node).is_some())
        || depth == Some(1);
    if let Some(depth) = depth.filter(|_| says_so) {
        let these = named().filter(|section| section.depth == depth);
        return Some(
            these
                .map(|section| of_section(document, sections, section))
                .collect(),
        );
    }
    let items = || document.nodes.iter().filter(|node| node.sort == Sort::Item);
    let in_bold: Vec<Value> = items().filter_map(of_item).collect();
    let are_values = says_so && in_bold.len() > 1 && in_bold.len() == items().count();
    are_values.then_some(in_bold)
}

fn of_item(node: &Node) -> Option<Value> {
    let found = BOLD.captures(&node.text)?;
    Some(Value {
        lines: node.lines,
        title: plain(found.name("title")?.as_str())
            .trim_end_matches([':', '.'])
            .to_owned(),
        text: found.name("text")?.as_str().to_owned(),
        ..Value::default()
    })
}

fn of_section(document: &Document<'_>, sections: &[Section<'_>], section: &Section<'_>) -> Value {
    let lines = Lines {
        first: section.node.lines.first,
        last: section.last,
    };
    let mut value = Value {
        lines,
        title: plain(&section.node.text),
        ..Value::default()
    };
    let body = Lines {
        first: section.node.lines.last + 1,
        last: section.last,
    };
    fill(&mut value, document, sections, body);
    value
}

/// The text of a value, and apart from it what living it looks like.
fn fill(value: &mut Value, document: &Document<'_>, sections: &[Section<'_>], body: Lines) {
    let mut next = body.first;
    let mut texts: Vec<String> = Vec::new();
    for section in sections {
        let first = section.node.lines.first;
        let is_within = first >= next && section.last <= body.last;
        let Some(part) = part(section.node).filter(|_| is_within) else {
            continue;
        };
        if first > next {
            let last = first - 1;
            texts.push(document.raw_text(Lines { first: next, last }));
        }
        let said = document.raw_text(Lines {
            first: section.node.lines.last + 1,
            last: section.last,
        });
        let side = match part {
            Part::Like => &mut value.looks_like,
            Part::NotLike => &mut value.does_not_look_like,
        };
        if !side.is_empty() && !said.is_empty() {
            side.push_str("\n\n");
        }
        side.push_str(&said);
        next = section.last + 1;
    }
    let last = body.last;
    if next <= last {
        texts.push(document.raw_text(Lines { first: next, last }));
    }
    texts.retain(|text| !text.is_empty());
    value.text = texts.join("\n\n");
}

/// A page that is one value.
fn page(name: &str, document: &Document<'_>, sections: &[Section<'_>], head: Head) -> Value {
    let last = document.last_line();
    let top = sections.iter().find(|section| section.depth == 1);
    // A heading that only repeats the title, or lets a program write it, is not part of the text.
    let first_node = document.nodes.first().map(|node| node.lines.first);
    let heads_the_page = top.filter(|top| {
        let is_first = first_node == Some(top.node.lines.first);
        let words = plain(&top.node.text);
        is_first && head.title.as_ref().is_none_or(|title| *title == words)
    });
    let first = heads_the_page.map_or(head.lines + 1, |top| top.node.lines.last + 1);
    let stem = name
        .rsplit('/')
        .next()
        .and_then(|file| file.split('.').next());
    let named = || {
        top.or(sections.first())
            .map(|section| plain(&section.node.text))
    };
    let title = head.title.or_else(named);
    let mut value = Value {
        lines: Lines { first: 1, last },
        title: title.unwrap_or_else(|| stem.unwrap_or_default().replace(['-', '_'], " ")),
        reviewed: head.reviewed,
        review: head.review,
        is_outdated: head.is_outdated,
        ..Value::default()
    };
    fill(&mut value, document, sections, Lines { first, last });
    // A heading that a program fills in says nothing here.
    if value.text.contains("<%=") {
        let lines = value.text.lines().filter(|line| !line.starts_with("# <%="));
        let text = lines.collect::<Vec<_>>().join("\n");
        text.trim().clone_into(&mut value.text);
    }
    value
}

/// What the front matter says.
#[derive(Default)]
struct Head {
    /// How many lines it has.
    lines: u32,
    title: Option<String>,
    reviewed: Option<Date>,
    review: Option<Date>,
    is_outdated: bool,
}

impl Head {
    fn of(text: &str, remarks: &mut Remarks) -> Self {
        let Some(block) = formats::read(&[Format::FrontMatter], None, "", text) else {
            return Self::default();
        };
        let mut head = Self {
            lines: block.body_line,
            ..Self::default()
        };
        let mut every: Option<(u32, Span)> = None;
        let mut unread: Vec<&str> = Vec::new();
        for (key, node) in block.node.entries() {
            let said = node.first_text().unwrap_or_default().trim();
            match key.as_str() {
                "title" if !said.is_empty() => head.title = Some(plain(said)),
                "last_reviewed_on" => head.reviewed = day(said, Lines::one(node.line), remarks),
                "review_in" => {
                    let read = interval(said, Lines::one(node.line), remarks);
                    every = read.map(|span| (node.line, span));
                }
                "outdated" => head.is_outdated = said == "true",
                key if !KNOWN.contains(&key) => unread.push(key),
                _ => {}
            }
        }
        let lines = Lines {
            first: 1,
            last: block.body_line.max(1),
        };
        if !unread.is_empty() {
            let said = format!(
                "Nothing is made of these of its front matter: {}.",
                unread.join(", ")
            );
            remarks.left_out(lines, said);
        }
        match (head.reviewed, every) {
            (Some(reviewed), Some((_, span))) => head.review = reviewed.checked_add(span).ok(),
            (None, Some((line, _))) => remarks.note(
                Lines::one(line),
                "When it was reviewed last is not written, so it gets no date of review. Write 'last_reviewed_on: 2026-02-17'.",
            ),
            (Some(_) | None, None) => {}
        }
        head
    }
}

fn day(said: &str, lines: Lines, remarks: &mut Remarks) -> Option<Date> {
    let read = said.parse().ok();
    if read.is_none() {
        let said = "There is no such day. Write it as in 2026-02-17: year, month, day.";
        remarks.trouble(lines, said);
    }
    read
}

fn interval(said: &str, lines: Lines, remarks: &mut Remarks) -> Option<Span> {
    let read = INTERVAL.captures(said).and_then(|found| {
        let count: i64 = found.name("count")?.as_str().parse().ok()?;
        Some(match found.name("unit")?.as_str().to_lowercase().as_str() {
            "day" => count.days(),
            "week" => count.weeks(),
            "month" => count.months(),
            _ => count.years(),
        })
    });
    if read.is_none() {
        let said = "This is not a time between reviews. Write it as in '6 months'.";
        remarks.trouble(lines, said);
    }
    read
}

/// What stands beside the values of a text.
fn left_out(document: &Document<'_>, values: &[Value], remarks: &mut Remarks) {
    let is_within = |node: &Node| {
        let mut of = values.iter().map(|value| value.lines);
        of.any(|lines| lines.first <= node.lines.first && node.lines.last <= lines.last)
    };
    for node in document.nodes.iter().filter(|node| !is_within(node)) {
        if matches!(node.sort, Sort::Item | Sort::Text) {
            let said = "This belongs to no value and is left out. Write it below the heading of one to keep it.";
            remarks.left_out(node.lines, said);
        }
    }
}
