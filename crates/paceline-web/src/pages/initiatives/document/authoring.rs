//! Who writes the document: inviting somebody, saying yes, and leaving.

use paceline_core::{Command, InitiativeId, Refusal, initiative::Command as C};
use serde::Deserialize;

use crate::{
    acting::Acting,
    extract::{Form, Path},
    form::{self, Field, FormPage, Kind},
    frame::Section,
    look::{Look, Seen, Shown},
    url::{To, Written},
};

/// What is done.
#[derive(Clone, Copy)]
enum Act {
    Invite,
    Accept,
    Leave,
}

/// What is typed to invite.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    person: String,
}

impl Act {
    fn command(
        self,
        seen: &Seen<'_>,
        initiative: InitiativeId,
        typed: &Typed,
    ) -> Result<Command, Refusal> {
        let command = match self {
            Self::Invite => C::InviteCoAuthor {
                initiative,
                person: form::person_named(seen.sight, &typed.person)?,
            },
            Self::Accept => C::AcceptCoAuthorship { initiative },
            Self::Leave => C::LeaveCoAuthors { initiative },
        };
        Ok(Command::Initiative(command))
    }

    fn page(self, seen: &Seen<'_>, id: InitiativeId, typed: &Typed) -> Option<FormPage> {
        let entity = seen.sight.initiative(id)?;
        let (title, why, button, place) = match self {
            Self::Invite => (
                "Invite a co-author",
                "They write the document with you, once they say yes. You go on leading.",
                "Invite",
                Written::Invite,
            ),
            Self::Accept => (
                "Write the document",
                "You can save revisions from then on, and leave whenever you like.",
                "Yes, I write with them",
                Written::Accept,
            ),
            Self::Leave => (
                "Do not write the document",
                "What you wrote stays, with your name. Your feedback is welcome all the same.",
                "Leave it to others",
                Written::Leave,
            ),
        };
        let fields = match self {
            Self::Invite => {
                let people = Kind::Picked(form::people(seen.sight));
                vec![
                    Field::new("person", "Whom", people, &typed.person)
                        .hint("Handle of a person, such as priya.")
                        .required(),
                ]
            }
            Self::Accept | Self::Leave => Vec::new(),
        };
        Some(FormPage {
            section: Section::Initiatives,
            title,
            why: why.to_owned(),
            back: To::Written(id, Written::Read),
            back_words: format!("{id} {}", seen.sight.text(entity.title)),
            form: form::Form::new(To::Written(id, place), button, fields),
            last: None,
        })
    }
}

async fn ask_for(look: Look, id: u32, act: Act) -> Shown {
    let id = InitiativeId(id);
    form::show(look, |seen| act.page(seen, id, &Typed::default())).await
}

async fn carry_out(acting: Acting, id: u32, act: Act, typed: Typed) -> Shown {
    let id = InitiativeId(id);
    let command = acting.read(|seen| act.command(seen, id, &typed));
    acting
        .run(
            command,
            |_, _| To::Written(id, Written::Read),
            |seen| act.page(seen, id, &typed),
        )
        .await
}

pub(crate) async fn invite(look: Look, Path(id): Path<u32>) -> Shown {
    ask_for(look, id, Act::Invite).await
}

pub(crate) async fn invited(
    acting: Acting,
    Path(id): Path<u32>,
    Form(typed): Form<Typed>,
) -> Shown {
    carry_out(acting, id, Act::Invite, typed).await
}

pub(crate) async fn accept(look: Look, Path(id): Path<u32>) -> Shown {
    ask_for(look, id, Act::Accept).await
}

pub(crate) async fn accepted(acting: Acting, Path(id): Path<u32>) -> Shown {
    carry_out(acting, id, Act::Accept, Typed::default()).await
}

pub(crate) async fn leave(look: Look, Path(id): Path<u32>) -> Shown {
    ask_for(look, id, Act::Leave).await
}

pub(crate) async fn left(acting: Acting, Path(id): Path<u32>) -> Shown {
    carry_out(acting, id, Act::Leave, Typed::default()).await
}
