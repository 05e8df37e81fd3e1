//! What a life has of the compass when it is looked at.

use std::collections::BTreeMap;

use paceline_core::{
    access::Viewer,
    compass::{Kind, Point},
    goal,
};

use super::lived;
use crate::Plan;

#[test]
fn the_demonstration_has_a_compass_that_is_used() {
    let plan = Plan::default();
    let world = lived(&plan);
    let state = &world.state;
    let sight = state.seen_by(Viewer::Paceline);
    let of = |kind: Kind| {
        sight
            .entries()
            .filter(move |(_, entry)| entry.kind() == kind)
    };
    assert_eq!(of(Kind::Value).count(), 4);
    assert_eq!(of(Kind::Facet).count(), 5);
    assert_eq!(of(Kind::Strategy).count(), 2);
    let versions = of(Kind::Strategy).map(|(_, entry)| entry.version());
    assert_eq!(versions.max(), Some(2), "one was written anew");
    assert!(sight.entries().any(|(_, entry)| !entry.cited_by.is_empty()));
    assert!(sight.entries().any(|(_, entry)| !entry.read.is_empty()));
    let due = |(_, entry): &(_, &paceline_core::compass::Entry)| {
        let day = entry.looked_at_again();
        day.is_some_and(|day| day < plan.until.date())
    };
    assert!(
        sight.entries().any(|entry| due(&entry)),
        "one is due for review"
    );
    let stale = sight
        .translations()
        .filter(|(of, _, known)| known.is_stale(sight, *of))
        .count();
    let all = sight.translations().count();
    assert!(
        (1..all).contains(&stale),
        "{stale} of {all} translations are stale"
    );
    let past = sight
        .veer_offs()
        .filter(|(_, known)| known.is_past_its_day(plan.until));
    assert_eq!((past.count(), state.veer_offs.len()), (1, 2));
    let against = sight
        .initiatives()
        .filter(|(_, entity)| !entity.against.is_empty());
    assert_eq!(against.count(), 1);
}

#[test]
fn goals_of_the_demonstration_serve_what_stands_above_them_and_few_are_stale() {
    let plan = Plan::default();
    let world = lived(&plan);
    let sight = world.state.seen_by(Viewer::Paceline);
    let open = || sight.goals().filter(|(_, goal)| goal.closed.is_none());
    let serve = |wanted: fn(&Point) -> bool| {
        let goals = sight.goals();
        goals
            .filter(move |(_, goal)| goal.serves.iter().any(wanted))
            .count()
    };
    assert!(serve(|point| matches!(point, Point::Entry(_))) >= 1);
    assert!(serve(|point| matches!(point, Point::Goal(_))) >= 3);
    let kept = open()
        .find(|(_, goal)| goal.evergreen)
        .expect("one is kept");
    assert!(kept.1.measured.len() > 20, "a script reports on it");
    let mut words: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, goal) in open() {
        *words
            .entry(goal::status(sight, goal, plan.until))
            .or_default() += 1;
    }
    let stale = words.get("stale").copied().unwrap_or(0);
    assert!((1..=open().count() * 2 / 3).contains(&stale), "{words:?}");
    let scored = sight.goals().filter_map(|(_, goal)| goal.closed?.score);
    assert!(scored.count() >= 3);
    let wanted = sight.goals().flat_map(|(_, goal)| &goal.check_ins);
    assert!(wanted.filter(|said| said.help.is_some()).count() >= 3);
}
