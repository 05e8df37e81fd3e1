//! Any page as Markdown: what stands in its `<main>`, with its title first and where it is from last.

use std::{
    fmt::Write as _,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use axum::http::{header::HOST, request::Parts};
use htmd::{
    Element, HtmlToMarkdown,
    element_handler::{HandlerResult, Handlers},
    options::{BulletListMarker, Options},
};
use jiff::civil::Date;

use crate::problem::Problem;

/// Elements that are there to do something, or to go somewhere else.
const LEFT_OUT: [&str; 11] = [
    "button", "nav", "input", "select", "textarea", "datalist", "label", "script", "style",
    "template", "dialog",
];

/// Marks of a picture that its title and description stand for.
const MARKS: [&str; 16] = [
    "g",
    "defs",
    "symbol",
    "use",
    "marker",
    "text",
    "tspan",
    "path",
    "circle",
    "ellipse",
    "rect",
    "line",
    "polyline",
    "polygon",
    "clipPath",
    "foreignObject",
];

/// Elements that can be left out by what they are marked with.
const MARKED: [&str; 38] = [
    "a",
    "abbr",
    "article",
    "aside",
    "blockquote",
    "caption",
    "code",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "footer",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "kbd",
    "li",
    "ol",
    "p",
    "pre",
    "q",
    "section",
    "small",
    "span",
    "strong",
    "summary",
    "svg",
    "table",
    "time",
    "tr",
    "ul",
];

/// The page that is asked for, and whether as Markdown.
#[derive(Debug, Default)]
pub(crate) struct Here {
    host: String,
    pub(crate) path: String,
    /// Without what says how the page is wanted.
    pub(crate) query: String,
    pub(crate) is_copied: bool,
    /// Wanted as something that only a few answers can be.
    is_other: bool,
}

/// Forms besides a page and its Markdown, which whoever answers knows or not.
const OTHERS: [&str; 2] = ["csv", "json"];

fn no_such_form() -> Problem {
    Problem::BadQuery {
        why: "A page cannot be had in that form".to_owned(),
        instead: "Write as=markdown, or leave it out.".to_owned(),
    }
}

impl Here {
    pub(crate) fn of(parts: &Parts) -> Result<Self, Problem> {
        let query = parts.uri.query().unwrap_or_default();
        let (wanted, kept): (Vec<&str>, Vec<&str>) = query
            .split('&')
            .filter(|pair| !pair.is_empty())
            .partition(|pair| *pair == "as" || pair.starts_with("as="));
        let form = |pair: &str| pair.strip_prefix("as=").unwrap_or_default().to_owned();
        let forms: Vec<String> = wanted.into_iter().map(form).collect();
        let is_other = |form: &String| OTHERS.contains(&form.as_str());
        let is_known = |form: &String| form.is_empty() || form == "markdown" || is_other(form);
        if !forms.iter().all(is_known) {
            return Err(no_such_form());
        }
        let host = parts.headers.get(HOST).and_then(|host| host.to_str().ok());
        Ok(Self {
            host: host.unwrap_or_default().to_owned(),
            path: parts.uri.path().to_owned(),
            query: kept.join("&"),
            is_copied: forms.iter().any(|form| form == "markdown"),
            is_other: forms.iter().any(is_other),
        })
    }

    /// The same, for a page that is wanted as Markdown whatever was asked.
    pub(crate) fn copying(self, page: &str) -> Self {
        let (path, query) = page.split_once('?').unwrap_or((page, ""));
        Self {
            path: path.to_owned(),
            query: query.to_owned(),
            is_copied: true,
            is_other: false,
            ..self
        }
    }

    /// Refuses what is wanted as something that no page is.
    pub(crate) fn is_for_a_page(&self) -> Result<(), Problem> {
        if self.is_other {
            return Err(no_such_form());
        }
        Ok(())
    }

    /// A page of ours as Markdown. `organisation` is what its title ends with.
    pub(crate) fn copy(&self, page: &str, organisation: &str, day: Date) -> String {
        let title = between(page, "<title>", "</title>").unwrap_or_default();
        let title = title.strip_suffix(organisation).unwrap_or(title);
        let title = title.trim_end_matches([' ', '·']);
        let main = between(page, "<main", "</main>").unwrap_or(page);
        let main = main.split_once('>').map_or(main, |(_, main)| main);
        let site = format!("http://{}", self.host);
        let query = if self.query.is_empty() { "" } else { "?" };
        let url = format!("{site}{}{query}{}", self.path, self.query);
        let html = titled(title, main)
            .replace(" href=\"/", &format!(" href=\"{site}/"))
            .replace(" href=\"#", &format!(" href=\"{url}#"));
        let mut copy = converted(&rows(&html));
        let _infallible = write!(copy, "\n\nFrom <{url}>, as of {day}.\n");
        copy
    }
}

fn between<'a>(text: &'a str, from: &str, to: &str) -> Option<&'a str> {
    text.split_once(from)?
        .1
        .split_once(to)
        .map(|(inner, _)| inner)
}

/// The page with its title first. A heading that says the same, or more, is not said twice.
fn titled(title: &str, main: &str) -> String {
    let heading = main.split_once("<h1").and_then(|(before, rest)| {
        let (heading, after) = rest.split_once("</h1>")?;
        let (_, heading) = heading.split_once('>')?;
        Some((before, heading, after))
    });
    match heading {
        Some((before, heading, after)) if heading.contains(title) => {
            format!("<h1>{heading}</h1>{before}{after}")
        }
        Some((before, heading, after)) if title.contains(heading.trim()) => {
            format!("<h1>{title}</h1>{before}{after}")
        }
        Some(_) | None => format!("<h1>{title}</h1>{main}"),
    }
}

/// The heads of a table's rows as cells, which is how Markdown has them.
fn rows(html: &str) -> String {
    let mut parts = html.split("<tbody>");
    let mut rows = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (body, after) = part.split_once("</tbody>").unwrap_or((part, ""));
        let body = body.replace("<th ", "<td ").replace("<th>", "<td>");
        rows += "<tbody>";
        rows += &body.replace("</th>", "</td>");
        rows += "</tbody>";
        rows += after;
    }
    rows
}

fn converted(html: &str) -> String {
    let forms = Arc::new(AtomicUsize::new(0));
    let seen = Arc::clone(&forms);
    let form = move |_: &dyn Handlers, _: Element<'_>| -> Option<HandlerResult> {
        seen.fetch_add(1, Ordering::Relaxed);
        None
    };
    let part = move |handlers: &dyn Handlers, element: Element<'_>| {
        let before = forms.load(Ordering::Relaxed);
        let part = handlers.fallback(element)?;
        let lost_a_form = forms.load(Ordering::Relaxed) > before;
        let mut lines = part.content.lines().filter(|line| !line.trim().is_empty());
        // A heading over a form alone is left out with it.
        let is_empty = lost_a_form && lines.all(|line| line.starts_with('#'));
        (!is_empty).then_some(part)
    };
    let options = Options {
        bullet_list_marker: BulletListMarker::Dash,
        ul_bullet_spacing: 1,
        ol_number_spacing: 1,
        ..Options::default()
    };
    let converter = HtmlToMarkdown::builder()
        .options(options)
        .skip_tags(LEFT_OUT.to_vec())
        .skip_tags(MARKS.to_vec())
        .add_handler(vec!["form"], form)
        .add_handler(vec!["section", "aside", "div", "article"], part)
        .add_handler(vec!["a"], link)
        .add_handler(vec!["q"], |h: &dyn Handlers, e: Element<'_>| {
            around(h, &e, "“", "”")
        })
        .add_handler(vec!["del", "s"], |h: &dyn Handlers, e: Element<'_>| {
            around(h, &e, "~~", "~~")
        })
        .add_handler(vec!["dt"], |h: &dyn Handlers, e: Element<'_>| {
            around(h, &e, "\n- **", "**:")
        })
        .add_handler(vec!["dd"], |h: &dyn Handlers, e: Element<'_>| {
            around(h, &e, " ", "")
        })
        .add_handler(MARKED.to_vec(), marked)
        .build();
    let html = format!("<!doctype html><html><body>{html}</body></html>");
    // Parsing a text in memory does not fail.
    let markdown = converter.convert(&html).unwrap_or_default();
    let lines = markdown.lines().map(|line| {
        // Two blanks at the end are a line break.
        let is_break = line.ends_with("  ") && !line.trim().is_empty();
        let line = line.trim_end();
        if is_break {
            format!("{line}  ")
        } else {
            line.to_owned()
        }
    });
    lines.collect::<Vec<_>>().join("\n").trim().to_owned()
}

/// Leaves out what is only for the eyes, only for the ears, or to be pressed.
fn marked(handlers: &dyn Handlers, element: Element<'_>) -> Option<HandlerResult> {
    let value = |wanted: &str| {
        let mut attributes = element.attrs.iter();
        attributes
            .find(|attribute| *attribute.name.local == *wanted)
            .map(|attribute| attribute.value.to_string())
    };
    let class = value("class").unwrap_or_default();
    let is_left_out = value("data-no-copy").is_some()
        || value("hidden").is_some()
        || value("aria-hidden").as_deref() == Some("true")
        || class
            .split_whitespace()
            .any(|class| matches!(class, "unseen" | "skip" | "button"));
    if is_left_out {
        None
    } else {
        handlers.fallback(element)
    }
}

/// A link with something to read in it.
fn link(handlers: &dyn Handlers, element: Element<'_>) -> Option<HandlerResult> {
    let link = handlers.fallback(element)?;
    (!link.content.starts_with("[](")).then_some(link)
}

fn around(
    handlers: &dyn Handlers,
    element: &Element<'_>,
    before: &str,
    after: &str,
) -> Option<HandlerResult> {
    let content = handlers.walk_children(element.node).content;
    let content = content.trim();
    (!content.is_empty()).then(|| format!("{before}{content}{after}").into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn copied(main: &str) -> String {
        let here = Here {
            host: "localhost:7171".to_owned(),
            path: "/gaps/1".to_owned(),
            ..Here::default()
        };
        let page = format!("<title>G-1 · A &#38; B</title><main id=\"main\">{main}</main>");
        let copy = here.copy(&page, "A &#38; B", jiff::civil::date(2026, 3, 1));
        let copy = copy.strip_prefix("# G-1\n\n").unwrap().to_owned();
        let end = "\n\nFrom <http://localhost:7171/gaps/1>, as of 2026-03-01.\n";
        copy.strip_suffix(end).unwrap().to_owned()
    }

    #[test]
    fn what_is_read_is_kept_and_what_is_pressed_is_left_out() {
        for (html, expected) in [
            (
                "<h2>Who</h2><p>a <a href=\"/people/b\">b</a> <a class=\"button\" href=\"/c\">c</a></p>",
                "## Who\n\na [b](http://localhost:7171/people/b)",
            ),
            (
                "<section><h2>Check in</h2><form><button>Go</button></form></section><p>a<span class=\"unseen\"> b</span></p>",
                "a",
            ),
            (
                "<p data-no-copy>a</p><nav><a href=\"/\">b</a></nav><p>c</p>",
                "c",
            ),
            (
                "<dl><dt>Lead</dt><dd>Mona</dd><dt>Until</dt><dd>1 <em>May</em></dd></dl>",
                "- **Lead**: Mona\n- **Until**: 1 *May*",
            ),
            (
                "<figure><svg role=\"img\"><title>How long it takes</title><desc>Nine days, then four.</desc><g><title>x</title><text>9</text></g></svg><figcaption>Days</figcaption></figure>",
                "How long it takes\n\nNine days, then four.\n\nDays",
            ),
            (
                "<svg aria-hidden=\"true\"><title>x</title></svg><p>a</p>",
                "a",
            ),
            (
                "<table><thead><tr><th>Who</th><th>Days</th></tr></thead><tbody><tr><th scope=\"row\">Mona</th><td>9</td></tr></tbody></table>",
                "| Who  | Days |\n| ---- | ---- |\n| Mona | 9    |",
            ),
            (
                "<p>&lt;b&gt; *a* <del>b</del> <q>c</q></p>",
                "\\<b> \\*a\\* ~~b~~ “c”",
            ),
            (
                "<p>1. a</p><p># b</p><p>- c</p>",
                "1\\. a\n\n\\# b\n\n\\- c",
            ),
        ] {
            assert_eq!(copied(html), expected, "{html}");
        }
    }
}
