//! What is shown of the compass.

use serde::Serialize;

use super::{Entry, Kind};
use crate::{EntryId, Sight};

/// An entry as a link shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct EntryLink {
    pub id: EntryId,
    pub kind: Kind,
    pub title: String,
}

pub fn link(sight: Sight<'_>, id: EntryId, entry: &Entry) -> EntryLink {
    let title = entry.content().map(super::Content::title);
    EntryLink {
        id,
        kind: entry.kind(),
        title: title.map_or_else(String::new, |title| sight.text(title).to_string()),
    }
}
