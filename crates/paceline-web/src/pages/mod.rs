//! The pages, one file a feature: a handler parses, asks, shows.

pub(crate) mod admin;
pub(crate) mod alignment;
pub(crate) mod cards;
pub(crate) mod changes;
pub(crate) mod compass;
pub(crate) mod context;
pub(crate) mod gaps;
pub(crate) mod goals;
pub(crate) mod import;
pub(crate) mod initiatives;
pub(crate) mod insights;
pub(crate) mod link;
pub(crate) mod notes;
pub(crate) mod organisation;
pub(crate) mod palette;
pub(crate) mod people;
pub(crate) mod points;
pub(crate) mod preview;
pub(crate) mod results;
pub(crate) mod search;
pub(crate) mod settings;
pub(crate) mod sign_in;
pub(crate) mod signals;
pub(crate) mod start;
pub(crate) mod teams;
pub(crate) mod today;
