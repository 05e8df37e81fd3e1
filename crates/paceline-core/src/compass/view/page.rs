//! An entry's page: what it says, its versions, who was told, and who relies on it.

use jiff::civil::Date;
use serde::Serialize;

use super::Says;
use crate::{
    EntryId, InitiativeId, PersonId, Sight, Text, Time,
    compass::{Content, Entry, Kind, Told, reaches},
    goal::{self, GoalLink},
    initiative::{self, AskedOf, Audience, InitiativeLink, audience},
    person::{self, Person, PersonLink},
    team::{self, TeamLink},
    time::span,
};

/// An entry's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct EntryPage {
    pub id: EntryId,
    pub kind: Kind,
    pub says: Says,
    /// None: the whole organisation's.
    pub team: Option<TeamLink>,
    pub lead: Option<PersonLink>,
    /// `Only Ada, Ben and you can read this until it is published.`, while it is a draft.
    pub only: Option<String>,
    /// The number of the current version; the first is 1.
    pub version: u16,
    /// The day of the next review.
    pub review: Option<DayView>,
    /// The day until which it holds.
    pub until: Option<DayView>,
    pub retired: Option<RetiredView>,
    /// Newest first.
    pub versions: Vec<VersionView>,
    /// Newest first.
    pub told: Vec<ToldView>,
    /// Newest first.
    pub reviews: Vec<ReviewView>,
    /// Goals that serve it.
    pub goals: Vec<GoalLink>,
    /// Initiatives that serve it.
    pub initiatives: Vec<InitiativeLink>,
    /// Initiatives that cite it.
    pub cited_by: Vec<InitiativeLink>,
    pub viewer: MayDo,
}

/// A day that is to come, or has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "EntryDay")]
pub struct DayView {
    pub day: Date,
    pub has_come: bool,
    /// Such as `in 3 weeks`, `today`, `2 days ago`.
    pub words: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "EntryRetired")]
pub struct RetiredView {
    pub at: Time,
    pub by: Option<PersonLink>,
    pub because: Text,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "EntryVersion")]
pub struct VersionView {
    pub number: u16,
    pub at: Time,
    pub ago: String,
    pub by: Option<PersonLink>,
    pub because: Option<Text>,
    pub says: Says,
}

/// That somebody was told of a version, and how many of them have read it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "EntryTold")]
pub struct ToldView {
    pub version: u16,
    pub of: ToldOf,
    pub by: Option<PersonLink>,
    pub at: Time,
    /// How many people were told: those of the team and of the teams below it.
    pub people: usize,
    /// How many of them have read that version, or a later one.
    pub read: usize,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ToldOf {
    Team(TeamLink),
    Person(PersonLink),
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "EntryReview")]
pub struct ReviewView {
    pub at: Time,
    pub by: Option<PersonLink>,
    pub text: Text,
    pub next: Option<Date>,
}

/// Something that can be done with an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "EntryAct")]
pub enum Act {
    /// Write a new version.
    Revise,
    Publish,
    ShowTo,
    Tell,
    Acknowledge,
    Review,
    TakeLead,
    HandOver,
    Retire,
}

/// What the person who looks may do here.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "EntryMayDo")]
pub struct MayDo {
    pub leads: bool,
    /// They, or a team of theirs, were told of a version that they have not read.
    pub was_told: bool,
    pub may: Vec<Act>,
}

impl MayDo {
    /// Whether the viewer may do something.
    pub fn can(&self, act: Act) -> bool {
        self.may.contains(&act)
    }
}

impl DayView {
    pub(crate) fn of(day: Date, now: Time) -> Self {
        let today = now.date();
        let ahead = Time::start_of(day).days_since(Time::start_of(today));
        Self {
            day,
            has_come: day <= today,
            words: if day > today {
                format!("in {}", span(ahead))
            } else {
                Time::start_of(day).ago(Time::start_of(today))
            },
        }
    }
}

/// An entry for a viewer; nobody may do anything with what is looked at as it once was.
pub fn page(
    sight: Sight<'_>,
    viewer: Option<PersonId>,
    id: EntryId,
    now: Time,
) -> Option<EntryPage> {
    let entry = sight.entry(id)?;
    let content = entry.content()?;
    let until = match content {
        Content::Facet { until, .. } => *until,
        Content::Value { .. } | Content::Strategy { .. } => None,
    };
    let links = |ids: &[InitiativeId]| {
        let served = sight.of(ids);
        served
            .map(|(id, entity)| initiative::link(sight, id, entity))
            .collect()
    };
    let goals = entry.goals.iter().filter(|id| sight.goal(**id).is_some());
    Some(EntryPage {
        id,
        kind: entry.kind(),
        says: Says::of(sight, content),
        team: entry.team.map(|team| team::link(sight, team)),
        lead: entry.lead.map(|lead| person::link(sight, lead)),
        only: only(sight, entry, viewer),
        version: entry.version(),
        review: entry.review.map(|day| DayView::of(day, now)),
        until: until.map(|day| DayView::of(day, now)),
        retired: entry.retired.map(|retired| RetiredView {
            at: retired.at,
            by: retired.by.map(|by| person::link(sight, by)),
            because: sight.text(retired.because),
        }),
        versions: versions(sight, entry, now),
        told: told(sight, entry),
        reviews: entry
            .reviews
            .iter()
            .rev()
            .map(|review| ReviewView {
                at: review.at,
                by: review.by.map(|by| person::link(sight, by)),
                text: sight.text(review.text),
                next: review.next,
            })
            .collect(),
        goals: goals.map(|id| goal::link(sight, *id)).collect(),
        initiatives: links(&entry.initiatives),
        cited_by: links(&entry.cited_by),
        viewer: viewer.map_or_else(MayDo::default, |viewer| may(sight, entry, viewer)),
    })
}

fn versions(sight: Sight<'_>, entry: &Entry, now: Time) -> Vec<VersionView> {
    let numbered = (1..).zip(&entry.versions);
    let mut versions: Vec<VersionView> = numbered
        .map(|(number, version)| VersionView {
            number,
            at: version.at,
            ago: version.at.ago(now),
            by: version.by.map(|by| person::link(sight, by)),
            because: version.because.map(|because| sight.text(because)),
            says: Says::of(sight, &version.content),
        })
        .collect();
    versions.reverse();
    versions
}

fn told(sight: Sight<'_>, entry: &Entry) -> Vec<ToldView> {
    let view = |told: &Told| {
        let reached: Vec<PersonId> = match told.of {
            AskedOf::Person(person) => vec![person],
            AskedOf::Team(_) => sight
                .people()
                .filter(|(id, person)| {
                    person.takes_part() && reaches(sight, told.of, *id, &person.teams)
                })
                .map(|(id, _)| id)
                .collect(),
        };
        let read = reached
            .iter()
            .filter(|id| entry.is_known_to(**id, told.version));
        ToldView {
            version: told.version,
            of: match told.of {
                AskedOf::Team(team) => ToldOf::Team(team::link(sight, team)),
                AskedOf::Person(person) => ToldOf::Person(person::link(sight, person)),
            },
            by: told.by.map(|by| person::link(sight, by)),
            at: told.at,
            people: reached.len(),
            read: read.count(),
        }
    };
    entry.told.iter().rev().map(view).collect()
}

/// `Only Ada, Ben and you can read this until it is published.`; nothing once everyone can.
fn only(sight: Sight<'_>, entry: &Entry, viewer: Option<PersonId>) -> Option<String> {
    match entry.audience {
        Audience::Everyone => return None,
        Audience::Chosen => {}
    }
    let mut readers: Vec<PersonId> = Vec::new();
    for id in entry.leads.iter().chain(&entry.shown_to) {
        let is_here = sight.person(*id).is_some_and(Person::is_present);
        if is_here && Some(*id) != viewer && !readers.contains(id) {
            readers.push(*id);
        }
    }
    let mut names: Vec<String> = readers.into_iter().map(|id| sight.name_of(id)).collect();
    names.extend(viewer.map(|_| "you".to_owned()));
    let who = audience::listed(&names);
    Some(format!("Only {who} can read this until it is published."))
}

fn may(sight: Sight<'_>, entry: &Entry, viewer: PersonId) -> MayDo {
    let person = sight.person(viewer);
    let takes_part = person.is_some_and(Person::takes_part);
    let in_use = takes_part && entry.retired.is_none();
    let leads = in_use && entry.lead == Some(viewer);
    let is_draft = entry.audience == Audience::Chosen;
    let teams = person.map_or(&[][..], |person| &person.teams);
    let was_told = in_use && is_told(sight, entry, viewer, teams).is_some();
    let acts = [
        (leads, Act::Revise),
        (leads && is_draft, Act::Publish),
        (leads && is_draft, Act::ShowTo),
        (leads && !is_draft, Act::Tell),
        (
            in_use && !entry.is_known_to(viewer, entry.version()),
            Act::Acknowledge,
        ),
        (leads, Act::Review),
        (in_use && entry.lead.is_none(), Act::TakeLead),
        (leads, Act::HandOver),
        (leads, Act::Retire),
    ];
    let may = acts.into_iter().filter(|(may, _)| *may);
    MayDo {
        leads,
        was_told,
        may: may.map(|(_, act)| act).collect(),
    }
}

/// The newest word by which somebody was told of a version that they do not know yet.
pub(crate) fn is_told<'a>(
    sight: Sight<'_>,
    entry: &'a Entry,
    person: PersonId,
    teams: &[crate::TeamId],
) -> Option<&'a Told> {
    let mut told = entry.told.iter().rev();
    told.find(|told| {
        !entry.is_known_to(person, told.version) && reaches(sight, told.of, person, teams)
    })
}
