//! What is shown of goals: links and rows here; the status word, measures, a page and its history beside it.

use jiff::civil::Date;
use serde::Serialize;

use super::Goal;
use crate::{
    GoalId, Sight, TeamId, Time,
    initiative::Status,
    list::{Asked, Listed, Sort},
    measure::Amount,
    person,
    reference::Reference,
    signal::Threshold,
    team,
};

mod check_in;
mod history;
mod measures;
mod page;
mod status;

pub use check_in::{CheckInView, ValueSaid};
pub use history::{Change, LeadView};
pub use measures::{DroppedView, KeyResultView, Milestone, ValueView, progress};
pub use page::{ClosedView, ConfidenceView, GoalPage, RhythmView, page};
pub use status::{check_in_due, next_check_in, rhythm, stale_since, status};

/// A goal as a link shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct GoalLink {
    pub id: GoalId,
    pub title: String,
}

pub fn link(sight: Sight<'_>, id: GoalId) -> GoalLink {
    let title = sight
        .goal(id)
        .map_or_else(String::new, |goal| sight.text(goal.title).to_string());
    GoalLink { id, title }
}

/// A row of the list of goals. Progress, confidence and score are three things; none is worked out from another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "GoalRow")]
pub struct Row {
    pub goal: GoalLink,
    pub team: Option<team::TeamLink>,
    pub lead: Option<person::PersonLink>,
    pub until: Option<Date>,
    /// Measures of health that are kept, not reached.
    pub evergreen: bool,
    /// The status word shown: computed, `stale` overrides what was claimed.
    pub status: &'static str,
    /// What the last check-in claimed, where something else is shown.
    pub claimed: Option<Status>,
    /// How far the first key result is, beside what is wanted and what was expected by now.
    pub progress: Option<String>,
    /// How much of the way is done, in per cent; of an evergreen goal how much of it holds.
    pub progress_percent: Option<u8>,
    /// How sure somebody was last, from 0 to 10.
    pub confidence: Option<u8>,
    /// From 0 to 1, given when it was closed.
    pub score: Option<Amount>,
    pub last_check_in: Option<String>,
    pub initiatives: usize,
}

/// A goal's row; of one that is not to be seen, an empty one.
pub fn row(sight: Sight<'_>, id: GoalId, now: Time) -> Row {
    let goal = sight.goal(id);
    let status = goal.map_or("pending", |goal| status(sight, goal, now));
    let claimed = goal
        .and_then(|goal| goal.check_ins.last())
        .map(|last| last.status)
        .filter(|_| status == status::STALE);
    Row {
        goal: link(sight, id),
        team: goal
            .and_then(|goal| goal.team)
            .map(|team| team::link(sight, team)),
        lead: goal
            .and_then(|goal| goal.lead)
            .map(|lead| person::link(sight, lead)),
        until: goal.and_then(|goal| goal.until),
        evergreen: goal.is_some_and(|goal| goal.evergreen),
        status,
        claimed,
        progress: goal.and_then(|goal| measures::first_in_words(sight, goal, now)),
        progress_percent: goal.and_then(progress),
        confidence: goal.and_then(|goal| {
            let mut said = goal.check_ins.iter().rev();
            said.find_map(|said| said.confidence)
        }),
        score: goal
            .and_then(|goal| goal.closed)
            .and_then(|closed| closed.score),
        last_check_in: goal
            .and_then(|goal| goal.check_ins.last())
            .map(|last| last.at.ago(now)),
        initiatives: goal.map_or(0, |goal| goal.initiatives.len()),
    }
}

/// Goals that fit what is asked.
pub fn list(sight: Sight<'_>, asked: &Asked, now: Time) -> Listed<Row> {
    let wanted = asked.words();
    let title = |goal: &Goal| sight.words().short(goal.title).to_lowercase();
    let has_stage = |goal: &Goal, word: &str| match word {
        "open" => goal.closed.is_none(),
        "closed" => goal.closed.is_some(),
        "evergreen" => goal.evergreen && goal.closed.is_none(),
        word => status(sight, goal, now) == word,
    };
    let matches = |goal: &Goal| {
        asked
            .team
            .is_none_or(|team| goal.team.is_some_and(|of| team::is_within(sight, of, team)))
            && asked
                .stage
                .as_deref()
                .is_none_or(|word| has_stage(goal, word))
            && (!asked.nobody_leads || goal.lead.is_none())
            && (wanted.is_empty() || wanted.iter().all(|word| title(goal).contains(word)))
    };
    let mut found: Vec<GoalId> = sight
        .goals()
        .filter(|(_, goal)| matches(goal))
        .map(|(id, _)| id)
        .collect();
    match asked.sort {
        Sort::Oldest => {}
        Sort::Title => found.sort_by_cached_key(|id| sight.goal(*id).map(title)),
        Sort::LastChange => found.sort_by_key(|id| {
            let last = |goal: &Goal| goal.check_ins.last().map_or(goal.set, |last| last.at);
            std::cmp::Reverse(sight.goal(*id).map(last))
        }),
        Sort::Newest | Sort::Stage => found.reverse(),
    }
    if let Ok(Reference::Goal(id)) = asked.find.parse()
        && sight.goal(id).is_some()
    {
        found = vec![id];
    }
    asked.page_of(&found, |id| row(sight, *id, now))
}

/// Too many goals at once: what is everything is nothing. Said plainly, with what could be dropped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Crowd {
    /// Whose they are; the organisation's when it is nobody's.
    pub team: Option<team::TeamLink>,
    /// Open goals that are to be reached; evergreen ones are kept and do not count.
    pub count: usize,
    /// How many fit.
    pub most: usize,
    /// Newest first.
    pub goals: Vec<GoalLink>,
}

impl Crowd {
    /// `Checkout has 7 goals at once; 5 fit. Which will you drop?`
    pub fn sentence(&self) -> String {
        let who = self
            .team
            .as_ref()
            .map_or("The organisation", |team| &team.name);
        let (count, most) = (self.count, self.most);
        format!("{who} has {count} goals at once; {most} fit. Which will you drop?")
    }
}

/// Whether a goal counts where too many are counted: evergreen ones are kept beside, paused ones wait already, and a
/// record from elsewhere does not say which have an end.
pub(crate) fn is_one_of_many(goal: &Goal) -> bool {
    let has_end = goal.until.is_some() || goal.by.is_some();
    goal.closed.is_none() && !goal.evergreen && !goal.paused && has_end
}

/// The open goals of one scope that are to be reached, where they are more than `most`.
fn crowd_over(sight: Sight<'_>, of: Option<TeamId>, most: usize) -> Option<Crowd> {
    let counts = |goal: &Goal| goal.team == of && is_one_of_many(goal);
    let goals: Vec<GoalId> = match of {
        // A team knows its goals: at three thousand of them nobody waits for a count.
        Some(team) => {
            let goals = sight.team(team).map_or(&[][..], |team| &team.goals);
            let open = |id: &&GoalId| sight.goal(**id).is_some_and(counts);
            goals.iter().filter(open).copied().collect()
        }
        None => sight
            .goals()
            .filter(|(_, goal)| counts(goal))
            .map(|(id, _)| id)
            .collect(),
    };
    (goals.len() > most).then(|| Crowd {
        team: of.map(|team| team::link(sight, team)),
        count: goals.len(),
        most,
        goals: goals.iter().rev().map(|id| link(sight, *id)).collect(),
    })
}

/// Too many goals at once, where a scope has more than the organisation's threshold.
pub fn crowd(sight: Sight<'_>, of: Option<TeamId>) -> Option<Crowd> {
    crowd_over(sight, of, at_once(sight))
}

/// The same, were one more set: what is said before it is too late.
pub fn crowd_with_one_more(sight: Sight<'_>, of: Option<TeamId>) -> Option<Crowd> {
    let crowd = crowd_over(sight, of, at_once(sight).saturating_sub(1))?;
    Some(Crowd {
        most: at_once(sight),
        ..crowd
    })
}

fn at_once(sight: Sight<'_>) -> usize {
    let most = sight.organisation().threshold(Threshold::GoalsAtMost);
    usize::try_from(most).unwrap_or_default()
}
