//! Teams: the tree, and what one team leads and is asked for.

use askama::Template;
use paceline_core::{
    list::Sort,
    team::{self, Row, TeamPage},
};

use crate::{
    extract::{Path, Query},
    frame::{Frame, Section},
    list::{List, ListQuery, Offer},
    look::{Look, Shown},
    pages::points::{self, team::TeamPart},
    pictures::{Drawn, strip},
    url::To,
    url_results::Wanted,
};

pub(crate) mod forms;

#[derive(Template)]
#[template(path = "teams/index.html")]
struct Index {
    f: Frame,
    list: List<Row>,
}

pub(crate) async fn index(look: Look, Query(query): Query<ListQuery>) -> Shown {
    let offer = Offer {
        base: To::Teams,
        looks_for: "Name of a team",
        stages: Vec::new(),
        stage_label: "",
        by_team: false,
        by_lead: false,
        sorts: &[(Sort::Newest, "As a tree")],
    };
    let list =
        look.read(|seen| List::of(seen, query, offer, |asked| team::list(seen.sight, asked)))?;
    look.show(Section::Teams, |f| Index { f, list })
}

#[derive(Template)]
#[template(path = "teams/show.html")]
struct Show {
    f: Frame,
    page: TeamPage,
    /// What the team led and followed lately.
    paceline: Option<Drawn>,
    /// What stands above it in its own words, and what it departs from.
    part: Option<TeamPart>,
}

pub(crate) async fn show(look: Look, Path(slug): Path<String>) -> Shown {
    let (page, paceline, part) = look.find(|seen| {
        let id = seen.sight.team_called(&slug)?;
        let page = team::page(seen.sight, id, seen.now)?;
        let part = points::team::part(seen, id);
        Some((page, strip::of_team(seen, id, "paceline"), part))
    })?;
    let part = match part {
        Some(part) => Some(part.filled(&look).await?),
        None => None,
    };
    look.show(Section::Teams, |f| Show {
        f,
        page,
        paceline,
        part,
    })
}

/// How far a row stands in, in steps the style sheet knows.
#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "templates hand every argument by reference"
)]
fn step(depth: &usize) -> usize {
    (*depth).min(6)
}
