//! The journal on disk and the live state: the only place that appends, and the only place that reads it back.
//!
//! ```text
//! run(ctx, command) ─► writer thread: decide ─► apply to the live state ─► one commit for all that waited ─► Receipt
//! read(|state| …)   ─► the live state behind one lock
//! ```
//!
//! [`Store`] is all that others need. Inside, read in this order: `row` (what is stored), `chain` (why it cannot be
//! changed unseen), `log` and `source` (writing and reading the three databases), `fold`, `record`, `writer`.
//! [`vault`] stands beside all that: what is private and can be deleted.

mod error;
mod location;
mod store;

mod chain;
mod log;
mod memory;
mod postgres;
mod row;
mod source;
mod sqlite;

mod after;
mod align;
mod fold;
mod past;
mod record;
mod snapshot;
mod texts;
mod writer;

mod export;
mod take_back;
mod verify;

pub mod measure;
pub mod vault;

pub use error::{Broken, RunError, StoreError};
pub use export::{Exported, export};
pub use location::{Location, OpenOptions};
pub use record::limit;
pub use store::{Outcome, Receipt, Store};
pub use take_back::TakenBack;
pub use verify::{Verified, verify};
