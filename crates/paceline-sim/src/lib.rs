//! An invented organisation that lives for years, by seed: the same plan gives the same life on every machine.
//!
//! ```text
//! Plan ──► founding ──► agenda (what falls due, by date) ──► acts ──decide──► steps
//! ```
//!
//! Everything that happens is a command that [`paceline_core::decide`] accepted. What falls due next lies in one
//! queue, and each thing schedules its own next moment, so a step costs the same in an organisation of any size.
//! How people behave is set out in [`Behaviour`]. Read the modules in this order.

mod agenda;
mod behaviour;
mod dice;
mod world;

mod accounts;
mod compass;
mod founding;
mod people;

mod gaps;
mod goals;
mod numbers;

mod asks;
mod check_ins;
mod course;
mod feedback;
mod followers;
mod leads;
mod measured;
mod mine;
mod moves;
mod my_last_days;
mod start;
mod together;

mod cast;

mod content;
mod deck;
mod writing;

#[cfg(test)]
mod tests;

pub use behaviour::{Behaviour, Days, Habit, PerMille};
pub use cast::Cast;

use paceline_core::{Command, Ctx, Time};

use crate::world::World;

/// What to simulate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// How many people there are in the end; some of them join on the way. At least one.
    pub people: usize,
    /// How many years there are to look back on; with none, the organisation has only been founded.
    pub years: u32,
    pub seed: u64,
    /// The last moment of the life: the 'today' of a demonstration.
    pub until: Time,
}

impl Default for Plan {
    /// 40 people over 2 years, up to 2026-03-02 at noon UTC.
    fn default() -> Self {
        Self {
            people: 40,
            years: 2,
            seed: 175,
            until: Time(1_772_452_800),
        }
    }
}

/// What happened.
#[derive(Debug, Clone)]
pub struct Life {
    /// Handle of the person whose eyes a demonstration looks through: the lead of a team, in mid-career.
    pub me: String,
    /// People worth looking through the eyes of, `me` first: five to seven of them where enough has happened.
    pub cast: Vec<Cast>,
    /// In the order in which they happened, dates never going back; each is accepted when folded in order.
    pub steps: Vec<(Ctx, Command)>,
}

/// Lives a plan with the behaviour that [`Behaviour::default`] describes.
pub fn simulate(plan: &Plan) -> Life {
    simulate_with(plan, &Behaviour::default())
}

/// Lives a plan with a behaviour of your own.
pub fn simulate_with(plan: &Plan, behaviour: &Behaviour) -> Life {
    let mut world = World::new(plan, behaviour);
    world.live();
    Life {
        me: world.handle_of(world.me),
        cast: world.cast(),
        steps: world.steps,
    }
}
