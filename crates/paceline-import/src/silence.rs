//! What a kind of record has no place for, so that nobody reports its absence.

use std::collections::BTreeSet;

use crate::mapping::Mapping;
use crate::record::{CannotSay, Initiative, Records};

/// What has no field at all; with a guessing mapping also what no record fills in.
pub(crate) fn cannot_say(mapping: &Mapping, records: &Records) -> Vec<CannotSay> {
    let fields = &mapping.fields;
    let all = &records.initiatives;
    let says = |mapped: bool, any: fn(&Initiative) -> bool| {
        mapped && (!mapping.guesses || all.iter().any(any))
    };
    let lead = fields.lead.is_some() || fields.authors.is_some();
    let followers = [&fields.reviewers, &fields.supporters, &fields.authors]
        .iter()
        .any(|field| field.is_some());
    let asks = fields.asks.is_some() || !mapping.tables.is_empty();
    let dated = records.has_history
        || all
            .iter()
            .any(|initiative| initiative.last_change.is_some());
    let said = [
        (
            CannotSay::Lead,
            says(lead, |initiative| initiative.lead.is_some()),
        ),
        (
            CannotSay::Followers,
            says(followers, |initiative| {
                initiative.authors.len() > 1
                    || !initiative.reviewers.is_empty()
                    || !initiative.supporters.is_empty()
            }),
        ),
        (
            CannotSay::Serves,
            says(fields.serves.is_some(), |initiative| {
                !initiative.serves.is_empty()
            }),
        ),
        (
            CannotSay::Asks,
            says(asks, |initiative| !initiative.asks.is_empty()),
        ),
        (
            CannotSay::Approvers,
            says(fields.approvers.is_some(), |initiative| {
                !initiative.approvers.is_empty()
            }),
        ),
        (CannotSay::Activity, dated),
    ];
    let mut silent: BTreeSet<CannotSay> = mapping.cannot_say.iter().copied().collect();
    silent.extend(said.iter().filter(|(_, says)| !says).map(|(what, _)| *what));
    silent.into_iter().collect()
}
