//! An initiative's document, and all that was said and done, as JSON.

use paceline_core::{
    InitiativeId, Text,
    initiative::{
        self, FeedbackView, Moment,
        document::{
            self, DocumentView, RevisionRow,
            difference::{Difference, difference},
        },
        feedback,
    },
    list::{Asked, Listed},
};
use serde::Serialize;

use crate::{
    api::{
        answer::{Keyed, list, view},
        parameters::{AT_ONLY, Asking, DIFFERENCE, STRETCH},
    },
    extract::Path,
    look::{Look, Seen, Shown},
    problem::Problem,
};

impl Keyed for RevisionRow {
    fn key(&self) -> String {
        self.number.to_string()
    }
}

impl Keyed for FeedbackView {
    fn key(&self) -> String {
        self.number.to_string()
    }
}

impl Keyed for Moment {
    fn key(&self) -> String {
        // One event can make several moments, each of another kind.
        format!("{} {:?}", self.seq, std::mem::discriminant(&self.what))
    }
}

pub(in crate::api) async fn document(look: Look, Path(id): Path<u32>, asking: Asking) -> Shown {
    asking.of(AT_ONLY)?;
    view(&look, &at(&look, id, None)?).await
}

pub(in crate::api) async fn revision(
    look: Look,
    Path((id, number)): Path<(u32, u16)>,
    asking: Asking,
) -> Shown {
    asking.of(AT_ONLY)?;
    view(&look, &at(&look, id, Some(number))?).await
}

fn at(look: &Look, id: u32, revision: Option<u16>) -> Result<DocumentView, Problem> {
    look.find(|seen| {
        let viewer = Some(seen.me()).filter(|_| !seen.at.is_past());
        document::view(seen.sight, viewer, InitiativeId(id), (revision, seen.now))
    })
}

/// What changed between two revisions.
#[derive(Serialize, schemars::JsonSchema)]
#[schemars(rename = "RevisionsCompared")]
pub(in crate::api) struct Compared {
    /// 0: nothing was written yet.
    from: u16,
    to: u16,
    #[serde(flatten)]
    difference: Difference,
}

pub(in crate::api) async fn compared(look: Look, Path(id): Path<u32>, asking: Asking) -> Shown {
    let asking = asking.of(DIFFERENCE)?;
    let newest = at(&look, id, None)?.newest;
    let number = |name: &str, otherwise: u16| match asking.get(name) {
        "" => Ok(otherwise),
        written => written.parse().map_err(|_| Problem::NotFound),
    };
    let to = number("to", newest)?;
    let from = number("from", to.saturating_sub(1))?;
    let (before, after) = (text(&look, id, from).await?, text(&look, id, to).await?);
    let compared = Compared {
        from,
        to,
        difference: difference(&before, &after),
    };
    view(&look, &compared).await
}

async fn text(look: &Look, id: u32, revision: u16) -> Result<String, Problem> {
    if revision == 0 {
        return Ok(String::new());
    }
    let mut text = at(look, id, Some(revision))?.text;
    look.fill(text.iter_mut().collect()).await?;
    Ok(text.as_ref().map_or("", Text::short).to_owned())
}

pub(in crate::api) async fn revisions(look: Look, Path(id): Path<u32>, asking: Asking) -> Shown {
    let asking = asking.of(STRETCH)?;
    exists(&look, id)?;
    let path = format!("/initiatives/{id}/document/revisions");
    list(&look, &path, &asking, |seen, asked| {
        let found = document::revisions(seen.sight, InitiativeId(id), stretch(asked), seen.now);
        let (rows, total) = found.unwrap_or_default();
        listed(rows, total)
    })
    .await
}

pub(in crate::api) async fn feedback(look: Look, Path(id): Path<u32>, asking: Asking) -> Shown {
    let asking = asking.of(STRETCH)?;
    exists(&look, id)?;
    let path = format!("/initiatives/{id}/feedback");
    list(&look, &path, &asking, |seen, asked| {
        let entity = seen.sight.initiative(InitiativeId(id));
        entity.map_or_else(
            || listed(Vec::new(), 0),
            |entity| {
                let given = feedback::views(seen.sight, entity, stretch(asked), seen.now);
                listed(given, entity.feedback.len())
            },
        )
    })
    .await
}

pub(in crate::api) async fn timeline(look: Look, Path(id): Path<u32>, asking: Asking) -> Shown {
    let asking = asking.of(STRETCH)?;
    exists(&look, id)?;
    let path = format!("/initiatives/{id}/timeline");
    list(&look, &path, &asking, |seen, asked| {
        let entity = seen.sight.initiative(InitiativeId(id));
        let moments = |entity| initiative::timeline(seen.sight, entity, stretch(asked));
        let (rows, total) = entity.map(moments).unwrap_or_default();
        listed(rows, total)
    })
    .await
}

fn exists(look: &Look, id: u32) -> Result<(), Problem> {
    look.find(|seen: &Seen<'_>| seen.sight.initiative(InitiativeId(id)).map(|_| ()))
}

fn stretch(asked: &Asked) -> (usize, usize) {
    let stretch = asked.stretch.as_ref();
    stretch.map_or((0, 0), |stretch| (stretch.skip, stretch.take))
}

fn listed<R>(rows: Vec<R>, total: usize) -> Listed<R> {
    Listed {
        rows,
        total,
        page: 1,
        pages: 1,
    }
}
