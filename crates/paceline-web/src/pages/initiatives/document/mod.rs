//! An initiative's document: read, as it was typed, who wrote what, and the box for feedback on a passage.

use askama::Template;
use paceline_core::{
    InitiativeId, Text,
    initiative::document::{self, DocumentView, Marked, Wrote},
};

use crate::{
    extract::Path,
    form::{self, Kind},
    frame::{Frame, Section},
    look::{Look, Shown},
    problem::Problem,
    url::{To, Written},
};

pub(crate) mod authoring;
pub(crate) mod comparing;
pub(crate) mod passage;
pub(crate) mod revising;
pub(crate) mod revisions;

/// Words that somebody reads in a minute.
const WORDS_A_MINUTE: usize = 230;

#[derive(Template)]
#[template(path = "initiatives/document/show.html")]
struct Show {
    f: Frame,
    page: DocumentView,
    text: String,
    marked: Vec<Marked>,
    how: How,
    minutes: usize,
    /// Places where the text has what two people wrote.
    note: Option<form::Form>,
}

/// How a text is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum How {
    Read,
    /// As it was typed.
    Typed,
}

impl How {
    fn tab(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Typed => "source",
        }
    }
}

pub(crate) async fn show(look: Look, Path(id): Path<u32>) -> Shown {
    read(look, id, How::Read).await
}

pub(crate) async fn source(look: Look, Path(id): Path<u32>) -> Shown {
    read(look, id, How::Typed).await
}

async fn read(look: Look, id: u32, how: How) -> Shown {
    let id = InitiativeId(id);
    let (page, text) = open(&look, id, None).await?;
    let note = (!look.at.is_past() && page.newest > 0)
        .then(|| passage::form(id, page.newest, &passage::Typed::default()));
    look.show(Section::Initiatives, |f| Show {
        f,
        marked: page.marked(),
        minutes: minutes(&text),
        page,
        text,
        how,
        note,
    })
}

/// So much of a document stands on its initiative's page, in bytes; a longer one is read on its own.
const EXCERPT: usize = 6_000;

/// A document as its initiative's page shows it.
pub(super) struct Excerpt {
    pub(super) page: DocumentView,
    /// Its beginning, as far as a paragraph ends there.
    pub(super) text: String,
    pub(super) is_whole: bool,
    pub(super) minutes: usize,
}

pub(super) async fn excerpt(look: &Look, id: InitiativeId) -> Result<Excerpt, Problem> {
    let (page, mut text) = open(look, id, None).await?;
    let minutes = minutes(&text);
    let is_whole = text.len() <= EXCERPT;
    if !is_whole {
        let fits = text.floor_char_boundary(EXCERPT);
        let end = text[..fits].rfind("\n\n").unwrap_or(fits);
        text.truncate(end);
    }
    Ok(Excerpt {
        page,
        text,
        is_whole,
        minutes,
    })
}

/// A document at a revision, with its texts read from their rows.
async fn open(
    look: &Look,
    id: InitiativeId,
    revision: Option<u16>,
) -> Result<(DocumentView, String), Problem> {
    let mut page = look.find(|seen| {
        let viewer = Some(seen.me()).filter(|_| !seen.at.is_past());
        document::view(seen.sight, viewer, id, (revision, seen.now))
    })?;
    let mut texts: Vec<&mut Text> = page.text.iter_mut().collect();
    texts.extend(page.shown.iter_mut().flat_map(|shown| &mut shown.note));
    texts.extend(page.notes.iter_mut().flat_map(super::feedback_texts));
    look.fill(texts).await?;
    let text = page.text.as_ref().map_or("", Text::short).to_owned();
    Ok((page, text))
}

fn minutes(text: &str) -> usize {
    text.split_whitespace()
        .count()
        .div_ceil(WORDS_A_MINUTE)
        .max(1)
}

#[derive(Template)]
#[template(path = "initiatives/document/authors.html")]
struct Authors {
    f: Frame,
    page: DocumentView,
    wrote: Vec<Wrote>,
}

pub(crate) async fn authors(look: Look, Path(id): Path<u32>) -> Shown {
    let id = InitiativeId(id);
    let (page, text) = open(&look, id, None).await?;
    let wrote = look.read(|seen| document::wrote(seen.sight, id, &text));
    look.show(Section::Initiatives, |f| Authors { f, page, wrote })
}
