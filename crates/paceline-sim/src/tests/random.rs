//! Properties of any life: whatever people are like, what they did is accepted again, and gives the same state.

use proptest::prelude::*;

use super::folded_steps;
use crate::{Behaviour, Days, Habit, PerMille, Plan, dice::Dice, simulate_with, world::World};

/// People of any kind: every parameter somewhere in its range.
#[expect(clippy::too_many_lines, reason = "a list of parameters")]
fn any_behaviour(seed: u64) -> Behaviour {
    let mut dice = Dice::new(seed);
    let usual = Behaviour::default();
    Behaviour {
        steady: any_habit(&mut dice, usual.steady.of_twenty),
        visionary: any_habit(&mut dice, usual.visionary.of_twenty),
        supporter: any_habit(&mut dice, usual.supporter.of_twenty),
        driven: any_habit(&mut dice, usual.driven.of_twenty),
        quiet: any_habit(&mut dice, usual.quiet.of_twenty),
        looks_up: any_days(&mut dice, 5, 20),
        founders_of_hundred: 1 + dice.below(100),
        reorganises: any_days(&mut dice, 10, 200),
        splits_a_team: any_chance(&mut dice),
        led_before_of_hundred: [dice.below(101), dice.below(101)],
        newcomer_follows: any_chance(&mut dice),
        newcomer_sees_a_gap: any_chance(&mut dice),
        leave_of_hundred: dice.below(60),
        keeps_draft_to_a_few: any_chance(&mut dice),
        acts_on_own_gap: any_chance(&mut dice),
        neglects_gap: any_chance(&mut dice),
        closes_neglected_gap: any_chance(&mut dice),
        closes_gap_when_delivered: any_chance(&mut dice),
        closes_gap_after: any_days(&mut dice, 0, 40),
        starts_from: any_weights(&mut dice),
        says_what_for_later: any_chance(&mut dice),
        followed: any_weights(&mut dice),
        whim_followed: any_weights(&mut dice),
        notices_after_all: any_chance(&mut dice),
        followed_quickly: any_days(&mut dice, 0, 20),
        followed_slowly: any_days(&mut dice, 0, 90),
        stops_following: any_chance(&mut dice),
        first_lead_followed: any_weights(&mut dice),
        proven_lead_followed: any_weights(&mut dice),
        supporter_is_first: any_chance(&mut dice),
        first_follower_comes: any_days(&mut dice, 0, 10),
        alone_after: any_days(&mut dice, 0, 60),
        left_alone: any_weights(&mut dice),
        discouraged_for: any_days(&mut dice, 0, 300),
        grows: any_chance(&mut dice),
        proven_paces: any_weights(&mut dice),
        returns_to_following: any_chance(&mut dice),
        follows_for: any_days(&mut dice, 0, 200),
        paces: any_weights(&mut dice),
        days_in_stage: [
            any_days(&mut dice, 1, 20),
            any_days(&mut dice, 1, 40),
            any_days(&mut dice, 1, 80),
        ],
        instead_of_moving_on: std::array::from_fn(|_| any_chance(&mut dice) / 5),
        whim_put_down: any_chance(&mut dice),
        silent_for: any_days(&mut dice, 1, 200),
        stuck_for: any_days(&mut dice, 1, 200),
        gives_feedback: any_chance(&mut dice),
        gives_feedback_again: any_chance(&mut dice),
        gives_feedback_after: any_days(&mut dice, 0, 30),
        feedback_labels: std::array::from_fn(|_| 1 + any_chance(&mut dice)),
        feedback_answered: any_weights(&mut dice),
        feedback_answered_quickly: any_days(&mut dice, 0, 10),
        feedback_answered_slowly: any_days(&mut dice, 0, 60),
        feedback_taken_up: any_weights(&mut dice),
        answers_in_words: any_chance(&mut dice),
        lead_is_taken_up: any_chance(&mut dice),
        taken_up_after: any_days(&mut dice, 0, 90),
        takes_up_in_passing: any_chance(&mut dice),
        sets_rhythm: any_chance(&mut dice),
        rhythms: any_weights(&mut dice),
        without_rhythm: any_days(&mut dice, 5, 60),
        check_in_slips: any_chance(&mut dice),
        slips_by: any_days(&mut dice, 0, 30),
        check_in_is_missed: any_chance(&mut dice),
        follower_checks_in: any_chance(&mut dice),
        asks_for_support: any_chance(&mut dice),
        settles_ask_when_delivered: any_chance(&mut dice),
        closes_gap_of_stuck: any_chance(&mut dice),
        answered: any_weights(&mut dice),
        answered_quickly: any_days(&mut dice, 0, 20),
        answered_slowly: any_days(&mut dice, 0, 60),
        team_has_goal: any_chance(&mut dice),
        goal_lasts: any_days(&mut dice, 10, 400),
        goal_check_in: any_days(&mut dice, 3, 90),
        goal_is_forgotten: any_chance(&mut dice),
        goal_ends: std::array::from_fn(|_| 1 + any_chance(&mut dice)),
        goal_is_measured: any_chance(&mut dice),
        key_results: any_weights(&mut dice),
        leaves_a_number_out: any_chance(&mut dice),
        says_confidence: any_chance(&mut dice),
    }
}

fn any_chance(dice: &mut Dice) -> PerMille {
    u32::try_from(dice.below(1001)).unwrap()
}

fn any_weights(dice: &mut Dice) -> [PerMille; 3] {
    std::array::from_fn(|_| 1 + any_chance(dice))
}

fn any_days(dice: &mut Dice, least: u32, most: u32) -> Days {
    let within = |dice: &mut Dice, from: u32| {
        from + u32::try_from(dice.below((most - from) as usize + 1)).unwrap()
    };
    let from = within(dice, least);
    let to = within(dice, from);
    Days { from, to }
}

fn any_habit(dice: &mut Dice, of_twenty: usize) -> Habit {
    Habit {
        of_twenty,
        sees_a_gap: any_chance(dice) / 4,
        starts: any_chance(dice) / 4,
        follows: any_chance(dice) / 2,
        leads_at_most: u32::try_from(dice.below(9)).unwrap(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_life_is_accepted_again_and_folds_to_the_same_state(
        people in 1_usize..30,
        years in 0_u32..3,
        seed in any::<u64>(),
        days in 0_i64..3000,
    ) {
        let until = Plan::default().until.plus_days(-days);
        let plan = Plan { people, years, seed, until };
        let behaviour = any_behaviour(seed);
        let mut world = World::new(&plan, &behaviour);
        world.live();
        prop_assert_eq!(world.refused, 0, "nothing is tried in vain");
        prop_assert!(folded_steps(&world.steps) == world.state);
        let life = simulate_with(&plan, &behaviour);
        prop_assert_eq!(life.steps.len(), world.steps.len());
        prop_assert!(
            life.steps.iter().zip(&world.steps).all(|(one, other)| one.1 == other.1 && one.0.now == other.0.now),
            "the same seed lives the same life"
        );
        prop_assert!(!life.cast.is_empty());
    }
}
