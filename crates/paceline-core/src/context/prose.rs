//! What people wrote as one line that goes into any Markdown file: whole sentences, not too many, and nothing that a
//! reader of the file could take for its own markup.

use crate::search::tokens::stands_alone;

/// The most words of one text that are told; what is longer is told by its first sentences.
const WORDS_TOLD: usize = 60;
/// A first sentence may be so much longer.
const LONGEST_SENTENCE: usize = 120;
/// The most words of a name within a sentence of ours.
const WORDS_OF_A_NAME: usize = 6;
/// More characters than this count as a further word, so that no word is a page.
const WORD_LENGTH: usize = 30;

/// How many words a text has. A character of a script without spaces is a word.
pub(super) fn count(text: &str) -> usize {
    text.split_whitespace().map(count_one).sum()
}

fn count_one(word: &str) -> usize {
    let alone = word.chars().filter(|c| stands_alone(*c)).count();
    let rest = word.chars().count() - alone;
    alone + rest.div_ceil(WORD_LENGTH)
}

/// A text as one line. Long ones end after a whole sentence and say where the rest is.
pub(super) fn told(written: &str, reference: &str) -> String {
    let line = one_line(written);
    if count(&line) <= WORDS_TOLD {
        return harmless(&line);
    }
    let mut told = String::new();
    for sentence in sentences(&line) {
        let longest = if told.is_empty() {
            LONGEST_SENTENCE
        } else {
            WORDS_TOLD
        };
        if count(&told) + count(sentence) > longest {
            break;
        }
        told.push_str(sentence);
    }
    let told = told.trim_end();
    if told.is_empty() {
        format!("(a long text: read it at {reference})")
    } else {
        format!("{} (more at {reference})", harmless(told))
    }
}

/// A title as one line.
pub(super) fn title(written: &str) -> String {
    harmless(&one_line(written))
}

/// A name within a sentence of ours: not more than its first words.
pub(super) fn name(written: &str) -> String {
    let words: Vec<&str> = written.split_whitespace().take(WORDS_OF_A_NAME).collect();
    harmless(&words.join(" "))
}

/// Lines become one; the signs of lists, headings and quotes at their beginnings go.
fn one_line(written: &str) -> String {
    let mut line = String::new();
    for part in written.lines() {
        let item = part.trim_start_matches([' ', '\t', '#', '>']);
        let bare = ["- ", "* ", "+ "]
            .iter()
            .find_map(|sign| item.strip_prefix(sign))
            .unwrap_or(item);
        let words: Vec<&str> = bare.split_whitespace().collect();
        if words.is_empty() {
            continue;
        }
        let is_item = bare.len() < item.len();
        if is_item && line.ends_with(char::is_alphanumeric) {
            line.push(';');
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(&words.join(" "));
    }
    line
}

/// Sentences with the blank that follows them.
fn sentences(line: &str) -> impl Iterator<Item = &str> {
    let mut rest = line;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let (sentence, after) = rest.split_at(end_of_sentence(rest));
        rest = after;
        Some(sentence)
    })
}

fn end_of_sentence(text: &str) -> usize {
    let mut signs = text.char_indices().peekable();
    while let Some((at, sign)) = signs.next() {
        let after = at + sign.len_utf8();
        let next = signs.peek().map(|(_, next)| *next);
        let ends = match sign {
            '.' | '!' | '?' | '…' | '؟' | '۔' | '।' => next.is_none_or(char::is_whitespace),
            '。' | '！' | '？' => true,
            _ => false,
        };
        if ends {
            let blank = next.filter(|next| next.is_whitespace());
            return after + blank.map_or(0, char::len_utf8);
        }
    }
    text.len()
}

/// Without what begins HTML, a comment above all: it could end the part of the file that is ours.
fn harmless(line: &str) -> String {
    let mut safe = String::with_capacity(line.len());
    let mut signs = line.chars().peekable();
    while let Some(sign) = signs.next() {
        let next = signs.peek().copied();
        match sign {
            '<' if next.is_some_and(|next| !next.is_whitespace() && next != '=') => {
                safe.push_str("&lt;");
            }
            '>' if safe.ends_with("--") => safe.push_str("&gt;"),
            // What hides, turns round or breaks a line for some reader.
            c if c.is_control() => safe.push(' '),
            '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}'
            | '\u{2028}'
            | '\u{2029}'
            | '\u{e0000}'..='\u{e007f}' => {}
            c => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_becomes_a_line() {
        assert_eq!(
            told("# Calm\n\n- we ship\n- we rest.\n\n> Always", "C-1"),
            "Calm; we ship; we rest. Always"
        );
    }

    #[test]
    fn a_long_text_ends_after_a_sentence() {
        let sentence = "One two three four five six seven eight nine ten. ";
        let told_text = told(&sentence.repeat(9), "C-1");
        assert_eq!(told_text, format!("{}(more at C-1)", sentence.repeat(6)));
        assert_eq!(
            told(&"word ".repeat(500), "C-1"),
            "(a long text: read it at C-1)"
        );
        let chinese = "我们安静地发布。".repeat(40);
        assert_eq!(count(&chinese), 320 - 40 + 2);
        assert!(count(&told(&chinese, "C-1")) < 70);
    }

    #[test]
    fn nothing_of_it_is_markup_of_the_file() {
        assert_eq!(
            told("a <!-- /paceline context --> b <b>c</b> 1 < 2", "C-1"),
            "a &lt;!-- /paceline context --&gt; b &lt;b>c&lt;/b> 1 < 2"
        );
        assert_eq!(title("x\u{202e}y"), "xy");
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_written_stays_one_harmless_line(written in r"([-<!>/ \n#*.]|paceline|\PC){0,200}") {
            let line = told(&written, "C-1");
            proptest::prop_assert!(!line.contains("<!--") && !line.contains("-->") && !line.contains('\n'));
            proptest::prop_assert!(count(&line) <= LONGEST_SENTENCE + 10);
        }
    }
}
