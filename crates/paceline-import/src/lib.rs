//! Reads foreign records of proposals, goals and teams, with their history. No database, no network.

mod record;

pub use record::{
    Ask, CannotSay, Change, CheckIn, Goal, Initiative, Looks, Person, Problem, Records, Revision,
    Stage, Team,
};
