//! The guide for whoever leads for the first time: what to do at each stage, and what to leave.

use askama::Template;
use paceline_core::{
    Command, Refusal,
    initiative::{
        Stage,
        guide::{self, GuideView},
    },
    organisation, text,
};
use serde::Deserialize;

use super::{Which, page_of};
use crate::{
    acting::Acting,
    extract::{Form, Query},
    form::{self, Choice, Field, FormPage, Kind},
    frame::{Frame, Section},
    look::{Look, Shown},
    url::To,
    url_organisation::InOrganisation,
};

const BACK: To<'static> = To::InOrganisation(InOrganisation::Guide);

#[derive(Template)]
#[template(path = "organisation/guide.html")]
struct Show {
    f: Frame,
    steps: Vec<GuideView>,
}

pub(crate) async fn show(look: Look) -> Shown {
    let mut steps = look.read(|seen| guide::all(seen.sight));
    look.fill(steps.iter_mut().map(|step| &mut step.text).collect())
        .await?;
    look.show(Section::Organisation, |f| Show { f, steps })
}

/// What is typed to write the guidance for a stage.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct WriteForm {
    stage: String,
    text: String,
}

impl WriteForm {
    fn command(&self) -> Result<Command, Refusal> {
        let stage = Stage::named(&self.stage);
        Ok(Command::Organisation(organisation::Command::WriteGuide {
            stage: stage.ok_or(Refusal::Empty { what: "stage" })?,
            text: self.text.clone(),
        }))
    }

    fn page(&self) -> FormPage {
        let stages = Stage::WAY.map(|stage| Choice::new(stage.word(), text::capital(stage.word())));
        let fields = vec![
            Field::new("stage", "Stage", Kind::Select(stages.into()), &self.stage).required(),
            Field::text("text", "Guidance", &self.text).hint(
                "Two or three sentences: what to do now, and what to leave. Empty brings the built-in words back.",
            ),
        ];
        page_of(
            (
                "Write the guide",
                "Whoever leads for the first time reads it beside what they lead, a stage at a time. Nobody else does.",
            ),
            (BACK, "Guide"),
            form::Form::new(
                To::InOrganisation(InOrganisation::WriteGuide),
                "Save",
                fields,
            ),
        )
    }
}

pub(crate) async fn write_form(look: Look, Query(which): Query<Which>) -> Shown {
    let stage = Stage::named(&which.name);
    let mut known = look.read(|seen| stage.and_then(|stage| guide::guide(seen.sight, stage)));
    look.fill(known.iter_mut().collect()).await?;
    let typed = WriteForm {
        stage: which.name,
        text: known.map_or_else(String::new, |text| text.to_string()),
    };
    form::show(look, |_| Some(typed.page())).await
}

pub(crate) async fn written(acting: Acting, Form(typed): Form<WriteForm>) -> Shown {
    acting
        .run(typed.command(), |_, _| BACK, |_| Some(typed.page()))
        .await
}
