//! All the feedback on an initiative, and its whole timeline: a page at a time.

use askama::Template;
use paceline_core::{
    InitiativeId,
    initiative::{
        self, AgreedHow, FeedbackCounts, FeedbackView, InitiativeLink, LeadMoment, Moment,
        OfferEnding, Stance, Uptake, What,
    },
    list::PAGE,
};
use serde::Deserialize;

use super::kind;
use crate::{
    extract::{Path, Query},
    frame::{Frame, Section},
    look::{Look, Shown},
    url::{Act, To, Written},
};

/// Which page of a list is asked for.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Paged {
    page: String,
}

/// A page of a list, counted from 1.
#[derive(Clone, Copy)]
pub(crate) struct Page(u16);

impl Paged {
    pub(crate) fn page(&self) -> Page {
        Page(self.page.parse().unwrap_or(1).max(1))
    }
}

impl Page {
    /// How many rows stand on the pages before it.
    pub(crate) fn skip(self, rows: usize) -> usize {
        usize::from(self.0 - 1) * rows
    }

    /// The way to the pages beside it.
    pub(crate) fn of(self, all: usize, rows: usize, to: impl Fn(u16) -> To<'static>) -> Pages {
        let last = u16::try_from(all.div_ceil(rows).max(1)).unwrap_or(u16::MAX);
        Pages {
            here: self.0,
            last,
            newer: (self.0 > 1).then(|| to((self.0 - 1).min(last))),
            older: (self.0 < last).then(|| to(self.0 + 1)),
        }
    }
}

/// The pages of a list.
pub(crate) struct Pages {
    pub(crate) here: u16,
    pub(crate) last: u16,
    pub(crate) newer: Option<To<'static>>,
    pub(crate) older: Option<To<'static>>,
}

#[derive(Template)]
#[template(path = "initiatives/feedback.html")]
struct AllFeedback {
    f: Frame,
    initiative: InitiativeLink,
    given: Vec<FeedbackView>,
    counts: FeedbackCounts,
    leads: bool,
    pages: Pages,
}

pub(crate) async fn feedback(look: Look, Path(id): Path<u32>, Query(paged): Query<Paged>) -> Shown {
    let id = InitiativeId(id);
    let page = paged.page();
    let (initiative, mut given, counts, leads) = look.find(|seen| {
        let entity = seen.sight.initiative(id)?;
        let stretch = (page.skip(PAGE), PAGE);
        let given = initiative::feedback::views(seen.sight, entity, stretch, seen.now);
        let leads = !seen.at.is_past() && entity.lead() == Some(seen.me());
        let counts = initiative::feedback::counts(entity);
        let link = initiative::link(seen.sight, id, entity);
        Some((link, given, counts, leads))
    })?;
    look.fill(given.iter_mut().flat_map(super::feedback_texts).collect())
        .await?;
    look.show(Section::Initiatives, |f| AllFeedback {
        f,
        initiative,
        given,
        counts,
        leads,
        pages: page.of(counts.all, PAGE, |page| {
            To::Written(id, Written::Feedback(page))
        }),
    })
}

#[derive(Template)]
#[template(path = "initiatives/timeline.html")]
struct Timeline {
    f: Frame,
    initiative: InitiativeLink,
    moments: Vec<Moment>,
    pages: Pages,
}

pub(crate) async fn timeline(look: Look, Path(id): Path<u32>, Query(paged): Query<Paged>) -> Shown {
    let id = InitiativeId(id);
    let page = paged.page();
    let (initiative, (mut moments, all)) = look.find(|seen| {
        let entity = seen.sight.initiative(id)?;
        let link = initiative::link(seen.sight, id, entity);
        let stretch = (page.skip(PAGE), PAGE);
        Some((link, initiative::timeline(seen.sight, entity, stretch)))
    })?;
    look.fill(moments.iter_mut().flat_map(super::moment_texts).collect())
        .await?;
    look.show(Section::Initiatives, |f| Timeline {
        f,
        initiative,
        moments,
        pages: page.of(all, PAGE, |page| To::Written(id, Written::Timeline(page))),
    })
}
