//! The pages over a real connection, one file a feature.

#![expect(
    clippy::unwrap_used,
    clippy::format_push_string,
    reason = "a helper of tests may fail loudly and be plain"
)]

mod common;
mod house;

mod access;
mod admin;
mod agreeing;
mod alignment;
mod api;
mod asking;
mod assets;
mod bad_input;
mod cards;
mod changes;
mod compass;
mod context;
mod copy;
mod ending;
mod feedback;
mod gallery;
mod gaps;
mod goals;
mod goals_counted;
mod goals_led;
mod guard;
mod import;
mod initiatives;
mod insights;
mod link;
mod live;
mod notes;
mod organisation;
mod palette;
mod past;
mod people;
mod points;
mod preview;
mod results;
mod scim;
mod search;
mod settings;
mod sign_in;
mod signals;
mod start;
mod teams;
mod today;
