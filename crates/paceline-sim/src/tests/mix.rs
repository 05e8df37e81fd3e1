//! The mix of a life: who is followed, who is not, and what becomes of them; in sane bands, not to the digit.

use paceline_core::{
    goal::{Goal, Outcome},
    initiative::{Initiative, Stage},
    measure::Amount,
};

use super::lived;
use crate::{
    Plan,
    world::{Leading, World},
};

/// A large enough life to count shares in.
fn large() -> World {
    lived(&Plan {
        people: 400,
        ..Plan::default()
    })
}

/// Per mille of `all` for which `is` holds.
fn share<T>(all: &[T], is: impl Fn(&T) -> bool) -> usize {
    all.iter().filter(|one| is(one)).count() * 1000 / all.len().max(1)
}

fn led_so(world: &World, leading: Leading) -> Vec<&Initiative> {
    let behind = world.courses.iter().zip(&world.state.initiatives);
    behind
        .filter(|(course, entity)| course.leading == leading && entity.leads.len() == 1)
        .map(|(_, entity)| entity)
        .collect()
}

fn was_followed(entity: &Initiative) -> bool {
    !entity.follows.is_empty()
}

#[test]
fn some_are_followed_and_some_are_not_and_who_delivered_before_is_followed_more() {
    let world = large();
    let all: Vec<&Initiative> = world.state.initiatives.iter().collect();
    let never = 1000 - share(&all, |entity| was_followed(entity));
    assert!((80..=260).contains(&never), "never followed: {never}");
    let first = led_so(&world, Leading::FirstTime);
    let proven = led_so(&world, Leading::Proven);
    assert!(first.len() > 60, "{} lead for the first time", first.len());
    assert!(
        proven.len() > 40,
        "{} lead again after success",
        proven.len()
    );
    let (first_followed, proven_followed) = (
        share(&first, |entity| was_followed(entity)),
        share(&proven, |entity| was_followed(entity)),
    );
    assert!((550..=850).contains(&first_followed), "{first_followed}");
    assert!(proven_followed > first_followed + 60, "{proven_followed}");
    let delivers = |entity: &&Initiative| entity.stage == Stage::Delivered;
    let (alone, together): (Vec<&Initiative>, Vec<&Initiative>) =
        first.into_iter().partition(|entity| !was_followed(entity));
    assert!(
        share(&together, delivers) > share(&alone, delivers) + 100,
        "who is followed delivers: {} against {}",
        share(&together, delivers),
        share(&alone, delivers)
    );
}

#[test]
fn whoever_has_led_follows_again() {
    let world = large();
    let returned = (1..=world.state.people.len()).filter(|number| {
        let person = paceline_core::PersonId::at(number - 1);
        let involved = world
            .state
            .person(person)
            .map_or(&[][..], |person| &person.involved);
        let entities = || involved.iter().filter_map(|id| world.state.initiative(*id));
        let ended = entities()
            .flat_map(|entity| &entity.leads)
            .filter(|lead| lead.person == person)
            .filter_map(|lead| lead.to.map(|ended| ended.at))
            .min();
        let follows = entities().flat_map(|entity| &entity.follows);
        ended.is_some_and(|ended| {
            follows
                .clone()
                .any(|follow| follow.person == person && follow.from > ended)
        })
    });
    let returned = returned.count();
    assert!(returned > 20, "{returned}");
}

/// The last reported value of the first key result, and how far that is, in per mille.
fn reached(goal: &Goal) -> Option<i64> {
    let first = goal.key_results.first()?;
    let mut said = goal.check_ins.iter().flat_map(|check_in| &check_in.values);
    let last = said.rfind(|said| said.key_result == 0)?.value;
    let from = Amount::in_thousandths(first.baseline);
    let way = Amount::in_thousandths(first.target) - from;
    Some((Amount::in_thousandths(last) - from) * 1000 / way)
}

#[test]
fn goals_are_measured_and_end_as_their_numbers_say() {
    let world = large();
    let goals: Vec<&Goal> = world.state.goals.iter().collect();
    let measured = share(&goals, |goal| !goal.key_results.is_empty());
    assert!((820..=980).contains(&measured), "{measured}");
    let ended_so = |outcome: Outcome| {
        let ended = goals
            .iter()
            .filter(|goal| goal.closed.is_some_and(|closed| closed.outcome == outcome));
        let reached: Vec<i64> = ended.filter_map(|goal| reached(goal)).collect();
        let count = i64::try_from(reached.len()).unwrap();
        reached.iter().sum::<i64>() / count.max(1)
    };
    assert!(
        ended_so(Outcome::Achieved) > 880,
        "{}",
        ended_so(Outcome::Achieved)
    );
    assert!(
        (150..=800).contains(&ended_so(Outcome::Missed)),
        "{}",
        ended_so(Outcome::Missed)
    );
    assert!(
        ended_so(Outcome::Dropped) < 400,
        "{}",
        ended_so(Outcome::Dropped)
    );
    let sure = goals
        .iter()
        .flat_map(|goal| &goal.check_ins)
        .filter_map(|check_in| check_in.confidence);
    let mut given: Vec<u8> = sure.collect();
    given.sort_unstable();
    given.dedup();
    assert!(given.len() > 8, "confidence varies: {given:?}");
}

#[test]
fn teams_form_a_tree_as_deep_as_it_takes() {
    for (people, depth) in [(40, 3), (400, 5), (10_000, 6)] {
        let plan = Plan {
            people,
            years: 0,
            ..Plan::default()
        };
        let state = lived(&plan).state;
        let above = |team: &paceline_core::team::Team| team.parent;
        let deepest = state.teams.iter().map(|team| {
            let mut steps = 1;
            let mut parent = above(team);
            while let Some(team) = parent.and_then(|parent| state.team(parent)) {
                steps += 1;
                parent = above(team);
            }
            steps
        });
        assert_eq!(deepest.max(), Some(depth), "{people}");
        let widest = state.teams.iter().map(|team| team.children.len()).max();
        assert!(
            widest.is_some_and(|widest| widest <= 10),
            "{people}: {widest:?}"
        );
    }
}
