//! Feedback on a passage of a document.

use paceline_core::{
    Command, InitiativeId, Refusal,
    initiative::{Command as C, document::Quoting},
};
use serde::Deserialize;

use crate::{
    acting::Acting,
    extract::{Form, Path},
    form::{self, Field, FormPage, Kind},
    frame::Section,
    look::{Look, Seen, Shown},
    pages::initiatives::feedback,
    url::{To, Written},
};

/// What is typed about a passage.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    revision: String,
    quote: String,
    /// Which one of several, counted from 1.
    which: String,
    label: String,
    text: String,
}

impl Typed {
    fn command(&self, initiative: InitiativeId) -> Result<Command, Refusal> {
        let which: u16 = self.which.trim().parse().unwrap_or(1);
        Ok(Command::Initiative(C::GiveFeedback {
            initiative,
            label: feedback::label(&self.label)?,
            text: self.text.clone(),
            passage: Some(Quoting {
                revision: self.revision.parse().unwrap_or(0),
                quote: self.quote.clone(),
                occurrence: which.saturating_sub(1),
            }),
        }))
    }

    fn page(&self, seen: &Seen<'_>, id: InitiativeId) -> Option<FormPage> {
        let entity = seen.sight.initiative(id)?;
        let newest = entity.document.newest();
        if newest == 0 {
            return None;
        }
        // Whoever read an older one quotes that.
        let revision = self.revision.parse().unwrap_or(newest);
        Some(FormPage {
            section: Section::Initiatives,
            title: "Give feedback on a passage",
            why: "It stays with the passage when the text changes. It blocks nothing, whatever you call it."
                .to_owned(),
            back: To::Written(id, Written::Read),
            back_words: format!("{id} {}", seen.sight.text(entity.title)),
            form: form(id, revision, self),
            last: None,
        })
    }
}

/// The box: the passage, and what to say about it.
pub(super) fn form(id: InitiativeId, revision: u16, typed: &Typed) -> form::Form {
    let many = Kind::Number {
        least: 1,
        most: 1000,
    };
    let mut fields = vec![
        Field::new("quote", "The passage", Kind::Lines, &typed.quote)
            .hint("Copy it from the text.")
            .required(),
        Field::new(
            "which",
            "Which one, where the text says so more than once",
            many,
            &typed.which,
        )
        .hint("The first, if you leave it out."),
    ];
    fields.extend(feedback::fields(&typed.label, &typed.text));
    fields.push(Field::hidden("revision", &revision.to_string()));
    form::Form::new(To::Written(id, Written::Note), "Give it", fields)
}

pub(crate) async fn ask(look: Look, Path(id): Path<u32>) -> Shown {
    form::show(look, |seen| Typed::default().page(seen, InitiativeId(id))).await
}

pub(crate) async fn given(acting: Acting, Path(id): Path<u32>, Form(typed): Form<Typed>) -> Shown {
    let id = InitiativeId(id);
    acting
        .run(
            typed.command(id),
            |_, _| To::Written(id, Written::Read),
            |seen| typed.page(seen, id),
        )
        .await
}
