//! Signals: named rules over the whole record, each with what, since when, the evidence, why it matters and what next.
//!
//! A rule is a file with one function from the state to findings. Whatever a foreign record has no place for
//! ([`CannotSay`](crate::initiative::CannotSay)) is never reported as missing.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::{GapId, InitiativeId, PersonId, Seq, Sight, Time, gap, initiative, person};

mod decides_alone;
mod inert_gap;
mod nobody_follows;
mod nobody_leads;
mod overclocked;
mod random_initiative;
mod says_done_looks_open;
mod says_open_looks_done;
mod silent_lead;
mod step;
mod stuck;
mod waiting_for_support;

pub use step::{NextStep, Step, next_step};

/// The name of a rule, as it stands in `--only`, in settings and in the guide.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    InertGap,
    RandomInitiative,
    NobodyLeads,
    SilentLead,
    NobodyFollows,
    WaitingForSupport,
    Stuck,
    Overclocked,
    DecidesAlone,
    SaysDoneLooksOpen,
    SaysOpenLooksDone,
}

impl Rule {
    pub const ALL: [Self; 11] = [
        Self::NobodyLeads,
        Self::SilentLead,
        Self::NobodyFollows,
        Self::WaitingForSupport,
        Self::Stuck,
        Self::SaysDoneLooksOpen,
        Self::SaysOpenLooksDone,
        Self::InertGap,
        Self::RandomInitiative,
        Self::DecidesAlone,
        Self::Overclocked,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::InertGap => "inert-gap",
            Self::RandomInitiative => "random-initiative",
            Self::NobodyLeads => "nobody-leads",
            Self::SilentLead => "silent-lead",
            Self::NobodyFollows => "nobody-follows",
            Self::WaitingForSupport => "waiting-for-support",
            Self::Stuck => "stuck",
            Self::Overclocked => "overclocked",
            Self::DecidesAlone => "decides-alone",
            Self::SaysDoneLooksOpen => "says-done-looks-open",
            Self::SaysOpenLooksDone => "says-open-looks-done",
        }
    }

    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.name() == name)
    }

    /// What it finds, as a heading.
    pub fn title(self) -> &'static str {
        match self {
            Self::InertGap => "Seen, and nobody acts",
            Self::RandomInitiative => "Serves no gap and no goal",
            Self::NobodyLeads => "Nobody leads",
            Self::SilentLead => "The lead has gone silent",
            Self::NobodyFollows => "Nobody follows",
            Self::WaitingForSupport => "Waits for support",
            Self::Stuck => "Stuck in a stage",
            Self::Overclocked => "Overclocked",
            Self::DecidesAlone => "Decides alone",
            Self::SaysDoneLooksOpen => "Says done, looks open",
            Self::SaysOpenLooksDone => "Says open, looks done",
        }
    }

    /// Why it matters: one sentence.
    pub fn why(self) -> &'static str {
        match self {
            Self::InertGap => inert_gap::WHY,
            Self::RandomInitiative => random_initiative::WHY,
            Self::NobodyLeads => nobody_leads::WHY,
            Self::SilentLead => silent_lead::WHY,
            Self::NobodyFollows => nobody_follows::WHY,
            Self::WaitingForSupport => waiting_for_support::WHY,
            Self::Stuck => stuck::WHY,
            Self::Overclocked => overclocked::WHY,
            Self::DecidesAlone => decides_alone::WHY,
            Self::SaysDoneLooksOpen => says_done_looks_open::WHY,
            Self::SaysOpenLooksDone => says_open_looks_done::WHY,
        }
    }

    /// One next step.
    pub fn next(self) -> Next {
        match self {
            Self::InertGap => inert_gap::NEXT,
            Self::RandomInitiative => random_initiative::NEXT,
            Self::NobodyLeads => nobody_leads::NEXT,
            Self::SilentLead => silent_lead::NEXT,
            Self::NobodyFollows => nobody_follows::NEXT,
            Self::WaitingForSupport => waiting_for_support::NEXT,
            Self::Stuck => stuck::NEXT,
            Self::Overclocked => overclocked::NEXT,
            Self::DecidesAlone => decides_alone::NEXT,
            Self::SaysDoneLooksOpen => says_done_looks_open::NEXT,
            Self::SaysOpenLooksDone => says_open_looks_done::NEXT,
        }
    }

    /// Whether its findings measure one person, and so are shown to that person alone ('Not surveillance').
    pub fn is_about_a_person(self) -> bool {
        self == Self::Overclocked
    }
}

impl std::fmt::Display for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

/// The next step of a finding: a button's word and the sentence behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "RuleNext")]
pub struct Next {
    pub button: &'static str,
    pub sentence: &'static str,
}

/// A number that an organisation can set, with its default.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Threshold {
    /// Days a gap may lie before it is inert.
    InertAfterDays,
    /// Days a new initiative may serve nothing.
    RandomAfterDays,
    /// Days without a sign of life where no rhythm is set.
    SilentAfterDays,
    /// Days a new initiative may go without a follower.
    UnfollowedAfterDays,
    /// Days an ask may wait.
    UnansweredAfterDays,
    /// Days in one stage.
    StuckAfterDays,
    /// Active leads that still fit one person.
    LeadsAtMost,
    /// Days after a check-in was due at which a goal turns stale.
    GraceDays,
    /// Open goals with an end that still fit one team, or the organisation.
    GoalsAtMost,
}

impl Threshold {
    pub const ALL: [Self; 9] = [
        Self::InertAfterDays,
        Self::RandomAfterDays,
        Self::SilentAfterDays,
        Self::UnfollowedAfterDays,
        Self::UnansweredAfterDays,
        Self::StuckAfterDays,
        Self::LeadsAtMost,
        Self::GraceDays,
        Self::GoalsAtMost,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::InertAfterDays => "inert-after-days",
            Self::RandomAfterDays => "random-after-days",
            Self::SilentAfterDays => "silent-after-days",
            Self::UnfollowedAfterDays => "unfollowed-after-days",
            Self::UnansweredAfterDays => "unanswered-after-days",
            Self::StuckAfterDays => "stuck-after-days",
            Self::LeadsAtMost => "leads-at-most",
            Self::GraceDays => "grace-days",
            Self::GoalsAtMost => "goals-at-most",
        }
    }

    pub fn named(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|threshold| threshold.name() == name)
    }

    pub fn default_value(self) -> u32 {
        match self {
            Self::InertAfterDays | Self::UnansweredAfterDays => 30,
            Self::RandomAfterDays | Self::UnfollowedAfterDays => 14,
            Self::SilentAfterDays => 180,
            Self::StuckAfterDays => 365,
            Self::LeadsAtMost => 4,
            Self::GraceDays => 7,
            Self::GoalsAtMost => 5,
        }
    }
}

/// What a finding is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    Gap(GapId),
    Initiative(InitiativeId),
    Person(PersonId),
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    pub rule: Rule,
    pub subject: Subject,
    pub since: Time,
    pub evidence: Vec<Evidence>,
}

impl Finding {
    /// What is about a person is seen by that person alone; what is about an initiative, by whoever may read it.
    fn may_be_seen_by(&self, sight: Sight<'_>) -> bool {
        match self.subject {
            Subject::Person(person) => sight.me() == Some(person),
            Subject::Gap(gap) => sight.sees_the_organisation() && sight.gap(gap).is_some(),
            Subject::Initiative(id) => sight.initiative(id).is_some(),
        }
    }
}

/// An event of the journal that shows it, and what it shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Evidence {
    pub seq: Seq,
    pub at: Time,
    pub what: String,
}

/// Everything found, rule by rule in the order of [`Rule::ALL`], the longest standing first.
pub fn all(sight: Sight<'_>, now: Time) -> Vec<Finding> {
    let mut found = Vec::new();
    for (id, _) in sight.gaps() {
        found.extend(inert_gap::find(sight, id, now));
    }
    for (id, entity) in sight.initiatives() {
        about(sight, id, entity, now, &mut found);
    }
    found.extend(overclocked::find(sight));
    sort(&mut found);
    found
}

fn sort(found: &mut [Finding]) {
    let place = |rule: Rule| Rule::ALL.iter().position(|other| *other == rule);
    found.sort_by_key(|finding| (place(finding.rule), finding.since, finding.subject));
}

/// Everything found about one initiative.
pub fn about_initiative(sight: Sight<'_>, id: InitiativeId, now: Time) -> Vec<Finding> {
    let mut found = Vec::new();
    if let Some(entity) = sight.initiative(id) {
        about(sight, id, entity, now, &mut found);
    }
    sort(&mut found);
    found
}

fn about(
    sight: Sight<'_>,
    id: InitiativeId,
    entity: &initiative::Initiative,
    now: Time,
    found: &mut Vec<Finding>,
) {
    found.extend(says_done_looks_open::find(sight, id, entity));
    if !entity.stage.is_active() {
        return;
    }
    found.extend(nobody_leads::find(id, entity));
    found.extend(silent_lead::find(sight, id, entity, now));
    found.extend(nobody_follows::find(sight, id, entity, now));
    found.extend(waiting_for_support::find(sight, id, entity, now));
    found.extend(stuck::find(sight, id, entity, now));
    found.extend(says_open_looks_done::find(sight, id, entity));
    found.extend(random_initiative::find(sight, id, entity, now));
    found.extend(decides_alone::find(sight, id, entity));
}

/// Everything found, worked out once for everybody; each sees what they may see of it. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Findings(Arc<[Finding]>);

impl Findings {
    /// The same whoever looks.
    pub fn of(sight: Sight<'_>, now: Time) -> Self {
        Self(all(sight.whole(), now).into())
    }

    /// What the viewer may see: about a person only when it is them, about an initiative only what they may read.
    pub fn seen_by(&self, sight: Sight<'_>) -> impl Iterator<Item = &Finding> {
        let all = self.0.iter();
        all.filter(move |finding| finding.may_be_seen_by(sight))
    }
}

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
    Initiative(initiative::InitiativeLink),
    Person(person::PersonLink),
}

/// The finding, unless its subject may not be read.
pub fn view(sight: Sight<'_>, finding: Finding, now: Time) -> Option<FindingView> {
    let subject = match finding.subject {
        Subject::Gap(gap) => SubjectView::Gap(gap::link(sight, gap)),
        Subject::Initiative(initiative) => {
            let entity = sight.initiative(initiative)?;
            SubjectView::Initiative(initiative::link(sight, initiative, entity))
        }
        Subject::Person(person) => SubjectView::Person(person::link(sight, person)),
    };
    Some(FindingView {
        rule: finding.rule,
        subject,
        since: finding.since,
        ago: finding.since.ago(now),
        evidence: finding.evidence,
        why: finding.rule.why(),
        next: finding.rule.next(),
    })
}

#[cfg(test)]
mod tests;
