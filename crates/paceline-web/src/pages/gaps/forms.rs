//! What the forms of gaps share.

use paceline_core::{GapId, Refusal, reference::Reference, text};

use crate::{
    form::{self, Field, FormPage},
    frame::Section,
    look::Seen,
    url::To,
};

/// A page with a form about one gap.
pub(super) fn page(
    seen: &Seen<'_>,
    id: GapId,
    (title, why): (&'static str, &str),
    form: form::Form,
) -> Option<FormPage> {
    seen.sight.gap(id)?;
    Some(FormPage {
        section: Section::Gaps,
        title,
        why: why.to_owned(),
        back: To::Gap(id),
        back_words: id.to_string(),
        form,
        last: None,
    })
}

/// A gap by its reference: `G-31`.
pub(super) fn gap_named(written: &str) -> Result<GapId, Refusal> {
    let written = written.trim();
    if written.is_empty() {
        return Err(Refusal::Empty {
            what: "number of a gap",
        });
    }
    match written.parse() {
        Ok(Reference::Gap(id)) => Ok(id),
        Ok(
            Reference::Initiative(_)
            | Reference::Goal(_)
            | Reference::Entry(_)
            | Reference::VeerOff(_),
        )
        | Err(_) => Err(Refusal::NoSuchReference {
            written: text::cut(written, 40),
        }),
    }
}

/// A reason, which every change asks for.
pub(super) fn because(label: &'static str, value: &str) -> Field {
    Field::text("because", label, value).required()
}
