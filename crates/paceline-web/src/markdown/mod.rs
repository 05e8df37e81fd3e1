//! What people wrote, as Markdown: shown with a few plain elements, and nothing that was written passes unread.

pub(crate) mod address;
pub(crate) mod marked;
mod mentions;
mod plain;
#[cfg(test)]
mod tests;

use std::{
    borrow::Cow,
    fmt::{self, Display as _},
};

use askama::filters::HtmlSafe;
use pulldown_cmark::{
    Alignment, CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, TextMergeStream,
};

use crate::{
    html::{Escaped, Line},
    known::Known,
};
use address::{FOREIGN, Leads};

pub(crate) use mentions::handles;

/// How many elements may stand within each other; deeper ones leave their text without their element.
const DEPTH: usize = 24;

/// A text of several lines, written in Markdown.
pub(crate) struct Prose<'a> {
    pub(crate) text: &'a str,
    pub(crate) known: &'a Known,
}

impl fmt::Display for Prose<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let dir = plain::direction(self.text);
        if plain::is_plain(self.text) {
            return plain::paragraphs(self.text, dir, self.known, f);
        }
        parsed(self.text, dir, self.known, f)
    }
}

impl HtmlSafe for Prose<'_> {}

/// The words of a text without its signs, for where there is room for words alone.
pub(crate) fn words(text: &str) -> Cow<'_, str> {
    if plain::is_plain(text) {
        return Cow::Borrowed(text);
    }
    let mut words = String::with_capacity(text.len());
    for event in Parser::new_ext(text, extensions()) {
        match event {
            Event::Text(text)
            | Event::Code(text)
            | Event::Html(text)
            | Event::InlineHtml(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text)
            | Event::FootnoteReference(text) => words.push_str(&text),
            Event::End(
                TagEnd::Paragraph
                | TagEnd::Heading(_)
                | TagEnd::Item
                | TagEnd::CodeBlock
                | TagEnd::TableCell,
            )
            | Event::SoftBreak
            | Event::HardBreak
            | Event::Rule => words.push(' '),
            Event::TaskListMarker(is_done) => words.push_str(if is_done { "☑ " } else { "☐ " }),
            Event::Start(_) | Event::End(_) => {}
        }
    }
    Cow::Owned(words)
}

fn extensions() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS
}

fn parsed(text: &str, dir: &'static str, known: &Known, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut writer = Writer::new(f, known, dir);
    TextMergeStream::new(Parser::new_ext(text, extensions()))
        .try_for_each(|event| writer.take(event))
}

/// Writes the elements we know, with everything else as text.
struct Writer<'a, 'f, 't> {
    out: &'a mut fmt::Formatter<'f>,
    known: &'a Known,
    /// `dir="auto"` for the blocks of a text in which something is written from right to left.
    dir: &'static str,
    /// Every element that is open, and whether it was written.
    open: Vec<bool>,
    /// Links that are open: nothing within one is a link again.
    links: usize,
    /// Where each open picture lies, for as long as no word stands for it.
    pictures: Vec<CowStr<'t>>,
    cells: Cells,
    is_code: bool,
    /// Something stands on an earlier line of the raw HTML that is shown as text.
    is_line_before: bool,
}

/// Where we are in a table.
#[derive(Default)]
struct Cells {
    columns: Vec<Alignment>,
    column: usize,
    is_head: bool,
    /// Cells that are written once a word follows, so that a row is no longer than it was typed.
    waiting: usize,
}

impl<'a, 'f> Writer<'a, 'f, '_> {
    fn new(out: &'a mut fmt::Formatter<'f>, known: &'a Known, dir: &'static str) -> Self {
        Self {
            out,
            known,
            dir,
            open: Vec::new(),
            links: 0,
            pictures: Vec::new(),
            cells: Cells::default(),
            is_code: false,
            is_line_before: false,
        }
    }

    /// The way from a passage to the feedback about it, with the number that it has on the page. Within a link nothing
    /// is a link again, and code is copied as it is.
    fn note(&mut self, feedback: u16, number: usize) -> fmt::Result {
        self.begin_cell()?;
        if self.links > 0 || self.is_code {
            return write!(self.out, r#"<span id="passage-{feedback}"></span>"#);
        }
        write!(
            self.out,
            r##"<a class="noted" id="passage-{feedback}" href="#feedback-{feedback}" data-no-copy><span class="unseen">Feedback </span>{number}</a>"##
        )
    }
}

impl<'t> Writer<'_, '_, 't> {
    fn take(&mut self, event: Event<'t>) -> fmt::Result {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text)
            | Event::InlineHtml(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text)
            | Event::FootnoteReference(text) => self.text(&text),
            Event::Html(line) => {
                let is_line_before = std::mem::replace(&mut self.is_line_before, true);
                self.out
                    .write_str(if is_line_before { "<br>" } else { "" })?;
                self.text(line.trim_end_matches(['\r', '\n']))
            }
            Event::Code(text) => {
                self.inline("<code>")?;
                self.pictures.clear();
                write!(self.out, "{}</code>", Escaped(&text))
            }
            Event::SoftBreak | Event::HardBreak => self.out.write_str("<br>"),
            Event::Rule => self.out.write_str("<hr>"),
            Event::TaskListMarker(is_done) => {
                self.out.write_str(if is_done { "☑ " } else { "☐ " })
            }
        }
    }

    fn text(&mut self, text: &str) -> fmt::Result {
        if text.is_empty() {
            return Ok(());
        }
        self.begin_cell()?;
        self.pictures.clear();
        if self.links > 0 || self.is_code {
            Escaped(text).fmt(self.out)
        } else {
            let known = self.known;
            Line { text, known }.fmt(self.out)
        }
    }

    fn start(&mut self, tag: Tag<'t>) -> fmt::Result {
        let is_written = match &tag {
            Tag::Paragraph | Tag::HtmlBlock | Tag::Heading { .. } | Tag::CodeBlock(_) => true,
            Tag::Item | Tag::TableHead | Tag::TableRow | Tag::TableCell => {
                self.open.last().copied().unwrap_or_default()
            }
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                self.links == 0 && self.open.len() < DEPTH && address::leads(dest_url).is_some()
            }
            Tag::BlockQuote(_)
            | Tag::List(_)
            | Tag::Table(_)
            | Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough => self.open.len() < DEPTH,
            Tag::FootnoteDefinition(_)
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Superscript
            | Tag::Subscript
            | Tag::MetadataBlock(_) => false,
        };
        self.open.push(is_written);
        if is_written {
            self.written(&tag)?;
        } else if matches!(tag, Tag::Item | Tag::TableRow) {
            self.out.write_str("<br>")?;
        } else if matches!(tag, Tag::TableCell) {
            self.out.write_str(" ")?;
        }
        if let Tag::Image { dest_url, .. } = tag {
            self.pictures.push(dest_url);
        }
        Ok(())
    }

    fn written(&mut self, tag: &Tag<'_>) -> fmt::Result {
        let dir = self.dir;
        match tag {
            Tag::Paragraph => write!(self.out, "<p{dir}>"),
            Tag::HtmlBlock => {
                self.is_line_before = false;
                write!(self.out, "<p{dir}>")
            }
            Tag::Heading { level, .. } => write!(self.out, "<{}{dir}>", heading(*level)),
            Tag::BlockQuote(_) => write!(self.out, "<blockquote{dir}>"),
            Tag::CodeBlock(_) => {
                self.is_code = true;
                self.out.write_str("<pre><code>")
            }
            Tag::List(Some(first)) if *first != 1 => write!(self.out, r#"<ol start="{first}">"#),
            Tag::List(first) => {
                let name = if first.is_some() { "<ol>" } else { "<ul>" };
                self.out.write_str(name)
            }
            Tag::Item => write!(self.out, "<li{dir}>"),
            Tag::Table(columns) => {
                self.cells.columns.clone_from(columns);
                self.out.write_str("<table>")
            }
            Tag::TableHead | Tag::TableRow => {
                let is_head = matches!(tag, Tag::TableHead);
                (self.cells.column, self.cells.waiting) = (0, 0);
                self.cells.is_head = is_head;
                self.out
                    .write_str(if is_head { "<thead><tr>" } else { "<tr>" })
            }
            Tag::TableCell => {
                self.cells.column += 1;
                self.cells.waiting += 1;
                Ok(())
            }
            Tag::Emphasis => self.inline("<em>"),
            Tag::Strong => self.inline("<strong>"),
            Tag::Strikethrough => self.inline("<del>"),
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => self.link(dest_url),
            Tag::FootnoteDefinition(_)
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Superscript
            | Tag::Subscript
            | Tag::MetadataBlock(_) => Ok(()),
        }
    }

    fn link(&mut self, address: &str) -> fmt::Result {
        self.links += 1;
        self.begin_cell()?;
        let href = Escaped(address);
        match address::leads(address) {
            Some(Leads::Away) => write!(self.out, r#"<a href="{href}" rel="{FOREIGN}">"#),
            Some(Leads::Home) | None => write!(self.out, r#"<a href="{href}">"#),
        }
    }

    fn inline(&mut self, element: &str) -> fmt::Result {
        self.begin_cell()?;
        self.out.write_str(element)
    }

    /// Writes the cell that a word stands in, and the empty ones before it.
    fn begin_cell(&mut self) -> fmt::Result {
        let waiting = std::mem::take(&mut self.cells.waiting);
        let open = if self.cells.is_head {
            r#"<th scope="col""#
        } else {
            "<td"
        };
        for before in (0..waiting).rev() {
            let column = self.cells.column.saturating_sub(before + 1);
            let is_number = self.cells.columns.get(column) == Some(&Alignment::Right);
            let class = if is_number { r#" class="num""# } else { "" };
            write!(self.out, "{open}{class}{}>", self.dir)?;
            if before > 0 {
                self.end_cell()?;
            }
        }
        Ok(())
    }

    fn end_cell(&mut self) -> fmt::Result {
        self.out
            .write_str(if self.cells.is_head { "</th>" } else { "</td>" })
    }

    fn end(&mut self, tag: TagEnd) -> fmt::Result {
        if tag == TagEnd::Image
            && let Some(address) = self.pictures.pop()
        {
            self.text(&address)?;
        }
        if !self.open.pop().unwrap_or_default() {
            return Ok(());
        }
        match tag {
            TagEnd::Paragraph | TagEnd::HtmlBlock => self.out.write_str("</p>"),
            TagEnd::Heading(level) => write!(self.out, "</{}>", heading(level)),
            TagEnd::BlockQuote(_) => self.out.write_str("</blockquote>"),
            TagEnd::CodeBlock => {
                self.is_code = false;
                self.out.write_str("</code></pre>")
            }
            TagEnd::List(is_numbered) => {
                self.out
                    .write_str(if is_numbered { "</ol>" } else { "</ul>" })
            }
            TagEnd::Item => self.out.write_str("</li>"),
            TagEnd::Table => self.out.write_str("</tbody></table>"),
            TagEnd::TableHead => {
                self.cells.waiting = 0;
                self.out.write_str("</tr></thead><tbody>")
            }
            TagEnd::TableRow => {
                self.cells.waiting = 0;
                self.out.write_str("</tr>")
            }
            TagEnd::TableCell if self.cells.waiting > 0 => Ok(()),
            TagEnd::TableCell => self.end_cell(),
            TagEnd::Emphasis => self.out.write_str("</em>"),
            TagEnd::Strong => self.out.write_str("</strong>"),
            TagEnd::Strikethrough => self.out.write_str("</del>"),
            TagEnd::Link | TagEnd::Image => {
                self.links -= 1;
                self.out.write_str("</a>")
            }
            TagEnd::FootnoteDefinition
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::MetadataBlock(_) => Ok(()),
        }
    }
}

/// The headings of a text stand below those of the page.
fn heading(level: HeadingLevel) -> &'static str {
    match level {
        HeadingLevel::H1 => "h3",
        HeadingLevel::H2 => "h4",
        HeadingLevel::H3 => "h5",
        HeadingLevel::H4 | HeadingLevel::H5 | HeadingLevel::H6 => "h6",
    }
}
