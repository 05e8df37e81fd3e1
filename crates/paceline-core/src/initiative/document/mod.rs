//! The document of an initiative.

pub mod difference;
pub mod edits;
