//! What happened between two days, in words.

use std::fmt::Write as _;

use serde::Serialize;

use super::Changes;

/// What happened to a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "AlignmentDid")]
pub enum Did {
    StrategyWritten,
    StrategyRevised,
    StrategyRetired,
    GoalSet,
    GoalAchieved,
    GoalMissed,
    GoalDropped,
    GoalReopened,
    GoalStatus,
    GoalServes,
    GoalTeam,
    GoalRevised,
    InitiativeStarted,
    InitiativeDelivered,
    InitiativePutDown,
    InitiativeSuperseded,
    InitiativeStage,
    InitiativeServes,
    InitiativeTeam,
    VeerOffBegan,
    VeerOffRenewed,
    VeerOffEnded,
    TranslationWritten,
    TranslationRenewed,
    TranslationStale,
    TeamFormed,
    TeamMoved,
}

impl Did {
    pub const ALL: [Self; 27] = [
        Self::StrategyWritten,
        Self::StrategyRevised,
        Self::StrategyRetired,
        Self::GoalSet,
        Self::GoalAchieved,
        Self::GoalMissed,
        Self::GoalDropped,
        Self::GoalReopened,
        Self::GoalStatus,
        Self::GoalServes,
        Self::GoalTeam,
        Self::GoalRevised,
        Self::InitiativeStarted,
        Self::InitiativeDelivered,
        Self::InitiativePutDown,
        Self::InitiativeSuperseded,
        Self::InitiativeStage,
        Self::InitiativeServes,
        Self::InitiativeTeam,
        Self::VeerOffBegan,
        Self::VeerOffRenewed,
        Self::VeerOffEnded,
        Self::TranslationWritten,
        Self::TranslationRenewed,
        Self::TranslationStale,
        Self::TeamFormed,
        Self::TeamMoved,
    ];

    /// What happened, as it stands beside the thing.
    pub fn word(self) -> &'static str {
        match self {
            Self::StrategyWritten | Self::GoalSet | Self::InitiativeStarted | Self::TeamFormed => {
                "new"
            }
            Self::StrategyRevised | Self::GoalRevised => "revised",
            Self::StrategyRetired => "retired",
            Self::GoalAchieved => "achieved",
            Self::GoalMissed => "missed",
            Self::GoalDropped => "dropped",
            Self::GoalReopened => "opened again",
            Self::GoalStatus => "other status",
            Self::GoalServes | Self::InitiativeServes => "serves something else",
            Self::GoalTeam | Self::InitiativeTeam => "of another team",
            Self::InitiativeDelivered => "delivered",
            Self::InitiativePutDown => "put down",
            Self::InitiativeSuperseded => "superseded",
            Self::InitiativeStage => "other stage",
            Self::VeerOffBegan => "veer-off began",
            Self::VeerOffRenewed => "veer-off renewed",
            Self::VeerOffEnded => "veer-off ended",
            Self::TranslationWritten => "translated",
            Self::TranslationRenewed => "translated anew",
            Self::TranslationStale => "translation turned stale",
            Self::TeamMoved => "moved",
        }
    }

    /// One thing, several of them, and what happened to them.
    fn told(self) -> [&'static str; 3] {
        let strategy = |did| ["strategy", "strategies", did];
        let goal = |did| ["goal", "goals", did];
        let initiative = |did| ["initiative", "initiatives", did];
        let veer_off = |did| ["veer-off", "veer-offs", did];
        let translation = |did| ["translation", "translations", did];
        match self {
            Self::StrategyWritten => strategy("new"),
            Self::StrategyRevised => strategy("revised"),
            Self::StrategyRetired => strategy("retired"),
            Self::GoalSet => goal("new"),
            Self::GoalAchieved => goal("achieved"),
            Self::GoalMissed => goal("missed"),
            Self::GoalDropped => goal("dropped"),
            Self::GoalReopened => goal("opened again"),
            Self::GoalStatus => goal("with another status"),
            Self::GoalServes => goal("with something else to serve"),
            Self::GoalTeam => goal("with another team"),
            Self::GoalRevised => goal("revised"),
            Self::InitiativeStarted => initiative("new"),
            Self::InitiativeDelivered => initiative("delivered"),
            Self::InitiativePutDown => initiative("put down"),
            Self::InitiativeSuperseded => initiative("superseded"),
            Self::InitiativeStage => initiative("in another stage"),
            Self::InitiativeServes => initiative("with something else to serve"),
            Self::InitiativeTeam => initiative("with another team"),
            Self::VeerOffBegan => veer_off("new"),
            Self::VeerOffRenewed => veer_off("renewed"),
            Self::VeerOffEnded => veer_off("ended"),
            Self::TranslationWritten => translation("new"),
            Self::TranslationRenewed => translation("renewed"),
            Self::TranslationStale => translation("turned stale"),
            Self::TeamFormed => ["team", "teams", "new"],
            Self::TeamMoved => ["team", "teams", "moved"],
        }
    }
}

impl Changes {
    /// What changed, in a sentence: 'Since 1 January 2026: 4 goals new, 2 achieved; 1 initiative put down.'
    pub fn sentence(&self) -> String {
        let since = self.since.strftime("%-d %B %Y");
        let mut said = String::new();
        let mut before = "";
        for tally in &self.tally {
            let [one, many, did] = tally.did.told();
            let count = tally.count;
            if one == before {
                let _infallible = write!(said, ", {count} {did}");
            } else {
                let things = if count == 1 { one } else { many };
                let joint = if before.is_empty() { ": " } else { "; " };
                let _infallible = write!(said, "{joint}{count} {things} {did}");
            }
            before = one;
        }
        if said.is_empty() {
            return format!("Nothing has changed since {since}.");
        }
        format!("Since {since}{said}.")
    }
}
