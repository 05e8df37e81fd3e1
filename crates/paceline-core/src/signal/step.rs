//! The one next step of a finding, for whoever looks: what helps the lead is not what helps anybody else.

use serde::Serialize;

use super::{
    Finding, Rule, Subject, agreement_past_its_review, leads_alone, objection_left_lying,
    objection_without_way_out, undeclared_departure,
};
use crate::{
    EntryId, GapId, GoalId, InitiativeId, PersonId, Sight, TeamId, VeerOffId,
    compass::{Entry, Kind, Point},
    initiative::{Initiative, unanswered_feedback},
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
    /// Read the current version of an entry of the compass.
    ReadEntry(EntryId),
    ReviewEntry(EntryId),
    StateFacetAnew(EntryId),
    Open(InitiativeId),
    /// Answer the invitation to write its document.
    WriteWith(InitiativeId),
    /// Whoever leads what is departed from says that they have seen it.
    AcknowledgeVeerOff(VeerOffId),
    /// Renew it, return, or propose.
    OpenVeerOff(VeerOffId),
    /// What an entry or a goal means for a team.
    Translate(Point, TeamId),
    /// Accept a lead that is offered, or decline it.
    AnswerOffer(InitiativeId),
    /// Keep a lead that was on trial, or give it back.
    KeepLead(InitiativeId),
    /// An objection, by its number: a way out, a steward, or that it still stands.
    OpenObjection(InitiativeId, u16),
    /// Look at an agreement again, by its number.
    ReviewAgreement(InitiativeId, u16),
    /// Credit whoever took part.
    ConfirmCredit(InitiativeId),
    /// The person's own page.
    LookAtMyOwn,
    /// Hand over to whoever asks for the lead, or keep it and say why.
    AnswerLeadRequest(InitiativeId),
    /// The judgement, by its number.
    SayWhetherItMattered(u16),
    /// Pick up what was put down.
    PickUp(InitiativeId),
    /// Wake what rests.
    Wake(InitiativeId),
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
            | Self::ReadEntry(_)
            | Self::ReviewEntry(_)
            | Self::StateFacetAnew(_)
            | Self::Open(_)
            | Self::WriteWith(_)
            | Self::OpenVeerOff(_)
            | Self::Translate(..)
            | Self::AnswerLeadRequest(_)
            | Self::SayWhetherItMattered(_)
            | Self::AnswerOffer(_)
            | Self::KeepLead(_)
            | Self::OpenObjection(..)
            | Self::ReviewAgreement(..)
            | Self::ConfirmCredit(_)
            | Self::LookAtMyOwn
            | Self::PickUp(_)
            | Self::Wake(_) => false,
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
        Subject::Person(id) => {
            let alone = leads_alone::first(sight, id, finding);
            as_the_rule_says(rule, alone.map_or(Step::LookAtMyOwn, Step::AskForSupport))
        }
        Subject::VeerOff(id) => as_the_rule_says(rule, Step::OpenVeerOff(id)),
        Subject::Translation(of, team) => as_the_rule_says(rule, Step::Translate(of, team)),
        Subject::Team(_) | Subject::Organisation => as_the_rule_says(rule, Step::LookAtGoals),
        Subject::Initiative(id) => {
            let entity = sight.initiative(id);
            if is_viewer(entity.and_then(Initiative::lead)) {
                of_own_initiative(sight, rule, id)
            } else {
                of_initiative(viewer, (id, entity), rule)
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

fn of_initiative(
    viewer: Option<PersonId>,
    (id, entity): (InitiativeId, Option<&Initiative>),
    rule: Rule,
) -> NextStep {
    let offer = entity.and_then(|entity| entity.offer.as_ref());
    let is_offered_it = viewer.is_some() && offer.map(|offer| offer.to) == viewer;
    let take_up = if is_offered_it {
        Step::AnswerOffer(id)
    } else {
        Step::Open(id)
    };
    let steps = [
        (Rule::NobodyLeads, Step::TakeLead(id)),
        (Rule::NobodyFollows, Step::Follow(id)),
        (Rule::FirstLeadUnfollowed, Step::Follow(id)),
        (Rule::WaitingForSupport, Step::AnswerAsk(id)),
        (Rule::UnheardLastCall, Step::AnswerAsk(id)),
        (Rule::RandomInitiative, Step::SayWhatItServes(id)),
        (Rule::HandOverNotTakenUp, take_up),
    ];
    let about = entity.and_then(|entity| of_agreement(rule, id, entity));
    match about.filter(|_| rule != Rule::AgreementPastItsReview) {
        Some(step) => as_the_rule_says(rule, step),
        None => step_or_open(rule, steps, Step::Open(id)),
    }
}

/// What helps with an objection or an agreement: the one that the rule found.
fn of_agreement(rule: Rule, id: InitiativeId, entity: &Initiative) -> Option<Step> {
    let step = if rule == Rule::ObjectionLeftLying {
        Step::OpenObjection(id, objection_left_lying::first(entity)?)
    } else if rule == Rule::ObjectionWithoutWayOut {
        Step::OpenObjection(id, objection_without_way_out::first(entity)?)
    } else if rule == Rule::AgreementPastItsReview {
        Step::ReviewAgreement(id, agreement_past_its_review::last(entity)?)
    } else {
        return None;
    };
    Some(step)
}

/// What helps the lead, where it is another thing than what helps anybody else: nobody follows themselves, or answers
/// what they asked.
fn ask_others(rule: Rule, id: InitiativeId) -> Option<NextStep> {
    let (button, sentence) = if rule == Rule::NobodyFollows || rule == Rule::FirstLeadUnfollowed {
        (
            "Ask for support",
            "Ask one team or person for one thing; whoever helps is near to following.",
        )
    } else if rule == Rule::UnheardLastCall {
        (
            "Ask once more",
            "Ask those who are silent in person, for one small thing: to read it and say a word.",
        )
    } else {
        return None;
    };
    Some(NextStep {
        step: Step::AskForSupport(id),
        button,
        sentence,
    })
}

fn of_own_initiative(sight: Sight<'_>, rule: Rule, id: InitiativeId) -> NextStep {
    if let Some(next) = ask_others(rule, id) {
        return next;
    }
    let entity = sight.initiative(id);
    if let Some(step) = entity.and_then(|entity| of_agreement(rule, id, entity)) {
        return as_the_rule_says(rule, step);
    }
    let against = entity.and_then(|entity| undeclared_departure::first(sight, entity));
    let oldest = entity.and_then(|entity| unanswered_feedback(entity).next());
    let steps = [
        (Rule::WaitingForSupport, Step::AnswerAsk(id)),
        (Rule::RandomInitiative, Step::SayWhatItServes(id)),
        (Rule::SilentLead, Step::CheckIn(id)),
        (Rule::CheckInMissedTwice, Step::CheckIn(id)),
        (Rule::SupportCameLate, Step::CheckIn(id)),
        (Rule::TrialPastItsTime, Step::KeepLead(id)),
        (Rule::DeliveredWithoutCredit, Step::ConfirmCredit(id)),
        (
            Rule::FeedbackUnanswered,
            oldest.map_or(Step::Open(id), |(number, _)| {
                Step::AnswerFeedback(id, number)
            }),
        ),
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
