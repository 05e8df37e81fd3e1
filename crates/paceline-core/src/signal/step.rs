//! The one next step of a finding, for whoever looks: what helps the lead is not what helps anybody else.

use serde::Serialize;

use super::{Finding, Rule, Subject, undeclared_departure};
use crate::{
    EntryId, GapId, GoalId, InitiativeId, PersonId, Sight, TeamId, VeerOffId,
    compass::{Entry, Kind, Point},
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
    OpenEntry(EntryId),
    OpenPoint(Point),
    /// A veer-off from it.
    Depart(Point),
    /// The oldest feedback that waits for the lead's answer, by its number.
    AnswerFeedback(InitiativeId, u16),
    /// Follow what is in last call: good enough for now, safe enough to try.
    LiveWithIt(InitiativeId),
    /// Say that an objection of one's own still stands, by its number.
    RenewObjection(InitiativeId, u16),
    /// Of an objection, by its number.
    OfferWayOut(InitiativeId, u16),
    /// An agreement that is due, by its number.
    ReviewAgreement(InitiativeId, u16),
    /// Read the current version of an entry of the compass.
    ReadEntry(EntryId),
    ReviewEntry(EntryId),
    StateFacetAnew(EntryId),
    Open(InitiativeId),
    /// Whoever leads what is departed from says that they have seen it.
    AcknowledgeVeerOff(VeerOffId),
    /// Renew it, return, or propose.
    OpenVeerOff(VeerOffId),
    /// What an entry or a goal means for a team.
    Translate(Point, TeamId),
    /// The person's own page.
    LookAtMyOwn,
}

impl Step {
    /// Whether its button does it at once: nothing is asked first.
    pub fn is_one_click(self) -> bool {
        match self {
            Self::AcknowledgeVeerOff(_) | Self::LiveWithIt(_) => true,
            Self::StartFrom(_)
            | Self::TakeLead(_)
            | Self::Follow(_)
            | Self::AskForSupport(_)
            | Self::AnswerAsk(_)
            | Self::SayWhatItServes(_)
            | Self::CheckIn(_)
            | Self::MoveStage(_)
            | Self::CheckInOnGoal(_)
            | Self::AddKeyResult(_)
            | Self::TakeLeadOfGoal(_)
            | Self::SayWhatGoalServes(_)
            | Self::LookAtGoals
            | Self::SetGoalFor(_)
            | Self::OpenEntry(_)
            | Self::OpenPoint(_)
            | Self::Depart(_)
            | Self::OpenGoal(_)
            | Self::AnswerFeedback(..)
            | Self::RenewObjection(..)
            | Self::OfferWayOut(..)
            | Self::ReviewAgreement(..)
            | Self::ReadEntry(_)
            | Self::ReviewEntry(_)
            | Self::StateFacetAnew(_)
            | Self::Open(_)
            | Self::OpenVeerOff(_)
            | Self::Translate(..)
            | Self::LookAtMyOwn => false,
        }
    }
}

/// A next step, with the word on its button and the sentence behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct NextStep {
    pub step: Step,
    pub button: &'static str,
    pub sentence: &'static str,
}

/// What a rule leads to: a step each, for some rules.
type Steps<const N: usize> = [(Rule, Step); N];

/// The next step of a finding, for a viewer.
pub fn next_step(sight: Sight<'_>, viewer: Option<PersonId>, finding: &Finding) -> NextStep {
    let rule = finding.rule;
    let is_viewer = |lead: Option<PersonId>| viewer.is_some() && lead == viewer;
    match finding.subject {
        Subject::Gap(gap) => as_the_rule_says(rule, Step::StartFrom(gap)),
        Subject::Person(_) => as_the_rule_says(rule, Step::LookAtMyOwn),
        Subject::VeerOff(id) => as_the_rule_says(rule, Step::OpenVeerOff(id)),
        Subject::Translation(of, team) => as_the_rule_says(rule, Step::Translate(of, team)),
        Subject::Team(_) | Subject::Organisation => as_the_rule_says(rule, Step::LookAtGoals),
        Subject::Initiative(id) => {
            let lead = sight.initiative(id).and_then(Initiative::lead);
            if is_viewer(lead) {
                of_own_initiative(sight, rule, id)
            } else {
                step_or_open(rule, of_initiative(id), Step::Open(id))
            }
        }
        Subject::Goal(id) => {
            let lead = sight.goal(id).and_then(|goal| goal.lead);
            if is_viewer(lead) {
                step_or_open(rule, of_own_goal(id), Step::OpenGoal(id))
            } else {
                step_or_open(rule, of_goal(id), Step::OpenGoal(id))
            }
        }
        Subject::Entry(id) => {
            let entry = sight.entry(id);
            if is_viewer(entry.and_then(|entry| entry.lead)) && rule == Rule::PastItsReview {
                return match entry.map(Entry::kind) {
                    Some(Kind::Facet) => as_the_rule_says(rule, Step::StateFacetAnew(id)),
                    Some(Kind::Value | Kind::Strategy) | None => {
                        as_the_rule_says(rule, Step::ReviewEntry(id))
                    }
                };
            }
            step_or_open(rule, of_entry(id), Step::OpenEntry(id))
        }
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

/// The step of the rule; where it is for somebody else, to read what it is about.
fn step_or_open<const N: usize>(rule: Rule, steps: Steps<N>, open: Step) -> NextStep {
    let step = steps.into_iter().find(|(of, _)| *of == rule);
    match step {
        Some((_, step)) => as_the_rule_says(rule, step),
        None => NextStep {
            button: "Open it",
            ..as_the_rule_says(rule, open)
        },
    }
}

fn of_initiative(id: InitiativeId) -> Steps<4> {
    [
        (Rule::NobodyLeads, Step::TakeLead(id)),
        (Rule::NobodyFollows, Step::Follow(id)),
        (Rule::WaitingForSupport, Step::AnswerAsk(id)),
        (Rule::RandomInitiative, Step::SayWhatItServes(id)),
    ]
}

fn of_own_initiative(sight: Sight<'_>, rule: Rule, id: InitiativeId) -> NextStep {
    // Nobody follows themselves: what helps the lead is to ask.
    if rule == Rule::NobodyFollows {
        return NextStep {
            step: Step::AskForSupport(id),
            button: "Ask for support",
            sentence: "Ask one team or person for one thing; whoever helps is near to following.",
        };
    }
    let entity = sight.initiative(id);
    let against = entity.and_then(|entity| undeclared_departure::first(sight, entity));
    let steps = [
        (Rule::WaitingForSupport, Step::AnswerAsk(id)),
        (Rule::RandomInitiative, Step::SayWhatItServes(id)),
        (Rule::SilentLead, Step::CheckIn(id)),
        (Rule::DecidesAlone, Step::AskForSupport(id)),
        (Rule::Stuck, Step::MoveStage(id)),
        (Rule::SaysDoneLooksOpen, Step::MoveStage(id)),
        (Rule::SaysOpenLooksDone, Step::MoveStage(id)),
        (
            Rule::UndeclaredDeparture,
            against.map_or(Step::Open(id), Step::Depart),
        ),
    ];
    step_or_open(rule, steps, Step::Open(id))
}

fn of_goal(id: GoalId) -> Steps<5> {
    [
        (Rule::GoalWithoutLead, Step::TakeLeadOfGoal(id)),
        (Rule::GoalWithoutMeasure, Step::AddKeyResult(id)),
        (Rule::OrphanGoal, Step::SayWhatGoalServes(id)),
        (Rule::NobodyTranslates, Step::OpenPoint(Point::Goal(id))),
        // What helps is to read, and then to ask.
        (Rule::ConfidenceFalling, Step::OpenGoal(id)),
    ]
}

fn of_own_goal(id: GoalId) -> Steps<6> {
    [
        (Rule::StaleGoal, Step::CheckInOnGoal(id)),
        (Rule::MeasureNeverMoved, Step::CheckInOnGoal(id)),
        (Rule::ConfidenceFalling, Step::CheckInOnGoal(id)),
        (Rule::GoalWithoutMeasure, Step::AddKeyResult(id)),
        (Rule::OrphanGoal, Step::SayWhatGoalServes(id)),
        (Rule::NobodyTranslates, Step::OpenPoint(Point::Goal(id))),
    ]
}

fn of_entry(id: EntryId) -> Steps<2> {
    [
        (Rule::NobodyServes, Step::SetGoalFor(id)),
        (Rule::NobodyTranslates, Step::OpenPoint(Point::Entry(id))),
    ]
}
