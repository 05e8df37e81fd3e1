//! Who somebody is, from outside: stories on a real record in a folder.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that fails says where"
)]

mod common;

mod account;
mod audit;
mod idempotency;
mod link;
mod note;
mod own_data;
mod password;
mod session;
mod session_random;
mod token;
