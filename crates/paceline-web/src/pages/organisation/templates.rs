//! Templates: what the documents of initiatives ask for, built in or written by the organisation.

use askama::Template;
use paceline_core::{
    Command, Refusal,
    initiative::{
        Kind as Of,
        template::{self, FIRST, Field as Asked, Origin, TemplateView},
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
    look::{Look, Seen, Shown},
    url::To,
    url_organisation::InOrganisation,
};

const BACK: To<'static> = To::InOrganisation(InOrganisation::Templates);

#[derive(Template)]
#[template(path = "organisation/templates.html")]
struct Show {
    f: Frame,
    templates: Vec<TemplateView>,
    /// Whether one of them can be dropped.
    has_own: bool,
}

pub(crate) async fn show(look: Look) -> Shown {
    let templates = look.read(|seen| template::templates(seen.sight));
    let has_own = templates
        .iter()
        .any(|template| template.origin != Origin::BuiltIn);
    look.show(Section::Organisation, |f| Show {
        f,
        templates,
        has_own,
    })
}

/// What is typed to write a template.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct WriteForm {
    name: String,
    kind: String,
    fields: String,
}

impl From<TemplateView> for WriteForm {
    fn from(template: TemplateView) -> Self {
        let line = |field: &Asked| match field.hint.as_str() {
            "" => field.heading.clone(),
            hint => format!("{}: {hint}", field.heading),
        };
        let lines: Vec<String> = template.fields.iter().map(line).collect();
        Self {
            name: template.name,
            kind: template.kind.word().to_owned(),
            fields: lines.join("\n"),
        }
    }
}

/// A heading, and after a colon what helps to answer it.
fn asked(line: &str) -> Asked {
    let (heading, hint) = line.split_once(':').unwrap_or((line, ""));
    Asked {
        heading: heading.trim().to_owned(),
        hint: hint.trim().to_owned(),
    }
}

impl WriteForm {
    fn command(&self) -> Result<Command, Refusal> {
        let kind = Of::named(&self.kind);
        let lines = self.fields.lines().filter(|line| !line.trim().is_empty());
        Ok(Command::Organisation(
            organisation::Command::WriteTemplate {
                name: self.name.clone(),
                kind: kind.ok_or(Refusal::Empty { what: "kind" })?,
                fields: lines.map(asked).collect(),
            },
        ))
    }

    fn page(&self) -> FormPage {
        let kinds = Of::ALL.map(|kind| Choice::new(kind.word(), text::capital(kind.word())));
        let fields = vec![
            Field::line("name", "Name", &self.name)
                .hint("One of the same name is replaced, also a built-in one.")
                .required(),
            Field::new("kind", "Of what", Kind::Select(kinds.into()), &self.kind).required(),
            Field::new("fields", "What it asks for", Kind::Lines, &self.fields)
                .hint(format!(
                    "At most five, a line each: a heading, and after a colon what helps to answer it. '{FIRST}' comes \
                     first, also where you leave it out."
                )),
        ];
        page_of(
            (
                "Write a template",
                "A document begins with what it asks for. Whoever starts an initiative may leave any of it empty.",
            ),
            (BACK, "Templates"),
            form::Form::new(
                To::InOrganisation(InOrganisation::WriteTemplate),
                "Save",
                fields,
            ),
        )
    }
}

pub(crate) async fn write_form(look: Look, Query(which): Query<Which>) -> Shown {
    form::show(look, |seen| {
        let known = template::named(seen.sight, &which.name);
        let typed = known.map_or_else(WriteForm::default, WriteForm::from);
        Some(typed.page())
    })
    .await
}

pub(crate) async fn written(acting: Acting, Form(typed): Form<WriteForm>) -> Shown {
    acting
        .run(typed.command(), |_, _| BACK, |_| Some(typed.page()))
        .await
}

/// What is chosen to be dropped.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct DropForm {
    name: String,
}

impl DropForm {
    fn page(&self, seen: &Seen<'_>) -> FormPage {
        let choices = template::templates(seen.sight)
            .into_iter()
            .filter(|template| template.origin != Origin::BuiltIn)
            .map(|template| Choice::new(template.slug, template.name));
        let choices = Kind::Select(choices.collect());
        let field = Field::new("name", "Template", choices, &self.name).required();
        page_of(
            (
                "Drop a template",
                "Documents that began with it stay as they are. A built-in one whose place it had comes back.",
            ),
            (BACK, "Templates"),
            form::Form::new(
                To::InOrganisation(InOrganisation::DropTemplate),
                "Drop it",
                vec![field],
            ),
        )
    }
}

pub(crate) async fn drop_form(look: Look) -> Shown {
    form::show(look, |seen| Some(DropForm::default().page(seen))).await
}

pub(crate) async fn dropped(acting: Acting, Form(typed): Form<DropForm>) -> Shown {
    let command = Command::Organisation(organisation::Command::DropTemplate {
        name: typed.name.clone(),
    });
    acting
        .run(Ok(command), |_, _| BACK, |seen| Some(typed.page(seen)))
        .await
}
