//! Signing in against real parts: an OpenID provider, a mail server, an authenticator, servers that misbehave.

mod fetch;
mod mail;
mod oidc;
mod passkeys;
mod sign_in;

mod parts;
