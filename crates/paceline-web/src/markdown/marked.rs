//! A document as it is shown, with the passages marked that open feedback is about.

use std::{fmt, ops::Range};

use askama::filters::HtmlSafe;
use paceline_core::initiative::document::Marked;
use pulldown_cmark::{CowStr, Event, Parser};

use super::{Prose, Writer, extensions, plain};
use crate::known::Known;

/// A document in Markdown.
pub(crate) struct Document<'a> {
    pub(crate) text: &'a str,
    pub(crate) known: &'a Known,
    /// In the order of the text.
    pub(crate) passages: &'a [Marked],
}

impl fmt::Display for Document<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            text,
            known,
            passages,
        } = *self;
        if passages.is_empty() {
            return Prose { text, known }.fmt(f);
        }
        let mut marker = Marker {
            text,
            passages,
            begun: 0,
            writer: Writer::new(f, known, plain::direction(text)),
            waiting: None,
        };
        for (event, range) in Parser::new_ext(text, extensions()).into_offset_iter() {
            marker.take(event, range)?;
        }
        marker.write_waiting()
    }
}

impl HtmlSafe for Document<'_> {}

/// Writes the events of a text, and the marks within them.
struct Marker<'a, 'f, 't> {
    text: &'t str,
    passages: &'a [Marked],
    /// How many passages have begun.
    begun: usize,
    writer: Writer<'a, 'f, 't>,
    /// Words that the next ones may belong to: what is a link to us can be told only from all of them.
    waiting: Option<Range<usize>>,
}

impl<'t> Marker<'_, '_, 't> {
    fn take(&mut self, event: Event<'t>, range: Range<usize>) -> fmt::Result {
        if let Event::Text(words) = &event
            && self.text.get(range.clone()) == Some(words)
        {
            match &mut self.waiting {
                Some(waiting) if waiting.end == range.start => waiting.end = range.end,
                Some(_) | None => {
                    self.write_waiting()?;
                    self.waiting = Some(range);
                }
            }
            return Ok(());
        }
        self.write_waiting()?;
        match event {
            // Words that are not written as they are read, such as `&amp;`.
            Event::Text(_) | Event::Code(_) => {
                let is_marked = self.is_marked(&range);
                self.begin(&range)?;
                self.marked(is_marked, |writer| writer.take(event))
            }
            Event::Start(_)
            | Event::End(_)
            | Event::Html(_)
            | Event::InlineHtml(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_)
            | Event::SoftBreak
            | Event::HardBreak
            | Event::Rule
            | Event::TaskListMarker(_) => self.writer.take(event),
        }
    }

    /// Writes the words that wait, each stretch of them marked or not.
    fn write_waiting(&mut self) -> fmt::Result {
        let Some(words) = self.waiting.take() else {
            return Ok(());
        };
        let ends = self.passages.iter().flat_map(|passage| bounds(*passage));
        let mut ends: Vec<usize> = ends.filter(|end| words.contains(end)).collect();
        ends.extend([words.start, words.end]);
        ends.sort_unstable();
        ends.dedup();
        for pair in ends.windows(2) {
            let stretch = pair[0]..pair[1];
            let Some(text) = self.text.get(stretch.clone()) else {
                continue;
            };
            let is_marked = self.is_marked(&stretch);
            self.begin(&stretch)?;
            self.marked(is_marked, |writer| {
                writer.take(Event::Text(CowStr::Borrowed(text)))
            })?;
        }
        Ok(())
    }

    fn is_marked(&self, range: &Range<usize>) -> bool {
        let mut passages = self.passages.iter().map(|passage| bounds(*passage));
        passages.any(|[from, to]| from < range.end && range.start < to)
    }

    /// Writes the way to the feedback of every passage that begins before the end of this stretch.
    fn begin(&mut self, stretch: &Range<usize>) -> fmt::Result {
        while let Some(passage) = self.passages.get(self.begun)
            && (passage.at.from as usize) < stretch.end
        {
            self.begun += 1;
            self.writer.note(passage.feedback, self.begun)?;
        }
        Ok(())
    }

    fn marked(
        &mut self,
        is_marked: bool,
        write: impl FnOnce(&mut Writer<'_, '_, 't>) -> fmt::Result,
    ) -> fmt::Result {
        if !is_marked {
            return write(&mut self.writer);
        }
        self.writer.inline("<mark>")?;
        write(&mut self.writer)?;
        self.writer.out.write_str("</mark>")
    }
}

fn bounds(passage: Marked) -> [usize; 2] {
    [passage.at.from as usize, passage.at.to as usize]
}

#[cfg(test)]
mod tests {
    use paceline_core::initiative::document::Span;

    use super::*;

    fn shown(text: &str, passages: &[&str]) -> String {
        let known = Known::sample();
        let mark = |(number, passage): (u16, &&str)| {
            let from = text.find(passage).expect("the passage is in the text");
            let [from, to] =
                [from, from + passage.len()].map(|at| u32::try_from(at).expect("it is short"));
            Marked {
                feedback: number,
                at: Span { from, to },
            }
        };
        let passages: Vec<Marked> = (4..).zip(passages).map(mark).collect();
        let document = Document {
            text,
            known: &known,
            passages: &passages,
        };
        document.to_string()
    }

    fn note(feedback: u16, number: u16) -> String {
        format!(
            r##"<a class="noted" id="passage-{feedback}" href="#feedback-{feedback}" data-no-copy><span class="unseen">Feedback </span>{number}</a>"##
        )
    }

    #[test]
    fn a_passage_is_marked_within_every_element_that_it_is_part_of() {
        assert_eq!(
            shown("We *ship any* day of G-1.", &["*ship any* day"]),
            format!(
                "<p>We <em>{}<mark>ship any</mark></em><mark> day</mark> of <a href=\"/gaps/1\" data-card=\"/cards/G-1\">G-1</a>.</p>",
                note(4, 1)
            )
        );
        assert_eq!(
            shown(
                "# One\n\n- two `x` &amp; three\n",
                &["One\n\n- two `x` &amp; th"]
            ),
            format!(
                "<h3>{}<mark>One</mark></h3><ul><li><mark>two </mark><mark><code>x</code></mark><mark> </mark><mark>&amp;</mark><mark> th</mark>ree</li></ul>",
                note(4, 1)
            )
        );
    }

    #[test]
    fn passages_may_overlap_and_every_one_has_its_way_to_the_feedback() {
        assert_eq!(
            shown("One two three four.", &["One two three", "two"]),
            format!(
                "<p>{}<mark>One </mark>{}<mark>two</mark><mark> three</mark> four.</p>",
                note(4, 1),
                note(5, 2)
            )
        );
    }

    #[test]
    fn without_passages_it_reads_as_any_text() {
        let known = Known::sample();
        let text = "Some **words** of @mona.";
        assert_eq!(
            shown(text, &[]),
            Prose {
                text,
                known: &known
            }
            .to_string()
        );
    }
}
