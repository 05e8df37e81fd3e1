//! Revisions of a document: all of them, and any as it was.

use askama::Template;
use paceline_core::{
    InitiativeId,
    initiative::{
        self, InitiativeLink,
        document::{self, DocumentView, RevisionRow},
    },
    list::PAGE,
};

use crate::{
    extract::{Path, Query},
    frame::{Frame, Section},
    look::{Look, Shown},
    pages::initiatives::whole::{Paged, Pages},
    url::{To, Written},
};

#[derive(Template)]
#[template(path = "initiatives/document/revisions.html")]
struct Index {
    f: Frame,
    initiative: InitiativeLink,
    rows: Vec<RevisionRow>,
    newest: usize,
    pages: Pages,
}

pub(crate) async fn index(look: Look, Path(id): Path<u32>, Query(paged): Query<Paged>) -> Shown {
    let id = InitiativeId(id);
    let page = paged.page();
    let (initiative, (mut rows, newest)) = look.find(|seen| {
        let entity = seen.sight.initiative(id)?;
        let link = initiative::link(seen.sight, id, entity);
        let stretch = (page.skip(PAGE), PAGE);
        Some((
            link,
            document::revisions(seen.sight, id, stretch, seen.now)?,
        ))
    })?;
    look.fill(rows.iter_mut().flat_map(|row| &mut row.note).collect())
        .await?;
    look.show(Section::Initiatives, |f| Index {
        f,
        initiative,
        rows,
        newest,
        pages: page.of(newest, PAGE, |page| {
            To::Written(id, Written::Revisions(page))
        }),
    })
}

#[derive(Template)]
#[template(path = "initiatives/document/revision.html")]
struct Show {
    f: Frame,
    page: DocumentView,
    shown: RevisionRow,
    text: String,
}

pub(crate) async fn show(look: Look, Path((id, number)): Path<(u32, u16)>) -> Shown {
    let (mut page, text) = super::open(&look, InitiativeId(id), Some(number)).await?;
    let shown = page.shown.take().ok_or(crate::problem::Problem::NotFound)?;
    look.show(Section::Initiatives, |f| Show {
        f,
        page,
        shown,
        text,
    })
}
