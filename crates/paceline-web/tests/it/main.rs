//! The pages over a real connection, one file a feature.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::format_push_string,
    reason = "a helper of tests may fail loudly and be plain"
)]

mod common;
mod house;

#[path = "../../../paceline-identity/tests/it/parts/mail_server.rs"]
mod mail_server;
#[path = "../../../paceline-identity/tests/it/parts/program.rs"]
mod program;

mod posted;

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
mod document;
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
mod leading;
mod link;
mod live;
mod my_own;
mod notes;
mod notices;
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
mod starting;
mod teams;
mod today;
mod unsubscribe;
