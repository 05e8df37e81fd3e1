//! Search: everything with a title or a text, by its words, by kind and by team.

use std::fmt;

use askama::{Template, filters::HtmlSafe};
use paceline_core::{
    Refusal, Sight, TeamId,
    search::{self, BEST, Found, Hit, Kind, LENGTH, Query as Words, Thing, Wanted},
};
use serde::Deserialize;

use crate::{
    extract::Query,
    finder::{Ready, read_again},
    form::{self, Choice},
    frame::{Frame, Section},
    look::{Look, Seen, Shown},
    problem::Problem,
    url::{At, Encoded, Link, To},
};

/// Results on a page.
const PAGE: usize = 20;

/// What was typed, as it came.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    q: String,
    kind: String,
    team: String,
    page: String,
}

#[derive(Template)]
#[template(path = "search/index.html")]
struct Index {
    f: Frame,
    results: Results,
}

/// Everything on the page.
struct Results {
    typed: Typed,
    hits: Vec<Result>,
    /// Every kind, how many there are of it, and whether it is the one asked for.
    kinds: Vec<(&'static str, usize, Turn, bool)>,
    teams: Vec<Choice>,
    total: usize,
    page: usize,
    pages: usize,
    at: At,
}

/// A result with where it leads.
pub(crate) struct Result {
    pub(crate) hit: Hit,
    at: At,
}

impl Result {
    pub(crate) fn new(hit: Hit, at: At) -> Self {
        Self { hit, at }
    }

    pub(crate) fn link(&self) -> Link<'_> {
        match self.hit.thing {
            Thing::Initiative(id) => self.at.initiative(&id),
            Thing::Gap(id) => self.at.gap(&id),
            Thing::Goal(id) => self.at.goal(&id),
            Thing::Entry(id) => self.at.entry(&id),
            Thing::Team(_) => self.at.team(&self.hit.slug),
            Thing::Person(_) => self.at.person(&self.hit.slug),
        }
    }
}

pub(crate) async fn index(look: Look, Query(typed): Query<Typed>) -> Shown {
    let typed = Typed {
        q: typed.q.chars().take(LENGTH).collect(),
        ..typed
    };
    let words = Words::of(&typed.q);
    let (kind, team) = look.read(|seen| narrowed(seen.sight, &typed.kind, &typed.team))?;
    let ready = look.app.finder().ready(&look).await?;
    let (mut hits, mut results) = look.read(|seen| {
        let wanted = Wanted {
            query: &words,
            kind,
            team,
        };
        let found = ready.find(seen.sight, &wanted);
        let results = Results::of(seen, &typed, kind, &found);
        let first = (results.page - 1) * PAGE;
        let things = found.things.iter().skip(first).take(PAGE);
        let hits: Vec<Hit> = things
            .filter_map(|thing| search::hit(seen.sight, &words, *thing, seen.now))
            .collect();
        (hits, results)
    });
    read_again(&look, &words, &mut hits).await?;
    let at = look.at;
    results.hits = hits.into_iter().map(|hit| Result::new(hit, at)).collect();
    look.show(Section::Nowhere, |f| Index { f, results })
}

/// The kind and the team that were asked for. An unknown one is a mistake in the URL, and said so.
pub(crate) fn narrowed(
    sight: Sight<'_>,
    kind: &str,
    team: &str,
) -> std::result::Result<(Option<Kind>, Option<TeamId>), Problem> {
    let bad = |refusal: Refusal| Problem::BadQuery {
        why: refusal.to_string(),
        instead: refusal.instead(),
    };
    let team = form::team_named(sight, team).map_err(bad)?;
    let kind = match kind {
        "" => None,
        word => Some(Kind::named(word).ok_or_else(|| Problem::BadQuery {
            why: format!(
                "There is no kind called '{}'.",
                paceline_core::text::cut(word, 40)
            ),
            instead: format!("Use one of: {}.", Kind::ALL.map(Kind::word).join(", ")),
        })?),
    };
    Ok((kind, team))
}

impl Results {
    fn of(seen: &Seen<'_>, typed: &Typed, kind: Option<Kind>, found: &Found) -> Self {
        let pages = found.total.min(BEST).div_ceil(PAGE).max(1);
        let turn = |kind: &str, page: usize| Turn {
            typed: Typed {
                kind: kind.to_owned(),
                page: page.to_string(),
                ..typed.clone()
            },
            at: seen.at,
        };
        let all = (
            "Everything",
            found.kinds.iter().sum(),
            turn("", 1),
            kind.is_none(),
        );
        let each = Kind::ALL.into_iter().zip(found.kinds).map(|(of, count)| {
            let is_here = kind == Some(of);
            (of.plural(), count, turn(of.word(), 1), is_here)
        });
        Self {
            hits: Vec::new(),
            kinds: std::iter::once(all).chain(each).collect(),
            teams: form::teams(seen.sight),
            total: found.total,
            page: typed.page.parse().unwrap_or(1).clamp(1, pages),
            pages,
            at: seen.at,
            typed: typed.clone(),
        }
    }

    /// Nothing was typed yet.
    fn is_start(&self) -> bool {
        self.typed.q.trim().is_empty()
    }

    fn is_narrowed(&self) -> bool {
        !self.typed.kind.is_empty() || !self.typed.team.is_empty()
    }

    fn has_team(&self, slug: &str) -> bool {
        self.typed.team == slug
    }

    /// How many can be looked through, where there are more.
    fn cut_to(&self) -> Option<usize> {
        (self.total > BEST).then_some(BEST)
    }

    fn turn_to(&self, page: usize) -> Turn {
        Turn {
            typed: Typed {
                page: page.to_string(),
                ..self.typed.clone()
            },
            at: self.at,
        }
    }

    fn previous(&self) -> Option<Turn> {
        (self.page > 1).then(|| self.turn_to(self.page - 1))
    }

    fn next(&self) -> Option<Turn> {
        (self.page < self.pages).then(|| self.turn_to(self.page + 1))
    }

    /// The same words, looked for everywhere.
    fn widened(&self) -> Turn {
        Turn {
            typed: Typed {
                q: self.typed.q.clone(),
                ..Typed::default()
            },
            at: self.at,
        }
    }
}

/// The same search, narrowed or turned to another page.
struct Turn {
    typed: Typed,
    at: At,
}

impl fmt::Display for Turn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Typed {
            q,
            kind,
            team,
            page,
        } = &self.typed;
        write!(f, "{}", To::SearchFor(q))?;
        let page = if page == "1" { "" } else { page };
        for (name, value) in [("kind", kind.as_str()), ("team", team), ("page", page)] {
            if !value.is_empty() {
                write!(f, "&{name}={}", Encoded(value))?;
            }
        }
        self.at.0.map_or(Ok(()), |date| write!(f, "&at={date}"))
    }
}

impl HtmlSafe for Turn {}

/// The best results for what was typed, for where there is little room.
pub(crate) fn few(ready: &Ready<'_>, seen: &Seen<'_>, words: &Words, most: usize) -> Vec<Hit> {
    let wanted = Wanted {
        query: words,
        kind: None,
        team: None,
    };
    let found = ready.find(seen.sight, &wanted);
    let things = found.things.iter().take(most);
    things
        .filter_map(|thing| search::hit(seen.sight, words, *thing, seen.now))
        .collect()
}
