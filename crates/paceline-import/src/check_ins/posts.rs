//! Progress reports quoted in posts, read line by line as the mapping says.

use std::collections::HashMap;

use regex::{Captures, Regex};

use super::{Row, html};
use crate::dates::{self, Written};
use crate::formats::line_number;
use crate::mapping::{Pattern, PostSource};

/// Of a longer quote only the beginning is kept.
const TEXT_BYTES: usize = 80_000;

/// A report and the line that begins it, or why it cannot be taken.
pub(super) struct Quoted {
    pub(super) line: u32,
    pub(super) row: Result<Row, String>,
}

/// Every report that a post quotes, in its order.
pub(super) fn read(source: &PostSource, text: &str) -> Vec<Quoted> {
    let mut post = Post {
        source,
        handles: handles(source.handles.as_ref(), text),
        key: "",
        open: None,
        found: Vec::new(),
    };
    for (index, line) in text.lines().enumerate() {
        post.line(line_number(index), line);
    }
    post.close();
    post.found
}

/// Handles by the names that the post has for them; the first one said counts.
fn handles<'t>(pattern: Option<&Pattern>, text: &'t str) -> HashMap<&'t str, &'t str> {
    let mut found = HashMap::new();
    let Some(Pattern(pattern)) = pattern else {
        return found;
    };
    for captures in text.lines().filter_map(|line| pattern.captures(line)) {
        let (name, handle) = (part(&captures, "name"), part(&captures, "handle"));
        if !name.is_empty() && !handle.is_empty() {
            found.entry(name).or_insert(handle);
        }
    }
    found
}

fn part<'t>(captures: &Captures<'t>, name: &str) -> &'t str {
    captures
        .name(name)
        .map_or("", |found| found.as_str().trim())
}

struct Post<'s, 't> {
    source: &'s PostSource,
    handles: HashMap<&'t str, &'t str>,
    /// Named by the section.
    key: &'t str,
    open: Option<Open<'t>>,
    found: Vec<Quoted>,
}

/// A report whose end was not seen yet.
struct Open<'t> {
    line: u32,
    at: &'t str,
    by: &'t str,
    key: &'t str,
    distinct: &'t str,
    quote: Quote,
    text: String,
}

/// Where in a report we are.
#[derive(Clone, Copy)]
enum Quote {
    Before,
    /// How many quotes deep.
    Inside(u32),
    Over,
}

impl<'t> Post<'_, 't> {
    /// A new report always ends the one before; a section does so outside a quote that says where it ends.
    fn line(&mut self, number: u32, line: &'t str) {
        let source = self.source;
        if let Some(captures) = source.entry.0.captures(line) {
            self.close();
            let named = part(&captures, "key");
            self.open = Some(Open {
                line: number,
                at: part(&captures, "at"),
                by: part(&captures, "by"),
                key: if named.is_empty() { self.key } else { named },
                distinct: part(&captures, "distinct"),
                quote: if source.begin.is_none() && source.prefix.is_none() {
                    Quote::Inside(1)
                } else {
                    Quote::Before
                },
                text: String::new(),
            });
            return;
        }
        if self
            .open
            .as_mut()
            .is_some_and(|open| open.takes(source, line))
        {
            return;
        }
        if let Some(key) = source
            .section
            .as_ref()
            .and_then(|section| section.cut(line))
        {
            self.close();
            self.key = key.trim();
        }
    }

    fn close(&mut self) {
        let Some(open) = self.open.take() else {
            return;
        };
        let text = if self.source.html {
            html::plain(&open.text)
        } else {
            open.text
        };
        let row = match dates::read(open.at) {
            Written::Impossible | Written::Unreadable => Err(format!(
                "the report has no date that can be read in `{}`",
                open.at
            )),
            Written::At(at) => Ok(Row {
                distinct: Some(open.distinct.to_owned()).filter(|value| !value.is_empty()),
                key: open.key.to_owned(),
                by: (*self.handles.get(open.by).unwrap_or(&open.by)).to_owned(),
                at,
                text: tidy(&text),
            }),
        };
        self.found.push(Quoted {
            line: open.line,
            row,
        });
    }
}

impl Open<'_> {
    /// Whether the line belongs to the report.
    fn takes(&mut self, source: &PostSource, line: &str) -> bool {
        let is = |pattern: &Option<Pattern>| {
            let pattern = pattern.as_ref();
            pattern.is_some_and(|Pattern(pattern)| pattern.is_match(line))
        };
        match self.quote {
            Quote::Over => false,
            Quote::Before | Quote::Inside(_) if is(&source.ignore) => true,
            Quote::Before if line.trim().is_empty() => true,
            Quote::Before | Quote::Inside(_) if source.prefix.is_some() => {
                let rest = source
                    .prefix
                    .as_ref()
                    .and_then(|prefix| without(&prefix.0, line));
                match rest {
                    Some(rest) => {
                        self.quote = Quote::Inside(1);
                        self.keep(rest);
                    }
                    None if line.trim().is_empty() => self.keep(""),
                    None => self.quote = Quote::Over,
                }
                rest.is_some() || line.trim().is_empty()
            }
            Quote::Before => {
                let begins = is(&source.begin);
                self.quote = if begins {
                    Quote::Inside(1)
                } else {
                    Quote::Over
                };
                begins
            }
            Quote::Inside(depth) if is(&source.end) => {
                if depth > 1 {
                    self.quote = Quote::Inside(depth - 1);
                    self.keep(line);
                } else {
                    self.quote = Quote::Over;
                }
                true
            }
            Quote::Inside(_) if source.end.is_none() && is(&source.section) => {
                self.quote = Quote::Over;
                false
            }
            Quote::Inside(depth) => {
                if is(&source.begin) {
                    self.quote = Quote::Inside(depth.saturating_add(1));
                }
                self.keep(line);
                true
            }
        }
    }

    fn keep(&mut self, line: &str) {
        let room = TEXT_BYTES.saturating_sub(self.text.len() + 1);
        if room > 0 {
            let fitting = line.get(..line.floor_char_boundary(room));
            self.text.push_str(fitting.unwrap_or_default());
            self.text.push('\n');
        }
    }
}

/// The line after what the prefix matches at its beginning.
fn without<'l>(prefix: &Regex, line: &'l str) -> Option<&'l str> {
    let found = prefix.find(line).filter(|found| found.start() == 0)?;
    line.get(found.end()..)
}

/// Without blank lines at the ends, and never two of them in a row.
fn tidy(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    let mut blank = false;
    for line in text.lines().map(str::trim_end) {
        if line.is_empty() {
            blank = !tidy.is_empty();
            continue;
        }
        if !tidy.is_empty() {
            tidy.push_str(if blank { "\n\n" } else { "\n" });
        }
        tidy.push_str(line);
        blank = false;
    }
    tidy
}

#[cfg(test)]
mod tests {
    use super::{PostSource, Row, read};

    const LINES: &str = r"
        files = []
        section = '^## .*#(\d+)'
        entry = '^\* (?<by>.+) on (?<at>\S+)( \(#(?<distinct>\d+)\))?$'
        handles = '^\[(?<name>.+)\]: .*/(?<handle>\w+)$'
        prefix = '^> ?'
    ";
    const BLOCKS: &str = r"
        files = []
        entry = '^(?<by>\w+) said for (?<key>\w+) on (?<at>.*):$'
        begin = '^<q>$'
        end = '^</q>$'
        ignore = '^<!--'
    ";

    fn rows(source: &str, text: &str) -> Vec<Result<Row, String>> {
        let source: PostSource = toml::from_str(source).expect("a source");
        let quoted = read(&source, text).into_iter();
        quoted.map(|quoted| quoted.row).collect()
    }

    #[test]
    fn lines_are_unquoted_and_names_turned_into_handles() {
        let post = "## Faster (#7)\n\n* Ada L on 2026-01-02 (#11)\n\n> One.\n>\n>\n> - two\n\nMine.\n> not hers\n* Bo on 2026-01-03\n## Safer (#8)\n* Cy on 2026-01-04\n> Three.\n\n[Ada L]: https://x.invalid/ada\n";
        let rows = rows(LINES, post);
        let shown: Vec<_> = rows
            .iter()
            .flatten()
            .map(|row| {
                (
                    row.key.as_str(),
                    row.by.as_str(),
                    row.distinct.as_deref(),
                    row.text.as_str(),
                )
            })
            .collect();
        assert_eq!(
            shown,
            [
                ("7", "ada", Some("11"), "One.\n\n- two"),
                ("7", "Bo", None, ""),
                ("8", "Cy", None, "Three."),
            ]
        );
    }

    #[test]
    fn blocks_may_lie_in_one_another_and_need_no_end() {
        let post = "ada said for x on 2026-01-02:\n<!-- a -->\n\n<q>\nOne\n<q>\ntwo\n</q>\n<!-- b -->\nthree\n</q>\nmine\nbo said for y on 2026-02-30:\n<q>\nfour\ncy said for z on 2026-02-03:\nno quote\n<q>\nmine\n</q>\ndi said for z on 2026-02-04:\n<q>\nfive";
        let rows = rows(BLOCKS, post);
        let texts: Vec<_> = rows
            .iter()
            .map(|row| row.as_ref().map(|row| row.text.as_str()))
            .collect();
        assert_eq!(texts[0], Ok("One\n<q>\ntwo\n</q>\nthree"));
        assert!(texts[1].is_err(), "there is no such day");
        assert_eq!(texts[2..], [Ok(""), Ok("five")]);
    }

    #[test]
    fn an_entry_must_say_when() {
        let error = toml::from_str::<PostSource>("files = []\nentry = 'by (?<by>.*)'")
            .expect_err("no date");
        assert!(error.message().contains("(?<at>…)"), "{error}");
    }

    #[test]
    fn an_endless_quote_is_cut() {
        let post = format!(
            "ada said for x on 2026-01-02:\n<q>\n{}",
            "words and words\n".repeat(100_000)
        );
        let rows = rows(BLOCKS, &post);
        assert!(rows[0].as_ref().is_ok_and(|row| row.text.len() < 80_001));
    }
}
