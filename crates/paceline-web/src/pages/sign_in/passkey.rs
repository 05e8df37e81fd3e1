//! Signing in with a passkey, over JSON: the island asks, the browser answers.
