//! Whole lives: the same by seed, never refused, and in believable proportions.

use std::collections::BTreeMap;

use paceline_core::{
    Recorded, State, Time, decide,
    initiative::{Initiative, Stage},
    signal::{self, Rule},
};

use crate::{Behaviour, Plan, simulate, world::World};

fn lived(plan: &Plan) -> World {
    let mut world = World::new(plan, &Behaviour::default());
    world.live();
    world
}

/// Folds the steps as another process would.
fn folded(world: &World) -> State {
    let mut state = State::default();
    let mut before = Time(i64::MIN);
    for (ctx, command) in &world.steps {
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

fn findings(world: &World) -> BTreeMap<Rule, usize> {
    let mut counts = BTreeMap::new();
    for finding in signal::all(&world.state, world.plan.until) {
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
                assert_eq!(world.state.people.len(), people, "{plan:?}");
                assert!(folded(&world) == world.state, "{plan:?}");
                assert!(world.now <= plan.until, "{plan:?}");
            }
        }
    }
}

#[test]
fn the_demonstration_has_believable_proportions() {
    let world = lived(&Plan::default());
    let state = &world.state;
    assert_eq!(state.people.len(), 40);
    assert!(
        (7..=10).contains(&state.teams.len()),
        "{}",
        state.teams.len()
    );
    assert!(
        (8..=16).contains(&state.goals.len()),
        "{}",
        state.goals.len()
    );
    assert!(
        (50..=80).contains(&state.gaps.len()),
        "{}",
        state.gaps.len()
    );
    let initiatives = state.initiatives.len();
    assert!((60..=100).contains(&initiatives), "{initiatives}");
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
        (15..=40).contains(&world.active.len()),
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
}

#[test]
fn titles_are_varied() {
    let world = lived(&Plan::default());
    let mut titles: BTreeMap<String, usize> = BTreeMap::new();
    for entity in &world.state.initiatives {
        *titles
            .entry(world.state.text(entity.title).to_string())
            .or_default() += 1;
    }
    for gap in &world.state.gaps {
        *titles
            .entry(world.state.text(gap.is).to_string())
            .or_default() += 1;
    }
    for (title, times) in titles {
        assert!(times <= 2, "{times} times: {title}");
    }
    for word in 1..=world.state.words.count() {
        let text = world.state.text(paceline_core::WordId::at(word - 1));
        assert!(
            !text.to_string().contains('{'),
            "a place was not filled: {text}"
        );
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
    assert_eq!(world.state.people.len(), plan.people);
}

#[test]
fn zz_stats() {
    for (people, seed) in [(40, 175), (40, 1), (40, 2), (400, 175)] {
        let plan = Plan {
            people,
            seed,
            ..Plan::default()
        };
        let world = lived(&plan);
        let state = &world.state;
        println!(
            "== {people} seed {seed}: teams {} goals {} gaps {} initiatives {} active {} events {}",
            state.teams.len(),
            state.goals.len(),
            state.gaps.len(),
            state.initiatives.len(),
            world.active.len(),
            state.seq.0
        );
        let at = |stage: Stage| {
            state
                .initiatives
                .iter()
                .filter(|e| e.stage == stage)
                .count()
        };
        println!(
            "delivered {} put down {} superseded {}",
            at(Stage::Delivered),
            at(Stage::PutDown),
            at(Stage::Superseded)
        );
        for (rule, count) in findings(&world) {
            print!("{rule}: {count}; ");
        }
        println!();
        for cast in world.cast() {
            println!("  @{} {}", cast.handle, cast.who);
        }
        let mut first = [0; 2];
        for e in state.initiatives.iter() {
            first[usize::from(e.follows.is_empty())] += 1;
        }
        println!("followed/never {first:?}");
        let mut said: BTreeMap<String, usize> = BTreeMap::new();
        let mut within = 0;
        for e in &state.initiatives {
            let mut mine: BTreeMap<String, usize> = BTreeMap::new();
            for c in &e.check_ins {
                let t = state.text(c.text).to_string();
                *said.entry(t.clone()).or_default() += 1;
                *mine.entry(t).or_default() += 1;
            }
            within += mine.values().filter(|n| **n > 1).count();
        }
        let total: usize = said.values().sum();
        let mut top: Vec<_> = said.iter().collect();
        top.sort_by_key(|x| std::cmp::Reverse(x.1));
        println!(
            "check-ins {total}, distinct {}, repeated within one {within}",
            said.len()
        );
        for (t, n) in top.iter().take(4) {
            println!("   {n} {t}");
        }
        let mut titles: BTreeMap<String, usize> = BTreeMap::new();
        for e in &state.initiatives {
            *titles.entry(state.text(e.title).to_string()).or_default() += 1;
        }
        println!(
            "titles repeated {:?}",
            titles.iter().filter(|x| *x.1 > 1).collect::<Vec<_>>()
        );
        let mut gtitles: BTreeMap<String, usize> = BTreeMap::new();
        for e in &state.goals {
            *gtitles.entry(state.text(e.title).to_string()).or_default() += 1;
        }
        println!(
            "goal titles repeated {:?}",
            gtitles.iter().filter(|x| *x.1 > 1).collect::<Vec<_>>()
        );
        for id in 0..state.goals.len().min(14) {
            let id = paceline_core::GoalId::at(id);
            let page = paceline_core::goal::page(state, None, id, plan.until).unwrap();
            println!(
                "{} [{}] {}",
                page.row.goal.title,
                page.row.status,
                page.row.team.map_or(String::new(), |t| t.name)
            );
            for m in &page.key_results {
                println!(
                    "     {} {} {}→{}: {}",
                    m.name,
                    m.unit,
                    m.baseline,
                    m.target,
                    m.points
                        .iter()
                        .map(|p| format!(
                            "{}({})",
                            p.value,
                            p.confidence.map_or("-".into(), |c| c.to_string())
                        ))
                        .collect::<Vec<_>>()
                        .join(" ")
                );
            }
        }
    }
}
