//! Feedback on an initiative: its two forms. Giving it is one of the acts; answering it names one entry.

use paceline_core::{
    Command, InitiativeId, Refusal, Text,
    initiative::{Command as C, Label, Uptake},
};
use serde::Deserialize;

use crate::{
    acting::Acting,
    extract::{Form, Path},
    form::{self, Choice, Field, FormPage, Kind},
    frame::Section,
    html::brief,
    look::{Look, Seen, Shown},
    url::To,
};

/// So much of what was said stands above the form of the answer; the whole is on the initiative's page.
const SAID: usize = 300;

/// The fields of giving feedback: the box starts as 'optional nit'.
pub(super) fn fields(label: &str, text: &str) -> Vec<Field> {
    let labels = Label::ALL
        .map(|label| Choice::new(label.word(), format!("{}: {}", label.word(), label.means())))
        .into();
    let chosen = if label.is_empty() {
        Label::default().word()
    } else {
        label
    };
    vec![
        Field::text("text", "What you want to say", text)
            .hint("One thing at a time is easiest to answer.")
            .required(),
        Field::new("label", "It is", Kind::Radio(labels), chosen).required(),
    ]
}

/// The label a form sent, or the refusal.
pub(super) fn label(written: &str) -> Result<Label, Refusal> {
    Label::named(written).ok_or(Refusal::Empty { what: "label" })
}

/// What is typed to answer.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    answer: String,
    because: String,
}

impl Typed {
    fn command(&self, initiative: InitiativeId, feedback: u16) -> Result<Command, Refusal> {
        let answer = Uptake::named(&self.answer).ok_or(Refusal::Empty { what: "answer" })?;
        Ok(Command::Initiative(C::AnswerFeedback {
            revision: None,
            initiative,
            feedback,
            answer,
            because: self.because.clone(),
        }))
    }

    fn page(&self, seen: &Seen<'_>, id: InitiativeId, number: u16) -> Option<FormPage> {
        let entity = seen.sight.initiative(id)?;
        let given = entity.feedback.get(usize::from(number))?;
        let by = given
            .by
            .map_or("Somebody".to_owned(), |by| seen.sight.name_of(by));
        let said = match seen.sight.text(given.text) {
            Text::Here(text) => format!("“{}”", brief(&text, SAID)),
            Text::Stored(_) => "a longer word, which stands on the initiative's page.".to_owned(),
            Text::Erased => "(erased)".to_owned(),
        };
        let answers = Uptake::ALL
            .map(|answer| Choice::new(answer.word(), answer.word()))
            .into();
        let before = given.answered().map_or("", |before| before.uptake.word());
        let chosen = if self.answer.is_empty() {
            before
        } else {
            &self.answer
        };
        let fields = vec![
            Field::new("answer", "Your answer", Kind::Radio(answers), chosen).required(),
            Field::text("because", "In your words", &self.because)
                .hint("Why not, when it is not taken up; otherwise as you like."),
        ];
        Some(FormPage {
            section: Section::Initiatives,
            title: "Answer feedback",
            why: format!("{by}, {}: {said}", given.label.word()),
            back: To::Initiative(id),
            back_words: format!("{id} {}", seen.sight.text(entity.title)),
            form: form::Form::new(To::AnswerFeedback(id, number), "Answer", fields),
            last: None,
        })
    }
}

pub(crate) async fn answer(look: Look, Path((id, number)): Path<(u32, u16)>) -> Shown {
    form::show(look, |seen| {
        Typed::default().page(seen, InitiativeId(id), number)
    })
    .await
}

pub(crate) async fn answered(
    acting: Acting,
    Path((id, number)): Path<(u32, u16)>,
    Form(typed): Form<Typed>,
) -> Shown {
    let id = InitiativeId(id);
    acting
        .run(
            typed.command(id, number),
            |_, _| To::Initiative(id),
            |seen| typed.page(seen, id, number),
        )
        .await
}
