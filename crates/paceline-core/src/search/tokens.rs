//! Texts as words: lower-cased, without diacritics; scripts that are written without spaces by single characters.

use std::ops::Range;

use unicode_normalization::char::{canonical_combining_class, decompose_compatible};

/// The longest word that is kept, in characters; what is longer is found by its beginning.
pub(super) const LONGEST: usize = 40;

/// Hands over every word of a text, folded, with its place.
pub(crate) fn tokens(text: &str, mut take: impl FnMut(Range<usize>, &str)) {
    let mut folded = String::with_capacity(LONGEST);
    let mut at = 0;
    while let Some((start, end)) = next_word(text, at) {
        let word = text.get(start..end).unwrap_or_default();
        fold_into(word, &mut folded);
        if !folded.is_empty() {
            take(start..end, &folded);
        }
        at = end;
    }
}

/// Where the next word stands, from a place on.
fn next_word(text: &str, from: usize) -> Option<(usize, usize)> {
    let rest = text.get(from..)?;
    let (offset, first) = rest.char_indices().find(|(_, c)| c.is_alphanumeric())?;
    let start = from + offset;
    if let Some(end) = end_of_reference(text, start) {
        return Some((start, end));
    }
    let goes_on = |c: char| {
        if stands_alone(first) {
            is_silent(c)
        } else {
            is_silent(c) || (c.is_alphanumeric() && !stands_alone(c))
        }
    };
    let after = start + first.len_utf8();
    let length = text
        .get(after..)
        .unwrap_or_default()
        .find(|c| !goes_on(c))
        .unwrap_or(text.len() - after);
    Some((start, after + length))
}

/// A reference such as `I-142` is one word.
fn end_of_reference(text: &str, start: usize) -> Option<usize> {
    let [letter, b'-', digits @ ..] = text.as_bytes().get(start..)? else {
        return None;
    };
    let count = digits.iter().take_while(|b| b.is_ascii_digit()).count();
    let end = start + 2 + count;
    let is_reference = matches!(letter.to_ascii_lowercase(), b'g' | b'i' | b'o')
        && (1..=10).contains(&count)
        && !text.get(end..)?.starts_with(char::is_alphanumeric);
    is_reference.then_some(end)
}

/// A word as it is compared: at most [`LONGEST`] characters.
fn fold_into(word: &str, folded: &mut String) {
    folded.clear();
    let mut left = LONGEST;
    for c in word.chars() {
        let before = folded.len();
        fold_char(c, folded);
        let made = folded.get(before..).unwrap_or_default().chars().count();
        if made > left {
            folded.truncate(before);
            break;
        }
        left -= made;
    }
}

/// Writes a character down as it is compared; a mark that is only heard with its letter leaves nothing.
fn fold_char(c: char, folded: &mut String) {
    if c.is_ascii() {
        folded.push(c.to_ascii_lowercase());
    } else if stands_alone(c) {
        folded.push(c);
    } else {
        decompose_compatible(c, |part| {
            part.to_lowercase()
                .filter(|lower| !is_silent(*lower))
                .for_each(|lower| push_plain(lower, folded));
        });
    }
}

/// Letters with a stroke or a tie, which Unicode takes for letters of their own and people type without it.
fn push_plain(c: char, folded: &mut String) {
    match c {
        'ß' => folded.push_str("ss"),
        'æ' => folded.push_str("ae"),
        'œ' => folded.push_str("oe"),
        'þ' => folded.push_str("th"),
        'ø' => folded.push('o'),
        'đ' | 'ð' => folded.push('d'),
        'ł' => folded.push('l'),
        'ħ' => folded.push('h'),
        'ı' => folded.push('i'),
        'ς' => folded.push('σ'),
        other => folded.push(other),
    }
}

/// Diacritics, joiners and stretching marks: part of a word, but nobody looks for them.
fn is_silent(c: char) -> bool {
    !c.is_ascii()
        && (matches!(c, '\u{200c}' | '\u{200d}' | '\u{640}') || canonical_combining_class(c) != 0)
}

/// Whether a character belongs to a script that is written without spaces, so that each stands for itself.
pub(crate) fn stands_alone(c: char) -> bool {
    matches!(u32::from(c),
        // Thai and Lao, Burmese, Khmer
        0x0e00..=0x0eff | 0x1000..=0x109f | 0x1780..=0x17ff
        // Chinese and Japanese, with their rare characters and half-width forms
        | 0x2e80..=0x2fdf | 0x3005..=0x3007 | 0x3040..=0x312f | 0x31a0..=0x31bf | 0x31f0..=0x31ff
        | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0xff66..=0xff9d | 0x2_0000..=0x3_ffff)
}

/// How much of a written word a folded beginning covers, in bytes: `Déplo` of `Déployer` for `deplo`.
pub(super) fn covered(word: &str, beginning: &str) -> usize {
    let mut folded = String::with_capacity(beginning.len());
    let mut end = word.len();
    for (at, c) in word.char_indices() {
        if folded.len() >= beginning.len() && !is_silent(c) {
            end = at;
            break;
        }
        fold_char(c, &mut folded);
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let mut words = Vec::new();
        tokens(text, |_, word| words.push(word.to_owned()));
        words
    }

    #[test]
    fn words_are_folded() {
        assert_eq!(
            words("Déployer à l'Œuvre, STRASSE/Straße"),
            ["deployer", "a", "l", "oeuvre", "strasse", "strasse"]
        );
        assert_eq!(
            words("Tomás I\u{307}zmir İzmir ﬁx"),
            ["tomas", "izmir", "izmir", "fix"]
        );
        assert_eq!(
            words("narrows I-142, not XI-3 or i-x"),
            ["narrows", "i-142", "not", "xi", "3", "or", "i", "x"]
        );
    }

    #[test]
    fn words_of_other_scripts_are_words() {
        assert_eq!(words("שָׁלוֹם עולם"), ["שלום", "עולם"]);
        assert_eq!(words("مُهَنْدِس"), ["مهندس"]);
        assert_eq!(words("発布 fast"), ["発", "布", "fast"]);
        assert_eq!(words("fast発布"), ["fast", "発", "布"]);
        assert_eq!(words("विकास दल"), ["विकास", "दल"]);
    }

    #[test]
    fn a_very_long_word_is_kept_by_its_beginning() {
        let long = "x".repeat(5_000);
        assert_eq!(words(&long), ["x".repeat(LONGEST)]);
        assert_eq!(words(""), Vec::<String>::new());
        assert_eq!(words("\u{301}\u{301} — …"), Vec::<String>::new());
    }

    #[test]
    fn what_a_beginning_covers_ends_with_its_marks() {
        assert_eq!(covered("Déployer", "dep"), "Dép".len());
        assert_eq!(covered("De\u{301}ployer", "de"), "De\u{301}".len());
        assert_eq!(covered("Straße", "stras"), "Straß".len());
        assert_eq!(covered("day", "day"), 3);
    }
}
