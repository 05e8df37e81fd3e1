//! The last call: calling it, taking it back, answering it with one click; and deciding a small thing after advice.

use paceline_core::{
    Command, InitiativeId, Refusal, Time,
    initiative::{Command as C, Earliest, Proposing, Stance, Way, before_calling},
};
use serde::Deserialize;

use super::{day, in_half_a_year, page};
use crate::{
    acting::Acting,
    extract::{Form, Path},
    form::{self, Choice, Field, FormPage, Kind},
    html::PlainDay,
    look::{Look, Seen, Shown},
    url::{Agreeing, To},
};

/// What is typed to agree on something.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    way: String,
    until: String,
    what: String,
    why: String,
    considered: String,
    review: String,
    try_until: String,
}

impl Typed {
    /// What stands in the form before anything is typed.
    fn before(seen: &Seen<'_>, id: InitiativeId) -> Self {
        let entity = seen.sight.initiative(id);
        let earliest = entity.map(|entity| before_calling(seen.sight, entity, seen.now));
        Self {
            way: Way::Consent.word().to_owned(),
            until: earliest.map_or_else(String::new, |[consent, _]| consent.until.to_string()),
            what: entity.map_or_else(String::new, |entity| {
                seen.sight.text(entity.title).to_string()
            }),
            review: in_half_a_year(seen),
            ..Self::default()
        }
    }

    fn command(&self, initiative: InitiativeId, place: Agreeing) -> Result<Command, Refusal> {
        let way = match place {
            Agreeing::Decide => Way::AdviceProcess,
            Agreeing::Object
            | Agreeing::CallLast
            | Agreeing::Withdraw
            | Agreeing::LiveWithIt
            | Agreeing::Objection(..)
            | Agreeing::Agreement(_)
            | Agreeing::Review(_) => {
                let way = Way::named(&self.way);
                way.ok_or(Refusal::Empty {
                    what: "way to agree",
                })?
            }
        };
        let proposing = Proposing {
            initiative,
            way,
            until: day(&self.until)?,
            what: self.what.clone(),
            why: self.why.clone(),
            considered: self.considered.clone(),
            review: day(&self.review)?.ok_or(Refusal::Empty {
                what: "review date",
            })?,
            try_until: day(&self.try_until)?,
        };
        Ok(Command::Initiative(match way {
            Way::Consent | Way::LazyConsensus => C::CallLast(proposing),
            // It has no last call.
            Way::AdviceProcess => C::Decide(Proposing {
                until: None,
                ..proposing
            }),
        }))
    }

    fn page(&self, seen: &Seen<'_>, id: InitiativeId, place: Agreeing) -> Option<FormPage> {
        let entity = seen.sight.initiative(id)?;
        if place == Agreeing::Decide {
            let why = "For small things: you decide, after those who are affected and those who know were asked. Every decision is on record, and anybody can object to it later.";
            let words = ("Decide after advice", why.to_owned());
            return page(seen, (id, place), words, ("Decide", self.terms()));
        }
        let [consent, lazy] = before_calling(seen.sight, entity, seen.now);
        let ways =
            Way::ALL.map(|way| Choice::new(way.word(), format!("{}: {}", way.word(), way.means())));
        let mut fields = vec![
            Field::new(
                "way",
                "How it is agreed on",
                Kind::Radio(ways.into()),
                &self.way,
            )
            .required(),
            Field::new("until", "Last day", Kind::Date, &self.until)
                .hint(earliest(&consent, &lazy)),
        ];
        fields.extend(self.terms());
        let why = "Who has not spoken by the end can live with it. No open objection at the end means agreed, with a record of what and why. A revision of more than spelling ends the call, for silence is about the text as it was.";
        page(
            seen,
            (id, place),
            ("The last call", why.to_owned()),
            ("Call for the last time", fields),
        )
    }

    /// What is agreed on, and when it is looked at again.
    fn terms(&self) -> Vec<Field> {
        vec![
            Field::text("what", "What is agreed on", &self.what)
                .hint("In a sentence or two.")
                .required(),
            Field::text("why", "Why", &self.why).required(),
            Field::text("considered", "What else was considered", &self.considered),
            Field::new("review", "Looked at again on", Kind::Date, &self.review)
                .hint("Half a year is a good time.")
                .required(),
            Field::new("try_until", "Or try it until", Kind::Date, &self.try_until).hint(
                "Good enough for now, safe enough to try: an experiment that ends on this day.",
            ),
        ]
    }
}

/// The first day that hurries nobody, and who would be hurried before it.
fn earliest(consent: &Earliest, lazy: &Earliest) -> String {
    let day = |earliest: &Earliest| PlainDay(Time::start_of(earliest.until)).to_string();
    let who = match consent.asked {
        1 => "Whoever is asked has".to_owned(),
        asked => format!("All {asked} who are asked have"),
    };
    let mut names: Vec<String> = consent
        .hurried
        .iter()
        .map(|person| person.name.clone())
        .collect();
    if consent.more_hurried > 0 {
        names.push(format!("{} more", consent.more_hurried));
    }
    format!(
        "{who} two working days by {}; for lazy consensus {} is enough. An earlier day would hurry {}, by their time zone and holidays.",
        day(consent),
        day(lazy),
        names.join(", ")
    )
}

async fn ask_for(look: Look, id: u32, place: Agreeing) -> Shown {
    let id = InitiativeId(id);
    form::show(look, |seen| Typed::before(seen, id).page(seen, id, place)).await
}

async fn carry_out(acting: Acting, id: u32, place: Agreeing, typed: Typed) -> Shown {
    let id = InitiativeId(id);
    acting
        .run(
            typed.command(id, place),
            |_, _| To::Initiative(id),
            |seen| typed.page(seen, id, place),
        )
        .await
}

pub(crate) async fn call(look: Look, Path(id): Path<u32>) -> Shown {
    ask_for(look, id, Agreeing::CallLast).await
}

pub(crate) async fn called(acting: Acting, Path(id): Path<u32>, Form(typed): Form<Typed>) -> Shown {
    carry_out(acting, id, Agreeing::CallLast, typed).await
}

pub(crate) async fn decide(look: Look, Path(id): Path<u32>) -> Shown {
    ask_for(look, id, Agreeing::Decide).await
}

pub(crate) async fn decided(
    acting: Acting,
    Path(id): Path<u32>,
    Form(typed): Form<Typed>,
) -> Shown {
    carry_out(acting, id, Agreeing::Decide, typed).await
}

/// The two acts that ask for nothing.
fn plain(seen: &Seen<'_>, id: InitiativeId, place: Agreeing) -> Option<FormPage> {
    let (title, why, button) = if place == Agreeing::Withdraw {
        (
            "Withdraw the last call",
            "It goes back to shared, and can be called again.",
            "Withdraw it",
        )
    } else {
        (
            "I can live with it",
            "Good enough for now, safe enough to try: you follow it. To follow with reservations, or to object, go to its page.",
            "I can live with it",
        )
    };
    page(
        seen,
        (id, place),
        (title, why.to_owned()),
        (button, Vec::new()),
    )
}

pub(crate) async fn withdraw(look: Look, Path(id): Path<u32>) -> Shown {
    form::show(look, |seen| {
        plain(seen, InitiativeId(id), Agreeing::Withdraw)
    })
    .await
}

pub(crate) async fn withdrawn(acting: Acting, Path(id): Path<u32>) -> Shown {
    let initiative = InitiativeId(id);
    acting
        .run(
            Ok(Command::Initiative(C::WithdrawLastCall { initiative })),
            |_, _| To::Initiative(initiative),
            |seen| plain(seen, initiative, Agreeing::Withdraw),
        )
        .await
}

pub(crate) async fn live_with_it(look: Look, Path(id): Path<u32>) -> Shown {
    form::show(look, |seen| {
        plain(seen, InitiativeId(id), Agreeing::LiveWithIt)
    })
    .await
}

pub(crate) async fn lived_with(acting: Acting, Path(id): Path<u32>) -> Shown {
    let initiative = InitiativeId(id);
    let follow = C::Follow {
        initiative,
        stance: Stance::Follow,
        reservation: String::new(),
    };
    acting
        .run(
            Ok(Command::Initiative(follow)),
            |_, _| To::Initiative(initiative),
            |seen| plain(seen, initiative, Agreeing::LiveWithIt),
        )
        .await
}
