//! Gaps: how it is, how it ought to be, who sees it too, who acts on it.

pub(crate) mod comparing;
mod forms;
pub(crate) mod joining;
pub(crate) mod measuring;
pub(crate) mod recording;
pub(crate) mod seeing;

use askama::Template;
use paceline_core::{
    GapId, Text,
    gap::{self, GapPage, Row, What},
    list::Sort,
};

use crate::{
    extract::{Path, Query},
    form::{self, Choice, Kind},
    frame::{Frame, Section},
    html::brief,
    list::{List, ListQuery, Offer, cut},
    look::{Look, Shown},
    markdown,
    pictures::{Drawn, measure},
    url::To,
    url_gaps::OnGap,
};

/// The most entries that each part of a gap's page shows.
const SHOWN: usize = 200;

#[derive(Template)]
#[template(path = "gaps/index.html")]
struct Index {
    f: Frame,
    list: List<Row>,
    /// There are open gaps from which an initiative can be started.
    offers_start: bool,
}

pub(crate) async fn index(look: Look, Query(query): Query<ListQuery>) -> Shown {
    let mut list = look.read(|seen| {
        List::of(seen, query, offer(), |asked| {
            gap::list(seen.sight, asked, seen.now)
        })
    })?;
    look.fill(
        list.rows
            .iter_mut()
            .flat_map(|row| [&mut row.is, &mut row.ought])
            .collect(),
    )
    .await?;
    let offers_start = !look.at.is_past() && list.rows.iter().any(|row| row.is_open);
    look.show(Section::Gaps, |f| Index {
        f,
        list,
        offers_start,
    })
}

fn offer() -> Offer {
    Offer {
        base: To::Gaps,
        looks_for: "Words of a gap",
        stages: vec![
            Choice::new("", "Open"),
            Choice::new("closed", "Closed or split"),
            Choice::new("merged", "Merged into another"),
        ],
        stage_label: "State",
        by_team: true,
        by_lead: false,
        sorts: &[
            (Sort::Newest, "Newest first"),
            (Sort::Oldest, "Oldest first"),
        ],
    }
}

#[derive(Template)]
#[template(path = "gaps/show.html")]
struct Show {
    f: Frame,
    page: GapPage,
    /// A chart for each measure.
    charts: Vec<Drawn>,
    /// 'I see it too', or more words of whoever said so.
    seeing: Option<form::Form>,
    /// Several would narrow it, so they can be compared.
    has_alternatives: bool,
    /// Entries that are left out.
    more: usize,
}

pub(crate) async fn show(look: Look, Path(id): Path<u32>) -> Shown {
    let id = GapId(id);
    let mut page = look.find(|seen| gap::page(seen.sight, Some(seen.me()), id, seen.now))?;
    page.may_act &= !look.at.is_past();
    let has_alternatives = page.initiatives.len() > 1;
    let more = cut(&mut page.sightings, SHOWN)
        + cut(&mut page.merged_here, SHOWN)
        + cut(&mut page.initiatives, SHOWN)
        + cut(&mut page.timeline, SHOWN)
        + cut(&mut page.measures, SHOWN);
    look.fill(page.texts()).await?;
    let charts = page.measures.iter().map(|known| {
        let name = format!("measure-{}", known.of.0);
        measure::large(&known.measure, &name, look.now)
    });
    let charts = charts.collect();
    let seeing = page.may_act.then(|| seeing::form(id, page.mine)).flatten();
    look.show(Section::Gaps, |f| Show {
        f,
        page,
        charts,
        seeing,
        has_alternatives,
        more,
    })
}

/// What a moment is, as a class of the style sheet: its mark on the timeline.
fn kind(what: &What) -> &'static str {
    match what {
        What::SeenToo { .. } | What::SaidMore { .. } => "followed",
        What::Recorded
        | What::SplitOff { .. }
        | What::MergedInto { .. }
        | What::Separated { .. }
        | What::TookIn { .. }
        | What::LetGo { .. }
        | What::Split { .. }
        | What::Closed { .. } => "moved",
        What::MeasureSet { .. } | What::Measured { .. } => "said",
    }
}

/// A text as a row shows it.
pub(crate) fn told(text: &Text) -> String {
    brief(&markdown::words(text.short()), 180)
}
