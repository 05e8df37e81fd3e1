//! Lists as pages ask for them: filter, order and page, in the query and in every link that turns the page.

use std::fmt;

use askama::filters::HtmlSafe;
use paceline_core::{
    Refusal, TeamId,
    list::{Asked, Listed, Sort},
};
use serde::Deserialize;

use crate::{
    form::{self, Choice},
    look::Seen,
    problem::Problem,
    url::{At, Encoded, To},
};

/// The longest search that is taken.
const FIND_LIMIT: usize = 200;
/// The highest page that is asked for; lists end long before.
const LAST_PAGE: usize = 100_000;

/// A list's part of the query, as it came.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct ListQuery {
    find: String,
    team: String,
    stage: String,
    rule: String,
    nobody: String,
    sort: String,
    page: String,
}

/// What a list can be filtered by, beside words.
pub(crate) struct Offer {
    pub(crate) base: To<'static>,
    /// What is looked for, in the placeholder.
    pub(crate) looks_for: &'static str,
    pub(crate) stages: Vec<Choice>,
    pub(crate) stage_label: &'static str,
    pub(crate) by_team: bool,
    pub(crate) by_lead: bool,
    pub(crate) sorts: &'static [(Sort, &'static str)],
}

/// A list with its filter, ready to be shown.
pub(crate) struct List<R> {
    pub(crate) rows: Vec<R>,
    pub(crate) bar: Bar,
}

/// The filter above a list and the pages below it.
pub(crate) struct Bar {
    pub(crate) offer: Offer,
    pub(crate) query: ListQuery,
    pub(crate) teams: Vec<Choice>,
    pub(crate) sort: Sort,
    pub(crate) total: usize,
    pub(crate) page: usize,
    pub(crate) pages: usize,
    at: At,
}

impl ListQuery {
    /// The rule that signals are filtered by.
    pub(crate) fn rule(&self) -> &str {
        &self.rule
    }

    /// What is asked of the core. An unknown team is a mistake in the URL, and said so.
    fn asked(&self, seen: &Seen<'_>) -> Result<Asked, Problem> {
        let team: Option<TeamId> =
            form::team_named(seen.sight, &self.team).map_err(|r| refused(&r))?;
        let stage = Some(self.stage.as_str()).filter(|stage| !stage.is_empty());
        Ok(Asked {
            find: self.find.chars().take(FIND_LIMIT).collect(),
            team,
            stage: stage.map(ToOwned::to_owned),
            nobody_leads: !self.nobody.is_empty(),
            sort: Sort::named(&self.sort).unwrap_or_default(),
            page: self.page.parse().unwrap_or(1).clamp(1, LAST_PAGE),
            stretch: None,
        })
    }

    fn is_filtering(&self) -> bool {
        [
            &self.find,
            &self.team,
            &self.stage,
            &self.rule,
            &self.nobody,
        ]
        .iter()
        .any(|value| !value.is_empty())
    }
}

pub(crate) fn refused(refusal: &Refusal) -> Problem {
    Problem::BadQuery {
        why: refusal.to_string(),
        instead: refusal.instead(),
    }
}

/// Keeps at most so many rows of a part of a page, and says how many are left out.
pub(crate) fn cut<R>(rows: &mut Vec<R>, most: usize) -> usize {
    let more = rows.len().saturating_sub(most);
    rows.truncate(most);
    more
}

impl<R> List<R> {
    /// Asks for the list and puts its filter beside it.
    pub(crate) fn of(
        seen: &Seen<'_>,
        query: ListQuery,
        offer: Offer,
        list: impl FnOnce(&Asked) -> Listed<R>,
    ) -> Result<Self, Problem> {
        let asked = query.asked(seen)?;
        let listed = list(&asked);
        let teams = if offer.by_team {
            form::teams(seen.sight)
        } else {
            Vec::new()
        };
        let bar = Bar {
            offer,
            query: ListQuery {
                find: asked.find,
                ..query
            },
            teams,
            sort: asked.sort,
            total: listed.total,
            page: listed.page,
            pages: listed.pages,
            at: seen.at,
        };
        Ok(Self {
            rows: listed.rows,
            bar,
        })
    }
}

impl Bar {
    pub(crate) fn find(&self) -> &str {
        &self.query.find
    }

    pub(crate) fn has_team(&self, slug: &str) -> bool {
        self.query.team == slug
    }

    /// A team was asked for.
    pub(crate) fn has_a_team(&self) -> bool {
        !self.query.team.is_empty()
    }

    pub(crate) fn has_stage(&self, word: &str) -> bool {
        self.query.stage == word
    }

    pub(crate) fn nobody(&self) -> bool {
        !self.query.nobody.is_empty()
    }

    pub(crate) fn is_filtering(&self) -> bool {
        self.query.is_filtering()
    }

    /// Nothing is there at all, rather than nothing of what was asked for.
    pub(crate) fn is_empty(&self) -> bool {
        self.total == 0 && !self.is_filtering()
    }

    pub(crate) fn previous(&self) -> Option<PageLink<'_>> {
        (self.page > 1).then(|| PageLink {
            bar: self,
            page: self.page - 1,
        })
    }

    pub(crate) fn next(&self) -> Option<PageLink<'_>> {
        (self.page < self.pages).then(|| PageLink {
            bar: self,
            page: self.page + 1,
        })
    }
}

/// The same list, another page.
pub(crate) struct PageLink<'a> {
    bar: &'a Bar,
    page: usize,
}

impl fmt::Display for PageLink<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Bar {
            offer, query, at, ..
        } = self.bar;
        write!(f, "{}?page={}", offer.base, self.page)?;
        let pairs = [
            ("find", &query.find),
            ("team", &query.team),
            ("stage", &query.stage),
            ("rule", &query.rule),
            ("nobody", &query.nobody),
            ("sort", &query.sort),
        ];
        for (name, value) in pairs.into_iter().filter(|(_, value)| !value.is_empty()) {
            write!(f, "&{name}={}", Encoded(value))?;
        }
        at.0.map_or(Ok(()), |date| write!(f, "&at={date}"))
    }
}

impl HtmlSafe for PageLink<'_> {}
