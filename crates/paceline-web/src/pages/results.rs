//! Results: what was delivered in a period, against which goals, as a page, as Markdown and as a table.

use askama::Template;
use axum::{
    http::header::{CONTENT_DISPOSITION, CONTENT_TYPE},
    response::IntoResponse as _,
};
use jiff::civil::Date;
use paceline_core::{
    compass::PointLink,
    initiative::ServesView,
    results::{self, HEAD, MeasureThen, Period, Results},
};
use serde::Deserialize;

use crate::{
    extract::Query,
    form::{self, Choice},
    frame::{Frame, Section},
    list::{cut, refused},
    look::{self, Look, Seen, Shown},
    problem::Problem,
    sheet,
    url::To,
    url_results::Wanted,
};

/// The most rows of each part that the page shows; the files have all.
const MOST: usize = 200;

/// What is asked for: a team by its slug, the first and the last day.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    team: String,
    from: String,
    until: String,
}

impl Asked {
    pub(crate) fn new([team, from, until]: [&str; 3]) -> Self {
        Self {
            team: team.to_owned(),
            from: from.to_owned(),
            until: until.to_owned(),
        }
    }

    /// What came of it, with long texts still to be read.
    pub(crate) fn results(&self, seen: &Seen<'_>) -> Result<Results, Problem> {
        let sight = seen.sight;
        let team = form::team_named(sight, &self.team).map_err(|refusal| refused(&refusal))?;
        let day = |written: &str| match written.trim() {
            "" => Ok(None),
            written => look::day(written).map(Some),
        };
        let days = [day(&self.from)?, day(&self.until)?];
        let asked = results::Asked::new(team, days, seen.now.date());
        results::results(sight, &asked, seen.now).map_err(|refusal| refused(&refusal))
    }
}

#[derive(Template)]
#[template(path = "results/show.html")]
struct Show {
    f: Frame,
    page: Page,
}

struct Page {
    results: Results,
    /// How many rows are left out.
    more: usize,
    teams: Vec<Choice>,
    today: Date,
    /// Nothing can come of anything before there is a goal.
    has_goals: bool,
    is_member: bool,
}

pub(crate) async fn show(look: Look, Query(asked): Query<Asked>) -> Shown {
    let mut page = look.read(|seen| Page::of(seen, &asked))?;
    page.cut();
    page.shown(&look).await
}

/// The whole page as Markdown.
pub(crate) async fn markdown(look: Look, Query(asked): Query<Asked>) -> Shown {
    let page = look.read(|seen| Page::of(seen, &asked))?;
    let link = look.at.to(&page.link()).to_string();
    page.shown(&look.copying(&link)).await
}

/// The same as a file for a spreadsheet.
pub(crate) async fn csv(look: Look, Query(asked): Query<Asked>) -> Shown {
    let mut results = look.read(|seen| asked.results(seen))?;
    look.fill(results.texts()).await?;
    let file = sheet::written(HEAD, &results.table()).map_err(|failure| {
        look.app.log(&failure.to_string());
        Problem::Failed {
            what: "This table could not be made",
            instead: "Try again; the log says more.",
        }
    })?;
    let slug = results.team.as_ref().map_or("", |team| &team.slug);
    let is_plain = |c: &char| c.is_ascii_alphanumeric() || *c == '-';
    let plain: String = slug.chars().filter(is_plain).collect();
    let joint = if plain.is_empty() { "" } else { "-" };
    let (from, until) = (results.from, results.until);
    let name = format!("attachment; filename=\"results{joint}{plain}-{from}-{until}.csv\"");
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (CONTENT_DISPOSITION, name),
    ];
    Ok((headers, file).into_response())
}

impl Page {
    fn of(seen: &Seen<'_>, asked: &Asked) -> Result<Self, Problem> {
        Ok(Self {
            results: asked.results(seen)?,
            more: 0,
            teams: form::teams(seen.sight),
            today: seen.now.date(),
            has_goals: seen.sight.goals().next().is_some(),
            is_member: seen.sight.sees_the_organisation(),
        })
    }

    fn cut(&mut self) {
        let results = &mut self.results;
        self.more = cut(&mut results.goals, MOST)
            + cut(&mut results.delivered, MOST)
            + cut(&mut results.put_down, MOST)
            + cut(&mut results.gaps, MOST)
            + cut(&mut results.measures, MOST)
            + cut(&mut results.open, MOST)
            + cut(&mut results.people, MOST)
            + cut(&mut results.first_leads, MOST);
    }

    async fn shown(mut self, look: &Look) -> Shown {
        look.fill(self.results.texts()).await?;
        look.show(Section::Results, |f| Show { f, page: self })
    }

    fn slug(&self) -> &str {
        self.results.team.as_ref().map_or("", |team| &team.slug)
    }

    fn has_team(&self, slug: &str) -> bool {
        self.slug() == slug
    }

    fn link(&self) -> To<'_> {
        To::ResultsOf(Wanted::Period(
            self.slug(),
            self.results.from,
            self.results.until,
        ))
    }

    fn file(&self, form: &'static str) -> To<'_> {
        To::ResultsOf(Wanted::File(
            form,
            self.slug(),
            self.results.from,
            self.results.until,
        ))
    }

    /// The periods that have a name: each with its link, and whether it is this one.
    fn periods(&self) -> impl Iterator<Item = (&'static str, To<'_>, bool)> {
        Period::ALL.into_iter().map(|period| {
            let (from, until) = period.days(self.today);
            let is_here = (from, until) == (self.results.from, self.results.until);
            (
                period.phrase(),
                To::ResultsOf(Wanted::Period(self.slug(), from, until)),
                is_here,
            )
        })
    }

    fn last_quarter(&self) -> To<'_> {
        let (from, until) = Period::LastQuarter.days(self.today);
        To::ResultsOf(Wanted::Period(self.slug(), from, until))
    }
}

/// What something serves, as references: `O-7 Under a day`.
trait Served {
    fn reference(&self) -> String;
    fn title(&self) -> &str;
}

impl Served for ServesView {
    fn reference(&self) -> String {
        match self {
            Self::Gap(gap) => gap.id.to_string(),
            Self::Goal(goal) => goal.id.to_string(),
            Self::Strategy(entry) => entry.id.to_string(),
        }
    }

    fn title(&self) -> &str {
        match self {
            Self::Gap(gap) => &gap.is,
            Self::Goal(goal) => &goal.title,
            Self::Strategy(entry) => &entry.title,
        }
    }
}

impl Served for PointLink {
    fn reference(&self) -> String {
        match self {
            Self::Entry(entry) => entry.id.to_string(),
            Self::Goal(goal) => goal.id.to_string(),
        }
    }

    fn title(&self) -> &str {
        match self {
            Self::Entry(entry) => &entry.title,
            Self::Goal(goal) => &goal.title,
        }
    }
}

/// What a measure was at the beginning, as people say it.
fn before(measure: &MeasureThen) -> String {
    measure.told(measure.before)
}

fn after(measure: &MeasureThen) -> String {
    measure.told(measure.after)
}

/// Nothing where nothing was.
fn expected(measure: &MeasureThen) -> String {
    let told = |expected| measure.told(expected);
    measure.expected.map_or_else(String::new, told)
}
