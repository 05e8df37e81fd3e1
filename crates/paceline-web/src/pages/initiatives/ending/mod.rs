//! How an initiative ends: delivered with what came of it, put down in the open, picked up again, woken from its rest.

use paceline_core::{
    Command, InitiativeId, Refusal, Sight,
    initiative::{Command as C, PickUp, ending},
};
use serde::Deserialize;

use crate::{
    acting::Acting,
    extract::{Form, Path},
    form::{self, Beside, Choice, Field, FormPage, Kind},
    frame::Section,
    look::{Look, Seen, Shown},
    url::{AtTheEnd, To},
};

pub(crate) mod credit;

/// The choices of who may pick it up.
const ANYONE: &str = "anyone";
const TEAM: &str = "team";
const PERSON: &str = "person";
const NOBODY: &str = "nobody";

/// Everything that is typed into any of these forms; each takes what it knows.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    outcome: String,
    why: String,
    learned: String,
    pick_up: String,
    team: String,
    person: String,
}

impl Typed {
    fn command(
        &self,
        sight: Sight<'_>,
        initiative: InitiativeId,
        act: AtTheEnd,
    ) -> Result<Command, Refusal> {
        let command = match act {
            AtTheEnd::Deliver => C::Deliver {
                initiative,
                outcome: self.outcome.clone(),
            },
            AtTheEnd::Credit => C::ConfirmCredit {
                initiative,
                thanks: Vec::new(),
                left_out: Vec::new(),
            },
            AtTheEnd::PutDown => C::PutDown {
                initiative,
                why: self.why.clone(),
                learned: self.learned.clone(),
                pick_up: self.pick_up(sight)?,
            },
            AtTheEnd::PickUp => C::PickUp { initiative },
            AtTheEnd::Wake => C::Wake { initiative },
        };
        Ok(Command::Initiative(command))
    }

    fn pick_up(&self, sight: Sight<'_>) -> Result<PickUp, Refusal> {
        let empty = |what| Refusal::Empty { what };
        match self.pick_up.as_str() {
            ANYONE => Ok(PickUp::Anyone),
            NOBODY => Ok(PickUp::Nobody),
            TEAM => {
                let team = form::team_named(sight, &self.team)?;
                team.map(PickUp::Team).ok_or(empty("name of a team"))
            }
            PERSON => form::person_named(sight, &self.person).map(PickUp::Person),
            _ => Err(empty("choice of who may pick it up")),
        }
    }

    fn fields(&self, sight: Sight<'_>, act: AtTheEnd) -> Vec<Field> {
        match act {
            AtTheEnd::Deliver => vec![
                Field::text("outcome", "What came of it?", &self.outcome)
                    .hint("What is different now, in a few sentences; also what is not.")
                    .required(),
            ],
            AtTheEnd::PutDown => self.putting_down(sight),
            AtTheEnd::Credit | AtTheEnd::PickUp | AtTheEnd::Wake => Vec::new(),
        }
    }

    fn putting_down(&self, sight: Sight<'_>) -> Vec<Field> {
        let who = vec![
            Choice::new(ANYONE, "anyone"),
            Choice::new(TEAM, "somebody of one team"),
            Choice::new(PERSON, "one person"),
            Choice::new(NOBODY, "nobody: it is better left alone"),
        ];
        let chosen = if self.pick_up.is_empty() {
            ANYONE
        } else {
            &self.pick_up
        };
        let people = Kind::Picked(form::people(sight));
        vec![
            Field::text("why", "Why?", &self.why).required(),
            Field::text("learned", "What was learned?", &self.learned)
                .hint("What whoever tries next should know.")
                .required(),
            Field::new("pick_up", "Who may pick it up?", Kind::Radio(who), chosen).required(),
            Field::team(sight, "Which team", &self.team),
            Field::new("person", "Which person", people, &self.person)
                .hint("Handle, such as priya."),
        ]
    }

    fn page(&self, seen: &Seen<'_>, id: InitiativeId, act: AtTheEnd) -> Option<FormPage> {
        let entity = seen.sight.initiative(id)?;
        let (title, button, why) = words(act);
        let fields = self.fields(seen.sight, act);
        let last = match act {
            AtTheEnd::Deliver => {
                let measured = ending::before_and_after(seen.sight, entity, seen.now);
                Some(Beside::Measured(measured)).filter(|_| !entity.serves.is_empty())
            }
            AtTheEnd::Credit | AtTheEnd::PutDown | AtTheEnd::PickUp | AtTheEnd::Wake => None,
        };
        Some(FormPage {
            section: Section::Initiatives,
            title,
            why: why.to_owned(),
            back: To::Initiative(id),
            back_words: format!("{id} {}", seen.sight.text(entity.title)),
            form: form::Form::new(To::AtTheEnd(id, act), button, fields),
            last,
        })
    }
}

fn words(act: AtTheEnd) -> (&'static str, &'static str, &'static str) {
    match act {
        AtTheEnd::Deliver => (
            "Deliver it",
            "Deliver it",
            "Say what came of it, beside what was wanted. Credit for everyone who took part comes next.",
        ),
        AtTheEnd::Credit => ("Give credit", "Confirm the credit", ""),
        AtTheEnd::PutDown => (
            "Put it down",
            "Put it down",
            "To put something down in the open is a good end: others learn from it, and may pick it up.",
        ),
        AtTheEnd::PickUp => (
            "Pick it up",
            "Pick it up",
            "You lead it from here. What was learned stays on its page.",
        ),
        AtTheEnd::Wake => (
            "Wake it",
            "Wake it",
            "It goes on where it was before it came to rest. Nobody loses the lead by it.",
        ),
    }
}

async fn ask_for(look: Look, id: u32, act: AtTheEnd) -> Shown {
    form::show(look, |seen| {
        Typed::default().page(seen, InitiativeId(id), act)
    })
    .await
}

async fn carry_out(acting: Acting, id: u32, act: AtTheEnd, typed: Typed) -> Shown {
    let id = InitiativeId(id);
    let command = acting.read(|seen| typed.command(seen.sight, id, act));
    let to = match act {
        // Credit is asked for right after the delivery.
        AtTheEnd::Deliver => To::AtTheEnd(id, AtTheEnd::Credit),
        AtTheEnd::Credit | AtTheEnd::PutDown | AtTheEnd::PickUp | AtTheEnd::Wake => {
            To::Initiative(id)
        }
    };
    let form = |seen: &Seen<'_>| typed.page(seen, id, act);
    acting.run(command, |_, _| to, form).await
}

/// The pair of handlers of an act: its form, and what the form sends.
macro_rules! handlers {
    ($($act:ident: $form:ident, $done:ident;)*) => {$(
        pub(crate) async fn $form(look: Look, Path(id): Path<u32>) -> Shown {
            ask_for(look, id, AtTheEnd::$act).await
        }

        pub(crate) async fn $done(
            acting: Acting,
            Path(id): Path<u32>,
            Form(typed): Form<Typed>,
        ) -> Shown {
            carry_out(acting, id, AtTheEnd::$act, typed).await
        }
    )*};
}

handlers! {
    Deliver: deliver, delivered;
    PutDown: put_down, was_put_down;
    PickUp: pick_up, picked_up;
    Wake: wake, woken;
}
