//! What is done about an objection: a third person helps, a way out is offered, whoever objects renews or ends it.

use paceline_core::{
    Command, InitiativeId, Refusal, Text,
    initiative::{Command as C, How, Objection},
};
use serde::Deserialize;

use super::page;
use crate::{
    acting::Acting,
    extract::{Form, Path},
    form::{self, Choice, Field, FormPage, Kind},
    html::brief,
    look::{Look, Seen, Shown},
    url::{Agreeing, OnObjection, To},
};

/// So much of the harm stands above a form; the whole is on the initiative's page.
const SAID: usize = 300;

/// Everything that is typed into any of these forms; each takes what it knows.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    text: String,
    revision: String,
    because: String,
    how: String,
}

impl Typed {
    fn command(
        &self,
        (initiative, objection): (InitiativeId, u16),
        act: OnObjection,
    ) -> Result<Command, Refusal> {
        Ok(Command::Initiative(match act {
            OnObjection::Help => C::BecomeSteward {
                initiative,
                objection,
            },
            OnObjection::StopHelping => C::LeaveStewardship {
                initiative,
                objection,
            },
            OnObjection::OfferWayOut => C::OfferWayOut {
                initiative,
                objection,
                text: self.text.clone(),
                revision: self.revision(initiative)?,
            },
            OnObjection::Renew => C::RenewObjection {
                initiative,
                objection,
                because: self.because.clone(),
            },
            OnObjection::End => C::EndObjection {
                initiative,
                objection,
                how: How::named(&self.how).ok_or(Refusal::Empty {
                    what: "way it ended",
                })?,
                text: self.text.clone(),
            },
        }))
    }

    fn revision(&self, initiative: InitiativeId) -> Result<Option<u16>, Refusal> {
        match self.revision.trim() {
            "" => Ok(None),
            written => written
                .parse()
                .map(Some)
                .map_err(|_| Refusal::NoSuchRevision {
                    initiative,
                    revision: u16::MAX,
                }),
        }
    }

    fn page(
        &self,
        seen: &Seen<'_>,
        (id, number): (InitiativeId, u16),
        act: OnObjection,
    ) -> Option<FormPage> {
        let entity = seen.sight.initiative(id)?;
        let known = entity.objections.get(usize::from(number))?;
        let (title, button, what) = words(act);
        let why = format!("{} {what}", said(seen, known));
        let newest = entity.document.newest();
        let fields = self.fields(act, newest);
        let place = Agreeing::Objection(number, act);
        page(seen, (id, place), (title, why), (button, fields))
    }

    fn fields(&self, act: OnObjection, newest: u16) -> Vec<Field> {
        match act {
            OnObjection::Help | OnObjection::StopHelping => Vec::new(),
            OnObjection::OfferWayOut => {
                let text = Field::text("text", "A way out", &self.text)
                    .hint("What would change, so that the harm does not happen.")
                    .required();
                let most = u32::from(newest);
                let kind = Kind::Number { least: 1, most };
                let revision = Field::new("revision", "In revision", kind, &self.revision)
                    .hint("Where a revision of the document takes it up already.");
                let revision = (newest > 0).then_some(revision);
                std::iter::once(text).chain(revision).collect()
            }
            OnObjection::Renew => {
                vec![Field::text("because", "Why does it still stand?", &self.because).required()]
            }
            OnObjection::End => {
                let ways = [
                    (How::Resolved, "resolved: a way out was found"),
                    (How::Integrated, "integrated: it went into the text"),
                    (How::Withdrawn, "withdrawn: it does not stand any more"),
                ];
                let ways = ways.map(|(how, label)| Choice::new(how.word(), label));
                vec![
                    Field::new("how", "It is", Kind::Radio(ways.into()), &self.how).required(),
                    Field::text("text", "In your words", &self.text),
                ]
            }
        }
    }
}

/// Who objects, and the harm they see.
fn said(seen: &Seen<'_>, known: &Objection) -> String {
    let by = known
        .by
        .map_or("Somebody".to_owned(), |by| seen.sight.name_of(by));
    match seen.sight.text(known.harm) {
        Text::Here(text) => format!("{by} objects: “{}”", brief(&text, SAID)),
        Text::Stored(_) | Text::Erased => format!("{by} objects."),
    }
}

fn words(act: OnObjection) -> (&'static str, &'static str, &'static str) {
    match act {
        OnObjection::Help => (
            "Help with an objection",
            "I will help",
            "As its steward you talk to both, and may offer ways out. Whoever objects says whether one is.",
        ),
        OnObjection::StopHelping => (
            "Stop helping",
            "Stop helping",
            "Somebody else can help from here on.",
        ),
        OnObjection::OfferWayOut => (
            "Offer a way out",
            "Offer it",
            "Whoever objects says whether it is one.",
        ),
        OnObjection::Renew => (
            "Say that it still stands",
            "It still stands",
            "Otherwise it lapses by itself.",
        ),
        OnObjection::End => (
            "End your objection",
            "End it",
            "What was said stays on record.",
        ),
    }
}

async fn ask_for(look: Look, (id, number): (u32, u16), act: OnObjection) -> Shown {
    form::show(look, |seen| {
        Typed::default().page(seen, (InitiativeId(id), number), act)
    })
    .await
}

async fn carry_out(
    acting: Acting,
    (id, number): (u32, u16),
    act: OnObjection,
    typed: Typed,
) -> Shown {
    let id = InitiativeId(id);
    acting
        .run(
            typed.command((id, number), act),
            |_, _| To::Initiative(id),
            |seen| typed.page(seen, (id, number), act),
        )
        .await
}

/// The pair of handlers of an act: its form, and what the form sends.
macro_rules! handlers {
    ($($act:ident: $form:ident, $done:ident;)*) => {$(
        pub(crate) async fn $form(look: Look, Path(place): Path<(u32, u16)>) -> Shown {
            ask_for(look, place, OnObjection::$act).await
        }

        pub(crate) async fn $done(
            acting: Acting,
            Path(place): Path<(u32, u16)>,
            Form(typed): Form<Typed>,
        ) -> Shown {
            carry_out(acting, place, OnObjection::$act, typed).await
        }
    )*};
}

handlers! {
    Help: help, helped;
    StopHelping: stop_helping, stopped_helping;
    OfferWayOut: offer_way_out, way_out_offered;
    Renew: renew, renewed;
    End: end, ended;
}
