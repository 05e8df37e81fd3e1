//! What a hover card shows of a gap, an initiative, a goal, a person or a team: a few open facts, as a fragment.

use askama::Template;
use axum::http::StatusCode;
use paceline_core::{
    EntryId, GapId, GoalId, InitiativeId, Text,
    compass::{self, Says},
    gap::{self, GapPage},
    goal, initiative,
    person::{self, PersonLink},
    reference::Reference,
    team::{self, TeamLink, TeamPage},
    text,
};

use crate::{
    extract::Path,
    frame::{Frame, Section},
    html::brief,
    look::{Look, Shown, rendered},
    markdown,
    pages::gaps::told,
    problem::Problem,
};

/// The most rows of anything on a card.
const ROWS: usize = 3;

/// What a card is asked of, as the URL writes it: `I-142`, `@priya`, `team:checkout`.
enum Subject<'a> {
    Thing(Reference),
    Person(&'a str),
    Team(&'a str),
}

impl<'a> Subject<'a> {
    fn named(written: &'a str) -> Option<Self> {
        if let Some(handle) = written.strip_prefix('@') {
            return Some(Self::Person(handle));
        }
        if let Some(slug) = written.strip_prefix("team:") {
            return Some(Self::Team(slug));
        }
        written.parse().ok().map(Self::Thing)
    }
}

/// A card; what does not exist, or not yet on that day, has one that says so.
pub(crate) async fn show(look: Look, Path(written): Path<String>) -> Shown {
    let shown = match Subject::named(&written) {
        Some(Subject::Thing(Reference::Gap(id))) => gap(&look, id).await,
        Some(Subject::Thing(Reference::Initiative(id))) => initiative(&look, id),
        Some(Subject::Thing(Reference::Goal(id))) => goal(&look, id),
        Some(Subject::Person(handle)) => person(&look, handle),
        Some(Subject::Team(slug)) => team(&look, slug),
        Some(Subject::Thing(Reference::Entry(id))) => entry(&look, id).await,
        Some(Subject::Thing(Reference::VeerOff(_))) | None => Err(Problem::NotFound),
    };
    if let Err(Problem::NotFound) = shown {
        let written = text::cut(&written, 60);
        return rendered(StatusCode::NOT_FOUND, &Missing { written })
            .map_err(|failure| Problem::unrendered(&look.app, &failure));
    }
    shown
}

#[derive(Template)]
#[template(path = "cards/missing.html")]
struct Missing {
    written: String,
}

#[derive(Template)]
#[template(path = "cards/gap.html")]
struct GapCard {
    f: Frame,
    page: GapPage,
    /// Who leads what acts on it.
    acts: Vec<initiative::Row>,
}

async fn gap(look: &Look, id: GapId) -> Shown {
    let mut page = look.find(|seen| gap::page(seen.sight, Some(seen.me()), id, seen.now))?;
    look.fill(vec![&mut page.is, &mut page.ought]).await?;
    let acts = page.initiatives.extract_if(.., |row| row.stage.is_active());
    let acts = acts.take(ROWS).collect();
    look.show(Section::Fragment, |f| GapCard { f, page, acts })
}

#[derive(Template)]
#[template(path = "cards/initiative.html")]
struct InitiativeCard {
    f: Frame,
    row: initiative::Row,
}

fn initiative(look: &Look, id: InitiativeId) -> Shown {
    let row = look.find(|seen| {
        let entity = seen.sight.initiative(id)?;
        Some(initiative::row(seen.sight, id, entity, seen.now))
    })?;
    look.show(Section::Fragment, |f| InitiativeCard { f, row })
}

#[derive(Template)]
#[template(path = "cards/goal.html")]
struct GoalCard {
    f: Frame,
    row: goal::Row,
}

fn goal(look: &Look, id: GoalId) -> Shown {
    let row = look.find(|seen| {
        seen.sight.goal(id)?;
        Some(goal::row(seen.sight, id, seen.now))
    })?;
    look.show(Section::Fragment, |f| GoalCard { f, row })
}

#[derive(Template)]
#[template(path = "cards/entry.html")]
struct EntryCard {
    f: Frame,
    row: compass::Row,
}

async fn entry(look: &Look, id: EntryId) -> Shown {
    let mut row = look.find(|seen| {
        let entry = seen.sight.entry(id)?;
        compass::row(seen.sight, id, entry, seen.now)
    })?;
    look.fill(row.says.texts()).await?;
    look.show(Section::Fragment, |f| EntryCard { f, row })
}

/// A text as a card shows it.
fn brief_of(text: &Text) -> String {
    brief(&markdown::words(text.short()), 180)
}

/// Open facts alone: nothing here counts what somebody does.
#[derive(Template)]
#[template(path = "cards/person.html")]
struct PersonCard {
    f: Frame,
    person: PersonLink,
    teams: Vec<TeamLink>,
    leads: Vec<initiative::Row>,
}

fn person(look: &Look, handle: &str) -> Shown {
    let (person, teams, leads) = look.find(|seen| {
        let id = seen.sight.person_called(&text::slug(handle))?;
        let page = person::page(seen.sight, None, id, seen.now)?;
        let is_open = |row: &initiative::Row| !row.stage.is_at_rest();
        let leads = page.leads.into_iter().filter(is_open).take(ROWS);
        Some((page.person, page.teams, leads.collect()))
    })?;
    look.show(Section::Fragment, |f| PersonCard {
        f,
        person,
        teams,
        leads,
    })
}

#[derive(Template)]
#[template(path = "cards/team.html")]
struct TeamCard {
    f: Frame,
    page: TeamPage,
    under_way: Vec<initiative::Row>,
}

fn team(look: &Look, slug: &str) -> Shown {
    let mut page = look.find(|seen| {
        let id = seen.sight.team_called(slug)?;
        team::page(seen.sight, id, seen.now)
    })?;
    let rows = page.initiatives.drain(..);
    let under_way = rows
        .filter(|row| row.stage.is_active())
        .take(ROWS)
        .collect();
    look.show(Section::Fragment, |f| TeamCard { f, page, under_way })
}
