//! The frame of a page for whoever has not signed in: no rail, and nothing of the record.

use crate::{assets, url::To, visitor::Theme};

/// What such a page needs around it.
pub(crate) struct Outside {
    pub(crate) theme: Theme,
}

#[expect(
    clippy::unused_self,
    reason = "templates call methods of the frame, not functions"
)]
impl Outside {
    pub(crate) fn style(&self) -> To<'static> {
        To::Static(assets::STYLE)
    }

    pub(crate) fn script(&self) -> To<'static> {
        To::Static(assets::SCRIPT)
    }

    pub(crate) fn icon(&self) -> To<'static> {
        To::Static(assets::ICON)
    }

    pub(crate) fn preloads(&self) -> impl Iterator<Item = To<'static>> {
        assets::PRELOADS.iter().map(|name| To::Static(name))
    }
}
