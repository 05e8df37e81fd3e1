//! What the API answers: a view of the core as JSON, its long texts read, its lists row by row.

use axum::{
    Json,
    http::{HeaderValue, header::LINK},
    response::{IntoResponse as _, Response},
};
use paceline_core::{
    WordId, compass, gap, goal, initiative,
    list::{Asked, Listed, Stretch},
    person, search, team,
};
use serde::Serialize;
use serde_json::Value;

use super::{
    BASE,
    cursor::{Cursor, NEAR},
    parameters::Asking,
};
use crate::{
    look::{Look, Seen, Shown},
    problem::Problem,
    url::Encoded,
};

/// Some rows of a list.
#[derive(Serialize, schemars::JsonSchema)]
#[expect(clippy::struct_field_names, reason = "as JSON names it")]
pub(super) struct Rows<R> {
    pub(super) rows: Vec<R>,
    /// How many there are in all.
    pub(super) total: usize,
    /// Where to go on, as `cursor`; null at the end.
    pub(super) next: Option<String>,
}

/// What tells a row from the others of its list.
pub(super) trait Keyed {
    fn key(&self) -> String;
}

impl Keyed for gap::Row {
    fn key(&self) -> String {
        self.id.to_string()
    }
}

impl Keyed for compass::Row {
    fn key(&self) -> String {
        self.entry.id.to_string()
    }
}

impl Keyed for goal::Row {
    fn key(&self) -> String {
        self.goal.id.to_string()
    }
}

impl Keyed for initiative::Row {
    fn key(&self) -> String {
        self.initiative.id.to_string()
    }
}

impl Keyed for team::Row {
    fn key(&self) -> String {
        self.team.slug.clone()
    }
}

impl Keyed for person::Row {
    fn key(&self) -> String {
        self.person.handle.clone()
    }
}

impl Keyed for search::Hit {
    fn key(&self) -> String {
        format!("{:?}", self.thing)
    }
}

/// A view as JSON.
pub(super) async fn view(look: &Look, view: &impl Serialize) -> Shown {
    let value = serde_json::to_value(view).map_err(|failure| unwritten(look, &failure))?;
    Ok(Json(filled(look, value).await?).into_response())
}

fn unwritten(look: &Look, failure: &serde_json::Error) -> Problem {
    look.app.log(&failure.to_string());
    Problem::Failed {
        what: "This answer could not be made",
        instead: "Try again; the log says more.",
    }
}

/// The same with its long texts, each read from its row.
async fn filled(look: &Look, mut value: Value) -> Result<Value, Problem> {
    let mut open = vec![&mut value];
    while let Some(at) = open.pop() {
        if let Some(word) = stored(at) {
            let text = look.app.store().text(word).await;
            let text = text.map_err(|failure| Problem::failed(&look.app, &failure))?;
            *at = text.map_or(Value::Null, Value::String);
            continue;
        }
        match at {
            Value::Array(items) => open.extend(items),
            Value::Object(fields) => open.extend(fields.values_mut()),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }
    Ok(value)
}

/// A text that is still to be read; see `Text::Stored`.
fn stored(value: &Value) -> Option<WordId> {
    let fields = value.as_object().filter(|fields| fields.len() == 1)?;
    let word = fields.get("stored")?.as_u64()?;
    u32::try_from(word).ok().map(WordId)
}

/// A list of the core, from the place that was asked for.
pub(super) async fn list<R: Serialize + Keyed>(
    look: &Look,
    path: &str,
    asking: &Asking,
    list: impl FnOnce(&Seen<'_>, &Asked) -> Listed<R>,
) -> Shown {
    let cursor = Cursor::of(asking, path)?;
    let limit = asking.limit();
    let before = cursor.skip.min(NEAR);
    let first = cursor.skip - before;
    let stretch = Stretch {
        skip: first,
        take: before + NEAR + limit,
    };
    let listed = look.read(|seen| {
        let asked = Asked {
            stretch: Some(stretch),
            ..asking.asked(seen.sight)?
        };
        Ok::<_, Problem>(list(seen, &asked))
    })?;
    let mut rows = listed.rows;
    let known = rows.iter().position(|row| row.key() == cursor.last);
    let from = known.map_or(before, |place| place + 1);
    rows.drain(..from.min(rows.len()));
    rows.truncate(limit);
    let end = first + from + rows.len();
    let next = rows.last().filter(|_| end < listed.total).map(|last| {
        Cursor {
            skip: end,
            last: last.key(),
        }
        .written(asking, path)
    });
    let rows = Rows {
        rows,
        total: listed.total,
        next,
    };
    turning(look, path, asking, &rows).await
}

/// Some rows, with a link to those that follow.
pub(super) async fn turning<R: Serialize>(
    look: &Look,
    path: &str,
    asking: &Asking,
    rows: &Rows<R>,
) -> Shown {
    let mut response: Response = view(look, rows).await?;
    if let Some(next) = &rows.next {
        let others = asking.pairs().filter(|(name, _)| *name != "cursor");
        let query = others.fold(format!("cursor={next}"), |query, (name, value)| {
            format!("{query}&{name}={}", Encoded(value))
        });
        let link = format!("<{BASE}{path}?{query}>; rel=\"next\"");
        if let Ok(link) = HeaderValue::from_str(&link) {
            response.headers_mut().insert(LINK, link);
        }
    }
    Ok(response)
}
