//! Veer-offs: who departs from what, for whom, until when; and how one is renewed, ended, or turned into a proposal.

use askama::Template;
use paceline_core::{
    Command, Refusal, Text, VeerOffId,
    list::Sort,
    veer_off::{self, Command as C, VeerOffPage},
};
use serde::Deserialize;

use super::{Departure, Named, said::day};
use crate::{
    acting::Acting,
    extract::{Form, Path, Query},
    form::{self, Choice, Field, FormPage, Kind},
    frame::{Frame, Section},
    list::{List, ListQuery, Offer},
    look::{Look, Seen, Shown},
    url::To,
    url_points::{Around, Settle},
};

#[derive(Template)]
#[template(path = "veer_offs/index.html")]
struct Index {
    f: Frame,
    list: List<Departure>,
}

pub(crate) async fn index(look: Look, Query(query): Query<ListQuery>) -> Shown {
    let listed = look.read(|seen| {
        List::of(seen, query, offer(), |asked| {
            veer_off::list(seen.sight, asked, seen.now)
        })
    })?;
    let mut list = List {
        rows: listed.rows.into_iter().map(Departure::of).collect(),
        bar: listed.bar,
    };
    let texts = list.rows.iter_mut().flat_map(Departure::texts);
    look.fill(texts.collect()).await?;
    look.show(Section::Compass, |f| Index { f, list })
}

fn offer() -> Offer {
    Offer {
        base: To::Around(Around::VeerOffs),
        looks_for: "Words, or a number such as C-7",
        stages: vec![Choice::new("", "Open"), Choice::new("ended", "Ended")],
        stage_label: "State",
        by_team: true,
        by_lead: false,
        sorts: &[(Sort::Newest, "By their day")],
    }
}

#[derive(Template)]
#[template(path = "veer_offs/show.html")]
struct Show {
    f: Frame,
    page: VeerOffPage,
    of: Named,
}

impl Show {
    fn settle(&self, settle: Settle) -> To<'static> {
        To::Around(Around::Settle(self.page.row.id, settle))
    }

    fn acknowledge(&self) -> To<'static> {
        self.settle(Settle::Acknowledge)
    }

    fn renew(&self) -> To<'static> {
        self.settle(Settle::Renew)
    }

    fn come_back(&self) -> To<'static> {
        self.settle(Settle::Return)
    }

    fn propose(&self) -> To<'static> {
        self.settle(Settle::Propose)
    }
}

pub(crate) async fn show(look: Look, Path(id): Path<u32>) -> Shown {
    let mut page = look.find(|seen| {
        let viewer = Some(seen.me()).filter(|_| !seen.at.is_past());
        veer_off::page(seen.sight, viewer, VeerOffId(id), seen.now)
    })?;
    let mut texts: Vec<&mut Text> = vec![&mut page.row.stakeholder, &mut page.row.reason];
    texts.extend(page.terms.iter_mut().map(|term| &mut term.reason));
    texts.extend(page.ended.as_mut().map(|ended| &mut ended.text));
    look.fill(texts).await?;
    let of = Named::of(&page.row.of);
    look.show(Section::Compass, |f| Show { f, page, of })
}

/// Everything that is typed into these forms; each takes what it knows.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    reason: String,
    until: String,
    text: String,
    title: String,
    summary: String,
}

impl Typed {
    fn command(&self, veer_off: VeerOffId, settle: Settle) -> Result<Command, Refusal> {
        Ok(Command::VeerOff(match settle {
            Settle::Renew => C::Renew {
                veer_off,
                reason: self.reason.clone(),
                until: day(&self.until)?,
            },
            Settle::Return => C::Return {
                veer_off,
                text: self.text.clone(),
            },
            Settle::Propose => C::Propose {
                veer_off,
                title: self.title.clone(),
                summary: self.summary.clone(),
            },
            Settle::Acknowledge => C::Acknowledge { veer_off },
        }))
    }

    fn page(&self, seen: &Seen<'_>, id: VeerOffId, settle: Settle) -> Option<FormPage> {
        let known = seen.sight.veer_off(id)?;
        let link = veer_off::link(seen.sight, id, known);
        let (title, button, why) = words(settle);
        Some(FormPage {
            section: Section::Compass,
            title,
            why: format!("{}. {why}", link.title),
            back: To::VeerOff(id),
            back_words: id.to_string(),
            form: form::Form::new(
                To::Around(Around::Settle(id, settle)),
                button,
                self.fields(settle),
            ),
            last: None,
        })
    }

    fn fields(&self, settle: Settle) -> Vec<Field> {
        match settle {
            Settle::Renew => vec![
                Field::text("reason", "Why it goes on", &self.reason).required(),
                Field::new("until", "Until", Kind::Date, &self.until)
                    .hint("The day on which it comes back again.")
                    .required(),
            ],
            Settle::Return => vec![
                Field::text("text", "What came of it", &self.text)
                    .hint("What you learned, for those who come after you.")
                    .required(),
            ],
            Settle::Propose => vec![
                Field::line("title", "Title", &self.title)
                    .hint("What would be different: daily, but for card payments.")
                    .required(),
                Field::text("summary", "What you would change", &self.summary)
                    .hint("A few sentences; can come later."),
            ],
            Settle::Acknowledge => Vec::new(),
        }
    }
}

fn words(settle: Settle) -> (&'static str, &'static str, &'static str) {
    match settle {
        Settle::Renew => (
            "Renew the veer-off",
            "Renew it",
            "Whoever leads what you depart from sees it again.",
        ),
        Settle::Return => (
            "Return",
            "Return",
            "The team is back; the veer-off stays on record.",
        ),
        Settle::Propose => (
            "Propose a change",
            "Start the initiative",
            "An initiative is started that says so, and you lead it.",
        ),
        Settle::Acknowledge => (
            "Seen",
            "Seen",
            "It says that you know of it, not that you agree.",
        ),
    }
}

async fn ask_for(look: Look, id: u32, settle: Settle) -> Shown {
    form::show(look, |seen| {
        Typed::default().page(seen, VeerOffId(id), settle)
    })
    .await
}

async fn carry_out(acting: Acting, id: u32, settle: Settle, typed: Typed) -> Shown {
    let id = VeerOffId(id);
    acting
        .run(
            typed.command(id, settle),
            |_, _| To::VeerOff(id),
            |seen| typed.page(seen, id, settle),
        )
        .await
}

/// The pair of handlers of each: its form, and what the form sends.
macro_rules! handlers {
    ($($settle:ident: $form:ident, $done:ident;)*) => {$(
        pub(crate) async fn $form(look: Look, Path(id): Path<u32>) -> Shown {
            ask_for(look, id, Settle::$settle).await
        }

        pub(crate) async fn $done(acting: Acting, Path(id): Path<u32>, Form(typed): Form<Typed>) -> Shown {
            carry_out(acting, id, Settle::$settle, typed).await
        }
    )*};
}

handlers! {
    Renew: renew, renewed;
    Return: come_back, came_back;
    Propose: propose, proposed;
    Acknowledge: acknowledge, acknowledged;
}
