//! Whole lives: the same by seed, never refused, and in believable proportions.

use std::collections::{BTreeMap, BTreeSet};

use paceline_core::{
    Command, Ctx, Door, PersonId, Recorded, State, Time,
    access::Viewer,
    decide,
    initiative::{Audience, Initiative, Label, Stage, unanswered_feedback},
    person::Role,
    signal::{self, Rule},
};

use crate::{Behaviour, Plan, simulate, world::World};

mod cast;
mod compass;
mod mix;
mod random;
mod texts;

fn lived(plan: &Plan) -> World {
    let mut world = World::new(plan, &Behaviour::default());
    world.live();
    world
}

/// Folds the steps as another process would.
fn folded_steps(steps: &[(Ctx, Command)]) -> State {
    let mut state = State::default();
    let mut before = Time(i64::MIN);
    for (ctx, command) in steps {
        assert!(ctx.now >= before, "dates never go back");
        before = ctx.now;
        let decision = decide(&state, ctx, command).expect("every command is accepted");
        for word in &decision.words {
            state.words.take_in(Some(word));
        }
        for event in decision.events {
            state.apply(&Recorded {
                seq: state.seq.next(),
                at: ctx.now,
                by: ctx.by,
                door: ctx.door,
                origin: None,
                event,
            });
        }
    }
    state
}

/// Everybody but guests and scripts, whether they are still there or not.
fn members(world: &World) -> usize {
    let people = world.state.people.iter();
    people.filter(|person| person.role.takes_part()).count()
}

fn findings(world: &World) -> BTreeMap<Rule, usize> {
    let mut counts = BTreeMap::new();
    for finding in signal::all(world.state.seen_by(Viewer::Paceline), world.plan.until) {
        *counts.entry(finding.rule).or_default() += 1;
    }
    counts
}

#[test]
fn the_same_seed_lives_the_same_life_and_another_seed_another() {
    let said = |plan: &Plan| format!("{:?}", simulate(plan));
    let plan = Plan::default();
    let once = said(&plan);
    assert_eq!(once, said(&plan));
    let other = Plan {
        seed: plan.seed + 1,
        ..plan
    };
    assert_ne!(once, said(&other));
}

#[test]
fn a_lived_state_is_kept_on_disk_and_read_back_as_it_was() {
    let plan = Plan {
        people: 200,
        years: 3,
        ..Plan::default()
    };
    let state = lived(&plan).state;
    let kept = postcard::to_stdvec(&state).unwrap();
    assert!(postcard::from_bytes::<State>(&kept).unwrap() == state);
}

#[test]
fn what_is_found_is_counted_for_each_as_they_see_it() {
    let world = lived(&Plan {
        people: 120,
        ..Plan::default()
    });
    let state = &world.state;
    let found = signal::Findings::of(state.seen_by(Viewer::Paceline), world.plan.until);
    let people = (0..state.people.len()).map(PersonId::at);
    let viewers = people.map(|person| Viewer::of(state, person));
    let mut counts = BTreeSet::new();
    for viewer in viewers.chain([Viewer::Nobody, Viewer::Paceline]) {
        let sight = state.seen_by(viewer);
        let count = found.count_seen_by(sight);
        assert_eq!(count, found.seen_by(sight).count(), "{viewer:?}");
        counts.insert(count);
    }
    assert!(counts.len() > 3, "not everybody sees the same: {counts:?}");
}

#[test]
fn every_size_and_seed_is_accepted_in_order_and_folds_to_the_simulated_state() {
    for people in [1, 2, 5, 12, 20, 40, 200] {
        for years in [0, 1, 3] {
            for seed in 0..3 {
                let plan = Plan {
                    people,
                    years,
                    seed,
                    ..Plan::default()
                };
                let world = lived(&plan);
                assert_eq!(world.refused, 0, "nothing is tried in vain: {plan:?}");
                assert_eq!(members(&world), people, "{plan:?}");
                assert!(folded_steps(&world.steps) == world.state, "{plan:?}");
                assert!(world.now <= plan.until, "{plan:?}");
            }
        }
    }
}

#[test]
fn the_demonstration_has_believable_proportions() {
    let world = lived(&Plan::default());
    let state = &world.state;
    assert_eq!(members(&world), 40);
    assert!(
        (7..=10).contains(&state.teams.len()),
        "{}",
        state.teams.len()
    );
    assert!(
        (8..=20).contains(&state.goals.len()),
        "{}",
        state.goals.len()
    );
    assert!(
        (50..=95).contains(&state.gaps.len()),
        "{}",
        state.gaps.len()
    );
    let initiatives = state.initiatives.len();
    assert!((60..=120).contains(&initiatives), "{initiatives}");
    assert!((2000..=8000).contains(&state.seq.0), "{}", state.seq.0);
    let at = |stage: Stage| {
        let stands = state
            .initiatives
            .iter()
            .filter(|entity| entity.stage == stage);
        stands.count()
    };
    assert!(at(Stage::Delivered) >= 20);
    assert!((5..=30).contains(&at(Stage::PutDown)));
    assert!(
        (15..=50).contains(&world.active.len()),
        "{}",
        world.active.len()
    );
}

#[test]
fn every_signal_that_needs_no_foreign_record_is_present_and_none_floods() {
    for days in 0..7 {
        let until = Plan::default().until.plus_days(days);
        has_all_signals(&Plan {
            until,
            ..Plan::default()
        });
    }
}

fn has_all_signals(plan: &Plan) {
    let found = findings(&lived(plan));
    for rule in [
        Rule::NobodyLeads,
        Rule::SilentLead,
        Rule::NobodyFollows,
        Rule::WaitingForSupport,
        Rule::Stuck,
        Rule::InertGap,
        Rule::RandomInitiative,
        Rule::Overclocked,
        Rule::SaysDoneLooksOpen,
        Rule::SaysOpenLooksDone,
    ] {
        let count = found.get(&rule).copied().unwrap_or(0);
        assert!((1..=16).contains(&count), "{rule}: {count}");
    }
}

#[test]
fn the_local_person_has_a_lively_home_page() {
    let plan = Plan::default();
    let world = lived(&plan);
    let (me, state) = (world.me, &world.state);
    assert_eq!(
        state.person_called(&simulate(&plan).me),
        Some(me),
        "the handle is known"
    );
    let active = || {
        state
            .initiatives
            .iter()
            .filter(|entity| entity.stage.is_active())
    };
    let leads: Vec<_> = active()
        .filter(|entity| entity.lead() == Some(me))
        .collect();
    assert!((1..=2).contains(&leads.len()), "leads {}", leads.len());
    let overdue = leads.iter().filter(|entity| {
        let rhythm = entity.every_days.map(i64::from);
        let last = entity.check_ins.last().map(|last| last.at);
        rhythm
            .zip(last)
            .is_some_and(|(days, last)| plan.until.days_since(last) > days)
    });
    assert_eq!(overdue.count(), 1);
    let follows = active().filter(|entity| entity.following(me).is_some());
    assert!(follows.count() >= 3);
    let home = world.home_of(me);
    let asks = active()
        .flat_map(Initiative::open_asks)
        .filter(|(_, ask)| ask.of == paceline_core::initiative::AskedOf::Team(home));
    assert!(asks.count() >= 2);
    let waiting: usize = leads
        .iter()
        .map(|entity| unanswered_feedback(entity).count())
        .sum();
    assert!((1..=8).contains(&waiting), "{waiting} wait for an answer");
}

#[test]
fn feedback_comes_under_every_label_and_most_of_it_is_answered() {
    let world = lived(&Plan::default());
    let state = &world.state;
    let given = || state.initiatives.iter().flat_map(|entity| &entity.feedback);
    let count = given().count();
    assert!((90..=400).contains(&count), "{count}");
    for label in Label::ALL {
        assert!(given().any(|given| given.label == label), "{label:?}");
    }
    let answered = given().filter(|given| given.answered().is_some()).count();
    let of_hundred = answered * 100 / count;
    assert!((60..=92).contains(&of_hundred), "{of_hundred} of 100");
    for entity in &state.initiatives {
        let mut said: Vec<String> = entity
            .feedback
            .iter()
            .map(|given| state.text(given.text).to_string())
            .collect();
        said.sort_unstable();
        let all = said.len();
        said.dedup();
        assert_eq!(said.len(), all, "nothing is said twice of one thing");
    }
}

#[test]
fn a_large_organisation_lives_as_fast_per_person_as_a_small_one() {
    let plan = Plan {
        people: 1500,
        years: 1,
        ..Plan::default()
    };
    let world = lived(&plan);
    assert_eq!(world.refused, 0);
    assert_eq!(members(&world), plan.people);
}

#[test]
fn some_look_after_accounts_some_leave_and_some_drafts_are_kept_to_a_few() {
    let world = lived(&Plan::default());
    let state = &world.state;
    let with = |role: Role| {
        let people = state.people.iter();
        people.filter(move |person| person.role == role).count()
    };
    assert_eq!(with(Role::Admin), 2);
    assert_eq!((with(Role::Guest), with(Role::Service)), (1, 1));
    let left = state.people.iter().filter(|person| person.left.is_some());
    assert!((2..=6).contains(&left.count()));
    let kept = state
        .initiatives
        .iter()
        .filter(|entity| entity.audience == Audience::Chosen);
    let kept = kept.count();
    assert!((1..=12).contains(&kept), "{kept} are not shared yet");
    let shown = state.initiatives.iter().filter(|entity| {
        let guest = |id: &PersonId| state.person(*id).is_some_and(|who| who.role == Role::Guest);
        entity.shown_to.iter().any(guest)
    });
    assert!(shown.count() > 0, "the guest has something to read");
}

#[test]
fn nobody_does_more_than_a_page_would_let_them() {
    let world = lived(&Plan::default());
    let mut state = State::default();
    for (ctx, command) in &world.steps {
        let page = Ctx {
            door: Door::Page,
            ..ctx.clone()
        };
        let decision = decide(&state, &page, command).expect("a page accepts it too");
        for word in &decision.words {
            state.words.take_in(Some(word));
        }
        for event in decision.events {
            let (seq, at, by, door) = (state.seq.next(), ctx.now, ctx.by, ctx.door);
            let origin = None;
            state.apply(&Recorded {
                seq,
                at,
                by,
                door,
                origin,
                event,
            });
        }
    }
}
