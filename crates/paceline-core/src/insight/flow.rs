//! Stage flow: how long initiatives stay in each stage, and where they lie still (mission row P1).

use serde::Serialize;

use super::Scope;
use crate::{
    InitiativeId, Sight, Time,
    initiative::{self, Initiative, InitiativeLink, Stage},
    signal::Threshold,
};

/// The most ages that a stage lists; more are thinned out evenly.
pub const AGES: usize = 60;
/// The most initiatives that are named as lying still.
const NAMED: usize = 8;
/// So many must have come out of a stage before their time there says what is usual.
const ENOUGH: usize = 5;

/// How things flow through the stages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Flow {
    pub from: Time,
    pub now: Time,
    /// From scoping to under way, in order.
    pub stages: Vec<StageFlow>,
    /// Delivered within the time that is looked at.
    pub delivered: usize,
    /// What has lain longest beside what is usual there, the longest first.
    pub still: Vec<Still>,
}

/// One stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct StageFlow {
    pub stage: Stage,
    /// Stays that ended within the time that is looked at.
    pub came_out: usize,
    /// Of those: towards delivery.
    pub went_on: usize,
    /// Days of the stays that ended.
    pub stayed: Option<Spread>,
    pub here_now: usize,
    /// Days those that are here have lain, the youngest first; at most [`AGES`] of them.
    pub ages: Vec<i64>,
    /// Half of those that are here have lain at least so long.
    pub lain: Option<Spread>,
    /// From so many days on, one lies still.
    pub still_after: i64,
    pub lying_still: usize,
}

/// How days spread: a quarter took less than `low`, a half less than `median`, three quarters less than `high`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Spread {
    pub low: i64,
    pub median: i64,
    pub high: i64,
    pub most: i64,
}

/// An initiative that lies still.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Still {
    pub initiative: InitiativeLink,
    pub stage: Stage,
    pub days: i64,
}

/// The stages that something can lie in: the way without its end.
const LIE_IN: [Stage; 7] = [
    Stage::Spotted,
    Stage::Scoping,
    Stage::Drafted,
    Stage::Shared,
    Stage::LastCall,
    Stage::Agreed,
    Stage::UnderWay,
];

#[derive(Default)]
struct Tally {
    ended: Vec<i64>,
    went_on: usize,
    here: Vec<(i64, InitiativeId)>,
}

pub fn flow(sight: Sight<'_>, scope: &Scope, from: Time, now: Time) -> Flow {
    let mut tallies: [Tally; LIE_IN.len()] = Default::default();
    let mut delivered = 0;
    for (id, entity) in sight
        .initiatives()
        .filter(|(_, entity)| scope.has(entity.team))
    {
        count(entity, from, &mut tallies);
        delivered += usize::from(entity.stage == Stage::Delivered && entity.stage_since() >= from);
        if let Some(here) = place(entity.stage).and_then(|at| tallies.get_mut(at)) {
            here.here.push((now.days_since(entity.stage_since()), id));
        }
    }
    let stuck = sight.organisation().threshold(Threshold::StuckAfterDays);
    let mut still = Vec::new();
    let stages = LIE_IN
        .into_iter()
        .zip(&mut tallies)
        .map(|(stage, tally)| {
            let shown = stage_flow(stage, tally, stuck);
            let longest = tally.here.iter().rev().take(NAMED);
            let longest = longest.filter(|(days, _)| *days > shown.still_after);
            still.extend(longest.map(|(days, id)| (*days, stage, *id)));
            shown
        })
        .collect();
    still.sort_by_key(|(days, _, id)| (std::cmp::Reverse(*days), *id));
    still.truncate(NAMED);
    Flow {
        from,
        now,
        stages,
        delivered,
        still: still
            .into_iter()
            .filter_map(|(days, stage, id)| {
                Some(Still {
                    initiative: initiative::link(sight, id, sight.initiative(id)?),
                    stage,
                    days,
                })
            })
            .collect(),
    }
}

/// Where a stage stands among those that something can lie in.
fn place(stage: Stage) -> Option<usize> {
    LIE_IN.iter().position(|one| *one == stage)
}

/// Counts the stays of one initiative that ended since `from`.
fn count(entity: &Initiative, from: Time, tallies: &mut [Tally]) {
    // What an initiative was before its first move is known only where its record can say: then it was scoped.
    let first = if entity.read.is_some() {
        Stage::Unknown
    } else {
        Stage::Scoping
    };
    let (mut stage, mut since) = (first, entity.started);
    for step in &entity.stages {
        let left = (step.to != stage && step.at >= from)
            .then_some(stage)
            .and_then(place);
        if let Some(tally) = left.and_then(|at| tallies.get_mut(at)) {
            tally.ended.push(step.at.days_since(since));
            let is_on_the_way = Stage::WAY.contains(&step.to);
            tally.went_on += usize::from(is_on_the_way && step.to > stage);
        }
        if step.to != stage {
            (stage, since) = (step.to, step.at);
        }
    }
}

fn stage_flow(stage: Stage, tally: &mut Tally, stuck: i64) -> StageFlow {
    tally.ended.sort_unstable();
    tally.here.sort_unstable();
    let ages: Vec<i64> = tally.here.iter().map(|(days, _)| *days).collect();
    let stayed = spread(&tally.ended);
    let usual = stayed.filter(|_| tally.ended.len() >= ENOUGH);
    // A stay of a few days is nothing to speak of, even where most are shorter.
    let still_after = usual.map_or(stuck, |spread| spread.high.clamp(14, stuck));
    StageFlow {
        stage,
        came_out: tally.ended.len(),
        went_on: tally.went_on,
        stayed,
        here_now: ages.len(),
        lain: spread(&ages),
        lying_still: ages.iter().filter(|days| **days > still_after).count(),
        ages: thinned(&ages),
        still_after,
    }
}

/// Of days in order.
fn spread(days: &[i64]) -> Option<Spread> {
    let last = days.len().checked_sub(1)?;
    let at = |part: usize| days.get(last * part / 4).copied().unwrap_or_default();
    Some(Spread {
        low: at(1),
        median: at(2),
        high: at(3),
        most: at(4),
    })
}

/// At most [`AGES`] of them, evenly; the youngest and the oldest stay.
fn thinned(ages: &[i64]) -> Vec<i64> {
    if ages.len() <= AGES {
        return ages.to_vec();
    }
    let last = ages.len() - 1;
    (0..AGES)
        .filter_map(|at| ages.get(last * at / (AGES - 1)).copied())
        .collect()
}

impl Flow {
    /// The finding in words: where most lie, and where they lie longest.
    pub fn sentence(&self) -> String {
        let here: usize = self.stages.iter().map(|stage| stage.here_now).sum();
        let still: usize = self.stages.iter().map(|stage| stage.lying_still).sum();
        let fullest = self.stages.iter().max_by_key(|stage| stage.here_now);
        let Some(fullest) = fullest.filter(|stage| stage.here_now > 0) else {
            return "Nothing is on its way now.".to_owned();
        };
        let longest = fullest.lain.map_or(0, |lain| lain.median);
        if here == 1 {
            let lain = crate::time::span(longest);
            return format!(
                "1 initiative is on its way, in ‘{}’ for {lain}.",
                fullest.stage
            );
        }
        let lie = match still {
            0 => "none of them lies still".to_owned(),
            1 => "1 of them has lain longer than is usual there".to_owned(),
            count => format!("{count} of them have lain longer than is usual there"),
        };
        format!(
            "{here} initiatives are on their way; {lie}. Most stand in ‘{}’: {}, half of them for {} or more.",
            fullest.stage,
            fullest.here_now,
            crate::time::span(longest)
        )
    }
}
