//! Search: everything that has a title or a text, found by its words.
//!
//! ```text
//! State, event by event ─► Index ─find(Query)─► Found (in order) ─hit─► Hit (marked, read again from the state)
//! ```
//!
//! The index holds words and numbers only, never a text; what is shown is always what the state says now. Read the
//! modules in this order.

pub(crate) mod tokens;

mod query;
mod thing;

mod index;
mod postings;

mod rank;
mod view;

mod nearby;

#[cfg(test)]
mod tests;

pub use index::{Building, Index, LongText};
pub use nearby::{Due, Nearby, nearby};
pub use query::{LENGTH, Query, WORDS};
pub use rank::{BEST, Found, Wanted};
pub use thing::{Kind, Thing};
pub use view::{Hit, Stretch, hit};
