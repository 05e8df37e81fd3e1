//! Every view of the core, as the pages show it.

pub(super) mod context;
pub(super) mod documents;
pub(super) mod gaps;
pub(super) mod insights;
pub(super) mod lists;
pub(super) mod results;
pub(super) mod things;
