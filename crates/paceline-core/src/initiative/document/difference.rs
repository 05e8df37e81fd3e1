//! The difference between two revisions, as people read it: lines that changed, with a little of what is around them.

use serde::Serialize;

use super::edits::{self, Edit};
use crate::compass::difference::{Change, Stretch};

/// So many lines are shown around what changed.
const AROUND: usize = 2;

/// What changed between two texts, in the order of the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "DocumentDifference")]
pub struct Difference {
    pub parts: Vec<Part>,
    pub words_added: usize,
    pub words_taken: usize,
}

/// A part of a difference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "DocumentDifferencePart")]
pub enum Part {
    /// Lines that are as they were, around what changed.
    Kept(String),
    /// So many lines are as they were, and are not shown.
    Skipped(usize),
    /// Lines that changed, by words.
    Changed(Vec<Stretch>),
}

impl Part {
    /// What stood there before: kept and taken.
    pub fn before(stretches: &[Stretch]) -> impl Iterator<Item = &Stretch> {
        stretches
            .iter()
            .filter(|stretch| !matches!(stretch.change, Change::Added))
    }

    /// What stands there now: kept and added.
    pub fn after(stretches: &[Stretch]) -> impl Iterator<Item = &Stretch> {
        stretches
            .iter()
            .filter(|stretch| !matches!(stretch.change, Change::Taken))
    }
}

impl Difference {
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }
}

/// What changed from one text to another.
pub fn difference(before: &str, after: &str) -> Difference {
    let mut weaving = Weaving::default();
    let (mut was_at, mut is_at) = (0, 0);
    for edit in edits::between(before, after) {
        let Edit { at, taken, added } = edit;
        let kept = &before[was_at..at as usize];
        weaving.keep(kept);
        is_at += kept.len();
        was_at = (at + taken) as usize;
        weaving.change(Change::Taken, &before[at as usize..was_at]);
        weaving.change(Change::Added, &after[is_at..is_at + added as usize]);
        is_at += added as usize;
    }
    weaving.keep(&before[was_at..]);
    weaving.finish()
}

/// A difference in the making.
#[derive(Default)]
struct Weaving<'t> {
    parts: Vec<Part>,
    /// Whole lines that are kept since the last change.
    kept: Vec<&'t str>,
    /// The stretches of the lines that are being read.
    line: Vec<(Change, &'t str)>,
    words_added: usize,
    words_taken: usize,
}

impl<'t> Weaving<'t> {
    /// A kept stretch: where a line ends in it, what changed is whole.
    fn keep(&mut self, text: &'t str) {
        if self.is_at_line_end() {
            self.end_line();
        }
        for piece in text.split_inclusive('\n') {
            if self.line.is_empty() && piece.ends_with('\n') {
                self.kept.push(piece);
                continue;
            }
            self.line.push((Change::Kept, piece));
            if piece.ends_with('\n') {
                self.end_line();
            }
        }
    }

    fn change(&mut self, change: Change, text: &'t str) {
        let words = text.split_whitespace().count();
        match change {
            Change::Added => self.words_added += words,
            Change::Taken => self.words_taken += words,
            Change::Kept => {}
        }
        if !text.is_empty() {
            self.line.push((change, text));
        }
    }

    /// Whether what changed last was whole lines.
    fn is_at_line_end(&self) -> bool {
        let changed = self.line.iter().rev();
        let mut changed = changed.take_while(|(change, _)| *change != Change::Kept);
        !self.line.is_empty() && changed.all(|(_, text)| text.ends_with('\n'))
    }

    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        if let [(Change::Kept, text)] = line.as_slice() {
            self.kept.push(text);
            return;
        }
        let stretches = line.into_iter().map(|(change, text)| Stretch {
            change,
            text: text.to_owned(),
        });
        let stretches: Vec<Stretch> = stretches.collect();
        if stretches.is_empty() {
            return;
        }
        let is_first = self.parts.is_empty();
        let kept = std::mem::take(&mut self.kept);
        self.between(&kept, if is_first { 0 } else { AROUND }, AROUND);
        match self.parts.last_mut() {
            Some(Part::Changed(last)) => last.extend(stretches),
            Some(Part::Kept(_) | Part::Skipped(_)) | None => {
                self.parts.push(Part::Changed(stretches));
            }
        }
    }

    /// Kept lines: a few after what changed before them, and a few before what changes next.
    fn between(&mut self, kept: &[&str], after: usize, before: usize) {
        let skipped = kept.len().saturating_sub(after + before);
        // One line is shown rather than counted.
        if skipped < 2 {
            self.show(kept);
            return;
        }
        self.show(&kept[..after]);
        self.parts.push(Part::Skipped(skipped));
        self.show(&kept[kept.len() - before..]);
    }

    fn show(&mut self, lines: &[&str]) {
        if !lines.is_empty() {
            self.parts.push(Part::Kept(lines.concat()));
        }
    }

    fn finish(mut self) -> Difference {
        self.end_line();
        let kept = std::mem::take(&mut self.kept);
        if !self.parts.is_empty() {
            self.between(&kept, AROUND, 0);
        }
        Difference {
            parts: self.parts,
            words_added: self.words_added,
            words_taken: self.words_taken,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(difference: &Difference) -> Vec<String> {
        let stretch = |stretch: &Stretch| match stretch.change {
            Change::Kept => stretch.text.clone(),
            Change::Added => format!("[+{}]", stretch.text),
            Change::Taken => format!("[-{}]", stretch.text),
        };
        let part = |part: &Part| match part {
            Part::Kept(text) => format!("= {text}"),
            Part::Skipped(lines) => format!("… {lines}"),
            Part::Changed(stretches) => {
                let text: Vec<String> = stretches.iter().map(stretch).collect();
                format!("! {}", text.concat())
            }
        };
        difference.parts.iter().map(part).collect()
    }

    #[test]
    fn what_changed_stands_with_a_little_around_it() {
        let lines: Vec<String> = (1..=20).map(|n| format!("Line {n}.\n")).collect();
        let before = lines.concat();
        let after = before
            .replace("Line 9.", "Line nine.")
            .replace("Line 20.\n", "Line 20.\nAnd the last.\n");
        let difference = difference(&before, &after);
        assert_eq!(
            written(&difference),
            [
                "… 6",
                "= Line 7.\nLine 8.\n",
                "! Line [-9][+nine].\n",
                "= Line 10.\nLine 11.\n",
                "… 7",
                "= Line 19.\nLine 20.\n",
                "! [+And the last.\n]",
            ]
        );
        assert_eq!((difference.words_added, difference.words_taken), (4, 1));
    }

    #[test]
    fn the_same_text_has_no_difference_and_another_one_is_all_of_it() {
        assert!(difference("Same.\n\nText.", "Same.\n\nText.").is_empty());
        assert_eq!(written(&difference("", "New\ntext.")), ["! [+New\ntext.]"]);
        assert_eq!(
            written(&difference("One.\nTwo.\nThree.", "One.\nThree.")),
            ["= One.\n", "! [-Two.\n]", "= Three."]
        );
    }

    #[test]
    fn both_sides_are_read_from_the_same_lines() {
        let difference = difference("We ship every week.", "We ship any day.");
        let [Part::Changed(stretches)] = difference.parts.as_slice() else {
            panic!("{difference:?}");
        };
        let text = |side: &mut dyn Iterator<Item = &Stretch>| -> String {
            side.map(|stretch| stretch.text.as_str()).collect()
        };
        assert_eq!(text(&mut Part::before(stretches)), "We ship every week.");
        assert_eq!(text(&mut Part::after(stretches)), "We ship any day.");
    }
}
