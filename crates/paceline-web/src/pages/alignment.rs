//! Alignment: what serves what, from the organisation down to an initiative, and what stands apart.

use askama::Template;
use paceline_core::alignment::{self, Alignment, Shows};
use serde::Deserialize;

use crate::{
    extract::Query,
    form::{self, Choice},
    frame::{Frame, Section},
    list::refused,
    look::{Look, Seen, Shown},
    pages::changes::{Shortcut, shortcuts},
    pictures::{self, Drawn, outline::Outline},
    problem::Problem,
    url::To,
};

/// What is asked for: a team by its slug, a goal's status by its word, only what serves nothing.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    team: String,
    status: String,
    shows: String,
}

#[derive(Template)]
#[template(path = "alignment/show.html")]
struct Show {
    f: Frame,
    page: Page,
}

struct Page {
    asked: Asked,
    teams: Vec<Choice>,
    tree: Alignment,
    picture: Drawn,
    /// Earlier days to compare with.
    shortcuts: Vec<Shortcut>,
    shows: Shows,
}

const STATUSES: [(&str, &str); 8] = [
    ("", "Open"),
    ("pending", "Pending"),
    ("on track", "On track"),
    ("at risk", "At risk"),
    ("off track", "Off track"),
    ("reported", "Reported"),
    ("stale", "Stale"),
    ("ended", "Ended"),
];

pub(crate) async fn show(look: Look, Query(asked): Query<Asked>) -> Shown {
    let page = look.read(|seen| Page::of(seen, asked))?;
    look.show(Section::Alignment, |f| Show { f, page })
}

impl Page {
    fn of(seen: &Seen<'_>, asked: Asked) -> Result<Self, Problem> {
        let team =
            form::team_named(seen.sight, &asked.team).map_err(|refusal| refused(&refusal))?;
        let known = STATUSES.iter().any(|(word, _)| *word == asked.status);
        let status = Some(asked.status.clone()).filter(|status| known && !status.is_empty());
        let shows = Shows::named(&asked.shows);
        let wanted = alignment::Asked {
            team,
            status,
            shows,
        };
        let tree = alignment::alignment(seen.sight, &wanted, seen.now);
        Ok(Self {
            asked,
            teams: form::teams(seen.sight),
            picture: pictures::alignment::draw(&tree, "alignment"),
            tree,
            shortcuts: shortcuts(seen.now.date()),
            shows,
        })
    }

    /// The tree as a list; its links keep the day.
    fn outline(&self, f: &Frame) -> Outline<'_> {
        Outline {
            tree: &self.tree,
            at: f.at,
        }
    }

    fn has_team(&self, slug: &str) -> bool {
        self.asked.team == slug
    }

    fn shows_all(&self) -> bool {
        self.shows == Shows::Everything
    }

    fn is_filtering(&self) -> bool {
        !self.asked.team.is_empty() || !self.asked.status.is_empty() || !self.shows_all()
    }

    fn is_empty(&self) -> bool {
        self.tree.counts.is_empty() && self.tree.apart.is_empty()
    }
}
