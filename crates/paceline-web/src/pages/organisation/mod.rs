//! The organisation: its name, what it counts, and the thresholds its signals keep to.

pub(crate) mod guide;
pub(crate) mod holidays;
pub(crate) mod templates;

use askama::Template;
use paceline_core::{Command, Refusal, initiative::Stage, organisation, signal::Threshold, team};
use serde::Deserialize;

use crate::{
    acting::Acting,
    extract::Form,
    form::{self, Choice, Field, FormPage, Kind},
    frame::{Frame, Section},
    look::{Look, Seen, Shown},
    url::To,
    url_organisation::InOrganisation,
};

#[derive(Template)]
#[template(path = "organisation/show.html")]
struct Show {
    f: Frame,
    counts: [(&'static str, usize, To<'static>); 5],
    stages: Vec<(Stage, usize)>,
    thresholds: Vec<(Threshold, i64)>,
    events: u32,
}

pub(crate) async fn show(look: Look) -> Shown {
    let (counts, stages, thresholds, events) = look.read(|seen| {
        let sight = seen.sight;
        let counts = [
            ("people", sight.people().count(), To::People),
            ("teams", sight.teams().count(), To::Teams),
            ("goals", sight.goals().count(), To::Goals),
            ("gaps", sight.gaps().count(), To::Gaps),
            ("initiatives", sight.initiatives().count(), To::Initiatives),
        ];
        let thresholds =
            Threshold::ALL.map(|threshold| (threshold, sight.organisation().threshold(threshold)));
        (
            counts,
            team::stage_counts(sight),
            thresholds.to_vec(),
            sight.seq().0,
        )
    });
    look.show(Section::Organisation, |f| Show {
        f,
        counts,
        stages,
        thresholds,
        events,
    })
}

/// What is typed to name the organisation.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct NameForm {
    name: String,
}

impl NameForm {
    fn page(&self) -> FormPage {
        let name = Field::line("name", "Name", &self.name).required();
        page(
            "Name the organisation",
            "As people call it; it stands above every page.",
            To::NameOrganisation,
            vec![name],
        )
    }
}

fn page(
    title: &'static str,
    why: &'static str,
    action: To<'static>,
    fields: Vec<Field>,
) -> FormPage {
    let form = form::Form::new(action, "Save", fields);
    page_of((title, why), (To::Organisation, "Organisation"), form)
}

/// A page with one form, and the way back from it.
fn page_of(
    (title, why): (&'static str, &'static str),
    (back, back_words): (To<'static>, &'static str),
    form: form::Form,
) -> FormPage {
    FormPage {
        section: Section::Organisation,
        title,
        why: why.to_owned(),
        back,
        back_words: back_words.to_owned(),
        form,
        last: None,
    }
}

/// What a form is to be filled with, by its name in the URL.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Which {
    name: String,
}

pub(crate) async fn name(look: Look) -> Shown {
    let known = |seen: &Seen<'_>| {
        seen.sight
            .organisation()
            .name
            .map(|name| seen.sight.words().short(name).to_owned())
    };
    form::show(look, |seen| {
        Some(
            NameForm {
                name: known(seen).unwrap_or_default(),
            }
            .page(),
        )
    })
    .await
}

pub(crate) async fn named(acting: Acting, Form(typed): Form<NameForm>) -> Shown {
    let command = Command::Organisation(organisation::Command::Name {
        name: typed.name.clone(),
    });
    acting
        .run(Ok(command), |_, _| To::Organisation, |_| Some(typed.page()))
        .await
}

/// What is typed to set a threshold.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct ThresholdForm {
    name: String,
    value: String,
}

impl ThresholdForm {
    fn command(&self) -> Result<Command, Refusal> {
        let value = match self.value.trim() {
            "" => return Err(Refusal::Empty { what: "number" }),
            // What is no number of this size is refused as out of range, by the rule that knows the range.
            written => written.parse().unwrap_or(u32::MAX),
        };
        Ok(Command::Organisation(organisation::Command::SetThreshold {
            name: self.name.clone(),
            value,
        }))
    }

    fn page(&self, seen: &Seen<'_>) -> FormPage {
        let choice = |threshold: Threshold| {
            let value = seen.sight.organisation().threshold(threshold);
            Choice::new(
                threshold.name(),
                format!("{} (now {value})", threshold.name()),
            )
        };
        let fields = vec![
            Field::new(
                "name",
                "Threshold",
                Kind::Select(Threshold::ALL.map(choice).into()),
                &self.name,
            )
            .required(),
            Field::new(
                "value",
                "Number",
                Kind::Number {
                    least: 1,
                    most: 3650,
                },
                &self.value,
            )
            .required(),
        ];
        let why = "When a signal is given. Everybody sees what it was set to, and since when.";
        page("Set a threshold", why, To::SetThreshold, fields)
    }
}

pub(crate) async fn threshold(look: Look) -> Shown {
    form::show(look, |seen| Some(ThresholdForm::default().page(seen))).await
}

pub(crate) async fn set_threshold(acting: Acting, Form(typed): Form<ThresholdForm>) -> Shown {
    acting
        .run(
            typed.command(),
            |_, _| To::Organisation,
            |seen| Some(typed.page(seen)),
        )
        .await
}
