//! A person who leads more at once than the organisation thinks wise (mission row P5). Shown to that person alone.

use std::collections::BTreeMap;

use super::{Evidence, Finding, Next, Rule, Subject, Threshold};
use crate::{PersonId, Sight, initiative::Lead};

pub(super) const WHY: &str =
    "Even the most passionate person cannot lead while overclocked in the day to day.";
pub(super) const NEXT: Next = Next {
    button: "Hand one over",
    sentence: "Hand over one lead, or put one down in the open.",
};

pub(super) fn find(sight: Sight<'_>) -> Vec<Finding> {
    let mut leads: BTreeMap<PersonId, Vec<(&Lead, String)>> = BTreeMap::new();
    for (id, entity) in sight
        .initiatives()
        .filter(|(_, entity)| entity.stage.is_active())
    {
        if let Some(lead) = entity.current_lead() {
            leads
                .entry(lead.person)
                .or_default()
                .push((lead, format!("leads {id} {}", sight.text(entity.title))));
        }
    }
    let limit = usize::try_from(sight.organisation().threshold(Threshold::LeadsAtMost))
        .unwrap_or(usize::MAX);
    leads.retain(|_, leads| leads.len() > limit);
    let finding = |(person, mut leads): (PersonId, Vec<(&Lead, String)>)| {
        leads.sort_by_key(|(lead, _)| (lead.from, lead.seq));
        // Since the lead that was one too many.
        let since = leads
            .get(limit)
            .map_or_else(Default::default, |(lead, _)| lead.from);
        let evidence = leads
            .into_iter()
            .map(|(lead, what)| Evidence {
                seq: lead.seq,
                at: lead.from,
                what,
            })
            .collect();
        Finding {
            rule: Rule::Overclocked,
            subject: Subject::Person(person),
            since,
            evidence,
        }
    };
    leads.into_iter().map(finding).collect()
}
