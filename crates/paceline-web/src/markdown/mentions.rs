//! Whom a text mentions, by the rule by which it is shown: a handle within code or the words of a link is text.

use std::collections::BTreeSet;

use pulldown_cmark::{Event, Parser, Tag, TagEnd, TextMergeStream};

use super::{DEPTH, address, extensions, plain};
use crate::html;

/// The handles in a text, whether or not anybody goes by them.
pub(crate) fn handles(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    if plain::is_plain(text) {
        for line in text.lines() {
            found.extend(html::handles(line.trim_matches(' ')));
        }
        return found;
    }
    let mut reader = Reader::default();
    for event in TextMergeStream::new(Parser::new_ext(text, extensions())) {
        found.extend(reader.take(event));
    }
    found
}

/// Where we are in a text.
#[derive(Default)]
struct Reader {
    /// Every element that is open, and whether it is a link.
    open: Vec<bool>,
    links: usize,
    is_code: bool,
}

impl Reader {
    fn take(&mut self, event: Event<'_>) -> Vec<String> {
        match event {
            Event::Start(tag) => {
                self.start(&tag);
                Vec::new()
            }
            Event::End(tag) => {
                self.is_code &= tag != TagEnd::CodeBlock;
                self.links -= usize::from(self.open.pop().unwrap_or_default());
                Vec::new()
            }
            Event::Html(text) => html::handles(text.trim_end_matches(['\r', '\n'])),
            Event::Text(text)
            | Event::InlineHtml(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text)
            | Event::FootnoteReference(text)
                if self.links == 0 && !self.is_code =>
            {
                html::handles(&text)
            }
            Event::Text(_)
            | Event::InlineHtml(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_)
            | Event::Code(_)
            | Event::SoftBreak
            | Event::HardBreak
            | Event::Rule
            | Event::TaskListMarker(_) => Vec::new(),
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        self.is_code |= matches!(tag, Tag::CodeBlock(_));
        let is_link = match tag {
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                self.links == 0 && self.open.len() < DEPTH && address::leads(dest_url).is_some()
            }
            Tag::Paragraph
            | Tag::Heading { .. }
            | Tag::BlockQuote(_)
            | Tag::CodeBlock(_)
            | Tag::HtmlBlock
            | Tag::List(_)
            | Tag::Item
            | Tag::FootnoteDefinition(_)
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Table(_)
            | Tag::TableHead
            | Tag::TableRow
            | Tag::TableCell
            | Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::MetadataBlock(_) => false,
        };
        self.open.push(is_link);
        self.links += usize::from(is_link);
    }
}
