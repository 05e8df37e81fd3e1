//! What came to its end in a period: initiatives that were delivered or put down, and gaps that were closed.

use serde::Serialize;

use super::{
    Results, Within,
    goals::is_open_to_all,
    people::{Part, Tally},
};
use crate::{
    GapId, InitiativeId, Sight, Text, Time, compass,
    compass::Point,
    gap::{self, Gap, GapLink},
    goal,
    initiative::{
        self, Audience, Feedback, Initiative, InitiativeLink, Serves, ServesView, Stage, StageMove,
        Stance, Uptake,
    },
    insight::Scope,
    person::{self, PersonLink},
    team::{self, TeamLink},
};

/// An initiative that came to its end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct InitiativeEnded {
    pub initiative: InitiativeLink,
    /// Delivered, put down or superseded.
    pub stage: Stage,
    pub team: Option<TeamLink>,
    /// Who led it then.
    pub lead: Option<PersonLink>,
    pub at: Time,
    /// Goals, gaps and strategies.
    pub serves: Vec<ServesView>,
    /// What was said when it came to its end.
    pub learned: Option<Text>,
}

/// A gap that was closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct GapEnded {
    pub gap: GapLink,
    pub is: Text,
    pub ought: Text,
    pub team: Option<TeamLink>,
    /// Who closed it.
    pub by: Option<PersonLink>,
    pub at: Time,
    /// What it is like now.
    pub outcome: Text,
    /// What was done about it.
    pub narrowed_by: Vec<InitiativeLink>,
}

/// Looks through every initiative and every gap once.
pub(super) fn look_through(
    sight: Sight<'_>,
    scope: &Scope,
    within: Within,
    (results, people): (&mut Results, &mut Tally),
) {
    let there = sight
        .initiatives()
        .filter(|(_, entity)| scope.has(entity.team) && is_open(entity));
    for (id, entity) in there {
        let entered = stood(entity, within.end).filter(|entered| within.has(entered.at));
        let Some(entered) = entered.filter(|entered| entered.to.is_at_rest()) else {
            continue;
        };
        let ended = initiative_ended(sight, (id, entity), entered);
        if entered.to == Stage::Delivered {
            results.delivered.push(ended);
        } else {
            results.put_down.push(ended);
        }
        took_part((id, entity), within.end, people);
    }
    let there = sight.gaps().filter(|(_, gap)| scope.has(gap.team));
    results
        .gaps
        .extend(there.filter_map(|(id, gap)| gap_ended(sight, (id, gap), within)));
    let place = |ended: &InitiativeEnded| (ended.at, ended.initiative.id);
    results.delivered.sort_by_key(place);
    results.put_down.sort_by_key(place);
    results.gaps.sort_by_key(|ended| (ended.at, ended.gap.id));
}

/// Whether everybody of the organisation may read it.
fn is_open(entity: &Initiative) -> bool {
    match entity.audience {
        Audience::Everyone => true,
        Audience::Chosen => false,
    }
}

/// The move by which it entered the stage in which it stood at a moment. Saying a stage once more enters nothing.
fn stood(entity: &Initiative, end: Time) -> Option<&StageMove> {
    let mut entered: Option<&StageMove> = None;
    for step in entity.stages.iter().filter(|step| step.at <= end) {
        if entered.is_none_or(|entered| entered.to != step.to) {
            entered = Some(step);
        }
    }
    entered
}

fn initiative_ended(
    sight: Sight<'_>,
    (id, entity): (InitiativeId, &Initiative),
    entered: &StageMove,
) -> InitiativeEnded {
    let led = entity.leads.iter().rev().find(|lead| {
        let is_over = lead.to.is_some_and(|to| to.seq < entered.seq);
        lead.seq < entered.seq && !is_over
    });
    InitiativeEnded {
        initiative: initiative::link(sight, id, entity),
        stage: entered.to,
        team: entity.team.map(|team| team::link(sight, team)),
        lead: led.map(|lead| person::link(sight, lead.person)),
        at: entered.at,
        serves: entity
            .serves
            .iter()
            .filter_map(|serves| serves_view(sight, *serves))
            .collect(),
        learned: entered.reason.map(|reason| sight.text(reason)),
    }
}

fn serves_view(sight: Sight<'_>, serves: Serves) -> Option<ServesView> {
    match serves {
        Serves::Gap(gap) => Some(ServesView::Gap(gap::link(sight, gap))),
        Serves::Goal(goal) => Some(ServesView::Goal(goal::link(sight, goal))),
        Serves::Strategy(id) => {
            let is_open = is_open_to_all(sight, Point::Entry(id));
            let entry = sight.entry(id).filter(|_| is_open)?;
            Some(ServesView::Strategy(compass::link(sight, id, entry)))
        }
    }
}

fn gap_ended(sight: Sight<'_>, (id, gap): (GapId, &Gap), within: Within) -> Option<GapEnded> {
    let closed = gap.closed.filter(|closed| within.has(closed.at))?;
    let narrowed_by = sight
        .of(&gap.initiatives)
        .filter(|(_, entity)| is_open(entity));
    Some(GapEnded {
        gap: gap::link(sight, id),
        is: sight.text(gap.is),
        ought: sight.text(gap.ought),
        team: gap.team.map(|team| team::link(sight, team)),
        by: closed.by.person().map(|person| person::link(sight, person)),
        at: closed.at,
        outcome: sight.text(closed.outcome),
        narrowed_by: narrowed_by
            .map(|(id, entity)| initiative::link(sight, id, entity))
            .collect(),
    })
}

/// Who did what for an initiative up to a moment.
fn took_part((id, entity): (InitiativeId, &Initiative), end: Time, people: &mut Tally) {
    let part = Part::Initiative(id);
    for lead in entity.leads.iter().filter(|lead| lead.from <= end) {
        people.led(lead.person, part);
    }
    for follow in entity.follows.iter().filter(|follow| follow.from <= end) {
        match follow.stance {
            Stance::Follow | Stance::FollowWithReservations => people.followed(follow.person, part),
            Stance::Advise => people.advised(follow.person, part),
            Stance::NotNow => {}
        }
    }
    for said in &entity.feedback {
        if let Some(by) = said.by.filter(|_| is_taken_up(said, end)) {
            people.was_heard(by, part);
        }
    }
    for ask in &entity.asks {
        let answer = ask.answered.filter(|answer| answer.at <= end);
        if let Some(by) = answer.and_then(|answer| answer.by) {
            people.answered(by, part);
        }
    }
}

/// Whether the answer that held at a moment took it up.
fn is_taken_up(feedback: &Feedback, end: Time) -> bool {
    let mut answers = feedback.answers.iter().rev();
    let held = answers.find(|answer| answer.at <= end);
    held.is_some_and(|answer| answer.uptake == Uptake::TakenUp)
}
