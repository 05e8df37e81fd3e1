//! People: everyone by name, and a page each. How somebody's leading and following alternate is theirs alone to see.

use askama::Template;
use axum::{
    http::{StatusCode, header::LOCATION},
    response::IntoResponse as _,
};
use paceline_core::{
    Text,
    initiative::{self, Stance},
    list::Sort,
    person::{self, PersonPage, Role, Row, Sharing},
};

use crate::{
    extract::{Path, Query},
    frame::{Frame, Section},
    list::{List, ListQuery, Offer, cut},
    look::{Look, Shown},
    pictures::{Drawn, strip},
    url::{OfMine, To},
    url_accounts::Mine,
};

/// The most rows that each part of a page shows.
const SHOWN: usize = 100;

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
    let list =
        look.read(|seen| List::of(seen, query, offer, |asked| person::list(seen.sight, asked)))?;
    look.show(Section::People, |f| Index { f, list })
}

#[derive(Template)]
#[template(path = "people/show.html")]
struct Show {
    f: Frame,
    page: PersonPage,
    /// What they led or followed that has come to rest.
    rested: Vec<initiative::Row>,
    more_leads: usize,
    more_follows: usize,
    more_spans: usize,
    more_credited: usize,
    /// The viewer's own; nobody sees another's.
    paceline: Option<Drawn>,
}

/// On to the page of whoever looks.
pub(crate) async fn me(look: Look) -> Shown {
    let to = look.find(|seen| {
        let handle = person::link(seen.sight, seen.me()).handle;
        (!handle.is_empty()).then(|| seen.at.person(&handle).to_string())
    })?;
    Ok((StatusCode::SEE_OTHER, [(LOCATION, to)]).into_response())
}

pub(crate) async fn show(look: Look, Path(handle): Path<String>) -> Shown {
    let (mut page, paceline) = look.find(|seen| {
        let id = seen.sight.person_called(&handle)?;
        let page = person::page(seen.sight, Some(seen.me()), id, seen.now)?;
        let paceline = page
            .mine
            .is_some()
            .then(|| strip::of_viewer(seen, "paceline"));
        Some((page, paceline.flatten()))
    })?;
    let is_at_rest = |row: &mut initiative::Row| row.stage.is_at_rest();
    let mut rested: Vec<_> = page.leads.extract_if(.., is_at_rest).collect();
    rested.extend(page.follows.extract_if(.., is_at_rest));
    rested.truncate(SHOWN);
    let more_leads = cut(&mut page.leads, SHOWN);
    let more_follows = cut(&mut page.follows, SHOWN);
    let mine = page.mine.as_mut();
    let more_spans = mine.map_or(0, |mine| cut(&mut mine.spans, SHOWN));
    let more_credited = cut(&mut page.credited_for, SHOWN);
    let words = page.credited_for.iter_mut();
    let mut texts: Vec<&mut Text> = words.flat_map(|credited| &mut credited.words).collect();
    texts.push(&mut page.name);
    look.fill(texts).await?;
    look.show(Section::People, |f| Show {
        f,
        page,
        rested,
        more_leads,
        more_follows,
        more_spans,
        more_credited,
        paceline,
    })
}
