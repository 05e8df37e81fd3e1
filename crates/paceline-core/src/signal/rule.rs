//! The rules by name: what each finds, why that matters, and what to do about it.

use serde::{Deserialize, Serialize};

use super::{
    agreement_past_its_review, check_in_missed_twice, confidence_falling, decides_alone,
    delivered_without_credit, feedback_unanswered, first_lead_unfollowed, gap_worse_after_delivery,
    goal_without_lead, goal_without_measure, hand_over_not_taken_up, inert_gap, leads_alone,
    measure_never_moved, nobody_follows, nobody_leads, nobody_serves, nobody_translates,
    objection_left_lying, objection_without_way_out, orphan_goal, overclocked, past_its_review,
    random_initiative, says_done_looks_open, says_open_looks_done, silent_lead, stale_goal,
    stale_translation, stuck, support_came_late, too_many_goals, trial_past_its_time,
    undeclared_departure, unheard_last_call, veer_off_past_its_date, waiting_for_support,
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
    FirstLeadUnfollowed,
    HandOverNotTakenUp,
    TrialPastItsTime,
    CheckInMissedTwice,
    LeadsAlone,
    SupportCameLate,
    FeedbackUnanswered,
    ObjectionLeftLying,
    ObjectionWithoutWayOut,
    UnheardLastCall,
    AgreementPastItsReview,
    DeliveredWithoutCredit,
    InertGap,
    GapWorseAfterDelivery,
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
    pub const ALL: [Self; 37] = [
        Self::NobodyLeads,
        Self::SilentLead,
        Self::NobodyFollows,
        Self::WaitingForSupport,
        Self::Stuck,
        Self::SaysDoneLooksOpen,
        Self::SaysOpenLooksDone,
        Self::DecidesAlone,
        Self::Overclocked,
        Self::FirstLeadUnfollowed,
        Self::HandOverNotTakenUp,
        Self::TrialPastItsTime,
        Self::CheckInMissedTwice,
        Self::LeadsAlone,
        Self::SupportCameLate,
        Self::FeedbackUnanswered,
        Self::ObjectionLeftLying,
        Self::ObjectionWithoutWayOut,
        Self::UnheardLastCall,
        Self::AgreementPastItsReview,
        Self::DeliveredWithoutCredit,
        Self::InertGap,
        Self::GapWorseAfterDelivery,
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
            Self::FirstLeadUnfollowed => "first-lead-unfollowed",
            Self::HandOverNotTakenUp => "hand-over-not-taken-up",
            Self::TrialPastItsTime => "trial-past-its-time",
            Self::CheckInMissedTwice => "check-in-missed-twice",
            Self::LeadsAlone => "leads-alone",
            Self::SupportCameLate => "support-came-late",
            Self::FeedbackUnanswered => "feedback-unanswered",
            Self::ObjectionLeftLying => "objection-left-lying",
            Self::ObjectionWithoutWayOut => "objection-without-way-out",
            Self::UnheardLastCall => "unheard-last-call",
            Self::AgreementPastItsReview => "agreement-past-its-review",
            Self::DeliveredWithoutCredit => "delivered-without-credit",
            Self::InertGap => "inert-gap",
            Self::GapWorseAfterDelivery => "gap-worse-after-delivery",
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
            Self::FirstLeadUnfollowed => "A first lead, and nobody follows",
            Self::HandOverNotTakenUp => "A hand-over not taken up",
            Self::TrialPastItsTime => "A trial lead past its time",
            Self::CheckInMissedTwice => "Two check-ins missed",
            Self::LeadsAlone => "Leads alone",
            Self::SupportCameLate => "Support came late",
            Self::FeedbackUnanswered => "Feedback without an answer",
            Self::ObjectionLeftLying => "An objection left lying",
            Self::ObjectionWithoutWayOut => "An objection without a way out",
            Self::UnheardLastCall => "A last call that nobody asked has answered",
            Self::AgreementPastItsReview => "An agreement past its review",
            Self::DeliveredWithoutCredit => "Delivered without credit",
            Self::InertGap => "Seen, and nobody acts",
            Self::GapWorseAfterDelivery => "Worse after a delivery",
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
            | Self::Overclocked
            | Self::FirstLeadUnfollowed
            | Self::HandOverNotTakenUp
            | Self::TrialPastItsTime
            | Self::CheckInMissedTwice
            | Self::LeadsAlone
            | Self::SupportCameLate => Area::LeadAndFollow,
            Self::FeedbackUnanswered
            | Self::ObjectionLeftLying
            | Self::ObjectionWithoutWayOut
            | Self::UnheardLastCall
            | Self::AgreementPastItsReview
            | Self::DeliveredWithoutCredit => Area::Agreement,
            Self::InertGap
            | Self::GapWorseAfterDelivery
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
            Self::FirstLeadUnfollowed => first_lead_unfollowed::WHY,
            Self::HandOverNotTakenUp => hand_over_not_taken_up::WHY,
            Self::TrialPastItsTime => trial_past_its_time::WHY,
            Self::CheckInMissedTwice => check_in_missed_twice::WHY,
            Self::LeadsAlone => leads_alone::WHY,
            Self::SupportCameLate => support_came_late::WHY,
            Self::FeedbackUnanswered => feedback_unanswered::WHY,
            Self::ObjectionLeftLying => objection_left_lying::WHY,
            Self::ObjectionWithoutWayOut => objection_without_way_out::WHY,
            Self::UnheardLastCall => unheard_last_call::WHY,
            Self::AgreementPastItsReview => agreement_past_its_review::WHY,
            Self::DeliveredWithoutCredit => delivered_without_credit::WHY,
            Self::InertGap => inert_gap::WHY,
            Self::GapWorseAfterDelivery => gap_worse_after_delivery::WHY,
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
            Self::FirstLeadUnfollowed => first_lead_unfollowed::NEXT,
            Self::HandOverNotTakenUp => hand_over_not_taken_up::NEXT,
            Self::TrialPastItsTime => trial_past_its_time::NEXT,
            Self::CheckInMissedTwice => check_in_missed_twice::NEXT,
            Self::LeadsAlone => leads_alone::NEXT,
            Self::SupportCameLate => support_came_late::NEXT,
            Self::FeedbackUnanswered => feedback_unanswered::NEXT,
            Self::ObjectionLeftLying => objection_left_lying::NEXT,
            Self::ObjectionWithoutWayOut => objection_without_way_out::NEXT,
            Self::UnheardLastCall => unheard_last_call::NEXT,
            Self::AgreementPastItsReview => agreement_past_its_review::NEXT,
            Self::DeliveredWithoutCredit => delivered_without_credit::NEXT,
            Self::InertGap => inert_gap::NEXT,
            Self::GapWorseAfterDelivery => gap_worse_after_delivery::NEXT,
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
        matches!(self, Self::Overclocked | Self::LeadsAlone)
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
    /// Feedback, objections, consent, and the credit at the end.
    Agreement,
    GapsAndGoals,
    Compass,
}

impl Area {
    pub const ALL: [Self; 4] = [
        Self::LeadAndFollow,
        Self::Agreement,
        Self::GapsAndGoals,
        Self::Compass,
    ];

    /// As it stands in an id.
    pub fn word(self) -> &'static str {
        match self {
            Self::LeadAndFollow => "lead-and-follow",
            Self::Agreement => "agreement",
            Self::GapsAndGoals => "gaps-and-goals",
            Self::Compass => "compass",
        }
    }

    /// As a heading.
    pub fn title(self) -> &'static str {
        match self {
            Self::LeadAndFollow => "Lead and follow",
            Self::Agreement => "Agreement and credit",
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
