//! Who somebody is, from outside: stories on a real record in a folder, and against real parts (an OpenID provider, a
//! mail server, an authenticator, servers that misbehave).

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that fails says where"
)]

mod common;
mod parts;

mod account;
mod audit;
mod fetch;
mod idempotency;
mod link;
mod mail;
mod note;
mod oidc;
mod own_data;
mod passkeys;
mod password;
mod session;
mod session_random;
mod sign_in;
mod token;
