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
/// So many revisions are offered to pick from; any other can be typed.
const REVISIONS: usize = 20;

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
    /// The number of the revision that takes it up.
    revision: String,
}

impl Typed {
    fn command(&self, initiative: InitiativeId, feedback: u16) -> Result<Command, Refusal> {
        let answer = Uptake::named(&self.answer).ok_or(Refusal::Empty { what: "answer" })?;
        Ok(Command::Initiative(C::AnswerFeedback {
            revision: self.revision(),
            initiative,
            feedback,
            answer,
            because: self.because.clone(),
        }))
    }

    /// What is no number of a revision is refused by the rule that knows them.
    fn revision(&self) -> Option<u16> {
        let written = self.revision.trim();
        (!written.is_empty()).then(|| written.parse().unwrap_or(u16::MAX))
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
        let mut fields = vec![
            Field::new("answer", "Your answer", Kind::Radio(answers), chosen).required(),
            Field::text("because", "In your words", &self.because)
                .hint("Why not, when it is not taken up; otherwise as you like."),
        ];
        let newest = entity.document.newest();
        if newest > 0 {
            let numbers = (1..=newest).rev().take(REVISIONS);
            let numbers = numbers.map(|number| Choice::new(number.to_string(), number.to_string()));
            let kind = Kind::Picked(numbers.collect());
            fields.push(
                Field::new("revision", "Taken up in revision", kind, &self.revision)
                    .hint("When it is taken up; the newest one where you say nothing."),
            );
        }
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
