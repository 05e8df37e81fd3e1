//! The document of an initiative.

pub mod edits;
