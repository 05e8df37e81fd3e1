//! The rules by name: what each finds, why that matters, and what to do about it.

use serde::{Deserialize, Serialize};

use super::{
    confidence_falling, decides_alone, goal_without_lead, goal_without_measure, inert_gap,
    measure_never_moved, nobody_follows, nobody_leads, nobody_serves, nobody_translates,
    orphan_goal, overclocked, past_its_review, random_initiative, says_done_looks_open,
    says_open_looks_done, silent_lead, stale_goal, stale_translation, stuck, too_many_goals,
    undeclared_departure, veer_off_past_its_date, waiting_for_support,
};

/// The name of a rule, as it stands in `--only`, in settings and in the guide. In the order in which rules are told.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    NobodyLeads,
    SilentLead,
    NobodyFollows,
    WaitingForSupport,
    Stuck,
    SaysDoneLooksOpen,
    SaysOpenLooksDone,
    DecidesAlone,
    Overclocked,
    InertGap,
    RandomInitiative,
    GoalWithoutLead,
    GoalWithoutMeasure,
    StaleGoal,
    MeasureNeverMoved,
    ConfidenceFalling,
    TooManyGoals,
    OrphanGoal,
    NobodyServes,
    NobodyTranslates,
    StaleTranslation,
    UndeclaredDeparture,
    VeerOffPastItsDate,
    PastItsReview,
}

impl Rule {
    pub const ALL: [Self; 24] = [
        Self::NobodyLeads,
        Self::SilentLead,
        Self::NobodyFollows,
        Self::WaitingForSupport,
        Self::Stuck,
        Self::SaysDoneLooksOpen,
        Self::SaysOpenLooksDone,
        Self::DecidesAlone,
        Self::Overclocked,
        Self::InertGap,
        Self::RandomInitiative,
        Self::GoalWithoutLead,
        Self::GoalWithoutMeasure,
        Self::StaleGoal,
        Self::MeasureNeverMoved,
        Self::ConfidenceFalling,
        Self::TooManyGoals,
        Self::OrphanGoal,
        Self::NobodyServes,
        Self::NobodyTranslates,
        Self::StaleTranslation,
        Self::UndeclaredDeparture,
        Self::VeerOffPastItsDate,
        Self::PastItsReview,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::NobodyLeads => "nobody-leads",
            Self::SilentLead => "silent-lead",
            Self::NobodyFollows => "nobody-follows",
            Self::WaitingForSupport => "waiting-for-support",
            Self::Stuck => "stuck",
            Self::SaysDoneLooksOpen => "says-done-looks-open",
            Self::SaysOpenLooksDone => "says-open-looks-done",
            Self::DecidesAlone => "decides-alone",
            Self::Overclocked => "overclocked",
            Self::InertGap => "inert-gap",
            Self::RandomInitiative => "random-initiative",
            Self::GoalWithoutLead => "goal-without-lead",
            Self::GoalWithoutMeasure => "goal-without-measure",
            Self::StaleGoal => "stale-goal",
            Self::MeasureNeverMoved => "measure-never-moved",
            Self::ConfidenceFalling => "confidence-falling",
            Self::TooManyGoals => "too-many-goals",
            Self::OrphanGoal => "orphan-goal",
            Self::NobodyServes => "nobody-serves",
            Self::NobodyTranslates => "nobody-translates",
            Self::StaleTranslation => "stale-translation",
            Self::UndeclaredDeparture => "undeclared-departure",
            Self::VeerOffPastItsDate => "veer-off-past-its-date",
            Self::PastItsReview => "past-its-review",
        }
    }

    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.name() == name)
    }

    /// What it finds, as a heading.
    pub fn title(self) -> &'static str {
        match self {
            Self::NobodyLeads => "Nobody leads",
            Self::SilentLead => "The lead has gone silent",
            Self::NobodyFollows => "Nobody follows",
            Self::WaitingForSupport => "Waits for support",
            Self::Stuck => "Stuck in a stage",
            Self::SaysDoneLooksOpen => "Says done, looks open",
            Self::SaysOpenLooksDone => "Says open, looks done",
            Self::DecidesAlone => "Decides alone",
            Self::Overclocked => "Overclocked",
            Self::InertGap => "Seen, and nobody acts",
            Self::RandomInitiative => "Serves no gap and no goal",
            Self::GoalWithoutLead => "A goal without a lead",
            Self::GoalWithoutMeasure => "A goal without a measure",
            Self::StaleGoal => "A goal gone stale",
            Self::MeasureNeverMoved => "A measure that never moved",
            Self::ConfidenceFalling => "Confidence falls",
            Self::TooManyGoals => "Too many goals at once",
            Self::OrphanGoal => "Serves nothing above",
            Self::NobodyServes => "Nobody serves it",
            Self::NobodyTranslates => "Nobody translates it",
            Self::StaleTranslation => "A stale translation",
            Self::UndeclaredDeparture => "An undeclared departure",
            Self::VeerOffPastItsDate => "A veer-off past its date",
            Self::PastItsReview => "Past its review",
        }
    }

    /// What it is about.
    pub fn area(self) -> Area {
        match self {
            Self::NobodyLeads
            | Self::SilentLead
            | Self::NobodyFollows
            | Self::WaitingForSupport
            | Self::Stuck
            | Self::SaysDoneLooksOpen
            | Self::SaysOpenLooksDone
            | Self::DecidesAlone
            | Self::Overclocked => Area::LeadAndFollow,
            Self::InertGap
            | Self::RandomInitiative
            | Self::GoalWithoutLead
            | Self::GoalWithoutMeasure
            | Self::StaleGoal
            | Self::MeasureNeverMoved
            | Self::ConfidenceFalling
            | Self::TooManyGoals => Area::GapsAndGoals,
            Self::OrphanGoal
            | Self::NobodyServes
            | Self::NobodyTranslates
            | Self::StaleTranslation
            | Self::UndeclaredDeparture
            | Self::VeerOffPastItsDate
            | Self::PastItsReview => Area::Compass,
        }
    }

    /// Why it matters: one sentence.
    pub fn why(self) -> &'static str {
        match self {
            Self::NobodyLeads => nobody_leads::WHY,
            Self::SilentLead => silent_lead::WHY,
            Self::NobodyFollows => nobody_follows::WHY,
            Self::WaitingForSupport => waiting_for_support::WHY,
            Self::Stuck => stuck::WHY,
            Self::SaysDoneLooksOpen => says_done_looks_open::WHY,
            Self::SaysOpenLooksDone => says_open_looks_done::WHY,
            Self::DecidesAlone => decides_alone::WHY,
            Self::Overclocked => overclocked::WHY,
            Self::InertGap => inert_gap::WHY,
            Self::RandomInitiative => random_initiative::WHY,
            Self::GoalWithoutLead => goal_without_lead::WHY,
            Self::GoalWithoutMeasure => goal_without_measure::WHY,
            Self::StaleGoal => stale_goal::WHY,
            Self::MeasureNeverMoved => measure_never_moved::WHY,
            Self::ConfidenceFalling => confidence_falling::WHY,
            Self::TooManyGoals => too_many_goals::WHY,
            Self::OrphanGoal => orphan_goal::WHY,
            Self::NobodyServes => nobody_serves::WHY,
            Self::NobodyTranslates => nobody_translates::WHY,
            Self::StaleTranslation => stale_translation::WHY,
            Self::UndeclaredDeparture => undeclared_departure::WHY,
            Self::VeerOffPastItsDate => veer_off_past_its_date::WHY,
            Self::PastItsReview => past_its_review::WHY,
        }
    }

    /// One next step.
    pub fn next(self) -> Next {
        match self {
            Self::NobodyLeads => nobody_leads::NEXT,
            Self::SilentLead => silent_lead::NEXT,
            Self::NobodyFollows => nobody_follows::NEXT,
            Self::WaitingForSupport => waiting_for_support::NEXT,
            Self::Stuck => stuck::NEXT,
            Self::SaysDoneLooksOpen => says_done_looks_open::NEXT,
            Self::SaysOpenLooksDone => says_open_looks_done::NEXT,
            Self::DecidesAlone => decides_alone::NEXT,
            Self::Overclocked => overclocked::NEXT,
            Self::InertGap => inert_gap::NEXT,
            Self::RandomInitiative => random_initiative::NEXT,
            Self::GoalWithoutLead => goal_without_lead::NEXT,
            Self::GoalWithoutMeasure => goal_without_measure::NEXT,
            Self::StaleGoal => stale_goal::NEXT,
            Self::MeasureNeverMoved => measure_never_moved::NEXT,
            Self::ConfidenceFalling => confidence_falling::NEXT,
            Self::TooManyGoals => too_many_goals::NEXT,
            Self::OrphanGoal => orphan_goal::NEXT,
            Self::NobodyServes => nobody_serves::NEXT,
            Self::NobodyTranslates => nobody_translates::NEXT,
            Self::StaleTranslation => stale_translation::NEXT,
            Self::UndeclaredDeparture => undeclared_departure::NEXT,
            Self::VeerOffPastItsDate => veer_off_past_its_date::NEXT,
            Self::PastItsReview => past_its_review::NEXT,
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

/// What rules are about, so that many of them can be overlooked at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Area {
    LeadAndFollow,
    GapsAndGoals,
    Compass,
}

impl Area {
    pub const ALL: [Self; 3] = [Self::LeadAndFollow, Self::GapsAndGoals, Self::Compass];

    /// As it stands in an id.
    pub fn word(self) -> &'static str {
        match self {
            Self::LeadAndFollow => "lead-and-follow",
            Self::GapsAndGoals => "gaps-and-goals",
            Self::Compass => "compass",
        }
    }

    /// As a heading.
    pub fn title(self) -> &'static str {
        match self {
            Self::LeadAndFollow => "Lead and follow",
            Self::GapsAndGoals => "Gaps and goals",
            Self::Compass => "Compass",
        }
    }
}

/// The next step of a finding: a button's word and the sentence behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "RuleNext")]
pub struct Next {
    pub button: &'static str,
    pub sentence: &'static str,
}
