//! What somebody wrote of gaps is theirs: it is listed to be erased, each word once.

use super::{close, measure, merge, on, see_too, separate, set_measure};
use crate::{
    access::Viewer,
    gap::{Command, Part},
    measure::Amount,
    person::own_words,
    testing::{ADA, BEN, Story},
};

#[test]
fn everything_that_one_person_wrote_of_gaps_is_listed() {
    let mut story = Story::new();
    let gap = story.gap(BEN, "Slow", "Fast");
    let [hers, other] = ["Hers", "Hers too"].map(|is| story.gap(ADA, is, "Not his"));
    let part = |is: &str| Part {
        is: is.into(),
        ought: "Better".into(),
        seen_by: Vec::new(),
    };
    let noted = Command::Measure {
        gap,
        value: Amount::whole(8),
        note: "After the move.".into(),
    };
    let split = Command::Split {
        gap: other,
        parts: vec![part("One"), part("Two")],
        because: "Two causes.".into(),
    };
    for command in [
        set_measure(gap, 9, 1),
        measure(gap, 8),
        on(noted),
        see_too(hers, "Ten here"),
        see_too(hers, "More."),
        merge(hers, gap),
        separate(hers),
        on(split),
        close(gap),
    ] {
        story.does(BEN, command);
    }
    let one_more = story.gap(ADA, "One more of hers", "Not his");
    story.does(ADA, merge(one_more, hers));
    let words = own_words(story.state.seen_by(Viewer::Paceline), BEN);
    let what: Vec<&str> = words.texts.iter().map(|text| text.what.as_str()).collect();
    assert_eq!(
        what,
        [
            "how it is, G-1",
            "how it ought to be, G-1",
            "measure of G-1",
            "measure of G-1",
            "measure of G-1",
            "seen too, G-2",
            "seen too, G-2",
            "why G-2 was merged into G-1",
            "why G-2 was taken out of G-1",
            "how it is, G-4",
            "how it ought to be, G-4",
            "how it is, G-5",
            "how it ought to be, G-5",
            "why G-3 was split",
            "outcome of G-1",
        ]
    );
    let mut numbers: Vec<_> = words.texts.iter().map(|text| text.word).collect();
    numbers.sort_unstable();
    numbers.dedup();
    assert_eq!(numbers.len(), what.len(), "each word once");
}
