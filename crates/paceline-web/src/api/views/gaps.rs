//! A gap, and what would narrow it.

use paceline_core::{
    GapId,
    gap::{self as gaps, GapPage},
};
use serde::Serialize;

use crate::{
    api::{
        answer::view,
        parameters::{AT_ONLY, Asking},
    },
    extract::Path,
    list::cut,
    look::{Look, Shown},
};

/// The most entries of each part of a gap that hold what people wrote.
const MOST: usize = 200;

/// A gap, and how many entries of each part are left out.
#[derive(Serialize, schemars::JsonSchema)]
pub(in crate::api) struct Gap {
    #[serde(flatten)]
    page: GapPage,
    more_sightings: usize,
    more_merged_here: usize,
    more_moments: usize,
}

pub(in crate::api) async fn gap(look: Look, Path(id): Path<u32>, asking: Asking) -> Shown {
    asking.of(AT_ONLY)?;
    let mut page =
        look.find(|seen| gaps::page(seen.sight, Some(seen.me()), GapId(id), seen.now))?;
    page.may_act &= !look.at.is_past();
    let gap = Gap {
        more_sightings: cut(&mut page.sightings, MOST),
        more_merged_here: cut(&mut page.merged_here, MOST),
        more_moments: cut(&mut page.timeline, MOST),
        page,
    };
    view(&look, &gap).await
}

pub(in crate::api) async fn alternatives(look: Look, Path(id): Path<u32>, asking: Asking) -> Shown {
    asking.of(AT_ONLY)?;
    let known = look.find(|seen| gaps::alternatives(seen.sight, GapId(id), seen.now))?;
    view(&look, &known).await
}
