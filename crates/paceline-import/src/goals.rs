//! Goals, themes and roadmaps, and which records serve them.

use std::collections::BTreeMap;

use crate::error::ReadError;
use crate::fields::FieldReader;
use crate::node::fold;
use crate::record::{Goal, Records};
use crate::scope::Scope;
use crate::states::States;
use crate::{formats, markdown, outline, place, reader, walk};

/// Reads every goal file.
pub(crate) fn read(scope: Scope<'_>, records: &mut Records) -> Result<(), ReadError> {
    let Scope {
        mapping,
        place,
        progress,
    } = scope;
    let Some(rules) = &mapping.goals else {
        return Ok(());
    };
    let wanted = place::globs(mapping, &rules.files)?;
    let excluded = place::globs(mapping, &rules.exclude)?;
    let states = States::new(mapping);
    let reader = FieldReader {
        fields: &rules.fields,
        people: &mapping.people,
        states: &states,
    };
    let table = rules.table.as_ref().map(|pattern| &pattern.0);
    for path in walk::files(place.records(), &wanted, &mut records.problems, progress) {
        if excluded.matches(&path) {
            continue;
        }
        let Some(text) = scope.text(&path, &mut records.problems) else {
            continue;
        };
        let Some(block) = formats::read(&rules.format.0, table, &path, &text) else {
            continue;
        };
        let parts = reader::parts(rules.path.as_ref(), &path);
        let reading = reader.read(&block.node, &parts);
        let title = reading
            .title
            .clone()
            .or_else(|| markdown::title(&text).map(|(_, title)| title));
        let id = reader::id(rules.id.as_deref(), &parts, &path);
        records.goals.push(Goal {
            title: title.unwrap_or_else(|| id.clone()),
            id,
            path,
            lead: reading.lead,
            team: reading.team,
            summary: reading.summary.unwrap_or_default(),
            until: parts
                .get("period")
                .and_then(|period| outline::last_day(period)),
            created: reading.created,
            last_change: reading.updated,
            active: reading
                .state
                .is_none_or(|state| state.active || state.status == "none"),
        });
    }
    Ok(())
}

/// What records name is the title or id of a goal; unmatched words stay as they are.
pub(crate) fn link(records: &mut Records) {
    let mut ids: BTreeMap<String, String> = BTreeMap::new();
    for goal in &records.goals {
        ids.insert(fold(&goal.title), goal.id.clone());
        ids.insert(fold(&goal.id), goal.id.clone());
    }
    for initiative in &mut records.initiatives {
        for serves in &mut initiative.serves {
            if let Some(id) = ids.get(&fold(serves)) {
                serves.clone_from(id);
            }
        }
    }
}
