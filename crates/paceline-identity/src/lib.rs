//! Who somebody is: sign-in, sessions, tokens, and what is private.

pub mod fetch;
mod log;
pub mod mail;
pub mod oidc;
mod passkey;
pub mod place;
mod tls;
