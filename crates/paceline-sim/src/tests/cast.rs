//! The cast: enough people, nobody twice, and each meets something on their home page.

use std::collections::BTreeSet;

use paceline_core::{
    PersonId, State,
    initiative::{AskedOf, Initiative},
};

use crate::{Plan, simulate, tests::folded_steps};

/// What somebody meets: what they lead and follow, what they are asked for, the gaps they recorded that are open.
fn meets(state: &State, person: PersonId) -> usize {
    let active = || {
        let all = state.initiatives.iter();
        all.filter(|entity| entity.stage.is_active())
    };
    let mine = active()
        .filter(|entity| entity.lead() == Some(person) || entity.following(person).is_some());
    let teams = state.person(person).map_or(&[][..], |person| &person.teams);
    let is_asked = |of: AskedOf| match of {
        AskedOf::Person(asked) => asked == person,
        AskedOf::Team(team) => teams.contains(&team),
    };
    let asks = active()
        .flat_map(Initiative::open_asks)
        .filter(|(_, ask)| is_asked(ask.of));
    let gaps = state
        .gaps
        .iter()
        .filter(|gap| gap.closed.is_none() && gap.by.person() == Some(person));
    let goals = state
        .goals
        .iter()
        .filter(|goal| goal.closed.is_none() && goal.lead == Some(person));
    mine.count() + asks.count() + gaps.count() + goals.count()
}

#[test]
fn five_to_seven_people_worth_looking_through_the_eyes_of() {
    for (people, seed) in [(40, 175), (40, 1), (40, 2), (40, 3), (400, 175)] {
        let plan = Plan {
            people,
            seed,
            ..Plan::default()
        };
        let life = simulate(&plan);
        assert!(
            (5..=7).contains(&life.cast.len()),
            "{plan:?}: {:?}",
            life.cast
        );
        assert_eq!(life.cast[0].handle, life.me);
        assert_eq!(life.cast[0].who, "leads the Checkout team");
        let handles: BTreeSet<_> = life.cast.iter().map(|cast| &cast.handle).collect();
        assert_eq!(handles.len(), life.cast.len(), "nobody twice");
        let whos: BTreeSet<_> = life.cast.iter().map(|cast| &cast.who).collect();
        assert_eq!(whos.len(), life.cast.len(), "nobody like another");
        let state = folded_steps(&life.steps);
        for cast in &life.cast {
            let person = state.person_called(&cast.handle).expect("they exist");
            let meets = meets(&state, person);
            assert!(meets >= 2, "{plan:?}: {cast:?} meets {meets}");
        }
    }
}

#[test]
fn a_small_or_young_organisation_has_a_cast_of_whoever_is_there() {
    for (people, years) in [(1, 0), (5, 0), (5, 2), (12, 1), (40, 0)] {
        let life = simulate(&Plan {
            people,
            years,
            ..Plan::default()
        });
        assert_eq!(life.cast[0].handle, life.me);
    }
}
