//! The store, from outside: one story on three databases, and everything that can befall a record.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that fails says where"
)]

mod common;

mod broken;
mod erase;
mod export;
mod kill;
mod past;
mod random;
mod replicas;
mod snapshot;
mod story;
mod vault;
