//! The pages over a real connection, one file a feature.

#![expect(
    clippy::unwrap_used,
    clippy::format_push_string,
    reason = "a helper of tests may fail loudly and be plain"
)]

mod common;

mod alignment;
mod gaps;
mod goals;
mod guard;
mod home;
mod initiatives;
mod insights;
mod organisation;
mod past;
mod people;
mod signals;
mod teams;
