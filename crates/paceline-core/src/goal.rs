//! Goals: what is wanted until when, who leads it, and how it goes (mission row L1).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    Ctx, Draft, GapId, GoalId, InitiativeId, PersonId, Recorded, Refusal, Seq, State, TeamId, Text,
    Time, WordId,
    initiative::{self, Status},
    list::{Asked, Listed, Sort},
    person,
    reference::Reference,
    team, text,
};

/// What a person can ask.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    Set {
        title: String,
        team: Option<TeamId>,
        until: Option<Date>,
    },
    CheckIn {
        goal: GoalId,
        status: Status,
        text: String,
    },
    Close {
        goal: GoalId,
        outcome: Outcome,
        text: String,
    },
}

/// How a goal ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    Achieved,
    Missed,
    Dropped,
}

impl Outcome {
    pub const ALL: [Self; 3] = [Self::Achieved, Self::Missed, Self::Dropped];

    pub fn word(self) -> &'static str {
        match self {
            Self::Achieved => "achieved",
            Self::Missed => "missed",
            Self::Dropped => "dropped",
        }
    }
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    Set {
        goal: GoalId,
        title: WordId,
        team: Option<TeamId>,
        lead: Option<PersonId>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<Date>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        source: Option<String>,
    },
    Retitled {
        goal: GoalId,
        title: WordId,
    },
    CheckedIn {
        goal: GoalId,
        status: Status,
        text: WordId,
    },
    Closed {
        goal: GoalId,
        outcome: Outcome,
        text: Option<WordId>,
    },
}

/// What we remember.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Goal {
    pub title: WordId,
    pub team: Option<TeamId>,
    pub lead: Option<PersonId>,
    pub until: Option<Date>,
    pub set: Time,
    pub seq: Seq,
    pub check_ins: Vec<initiative::CheckIn>,
    pub closed: Option<Closed>,
    pub gaps: Vec<GapId>,
    pub initiatives: Vec<InitiativeId>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closed {
    pub outcome: Outcome,
    pub at: Time,
    pub text: Option<WordId>,
}

/// The rules.
pub fn decide(draft: &mut Draft<'_>, ctx: &Ctx, command: &Command) -> Result<(), Refusal> {
    let person = ctx.person()?;
    let event = match command {
        Command::Set { title, team, until } => {
            let title = text::title("title", title)?;
            if let Some(team) = team {
                draft.state.team_or_refuse(*team)?;
            }
            if until.is_some_and(|until| !(1990..=2200).contains(&until.year())) {
                return Err(Refusal::ImpossibleDate);
            }
            Event::Set {
                goal: GoalId::at(draft.state.goals.len()),
                title: draft.word(title),
                team: *team,
                lead: Some(person),
                until: *until,
                source: None,
            }
        }
        Command::CheckIn { goal, status, text } => {
            open_or_refuse(draft.state, *goal)?;
            let text = text::text("check-in", text)?;
            Event::CheckedIn {
                goal: *goal,
                status: *status,
                text: draft.word(text),
            }
        }
        Command::Close {
            goal,
            outcome,
            text,
        } => {
            open_or_refuse(draft.state, *goal)?;
            let text = text::text("note on what was learned", text)?;
            Event::Closed {
                goal: *goal,
                outcome: *outcome,
                text: Some(draft.word(text)),
            }
        }
    };
    draft.happened(crate::Event::Goal(event));
    Ok(())
}

fn open_or_refuse(state: &State, goal: GoalId) -> Result<(), Refusal> {
    if state.goal_or_refuse(goal)?.closed.is_some() {
        return Err(Refusal::GoalClosed { goal });
    }
    Ok(())
}

/// The fold.
pub(crate) fn apply(state: &mut State, recorded: &Recorded, event: &Event) {
    match event {
        Event::Set {
            goal,
            title,
            team,
            lead,
            until,
            source,
        } => {
            state.goals.push(Goal {
                title: *title,
                team: *team,
                lead: *lead,
                until: *until,
                set: recorded.at,
                seq: recorded.seq,
                check_ins: Vec::new(),
                closed: None,
                gaps: Vec::new(),
                initiatives: Vec::new(),
            });
            if let Some(team) = team.and_then(|team| state.teams.get_mut(team.index())) {
                team.goals.push(*goal);
            }
            if let Some(source) = source {
                state.note_goal_source(source, *goal);
            }
        }
        Event::Retitled { goal, title } => {
            if let Some(goal) = state.goals.get_mut(goal.index()) {
                goal.title = *title;
            }
        }
        Event::CheckedIn { goal, status, text } => {
            if let Some(goal) = state.goals.get_mut(goal.index()) {
                let by = recorded.by.person();
                goal.check_ins.push(initiative::CheckIn {
                    at: recorded.at,
                    seq: recorded.seq,
                    by,
                    status: *status,
                    text: *text,
                });
            }
        }
        Event::Closed {
            goal,
            outcome,
            text,
        } => {
            if let Some(goal) = state.goals.get_mut(goal.index()) {
                goal.closed = Some(Closed {
                    outcome: *outcome,
                    at: recorded.at,
                    text: *text,
                });
            }
        }
    }
}

/// A goal as a link shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GoalLink {
    pub id: GoalId,
    pub title: String,
}

pub fn link(state: &State, id: GoalId) -> GoalLink {
    let title = state
        .goal(id)
        .map_or_else(String::new, |goal| state.text(goal.title).to_string());
    GoalLink { id, title }
}

/// A row of the list of goals.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    pub goal: GoalLink,
    pub team: Option<team::TeamLink>,
    pub lead: Option<person::PersonLink>,
    pub until: Option<Date>,
    /// The status word shown: computed, `stale` overrides what was claimed.
    pub status: &'static str,
    pub last_check_in: Option<String>,
    pub initiatives: usize,
}

/// Days without a check-in after which a goal reads `stale`.
pub const STALE_AFTER_DAYS: i64 = 45;

/// The status word of a goal on a day.
pub fn status(goal: &Goal, now: Time) -> &'static str {
    if let Some(closed) = goal.closed {
        return closed.outcome.word();
    }
    match goal.check_ins.last() {
        None if now.days_since(goal.set) <= STALE_AFTER_DAYS => "pending",
        Some(last) if now.days_since(last.at) <= STALE_AFTER_DAYS => last.status.word(),
        None | Some(_) => "stale",
    }
}

pub fn row(state: &State, id: GoalId, now: Time) -> Row {
    let goal = state.goal(id);
    Row {
        goal: link(state, id),
        team: goal
            .and_then(|goal| goal.team)
            .map(|team| team::link(state, team)),
        lead: goal
            .and_then(|goal| goal.lead)
            .map(|lead| person::link(state, lead)),
        until: goal.and_then(|goal| goal.until),
        status: goal.map_or("pending", |goal| status(goal, now)),
        last_check_in: goal
            .and_then(|goal| goal.check_ins.last())
            .map(|last| last.at.ago(now)),
        initiatives: goal.map_or(0, |goal| goal.initiatives.len()),
    }
}

pub fn list(state: &State, asked: &Asked, now: Time) -> Listed<Row> {
    let wanted = asked.words();
    let title = |goal: &Goal| state.words.short(goal.title).to_lowercase();
    let matches = |goal: &Goal| {
        asked
            .team
            .is_none_or(|team| goal.team.is_some_and(|of| team::is_within(state, of, team)))
            && asked
                .stage
                .as_deref()
                .is_none_or(|word| status(goal, now) == word)
            && (!asked.nobody_leads || goal.lead.is_none())
            && (wanted.is_empty() || wanted.iter().all(|word| title(goal).contains(word)))
    };
    let mut found: Vec<GoalId> = state
        .goals
        .iter()
        .enumerate()
        .filter(|(_, goal)| matches(goal))
        .map(|(index, _)| GoalId::at(index))
        .collect();
    match asked.sort {
        Sort::Oldest => {}
        Sort::Title => found.sort_by_cached_key(|id| state.goal(*id).map(title)),
        Sort::LastChange => found.sort_by_key(|id| {
            let last = |goal: &Goal| goal.check_ins.last().map_or(goal.set, |last| last.at);
            std::cmp::Reverse(state.goal(*id).map(last))
        }),
        Sort::Newest | Sort::Stage => found.reverse(),
    }
    if let Ok(Reference::Goal(id)) = asked.find.parse()
        && state.goal(id).is_some()
    {
        found = vec![id];
    }
    asked.page_of(&found, |id| row(state, *id, now))
}

/// A goal's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GoalPage {
    pub row: Row,
    pub set: Time,
    pub check_ins: Vec<initiative::CheckInView>,
    pub closed: Option<ClosedView>,
    pub gaps: Vec<crate::gap::Row>,
    pub initiatives: Vec<initiative::Row>,
    pub may_act: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ClosedView {
    pub outcome: Outcome,
    pub at: Time,
    pub text: Option<Text>,
}

pub fn page(state: &State, viewer: Option<PersonId>, id: GoalId, now: Time) -> Option<GoalPage> {
    let goal = state.goal(id)?;
    Some(GoalPage {
        row: row(state, id, now),
        set: goal.set,
        check_ins: goal
            .check_ins
            .iter()
            .rev()
            .map(|check_in| check_in.view(state, now))
            .collect(),
        closed: goal.closed.map(|closed| ClosedView {
            outcome: closed.outcome,
            at: closed.at,
            text: closed.text.map(|text| state.text(text)),
        }),
        gaps: goal
            .gaps
            .iter()
            .filter_map(|gap| crate::gap::row(state, *gap, now))
            .collect(),
        initiatives: goal
            .initiatives
            .iter()
            .rev()
            .map(|id| initiative::row(state, *id, now))
            .collect(),
        may_act: viewer.is_some() && goal.closed.is_none(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{ADA, Story};

    #[test]
    fn a_goal_without_a_word_for_weeks_reads_stale_whatever_was_claimed() {
        let mut story = Story::new();
        let goal = story.goal(ADA, "Lead time under a day");
        let check_in = |text: &str| {
            crate::Command::Goal(Command::CheckIn {
                goal,
                status: Status::OnTrack,
                text: text.to_owned(),
            })
        };
        assert_eq!(status(&story.state.goals[0], story.now), "pending");
        story.does(ADA, check_in("Down to three days."));
        assert_eq!(status(&story.state.goals[0], story.now), "on track");
        story.days_pass(46);
        assert_eq!(status(&story.state.goals[0], story.now), "stale");
    }

    #[test]
    fn a_closed_goal_takes_no_more_check_ins() {
        let mut story = Story::new();
        let goal = story.goal(ADA, "Lead time under a day");
        story.does(
            ADA,
            crate::Command::Goal(Command::Close {
                goal,
                outcome: Outcome::Achieved,
                text: "Small steps.".into(),
            }),
        );
        let late = crate::Command::Goal(Command::CheckIn {
            goal,
            status: Status::OnTrack,
            text: "Still here".into(),
        });
        story.refuses(ADA, late, "O-1 is closed.");
    }
}
