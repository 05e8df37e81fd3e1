//! What is shown of the compass: links, what an entry says, rows, and the page.

use serde::Serialize;

use super::{Entry, Kind};
use crate::{EntryId, Sight};

mod list;
mod page;
mod says;

pub use list::{Row, list, row, unstated};
pub(crate) use page::is_told;
pub use page::{
    Act, DayView, EntryPage, MayDo, RetiredView, ReviewView, ToldOf, ToldView, VersionView, page,
};
pub use says::{EvenOverSaid, Says};

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
