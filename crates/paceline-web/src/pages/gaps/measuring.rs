//! By which number a gap is seen, and that number again over time.

use paceline_core::{Command, GapId, Refusal, gap, measure::Amount};
use serde::Deserialize;

use super::forms;
use crate::{
    acting::Acting,
    extract::{Form, Path},
    form::{self, Field, FormPage, Kind},
    look::{Look, Seen, Shown},
    url::To,
    url_gaps::OnGap,
};

/// A number that has to be there.
fn amount(what: &'static str, written: &str) -> Result<Amount, Refusal> {
    match written.trim() {
        "" => Err(Refusal::Empty { what }),
        written => written.parse(),
    }
}

/// What is typed to say what is measured.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct SetMeasure {
    what: String,
    unit: String,
    is: String,
    ought: String,
}

impl SetMeasure {
    fn command(&self, gap: GapId) -> Result<Command, Refusal> {
        Ok(Command::Gap(gap::Command::SetMeasure {
            gap,
            what: self.what.clone(),
            unit: self.unit.clone(),
            is: amount("value now", &self.is)?,
            ought: amount("value that is wanted", &self.ought)?,
        }))
    }

    fn page(&self, seen: &Seen<'_>, id: GapId) -> Option<FormPage> {
        let number = |name: &'static str, label: &'static str, value: &str| {
            Field::new(name, label, Kind::Decimal, value).required()
        };
        let fields = vec![
            Field::line("what", "What is measured", &self.what)
                .hint("For example: days from merge to users.")
                .required(),
            Field::line("unit", "Unit", &self.unit)
                .hint("For example: days.")
                .required(),
            number("is", "It is now", &self.is),
            number("ought", "It ought to be", &self.ought),
        ];
        let to = To::OnGap(id, OnGap::SetMeasure);
        let form = form::Form::new(to, "Measure by this", fields);
        let known = seen.sight.gap(id)?;
        let why = if known.measure().is_some() {
            "This takes the place of what is measured now, which stays on record."
        } else {
            "By which number will you see that the gap gets narrower?"
        };
        forms::page(seen, id, ("Set what is measured", why), form)
    }
}

pub(crate) async fn set(look: Look, Path(id): Path<u32>) -> Shown {
    form::show(look, |seen| SetMeasure::default().page(seen, GapId(id))).await
}

pub(crate) async fn was_set(
    acting: Acting,
    Path(id): Path<u32>,
    Form(typed): Form<SetMeasure>,
) -> Shown {
    let gap = GapId(id);
    acting
        .run(
            typed.command(gap),
            |_, _| To::Gap(gap),
            |seen| typed.page(seen, gap),
        )
        .await
}

/// What is typed when it is measured again.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Measure {
    value: String,
    note: String,
}

impl Measure {
    fn command(&self, gap: GapId) -> Result<Command, Refusal> {
        Ok(Command::Gap(gap::Command::Measure {
            gap,
            value: amount("value", &self.value)?,
            note: self.note.clone(),
        }))
    }

    fn page(&self, seen: &Seen<'_>, id: GapId) -> Option<FormPage> {
        let fields = vec![
            Field::new("value", "It is now", Kind::Decimal, &self.value).required(),
            Field::text("note", "What there is to say of it", &self.note),
        ];
        let form = form::Form::new(To::OnGap(id, OnGap::Measure), "Keep the value", fields);
        let page = gap::page(seen.sight, None, id, seen.now)?;
        let own = page.measures.iter().find(|known| known.of == id);
        let why = own.map_or_else(
            || "Nothing is measured of it yet; say that first.".to_owned(),
            |own| format!("{}: {}.", own.measure.name, own.in_words),
        );
        forms::page(seen, id, ("Measure it again", &why), form)
    }
}

pub(crate) async fn measure(look: Look, Path(id): Path<u32>) -> Shown {
    form::show(look, |seen| Measure::default().page(seen, GapId(id))).await
}

pub(crate) async fn measured(
    acting: Acting,
    Path(id): Path<u32>,
    Form(typed): Form<Measure>,
) -> Shown {
    let gap = GapId(id);
    acting
        .run(
            typed.command(gap),
            |_, _| To::Gap(gap),
            |seen| typed.page(seen, gap),
        )
        .await
}
