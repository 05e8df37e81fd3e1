//! What people write in a life: varied, filled in, and not the same beside itself.

use std::collections::BTreeMap;

use paceline_core::{State, WordId};

use super::lived;
use crate::Plan;

/// How often each text stands there.
fn counted(state: &State, words: impl Iterator<Item = WordId>) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for word in words {
        *counts.entry(state.text(word).to_string()).or_default() += 1;
    }
    counts
}

fn repeated(counts: &BTreeMap<String, usize>) -> Vec<(&String, &usize)> {
    counts.iter().filter(|(_, times)| **times > 1).collect()
}

#[test]
fn no_two_titles_are_the_same_where_people_know_each_other_and_few_elsewhere() {
    for (people, seed) in [(40, 175), (40, 3), (40, 4), (400, 175)] {
        let plan = Plan {
            people,
            seed,
            ..Plan::default()
        };
        let world = lived(&plan);
        let state = &world.state;
        let open = world.active.iter().filter_map(|id| state.initiative(*id));
        let open = counted(state, open.map(|entity| entity.title));
        let all = counted(state, state.initiatives.iter().map(|entity| entity.title));
        let gaps = counted(state, state.gaps.iter().map(|gap| gap.is));
        let goals = counted(state, state.goals.iter().map(|goal| goal.title));
        let few = people / 100;
        for counts in [open, all, gaps, goals] {
            let again = repeated(&counts);
            assert!(again.len() <= few, "{plan:?}: {again:?}");
        }
    }
}

#[test]
fn check_ins_do_not_tell_the_same_again_and_again() {
    let world = lived(&Plan::default());
    let state = &world.state;
    let said = |check_ins: &[paceline_core::initiative::CheckIn]| {
        counted(state, check_ins.iter().map(|check_in| check_in.text))
    };
    let everywhere = state
        .initiatives
        .iter()
        .flat_map(|entity| &entity.check_ins);
    let all = counted(state, everywhere.map(|check_in| check_in.text));
    let total: usize = all.values().sum();
    assert!(
        all.len() * 100 >= total * 60,
        "{} of {total} differ",
        all.len()
    );
    let most = all.values().max().copied().unwrap_or_default();
    assert!(
        most * 40 <= total,
        "one sentence stands there {most} times of {total}"
    );
    let again: usize = state
        .initiatives
        .iter()
        .map(|entity| repeated(&said(&entity.check_ins)).len())
        .sum();
    assert!(
        again * 30 <= total,
        "{again} sentences come twice on one page, of {total}"
    );
}

#[test]
fn every_place_in_a_sentence_is_filled() {
    let world = lived(&Plan::default());
    for word in 1..=world.state.words.count() {
        let text = world.state.text(WordId::at(word - 1)).to_string();
        assert!(!text.contains('{'), "a place was not filled: {text}");
    }
}
