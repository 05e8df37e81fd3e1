//! Goals as they stood at the end of a period: those that were closed in it, and those that ought to have been.

use jiff::civil::Date;
use serde::Serialize;

use super::{
    Results, Within,
    measures::{self, MeasureMoved, MeasureThen},
    people::{Part, Tally},
};
use crate::{
    GoalId, PersonId, Sight, Text, Time, WordId,
    compass::{Point, PointLink},
    goal::{Closed, Goal, GoalLink, Outcome},
    initiative::{Audience, Status},
    insight::Scope,
    measure::Amount,
    person::{self, PersonLink},
    team::{self, TeamLink},
};

/// A goal that was closed. Score, progress and confidence are three things; none follows from another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct GoalEnded {
    pub goal: GoalLink,
    pub team: Option<TeamLink>,
    pub lead: Option<PersonLink>,
    pub at: Time,
    pub outcome: Outcome,
    /// What was given when it was closed, from 0 to 1.
    pub score: Option<Amount>,
    /// What its key results were when it was closed.
    pub progress: Vec<MeasureThen>,
    /// What was last felt before it was closed.
    pub confidence: Option<Confidence>,
    /// Goals above it and entries of the compass.
    pub serves: Vec<PointLink>,
    pub learned: Option<Text>,
}

/// How sure somebody was that a goal would be reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "ConfidenceThen")]
pub struct Confidence {
    /// From 0 to 10.
    pub given: u8,
    pub at: Time,
}

/// A goal that was wanted until a day of the period, and was not closed by its end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct StillOpen {
    pub goal: GoalLink,
    pub team: Option<TeamLink>,
    pub lead: Option<PersonLink>,
    pub until: Date,
    /// What the last check-in claimed.
    pub claimed: Option<Status>,
    pub progress: Vec<MeasureThen>,
    pub confidence: Option<Confidence>,
    /// How it ended after the period.
    pub later: Option<Later>,
}

/// How something ended after the period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "EndedLater")]
pub struct Later {
    pub outcome: Outcome,
    pub at: Time,
}

/// Looks through every goal once.
pub(super) fn look_through(
    sight: Sight<'_>,
    scope: &Scope,
    within: Within,
    (results, people): (&mut Results, &mut Tally),
) {
    let there = sight
        .goals()
        .filter(|(_, goal)| goal.set <= within.end && scope.has(goal.team));
    for (id, goal) in there {
        let then = Then {
            sight,
            id,
            goal,
            within,
        };
        let closed = closing(goal, within.end);
        then.measures(closed, results);
        match closed {
            Some(closed) if within.has(closed.at) => {
                results.goals.push(then.ended(closed));
                for lead in goal.leads.iter().filter(|lead| lead.from <= closed.at) {
                    people.led(lead.person, Part::Goal(id));
                }
            }
            Some(_) => {}
            None => results.open.extend(then.still_open(results.until)),
        }
    }
    results.goals.sort_by_key(|ended| (ended.at, ended.goal.id));
    let place = |open: &StillOpen| (open.until, open.goal.id);
    results.open.sort_by_key(place);
}

/// How a goal was closed, as it stood at a moment: what was opened again by then was not, what was opened later was.
fn closing(goal: &Goal, end: Time) -> Option<Closed> {
    let stands = goal.closed.filter(|closed| closed.at <= end);
    let mut reopened = goal.reopened.iter();
    stands.or_else(|| {
        let was = reopened.find(|opened| opened.was.at <= end && end < opened.at);
        was.map(|opened| opened.was)
    })
}

/// A goal as it was in a period.
#[derive(Clone, Copy)]
struct Then<'a> {
    sight: Sight<'a>,
    id: GoalId,
    goal: &'a Goal,
    within: Within,
}

impl Then<'_> {
    fn link(self) -> GoalLink {
        let title: WordId = self.as_it_was(|was| was.title).unwrap_or(self.goal.title);
        GoalLink {
            id: self.id,
            title: self.sight.text(title).to_string(),
        }
    }

    fn until(self) -> Option<Date> {
        self.as_it_was(|was| was.until).unwrap_or(self.goal.until)
    }

    /// What it said before the first revision after the period.
    fn as_it_was<T>(self, of: impl Fn(&crate::goal::Revision) -> T) -> Option<T> {
        let mut revisions = self.goal.revisions.iter();
        let later = revisions.find(|revision| revision.at > self.within.end);
        later.map(of)
    }

    fn team(self) -> Option<TeamLink> {
        self.goal.team.map(|team| team::link(self.sight, team))
    }

    fn lead(self, at: Time) -> Option<PersonLink> {
        let led = self.goal.leads.iter().rev().find(|lead| {
            let ended = lead.to.is_some_and(|to| to <= at);
            lead.from <= at && !ended
        });
        let lead: Option<PersonId> = led.map(|lead| lead.person);
        lead.map(|person| person::link(self.sight, person))
    }

    fn confidence(self, by: Time) -> Option<Confidence> {
        let said = self.goal.check_ins.iter().rev();
        said.filter(|said| said.at <= by).find_map(|said| {
            Some(Confidence {
                given: said.confidence?,
                at: said.at,
            })
        })
    }

    fn progress(self, by: Time) -> Vec<MeasureThen> {
        let within = Within {
            start: self.within.start,
            end: by,
        };
        let live = measures::of(self.sight, self.goal, within);
        live.filter(|measure| !measure.is_dropped).collect()
    }

    fn measures(self, closed: Option<Closed>, results: &mut Results) {
        if !measures::is_reported(self.goal, self.within) {
            return;
        }
        // What was expected is expected no further than to its end.
        let end = closed.map_or(self.within.end, |closed| closed.at.min(self.within.end));
        let within = Within {
            start: self.within.start,
            end: end.max(self.within.start),
        };
        for measure in measures::of(self.sight, self.goal, within) {
            if measure.before != measure.after {
                results.measures.push(MeasureMoved {
                    goal: self.link(),
                    team: self.team(),
                    measure,
                });
            } else if measures::is_said(self.goal, measure.number, within) {
                results.unmoved += 1;
            }
        }
    }

    fn ended(self, closed: Closed) -> GoalEnded {
        GoalEnded {
            goal: self.link(),
            team: self.team(),
            lead: self.lead(closed.at),
            at: closed.at,
            outcome: closed.outcome,
            score: closed.score,
            progress: self.progress(closed.at),
            confidence: self.confidence(closed.at),
            serves: self
                .goal
                .serves
                .iter()
                .filter(|point| is_open_to_all(self.sight, **point))
                .filter_map(|point| point.link(self.sight))
                .collect(),
            learned: closed.text.map(|text| self.sight.text(text)),
        }
    }

    fn still_open(self, last: Date) -> Option<StillOpen> {
        let until = self.until()?;
        let first = self.within.start.date();
        if self.goal.evergreen || !(first..=last).contains(&until) {
            return None;
        }
        let end = self.within.end;
        let later = self.goal.reopened.iter().map(|opened| opened.was);
        let mut later = later.chain(self.goal.closed);
        let mut said = self.goal.check_ins.iter().rev();
        Some(StillOpen {
            goal: self.link(),
            team: self.team(),
            lead: self.lead(end),
            until,
            claimed: said.find(|said| said.at <= end).map(|said| said.status),
            progress: self.progress(end),
            confidence: self.confidence(end),
            later: later.find(|closed| closed.at > end).map(|closed| Later {
                outcome: closed.outcome,
                at: closed.at,
            }),
        })
    }
}

/// Whether everybody of the organisation may read a point.
pub(super) fn is_open_to_all(sight: Sight<'_>, point: Point) -> bool {
    match point {
        Point::Goal(_) => true,
        Point::Entry(id) => sight.entry(id).is_some_and(|entry| match entry.audience {
            Audience::Everyone => true,
            Audience::Chosen => false,
        }),
    }
}
