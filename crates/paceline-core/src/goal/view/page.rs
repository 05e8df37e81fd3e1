//! A goal's page: what is wanted and why, how far it is, how sure somebody is, and what it came to at the end.

use jiff::civil::Date;
use serde::Serialize;

use super::{
    Change, CheckInView, Crowd, DroppedView, GoalLink, KeyResultView, LeadView, Row, crowd,
    history, link, measures, row, status,
};
use crate::{
    GoalId, PersonId, Sight, Text, Time,
    compass::PointLink,
    goal::{CheckIn, Goal, KEY_RESULTS_LIMIT, Outcome},
    initiative,
    measure::Amount,
    person,
};

/// A goal's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct GoalPage {
    pub row: Row,
    pub set: Time,
    /// Why it is wanted.
    pub why: Option<Text>,
    /// What it serves, as far as the viewer may read it.
    pub serves: Vec<PointLink>,
    /// Goals that serve it.
    pub served_by: Vec<GoalLink>,
    pub key_results: Vec<KeyResultView>,
    pub dropped: Vec<DroppedView>,
    /// How sure somebody was last: a feeling, told apart from progress.
    pub confidence: Option<ConfidenceView>,
    /// The last first.
    pub check_ins: Vec<CheckInView>,
    pub rhythm: RhythmView,
    pub leads: Vec<LeadView>,
    /// How it was revised, the last first.
    pub changes: Vec<Change>,
    pub closed: Option<ClosedView>,
    /// Too many goals at once, of which this is one.
    pub crowd: Option<Crowd>,
    pub gaps: Vec<crate::gap::Row>,
    pub initiatives: Vec<initiative::Row>,
    pub may_act: bool,
    pub may_add_key_result: bool,
    /// Whoever looks leads it.
    pub leads_it: bool,
}

/// How sure somebody was that the goal will be reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct ConfidenceView {
    /// From 0 to 10.
    pub given: u8,
    pub ago: String,
    pub by: Option<person::PersonLink>,
}

/// When a goal is checked in on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "GoalRhythm")]
pub struct RhythmView {
    /// `every week on Monday`.
    pub in_words: String,
    pub paused: bool,
    /// The goal has a rhythm of its own, other than its lead's.
    pub is_own: bool,
    /// The goal itself is paused, and not only its lead's rhythm.
    pub is_paused_itself: bool,
    /// The day on which the next check-in is asked for; none while it is paused or closed.
    pub next: Option<Date>,
    /// The day on which one was asked for that has not come.
    pub due: Option<Date>,
    /// Since when nobody knows how it goes.
    pub stale_since: Option<Date>,
}

/// How a goal ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "GoalClosed")]
pub struct ClosedView {
    pub outcome: Outcome,
    pub at: Time,
    pub by: Option<person::PersonLink>,
    /// What was learned.
    pub text: Option<Text>,
    /// The final score, from 0 to 1.
    pub score: Option<Amount>,
}

pub fn page(sight: Sight<'_>, viewer: Option<PersonId>, id: GoalId, now: Time) -> Option<GoalPage> {
    let goal = sight.goal(id)?;
    let may_act = viewer.is_some() && goal.closed.is_none();
    let serves = goal.serves.iter();
    let crowd = (goal.closed.is_none() && !goal.evergreen)
        .then(|| crowd(sight, goal.team))
        .flatten();
    Some(GoalPage {
        row: row(sight, id, now),
        set: goal.set,
        why: goal.why.map(|why| sight.text(why)),
        serves: serves.filter_map(|point| point.link(sight)).collect(),
        served_by: goal.goals.iter().map(|id| link(sight, *id)).collect(),
        key_results: measures::key_results(sight, goal, now),
        dropped: measures::dropped(sight, goal),
        confidence: confidence(sight, goal, now),
        check_ins: goal
            .check_ins
            .iter()
            .rev()
            .map(|check_in| check_in.view(sight, goal, now))
            .collect(),
        rhythm: rhythm(sight, goal, now),
        leads: history::leads(sight, goal),
        changes: history::changes(sight, goal),
        closed: closed(sight, goal),
        crowd,
        gaps: gaps(sight, goal, now),
        initiatives: sight
            .of(&goal.initiatives)
            .rev()
            .map(|(id, entity)| initiative::row(sight, id, entity, now))
            .collect(),
        may_act,
        may_add_key_result: may_act && goal.live_key_results().count() < KEY_RESULTS_LIMIT,
        leads_it: viewer.is_some() && goal.lead == viewer,
    })
}

/// The gaps in its way; what was merged stands there as what it lives on in.
fn gaps(sight: Sight<'_>, goal: &Goal, now: Time) -> Vec<crate::gap::Row> {
    let mut known = Vec::new();
    for gap in &goal.gaps {
        let gap = crate::gap::lives_in(sight, *gap);
        if !known.contains(&gap) {
            known.push(gap);
        }
    }
    let rows = known.into_iter();
    rows.filter_map(|gap| crate::gap::row(sight, gap, now))
        .collect()
}

fn confidence(sight: Sight<'_>, goal: &Goal, now: Time) -> Option<ConfidenceView> {
    let view = |check_in: &CheckIn| {
        Some(ConfidenceView {
            given: check_in.confidence?,
            ago: check_in.at.ago(now),
            by: check_in.by.map(|person| person::link(sight, person)),
        })
    };
    goal.check_ins.iter().rev().find_map(view)
}

fn rhythm(sight: Sight<'_>, goal: &Goal, now: Time) -> RhythmView {
    let rhythm = status::rhythm(sight, goal);
    RhythmView {
        in_words: rhythm.in_words(),
        paused: rhythm.paused,
        is_own: goal.every.is_some(),
        is_paused_itself: goal.paused,
        next: status::next_check_in(sight, goal),
        due: status::check_in_due(sight, goal, now),
        stale_since: status::stale_since(sight, goal, now),
    }
}

fn closed(sight: Sight<'_>, goal: &Goal) -> Option<ClosedView> {
    let closed = goal.closed?;
    Some(ClosedView {
        outcome: closed.outcome,
        at: closed.at,
        by: closed.by.map(|person| person::link(sight, person)),
        text: closed.text.map(|text| sight.text(text)),
        score: closed.score,
    })
}

impl GoalPage {
    /// Every text of it that may have to be read from its row.
    pub fn texts(&mut self) -> impl Iterator<Item = &mut Text> {
        let check_ins = self.check_ins.iter_mut();
        let said = check_ins.flat_map(|said| std::iter::once(&mut said.text).chain(&mut said.help));
        let changes = self.changes.iter_mut();
        let dropped = self.dropped.iter_mut();
        let closed = self.closed.as_mut();
        let gaps = self.gaps.iter_mut();
        let leads = self.leads.iter_mut();
        let sources = self.key_results.iter_mut().flat_map(|key_result| {
            let last = key_result.last.as_mut();
            let reported = last.and_then(|last| last.source.as_mut());
            key_result.source.as_mut().into_iter().chain(reported)
        });
        said.chain(self.why.as_mut())
            .chain(changes.filter_map(|change| change.because.as_mut()))
            .chain(dropped.map(|dropped| &mut dropped.because))
            .chain(closed.and_then(|closed| closed.text.as_mut()))
            .chain(leads.filter_map(|lead| lead.note.as_mut()))
            .chain(gaps.flat_map(|row| [&mut row.is, &mut row.ought]))
            .chain(sources)
    }
}
