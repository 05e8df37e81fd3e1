//! Thresholds: the numbers of the rules that an organisation can set.

use serde::{Deserialize, Serialize};

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
    /// Days a goal may go without a key result.
    UnmeasuredAfterDays,
    /// Days a number may stand where it began.
    UnmovedAfterDays,
    /// Days a team's goal may serve nothing above it.
    OrphanAfterDays,
    /// Days a strategy may go without a goal or an initiative that serves it.
    UnservedAfterDays,
    /// Days something may stand above teams without a translation.
    UntranslatedAfterDays,
    /// Days a translation may lag behind what it translates.
    OutdatedAfterDays,
    /// Days after which an objection lapses unless it is renewed.
    LapsesAfterDays,
    /// Days without anything happening after which an initiative rests.
    RestsAfterDays,
    /// Days somebody's first lead may go without a follower.
    FirstLeadAfterDays,
    /// Days an offered lead may wait for an answer.
    OfferAfterDays,
    /// Days somebody may lead while nobody else does a part.
    AloneAfterDays,
    /// Days feedback may wait for an answer.
    FeedbackAfterDays,
    /// Days nothing may happen about an objection.
    LyingAfterDays,
    /// Days an objection may go without a way out that is offered.
    WayOutAfterDays,
    /// Days a last call may go on without a word from those who were asked.
    UnheardAfterDays,
    /// Days something delivered may go without credit.
    CreditAfterDays,
}

impl Threshold {
    pub const ALL: [Self; 25] = [
        Self::InertAfterDays,
        Self::RandomAfterDays,
        Self::SilentAfterDays,
        Self::UnfollowedAfterDays,
        Self::UnansweredAfterDays,
        Self::StuckAfterDays,
        Self::LeadsAtMost,
        Self::GraceDays,
        Self::GoalsAtMost,
        Self::UnmeasuredAfterDays,
        Self::UnmovedAfterDays,
        Self::OrphanAfterDays,
        Self::UnservedAfterDays,
        Self::UntranslatedAfterDays,
        Self::OutdatedAfterDays,
        Self::LapsesAfterDays,
        Self::RestsAfterDays,
        Self::FirstLeadAfterDays,
        Self::OfferAfterDays,
        Self::AloneAfterDays,
        Self::FeedbackAfterDays,
        Self::LyingAfterDays,
        Self::WayOutAfterDays,
        Self::UnheardAfterDays,
        Self::CreditAfterDays,
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
            Self::UnmeasuredAfterDays => "unmeasured-after-days",
            Self::UnmovedAfterDays => "unmoved-after-days",
            Self::OrphanAfterDays => "orphan-after-days",
            Self::UnservedAfterDays => "unserved-after-days",
            Self::UntranslatedAfterDays => "untranslated-after-days",
            Self::OutdatedAfterDays => "outdated-after-days",
            Self::LapsesAfterDays => "lapses-after-days",
            Self::RestsAfterDays => "rests-after-days",
            Self::FirstLeadAfterDays => "first-lead-after-days",
            Self::OfferAfterDays => "offer-after-days",
            Self::AloneAfterDays => "alone-after-days",
            Self::FeedbackAfterDays => "feedback-after-days",
            Self::LyingAfterDays => "lying-after-days",
            Self::WayOutAfterDays => "way-out-after-days",
            Self::UnheardAfterDays => "unheard-after-days",
            Self::CreditAfterDays => "credit-after-days",
        }
    }

    pub fn named(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|threshold| threshold.name() == name)
    }

    pub fn default_value(self) -> u32 {
        match self {
            Self::InertAfterDays
            | Self::UnansweredAfterDays
            | Self::UnservedAfterDays
            | Self::UntranslatedAfterDays
            | Self::LapsesAfterDays => 30,
            Self::RandomAfterDays
            | Self::UnfollowedAfterDays
            | Self::UnmeasuredAfterDays
            | Self::OrphanAfterDays
            | Self::OutdatedAfterDays
            | Self::FeedbackAfterDays
            | Self::WayOutAfterDays => 14,
            Self::SilentAfterDays => 180,
            Self::StuckAfterDays => 365,
            Self::LeadsAtMost => 4,
            Self::GraceDays
            | Self::FirstLeadAfterDays
            | Self::OfferAfterDays
            | Self::LyingAfterDays
            | Self::CreditAfterDays => 7,
            Self::UnheardAfterDays => 1,
            Self::GoalsAtMost => 5,
            Self::UnmovedAfterDays | Self::AloneAfterDays => 60,
            Self::RestsAfterDays => 270,
        }
    }
}
