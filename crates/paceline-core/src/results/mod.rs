//! Results: what was delivered, against which goals, for a team and a period, on one page (mission row A10).
//!
//! Everything is told as it stood at the end of the period, and is the same for everybody of the organisation, so that
//! the page can be handed on: what is kept to a few is left out even for those who may read it.

use jiff::{ToSpan as _, civil::Date};
use serde::Serialize;

use crate::{
    Refusal, Sight, TeamId, Text, Time,
    goal::Goal,
    initiative::FirstLead,
    insight::Scope,
    team::{self, TeamLink},
};

mod ended;
mod goals;
mod measures;
mod people;
mod sentence;
mod table;

pub use ended::{GapEnded, InitiativeEnded};
pub use goals::{Confidence, GoalEnded, Later, StillOpen};
pub use measures::{MeasureMoved, MeasureThen};
pub use people::TookPart;
pub use table::HEAD;

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// With all teams below it; `None` is the whole organisation.
    pub team: Option<TeamId>,
    /// The first day, in UTC.
    pub from: Date,
    /// The last day, in UTC.
    pub until: Date,
}

impl Asked {
    /// Where a day is left out, the period is this quarter, or reaches from there until the day that is said, or from
    /// the day that is said until now.
    pub fn new(team: Option<TeamId>, [from, until]: [Option<Date>; 2], today: Date) -> Self {
        let quarter = |day| Period::ThisQuarter.days(day);
        let (from, until) = match (from, until) {
            (Some(from), Some(until)) => (from, until),
            (Some(from), None) => (from, from.max(today)),
            (None, Some(until)) => (quarter(until).0, until),
            (None, None) => quarter(today),
        };
        Self { team, from, until }
    }

    /// The stretch of time, up to now where it goes on; or why there is none.
    fn within(&self, now: Time) -> Result<Within, Refusal> {
        let (from, until) = (self.from, self.until);
        let is_possible = |day: Date| (1990..=2200).contains(&day.year());
        if !is_possible(from) || !is_possible(until) {
            return Err(Refusal::ImpossibleDate);
        }
        if until < from {
            return Err(Refusal::PeriodReversed { from, until });
        }
        let start = Time::start_of(from);
        if now < start {
            return Err(Refusal::PeriodToCome { from });
        }
        Ok(Within {
            start,
            end: Time::end_of(until).min(now),
        })
    }
}

/// A stretch of time, both ends belonging to it.
#[derive(Debug, Clone, Copy)]
struct Within {
    start: Time,
    end: Time,
}

impl Within {
    fn has(self, at: Time) -> bool {
        (self.start..=self.end).contains(&at)
    }
}

/// A period that has a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    ThisQuarter,
    LastQuarter,
    ThisHalf,
    LastHalf,
    ThisYear,
    LastYear,
}

impl Period {
    pub const ALL: [Self; 6] = [
        Self::ThisQuarter,
        Self::LastQuarter,
        Self::ThisHalf,
        Self::LastHalf,
        Self::ThisYear,
        Self::LastYear,
    ];

    pub fn phrase(self) -> &'static str {
        match self {
            Self::ThisQuarter => "this quarter",
            Self::LastQuarter => "last quarter",
            Self::ThisHalf => "this half-year",
            Self::LastHalf => "last half-year",
            Self::ThisYear => "this year",
            Self::LastYear => "last year",
        }
    }

    /// Its first and its last day, by the calendar.
    pub fn days(self, today: Date) -> (Date, Date) {
        let (months, back) = match self {
            Self::ThisQuarter => (3, 0),
            Self::LastQuarter => (3, 1),
            Self::ThisHalf => (6, 0),
            Self::LastHalf => (6, 1),
            Self::ThisYear => (12, 0),
            Self::LastYear => (12, 1),
        };
        let into = i32::from((today.month() - 1) % months);
        let months = i32::from(months);
        let from = today
            .first_of_month()
            .saturating_sub((into + back * months).months());
        let until = from.saturating_add(months.months()).saturating_sub(1.day());
        (from, until)
    }
}

/// What came of a period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Results {
    /// With all teams below it; null for the whole organisation.
    pub team: Option<TeamLink>,
    /// The first day, in UTC.
    pub from: Date,
    /// The last day, in UTC.
    pub until: Date,
    /// The period goes on: it is counted up to now.
    pub goes_on: bool,
    /// What came of it, in a sentence or two.
    pub sentence: String,
    /// Goals that were closed, as they stood at the end, in the order in which they were.
    pub goals: Vec<GoalEnded>,
    pub delivered: Vec<InitiativeEnded>,
    /// What was put down or superseded in the open, with what was learned.
    pub put_down: Vec<InitiativeEnded>,
    pub gaps: Vec<GapEnded>,
    /// Key results that were another number at the end than at the beginning.
    pub measures: Vec<MeasureMoved>,
    /// Key results on which somebody reported, and which are what they were.
    pub unmoved: usize,
    /// Goals that were wanted until a day of the period, and were not closed by its end.
    pub open: Vec<StillOpen>,
    /// Who took part in what stands here, by name. Nobody is counted, and nobody ranked.
    pub people: Vec<TookPart>,
    /// Who led for the first time, and who helped them to, in the order in which they did.
    pub first_leads: Vec<FirstLead>,
    /// How many more took part whose names were erased.
    pub erased: usize,
}

/// Looks through goals, initiatives and gaps once. Guests see nothing of it.
pub fn results(sight: Sight<'_>, asked: &Asked, now: Time) -> Result<Results, Refusal> {
    let within = asked.within(now)?;
    let team = asked.team.filter(|_| sight.sees_the_organisation());
    let mut results = Results {
        team: team.map(|team| team::link(sight, team)),
        from: asked.from,
        until: asked.until,
        goes_on: now < Time::end_of(asked.until),
        sentence: String::new(),
        goals: Vec::new(),
        delivered: Vec::new(),
        put_down: Vec::new(),
        gaps: Vec::new(),
        measures: Vec::new(),
        unmoved: 0,
        open: Vec::new(),
        people: Vec::new(),
        first_leads: Vec::new(),
        erased: 0,
    };
    if sight.sees_the_organisation() {
        let scope = Scope::of(sight, asked.team);
        let mut people = people::Tally::default();
        goals::look_through(sight, &scope, within, (&mut results, &mut people));
        ended::look_through(sight, &scope, within, (&mut results, &mut people));
        (results.people, results.erased) = people.named(sight);
        results.sentence = sentence::of(sight, &results);
    } else {
        "Guests read what is shown to them; results are the organisation’s own."
            .clone_into(&mut results.sentence);
    }
    Ok(results)
}

/// The key results of a goal between two moments.
pub(crate) fn of_goal(sight: Sight<'_>, goal: &Goal, [start, end]: [Time; 2]) -> Vec<MeasureThen> {
    let live = measures::of(sight, goal, Within { start, end });
    live.filter(|measure| !measure.is_dropped).collect()
}

impl Results {
    /// Whether nothing came of it that could be shown.
    pub fn is_empty(&self) -> bool {
        self.goals.is_empty()
            && self.delivered.is_empty()
            && self.put_down.is_empty()
            && self.gaps.is_empty()
            && self.measures.is_empty()
            && self.open.is_empty()
            && self.first_leads.is_empty()
    }

    /// The texts that may be long, to be read from their rows.
    pub fn texts(&mut self) -> Vec<&mut Text> {
        let goals = self.goals.iter_mut().flat_map(|goal| &mut goal.learned);
        let initiatives = self.delivered.iter_mut().chain(&mut self.put_down);
        let reasons = initiatives.flat_map(InitiativeEnded::texts);
        let gaps = self.gaps.iter_mut();
        let gaps = gaps.flat_map(|gap| [&mut gap.is, &mut gap.ought, &mut gap.outcome]);
        goals.chain(reasons).chain(gaps).collect()
    }
}

#[cfg(test)]
mod tests;
