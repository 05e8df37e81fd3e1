//! What would narrow a gap, side by side.

use askama::Template;
use paceline_core::{
    GapId,
    gap::{self, Alternatives},
};

use super::told;
use crate::{
    extract::Path,
    frame::{Frame, Section},
    look::{Look, Shown},
    url::To,
};

#[derive(Template)]
#[template(path = "gaps/alternatives.html")]
struct Compare {
    f: Frame,
    page: Alternatives,
}

pub(crate) async fn show(look: Look, Path(id): Path<u32>) -> Shown {
    let mut page = look.find(|seen| gap::alternatives(seen.sight, GapId(id), seen.now))?;
    look.fill(page.texts()).await?;
    look.show(Section::Gaps, |f| Compare { f, page })
}
