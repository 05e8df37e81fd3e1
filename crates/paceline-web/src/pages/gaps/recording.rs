//! Recording a gap, and closing it in the open.

use paceline_core::{Command, GapId, Refusal, Sight, gap};
use serde::Deserialize;

use super::forms;
use crate::{
    acting::Acting,
    extract::{Form, Path},
    form::{self, Field, FormPage},
    frame::Section,
    look::{Look, Seen, Shown},
    url::To,
};

/// What is typed to record a gap. Only `is` and `ought` are asked for.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct NewGap {
    is: String,
    ought: String,
    team: String,
    goal: String,
}

impl NewGap {
    fn command(&self, sight: Sight<'_>) -> Result<Command, Refusal> {
        let goal = self.goal.trim();
        let goal = match goal.parse() {
            _ if goal.is_empty() => None,
            Ok(paceline_core::reference::Reference::Goal(goal)) => Some(goal),
            Ok(_) | Err(_) => {
                return Err(Refusal::NoSuchReference {
                    written: paceline_core::text::cut(goal, 40),
                });
            }
        };
        let team = form::team_named(sight, &self.team)?;
        Ok(Command::Gap(gap::Command::Record {
            is: self.is.clone(),
            ought: self.ought.clone(),
            team,
            goal,
        }))
    }

    fn page(&self, seen: &Seen<'_>) -> FormPage {
        let fields = vec![
            Field::text("is", "How it is", &self.is)
                .hint("For example: a merged change reaches users after nine days.")
                .required(),
            Field::text("ought", "How it ought to be", &self.ought)
                .hint("For example: any engineer releases any service within an hour.")
                .required(),
            Field::team(seen.sight, "Team", &self.team).hint("Can come later."),
            Field::line("goal", "Goal", &self.goal)
                .hint("The goal it stands in the way of, such as O-7. Can come later."),
        ];
        FormPage {
            section: Section::Gaps,
            title: "Record a gap",
            why: "Ten seconds are enough: say how it is and how it ought to be. Whoever acts on it can come later.".to_owned(),
            back: To::Gaps,
            back_words: "Gaps".to_owned(),
            form: form::Form::new(To::NewGap, "Record the gap", fields),
            last: None,
        }
    }
}

pub(crate) async fn new(look: Look) -> Shown {
    form::show(look, |seen| Some(NewGap::default().page(seen))).await
}

pub(crate) async fn record(acting: Acting, Form(typed): Form<NewGap>) -> Shown {
    let command = acting.read(|seen| typed.command(seen.sight));
    let to = |sight: Sight<'_>, receipt: &paceline_store::Receipt| {
        let made = sight
            .gaps()
            .rfind(|(_, gap)| (receipt.first..=receipt.last).contains(&gap.seq));
        made.map_or(To::Gaps, |(id, _)| To::Gap(id))
    };
    acting.run(command, to, |seen| Some(typed.page(seen))).await
}

/// What is typed to close a gap.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct CloseGap {
    outcome: String,
}

impl CloseGap {
    fn page(&self, seen: &Seen<'_>, id: GapId) -> Option<FormPage> {
        let outcome = Field::text("outcome", "What is it like now?", &self.outcome)
            .hint("Closed, or not closed and left: say which, so that others can learn from it.")
            .required();
        let form = form::Form::new(To::CloseGap(id), "Close the gap", vec![outcome]);
        let is = seen.sight.text(seen.sight.gap(id)?.is);
        forms::page(seen, id, ("Close the gap", is.short()), form)
    }
}

pub(crate) async fn close(look: Look, Path(id): Path<u32>) -> Shown {
    form::show(look, |seen| CloseGap::default().page(seen, GapId(id))).await
}

pub(crate) async fn closed(
    acting: Acting,
    Path(id): Path<u32>,
    Form(typed): Form<CloseGap>,
) -> Shown {
    let gap = GapId(id);
    let command = Ok(Command::Gap(gap::Command::Close {
        gap,
        outcome: typed.outcome.clone(),
    }));
    acting
        .run(command, |_, _| To::Gap(gap), |seen| typed.page(seen, gap))
        .await
}
