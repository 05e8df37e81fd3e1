//! Agreeing on an initiative: objecting, helping with an objection, calling for the last time, decision records.

use jiff::civil::Date;
use paceline_core::{InitiativeId, Refusal};

use crate::{
    form::{self, Form, FormPage},
    frame::Section,
    look::Seen,
    url::{Agreeing, To},
};

pub(crate) mod calling;
pub(crate) mod objecting;
pub(crate) mod objections;
pub(crate) mod record;

/// A page with one form about agreeing.
fn page(
    seen: &Seen<'_>,
    (id, place): (InitiativeId, Agreeing),
    (title, why): (&'static str, String),
    (button, fields): (&'static str, Vec<form::Field>),
) -> Option<FormPage> {
    let entity = seen.sight.initiative(id)?;
    Some(FormPage {
        section: Section::Initiatives,
        title,
        why,
        back: To::Initiative(id),
        back_words: format!("{id} {}", seen.sight.text(entity.title)),
        form: Form::new(To::Agreeing(id, place), button, fields),
        last: None,
    })
}

/// A day as it was typed; nothing when it was left out.
fn day(written: &str) -> Result<Option<Date>, Refusal> {
    match written.trim() {
        "" => Ok(None),
        written => written
            .parse()
            .map(Some)
            .map_err(|_| Refusal::ImpossibleDate),
    }
}

/// The day half a year from now, when an agreement is looked at again where nobody says.
fn in_half_a_year(seen: &Seen<'_>) -> String {
    let today = seen.now.date();
    let half_a_year = jiff::Span::new().months(6);
    today.saturating_add(half_a_year).to_string()
}
