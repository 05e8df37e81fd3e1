//! The one next step of a finding, for whoever looks: what helps the lead is not what helps anybody else.

use serde::Serialize;

use super::{Finding, Rule, Subject};
use crate::{EntryId, GapId, GoalId, InitiativeId, PersonId, Sight, initiative::Initiative};

/// Something that can be done next. Each door knows where it is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    StartFrom(GapId),
    TakeLead(InitiativeId),
    Follow(InitiativeId),
    AskForSupport(InitiativeId),
    AnswerAsk(InitiativeId),
    SayWhatItServes(InitiativeId),
    CheckIn(InitiativeId),
    MoveStage(InitiativeId),
    CheckInOnGoal(GoalId),
    OpenGoal(GoalId),
    /// The oldest feedback that waits for the lead's answer, by its number.
    AnswerFeedback(InitiativeId, u16),
    /// Read the current version of an entry of the compass.
    ReadEntry(EntryId),
    ReviewEntry(EntryId),
    StateFacetAnew(EntryId),
    Open(InitiativeId),
    /// The person's own page.
    LookAtMyOwn,
}

/// A next step, with the word on its button and the sentence behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct NextStep {
    pub step: Step,
    pub button: &'static str,
    pub sentence: &'static str,
}

/// The next step of a finding, for a viewer.
pub fn next_step(sight: Sight<'_>, viewer: Option<PersonId>, finding: &Finding) -> NextStep {
    let next = finding.rule.next();
    let with = |step: Step| NextStep {
        step,
        button: next.button,
        sentence: next.sentence,
    };
    let id = match finding.subject {
        Subject::Gap(gap) => return with(Step::StartFrom(gap)),
        Subject::Person(_) => return with(Step::LookAtMyOwn),
        Subject::Initiative(id) => id,
    };
    let leads = viewer.is_some() && sight.initiative(id).and_then(Initiative::lead) == viewer;
    match finding.rule {
        Rule::NobodyLeads => with(Step::TakeLead(id)),
        // Nobody follows themselves: what helps the lead is to ask.
        Rule::NobodyFollows if leads => NextStep {
            step: Step::AskForSupport(id),
            button: "Ask for support",
            sentence: "Ask one team or person for one thing; whoever helps is near to following.",
        },
        Rule::DecidesAlone if leads => with(Step::AskForSupport(id)),
        Rule::NobodyFollows => with(Step::Follow(id)),
        Rule::WaitingForSupport => with(Step::AnswerAsk(id)),
        Rule::RandomInitiative => with(Step::SayWhatItServes(id)),
        Rule::SilentLead if leads => with(Step::CheckIn(id)),
        Rule::Stuck | Rule::SaysDoneLooksOpen | Rule::SaysOpenLooksDone if leads => {
            with(Step::MoveStage(id))
        }
        Rule::SilentLead
        | Rule::DecidesAlone
        | Rule::Stuck
        | Rule::SaysDoneLooksOpen
        | Rule::SaysOpenLooksDone
        | Rule::InertGap
        | Rule::Overclocked => NextStep {
            step: Step::Open(id),
            button: "Open it",
            sentence: next.sentence,
        },
    }
}
