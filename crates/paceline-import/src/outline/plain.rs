//! A line of Markdown as the words it shows.

use pulldown_cmark::{BrokenLink, CowStr, Event, Options, Parser};

/// Keeps a line that begins with `>` or `1.` from being taken for a quotation or a list.
const GUARD: &str = ". ";

/// The words of a line: links by their text, no emphasis, no tags.
pub(super) fn plain(line: &str) -> String {
    let guarded = format!("{GUARD}{line}");
    // `[30][n1]`, with its link somewhere else in the text, is a link as well; `[Finance] 20 %` is not.
    let linked = |link: BrokenLink<'_>| {
        let is_named = matches!(
            link.link_type,
            pulldown_cmark::LinkType::Reference | pulldown_cmark::LinkType::ReferenceUnknown
        );
        is_named.then_some((CowStr::Borrowed("#"), CowStr::Borrowed("")))
    };
    let events = Parser::new_with_broken_link_callback(&guarded, Options::empty(), Some(linked));
    let mut words = String::with_capacity(line.len());
    for event in events {
        if let Event::Text(text) | Event::Code(text) = event {
            words.push_str(&text);
        } else if matches!(event, Event::SoftBreak | Event::HardBreak) {
            words.push(' ');
        }
    }
    let words = words.strip_prefix(GUARD.trim_end()).unwrap_or(&words);
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_shown_by_its_words() {
        for (line, words) in [
            ("Reach [$N](https://example.org/a#b) net", "Reach $N net"),
            ("[_N<sub>1</sub>_][n1] MAU", "N1 MAU"),
            ("> 70% quota", "> 70% quota"),
            (
                "[Finance & Accounting] 20% variance",
                "[Finance & Accounting] 20% variance",
            ),
            ("Add **[_N<sub>5</sub>_][n5]** ARR", "Add N5 ARR"),
            ("1. not a list", "1. not a list"),
            ("under `/search`", "under /search"),
            ("", ""),
        ] {
            assert_eq!(plain(line), words);
        }
    }
}
