//! The status word of a goal: what was claimed, and what the rhythm says about silence (mission row A7).

use jiff::civil::Date;

use crate::{Sight, Time, goal::Goal, rhythm::Rhythm, signal::Threshold};

/// Nobody knows any more how it goes, whatever was claimed.
pub(super) const STALE: &str = "stale";

/// The rhythm in which a goal is checked in on: its own, on the calendar of whoever leads it; or theirs alone.
pub fn rhythm(sight: Sight<'_>, goal: &Goal) -> Rhythm {
    let lead = goal.lead.and_then(|lead| sight.person(lead));
    let of_lead = lead.and_then(|lead| lead.rhythm.clone());
    let of_lead = of_lead.unwrap_or_default();
    Rhythm {
        every: goal.every.unwrap_or(of_lead.every),
        paused: goal.paused || of_lead.paused,
        ..of_lead
    }
}

/// Since when a check-in is waited for: the last one, or whatever began the waiting anew. Nobody was asked while it was
/// closed or paused, so that time is not held against anybody.
fn waited_since(sight: Sight<'_>, goal: &Goal) -> Time {
    let lead = goal.lead.and_then(|lead| sight.person(lead));
    let resumed = lead.and_then(|lead| lead.resumed);
    let reopened = goal.reopened.last().map(|reopened| reopened.at);
    [goal.resumed, resumed, reopened]
        .into_iter()
        .flatten()
        .fold(goal.last_word(), Time::max)
}

/// The status word of a goal on a day.
pub fn status(sight: Sight<'_>, goal: &Goal, now: Time) -> &'static str {
    if let Some(closed) = goal.closed {
        return closed.outcome.word();
    }
    if stale_since(sight, goal, now).is_some() {
        return STALE;
    }
    goal.check_ins
        .last()
        .map_or("pending", |last| last.status.word())
}

/// The first day on which silence on an open goal is stale, if it has come.
pub fn stale_since(sight: Sight<'_>, goal: &Goal, now: Time) -> Option<Date> {
    if goal.closed.is_some() {
        return None;
    }
    let grace = sight.organisation().threshold(Threshold::GraceDays);
    rhythm(sight, goal).stale_since(waited_since(sight, goal), grace, now)
}

/// The day on which a check-in on an open goal was asked for, if it has come.
pub fn check_in_due(sight: Sight<'_>, goal: &Goal, now: Time) -> Option<Date> {
    if goal.closed.is_some() {
        return None;
    }
    rhythm(sight, goal).due(waited_since(sight, goal), now)
}

/// The day on which the next check-in on an open goal is asked for; none while it is paused.
pub fn next_check_in(sight: Sight<'_>, goal: &Goal) -> Option<Date> {
    if goal.closed.is_some() {
        return None;
    }
    rhythm(sight, goal).next(waited_since(sight, goal))
}
