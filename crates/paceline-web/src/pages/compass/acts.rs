//! What can be done with an entry of the compass: publish, show, tell, read, review, lead, retire.

use paceline_core::{
    Command, EntryId, Refusal, Sight,
    compass::{Act, Command as C},
    initiative::AskedOf,
};
use serde::Deserialize;

use super::writing::day;
use crate::{
    acting::Acting,
    extract::{Form, Path},
    form::{self, Field, FormPage, Kind},
    frame::Section,
    look::{Look, Seen, Shown},
    problem::Problem,
    url::To,
    url_compass::InCompass,
};

/// Everything that is typed into any of these forms; each takes what it knows.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    people: String,
    team: String,
    person: String,
    to: String,
    text: String,
    next: String,
    because: String,
}

impl Typed {
    fn command(&self, sight: Sight<'_>, entry: EntryId, act: Act) -> Result<Command, Refusal> {
        let command = match act {
            // It has a page of its own: `writing.rs`.
            Act::Revise => return Err(Refusal::NoSuchEntry { entry }),
            Act::Publish => C::Publish { entry },
            Act::ShowTo => C::ShowTo {
                entry,
                people: form::people_named(sight, &self.people)?,
            },
            Act::Tell => C::Tell {
                entry,
                of: self.told(sight)?,
            },
            Act::Acknowledge => C::Acknowledge { entry },
            Act::Review => C::Review {
                entry,
                text: self.text.clone(),
                next: day(&self.next)?,
            },
            Act::TakeLead => C::TakeLead { entry },
            Act::HandOver => C::HandOver {
                entry,
                to: form::person_named(sight, &self.to)?,
            },
            Act::Retire => C::Retire {
                entry,
                because: self.because.clone(),
            },
        };
        Ok(Command::Compass(command))
    }

    fn told(&self, sight: Sight<'_>) -> Result<AskedOf, Refusal> {
        if !self.person.trim().is_empty() {
            return form::person_named(sight, &self.person).map(AskedOf::Person);
        }
        let team = form::team_named(sight, &self.team)?;
        team.map(AskedOf::Team).ok_or(Refusal::Empty {
            what: "team or person",
        })
    }

    fn fields(&self, sight: Sight<'_>, act: Act) -> Vec<Field> {
        match act {
            Act::Revise | Act::Publish | Act::Acknowledge | Act::TakeLead => Vec::new(),
            Act::ShowTo => vec![
                Field::line("people", "To whom", &self.people)
                    .hint("Handles with commas, such as priya, tomas.")
                    .required(),
            ],
            Act::Tell => vec![
                Field::team(sight, "Which team", &self.team)
                    .hint("Everybody in it, and in the teams below it."),
                Field::new(
                    "person",
                    "Or which person",
                    Kind::Picked(form::people(sight)),
                    &self.person,
                )
                .hint("Handle, such as priya."),
            ],
            Act::Review => vec![
                Field::text("text", "What was found", &self.text)
                    .hint("For example: it still holds; two of the three actions are done.")
                    .required(),
                Field::new("next", "Look at it again on", Kind::Date, &self.next)
                    .hint("Left out: it does not come back by itself."),
            ],
            Act::HandOver => vec![
                Field::new("to", "To", Kind::Picked(form::people(sight)), &self.to)
                    .hint("Handle of a person, such as priya.")
                    .required(),
            ],
            Act::Retire => vec![
                Field::text("because", "Why it is not needed any more", &self.because)
                    .hint("It stays on record, with this beside it.")
                    .required(),
            ],
        }
    }

    fn page(&self, seen: &Seen<'_>, id: EntryId, act: Act) -> Option<FormPage> {
        let entry = seen.sight.entry(id)?;
        let (title, button, why) = words(act);
        let link = paceline_core::compass::link(seen.sight, id, entry);
        let to = To::InCompass(InCompass::Do(id, act));
        Some(FormPage {
            section: Section::Compass,
            title,
            why: why.to_owned(),
            back: To::Entry(id),
            back_words: format!("{id} {}", link.title),
            form: form::Form::new(to, button, self.fields(seen.sight, act)),
            last: None,
        })
    }
}

fn words(act: Act) -> (&'static str, &'static str, &'static str) {
    match act {
        Act::Revise => ("A new version", "Make it the new version", ""),
        Act::Publish => (
            "Publish it",
            "Publish it",
            "Everyone can read it from then on, with its versions. That cannot be taken back.",
        ),
        Act::ShowTo => (
            "Show it to more people",
            "Show it",
            "They can read it before it is published. What everyone reads already can be shown to guests.",
        ),
        Act::Tell => (
            "Tell a team or a person",
            "Tell them",
            "It waits for them on their Today until they have read this version. You see how many have.",
        ),
        Act::Acknowledge => (
            "I have read it",
            "I have read it",
            "It says that you know what it says, not that you agree.",
        ),
        Act::Review => (
            "Review it",
            "Record the review",
            "That it still holds is worth a sentence too. What does not hold any more gets a new version.",
        ),
        Act::TakeLead => (
            "Take the lead",
            "Take the lead",
            "Nobody has to approve it. You can hand it over at any time.",
        ),
        Act::HandOver => (
            "Hand over the lead",
            "Hand over",
            "Whoever leads an entry writes its new versions and looks at it again.",
        ),
        Act::Retire => (
            "Retire it",
            "Retire it",
            "Nobody is asked to go by it any more. It stays on record.",
        ),
    }
}

async fn ask_for(look: Look, id: u32, act: Act) -> Shown {
    form::show(look, |seen| Typed::default().page(seen, EntryId(id), act)).await
}

async fn carry_out(acting: Acting, id: u32, act: Act, typed: Typed) -> Shown {
    let id = EntryId(id);
    if acting.read(|seen| seen.sight.entry(id).is_none()) {
        return Err(Problem::NotFound);
    }
    let command = acting.read(|seen| typed.command(seen.sight, id, act));
    let form = |seen: &Seen<'_>| typed.page(seen, id, act);
    acting.run(command, |_, _| To::Entry(id), form).await
}

/// The pair of handlers of an act: its form, and what the form sends.
macro_rules! handlers {
    ($($act:ident: $form:ident, $done:ident;)*) => {$(
        pub(crate) async fn $form(look: Look, Path(id): Path<u32>) -> Shown {
            ask_for(look, id, Act::$act).await
        }

        pub(crate) async fn $done(acting: Acting, Path(id): Path<u32>, Form(typed): Form<Typed>) -> Shown {
            carry_out(acting, id, Act::$act, typed).await
        }
    )*};
}

handlers! {
    Publish: publish, published;
    ShowTo: show_to, shown_to;
    Tell: tell, told;
    Acknowledge: read, has_read;
    Review: review, reviewed;
    TakeLead: take_lead, lead_taken;
    HandOver: hand_over, handed_over;
    Retire: retire, retired;
}
