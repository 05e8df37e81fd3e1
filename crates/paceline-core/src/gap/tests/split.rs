//! Stories of gaps that turn out to be several.

use super::{Command, Story, merge, on, page, see_too, seen};
use crate::{
    GapId,
    gap::Part,
    testing::{ADA, BEN, CLEO},
};

fn part(is: &str, seen_by: &[u16]) -> Part {
    Part {
        is: is.into(),
        ought: "Better".into(),
        seen_by: seen_by.to_vec(),
    }
}

fn split(gap: GapId, parts: Vec<Part>) -> crate::Command {
    on(Command::Split {
        gap,
        parts,
        because: "Two causes.".into(),
    })
}

#[test]
fn the_parts_are_gaps_and_everything_stays_at_the_original_too() {
    let mut story = Story::new();
    let gap = story.gap(ADA, "Slow", "Fast");
    story.does(BEN, see_too(gap, "The builds"));
    story.does(CLEO, see_too(gap, "The reviews"));
    let parts = vec![part("Builds", &[0]), part("Reviews", &[1, 1])];
    story.does(BEN, split(gap, parts));
    let [builds, reviews] = [GapId(2), GapId(3)];
    let told = |gap| seen(&story, gap).into_iter().map(|(_, words)| words);
    assert_eq!(told(builds).collect::<Vec<_>>(), ["The builds"]);
    assert_eq!(told(reviews).collect::<Vec<_>>(), ["The reviews"]);
    assert_eq!(told(gap).count(), 2);
    let original = page(story.sight(), Some(ADA), gap, story.now).unwrap();
    let parts: Vec<GapId> = original
        .split
        .unwrap()
        .parts
        .iter()
        .map(|part| part.id)
        .collect();
    assert_eq!(parts, [builds, reviews]);
    assert!(!original.may_act);
    let shown = page(story.sight(), None, builds, story.now).unwrap();
    assert_eq!(shown.split_from.unwrap().id, gap);
    assert_eq!(shown.sightings.first().unwrap().from, Some(gap));
    story.refuses(CLEO, see_too(gap, "And"), "G-1 was split.");
    story.refuses(CLEO, merge(gap, builds), "G-1 was split.");
    assert_eq!(
        crate::Refusal::GapSplit {
            gap,
            parts: vec![builds, reviews],
        }
        .instead(),
        "Take one of its parts: G-2, G-3."
    );
    assert_eq!(story.replayed().gaps, story.state.gaps);
}

#[test]
fn a_split_is_refused_with_what_to_do_instead() {
    let mut story = Story::new();
    let gap = story.gap(ADA, "Slow", "Fast");
    let one = vec![part("Builds", &[])];
    story.refuses(BEN, split(gap, one), "There are 1 parts; 2 to 5 fit.");
    let six = vec![part("Builds", &[]); 6];
    story.refuses(BEN, split(gap, six), "There are 6 parts; 2 to 5 fit.");
    let nobody = vec![part("Builds", &[0]), part("Reviews", &[])];
    story.refuses(
        BEN,
        split(gap, nobody),
        "There is nobody with that number who sees G-1 too.",
    );
    let empty = vec![part("Builds", &[]), part(" ", &[])];
    story.refuses(
        BEN,
        split(gap, empty),
        "The description of how a part is is empty.",
    );
    assert_eq!(story.state.gaps.len(), 1);
}

#[test]
fn what_was_said_of_a_merged_gap_can_be_of_a_part() {
    let mut story = Story::new();
    let [one, two] = ["One", "Two"].map(|is| story.gap(ADA, is, "Better"));
    story.does(BEN, see_too(one, "Ben of one"));
    story.does(BEN, merge(one, two));
    story.does(CLEO, see_too(two, "Cleo of two"));
    let parts = vec![part("Builds", &[0]), part("Reviews", &[1])];
    story.does(CLEO, split(two, parts));
    let words = |gap| seen(&story, gap).into_iter().map(|(_, words)| words);
    assert_eq!(words(GapId(3)).collect::<Vec<_>>(), ["Ben of one"]);
    assert_eq!(words(GapId(4)).collect::<Vec<_>>(), ["Cleo of two"]);
}
