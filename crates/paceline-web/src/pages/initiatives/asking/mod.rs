//! Shopping around: people and teams are asked, they answer, and the lead says what feedback is wanted now.

use jiff::civil::Date;
use paceline_core::{
    Command, InitiativeId, Refusal, Sight,
    initiative::{AskedOf, Command as C, Reply, Size},
};
use serde::Deserialize;

use crate::{
    acting::Acting,
    extract::{Form, Path},
    form,
    look::{Look, Shown},
    url::{Asking, To},
};

mod forms;

/// Everything that is typed into any of these forms; each takes what it knows.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    what: String,
    /// Handles of people.
    person: String,
    /// Slugs of teams.
    team: String,
    size: String,
    until: String,
    ask: String,
    reply: String,
    text: String,
}

impl Typed {
    fn command(
        &self,
        sight: Sight<'_>,
        initiative: InitiativeId,
        asking: Asking,
    ) -> Result<Command, Refusal> {
        let command = match asking {
            Asking::Ask => {
                let (of, also) = self.asked_of(sight)?;
                C::Ask {
                    initiative,
                    of,
                    also,
                    what: self.what.clone(),
                    size: Size::named(&self.size),
                    until: day(&self.until)?,
                }
            }
            Asking::Answer => {
                let ask = self.ask.parse();
                C::Answer {
                    initiative,
                    ask: ask.map_err(|_| Refusal::NoSuchAsk { initiative })?,
                    reply: Reply::named(&self.reply),
                    text: self.text.clone(),
                }
            }
            Asking::WantFeedback => C::WantFeedback {
                initiative,
                what: self.what.clone(),
                until: day(&self.until)?,
            },
        };
        Ok(Command::Initiative(command))
    }

    /// Everybody who is asked: the first, and who else.
    fn asked_of(&self, sight: Sight<'_>) -> Result<(AskedOf, Vec<AskedOf>), Refusal> {
        let people = form::people_named(sight, &self.person)?;
        let mut asked: Vec<AskedOf> = people.into_iter().map(AskedOf::Person).collect();
        for slug in self.team.split([',', ' ']) {
            asked.extend(form::team_named(sight, slug)?.map(AskedOf::Team));
        }
        let mut asked = asked.into_iter();
        let first = asked.next().ok_or(Refusal::Empty {
            what: "team or person",
        })?;
        Ok((first, asked.collect()))
    }
}

/// A day, or none.
fn day(written: &str) -> Result<Option<Date>, Refusal> {
    match written.trim() {
        "" => Ok(None),
        written => written
            .parse()
            .map(Some)
            .map_err(|_| Refusal::ImpossibleDate),
    }
}

async fn form_of(look: Look, id: u32, asking: Asking) -> Shown {
    form::show(look, |seen| {
        forms::page(seen, InitiativeId(id), asking, &Typed::default())
    })
    .await
}

async fn carry_out(acting: Acting, id: u32, asking: Asking, typed: Typed) -> Shown {
    let id = InitiativeId(id);
    let command = acting.read(|seen| typed.command(seen.sight, id, asking));
    acting
        .run(
            command,
            |_, _| To::Initiative(id),
            |seen| forms::page(seen, id, asking, &typed),
        )
        .await
}

pub(crate) async fn ask(look: Look, Path(id): Path<u32>) -> Shown {
    form_of(look, id, Asking::Ask).await
}

pub(crate) async fn asked(acting: Acting, Path(id): Path<u32>, Form(typed): Form<Typed>) -> Shown {
    carry_out(acting, id, Asking::Ask, typed).await
}

pub(crate) async fn answer(look: Look, Path(id): Path<u32>) -> Shown {
    form_of(look, id, Asking::Answer).await
}

pub(crate) async fn answered(
    acting: Acting,
    Path(id): Path<u32>,
    Form(typed): Form<Typed>,
) -> Shown {
    carry_out(acting, id, Asking::Answer, typed).await
}

pub(crate) async fn want_feedback(look: Look, Path(id): Path<u32>) -> Shown {
    form_of(look, id, Asking::WantFeedback).await
}

pub(crate) async fn feedback_wanted(
    acting: Acting,
    Path(id): Path<u32>,
    Form(typed): Form<Typed>,
) -> Shown {
    carry_out(acting, id, Asking::WantFeedback, typed).await
}
