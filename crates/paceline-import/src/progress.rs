//! How far a long reading has come, for whoever draws a progress bar.

/// One word about the work that is going on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// What is being done, for example `reading records`.
    pub phase: &'static str,
    /// How many steps of this phase are done.
    pub done: u64,
    /// How many there are, when that is known.
    pub total: Option<u64>,
}
