//! Stories of gaps that become one, and two again.

use super::{close, merge, on, see_too, seen, separate};
use crate::{
    Command, GapId,
    gap::{self, Mine, goals, initiatives, lives_in, page},
    initiative::{self, Serves},
    signal,
    testing::{ADA, BEN, CLEO, Story},
};

fn three() -> (Story, [GapId; 3]) {
    let mut story = Story::new();
    let gaps = ["One", "Two", "Three"].map(|is| story.gap(ADA, is, "Better"));
    (story, gaps)
}

/// Ben starts an initiative that narrows a gap.
fn starts_for(story: &mut Story, gap: GapId) {
    let initiative = story.starts(BEN, "Ship");
    let serves = Serves::Gap(gap);
    let serve = initiative::Command::Serve { initiative, serves };
    story.does(BEN, Command::Initiative(serve));
}

#[test]
fn nothing_is_lost_when_gaps_become_one() {
    let (mut story, [one, two, _]) = three();
    let goal = story.goal(ADA, "Faster");
    let record = gap::Command::Record {
        is: "Four".into(),
        ought: "Better".into(),
        team: None,
        goal: Some(goal),
    };
    story.does(CLEO, on(record));
    let four = GapId(4);
    starts_for(&mut story, four);
    story.does(BEN, see_too(one, "Ben of one"));
    story.does(CLEO, see_too(two, "Cleo of two"));
    story.does(BEN, see_too(four, "Ben of four"));
    story.does(BEN, merge(four, one));
    let shown = page(story.sight(), None, one, story.now).unwrap();
    let [merged] = shown.merged_here.as_slice() else {
        panic!("one gap lives on in it");
    };
    assert_eq!(
        (merged.id, merged.is.to_string()),
        (four, "Four".to_owned())
    );
    assert_eq!(merged.by.as_ref().unwrap().name, "Cleo Costa");
    let from: Vec<Option<GapId>> = shown.sightings.iter().map(|seen| seen.from).collect();
    assert_eq!(from, [None, Some(four)]);
    assert_eq!(shown.seen_by, 3, "Ada, Cleo, and Ben once");
    assert_eq!(shown.initiatives.len(), 1);
    assert_eq!(shown.also_of.len(), 1);
    assert_eq!(goals(story.sight(), four), [goal]);
    let its = page(story.sight(), Some(ADA), four, story.now).unwrap();
    assert_eq!(its.merged.unwrap().lives_in.id, one);
    assert!(!its.may_act);
}

#[test]
fn chains_resolve_and_loops_are_refused() {
    let (mut story, [one, two, three]) = three();
    story.refuses(ADA, merge(one, one), "G-1 cannot be merged into itself.");
    story.does(BEN, merge(one, two));
    story.refuses(BEN, merge(one, three), "G-1 was merged into G-2.");
    story.does(BEN, merge(two, three));
    assert_eq!(lives_in(story.sight(), one), three);
    story.refuses(
        BEN,
        merge(three, one),
        "G-1 was merged into G-3 already, by itself or through others.",
    );
    story.refuses(CLEO, see_too(one, "I"), "G-1 was merged into G-3.");
    story.refuses(CLEO, close(two), "G-2 was merged into G-3.");
    let refusal = crate::Refusal::GapMerged {
        gap: one,
        into: three,
    };
    assert_eq!(refusal.instead(), "Take G-3; all of it stands there.");
    let four = story.gap(CLEO, "Four", "Better");
    story.refuses(CLEO, merge(four, one), "G-1 was merged into G-3.");
    let shown = page(story.sight(), None, three, story.now).unwrap();
    assert_eq!(shown.merged_here.len(), 2);
    assert_eq!(story.replayed().gaps, story.state.gaps);
}

#[test]
fn what_was_merged_is_taken_apart_again() {
    let (mut story, [one, two, _]) = three();
    story.does(BEN, see_too(one, "Ben of one"));
    story.does(CLEO, see_too(two, "Cleo of two"));
    story.does(BEN, merge(one, two));
    assert_eq!(seen(&story, two).len(), 2);
    story.refuses(BEN, see_too(two, ""), "You said already that you see G-2.");
    let mine = |story: &Story, gap| page(story.sight(), Some(BEN), gap, story.now).unwrap().mine;
    assert_eq!(mine(&story, two), Mine::Seen, "through what lives on in it");
    story.does(CLEO, separate(one));
    assert_eq!(mine(&story, two), Mine::NotYet);
    story.refuses(CLEO, separate(one), "G-1 is not merged into another gap.");
    assert_eq!(seen(&story, two).len(), 1);
    assert_eq!(seen(&story, one).len(), 1);
    let told = page(story.sight(), None, two, story.now).unwrap().timeline;
    assert_eq!(told.len(), 4, "recorded, seen, took in, let go");
    story.does(BEN, merge(one, two));
    let again = page(story.sight(), None, two, story.now).unwrap();
    assert_eq!(again.merged_here.len(), 1);
}

#[test]
fn an_initiative_of_what_was_merged_acts_on_what_it_lives_on_in() {
    let (mut story, [one, two, three]) = three();
    starts_for(&mut story, one);
    story.does(BEN, merge(one, two));
    story.days_pass(200);
    assert_eq!(initiatives(story.sight(), two).len(), 1);
    let inert = |gap| {
        let found = signal::all(story.sight(), story.now);
        let of = |finding: &signal::Finding| {
            finding.rule == signal::Rule::InertGap && finding.subject == signal::Subject::Gap(gap)
        };
        found.iter().any(of)
    };
    assert!(!inert(one) && !inert(two));
    assert!(inert(three));
}
