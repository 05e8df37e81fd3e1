//! What changed between any two revisions of a document.

use askama::Template;
use paceline_core::{
    InitiativeId,
    compass::difference::Change,
    initiative::document::{
        DocumentView, RevisionRow,
        difference::{Difference, Part, difference},
    },
};
use serde::Deserialize;

use crate::{
    extract::{Path, Query},
    frame::{Frame, Section},
    look::{Look, Shown},
    problem::Problem,
    url::{To, Written},
};

/// Which revisions are compared, and how that is shown.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    from: String,
    to: String,
    view: String,
}

#[derive(Template)]
#[template(path = "initiatives/document/compare.html")]
struct Compare {
    f: Frame,
    page: DocumentView,
    from: u16,
    to: u16,
    shown: Option<RevisionRow>,
    difference: Difference,
    is_beside: bool,
}

pub(crate) async fn show(look: Look, Path(id): Path<u32>, Query(asked): Query<Asked>) -> Shown {
    let id = InitiativeId(id);
    let (page, _) = super::open(&look, id, None).await?;
    let to = number(&asked.to, page.newest)?;
    let from = number(&asked.from, to.saturating_sub(1))?;
    let (shown, after) = at(&look, id, to).await?;
    let (_, before) = at(&look, id, from).await?;
    look.show(Section::Initiatives, |f| Compare {
        f,
        page,
        from,
        to,
        shown,
        difference: difference(&before, &after),
        is_beside: asked.view == "beside",
    })
}

fn number(written: &str, otherwise: u16) -> Result<u16, Problem> {
    if written.is_empty() {
        return Ok(otherwise);
    }
    written.parse().map_err(|_| Problem::NotFound)
}

/// A text at a revision; before the first one there was nothing.
pub(in crate::pages::initiatives) async fn at(
    look: &Look,
    id: InitiativeId,
    revision: u16,
) -> Result<(Option<RevisionRow>, String), Problem> {
    if revision == 0 {
        return Ok((None, String::new()));
    }
    let (page, text) = super::open(look, id, Some(revision)).await?;
    Ok((page.shown, text))
}
