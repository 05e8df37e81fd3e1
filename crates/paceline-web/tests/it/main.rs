//! The pages over a real connection, one file a feature.

mod common;

mod gaps;
mod goals;
mod guard;
mod home;
mod initiatives;
mod organisation;
mod past;
mod people;
mod signals;
mod teams;
