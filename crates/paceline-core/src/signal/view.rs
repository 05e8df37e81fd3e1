//! What is shown of a finding.

use serde::Serialize;

use super::{Evidence, Finding, Next, Rule, Subject};
use crate::{
    Sight, Time,
    compass::{self, PointLink},
    gap, goal, initiative, person,
    team::{self, TeamLink},
    veer_off,
};

/// A finding as a page shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct FindingView {
    pub rule: Rule,
    pub subject: SubjectView,
    pub since: Time,
    pub ago: String,
    pub evidence: Vec<Evidence>,
    pub why: &'static str,
    pub next: Next,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SubjectView {
    Gap(gap::GapLink),
    Goal(goal::GoalLink),
    Initiative(initiative::InitiativeLink),
    Entry(compass::EntryLink),
    VeerOff(veer_off::VeerOffLink),
    Translation(TranslationView),
    Team(TeamLink),
    Organisation,
    Person(person::PersonLink),
}

/// A team's translation as a finding names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "TranslationFound")]
pub struct TranslationView {
    pub of: PointLink,
    pub team: TeamLink,
}

impl Subject {
    /// As it is shown, unless it may not be read.
    pub fn view(self, sight: Sight<'_>) -> Option<SubjectView> {
        let view = match self {
            Self::Gap(gap) => SubjectView::Gap(gap::link(sight, gap)),
            Self::Goal(goal) => SubjectView::Goal(goal::link(sight, goal)),
            Self::Initiative(id) => {
                let entity = sight.initiative(id)?;
                SubjectView::Initiative(initiative::link(sight, id, entity))
            }
            Self::Entry(id) => SubjectView::Entry(compass::link(sight, id, sight.entry(id)?)),
            Self::VeerOff(id) => {
                let known = sight.veer_off(id)?;
                SubjectView::VeerOff(veer_off::link(sight, id, known))
            }
            Self::Translation(of, team) => SubjectView::Translation(TranslationView {
                of: of.link(sight)?,
                team: team::link(sight, team),
            }),
            Self::Team(team) => SubjectView::Team(team::link(sight, team)),
            Self::Organisation => SubjectView::Organisation,
            Self::Person(person) => SubjectView::Person(person::link(sight, person)),
        };
        Some(view)
    }
}

impl SubjectView {
    /// The number or name under which it is known for good: `G-3`, `@priya`.
    pub fn key(&self) -> String {
        match self {
            Self::Gap(gap) => gap.id.to_string(),
            Self::Goal(goal) => goal.id.to_string(),
            Self::Initiative(initiative) => initiative.id.to_string(),
            Self::Entry(entry) => entry.id.to_string(),
            Self::VeerOff(veer_off) => veer_off.id.to_string(),
            Self::Translation(known) => format!("{} {}", known.of.key(), known.team.slug),
            Self::Team(team) => team.slug.clone(),
            Self::Organisation => "organisation".to_owned(),
            Self::Person(person) => person.id.to_string(),
        }
    }

    /// What it is called.
    pub fn title(&self) -> String {
        match self {
            Self::Gap(gap) => gap.is.clone(),
            Self::Goal(goal) => goal.title.clone(),
            Self::Initiative(initiative) => initiative.title.clone(),
            Self::Entry(entry) => entry.title.clone(),
            Self::VeerOff(known) => known.title.clone(),
            Self::Translation(known) => known.title(),
            Self::Team(team) => team.name.clone(),
            Self::Organisation => "The whole organisation".to_owned(),
            Self::Person(person) => person.name.clone(),
        }
    }
}

impl TranslationView {
    /// What is translated, and for whom.
    pub fn title(&self) -> String {
        format!("{}, for {}", self.of.title(), self.team.name)
    }
}

impl PointLink {
    fn key(&self) -> String {
        match self {
            Self::Entry(entry) => entry.id.to_string(),
            Self::Goal(goal) => goal.id.to_string(),
        }
    }

    fn title(&self) -> &str {
        match self {
            Self::Entry(entry) => &entry.title,
            Self::Goal(goal) => &goal.title,
        }
    }
}

/// The finding, unless its subject may not be read.
pub fn view(sight: Sight<'_>, finding: Finding, now: Time) -> Option<FindingView> {
    Some(FindingView {
        rule: finding.rule,
        subject: finding.subject.view(sight)?,
        since: finding.since,
        ago: finding.since.ago(now),
        evidence: finding.evidence,
        why: finding.rule.why(),
        next: finding.rule.next(),
    })
}
