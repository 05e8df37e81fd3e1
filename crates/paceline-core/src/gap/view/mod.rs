//! What is shown of gaps: links, rows and lists here; a gap's page and what can be compared below.

use serde::Serialize;

use super::{Gap, family};
use crate::{
    GapId, InitiativeId, PersonId, Sight, Text, Time,
    list::{Asked, Listed, Sort},
    reference::Reference,
    team, text,
};

mod alternatives;
mod page;
mod parts;
mod timeline;

pub use alternatives::{Alternative, Alternatives, alternatives};
pub use page::{GapPage, Mine, page};
pub use parts::{
    ClosedView, MeasureView, MergedHere, MergedView, SaidView, SightingView, SplitView, sightings,
};
pub use timeline::{Moment, What};

/// A gap as a link shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct GapLink {
    pub id: GapId,
    /// The first words of how it is.
    pub is: String,
}

pub fn link(sight: Sight<'_>, id: GapId) -> GapLink {
    let is = sight
        .gap(id)
        .map_or_else(String::new, |gap| text::cut(sight.text(gap.is).short(), 80));
    GapLink { id, is }
}

/// A row of the list of gaps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "GapRow")]
pub struct Row {
    pub id: GapId,
    pub is: Text,
    pub ought: Text,
    pub team: Option<team::TeamLink>,
    pub at: Time,
    pub age: String,
    pub closed: bool,
    /// Neither closed, nor merged into another, nor split.
    pub is_open: bool,
    /// Where it lives on, when it was merged into another.
    pub lives_in: Option<GapId>,
    /// The gaps it was split into.
    pub split_into: Vec<GapId>,
    /// How many people see it: whoever recorded it, and whoever sees it too.
    pub seen_by: usize,
    /// Initiatives under way that would narrow it.
    pub acted_on_by: usize,
}

pub fn row(sight: Sight<'_>, id: GapId, now: Time) -> Option<Row> {
    let gap = sight.gap(id)?;
    Some(Row {
        id,
        is: sight.text(gap.is),
        ought: sight.text(gap.ought),
        team: gap.team.map(|team| team::link(sight, team)),
        at: gap.at,
        age: gap.at.ago(now),
        closed: gap.closed.is_some(),
        is_open: gap.is_open(),
        lives_in: gap.merged_into().map(|_| family::lives_in(sight, id)),
        split_into: gap
            .split
            .as_ref()
            .map_or_else(Vec::new, |split| split.parts.clone()),
        seen_by: seen_by(sight, id),
        acted_on_by: active(sight, id).len(),
    })
}

/// How many people see a gap, with what lives on in it; each counts once.
fn seen_by(sight: Sight<'_>, id: GapId) -> usize {
    let recorded = family::family(sight, id).into_iter();
    let seen = family::sightings(sight, id).into_iter();
    let mut people: Vec<PersonId> = recorded
        .filter_map(|kin| kin.gap.by.person())
        .chain(seen.map(|seen| seen.sighting.by))
        .collect();
    people.sort_unstable();
    people.dedup();
    people.len()
}

/// The initiatives that act on a gap now, or on one that lives on in it.
pub fn active(sight: Sight<'_>, id: GapId) -> Vec<InitiativeId> {
    let mut found = family::initiatives(sight, id);
    found.retain(|id| {
        let initiative = sight.initiative(*id);
        initiative.is_some_and(|initiative| initiative.stage.is_active())
    });
    found
}

/// What a list of gaps can be narrowed to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    Open,
    /// Closed in the open, or by being split.
    Closed,
    Merged,
}

fn standing(gap: &Gap) -> Standing {
    if gap.merged_into().is_some() {
        Standing::Merged
    } else if gap.is_open() {
        Standing::Open
    } else {
        Standing::Closed
    }
}

/// Gaps, newest first; open ones unless others are asked for.
pub fn list(sight: Sight<'_>, asked: &Asked, now: Time) -> Listed<Row> {
    let wanted = asked.words();
    let shown = match asked.stage.as_deref() {
        Some("closed") => Standing::Closed,
        Some("merged") => Standing::Merged,
        Some(_) | None => Standing::Open,
    };
    let matches = |gap: &Gap| {
        let told = || {
            format!(
                "{} {}",
                sight.words().short(gap.is),
                sight.words().short(gap.ought)
            )
            .to_lowercase()
        };
        standing(gap) == shown
            && asked
                .team
                .is_none_or(|team| gap.team.is_some_and(|of| team::is_within(sight, of, team)))
            && (wanted.is_empty() || wanted.iter().all(|word| told().contains(word)))
    };
    let mut found: Vec<GapId> = sight
        .gaps()
        .filter(|(_, gap)| matches(gap))
        .map(|(id, _)| id)
        .collect();
    match asked.sort {
        Sort::Oldest => {}
        Sort::Newest | Sort::Title | Sort::LastChange | Sort::Stage => found.reverse(),
    }
    if let Ok(Reference::Gap(id)) = asked.find.parse()
        && sight.gap(id).is_some()
    {
        found = vec![id];
    }
    asked.page_of_some(&found, |id| row(sight, *id, now))
}
