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

/// One text beside another, word by word. Where less than half is kept, the one is shown in place of the other: a
/// sentence that is crossed out is read, one that is crossed out word by word is not.
pub fn words(before: &str, after: &str) -> Vec<Stretch> {
    let [was, is] = [before, after].map(|text| text.split_whitespace().count());
    let mut weaving = Weaving::default();
    if was + is > WORDS_LIMIT {
        weaving.replaced(before, after);
        return weaving.stretches;
    }
    for change in TextDiff::from_words(before, after).iter_all_changes() {
        weaving.take(change.tag(), change.value());
    }
    weaving.settle();
    if weaving.kept * 2 < was.max(is) {
        weaving.replaced(before, after);
    }
    weaving.stretches
}

/// A difference in the making: what was taken out and what was added stand together, not word for word in turn.
#[derive(Default)]
struct Weaving {
    stretches: Vec<Stretch>,
    /// Words that are on both sides.
    kept: usize,
    taken: String,
    added: String,
    /// A blank on both sides, between what changed and what may go on changing.
    blank: String,
}

impl Weaving {
    fn take(&mut self, tag: ChangeTag, text: &str) {
        let is_changing = !self.taken.is_empty() || !self.added.is_empty();
        match tag {
            ChangeTag::Equal if is_changing && text.trim().is_empty() => self.blank.push_str(text),
            ChangeTag::Equal => {
                self.settle();
                self.kept += text.split_whitespace().count();
                self.add(Change::Kept, text);
            }
            ChangeTag::Delete | ChangeTag::Insert => {
                let blank = std::mem::take(&mut self.blank);
                self.taken.push_str(&blank);
                self.added.push_str(&blank);
                if tag == ChangeTag::Delete {
                    self.taken.push_str(text);
                } else {
                    self.added.push_str(text);
                }
            }
        }
    }

    /// What changed so far has come to its end.
    fn settle(&mut self) {
        let (taken, added) = (
            std::mem::take(&mut self.taken),
            std::mem::take(&mut self.added),
        );
        let blank = std::mem::take(&mut self.blank);
        self.add(Change::Taken, &taken);
        self.add(Change::Added, &added);
        self.add(Change::Kept, &blank);
    }

    fn replaced(&mut self, before: &str, after: &str) {
        self.stretches.clear();
        self.add(Change::Taken, before);
        self.add(Change::Added, after);
    }

    fn add(&mut self, change: Change, text: &str) {
        match self.stretches.last_mut() {
            _ if text.is_empty() => {}
            Some(last) if last.change == change => last.text.push_str(text),
            Some(_) | None => self.stretches.push(Stretch {
                change,
                text: text.to_owned(),
            }),
        }
    }
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
    fn what_changed_stands_together_and_what_is_another_text_stands_whole() {
        let stretches = words(
            "Locks are the best lever that we have now.",
            "Locks are the only thing that we have now.",
        );
        assert_eq!(
            written(&stretches),
            "Locks are the [-best lever][+only thing] that we have now."
        );
        let stretches = words("No city until we are six.", "Open only where a depot is.");
        assert_eq!(
            written(&stretches),
            "[-No city until we are six.][+Open only where a depot is.]"
        );
    }

    #[test]
    fn a_very_long_text_is_shown_as_replaced() {
        let (before, after) = ("a ".repeat(4000), "b a ".repeat(2000));
        let stretches = words(&before, &after);
        assert_eq!(stretches.len(), 2);
        assert_eq!(stretches[1].text, after);
    }
}
