//! What is shown of veer-offs: rows, the page, the list.

use std::cmp::Reverse;

use jiff::civil::Date;
use serde::Serialize;

use super::{Term, VeerOff};
use crate::{
    PersonId, Sight, TeamId, Text, Time, VeerOffId,
    compass::{Point, PointLink},
    initiative::{self, InitiativeLink},
    list::{Asked, Listed},
    person::{self, PersonLink},
    reference::Reference,
    team::{self, TeamLink},
    time::{DAY, span},
    translation,
};

/// A veer-off as a link shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct VeerOffLink {
    pub id: VeerOffId,
    /// Such as `Checkout departs from C-7 Ship daily`.
    pub title: String,
}

pub fn link(sight: Sight<'_>, id: VeerOffId, known: &VeerOff) -> VeerOffLink {
    let team = team::link(sight, known.team).name;
    let of = match known.of.link(sight) {
        Some(PointLink::Entry(entry)) => entry.title,
        Some(PointLink::Goal(goal)) => goal.title,
        None => String::new(),
    };
    VeerOffLink {
        id,
        title: format!("{team} departs from {} {of}", known.of),
    }
}

/// A veer-off as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "VeerOffRow")]
pub struct Row {
    pub id: VeerOffId,
    pub of: PointLink,
    pub team: TeamLink,
    /// For whom.
    pub stakeholder: Text,
    /// The last one that was given.
    pub reason: Text,
    pub until: Option<Date>,
    /// Such as `12 days left`, `ends today`, or `3 days past its day`; what came of it stands elsewhere.
    pub left: String,
    pub is_past: bool,
    /// How often it was renewed.
    pub renewals: usize,
    /// Who leads what is departed from.
    pub lead: Option<PersonLink>,
    /// That they have seen it.
    pub seen: Option<SeenBy>,
    /// How long ago what is departed from changed, if nobody has said a word since.
    pub changed: Option<String>,
    /// What is departed from is in use: not retired, not closed.
    pub stands: bool,
    pub ended: Option<Time>,
}

/// Who has seen it, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "VeerOffSeen")]
pub struct SeenBy {
    pub person: PersonLink,
    pub ago: String,
}

pub fn row(sight: Sight<'_>, id: VeerOffId, known: &VeerOff, now: Time) -> Option<Row> {
    let term = known.terms.last()?;
    let lead = known.of.lead(sight);
    let seen = known
        .seen
        .iter()
        .rev()
        .find(|(seen, _)| Some(*seen) == lead);
    let changed = known.changed_since(sight).filter(|_| known.is_open());
    Some(Row {
        id,
        of: known.of.link(sight)?,
        team: team::link(sight, known.team),
        stakeholder: sight.text(known.stakeholder),
        reason: sight.text(term.reason),
        until: Some(term.until),
        left: left(term.until, now),
        is_past: known.is_past_its_day(now),
        renewals: known.terms.len() - 1,
        lead: lead.map(|lead| person::link(sight, lead)),
        seen: seen.map(|(person, at)| SeenBy {
            person: person::link(sight, *person),
            ago: at.ago(now),
        }),
        changed: changed.map(|at| at.ago(now)),
        stands: known.of.stands(sight),
        ended: known.ended.map(|ended| ended.at),
    })
}

/// How far a day is off.
fn left(until: Date, now: Time) -> String {
    let days = (Time::start_of(until).0 - Time::start_of(now.date()).0) / DAY;
    match days {
        0 => "ends today".to_owned(),
        1.. => format!("{} left", span(days)),
        _ => format!("{} past its day", span(-days)),
    }
}

/// A veer-off's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct VeerOffPage {
    pub row: Row,
    pub title: String,
    pub by: Option<PersonLink>,
    pub at: Time,
    /// Newest first.
    pub terms: Vec<TermView>,
    /// Initiatives that propose to change what is departed from.
    pub proposals: Vec<InitiativeLink>,
    pub ended: Option<EndedView>,
    pub may: May,
}

/// Why, and until when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "VeerOffTerm")]
pub struct TermView {
    pub reason: Text,
    pub until: Date,
    pub at: Time,
    pub by: Option<PersonLink>,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "VeerOffEnded")]
pub struct EndedView {
    pub text: Text,
    pub at: Time,
    pub by: Option<PersonLink>,
}

/// What whoever looks may do.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "MayDoWithVeerOff")]
pub struct May {
    /// They are of the team, and it goes on.
    pub end: bool,
    /// The same, and what is departed from is in use.
    pub renew: bool,
    /// They lead what is departed from and have not seen it yet.
    pub acknowledge: bool,
}

pub fn page(
    sight: Sight<'_>,
    viewer: Option<PersonId>,
    id: VeerOffId,
    now: Time,
) -> Option<VeerOffPage> {
    let known = sight.veer_off(id)?;
    let row = row(sight, id, known, now)?;
    let who = |by: Option<PersonId>| by.map(|by| person::link(sight, by));
    let term = |term: &Term| TermView {
        reason: sight.text(term.reason),
        until: term.until,
        at: term.at,
        by: who(term.by),
    };
    let end = known.is_open() && translation::is_of(sight, viewer, known.team);
    Some(VeerOffPage {
        title: link(sight, id, known).title,
        by: who(known.by),
        at: known.at,
        terms: known.terms.iter().rev().map(term).collect(),
        proposals: sight
            .of(&known.proposals)
            .map(|(id, entity)| initiative::link(sight, id, entity))
            .collect(),
        ended: known.ended.map(|ended| EndedView {
            text: sight.text(ended.text),
            at: ended.at,
            by: who(ended.by),
        }),
        may: May {
            end,
            renew: end && row.stands,
            acknowledge: viewer.is_some() && known.waits_for(sight) == viewer,
        },
        row,
    })
}

/// Veer-offs: open ones unless ended ones are asked for, those past their day first. A number such as C-7 in what is
/// looked for finds those from it.
pub fn list(sight: Sight<'_>, asked: &Asked, now: Time) -> Listed<Row> {
    let wants_ended = asked.stage.as_deref() == Some("ended");
    let wanted = asked.words();
    let point = match asked.find.parse() {
        Ok(Reference::Entry(id)) => Some(Point::Entry(id)),
        Ok(Reference::Goal(id)) => Some(Point::Goal(id)),
        Ok(Reference::Gap(_) | Reference::Initiative(_) | Reference::VeerOff(_)) | Err(_) => None,
    };
    let says = |id: VeerOffId, known: &VeerOff| {
        let title = link(sight, id, known).title;
        let told = format!("{id} {title} {}", sight.words().short(known.stakeholder));
        let told = told.to_lowercase();
        wanted.iter().all(|word| told.contains(word))
    };
    let matches = |id: VeerOffId, known: &VeerOff| {
        known.is_open() != wants_ended
            && asked
                .team
                .is_none_or(|team| team::is_within(sight, known.team, team))
            && match point {
                Some(point) => known.of == point,
                None => wanted.is_empty() || says(id, known),
            }
    };
    let all = sight.veer_offs();
    let found = sorted(all.filter(|(id, known)| matches(*id, known)));
    asked.page_of_some(&found, |(id, known)| row(sight, *id, known, now))
}

/// Open ones first, by the day they end, so that those past it lead; then ended ones, newest first.
fn sorted<'a>(
    found: impl Iterator<Item = (VeerOffId, &'a VeerOff)>,
) -> Vec<(VeerOffId, &'a VeerOff)> {
    let mut found: Vec<(VeerOffId, &VeerOff)> = found.collect();
    found.sort_by_key(|(_, known)| match known.ended {
        None => (false, known.until(), None),
        Some(ended) => (true, None, Some(Reverse(ended.at))),
    });
    found
}

/// Who departs from an entry or a goal, and who did.
pub fn of_point(sight: Sight<'_>, of: Point, now: Time) -> Vec<Row> {
    let all = sight.veer_offs().filter(|(_, known)| known.of == of);
    rows(sight, all, now)
}

/// What a team departs from, and did.
pub fn of_team(sight: Sight<'_>, team: TeamId, now: Time) -> Vec<Row> {
    let all = sight.veer_offs().filter(|(_, known)| known.team == team);
    rows(sight, all, now)
}

fn rows<'a>(
    sight: Sight<'a>,
    found: impl Iterator<Item = (VeerOffId, &'a VeerOff)>,
    now: Time,
) -> Vec<Row> {
    let found = sorted(found).into_iter();
    found
        .filter_map(|(id, known)| row(sight, id, known, now))
        .collect()
}
