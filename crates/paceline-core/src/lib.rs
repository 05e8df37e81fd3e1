//! The domain of Paceline: what people ask for, what happened, what is remembered, what is shown.
//!
//! ```text
//! Command ──decide(&State, &Ctx)──► Decision (events, words) ──record──► State::apply ──► views, signals
//! ```
//!
//! Everything here is a pure function. Time, identity and settings come in as arguments; nothing reads a
//! file, a clock or the environment. Read the modules in this order.

pub mod command;
pub mod event;
pub mod sight;
pub mod state;

pub mod access;
pub mod compass;
pub mod gap;
pub mod goal;
pub mod initiative;
pub mod judgement;
pub mod organisation;
pub mod person;
pub mod record;
pub mod rhythm;
pub mod search;
pub mod signal;
pub mod team;
pub mod today;
pub mod translation;
pub mod upkeep;
pub mod veer_off;
pub mod vocabulary;

pub mod alignment;
pub mod context;
pub mod insight;
pub mod results;

pub mod list;
pub mod measure;
pub mod reference;

mod as_json;
pub mod ids;
pub mod refusal;
pub mod text;
pub mod time;

#[cfg(test)]
mod golden;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;

pub use command::{AtHand, Command, Ctx, Decision, Draft, decide};
pub use event::{By, Door, Event, Recorded};
pub use ids::{EntryId, GapId, GoalId, InitiativeId, PersonId, Seq, TeamId, VeerOffId, WordId};
pub use refusal::Refusal;
pub use sight::Sight;
pub use state::State;
pub use text::Text;
pub use time::Time;
