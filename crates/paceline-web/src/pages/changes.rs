//! What changed in the alignment between two days, side by side.

use askama::Template;
use jiff::{ToSpan as _, civil::Date};
use paceline_core::{
    TeamId, Time,
    alignment::{self, Changes, Part, Side, Thing, What},
    compass::PointLink,
    team::TeamLink,
};
use serde::Deserialize;

use crate::{
    extract::Query,
    form::{self, Choice},
    frame::{Frame, Section},
    html::PlainDay,
    list::refused,
    look::{Look, Seen, Shown, day as a_day},
    problem::Problem,
    url::{At, Link, To},
};

/// What is asked for: since which day, and a team by its slug.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    since: String,
    team: String,
}

#[derive(Template)]
#[template(path = "alignment/changes.html")]
struct Show {
    f: Frame,
    page: Page,
}

struct Page {
    team: String,
    since: Date,
    teams: Vec<Choice>,
    shortcuts: Vec<Shortcut>,
    changes: Changes,
}

/// An earlier day that people often mean.
pub(crate) struct Shortcut {
    pub(crate) words: String,
    pub(crate) day: Date,
    /// As it stands in a URL.
    pub(crate) written: String,
}

/// Since January, since a month ago, since a quarter ago; as seen from a day.
pub(crate) fn shortcuts(until: Date) -> Vec<Shortcut> {
    let first = until.first_of_year();
    let january = if first < until {
        Some(first)
    } else {
        first.checked_sub(1.year()).ok()
    };
    let month = until.checked_sub(1.month()).ok();
    let quarter = until.checked_sub(3.months()).ok();
    let days = [
        ("January", january),
        ("a month ago", month),
        ("a quarter ago", quarter),
    ];
    let shortcut = |(words, day): (&str, Option<Date>)| {
        day.map(|day| Shortcut {
            words: words.to_owned(),
            day,
            written: day.to_string(),
        })
    };
    days.into_iter().filter_map(shortcut).collect()
}

/// The earlier day: as written, or the first of January.
fn earlier_day(written: &str, until: Date) -> Result<Date, Problem> {
    let usual = || shortcuts(until).first().map(|shortcut| shortcut.day);
    let day = match written {
        "" => usual().ok_or(Problem::BadDate)?,
        written => a_day(written)?,
    };
    if day < until {
        return Ok(day);
    }
    Err(Problem::BadQuery {
        why: format!("{day} is not before {until}."),
        instead: "Compare with an earlier day.".to_owned(),
    })
}

/// What changed from the earlier day to the one that is looked at.
pub(crate) async fn compared(
    look: &Look,
    since: &str,
    team: impl FnOnce(&Seen<'_>) -> Result<Option<TeamId>, Problem>,
) -> Result<Changes, Problem> {
    let since = earlier_day(since, look.now.date())?;
    let (at, then) = look.earlier(since).await?;
    look.read(|seen| {
        let team = team(seen)?;
        let then = (then.seen_by(look.visitor.viewer), at);
        Ok(alignment::compare(then, (seen.sight, seen.now), team))
    })
}

pub(crate) async fn show(look: Look, Query(asked): Query<Asked>) -> Shown {
    let named = |seen: &Seen<'_>| {
        form::team_named(seen.sight, &asked.team).map_err(|refusal| refused(&refusal))
    };
    let changes = compared(&look, &asked.since, named).await?;
    let page = Page {
        team: asked.team,
        since: changes.since,
        teams: look.read(|seen| form::teams(seen.sight)),
        shortcuts: shortcuts(changes.until),
        changes,
    };
    look.show(Section::Alignment, |f| Show { f, page })
}

impl Page {
    fn has_team(&self, slug: &str) -> bool {
        self.team == slug
    }

    /// The tree as it was on the earlier day.
    fn then(&self) -> Link<'static> {
        At(Some(self.since)).to(&To::Alignment)
    }

    fn since(&self) -> PlainDay {
        PlainDay(Time::end_of(self.since))
    }

    fn until(&self) -> PlainDay {
        PlainDay(Time::end_of(self.changes.until))
    }

    fn written(&self) -> String {
        self.since.to_string()
    }

    fn name<'a>(&'a self, part: &'a Part) -> &'a str {
        let team = part.team.as_ref();
        team.map_or(&self.changes.top, |team: &TeamLink| &team.name)
    }

    /// Where a thing's name leads, and the name.
    fn named<'a>(f: &Frame, thing: &'a Thing) -> (Link<'a>, String) {
        let of_point = |point: &PointLink| match point {
            PointLink::Entry(entry) => (
                f.at.entry(&entry.id),
                format!("{} {}", entry.id, entry.title),
            ),
            PointLink::Goal(goal) => (f.at.goal(&goal.id), format!("{} {}", goal.id, goal.title)),
        };
        match thing {
            Thing::Team(team) => (f.at.team(&team.slug), team.name.clone()),
            Thing::Strategy(entry) => of_point(&PointLink::Entry(entry.clone())),
            Thing::Goal(goal) => of_point(&PointLink::Goal(goal.clone())),
            Thing::VeerOff(id, of) => (
                f.at.to(&To::VeerOff(*id)),
                format!("{id} of {}", of_point(of).1),
            ),
            Thing::Translation(of) => of_point(of),
            Thing::Initiative(initiative) => (
                f.at.initiative(&initiative.id),
                format!("{} {}", initiative.id, initiative.title),
            ),
        }
    }

    /// What happened to a thing, in a few words.
    fn told(what: &What) -> String {
        let words: Vec<&str> = what.did.iter().map(|did| did.word()).collect();
        words.join(", ")
    }

    fn was(what: &What) -> String {
        side(what.then.as_ref(), what.now.as_ref())
    }

    fn is(what: &What) -> String {
        side(what.now.as_ref(), what.then.as_ref())
    }
}

/// How it stood on one of the days: its status, and what differs from the other day.
fn side(one: Option<&Side>, other: Option<&Side>) -> String {
    let Some(side) = one else {
        return "not there".to_owned();
    };
    let mut said = vec![side.status.clone()];
    let Some(other) = other else {
        if !side.serves.is_empty() {
            said.push(format!("serves {}", side.serves.join(", ")));
        }
        return said.join(" · ");
    };
    if side.title != other.title {
        said.insert(0, format!("‘{}’", side.title));
    }
    if side.serves != other.serves {
        let serves = side.serves.join(", ");
        let none = "serves nothing".to_owned();
        said.push(if serves.is_empty() {
            none
        } else {
            format!("serves {serves}")
        });
    }
    if side.team != other.team {
        let team = side.team.as_ref().map(|team| format!("of {}", team.name));
        said.push(team.unwrap_or_else(|| "of no team".to_owned()));
    }
    said.join(" · ")
}
