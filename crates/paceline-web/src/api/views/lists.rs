//! The lists: a stretch of rows, and where to go on.

use paceline_core::{
    compass, gap, goal, initiative,
    list::Listed,
    person,
    search::{self, BEST, LENGTH, Query as Words, Wanted},
    signal::{self, FindingView, NextStep, Rule},
    team, veer_off,
};
use serde::Serialize;

use crate::{
    api::{
        answer::{Keyed, Rows, list, turning},
        cursor::Cursor,
        parameters::{self as p, Asking},
    },
    finder::read_again,
    look::{Look, Shown},
    pages::{search::narrowed, signals as page},
};

pub(in crate::api) async fn gaps(look: Look, asking: Asking) -> Shown {
    let asking = asking.of(p::GAPS)?;
    list(&look, "/gaps", &asking, |seen, asked| {
        gap::list(seen.sight, asked, seen.now)
    })
    .await
}

/// What holds for a team is its own, that of the teams above it, and the organisation's.
pub(in crate::api) async fn compass(look: Look, asking: Asking) -> Shown {
    let asking = asking.of(p::COMPASS)?;
    list(&look, "/compass", &asking, |seen, asked| {
        compass::list(seen.sight, asked, seen.now)
    })
    .await
}

pub(in crate::api) async fn goals(look: Look, asking: Asking) -> Shown {
    let asking = asking.of(p::GOALS)?;
    list(&look, "/goals", &asking, |seen, asked| {
        goal::list(seen.sight, asked, seen.now)
    })
    .await
}

pub(in crate::api) async fn initiatives(look: Look, asking: Asking) -> Shown {
    let asking = asking.of(p::INITIATIVES)?;
    list(&look, "/initiatives", &asking, |seen, asked| {
        initiative::list(seen.sight, asked, seen.now)
    })
    .await
}

pub(in crate::api) async fn veer_offs(look: Look, asking: Asking) -> Shown {
    let asking = asking.of(p::VEER_OFFS)?;
    list(&look, "/veer-offs", &asking, |seen, asked| {
        veer_off::list(seen.sight, asked, seen.now)
    })
    .await
}

pub(in crate::api) async fn teams(look: Look, asking: Asking) -> Shown {
    let asking = asking.of(p::TEAMS)?;
    list(&look, "/teams", &asking, |seen, asked| {
        team::list(seen.sight, asked)
    })
    .await
}

pub(in crate::api) async fn people(look: Look, asking: Asking) -> Shown {
    let asking = asking.of(p::PEOPLE)?;
    list(&look, "/people", &asking, |seen, asked| {
        person::list(seen.sight, asked)
    })
    .await
}

/// What a rule found, and the next step for whoever looks.
#[derive(Serialize, schemars::JsonSchema)]
pub(in crate::api) struct Found {
    finding: FindingView,
    next: NextStep,
}

impl Keyed for Found {
    fn key(&self) -> String {
        let subject = self.finding.subject.key();
        format!("{} {subject}", self.finding.rule)
    }
}

pub(in crate::api) async fn signals(look: Look, asking: Asking) -> Shown {
    let asking = asking.of(p::SIGNALS)?;
    let only = match asking.get("rule") {
        "" => None,
        name => Some(Rule::named(name).ok_or_else(|| page::no_such_rule(name))?),
    };
    list(&look, "/signals", &asking, |seen, asked| {
        let findings = page::all(seen);
        let found = page::found(seen, asked, only, &findings);
        asked.page_of_some(&found, |finding| {
            Some(Found {
                next: signal::next_step(seen.sight, Some(seen.me()), finding),
                finding: signal::view(seen.sight, (*finding).clone(), seen.now)?,
            })
        })
    })
    .await
}

/// The best results come first, so a place among them is a number.
pub(in crate::api) async fn search(look: Look, asking: Asking) -> Shown {
    let asking = asking.of(p::SEARCH)?;
    let typed: String = asking.get("q").chars().take(LENGTH).collect();
    let words = Words::of(&typed);
    let (kind, team) =
        look.read(|seen| narrowed(seen.sight, asking.get("kind"), asking.get("team")))?;
    let cursor = Cursor::of(&asking, "/search")?;
    let limit = asking.limit();
    let ready = look.app.finder().ready(&look).await?;
    let mut listed = look.read(|seen| {
        let wanted = Wanted {
            query: &words,
            kind,
            team,
        };
        let found = ready.find(seen.sight, &wanted);
        let things = found.things.iter().skip(cursor.skip).take(limit);
        let hits = things.filter_map(|thing| search::hit(seen.sight, &words, *thing, seen.now));
        Listed {
            rows: hits.collect(),
            total: found.total,
            page: 1,
            pages: 1,
        }
    });
    read_again(&look, &words, &mut listed.rows).await?;
    let end = cursor.skip + limit;
    let next = (end < listed.total.min(BEST)).then(|| Cursor {
        skip: end,
        last: String::new(),
    });
    let rows = Rows {
        rows: listed.rows,
        total: listed.total,
        next: next.map(|next| next.written(&asking, "/search")),
    };
    turning(&look, "/search", &asking, &rows).await
}
