//! A Markdown text as headings, list items and paragraphs, each with its lines and with what it stands below.

use super::{number, pattern::Pattern, remark::Lines};
use crate::markdown::{heading, is_rule};

static MARKER: Pattern = Pattern::new(r"^(?:\d{1,3}[.)]|[-*+•])\s+");
static LINK_TARGET: Pattern = Pattern::new(r"^\[[^\]]+\]:\s*\S");
/// What begins something new although the line before it has not ended.
static LABEL: Pattern = Pattern::new(
    r"(?i)^\**(?:[\w &/()'’.-]{0,60}\s)?(?:(?:KR|key result|objective)\s?\d*|why|until|due|score|outcome|owner|serves)\s*:",
);

/// What a part of the text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// A heading of this depth.
    Heading(usize),
    /// An item of a list.
    Item,
    /// A paragraph, or a line of one that was ended with a backslash.
    Text,
}

/// A part of the text.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) lines: Lines,
    pub(super) sort: Sort,
    /// Without its marker; lines of a paragraph are joined.
    pub(super) text: String,
    pub(super) parent: Option<usize>,
    indent: usize,
    /// Its last line ended with a backslash or two blanks.
    is_ended: bool,
}

/// A text in parts.
#[derive(Debug)]
pub(super) struct Document<'t> {
    pub(super) nodes: Vec<Node>,
    /// Every line as it is, for what keeps its Markdown.
    pub(super) raw: Vec<&'t str>,
    /// What is not for the reader of the text: front matter, comments, code.
    pub(super) skipped: Vec<(Lines, &'static str)>,
}

impl<'t> Document<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        let raw: Vec<&str> = text.lines().collect();
        let mut reader = Reader {
            document: Self {
                nodes: Vec::new(),
                raw: Vec::new(),
                skipped: Vec::new(),
            },
            open: Vec::new(),
            skips: None,
            goes_on: false,
        };
        for (index, line) in raw.iter().enumerate() {
            reader.line(number(index), line);
        }
        Self {
            raw,
            ..reader.document
        }
    }

    /// The node above which this one stands, the one above that, and so on.
    pub(super) fn above(&self, node: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(self.parent(node), |above| self.parent(*above))
    }

    pub(super) fn children(&self, of: usize) -> impl Iterator<Item = (usize, &Node)> {
        // What stands below a node follows it.
        let after = self.nodes.iter().enumerate().skip(of + 1);
        after.filter(move |(_, node)| node.parent == Some(of))
    }

    fn parent(&self, node: usize) -> Option<usize> {
        self.nodes.get(node)?.parent
    }

    /// Lines as they are, without blank lines around them.
    pub(super) fn raw_text(&self, lines: Lines) -> String {
        let first = usize::try_from(lines.first).unwrap_or(usize::MAX).max(1) - 1;
        let last = usize::try_from(lines.last).unwrap_or(usize::MAX);
        let within = self.raw.get(first..last.min(self.raw.len()));
        within.unwrap_or_default().join("\n").trim().to_owned()
    }

    /// The number of the last line.
    pub(super) fn last_line(&self) -> u32 {
        number(self.raw.len().saturating_sub(1))
    }
}

/// What is being skipped, and the line that ends it.
#[derive(Debug, Clone, Copy)]
enum Skip {
    FrontMatter,
    Comment,
    Code,
}

struct Reader<'t> {
    document: Document<'t>,
    /// The headings and items that a next line may stand below.
    open: Vec<usize>,
    skips: Option<Skip>,
    /// Whether the line before belonged to a node that this line may go on with.
    goes_on: bool,
}

impl Reader<'_> {
    fn line(&mut self, line: u32, raw: &str) {
        let text = raw.trim();
        if self.is_skipped(line, text) {
            self.goes_on = false;
            return;
        }
        if text.is_empty() || LINK_TARGET.fits(text) {
            self.goes_on = false;
            return;
        }
        if is_rule(text) {
            self.underline(text);
            self.goes_on = false;
            return;
        }
        if let Some((depth, title)) = heading(text).filter(|_| text.starts_with('#')) {
            self.add(line, Sort::Heading(depth), 0, title);
            self.goes_on = false;
            return;
        }
        let indent = indent(raw);
        if let Some(rest) = MARKER.after(text) {
            self.add(line, Sort::Item, indent, rest);
            return;
        }
        if self.goes_on && !LABEL.fits(text) && self.go_on(line, text) {
            return;
        }
        let words = text.strip_prefix('>').map_or(text, str::trim_start);
        if !words.is_empty() {
            self.add(line, Sort::Text, indent, words);
        }
    }

    fn is_skipped(&mut self, line: u32, text: &str) -> bool {
        let starts = match text {
            "---" if line == 1 => Some((Skip::FrontMatter, "front matter")),
            _ if text.starts_with("```") || text.starts_with("~~~") => Some((Skip::Code, "code")),
            _ if text.starts_with("<!--") => Some((Skip::Comment, "comment")),
            _ => None,
        };
        let ends = |skip| match skip {
            Skip::FrontMatter => text == "---",
            Skip::Code => text.starts_with("```") || text.starts_with("~~~"),
            Skip::Comment => text.ends_with("-->"),
        };
        match (self.skips, starts) {
            (Some(skip), _) => {
                if let Some((lines, _)) = self.document.skipped.last_mut() {
                    lines.last = line;
                }
                if ends(skip) {
                    self.skips = None;
                }
                true
            }
            (None, Some((skip, what))) => {
                self.document.skipped.push((Lines::one(line), what));
                let is_whole = matches!(skip, Skip::Comment) && ends(skip);
                self.skips = (!is_whole).then_some(skip);
                true
            }
            (None, None) => false,
        }
    }

    /// A line of `===` or `---` makes the paragraph right above it a heading.
    fn underline(&mut self, rule: &str) {
        let depth = match rule.as_bytes().first() {
            Some(b'=') => 1,
            Some(b'-') => 2,
            _ => return,
        };
        let index = self.document.nodes.len().saturating_sub(1);
        let Some(last) = self.document.nodes.last_mut() else {
            return;
        };
        if self.goes_on && last.sort == Sort::Text {
            last.sort = Sort::Heading(depth);
            last.indent = 0;
            let parent = self.close(Sort::Heading(depth), 0);
            if let Some(last) = self.document.nodes.last_mut() {
                last.parent = parent;
            }
            self.open.push(index);
        }
    }

    /// Joins a line with what it goes on with.
    fn go_on(&mut self, line: u32, text: &str) -> bool {
        let Some(last) = self.document.nodes.last_mut() else {
            return false;
        };
        if last.is_ended {
            return false;
        }
        let words = text.strip_prefix('>').map_or(text, str::trim_start);
        let (words, is_ended) = ended(words);
        last.text.push(' ');
        last.text.push_str(words);
        last.text.truncate(last.text.trim_end().len());
        last.lines.last = line;
        last.is_ended = is_ended;
        true
    }

    fn add(&mut self, line: u32, sort: Sort, indent: usize, text: &str) {
        let parent = self.close(sort, indent);
        if sort != Sort::Text {
            self.open.push(self.document.nodes.len());
        }
        let (text, is_ended) = ended(text);
        self.document.nodes.push(Node {
            lines: Lines::one(line),
            sort,
            text: text.to_owned(),
            parent,
            indent,
            is_ended,
        });
        self.goes_on = true;
    }

    /// Closes what a node of this sort cannot stand below, and answers with what it does stand below.
    fn close(&mut self, sort: Sort, indent: usize) -> Option<usize> {
        while let Some(above) = self.open.last().copied() {
            let above_node = self.document.nodes.get(above)?;
            let is_below = match (above_node.sort, sort) {
                (Sort::Heading(upper), Sort::Heading(lower)) => upper < lower,
                (Sort::Heading(_), Sort::Item | Sort::Text) => true,
                (Sort::Item | Sort::Text, Sort::Heading(_)) => false,
                (Sort::Item | Sort::Text, Sort::Item | Sort::Text) => above_node.indent < indent,
            };
            if is_below {
                return Some(above);
            }
            self.open.pop();
        }
        None
    }
}

/// A line without the backslash that ends it, and whether there was one.
fn ended(text: &str) -> (&str, bool) {
    let without = text.trim_end().strip_suffix('\\');
    (without.map_or(text, str::trim_end), without.is_some())
}

/// How far in a line begins; a tab is as much as four blanks.
fn indent(line: &str) -> usize {
    let blanks = line.chars().take_while(|c| c.is_whitespace());
    blanks.map(|c| if c == '\t' { 4 } else { 1 }).sum()
}
