//! The compass: values, the business context and strategies; the page of an entry with its versions.

#![expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "templates hand every argument by reference"
)]

use askama::Template;
use jiff::civil::Date;
use paceline_core::{
    EntryId, Text,
    compass::{
        self, Act, EntryPage, Kind, Row, Says, ToldOf, VersionView,
        difference::{self, Change, Changed},
    },
};
use serde::Deserialize;

use crate::{
    extract::{Path, Query},
    form::Choice,
    frame::{Frame, Section},
    html::{Calendar, brief},
    list::{List, ListQuery, Offer, cut},
    look::{Look, Shown},
    markdown,
    url::To,
    url_compass::InCompass,
};

pub(crate) mod acts;
mod fields;
pub(crate) mod writing;

/// Versions that are shown with their differences before 'show all'.
const VERSIONS: usize = 3;
/// Of the other parts of an entry's page: rows that are shown.
const ROWS: usize = 60;

#[derive(Template)]
#[template(path = "compass/index.html")]
struct Index {
    f: Frame,
    list: List<Row>,
    parts: Vec<Part>,
}

/// The entries of one kind.
struct Part {
    kind: Kind,
    heading: &'static str,
    rows: Vec<Row>,
    /// Facets that every organisation has and that nobody has stated.
    unstated: Vec<&'static str>,
    /// Nothing of this kind is on record: the page says what it is for.
    teaches: bool,
}

pub(crate) async fn index(look: Look, Query(query): Query<ListQuery>) -> Shown {
    let (mut list, unstated) = look.read(|seen| {
        let list = List::of(seen, query, offer(), |asked| {
            compass::list(seen.sight, asked, seen.now)
        })?;
        let unstated = compass::unstated(seen.sight);
        Ok::<_, crate::problem::Problem>((list, unstated))
    })?;
    let texts = list.rows.iter_mut().flat_map(shown_in_a_row);
    look.fill(texts.collect()).await?;
    let is_whole = !list.bar.is_filtering() && list.bar.pages == 1;
    let parts = Kind::ALL.map(|kind| {
        let rows: Vec<Row> = list
            .rows
            .extract_if(.., |row| row.entry.kind == kind)
            .collect();
        Part {
            kind,
            heading: heading(kind),
            unstated: if is_whole && kind == Kind::Facet {
                unstated.clone()
            } else {
                Vec::new()
            },
            teaches: is_whole && rows.is_empty(),
            rows,
        }
    });
    let is_shown = |part: &Part| !part.rows.is_empty() || part.teaches;
    let parts = parts.into_iter().filter(is_shown).collect();
    look.show(Section::Compass, |f| Index { f, list, parts })
}

fn heading(kind: Kind) -> &'static str {
    match kind {
        Kind::Value => "Values",
        Kind::Facet => "Business context",
        Kind::Strategy => "Strategies",
    }
}

/// What one of a kind is called.
fn called(kind: &Kind) -> &'static str {
    match kind {
        Kind::Value => "Value",
        Kind::Facet => "Facet of the business context",
        Kind::Strategy => "Strategy",
    }
}

fn offer() -> Offer {
    let shown = [
        ("", "All in use"),
        ("value", "Values"),
        ("facet", "Business context"),
        ("strategy", "Strategies"),
        ("draft", "Drafts"),
        ("retired", "Retired"),
    ];
    Offer {
        base: To::Compass,
        looks_for: "Words of a title",
        stages: shown.map(|(word, label)| Choice::new(word, label)).into(),
        stage_label: "Show",
        by_team: true,
        by_lead: true,
        sorts: &[],
    }
}

/// The texts of which a row shows something.
fn shown_in_a_row(row: &mut Row) -> Vec<&mut Text> {
    match &mut row.says {
        Says::Value {
            looks_like,
            does_not_look_like,
            text,
            title: _,
        } => [text, looks_like, does_not_look_like]
            .into_iter()
            .flatten()
            .collect(),
        Says::Facet { reason, .. } => vec![reason],
        Says::Strategy { guiding_policy, .. } => vec![guiding_policy],
    }
}

/// A text as a row shows it.
fn told(text: &Text) -> String {
    brief(&markdown::words(text.short()), 220)
}

/// Where a new entry is written.
fn write(kind: &Kind) -> To<'static> {
    To::InCompass(InCompass::Write(*kind))
}

/// Where a facet is stated that nobody has stated.
fn state(facet: &'static str) -> To<'static> {
    To::InCompass(InCompass::State(facet))
}

/// Where a new version is written.
fn revise(id: &EntryId, kind: &Kind) -> To<'static> {
    To::InCompass(InCompass::NewVersion(*id, *kind))
}

/// Where something is done with an entry.
fn act_on(id: &EntryId, act: Act) -> To<'static> {
    To::InCompass(InCompass::Do(*id, act))
}

/// A day as people write it.
fn calendar(day: &Date) -> Calendar {
    Calendar(*day)
}

#[derive(Template)]
#[template(path = "compass/show.html")]
struct Show {
    f: Frame,
    page: EntryPage,
    versions: Vec<Version>,
    more_versions: usize,
    more_told: usize,
    more_reviews: usize,
}

/// A version, with what it changed.
struct Version {
    view: VersionView,
    changed: Vec<Changed>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Whole {
    versions: String,
}

pub(crate) async fn show(look: Look, Path(id): Path<u32>, Query(whole): Query<Whole>) -> Shown {
    let id = EntryId(id);
    let mut page = look.find(|seen| {
        let viewer = Some(seen.me()).filter(|_| !seen.at.is_past());
        compass::page(seen.sight, viewer, id, seen.now)
    })?;
    let shown = if whole.versions == "all" {
        page.versions.len()
    } else {
        VERSIONS
    };
    let mut versions = std::mem::take(&mut page.versions);
    // A version is held beside the one before it, so one more is read than is shown.
    let beyond = cut(&mut versions, shown + 1);
    let more_told = cut(&mut page.told, ROWS);
    let more_reviews = cut(&mut page.reviews, ROWS);
    look.fill(texts(&mut page, &mut versions)).await?;
    let changes = differences(&versions);
    let more_versions = beyond + cut(&mut versions, shown);
    let versions = versions.into_iter().zip(changes);
    let versions = versions.map(|(view, changed)| Version { view, changed });
    look.show(Section::Compass, |f| Show {
        f,
        page,
        versions: versions.collect(),
        more_versions,
        more_told,
        more_reviews,
    })
}

/// What each version changed of the one before it, the newest first; the first of all changed nothing.
fn differences(versions: &[VersionView]) -> Vec<Vec<Changed>> {
    let before = versions.iter().skip(1).map(Some).chain([None]);
    let pairs = versions.iter().zip(before);
    pairs
        .map(|(after, before)| {
            before.map_or_else(Vec::new, |before| {
                difference::between(&before.says, &after.says)
            })
        })
        .collect()
}

/// Every text of the page, for those that are long.
fn texts<'a>(page: &'a mut EntryPage, versions: &'a mut [VersionView]) -> Vec<&'a mut Text> {
    let mut texts = page.says.texts();
    texts.extend(page.retired.iter_mut().map(|retired| &mut retired.because));
    texts.extend(page.reviews.iter_mut().map(|review| &mut review.text));
    for version in versions {
        texts.extend(version.says.texts());
        texts.extend(&mut version.because);
    }
    texts
}
