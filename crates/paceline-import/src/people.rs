//! Everybody that the records, teams and check-ins name.

use std::collections::BTreeSet;

use crate::record::{Initiative, Person, Records};
use crate::teams::Names;

/// A full name says more than a handle.
pub(crate) fn keep_better(names: &mut Names, key: String, name: String) {
    let known = names.entry(key).or_insert_with(|| name.clone());
    if name.contains(' ') && !known.contains(' ') {
        *known = name;
    }
}

/// Everybody known, with the best name there is.
pub(crate) fn known(records: &Records, names: &Names) -> Vec<Person> {
    let mut keys = in_records(records);
    keys.extend(records.goals.iter().filter_map(|goal| goal.lead.as_deref()));
    keys.extend(
        records
            .check_ins
            .iter()
            .map(|check_in| check_in.by.as_str())
            .filter(|by| !by.is_empty()),
    );
    for team in &records.teams {
        keys.extend(team.leads.iter().chain(&team.members).map(String::as_str));
    }
    keys.into_iter()
        .map(|key| Person {
            key: key.to_owned(),
            name: names.get(key).cloned().unwrap_or_else(|| key.to_owned()),
        })
        .collect()
}

/// Everybody who has a role in a record. A supporter that is the name of a listed team is that team.
pub(crate) fn in_records(records: &Records) -> BTreeSet<&str> {
    let listed = records.teams.iter().filter(|team| !team.path.is_empty());
    let teams: BTreeSet<&str> = listed.map(|team| team.id.as_str()).collect();
    let people = records.initiatives.iter().flat_map(roles);
    people.filter(|person| !teams.contains(person)).collect()
}

fn roles(initiative: &Initiative) -> impl Iterator<Item = &str> {
    let answering = initiative.asks.iter().flat_map(|ask| &ask.answered_by);
    initiative
        .lead
        .iter()
        .chain(&initiative.authors)
        .chain(&initiative.reviewers)
        .chain(&initiative.approvers)
        .chain(&initiative.supporters)
        .chain(answering)
        .map(String::as_str)
}
