//! The one next step of a finding, for whoever looks: what helps the lead is not what helps anybody else.

use serde::Serialize;

use super::{Finding, Rule, Subject, undeclared_departure};
use crate::{
    EntryId, GapId, GoalId, InitiativeId, PersonId, Sight, VeerOffId, compass::Point,
    initiative::Initiative,
};

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
    AddKeyResult(GoalId),
    TakeLeadOfGoal(GoalId),
    SayWhatGoalServes(GoalId),
    OpenGoal(GoalId),
    /// Where all goals are.
    LookAtGoals,
    /// A goal that serves a strategy.
    SetGoalFor(EntryId),
    ReviewEntry(EntryId),
    OpenEntry(EntryId),
    Translate(Point),
    /// A veer-off from it.
    Depart(Point),
    OpenVeerOff(VeerOffId),
    /// The oldest feedback that waits for the lead's answer, by its number.
    AnswerFeedback(InitiativeId, u16),
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
    let rule = finding.rule;
    match finding.subject {
        Subject::Gap(gap) => as_the_rule_says(rule, Step::StartFrom(gap)),
        Subject::Person(_) => as_the_rule_says(rule, Step::LookAtMyOwn),
        Subject::Initiative(id) => of_initiative(sight, viewer, rule, id),
        Subject::Goal(id) => of_goal(sight, viewer, rule, id),
        Subject::Entry(id) => of_entry(sight, viewer, rule, id),
        Subject::VeerOff(id) => as_the_rule_says(rule, Step::OpenVeerOff(id)),
        Subject::Translation(of, _) => as_the_rule_says(rule, Step::Translate(of)),
        Subject::Team(_) | Subject::Organisation => as_the_rule_says(rule, Step::LookAtGoals),
    }
}

fn as_the_rule_says(rule: Rule, step: Step) -> NextStep {
    let next = rule.next();
    NextStep {
        step,
        button: next.button,
        sentence: next.sentence,
    }
}

/// To read it, where the step itself is for somebody else.
fn open(rule: Rule, step: Step) -> NextStep {
    NextStep {
        button: "Open it",
        ..as_the_rule_says(rule, step)
    }
}

fn of_initiative(
    sight: Sight<'_>,
    viewer: Option<PersonId>,
    rule: Rule,
    id: InitiativeId,
) -> NextStep {
    let entity = sight.initiative(id);
    let leads = viewer.is_some() && entity.and_then(Initiative::lead) == viewer;
    let against = entity.and_then(|entity| undeclared_departure::first(sight, entity));
    let step = match rule {
        Rule::NobodyLeads => Step::TakeLead(id),
        // Nobody follows themselves: what helps the lead is to ask.
        Rule::NobodyFollows if leads => {
            return NextStep {
                step: Step::AskForSupport(id),
                button: "Ask for support",
                sentence: "Ask one team or person for one thing; whoever helps is near to following.",
            };
        }
        Rule::DecidesAlone if leads => Step::AskForSupport(id),
        Rule::NobodyFollows => Step::Follow(id),
        Rule::WaitingForSupport => Step::AnswerAsk(id),
        Rule::RandomInitiative => Step::SayWhatItServes(id),
        Rule::SilentLead if leads => Step::CheckIn(id),
        Rule::Stuck | Rule::SaysDoneLooksOpen | Rule::SaysOpenLooksDone if leads => {
            Step::MoveStage(id)
        }
        Rule::UndeclaredDeparture if leads => match against {
            Some(point) => Step::Depart(point),
            None => Step::Open(id),
        },
        Rule::SilentLead
        | Rule::DecidesAlone
        | Rule::Stuck
        | Rule::SaysDoneLooksOpen
        | Rule::SaysOpenLooksDone
        | Rule::UndeclaredDeparture
        // These are never about an initiative.
        | Rule::Overclocked
        | Rule::InertGap
        | Rule::GoalWithoutLead
        | Rule::GoalWithoutMeasure
        | Rule::StaleGoal
        | Rule::MeasureNeverMoved
        | Rule::ConfidenceFalling
        | Rule::TooManyGoals
        | Rule::OrphanGoal
        | Rule::NobodyServes
        | Rule::NobodyTranslates
        | Rule::StaleTranslation
        | Rule::VeerOffPastItsDate
        | Rule::PastItsReview => return open(rule, Step::Open(id)),
    };
    as_the_rule_says(rule, step)
}

fn of_goal(sight: Sight<'_>, viewer: Option<PersonId>, rule: Rule, id: GoalId) -> NextStep {
    let lead = sight.goal(id).and_then(|goal| goal.lead);
    let leads = viewer.is_some() && lead == viewer;
    let step = match rule {
        Rule::GoalWithoutLead => Step::TakeLeadOfGoal(id),
        Rule::NobodyTranslates => Step::Translate(Point::Goal(id)),
        Rule::GoalWithoutMeasure => Step::AddKeyResult(id),
        Rule::OrphanGoal => Step::SayWhatGoalServes(id),
        Rule::StaleGoal | Rule::MeasureNeverMoved if leads => Step::CheckInOnGoal(id),
        // What helps others is to read, and then to ask.
        Rule::ConfidenceFalling => Step::OpenGoal(id),
        Rule::StaleGoal
        | Rule::MeasureNeverMoved
        // These are never about a goal.
        | Rule::NobodyLeads
        | Rule::SilentLead
        | Rule::NobodyFollows
        | Rule::WaitingForSupport
        | Rule::Stuck
        | Rule::SaysDoneLooksOpen
        | Rule::SaysOpenLooksDone
        | Rule::DecidesAlone
        | Rule::Overclocked
        | Rule::InertGap
        | Rule::RandomInitiative
        | Rule::TooManyGoals
        | Rule::NobodyServes
        | Rule::StaleTranslation
        | Rule::UndeclaredDeparture
        | Rule::VeerOffPastItsDate
        | Rule::PastItsReview => return open(rule, Step::OpenGoal(id)),
    };
    as_the_rule_says(rule, step)
}

fn of_entry(sight: Sight<'_>, viewer: Option<PersonId>, rule: Rule, id: EntryId) -> NextStep {
    let lead = sight.entry(id).and_then(|entry| entry.lead);
    let leads = viewer.is_some() && lead == viewer;
    let step = match rule {
        Rule::NobodyServes => Step::SetGoalFor(id),
        Rule::NobodyTranslates => Step::Translate(Point::Entry(id)),
        Rule::PastItsReview if leads => Step::ReviewEntry(id),
        Rule::PastItsReview
        // These are never about an entry.
        | Rule::NobodyLeads
        | Rule::SilentLead
        | Rule::NobodyFollows
        | Rule::WaitingForSupport
        | Rule::Stuck
        | Rule::SaysDoneLooksOpen
        | Rule::SaysOpenLooksDone
        | Rule::DecidesAlone
        | Rule::Overclocked
        | Rule::InertGap
        | Rule::RandomInitiative
        | Rule::GoalWithoutLead
        | Rule::GoalWithoutMeasure
        | Rule::StaleGoal
        | Rule::MeasureNeverMoved
        | Rule::ConfidenceFalling
        | Rule::TooManyGoals
        | Rule::OrphanGoal
        | Rule::StaleTranslation
        | Rule::UndeclaredDeparture
        | Rule::VeerOffPastItsDate => return open(rule, Step::OpenEntry(id)),
    };
    as_the_rule_says(rule, step)
}
