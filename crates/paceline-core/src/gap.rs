//! Gaps: how something is, how it ought to be, and what is done about it (mission rows L5, L6).

use serde::{Deserialize, Serialize};

use crate::{
    By, Ctx, Draft, GapId, GoalId, InitiativeId, PersonId, Recorded, Refusal, Seq, Sight, State,
    TeamId, Text, Time, WordId, goal, initiative,
    list::{Asked, Listed, Sort},
    person,
    reference::Reference,
    team, text,
};

/// What a person can ask.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Records a gap. Only how it is and how it ought to be are asked for: ten seconds must be enough.
    Record {
        /// How it is.
        is: String,
        /// How it ought to be.
        ought: String,
        team: Option<TeamId>,
        /// The goal in whose way it stands.
        goal: Option<GoalId>,
    },
    /// Closes a gap in the open, with what it is like now.
    Close { gap: GapId, outcome: String },
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    Recorded {
        gap: GapId,
        is: WordId,
        ought: WordId,
        team: Option<TeamId>,
        goal: Option<GoalId>,
    },
    Closed {
        gap: GapId,
        outcome: WordId,
    },
}

/// What we remember.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gap {
    pub is: WordId,
    pub ought: WordId,
    pub team: Option<TeamId>,
    pub goal: Option<GoalId>,
    pub by: By,
    pub at: Time,
    pub seq: Seq,
    pub closed: Option<Closed>,
    /// Initiatives that would narrow it.
    pub initiatives: Vec<InitiativeId>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closed {
    pub at: Time,
    pub seq: Seq,
    pub by: By,
    pub outcome: WordId,
}

/// The rules.
pub fn decide(draft: &mut Draft<'_>, ctx: &Ctx, command: &Command) -> Result<(), Refusal> {
    ctx.person()?;
    let event = match command {
        Command::Record {
            is,
            ought,
            team,
            goal,
        } => {
            let is = text::text("description of how it is", is)?;
            let ought = text::text("description of how it ought to be", ought)?;
            if let Some(team) = team {
                draft.state.team_or_refuse(*team)?;
            }
            if let Some(goal) = goal {
                draft.state.goal_or_refuse(*goal)?;
            }
            let gap = GapId::at(draft.state.gaps.len());
            Event::Recorded {
                gap,
                is: draft.word(is),
                ought: draft.word(ought),
                team: *team,
                goal: *goal,
            }
        }
        Command::Close { gap, outcome } => {
            if draft.state.gap_or_refuse(*gap)?.closed.is_some() {
                return Err(Refusal::GapClosed { gap: *gap });
            }
            let outcome = text::text("outcome", outcome)?;
            Event::Closed {
                gap: *gap,
                outcome: draft.word(outcome),
            }
        }
    };
    draft.happened(crate::Event::Gap(event));
    Ok(())
}

/// The fold.
pub(crate) fn apply(state: &mut State, recorded: &Recorded, event: &Event) {
    match event {
        Event::Recorded {
            gap,
            is,
            ought,
            team,
            goal,
        } => {
            state.gaps.push(Gap {
                is: *is,
                ought: *ought,
                team: *team,
                goal: *goal,
                by: recorded.by,
                at: recorded.at,
                seq: recorded.seq,
                closed: None,
                initiatives: Vec::new(),
            });
            if let Some(goal) = goal.and_then(|goal| state.goals.get_mut(goal.index())) {
                goal.gaps.push(*gap);
            }
        }
        Event::Closed { gap, outcome } => {
            if let Some(gap) = state.gaps.get_mut(gap.index()) {
                gap.closed = Some(Closed {
                    at: recorded.at,
                    seq: recorded.seq,
                    by: recorded.by,
                    outcome: *outcome,
                });
            }
        }
    }
}

/// A gap as a link shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct GapLink {
    pub id: GapId,
    /// The first words of how it is.
    pub is: String,
}

pub fn link(sight: Sight<'_>, id: GapId) -> GapLink {
    let is = sight
        .gap(id)
        .map_or_else(String::new, |gap| text::cut(sight.text(gap.is).short(), 80));
    GapLink { id, is }
}

/// A row of the list of gaps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "GapRow")]
pub struct Row {
    pub id: GapId,
    pub is: Text,
    pub ought: Text,
    pub team: Option<team::TeamLink>,
    pub at: Time,
    pub age: String,
    pub closed: bool,
    /// Initiatives under way that would narrow it.
    pub acted_on_by: usize,
}

pub fn row(sight: Sight<'_>, id: GapId, now: Time) -> Option<Row> {
    let gap = sight.gap(id)?;
    Some(Row {
        id,
        is: sight.text(gap.is),
        ought: sight.text(gap.ought),
        team: gap.team.map(|team| team::link(sight, team)),
        at: gap.at,
        age: gap.at.ago(now),
        closed: gap.closed.is_some(),
        acted_on_by: active(sight, gap).count(),
    })
}

/// The initiatives that act on a gap now.
pub fn active<'a>(sight: Sight<'a>, gap: &'a Gap) -> impl Iterator<Item = InitiativeId> + 'a {
    let acts = move |id: &InitiativeId| {
        sight
            .initiative(*id)
            .is_some_and(|initiative| initiative.stage.is_active())
    };
    gap.initiatives.iter().copied().filter(acts)
}

/// Gaps, newest first; open ones unless others are asked for.
pub fn list(sight: Sight<'_>, asked: &Asked, now: Time) -> Listed<Row> {
    let wanted = asked.words();
    let shows_closed = asked.stage.as_deref() == Some("closed");
    let matches = |gap: &Gap| {
        let told = || {
            format!(
                "{} {}",
                sight.words().short(gap.is),
                sight.words().short(gap.ought)
            )
            .to_lowercase()
        };
        gap.closed.is_some() == shows_closed
            && asked
                .team
                .is_none_or(|team| gap.team.is_some_and(|of| team::is_within(sight, of, team)))
            && (wanted.is_empty() || wanted.iter().all(|word| told().contains(word)))
    };
    let mut found: Vec<GapId> = sight
        .gaps()
        .filter(|(_, gap)| matches(gap))
        .map(|(id, _)| id)
        .collect();
    match asked.sort {
        Sort::Oldest => {}
        Sort::Newest | Sort::Title | Sort::LastChange | Sort::Stage => found.reverse(),
    }
    if let Ok(Reference::Gap(id)) = asked.find.parse()
        && sight.gap(id).is_some()
    {
        found = vec![id];
    }
    asked.page_of_some(&found, |id| row(sight, *id, now))
}

/// A gap's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct GapPage {
    pub id: GapId,
    pub is: Text,
    pub ought: Text,
    pub team: Option<team::TeamLink>,
    pub goal: Option<goal::GoalLink>,
    pub by: Option<person::PersonLink>,
    pub at: Time,
    pub age: String,
    pub closed: Option<ClosedView>,
    pub initiatives: Vec<initiative::Row>,
    pub may_act: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "GapClosed")]
pub struct ClosedView {
    pub at: Time,
    pub by: Option<person::PersonLink>,
    pub outcome: Text,
}

pub fn page(sight: Sight<'_>, viewer: Option<PersonId>, id: GapId, now: Time) -> Option<GapPage> {
    let gap = sight.gap(id)?;
    let who = |by: By| by.person().map(|person| person::link(sight, person));
    Some(GapPage {
        id,
        is: sight.text(gap.is),
        ought: sight.text(gap.ought),
        team: gap.team.map(|team| team::link(sight, team)),
        goal: gap.goal.map(|goal| goal::link(sight, goal)),
        by: who(gap.by),
        at: gap.at,
        age: gap.at.ago(now),
        closed: gap.closed.map(|closed| ClosedView {
            at: closed.at,
            by: who(closed.by),
            outcome: sight.text(closed.outcome),
        }),
        initiatives: sight
            .of(&gap.initiatives)
            .map(|(id, entity)| initiative::row(sight, id, entity, now))
            .collect(),
        may_act: viewer.is_some() && gap.closed.is_none(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{ADA, Story};

    #[test]
    fn a_gap_asks_for_is_and_ought_only() {
        let mut story = Story::new();
        let record = |is: &str, ought: &str| {
            crate::Command::Gap(Command::Record {
                is: is.into(),
                ought: ought.into(),
                team: None,
                goal: None,
            })
        };
        story.does(
            ADA,
            record("A release takes nine days.", "Any service, any day."),
        );
        assert_eq!(story.state.gaps.len(), 1);
        story.refuses(
            ADA,
            record("A release takes nine days.", " "),
            "The description of how it ought to be is empty.",
        );
    }

    #[test]
    fn a_gap_is_closed_once() {
        let mut story = Story::new();
        let gap = story.gap(ADA, "Nine days", "One day");
        let close = crate::Command::Gap(Command::Close {
            gap,
            outcome: "It takes an hour now.".into(),
        });
        story.does(ADA, close.clone());
        story.refuses(ADA, close, "G-1 is closed.");
    }
}
