//! A property: whatever is merged, separated and split, nothing that anybody said is lost, and nothing goes round.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::{Command, Story, merge, on, page, see_too, separate};
use crate::{
    By, GapId, PersonId,
    gap::{Part, lives_in},
    testing::{ADA, BEN, CLEO},
};

/// Something that somebody does; some of it is refused.
#[derive(Debug, Clone)]
enum Act {
    Record,
    SeeToo(usize),
    Merge(usize, usize),
    Separate(usize),
    Split(usize, Vec<u16>),
}

fn act() -> impl Strategy<Value = (usize, Act)> {
    let gap = || 0..12_usize;
    let act = prop_oneof![
        1 => Just(Act::Record),
        4 => gap().prop_map(Act::SeeToo),
        4 => (gap(), gap()).prop_map(|(gap, into)| Act::Merge(gap, into)),
        2 => gap().prop_map(Act::Separate),
        1 => (gap(), prop::collection::vec(0..4_u16, 0..4))
            .prop_map(|(gap, seen_by)| Act::Split(gap, seen_by)),
    ];
    (0..3_usize, act)
}

fn command(act: &Act, number: usize) -> crate::Command {
    match act {
        Act::Record => on(Command::Record {
            is: "It is".into(),
            ought: "It ought".into(),
            team: None,
            goal: None,
        }),
        Act::SeeToo(gap) => see_too(GapId::at(*gap), &format!("words {number}")),
        Act::Merge(gap, into) => merge(GapId::at(*gap), GapId::at(*into)),
        Act::Separate(gap) => separate(GapId::at(*gap)),
        Act::Split(gap, seen_by) => {
            let part = |seen_by: Vec<u16>| Part {
                is: "A part".into(),
                ought: "Better".into(),
                seen_by,
            };
            on(Command::Split {
                gap: GapId::at(*gap),
                parts: vec![part(seen_by.clone()), part(Vec::new())],
                because: "Two.".into(),
            })
        }
    }
}

/// Who said what, as it is shown on the pages of gaps that are not merged into another.
fn shown(story: &Story) -> BTreeSet<(PersonId, String)> {
    let mut shown = BTreeSet::new();
    for (id, gap) in story.sight().gaps() {
        if gap.merged_into().is_some() {
            continue;
        }
        let page = page(story.sight(), None, id, story.now).unwrap();
        for seen in page.sightings {
            let person = story.state.person_called(&seen.person.handle).unwrap();
            let more = seen.more.into_iter().map(|said| said.text);
            let words = seen.text.into_iter().chain(more);
            shown.extend(words.map(|text| (person, text.to_string())));
        }
    }
    shown
}

proptest! {
    #[test]
    fn no_sighting_is_lost_and_nothing_goes_round(acts in prop::collection::vec(act(), 1..60)) {
        let mut story = Story::new();
        for is in ["One", "Two", "Three", "Four"] {
            story.gap(ADA, is, "Better");
        }
        let mut said = BTreeSet::new();
        for (number, (who, act)) in acts.iter().enumerate() {
            let who = [ADA, BEN, CLEO][*who];
            let done = story.tries(By::Person(who), &command(act, number)).is_ok();
            if let (true, Act::SeeToo(_)) = (done, act) {
                said.insert((who, format!("words {number}")));
            }
            for place in 0..story.state.gaps.len() {
                let root = lives_in(story.sight(), GapId::at(place));
                let root = story.state.gap(root).unwrap();
                prop_assert!(root.merged_into().is_none(), "it ends somewhere");
            }
        }
        prop_assert_eq!(shown(&story), said);
        prop_assert_eq!(&story.replayed().gaps, &story.state.gaps);
    }
}
