//! What is shown of translations: of one entry or goal by team, and of one team with all that stands above it.

use serde::Serialize;

use super::{Change, Translation, changes};
use crate::{
    PersonId, Sight, TeamId, Text, Time,
    compass::{Point, PointLink},
    list::PAGE,
    person::{self, PersonLink},
    team::{self, Team, TeamLink},
};

/// A translation with its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct TranslationView {
    pub of: Point,
    pub team: TeamLink,
    pub text: Text,
    pub by: Option<PersonLink>,
    pub at: Time,
    pub ago: String,
    /// That it was said to hold for a later version.
    pub confirmed: Option<Confirmed>,
    /// What it translates has changed since.
    pub stale: Option<StaleView>,
    /// Earlier wordings, newest first.
    pub earlier: Vec<EarlierView>,
    /// Whoever looks is of the team.
    pub is_ours: bool,
}

/// Who said that a translation still holds, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "TranslationConfirmed")]
pub struct Confirmed {
    pub by: Option<PersonLink>,
    pub ago: String,
}

/// Since when a translation is stale, and what changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "TranslationStale")]
pub struct StaleView {
    pub ago: String,
    pub changes: Vec<Change>,
}

/// A wording that was replaced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "TranslationEarlier")]
pub struct EarlierView {
    pub text: Text,
    pub by: Option<PersonLink>,
    pub at: Time,
}

/// Every team's translation of one entry or goal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "TranslationsOfPoint")]
pub struct OfPoint {
    /// Stale ones first, then by the name of the team.
    pub translations: Vec<TranslationView>,
    pub more: usize,
    /// Teams below it that do something and have none yet, by name; at most a page of them.
    pub missing: Vec<TeamLink>,
    pub missing_in_all: usize,
    /// Teams of whoever looks for which they can write one.
    pub ours: Vec<TeamLink>,
}

/// What is above a team, with our words for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "TranslationsOfTeam")]
pub struct OfTeam {
    pub team: TeamLink,
    /// What has turned stale first, then what has none yet.
    pub above: Vec<Translatable>,
    pub more: usize,
    /// Of all that is above.
    pub translated: usize,
    pub stale: usize,
    pub untranslated: usize,
    /// Whoever looks is of the team.
    pub is_ours: bool,
}

/// Something above a team, and what it means for them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Translatable {
    pub of: PointLink,
    /// Whose it is; none for the organisation.
    pub whose: Option<TeamLink>,
    pub translation: Option<TranslationView>,
}

/// What each team makes of an entry or a goal; none where it may not be read.
pub fn of_point(sight: Sight<'_>, of: Point, now: Time) -> Option<OfPoint> {
    let scope = of.team(sight)?;
    let mut known: Vec<(TeamId, &Translation)> = sight.translations_of(of).collect();
    known.sort_by_cached_key(|(team, known)| {
        let is_fresh = !known.is_stale(sight, of);
        (is_fresh, name(sight, *team))
    });
    let more = known.len().saturating_sub(PAGE);
    let shown = known.iter().take(PAGE);
    let translations = shown.filter_map(|(team, known)| view(sight, of, *team, known, now));
    let translations: Vec<TranslationView> = translations.collect();
    let mut missing = Vec::new();
    if of.stands(sight) {
        missing = untranslated(sight, of, scope);
    }
    let missing_in_all = missing.len();
    missing.truncate(PAGE);
    let link = |team: TeamId| team::link(sight, team);
    Some(OfPoint {
        translations,
        more,
        missing: missing.into_iter().map(link).collect(),
        missing_in_all,
        ours: ours(sight, of).into_iter().map(link).collect(),
    })
}

fn name(sight: Sight<'_>, team: TeamId) -> String {
    team::link(sight, team).name.to_lowercase()
}

/// Teams below a scope that do something and have no translation, by name.
fn untranslated(sight: Sight<'_>, of: Point, scope: Option<TeamId>) -> Vec<TeamId> {
    if !sight.sees_the_organisation() {
        return Vec::new();
    }
    let lacks = |id: TeamId, team: &Team| {
        does_something(team)
            && scope.is_none_or(|scope| scope != id && team::is_within(sight, id, scope))
            && sight.translation(of, id).is_none()
    };
    let mut missing: Vec<TeamId> = sight
        .teams()
        .filter(|(id, team)| lacks(*id, team))
        .map(|(id, _)| id)
        .collect();
    missing.sort_by_cached_key(|id| name(sight, *id));
    missing
}

/// A team that is only a place in the tree has nothing to translate for.
fn does_something(team: &Team) -> bool {
    !team.members.is_empty() || !team.goals.is_empty() || !team.initiatives.is_empty()
}

/// Teams of whoever looks that stand below a point: their own first, then those above them.
fn ours(sight: Sight<'_>, of: Point) -> Vec<TeamId> {
    let me = sight.me().and_then(|me| sight.person(me));
    let mut found: Vec<TeamId> = Vec::new();
    if !of.stands(sight) || !sight.sees_the_organisation() {
        return found;
    }
    let mut next: Vec<TeamId> = me.map_or_else(Vec::new, |me| me.teams.clone());
    while !next.is_empty() {
        next.retain(|team| !found.contains(team) && of.is_above(sight, *team));
        found.extend(&next);
        let parents = next.iter().filter_map(|team| sight.team(*team)?.parent);
        next = parents.collect();
        next.dedup();
    }
    found
}

/// Whether somebody is of a team or of one below it.
pub(crate) fn is_of(sight: Sight<'_>, person: Option<PersonId>, team: TeamId) -> bool {
    let person = person.and_then(|person| sight.person(person));
    let teams = person.map_or(&[][..], |person| &person.teams);
    teams.iter().any(|own| team::is_within(sight, *own, team))
}

fn view(
    sight: Sight<'_>,
    of: Point,
    team: TeamId,
    known: &Translation,
    now: Time,
) -> Option<TranslationView> {
    let wording = known.wording()?;
    let who = |by: Option<PersonId>| by.map(|by| person::link(sight, by));
    let earlier = known.wordings.iter().rev().skip(1);
    let stale = (known.is_stale(sight, of) && of.stands(sight)).then(|| StaleView {
        ago: of.changed(sight).map_or_else(String::new, |at| at.ago(now)),
        changes: changes(sight, of, known.version),
    });
    Some(TranslationView {
        of,
        team: team::link(sight, team),
        text: sight.text(wording.text),
        by: who(wording.by),
        at: wording.at,
        ago: wording.at.ago(now),
        // A confirmation of earlier words says nothing of these.
        confirmed: known
            .confirmed
            .filter(|(at, _)| *at >= wording.at)
            .map(|(at, by)| Confirmed {
                by: who(by),
                ago: at.ago(now),
            }),
        stale,
        earlier: earlier
            .map(|earlier| EarlierView {
                text: sight.text(earlier.text),
                by: who(earlier.by),
                at: earlier.at,
            })
            .collect(),
        is_ours: is_of(sight, sight.me(), team),
    })
}

/// Everything that stands above a team, with its words for it; none for a guest.
pub fn of_team(sight: Sight<'_>, team: TeamId, now: Time) -> Option<OfTeam> {
    sight.team(team).filter(|_| sight.sees_the_organisation())?;
    let entries = sight.entries().map(|(id, _)| Point::Entry(id));
    let goals = sight.goals().map(|(id, _)| Point::Goal(id));
    let stands = |of: &Point| of.stands(sight) && of.is_above(sight, team);
    let mut above: Vec<(Point, Option<&Translation>)> = entries
        .chain(goals)
        .filter(stands)
        .map(|of| (of, sight.translation(of, team)))
        .collect();
    let place = |(of, known): &(Point, Option<&Translation>)| match known {
        Some(known) if known.is_stale(sight, *of) => 0,
        None => 1,
        Some(_) => 2,
    };
    above.sort_by_key(place);
    let count = |wanted: u8| above.iter().filter(|one| place(one) == wanted).count();
    let (stale, untranslated) = (count(0), count(1));
    let translated = above.len() - untranslated;
    let more = above.len().saturating_sub(PAGE);
    let shown = above.into_iter().take(PAGE);
    let above = shown.filter_map(|(of, known)| {
        Some(Translatable {
            of: of.link(sight)?,
            whose: of.team(sight)?.map(|whose| team::link(sight, whose)),
            translation: known.and_then(|known| view(sight, of, team, known, now)),
        })
    });
    Some(OfTeam {
        above: above.collect(),
        more,
        translated,
        stale,
        untranslated,
        team: team::link(sight, team),
        is_ours: is_of(sight, sight.me(), team),
    })
}
