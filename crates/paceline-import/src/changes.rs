//! What an import would change: counted by form, and named record by record.

use std::collections::BTreeMap;

use paceline_core::{Event, State};

use crate::steps::{Origin, Step};
use crate::told::Told;

/// What steps would record on top of a state.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// Number of events by form, in words: `initiative stage moved`.
    pub by_form: BTreeMap<String, u64>,
    /// Forms by the file they were read from.
    pub by_path: BTreeMap<String, Vec<String>>,
}

impl Changes {
    /// What `steps` would record on top of `known`. Nothing is written.
    pub fn between(known: State, steps: &[Step]) -> Self {
        let mut changes = Self::default();
        Told::fold_on(known, steps, &mut |ctx, event| {
            let form = form(event);
            *changes.by_form.entry(form.clone()).or_default() += 1;
            let origin: Option<Origin> =
                ctx.origin.as_deref().and_then(|origin| origin.parse().ok());
            let of_path = changes
                .by_path
                .entry(origin.unwrap_or_default().path)
                .or_default();
            if of_path.last() != Some(&form) {
                of_path.push(form);
            }
        });
        changes
    }

    pub fn count(&self) -> u64 {
        self.by_form.values().sum()
    }
}

/// `initiative stage moved`: the form's stored name, as words.
fn form(event: &Event) -> String {
    let value = serde_json::to_value(event).unwrap_or_default();
    let outer = value.as_object().and_then(|outer| outer.iter().next());
    let inner = outer
        .and_then(|(_, inner)| inner.as_object())
        .and_then(|inner| inner.keys().next());
    let noun = outer.map_or("", |(noun, _)| noun.as_str());
    format!("{noun} {}", inner.map_or("", String::as_str)).replace('_', " ")
}
