//! The compass as a list: values, then the context, then strategies; the organisation's first, then those of teams.

use serde::Serialize;

use super::{DayView, EntryLink, Says, link};
use crate::{
    EntryId, Sight, TeamId, Time,
    compass::{Entry, FACETS, Kind},
    initiative::Audience,
    list::{Asked, Listed},
    person::{self, PersonLink},
    reference::Reference,
    team::{self, TeamLink},
};

/// A row of the compass.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "EntryRow")]
pub struct Row {
    pub entry: EntryLink,
    pub says: Says,
    /// None: the whole organisation's.
    pub team: Option<TeamLink>,
    pub lead: Option<PersonLink>,
    pub version: u16,
    /// Such as `3 days ago`.
    pub changed: String,
    pub is_draft: bool,
    pub is_retired: bool,
    /// The day of its next review, or until which it holds.
    pub looked_at_again: Option<DayView>,
    /// How many goals and initiatives serve or cite it.
    pub relied_on_by: usize,
}

/// None for an entry that says nothing.
pub fn row(sight: Sight<'_>, id: EntryId, entry: &Entry, now: Time) -> Option<Row> {
    let goals = entry
        .goals
        .iter()
        .filter(|goal| sight.goal(**goal).is_some());
    let initiatives = sight
        .of(&entry.initiatives)
        .chain(sight.of(&entry.cited_by));
    Some(Row {
        entry: link(sight, id, entry),
        says: Says::of(sight, entry.content()?),
        team: entry.team.map(|team| team::link(sight, team)),
        lead: entry.lead.map(|lead| person::link(sight, lead)),
        version: entry.version(),
        changed: entry.changed().ago(now),
        is_draft: entry.audience == Audience::Chosen,
        is_retired: entry.retired.is_some(),
        looked_at_again: entry.looked_at_again().map(|day| DayView::of(day, now)),
        relied_on_by: goals.count() + initiatives.count(),
    })
}

/// Entries by words, kind, whether anybody leads, and the team they hold for: its own, those of the teams above it, and
/// the organisation's.
pub fn list(sight: Sight<'_>, asked: &Asked, now: Time) -> Listed<Row> {
    let wanted = asked.words();
    let title = |entry: &Entry| {
        let title = entry.content().map(crate::compass::Content::title);
        title.map_or("", |title| sight.words().short(title))
    };
    let is_of_state = |entry: &Entry| match asked.stage.as_deref() {
        Some("draft") => entry.retired.is_none() && entry.audience == Audience::Chosen,
        Some("retired") => entry.retired.is_some(),
        Some(kind) => entry.retired.is_none() && entry.kind().word() == kind,
        None => entry.retired.is_none(),
    };
    let holds_for = |entry: &Entry, team: TeamId| {
        let of = entry.team;
        of.is_none_or(|of| team::is_within(sight, team, of))
    };
    let matches = |entry: &Entry| {
        is_of_state(entry)
            && asked.team.is_none_or(|team| holds_for(entry, team))
            && (!asked.nobody_leads || entry.lead.is_none())
            && (wanted.is_empty() || {
                let title = title(entry).to_lowercase();
                wanted.iter().all(|word| title.contains(word))
            })
    };
    let mut found: Vec<EntryId> = sight
        .entries()
        .filter(|(_, entry)| matches(entry))
        .map(|(id, _)| id)
        .collect();
    found.sort_by_cached_key(|id| {
        let entry = sight.entry(*id);
        let name = entry
            .and_then(|entry| entry.team)
            .map(|of| team::link(sight, of).name);
        let place = entry.map_or(0, |entry| standard(title(entry)));
        (entry.map(Entry::kind), name, place, *id)
    });
    if let Ok(Reference::Entry(id)) = asked.find.parse() {
        found = sight.entry(id).map(|_| id).into_iter().collect();
    }
    asked.page_of_some(&found, |id| row(sight, *id, sight.entry(*id)?, now))
}

/// The place among the facets that every organisation has; its own come after them.
fn standard(title: &str) -> usize {
    let place = FACETS
        .iter()
        .position(|facet| facet.eq_ignore_ascii_case(title));
    place.unwrap_or(FACETS.len())
}

/// The facets that every organisation has and that nobody has stated for it yet.
pub fn unstated(sight: Sight<'_>) -> Vec<&'static str> {
    let stated: Vec<&str> = sight
        .entries()
        .filter(|(_, entry)| {
            entry.kind() == Kind::Facet && entry.team.is_none() && entry.retired.is_none()
        })
        .filter_map(|(_, entry)| Some(sight.words().short(entry.content()?.title())))
        .collect();
    let is_unstated = |facet: &&str| !stated.iter().any(|of| of.eq_ignore_ascii_case(facet));
    FACETS.into_iter().filter(is_unstated).collect()
}
