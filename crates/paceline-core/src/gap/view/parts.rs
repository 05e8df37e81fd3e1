//! The parts of a gap's page: who sees it too, what was merged and split, what is measured.

use serde::Serialize;

use super::{GapLink, link};
use crate::{
    By, GapId, Sight, Text, Time,
    gap::{
        Gap, Measured, Sighting,
        family::{self, Kin, Seen},
    },
    goal::{Direction, Kind},
    measure::{Measure, Origin, Point},
    person::{self, PersonLink, Role},
};

/// Who did it, as a link; nobody where it was an import.
pub(super) fn who(sight: Sight<'_>, by: By) -> Option<PersonLink> {
    by.person().map(|person| person::link(sight, person))
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "GapClosed")]
pub struct ClosedView {
    pub at: Time,
    pub by: Option<PersonLink>,
    pub outcome: Text,
}

pub(super) fn closed(sight: Sight<'_>, gap: &Gap) -> Option<ClosedView> {
    gap.closed.map(|closed| ClosedView {
        at: closed.at,
        by: who(sight, closed.by),
        outcome: sight.text(closed.outcome),
    })
}

/// Somebody who sees a gap too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "GapSighting")]
pub struct SightingView {
    /// Its number on this page; the first is 0.
    pub number: u16,
    pub person: PersonLink,
    pub at: Time,
    /// In their own words, if they used any.
    pub text: Option<Text>,
    /// What they said later.
    pub more: Vec<SaidView>,
    /// The gap it was said of, where that is another one.
    pub from: Option<GapId>,
}

/// What was said later.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "GapSaid")]
pub struct SaidView {
    pub at: Time,
    pub text: Text,
}

/// Everybody who sees a gap too, or one that lives on in it.
pub fn sightings(sight: Sight<'_>, id: GapId) -> Vec<SightingView> {
    let view = |(number, seen): (u16, Seen<'_>)| {
        let Sighting {
            by, at, text, more, ..
        } = seen.sighting;
        SightingView {
            number,
            person: person::link(sight, *by),
            at: *at,
            text: text.map(|text| sight.text(text)),
            more: more
                .iter()
                .map(|said| SaidView {
                    at: said.at,
                    text: sight.text(said.text),
                })
                .collect(),
            from: Some(seen.of.gap).filter(|gap| *gap != id),
        }
    };
    let seen = family::sightings(sight, id);
    (0..).zip(seen).map(view).collect()
}

/// That a gap was merged into another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "GapMerged")]
pub struct MergedView {
    pub into: GapLink,
    /// Where it lives on: another one, when that was merged on.
    pub lives_in: GapLink,
    pub because: Text,
    pub at: Time,
    pub by: Option<PersonLink>,
}

pub(super) fn merged(sight: Sight<'_>, id: GapId, gap: &Gap) -> Option<MergedView> {
    let merge = gap.merge()?;
    Some(MergedView {
        into: link(sight, merge.into),
        lives_in: link(sight, family::lives_in(sight, id)),
        because: sight.text(merge.because),
        at: merge.at,
        by: who(sight, merge.by),
    })
}

/// A gap that lives on in this one, with all it said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "GapMergedHere")]
pub struct MergedHere {
    pub id: GapId,
    pub is: Text,
    pub ought: Text,
    /// Who recorded it.
    pub by: Option<PersonLink>,
    pub at: Time,
    pub because: Text,
    pub merged_by: Option<PersonLink>,
    pub merged_at: Time,
}

pub(super) fn merged_here(sight: Sight<'_>, all: &[Kin<'_>]) -> Vec<MergedHere> {
    let view = |kin: &Kin<'_>| {
        let merge = kin.gap.merge()?;
        Some(MergedHere {
            id: kin.id,
            is: sight.text(kin.gap.is),
            ought: sight.text(kin.gap.ought),
            by: who(sight, kin.gap.by),
            at: kin.gap.at,
            because: sight.text(merge.because),
            merged_by: who(sight, merge.by),
            merged_at: merge.at,
        })
    };
    all.iter().skip(1).filter_map(view).collect()
}

/// That a gap was split.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "GapSplit")]
pub struct SplitView {
    pub parts: Vec<GapLink>,
    pub because: Text,
    pub at: Time,
    pub by: Option<PersonLink>,
}

pub(super) fn split(sight: Sight<'_>, gap: &Gap) -> Option<SplitView> {
    gap.split.as_ref().map(|split| SplitView {
        parts: split.parts.iter().map(|part| link(sight, *part)).collect(),
        because: sight.text(split.because),
        at: split.at,
        by: who(sight, split.by),
    })
}

/// What is measured of a gap: how it was, every value since, and what is wanted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "GapMeasure")]
pub struct MeasureView {
    /// The gap it is measured of: this one, or one that lives on in it.
    pub of: GapId,
    pub measure: Measure,
    /// What is, beside what is wanted.
    pub in_words: String,
    /// How much of the gap is closed, in per cent.
    pub share_closed: u8,
    pub is_met: bool,
}

pub(super) fn measures(sight: Sight<'_>, all: &[Kin<'_>], now: Time) -> Vec<MeasureView> {
    let view = |kin: &Kin<'_>| {
        let measure = measure(sight, kin.gap.measure()?);
        Some(MeasureView {
            of: kin.id,
            in_words: measure.in_words(measure.is(), now),
            share_closed: measure.progress(),
            is_met: measure.is_met(),
            measure,
        })
    };
    all.iter().filter_map(view).collect()
}

/// What is measured, as a chart shows it.
pub(super) fn measure(sight: Sight<'_>, measured: &Measured) -> Measure {
    let is_script = |by: By| {
        let person = by.person().and_then(|person| sight.person(person));
        person.is_some_and(|person| person.role == Role::Service)
    };
    let points = measured.values.iter().map(|value| Point {
        at: value.at,
        value: value.value,
        confidence: None,
        from: if is_script(value.by) {
            Origin::Report
        } else {
            Origin::CheckIn
        },
    });
    Measure {
        name: sight.text(measured.what).to_string(),
        kind: Kind::Number,
        unit: sight.text(measured.unit).to_string(),
        direction: if measured.ought < measured.is {
            Direction::Decrease
        } else {
            Direction::Increase
        },
        baseline: measured.is,
        target: measured.ought,
        from: measured.at,
        until: None,
        points: points.collect(),
    }
}
