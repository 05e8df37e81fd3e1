//! Takes a Markdown document apart into what can be checked: code spans, links, and command lines.

use std::mem;

#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    /// `code` within a sentence.
    Span(String),
    /// Where a link or a picture points.
    Link(String),
    /// A line somebody may type, from a code block.
    Command(String),
}

/// Every piece with the line on which it begins.
pub(crate) fn pieces(text: &str) -> Vec<(usize, Piece)> {
    let mut reader = Reader::default();
    for (at, line) in text.lines().enumerate() {
        reader.read(at + 1, line);
    }
    reader.end_paragraph();
    reader.pieces
}

#[derive(Default)]
struct Reader {
    pieces: Vec<(usize, Piece)>,
    paragraph: String,
    paragraph_line: usize,
    block: Option<Block>,
}

struct Block {
    fence: &'static str,
    kind: Kind,
}

#[derive(Clone, Copy)]
enum Kind {
    /// Every line is typed.
    Shell,
    /// Lines after `$ ` are typed; the rest is what the program says.
    Console,
    /// A workflow: what follows `run:` is typed.
    Workflow,
    Other,
}

impl Reader {
    fn read(&mut self, number: usize, line: &str) {
        let trimmed = line.trim();
        if let Some(Block { fence, kind }) = self.block {
            if trimmed.starts_with(fence) {
                self.block = None;
            } else if let Some(command) = typed(kind, trimmed) {
                self.pieces
                    .push((number, Piece::Command(command.to_owned())));
            }
            return;
        }
        if let Some(fence) = ["```", "~~~"]
            .into_iter()
            .find(|fence| trimmed.starts_with(fence))
        {
            self.end_paragraph();
            self.block = Some(Block {
                fence,
                kind: kind(&trimmed[fence.len()..]),
            });
        } else if trimmed.is_empty() {
            self.end_paragraph();
        } else {
            if self.paragraph.is_empty() {
                self.paragraph_line = number;
            }
            self.paragraph.push_str(line);
            self.paragraph.push('\n');
        }
    }

    fn end_paragraph(&mut self) {
        let paragraph = mem::take(&mut self.paragraph);
        let line_of = |at: usize| self.paragraph_line + paragraph[..at].matches('\n').count();
        let mut found = Vec::new();
        let without_code = take_spans(&paragraph, |at, span| {
            found.push((line_of(at), Piece::Span(span)));
        });
        for (at, link) in links(&without_code) {
            found.push((line_of(at), Piece::Link(link)));
        }
        self.pieces.append(&mut found);
    }
}

fn kind(language: &str) -> Kind {
    match language.trim() {
        "" | "sh" | "bash" | "shell" => Kind::Shell,
        "console" => Kind::Console,
        "yaml" | "yml" => Kind::Workflow,
        _ => Kind::Other,
    }
}

fn typed(kind: Kind, line: &str) -> Option<&str> {
    match kind {
        Kind::Shell => Some(line.strip_prefix("$ ").unwrap_or(line)),
        Kind::Console => line.strip_prefix("$ "),
        Kind::Workflow => line
            .strip_prefix("- ")
            .unwrap_or(line)
            .strip_prefix("run: "),
        Kind::Other => None,
    }
}

/// Hands over every code span, and returns the text with blanks in their place.
fn take_spans(text: &str, mut found: impl FnMut(usize, String)) -> String {
    let mut rest = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(start) = text[at..].find('`').map(|found| at + found) {
        let ticks = text[start..].len() - text[start..].trim_start_matches('`').len();
        let inside = start + ticks;
        rest.push_str(&text[at..start]);
        let Some(length) = closing(&text[inside..], ticks) else {
            at = inside;
            continue;
        };
        let span = &text[inside..inside + length];
        found(start, span.replace('\n', " ").trim().to_owned());
        at = inside + length + ticks;
        rest.extend(
            text[start..at].chars().flat_map(|c| {
                std::iter::repeat_n(if c == '\n' { '\n' } else { ' ' }, c.len_utf8())
            }),
        );
    }
    rest.push_str(&text[at..]);
    rest
}

/// How far it is to the next run of exactly so many backticks.
fn closing(text: &str, ticks: usize) -> Option<usize> {
    let mut at = 0;
    while let Some(start) = text[at..].find('`').map(|found| at + found) {
        let run = text[start..].len() - text[start..].trim_start_matches('`').len();
        if run == ticks {
            return Some(start);
        }
        at = start + run;
    }
    None
}

/// `](target)`, `[[target]]`, `[name]: target`, and the `src` or `href` of a tag.
fn links(text: &str) -> Vec<(usize, String)> {
    let mut links = Vec::new();
    for (opening, closing) in [
        ("](", ")"),
        ("[[", "]]"),
        ("]: ", "\n"),
        ("src=\"", "\""),
        ("href=\"", "\""),
    ] {
        for (at, _) in text.match_indices(opening) {
            let inside = &text[at + opening.len()..];
            let Some(end) = inside.find(closing) else {
                continue;
            };
            let target = inside[..end].split_whitespace().next().unwrap_or_default();
            links.push((at, target.trim_matches(['<', '>']).to_owned()));
        }
    }
    links
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(usize, String)> {
        let shown = |piece| match piece {
            Piece::Span(text) => format!("span {text}"),
            Piece::Link(text) => format!("link {text}"),
            Piece::Command(text) => format!("command {text}"),
        };
        pieces(text)
            .into_iter()
            .map(|(line, piece)| (line, shown(piece)))
            .collect()
    }

    fn expected(pieces: &[(usize, &str)]) -> Vec<(usize, String)> {
        pieces
            .iter()
            .map(|(line, text)| (*line, (*text).to_owned()))
            .collect()
    }

    #[test]
    fn spans_and_links_are_told_apart_and_keep_their_lines() {
        let text = "# Title\n\nRun `paceline\ncheck` or ``a ` b``.\nSee [the guide](docs/guide/README.md \"Guide\") and [[docs/x.md]], not `[[table]]`.\n";
        let pieces = [
            (3, "span paceline check"),
            (4, "span a ` b"),
            (5, "span [[table]]"),
            (5, "link docs/guide/README.md"),
            (5, "link docs/x.md"),
        ];
        assert_eq!(read(text), expected(&pieces));
    }

    #[test]
    fn code_blocks_give_what_is_typed() {
        let text = "```sh\n$ paceline check .\n```\n```console\n$ paceline verify\nwhole\n```\n```yaml\n- run: paceline check .\n  with: x\n```\n```toml\n[[mapping]]\n```\n";
        let pieces = [
            (2, "command paceline check ."),
            (5, "command paceline verify"),
            (9, "command paceline check ."),
        ];
        assert_eq!(read(text), expected(&pieces));
    }

    #[test]
    fn an_open_backtick_hides_nothing() {
        assert_eq!(read("it`s [here](x.md)\n"), expected(&[(1, "link x.md")]));
    }
}
