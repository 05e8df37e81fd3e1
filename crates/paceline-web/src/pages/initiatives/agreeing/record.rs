//! A decision record: what was agreed on, why, with whom, and the dissent that is kept; and how it is looked at again.

use askama::Template;
use paceline_core::{
    Command, InitiativeId, Refusal,
    initiative::{Command as C, DecisionRecord, decision_record},
};
use serde::Deserialize;

use super::{day, in_half_a_year, page};
use crate::{
    acting::Acting,
    extract::{Form, Path},
    form::{self, Field, FormPage, Kind},
    frame::{Frame, Section},
    html::brief,
    look::{Look, Seen, Shown},
    url::{Agreeing, OnObjection, To},
};

/// So much of what was agreed on stands above the form of a review.
const SAID: usize = 300;

#[derive(Template)]
#[template(path = "initiatives/agreement.html")]
struct Show {
    f: Frame,
    record: DecisionRecord,
}

pub(crate) async fn show(look: Look, Path((id, number)): Path<(u32, u16)>) -> Shown {
    let mut record = look.find(|seen| {
        let viewer = Some(seen.me()).filter(|_| !seen.at.is_past());
        decision_record(seen.sight, viewer, (InitiativeId(id), number), seen.now)
    })?;
    look.fill(record.texts()).await?;
    look.show(Section::Initiatives, |f| Show { f, record })
}

/// What is typed to look at an agreement again.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    found: String,
    next: String,
}

impl Typed {
    fn command(&self, initiative: InitiativeId, agreement: u16) -> Result<Command, Refusal> {
        Ok(Command::Initiative(C::ReviewAgreement {
            initiative,
            agreement,
            found: self.found.clone(),
            next: day(&self.next)?,
        }))
    }

    fn page(&self, seen: &Seen<'_>, id: InitiativeId, number: u16) -> Option<FormPage> {
        let entity = seen.sight.initiative(id)?;
        let agreement = entity.agreements.get(usize::from(number))?;
        let what = seen.sight.text(agreement.terms.what);
        let why = format!("Agreed on: “{}”", brief(what.short(), SAID));
        let fields = vec![
            Field::text("found", "What did you find?", &self.found)
                .hint("Does it still hold? What came of it? To change it, call for the last time again.")
                .required(),
            Field::new("next", "Looked at next on", Kind::Date, &self.next)
                .hint("Leave it empty where no further look is needed."),
        ];
        page(
            seen,
            (id, Agreeing::Review(number)),
            ("Look at it again", why),
            ("Keep the review", fields),
        )
    }
}

pub(crate) async fn review(look: Look, Path((id, number)): Path<(u32, u16)>) -> Shown {
    form::show(look, |seen| {
        let typed = Typed {
            next: in_half_a_year(seen),
            ..Typed::default()
        };
        typed.page(seen, InitiativeId(id), number)
    })
    .await
}

pub(crate) async fn reviewed(
    acting: Acting,
    Path((id, number)): Path<(u32, u16)>,
    Form(typed): Form<Typed>,
) -> Shown {
    let id = InitiativeId(id);
    acting
        .run(
            typed.command(id, number),
            |_, _| To::Agreeing(id, Agreeing::Agreement(number)),
            |seen| typed.page(seen, id, number),
        )
        .await
}
