//! Signing in against real parts: an OpenID provider, a mail server, an authenticator, servers that misbehave.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that fails says where"
)]

mod fetch;
mod mail;
mod oidc;
mod passkeys;
mod sign_in;

mod parts;
