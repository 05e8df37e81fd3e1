//! Who may read what, and who may ask for what. No rank: a role opens settings and accounts, never other people's work.

use crate::{PersonId, State, initiative::Initiative};

/// Whoever reads the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Viewer {
    Person(PersonId),
    /// Paceline itself, where nothing is shown to anybody: an index, a check of the record, what findings are cut from.
    Paceline,
}

/// Whether somebody may read an initiative, and with it all that was said about it.
pub fn may_read(_state: &State, viewer: Viewer, _initiative: &Initiative) -> bool {
    match viewer {
        Viewer::Person(_) | Viewer::Paceline => true,
    }
}

/// Whether somebody sees what is open to the organisation: everybody but a guest, who reads what is shared with them.
pub fn sees_the_organisation(_state: &State, viewer: Viewer) -> bool {
    match viewer {
        Viewer::Person(_) | Viewer::Paceline => true,
    }
}
