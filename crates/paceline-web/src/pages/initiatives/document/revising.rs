//! Writing a document: the form, and what happens when somebody else saved meanwhile. Nothing that was typed is lost.

use askama::Template;
use axum::{
    http::{StatusCode, header::LOCATION},
    response::IntoResponse as _,
};
use paceline_core::{
    Command, Door, InitiativeId, Refusal, Text, WordId,
    compass::difference::Change,
    initiative::{
        Command as C, InitiativeLink,
        document::{
            Revising,
            difference::{Difference, Part, difference},
            edits::{self, Merged},
        },
        link,
    },
};
use paceline_store::RunError;
use serde::Deserialize;

use crate::{
    acting::Acting,
    extract::{Form, Path},
    form::Refused,
    frame::{Frame, Section},
    look::{Look, Shown, rendered},
    problem::Problem,
    url::{To, Written},
};

/// What is typed into the form.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    /// The revision that it was written on; 0 when there was none.
    base: String,
    text: String,
    note: String,
    /// `yes`: only spelling or layout.
    editorial: String,
}

impl Typed {
    fn command(&self, initiative: InitiativeId) -> Command {
        Command::Initiative(C::Revise(Revising {
            initiative,
            base: self.base.parse().unwrap_or(0),
            text: self.text.clone(),
            note: self.note.clone(),
            is_editorial: !self.editorial.is_empty(),
        }))
    }
}

#[derive(Template)]
#[template(path = "initiatives/document/revise.html")]
struct Revise {
    f: Frame,
    initiative: InitiativeLink,
    typed: Typed,
    may_write: bool,
    refused: Option<Refused>,
}

pub(crate) async fn revise(look: Look, Path(id): Path<u32>) -> Shown {
    look.now_only()?;
    let (page, text) = super::open(&look, InitiativeId(id), None).await?;
    let typed = Typed {
        base: page.newest.to_string(),
        text,
        ..Typed::default()
    };
    look.show(Section::Initiatives, |f| Revise {
        f,
        initiative: page.initiative,
        typed,
        may_write: page.viewer.may_write,
        refused: None,
    })
}

pub(crate) async fn revised(
    acting: Acting,
    Path(id): Path<u32>,
    Form(typed): Form<Typed>,
) -> Shown {
    let id = InitiativeId(id);
    match acting.ask(Door::Page, typed.command(id)).await {
        Ok(_) => {
            let to = To::Written(id, Written::Read).to_string();
            Ok((StatusCode::SEE_OTHER, [(LOCATION, to)]).into_response())
        }
        Err(RunError::Refused(refusal @ Refusal::RevisedSince { .. })) => {
            meanwhile(&acting, id, typed, &refusal).await
        }
        Err(RunError::Refused(refusal)) => again(&acting, id, typed, &refusal),
        Err(RunError::Failed(failure)) => Err(Problem::failed(acting.app(), &failure)),
    }
}

/// The form again, with what was typed and why it was not saved.
fn again(acting: &Acting, id: InitiativeId, typed: Typed, refusal: &Refusal) -> Shown {
    let shown = acting.read(|seen| {
        let entity = seen.sight.initiative(id)?;
        Some(Revise {
            f: Frame::of(seen, Section::Initiatives, ""),
            initiative: link(seen.sight, id, entity),
            typed,
            may_write: true,
            refused: Some(Refused::from(refusal)),
        })
    });
    let shown = shown.ok_or(Problem::NotFound)?;
    rendered(StatusCode::UNPROCESSABLE_ENTITY, &shown)
        .map_err(|failure| Problem::unrendered(acting.app(), &failure))
}

/// What both changed since the same revision, and a text with both.
#[derive(Template)]
#[template(path = "initiatives/document/merge.html")]
struct Merge {
    f: Frame,
    initiative: InitiativeLink,
    who: String,
    base: u16,
    current: u16,
    theirs: Difference,
    mine: Difference,
    merged: Merged,
    typed: Typed,
}

/// Somebody saved meanwhile: both differences, and a form with both texts in one.
async fn meanwhile(acting: &Acting, id: InitiativeId, typed: Typed, refusal: &Refusal) -> Shown {
    let Refusal::RevisedSince {
        base, current, who, ..
    } = refusal
    else {
        return again(acting, id, typed, refusal);
    };
    let [before, theirs] = [
        text_at(acting, id, *base).await?,
        text_at(acting, id, *current).await?,
    ];
    let written = typed.text.replace("\r\n", "\n");
    let written = written.trim();
    let merged = edits::merge(&before, written, &theirs);
    let shown = acting.read(|seen| {
        let entity = seen.sight.initiative(id)?;
        Some(Merge {
            f: Frame::of(seen, Section::Initiatives, ""),
            initiative: link(seen.sight, id, entity),
            who: who.clone(),
            base: *base,
            current: *current,
            theirs: difference(&before, &theirs),
            mine: difference(&before, written),
            merged,
            typed,
        })
    });
    let shown = shown.ok_or(Problem::NotFound)?;
    rendered(StatusCode::CONFLICT, &shown)
        .map_err(|failure| Problem::unrendered(acting.app(), &failure))
}

/// The text of a revision, wherever it is kept; nothing before the first.
async fn text_at(acting: &Acting, id: InitiativeId, revision: u16) -> Result<String, Problem> {
    let found = acting.read(|seen| {
        let entity = seen.sight.initiative(id)?;
        let known = entity.document.revision(revision)?;
        Some(seen.sight.text(known.text))
    });
    match found {
        Some(Text::Here(text)) => Ok(text),
        Some(Text::Stored(word)) => stored(acting, word).await,
        Some(Text::Erased) | None => Ok(String::new()),
    }
}

async fn stored(acting: &Acting, word: WordId) -> Result<String, Problem> {
    let text = acting.app().store().text(word).await;
    let text = text.map_err(|failure| Problem::failed(acting.app(), &failure))?;
    Ok(text.unwrap_or_default())
}
