//! Stories of objections.
