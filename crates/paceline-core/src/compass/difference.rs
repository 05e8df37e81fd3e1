//! The difference between two versions of an entry, word by word.

use serde::Serialize;
use similar::{ChangeTag, TextDiff};

use super::Says;

/// Above so many words on both sides together, a text is shown as replaced: nobody reads so long a difference by words.
const WORDS_LIMIT: usize = 6000;

/// What became of a stretch of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "DifferenceChange")]
pub enum Change {
    Kept,
    Added,
    Taken,
}

/// A part of a text that was kept, added, or taken out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "DifferenceStretch")]
pub struct Stretch {
    pub change: Change,
    pub text: String,
}

/// A part of an entry that changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "DifferencePart")]
pub struct Changed {
    /// Such as `Guiding policy`.
    pub heading: &'static str,
    pub stretches: Vec<Stretch>,
}

/// Every part that is not as it was. Their texts must be at hand.
pub fn between(before: &Says, after: &Says) -> Vec<Changed> {
    let before = before.parts();
    let was = |heading: &str| {
        let part = before.iter().find(|(known, _)| *known == heading);
        part.map_or("", |(_, text)| text)
    };
    let after = after.parts();
    let changed = after
        .iter()
        .filter(|(heading, text)| was(heading) != text.as_str());
    changed
        .map(|(heading, text)| Changed {
            heading,
            stretches: words(was(heading), text),
        })
        .collect()
}

/// One text beside another, word by word.
pub fn words(before: &str, after: &str) -> Vec<Stretch> {
    let mut stretches: Vec<Stretch> = Vec::new();
    let mut add = |change: Change, text: &str| match stretches.last_mut() {
        _ if text.is_empty() => {}
        Some(last) if last.change == change => last.text.push_str(text),
        Some(_) | None => stretches.push(Stretch {
            change,
            text: text.to_owned(),
        }),
    };
    let count = before.split_whitespace().count() + after.split_whitespace().count();
    if count > WORDS_LIMIT {
        add(Change::Taken, before);
        add(Change::Added, after);
        return stretches;
    }
    for change in TextDiff::from_words(before, after).iter_all_changes() {
        let kind = match change.tag() {
            ChangeTag::Equal => Change::Kept,
            ChangeTag::Insert => Change::Added,
            ChangeTag::Delete => Change::Taken,
        };
        add(kind, change.value());
    }
    stretches
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(stretches: &[Stretch]) -> String {
        let write = |stretch: &Stretch| match stretch.change {
            Change::Kept => stretch.text.clone(),
            Change::Added => format!("[+{}]", stretch.text),
            Change::Taken => format!("[-{}]", stretch.text),
        };
        stretches.iter().map(write).collect()
    }

    #[test]
    fn words_are_kept_added_and_taken_out() {
        let stretches = words("We ship every week.", "We ship every single day.");
        assert_eq!(written(&stretches), "We ship every [-week.][+single day.]",);
        assert_eq!(written(&words("", "New.")), "[+New.]");
        assert_eq!(written(&words("Same.", "Same.")), "Same.");
    }

    #[test]
    fn a_very_long_text_is_shown_as_replaced() {
        let (before, after) = ("a ".repeat(4000), "b a ".repeat(2000));
        let stretches = words(&before, &after);
        assert_eq!(stretches.len(), 2);
        assert_eq!(stretches[1].text, after);
    }
}
