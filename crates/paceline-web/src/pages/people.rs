//! People: everyone by name, and a page each. How somebody's leading and following alternate is theirs alone to see.

use askama::Template;
use axum::{
    http::{StatusCode, header::LOCATION},
    response::IntoResponse as _,
};
use paceline_core::{
    initiative::Stance,
    list::Sort,
    person::{self, PersonPage, Row},
};

use crate::{
    extract::{Path, Query},
    frame::{Frame, Section},
    list::{List, ListQuery, Offer},
    look::{Look, Shown},
    url::To,
};

/// The most spans that a page shows.
const SPANS: usize = 100;

#[derive(Template)]
#[template(path = "people/index.html")]
struct Index {
    f: Frame,
    list: List<Row>,
}

pub(crate) async fn index(look: Look, Query(query): Query<ListQuery>) -> Shown {
    let offer = Offer {
        base: To::People,
        looks_for: "Name of a person",
        stages: Vec::new(),
        stage_label: "",
        by_team: true,
        by_lead: false,
        sorts: &[(Sort::Newest, "A to Z"), (Sort::Oldest, "Z to A")],
    };
    let list = look.read(|seen| List::of(seen, query, offer, |asked| person::list(seen.state, asked)))?;
    look.show(Section::People, |f| Index { f, list })
}

#[derive(Template)]
#[template(path = "people/show.html")]
struct Show {
    f: Frame,
    page: PersonPage,
    more_spans: usize,
}

/// On to the page of whoever looks.
pub(crate) async fn me(look: Look) -> Shown {
    let to = look.find(|seen| {
        let handle = person::link(seen.state, seen.app.me()).handle;
        (!handle.is_empty()).then(|| seen.at.person(&handle).to_string())
    })?;
    Ok((StatusCode::SEE_OTHER, [(LOCATION, to)]).into_response())
}

pub(crate) async fn show(look: Look, Path(handle): Path<String>) -> Shown {
    let mut page = look.find(|seen| {
        let id = seen.state.person_called(&handle)?;
        person::page(seen.state, seen.viewer, id, seen.now)
    })?;
    let mut more_spans = 0;
    if let Some(mine) = &mut page.mine {
        more_spans = mine.spans.len().saturating_sub(SPANS);
        mine.spans.truncate(SPANS);
    }
    look.fill(vec![&mut page.name]).await?;
    look.show(Section::People, |f| Show { f, page, more_spans })
}
