//! Stories of looking back.
