//! What came to its end in a period: initiatives that were delivered or put down, and gaps that were closed.

use serde::Serialize;

use super::{
    Results, Within,
    goals::is_open_to_all,
    people::{Part, Tally},
};
use crate::{
    GapId, InitiativeId, Seq, Sight, Text, Time, WordId, compass,
    compass::Point,
    gap::{self, Gap, GapLink},
    goal,
    initiative::{
        self, Audience, Feedback, Initiative, InitiativeLink, Serves, ServesView, Stage, StageMove,
        Stance, Uptake,
        credit::{self, CreditedView},
        leaders::{self, FirstLead},
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
    /// Why it was put down.
    pub why: Option<Text>,
    /// What came of it, or what was learned.
    pub learned: Option<Text>,
    /// Who is credited, once that was confirmed.
    pub credited: Option<CreditedView>,
}

impl InitiativeEnded {
    /// The texts that may be long, to be read from their rows.
    pub(super) fn texts(&mut self) -> impl Iterator<Item = &mut Text> {
        let said = self.why.iter_mut().chain(&mut self.learned);
        said.chain(self.credited.iter_mut().flat_map(CreditedView::texts))
    }
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
        results
            .first_leads
            .extend(led_first(sight, (id, entity), within));
        let entered = stood(entity, within.end).filter(|entered| within.has(entered.at));
        let Some(entered) = entered.filter(|entered| entered.to.is_at_rest()) else {
            continue;
        };
        let ended = initiative_ended(sight, (id, entity), (entered, within.end));
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
    let first = |led: &FirstLead| (led.from, led.person.id);
    results.first_leads.sort_by_key(first);
    results.gaps.sort_by_key(|ended| (ended.at, ended.gap.id));
}

/// Who led for the first time with it, in the period.
fn led_first(
    sight: Sight<'_>,
    (id, entity): (InitiativeId, &Initiative),
    within: Within,
) -> Vec<FirstLead> {
    if !entity.leads.iter().any(|lead| within.has(lead.from)) {
        return Vec::new();
    }
    let mut led = leaders::first_leads(sight, (id, entity));
    led.retain(|first| within.has(first.from) && !first.person.handle.is_empty());
    led
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
    (entered, end): (&StageMove, Time),
) -> InitiativeEnded {
    let (why, learned) = said(entity, entered);
    let credited = if entered.to == Stage::Delivered {
        credit::of_delivery(sight, entity, end)
    } else {
        None
    };
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
        why: why.map(|why| sight.text(why)),
        learned: learned.map(|learned| sight.text(learned)),
        credited,
    }
}

/// Why it ended, and what was said of it: by the command that ended it, or with the move.
fn said(entity: &Initiative, entered: &StageMove) -> (Option<WordId>, Option<WordId>) {
    // The move is recorded right after what it follows from, by the same command.
    let is_of_it = |seq: Seq, at: Time| seq < entered.seq && at == entered.at;
    if entered.to == Stage::Delivered {
        let mut deliveries = entity.deliveries.iter().rev();
        let delivery = deliveries.find(|delivery| is_of_it(delivery.seq, delivery.at));
        let outcome = delivery.map(|delivery| delivery.outcome);
        return (None, outcome.or(entered.reason));
    }
    let mut put_downs = entity.put_downs.iter().rev();
    let put_down = put_downs.find(|put_down| is_of_it(put_down.seq, put_down.at));
    match put_down.filter(|_| entered.to == Stage::PutDown) {
        Some(put_down) => (Some(put_down.why), Some(put_down.learned)),
        None => (None, entered.reason),
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
    let initiatives = gap::initiatives(sight, id);
    let narrowed_by = sight.of(&initiatives).filter(|(_, entity)| is_open(entity));
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
