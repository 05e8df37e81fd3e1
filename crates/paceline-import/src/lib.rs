//! Reads foreign records of proposals, goals and teams, with their history. No database, no network.

mod changes;
mod check_ins;
mod chronicle;
mod dates;
mod error;
mod fields;
mod formats;
mod goals;
pub mod history;
mod mapping;
mod markdown;
mod node;
pub mod outline;
mod people;
mod person;
mod place;
pub mod presets;
mod progress;
mod read;
mod reader;
mod reading;
mod record;
mod scope;
mod silence;
mod states;
mod steps;
mod tables;
mod take;
mod teams;
mod timeline;
mod told;
pub mod totals;
mod walk;
mod written;

pub use changes::Changes;
pub use error::ReadError;
pub use progress::Progress;
pub use read::{Options, read};
pub use record::{
    Ask, CannotSay, Change, CheckIn, Goal, Initiative, Looks, Person, Problem, Records, Revision,
    Stage, Task, Team,
};
pub use steps::{Origin, Step, steps};
pub use told::Told;
pub use totals::{PersonCount, Totals, totals};
