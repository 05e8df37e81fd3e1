//! Goals: what is wanted until when and why, how far it is, how sure somebody is, and what it came to.

pub(crate) mod acts;
pub(crate) mod counting;
pub(crate) mod ending;
mod forms;
pub(crate) mod saying;
pub(crate) mod setting;

use askama::Template;
use paceline_core::{
    GoalId,
    compass::PointLink,
    goal::{self, GoalPage, Row},
    list::Sort,
    measure::Origin,
};

use crate::{
    extract::{Path, Query},
    form::{self, Choice, Kind},
    frame::{Frame, Section},
    list::{List, ListQuery, Offer, cut},
    look::{Look, Shown},
    pages::gaps::told,
    pictures::{Drawn, measure},
    url::To,
    url_goals::{OnGoal, OnKeyResult},
};

/// The most rows that each part of a goal's page shows.
const SHOWN: usize = 200;

#[derive(Template)]
#[template(path = "goals/index.html")]
struct Index {
    f: Frame,
    list: List<Row>,
}

pub(crate) async fn index(look: Look, Query(query): Query<ListQuery>) -> Shown {
    let list = look.read(|seen| {
        List::of(seen, query, offer(), |asked| {
            goal::list(seen.sight, asked, seen.now)
        })
    })?;
    look.show(Section::Goals, |f| Index { f, list })
}

fn offer() -> Offer {
    let words = [
        "open",
        "evergreen",
        "pending",
        "on track",
        "at risk",
        "off track",
        "reported",
        "stale",
        "closed",
        "achieved",
        "missed",
        "dropped",
    ];
    let stages =
        std::iter::once(Choice::new("", "Any")).chain(words.map(|word| Choice::new(word, word)));
    Offer {
        base: To::Goals,
        looks_for: "Words of a goal",
        stages: stages.collect(),
        stage_label: "Status",
        by_team: true,
        by_lead: true,
        sorts: &[
            (Sort::Newest, "Newest first"),
            (Sort::Oldest, "Oldest first"),
            (Sort::Title, "By title"),
            (Sort::LastChange, "Last check-in first"),
        ],
    }
}

#[derive(Template)]
#[template(path = "goals/show.html")]
struct Show {
    f: Frame,
    page: GoalPage,
    check_in: Option<form::Form>,
    /// A chart for each key result.
    charts: Vec<Drawn>,
    /// Rows that are left out.
    more: usize,
}

pub(crate) async fn show(look: Look, Path(id): Path<u32>) -> Shown {
    let id = GoalId(id);
    let mut page = look.find(|seen| goal::page(seen.sight, Some(seen.me()), id, seen.now))?;
    page.may_act &= !look.at.is_past();
    page.may_add_key_result &= page.may_act;
    page.leads_it &= page.may_act;
    let check_in = page
        .may_act
        .then(|| saying::CheckInGoal::after(&page).form(id, &page.key_results));
    let charts = page
        .key_results
        .iter()
        .map(|known| {
            let name = format!("measure-{}", known.number);
            measure::large(&known.measure, &name, look.now)
        })
        .collect();
    let more = cut(&mut page.initiatives, SHOWN)
        + cut(&mut page.gaps, SHOWN)
        + cut(&mut page.check_ins, SHOWN)
        + cut(&mut page.changes, SHOWN)
        + cut(&mut page.served_by, SHOWN);
    look.fill(page.texts().collect()).await?;
    look.show(Section::Goals, |f| Show {
        f,
        page,
        check_in,
        charts,
        more,
    })
}
