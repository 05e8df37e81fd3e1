//! Who somebody is: sign-in, sessions, tokens, and what is private.
