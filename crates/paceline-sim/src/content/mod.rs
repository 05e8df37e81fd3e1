//! What people in the invented organisation write, by hand and by subject.
//!
//! A line may hold `{n}` (a small number), `{m}` (a larger one), `{name}` (a colleague), `{team}` and `{service}`.

mod accessibility;
mod api;
mod builds;
mod cost;
mod craft;
mod deprecation;
mod documentation;
mod hiring;
mod incidents;
mod migration;
mod observability;
mod onboarding;
mod oncall;
mod release;
mod security;
mod teamwork;
mod testing;

pub(crate) mod compass;
pub(crate) mod directions;
pub(crate) mod endings;
pub(crate) mod feedback;
pub(crate) mod lines;
pub(crate) mod names;
pub(crate) mod places;
pub(crate) mod said;
pub(crate) mod teams;
pub(crate) mod together;
pub(crate) mod whims;

pub(crate) use directions::Direction;

/// Everything written about one subject.
pub(crate) struct Pack {
    /// What teams aim at.
    pub(crate) goals: &'static [Direction],
    pub(crate) ideas: &'static [Idea],
    /// Check-ins when it goes well, is at risk, or is off track.
    pub(crate) good: &'static [&'static str],
    pub(crate) risky: &'static [&'static str],
    pub(crate) off: &'static [&'static str],
    /// What other teams are asked for.
    pub(crate) asks: &'static [&'static str],
}

/// A gap, what somebody does about it, and what it is like afterwards.
pub(crate) struct Idea {
    pub(crate) is: &'static str,
    pub(crate) ought: &'static str,
    pub(crate) title: &'static str,
    pub(crate) summary: &'static str,
    pub(crate) outcome: &'static str,
}

/// The subjects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Theme {
    Release,
    OnCall,
    Testing,
    Incidents,
    Onboarding,
    Hiring,
    Observability,
    Api,
    Cost,
    Security,
    Accessibility,
    Documentation,
    Migration,
    Deprecation,
    Builds,
    Teamwork,
    Craft,
}

impl Theme {
    pub(crate) const ALL: [Self; 17] = [
        Self::Release,
        Self::OnCall,
        Self::Testing,
        Self::Incidents,
        Self::Onboarding,
        Self::Hiring,
        Self::Observability,
        Self::Api,
        Self::Cost,
        Self::Security,
        Self::Accessibility,
        Self::Documentation,
        Self::Migration,
        Self::Deprecation,
        Self::Builds,
        Self::Teamwork,
        Self::Craft,
    ];

    /// Whether it is about how people work rather than about a service.
    pub(crate) fn is_about_people(self) -> bool {
        matches!(
            self,
            Self::OnCall
                | Self::Incidents
                | Self::Onboarding
                | Self::Hiring
                | Self::Documentation
                | Self::Teamwork
        )
    }

    pub(crate) fn pack(self) -> &'static Pack {
        match self {
            Self::Release => &release::PACK,
            Self::OnCall => &oncall::PACK,
            Self::Testing => &testing::PACK,
            Self::Incidents => &incidents::PACK,
            Self::Onboarding => &onboarding::PACK,
            Self::Hiring => &hiring::PACK,
            Self::Observability => &observability::PACK,
            Self::Api => &api::PACK,
            Self::Cost => &cost::PACK,
            Self::Security => &security::PACK,
            Self::Accessibility => &accessibility::PACK,
            Self::Documentation => &documentation::PACK,
            Self::Migration => &migration::PACK,
            Self::Deprecation => &deprecation::PACK,
            Self::Builds => &builds::PACK,
            Self::Teamwork => &teamwork::PACK,
            Self::Craft => &craft::PACK,
        }
    }
}
