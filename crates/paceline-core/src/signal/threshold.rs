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
}

impl Threshold {
    pub const ALL: [Self; 17] = [
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
            | Self::OutdatedAfterDays => 14,
            Self::SilentAfterDays => 180,
            Self::StuckAfterDays => 365,
            Self::LeadsAtMost => 4,
            Self::GraceDays => 7,
            Self::GoalsAtMost => 5,
            Self::UnmovedAfterDays => 60,
            Self::RestsAfterDays => 270,
        }
    }
}
