//! How a goal ends: achieved, missed or dropped, with what was learned and a final score.

use paceline_core::{
    Command, GoalId, Refusal,
    goal::{self, Outcome},
};
use serde::Deserialize;

use super::forms;
use crate::{
    acting::Acting,
    extract::{Form, Path},
    form::{self, Choice, Field, FormPage, Kind},
    look::{Look, Seen, Shown},
    url::To,
};

/// What is typed to close a goal.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct CloseGoal {
    outcome: String,
    score: String,
    text: String,
}

impl CloseGoal {
    fn command(&self, goal: GoalId) -> Result<Command, Refusal> {
        let outcome = Outcome::ALL
            .into_iter()
            .find(|outcome| outcome.word() == self.outcome);
        Ok(Command::Goal(goal::Command::Close(goal::Closing {
            goal,
            outcome: outcome.ok_or(Refusal::Empty { what: "outcome" })?,
            text: self.text.clone(),
            score: forms::amount(&self.score)?,
        })))
    }

    fn page(&self, seen: &Seen<'_>, id: GoalId) -> Option<FormPage> {
        let outcomes = Outcome::ALL.map(|outcome| Choice::new(outcome.word(), outcome.word()));
        let ended = Kind::Radio(outcomes.into());
        let fields = vec![
            Field::new("outcome", "How did it end?", ended, &self.outcome).required(),
            Field::text("text", "What was learned?", &self.text).required(),
            Field::new("score", "Score", Kind::Decimal, &self.score)
                .hint("From 0 to 1, as you judge it: 0.7 is good for a bold goal. It follows neither from the numbers nor from confidence."),
        ];
        let form = form::Form::new(To::CloseGoal(id), "Close the goal", fields);
        let why = "It stays on record with all that was said, and can be opened again.";
        forms::page(seen, id, ("Close the goal", why), form)
    }
}

pub(crate) async fn close(look: Look, Path(id): Path<u32>) -> Shown {
    form::show(look, |seen| CloseGoal::default().page(seen, GoalId(id))).await
}

pub(crate) async fn closed(
    acting: Acting,
    Path(id): Path<u32>,
    Form(typed): Form<CloseGoal>,
) -> Shown {
    let goal = GoalId(id);
    acting
        .run(
            typed.command(goal),
            |_, _| To::Goal(goal),
            |seen| typed.page(seen, goal),
        )
        .await
}
